"""What is printed, as data: a sheet of blocks that Typst and Word both understand.

Comes in: texts of a view. Goes out: plain strings in blocks; no markup of any kind is left in them,
so nothing that an editor wrote can be taken for a command of the typesetter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from html.parser import HTMLParser
from typing import Any, ClassVar

from generator.fields import Text
from generator.pages import markup
from generator.vocabulary import Grade


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style: plain, or `b`old, `i`talic, `c`ode, in any combination."""

    text: str
    style: str = ""


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph, an item of a list (`-` or `1.`), or a heading inside a text (`#`)."""

    runs: tuple[Run, ...]
    mark: str = ""


Cell = tuple[Para, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 begins a part and stands in the bookmarks."""

    kind: ClassVar[str] = "heading"
    text: str
    level: int = 1


@dataclass(frozen=True)
class Prose:
    """Running text; `quiet` is smaller, for notes."""

    kind: ClassVar[str] = "prose"
    paras: Cell
    quiet: bool = False


@dataclass(frozen=True)
class Facts:
    """Pairs of a label and its value."""

    kind: ClassVar[str] = "facts"
    pairs: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True)
class Table:
    """Rows below a head; `tall` rows leave room for a signature.

    `widths` are shares of the line, 0 for a column that is as wide as need be.
    """

    kind: ClassVar[str] = "table"
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    tall: bool = False
    numbers: tuple[int, ...] = ()  # the columns of figures, from 0


@dataclass(frozen=True)
class Picture:
    """A drawing with what is said of it to those who do not see it."""

    kind: ClassVar[str] = "picture"
    svg: str
    said: str
    caption: str


@dataclass(frozen=True)
class Signatures:
    """Room to sign, side by side; each with the lines above and below the room."""

    kind: ClassVar[str] = "signatures"
    signers: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a page of its own."""

    kind: ClassVar[str] = "page"


Block = Heading | Prose | Facts | Table | Picture | Signatures | NewPage


@dataclass(frozen=True)
class Sheet:
    """One document: what it is called, what stands on each of its pages, and its blocks.

    `marks` stand at the top of every page (grade, copy number, draft), `foot` at the bottom.
    """

    title: str
    kicker: str
    subtitle: str
    lang: str
    day: date
    marks: tuple[str, ...]
    foot: str
    page_of: str  # "Halaman %s dari %s"
    blocks: tuple[Block, ...] = field(default=())

    def as_dict(self) -> dict[str, Any]:
        """The sheet as JSON-ready values."""
        return {
            **{key: value for key, value in asdict(self).items() if key != "blocks"},
            "day": self.day.isoformat(),
            "blocks": [{"kind": block.kind, **asdict(block)} for block in self.blocks],
        }


def line(text: str, style: str = "") -> Cell:
    """One plain paragraph; "" gives none."""
    return (Para((Run(text, style),)),) if text else ()


def words(text: Text | None, lang: str) -> Cell:
    """The text of a record on one line, without markup."""
    return line(markup.plain(text, lang)) if text else ()


def prose(text: Text, lang: str) -> Cell:
    """The text of a record in paragraphs, its Markdown as styles; links are their words alone."""
    reader = _Reader()
    reader.feed(markup.settle(markup.prose(text, lang), ""))
    reader.close()
    return tuple(reader.paras())


def marks(grade: Grade, lang: str, copy: int | None, copy_words: str) -> tuple[str, ...]:
    """What stands at the top of each page: the grade, and the number of the copy if there is one."""
    own = grade.label(lang).upper()
    return (own, copy_words % copy) if copy else (own,)


_STYLES = {"strong": "b", "b": "b", "em": "i", "i": "i", "code": "c", "pre": "c"}
_PARAS = frozenset(
    ("p", "li", "h2", "h3", "h4", "h5", "h6", "tr", "dt", "dd", "pre", "blockquote", "br", "hr")
)


class _Reader(HTMLParser):
    """Reads the safe HTML of `markup.prose` into paragraphs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, list[Run]]] = []
        self.styles: list[str] = []
        self.lists: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in ("ul", "ol"):
            self.lists.append("-" if tag == "ul" else "1.")
        elif tag in ("td", "th") and self.found and self.found[-1][1]:
            self.found[-1][1].append(Run(" · "))
        if tag in _STYLES:
            self.styles.append(_STYLES[tag])
        # A paragraph that an item begins with belongs to the item.
        if tag in _PARAS and not (tag == "p" and self.found and not self.found[-1][1]):
            self.found.append((self._mark(tag), []))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        if tag in _STYLES and self.styles:
            self.styles.pop()
        if tag in _PARAS:
            self.found.append(("", []))

    def handle_data(self, data: str) -> None:
        if not self.found:
            self.found.append(("", []))
        self.found[-1][1].append(Run(data, "".join(sorted(set(self.styles)))))

    def paras(self) -> Iterator[Para]:
        """What was read, without empty paragraphs and needless blanks."""
        for mark, runs in self.found:
            tidy = _tidied(runs)
            if tidy:
                yield Para(tidy, mark)

    def _mark(self, tag: str) -> str:
        if tag == "li":
            return self.lists[-1] if self.lists else "-"
        return "#" if tag in ("h2", "h3", "h4", "h5", "h6", "dt") else ""


def _tidied(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Runs with single blanks, none at either end."""
    kept: list[Run] = []
    for run in runs:
        text = " ".join(run.text.split())
        if run.text[:1].isspace() and kept and not kept[-1].text.endswith(" "):
            text = f" {text}"
        if run.text[-1:].isspace() and not text.endswith(" "):
            text = f"{text} "
        if text:
            kept.append(Run(text, run.style))
    if kept:
        kept[0] = Run(kept[0].text.lstrip(), kept[0].style)
        kept[-1] = Run(kept[-1].text.rstrip(), kept[-1].style)
    return tuple(run for run in kept if run.text)
