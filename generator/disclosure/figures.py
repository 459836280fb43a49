"""Figures as readers see them: tables of counts through time.

A table has a figure for every period and every combination of codes, sums included (`_T`). The
members' site gets all of them (`full_tables`); the public site those that were released.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType
from typing import Literal

from generator.disclosure.counting import Codes, Counted, Key, Tally, count_rows
from generator.fields import Text
from generator.periods import containing, level, months, within
from generator.records.statistics import TOTAL, Dataset, Dimension, PeriodData, PublicTable
from generator.vocabulary import ChartKind, Protection, TimeLevel

Status = Literal["A", "c", "M", "r", "k"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One count as a reader sees it.

    `status`: A normal (zero too), c protected, M missing, r rounded to the nearest 5, k in the
    smallest class of rounding (1 to 7). `value` is None for c, M and k.
    """

    value: int | None
    status: Status = "A"

    @property
    def text(self) -> str:
        """In plain characters: the digits, `c` for a protected count, `1-7` for the smallest class."""
        marks = {"c": "c", "k": "1-7", "M": ""}
        return marks.get(self.status, str(self.value))


MISSING = Figure(None, "M")


@dataclass(frozen=True)
class Table:
    """Counts by period and by the codes of some dimensions.

    - `by`: ids of the dimensions; `codes`: for each, the codes shown, parents before their
      children, without the sum.
    - `times`: the periods shown, oldest first, each level of time in turn.
    - `figures`: by period and one code (or `_T`) a dimension; what is not there was not published.
    """

    id: str
    title: Text
    by: tuple[str, ...]
    codes: tuple[Codes, ...]
    times: tuple[str, ...]
    protection: Protection
    chart: ChartKind | None
    figures: Mapping[Key, Figure]

    def figure(self, time: str, *codes: str) -> Figure:
        """The count of a period at `codes`; sums over the dimensions that are not given."""
        wanted = codes + (TOTAL,) * (len(self.by) - len(codes))
        return self.figures.get((time, wanted), MISSING)

    @property
    def hidden(self) -> int:
        """How many counts are protected."""
        return sum(figure.status == "c" for figure in self.figures.values())


_NONE = Tally(0, 0, 0)


def full_tables(dataset: Dataset, bodies: Sequence[PeriodData]) -> tuple[Table, ...]:
    """All tables of a dataset with all counts: those of its plan, and one for each other dimension."""
    planned = {name for table in dataset.publish for name in table.by}
    others = [
        PublicTable.model_construct(id=dimension.id, by=(dimension.id,), time=(), level={})
        for dimension in dataset.dimensions
        if dimension.id not in planned
    ]
    return tuple(
        table_of(dataset, plan, _all_figures(dataset, plan, bodies))
        for plan in (*dataset.publish, *others)
    )


def table_of(dataset: Dataset, plan: PublicTable, figures: Mapping[Key, Figure]) -> Table:
    """The table of a plan with `figures`; empty where there are none."""
    times = sorted({time for time, _ in figures}, key=_time_order)
    return Table(
        id=plan.id,
        title=plan.title or _title(dataset, plan),
        by=plan.by,
        codes=tuple(shown_codes(dataset, plan, name) for name in plan.by),
        times=tuple(times),
        protection=plan.protection,
        chart=plan.chart,
        figures=MappingProxyType(dict(figures)),
    )


def _all_figures(
    dataset: Dataset, plan: PublicTable, bodies: Sequence[PeriodData]
) -> dict[Key, Figure]:
    return {key: Figure(tally.count) for key, tally in tallies(dataset, plan, bodies).items()}


def _title(dataset: Dataset, plan: PublicTable) -> Text:
    labels = [dimension(dataset, name).label for name in plan.by]
    if not labels:
        return Text("Jumlah", "Total")
    english = [label.en or label.id for label in labels]
    return Text(" dan ".join(label.id for label in labels), " and ".join(english))


def dimension(dataset: Dataset, name: str) -> Dimension:
    """The dimension `name` of a dataset."""
    return next(one for one in dataset.dimensions if one.id == name)


