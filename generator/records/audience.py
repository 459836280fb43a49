"""What is for single organisations (`hanya`, `hanya_kolom`), and the library as one of them may know it.

An entry or a field with it is above every site (`shape.entry_grade`, `Graded.raised_to`). For an
organisation that it names it is an ordinary one of its own grade, at least `terbatas`. So a pack is cut
from a library in which just those are opened, by the same code that cuts the sites.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generator.fields import Entry
from generator.problems import Place, Problem
from generator.records.base import Graded
from generator.records.library import Library, check_references
from generator.records.reader import Record
from generator.records.shape import shape_of
from generator.vocabulary import Grade


def known_to(library: Library, organisation: str) -> Library:
    """The library in which what is for `organisation` is opened, and nothing else has changed."""
    return replace(
        library,
        records=tuple(_opened_record(record, organisation) for record in library.records),
        partial=tuple(_opened_record(record, organisation) for record in library.partial),
    )


def named_alone(library: Library) -> tuple[str, ...]:
    """The organisations that any entry or field is for, in order."""
    leaves = (leaf for record in library.every for leaf in record.leaves)
    return tuple(sorted({leaf.value for leaf in leaves if leaf.shape.name in _ALONE}))


def check_audiences(library: Library) -> Iterator[Problem]:
    """Texts that an organisation may read, yet name what only others may.

    Each is the fault that the sites have as REF003: the sentence would tell what the link hides. A
    place is named once, by the first organisation, and not where the sites have the fault as well.
    """
    told: set[Place] = set()
    for organisation in named_alone(library):
        opened = known_to(library, organisation)
        for record in opened.every:
            before = library.by_id[record.id]
            if record is before:
                continue
            told |= {fault.place for fault in _too_open(library, before)}
            for fault in _too_open(opened, record):
                if fault.place not in told:
                    told.add(fault.place)
                    params = {**fault.params, "organisation": organisation}
                    yield replace(fault, code="REF006", params=params)


def _too_open(library: Library, record: Record) -> list[Problem]:
    return [fault for fault in check_references(library, record) if fault.code == "REF003"]


_ALONE = ("only", "only_fields")


def _opened_record(record: Record, organisation: str) -> Record:
    body = _opened(record.body, organisation)
    return record if body is record.body else replace(record, body=body)


def _opened(entry: Entry, organisation: str) -> Entry:
    """The entry itself where nothing in it is for the organisation."""
    changed: dict[str, Any] = {}
    for name, inner in _inner(entry).items():
        if isinstance(inner, tuple):
            opened: Any = tuple(_opened(one, organisation) for one in inner)
            same = all(one is other for one, other in zip(opened, inner, strict=True))
        else:
            opened = _opened(inner, organisation)
            same = opened is inner
        if not same:
            changed[name] = opened
    if isinstance(entry, Graded) and organisation in entry.only:
        changed |= {"only": (), "grade": max(entry.grade, Grade.TERBATAS)}
    if isinstance(entry, Graded):
        changed |= _opened_fields(entry, organisation)
    return entry.model_copy(update=changed) if changed else entry


def _opened_fields(entry: Graded, organisation: str) -> dict[str, Any]:
    """What changes on an entry of which single fields are for the organisation."""
    opened = {key for key, named in entry.only_fields.items() if organisation in named}
    if not opened:
        return {}
    return {
        "only_fields": {key: one for key, one in entry.only_fields.items() if key not in opened},
        "grades": {
            **entry.grades,
            **{key: max(entry.grades.get(key, Grade.TERBATAS), Grade.TERBATAS) for key in opened},
        },
    }


def _inner(entry: Entry) -> dict[str, Any]:
    """The entries inside one: a field of many as a tuple; mappings hold none that are graded."""
    return {
        field.name: value
        for field in shape_of(type(entry))
        if field.form == "entry" and not field.mapped and (value := getattr(entry, field.name))
    }
