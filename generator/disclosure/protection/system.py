"""What is to be protected: all counts that anybody may see, ever, as one linear system.

A count that stands in two tables or two releases is one cell. Nothing here knows of datasets,
periods or files: a cell has an id, its true value and what may be done with it.

Terms as in A. Hundepool et al., Statistical Disclosure Control (Wiley 2012), chapter 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Interval = tuple[int, int]

Standard = Literal["beyond", "cover", "exact"]
"""What an attacker must be left with: from strict to weak, see `suppress`."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One count.

    - `weight`: what a reader loses when it is hidden; 0 for one that is never shown anyway.
    - `floor`: what everybody knows of it even when it is hidden (1 where zeros are always shown).
    - `beyond`, `cover`: the values that an attacker must be left with, by the two standards, ends
      included; None for a cell that needs no protection of its own.
    - `fixed`: a cell that has to stay visible or hidden, for policy or since it was published so.
    - `group`: the table that falls back from `beyond` to `cover` as a whole; a cell without one
      falls back alone.
    - `single`: exactly one contributor stands behind it, who knows the value.
    """

    id: str
    value: int
    weight: float = 1.0
    floor: int = 0
    beyond: Interval | None = None
    cover: Interval | None = None
    fixed: Literal["", "shown", "hidden"] = ""
    group: str = ""
    single: bool = False

    @property
    def primary(self) -> bool:
        """Whether the count is too small to be shown."""
        return self.beyond is not None

    @property
    def hideable(self) -> bool:
        """Whether it may be hidden, and hiding it would not contradict what everybody knows."""
        return self.fixed != "shown" and self.value >= self.floor

    @property
    def always_hidden(self) -> bool:
        """Whether it is hidden before anything is decided."""
        return self.hideable and (self.primary or self.fixed == "hidden" or self.weight <= 0)


@dataclass(frozen=True, slots=True)
class Sum:
    """What everybody knows of several cells: `low` <= sum of coefficient x value <= `high`.

    A total and its parts: coefficient -1 for the total, 1 for each part, both bounds 0.
    A figure revised upwards: -1 for the old cell, 1 for the new one, `low` 0, `high` None.
    """

    terms: tuple[tuple[str, int], ...]
    low: int | None = 0
    high: int | None = 0


@dataclass(frozen=True)
class System:
    """Cells by their order of appearance, and all sums over them. Values fit every sum."""

    cells: tuple[Cell, ...]
    sums: tuple[Sum, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Cell]:
        """Each cell under its id."""
        return {cell.id: cell for cell in self.cells}


@dataclass(frozen=True)
class Suppression:
    """Which cells are hidden, and what that achieves.

    - `hidden`: every hidden cell, primary ones and those that were `fixed` included.
    - `standard`: the standard that each primary cell has got.
    - `failed`: primary cells that could be given none; nothing of it may be published.
    - `insiders`: (single, primary) pairs: whoever stands alone behind the first cell works out the
      second, and nothing that may be hidden can prevent it. Pairs that nothing at all could
      prevent, since the zeros make them the same count, are not listed.
    """

    hidden: frozenset[str]
    standard: Mapping[str, Standard]
    failed: tuple[str, ...] = ()
    insiders: tuple[tuple[str, str], ...] = ()
