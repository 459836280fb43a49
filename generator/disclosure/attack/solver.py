"""One HiGHS model of one component: solved many times, only costs and bounds change.

The simplex starts from the last vertex, so another question costs a few steps. Answers of the solver
are floating point: a vertex counts only after it was rounded and put into every row in whole numbers,
and what the solver calls the smallest value counts with a margin that cannot reach the next number.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from typing import TYPE_CHECKING, Any

from generator.disclosure.attack.public import Interval

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]
    Real = NDArray[np.float64]

NEAR = 1e-5  # how far a whole number may be missed by the solver, whose own tolerance is 1e-7
PRIMAL, DUAL = 4, 1  # simplex_strategy: what stays feasible when only costs, only bounds change


class NoSolutionError(Exception):
    """No solution fits."""


class WithoutEndError(Exception):
    """Solutions go on without end."""


class GaveUpError(Exception):
    """The time given was over, or numbers became too large for the solver."""


class Matrix:
    """Rows over columns 0 to n-1, with whole factors, in compressed form."""

    def __init__(
        self,
        rows: Sequence[tuple[Sequence[int], Sequence[int]]],
        ranges: Sequence[Interval],
        columns: int,
    ) -> None:
        import numpy as np

        lengths = [len(row[0]) for row in rows]
        self.columns = columns
        self.start = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        self.index = np.array([column for row in rows for column in row[0]], dtype=np.int32)
        self.factor = np.array([factor for row in rows for factor in row[1]], dtype=np.int64)
        self.low, self.high = ends(ranges)

    def apart(self, base: Whole) -> Matrix:
        """The same rows over how far each column lies above `base` (first half) and below it."""
        import numpy as np

        row = np.repeat(np.arange(len(self.low)), np.diff(self.start))
        order = np.argsort(np.concatenate([row, row]), kind="stable")
        twice = copy(self)
        twice.columns = 2 * self.columns
        twice.start = 2 * self.start
        twice.index = np.concatenate([self.index, self.index + self.columns])[order]
        twice.factor = np.concatenate([self.factor, -self.factor])[order]
        sums = self.sums(base)
        twice.low, twice.high = self.low - sums, self.high - sums
        return twice

    def sums(self, point: Whole) -> Whole:
        """What each row adds up to."""
        import numpy as np

        if len(self.low) == 0:
            return np.zeros(0, dtype=np.int64)
        return np.add.reduceat(self.factor * point[self.index], self.start[:-1])

    def fits(self, point: Whole) -> bool:
        """Whether whole numbers fulfil every row, in exact arithmetic."""
        sums = self.sums(point)
        return bool(((self.low <= sums) & (sums <= self.high)).all())


def ends(intervals: Iterable[Interval]) -> tuple[Real, Real]:
    """Lower and upper ends as two arrays, without end as infinity."""
    import numpy as np

    pairs = [
        (
            -math.inf if cell.low is None else float(cell.low),
            math.inf if cell.high is None else float(cell.high),
        )
        for cell in intervals
    ]
    both = np.array(pairs, dtype=np.float64).reshape(-1, 2)
    return both[:, 0].copy(), both[:, 1].copy()


class Model:
    """A linear program over `matrix`, or with `whole` one in whole numbers."""

    def __init__(
        self,
        matrix: Matrix,
        low: Real,
        high: Real,
        *,
        whole: bool = False,
        simplex: int = PRIMAL,
        seconds: float = 0,
    ) -> None:
        import highspy
        import numpy as np

        self._solver = _quiet_solver()
        self._columns = np.arange(matrix.columns, dtype=np.int32)
        self._optimal = highspy.HighsModelStatus.kOptimal
        self._kinds = highspy.HighsModelStatus
        self._cost = np.zeros(matrix.columns)
        options: dict[str, Any] = {"threads": 1, "random_seed": 1}
        if whole:
            options |= {"mip_rel_gap": 0.0, "mip_abs_gap": 0.99}  # all objectives are whole
        else:
            options |= {"presolve": "off", "simplex_strategy": simplex}
        if seconds:
            options["time_limit"] = seconds
        for name, value in options.items():
            self._solver.setOptionValue(name, value)
        self._solver.passModel(_program(matrix, low, high, whole))
        self._seconds = seconds

    def minimise(self, cost: Mapping[int, float]) -> tuple[float, Real]:
        """The smallest sum of `cost` times column, and a vertex that has it."""
        import numpy as np

        wanted = np.zeros(len(self._columns))
        wanted[list(cost)] = list(cost.values())
        moved = np.flatnonzero(wanted != self._cost).astype(np.int32)
        self._solver.changeColsCost(len(moved), moved, wanted[moved])
        self._cost = wanted
        return self._solved()

    def bound(self, column: int, low: float, high: float) -> None:
        """Let `column` lie between `low` and `high` from now on."""
        self._solver.changeColBounds(column, low, high)

    def bound_all(self, low: Real, high: Real) -> None:
        """The same for every column."""
        self._solver.changeColsBounds(len(self._columns), self._columns, low, high)

    def _solved(self) -> tuple[float, Real]:
        import numpy as np

        if self._seconds:  # the solver counts the time of all its runs
            self._solver.setOptionValue("time_limit", self._solver.getRunTime() + self._seconds)
        self._solver.run()
        status = self._solver.getModelStatus()
        if status in (self._kinds.kUnboundedOrInfeasible, self._kinds.kUnknown):
            self._solver.clearSolver()  # once more from the beginning
            self._solver.run()
            status = self._solver.getModelStatus()
        if status == self._kinds.kInfeasible:
            raise NoSolutionError
        if status in (self._kinds.kUnbounded, self._kinds.kUnboundedOrInfeasible):
            raise WithoutEndError
        if status != self._optimal:
            raise GaveUpError
        point = np.array(self._solver.getSolution().col_value, dtype=np.float64)
        return float(self._solver.getInfo().objective_function_value), point


class Nearest:
    """Which table with some bound moved is nearest to one already found (sum of differences).

    Such tables differ in few cells, so that their vertices are whole much more often than others.
    """

    def __init__(self, matrix: Matrix, low: Real, high: Real, base: Whole, seconds: float) -> None:
        import numpy as np

        self.base = base
        starts = np.concatenate([np.maximum(low - base, 0), np.maximum(base - high, 0)])
        stops = np.concatenate([np.maximum(high - base, 0), np.maximum(base - low, 0)])
        matrix = matrix.apart(base)
        self._model = Model(matrix, starts, stops, simplex=DUAL, seconds=seconds)
        self._costs = dict.fromkeys(range(matrix.columns), 1.0)

    def bound(self, column: int, low: float, high: float) -> None:
        """Let `column` lie between `low` and `high` from now on."""
        value = float(self.base[column])
        self._model.bound(column, max(low - value, 0), max(high - value, 0))
        self._model.bound(len(self.base) + column, max(value - high, 0), max(value - low, 0))

    def find(self) -> Real:
        """The nearest table, perhaps not in whole numbers."""
        import numpy as np

        _, point = self._model.minimise(self._costs)
        return np.asarray(self.base + point[: len(self.base)] - point[len(self.base) :])


def _program(matrix: Matrix, low: Real, high: Real, whole: bool) -> Any:
    import highspy
    import numpy as np

    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = matrix.columns, len(matrix.low)
    program.col_cost_ = np.zeros(matrix.columns)
    program.col_lower_, program.col_upper_ = low, high
    program.row_lower_, program.row_upper_ = matrix.low, matrix.high
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.num_col_, program.a_matrix_.num_row_ = matrix.columns, len(matrix.low)
    program.a_matrix_.start_ = matrix.start
    program.a_matrix_.index_ = matrix.index
    program.a_matrix_.value_ = matrix.factor.astype(np.float64)
    if whole:
        program.integrality_ = [highspy.HighsVarType.kInteger] * matrix.columns
    return program


def _quiet_solver() -> Any:
    import highspy

    with _no_banner():
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    return solver


@contextmanager
def _no_banner() -> Iterator[None]:
    """HiGHS greets on standard output when it is made; what `timpora` prints may be read by programs."""
    sys.stdout.flush()
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
