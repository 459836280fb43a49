"""Archives: zip (with office documents as a case of it) and tar."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator

from generator.disclosure.unpacking.office import is_markup, read_markup
from generator.disclosure.unpacking.pieces import Box, Kind, Piece, TooLargeError, decoded, inner

_LOCKED = 0x1  # bit 0 of the general purpose flags (APPNOTE 4.4.4)
_UNREADABLE = (zipfile.BadZipFile, NotImplementedError, zlib.error, OSError, EOFError)


def read_zip(content: bytes, where: str, box: Box) -> Iterator[Piece]:
    """Every member of a zip."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError):
        yield from box.plain(content, where)
        return
    with archive:
        if archive.comment:
            yield Piece(Kind.FIELD, where, decoded(archive.comment))
        for member in archive.infolist():
            box.next_member()
            yield from _member(archive, member, inner(where, member.filename), box)


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, where: str, box: Box
) -> Iterator[Piece]:
    name = member.filename
    if member.flag_bits & _LOCKED:
        yield Piece(Kind.NAME, where, name)
        yield Piece(Kind.SEALED, where, "locked")
        return
    try:
        with archive.open(member) as stream:
            content = stream.read(box.most)
    except _UNREADABLE:
        yield Piece(Kind.SEALED, where, "form")
        return
    box.spend(content)
    if is_markup(name, content):
        yield Piece(Kind.NAME, where, name)
        yield from read_markup(name, content, where)
    else:
        yield from box.open(name, content, where)


def read_tar(content: bytes, where: str, box: Box) -> Iterator[Piece]:
    """Every member of a tar, with the names of their owners."""
    try:
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            for member in archive:
                box.next_member()
                if member.size > box.left:
                    raise TooLargeError
                inside = inner(where, member.name)
                yield Piece(Kind.MAKER, inside, member.uname)
                stream = archive.extractfile(member) if member.isfile() else None
                yield from box.open(
                    member.name, box.spend(stream.read() if stream else b""), inside
                )
    except (tarfile.TarError, EOFError):
        yield from box.plain(content, where)
