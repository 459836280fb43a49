"""What the readers of one site may learn from the history of the content.

Comes in: the library as it is now, and a historian that knows every change of every file. Goes out:
for each page the changes that its readers can tell, and who made them.

A change of something withheld has no place there, nor its day, its author or its subject: a file
is looked at as it was before and after the change with the eyes of those readers, and when they
see the same cards nothing has happened for them. A version that cannot be read whole (a grade or a
key that is mistyped) tells nothing, and the next one is compared with the last that can. The subject of
a commit that also changed something withheld is left out, and so is one that quotes it. Only the
members' site has a history at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from ahocorasick_rs import BytesAhoCorasick

from generator.disclosure.guard import Withheld, quoting
from generator.disclosure.past import Log, Past
from generator.disclosure.view import Card, View, cut_alone
from generator.fields import Entry
from generator.records.library import Library
from generator.records.reader import RECORD_MODELS, Record, read_alone
from generator.records.shape import shape_of
from generator.settings import LANGUAGES
from generator.vocabulary import Grade

Files = Mapping[str, bytes]  # a record's file and those beside it, by path from the project's root
_COMMENT = re.compile(rb"^[ \t]*#.*\n?", re.MULTILINE)
_KEY = re.compile(rb"(?:^|[{,\[?-])[ \t]*[\"']?([A-Za-z_][\w-]*)[\"']?\s*\Z", re.MULTILINE)
_KEY_ROOM = 200  # bytes before a colon in which its key and the indent stand
_WORD = re.compile(rb"\s*[\"']?([^\s\"',}#]*)")
_MAY_CLOSE = frozenset(
    ("grades", "only", "only_fields")
)  # raise something above what it is by itself


@dataclass(frozen=True)
class Reader:
    """Looks at files, as they are and as they once were, with the eyes of a site's readers."""

    library: Library
    clearance: Grade
    today: date
    folder: str  # of the content, from the project's root

    def home(self, path: str) -> str:
        """The file of the record that `path` belongs to: a page's translation and a table have one."""
        return self._homes.get(path, path)

    def beside(self, path: str) -> tuple[str, ...]:
        """The files that belong to the record in `path`, itself first."""
        return (path, *self._besides.get(path, ()))

    def tells(self, path: str, before: Files, after: Files) -> bool:
        """Whether readers see another record in `path` after than before; nothing seen is no change."""
        if before == after:
            return False
        if self._is_open(before) and self._is_open(after) and _bare(before) != _bare(after):
            return True
        seen = self._cards(path, after)
        return bool(seen) and seen != self._cards(path, before)

    def sees(self, path: str, files: Files) -> bool:
        """Whether readers see anything of the record in `path`."""
        return bool(self._cards(path, files))

    def reads(self, path: str, files: Files) -> bool:
        """Whether the record in `path` was understood whole, or was not there."""
        return path not in files or self._is_open(files) or bool(self._version(path, files).records)

    def hides(self, path: str, before: Files, after: Files) -> bool:
        """Whether the change is, in part, one of something withheld, or that cannot be known.

        What was withheld before it and is not after it is no such thing.
        """
        if self._is_open(before) and self._is_open(after):
            return False
        if not (self.reads(path, before) and self.reads(path, after)):
            return True
        old, new = self._version(path, before), self._version(path, after)
        return bool(new.withheld - old.withheld or old.withheld - new.withheld - new.seen)

    def _cards(self, path: str, files: Files) -> tuple[Card, ...]:
        """What the readers see; each version is what one change leaves and the next one finds."""
        return self._version(path, files).cards

    def _version(self, path: str, files: Files) -> _Version:
        key = path, tuple(files.items())
        if key not in self._read:
            start = f"{self.folder}/" if self.folder != "." else ""
            inside = {name.removeprefix(start): raw for name, raw in files.items()}
            records = read_alone(path.removeprefix(start), inside)
            self._read[key] = _Version(records, self)
        return self._read[key]

    def _is_open(self, files: Files) -> bool:
        """Whether nothing in the files can be above these readers, and nothing they name is.

        What is not known is not open: other keys than theirs, another word for a grade.
        """
        return all(self._is_open_text(raw) for raw in files.values())

    def _is_open_text(self, raw: bytes) -> bool:
        if raw not in self._opened:
            self._opened[raw] = not self._closed.find_matches_as_indexes(raw) and all(
                self._is_open_entry(key, word) for key, word in _entries(raw)
            )
        return self._opened[raw]

    def _is_open_entry(self, key: bytes, word: bytes) -> bool:
        return key in self._open_keys and (key != b"grade" or word in self._open_grades)

    @cached_property
    def _read(self) -> dict[tuple[str, tuple[tuple[str, bytes], ...]], _Version]:
        return {}

    @cached_property
    def _opened(self) -> dict[bytes, bool]:
        return {}

    @cached_property
    def _open_keys(self) -> frozenset[bytes]:
        keys = {key for model in RECORD_MODELS for key in _open_keys(model, self.clearance)}
        return frozenset(key.encode() for key in (*keys, *LANGUAGES))

    @cached_property
    def _open_grades(self) -> frozenset[bytes]:
        return frozenset(grade.value.encode() for grade in Grade if grade <= self.clearance)

    @cached_property
    def _homes(self) -> Mapping[str, str]:
        return dict(_homes(self.library))

    @cached_property
    def _besides(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for path, home in self._homes.items():
            found[home] = (*found.get(home, ()), path)
        return found

    @cached_property
    def _closed(self) -> BytesAhoCorasick:
        words = {*_closed_words(self.clearance), *_withheld_ids(self.library, self.clearance)}
        return BytesAhoCorasick([word.encode() for word in sorted(words)])


@dataclass(frozen=True)
class _Version:
    """The records of a file as it once was; none where it could not be read whole."""

    records: tuple[Record, ...]
    reader: Reader

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """What the readers see of them."""
        reader = self.reader
        cards = (
            cut_alone(reader.library, record, reader.clearance, reader.today)
            for record in self.records
        )
        return tuple(card for card in cards if card)

    @cached_property
    def seen(self) -> frozenset[str]:
        """Every value that they may see, in whichever order it stands."""
        return frozenset(value for value, is_withheld in self._values if not is_withheld)

    @cached_property
    def withheld(self) -> frozenset[str]:
        """Every value that they may not."""
        return frozenset(value for value, is_withheld in self._values if is_withheld)

    @cached_property
    def _values(self) -> tuple[tuple[str, bool], ...]:
        reader = self.reader
        return tuple(
            (
                repr((record.id if record.at else "", _keys(leaf.path), leaf.value)),
                max(leaf.grade, reader.library.floor(record)) > reader.clearance,
            )
            for record in self.records
            for leaf in record.leaves
        )


def _keys(path: Iterable[str | int]) -> tuple[str, ...]:
    return tuple(step for step in path if isinstance(step, str))


Historian = Callable[[Reader], Log]


def with_history(view: View, reader: Reader, log: Log, secrets: Withheld) -> View:
    """`view` with the history of each of its pages."""
    subjects = {change.commit: change.subject for found in log.changes.values() for change in found}
    telling = quoting(secrets, subjects)
    pasts = {
        page: _past(log, paths, telling) for page, paths in _pages(view, reader.library).items()
    }
    return replace(view, pasts=pasts)


def _past(log: Log, paths: Iterable[str], telling: frozenset[str]) -> Past:
    """The changes of several files as those of one page; a commit that touched two counts once."""
    paths = tuple(paths)
    found = {change.commit: change for path in paths for change in log.changes.get(path, ())}
    told = (
        replace(change, subject="") if change.commit in telling else change
        for change in found.values()
    )
    return Past(
        depth=log.depth,
        changes=tuple(sorted(told, key=lambda change: (change.is_cut, -change.day.toordinal()))),
        is_uncommitted=not log.uncommitted.isdisjoint(paths),
        paths=paths,
    )


def _pages(view: View, library: Library) -> Mapping[str, tuple[str, ...]]:
    """The files of each page of a view: a dataset's page has its periods', a list's page the list."""
    pages: dict[str, dict[str, None]] = {}
    shown = {card.id for cards in view.cards.values() for card in cards}
    for dataset in view.of("dataset"):
        shown |= {f"{dataset.id}/published", *(period.id for period in dataset.periods)}
    for record in library.records:
        if record.id in shown:
            page = record.kind if record.at else record.id
            if record.kind in ("period", "ledger"):
                page = record.id.split("/")[0]
            pages.setdefault(page, {})[record.doc.path] = None
    return {page: tuple(paths) for page, paths in pages.items()}


def _homes(library: Library) -> Iterator[tuple[str, str]]:
    for record in library.records:
        for beside in (record.doc.english, record.doc.table):
            if beside:
                yield beside.path, record.doc.path


def _entries(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    """What looks like a key in a file, with the first word after it."""
    before, *others = raw.split(b":")
    for after in others:
        key = _KEY.search(before[-_KEY_ROOM:]) if not after.strip() or after[:1].isspace() else None
        word = _WORD.match(after)
        if key and word:
            yield key[1], word[1]
        before = after


def _bare(files: Files) -> Files:
    """The files without lines that look like comments."""
    return {name: _COMMENT.sub(b"", raw) for name, raw in files.items()}


def _closed_words(clearance: Grade) -> Iterator[str]:
    """What a file that holds something above `clearance` must say: a grade, or such a key."""
    yield from (grade.value for grade in Grade if grade > clearance)
    yield from (key for model in RECORD_MODELS for key in _closed_keys(model, clearance))


def _closed_keys(model: type[Entry], clearance: Grade) -> Iterator[str]:
    for shape in shape_of(model):
        if shape.grade > clearance and shape.name != "grades":
            yield shape.key
        if shape.inner:
            yield from _closed_keys(shape.inner, clearance)


def _open_keys(model: type[Entry], clearance: Grade) -> Iterator[str]:
    for shape in shape_of(model):
        if shape.grade <= clearance and shape.name not in _MAY_CLOSE:
            yield shape.key
        if shape.inner:
            yield from _open_keys(shape.inner, clearance)


def _withheld_ids(library: Library, clearance: Grade) -> Iterator[str]:
    """How a file names something above `clearance`."""
    for record in library.records:
        if library.grade(record) > clearance:
            yield record.id
        parts = library.parts_of(record).items()
        yield from (f"{record.id}#{part}" for part, grade in parts if grade > clearance)
