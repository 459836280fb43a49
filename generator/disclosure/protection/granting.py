"""Which standard each primary cell can be given, before anything is chosen.

With everything hidden that may be hidden an attacker knows least. A cell that falls short even
then takes its whole group down to the next standard; one that falls short of that has failed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from generator.disclosure.protection.greedy import unreachable
from generator.disclosure.protection.targets import Target, interval_targets, moving_target

if TYPE_CHECKING:
    from generator.disclosure.protection.greedy import Search
    from generator.disclosure.protection.system import Cell, Standard


def grant(searches: Sequence[Search], standard: Standard) -> dict[str, Standard]:
    """Grant each primary cell, by id, the highest standard to be had, and demand its targets.

    A cell that can be given none is left out.
    """
    primary = [cell for search in searches for cell in search.part.cells if cell.primary]
    granted = dict.fromkeys((cell.id for cell in primary), standard)
    if standard == "beyond":
        short = {_group(cell) for cell in _short(searches, granted)}
        granted |= {cell.id: "cover" for cell in primary if _group(cell) in short}
    for cell in _short(searches, granted):
        del granted[cell.id]
    for search in searches:
        search.witnesses.demand(_targets(search, granted))
    return granted


def _short(searches: Iterable[Search], granted: Mapping[str, Standard]) -> list[Cell]:
    """The cells that cannot be given what they are granted."""
    short = []
    for search in searches:
        search.witnesses.demand(_targets(search, granted))
        places = sorted({target.cell for target in unreachable(search)})
        short += [search.part.cells[place] for place in places]
    return short


def _targets(search: Search, granted: Mapping[str, Standard]) -> list[Target]:
    found: list[Target] = []
    for place, cell in enumerate(search.part.cells):
        level = granted.get(cell.id)
        if level == "exact":
            found.append(moving_target(place))
        elif level:
            interval = cell.beyond if level == "beyond" else cell.cover
            found += interval_targets(place, cell.value, interval or (cell.value, cell.value))
    return found


def _group(cell: Cell) -> str:
    """The table that a cell belongs to; a cell without one stands for itself."""
    return f"table {cell.group}" if cell.group else f"cell {cell.id}"
