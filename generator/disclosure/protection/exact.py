"""Cutting planes: the cheapest choice of hidden cells, proved where the limits allow.

A master problem chooses cells; each target that the choice leaves open gives an inequality which
every good choice satisfies and this one does not. The multipliers of the sums that prove "this
count cannot move that far" say which cells would have to be hidden to undo the proof.

M. Fischetti, J.J. Salazar, Solving the cell suppression problem on tabular data with linear
constraints, Management Science 47 (2001) 1008-1027: capacity constraints, here in the form that
needs no upper bound for a hidden count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import highspy
import numpy as np
import numpy.typing as npt

from generator.disclosure.protection.greedy import complete, cost, trim
from generator.disclosure.protection.tables import QuietHighs, sums_model

if TYPE_CHECKING:
    from generator.disclosure.protection.greedy import Search
    from generator.disclosure.protection.part import Floats, Mask, Part
    from generator.disclosure.protection.targets import Target

_LARGEST = 150_000
"""Cells times targets up to which the relaxation takes about a second."""

_SMALL = 120
"""Cells that may be hidden up to which the best choice is sought to the end."""

_RELAXED = 40
"""Rounds of choices in fractions."""

_ROUNDS, _FEW_ROUNDS = 6, 2
"""Whole choices of the master that are tried, in a small part and in a larger one."""

_GAP, _HOPE = 0.02, 6.0
"""In a larger part: how far from the best a choice may be, and by how much reduced costs are
overstated, which leaves out most of the cells that only a proof would need."""

_NODES = 50
"""Branches for one master problem."""

_LEAST = 1e-6
"""What a better choice has to save; less is the dust of adding floats."""

_BROKEN = 1e-4
"""By how much an inequality has to be broken to be worth adding."""

_DUST = 1e-9
"""A multiplier below this is none."""


def within_reach(search: Search) -> bool:
    """Whether a part is small enough for cutting planes."""
    return len(search.part) * len(search.witnesses.targets) <= _LARGEST


def cut(search: Search) -> None:
    """Lower the cost by cutting planes; in a small part to the best choice, if the limits allow.

    Leaves the cells hidden that were hidden if nothing cheaper is found.
    """
    master, proofs = _Master(search.part), _Proofs(search.part)
    if not _relax(search, master, proofs):
        return
    for _ in range(_ROUNDS if master.small else _FEW_ROUNDS):
        chosen = master.best_choice(cost(search) - _LEAST)
        if chosen is None:
            return
        still_open = _mended(search, chosen)
        found = [proofs.against(target, chosen.astype(float)) for target in still_open]
        if not sum(master.add(one) for one in found if one is not None):
            master.forbid(chosen)


def _relax(search: Search, master: _Master, proofs: _Proofs) -> bool:
    """Cut off choices in fractions; False when they show that nothing is left to gain."""
    for _ in range(_RELAXED):
        share = master.cheapest_share()
        if share @ search.part.weight >= cost(search) - _LEAST:
            return False
        found = [proofs.against(target, share) for target in search.witnesses.targets]
        if not sum(master.add(one) for one in found if one is not None):
            break
    return True


def _mended(search: Search, chosen: Mask) -> list[Target]:
    """Hide what the master chose and what it takes besides, if cheaper; what was left open."""
    witnesses, before, paid = search.witnesses, search.witnesses.hidden, cost(search)
    witnesses.set_hidden(chosen | search.part.hidden)
    still_open = [witnesses.targets[number] for number in witnesses.unmet()]
    met = complete(search, search.part.free, thorough=False)
    if met:
        trim(search, goal=paid)
    if not met or cost(search) >= paid - _LEAST:
        witnesses.set_hidden(before)
    return still_open


class _Master:
    """Which cells to hide, under the inequalities found so far."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._open = np.flatnonzero(part.free & ~part.hidden)
        self._cuts: list[Floats] = []
        self.small = len(self._open) <= _SMALL
        self._relaxed = self._model(whole=False)

    def add(self, inequality: Floats) -> bool:
        """Demand that the hidden cells' coefficients come to 1; False if that is known."""
        coefficients = inequality[self._open]
        if not coefficients.any():
            return False
        self._cuts.append(coefficients)
        _add_row(self._relaxed, coefficients, 1.0, np.inf)
        return True

    def forbid(self, chosen: Mask) -> None:
        """Demand a cell that was not chosen: what is open with some cells is so with fewer."""
        self.add((~chosen & self._part.free).astype(float))

    def cheapest_share(self) -> Floats:
        """The cheapest choice in which cells may be hidden by a fraction."""
        self._relaxed.run()
        return self._spread(np.array(self._relaxed.getSolution().col_value))

    def best_choice(self, limit: float) -> Mask | None:
        """The cheapest choice below a cost; None if there is none or the branches ran out."""
        model = self._model(whole=True)
        never = self._too_dear(limit)
        model.changeColsBounds(len(never), never, np.zeros(len(never)), np.zeros(len(never)))
        for coefficients in self._cuts:
            _add_row(model, coefficients, 1.0, np.inf)
        _add_row(model, self._part.weight[self._open], 0.0, limit)
        model.run()
        if model.getInfo().primal_solution_status != highspy.kSolutionStatusFeasible:
            return None
        return np.asarray(self._spread(np.array(model.getSolution().col_value)) > 0.5, np.bool_)

    def _too_dear(self, limit: float) -> npt.NDArray[np.int32]:
        """The cells that no choice below a cost can hide, or hardly any, by their reduced costs."""
        self._relaxed.run()
        bound = self._relaxed.getInfo().objective_function_value
        reduced = np.array(self._relaxed.getSolution().col_dual)
        hope = 1.0 if self.small else _HOPE
        return np.flatnonzero(bound + hope * reduced >= limit).astype(np.int32)

    def _spread(self, values: Floats) -> Floats:
        share = np.zeros(len(self._part))
        share[self._open] = np.clip(values, 0.0, 1.0)
        return share

    def _model(self, *, whole: bool) -> QuietHighs:
        size = len(self._open)
        lp = highspy.HighsLp()
        lp.num_col_ = size
        lp.col_cost_ = self._part.weight[self._open]
        lp.col_lower_, lp.col_upper_ = np.zeros(size), np.ones(size)
        if whole:
            lp.integrality_ = [highspy.HighsVarType.kInteger] * size
        model = QuietHighs()  # type: ignore[no-untyped-call]
        model.setOptionValue("mip_max_nodes", _NODES)
        if not self.small:
            model.setOptionValue("mip_rel_gap", _GAP)
        model.passModel(lp)
        return model


