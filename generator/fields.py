"""What records and settings are made of: fields with grade, label and help; texts; scalars.

A field is declared with `key(label, help, grade=...)`. Its grade is the lowest clearance that
may ever see it; an editor can raise it for one record (`grades:`), never lower it. A field
declared without a grade is `terbatas`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from generator import periods
from generator.problems import exact, quoted
from generator.vocabulary import Grade

ID_PATTERN: Final = re.compile(r"[a-z0-9][a-z0-9.-]*(?:/[a-z0-9][a-z0-9.-]*)*")
REFERENCE: Final = re.compile(r"\[\[([^\[\]|#]*)(?:#([^\[\]|]*))?(?:\|([^\[\]]*))?\]\]")
CODE: Final = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME: Final = re.compile(r"([01][0-9]|2[0-3])[:.]([0-5][0-9])")
_INT: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


def key(
    label: str,
    help: str,  # noqa: A002 - the word that pydantic, the schema and the forms use
    *,
    grade: Grade = Grade.TERBATAS,
    default: Any = ...,
    alias: str | None = None,
) -> Any:
    """A record's field: Indonesian label and help text, the grade that its readers need, its default."""
    return Field(
        default,
        title=label,
        description=help,
        alias=alias,
        json_schema_extra={"x-grade": str(grade)},
    )


@dataclass(frozen=True, slots=True)
class Text:
    """What an editor wrote, in Indonesian and maybe English; may hold Markdown and `[[id]]` references."""

    id: str
    en: str | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """Texts are what records are made of: kept short, and made again by the shortest way."""
        return type(self), (self.id, self.en) if self.en else (self.id,)

    def references(self) -> list[tuple[str, str]]:
        """Each `(id, fragment)` that the text points to, in order, with repeats."""
        found = []
        for text in (self.id, self.en):
            if text and "[[" in text:
                bare = CODE.sub("", text) if "`" in text else text
                found += [
                    (match[1].strip(), (match[2] or "").strip())
                    for match in REFERENCE.finditer(bare)
                ]
        return found


def wrong(code: str, **context: Any) -> PydanticCustomError:
    """A value that breaks rule `code`; `context` fills the rule's sentence."""
    return PydanticCustomError(code, code, context)


def _parse_text(value: Any) -> Text:
    if isinstance(value, str):
        return Text(_clean(value))
    if isinstance(value, dict):
        unknown = set(value) - {"id", "en"}
        if unknown or not isinstance(value.get("id"), str):
            raise wrong("VAL005", found=f"{{{', '.join(quoted(name) for name in value)}}}")
        english = value.get("en")
        if english is not None and not isinstance(english, str):
            raise wrong("VAL005", found=quoted(english))
        return Text(_clean(value["id"]), _clean(english) if english else None)
    raise wrong("VAL005", found=quoted(value) if value is not None else "")


def _clean(text: str) -> str:
    """`text` without comments (they are notes to oneself) and outer blanks; empty is refused."""
    text = (_COMMENT.sub("", text) if "<!--" in text else text).strip()
    if not text:
        raise wrong("VAL012")
    return text


def _parse_line(value: Any) -> str:
    if not isinstance(value, str):
        raise wrong("VAL005", found=quoted(value) if value is not None else "")
    return _clean(value)


def _parse_int(value: Any) -> int:
    if not isinstance(value, str) or not _INT.fullmatch(value):
        raise wrong("VAL004", found=exact(value))
    return int(value)


def _not_negative(value: int) -> int:
    if value < 0:
        raise wrong("VAL013", found=exact(value))
    return value


def _parse_date(value: Any) -> date:
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise wrong("VAL002", found=exact(value))


def _parse_time(value: Any) -> time:
    match = _TIME.fullmatch(value) if isinstance(value, str) else None
    if not match:
        raise wrong("VAL003", found=exact(value))
    return time(int(match[1]), int(match[2]))


