"""What is found in files, and how much may be unpacked to find it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

MAX_DEPTH = 6
MAX_BYTES = 200_000_000
MAX_MEMBERS = 20_000
ZLIB, GZIP = 15, 31  # how zlib names the wrappings of RFC 1950 and RFC 1952


class Kind(Enum):
    """What a piece of a file is."""

    NAME = "name"
    TEXT = "text"  # what a reader of the file reads
    FIELD = "field"  # metadata
    MAKER = "maker"  # metadata that names who made or changed the file
    HIDDEN = "hidden"  # comments, tracked changes, notes, hidden sheets
    PLACE = "place"  # where a picture was taken
    PICTURE = "picture"  # a small picture kept inside, which may show more than the large one
    RAW = "raw"  # bytes as text: for a search only, as it reads like nothing
    SEALED = "sealed"  # could not be read; `text` says why (`locked`, `large`, `deep`, `form`)


@dataclass(frozen=True)
class Piece:
    """One readable piece; `where` says in which part of the file, "" for the file itself."""

    kind: Kind
    where: str
    text: str


class TooLargeError(Exception):
    """More came out of a packing than may."""


@dataclass
class Box:
    """One file that is being unpacked: what may still come out of it, and how to open what does.

    `open` takes the name, the bytes and the place of a file inside; `plain` the bytes and place of
    what turned out to be no packing. Both count what they are given.
    """

    open: Callable[[str, bytes, str], Iterator[Piece]]
    plain: Callable[[bytes, str], Iterator[Piece]]
    left: int = MAX_BYTES
    members: int = MAX_MEMBERS

    @property
    def most(self) -> int:
        """How many bytes to ask of an unpacker, so that too many are noticed."""
        return max(self.left, 0) + 1

    def spend(self, made: bytes) -> bytes:
        """`made` is counted and given back; raises `TooLargeError` when that was too much."""
        self.left -= len(made)
        if self.left < 0:
            raise TooLargeError
        return made

    def next_member(self) -> None:
        """One more member of an archive; raises `TooLargeError` when there are too many."""
        self.members -= 1
        if self.members < 0:
            raise TooLargeError

    def inflate(self, content: bytes, wrapping: int = ZLIB) -> tuple[bytes, bytes]:
        """One stream unpacked, and what follows it. Raises `zlib.error` when it is none."""
        stream = zlib.decompressobj(wrapping)
        made = stream.decompress(content, self.most)
        return self.spend(made), stream.unused_data


Reader = Callable[[bytes, str, Box], Iterator[Piece]]


def inner(where: str, name: str) -> str:
    """The place of `name` inside the place `where`."""
    return f"{where} › {name}" if where else name


def decoded(content: bytes) -> str:
    """Bytes as text: UTF-8, else as old Windows programs write it."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
