"""What the members' site says of protection: each hidden figure, why, and what can be concluded.

Filled in by whoever audits a dataset; the public site never sees it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

Why = Literal["primer", "pelengkap"]  # hidden for itself, or for the sake of others


@dataclass(frozen=True, slots=True)
class ProtectedCell:
    """One hidden figure of one table.

    - `codes`: by dimension; those that are summed over are left out.
    - `low`, `high`: what anybody can conclude from all that was ever published; `high` None when
      there is no upper bound.
    - `insiders`: whether somebody who knows their own figure would know this one.
    - `count`: the figure itself, which members may see: what hiding it costs readers.
    """

    table: str
    time: str
    codes: Mapping[str, str]
    why: Why
    low: int
    high: int | None
    count: int = 0
    insiders: bool = False


@dataclass(frozen=True)
class Protected:
    """All hidden figures of one dataset, in the order in which they are shown."""

    cells: tuple[ProtectedCell, ...]

    @property
    def primary(self) -> int:
        """How many figures are hidden for themselves."""
        return sum(cell.why == "primer" for cell in self.cells)

    @property
    def cost(self) -> int:
        """What the figures hidden for the sake of others add up to."""
        return sum(cell.count for cell in self.cells if cell.why == "pelengkap")

    @property
    def by_table(self) -> tuple[tuple[str, tuple[ProtectedCell, ...]], ...]:
        """The figures of each table."""
        groups = groupby(self.cells, lambda cell: cell.table)
        return tuple((name, tuple(cells)) for name, cells in groups)
