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

_TRIES = 3
"""How often the prices are disturbed before fractions are left to branch and bound."""

_NODES = 2000
"""Branches tried for a table of whole numbers before it counts as not found."""


class QuietHighs(highspy.Highs):
    """HiGHS on one thread, without its banner and its callbacks."""

    def enableCallbacks(self) -> None:  # noqa: N802 (the name is HiGHS's)
        self.silent()
        self.setOptionValue("threads", 1)
        self.setOptionValue("parallel", "off")
        self.setOptionValue("random_seed", 0)


class Tables:
    """All tables of one part; finds the cheapest in which a cell has moved.

    Each cell is two columns, how far it rose and how far it fell. `asked` counts the questions put
    to the solver.
    """

    def __init__(self, part: Part) -> None:
        self.asked = 0
        self._part = part
        self._size = len(part)
        self._simplex = _Model(part, whole=False)
        self._branching: _Model | None = None

    def cheapest(
        self,
        cell: int,
        distance: int,
        movable: Mask,
        prices: tuple[Floats, Floats],
        *,
        thorough: bool = True,
    ) -> Ints | None:
        """The cheapest table of whole numbers in which `cell` lies `distance` above, or below.

        - `movable`: the cells that may move;
        - `prices`: what each cell costs per person that it rises, and that it falls;
        - `thorough`: whether to go on where the cheapest table has fractions, which can take long.

        None if there is no such table, or none was found.
        """
        room = np.where(movable, self._part.room, 0.0)
        limit = np.concatenate([np.where(movable, np.inf, 0.0), room])
        goes, stays = (cell, cell + self._size) if distance > 0 else (cell + self._size, cell)
        if limit[goes] < abs(distance):
            return None
        floor = np.zeros(2 * self._size)
        floor[goes], limit[stays] = abs(distance), 0.0
        cost = np.concatenate(prices)
        for disturbance in range(_TRIES):
            found = self._ask(self._simplex, floor, limit, cost * _noise(cost, disturbance))
            if found is None or _is_whole(found):
                return _rounded(found)
        return _rounded(self._ask(self._integer(), floor, limit, cost)) if thorough else None

    def _ask(self, solver: _Model, floor: Floats, limit: Floats, cost: Floats) -> Floats | None:
        self.asked += 1
        columns = solver.optimum(floor, limit, cost)
        if columns is None:
            return None
        return np.asarray(columns[: self._size] - columns[self._size :], dtype=np.float64)

    def _integer(self) -> _Model:
        """The same model for whole numbers only, made when it is first needed."""
        if self._branching is None:
            self._branching = _Model(self._part, whole=True)
        return self._branching


class _Model:
    """The model at HiGHS; only what differs from the question before is sent."""

    def __init__(self, part: Part, *, whole: bool) -> None:
        self._columns = np.arange(2 * len(part), dtype=np.int32)
        self._sent = np.zeros((3, 2 * len(part)))
        self._highs = QuietHighs()  # type: ignore[no-untyped-call]
        if whole:
            self._highs.setOptionValue("mip_max_nodes", _NODES)
        else:
            self._highs.setOptionValue("presolve", "off")
            self._highs.setOptionValue("solver", "simplex")
        self._highs.passModel(sums_model(part, (1, -1)))
        if whole:
            kinds = np.full(2 * len(part), int(highspy.HighsVarType.kInteger), dtype=np.uint8)
            self._highs.changeColsIntegrality(2 * len(part), self._columns, kinds)

    def optimum(self, floor: Floats, limit: Floats, cost: Floats) -> Floats | None:
        """What each column is in the cheapest solution; None if there is none."""
        self._highs.clearSolver()
        other = self._columns[(self._sent[0] != floor) | (self._sent[1] != limit)]
        self._highs.changeColsBounds(len(other), other, floor[other], limit[other])
        other = self._columns[self._sent[2] != cost]
        self._highs.changeColsCost(len(other), other, cost[other])
        self._sent = np.array([floor, limit, cost])
        self._highs.run()
        if self._highs.getInfo().primal_solution_status != highspy.kSolutionStatusFeasible:
            return None
        return np.array(self._highs.getSolution().col_value)


def sums_model(part: Part, copies: tuple[int, ...]) -> highspy.HighsLp:
    """The sums of a part over as many columns a cell as there are `copies`, their signs."""
    size = len(part)
    starts, indices, factors = [0], list[int](), list[int]()
    for terms, _, _ in part.rows:
        for place, factor in terms:
            indices += [place + number * size for number in range(len(copies))]
            factors += [factor * sign for sign in copies]
        starts.append(len(indices))
    model = highspy.HighsLp()
    columns = len(copies) * size
    model.num_col_, model.num_row_ = columns, len(part.rows)
    model.col_cost_ = model.col_lower_ = model.col_upper_ = np.zeros(columns)
    model.row_lower_ = np.array([low for _, low, _ in part.rows])
    model.row_upper_ = np.array([high for _, _, high in part.rows])
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.array(starts, dtype=np.int32)
    model.a_matrix_.index_ = np.array(indices, dtype=np.int32)
    model.a_matrix_.value_ = np.array(factors, dtype=np.float64)
    return model


def _noise(cost: Floats, disturbance: int) -> Floats:
    """Factors up to 2 that lead the solver to another corner; 1 for the first try."""
    return 1.0 + (np.arange(len(cost)) * 7919 * disturbance % 97) / 97


def _is_whole(table: Floats) -> bool:
    return bool(np.abs(table - np.round(table)).max(initial=0.0) < _WHOLE)


def _rounded(table: Floats | None) -> Ints | None:
    return None if table is None else np.round(table).astype(np.int64)
