"""What has to be hidden so that no small count can be worked out: complementary suppression.

Every primary cell is given the standard asked for, or the next lower one that can be had; what
else has to be hidden for that is chosen so that the sum of weights is small.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.disclosure.protection.system import Suppression, System

if TYPE_CHECKING:
    from generator.disclosure.protection.greedy import Search
    from generator.disclosure.protection.system import Standard
    from generator.disclosure.protection.targets import Target


def suppress(system: System, standard: Standard = "beyond") -> Suppression:
    """The cells to hide so that each primary cell meets a standard.

    - `beyond`: nobody can prove that the count is small (the cell's `beyond` interval);
    - `cover`: nobody can narrow it down further than to "small" (its `cover` interval);
    - `exact`: nobody can work it out exactly; only for comparing with other tools.

    `beyond` falls back to `cover` for a group of cells where one of them cannot have it. The same
    system gives the same answer on any machine, whatever the order of its cells and sums.
    Raises ValueError for a system that contradicts itself.
    """
    # The solver takes a while to load; what has no small counts does not need it.
    from generator.disclosure.protection.granting import grant
    from generator.disclosure.protection.greedy import Search
    from generator.disclosure.protection.part import split

    parts = split(system)
    searches = [Search.of(part) for part in parts if any(cell.primary for cell in part.cells)]
    grants = grant(searches, standard)
    insiders = [pair for search in searches for pair in _choose(search, system)]
    hidden = {
        cell.id
        for part in parts
        for cell, is_hidden in zip(part.cells, part.hidden, strict=True)
        if is_hidden
    }
    for search in searches:
        hidden |= search.hidden_ids()
    shown = {cell.id for cell in system.cells if cell.primary} - hidden
    return Suppression(
        frozenset(hidden),
        grants.standard,
        tuple(sorted(grants.failed | shown)),
        tuple(sorted(insiders)),
    )


def _choose(search: Search, system: System) -> list[tuple[str, str]]:
    """Hide in one part what meets all targets; returns the insiders that nothing can keep out."""
    from generator.disclosure.protection.greedy import complete, trim
    from generator.disclosure.protection.singles import open_to_singles, reachable

    complete(search, search.part.free)
    trim(search)
    given_up: set[Target] = set()
    while leaks := set(open_to_singles(search)) - given_up:
        lost = {leak for leak in leaks if not reachable(search, leak)}
        given_up |= lost
        search.witnesses.demand([*search.witnesses.targets, *sorted(leaks - lost)])
        complete(search, search.part.free)
        trim(search)
    return [_named(search, leak) for leak in given_up if not _natural(system, search, leak)]


def _named(search: Search, leak: Target) -> tuple[str, str]:
    return search.part.cells[leak.still].id, search.part.cells[leak.cell].id


def _natural(system: System, search: Search, leak: Target) -> bool:
    """Whether the zeros alone make the single contributor's cell and the other the same count."""
    from generator.disclosure.protection.greedy import Search
    from generator.disclosure.protection.part import split
    from generator.disclosure.protection.singles import reachable

    single, cell = _named(search, leak)
    bare = replace(
        system, cells=tuple(replace(one, fixed="") if one.value else one for one in system.cells)
    )
    for part in split(bare):
        places = {one.id: place for place, one in enumerate(part.cells)}
        if single in places and cell in places:
            moved = replace(leak, cell=places[cell], still=places[single])
            return not reachable(Search.of(part), moved)
    return False
