"""The flow, from content to both sites. Read this first.

content/*.yml -> records -> library -> view per site      (behind the wall: `disclose`)
view -> page specs -> files                               (`plan_*`, `render_page`)
files -> search index of each site                        (`index_site`)
public figures -> audit                                   (`audit_figures`)
files -> guard -> one switch                              (`guard`, `publish`)
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator.disclosure.addresses import Remembered
from generator.disclosure.approval import Opened, refusals, weigh
from generator.disclosure.changes import FACTS, dump_facts
from generator.disclosure.disclose import Disclosed, disclose
from generator.disclosure.facts import facts_of
from generator.disclosure.guard import guard
from generator.disclosure.history import Historian
from generator.disclosure.view import View
from generator.engine.auditing import audit_figures
from generator.engine.indexing import index_site
from generator.engine.permanence import check_world
from generator.engine.publish import PublishError, publish
from generator.pages.addresses import plan_former
from generator.pages.calendars import calendar_files
from generator.pages.data import data_files
from generator.pages.drawing import Kept
from generator.pages.feeds import plan_feeds
from generator.pages.forms import shapes
from generator.pages.pack import plan_packs
from generator.pages.plan import World, derive, plan_internal, plan_public
from generator.pages.render import assets, render_page, template_text
from generator.pages.search import entries, plan_search
from generator.pages.words import spoken
from generator.problems import Exit, Problem, has_errors, sort_problems
from generator.settings import INTERNAL, PUBLIC, Project, Settings, SettingsError
from generator.vocabulary import all_labels

CACHE = ".timpora-cache"  # drawings, verdicts, search indexes; may be deleted at any time
Files = Mapping[str, bytes]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Options:
    """How to build: the day on which the sites are read, how strict to be, who knows the history."""

    today: date
    strict: bool = False
    output: Path | None = None
    historian: Historian | None = None
    preview: bool = False  # on this computer only: nothing has to be approved to be looked at


@dataclass(frozen=True)
class Built:
    """What a build made, or why it did not; without `output` nothing was written."""

    exit: Exit
    problems: tuple[Problem, ...]
    records: int = 0
    pages: Mapping[str, int] = field(default_factory=dict)
    output: Path | None = None
    seconds: float = 0.0


def build(project: Project, options: Options, progress: Progress = lambda *_: None) -> Built:
    """Make both sites of `project`; nothing is written unless everything succeeded."""
    started = time.perf_counter()
    progress("read", 0, 0)
    said = "\n".join(said_by_sites(project.settings))
    disclosed = disclose(project, options.today, said, options.historian)
    worlds = {name: derive(view, options.today) for name, view in disclosed.views.items()}
    remembered = disclosed.remembered
    if worlds:
        found = check_world(worlds[PUBLIC], project.settings, remembered)
        disclosed = replace(disclosed, problems=sort_problems([*disclosed.problems, *found]))
    if has_errors(disclosed.problems, options.strict):
        return Built(Exit.PROBLEMS, disclosed.problems, disclosed.records)
    opened = _opened(disclosed, project.settings)
    refused = [] if options.preview else refusals(opened, disclosed.files)
    if refused:
        return Built(Exit.WOULD_DISCLOSE, (*disclosed.problems, *refused), disclosed.records)
    output = options.output or project.output
    cache = project.root / CACHE
    drawings = Kept(cache / "charts")
    try:
        public, members = worlds[PUBLIC], worlds[INTERNAL]
        sites = {PUBLIC: render_site(public, project.settings, progress, drawings, remembered)}
        progress("audit", 0, 0)
        figures = audit_figures(disclosed.claims, PUBLIC, sites[PUBLIC], cache / "audit")
        members = replace(members, protected=figures.protected, opened=opened)
        sites[INTERNAL] = render_site(members, project.settings, progress, drawings)
        progress("search", 0, 0)
        indexes, unindexed = _index((public, members), sites, project.settings, cache / "search")
        sites = {name: {**files, **indexes[name]} for name, files in sites.items()}
        leaks = [*figures.problems, *_guard(disclosed, sites)]
        if leaks:
            return Built(Exit.WOULD_DISCLOSE, (*disclosed.problems, *leaks), disclosed.records)
        progress("publish", 0, 0)
        publish(output, sites, beside={FACTS: dump_facts(opened.facts)})
        drawings.tidy()
    except (SettingsError, PublishError) as error:
        return Built(Exit.USAGE, (*disclosed.problems, error.problem), disclosed.records)
    return Built(
        exit=Exit.FINE,
        problems=(*disclosed.problems, *unindexed),
        records=disclosed.records,
        pages={name: _count_pages(files) for name, files in sites.items()},
        output=output,
        seconds=time.perf_counter() - started,
    )


def _opened(disclosed: Disclosed, settings: Settings) -> Opened:
    """What the public would see, beside what was approved."""
    facts = facts_of(disclosed.views[PUBLIC], settings, disclosed.remembered)
    return weigh(facts, disclosed.approval, required=settings.require_approval)


def _index(
    worlds: Iterable[World], sites: Mapping[str, Files], settings: Settings, kept: Path
) -> tuple[Mapping[str, Files], list[Problem]]:
    """The search index of each site from its own pages; where none could be made, why."""
    indexes: dict[str, Files] = {}
    problems: list[Problem] = []
    for world in worlds if settings.search else ():
        name = world.view.site
        languages = settings.sites[name].languages if name == PUBLIC else ("id",)
        indexes[name], found = index_site(name, sites[name], entries(world), languages, kept)
        problems += found
    return {name: indexes.get(name, {}) for name in sites}, problems[:1]


def render_site(
    world: World,
    settings: Settings,
    progress: Progress,
    drawings: Kept | None = None,
    remembered: Remembered | None = None,
) -> Files:
    """Every file of one site, by its name below the site's folder; the public one's former pages too."""
    if world.view.site == PUBLIC:
        pages = _render_public(world, settings, progress, drawings, remembered)
    else:
        pages = _render_internal(world, settings, progress, drawings)
    return {
        **pages,
        **dict(data_files(world.readings, settings.sites[world.view.site].base_url)),
        **_attachments(world.view),
    }


def _render_public(
    world: World,
    settings: Settings,
    progress: Progress,
    drawings: Kept | None,
    remembered: Remembered | None,
) -> Files:
    site = settings.sites[PUBLIC]
    pages = [*plan_public(world, site.languages), *plan_search(world, site.languages)]
    former = plan_former(remembered, site.languages) if remembered else ()
    specs = [*pages, *plan_feeds(world, site, pages), *former]
    files = dict(assets(PUBLIC))
    for index, spec in enumerate(specs):
        progress(PUBLIC, index, len(specs))
        files[spec.file] = render_page(spec, PUBLIC, settings, drawings).encode()
    return files


def _render_internal(
    world: World, settings: Settings, progress: Progress, drawings: Kept | None
) -> Files:
    from generator.pages.briefing import render_briefing  # MkDocs is slow to import

    specs = [*plan_internal(world), *plan_packs(world), *plan_search(world)]
    bodies = []
    for index, spec in enumerate(specs):
        progress(INTERNAL, index, len(specs))
        bodies.append((spec, render_page(spec, INTERNAL, settings, drawings)))
    site = render_briefing(bodies, settings, assets(INTERNAL))
    return {**site, **dict(calendar_files(world, settings))}


def _count_pages(files: Files) -> int:
    return sum(name.endswith(".html") for name in files)


def _attachments(view: View) -> Files:
    return {f"lampiran/{name}": path.read_bytes() for name, path in view.attachments.items()}


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


def _guard(disclosed: Disclosed, sites: Mapping[str, Files]) -> list[Problem]:
    return [
        problem
        for name, files in sites.items()
        for problem in guard(disclosed.withheld[name], files)
    ]
