"""The policy as one list: a change of any field's grade shows up as a one-line diff here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from generator.fields import Entry
from generator.records import knowledge, meeting, organisation, regulation, statistics
from generator.records.base import Graded
from generator.records.shape import shape_of
from generator.vocabulary import Grade

GOLDEN = Path(__file__).parent / "golden" / "grades.txt"
ROOTS: tuple[type[Entry], ...] = (
    meeting.Meeting,
    regulation.Regulation,
    statistics.Dataset,
    statistics.PeriodData,
    organisation.Organisation,
    organisation.PlaceFile,
    knowledge.TermFile,
    knowledge.KnowledgePage,
)


def _types(model: type[Entry], seen: set[type[Entry]]) -> Iterator[type[Entry]]:
    if model not in seen:
        seen.add(model)
        yield model
        for field in shape_of(model):
            if field.inner:
                yield from _types(field.inner, seen)


def _all_types() -> list[type[Entry]]:
    seen: set[type[Entry]] = set()
    return sorted((t for root in ROOTS for t in _types(root, seen)), key=lambda t: t.__name__)


def test_grades_are_the_reviewed_ones(golden) -> None:
    lines = [f"{t.__name__}.{f.key} -> {f.grade}" for t in _all_types() for f in shape_of(t)]
    golden(GOLDEN, "\n".join(lines) + "\n")


@pytest.mark.parametrize("model", _all_types(), ids=lambda model: model.__name__)
def test_every_field_says_grade_label_and_help(model: type[BaseModel]) -> None:
    for name, field in model.model_fields.items():
        extra = field.json_schema_extra
        assert isinstance(extra, dict), f"{model.__name__}.{name} is not declared with key()"
        assert extra["x-grade"] in {str(grade) for grade in Grade}
        assert field.title, f"{model.__name__}.{name} has no label"
        assert field.description, f"{model.__name__}.{name} has no help text"


def test_unmarked_is_restricted_everywhere() -> None:
    for model in _all_types():
        if issubclass(model, Graded):
            assert model.model_fields["grade"].default is Grade.TERBATAS, model.__name__
