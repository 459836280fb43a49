"""What everybody can read: figures, ranges of figures that are hidden, and sums between them.

A visible figure is an interval of one number; a hidden one is what its range is known to be before
any arithmetic (0 or more, or 3 to 7 for a rounded 5). A figure that was visible in any release stays
known for ever: whoever states the system states it once, with its value. Two versions of a revised
figure are two cells and a sum between them, see `revised`.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

Id = Hashable  # what a cell is called; anything that can be a key


@dataclass(frozen=True)
class Interval:
    """Whole numbers from `low` to `high`, both included; None where there is no end."""

    low: int | None
    high: int | None

    @property
    def single(self) -> bool:
        """Whether one number is left."""
        return self.low is not None and self.low == self.high

    @property
    def empty(self) -> bool:
        """Whether no number is left."""
        return self.low is not None and self.high is not None and self.low > self.high

    def covers(self, other: Interval) -> bool:
        """Whether every number of `other` is in this interval."""
        return _at_most(self.low, other.low) and _at_most(other.high, self.high, beyond=True)

    def meet(self, other: Interval) -> Interval:
        """The numbers in both (low above high when there is none)."""
        lows = [low for low in (self.low, other.low) if low is not None]
        highs = [high for high in (self.high, other.high) if high is not None]
        return Interval(max(lows, default=None), min(highs, default=None))


COUNT = Interval(0, None)  # what is known of any count of persons


def _at_most(one: int | None, other: int | None, beyond: bool = False) -> bool:
    """one <= other, where None is below every number, or `beyond` every number."""
    if beyond:
        return other is None or (one is not None and one <= other)
    return one is None or (other is not None and one <= other)


@dataclass(frozen=True)
class Sum:
    """low <= sum of factor * cell <= high. `name` says where it stands, for messages."""

    terms: Mapping[Id, int]
    low: int | None = 0
    high: int | None = 0
    name: str = ""

    @property
    def exact(self) -> bool:
        """Whether the sum is one number."""
        return self.low is not None and self.low == self.high


@dataclass(frozen=True)
class Public:
    """Everything an attacker starts from."""

    cells: Mapping[Id, Interval]
    sums: Sequence[Sum]


def known(value: int) -> Interval:
    """A figure that is visible."""
    return Interval(value, value)


def total(whole: Id, parts: Sequence[Id], name: str = "") -> Sum:
    """The sum that a table shows: `whole` less all `parts` is nothing."""
    terms = {whole: 1}
    for part in parts:
        terms[part] = terms.get(part, 0) - 1
    return Sum(terms, name=name)


def revised(old: Id, new: Id, change: Interval, name: str = "") -> Sum:
    """What a declared revision says of a figure: `new` less `old` lies in `change`.

    Late reports only: 0 or more; withdrawals only: 0 or less; anything: state no sum at all.
    """
    return Sum({new: 1, old: -1}, change.low, change.high, name)