class _Proofs:
    """Why a count cannot move as far as a target asks."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._columns = np.arange(len(part), dtype=np.int32)
        self._lows = np.array([low for _, low, _ in part.rows])
        self._highs = np.array([high for _, _, high in part.rows])
        self._entries = np.array(
            [(row, *term) for row, (terms, _, _) in enumerate(part.rows) for term in terms],
            dtype=np.int64,
        ).reshape(-1, 3)
        self._solver = QuietHighs()  # type: ignore[no-untyped-call]
        for option, value in (("presolve", "off"), ("solver", "simplex"), ("simplex_strategy", 4)):
            self._solver.setOptionValue(option, value)
        self._solver.passModel(sums_model(part, (1,)))

    def against(self, target: Target, share: Floats) -> Floats | None:
        """An inequality that the share of hidden cells breaks; None if there is none.

        Its coefficients, one for each cell: in a good choice those of the hidden ones come to 1.
        """
        found = np.zeros(len(self._part))
        for direction, far in target.moves:
            one = self._one(target, direction, far, share)
            if one is None:
                return None
            found = np.maximum(found, one)  # any one of the ways would do
        return found if found @ share < 1 - _BROKEN else None

    def _one(self, target: Target, direction: int, far: int, share: Floats) -> Floats | None:
        """The inequality for one way to meet the target."""
        multipliers = self._multipliers(target, direction, far, share)
        if multipliers is None:
            return None
        # direction * y[cell] is the sum over all cells of reduced * y, and of what sums may move.
        row, place, factor = self._entries.T
        reduced = -np.bincount(place, weights=factor * multipliers[row], minlength=len(self._part))
        reduced[target.cell] += direction
        own = 1 - direction * reduced[target.cell]
        reduced[target.cell] = 0.0
        if target.still >= 0:
            reduced[target.still] = 0.0
        reduced[np.abs(reduced) < _DUST] = 0.0
        fall = np.where(reduced < 0, -reduced * self._part.room, 0.0)
        if (reduced[self._part.hidden] > 0).any():
            return None
        lacking = own * far - self._slack(multipliers) - fall[self._part.hidden].sum()
        if not lacking > _BROKEN:
            return None
        coefficients = np.where(reduced > 0, 1.0, np.minimum(fall / lacking, 1.0))
        return np.where(self._part.free & ~self._part.hidden, coefficients, 0.0)

    def _multipliers(
        self, target: Target, direction: int, far: int, share: Floats
    ) -> Floats | None:
        """The sums' multipliers that bound the count; None where it can move far enough."""
        whole = self._part.hidden | (share > 1 - _DUST)
        rise = np.where(whole, np.inf, far * share)
        fall = np.where(whole, self._part.room, self._part.room * share)
        if target.still >= 0:
            rise[target.still] = fall[target.still] = 0.0
        limit = rise if direction > 0 else fall
        limit[target.cell] = min(limit[target.cell], far)
        cost = np.zeros(len(self._part))
        cost[target.cell] = -direction
        self._solver.clearSolver()
        self._solver.changeColsBounds(len(cost), self._columns, -fall, rise)
        self._solver.changeColsCost(len(cost), self._columns, cost)
        self._solver.run()
        if -self._solver.getInfo().objective_function_value >= far - _BROKEN:
            return None
        return -np.array(self._solver.getSolution().row_dual)

    def _slack(self, multipliers: Floats) -> float:
        """How much the sums that may move could add."""
        bound = np.where(multipliers > 0, self._highs, self._lows)
        used = np.abs(multipliers) > _DUST
        return float((multipliers[used] * bound[used]).sum())


def _add_row(model: QuietHighs, coefficients: Floats, low: float, high: float) -> None:
    used = np.flatnonzero(coefficients).astype(np.int32)
    model.addRow(low, high, len(used), used, coefficients[used])
