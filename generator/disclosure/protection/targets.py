"""What an attacker must be left with, said as tables that have to exist.

A count cannot be proved to be above a number if some table that fits everything public has it at
or below that number. So each bound of an interval is one target; protecting a cell is finding,
for each of its targets, one such table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.disclosure.protection.system import Interval


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """A table has to exist in which one cell has moved away from its true value.

    - `cell`: its position in the part.
    - `up`, `down`: how far, in either direction; 0 is a direction that does not count. Where both
      are set, either will do.
    - `still`: the position of a cell that keeps its value in this table, since a single
      contributor knows it; -1 for none.
    """

    cell: int
    up: int = 0
    down: int = 0
    still: int = -1

    @property
    def moves(self) -> tuple[tuple[int, int], ...]:
        """The ways to meet it: (direction, distance)."""
        ways = ((1, self.up), (-1, self.down))
        return tuple((direction, far) for direction, far in ways if far > 0)


def interval_targets(cell: int, value: int, interval: Interval) -> Iterator[Target]:
    """An attacker's interval has to hold `interval`, ends included."""
    low, high = interval
    if high > value:
        yield Target(cell, up=high - value)
    if low < value:
        yield Target(cell, down=value - low)


def moving_target(cell: int, still: int = -1) -> Target:
    """A count must not be known exactly, not even by someone who knows the cell `still`."""
    return Target(cell, up=1, down=1, still=still)
