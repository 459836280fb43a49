"""How far the unknowns of one component can move, in whole numbers, exactly.

Every table that fits (a witness) says that each unknown can have the value it has there, so most
questions are answered by tables found for other questions. What remains is asked one by one: the
linear program gives an end that nothing can pass, and a witness at that end proves that it is reached.
Only where its vertex is not whole do other vertices at that end, then a program in whole numbers,
look for one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from generator.disclosure.attack.public import Interval
from generator.disclosure.attack.solver import (
    NEAR,
    GaveUpError,
    Matrix,
    Model,
    Nearest,
    NoSolutionError,
    WithoutEndError,
    ends,
)
from generator.disclosure.attack.system import Component, ContradictionError
from generator.disclosure.attack.witnesses import Witnesses

if TYPE_CHECKING:
    from generator.disclosure.attack.solver import Real, Whole

LOW, HIGH = 1, -1  # which end is asked for: the smallest of x, or of -x
_FAR = 1_000_000  # a table that goes this far beyond the others shows that there is no end
_PUMPS = 10  # rounds in search of a first table in whole numbers
_GAIN = 0.02  # of the open questions, to be answered at once, else they are asked one by one


class Search:
    """One component, the witnesses found so far, and what the linear program excludes.

    `needed` says up to where each unknown is asked for (without end: as far as it goes). Ends that
    could not be settled in time are in `open`; the interval then is the part that is proved.
    """

    def __init__(self, component: Component, tight: Sequence[Interval], seconds: float) -> None:
        self.columns = component.columns
        self.position = {column: index for index, column in enumerate(component.columns)}
        self.matrix = Matrix(
            [([self.position[c] for c in row.columns], row.factors) for row in component.rows],
            [row.range for row in component.rows],
            len(component.columns),
        )
        self._bounds = ends(tight[column] for column in component.columns)
        self.outer = self._bounds[0].copy(), self._bounds[1].copy()
        self.inner = Witnesses(self.matrix, *(end.copy() for end in self._bounds))
        self.open: set[tuple[int, int]] = set()
        self._seconds = seconds
        self._linear = Model(self.matrix, *self._bounds, seconds=10 * seconds)
        self._whole: Model | None = None
        self._nearest: Nearest | None = None
        self._try({})

    def settle(self, needed: Mapping[int, Interval]) -> None:
        """Find out, for each position in `needed`, how far it goes, at most to the ends there."""
        for side in (LOW, HIGH):
            self._ask_together(side, needed)
        for position, interval in needed.items():
            for side in (LOW, HIGH):
                if self._asks(position, side, interval):
                    self._ask(position, side, interval)

    def interval(self, position: int) -> Interval:
        """What is proved to be possible at `position`; 1 to 0 if nothing is."""
        low, high = self.inner.low[position], self.inner.high[position]
        if low > high:
            return Interval(1, 0)
        return Interval(
            None if low == -math.inf else int(low), None if high == math.inf else int(high)
        )

    @contextmanager
    def knowing(self, position: int, value: int) -> Iterator[None]:
        """Inside, everything is asked by somebody who knows the value at `position`."""
        kept = self.inner, self.outer, self.open
        was = float(self._bounds[0][position]), float(self._bounds[1][position])
        self.inner = kept[0].where(position, value)
        self.outer = self.outer[0].copy(), self.outer[1].copy()
        self.outer[0][position] = self.outer[1][position] = value
        self.open = set()
        self._bound(position, value, value)
        try:
            yield
        finally:
            self._bound(position, *was)
            self.inner, self.outer, self.open = kept

    def exact(self, positions: Iterable[int]) -> Iterator[int]:
        """Those of `positions` that can have one value only."""
        everything = Interval(None, None)
        for side in (LOW, HIGH):
            self._ask_together(side, dict.fromkeys(self._single(positions), everything))
        for position in self._single(positions):
            for side in (LOW, HIGH):
                if self._one_value(position) and self._asks(position, side, everything):
                    self._ask(position, side, everything)
            if self._one_value(position):
                yield position

    # Many questions at once

    def _ask_together(self, side: int, needed: Mapping[int, Interval]) -> None:
        """Push all open ends out together, as long as that answers a good part of them."""
        ends_of_side = self.outer[_index(side)]
        asked = [
            position
            for position, interval in needed.items()
            if math.isfinite(ends_of_side[position]) and self._asks(position, side, interval)
        ]
        while asked:
            if not self._try(dict.fromkeys(asked, float(side))):
                return
            left = [p for p in asked if self._asks(p, side, needed[p])]
            if len(asked) - len(left) <= _GAIN * len(asked):
                return
            asked = left

    def _single(self, positions: Iterable[int]) -> list[int]:
        return [position for position in positions if self._one_value(position)]

    def _one_value(self, position: int) -> bool:
        """Whether no two different values were found so far."""
        return bool(self.inner.low[position] >= self.inner.high[position])

    # One question

    def _asks(self, position: int, side: int, needed: Interval) -> bool:
        """Whether it is still open how far `position` goes."""
        if (position, side) in self.open:
            return False
        return side * self._reached(position, side) > side * self._goal(position, side, needed)

    def _reached(self, position: int, side: int) -> float:
        return float((self.inner.low if side == LOW else self.inner.high)[position])

    def _goal(self, position: int, side: int, needed: Interval) -> float:
        outer = float(self.outer[_index(side)][position])
        wanted = needed.low if side == LOW else needed.high
        if wanted is None:
            return outer
        return max(outer, float(wanted)) if side == LOW else min(outer, float(wanted))

    def _ask(self, position: int, side: int, needed: Interval) -> None:
        wanted = needed.low if side == LOW else needed.high
        if wanted is not None:  # often a table near to one already found is enough
            self._look(position, side, self._goal(position, side, needed))
            if not self._asks(position, side, needed):
                return
        try:
            smallest, point = self._linear.minimise({position: float(side)})
        except WithoutEndError:
            self._go_far(position, side, needed)
            return
        except GaveUpError:
            self.open.add((position, side))
            return
        self._exclude(position, side, smallest)
        self.inner.take(point)
        if self._asks(position, side, needed):
            self._in_whole_numbers(position, side, needed)

    def _exclude(self, position: int, side: int, smallest: float) -> None:
        """Note that side * x is never below `smallest`."""
        end = side * math.ceil(smallest - NEAR)
        outer = self.outer[_index(side)]
        outer[position] = max(outer[position], end) if side == LOW else min(outer[position], end)

    def _go_far(self, position: int, side: int, needed: Interval) -> None:
        """Without an end in the linear program: a table far out, then there is none."""
        wanted = needed.low if side == LOW else needed.high
        reached = self._reached(position, side)
        start = reached if math.isfinite(reached) else 0.0
        goal = start - side * _FAR if wanted is None else float(wanted)
        self._look(position, side, goal)
        if self._reached(position, side) * side > goal * side:
            self.open.add((position, side))
        elif wanted is None:
            (self.inner.low if side == LOW else self.inner.high)[position] = -side * math.inf

    def _in_whole_numbers(self, position: int, side: int, needed: Interval) -> None:
        """The vertex was not whole: a table near to a whole one, then a program in whole numbers."""
        if self.inner.first is None:
            self._find_first()
        self._look(position, side, self._goal(position, side, needed))
        if not self._asks(position, side, needed):
            return
        smallest = self._ask_whole({position: float(side)})
        if smallest is not None:
            self._exclude(position, side, round(smallest))
        if self._asks(position, side, needed):
            self.open.add((position, side))

    def _look(self, position: int, side: int, goal: float) -> None:
        """Look for a table with the value `goal` among those near to the first one found."""
        if self.inner.first is None:
            return
        if self._nearest is None:
            first = self.inner.first
            self._nearest = Nearest(self.matrix, *self._bounds, first, self._seconds)
        with self._held(position, goal, goal):
            try:
                point = self._nearest.find()
            except (NoSolutionError, GaveUpError):
                return
            if not self.inner.take(point):
                self._ask_between(self._nearest.base, point)

    def _find_first(self) -> None:
        """A first table in whole numbers: round, go to the nearest table, and so on.

        Source: Fischetti, Glover and Lodi, The feasibility pump (2005).
        """
        import numpy as np

        base = None
        with suppress(NoSolutionError, WithoutEndError, GaveUpError):
            _, point = self._linear.minimise({})
            for _ in range(_PUMPS):
                rounded = np.clip(np.rint(point), *self._bounds).astype(np.int64)
                if base is not None and (rounded == base).all():
                    break
                base = rounded
                point = Nearest(self.matrix, *self._bounds, base, self._seconds).find()
                if self.inner.take(point):
                    return
        if base is not None:
            self._ask_between(base, point)
        if self.inner.first is None:
            self._ask_whole({})

    def _ask_between(self, one: Whole, other: Real) -> None:
        """Whole numbers with the cells in which two tables agree left as they are."""
        import numpy as np

        same = np.abs(other - one) < NEAR
        low, high = (np.where(same, one, end) for end in self._bounds)
        model = self._in_whole()
        model.bound_all(low, high)
        try:
            self.inner.take(model.minimise({})[1])
        except (NoSolutionError, GaveUpError):
            pass
        finally:
            model.bound_all(*self._bounds)

    def _ask_whole(self, costs: Mapping[int, float]) -> float | None:
        """The smallest sum of `costs` in whole numbers, None when it was not found in time."""
        try:
            smallest, point = self._in_whole().minimise(costs)
        except NoSolutionError:
            raise ContradictionError([]) from None
        except (WithoutEndError, GaveUpError):
            return None
        return smallest if self.inner.take(point) else None

    # The models

    def _try(self, costs: Mapping[int, float]) -> bool:
        """Take the vertex that is best for `costs`; False when there is none."""
        try:
            _, point = self._linear.minimise(costs)
        except NoSolutionError:
            raise ContradictionError([]) from None
        except (WithoutEndError, GaveUpError):
            return False
        self.inner.take(point)
        return True

    @contextmanager
    def _held(self, position: int, low: float, high: float) -> Iterator[None]:
        was = float(self._bounds[0][position]), float(self._bounds[1][position])
        self._bound(position, low, high)
        try:
            yield
        finally:
            self._bound(position, *was)

    def _bound(self, position: int, low: float, high: float) -> None:
        self._bounds[0][position], self._bounds[1][position] = low, high
        for model in (self._linear, self._whole, self._nearest):
            if model:
                model.bound(position, low, high)

    def _in_whole(self) -> Model:
        if self._whole is None:
            self._whole = Model(self.matrix, *self._bounds, whole=True, seconds=self._seconds)
        return self._whole


def _index(side: int) -> int:
    return 0 if side == LOW else 1
