"""What the zeros alone give away: with every other count hidden, each is still at least something.

Where zeros are always shown everybody knows which counts are not zero, so a total over three of
them is at least 3 whatever is hidden. No protection can go below that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.disclosure.protection.greedy import Search, find_table, unreachable
from generator.disclosure.protection.part import split
from generator.disclosure.protection.system import System
from generator.disclosure.protection.targets import Target, moving_target

if TYPE_CHECKING:
    from generator.disclosure.protection.part import Part


def natural_minima(system: System) -> Mapping[str, int]:
    """The least value that each primary cell may have for someone who sees nothing but zeros."""
    least: dict[str, int] = {}
    for part in split(bare(system)):
        primary = {place: cell for place, cell in enumerate(part.cells) if cell.primary}
        if not primary:
            continue
        search = Search.of(part)
        search.witnesses.demand(
            [
                Target(place, down=far)
                for place, cell in primary.items()
                for far in range(1, cell.value - cell.floor + 1)
            ]
        )
        stuck: dict[int, int] = {}
        for target in unreachable(search):
            stuck[target.cell] = min(target.down, stuck.get(target.cell, target.down))
        least |= {
            cell.id: cell.value - stuck[place] + 1 if place in stuck else cell.floor
            for place, cell in primary.items()
        }
    return least


def the_same_count(system: System, single: str, cell: str) -> bool:
    """Whether the zeros alone let whoever knows one cell know the other."""
    for part in split(bare(system)):
        places = {one.id: place for place, one in enumerate(part.cells)}
        if single in places and cell in places:
            return _moves_along(part, places[single], places[cell])
    return False


def bare(system: System) -> System:
    """The system with nothing decided but that zeros which are shown stay so."""
    cells = (replace(one, fixed="") if one.value else one for one in system.cells)
    return System(tuple(cells), system.sums)


def _moves_along(part: Part, single: int, cell: int) -> bool:
    return find_table(Search.of(part), moving_target(cell, still=single), part.free) is None
