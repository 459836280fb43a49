"""The shape of a record class, read once from its fields: what each holds and who may see it.

Checking references, cutting views and listing grades all walk records by these shapes, so a
field can be neither checked without being graded nor shown without being known here.
"""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from generator.fields import Entry, Text
from generator.records.base import CLOSED, Binds, Graded, NamesFields, PartOfSame, RefTo
from generator.vocabulary import Grade, higher

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

    What an editor raised alone (`grades`, `hanya_kolom`) is not known here; those that only carry
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
    raised = entry if isinstance(entry, Graded) and entry.raises_fields else None
    for field, least in graded_fields(type(entry))[own.rank]:
        value = values[field.name]
        if value is None:
            continue
        grade = higher(least, raised.raised_to(field.key)) if raised else least
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
    return max(grade, entry.raised_to(field.key)) if isinstance(entry, Graded) else grade


def _items(value: Any, here: Path, field: FieldShape) -> Sequence[tuple[Path, Any]]:
    if not field.mapped:
        return _listed(value, here) if field.many else ((here, value),)
    inside = [((*here, key), item) for key, item in value.items()]
    if not field.many:
        return inside
    return [one for at, item in inside for one in _listed(item, at)]


def _listed(value: Any, here: Path) -> Sequence[tuple[Path, Any]]:
    return [((*here, index), item) for index, item in enumerate(value)]


def _field_shape(model: type[Entry], name: str) -> FieldShape:
    field = model.model_fields[name]
    annotation = field.annotation
    bare, metadata, holders = _unwrap(annotation, list(field.metadata))
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
        many=tuple in holders,
        mapped=Mapping in holders,
        holds=bare,
        inner=inner,
        refers=refers,
        required=field.is_required(),
        fixed=field.is_required() or field.default not in (None, (), {}),
        binds=any(isinstance(mark, Binds) for mark in metadata),
        names_fields=any(isinstance(mark, NamesFields) for mark in metadata),
        plain=form == "scalar" and not holders,
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
