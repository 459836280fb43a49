"""Hiding beside the primary cells what has to be hidden with them: first enough, then no more.

For each target that no table meets yet the cheapest one is found and the cells that it moves are
hidden. Then each of those is shown again, the dearest first, where every target can be met
without it.

M. Fischetti, J.J. Salazar, Management Science 47 (2001) 1008-1027, for the model; the heuristic
is that of J. Kelly, B. Golden, A. Assad, Networks 22 (1992) 397-417, with unhiding at the end.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from generator.disclosure.protection.tables import Tables
from generator.disclosure.protection.witnesses import Witnesses

if TYPE_CHECKING:
    from generator.disclosure.protection.part import Floats, Ints, Mask, Part
    from generator.disclosure.protection.targets import Target

_TRIFLE = 1e-3
"""Price of moving a cell that is hidden anyway, in parts of the smallest weight: short tables
prove as much as long ones and fewer cells depend on them."""

_NEAR = 0.2
"""Added to a distance before a weight is divided by it, so that cells at rest keep a price."""

Prices = Callable[[int], tuple["Floats", "Floats"]]
"""From the distance that a target asks for to what a cell costs per person, rising and falling."""


@dataclass(frozen=True, eq=False)
class Search:
    """One part, its solver and what was found so far.

    `needed_by`: for a cell that could not be shown again, the target that was in the way.
    """

    part: Part
    tables: Tables
    witnesses: Witnesses
    needed_by: dict[int, Target] = field(default_factory=dict)

    @classmethod
    def of(cls, part: Part) -> Search:
        """Before anything is demanded or found."""
        return cls(part, Tables(part), Witnesses(part))

    def hidden_ids(self) -> set[str]:
        """The ids of all cells that are hidden now."""
        return {self.part.cells[place].id for place in np.flatnonzero(self.witnesses.hidden)}

    def unprotected_ids(self) -> set[str]:
        """The ids of the cells of which a target is not met: none, once `complete` is through."""
        targets = self.witnesses.targets
        return {self.part.cells[targets[number].cell].id for number in self.witnesses.unmet()}


def unreachable(search: Search) -> list[Target]:
    """The targets that cannot be met even when everything is hidden that may be."""
    witnesses, part = search.witnesses, search.part
    before = witnesses.hidden
    witnesses.set_hidden(part.free)
    unmet, lost = set(witnesses.unmet()), []
    for number in witnesses.hardest_first:
        if number not in unmet:
            continue
        table = find_table(search, witnesses.targets[number], part.free)
        if table is None:
            lost.append(witnesses.targets[number])
        else:
            witnesses.add(table)
            unmet = set(witnesses.unmet())
    witnesses.set_hidden(before)
    return lost


def complete(
    search: Search, movable: Mask, *, thorough: bool = True, limit: float = math.inf
) -> bool:
    """Hide more cells, out of `movable`, until every target is met.

    False if that cannot be, or not for a cost below `limit`.
    """
    witnesses = search.witnesses
    unmet = set(witnesses.unmet())
    for number in witnesses.hardest_first:
        if number not in unmet:
            continue
        if cost(search) >= limit:
            return False
        table = _fewest_hidden(search, number, movable, thorough)
        if table is None:
            return False
        witnesses.add(table)
        witnesses.hide(np.flatnonzero(table))
        unmet = set(witnesses.unmet())
    return True


def trim(search: Search, cells: Mask | None = None, goal: float = math.inf) -> None:
    """Show again every cell, or every one of `cells`, that no target needs, the dearest first.

    Stops when what is left cannot bring the cost below `goal`.
    """
    extra = [cell for cell in extra_cells(search) if cells is None or cells[cell]]
    hope = float(search.part.weight[extra].sum())
    for cell in extra:
        if cost(search) - hope >= goal:
            return
        hope -= float(search.part.weight[cell])
        if dispensable(search, cell):
            search.witnesses.show(cell)


def extra_cells(search: Search) -> list[int]:
    """The cells that are hidden without having to be, the dearest first."""
    part = search.part
    extra = [int(cell) for cell in np.flatnonzero(search.witnesses.hidden & ~part.hidden)]
    return sorted(extra, key=lambda cell: (-part.weight[cell], cell))


def dispensable(search: Search, cell: int) -> bool:
    """Whether every target can be met without one of the hidden cells."""
    witnesses = search.witnesses
    movable = witnesses.hidden
    movable[cell] = False
    unmet = witnesses.unmet(cell)
    while unmet:
        target = _likely_to_fail(search, cell, unmet)
        table = find_table(search, target, movable, thorough=False)
        if table is None:
            search.needed_by[cell] = target
            return False
        witnesses.add(table)
        unmet = witnesses.unmet(cell)
    return True


def _likely_to_fail(search: Search, cell: int, unmet: list[int]) -> Target:
    """What a cell was needed for before, it is probably needed for again."""
    targets = [search.witnesses.targets[number] for number in unmet]
    before = search.needed_by.get(cell)
    return before if before in targets else targets[0]


def find_table(
    search: Search, target: Target, movable: Mask, *, thorough: bool = True
) -> Ints | None:
    """Some table that meets a target and moves few cells."""
    price = np.ones(len(search.part))
    movable = _without(movable, target.still)
    for direction, far in target.moves:
        table = search.tables.cheapest(
            target.cell, direction * far, movable, (price, price), thorough=thorough
        )
        if table is not None:
            return table
    return None


def cost(search: Search) -> float:
    """The weight of all that is hidden without having to be."""
    extra = search.witnesses.hidden & ~search.part.hidden
    return float(search.part.weight[extra].sum())


def _fewest_hidden(search: Search, number: int, movable: Mask, thorough: bool) -> Ints | None:
    """A table that meets a target, by number, and makes the least necessary to hide.

    A weight is paid once, however far a cell moves. A linear price cannot say that; dividing by
    the distance that the last answer moved the cell comes close to it.
    """
    hidden, target = search.witnesses.hidden, search.witnesses.targets[number]
    found = [search.witnesses.cheapest(number, movable)]
    found.append(_table(search, target, movable, _by_weight(search), thorough))
    if found[-1] is not None and _to_hide(search, hidden, found[-1]):
        found.append(_table(search, target, movable, _by_distance(search, found[-1]), False))
    return min(
        (table for table in found if table is not None),
        key=lambda table: _to_hide(search, hidden, table),
        default=None,
    )


def _to_hide(search: Search, hidden: Mask, table: Ints) -> float:
    return float(search.part.weight[(table != 0) & ~hidden].sum())


def _table(
    search: Search, target: Target, movable: Mask, prices: Prices, thorough: bool
) -> Ints | None:
    """The cheapest table that meets a target, by whichever of its ways."""
    hidden, movable = search.witnesses.hidden, _without(movable, target.still)
    found = [
        search.tables.cheapest(
            target.cell, direction * far, movable, prices(far), thorough=thorough
        )
        for direction, far in target.moves
    ]
    return min(
        (table for table in found if table is not None),
        key=lambda table: _to_hide(search, hidden, table),
        default=None,
    )


def _without(movable: Mask, still: int) -> Mask:
    if still < 0:
        return movable
    left = movable.copy()
    left[still] = False
    return left


def _by_weight(search: Search) -> Prices:
    """Each visible cell at its weight a full way; dearer where it cannot fall that far."""
    part, hidden = search.part, search.witnesses.hidden
    trifle = _trifle(part)

    def prices(far: int) -> tuple[Floats, Floats]:
        depth = np.clip(part.room, 0.5, far)
        return np.where(hidden, trifle, part.weight / far), np.where(
            hidden, trifle, part.weight / depth
        )

    return prices


def _by_distance(search: Search, table: Ints) -> Prices:
    """Each visible cell at a price that makes its weight the cost of moving as in `table`."""
    part, hidden = search.part, search.witnesses.hidden
    price = np.where(hidden, _trifle(part), part.weight / (np.abs(table) + _NEAR))
    return lambda _: (price, price)


def _trifle(part: Part) -> float:
    return _TRIFLE * float(part.weight[part.weight > 0].min(initial=1.0))
