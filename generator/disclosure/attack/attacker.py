"""The attacker: asks each component for its unknowns and remembers what it has found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress

from generator.disclosure.attack.derivation import Derivation, contradicting, derive
from generator.disclosure.attack.public import Id, Interval, Public
from generator.disclosure.attack.search import Search
from generator.disclosure.attack.system import (
    Component,
    ContradictionError,
    components,
    drawn,
    read_system,
)

EVERYTHING = Interval(None, None)
SECONDS = 20.0  # for one program in whole numbers, before its answer stays open


def attack(public: Public, targets: Iterable[Id]) -> Mapping[Id, Interval]:
    """The smallest and largest whole number each of `targets` can have; see `Attacker`."""
    return Attacker(public).intervals(targets)


class Attacker:
    """Everything public, attacked; answers are kept, so that later questions are cheaper.

    Raises ContradictionError, here or at the first question, for figures that cannot all be true.
    """

    def __init__(self, public: Public, seconds: float = SECONDS) -> None:
        self.public = public
        self.system = read_system(public)
        self._seconds = seconds
        with self._contradictions_named():
            self._tight = drawn(self.system)
        self._of: dict[int, Component] = {}
        for component in components(self.system, self._tight):
            self._of |= dict.fromkeys(component.columns, component)
        self._searches: dict[int, Search] = {}

    def intervals(self, targets: Iterable[Id]) -> dict[Id, Interval]:
        """How far each target goes; a visible one is its figure."""
        return self._settled(dict.fromkeys(targets, EVERYTHING))

    def narrowed(self, required: Mapping[Id, Interval]) -> dict[Id, Interval]:
        """The targets whose interval does not cover the required one, with all that is possible.

        Cheaper than all intervals: a target is left alone as soon as both required ends are reached.
        """
        found = self._settled(required)
        failed = [cell for cell, wanted in required.items() if not found[cell].covers(wanted)]
        return self.intervals(failed)

    def derive(self, target: Id, required: Interval = EVERYTHING) -> Derivation:
        """The shortest way to what is given away of `target`, where it is less than `required`."""
        return derive(self.system, target, self.intervals([target])[target], required)

    def learned(
        self, insiders: Mapping[Id, int], targets: Iterable[Id]
    ) -> dict[Id, tuple[Id, ...]]:
        """For each hidden cell whose value somebody knows: the other targets he then knows exactly.

        Only targets that nobody else knows exactly, and that are not the same persons as his own
        cell because all cells beside it are visible zeros. Who learns nothing is left out.
        """
        wanted = [cell for cell, found in self.intervals(targets).items() if not found.single]
        found = {own: set(self._learned(own, value, wanted)) for own, value in insiders.items()}
        if any(found.values()):
            zeros = Attacker(_only_zeros(self.public), self._seconds)
            for own, others in found.items():
                others -= set(zeros._learned(own, insiders[own], sorted(others, key=wanted.index)))
        return {
            own: tuple(cell for cell in wanted if cell in others)
            for own, others in found.items()
            if others
        }

    @property
    def unsettled(self) -> frozenset[Id]:
        """Targets of which an end was not found in time; the interval given is the proved part."""
        return frozenset(
            self.system.ids[search.columns[position]]
            for search in self._searches.values()
            for position, _ in search.open
        )

    def _settled(self, needed: Mapping[Id, Interval]) -> dict[Id, Interval]:
        places: dict[Id, tuple[Search, int]] = {}
        asked: dict[Search, dict[int, Interval]] = defaultdict(dict)
        with self._contradictions_named():
            for cell, interval in needed.items():
                if place := self._place(cell):
                    places[cell] = place
                    asked[place[0]][place[1]] = interval
            for search, questions in asked.items():
                search.settle(questions)
        given = {cell: self._given(cell) for cell in needed if cell not in places}
        found = {cell: search.interval(at) for cell, (search, at) in places.items()}
        return {cell: given[cell] if cell in given else found[cell] for cell in needed}

    def _place(self, cell: Id) -> tuple[Search, int] | None:
        """The search that holds an unknown and its position there; None for what is settled."""
        column = self.system.column.get(cell, -1)
        component = self._of.get(column)
        if component is None:
            return None
        name = component.columns[0]
        if name not in self._searches:
            self._searches[name] = Search(component, self._tight, self._seconds)
        search = self._searches[name]
        return search, search.position[column]

    def _given(self, cell: Id) -> Interval:
        """A visible figure, or an unknown that plain subtraction has settled."""
        column = self.system.column.get(cell)
        return self.public.cells[cell] if column is None else self._tight[column]

    def _learned(self, insider: Id, value: int, targets: Iterable[Id]) -> Iterator[Id]:
        place = self._place(insider)
        if place is None:
            return
        search, position = place
        others = {
            place[1]: cell
            for cell in targets
            if cell != insider and (place := self._place(cell)) and place[0] is search
        }
        with search.knowing(position, value), suppress(ContradictionError):
            for other in search.exact(others):  # nothing for who is wrong about his own cell
                yield others[other]

    @contextmanager
    def _contradictions_named(self) -> Iterator[None]:
        try:
            yield
        except ContradictionError as error:
            sums = error.sums or contradicting(self.system)
            raise ContradictionError(sums) from None


def _only_zeros(public: Public) -> Public:
    """What is left of `public` for somebody who looks only at which figures are zero."""
    cells = {
        cell: Interval(1, None) if known.single and known.low else known
        for cell, known in public.cells.items()
    }
    return Public(cells, public.sums)
