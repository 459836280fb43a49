"""Two margins of one table against a reader who tries every table that fits them."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.disclosure.disclose import inspect
from generator.disclosure.linked import Margins, all_can_reach
from generator.disclosure.suppression import public_tables
from generator.records.statistics import Dataset, Dimension, PeriodData, Row
from generator.settings import read_settings

THRESHOLD = 5


@st.composite
def _margins(draw: st.DrawFn) -> Margins:
    cells = list(
        itertools.product("abc"[: draw(st.integers(1, 3))], "xyz"[: draw(st.integers(1, 2))])
    )
    possible = draw(st.sets(st.sampled_from(cells), min_size=1, max_size=5))
    counts = {cell: draw(st.integers(0, 4)) for cell in sorted(possible)}
    rows = {row for (row, _), count in counts.items() if count}
    columns = {column for (_, column), count in counts.items() if count}
    hidden = st.sampled_from
    return Margins(
        counts,
        possible,
        draw(st.sets(hidden(sorted(rows)))) if rows else set(),
        draw(st.sets(hidden(sorted(columns)))) if columns else set(),
    )


def _sums(cells: list[tuple[str, str]], counts: tuple[int, ...], side: int) -> dict[str, int]:
    sums: dict[str, int] = {}
    for cell, count in zip(cells, counts, strict=True):
        sums[cell[side]] = sums.get(cell[side], 0) + count
    return sums


def _by_trying(margins: Margins) -> bool:
    cells = sorted(margins.possible)
    true = tuple(margins.counts[cell] for cell in cells)
    total = sum(true)
    best: dict[tuple[int, str], int] = {}
    for counts in itertools.product(range(total + 1), repeat=len(cells)):
        if sum(counts) != total:
            continue
        tried = [_sums(cells, counts, side) for side in (0, 1)]
        known = [_sums(cells, true, side) for side in (0, 1)]
        if all(
            value >= 1 if code in hidden else value == known[side][code]
            for side, hidden in enumerate((margins.rows, margins.columns))
            for code, value in tried[side].items()
        ):
            for side, hidden in enumerate((margins.rows, margins.columns)):
                for code in hidden:
                    best[side, code] = max(best.get((side, code), 0), tried[side][code])
    return all(value >= THRESHOLD for value in best.values())


@given(_margins())
def test_the_chains_find_what_trying_everything_finds(margins: Margins) -> None:
    if sum(margins.counts.values()) <= 9:
        assert all_can_reach(margins, THRESHOLD) == _by_trying(margins)


def _dimension(name: str, *codes: str) -> Dimension:
    return Dimension(
        id=name, label=name, codes=[{"code": code, "label": code.upper()} for code in codes]
    )


def _dataset(*dimensions: Dimension) -> Dataset:
    return Dataset.model_construct(
        dimensions=dimensions, publish=tuple(d.id for d in dimensions), threshold=THRESHOLD
    )


def _period(names: tuple[str, ...], rows: list[tuple[object, ...]]) -> PeriodData:
    made = tuple(
        Row.model_construct(count=row[-1], period=None, codes=dict(zip(names, row, strict=False)))
        for row in rows
    )
    return PeriodData.model_construct(rows=made)


WARDS = _dataset(_dimension("kecamatan", "a", "b"), _dimension("kelurahan", "a1", "a2", "b1", "b2"))
NAMES = ("kecamatan", "kelurahan")


def test_wards_are_not_published_beside_the_sub_districts_that_give_them_away() -> None:
    """a1 = 2 is hidden with b1 = 7, but a = 12 less a2 = 10 would say it."""
    period = _period(NAMES, [("a", "a1", 2), ("a", "a2", 10), ("b", "b1", 7), ("b", "b2", 20)])
    assert [table.id for table in public_tables(WARDS, period, [period])] == ["kecamatan"]


def test_a_ward_that_stands_for_unknown_changes_nothing() -> None:
    rows = [("a", "a1", 2), ("a", "a2", 10), ("a", "b2", 1), ("b", "b1", 7), ("b", "b2", 20)]
    period = _period(NAMES, rows)
    assert [table.id for table in public_tables(WARDS, period, [period])] == ["kecamatan"]


def test_codes_that_meet_freely_are_published_together() -> None:
    rows = [("a", "a1", 2), ("b", "a1", 1), ("a", "a2", 10), ("b", "a2", 9)]
    rows += [("a", "b1", 7), ("b", "b1", 8), ("a", "b2", 20), ("b", "b2", 20)]
    period = _period(NAMES, rows)
    assert [table.id for table in public_tables(WARDS, period, [period])] == list(NAMES)


def test_what_has_met_in_another_open_period_can_meet_in_this_one() -> None:
    sparse = _period(NAMES, [("a", "a1", 2), ("a", "a2", 10), ("b", "b1", 7), ("b", "b2", 20)])
    dense = _period(NAMES, [(a, b, 9) for a in "ab" for b in ("a1", "a2", "b1", "b2")])
    assert len(public_tables(WARDS, sparse, [sparse, dense])) == 2


def test_the_table_named_first_stays() -> None:
    period = _period(NAMES, [("a", "a1", 2), ("a", "a2", 10), ("b", "b1", 7), ("b", "b2", 20)])
    turned = WARDS.model_copy(update={"publish": ("kelurahan", "kecamatan")})
    assert [table.id for table in public_tables(turned, period, [period])] == ["kelurahan"]


def test_a_series_of_some_rows_only_is_not_made() -> None:
    """Its total beside that of the other tables would say how many rows have no month."""
    dataset = _dataset(_dimension("jenis", "a"))
    rows = (
        Row.model_construct(count=100, period="2024-01", codes={"jenis": "a"}),
        Row.model_construct(count=2, period=None, codes={"jenis": "a"}),
    )
    period = PeriodData.model_construct(rows=rows)
    dataset = dataset.model_copy(update={"publish": ("period", "jenis")})
    assert [table.id for table in public_tables(dataset, period, [period])] == ["jenis"]


def test_a_period_without_rows_has_no_table_of_zeros() -> None:
    assert public_tables(_dataset(_dimension("jenis", "a")), PeriodData.model_construct(), []) == ()


def test_the_editor_is_told_of_a_table_that_stays_away(site: Path) -> None:
    """One small count alone cannot be hidden behind another: the table is left out, and said so."""
    path = site / "content" / "statistics" / "tak-kanim-contoh" / "2024.yml"
    text = path.read_text("utf-8")
    (path.parent / "2024.csv").unlink()
    rows = "rows:\n  - {jenis: deportasi, count: 3}\n  - {jenis: biaya-beban, count: 2}\n"
    text = text.replace("csv: 2024.csv\n", rows).replace("provisional: true\n", "")
    path.write_text(text, encoding="utf-8")
    project, _ = read_settings(site / "site_config.yml")
    assert project is not None
    _, problems = inspect(project, date(2025, 7, 1))
    assert [problem.code for problem in problems] == ["STA018"]
    assert problems[0].place.path.endswith("2024.yml")
