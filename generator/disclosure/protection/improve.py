"""Local search: what one hidden cell does is done by others, where that costs less.

A cell that is needed where it stands may still be one that a better choice elsewhere makes
needless. So each is taken away in turn, the dearest first, the targets that fall open are met
without it, its neighbours are shown again where they can, and the change is kept if it saves
weight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from generator.disclosure.protection.greedy import complete, cost, extra_cells, trim

if TYPE_CHECKING:
    from generator.disclosure.protection.greedy import Search
    from generator.disclosure.protection.part import Mask, Part

_LEAST = 1e-6
"""What a change has to save; less is the dust of adding floats."""

_DEARER = 3.0
"""Weights of the cell taken away that others may cost before the attempt is given up."""


def improve(search: Search, questions: int) -> None:
    """Replace hidden cells by cheaper ones until that gains nothing more.

    `questions` is how often the solver may be asked: counted, not timed, so that the answer is
    the same on any machine.
    """
    end = search.tables.asked + questions
    near = _neighbours(search.part)
    gained = True
    while gained:
        gained = False
        for cell in extra_cells(search):
            if search.tables.asked >= end:
                return
            if search.witnesses.hidden[cell] and _replaced(search, cell, near):
                gained = True


def _replaced(search: Search, cell: int, near: list[Mask]) -> bool:
    """Do without one cell if that is cheaper; leave everything as it was if not."""
    witnesses, before, paid = search.witnesses, search.witnesses.hidden, cost(search)
    witnesses.show(cell)
    movable = search.part.free.copy()
    movable[cell] = False
    limit = paid + (_DEARER - 1) * float(search.part.weight[cell])
    if complete(search, movable, thorough=False, limit=limit):
        new = witnesses.hidden & ~before
        around = np.any([near[place] for place in [cell, *np.flatnonzero(new)]], axis=0)
        trim(search, around & ~new, goal=paid)
        if cost(search) < paid - _LEAST:
            return True
    witnesses.set_hidden(before)
    return False


def _neighbours(part: Part) -> list[Mask]:
    """For each cell those that stand in a sum with it."""
    near = np.eye(len(part), dtype=np.bool_)
    for terms, _, _ in part.rows:
        places = [place for place, _ in terms]
        near[np.ix_(places, places)] = True
    return list(near)
