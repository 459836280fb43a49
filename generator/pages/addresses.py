"""Public addresses stay: `addresses.yml` remembers them, and what became of those that are gone.

Comes in: the file beside `site_config.yml`, if there is one, and the pages that the public site is
about to have. Goes out: problems, and the pages that answer at the addresses of former ones: a
redirect to where a page moved, or a note that says when and why it was withdrawn.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any

from pydantic import PlainValidator

from generator.fields import AsList, Day, Entry, Words, key, schema, wrong
from generator.pages.plan import PageSpec, language_folder
from generator.problems import Place, Problem, exact, quoted, suggest
from generator.settings import LANGUAGES, Project
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


def public_addresses(pages: Iterable[PageSpec]) -> tuple[str, ...]:
    """The addresses of planned pages that are worth remembering: all but the root, which stays."""
    return tuple(sorted(page.address for page in pages if page.is_folder and page.address))


def plan_former(remembered: Remembered, languages: Sequence[str]) -> Iterator[PageSpec]:
    """The pages that answer at former addresses, in each language of the site.

    Addresses in a language that the site has no more are answered in its own.
    """
    for folder, lang in _folders(languages):
        is_spoken = folder == language_folder(lang)
        for address, entry in remembered.former.items():
            if is_spoken or folder + address in remembered.published:
                yield _answer(folder + address, entry, lang)
        for address in () if is_spoken else remembered.file.published:
            own = address.removeprefix(folder)
            if address.startswith(folder) and own not in remembered.former:
                yield _redirect(address, own, lang)


def check_addresses(
    remembered: Remembered, addresses: Collection[str], languages: Sequence[str]
) -> Iterator[Problem]:
    """What is wrong with the file when the public site has pages at `addresses`.

    A redirect leads to a page at once, never to another redirect: so there are no loops.
    """
    there, doc = frozenset(addresses), remembered.doc
    answered = there.union(spec.address for spec in plan_former(remembered, languages))
    for index, address in enumerate(remembered.file.published):
        if address not in answered:
            yield doc.problem("ADR001", ("published", index), found=quoted(address))
    for index, moved in enumerate(remembered.file.moved):
        path = ("moved", index, "to")
        if moved.to in remembered.former:
            yield doc.problem("ADR003", path, found=quoted(moved.to))
        elif moved.to not in there:
            near = suggest(moved.to, there)
            yield doc.problem("ADR002", path, found=quoted(moved.to), suggestion=near)
    seen: set[str] = set()
    for at, address in _named(remembered.file):
        if address in there:
            yield doc.problem("ADR004", at, found=quoted(address))
        if address in seen:
            yield doc.problem("ADR005", at, found=quoted(address))
        seen.add(address)


def _named(file: AddressFile) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where the file names each former page, and its address."""
    yield from ((("moved", i, "address"), one.address) for i, one in enumerate(file.moved))
    yield from ((("withdrawn", i, "address"), one.address) for i, one in enumerate(file.withdrawn))


def _answer(address: str, entry: Moved | Withdrawn, lang: str) -> PageSpec:
    if isinstance(entry, Moved):
        return _redirect(address, entry.to, lang)
    reads = {"entry": entry, "prefix": language_folder(lang)}
    return PageSpec(address, "public/withdrawn.html", "", reads, lang)


def _redirect(address: str, target: str, lang: str) -> PageSpec:
    """A page that leads to `target` in its language."""
    reads = {"target": language_folder(lang) + target, "prefix": language_folder(lang)}
    return PageSpec(address, "public/moved.html", "", reads, lang)


def _folders(languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The folder of every language, and the language in which the site answers there."""
    for lang in LANGUAGES:
        yield language_folder(lang), lang if lang in languages else languages[0]
