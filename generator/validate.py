"""Plain data becomes a typed model, or problems: the only place that reads pydantic's errors.

Comes in: a model class and a `SourceDoc` with the path of the value inside it.
Goes out: the model instance or None, and a problem for every fault, each at its line.
"""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from generator.problems import RULES, Problem, quoted, suggest
from generator.source import SourceDoc

M = TypeVar("M", bound=BaseModel)
Path = tuple[str | int, ...]


def validate(
    model: type[M], doc: SourceDoc, data: Any = None, at: Path = ()
) -> tuple[M | None, list[Problem]]:
    """`data` (default: the whole document) as `model`; `at` says where it stands in `doc`."""
    try:
        return model.model_validate(doc.data if data is None else data), []
    except ValidationError as error:
        return None, [_problem(model, doc, at, fault) for fault in error.errors(include_url=False)]


def field_keys(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Each YAML key of a model with its field."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def model_at(model: type[BaseModel], path: Sequence[str | int]) -> type[BaseModel] | None:
    """The model that the value under `path` has to fit, or None."""
    found: type[BaseModel] | None = model
    for step in path:
        if isinstance(step, int):
            continue
        field = field_keys(found).get(step) if found else None
        found = inner_model(field.annotation) if field else None
    return found


def inner_model(annotation: Any) -> type[BaseModel] | None:
    """The model inside `X`, `X | None`, `tuple[X, ...]` or `Mapping[str, X]`, or None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) is None:
        return None
    return next(filter(None, map(inner_model, get_args(annotation))), None)


def _problem(model: type[BaseModel], doc: SourceDoc, at: Path, fault: Any) -> Problem:
    loc: Path = tuple(fault["loc"])
    kind, found = fault["type"], quoted(fault.get("input"))
    if kind in RULES:
        context = dict(fault.get("ctx", {}))
        found = context.pop("found", "")
        return doc.problem(kind, at + loc, found=found, params=context)
    if kind == "missing":
        return _missing(model, doc, at, loc)
    if kind == "extra_forbidden":
        return _unknown_key(model, doc, at, loc)
    if kind == "enum":
        return _not_in_vocabulary(model, doc, at + loc, fault)
    if kind in ("model_type", "dict_type", "mapping_type", "model_attributes_type"):
        return doc.problem("VAL007", at + loc, found=found)
    if kind in ("tuple_type", "list_type"):
        return doc.problem("VAL006", at + loc, found=found)
    return doc.problem("VAL009", at + loc, found=found, params={"why": fault["msg"]})


def _missing(model: type[BaseModel], doc: SourceDoc, at: Path, loc: Path) -> Problem:
    owner = model_at(model, loc[:-1])
    field = field_keys(owner).get(str(loc[-1])) if owner else None
    params = {
        "label": (field and field.title) or str(loc[-1]),
        "help": (field and field.description) or "",
    }
    return doc.problem("KEY002", at + loc[:-1], key=str(loc[-1]), params=params)


def _unknown_key(model: type[BaseModel], doc: SourceDoc, at: Path, loc: Path) -> Problem:
    owner = model_at(model, loc[:-1])
    known = list(field_keys(owner)) if owner else []
    params = {"known": ", ".join(known)}
    near = suggest(str(loc[-1]), known)
    return doc.problem(
        "KEY001", at + loc, on_key=True, found=quoted(loc[-1]), suggestion=near, params=params
    )


def _not_in_vocabulary(model: type[BaseModel], doc: SourceDoc, path: Path, fault: Any) -> Problem:
    owner = model_at(model, tuple(fault["loc"])[:-1])
    field = field_keys(owner).get(str(fault["loc"][-1])) if owner else None
    vocabulary = (
        _enum_in(field.annotation) if field else _vocabulary_of_mapping(model, fault["loc"])
    )
    words = (
        [str(word.value) for word in vocabulary] if vocabulary else [str(fault["ctx"]["expected"])]
    )
    params = {"allowed": ", ".join(words)}
    value = str(fault["input"])
    return doc.problem(
        "VAL001", path, found=quoted(value), suggestion=suggest(value, words), params=params
    )


def _vocabulary_of_mapping(model: type[BaseModel], loc: Sequence[str | int]) -> type[Enum] | None:
    """The vocabulary of a `Mapping[str, Word]` field, for a fault in one of its values."""
    owner = model_at(model, loc[:-2]) if len(loc) > 1 else None
    field = field_keys(owner).get(str(loc[-2])) if owner else None
    if field is None or get_origin(field.annotation) not in (Mapping, dict):
        return _enum_in(field.annotation) if field else None
    return _enum_in(get_args(field.annotation)[1])


def _enum_in(annotation: Any) -> type[Enum] | None:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return annotation
    if get_origin(annotation) in (Union, types.UnionType, tuple, Mapping):
        return next(filter(None, map(_enum_in, get_args(annotation))), None)
    return None
