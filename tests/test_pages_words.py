"""Interface words exist for everything that templates name by rule."""

from __future__ import annotations

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
