"""What the published figures say of each other, for somebody who reads only them.

Two kinds of equations: between published figures (a total is its parts, along one dimension or
along time), which are few and short; and by atoms, the finest counts that published figures tell
apart, for figures that no equation takes apart: they connect tables that share no cell but count
the same persons (wards and sub-districts, overlapping periods, two margins of one table).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.disclosure.attack import COUNT, Id, Interval, Public, Sum, total
from generator.disclosure.audit.atoms import LIMIT, Atoms
from generator.disclosure.audit.claims import TOTAL, Codes, Key
from generator.disclosure.audit.space import Dimension, Space, tilings
from generator.disclosure.audit.states import States, Version


@dataclass(frozen=True)
class Equations:
    """Everything public, and whether figures were taken apart as far as can be."""

    public: Public
    space: Space
    complete: bool


def read_equations(
    states: States, dimensions: Sequence[Dimension], limit: int = LIMIT
) -> Equations:
    """What is public in `states`; with more than `limit` atoms only what tables show directly."""
    space = Space(dimensions, {key for figures in states.figures for key in figures})
    sums: list[Sum] = list(states.links)
    whole: list[set[Key]] = []
    for figures in states.figures:
        made = list(_between(figures, dimensions, states.elsewhere))
        whole.append({key for key, said in made if said.exact})
        sums += [said for _, said in made]
        sums += _same(figures, space)
    atoms = Atoms(states, space, whole, limit)
    cells: dict[Id, Interval] = dict(states.knowledge.items())
    cells |= dict.fromkeys(atoms.used, COUNT)
    return Equations(Public(cells, [*sums, *atoms.sums]), space, atoms.complete)


def _between(
    figures: Mapping[Key, Version], dimensions: Sequence[Dimension], elsewhere: set[Key]
) -> Iterator[tuple[Key, Sum]]:
    """Each figure that is the sum of others, with that sum."""
    times: dict[Codes, list[str]] = defaultdict(list)
    for time, codes in figures:
        times[codes].append(time)
        for index, dimension in enumerate(dimensions):
            said = _by_codes(figures, dimension, index, (time, codes), elsewhere)
            if said:
                yield (time, codes), said
    for codes, periods in times.items():
        for time in periods:
            for pieces in tilings(time, periods):
                parts = [figures[piece, codes] for piece in pieces]
                yield (time, codes), total(figures[time, codes], parts)


def _by_codes(
    figures: Mapping[Key, Version], dimension: Dimension, index: int, key: Key, elsewhere: set[Key]
) -> Sum | None:
    """A code as the sum of the codes in it.

    A table shows every code that is in use: in this site's tables a code that is not there counts
    nothing. Figures from elsewhere may be some of many.
    """
    time, codes = key
    parts = dimension.parts.get(codes[index], ())
    keys = [(time, (*codes[:index], part, *codes[index + 1 :])) for part in parts]
    found = [one for one in keys if one in figures]
    if not found:
        return None
    said = total(figures[key], [figures[one] for one in found])
    tables = dimension.exact and elsewhere.isdisjoint([key, *found])
    every = len(found) == len(keys) or tables
    exact = every and (dimension.exact or codes[index] == TOTAL)
    return said if exact else Sum(said.terms, 0, None)


def _same(figures: Mapping[Key, Version], space: Space) -> Iterator[Sum]:
    """Figures that count the same under two names: a group of one code, a period written twice."""
    first: dict[object, Version] = {}
    for key, version in figures.items():
        other = first.setdefault(space.place(key), version)
        if other is not version:
            yield total(other, [version])
