"""The shape of a record class, read once from its fields: what each holds and who may see it.

Checking references, cutting views and listing grades all walk records by these shapes, so a
field can be neither checked without being graded nor shown without being known here.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from generator.fields import Entry, Text
from generator.records.base import CLOSED, Binds, Graded, NamesFields, PartOfSame, RefTo
from generator.vocabulary import Grade

Form = Literal["scalar", "text", "reference", "part", "entry"]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class FieldShape:
    """One field: its name in Python and in YAML, its grade, and what it holds."""

    name: str
    key: str
    grade: Grade
    form: Form
    many: bool
    mapped: bool  # by name; with `many`, several under each name
    holds: Any  # the Python type of one value
    inner: type[Entry] | None
    refers: RefTo | None
    required: bool
    fixed: bool  # required, or with a value of its own: cannot be withheld alone
    binds: bool
    names_fields: bool


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value inside a record, with the lowest clearance that may see it."""

    path: Path
    grade: Grade
    shape: FieldShape
    value: Any


@cache
def shape_of(model: type[Entry]) -> tuple[FieldShape, ...]:
    """The fields of a record class, in order."""
    return tuple(_field_shape(model, name) for name in model.model_fields)


def leaves(entry: Entry, floor: Grade = Grade.TERBUKA, path: Path = ()) -> Iterator[Leaf]:
    """Every filled value inside `entry`; grades only rise on the way down."""
    own = entry_grade(entry, floor)
    for field in shape_of(type(entry)):
        value = getattr(entry, field.name)
        if value is None or field.name in ("grade", "grades"):
            continue
        grade = field_grade(entry, field, own)
        here = (*path, field.key)
        for at, item in _items(value, here, field):
            if field.form == "entry":
                yield from leaves(item, grade, at)
            else:
                yield Leaf(at, grade, field, item)


def entry_grade(entry: Entry, floor: Grade) -> Grade:
    """The lowest clearance that may see `entry` at all, given that of what holds it.

    What is for single organisations (`hanya`) is above every site; see `audience`.
    """
    if not isinstance(entry, Graded):
        return floor
    return max(floor, entry.least_grade, CLOSED if entry.only else Grade.TERBUKA)


def field_grade(entry: Entry, field: FieldShape, own: Grade) -> Grade:
    """The lowest clearance that may see one field of `entry`."""
    grade = max(own, field.grade)
    return max(grade, entry.raised_to(field.key)) if isinstance(entry, Graded) else grade


def _items(value: Any, here: Path, field: FieldShape) -> Iterator[tuple[Path, Any]]:
    inside: list[tuple[Path, Any]] = [(here, value)]
    if field.mapped:
        inside = [((*here, key), item) for key, item in value.items()]
    for at, item in inside:
        if field.many:
            yield from (((*at, index), one) for index, one in enumerate(item))
        else:
            yield at, item


def _field_shape(model: type[Entry], name: str) -> FieldShape:
    field = model.model_fields[name]
    annotation = field.annotation
    bare, metadata, holders = _unwrap(annotation, list(field.metadata))
    inner = bare if isinstance(bare, type) and issubclass(bare, Entry) else None
    refers = next((mark for mark in metadata if isinstance(mark, RefTo)), None)
    local = any(isinstance(mark, PartOfSame) for mark in metadata)
    extra = field.json_schema_extra
    grade = Grade.of(extra["x-grade"]) if isinstance(extra, dict) else Grade.TERBATAS
    return FieldShape(
        name=name,
        key=field.alias or name,
        grade=grade,
        form=_form(bare, inner, refers, local),
        many=tuple in holders,
        mapped=Mapping in holders,
        holds=bare,
        inner=inner,
        refers=refers,
        required=field.is_required(),
        fixed=field.is_required() or field.default not in (None, (), {}),
        binds=any(isinstance(mark, Binds) for mark in metadata),
        names_fields=any(isinstance(mark, NamesFields) for mark in metadata),
    )


def _form(bare: Any, inner: type[Entry] | None, refers: RefTo | None, local: bool) -> Form:
    if inner:
        return "entry"
    if bare is Text:
        return "text"
    return "reference" if refers else "part" if local else "scalar"


def _unwrap(annotation: Any, metadata: list[Any]) -> tuple[Any, list[Any], list[Any]]:
    """The type inside optional, tuple, mapping and annotated; its marks; the collections around it.

    A tuple inside a mapping holds several values under each name.
    """
    holders: list[Any] = []
    while True:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if hasattr(annotation, "__metadata__"):
            metadata += annotation.__metadata__
            annotation = arguments[0]
        elif origin in (Union, types.UnionType):
            annotation = next(item for item in arguments if item is not type(None))
        elif origin is tuple:
            holders.append(tuple)
            annotation = arguments[0]
        elif origin in (Mapping, dict):
            holders.append(Mapping)
            annotation = arguments[1]
        else:
            return annotation, metadata, holders
