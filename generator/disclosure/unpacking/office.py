"""XML in files: the parts of office documents (ISO/IEC 29500, ISO/IEC 26300), and XMP (ISO 16684-1).

Read by pattern and never parsed: what is looked for is text, and a parser would have to be kept
from entities that grow.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from generator.disclosure.unpacking.pieces import Kind, Piece, inner

_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(
    r"</(?:w:p|a:p|text:p|text:h|t|v|si|row|w:tr|table:table-cell|\w+:li)>|<w:(?:br|tab)/?>"
)
_MAKERS = re.compile(
    r"<(dc:creator|cp:lastModifiedBy|meta:initial-creator|meta:printed-by|Manager|Company)\b[^>]*>"
    r"(.*?)</\1>",
    re.DOTALL,
)
_AUTHORS = re.compile(r'\b(?:w:author|author|displayName|userId)="([^"]+)"')
_TRACKED = re.compile(
    r"<(?:w:(?:ins|del|moveFrom|moveTo)\b|text:tracked-changes\b|office:annotation\b)"
)
_ASIDE = re.compile(r"(?:^|/)(?:comments|threadedComment|notesSlide)[^/]*\.xml$|/comments/")
_HIDDEN_SHEET = re.compile(r'<sheet\b[^>]*\bstate="(?:hidden|veryHidden)"')


def is_markup(name: str, content: bytes) -> bool:
    """Whether a member of a zip is XML, as the parts of office documents are."""
    return name.endswith((".xml", ".rels")) and b"<" in content[:200]


def read_markup(name: str, content: bytes, where: str) -> Iterator[Piece]:
    """What one XML part says: its text, who wrote it, and whether it is hidden."""
    text = content.decode("utf-8", "replace")
    for match in _MAKERS.finditer(text):
        yield Piece(Kind.MAKER, inner(where, match[1]), _bare(match[2]))
    for author in dict.fromkeys(_AUTHORS.findall(text)):
        yield Piece(Kind.MAKER, where, html.unescape(author))
    kind = Kind.HIDDEN if _ASIDE.search(name) else Kind.TEXT
    yield Piece(kind, where, _bare(text))
    if _TRACKED.search(text) or _HIDDEN_SHEET.search(text):
        yield Piece(Kind.HIDDEN, where, _bare(text))
    yield Piece(Kind.RAW, where, text)


def _bare(xml: str) -> str:
    """XML as its text: a paragraph a line, words whole even where their letters are set apart."""
    lines = html.unescape(_TAG.sub("", _BREAK.sub("\n", xml))).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


_XMP_MAKER = re.compile(r"<(dc:creator|pdf:Author|xmp:Author)\b[^>]*>(.*?)</\1>", re.DOTALL)
_XMP_PLACE = re.compile(r"exif:GPS(?:Latitude|Longitude)\b")


def read_xmp(packet: bytes, where: str) -> Iterator[Piece]:
    """An XMP packet (ISO 16684-1): metadata in XML, in PDF and in pictures."""
    text = packet.decode("utf-8", "replace")
    yield Piece(Kind.FIELD, inner(where, "XMP"), _bare(text))
    yield Piece(Kind.RAW, where, text)
    for match in _XMP_MAKER.finditer(text):
        yield Piece(Kind.MAKER, inner(where, f"XMP {match[1]}"), _bare(match[2]))
    if _XMP_PLACE.search(text):
        yield Piece(Kind.PLACE, inner(where, "XMP"), "")
