"""What is remembered of public addresses: `addresses.yml`, beside `site_config.yml`.

Comes in: that file, if there is one. Goes out: `Remembered`, or what is wrong with the file. What it
says of former pages stands on the public site, so it is read behind the wall: it is among the
facts that are approved (`facts`), and personal data is looked for in it (`exposure`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any

from pydantic import PlainValidator

from generator.fields import AsList, Day, Entry, Words, key, schema, wrong
from generator.problems import Place, Problem, exact, quoted
from generator.settings import LANGUAGES, Project, language_folder
from generator.source import SourceDoc, read_yaml
from generator.validate import validate

NAME = "addresses.yml"
_ADDRESS = re.compile(r"(?:[a-z0-9][a-z0-9.-]*/)+")


def _check_address(value: Any) -> str:
    if not isinstance(value, str) or not _ADDRESS.fullmatch(value):
        raise wrong("ADR006", found=exact(value))
    return value


def _check_own_address(value: Any) -> str:
    address = _check_address(value)
    if any(address.startswith(language_folder(lang)) for lang in LANGUAGES if lang != "id"):
        raise wrong("ADR006", found=exact(value))
    return address


_SCHEMA = schema("string", pattern=_ADDRESS.pattern)
Address = Annotated[str, PlainValidator(_check_address), _SCHEMA]
OwnAddress = Annotated[str, PlainValidator(_check_own_address), _SCHEMA]


class Moved(Entry):
    """A page that has another address now."""

    address: OwnAddress = key("Alamat lama", "Alamat yang pernah terbit.")
    to: OwnAddress = key("Alamat baru", "Alamat halaman yang menggantikannya.")


class Withdrawn(Entry):
    """A page that is no longer there."""

    address: OwnAddress = key("Alamat", "Alamat yang pernah terbit.")
    since: Day = key("Sejak", "Hari halaman itu ditarik, TTTT-BB-HH.")
    why: Words = key("Alasan", "Mengapa ditarik; tampil di situs publik.")


class AddressFile(Entry):
    """Everything in `addresses.yml`; it names public pages only.

    What moved or was withdrawn is named without the folder of a language, and holds for all.
    """

    published: Annotated[tuple[Address, ...], AsList] = key(
        "Pernah terbit", "Ditulis oleh 'timpora addresses --update'.", default=()
    )
    moved: Annotated[tuple[Moved, ...], AsList] = key("Pindah", "Halaman yang pindah.", default=())
    withdrawn: Annotated[tuple[Withdrawn, ...], AsList] = key(
        "Ditarik", "Halaman yang ditarik.", default=()
    )


@dataclass(frozen=True)
class Remembered:
    """What the file says, and the document to point at."""

    file: AddressFile
    doc: SourceDoc

    @cached_property
    def published(self) -> frozenset[str]:
        """Every address that was published."""
        return frozenset(self.file.published)

    @cached_property
    def former(self) -> Mapping[str, Moved | Withdrawn]:
        """What became of former pages, by their address without the folder of a language."""
        former: list[Moved | Withdrawn] = [*self.file.withdrawn, *self.file.moved]
        return {entry.address: entry for entry in former}

    @property
    def said(self) -> Iterator[str]:
        """What anybody could read of the addresses; the reasons given are not among it."""
        yield from self.file.published
        yield from self.former


def read_addresses(project: Project) -> tuple[Remembered | None, list[Problem]]:
    """What is remembered; without a file nothing is, and nothing is checked."""
    path = project.root / NAME
    if not path.exists():
        return None, []
    try:
        raw = path.read_bytes()
    except OSError as error:
        return None, [Problem("FILE001", Place(NAME), found=quoted(error.strerror or ""))]
    doc, problems = read_yaml(NAME, raw)
    if doc is None:
        return None, problems
    file, found = validate(AddressFile, doc)
    return (Remembered(file, doc) if file else None), problems + found