def _parse_bool(value: Any) -> bool:
    if value not in ("true", "false"):
        raise wrong("VAL008", found=exact(value))
    return bool(value == "true")


def _parse_url(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"https?://[^\s<>\"'\\]+", value):
        raise wrong("VAL010", found=exact(value))
    return value


def _check_id(value: Any) -> str:
    if not isinstance(value, str) or not ID_PATTERN.fullmatch(value):
        raise wrong("VAL011", found=exact(value))
    return value


def _check_sha256(value: Any) -> str:
    if not isinstance(value, str) or not _SHA256.fullmatch(value):
        raise wrong("VAL016", found=exact(value))
    return value


def _check_period(value: Any) -> str:
    if not isinstance(value, str) or not periods.is_period(value):
        raise wrong("VAL015", found=exact(value))
    return value


_TEXT_SCHEMA = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {"id": {"type": "string"}, "en": {"type": "string"}},
            "required": ["id"],
            "additionalProperties": False,
        },
    ]
}


def schema(kind: str, **more: Any) -> WithJsonSchema:
    """The JSON Schema of a hand-validated scalar."""
    return WithJsonSchema({"type": kind, **more})


Words = Annotated[Text, PlainValidator(_parse_text), WithJsonSchema(_TEXT_SCHEMA)]
Line = Annotated[str, PlainValidator(_parse_line), schema("string")]
Whole = Annotated[int, PlainValidator(_parse_int), schema("integer")]
Count = Annotated[
    int, PlainValidator(_parse_int), AfterValidator(_not_negative), schema("integer", minimum=0)
]
Day = Annotated[date, PlainValidator(_parse_date), schema("string", format="date")]
Clock = Annotated[time, PlainValidator(_parse_time), schema("string", pattern=_TIME.pattern)]
Flag = Annotated[bool, PlainValidator(_parse_bool), schema("boolean")]
Url = Annotated[str, PlainValidator(_parse_url), schema("string", format="uri")]
LocalId = Annotated[str, PlainValidator(_check_id), schema("string", pattern=ID_PATTERN.pattern)]
Sha256 = Annotated[str, PlainValidator(_check_sha256), schema("string", pattern=_SHA256.pattern)]
Period = Annotated[
    str, PlainValidator(_check_period), schema("string", pattern=periods.PATTERN.pattern)
]


def _listed(value: Any) -> Any:
    if not isinstance(value, list):
        raise wrong("VAL006", found=quoted(value) if value is not None else "")
    return value


AsList = BeforeValidator(_listed)


class Entry(BaseModel):
    """A group of keys; unknown keys are refused and nothing changes after reading."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=False, arbitrary_types_allowed=True
    )

    def __reduce__(self) -> tuple[Any, ...]:
        """What was written, without the defaults: a kept entry is not validated again."""
        values = self.__dict__
        return _entry_of, (type(self), {name: values[name] for name in self.model_fields_set})

    @model_validator(mode="before")
    @classmethod
    def _leave_out_the_empty(cls, value: object) -> object:
        """A key without a value counts as not written, where it may be left out."""
        if not isinstance(value, dict) or None not in value.values():
            return value
        optional = {
            field.alias or name
            for name, field in cls.model_fields.items()
            if not field.is_required()
        }
        return {key: item for key, item in value.items() if item is not None or key not in optional}


def _entry_of(model: type[Entry], given: dict[str, Any]) -> Entry:
    """The entry of `model` with the values `given` by field, as it was validated once."""
    entry = model.__new__(model)
    put = object.__setattr__
    put(entry, "__dict__", _blank(model) | given)
    put(entry, "__pydantic_fields_set__", set(given))
    put(entry, "__pydantic_extra__", None)
    put(entry, "__pydantic_private__", None)
    return entry


@cache
def _blank(model: type[Entry]) -> dict[str, Any]:
    """Each field with its default, in order; a required one has none and is always given."""
    return {
        name: None if field.is_required() else field.default
        for name, field in model.model_fields.items()
    }
