"""The library: all records by id, with addresses, and every reference resolved or reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.fields import Text
from generator.problems import Problem, quoted, suggest
from generator.records.meeting import Meeting
from generator.records.mentions import mentions
from generator.records.quoting import quoted_figure
from generator.records.reader import Content, Record
from generator.records.regulation import Regulation
from generator.records.shape import Leaf, entry_grade
from generator.vocabulary import Grade, higher

KIND_LABELS = {
    "meeting": ("rapat", "a meeting"),
    "regulation": ("peraturan", "a regulation"),
    "dataset": ("data statistik", "a dataset"),
    "period": ("periode statistik", "a period"),
    "ledger": ("catatan publikasi", "a publication ledger"),
    "organisation": ("organisasi", "an organisation"),
    "place": ("wilayah", "a place"),
    "term": ("istilah", "a term"),
    "page": ("halaman pengetahuan", "a knowledge page"),
}


@dataclass(frozen=True)
class Library:
    """Everything that was read, of every grade. Never handed to pages."""

    records: tuple[Record, ...]
    attachments: Mapping[str, Path]
    partial: tuple[Record, ...] = ()
    unread: frozenset[str] = frozenset()
    unread_kinds: frozenset[str] = frozenset()

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        """Each record under its id; ids are shared by all kinds."""
        return {record.id: record for record in self.every}

    @property
    def every(self) -> tuple[Record, ...]:
        """The whole records, and those of which a part could be read (for checks only)."""
        return self.records + self.partial

    def is_unread(self, identity: str, kinds: tuple[str, ...] = ()) -> bool:
        """Whether `identity` may well be there, in a file with problems of its own."""
        return identity in self.unread or (
            bool(self.unread_kinds) and (not kinds or not self.unread_kinds.isdisjoint(kinds))
        )

    def floor(self, record: Record) -> Grade:
        """What a record gets from its holder: a period is never more open than its dataset."""
        held = record.kind in ("period", "ledger")
        dataset = self.by_id.get(record.id.split("/")[0]) if held else None
        return record_grade(dataset) if dataset else Grade.TERBUKA

    def grade(self, record: Record) -> Grade:
        """The lowest clearance that may see the record at all."""
        return higher(self.floor(record), record_grade(record))

    def parts_of(self, record: Record) -> Mapping[str, Grade]:
        """The ids that `record#id` can name, each with the lowest clearance that may see it."""
        if record.id not in self._parts:
            self._parts[record.id] = part_grades(record)
        return self._parts[record.id]

    def grade_of(self, reference: str) -> Grade | None:
        """The lowest clearance that may see what `id` or `id#part` names; None if nothing does."""
        if reference not in self._grades:
            self._grades[reference] = self._grade_of(reference)
        return self._grades[reference]

    def _grade_of(self, reference: str) -> Grade | None:
        identity, _, part = reference.partition("#")
        record = self.by_id.get(identity)
        if record is None:
            return None
        if record.kind == "dataset" and part:
            return self.grade(record) if quoted_figure(record.body, part) else None
        return self.parts_of(record).get(part) if part else self.grade(record)

    @cached_property
    def _parts(self) -> dict[str, Mapping[str, Grade]]:
        return {}

    @cached_property
    def _grades(self) -> dict[str, Grade | None]:
        return {}

    def of(self, kind: str) -> Iterator[Record]:
        """The records of one kind."""
        return iter(self._by_kind.get(kind, ()))

    def periods_of(self, dataset: str) -> Sequence[Record]:
        """The periods of one dataset."""
        return self._by_dataset.get(dataset, ())

    @cached_property
    def _by_kind(self) -> Mapping[str, Sequence[Record]]:
        return _grouped(self.every, lambda record: record.kind)

    @cached_property
    def _by_dataset(self) -> Mapping[str, Sequence[Record]]:
        return _grouped(self.of("period"), lambda record: record.id.split("/")[0])


def _grouped(
    records: Iterable[Record], key: Callable[[Record], str]
) -> Mapping[str, Sequence[Record]]:
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(key(record), []).append(record)
    return found


def join(content: Content) -> tuple[Library, list[Problem]]:
    """The library of what was read; duplicate ids and wrong references are problems."""
    problems: list[Problem] = []
    first: dict[str, Record] = {}
    for record in content.records:
        other = first.setdefault(record.id, record)
        if other is not record:
            params = {"id": record.id, "other": str(other.place)}
            problems.append(record.problem("ID001", found="", params=params))
    ordered = tuple(sorted(first.values(), key=lambda record: (record.kind, record.id)))
    library = Library(
        tuple(record for record in ordered if not record.partial),
        content.attachments,
        tuple(record for record in ordered if record.partial),
        content.unread,
        content.unread_kinds,
    )
    for record in library.every:
        problems += check_references(library, record)
    return library, problems


def address_of(record: Record) -> str:
    """The page of a record, relative to its site's root; a listed record is a place on a page."""
    if record.kind == "meeting":
        return f"rapat/{record.body.date.year}/{record.id}/"
    if record.kind in ("period", "ledger"):
        dataset, name = record.id.split("/")
        return f"statistik/{dataset}/#{name}"
    return _ADDRESSES[record.kind].format(record.id)


