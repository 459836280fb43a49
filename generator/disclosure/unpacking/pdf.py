"""PDF (ISO 32000), the only importer of pypdf."""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from generator.disclosure.unpacking.office import read_xmp
from generator.disclosure.unpacking.pieces import Box, Kind, Piece, TooLargeError, inner

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PIXELS = re.compile(rb"/Subtype\s*/Image[^>]*>>[^>]*$")


def read_pdf(content: bytes, where: str, box: Box) -> Iterator[Piece]:
    """Text page by page, metadata, notes, attached files, and whatever else its streams hold."""
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it finds odd is no news to us
    yield Piece(Kind.RAW, where, content.decode("latin-1"))
    yield from _streams(content, where, box)
    try:
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
    except TooLargeError:
        raise
    except Exception:  # a broken PDF fails in any way
        yield Piece(Kind.SEALED, where, "form")


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
        if note.get("/Contents") and note.get("/Subtype") != "/Link":
            yield Piece(Kind.HIDDEN, where, str(note["/Contents"]))
            if note.get("/T"):
                yield Piece(Kind.MAKER, where, str(note["/T"]))


def _streams(content: bytes, where: str, box: Box) -> Iterator[Piece]:
    """Every packed stream, also those of earlier versions that the PDF still holds."""
    for match in _STREAM.finditer(content):
        if _PIXELS.search(content[max(0, match.start() - 1_000) : match.start()]):
            continue
        end = content.find(b"endstream", match.end())
        try:
            made, _ = box.inflate(content[match.end() : end if end > 0 else None])
        except zlib.error:
            continue
        yield Piece(Kind.RAW, where, made.decode("latin-1"))
