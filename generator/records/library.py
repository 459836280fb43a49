"""The library: all records by id, with addresses, and every reference resolved or reported."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from generator.fields import Text
from generator.problems import Place, Problem, quoted, suggest
from generator.records.meeting import Meeting
from generator.records.reader import Content, Record
from generator.records.regulation import Regulation
from generator.records.shape import Leaf
from generator.vocabulary import Grade

KIND_LABELS = {
    "meeting": ("rapat", "a meeting"),
    "regulation": ("peraturan", "a regulation"),
    "dataset": ("data statistik", "a dataset"),
    "period": ("periode statistik", "a period"),
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

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        """Each record under its id; ids are shared by all kinds."""
        return {record.id: record for record in self.records}

    def floor(self, record: Record) -> Grade:
        """What a record gets from its holder: a period is never more open than its dataset."""
        dataset = self.by_id.get(record.id.split("/")[0]) if record.kind == "period" else None
        return record_grade(dataset) if dataset else Grade.TERBUKA

    def grade(self, record: Record) -> Grade:
        """The lowest clearance that may see the record at all."""
        return max(self.floor(record), record_grade(record))

    def parts_of(self, record: Record) -> Mapping[str, Grade]:
        """The ids that `record#id` can name, each with the lowest clearance that may see it."""
        if record.id not in self._parts:
            self._parts[record.id] = _parts_of(record)
        return self._parts[record.id]

    def grade_of(self, reference: str) -> Grade | None:
        """The lowest clearance that may see what `id` or `id#part` names; None if nothing does."""
        identity, _, part = reference.partition("#")
        record = self.by_id.get(identity)
        if record is None:
            return None
        return self.parts_of(record).get(part) if part else self.grade(record)

    @cached_property
    def _parts(self) -> dict[str, Mapping[str, Grade]]:
        return {}

    def of(self, kind: str) -> Iterator[Record]:
        """The records of one kind."""
        return (record for record in self.records if record.kind == kind)


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
    library = Library(ordered, content.attachments)
    for record in library.records:
        problems += _check_references(library, record)
    return library, problems


def address_of(record: Record) -> str:
    """The page of a record, relative to its site's root; a listed record is a place on a page."""
    if record.kind == "meeting":
        return f"rapat/{record.body.date.year}/{record.id}/"
    if record.kind == "period":
        dataset, period = record.id.split("/")
        return f"statistik/{dataset}/#{period}"
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
    grade: Grade = record.body.least_grade
    return grade


def _parts_of(record: Record) -> Mapping[str, Grade]:
    if not isinstance(record.body, (Meeting, Regulation)):
        return {}
    return {
        str(leaf.value): leaf.grade
        for leaf in record.leaves
        if leaf.shape.key == "id" and len(leaf.path) == 3
    }


def _check_references(library: Library, record: Record) -> list[Problem]:
    problems: list[Problem] = []
    for leaf in record.leaves:
        if leaf.shape.form == "reference":
            problems += _check_reference(
                library,
                record,
                leaf,
                str(leaf.value),
                kinds=leaf.shape.refers.kinds if leaf.shape.refers else (),
            )
        elif isinstance(leaf.value, Text):
            for identity, part in leaf.value.references():
                reference = f"{identity}#{part}" if part else identity
                problems += _check_reference(library, record, leaf, reference)
    return problems


def _check_reference(
    library: Library, record: Record, leaf: Leaf, reference: str, kinds: tuple[str, ...] = ()
) -> list[Problem]:
    identity = reference.partition("#")[0]
    target = library.by_id.get(identity)
    grade = library.grade_of(reference)
    if target is None or grade is None:
        return [_dangling(library, record, leaf, reference, target, kinds)]
    if kinds and target.kind not in kinds:
        expected = " / ".join(KIND_LABELS[kind][0] for kind in kinds)
        found = quoted(f"{reference} ({KIND_LABELS[target.kind][0]})")
        return [record.problem("REF002", leaf.path, found=found, params={"expected": expected})]
    if leaf.grade < grade:
        code = "REF004" if leaf.shape.form == "reference" else "REF003"
        params = {"own": str(leaf.grade), "target": reference, "other": str(grade)}
        return [record.problem(code, leaf.path, params=params)]
    return []


def _dangling(
    library: Library,
    record: Record,
    leaf: Leaf,
    reference: str,
    target: Record | None,
    kinds: tuple[str, ...],
) -> Problem:
    if target is None:
        known = [other.id for other in library.records if not kinds or other.kind in kinds]
        near = suggest(reference.partition("#")[0], known)
    else:
        near = suggest(reference, [f"{target.id}#{part}" for part in library.parts_of(target)])
    problem = record.problem("REF001", leaf.path, suggestion=near, params={"target": reference})
    return _at_text(record, leaf, reference, problem)


def _at_text(record: Record, leaf: Leaf, needle: str, problem: Problem) -> Problem:
    """The problem moved to the line of the text where `needle` stands, when it can be found."""
    if leaf.shape.form != "text":
        return problem
    start = (
        problem.place.line
        if not record.doc.body_line or leaf.path != ("body",)
        else record.doc.body_line
    )
    lines = record.doc.text.split("\n")
    for number in range(start, min(len(lines), start + 2_000) + 1):
        match = re.search(re.escape(needle), lines[number - 1])
        if match:
            return moved(record, problem, number, match.start() + 1)
    return problem


def moved(record: Record, problem: Problem, line: int, column: int) -> Problem:
    """The same problem at another line of the same file."""
    place = Place(record.doc.path, line, column)
    return replace(problem, place=place, excerpt=record.doc.excerpt(place))
