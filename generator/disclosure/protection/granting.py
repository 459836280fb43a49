"""Which standard each primary cell can be given, before anything is chosen.

With everything hidden that may be hidden an attacker knows least. A cell that falls short even
then takes its whole group down to the next standard; one that falls short of that has failed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.disclosure.protection.greedy import unreachable
from generator.disclosure.protection.targets import Target, interval_targets, moving_target

if TYPE_CHECKING:
    from generator.disclosure.protection.greedy import Search
    from generator.disclosure.protection.system import Cell, Standard


@dataclass
class Grants:
    """The standard granted to each primary cell by id; those that could be given none."""

    standard: dict[str, Standard]
    failed: set[str]


def grant(searches: Sequence[Search], standard: Standard) -> Grants:
    """Grant each primary cell the highest standard that is to be had, and demand its targets."""
    primary = [cell for search in searches for cell in search.part.cells if cell.primary]
    grants = Grants({cell.id: standard for cell in primary}, set())
    if standard == "beyond":
        short = {_group(cell) for cell in _short(searches, grants)}
        for cell in primary:
            if _group(cell) in short:
                grants.standard[cell.id] = "cover"
    for cell in _short(searches, grants):
        grants.failed.add(cell.id)
        del grants.standard[cell.id]
    for search in searches:
        search.witnesses.demand(_targets(search, grants))
    return grants


def _short(searches: Iterable[Search], grants: Grants) -> list[Cell]:
    """The cells that cannot be given what they are granted."""
    short = []
    for search in searches:
        search.witnesses.demand(_targets(search, grants))
        places = sorted({target.cell for target in unreachable(search)})
        short += [search.part.cells[place] for place in places]
    return short


def _targets(search: Search, grants: Grants) -> list[Target]:
    found: list[Target] = []
    for place, cell in enumerate(search.part.cells):
        granted = grants.standard.get(cell.id)
        if granted == "exact":
            found.append(moving_target(place))
        elif granted:
            interval = cell.beyond if granted == "beyond" else cell.cover
            found += interval_targets(place, cell.value, interval or (cell.value, cell.value))
    return found


def _group(cell: Cell) -> str:
    """The table that a cell belongs to; a cell without one stands for itself."""
    return f"table {cell.group}" if cell.group else f"cell {cell.id}"
