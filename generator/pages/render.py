"""Page specs become bytes (the only importer of jinja2).

Templates run under `StrictUndefined`: one that names a field which the site's cards do not have
stops the build. A template sees the spec's cards, the site's own settings and the helpers below.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.fields import Text
from generator.pages import charts, forms, markup
from generator.pages.drawing import Drawing, Kept, draw
from generator.pages.law import Family
from generator.pages.legislation import schema_org
from generator.pages.pack_sheet import trend_drawing
from generator.pages.pictures import picture
from generator.pages.plan import PageSpec
from generator.pages.terms import Linker
from generator.pages.words import Words
from generator.settings import INTERNAL, Settings, SiteSettings, language_folder, templates_dir
from generator.vocabulary import Vocabulary

_TAIL = "internal/tail.html"  # what every page of the members' site ends with


def render_page(spec: PageSpec, site: str, settings: Settings, drawings: Kept | None = None) -> str:
    """The page's text: HTML, or whatever its template writes; of the members' site the body only.

    `drawings` were kept from before.
    """
    context = _context(spec, site, settings, drawings)
    text = _environment().get_template(spec.template).render(context)
    return text + _environment().get_template(_TAIL).render(context) if site == INTERNAL else text


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


def _context(
    spec: PageSpec, site: str, settings: Settings, drawings: Kept | None
) -> dict[str, Any]:
    here, lang, prefix = spec.address, spec.lang, str(spec.reads.get("prefix", ""))
    own, words = settings.sites[site], Words(lang)
    linker = Linker(spec.terms, here, lang, prefix)

    def say(text: Text | Vocabulary | str | None) -> Markup | str:
        if isinstance(text, Vocabulary):
            return text.label(lang)
        if isinstance(text, Text):
            return markup.inline(text, lang, here, prefix)
        return text or ""

    def prose(text: Text) -> Markup:
        html = markup.prose(text, lang, here, prefix)
        return _boxed(linker.mark(html, markup.written_in(text, lang)), words.table)

    return {
        **spec.reads,
        "address": here,
        "lang": lang,
        "section": spec.section,
        "site": own,
        "settings": settings,
        "languages": own.languages,
        "t": words,
        "say": say,
        "prose": prose,
        "body": lambda text: _raised(prose(text)),
        "turn": (spec.reads.get("previous"), spec.reads.get("next")),
        "past": spec.past,
        "changed": spec.changed,
        "terms_used": lambda: tuple(linker.used.values()),
        "plain": lambda text: markup.plain(text, lang),
        "link": lambda address: markup.relative(here, prefix + address),
        "asset": lambda name: markup.relative(here, name),
        "translated": lambda other: _translation(spec, other),
        "absolute": lambda other: _absolute(spec, other, own.base_url),
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
        "timeline": lambda family: _timeline(family, words, lang),
        "draw": lambda drawing: Markup(draw(drawing, drawings)),
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


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(templates_dir()),
        undefined=StrictUndefined,
        autoescape=lambda name: name is None or not name.endswith(".txt"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}  # keys as they are given
    return environment


def _translation(spec: PageSpec, other: str) -> str:
    """A link from this page to the same page in another language."""
    return markup.relative(spec.address, language_folder(other) + spec.address_in_language)


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