_ADDRESSES = {
    "regulation": "peraturan/{}/",
    "dataset": "statistik/{}/",
    "organisation": "organisasi/{}/",
    "place": "wilayah/#{}",
    "term": "istilah/#{}",
    "page": "pengetahuan/{}/",
}


def record_grade(record: Record) -> Grade:
    """The grade that a record itself carries."""
    return entry_grade(record.body, Grade.TERBUKA)


def part_grades(record: Record) -> Mapping[str, Grade]:
    """The ids of the record's parts, each with the lowest clearance that may see it."""
    if not isinstance(record.body, (Meeting, Regulation)):
        return {}
    own = {leaf.path[:2]: leaf for leaf in record.leaves if _names_part(leaf)}
    grades = {str(leaf.value): leaf.grade for leaf in own.values()}
    for leaf in record.leaves:
        about = grades.get(str(leaf.value)) if leaf.shape.form == "part" else None
        if about is not None and leaf.shape.binds and leaf.path[:2] in own:  # it goes with that
            name = str(own[leaf.path[:2]].value)
            grades[name] = max(grades[name], about)
    return grades


def _names_part(leaf: Leaf) -> bool:
    return leaf.shape.key == "id" and len(leaf.path) == 3


def check_references(library: Library, record: Record) -> list[Problem]:
    """What is wrong with where the values and texts of `record` point to."""
    problems: list[Problem] = []
    for leaf in record.leaves:
        if leaf.shape.form == "reference":
            kinds = leaf.shape.refers.kinds if leaf.shape.refers else ()
            found = _check_reference(library, record, leaf, str(leaf.value), kinds)
            problems += [_as_problem(record, leaf, fault) for fault in found]
        elif isinstance(leaf.value, Text):
            problems += _check_text(library, record, leaf)
    return problems


def _check_text(library: Library, record: Record, leaf: Leaf) -> Iterator[Problem]:
    """The `[[id]]` references of a text, each where it stands."""
    for mention in mentions(leaf.value):
        for code, more in _check_reference(library, record, leaf, mention.reference):
            if code == "REF003" or not mention.in_code:  # leads nowhere, but it can be read
                yield record.text_problem(code, leaf.path, mention.spot, **more)


_Fault = tuple[str, dict[str, Any]]


def _as_problem(record: Record, leaf: Leaf, fault: _Fault) -> Problem:
    code, more = fault
    return record.problem(code, leaf.path, **more)


def _check_reference(
    library: Library, record: Record, leaf: Leaf, reference: str, kinds: tuple[str, ...] = ()
) -> Iterator[_Fault]:
    identity = reference.partition("#")[0]
    target = library.by_id.get(identity)
    grade = library.grade_of(reference)
    if target is not None and kinds and target.kind not in kinds:
        expected = tuple(" / ".join(KIND_LABELS[kind][lang] for kind in kinds) for lang in (0, 1))
        found = quoted(f"{reference} ({KIND_LABELS[target.kind][0]})")
        yield "REF002", {"found": found, "params": {"expected": expected}}
    elif target is None or grade is None:
        hidden = target.partial if target else library.is_unread(identity, kinds)
        if not hidden:
            near = _nearest(library, reference, target, kinds)
            yield "REF001", {"suggestion": near, "params": {"target": reference}}
    elif not (record.grade_is_unsure or target.grade_is_unsure):
        own = higher(leaf.grade, library.floor(record))
        if own.rank < grade.rank:
            code = "REF004" if leaf.shape.form == "reference" else "REF003"
            params = {"own": str(own), "target": reference, "other": str(grade)}
            yield code, {"params": params}


def _nearest(
    library: Library, reference: str, target: Record | None, kinds: tuple[str, ...]
) -> str:
    if target is not None:
        return suggest(reference, [f"{target.id}#{part}" for part in library.parts_of(target)])
    known = [other.id for other in library.every if not kinds or other.kind in kinds]
    return suggest(reference.partition("#")[0], known)
