"""From the content folder to one view per site: everything that happens behind the wall."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from generator.disclosure.addresses import NAME, Remembered, read_addresses
from generator.disclosure.approval import Approval, read_approval
from generator.disclosure.exposure import exposures
from generator.disclosure.facts import FORMER, SITE, Facts, facts_of
from generator.disclosure.guard import Withheld, withheld
from generator.disclosure.history import Historian, Reader, with_history
from generator.disclosure.pending import pending_releases
from generator.disclosure.protection.claims import Claims, claims_of
from generator.disclosure.protection.gather import published_datasets, statistics_of
from generator.disclosure.published import releases_until
from generator.disclosure.view import View, cut
from generator.problems import Problem, has_errors, sort_problems
from generator.records.audience import known_to
from generator.records.library import Library, join
from generator.records.reader import Kept, read_content
from generator.records.rules import check_library
from generator.settings import INTERNAL, PUBLIC, Project

Readings = Kept  # what came of each file in an earlier run


@dataclass(frozen=True)
class Disclosed:
    """A view per site, what each site must not say, and everything wrong with the content."""

    views: Mapping[str, View]
    withheld: Mapping[str, Withheld]
    problems: tuple[Problem, ...]
    records: int
    remembered: Remembered | None = None
    approval: Approval | None = None
    files: Mapping[str, str] = field(default_factory=dict)  # of each record, as facts name it
    claims: tuple[Claims, ...] = ()


def disclose(
    project: Project,
    today: date,
    said: str = "",
    historian: Historian | None = None,
    kept: Readings | None = None,
) -> Disclosed:
    """Read, check and join the content of `project`, then cut one view per site as of `today`.

    `said` is text that the sites say of themselves (templates, interface words); the guard does
    not take it for a leak. `historian` is asked for the history of the members' pages. With errors
    among the problems there are no views: nothing can be published by mistake, and only sound
    records are ever cut. Files that `kept` knows are not read again.
    """
    library, remembered, problems = _checked(project, today, kept)
    if has_errors(problems):
        return Disclosed({}, {}, problems, len(library.every), remembered)
    said = "\n".join((said, *(remembered.said if remembered else ())))
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
        problems=problems,
        records=len(library.records),
        remembered=remembered,
        approval=read_approval(project.root)[0],
        files={SITE: project.config_name, FORMER: NAME}
        | {f"{record.kind}/{record.id}": record.doc.path for record in library.records},
        claims=tuple(_claims(library, views[PUBLIC], today)),
    )


@dataclass(frozen=True)
class Handed:
    """What one organisation may hold in its hand: its view, what that must not say, and problems."""

    view: View | None
    withheld: Withheld | None
    problems: tuple[Problem, ...]


def disclose_to(project: Project, today: date, organisation: str = "", said: str = "") -> Handed:
    """The members' view, with what is for `organisation` alone; "" for what every member may see.

    No view where the records have errors. Whether there is such an organisation, and whether it
    belongs to the team, is for the caller to see from the view.
    """
    library, _, problems = _checked(project, today)
    if has_errors(problems):
        return Handed(None, None, problems)
    if organisation:
        library = known_to(library, organisation)
    clearance = project.settings.sites[INTERNAL].clearance
    return Handed(
        cut(library, INTERNAL, clearance, today),
        withheld(library, INTERNAL, clearance, said),
        problems,
    )


def public_facts(
    project: Project, today: date, *, past: bool = False
) -> tuple[Facts | None, tuple[Problem, ...]]:
    """What the public site of `project` would say on `today`; None where its records are not sound.

    In a `past` state personal data is not looked for: it was public then, and may be what is missed.
    """
    library, problems = read_library(project)
    remembered, found = read_addresses(project)
    problems += found
    if not past:
        problems += exposures(library, project, remembered)
        problems += () if has_errors(problems) else pending_releases(library, today)
    if has_errors(problems):
        return None, sort_problems(problems)
    view = cut(library, PUBLIC, project.settings.sites[PUBLIC].clearance, today)
    return facts_of(view, project.settings, remembered), sort_problems(problems)


def _claims(library: Library, public: View, today: date) -> Iterator[Claims]:
    """What the public figures are to be audited against; datasets without a release have none."""
    for record in published_datasets(library):
        statistics = statistics_of(library, record, today)
        if record.id in public.by_id and releases_until(statistics.ledger, today):
            yield claims_of(record.id, statistics, today)


def inspect(
    project: Project, today: date, kept: Readings | None = None
) -> tuple[int, tuple[Problem, ...]]:
    """How many records `project` has and everything wrong with them on `today`."""
    library, _, problems = _checked(project, today, kept)
    return len(library.every), problems


def look(project: Project, site: str, today: date, kept: Readings | None = None) -> Disclosed:
    """The view of one site on `today`, for looking only: what the guard needs is not gathered."""
    library, remembered, problems = _checked(project, today, kept)
    if has_errors(problems):
        return Disclosed({}, {}, problems, len(library.every), remembered)
    view = cut(library, site, project.settings.sites[site].clearance, today)
    return Disclosed({site: view}, {}, problems, len(library.every), remembered)


def read_library(project: Project, kept: Readings | None = None) -> tuple[Library, list[Problem]]:
    """Everything that `project` holds, and what is wrong with it."""
    content, read = read_content(project.content, project.root, kept)
    library, found = join(content)
    return library, [*read, *found, *check_library(library)]


def _checked(
    project: Project, today: date, kept: Readings | None = None
) -> tuple[Library, Remembered | None, tuple[Problem, ...]]:
    """The library and what is remembered of addresses, with all problems of both.

    Those of releases, personal data and approval are among them.
    """
    library, problems = read_library(project, kept)
    if not has_errors(problems):
        problems += pending_releases(library, today)
    remembered, found = read_addresses(project)
    problems += [*found, *exposures(library, project, remembered)]
    problems += read_approval(project.root)[1]
    return library, remembered, sort_problems(problems)