def ancestors(found: Dimension) -> Mapping[str, Codes]:
    """For each code of a dimension: the codes that contain it, outermost first, itself last."""
    parents = {code.code: code.parent for code in found.codes}

    def _line(code: str | None) -> Codes:
        return (*_line(parents.get(code)), code) if code is not None else ()

    return {code: _line(code) for code in parents}


def shown_codes(dataset: Dataset, plan: PublicTable, name: str) -> Codes:
    """The codes of one dimension that a table shows: down to its level, in the order of the list."""
    found = dimension(dataset, name)
    lines = ancestors(found)
    deepest = len(found.levels) or max((len(line) for line in lines.values()), default=1)
    if name in plan.level:
        names = [one.id for one in found.levels]
        deepest = names.index(plan.level[name]) + 1
    return tuple(code for code, line in lines.items() if len(line) <= deepest)


def tallies(dataset: Dataset, plan: PublicTable, bodies: Sequence[PeriodData]) -> dict[Key, Tally]:
    """The counts of a table, from all rows of `bodies`, by period and codes; zeros included.

    A period longer than those of the rows has a count only when rows cover all of its months.
    """
    shown = [frozenset(shown_codes(dataset, plan, name)) for name in plan.by]
    lines = [ancestors(dimension(dataset, name)) for name in plan.by]
    places = [[one.id for one in dataset.dimensions].index(name) for name in plan.by]

    def _times(row: Counted) -> list[str]:
        if not plan.time:
            return [row.file]
        found = (containing(months(row.time)[0], wanted) for wanted in plan.time)
        return [time for time in found if within(row.time, time)]

    def _cells(codes: Codes) -> list[Codes]:
        choices = [
            [*(code for code in line[codes[place]] if code in inside), TOTAL]
            for place, inside, line in zip(places, shown, lines, strict=True)
        ]
        return list(product(*choices))

    found = count_rows(dataset, bodies, _times, _cells)
    return {
        (time, codes): found.sums.get((time, codes), _NONE)
        for time in found.complete
        for codes in _combinations(dataset, plan, time)
    }


def _combinations(dataset: Dataset, plan: PublicTable, time: str) -> Iterator[Codes]:
    """Every combination of the codes that a table shows of a period, sums included."""
    return product(
        *(
            (
                *(
                    code
                    for code in shown_codes(dataset, plan, name)
                    if holds(dataset, name, code, time)
                ),
                TOTAL,
            )
            for name in plan.by
        )
    )


def holds(dataset: Dataset, name: str, code: str, time: str) -> bool:
    """Whether a code of the dimension `name` was in use in any month of `time`."""
    found = next(one for one in dimension(dataset, name).codes if one.code == code)
    first, last = months(time)
    return not (
        (found.since and months(found.since)[0] > last)
        or (found.until and months(found.until)[1] < first)
    )


def tallies_at(
    dataset: Dataset, bodies: Sequence[PeriodData], keys: Collection[Key]
) -> dict[Key, Tally]:
    """The counts at `keys` (codes along every dimension), as far as rows cover their months."""
    lines = [ancestors(one) for one in dataset.dimensions]
    times = sorted({time for time, _ in keys})
    wanted = frozenset(codes for _, codes in keys)

    def _times(row: Counted) -> list[str]:
        return [time for time in times if within(row.time, time)]

    def _cells(codes: Codes) -> list[Codes]:
        choices = ((*line[code], TOTAL) for line, code in zip(lines, codes, strict=True))
        return [one for one in product(*choices) if one in wanted]

    found = count_rows(dataset, bodies, _times, _cells)
    return {key: found.sums.get(key, _NONE) for key in keys if key[0] in found.complete}


def _time_order(time: str) -> tuple[int, int, str]:
    """Levels of time one after the other, the finest first, ranges last."""
    found = level(time)
    order = list(TimeLevel).index(found) if found else len(TimeLevel)
    return order, months(time)[0], time


def by_level(times: Iterable[str]) -> Mapping[TimeLevel | None, tuple[str, ...]]:
    """Periods by how long they are, in time order; None for ranges."""
    found: dict[TimeLevel | None, list[str]] = {}
    for time in sorted(times, key=_time_order):
        found.setdefault(level(time), []).append(time)
    return {name: tuple(group) for name, group in found.items()}
