"""From the content folder to one view per site: everything that happens behind the wall."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.disclosure.guard import Withheld, withheld
from generator.disclosure.history import Historian, Reader, with_history
from generator.disclosure.suppression import full_tables
from generator.disclosure.view import View, cut
from generator.problems import Problem, has_errors, sort_problems
from generator.records.library import Library, join
from generator.records.reader import read_content
from generator.records.rules import check_library
from generator.settings import INTERNAL, PUBLIC, Project


@dataclass(frozen=True)
class Disclosed:
    """A view per site, what each site must not say, and everything wrong with the content."""

    views: Mapping[str, View]
    withheld: Mapping[str, Withheld]
    problems: tuple[Problem, ...]
    records: int


def disclose(
    project: Project, today: date, said: str = "", historian: Historian | None = None
) -> Disclosed:
    """Read, check and join the content of `project`, then cut one view per site as of `today`.

    `said` is text that the sites say of themselves (templates, interface words); the guard does
    not take it for a leak. `historian` is asked for the history of the members' pages. With errors
    among the problems there are no views: nothing can be published by mistake, and only sound
    records are ever cut.
    """
    library, problems = _read_library(project)
    if has_errors(problems):
        return Disclosed({}, {}, problems, len(library.every))
    sites = project.settings.sites
    views = {name: cut(library, name, site.clearance, today) for name, site in sites.items()}
    secrets = {name: withheld(library, name, site.clearance, said) for name, site in sites.items()}
    if historian:
        folder = Path(project.settings.content).as_posix()
        reader = Reader(library, sites[INTERNAL].clearance, today, folder)
        log = historian(reader)
        views[INTERNAL] = with_history(views[INTERNAL], reader, log, secrets[INTERNAL])
    return Disclosed(
        views=views,
        withheld=secrets,
        problems=sort_problems([*problems, *_tables_left_out(library, views[PUBLIC])]),
        records=len(library.records),
    )


def inspect(project: Project, today: date) -> tuple[int, tuple[Problem, ...]]:
    """How many records `project` has and everything wrong with them on `today`."""
    library, problems = _read_library(project)
    if has_errors(problems):
        return len(library.every), problems
    view = cut(library, PUBLIC, project.settings.sites[PUBLIC].clearance, today)
    return len(library.every), sort_problems([*problems, *_tables_left_out(library, view)])


def look(project: Project, site: str, today: date) -> Disclosed:
    """The view of one site on `today`, for looking only: what the guard needs is not gathered."""
    library, problems = _read_library(project)
    if has_errors(problems):
        return Disclosed({}, {}, problems, len(library.every))
    view = cut(library, site, project.settings.sites[site].clearance, today)
    left_out = _tables_left_out(library, view) if site == PUBLIC else ()
    return Disclosed({site: view}, {}, sort_problems([*problems, *left_out]), len(library.every))


def _tables_left_out(library: Library, view: View) -> Iterator[Problem]:
    """A warning for each declared table that protection keeps out of a period on the public site."""
    for dataset in view.of("dataset"):
        for period in dataset.periods:
            record = library.by_id[period.id]
            shown = {table.id for table in period.tables}
            made = {table.id for table in full_tables(library.by_id[dataset.id].body, record.body)}
            for name in dataset.publish:
                if name in made and name not in shown and not record.body.grades:
                    yield record.problem("STA018", ("period",), params={"table": name})


def _read_library(project: Project) -> tuple[Library, tuple[Problem, ...]]:
    content, read = read_content(project.content, project.root)
    library, found = join(content)
    return library, sort_problems([*read, *found, *check_library(library)])
