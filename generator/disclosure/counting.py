"""Rows of counts, added up at the figures they count towards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.periods import months
from generator.records.statistics import Dataset, PeriodData, Row
from generator.vocabulary import Measure

Codes = tuple[str, ...]  # along the dimensions of a table, or of a dataset, in their order
Key = tuple[str, Codes]  # a period and codes


@dataclass(frozen=True, slots=True)
class Tally:
    """A count, and a lower bound of how many distinct persons and incidents stand behind it."""

    count: int = 0
    persons: int | None = None
    incidents: int | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A row with what the adding needs: its period, that of its file, its codes in order.

    `apart`: where it lies along what no person and no incident crosses.
    """

    row: Row
    time: str
    file: str
    codes: Codes
    apart: Codes


@dataclass(frozen=True)
class Sums:
    """What the rows add up to, and the periods of which they cover every month."""

    sums: Mapping[Key, Tally]
    complete: Sequence[str]


def count_rows(
    dataset: Dataset,
    bodies: Sequence[PeriodData],
    times: Callable[[Counted], list[str]],
    cells: Callable[[Codes], list[Codes]],
) -> Sums:
    """Every row added to each of its `times` and `cells`; these are asked once a period, once a code."""
    groups: dict[Key, _Group] = {}
    covered: dict[str, set[int]] = {}
    times_of: dict[tuple[str, str], list[str]] = {}
    cells_of: dict[Codes, list[Codes]] = {}
    for counted in _rows(dataset, bodies):
        when = counted.time, counted.file
        if when not in times_of:
            times_of[when] = times(counted)
            first, last = months(counted.time)
            for time in times_of[when]:
                covered.setdefault(time, set()).update(range(first, last + 1))
        if counted.codes not in cells_of:
            cells_of[counted.codes] = cells(counted.codes)
        for time in times_of[when]:
            for codes in cells_of[counted.codes]:
                key = time, codes
                if key not in groups:
                    groups[key] = _Group()
                groups[key].add(counted)
    sums = {key: group.tally(dataset) for key, group in groups.items()}
    return Sums(sums, tuple(time for time, found in covered.items() if _covers(time, found)))


def _rows(dataset: Dataset, bodies: Sequence[PeriodData]) -> Iterator[Counted]:
    names = [one.id for one in dataset.dimensions]
    for body in bodies:
        for row in body.rows or ():
            time = row.period or body.period
            apart = tuple(
                time if name == "period" else row.codes[name] for name in dataset.distinct_within
            )
            yield Counted(row, time, body.period, tuple(row.codes[name] for name in names), apart)


def _covers(time: str, found: set[int]) -> bool:
    first, last = months(time)
    return len(found) == last - first + 1


@dataclass(slots=True)
class _Group:
    """The rows of one figure, added up."""

    count: int = 0
    persons: dict[Codes, int] | None = field(default_factory=dict)
    incidents: dict[Codes, int] | None = field(default_factory=dict)

    def add(self, counted: Counted) -> None:
        row, apart = counted.row, counted.apart
        self.count += row.count
        self.persons = _largest(self.persons, apart, row.persons, row.count)
        self.incidents = _largest(self.incidents, apart, row.incidents, row.count)

    def tally(self, dataset: Dataset) -> Tally:
        """Rows that one person or incident cannot share are added, the others count as the same."""
        persons = None if self.persons is None else sum(self.persons.values())
        if dataset.measure is Measure.PERSONS:
            persons = self.count
        return Tally(
            self.count, persons, None if self.incidents is None else sum(self.incidents.values())
        )


def _largest(
    found: dict[Codes, int] | None, apart: Codes, value: int | None, count: int
) -> dict[Codes, int] | None:
    """The largest number at each place; None as soon as one that matters is not known."""
    if found is None or (value is None and count):
        return None
    if value:
        found[apart] = max(found.get(apart, 0), value)
    return found
