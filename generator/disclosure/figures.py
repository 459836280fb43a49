"""Figures as readers see them: tables of counts through time.

A table has a figure for every period and every combination of codes, sums included (`_T`). The
members' site gets all of them (`full_tables`); the public site those that were released.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType
from typing import Literal

from generator.fields import Text
from generator.periods import containing, level, months, within
from generator.records.statistics import TOTAL, Dataset, Dimension, PeriodData, PublicTable, Row
from generator.vocabulary import ChartKind, Measure, Protection, TimeLevel

Status = Literal["A", "c", "M", "r", "k"]
Codes = tuple[str, ...]  # along the dimensions of a table, or of a dataset, in their order
Key = tuple[str, Codes]  # a period and codes


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


@dataclass(frozen=True, slots=True)
class Tally:
    """A count, and a lower bound of how many distinct persons and incidents stand behind it."""

    count: int = 0
    persons: int | None = None
    incidents: int | None = None


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
    groups: dict[Key, _Group] = {}
    covered: dict[str, set[int]] = {}
    for body in bodies:
        for time in _times_of(plan, body):
            covered.setdefault(time, set())
        for row in body.rows or ():
            for time in _times_of_row(plan, body, row):
                first, last = months(row.period or body.period)
                covered.setdefault(time, set()).update(range(first, last + 1))
                for codes in _cells_of(plan, row, shown, lines):
                    groups.setdefault((time, codes), _Group()).add(dataset, body, row)
    return {
        (time, codes): groups[time, codes].tally(dataset) if (time, codes) in groups else _NONE
        for time in covered
        if _is_covered(time, covered)
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
    groups = {key: _Group() for key in keys}
    covered: dict[str, set[int]] = {time: set() for time in times}
    around: dict[str, list[str]] = {}
    for body in bodies:
        for row in body.rows or ():
            own = row.period or body.period
            if own not in around:
                around[own] = [time for time in times if within(own, time)]
            choices = [
                (*line[row.codes[one.id]], TOTAL)
                for one, line in zip(dataset.dimensions, lines, strict=True)
            ]
            for time in around[own]:
                covered[time].update(range(months(own)[0], months(own)[1] + 1))
                for codes in product(*choices):
                    if (time, codes) in groups:
                        groups[time, codes].add(dataset, body, row)
    return {
        key: group.tally(dataset) for key, group in groups.items() if _is_covered(key[0], covered)
    }


def _is_covered(time: str, covered: Mapping[str, Set[int]]) -> bool:
    first, last = months(time)
    return len(covered.get(time, ())) == last - first + 1


def _times_of(plan: PublicTable, body: PeriodData) -> Iterator[str]:
    """Nothing but the period of the file itself is covered by a file without rows."""
    if not plan.time and body.rows:
        yield body.period


def _times_of_row(plan: PublicTable, body: PeriodData, row: Row) -> Iterator[str]:
    own = row.period or body.period
    if not plan.time:
        yield body.period
    for wanted in plan.time:
        time = containing(months(own)[0], wanted)
        if within(own, time):
            yield time


def _cells_of(
    plan: PublicTable,
    row: Row,
    shown: Sequence[frozenset[str]],
    lines: Sequence[Mapping[str, Codes]],
) -> Iterator[Codes]:
    """Every combination of codes that a row counts towards."""
    choices = [
        [*(code for code in line[row.codes[name]] if code in codes), TOTAL]
        for name, codes, line in zip(plan.by, shown, lines, strict=True)
    ]
    return product(*choices)


class _Group:
    """The rows of one cell, added up."""

    def __init__(self) -> None:
        self.count = 0
        self.known = {"persons": True, "incidents": True}
        self.largest: dict[str, dict[Codes, int]] = {"persons": {}, "incidents": {}}

    def add(self, dataset: Dataset, body: PeriodData, row: Row) -> None:
        self.count += row.count
        apart = tuple(
            (row.period or body.period) if name == "period" else row.codes[name]
            for name in dataset.distinct_within
        )
        for name, largest in self.largest.items():
            value = getattr(row, name)
            if value is None:
                self.known[name] = self.known[name] and row.count == 0
            else:
                largest[apart] = max(largest.get(apart, 0), value)

    def tally(self, dataset: Dataset) -> Tally:
        """Rows that one person or incident cannot share are added, the others count as the same."""
        found = {
            name: sum(largest.values()) if self.known[name] else None
            for name, largest in self.largest.items()
        }
        persons = self.count if dataset.measure is Measure.PERSONS else found["persons"]
        return Tally(self.count, persons, found["incidents"])


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
