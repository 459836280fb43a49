"""Tables of figures as grids that a page can show: time across, categories down.

Comes in: a `Reading` and one of its tables. Goes out: sections by length of period. Years stand in
one grid, newest first; shorter periods in a grid a year, of which pages show the newest and fold
the others. A table without categories is a calendar: months down, years across.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from generator.disclosure.counting import Codes
from generator.disclosure.figures import MISSING, Table, by_level
from generator.disclosure.view import Card
from generator.fields import Text
from generator.pages.statistics import TOTAL, Reading, is_valid
from generator.periods import containing, months
from generator.vocabulary import TimeLevel

Mark = Literal["A", "c", "M", "r", "k", "withdrawn", "unused"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a grid: its number, or only a mark."""

    mark: Mark
    value: int | None = None
    time: Head | None = None  # in a calendar, where row and column name it together


@dataclass(frozen=True, slots=True)
class Head:
    """A period as a row or a column is headed: what there is to say of it."""

    time: str
    provisional: bool = False
    unreleased: bool = False
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a grid: a category (None: the sum over all) or a period; `depth` below its parents."""

    cells: tuple[Cell, ...]
    label: Text | None = None
    time: Head | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a common heading: one label a dimension (None: the sum), none when ungrouped."""

    labels: tuple[Text | None, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of the page. `year` is set when all its columns lie in it."""

    id: str
    year: str | None
    heads: tuple[Head, ...]
    groups: tuple[Group, ...]

    @property
    def marks(self) -> frozenset[Mark]:
        """The marks that need an explanation."""
        return frozenset(cell.mark for cell in self._cells()) - {"A"}

    @property
    def times(self) -> tuple[Head, ...]:
        """Every period that is shown."""
        rows = (row.time for group in self.groups for row in group.rows)
        cells = (cell.time for cell in self._cells())
        return tuple(head for head in (*self.heads, *rows, *cells) if head)

    def _cells(self) -> Iterator[Cell]:
        return (cell for group in self.groups for row in group.rows for cell in row.cells)


@dataclass(frozen=True, slots=True)
class Section:
    """The grids for one length of period, newest first."""

    level: TimeLevel | None
    grids: tuple[Grid, ...]


@dataclass(frozen=True)
class Layout:
    """A table with its sections."""

    table: Table
    sections: tuple[Section, ...]

    @property
    def marks(self) -> frozenset[Mark]:
        """The marks that need an explanation."""
        return frozenset(mark for one in self.sections for grid in one.grids for mark in grid.marks)

    @property
    def heads(self) -> tuple[Head, ...]:
        """Every period that is shown, as often as it is."""
        return tuple(head for one in self.sections for grid in one.grids for head in grid.times)


def lay_out(reading: Reading) -> tuple[Layout, ...]:
    """Every table of a dataset, in the order of its plan."""
    return tuple(_Table(reading, table).layout() for table in reading.card.tables)


class _Table:
    """One table on its way to become grids."""

    def __init__(self, reading: Reading, table: Table) -> None:
        self.reading = reading
        self.table = table
        self.dimensions: list[Card] = [
            next(one for one in reading.card.dimensions if one.id == name) for name in table.by
        ]
        self.codes = tuple(tuple(self._nested(index)) for index in range(len(table.by)))

    def _nested(self, index: int, above: str | None = None) -> Iterator[str]:
        """The codes of a dimension, each followed by those that belong to it."""
        for code in self.table.codes[index]:
            if self._above(index, code) == above:
                yield code
                yield from self._nested(index, code)

    def _above(self, index: int, code: str) -> str | None:
        """What a category belongs to, if the table shows that too."""
        parent: str | None = self._code(index, code).parent
        return parent if parent in self.table.codes[index] else None

    def layout(self) -> Layout:
        levels = by_level((*self.table.times, *self._withdrawn_times()))
        make = self._by_year if self.table.by else self._calendar
        return Layout(
            self.table,
            tuple(Section(name, tuple(make(name, levels[name]))) for name in _order(levels)),
        )

    def _withdrawn_times(self) -> Iterator[str]:
        """Periods that would be shown, had no month of theirs been withdrawn."""
        known = set(self.table.times)
        for wanted in {name for name in by_level(known) if name}:
            for card in self.reading.withdrawn:
                first, last = months(card.period)
                times = {containing(month, wanted) for month in range(first, last + 1)}
                yield from (time for time in times - known if self.reading.is_covered(time))

    def _by_year(self, name: TimeLevel | None, times: Sequence[str]) -> Iterator[Grid]:
        if name in (None, TimeLevel.YEAR):
            yield self._grid(f"{self.table.id}-{'tahun' if name else 'rentang'}", None, times[::-1])
            return
        for year in sorted({time[:4] for time in times}, reverse=True):
            columns = [time for time in _without_gaps(name, times) if time[:4] == year]
            yield self._grid(f"{self.table.id}-{name}-{year}", year, columns)

    def _grid(self, identity: str, year: str | None, times: Sequence[str]) -> Grid:
        return Grid(
            identity,
            year,
            tuple(self._head(time) for time in times),
            tuple(self._group(codes, times) for codes in self._group_codes()),
        )

    def _group_codes(self) -> Iterator[Codes]:
        """The codes of all dimensions but the last; sums first, they are the overview."""
        return product(*((TOTAL, *codes) for codes in self.codes[:-1]))

    def _group(self, above: Codes, times: Sequence[str]) -> Group:
        labels = tuple(
            self._label(index, code) if code != TOTAL else None for index, code in enumerate(above)
        )
        last = len(above)
        rows = [self._row((*above, code), last, times) for code in self.codes[last]]
        return Group(labels, (*rows, self._row((*above, TOTAL), last, times)))

    def _row(self, codes: Codes, last: int, times: Sequence[str]) -> Row:
        cells = tuple(self._cell(time, codes) for time in times)
        if codes[last] == TOTAL:
            return Row(cells)
        depth, above = 0, self._above(last, codes[last])
        while above is not None:
            depth, above = depth + 1, self._above(last, above)
        return Row(cells, self._label(last, codes[last]), None, depth)

    def _calendar(self, name: TimeLevel | None, times: Sequence[str]) -> Iterator[Grid]:
        """A table of totals: periods down; the years across when there are several a year."""
        if name in (None, TimeLevel.YEAR):
            rows = tuple(
                Row((self._cell(time, ()),), None, self._head(time)) for time in times[::-1]
            )
            yield Grid(f"{self.table.id}-{name or 'rentang'}", None, (), (Group((), rows),))
            return
        years = sorted({time[:4] for time in times}, reverse=True)
        shown = _without_gaps(name, times)
        parts = sorted({time[4:] for time in shown})
        rows = tuple(
            Row(tuple(self._dated(year + part, shown) for year in years), None, Head("0000" + part))
            for part in parts
        )
        heads = tuple(Head(year) for year in years)
        yield Grid(f"{self.table.id}-{name}", None, heads, (Group((), rows),))

    def _dated(self, time: str, shown: Collection[str]) -> Cell:
        if time not in shown:
            return Cell("unused")
        cell = self._cell(time, ())
        return Cell(cell.mark, cell.value, self._head(time))

    def _cell(self, time: str, codes: Codes) -> Cell:
        figure = self.table.figures.get((time, codes), MISSING)
        unused = not all(
            code == TOTAL or is_valid(self._code(index, code), time)
            for index, code in enumerate(codes)
        )
        if unused and not figure.value and figure.status in ("A", "M"):
            return Cell("unused")
        if figure.status == "M" and self.reading.is_withdrawn(time):
            return Cell("withdrawn")
        return Cell(figure.status, figure.value)

    def _head(self, time: str) -> Head:
        return Head(
            time,
            self.reading.is_provisional(time),
            self.reading.is_unreleased(time),
            self.reading.is_withdrawn(time),
        )

    def _code(self, index: int, code: str) -> Card:
        return self.reading.codes[self.table.by[index]][code]

    def _label(self, index: int, code: str) -> Text:
        label: Text = self._code(index, code).label
        return label


def _order(levels: Collection[TimeLevel | None]) -> list[TimeLevel | None]:
    """Years first, as the overview; then from the shortest periods up, ranges last."""
    shorter = [name for name in TimeLevel if name is not TimeLevel.YEAR]
    return [name for name in (TimeLevel.YEAR, *shorter, None) if name in levels]


def _without_gaps(name: TimeLevel | None, times: Sequence[str]) -> list[str]:
    """All periods from the first to the last: one that is not there is shown as missing."""
    assert name is not None
    first, last = months(times[0])[0], months(times[-1])[1]
    return list(dict.fromkeys(containing(month, name) for month in range(first, last + 1)))
