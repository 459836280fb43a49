"""A single contributor knows one cell and can subtract it: what that must not give away.

A reader who is alone in a cell knows its value. With it known no other primary cell may be known
exactly, except one that is the same count for whoever sees where the zeros are, which no hiding
can undo.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from generator.disclosure.protection.greedy import find_table
from generator.disclosure.protection.targets import Target, moving_target

if TYPE_CHECKING:
    from generator.disclosure.protection.greedy import Search


def open_to_singles(search: Search) -> Iterator[Target]:
    """What single contributors could work out, as targets that nothing hidden so far meets."""
    part, witnesses = search.part, search.witnesses
    hidden = witnesses.hidden
    primary = np.array([cell.primary for cell in part.cells], dtype=np.bool_) & hidden
    alone = np.array([cell.single for cell in part.cells], dtype=np.bool_) & hidden
    for single in np.flatnonzero(alone):
        exact = primary & ~witnesses.moved_without(int(single))
        exact[single] = False
        while exact.any():
            target = moving_target(int(np.flatnonzero(exact)[0]), still=int(single))
            table = find_table(search, target, hidden)
            if table is None:
                yield target
                exact[target.cell] = False
            else:
                witnesses.add(table)
                exact &= table == 0


def reachable(search: Search, target: Target) -> bool:
    """Whether hiding more can meet the target."""
    table = find_table(search, target, search.part.free)
    if table is not None:
        search.witnesses.add(table)
    return table is not None
