"""From the content folder to one view per site: everything that happens behind the wall."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.disclosure.guard import Withheld, withheld
from generator.disclosure.pending import pending_releases
from generator.disclosure.view import View, cut
from generator.problems import Problem, has_errors, sort_problems
from generator.records.library import Library, join
from generator.records.reader import read_content
from generator.records.rules import check_library
from generator.settings import Project


@dataclass(frozen=True)
class Disclosed:
    """A view per site, what each site must not say, and everything wrong with the content."""

    views: Mapping[str, View]
    withheld: Mapping[str, Withheld]
    problems: tuple[Problem, ...]
    records: int


def disclose(project: Project, today: date, said: str = "") -> Disclosed:
    """Read, check and join the content of `project`, then cut one view per site as of `today`.

    `said` is text that the sites say of themselves (templates, interface words); the guard does
    not take it for a leak. With errors among the problems there are no views: nothing can be
    published by mistake, and only sound records are ever cut.
    """
    library, problems = _checked(project, today)
    if has_errors(problems):
        return Disclosed({}, {}, problems, len(library.every))
    sites = project.settings.sites
    views = {name: cut(library, name, site.clearance, today) for name, site in sites.items()}
    return Disclosed(
        views=views,
        withheld={
            name: withheld(library, name, site.clearance, said) for name, site in sites.items()
        },
        problems=problems,
        records=len(library.records),
    )


def inspect(project: Project, today: date) -> tuple[int, tuple[Problem, ...]]:
    """How many records `project` has and everything wrong with them on `today`."""
    library, problems = _checked(project, today)
    return len(library.every), problems


def read_library(project: Project) -> tuple[Library, list[Problem]]:
    """Everything that `project` holds, and what is wrong with it."""
    content, read = read_content(project.content, project.root)
    library, found = join(content)
    return library, [*read, *found, *check_library(library)]


def _checked(project: Project, today: date) -> tuple[Library, tuple[Problem, ...]]:
    """The library with all problems, those of figures and their releases included."""
    library, problems = read_library(project)
    if not has_errors(problems):
        problems += pending_releases(library, today)
    return library, sort_problems(problems)
