"""A file is opened by its first bytes, and so is whatever lies in it."""

from __future__ import annotations

import base64
import binascii
import bz2
import lzma
import re
import zlib
from collections.abc import Iterator

from generator.disclosure.unpacking.archives import read_tar, read_zip
from generator.disclosure.unpacking.pdf import read_pdf
from generator.disclosure.unpacking.pictures import read_picture
from generator.disclosure.unpacking.pieces import (
    GZIP,
    MAX_DEPTH,
    Box,
    Kind,
    Piece,
    Reader,
    TooLargeError,
    decoded,
)
from generator.disclosure.unpacking.streams import read_gzip, read_squeezed, read_zlib


def unpack(name: str, content: bytes) -> Iterator[Piece]:
    """Every readable piece of the file `name`."""
    opening = _Opening()
    try:
        yield from opening.open(name, content, "")
    except TooLargeError:
        yield Piece(Kind.SEALED, "", "large")


class _Opening:
    """One file and all that lies in it."""

    def __init__(self) -> None:
        self.depth = 0
        self.box = Box(self.open, self.plain)

    def open(self, name: str, content: bytes, where: str) -> Iterator[Piece]:
        yield Piece(Kind.NAME, where, name)
        if self.depth == MAX_DEPTH:
            yield Piece(Kind.SEALED, where, "deep")
            return
        self.depth += 1
        reader = _reader(content)
        yield from reader(content, where, self.box) if reader else self.plain(content, where)
        self.depth -= 1

    def plain(self, content: bytes, where: str) -> Iterator[Piece]:
        """Text as text; of other bytes what is packed in them and what reads like text."""
        if content.startswith(_UTF_16):
            yield Piece(Kind.TEXT, where, content.decode("utf-16", "replace"))
        elif not _is_binary(content):
            text = decoded(content)
            yield Piece(Kind.TEXT, where, text)
            if ";base64," in text:
                yield from self._data_addresses(text, where)
        elif content.startswith(_INDEX):
            yield Piece(Kind.TEXT, where, content[len(_INDEX) :].decode("utf-8", "replace"))
        else:
            yield Piece(Kind.RAW, where, content.decode("utf-8", "replace"))
            yield from self._members_inside(content, where)
            if not content.startswith(_HARMLESS):
                yield Piece(Kind.SEALED, where, "form")

    def _data_addresses(self, text: str, where: str) -> Iterator[Piece]:
        for match in _DATA.finditer(text):
            packed = re.sub(r"\s|%3D", "", match[1]).rstrip("=")
            try:
                content = base64.b64decode(packed + "=" * (-len(packed) % 4))
            except (binascii.Error, ValueError):
                continue
            yield from self.open("", content, where)

    def _members_inside(self, content: bytes, where: str) -> Iterator[Piece]:
        """gzip members that do not stand at the beginning of a file."""
        start = content.find(_GZIP_START, 1)
        for _ in range(_TRIES):
            if start < 0:
                return
            try:
                made, _rest = self.box.inflate(content[start:], GZIP)
            except zlib.error:
                pass
            else:
                yield from self.open("", made, where)
            start = content.find(_GZIP_START, start + 1)


_DATA = re.compile(r"data:[\w/+.;=-]{0,100};base64,([A-Za-z0-9+/=\s%]{24,})")
_GZIP_START = b"\x1f\x8b\x08"
_TRIES = 50  # starts of gzip members that are looked into, as chance makes some, too
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_INDEX = b"pagefind_dcd"
_HARMLESS = (b"wOFF", b"wOF2", b"\x00\x01\x00\x00\x00", b"OTTO", _INDEX)  # fonts, search indexes


def _is_binary(content: bytes) -> bool:
    return b"\x00" in content[:100_000] or content.startswith(_INDEX)


def _reader(content: bytes) -> Reader | None:
    """How to read `content`, by its bytes; None for what is no packing."""
    for magic, reader in _FORMS:
        if content.startswith(magic):
            return reader
    if content[257:262] == b"ustar":
        return read_tar
    if b"%PDF-" in content[:1024]:
        return read_pdf
    if b"PK\x05\x06" in content[-66_000:]:  # a zip behind a prefix
        return read_zip
    return None


def _sealed(content: bytes, where: str, box: Box) -> Iterator[Piece]:
    yield Piece(Kind.RAW, where, content.decode("latin-1"))
    yield Piece(Kind.RAW, where, content.decode("utf-16-le", "replace"))
    yield Piece(Kind.SEALED, where, "form")


_FORMS: tuple[tuple[bytes, Reader], ...] = (
    (b"\x1f\x8b", read_gzip),
    (b"PK\x03\x04", read_zip),
    (b"%PDF-", read_pdf),
    (b"\xff\xd8\xff", read_picture),
    (b"\x89PNG\r\n\x1a\n", read_picture),
    (b"GIF8", read_picture),
    (b"RIFF", read_picture),  # WebP; anything else in it fails and is said
    (b"II*\0", read_picture),
    (b"MM\0*", read_picture),
    (b"BZh", read_squeezed(bz2.BZ2Decompressor)),
    (b"\xfd7zXZ\0", read_squeezed(lzma.LZMADecompressor)),
    *((bytes((0x78, level)), read_zlib) for level in (0x01, 0x5E, 0x9C, 0xDA)),
    (b"\xd0\xcf\x11\xe0", _sealed),  # the old binary Office formats
    (b"7z\xbc\xaf\x27\x1c", _sealed),
    (b"Rar!", _sealed),
)
