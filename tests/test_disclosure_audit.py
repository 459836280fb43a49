"""The audit of finished files: tampered ones are refused, and nothing that fits is overlooked.

All figures are made up (contoh): two wards in one sub-district and one ward in another, two kinds of
action, two months.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.disclosure.attack import Interval
from generator.disclosure.audit import Outgoing, Verdict, audit, digest, from_json, to_json
from generator.disclosure.disclose import disclose, read_library
from generator.disclosure.protection.claims import claims_of
from generator.disclosure.protection.gather import statistics_of
from generator.pages.data import data_files
from generator.pages.plan import derive
from generator.settings import read_settings

PLACES = {"A": "", "A1": "A", "A2": "A", "B": "", "B1": "B"}
KINDS = {"p": "", "q": ""}
MONTHS = ("2024-01", "2024-02")
ATOMS = tuple(itertools.product(MONTHS, ("A1", "A2", "B1"), KINDS))
PATH = "public/statistik/contoh/contoh"
SITES = Path(__file__).parent / "sites"
TODAY = date(2025, 12, 31)

Key = tuple[str, tuple[str, str]]


@dataclass(frozen=True)
class Figure:
    value: int | None
    status: str = "A"


@dataclass(frozen=True)
class Release:
    date: date
    figures: Mapping[Key, Figure]
    kind: str = "rilis"
    change: str = ""


@dataclass(frozen=True)
class Claims:
    releases: tuple[Release, ...]
    required: Mapping[tuple[Key, int], tuple[int, int]] = field(default_factory=dict)
    singles: Mapping[Key, int] = field(default_factory=dict)
    dataset: str = "contoh"
    dimensions: tuple[str, ...] = ("wilayah", "jenis")


HIDDEN = Figure(None, "c")


def shown(counts: Mapping[Key, int], hidden: set[Key] = frozenset()) -> dict[Key, Figure]:
    return {key: HIDDEN if key in hidden else Figure(value) for key, value in counts.items()}


def _document(figures: Mapping[Key, Figure]) -> dict:
    codes = [("wilayah", PLACES), ("jenis", KINDS)]
    return {
        "id": "contoh",
        "title": {"id": "Contoh"},
        "measure": "orang",
        "unit": {"id": "orang"},
        "threshold": 5,
        "dimensions": [
            {
                "id": name,
                "label": {"id": name},
                "codes": [
                    {"code": code, "label": {"id": f"Tempat {code}", "en": f"Place {code}"}}
                    | ({"parent": parent} if parent else {})
                    for code, parent in known.items()
                ],
            }
            for name, known in codes
        ],
        "tables": [],
        "cells": [
            {
                "time": time,
                "codes": {n: c for n, c in zip(("wilayah", "jenis"), at, strict=True) if c != "_T"},
                "value": figure.value,
                "status": "c" if figure.status == "d" else figure.status,
            }
            for (time, at), figure in figures.items()
        ],
        "revisions": [],
    }


def _csv(figures: Mapping[Key, Figure]) -> bytes:
    lines = ["table,time,wilayah,jenis,value,status"]
    for (time, codes), figure in figures.items():
        value = "" if figure.value is None else str(figure.value)
        status = "c" if figure.status == "d" else figure.status
        lines.append(f"t,{time},{','.join(codes)},{value},{status}")
    return "\n".join([*lines, ""]).encode()


def files(figures: Mapping[Key, Figure], document: dict | None = None) -> Outgoing:
    document = document or _document(figures)
    return Outgoing(PATH, json.dumps(document).encode(), _csv(figures))


def current(claims: Claims) -> dict[Key, Figure]:
    return {key: one for release in claims.releases for key, one in release.figures.items()}


def codes(verdict: Verdict) -> list[str]:
    return sorted({problem.code for problem in verdict.problems})


# A table by place that is safe: 12 = 3 + 6 + 3, where A1 and B1 hide each other.

ROW = {
    ("2024-01", ("_T", "_T")): 20,
    ("2024-01", ("A", "_T")): 17,
    ("2024-01", ("B", "_T")): 3,
    ("2024-01", ("A1", "_T")): 9,
    ("2024-01", ("A2", "_T")): 8,
    ("2024-01", ("B1", "_T")): 3,
}
B, B1 = ("2024-01", ("B", "_T")), ("2024-01", ("B1", "_T"))
A, A1 = ("2024-01", ("A", "_T")), ("2024-01", ("A1", "_T"))
SAFE = Claims(
    (Release(date(2024, 3, 1), shown(ROW, {A, A1, B, B1})),), {(B, 0): (1, 5), (B1, 0): (1, 5)}
)


def test_what_is_safe_has_no_problem() -> None:
    verdict = audit(files(current(SAFE)), SAFE)
    assert verdict.problems == ()
    assert verdict.complete
    assert [(cell.key, cell.found, cell.safe) for cell in verdict.cells] == [
        (B, Interval(0, 12), True),
        (B1, Interval(0, 12), True),
    ]
    assert verdict.cells[1].name == ("2024-01 Tempat B1", "2024-01 Place B1")


def test_a_verdict_is_kept_as_text() -> None:
    verdict = audit(files(current(SAFE)), SAFE)
    assert from_json(to_json(verdict)) == verdict
    assert from_json(to_json(verdict)).cells == verdict.cells


def test_the_digest_changes_with_everything_that_is_read() -> None:
    same = digest(files(current(SAFE)), SAFE)
    assert same == digest(files(current(SAFE)), SAFE)
    others = [
        replace(SAFE, required={(B, 0): (1, 5)}),
        replace(SAFE, singles={B: 1}),
        replace(SAFE, releases=(replace(SAFE.releases[0], kind="tempat-lain"),)),
    ]
    found = {digest(files(current(SAFE)), one) for one in others}
    assert len(found | {same, digest(files(shown(ROW)), SAFE)}) == 5


def test_a_hidden_count_in_the_files_is_refused_and_not_named_by_its_value() -> None:
    figures = current(SAFE) | {B1: Figure(3)}
    verdict = audit(files(figures), SAFE)
    assert codes(verdict) == ["DIS020", "DIS023"]
    text = " ".join(p.message("id") + p.message("en") for p in verdict.problems)
    assert "2024-01 Tempat B1" in text
    assert "3" not in text.replace("2024", "")


def test_a_hidden_count_in_the_csv_alone_is_refused() -> None:
    figures = current(SAFE) | {B1: Figure(3)}
    tampered = replace(files(current(SAFE)), csv=_csv(figures))
    verdict = audit(tampered, SAFE)
    assert codes(verdict) == ["DIS022"]
    assert verdict.problems[0].place.path == f"{PATH}.csv"
    assert verdict.problems[0].place.line == 7


def test_a_line_that_the_csv_lacks_is_noticed() -> None:
    tampered = replace(files(current(SAFE)), csv=_csv({A: current(SAFE)[A]}))
    assert codes(audit(tampered, SAFE)) == ["DIS022"]


@pytest.mark.parametrize(
    "change",
    [
        {"share": 0.15},
        {"value": 3},
        {"status": "?"},
    ],
)
def test_what_the_audit_does_not_know_is_refused(change: dict) -> None:
    document = _document(current(SAFE))
    document["cells"][2].update(change)
    assert "DIS026" in codes(audit(files(current(SAFE), document), SAFE))


def test_a_file_that_is_no_json_is_refused() -> None:
    assert "DIS026" in codes(audit(Outgoing(PATH, b"{", b""), SAFE))


def test_a_revision_does_not_show_what_was_hidden() -> None:
    document = _document(current(SAFE))
    at = {"wilayah": "B1"}
    document["revisions"] = [
        {"date": "2024-04-01", "time": "2024-01", "codes": at, "old": 3, "new": None, "why": None}
    ]
    assert codes(audit(files(current(SAFE), document), SAFE)) == ["DIS023"]


def test_a_changed_figure_needs_a_revision() -> None:
    figures = current(SAFE) | {("2024-01", ("_T", "_T")): Figure(21)}
    assert codes(audit(files(figures), SAFE)) == ["DIS024"]
    late = {("2024-01", ("_T", "_T")): Figure(21), A: HIDDEN, A1: HIDDEN}
    revised = Release(date(2024, 4, 1), late, "revisi", "susulan")
    claims = replace(SAFE, releases=(*SAFE.releases, revised))
    assert codes(audit(files(current(claims)), claims)) == []


def test_a_figure_that_was_never_released_is_refused() -> None:
    figures = current(SAFE) | {("2024-01", ("A2", "p")): Figure(8)}
    assert codes(audit(files(figures), SAFE)) == ["DIS025"]


def test_a_count_that_can_be_subtracted_is_said_in_words() -> None:
    claims = replace(SAFE, releases=(Release(date(2024, 3, 1), shown(ROW, {B, B1})),))
    verdict = audit(files(current(claims)), claims)
    assert codes(verdict) == ["DIS020"]
    messages = [problem.message("id") for problem in verdict.problems]
    assert any(
        "2024-01 Tempat B = Jumlah 2024-01 dikurangi 2024-01 Tempat A" in one for one in messages
    )
    assert verdict.cells[0].how[1] == (
        "2024-01 Place B = Total 2024-01 (20) less 2024-01 Place A (17) = 3"
    )


def test_figures_that_contradict_each_other_are_named() -> None:
    wrong = ROW | {("2024-01", ("_T", "_T")): 19}
    claims = Claims((Release(date(2024, 3, 1), shown(wrong)),))
    verdict = audit(files(current(claims)), claims)
    assert codes(verdict) == ["DIS021"]
    assert "Jumlah 2024-01 = 2024-01 Tempat A + 2024-01 Tempat B" in verdict.problems[0].message()


def test_a_sub_district_may_count_more_than_its_wards() -> None:
    """Rows that know only the sub-district: the reader sees it and is not misled."""
    more = ROW | {A: 19, ("2024-01", ("_T", "_T")): 22}
    hidden = {("2024-01", ("_T", "_T")), B, B1}
    claims = Claims(
        (Release(date(2024, 3, 1), shown(more, hidden)),), {(B1, 0): (1, 5), (B, 0): (1, 5)}
    )
    verdict = audit(files(current(claims)), claims)
    assert codes(verdict) == []
    assert verdict.cells[0].found == Interval(0, None)
    total = replace(claims, releases=(Release(date(2024, 3, 1), shown(more, {B, B1})),))
    assert {cell.found for cell in audit(files(current(total)), total).cells} == {
        Interval(3, 3),
        Interval(0, 3),
    }


# Through time


def test_what_was_visible_once_is_known_for_ever() -> None:
    first = Release(date(2024, 3, 1), shown(ROW, {A1, B, B1, A}))
    other = Release(date(2024, 4, 1), {A: Figure(17)})
    claims = replace(SAFE, releases=(first, other))
    verdict = audit(files(current(claims)), claims)
    assert codes(verdict) == ["DIS020", "DIS023"]


def test_a_new_period_is_attacked_together_with_the_old_ones() -> None:
    """January hides two kinds, February two others; the sum of both months shows all kinds."""
    kinds = {"p": (3, 4), "q": (9, 11)}
    months = {
        (month, ("_T", kind)): values[i]
        for i, month in enumerate(MONTHS)
        for kind, values in kinds.items()
    }
    months |= {(m, ("_T", "_T")): sum(v[i] for v in kinds.values()) for i, m in enumerate(MONTHS)}
    january = ("2024-01", ("_T", "p"))
    hidden = {january, ("2024-01", ("_T", "q"))}
    claims = Claims((Release(date(2024, 3, 1), shown(months, hidden)),), {(january, 0): (1, 5)})
    assert codes(audit(files(current(claims)), claims)) == []
    both = {("2024-01/2024-02", ("_T", "p")): Figure(7)}
    claims = replace(claims, releases=(*claims.releases, Release(date(2024, 4, 1), both)))
    assert codes(audit(files(current(claims)), claims)) == ["DIS020"]


def test_overlapping_periods_are_taken_apart() -> None:
    """January to March less February to March is January, and no table shows March alone."""
    figures = {
        ("2024-01/2024-03", ("_T", "_T")): Figure(12),
        ("2024-02/2024-03", ("_T", "_T")): Figure(9),
        ("2024-01/2024-02", ("_T", "_T")): HIDDEN,
        ("2024-01", ("_T", "_T")): HIDDEN,
    }
    january = ("2024-01", ("_T", "_T"))
    claims = Claims((Release(date(2024, 3, 1), figures),), {(january, 0): (1, 5)})
    verdict = audit(files(figures), claims)
    assert verdict.cells[0].found == Interval(3, 3)


def test_two_margins_of_one_table_are_connected_by_what_they_count() -> None:
    """All of January is kind p, so a place with q in it is a place of February."""
    figures = {
        ("2024-01", ("_T", "p")): Figure(9),
        ("2024-01", ("_T", "q")): Figure(0),
        ("2024-02", ("_T", "p")): Figure(0),
        ("2024-02", ("_T", "q")): Figure(7),
        ("2024-01/2024-02", ("A", "_T")): HIDDEN,
        ("2024-01/2024-02", ("B", "_T")): HIDDEN,
        ("2024-01/2024-02", ("A", "p")): Figure(9),
        ("2024-01/2024-02", ("B", "q")): Figure(4),
    }
    place = ("2024-01/2024-02", ("B", "_T"))
    claims = Claims((Release(date(2024, 3, 1), figures),), {(place, 0): (1, 5)})
    verdict = audit(files(figures), claims)
    assert verdict.complete
    assert verdict.cells[0].found == Interval(4, 4)
    direct = audit(files(figures), claims, limit=0)
    assert not direct.complete


def test_who_is_alone_in_a_cell_is_reported() -> None:
    figures = shown(ROW, {A, A1, B, B1})
    claims = replace(SAFE, releases=(Release(date(2024, 3, 1), figures),), singles={A: 17})
    learned = {cell.key: cell.learned_by for cell in audit(files(figures), claims).cells}
    assert learned == {B: (("2024-01 Tempat A", "2024-01 Place A"),)} | {
        B1: (("2024-01 Tempat A", "2024-01 Place A"),)
    }


def test_a_rounded_count_is_known_within_two_and_the_smallest_class_as_one_to_seven() -> None:
    figures = {
        ("2024-01", ("_T", "_T")): Figure(20, "r"),
        A: Figure(15, "r"),
        B: Figure(None, "k"),
    }
    claims = Claims((Release(date(2024, 3, 1), figures),), {(B, 0): (1, 5), (A, 0): (13, 17)})
    verdict = audit(files(figures), claims)
    assert codes(verdict) == []
    assert [cell.found for cell in verdict.cells] == [Interval(1, 7), Interval(13, 17)]
    verdict = audit(files(figures | {A: Figure(13)}), claims)
    assert codes(verdict) == ["DIS020", "DIS023"]


# The fictional office


@pytest.fixture(scope="module")
def office() -> tuple[Outgoing, Claims]:
    """What is published of the office's measures, and what is claimed of it."""
    project, _ = read_settings(SITES / "contoh" / "site_config.yml")
    assert project is not None
    public = dict(data_files(derive(disclose(project, TODAY).views["public"], TODAY).readings))
    (name,) = (name for name in public if name.endswith("/tindakan.json"))
    library, _ = read_library(project)
    statistics = statistics_of(library, library.by_id["tindakan"], TODAY)
    stem = name.removesuffix(".json")
    outgoing = Outgoing(stem, public[name], public[f"{stem}.csv"])
    return outgoing, claims_of("tindakan", statistics, TODAY)


