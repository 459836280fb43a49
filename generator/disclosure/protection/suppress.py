"""What has to be hidden so that no small count can be worked out: complementary suppression.

Every primary cell is given the standard asked for, or the next lower one that can be had; what
else has to be hidden for that is chosen so that the sum of weights is small.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.disclosure.protection.system import Suppression, System

if TYPE_CHECKING:
    from generator.disclosure.protection.greedy import Search
    from generator.disclosure.protection.system import Standard
    from generator.disclosure.protection.targets import Target

_WORK, _LITTLE_WORK = 2_500_000, 250_000
"""Cells times questions that the local search may put to the solver: alone, and where cutting planes
take over."""


def suppress(system: System, standard: Standard = "beyond") -> Suppression:
    """The cells to hide so that each primary cell meets a standard.

    - `beyond`: nobody can prove that the count is small (the cell's `beyond` interval);
    - `cover`: nobody can narrow it down further than to "small" (its `cover` interval);
    - `exact`: nobody can work it out exactly; only for comparing with other tools.

    `beyond` falls back to `cover` for a group of cells where one of them cannot have it. The same
    system gives the same answer on any machine, whatever the order of its cells and sums.
    Raises ValueError for a system that contradicts itself.
    """
    hidden = {cell.id for cell in system.cells if cell.always_hidden}
    primary = {cell.id for cell in system.cells if cell.primary}
    if not primary:
        return Suppression(frozenset(hidden), {})
    # The solver takes a while to load; what has no small counts does not need it.
    from generator.disclosure.protection.granting import grant
    from generator.disclosure.protection.greedy import Search
    from generator.disclosure.protection.part import split

    parts = [part for part in split(system) if any(cell.primary for cell in part.cells)]
    searches = [Search.of(part) for part in parts]
    granted = grant(searches, standard)
    insiders = [pair for search in searches for pair in _choose(search, system)]
    hidden |= {name for search in searches for name in search.hidden_ids()}
    kept = granted.keys() - {name for search in searches for name in search.unprotected_ids()}
    return Suppression(
        frozenset(hidden),
        {name: granted[name] for name in sorted(kept)},
        tuple(sorted(primary - kept)),
        tuple(sorted(insiders)),
    )


def _choose(search: Search, system: System) -> list[tuple[str, str]]:
    """Hide in one part what meets all targets; returns the insiders that nothing can keep out."""
    from generator.disclosure.protection.exact import cut, within_reach
    from generator.disclosure.protection.greedy import complete, trim
    from generator.disclosure.protection.improve import improve
    from generator.disclosure.protection.natural import the_same_count
    from generator.disclosure.protection.singles import Insiders

    def search_on(one: Search) -> None:
        work = _LITTLE_WORK if within_reach(one) else _WORK
        improve(one, work // len(one.part))

    insiders = Insiders(search)
    complete(search, search.part.free)
    insiders.keep_out()
    for step in (trim, search_on, *((cut,) if within_reach(search) else ())):
        step(search)
        while insiders.keep_out():
            trim(search)
    pairs = [_named(search, leak) for leak in insiders.inside]
    return [pair for pair in pairs if not the_same_count(system, *pair)]


def _named(search: Search, leak: Target) -> tuple[str, str]:
    return search.part.cells[leak.still].id, search.part.cells[leak.cell].id
