"""Page specs become bytes (the only importer of jinja2).

Templates run under `StrictUndefined`: one that names a field which the site's cards do not have
stops the build. A template sees the spec's cards, the site's own settings and the helpers below.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
)
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup, escape

from generator.disclosure.view import Card, Link
from generator.fields import Text
from generator.locating import templates_dir
from generator.pages import charts, forms, markup
from generator.pages.drawing import Drawing, Kept, draw
from generator.pages.law import Family
from generator.pages.legislation import schema_org
from generator.pages.pack_sheet import trend_drawing
from generator.pages.pictures import picture
from generator.pages.plan import PageSpec
from generator.pages.terms import NO_TERMS, Linker
from generator.pages.words import Words
from generator.settings import INTERNAL, Settings, SiteSettings, language_folder
from generator.vocabulary import Vocabulary

_TAIL = "internal/tail.html"  # what every page of the members' site ends with


def render_page(spec: PageSpec, site: str, settings: Settings, drawings: Kept | None = None) -> str:
    """The text of one page, by the renderer that was used last if it has these settings."""
    found = _latest().get(site)
    if found is None or found.settings is not settings or found.drawings is not drawings:
        found = _latest()[site] = Renderer(site, settings, drawings)
    return found.page(spec)


class Renderer:
    """Makes the pages of one site, one at a time; templates are read once a language.

    `drawings` were kept from before; in the folder `compiled` the templates are kept for the next
    process, for compiling them takes as long as some hundred pages.
    """

    def __init__(
        self,
        site: str,
        settings: Settings,
        drawings: Kept | None = None,
        compiled: Path | None = None,
    ) -> None:
        self.site = site
        self.settings = settings
        self.drawings = drawings
        self._bytecode = FileSystemBytecodeCache(str(compiled)) if compiled else _in_memory()
        self._languages: dict[str, _Language] = {}

    def page(self, spec: PageSpec) -> str:
        """The page's text: HTML, or whatever its template writes; of the members' site the body only."""
        text = self.language(spec.lang).write(spec)
        return markup.settle(text, spec.address, language_folder(spec.lang))

    def language(self, lang: str) -> _Language:
        """The templates in one language."""
        if lang not in self._languages:
            self._languages[lang] = _Language(self, lang, _environment(self._bytecode))
        return self._languages[lang]


def template_source(name: str) -> str:
    """The text of a template."""
    return (templates_dir() / name).read_text(encoding="utf-8")


def template_text() -> str:
    """What the templates say of themselves, for the guard."""
    return "\n".join(
        path.read_text(encoding="utf-8")
        for path in sorted(templates_dir().rglob("*"))
        if path.suffix in (".html", ".xml", ".txt")
    )


def assets(site: str) -> Mapping[str, bytes]:
    """Style sheets and other static files of a site; every `.css` is joined into one."""
    folders = [templates_dir() / "shared" / "assets", templates_dir() / site / "assets"]
    files = [path for folder in folders if folder.is_dir() for path in sorted(folder.iterdir())]
    styles = [path.read_text(encoding="utf-8") for path in files if path.suffix == ".css"]
    others = {f"aset/{path.name}": path.read_bytes() for path in files if path.suffix != ".css"}
    return {"aset/gaya.css": "\n".join(styles).encode(), **others}


class _Language:
    """The templates of one site in one language, with all that they can ask for, and their page.

    What does not depend on the page is global to the templates, so that those with macros are run
    once and not for each page. Only the terms that a page has used are known to `prose`.
    """

    def __init__(self, renderer: Renderer, lang: str, environment: Environment) -> None:
        self.renderer = renderer
        self.own = renderer.settings.sites[renderer.site]
        self.lang = lang
        self.words = Words(lang)
        self.linker = Linker(NO_TERMS, lang)
        self.badges: dict[Vocabulary, Markup] = {}
        self.environment = environment
        self.environment.globals.update(self._globals())

    def write(self, spec: PageSpec) -> str:
        """The text of a page whose links are not settled yet."""
        self.linker = Linker(spec.terms, self.lang)
        context = {
            **spec.reads,
            "address": spec.address,
            "section": spec.section,
            "turn": (spec.reads.get("previous"), spec.reads.get("next")),
            "past": spec.past,
            "changed": spec.changed,
            "translated": lambda other: _translation(spec, other),
            "absolute": lambda other: _absolute(spec, other, self.own.base_url),
        }
        names = (spec.template, _TAIL) if self.renderer.site == INTERNAL else (spec.template,)
        return "".join(self.environment.get_template(name).render(context) for name in names)

    def say(self, text: Text | Vocabulary | str | None) -> Markup | str:
        """One line: a word of a vocabulary, or a text with its markup."""
        if isinstance(text, Vocabulary):
            return text.label(self.lang)
        return markup.inline(text, self.lang) if isinstance(text, Text) else text or ""

    def to(self, item: Card | Link) -> Markup:
        """A link to a card or to what a `Link` names."""
        return Markup(
            f'<a href="{escape(markup.href(item.address))}">{markup.bare(item.title, self.lang)}</a>'
        )

    def badge(self, word: Vocabulary) -> Markup:
        """A word of a vocabulary as a small mark."""
        if word not in self.badges:
            label = escape(word.label(self.lang))
            self.badges[word] = Markup(f'<span class="badge badge-{word.value}">{label}</span>')
        return self.badges[word]

    def prose(self, text: Text) -> Markup:
        """Paragraphs, with the terms that the page has not used before."""
        html = markup.prose(text, self.lang)
        html = self.linker.mark(html, markup.written_in(text, self.lang))
        return _boxed(html, self.words.table)

    def _globals(self) -> dict[str, Any]:
        lang, own, renderer = self.lang, self.own, self.renderer
        return {
            "lang": lang,
            "site": own,
            "settings": renderer.settings,
            "languages": own.languages,
            "t": self.words,
            "say": self.say,
            "prose": self.prose,
            "body": lambda text: _raised(self.prose(text)),
            "terms_used": lambda: tuple(self.linker.used.values()),
            "plain": lambda text: markup.plain(text, lang),
            "bare": lambda text: markup.bare(text, lang),
            "link": markup.href,
            "asset": markup.href_from_root,
            "to": self.to,
            "cite": _cite,
            "badge": self.badge,
            "legislation": lambda rule, status: schema_org(rule, status, _base(own)),
            "on": lambda day, weekday=False: forms.long_date(day, lang, weekday=weekday),
            "short_day": lambda day: forms.short_date(day, lang),
            "clock": lambda moment: forms.clock(moment, lang),
            "period": lambda name: forms.period_name(name, lang),
            "number": lambda value: forms.number(value, lang),
            "part": lambda name, short=False: forms.part_name(name, lang, short=short),
            "span": lambda first, last: forms.span(first, last, lang),
            "picture": lambda reading, table: picture(reading, table, lang),
            "trend": lambda found: trend_drawing(found, lang),
            "by_organisation": _by_organisation,
            "timeline": lambda family: _timeline(family, self.words, lang),
            "draw": lambda drawing: Markup(draw(drawing, renderer.drawings)),
            "bars": lambda title, rows, unit, description: charts.bars(
                title,
                [charts.Bar(label, value, forms.number(value, lang)) for label, value in rows],
                unit,
                description=description,
                lang=lang,
            ),
            "lines": lambda title, periods, series, unit, description: charts.line(
                title, _points(periods, series, lang), unit, description=description, lang=lang
            ),
        }


class _Context(Context):
    """Calls what it is told to and no more: nothing that our templates call asks for the context.

    A page makes some hundred calls, and looking at each callable first takes longer than most calls.
    """

    def call(
        self,
        called: Callable[..., Any],
        /,
        *args: Any,
        _loop_vars: object = None,  # what Jinja adds for a callable that asks for the context
        _block_vars: object = None,
        **named: Any,
    ) -> Any:
        return called(*args, **named)


class _Environment(Environment):
    """Templates that all know the same: what an imported one said is asked for once."""

    context_class = _Context

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return self.globals


def _environment(bytecode: BytecodeCache) -> Environment:
    environment = _Environment(
        loader=FileSystemLoader(templates_dir()),
        undefined=StrictUndefined,
        autoescape=lambda name: name is None or not name.endswith(".txt"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=bytecode,
        auto_reload=False,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}  # keys as they are given
    return environment


class _InMemory(BytecodeCache):
    """Compiled templates, until the program ends."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


