"""Small counts are kept out of public tables, so that nobody can be recognised.

A public table is the counts of one period along one dimension, with their total. Such tables
share nothing but that total, so each can be protected on its own: any two margins with one
total belong to some table of non-negative counts. Within a table

- primary: a count from 1 up to `threshold` - 1 is hidden (zero is shown);
- complementary: more counts, smallest first, are hidden until nobody can prove from the total
  and the visible counts that a hidden count is below the threshold. A hidden count is at least
  1, so with hidden sum S over n counts the largest that any of them can be is S - (n - 1), and
  that must reach the threshold (the standard `beyond`).

A period whose total is itself small, and a table in which hiding everything would not do, are
not published. (Provisional periods never come here: they are `terbatas`.)
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

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
    """Every one-dimensional table of a period with all its counts."""
    tables = [_table(dimension, period) for dimension in dataset.dimensions]
    series = _series(period)
    return (*([series] if series else []), *tables)


def public_tables(dataset: Dataset, period: PeriodData) -> tuple[Table, ...]:
    """The tables of a period that the dataset publishes, protected; those that cannot be are left out."""
    total = sum(row.count for row in period.rows or ())
    if 0 < total < dataset.threshold:
        return ()
    wanted = [table for table in full_tables(dataset, period) if table.id in dataset.publish]
    protected = (protect(table, dataset.threshold) for table in wanted)
    return tuple(table for table in protected if table is not None)


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
    """The counts by the finer periods of the rows, in time order; None when there are none."""
    sums: Counter[str] = Counter()
    for row in period.rows or ():
        if row.period:
            sums[row.period] += row.count
    cells = tuple(Cell(name, Text(name), sums[name]) for name in sorted(sums))
    return Table("period", _PERIOD, cells, sum(sums.values()), "full") if cells else None
