"""The shape of a record class, read once from its fields: what each holds and who may see it.

Checking references, cutting views and listing grades all walk records by these shapes, so a
field can be neither checked without being graded nor shown without being known here.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from generator.fields import Entry, Text
from generator.records.base import Binds, Graded, NamesFields, PartOfSame, RefTo
from generator.vocabulary import Grade, higher

CLOSED = Grade.SANGAT_RAHASIA  # no site has this clearance (settings)

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
    mapped: bool
    holds: Any  # the Python type of one value
    inner: type[Entry] | None
    refers: RefTo | None
    required: bool
    fixed: bool  # required, or with a value of its own: cannot be withheld alone
    binds: bool
    names_fields: bool
    plain: bool  # one value that is shown as it is


class Leaf(NamedTuple):
    """One value inside a record, with the lowest clearance that may see it."""

    path: Path
    grade: Grade
    shape: FieldShape
    value: Any


@cache
def shape_of(model: type[Entry]) -> tuple[FieldShape, ...]:
    """The fields of a record class, in order."""
    return tuple(_field_shape(model, name) for name in model.model_fields)


@cache
def graded_fields(model: type[Entry]) -> tuple[tuple[tuple[FieldShape, Grade], ...], ...]:
    """By the rank of an entry's own grade: its fields, each with the lowest clearance that may see it.

    Of the fields that an editor has raised (`grades`) nothing is known here; those that only carry
    grades are left out.
    """
    fields = [field for field in shape_of(model) if field.name not in ("grade", "grades")]
    return tuple(tuple((field, max(own, field.grade)) for field in fields) for own in Grade)


@cache
def naming_fields(model: type[Entry]) -> tuple[FieldShape, ...]:
    """The fields whose keys name other fields of the same entry."""
    return tuple(field for field in shape_of(model) if field.names_fields)


def leaves(entry: Entry, floor: Grade = Grade.TERBUKA) -> list[Leaf]:
    """Every filled value inside `entry`; grades only rise on the way down."""
    found: list[Leaf] = []
    _gather(entry, floor, (), found)
    return found


def _gather(entry: Entry, floor: Grade, path: Path, found: list[Leaf]) -> None:
    own = entry_grade(entry, floor)
    values = entry.__dict__
    raised = entry.grades if isinstance(entry, Graded) else None
    for field, least in graded_fields(type(entry))[own.rank]:
        value = values[field.name]
        if value is None:
            continue
        grade = higher(least, raised[field.key]) if raised and field.key in raised else least
        for at, item in _items(value, (*path, field.key), field):
            if field.form == "entry":
                _gather(item, grade, at, found)
            else:
                found.append(Leaf(at, grade, field, item))


def entry_grade(entry: Entry, floor: Grade) -> Grade:
    """The lowest clearance that may see `entry` at all, given that of what holds it.

    What is for single organisations (`hanya`) is above every site; see `audience`.
    """
    if not isinstance(entry, Graded):
        return floor
    return CLOSED if entry.only else higher(floor, entry.least_grade)


def field_grade(entry: Entry, field: FieldShape, own: Grade) -> Grade:
    """The lowest clearance that may see one field of `entry`."""
    grade = max(own, field.grade)
    if isinstance(entry, Graded) and field.key in entry.grades:
        return max(grade, entry.grades[field.key])
    return grade


def _items(value: Any, here: Path, field: FieldShape) -> Iterable[tuple[Path, Any]]:
    if field.many:
        return [((*here, index), item) for index, item in enumerate(value)]
    if field.mapped:
        return [((*here, key), item) for key, item in value.items()]
    return ((here, value),)


def _field_shape(model: type[Entry], name: str) -> FieldShape:
    field = model.model_fields[name]
    annotation = field.annotation
    bare, metadata, outer = _unwrap(annotation, list(field.metadata))
    inner = bare if isinstance(bare, type) and issubclass(bare, Entry) else None
    refers = next((mark for mark in metadata if isinstance(mark, RefTo)), None)
    local = any(isinstance(mark, PartOfSame) for mark in metadata)
    extra = field.json_schema_extra
    grade = Grade.of(extra["x-grade"]) if isinstance(extra, dict) else Grade.TERBATAS
    form = _form(bare, inner, refers, local)
    return FieldShape(
        name=name,
        key=field.alias or name,
        grade=grade,
        form=form,
        many=outer is tuple,
        mapped=outer is Mapping,
        holds=bare,
        inner=inner,
        refers=refers,
        required=field.is_required(),
        fixed=field.is_required() or field.default not in (None, (), {}),
        binds=any(isinstance(mark, Binds) for mark in metadata),
        names_fields=any(isinstance(mark, NamesFields) for mark in metadata),
        plain=form == "scalar" and outer is None,
    )


def _form(bare: Any, inner: type[Entry] | None, refers: RefTo | None, local: bool) -> Form:
    if inner:
        return "entry"
    if bare is Text:
        return "text"
    return "reference" if refers else "part" if local else "scalar"


def _unwrap(annotation: Any, metadata: list[Any]) -> tuple[Any, list[Any], Any]:
    """The type inside optional, tuple, mapping and annotated; its marks; the collection type."""
    outer: Any = None
    while True:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if hasattr(annotation, "__metadata__"):
            metadata += annotation.__metadata__
            annotation = arguments[0]
        elif origin in (Union, types.UnionType):
            annotation = next(item for item in arguments if item is not type(None))
        elif origin is tuple:
            outer, annotation = tuple, arguments[0]
        elif origin in (Mapping, dict):
            outer, annotation = Mapping, arguments[1]
        else:
            return annotation, metadata, outer
