"""Plain data to records: any data gives a record or problems, and the rest is checked as well."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import exact, format_problem, quoted, suggest, visible
from generator.records.meeting import Meeting
from generator.records.organisation import Organisation
from generator.records.regulation import Regulation
from generator.records.statistics import Dataset, PeriodData
from generator.settings import Settings
from generator.source import SourceDoc, read_yaml
from generator.validate import field_keys, salvage, validate

MODELS = (Meeting, Regulation, Organisation, Dataset, PeriodData, Settings)
PIECES = st.recursive(
    st.one_of(st.none(), st.text(max_size=12), st.sampled_from(["2024-01-01", "terbuka", "a"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["id", "text", "title", "grade", "due", "codes", "x", "name"]),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@given(st.data())
def test_any_data_gives_a_record_or_problems(model, data):
    keys = st.one_of(st.sampled_from(sorted(field_keys(model))), st.text(max_size=5))
    given_data = data.draw(st.dictionaries(keys, PIECES, max_size=8))
    doc = SourceDoc("x.yml", "title: Contoh\n", given_data)
    record, problems = validate(model, doc)
    assert (record is None) == bool(problems)
    for problem in problems:
        assert "\x1b" not in format_problem(problem)
        assert format_problem(problem, "en")
    saved = salvage(model, given_data)
    assert saved is None or isinstance(saved.body, model)


def read(text: str) -> SourceDoc:
    doc, problems = read_yaml("x.yml", text.encode())
    assert not problems
    return doc


HEAD = "title: Rapat\ndate: 2024-09-11\nsource: notula\nstage: disahkan\n"


def test_what_is_wrong_is_left_out_and_the_rest_kept():
    doc = read(HEAD + "actions:\n- {id: t1}\n- {id: t2, text: Dua, due: besok}\nlokasi: Aula\n")
    saved = salvage(Meeting, doc.data)
    assert [action.id for action in saved.body.actions] == ["t2"]
    assert saved.dropped == {("actions", 0), ("actions", 1, "due"), ("lokasi",)}
    assert not saved.invented


def test_a_required_value_gets_a_stand_in():
    saved = salvage(Meeting, read(HEAD.replace("2024-09-11", "2026-02-30")).data)
    assert saved.invented == {"date"}
    assert saved.body.stage is not None


def test_a_missing_grade_is_never_more_open_for_it():
    record, _ = validate(Meeting, read(HEAD + "grade:\n"))
    assert str(record.grade) == "terbatas"


@pytest.mark.parametrize("word", ["terbukaa", "Terbuka", "TERBUKA", "publik", "0", "true", " "])
def test_a_mistyped_grade_is_an_error(word):
    for text in (f"grade: '{word}'\n", f"grades: {{venue: '{word}'}}\n"):
        record, problems = validate(Meeting, read(HEAD + text))
        assert record is None
        assert [problem.code for problem in problems] == ["VAL001"]


def test_an_empty_key_counts_as_not_written():
    record, problems = validate(Meeting, read(HEAD + "venue:\nactions:\nstart: ~\nend: null\n"))
    assert not problems
    assert (record.venue, record.actions, record.start) == (None, (), None)


def test_unknown_keys_count_even_when_empty():
    _, problems = validate(Meeting, read(HEAD + "lokasi:\n"))
    assert [problem.code for problem in problems] == ["KEY001"]


def test_what_is_found_is_shown_without_harm():
    assert visible("a\x1b[31m\u202eb\x00") == "a<U+001B>[31m<U+202E>b<U+0000>"
    assert quoted("a\n  b\u00a0") == "'a b<U+00A0>'"
    assert quoted("x" * 100) == f"'{'x' * 59}…'"
    assert quoted({"a": ["b"]}) == "'{...}'"
    assert exact("stаge") == "'st<U+0430>ge'"
    assert suggest("TITEL", ["title"]) == "'title'"
    assert suggest("x" * 100_000, ["title"]) == ""


@given(st.text())
def test_shown_text_is_printable(text):
    for shown in (visible(text), quoted(text), exact(text)):
        assert shown.isprintable()