def test_what_the_fictional_office_publishes_is_safe(office: tuple[Outgoing, Claims]) -> None:
    verdict = audit(*office)
    assert verdict.problems == ()
    assert verdict.complete
    assert len(verdict.cells) == len(office[1].required) > 20
    assert all(cell.safe for cell in verdict.cells)


def test_a_protected_count_of_the_office_that_is_opened_is_refused(
    office: tuple[Outgoing, Claims],
) -> None:
    outgoing, claims = office
    document = json.loads(outgoing.json)
    hidden = [cell for cell in document["cells"] if cell["status"] == "c"]
    assert hidden
    hidden[len(hidden) // 2] |= {"value": 2, "status": "A"}
    opened = replace(outgoing, json=json.dumps(document).encode())
    assert {"DIS022", "DIS023"} <= set(codes(audit(opened, claims)))


# Against everything that fits


def _inside(key: Key, atom: tuple[str, str, str]) -> bool:
    time, (place, kind) = key
    month, ward, own = atom
    return (
        (time == month or "/" in time)
        and place in ("_T", ward, PLACES[ward])
        and kind in ("_T", own)
    )


def _value(key: Key, table: Mapping[tuple[str, str, str], int]) -> int:
    return sum(count for atom, count in table.items() if _inside(key, atom))


def _fillings(total: int, places: int) -> Iterator[tuple[int, ...]]:
    if places == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in _fillings(total - first, places - 1):
            yield (first, *rest)


EVERYTHING: Key = ("2024-01/2024-02", ("_T", "_T"))
KEYS: tuple[Key, ...] = tuple(
    (time, (place, kind))
    for time in (*MONTHS, "2024-01/2024-02")
    for place in ("_T", *PLACES)
    for kind in ("_T", *KINDS)
)


TIMES = (MONTHS, ("2024-01/2024-02",), (*MONTHS, "2024-01/2024-02"))
PLACE_LISTS = (("_T",), ("_T", "A", "B"), ("_T", *PLACES))
KIND_LISTS = (("_T",), ("_T", *KINDS))
TABLES = [
    [(time, at) for time in times for at in itertools.product(places, kinds)]
    for times, places, kinds in itertools.product(TIMES, PLACE_LISTS, KIND_LISTS)
]


@st.composite
def _history(draw: st.DrawFn) -> tuple[Claims, list[dict]]:
    """Some tables, some figures hidden, perhaps late reports and another table; the true tables."""
    count = draw(st.integers(1, 3))
    table = dict.fromkeys(ATOMS, 0)
    for atom in draw(st.lists(st.sampled_from(ATOMS), min_size=count, max_size=count)):
        table[atom] += 1
    tables = [table]
    chosen = draw(st.lists(st.sampled_from(TABLES), min_size=1, max_size=2))
    known = {key: _value(key, table) for keys in chosen for key in keys}
    hidden = draw(st.sets(st.sampled_from(sorted(known)), min_size=1))
    elsewhere = draw(st.sets(st.sampled_from(KEYS), max_size=2))
    said = {EVERYTHING: count} | {key: _value(key, table) for key in sorted(elsewhere)}
    releases = [
        Release(date(2024, 2, 1), shown(said), "tempat-lain"),
        Release(date(2024, 3, 1), shown(known, hidden)),
    ]
    if draw(st.booleans()):
        late = draw(st.sampled_from(ATOMS))
        table = table | {late: table[late] + 1}
        again = {key: _value(key, table) for key in said | known if _inside(key, late)}
        releases.append(Release(date(2024, 4, 1), shown(again, hidden), "revisi", "susulan"))
        tables.append(table)
    if draw(st.booleans()):
        more = draw(st.sampled_from(TABLES))
        new = {key: _value(key, table) for key in more if key not in known}
        releases.append(Release(date(2024, 5, 1), shown(new)))
    required = {(key, int(key in said)): (1, 5) for key in sorted(hidden)}
    return Claims(tuple(releases), required), tables


def _worlds(claims: Claims, tables: list[dict]) -> Iterator[list[dict]]:
    """Every table, or pair of a table and one with a late report, that fits what was published."""
    for filling in _fillings(sum(tables[0].values()), len(ATOMS)):
        first = dict(zip(ATOMS, filling, strict=True))
        if len(tables) == 1:
            candidates = [[first]]
        else:
            candidates = [[first, first | {late: first[late] + 1}] for late in ATOMS]
        yield from (world for world in candidates if _fits(claims, world))


def _fits(claims: Claims, world: list[dict]) -> bool:
    """Whether a world shows what the releases show; what a revision leaves out has not changed."""
    state = 0
    said: dict[Key, Figure] = {}
    for release in claims.releases:
        if release.kind == "revisi":
            if any(
                _value(k, world[0]) != _value(k, world[1]) for k in said.keys() - release.figures
            ):
                return False
            state = 1
        said |= release.figures
        for key, figure in release.figures.items():
            if figure.status == "A" and figure.value != _value(key, world[state]):
                return False
    return True


@given(_history())
def test_the_audit_finds_what_trying_every_table_finds(
    history: tuple[Claims, list[dict]],
) -> None:
    claims, tables = history
    verdict = audit(files(current(claims)), claims)
    assert verdict.complete
    worlds = list(_worlds(claims, tables))
    assert worlds
    for cell in verdict.cells:
        values = [_value(cell.key, world[0]) for world in worlds]
        assert cell.found == Interval(min(values), max(values)), cell.name
