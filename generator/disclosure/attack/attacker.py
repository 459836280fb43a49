"""The attacker: asks each component for its unknowns and remembers what it has found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.disclosure.attack.public import Id, Interval, Public
from generator.disclosure.attack.search import Search
from generator.disclosure.attack.system import Component, System, components, read_system

_EVERYTHING = Interval(None, None)
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
        self.system: System = read_system(public)
        self._seconds = seconds
        self._of: dict[int, Component] = {}
        for component in components(self.system):
            self._of |= dict.fromkeys(component.columns, component)
        self._searches: dict[int, Search] = {}

    def intervals(self, targets: Iterable[Id]) -> dict[Id, Interval]:
        """How far each target goes; a visible one is its figure."""
        return self._settled(dict.fromkeys(targets, _EVERYTHING))

    def narrowed(self, required: Mapping[Id, Interval]) -> dict[Id, Interval]:
        """The targets whose interval does not cover the required one, with all that is possible.

        Cheaper than all intervals: a target is left alone as soon as both required ends are reached.
        """
        found = self._settled(required)
        failed = [id for id, interval in required.items() if not found[id].covers(interval)]
        return self.intervals(failed)

    @property
    def unsettled(self) -> frozenset[Id]:
        """Targets of which an end was not found in time; the interval given is the proved part."""
        return frozenset(
            self.system.ids[search.columns[position]]
            for search in self._searches.values()
            for position, _ in search.open
        )

    def search(self, id: Id) -> tuple[Search, int] | None:
        """The search that holds an unknown and its position there; None for what is settled."""
        component = self._of.get(self.system.column.get(id, -1))
        if component is None:
            return None
        column = self.system.column[id]
        name = component.columns[0]
        if name not in self._searches:
            self._searches[name] = Search(self.system, component, self._seconds)
        search = self._searches[name]
        return search, search.position[column]

    def _settled(self, needed: Mapping[Id, Interval]) -> dict[Id, Interval]:
        places: dict[Id, tuple[Search, int]] = {}
        asked: dict[Search, dict[int, Interval]] = defaultdict(dict)
        for id, interval in needed.items():
            if place := self.search(id):
                places[id] = place
                asked[place[0]][place[1]] = interval
        for search, questions in asked.items():
            search.settle(questions)
        return {
            id: places[id][0].interval(places[id][1]) if id in places else self._settled_one(id)
            for id in needed
        }

    def _settled_one(self, id: Id) -> Interval:
        """A visible figure, or an unknown that plain subtraction has settled."""
        column = self.system.column.get(id)
        return self.public.cells[id] if column is None else self.system.tight[column]
