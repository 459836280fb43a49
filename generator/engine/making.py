"""Both sites from the records, in memory: what `build` does between looking and publishing.

Comes in: a project and what is remembered. Goes out: `Made`, every file of both sites, or the
problems for which there are none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from secrets import token_bytes

from generator.disclosure.approval import Opened, refusals, weigh
from generator.disclosure.changes import FACTS, dump_facts
from generator.disclosure.disclose import Disclosed, Readings, disclose
from generator.disclosure.facts import facts_of
from generator.disclosure.guard import Guard, Withheld, guard
from generator.disclosure.history import Historian
from generator.engine.auditing import audit_figures
from generator.engine.memory import SiteMemory, Sites
from generator.engine.permanence import check_world
from generator.engine.publish import reader_of
from generator.engine.rendering import NOTHING, Files, Remains, Rendered, Way, render
from generator.engine.workers import Workers
from generator.pages.forms import shapes
from generator.pages.plan import World, derive
from generator.pages.render import template_text
from generator.pages.search import entries
from generator.pages.words import spoken
from generator.problems import Exit, Problem, has_errors, sort_problems
from generator.settings import INTERNAL, PUBLIC, Project, Settings
from generator.vocabulary import all_labels


@dataclass(frozen=True)
class Prepared:
    """What the sites are made of: the worlds of sound records, and what the public would see of them."""

    disclosed: Disclosed
    worlds: Mapping[str, World]
    opened: Opened | None = None

    @property
    def beside(self) -> Mapping[str, bytes]:
        """What is kept beside the sites, by name: everything that the public would see, as facts."""
        return {FACTS: dump_facts(self.opened.facts)} if self.opened else {}

    @property
    def records(self) -> int:
        """How many records there are."""
        return self.disclosed.records

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong with the content."""
        return self.disclosed.problems


def prepare(
    project: Project, today: date, historian: Historian | None, kept: Readings | None = None
) -> Prepared:
    """Read and check everything, and derive the world of each site; no worlds where there are errors."""
    said = "\n".join(said_by_sites(project.settings))
    disclosed = disclose(project, today, said, historian, kept)
    worlds = {name: derive(view, today) for name, view in disclosed.views.items()}
    if not worlds:
        return Prepared(disclosed, worlds)
    found = check_world(worlds[PUBLIC], project.settings, disclosed.remembered)
    disclosed = replace(disclosed, problems=sort_problems([*disclosed.problems, *found]))
    facts = facts_of(disclosed.views[PUBLIC], project.settings, disclosed.remembered)
    opened = weigh(facts, disclosed.approval, required=project.settings.require_approval)
    return Prepared(disclosed, worlds, opened)


def refused(prepared: Prepared, *, strict: bool, preview: bool) -> tuple[Exit, tuple[Problem, ...]]:
    """Why nothing may be made of it, if so: wrong content, or what nobody has approved."""
    if has_errors(prepared.problems, strict) or prepared.opened is None:
        return Exit.PROBLEMS, prepared.problems
    if not preview:
        unapproved = refusals(prepared.opened, prepared.disclosed.files)
        if unapproved:
            return Exit.WOULD_DISCLOSE, (*prepared.problems, *unapproved)
    return Exit.FINE, prepared.problems


@dataclass(frozen=True)
class Made:
    """Both sites as they are to be published, and what is said of it; `leaks` forbid it."""

    sites: Mapping[str, Rendered]
    withheld: Mapping[str, Withheld]
    leaks: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def files(self) -> Mapping[str, Files]:
        """The files of each site."""
        return {name: site.files for name, site in self.sites.items()}

    @property
    def pages(self) -> Mapping[str, int]:
        """How many pages each site has."""
        return {
            name: sum(file.endswith(".html") for file in files)
            for name, files in self.files.items()
        }


def make(prepared: Prepared, way: Way, cache: Path, before: Sites, output: Path) -> Made:
    """Render, audit, index and guard both sites. Raises `SettingsError` when MkDocs refuses."""
    disclosed, worlds = prepared.disclosed, prepared.worlds
    there = remains(before, output)
    public = render(worlds[PUBLIC], way, disclosed.remembered, there.get(PUBLIC, NOTHING))
    way.progress("audit", 0, 0)
    figures = audit_figures(disclosed.claims, PUBLIC, public.files, cache / "audit")
    members = replace(worlds[INTERNAL], protected=figures.protected, opened=prepared.opened)
    internal = render(members, way, None, there.get(INTERNAL, NOTHING))
    sites = {PUBLIC: public, INTERNAL: internal}
    way.progress("search", 0, 0)
    indexed, unindexed = _index((worlds[PUBLIC], members), sites, way.settings, cache / "search")
    way.progress("guard", 0, 0)
    leaks = [*figures.problems, *_guard(disclosed, indexed, before, way.workers)]
    return Made(indexed, disclosed.withheld, tuple(leaks), tuple(unindexed))


def _guard(
    disclosed: Disclosed, sites: Mapping[str, Rendered], before: Sites, workers: Workers
) -> Iterator[Problem]:
    """What of the withheld stands in the sites' files.

    Files that stay as they are were searched when they were made; in them only what is withheld
    since then is looked for.
    """
    for name, site in sites.items():
        secrets, known = disclosed.withheld[name], before.get(name)
        files = list(site.files.made.items())
        found = workers.here().run(Searching(Guard(secrets).ready()), files)
        yield from chain.from_iterable(found)
        if known is not None:
            new = secrets.beyond(known.clean_of, known.salt)
            yield from guard(secrets, site.files.unmade, new)


@dataclass(frozen=True)
class Searching:
    """Looks for what a site withholds in some of its files."""

    guard: Guard

    def __call__(self, files: Sequence[tuple[str, bytes]]) -> list[list[Problem]]:
        return [self.guard.problems(dict(files))]


def remains(before: Sites, output: Path) -> Mapping[str, Remains]:
    """What there is of each site from the last build. Raises `NotWholeError` when it is damaged."""
    return {
        name: Remains(one.fingerprints, reader_of(output, name)) for name, one in before.items()
    }


def memories(made: Made) -> Sites:
    """What is to be remembered of each site."""
    return {name: _memory(site, made.withheld[name]) for name, site in made.sites.items()}


def _memory(site: Rendered, secrets: Withheld) -> SiteMemory:
    salt = token_bytes(16)
    return SiteMemory(frozenset(site.files), dict(site.fingerprints), secrets.marks(salt), salt)


def _index(
    worlds: Iterable[World], sites: Mapping[str, Rendered], settings: Settings, kept: Path
) -> tuple[Mapping[str, Rendered], list[Problem]]:
    """The sites with the search index of each from its own pages; where none could be made, why."""
    from generator.engine.indexing import index_site  # what it reads CBOR with is slow to import

    indexed = dict(sites)
    problems: list[Problem] = []
    for world in worlds if settings.search else ():
        name = world.view.site
        languages = settings.sites[name].languages if name == PUBLIC else ("id",)
        files = sites[name].files
        index, found = index_site(name, files, entries(world), languages, kept)
        indexed[name] = replace(sites[name], files=files.joined(index))
        problems += found
    return indexed, problems[:1]


def said_by_sites(settings: Settings) -> Iterator[str]:
    """What the sites say of their own accord, so that the guard does not take it for a leak."""
    yield template_text()
    yield from spoken()
    yield from all_labels()
    yield from shapes()
    own = [settings.notice, settings.report]
    own += [text for site in settings.sites.values() for text in (site.title, site.tagline)]
    for text in own:
        yield from (text.id, text.en or "") if text else ()
