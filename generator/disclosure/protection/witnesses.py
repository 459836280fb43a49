"""Tables that were found once and prove something for as long as the cells they move are hidden."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from generator.disclosure.protection.part import Ints, Mask, Part, Row
    from generator.disclosure.protection.targets import Target

_FAR = 1 << 20
"""The longest step tried along a table that no bound stops."""

_CHUNK = 64
"""Tables looked through at once: most cells are found to move in the first few."""


class Witnesses:
    """Tables of one part, which targets each one meets, and which of them hold now.

    A table stands for its multiples too, and for its mirror image: they use the same cells.
    A table holds while every cell that it moves is hidden.
    """

    def __init__(self, part: Part) -> None:
        self._part = part
        self._loose = _loose_rows(part)
        self.targets: list[Target] = []
        self.hardest_first: list[int] = []
        self._asked = _columns([])
        self._count = 0
        self._moves = np.zeros((64, len(part)), dtype=np.int32)
        self._most = np.zeros((64, 2), dtype=np.int64)
        self._meets = np.zeros((64, 0), dtype=np.bool_)
        self._shown = np.zeros(64, dtype=np.int64)
        self._hidden = part.hidden.copy()

    @property
    def hidden(self) -> Mask:
        """The cells that are hidden now."""
        return self._hidden.copy()

    def set_hidden(self, hidden: Mask) -> None:
        """Begin again from a set of hidden cells."""
        self._hidden = hidden.copy()
        used = self._moves[: self._count] != 0
        self._shown[: self._count] = used[:, ~hidden].sum(axis=1)

    def hide(self, cells: Ints) -> None:
        """Hide more cells."""
        for cell in cells[~self._hidden[cells]]:
            self._hidden[cell] = True
            self._shown[: self._count] -= self._moves[: self._count, cell] != 0

    def show(self, cell: int) -> None:
        """Show a cell that was hidden."""
        self._hidden[cell] = False
        self._shown[: self._count] += self._moves[: self._count, cell] != 0

    def add(self, table: Ints) -> None:
        """Keep a table that was found."""
        if self._count == len(self._shown):
            self._grow()
        row = self._count
        self._count += 1
        self._moves[row] = table
        self._most[row] = self._multiples(table)
        self._shown[row] = int((table != 0)[~self._hidden].sum())
        self._meets[row] = _met(self._asked, self._moves[row : row + 1], self._most[row : row + 1])

    def demand(self, targets: Sequence[Target]) -> None:
        """Set what has to be met from now on."""
        rows = slice(0, self._count)
        self.targets = list(targets)
        self.hardest_first = sorted(
            range(len(targets)),
            key=lambda number: (-max(far for _, far in targets[number].moves), targets[number]),
        )
        self._asked = _columns(targets)
        self._meets = np.zeros((len(self._shown), len(targets)), dtype=np.bool_)
        self._meets[rows] = _met(self._asked, self._moves[rows], self._most[rows])

    def unmet(self, without: int = -1) -> list[int]:
        """The targets, by number, that no table meets, should the cell `without` be shown."""
        holds = self._shown[: self._count] == 0
        if without >= 0:
            holds &= self._moves[: self._count, without] == 0
        met = self._meets[: self._count][holds].any(axis=0)
        return [int(number) for number in np.flatnonzero(~met)]

    def cheapest(self, number: int, movable: Mask) -> Ints | None:
        """The table at hand that meets a target, by number, and makes the least to hide."""
        rows = np.flatnonzero(self._meets[: self._count, number])
        used = self._moves[rows] != 0
        possible = ~used[:, ~movable].any(axis=1)
        if not possible.any():
            return None
        price = used[possible] @ np.where(self._hidden, 0.0, self._part.weight)
        best = rows[possible][int(price.argmin())]
        return np.asarray(self._moves[best], dtype=np.int64)

    def at_rest_without(self, cells: Ints, still: int) -> Ints:
        """Those of `cells` that move in no table that holds and in which `still` does not."""
        rows = (self._shown[: self._count] == 0) & (self._moves[: self._count, still] == 0)
        for some in np.array_split(np.flatnonzero(rows), max(1, int(rows.sum()) // _CHUNK)):
            if not len(cells):
                break
            cells = cells[~(self._moves[np.ix_(some, cells)] != 0).any(axis=0)]
        return cells

    def _multiples(self, table: Ints) -> tuple[int, int]:
        """How many times a table may be taken, forwards and backwards."""
        return self._steps(table), self._steps(-table)

    def _steps(self, table: Ints) -> int:
        falls = table < 0
        most = int((self._part.room[falls] // -table[falls]).min(initial=_FAR))
        for terms, low, high in self._loose:
            change = sum(factor * int(table[place]) for place, factor in terms)
            bound = high if change > 0 else low
            if change and math.isfinite(bound):
                most = min(most, int(bound // change))
        return most

    def _grow(self) -> None:
        self._moves = np.vstack([self._moves, np.zeros_like(self._moves)])
        self._most = np.vstack([self._most, np.zeros_like(self._most)])
        self._meets = np.vstack([self._meets, np.zeros_like(self._meets)])
        self._shown = np.concatenate([self._shown, np.zeros_like(self._shown)])


def _loose_rows(part: Part) -> tuple[Row, ...]:
    """The sums that may move; all others are kept by every multiple of a table."""
    return tuple(row for row in part.rows if row[1] < row[2])


def _columns(targets: Sequence[Target]) -> tuple[Ints, ...]:
    """Cell, up, down and still of all targets."""
    names = ("cell", "up", "down", "still")
    return tuple(
        np.array([getattr(target, name) for target in targets], dtype=np.int64) for name in names
    )


def _met(asked: tuple[Ints, ...], moves: npt.NDArray[np.int32], most: Ints) -> Mask:
    """Which tables (rows) meet which targets (columns), by themselves or as multiples."""
    cell, up, down, still = asked
    forth = moves[:, cell] * most[:, :1]
    back = -moves[:, cell] * most[:, 1:]
    rise, fall = np.maximum(forth, back), np.maximum(-forth, -back)
    met = ((up > 0) & (rise >= up)) | ((down > 0) & (fall >= down))
    return np.asarray(met & ((still < 0) | (moves[:, still] == 0)), dtype=np.bool_)
