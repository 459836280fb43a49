"""Small counts are kept out of public tables, so that nobody can be recognised.

A public table is the counts of one period along one dimension, with their total. Where every
code of one dimension can meet every code of another, such tables share nothing but that total, so
each can be protected on its own: any two margins with one total belong to some table of
non-negative counts. Within a table

- primary: a count from 1 up to `threshold` - 1 is hidden (zero is shown);
- complementary: more counts, smallest first, are hidden until nobody can prove from the total
  and the visible counts that a hidden count is below the threshold. A hidden count is at least
  1, so with hidden sum S over n counts the largest that any of them can be is S - (n - 1), and
  that must reach the threshold (the standard `beyond`).

Where codes do not meet (a ward lies in one sub-district only) two tables say more together. A
table is published only when beside each earlier one every hidden count of both can still reach
the threshold, for a reader who knows which codes have ever met in the open periods (see `linked`).

A period whose total is itself small, and a table in which hiding everything would not do, are
not published. (Provisional periods never come here: they are `terbatas`.)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from generator.disclosure.linked import Margins, all_can_reach
from generator.fields import Text
from generator.records.statistics import Dataset, Dimension, PeriodData


@dataclass(frozen=True)
class Cell:
    """One count of a table; `value` None means that it is protected."""

    code: str
    label: Text
    value: int | None


@dataclass(frozen=True)
class Table:
    """Counts of one period along one dimension ("period": the months or years inside it)."""

    id: str
    label: Text
    cells: tuple[Cell, ...]
    total: int
    state: Literal["full", "protected"]

    @property
    def hidden(self) -> int:
        """How many counts are protected."""
        return sum(cell.value is None for cell in self.cells)


_PERIOD = Text("Periode", "Period")


def full_tables(dataset: Dataset, period: PeriodData) -> tuple[Table, ...]:
    """Every one-dimensional table of a period with all its counts; none without counts."""
    if not period.rows:
        return ()
    tables = [_table(dimension, period) for dimension in dataset.dimensions]
    series = _series(period)
    return (*([series] if series else []), *tables)


def public_tables(
    dataset: Dataset, period: PeriodData, known: Sequence[PeriodData]
) -> tuple[Table, ...]:
    """The tables of a period that the dataset publishes, protected; those that cannot be are left out.

    `known` are the dataset's open periods: they tell which codes can meet. Where two tables do not
    go together, the one named first in `publish` stays.
    """
    total = sum(row.count for row in period.rows or ())
    if 0 < total < dataset.threshold:
        return ()
    tables = {table.id: table for table in full_tables(dataset, period)}
    chosen: dict[str, Table] = {}
    for name in dict.fromkeys(dataset.publish):
        table = protect(tables[name], dataset.threshold) if name in tables else None
        if table and all(
            _go_together(table, other, period, known, dataset.threshold)
            for other in chosen.values()
        ):
            chosen[name] = table
    return tuple(chosen[name] for name in tables if name in chosen)


def _go_together(
    one: Table, other: Table, period: PeriodData, known: Sequence[PeriodData], threshold: int
) -> bool:
    """Whether two tables of a period protect their counts beside each other, too."""
    if "period" in (one.id, other.id) or not (one.hidden or other.hidden):
        return True  # every month can meet every code
    cross: Counter[tuple[str, str]] = Counter()
    for row in period.rows or ():
        cross[row.codes[one.id], row.codes[other.id]] += row.count
    meet = {
        (row.codes[one.id], row.codes[other.id])
        for each in known
        for row in each.rows or ()
        if row.count
    }
    rows, columns = ({c.code for c in table.cells if c.value is None} for table in (one, other))
    return all_can_reach(Margins(cross, frozenset(meet | set(cross)), rows, columns), threshold)


def protect(table: Table, threshold: int) -> Table | None:
    """`table` with small counts and their complements hidden, or None when that cannot protect it."""
    values = {cell.code: cell.value or 0 for cell in table.cells}
    hidden = {code for code, value in values.items() if 0 < value < threshold}
    spare = sorted((value, code) for code, value in values.items() if value >= threshold)
    while hidden and sum(values[code] for code in hidden) - (len(hidden) - 1) < threshold:
        if not spare:
            return None
        hidden.add(spare.pop(0)[1])
    cells = tuple(
        Cell(cell.code, cell.label, None if cell.code in hidden else cell.value)
        for cell in table.cells
    )
    return Table(table.id, table.label, cells, table.total, "protected")


def _table(dimension: Dimension, period: PeriodData) -> Table:
    sums: Counter[str] = Counter()
    for row in period.rows or ():
        sums[row.codes[dimension.id]] += row.count
    cells = tuple(Cell(code.code, code.label, sums[code.code]) for code in dimension.codes)
    return Table(dimension.id, dimension.label, cells, sum(sums.values()), "full")


def _series(period: PeriodData) -> Table | None:
    """The counts by the finer periods of the rows, in time order; None unless all rows have one.

    A series of some rows would have another total, and the difference is a count of its own.
    """
    sums: Counter[str] = Counter()
    for row in period.rows or ():
        if row.period is None:
            return None
        sums[row.period] += row.count
    cells = tuple(Cell(name, Text(name), sums[name]) for name in sorted(sums))
    return Table("period", _PERIOD, cells, sum(sums.values()), "full") if cells else None
