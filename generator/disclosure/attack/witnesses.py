"""Tables that fit everything public, each checked in exact arithmetic, and how far they reach."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from generator.disclosure.attack.solver import NEAR, Matrix

if TYPE_CHECKING:
    from generator.disclosure.attack.solver import Real, Whole

_KEPT = 4_000_000  # numbers in the tables kept for one component
_LARGEST = 2.0**52  # beyond, a floating point number no longer tells whole numbers apart


class Witnesses:
    """Whole-number solutions of one component; `low` and `high` say what they reach by column."""

    def __init__(self, matrix: Matrix, low: Real, high: Real) -> None:
        import numpy as np

        self._matrix = matrix
        self._ends = (low, high)
        self.low = np.full(matrix.columns, math.inf)
        self.high = np.full(matrix.columns, -math.inf)
        self._kept: list[Whole] = []

    def take(self, point: Real) -> bool:
        """Add the whole numbers next to `point` if they are a solution; say whether they are."""
        import numpy as np

        if not (np.abs(point) < _LARGEST).all():
            return False
        near = np.rint(point)
        if (np.abs(point - near) > 100 * NEAR).any():
            return False
        if not ((self._ends[0] <= near) & (near <= self._ends[1])).all():
            return False
        whole = near.astype(np.int64)
        if not self._matrix.fits(whole):
            return False
        self._add(whole)
        return True

    @property
    def first(self) -> Whole | None:
        """The one that was found first."""
        return self._kept[0] if self._kept else None

    def where(self, position: int, value: int) -> Witnesses:
        """Those that have `value` at `position`."""
        some = Witnesses(self._matrix, *self._ends)
        for whole in self._kept:
            if whole[position] == value:
                some._add(whole)
        return some

    def add_all(self, others: Witnesses) -> None:
        """Keep what `others` found, too."""
        for whole in others._kept:
            self._add(whole)

    def _add(self, whole: Whole) -> None:
        import numpy as np

        np.minimum(self.low, whole, out=self.low)
        np.maximum(self.high, whole, out=self.high)
        if len(self._kept) * len(whole) < _KEPT:
            self._kept.append(whole)
