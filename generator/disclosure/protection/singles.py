"""A single contributor knows one cell and can subtract it: what that must not give away.

A reader who is alone in a cell knows its value. With it known no other primary cell may be known
exactly, except one that is the same count for whoever sees where the zeros are, which no hiding
can undo.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from generator.disclosure.protection.greedy import complete, find_table
from generator.disclosure.protection.targets import Target, moving_target

if TYPE_CHECKING:
    from generator.disclosure.protection.greedy import Search


class Insiders:
    """Single contributors of one part; `inside` are the targets that nothing can meet."""

    def __init__(self, search: Search) -> None:
        self._search = search
        cells = search.part.cells
        self._primary = np.array([cell.primary for cell in cells], dtype=np.bool_)
        self._single = np.array([cell.single for cell in cells], dtype=np.bool_)
        self.inside: set[Target] = set()

    def keep_out(self) -> bool:
        """Demand and hide what keeps them from working out other cells; False if all is well."""
        search = self._search
        leaks = {leak for leak in self._leaks() if self._can_be_met(leak)}
        search.witnesses.demand([*search.witnesses.targets, *sorted(leaks)])
        complete(search, search.part.free)
        return bool(leaks)

    def _can_be_met(self, leak: Target) -> bool:
        """Whether hiding more can meet a target; remembers one that it cannot."""
        table = find_table(self._search, leak, self._search.part.free)
        if table is None:
            self.inside.add(leak)
            return False
        self._search.witnesses.add(table)
        return True

    def _leaks(self) -> Iterator[Target]:
        """What a single contributor could work out now, as targets that are not met."""
        witnesses = self._search.witnesses
        hidden = witnesses.hidden
        primary = np.flatnonzero(self._primary & hidden)
        for single in np.flatnonzero(self._single & hidden):
            known = {leak.cell for leak in self.inside if leak.still == single}
            exact = witnesses.at_rest_without(primary[primary != single], int(single))
            while len(exact):
                target, exact = moving_target(int(exact[0]), still=int(single)), exact[1:]
                if target.cell in known:
                    continue
                table = find_table(self._search, target, hidden, thorough=False)
                if table is None:
                    yield target
                else:
                    witnesses.add(table)
                    exact = exact[table[exact] == 0]
