"""Plain data becomes a typed model, or problems: the only place that reads pydantic's errors.

Comes in: a model class and a `SourceDoc` with the path of the value inside it.
Goes out: the model instance or None, and a problem for every fault, each at its line.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from generator.problems import RULES, Problem, exact, quoted, suggest
from generator.source import Path, SourceDoc, format_path, original_path

M = TypeVar("M", bound=BaseModel)
_MAPPINGS = (Mapping, dict)
_ROUNDS = 20  # an item can be dropped for what it holds, its list for the item, and so on
_OTHER = "nilai ini tidak dapat dipakai di sini"


def validate(
    model: type[M], doc: SourceDoc, data: Any = None, at: Path = ()
) -> tuple[M | None, list[Problem]]:
    """`data` (default: the whole document) as `model`; `at` says where it stands in `doc`."""
    try:
        return model.model_validate(doc.data if data is None else data), []
    except ValidationError as error:
        return None, [_problem(model, doc, at, fault) for fault in error.errors(include_url=False)]


@dataclass(frozen=True)
class Salvaged(Generic[M]):
    """As much of wrong data as could be checked further: for checking only, never for publishing.

    `dropped` are the paths of what was left out, `invented` the keys that were filled in.
    """

    body: M
    dropped: frozenset[Path]
    invented: frozenset[str]


def salvage(model: type[M], data: dict[str, Any]) -> Salvaged[M] | None:
    """`data` made to fit `model`, so that the rest of it is checked in the same run.

    A wrong value is left out, or what holds it when that cannot do without; where the record
    itself cannot do without, some value that fits stands in. None when nothing fits.
    """
    dropped: frozenset[Path] = frozenset()
    stand_ins: dict[str, Iterator[Any]] = {}
    invented: dict[str, Any] = {}
    for _ in range(_ROUNDS):
        try:
            body = model.model_validate({**_without(data, dropped), **invented})
            return Salvaged(body, dropped, frozenset(invented))
        except ValidationError as error:
            faults = error.errors(include_url=False, include_context=False, include_input=False)
        wrong: set[Path] = set()
        for fault in faults:
            loc: Path = tuple(fault["loc"])
            key = str(loc[0]) if loc else ""
            if len(loc) == 1 and (fault["type"] == "missing" or key in stand_ins):
                values = stand_ins.setdefault(key, _stand_ins(model, key))
                invented[key] = next(values, None)
            elif key not in stand_ins:
                path = loc[:-1] if fault["type"] == "missing" else loc
                wrong.add(_still_there(original_path(path, dropped), dropped))
        if () in wrong or None in invented.values():
            break
        dropped |= wrong
    return None


def _still_there(path: Path, dropped: frozenset[Path]) -> Path:
    """`path`, or the nearest around it that was not left out yet."""
    while path in dropped:
        path = path[:-1]
    return path


def _stand_ins(model: type[BaseModel], key: str) -> Iterator[Any]:
    """Values to try for a required key, one after the other."""
    field = field_keys(model).get(key)
    vocabulary = _enum_in(field.annotation) if field else None
    if vocabulary:
        yield next(iter(vocabulary)).value
    yield from ("x", "0001-01-01", "0", [], {})


def _without(value: Any, dropped: frozenset[Path]) -> Any:
    """`value` without what stands under the `dropped` paths."""
    if not dropped or not isinstance(value, (dict, list)):
        return value
    inner: dict[str | int, set[Path]] = {}
    for first, *rest in dropped:
        inner.setdefault(first, set()).add(tuple(rest))
    kept = (
        (key, _without(item, frozenset(inner.get(key, ()))))
        for key, item in (value.items() if isinstance(value, dict) else enumerate(value))
        if () not in inner.get(key, ())
    )
    return dict(kept) if isinstance(value, dict) else [item for _, item in kept]


def field_keys(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Each YAML key of a model with its field."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def field_at(model: type[BaseModel], path: Sequence[str | int]) -> FieldInfo | None:
    """The declared field whose value (or part of whose value) stands under `path`, or None."""
    field: FieldInfo | None = None
    owner: type[BaseModel] | None = model
    for step in path:
        if isinstance(step, int):
            continue
        if owner is not None and step in field_keys(owner):
            field = field_keys(owner)[step]
            owner = inner_model(field.annotation)
        elif field is None or get_origin(field.annotation) not in _MAPPINGS:
            return None
    return field


def model_at(model: type[BaseModel], path: Sequence[str | int]) -> type[BaseModel] | None:
    """The model that the value under `path` has to fit, or None."""
    if not any(isinstance(step, str) for step in path):
        return model
    field = field_at(model, path)
    return inner_model(field.annotation) if field else None


def inner_model(annotation: Any) -> type[BaseModel] | None:
    """The model inside `X`, `X | None`, `tuple[X, ...]` or `Mapping[str, X]`, or None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) is None:
        return None
    return next(filter(None, map(inner_model, get_args(annotation))), None)


