"""The files of one site: pages whose inputs changed are rendered, the others stay as they are.

Comes in: the world of a site and what is remembered of it. Goes out: `Rendered`, every file of the
site by its name. A page's fingerprint is made of what it reads, of its template with all that this
one includes, of the settings, and of the program; with the same fingerprint the page is the same,
byte for byte, so it is not made again.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import generator
from generator.disclosure.addresses import Remembered
from generator.engine.fingerprint import Fingerprints
from generator.engine.inputs import Inputs
from generator.engine.workers import ALONE, Workers
from generator.pages.addresses import plan_former
from generator.pages.calendars import calendar_files
from generator.pages.data import data_files
from generator.pages.drawing import Kept
from generator.pages.feeds import plan_feeds
from generator.pages.pack import plan_packs
from generator.pages.plan import PageSpec, World, plan_internal, plan_public
from generator.pages.render import Renderer, assets, template_source
from generator.pages.search import plan_search
from generator.pages.terms import NO_TERMS
from generator.settings import INTERNAL, OWN_THEME, PUBLIC, Settings

if TYPE_CHECKING:
    from generator.pages.briefing import Briefing

Progress = Callable[[str, int, int], None]
_INCLUDED = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")
_TAIL = "internal/tail.html"  # what each page of the members' site ends with
_THEME = "templates/internal/theme/"
_CHARTS = "templates/charts/"
_DRAWS = re.compile(r"\bdraw\(")
_SETTING = re.compile(r"\bsettings\.(\w+)")  # templates use settings in no other way


@dataclass(frozen=True)
class Remains:
    """What there is of a site from the last build: its pages' fingerprints, and how to read its files."""

    fingerprints: Mapping[str, bytes] = field(default_factory=dict)
    read: Callable[[str], bytes] = lambda _: b""


NOTHING = Remains()


class Files(Mapping[str, bytes]):
    """Every file of a site by its name; one that stays as it is is read when it is asked for."""

    def __init__(
        self,
        made: Mapping[str, bytes],
        stays: Iterable[str] = (),
        read: Callable[[str], bytes] = NOTHING.read,
    ) -> None:
        self.made = made
        self._stays = dict.fromkeys(stays)  # in order
        self._read = read

    @property
    def unmade(self) -> Files:
        """Those that stay as they are."""
        return Files({}, self._stays, self._read)

    def joined(self, more: Mapping[str, bytes]) -> Files:
        """The same with more files."""
        return Files({**self.made, **more}, self._stays, self._read)

    def __getitem__(self, name: str) -> bytes:
        return self._read(name) if name in self._stays else self.made[name]

    def __contains__(self, name: object) -> bool:
        return name in self.made or name in self._stays

    def __iter__(self) -> Iterator[str]:
        yield from self.made
        yield from self._stays

    def __len__(self) -> int:
        return len(self.made) + len(self._stays)


@dataclass(frozen=True)
class Rendered:
    """A site: its files, and the fingerprint of each page that has one."""

    files: Files
    fingerprints: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Way:
    """How a site is made: its settings, where drawings are kept, who works, what is known.

    Without `inputs` nothing is known to be unchanged, and all is made.
    """

    settings: Settings
    progress: Progress = lambda *_: None
    drawings: Path | None = None
    workers: Workers = ALONE
    inputs: Inputs | None = None


def tidy(way: Way) -> None:
    """Put away what no page has asked for in a long time."""
    Kept(way.drawings).tidy()


def render_site(
    world: World, settings: Settings, remembered: Remembered | None = None
) -> Mapping[str, bytes]:
    """Every file of the site of `world`, all made now."""
    return render(world, Way(settings), remembered).files


def render(
    world: World, way: Way, remembered: Remembered | None = None, remains: Remains = NOTHING
) -> Rendered:
    """Every file of the site of `world`; the public one's former pages too.

    Raises `SettingsError` when MkDocs refuses.
    """
    site, settings = world.view.site, way.settings
    way.progress("plan", 0, 0)
    specs = list(_plan(world, settings, remembered))
    if site == INTERNAL and settings.mkdocs.plugins:
        return Rendered(Files(_render_together(world, way, specs)))
    fingerprints = _fingerprints(specs, way, world)
    before = remains.fingerprints
    stays = {name for name, digest in fingerprints.items() if before.get(name) == digest}
    wanted = [spec for spec in specs if spec.file not in stays]
    way.progress(site, 0, len(wanted))
    pages = RenderPages(site, settings, way.drawings, _outline(specs))
    made = dict(_others(world, settings, pages))
    for number, content in enumerate(way.workers.run(pages, wanted)):
        way.progress(site, number, len(wanted))
        made[wanted[number].file] = content
    return Rendered(Files(made, stays, remains.read), fingerprints)


@dataclass
class RenderPages:
    """Makes the bytes of some pages; can be sent to another process, which makes its own briefing.

    `outline` are the specs of the members' index pages, without what they read.
    """

    site: str
    settings: Settings
    drawings: Path | None
    outline: tuple[PageSpec, ...] = ()

    def __call__(self, specs: Sequence[PageSpec]) -> list[bytes]:
        bodies = [self.renderer.page(spec) for spec in specs]
        if self.site == PUBLIC:
            return [body.encode() for body in bodies]
        return [self.briefing.page(*one) for one in zip(specs, bodies, strict=True)]

    @cached_property
    def renderer(self) -> Renderer:
        """The templates of the site; made once in each process."""
        return Renderer(self.site, self.settings, Kept(self.drawings), _compiled())

    @cached_property
    def briefing(self) -> Briefing:
        """What the members' pages share; made once in each process."""
        from generator.pages.briefing import Briefing  # MkDocs is slow to import

        return Briefing(self.outline, self.settings, assets(self.site))

    def __getstate__(self) -> dict[str, object]:
        made = ("briefing", "renderer")
        return {key: value for key, value in vars(self).items() if key not in made}


