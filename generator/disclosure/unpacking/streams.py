"""Single packed streams: gzip (RFC 1952), zlib (RFC 1950), bzip2, xz."""

from __future__ import annotations

import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from generator.disclosure.unpacking.pieces import GZIP, Box, Kind, Piece, Reader


def read_gzip(content: bytes, where: str, box: Box) -> Iterator[Piece]:
    """Every member, one after the other, as one file; a broken one as it is."""
    rest, members = content, list[bytes]()
    while rest.startswith(b"\x1f\x8b"):
        try:
            member, rest = box.inflate(rest, GZIP)
        except zlib.error:
            break
        members.append(member)
    if rest:
        yield Piece(Kind.RAW, where, rest.decode("utf-8", "replace"))
    if members:
        yield from box.open("", b"".join(members), where)
    else:
        yield Piece(Kind.SEALED, where, "form")


def read_zlib(content: bytes, where: str, box: Box) -> Iterator[Piece]:
    """One stream; its first bytes are letters too, so it may be plain text."""
    try:
        made, _ = box.inflate(content)
    except zlib.error:
        yield from box.plain(content, where)
        return
    yield from box.open("", made, where)


def read_squeezed(unpacker: Callable[[], Any]) -> Reader:
    """A reader of bzip2 or xz, by the class that unpacks it."""

    def _read(content: bytes, where: str, box: Box) -> Iterator[Piece]:
        try:
            made = box.spend(unpacker().decompress(content, box.most))
        except (OSError, EOFError, lzma.LZMAError):
            yield from box.plain(content, where)
            return
        yield from box.open("", made, where)

    return _read
