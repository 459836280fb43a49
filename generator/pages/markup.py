"""Text becomes safe HTML: Markdown, references, sanitising (the only importer of markdown and nh3).

Comes in: a `Passage` from a card. Goes out: `Markup`, the same for every page in a language: its
links begin with `_HOME`, for which `settle` writes the way that leads there from a page. Everything
is sanitised after Markdown, on every site.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

import nh3
from markdown import Markdown
from markdown.extensions.toc import slugify
from markupsafe import Markup, escape

from generator.disclosure.view import Link, Passage
from generator.fields import CODE, REFERENCE, Text
from generator.pages import forms
from generator.pages.words import WORDS

_LINKS = 16384  # ready made
# What links begin with until it is known on which page they stand; `source.characters` forbids both.
_HOME = "\x01"  # the folder of the pages in one language
_ROOT = "\x04"  # the folder of the site

_PLAIN = re.compile(r"[^*_`\[\]<>&#|~\\!:/\n@^=]*")
# Lines in which Markdown finds nothing but paragraphs, and which are HTML as they stand.
_LINE = r"(?![-+\s]|\d+\.)[^*_`\[\]<>&#|~\\!@^=\t\n\xa0]+(?<!\s)"
_PARAGRAPHS = re.compile(rf"{_LINE}(?:\n+{_LINE})*")
_GAP = re.compile(r"\n\n+")
# What Markdown looks for between words, and the letters without one of which it cannot be there.
_SOUGHT = (
    "backtick", "escape", "reference", "link", "image_link", "image_reference", "short_reference",
    "short_image_ref", "autolink", "automail", "html", "entity",
)  # fmt: skip
_NEEDED = re.compile(r"[`\\\[<&]")
_MARKS = re.compile(r"[*_`]+|\[([^\]]*)\]\([^)]*\)")
_TEXTS = 4096  # converted ones that are kept: the same text stands on several pages, of both sites
_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h2", "h3", "h4",
    "h5", "h6", "hr", "i", "li", "ol", "p", "pre", "q", "span", "strong", "sub", "sup", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title", "class"},
    "ol": {"start"},
    "th": {"align"},
    "td": {"align"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}


@lru_cache(maxsize=_LINKS)
def href(address: str) -> str:
    """A link to the page at `address` in the language of the page that it will stand on.

    Folders are named with their `index.html`, so that a site also works from a disk.
    """
    return _HOME + _file(address)


def href_from_root(address: str) -> str:
    """A link to `address` from the root of the site, such as a file that all languages share."""
    return _ROOT + _file(address)


def _file(address: str) -> str:
    path, hash_, part = address.partition("#")
    return f"{path}index.html{hash_}{part}" if path.endswith("/") or not path else address


def settle(html: str, here: str, folder: str = "") -> str:
    """`html` with its links as they lead from page `here`, which stands in its language's `folder`.

    Those to parts of the page itself are the bare part.
    """
    up, own = "../" * here.count("/"), href(here.removeprefix(folder))
    return html.replace(f"{own}#", "#").replace(_HOME, up + folder).replace(_ROOT, up)


def inline(text: Text, lang: str) -> Markup:
    """One line of text: references and inline Markdown; `lang` falls back to Indonesian, marked so."""
    chosen, marked = _choose(text, lang)
    html = _line(chosen, text, lang)
    return Markup(f'<span lang="id">{html}</span>') if marked else html


def prose(text: Text, lang: str) -> Markup:
    """Paragraphs of Markdown; `lang` falls back to Indonesian, marked so."""
    chosen, marked = _choose(text, lang)
    if _PLAIN.fullmatch(chosen):
        html = Markup(f"<p>{escape(chosen)}</p>")
    else:
        html = _markdown(_link_references(chosen, text, lang))
    return Markup(f'<div lang="id">{html}</div>') if marked else html


def written_in(text: Text, lang: str) -> str:
    """The language in which a page in `lang` shows the text."""
    return "id" if _choose(text, lang)[1] else lang


def plain(text: Text, lang: str) -> str:
    """The text without markup, for titles, feeds and descriptions."""
    chosen, _ = _choose(text, lang)
    if _PLAIN.fullmatch(chosen):
        return " ".join(chosen.split())
    links = text.links if isinstance(text, Passage) else {}
    bare = REFERENCE.sub(lambda match: _label(match, links, lang), chosen)
    return " ".join(_MARKS.sub(r"\1", bare).split())


def bare(text: Text, lang: str) -> Markup:
    """The text without markup, to go inside a link; marked when it had to stay Indonesian."""
    said = escape(plain(text, lang))
    return said if text.en or lang == "id" else Markup(f'<span lang="id">{said}</span>')


def _choose(text: Text, lang: str) -> tuple[str, bool]:
    """The text in `lang`, and whether it had to stay Indonesian on a page that is not."""
    if lang == "en" and text.en:
        return text.en, False
    return text.id, lang != "id"


def _line(chosen: str, text: Text, lang: str) -> Markup:
    if _PLAIN.fullmatch(chosen):
        return escape(chosen)
    html = _markdown(_link_references(" ".join(chosen.split()), text, lang))
    return Markup(html.removeprefix("<p>").removesuffix("</p>")) if html.count("<p>") == 1 else html


def _link_references(chosen: str, text: Text, lang: str) -> str:
    """`[[id]]` as Markdown links; code is left alone, and so is what the view may not follow."""
    if "[[" not in chosen:
        return chosen
    links = text.links if isinstance(text, Passage) else {}

    def _replace(match: re.Match[str]) -> str:
        link = links.get(_reference(match))
        label = _label(match, links, lang)
        if not link or not label:
            return ""
        return f"[{_escape(label)}]({href(link.address)})"

    pieces, end = [], 0
    for code in CODE.finditer(chosen):
        pieces += [REFERENCE.sub(_replace, chosen[end : code.start()]), code.group()]
        end = code.end()
    return "".join([*pieces, REFERENCE.sub(_replace, chosen[end:])])


def _reference(match: re.Match[str]) -> str:
    identity, part = match[1].strip(), (match[2] or "").strip()
    return f"{identity}#{part}" if part else identity


def _label(match: re.Match[str], links: object, lang: str) -> str:
    link: Link | None = links.get(_reference(match)) if hasattr(links, "get") else None
    if link is None:
        return ""
    if link.kind == "figure":
        return _figure(link.short, lang)
    return (match[3] or "").strip() or (link.short if link.kind != "page" else link.title.id)


def _figure(text: str, lang: str) -> str:
    """A quoted figure as readers of a language write it, or that it is not to be had."""
    if text.isdecimal():
        return forms.number(int(text), lang)
    index = 1 if lang == "en" else 0
    return {"c": WORDS["figure_protected"], "": WORDS["figure_missing"]}.get(text, (text, text))[
        index
    ]


def _escape(label: str) -> str:
    return re.sub(r"([\\\[\]*_`])", r"\\\1", label)


@lru_cache(maxsize=_TEXTS)
def _markdown(text: str) -> Markup:
    if _PARAGRAPHS.fullmatch(text):
        return Markup("<p>" + _GAP.sub("</p>\n<p>", text) + "</p>")
    return _converted(text)


def _converted(text: str) -> Markup:
    converter = _converter(bool(_NEEDED.search(text)))
    html = converter.reset().convert(text)
    return Markup(_cleaner().clean(html))


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
    )


def _heading_id(text: str, separator: str) -> str:
    """A heading's id, which no id that an editor gives to a part can equal."""
    return f"_{slugify(text, separator)}"


@cache
def _converter(everything: bool) -> Markdown:
    """One converter per process: building it costs more than converting. Some seek but emphasis."""
    converter = Markdown(
        extensions=["tables", "sane_lists", "fenced_code", "toc"],
        extension_configs={"toc": {"baselevel": 2, "slugify": _heading_id}},
        output_format="html",
    )
    for name in () if everything else _SOUGHT:
        converter.inlinePatterns.deregister(name)
    return converter