@cache
def _in_memory() -> BytecodeCache:
    return _InMemory()


@cache
def _latest() -> dict[str, Renderer]:
    """The renderer of each site that was used last."""
    return {}


def _translation(spec: PageSpec, other: str) -> str:
    """A link from this page to the same page in another language."""
    page = language_folder(other) + spec.address_in_language
    return markup.settle(markup.href(page), spec.address)


def _absolute(spec: PageSpec, other: str, base: str | None) -> str:
    """The full address of this page in another language; "" when the site's own is not known."""
    if not base:
        return ""
    return f"{base.rstrip('/')}/{language_folder(other)}{spec.address_in_language}"


def _base(own: SiteSettings) -> str:
    """The site's address without a slash at its end; "" when it is not known."""
    return (own.base_url or "").rstrip("/")


def _boxed(html: Markup, label: str) -> Markup:
    """Tables that an editor wrote, each in a box that scrolls sideways by itself."""
    if "<table>" not in html:
        return html
    start = Markup('<div class="scroll" role="region" aria-label="{}" tabindex="0"><table>')
    boxed = html.replace("<table>", start.format(label))
    return boxed.replace("</table>", Markup("</table></div>"))


def _raised(html: Markup) -> Markup:
    """Headings one level up: those of a page's own text stand right below its title."""
    return Markup(re.sub(r"(?<=<h|/h)[3-6]", lambda level: str(int(level[0]) - 1), html))


def _cite(item: Card | Link) -> Markup:
    """A link to a rule or one of its articles, as people cite it."""
    return Markup(f'<a href="{escape(markup.href(item.address))}">{escape(item.short)}</a>')


def _by_organisation(lines: Iterable[Card]) -> Iterable[tuple[Link, list[Card]]]:
    """Lines of an attendance list by organisation, each at its first line."""
    found: dict[str, tuple[Link, list[Card]]] = {}
    for line in lines:
        found.setdefault(line.organisation.id, (line.organisation, []))[1].append(line)
    return found.values()


def _timeline(family: Family, words: Words, lang: str) -> Drawing | None:
    """The family of a rule as a picture; its table says the same."""
    stays = tuple(
        charts.Stay(
            label=member.rule.short,
            begin=member.begin,
            end=member.end,
            checked=member.checked,
            changes=member.changes,
        )
        for member in family.members
    )
    title = f"{words.family_of} {family.root.short}"
    said = words.timeline_text % (len(stays), family.root.short)
    return charts.timeline(title, stays, description=said, lang=lang)


def _points(
    periods: Sequence[str], series: Mapping[str, Sequence[int]], lang: str
) -> tuple[charts.Point, ...]:
    """Several series over the same periods; each is a value a period, by its name."""
    return tuple(
        charts.Point(period, forms.short_period(period, lang), value, name)
        for name, values in series.items()
        for period, value in zip(periods, values, strict=True)
    )
