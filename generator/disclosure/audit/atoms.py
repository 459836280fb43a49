"""The finest counts that published figures tell apart, where no equation takes a figure apart.

Every figure is the sum of the atoms in it, in each state. Atoms in a visible zero are nothing; atoms
that lie in the same figures in every state are one; an atom that is itself published is that figure.
A revision changes atoms only in the months whose figures it replaced.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from typing import NamedTuple

from generator.disclosure.attack import Id, Interval, Sum, known, total
from generator.disclosure.audit.claims import Key
from generator.disclosure.audit.space import Atom, Space
from generator.disclosure.audit.states import States, Version

LIMIT = 5_000  # atoms that depend on each other; more would keep a clerk waiting
_LISTED = 40  # times as many places of figures are looked at before giving up
_ZERO = known(0)


class Fine(NamedTuple):
    """An atom since a state; atoms that are always together are called by their first."""

    atom: Atom
    state: int


class Atoms:
    """Equations by atoms, `used` are the unknowns that they add; not all of them unless `complete`."""

    def __init__(
        self, states: States, space: Space, whole: Sequence[Set[Key]], limit: int = LIMIT
    ) -> None:
        self._states, self._space = states, space
        self.sums: list[Sum] = []
        self.used: dict[Fine, None] = {}
        self._since = _since(states, space)
        never_apart = {
            key
            for figures, taken_apart in zip(states.figures, whole, strict=True)
            for key in figures.keys() - taken_apart
            if space.size(key) > 1
        }
        bottom = [[key for key in figures if key in never_apart] for figures in states.figures]
        listed = sum(space.size(key) for keys in bottom for key in keys)
        self.complete = listed <= _LISTED * limit
        if self.complete:
            self._published = self._single()
            self._write([self._alive(state, keys) for state, keys in enumerate(bottom)])
            self._keep(limit)

    def _keep(self, limit: int) -> None:
        """Leave out the atoms of sums that hang together, where these are too many."""
        group = _hanging_together(self.sums)
        size = Counter(group[fine] for fine in self.used)
        large = {name for name, count in size.items() if count > limit}
        self.complete = not large
        self.sums = [said for said in self.sums if group[next(iter(said.terms))] not in large]
        self.used = {fine: None for fine in self.used if group[fine] not in large}

    def _single(self) -> dict[Fine, Version]:
        """Atoms that are published figures."""
        return {
            self._fine(next(self._space.atoms(key)), state): version
            for state, figures in enumerate(self._states.figures)
            for key, version in figures.items()
            if self._space.size(key) == 1
        }

    def _fine(self, atom: Atom, state: int) -> Fine:
        return Fine(atom, self._since[state][atom[0]])

    def _alive(self, state: int, bottom: Sequence[Key]) -> dict[Version, list[Atom]]:
        """The atoms of each figure that may count something."""
        figures = self._states.figures[state]
        zeros = [key for key, one in figures.items() if self._states.knowledge[one] == _ZERO]
        nothing = {atom for key in zeros for atom in self._space.atoms(key)}
        return {
            figures[key]: [atom for atom in self._space.atoms(key) if atom not in nothing]
            for key in bottom
        }

    def _write(self, parts: Sequence[dict[Version, list[Atom]]]) -> None:
        """The sums of all states, with atoms that are always together put together."""
        together = _together(parts, {fine.atom for fine in self._published})
        alive: list[dict[Atom, Id]] = []
        for state, figures in enumerate(parts):
            ids: dict[Atom, Id] = {}
            for version, atoms in figures.items():
                names = dict.fromkeys(together[atom] for atom in atoms)
                ids |= {atom: self._id(atom, state) for atom in names}
                self.sums.append(total(version, [ids[atom] for atom in names]))
            alive.append(ids)
        for state in range(1, len(parts)):
            self._link(alive[state - 1], alive[state], self._states.changes[state])

    def _id(self, atom: Atom, state: int) -> Id:
        fine = self._fine(atom, state)
        if fine in self._published:
            return self._published[fine]
        self.used[fine] = None
        return fine

    def _link(self, old: dict[Atom, Id], new: dict[Atom, Id], change: Interval) -> None:
        """A declared change holds for every atom; one that is gone lies in a zero now."""
        if change == Interval(None, None):
            return
        for atom, before in old.items():
            after = new.get(atom)
            if before != after:
                terms = {before: -1} if after is None else {after: 1, before: -1}
                self.sums.append(Sum(terms, change.low, change.high))


def _hanging_together(sums: Sequence[Sum]) -> dict[Id, Id]:
    """For each cell of `sums` one that stands for all that it is connected with."""
    parent: dict[Id, Id] = {}

    def root(cell: Id) -> Id:
        parent.setdefault(cell, cell)
        while parent[cell] != cell:
            parent[cell] = parent[parent[cell]]
            cell = parent[cell]
        return cell

    for said in sums:
        first = next(iter(said.terms))
        for other in said.terms:
            parent[root(other)] = root(first)
    return {cell: root(cell) for cell in list(parent)}


def _since(states: States, space: Space) -> list[dict[int, int]]:
    """For each state and stretch of months: the state in which its counts last changed."""
    count = len(space.starts)
    found = [dict.fromkeys(range(count), 0)]
    for state in range(1, len(states.figures)):
        touched = {s for time, _ in states.touched[state] for s in space.stretches(time)}
        found.append(found[-1] | dict.fromkeys(touched, state))
    return found


def _together(parts: Sequence[dict[Version, list[Atom]]], apart: Set[Atom]) -> dict[Atom, Atom]:
    """For each atom the first of those that lie in the same figures; published ones stay apart."""
    inside: dict[Atom, list[tuple[int, Version]]] = defaultdict(list)
    for state, figures in enumerate(parts):
        for version, atoms in figures.items():
            for atom in atoms:
                inside[atom].append((state, version))
    first: dict[object, Atom] = {}
    return {
        atom: atom if atom in apart else first.setdefault((atom[0], tuple(found)), atom)
        for atom, found in inside.items()
    }
