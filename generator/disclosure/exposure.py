"""Personal data in what would be public: in texts, names and attachments of open records.

Comes in: the library and the project. Goes out: a problem for each finding that was not accepted
(`acceptance`), at file, line and column, with the value masked, also in the excerpt; and one for
each acceptance that fits nothing any more. Looked at is every value that readers of the public site
may see, or may see from a day on (figures with a release day ahead), what the settings and the
remembered addresses say there, and everything that can be read in an attachment, its metadata included.

This lies here and not among the rules of records, since it needs grades: what only members read may
hold a telephone number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.disclosure.acceptance import fingerprint, read_accepted
from generator.disclosure.addresses import AddressFile, Remembered
from generator.disclosure.facts import FORMER, SITE
from generator.disclosure.personal import COORDINATES, EMAIL, PHONE, find_personal, mask
from generator.disclosure.unpacking import Kind, Piece, unpack
from generator.fields import Text
from generator.problems import Place, Problem
from generator.records.library import Library
from generator.records.reader import Record
from generator.records.shape import Leaf
from generator.settings import PUBLIC, Project, Settings
from generator.source import SourceDoc, format_path, read_yaml
from generator.vocabulary import Grade

MAKER, HIDDEN, PICTURE, SEALED, NAMED = "PRV011", "PRV012", "PRV013", "PRV014", "PRV015"

_CHECKSUM = "sha256"
_USER_FOLDER = re.compile(
    r"(?:[A-Z]:\\(?:Users|Documents and Settings)\\|/(?:home|Users)/)[^\\/\s]+"
)
# Who is meant by nobody: what programs write where no name was given.
_NOBODY = frozenset(
    (
        *(
            "",
            "anonymous",
            "(anonymous)",
            "unknown",
            "unspecified",
            "(unspecified)",
            "user",
            "root",
        ),
        *("admin", "administrator", "microsoft office user", "windows user", "none"),
        *("python-docx", "openpyxl", "python-pptx"),
    )
)


@dataclass(frozen=True)
class _Finding:
    """One value that should not go out: its rule, its place as acceptances name it, and where it stands."""

    rule: str
    record: str
    field: str
    value: str
    place: Place
    excerpt: str = ""
    said: str = ""  # instead of the masked value

    @property
    def id(self) -> tuple[str, str, str, str]:
        """What an acceptance has to say to cover this."""
        print_ = fingerprint(self.rule, self.record, self.field, self.value)
        return self.rule, self.record, self.field, print_

    def problem(self, values: Iterable[str]) -> Problem:
        """The finding with what to write to accept it; its `values`, and all others of the file, masked."""
        rule, record, field, value = self.id
        entry = f'{{rule: {rule}, record: "{record}", field: "{field}", value: "{value}", '
        return Problem(
            rule,
            self.place,
            found=self.said or f"'{mask(self.value)}'",
            key=field,
            excerpt=_masked(self.excerpt, values),
            params={"accept": entry + "reason: ..., by: ..., date: ...}"},
        )


def exposures(
    library: Library, project: Project, remembered: Remembered | None = None
) -> list[Problem]:
    """What would be public, looks like personal data and was not accepted."""
    accepted, problems = read_accepted(project.root)
    found = [*_findings(library, project), *(_in_addresses(remembered) if remembered else ())]
    findings = {finding.id: finding for finding in found}
    values: dict[str, list[str]] = {}
    for one in findings.values():
        values.setdefault(one.place.path, []).append(one.value)
    problems += [
        one.problem(values[one.place.path])
        for one in findings.values()
        if not accepted.covers(one.id)
    ]
    return [*problems, *accepted.stale(set(findings)), *_names(library)]


def _findings(library: Library, project: Project) -> Iterator[_Finding]:
    nobody = _NOBODY | _own_names(library, project.settings)
    for record in library.records:
        for leaf in _public_leaves(library, record):
            if leaf.shape.key != _CHECKSUM:
                yield from _in_leaf(record, leaf)
            if leaf.path[0] == "attachments" and leaf.shape.key == "file":
                yield from _in_attachment(library, project, record, leaf, nobody)
    yield from _in_settings(project)


def _public_leaves(library: Library, record: Record) -> Iterator[Leaf]:
    if library.floor(record) is not Grade.TERBUKA:
        return iter(())
    return (leaf for leaf in record.leaves if leaf.grade is Grade.TERBUKA)


# Texts


def _in_leaf(record: Record, leaf: Leaf) -> Iterator[_Finding]:
    for lang, text in _texts(leaf.value):
        for found in find_personal(text):
            value = text[found.start : found.end]
            before = text[: found.start].count(value)
            problem = record.text_problem(found.rule, leaf.path, (lang, value, before))
            exact = _stands_at(problem, value)
            yield _Finding(
                rule=found.rule,
                record=_name(record),
                field=_field(record, leaf.path) + (".en" if lang == "en" else ""),
                value=value,
                place=problem.place,
                excerpt=problem.excerpt if exact else "",
            )


def _texts(value: Any) -> Iterator[tuple[str, str]]:
    """The texts of a value, each with its language."""
    if isinstance(value, Text):
        yield "id", value.id
        if value.en:
            yield "en", value.en
    elif isinstance(value, str):
        yield "id", value


def _stands_at(problem: Problem, value: str) -> bool:
    """Whether the place is that of the value itself, and not of the text around it."""
    column = problem.place.col - 1
    return problem.excerpt[column:].startswith(value.split(maxsplit=1)[0])


def _name(record: Record) -> str:
    return f"{record.kind}/{record.id}"


def _field(record: Record, path: tuple[str | int, ...]) -> str:
    """A path as acceptances name it: items of lists by their id, so that it holds when others come."""
    named: list[str | int] = []
    value: Any = record.doc.data
    for step in record.at:
        value = _step(value, step)
    for step in path:
        value = _step(value, step)
        identity = value.get("id") or value.get("code") if isinstance(value, dict) else None
        if isinstance(step, int) and isinstance(identity, str):
            named[-1] = f"{named[-1]}[{identity}]"
        else:
            named.append(step)
    return format_path(named)


def _step(value: Any, step: str | int) -> Any:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None


def _masked(line: str, values: Iterable[str]) -> str:
    """A line with everything masked that was found in its file, also where a value runs over lines."""
    for value in sorted(values, key=len, reverse=True):
        words = value.split()
        for count in range(len(words), 0, -1):
            for part in (words[:count], words[-count:]):
                line = _masked_part(line, part, whole=count == len(words))
    return line


def _masked_part(line: str, words: list[str], *, whole: bool) -> str:
    """`line` with `words` masked: wherever they stand, or only at its end or beginning."""
    pattern = r"\s+".join(map(re.escape, words))
    if not whole:
        pattern = rf"^\s*{pattern}|{pattern}(?=\s*$)"
    return re.sub(pattern, lambda match: mask(match[0]), line)


# Settings: how to report is meant to name a telephone number or an address


def _in_settings(project: Project) -> Iterator[_Finding]:
    for path, text in _settings_texts(project.settings):
        for lang, words in _texts(text):
            for found in find_personal(words):
                if path == ("report",) and found.rule in (PHONE, EMAIL):
                    continue
                value = words[found.start : found.end]
                field = format_path(path) + (".en" if lang == "en" else "")
                doc = _settings_doc(project)
                place = doc and (doc.find(path, lang, value) or doc.place(path))
                yield _Finding(found.rule, SITE, field, value, place or Place(project.config_name))


def _settings_texts(settings: Settings) -> Iterator[tuple[tuple[str, ...], Text]]:
    site = settings.sites[PUBLIC]
    named = (
        (("notice",), settings.notice),
        (("report",), settings.report),
        (("sites", PUBLIC, "title"), site.title),
        (("sites", PUBLIC, "tagline"), site.tagline),
    )
    yield from ((path, text) for path, text in named if text)


def _settings_doc(project: Project) -> SourceDoc | None:
    raw = (project.root / project.config_name).read_bytes()
    return read_yaml(project.config_name, raw)[0]


# Former pages


def _in_addresses(remembered: Remembered) -> Iterator[_Finding]:
    """What their addresses and the reasons of their withdrawal hold."""
    doc = remembered.doc
    for path, name, text in _address_texts(remembered.file):
        for lang, words in _texts(text):
            for found in find_personal(words):
                value = words[found.start : found.end]
                field = f"{name}.{path[-1]}" + (".en" if lang == "en" else "")
                place = doc.find(path, lang, value) or doc.place(path)
                yield _Finding(found.rule, FORMER, field, value, place)


def _address_texts(file: AddressFile) -> Iterator[tuple[tuple[str | int, ...], str, str | Text]]:
    """Where each text stands, what acceptances call its entry (nothing personal), and the text."""
    for index, moved in enumerate(file.moved):
        yield ("moved", index, "address"), f"moved[{_hidden(moved.address)}]", moved.address
    for index, gone in enumerate(file.withdrawn):
        name = f"withdrawn[{_hidden(gone.address)}]"
        yield ("withdrawn", index, "address"), name, gone.address
        yield ("withdrawn", index, "why"), name, gone.why


def _own_names(library: Library, settings: Settings) -> frozenset[str]:
    """What open organisations and the public site are called: their names may stand in metadata."""
    names = {settings.sites[PUBLIC].title.id}
    for record in library.of("organisation"):
        names |= {
            text
            for leaf in _public_leaves(library, record)
            if leaf.path[0] == "names"
            for text in (
                (leaf.value.id, leaf.value.en) if isinstance(leaf.value, Text) else (leaf.value,)
            )
            if isinstance(text, str)
        }
    return frozenset(name.casefold() for name in names)


# Names that become addresses


def _names(library: Library) -> Iterator[Problem]:
    """Ids of open records: they cannot be accepted, as everything that is linked repeats them."""
    for record in library.records:
        if library.grade(record) != Grade.TERBUKA:
            continue
        for part in (record.id, *record.id.split("-")):
            for found in find_personal(part):
                value = part[found.start : found.end]
                path = record.doc.path.replace(value, mask(value))
                yield Problem(NAMED, Place(path), found=f"'{mask(value)}'")


# Attachments


def _in_attachment(
    library: Library, project: Project, record: Record, leaf: Leaf, nobody: frozenset[str]
) -> Iterator[_Finding]:
    file = library.attachments.get(leaf.value)
    if file is None:
        return
    try:
        state = file.stat()
        pieces = _pieces(leaf.value, file, (state.st_mtime_ns, state.st_size))
    except OSError:
        return  # said by the rule on attachments
    path = file.relative_to(project.root) if file.is_relative_to(project.root) else file
    field = _field(record, leaf.path)
    for piece in pieces:
        for rule, value, start, said in _in_piece(piece, nobody):
            place, excerpt = _place(path.as_posix(), piece, start)
            inside = f" › {_hidden(piece.where)}" if piece.where else ""
            yield _Finding(rule, _name(record), field + inside, value, place, excerpt, said)


@lru_cache(maxsize=256)
def _pieces(name: str, file: Path, _state: tuple[int, int]) -> tuple[Piece, ...]:
    """What can be read in an attachment, without what is for a search only; once for each state."""
    pieces = unpack(name, file.read_bytes())
    return tuple(piece for piece in pieces if piece.kind is not Kind.RAW)


def _in_piece(piece: Piece, nobody: frozenset[str]) -> Iterator[tuple[str, str, int, str]]:
    """Rule, value, where it begins in the text, and what to say instead of the masked value."""
    if piece.kind is Kind.MAKER:
        name = " ".join(piece.text.split())
        if name.casefold() not in nobody:
            yield MAKER, name, -1, ""
    elif piece.kind in _WHOLE:
        rule, said = _WHOLE[piece.kind]
        yield rule, piece.text or said, -1, said
    for found in find_personal(piece.text):
        yield found.rule, piece.text[found.start : found.end], found.start, ""
    for match in _USER_FOLDER.finditer(piece.text):
        yield MAKER, match[0], match.start(), ""


_WHOLE: Mapping[Kind, tuple[str, str]] = {
    Kind.HIDDEN: (HIDDEN, ""),
    Kind.PLACE: (COORDINATES, "GPS"),
    Kind.PICTURE: (PICTURE, "thumbnail"),
    Kind.SEALED: (SEALED, ""),
}


def _place(path: str, piece: Piece, start: int) -> tuple[Place, str]:
    """Where in the attachment: line and column of a text file, else the file; and that line."""
    if piece.kind is not Kind.TEXT or piece.where or start < 0:
        return Place(path), ""
    before = piece.text[:start]
    number, column = before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1
    return Place(path, number, column), piece.text.split("\n")[number - 1].rstrip()


def _hidden(where: str) -> str:
    """A place inside a file without what is personal in the names of its parts."""
    for found in reversed(find_personal(where)):
        where = where[: found.start] + mask(where[found.start : found.end]) + where[found.end :]
    return where
