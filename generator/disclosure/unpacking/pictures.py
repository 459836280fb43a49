"""Pictures: EXIF (JEITA CP-3451), XMP, PNG texts (ISO/IEC 15948). The only importer of Pillow."""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Iterator
from typing import Any

from generator.disclosure.unpacking.office import read_xmp
from generator.disclosure.unpacking.pieces import Box, Kind, Piece, decoded, inner

_EXIF_MAKERS = {"Artist", "Copyright", "XPAuthor", "CameraOwnerName", "HostComputer"}
_EXIF_TEXTS = {
    *("ImageDescription", "UserComment", "XPComment", "XPTitle", "XPSubject", "XPKeywords"),
    *("BodySerialNumber", "DocumentName", "Software"),
}
_THUMBNAIL = 513  # JPEGInterchangeFormat
_GPS_LATITUDE, _GPS_LONGITUDE = 2, 4


def read_picture(content: bytes, where: str, box: Box) -> Iterator[Piece]:
    """EXIF, XMP, comments and PNG texts; the pixels are never read."""
    from PIL import Image

    yield Piece(Kind.RAW, where, content.decode("latin-1"))
    if content.startswith(b"\x89PNG"):
        yield from _png(content, where, box)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content)) as picture:  # reads headers, never the pixels
                yield from _exif(picture.getexif(), where)
                packet = picture.info.get("xmp")
                if isinstance(packet, bytes):
                    yield from read_xmp(packet, where)
                comment = picture.info.get("comment")
                if isinstance(comment, bytes):
                    yield Piece(Kind.FIELD, inner(where, "comment"), decoded(comment))
    except Exception:  # a broken picture fails in any way
        yield Piece(Kind.SEALED, where, "form")


def _exif(exif: Any, where: str) -> Iterator[Piece]:
    from PIL.ExifTags import IFD, TAGS

    for tag, value in (*exif.items(), *exif.get_ifd(IFD.Exif).items()):
        name = TAGS.get(tag, "")
        if name in _EXIF_MAKERS | _EXIF_TEXTS:
            kind = Kind.MAKER if name in _EXIF_MAKERS else Kind.FIELD
            yield Piece(kind, inner(where, f"EXIF {name}"), _exif_text(name, value))
    place = exif.get_ifd(IFD.GPSInfo)
    if _GPS_LATITUDE in place or _GPS_LONGITUDE in place:
        yield Piece(Kind.PLACE, inner(where, "EXIF GPS"), "")
    if _THUMBNAIL in exif.get_ifd(IFD.IFD1):
        yield Piece(Kind.PICTURE, inner(where, "EXIF"), "")


def _exif_text(name: str, value: Any) -> str:
    if isinstance(value, bytes) and name.startswith("XP"):
        return value.decode("utf-16-le", "replace").rstrip("\0")
    if isinstance(value, bytes):  # a user comment begins with the name of its encoding
        return value[8:].decode("utf-8", "replace").strip("\0 ")
    if isinstance(value, tuple) and name.startswith("XP"):
        return bytes(value).decode("utf-16-le", "replace").rstrip("\0")
    return str(value)


def _png(content: bytes, where: str, box: Box) -> Iterator[Piece]:
    """The text chunks of a PNG, packed or not."""
    at = 8
    while at + 8 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        chunk, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        at += 12 + length
        if chunk in (b"tEXt", b"zTXt", b"iTXt"):
            yield from _png_text(chunk, data, where, box)


def _png_text(chunk: bytes, data: bytes, where: str, box: Box) -> Iterator[Piece]:
    keyword, _, rest = data.partition(b"\0")
    packed = chunk == b"zTXt" or (chunk == b"iTXt" and rest[:1] == b"\1")
    if chunk == b"iTXt":
        rest = rest[2:].split(b"\0", 2)[-1]
    elif chunk == b"zTXt":
        rest = rest[1:]
    if packed:
        try:
            rest, _ = box.inflate(rest)
        except zlib.error:
            return
    name = keyword.decode("latin-1")
    if "xmp" in name:
        yield from read_xmp(rest, where)
        return
    kind = Kind.MAKER if name == "Author" else Kind.FIELD
    yield Piece(kind, inner(where, f"PNG {name}"), decoded(rest))
