"""Whether every public page that was ever published still answers at its address.

Comes in: the project and the day on which its sites are read. Goes out: its `Addresses`, from the
plan of the public site; nothing is rendered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.disclosure.addresses import NAME, Remembered
from generator.disclosure.disclose import Readings, inspect, look
from generator.pages.addresses import check_addresses, public_addresses
from generator.pages.plan import World, derive, plan_public
from generator.pages.search import plan_search
from generator.problems import Problem, sort_problems
from generator.settings import PUBLIC, Project, Settings


@dataclass(frozen=True)
class Addresses:
    """The public addresses of a project: those of today, and what is remembered of earlier ones.

    With errors in the content there are no pages, and so none of today.
    """

    today: tuple[str, ...]
    remembered: Remembered | None
    records: int
    problems: tuple[Problem, ...]

    @property
    def new(self) -> tuple[str, ...]:
        """Addresses that are not remembered yet."""
        known = self.remembered.published if self.remembered else frozenset()
        return tuple(address for address in self.today if address not in known)


def find_addresses(project: Project, today: date, kept: Readings | None = None) -> Addresses:
    """The public addresses of `project` on `today`, and everything wrong with its content and them."""
    looked = look(project, PUBLIC, today, kept)
    remembered, problems = looked.remembered, [*looked.problems]
    found: tuple[str, ...] = ()
    for view in looked.views.values():
        world = derive(view, today)
        found = addresses_of(world, project.settings)
        problems += check_world(world, project.settings, remembered)
    return Addresses(found, remembered, looked.records, sort_problems(problems))


def check_project(
    project: Project, today: date, kept: Readings | None = None
) -> tuple[int, tuple[Problem, ...]]:
    """How many records `project` has, and everything wrong with them and with its addresses.

    Files that `kept` knows are not read again.
    """
    if not (project.root / NAME).exists():
        return inspect(project, today, kept)
    addresses = find_addresses(project, today, kept)
    return addresses.records, addresses.problems


def check_world(
    world: World, settings: Settings, remembered: Remembered | None
) -> Iterable[Problem]:
    """What is wrong with the remembered addresses, given the public pages that `world` makes."""
    if remembered is None:
        return ()
    languages = settings.sites[PUBLIC].languages
    return check_addresses(remembered, addresses_of(world, settings), languages)


def addresses_of(world: World, settings: Settings) -> tuple[str, ...]:
    """The addresses of the public pages of `world`."""
    languages = settings.sites[PUBLIC].languages
    return public_addresses([*plan_public(world, languages), *plan_search(world, languages)])
