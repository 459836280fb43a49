"""PDF (ISO 32000), the only importer of pypdf."""

from __future__ import annotations

import base64
import io
import logging
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from generator.disclosure.unpacking.office import read_xmp
from generator.disclosure.unpacking.pieces import Box, Kind, Piece, TooLargeError, inner

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PIXELS = re.compile(rb"/Subtype\s*/Image\b")
_ASCII85 = re.compile(rb"/(?:ASCII85Decode|A85)\b")
_DICTIONARY = 1_000  # bytes before a stream in which its dictionary is looked for
_END = re.compile(rb"%%EOF\r?\n?")
_VERSIONS = 8  # earlier versions that are read


def read_pdf(content: bytes, where: str, box: Box) -> Iterator[Piece]:
    """Text page by page, metadata, notes, attached files, earlier versions, and what else its streams
    hold."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it finds odd is no news to us
    yield Piece(Kind.RAW, where, content.decode("latin-1"))
    yield from _streams(content, where, box)
    try:
        yield from _document(content, where, box)
    except TooLargeError:
        raise
    except Exception:  # a broken PDF fails in any way
        yield Piece(Kind.SEALED, where, "form")
    ends = [match.end() for match in _END.finditer(content)][:-1]
    for number, end in enumerate(ends[-_VERSIONS:], start=1):
        yield from _earlier(content[:end], inner(where, f"versi {number}"))


def _document(content: bytes, where: str, box: Box) -> Iterator[Piece]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        yield Piece(Kind.SEALED, where, "locked")
        return
    yield from _metadata(reader, where)
    for number, page in enumerate(reader.pages, start=1):
        yield from _page(page, inner(where, f"hlm. {number}"))
    attached: Mapping[str, list[bytes]] = reader.attachments
    for name, versions in attached.items():
        for version in versions:
            yield from box.open(name, box.spend(version), inner(where, name))


def _earlier(content: bytes, where: str) -> Iterator[Piece]:
    """The text of a version that was saved over, where the bytes up to its end are one."""
    from pypdf import PdfReader

    try:
        for number, page in enumerate(PdfReader(io.BytesIO(content)).pages, start=1):
            yield Piece(Kind.TEXT, inner(where, f"hlm. {number}"), page.extract_text())
    except Exception:  # such as the first part of a file made for the web
        return


def _metadata(reader: Any, where: str) -> Iterator[Piece]:
    for key, value in (reader.metadata or {}).items():
        kind = Kind.MAKER if key == "/Author" else Kind.FIELD
        yield Piece(kind, inner(where, str(key).lstrip("/")), str(value))
    packet = reader.root_object.get("/Metadata")
    if packet is not None:
        yield from read_xmp(packet.get_object().get_data(), where)


def _page(page: Any, where: str) -> Iterator[Piece]:
    yield Piece(Kind.TEXT, where, page.extract_text())
    for note in (reference.get_object() for reference in page.get("/Annots") or ()):
        link = note.get("/A", {}).get("/URI") if "/A" in note else None
        if link:
            yield Piece(Kind.TEXT, where, str(link))
        if note.get("/V"):  # what was filled into a form
            yield Piece(Kind.TEXT, where, str(note["/V"]))
        if note.get("/Contents") and note.get("/Subtype") != "/Link":
            yield Piece(Kind.HIDDEN, where, str(note["/Contents"]))
            if note.get("/T"):
                yield Piece(Kind.MAKER, where, str(note["/T"]))


def _streams(content: bytes, where: str, box: Box) -> Iterator[Piece]:
    """Every packed stream, also of earlier versions, and photographs with what they say of themselves."""
    for number, match in enumerate(_STREAM.finditer(content), start=1):
        end = content.find(b"endstream", match.end())
        stream = content[match.end() : end if end > 0 else None]
        about = content[max(0, match.start() - _DICTIONARY) : match.start()].rpartition(b"endobj")[
            2
        ]
        if stream.startswith(b"\xff\xd8\xff"):
            yield from box.open("", stream, inner(where, f"gambar {number}"))
        elif not _PIXELS.search(about):
            text = _inflated(stream, about, box)
            if text:
                yield Piece(Kind.RAW, where, text)


def _inflated(stream: bytes, about: bytes, box: Box) -> str:
    """A packed stream as text, "" where it is not packed in a way that is known."""
    try:
        if _ASCII85.search(about):
            stream = base64.a85decode(stream.strip().removesuffix(b"~>"))
        return box.inflate(stream)[0].decode("latin-1")
    except (zlib.error, ValueError):
        return ""
