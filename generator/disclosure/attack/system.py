"""The public figures as equations between unknowns, made small before any linear program.

Visible cells become constants, equal left-hand sides one row, and bounds are drawn along the rows
until nothing moves: plain subtraction is the case where one row has one unknown left. Everything is
in whole numbers, so a bound may be rounded inwards. Rows that connect unknowns split the rest into
components, which are attacked one by one.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.disclosure.attack.public import Id, Interval, Public, Sum

_VISITS = 60  # of one row while bounds are drawn; slow creeping is left to the linear program


class ContradictionError(Exception):
    """The public figures cannot all be true; carries the sums that say so, none if it takes them all."""

    def __init__(self, sums: Sequence[Sum]) -> None:
        super().__init__("the public figures contradict each other")
        self.sums = tuple(sums)


@dataclass(frozen=True)
class Row:
    """low <= sum of factor * unknown <= high, from the public sum at `source`."""

    columns: tuple[int, ...]
    factors: tuple[int, ...]
    low: int | None
    high: int | None
    source: int

    @property
    def range(self) -> Interval:
        """What the row may add up to."""
        return Interval(self.low, self.high)


@dataclass(frozen=True)
class System:
    """Unknowns by column, what is known of each, and the rows between them."""

    public: Public
    ids: tuple[Id, ...]
    column: dict[Id, int]
    rows: tuple[Row, ...]
    bounds: tuple[Interval, ...]


@dataclass(frozen=True)
class Component:
    """Unknowns that depend on each other, and the rows that say how."""

    columns: tuple[int, ...]
    rows: tuple[Row, ...]


def read_system(public: Public) -> System:
    """Unknowns and rows of `public`; raises ContradictionError for one sum that cannot be true."""
    ids = tuple(cell for cell, known in public.cells.items() if not known.single)
    column = {cell: index for index, cell in enumerate(ids)}
    rows = tuple(_merged(public, _rows(public, column)))
    return System(public, ids, column, rows, tuple(public.cells[cell] for cell in ids))


def components(system: System, tight: Sequence[Interval]) -> Iterator[Component]:
    """The parts of `system` that share no unknown, without what is settled in `tight`."""
    open_rows = [row for row in (_without_known(row, tight) for row in system.rows) if row]
    parent = list(range(len(system.ids)))

    def root(column: int) -> int:
        while parent[column] != column:
            parent[column] = parent[parent[column]]
            column = parent[column]
        return column

    for row in open_rows:
        for other in row.columns[1:]:
            parent[root(other)] = root(row.columns[0])
    rows = defaultdict(list)
    for row in open_rows:
        rows[root(row.columns[0])].append(row)
    columns = defaultdict(list)
    for index, cell in enumerate(tight):
        if not cell.single:
            columns[root(index)].append(index)
    for name, members in columns.items():
        yield Component(tuple(members), tuple(rows[name]))


def _rows(public: Public, column: dict[Id, int]) -> Iterator[Row]:
    for source, said in enumerate(public.sums):
        constant = 0
        factors: dict[int, int] = {}
        for cell, factor in said.terms.items():
            if cell in column:
                factors[column[cell]] = factor
            else:
                value = public.cells[cell].low
                assert value is not None, "a cell of one number has both ends"
                constant += factor * value
        low = None if said.low is None else said.low - constant
        high = None if said.high is None else said.high - constant
        order = sorted(index for index, factor in factors.items() if factor)
        yield Row(tuple(order), tuple(factors[index] for index in order), low, high, source)


def _merged(public: Public, rows: Iterator[Row]) -> Iterator[Row]:
    """Rows with unknowns; of those with the same left-hand side only the one that says most."""
    first: dict[tuple[object, ...], Row] = {}
    for row in rows:
        same = first.setdefault((row.columns, row.factors), row)
        both = same.range.meet(row.range)
        if both.empty or (not row.columns and not row.range.covers(Interval(0, 0))):
            raise ContradictionError([public.sums[index] for index in {same.source, row.source}])
        if both == row.range:
            first[row.columns, row.factors] = row if both != same.range else same
        elif both != same.range:  # each says something that the other does not
            first[row.columns, row.factors, row.source] = row
    yield from (row for row in first.values() if row.columns)


def drawn(system: System) -> tuple[Interval, ...]:
    """Bounds after each row has told its unknowns what the others leave them.

    Raises ContradictionError when nothing is left for one of them.
    """
    rows = system.rows
    now = list(system.bounds)
    around = defaultdict(list)
    for index, row in enumerate(rows):
        for column in row.columns:
            around[column].append(index)
    waiting = deque(range(len(rows)))
    queued = [True] * len(rows)
    visits = [0] * len(rows)
    while waiting:
        index = waiting.popleft()
        queued[index] = False
        visits[index] += 1
        for column, cell in _told(rows[index], now):
            if cell.empty:
                raise ContradictionError([])
            now[column] = cell
            for other in around[column]:
                if not queued[other] and visits[other] < _VISITS:
                    queued[other] = True
                    waiting.append(other)
    return tuple(now)


def _told(row: Row, now: Sequence[Interval]) -> Iterator[tuple[int, Interval]]:
    """The unknowns of `row` whose range gets smaller, with the smaller range."""
    ends = [
        _times(factor, now[column]) for column, factor in zip(row.columns, row.factors, strict=True)
    ]
    lows, highs = [end.low for end in ends], [end.high for end in ends]
    low, high = _all(lows), _all(highs)
    if (row.high is not None and low[1] == 0 and low[0] > row.high) or (
        row.low is not None and high[1] == 0 and high[0] < row.low
    ):
        yield row.columns[0], Interval(1, 0)
        return
    for index, (column, factor) in enumerate(zip(row.columns, row.factors, strict=True)):
        most = _rest(row.high, low, lows[index])
        least = _rest(row.low, high, highs[index])
        told = _divided(Interval(least, most), factor).meet(now[column])
        if told != now[column]:
            yield column, told


def _all(ends: Sequence[int | None]) -> tuple[int, int]:
    """The sum of the ends that are numbers, and how many are not."""
    numbers = [end for end in ends if end is not None]
    return sum(numbers), len(ends) - len(numbers)


def _rest(bound: int | None, ends: tuple[int, int], own: int | None) -> int | None:
    """`bound` less the ends of all others, when these are all numbers."""
    known, missing = ends
    if bound is None or missing > (own is None):
        return None
    return bound - known + (own or 0)


def _times(factor: int, cell: Interval) -> Interval:
    low = None if cell.low is None else factor * cell.low
    high = None if cell.high is None else factor * cell.high
    return Interval(low, high) if factor > 0 else Interval(high, low)


def _divided(ends: Interval, factor: int) -> Interval:
    """Whole numbers x with `factor` * x in `ends`."""
    low, high = (ends.low, ends.high) if factor > 0 else (ends.high, ends.low)
    return Interval(
        None if low is None else -(-low // factor), None if high is None else high // factor
    )


def _without_known(row: Row, tight: Sequence[Interval]) -> Row | None:
    """`row` with settled unknowns as constants, or None when nothing is left to say."""
    kept = [
        (column, factor)
        for column, factor in zip(row.columns, row.factors, strict=True)
        if not tight[column].single
    ]
    if not kept:
        return None
    settled = sum(
        factor * (tight[column].low or 0)
        for column, factor in zip(row.columns, row.factors, strict=True)
        if tight[column].single
    )
    low = None if row.low is None else row.low - settled
    high = None if row.high is None else row.high - settled
    columns, factors = zip(*kept, strict=True)
    return Row(columns, factors, low, high, row.source)