def _compiled() -> Path | None:
    """Where compiled templates are kept: with the compiled program, for they are programs, too.

    Not in the project's cache, where somebody who hands over a project could have put others.
    """
    folder = Path(generator.__file__).parent / "__pycache__" / "templates"
    if sys.dont_write_bytecode and not folder.parent.is_dir():
        return None
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder if os.access(folder, os.W_OK) else None


def _plan(world: World, settings: Settings, remembered: Remembered | None) -> Iterator[PageSpec]:
    """Every page of a site."""
    if world.view.site == INTERNAL:
        yield from plan_internal(world)
        yield from plan_packs(world)
        yield from plan_search(world)
        return
    site = settings.sites[PUBLIC]
    pages = [*plan_public(world, site.languages), *plan_search(world, site.languages)]
    yield from pages
    yield from plan_feeds(world, site, pages)
    yield from plan_former(remembered, site.languages) if remembered else ()


def _others(world: World, settings: Settings, pages: RenderPages) -> Iterator[tuple[str, bytes]]:
    """The files that are no pages: style sheets, figures, calendars, attachments."""
    site = world.view.site
    if site == INTERNAL:
        yield from pages.briefing.shared().items()
        yield from calendar_files(world, settings)
    else:
        yield from assets(site).items()
    yield from data_files(world.readings, settings.sites[site].base_url)
    for name, path in world.view.attachments.items():
        yield f"lampiran/{name}", path.read_bytes()


def _render_together(world: World, way: Way, specs: list[PageSpec]) -> dict[str, bytes]:
    """The members' site where a plugin may have to do with any page: whole, every time."""
    from generator.pages.briefing import render_briefing

    renderer = RenderPages(INTERNAL, way.settings, way.drawings).renderer
    bodies = [(spec, renderer.page(spec)) for spec in specs]
    site = render_briefing(bodies, way.settings, assets(INTERNAL))
    others = _others(world, way.settings, RenderPages(INTERNAL, way.settings, None))
    return {**site, **dict(others)}


def _outline(specs: Iterable[PageSpec]) -> tuple[PageSpec, ...]:
    """The members' index pages, from which their navigation is made, without what they read."""
    return tuple(
        replace(spec, reads=_day_of(spec), terms=NO_TERMS, past=None)
        for spec in specs
        if spec.address.count("/") <= 1
    )


def _day_of(spec: PageSpec) -> Mapping[str, object]:
    return {name: spec.reads[name] for name in ("today",) if name in spec.reads}


# Fingerprints


def _fingerprints(specs: Sequence[PageSpec], way: Way, world: World) -> dict[str, bytes]:
    """The fingerprint of each page by its file; none where the inputs are not known."""
    if way.inputs is None:
        return {}
    templates = _Templates(way.inputs, way.settings, world.view.site)
    digests = {name: templates.digest(name) for name in {spec.template for spec in specs}}
    marking = Marking(digests, _shared(way, way.inputs, world))
    found = way.workers.here().run(marking, specs)
    return {spec.file: digest for spec, digest in zip(specs, found, strict=True)}


def _shared(way: Way, inputs: Inputs, world: World) -> bytes:
    """What every page of a site is made with: the program, its site's settings, the members' theme."""
    site, settings = world.view.site, way.settings
    made: list[object] = [settings.sites[site], inputs.maker]
    if site == INTERNAL:
        made += [settings.notice, settings.mkdocs, inputs.part(_THEME)]
        made += [world.today] if settings.mkdocs.theme != OWN_THEME else []  # others print the day
    return Fingerprints().of(made)


class Marking:
    """Makes the fingerprints of some pages; what many of them read is digested once a process."""

    def __init__(self, templates: Mapping[str, bytes], shared: bytes) -> None:
        self.templates = templates
        self.shared = shared
        self.fingerprints = Fingerprints()

    def __call__(self, specs: Sequence[PageSpec]) -> list[bytes]:
        of, templates = self.fingerprints.of, self.templates
        return [of((spec, templates[spec.template], self.shared)) for spec in specs]


class _Templates:
    """Digests of templates: each with all that it includes, with the settings that it names, and with
    the charts if it draws any."""

    def __init__(self, inputs: Inputs, settings: Settings, site: str) -> None:
        self._inputs = inputs
        self._settings = settings
        self._always = (_TAIL,) if site == INTERNAL else ()

    def digest(self, name: str) -> bytes:
        """The digest of what a page of the template `name` is made with."""
        closure = self._closure((name, *self._always))
        text = "".join(map(template_source, closure))
        files = [f"templates/{one}" for one in closure]
        charts = [_CHARTS] if _DRAWS.search(text) else []
        named = {key: getattr(self._settings, key) for key in sorted(set(_SETTING.findall(text)))}
        return Fingerprints().of((self._inputs.part(*files, *charts), named))

    def _closure(self, names: Iterable[str]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found[name] = None
                waiting += _INCLUDED.findall(template_source(name))
        return tuple(found)
