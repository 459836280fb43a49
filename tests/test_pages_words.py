"""Interface words exist for everything that templates name by rule."""

from __future__ import annotations

from pathlib import Path

from generator.pages import words
from generator.pages.figure_words import FIGURE_WORDS
from generator.pages.words import WORDS
from generator.records.regulation import Regulation
from generator.records.rules.regulations import NOT_FACTS


def test_every_field_that_can_be_verified_has_its_word() -> None:
    facts = {name for name in Regulation.model_fields if name not in NOT_FACTS} | {"status"}
    assert {f"verified_{name}" for name in facts} <= set(WORDS)


def test_every_word_has_both_languages() -> None:
    for name, said in WORDS.items():
        assert len(said) == 2, name
        assert all(text.strip() for text in said), name


def test_no_word_is_said_in_two_ways():
    """A word of figures that stands in the other list too would replace it there."""
    said = Path(words.__file__).read_text(encoding="utf-8")
    assert [key for key in FIGURE_WORDS if f'\n    "{key}": ' in said] == []
