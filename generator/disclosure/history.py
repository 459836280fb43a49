"""What the readers of one site may learn from the history of the content.

Comes in: the library as it is now, and a historian that knows every change of every file. Goes out:
for each page the changes that its readers can tell, and who made them.

A change of something withheld has no place there, nor its day, its author or its subject: a file
is looked at as it was before and after the change with the eyes of those readers, and when they
see the same cards nothing has happened for them. A subject that quotes something withheld is left
out. Only the members' site has a history at all.
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
from generator.records.reader import RECORD_MODELS, read_alone
from generator.records.shape import shape_of
from generator.vocabulary import Grade

Files = Mapping[str, bytes]  # a record's file and those beside it, by path from the project's root
_COMMENT = re.compile(rb"^[ \t]*#.*\n?", re.MULTILINE)


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

    def _cards(self, path: str, files: Files) -> tuple[Card, ...]:
        """What the readers see; each version is what one change leaves and the next one finds."""
        key = path, tuple(files.items())
        if key not in self._read:
            self._read[key] = tuple(self._cut(path, files))
        return self._read[key]

    def _cut(self, path: str, files: Files) -> Iterator[Card]:
        start = f"{self.folder}/" if self.folder != "." else ""
        inside = {name.removeprefix(start): raw for name, raw in files.items()}
        for record in read_alone(path.removeprefix(start), inside):
            card = cut_alone(self.library, record, self.clearance, self.today)
            if card:
                yield card

    def _is_open(self, files: Files) -> bool:
        """Whether nothing in the files can be above these readers, and nothing they name is."""
        return not any(self._closed.find_matches_as_indexes(raw) for raw in files.values())

    @cached_property
    def _read(self) -> dict[tuple[str, tuple[tuple[str, bytes], ...]], tuple[Card, ...]]:
        return {}

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


def _withheld_ids(library: Library, clearance: Grade) -> Iterator[str]:
    """How a file names something above `clearance`."""
    for record in library.records:
        if library.grade(record) > clearance:
            yield record.id
        parts = library.parts_of(record).items()
        yield from (f"{record.id}#{part}" for part, grade in parts if grade > clearance)