def _problem(model: type[BaseModel], doc: SourceDoc, at: Path, fault: Any) -> Problem:
    loc: Path = tuple(fault["loc"])
    kind, value = fault["type"], fault.get("input")
    if kind == "missing":
        return _missing(model, doc, at, loc)
    if kind == "extra_forbidden":
        return _unknown_key(model, doc, at, loc)
    if value is None:
        return doc.problem("VAL012", at + loc)
    if kind in RULES:
        context = dict(fault.get("ctx", {}))
        found, near = context.pop("found", ""), context.pop("suggestion", "")
        return doc.problem(kind, at + loc, found=found, suggestion=near, params=context)
    if kind == "enum" and isinstance(value, str):
        return _not_in_vocabulary(model, doc, at + loc, fault)
    code = _KINDS.get(kind, "VAL009")
    params = {"why": (_OTHER, fault["msg"])} if code == "VAL009" else {}
    return doc.problem(code, at + loc, found=quoted(value), params=params)


_KINDS = {
    "model_type": "VAL007",
    "dict_type": "VAL007",
    "mapping_type": "VAL007",
    "model_attributes_type": "VAL007",
    "tuple_type": "VAL006",
    "list_type": "VAL006",
    "string_type": "VAL005",
    "enum": "VAL005",
}


def _missing(model: type[BaseModel], doc: SourceDoc, at: Path, loc: Path) -> Problem:
    owner = model_at(model, loc[:-1])
    field = field_keys(owner).get(str(loc[-1])) if owner else None
    params = {
        "label": (field and field.title) or str(loc[-1]),
        "help": (field and field.description) or "",
    }
    return doc.problem("KEY002", at + loc[:-1], key=format_path(at + loc), params=params)


def _unknown_key(model: type[BaseModel], doc: SourceDoc, at: Path, loc: Path) -> Problem:
    owner = model_at(model, loc[:-1])
    known = list(field_keys(owner)) if owner else []
    params = {"known": ", ".join(known)}
    near = suggest(str(loc[-1]), known)
    return doc.problem(
        "KEY001", at + loc, on_key=True, found=exact(loc[-1]), suggestion=near, params=params
    )


def _not_in_vocabulary(model: type[BaseModel], doc: SourceDoc, path: Path, fault: Any) -> Problem:
    field = field_at(model, fault["loc"])
    vocabulary = _enum_in(field.annotation) if field else None
    words = [str(word.value) for word in vocabulary or ()]
    value = str(fault["input"])
    return doc.problem(
        "VAL001",
        path,
        found=exact(value),
        suggestion=suggest(value, words),
        params={"allowed": ", ".join(words)},
    )


def _enum_in(annotation: Any) -> type[Enum] | None:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return annotation
    if get_origin(annotation) in (Union, types.UnionType, tuple, *_MAPPINGS):
        return next(filter(None, map(_enum_in, get_args(annotation))), None)
    return None
