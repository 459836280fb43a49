"""The tables that fit what is public, as a linear model for HiGHS.

A table is written as how far each count lies from its true value, so that the true table is all
zeros and a visible cell does not move. Every question is put to the solver from the same start,
so the answer does not depend on what was asked before; all limits are counts of steps, never
seconds, so it does not depend on the machine either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import highspy
import numpy as np

if TYPE_CHECKING:
    from generator.disclosure.protection.part import Floats, Ints, Mask, Part

_WHOLE = 1e-6
"""How far from a whole number the solver's answer may lie and still be one."""

_NODES = 2000
"""Branches tried for a table of whole numbers before it counts as not found."""


class _Quiet(highspy.Highs):
    """HiGHS without its banner and callbacks, on one thread."""

    def enableCallbacks(self) -> None:  # noqa: N802 (the name is HiGHS's)
        self.silent()
        for option, value in (
            ("threads", 1),
            ("parallel", "off"),
            ("random_seed", 0),
        ):
            self.setOptionValue(option, value)


class Tables:
    """All tables of one part; finds the cheapest in which a cell has moved.

    Each cell is two columns, how far it rose and how far it fell; both count whole persons.
    """

    def __init__(self, part: Part) -> None:
        self._part = part
        self._size = len(part)
        self._columns = np.arange(2 * self._size, dtype=np.int32)
        self._model = _model(part)
        self._simplex = _Quiet()
        self._simplex.setOptionValue("presolve", "off")
        self._simplex.setOptionValue("solver", "simplex")
        self._simplex.passModel(self._model)
        self._whole: _Quiet | None = None

    def cheapest(
        self, cell: int, distance: int, price: Floats, movable: Mask, fall: Floats | None = None
    ) -> Ints | None:
        """The cheapest table in which `cell` lies `distance` above (or below, if negative).

        `price` is a cell's price per person that it moves, `fall` the one for falling where that
        differs; only `movable` cells move. None if there is no such table of whole numbers.
        """
        limit = np.concatenate(
            [np.where(movable, np.inf, 0.0), np.where(movable, self._part.room, 0.0)]
        )
        floor = np.zeros(2 * self._size)
        goes, stays = (cell, cell + self._size) if distance > 0 else (cell + self._size, cell)
        if limit[goes] < abs(distance):
            return None
        floor[goes], limit[stays] = abs(distance), 0.0
        cost = np.concatenate([price, price if fall is None else fall])
        found = self._ask(self._simplex, floor, limit, cost)
        if found is None or _is_whole(found):
            return _rounded(found)
        return _rounded(self._ask(self._integer(), floor, limit, cost))

    def _ask(self, solver: _Quiet, floor: Floats, limit: Floats, cost: Floats) -> Floats | None:
        solver.clearSolver()
        solver.changeColsBounds(2 * self._size, self._columns, floor, limit)
        solver.changeColsCost(2 * self._size, self._columns, cost)
        solver.run()
        if not solver.getInfo().primal_solution_status == highspy.kSolutionStatusFeasible:
            return None
        columns = np.array(solver.getSolution().col_value)
        return np.asarray(columns[: self._size] - columns[self._size :], dtype=np.float64)

    def _integer(self) -> _Quiet:
        """The same model for whole numbers only, made when it is first needed."""
        if self._whole is None:
            self._whole = _Quiet()
            self._whole.setOptionValue("mip_max_nodes", _NODES)
            self._whole.passModel(self._model)
            kinds = np.full(2 * self._size, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
            self._whole.changeColsIntegrality(2 * self._size, self._columns, kinds)
        return self._whole


def _model(part: Part) -> highspy.HighsLp:
    size = len(part)
    starts, indices, factors = [0], [], []
    for terms, _, _ in part.rows:
        for place, factor in terms:
            indices += [place, place + size]
            factors += [factor, -factor]
        starts.append(len(indices))
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = 2 * size, len(part.rows)
    model.col_cost_ = model.col_lower_ = model.col_upper_ = np.zeros(2 * size)
    model.row_lower_ = np.array([low for _, low, _ in part.rows])
    model.row_upper_ = np.array([high for _, _, high in part.rows])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.array(starts, dtype=np.int32)
    model.a_matrix_.index_ = np.array(indices, dtype=np.int32)
    model.a_matrix_.value_ = np.array(factors, dtype=np.float64)
    return model


def _is_whole(table: Floats) -> bool:
    return bool(np.abs(table - np.round(table)).max(initial=0.0) < _WHOLE)


def _rounded(table: Floats | None) -> Ints | None:
    return None if table is None else np.round(table).astype(np.int64)
