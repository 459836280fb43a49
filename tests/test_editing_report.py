"""The forms of problems for other programs say the same as the text."""

from __future__ import annotations

import json

import pytest

from generator.editing.report import FORMS
from generator.problems import Place, Problem, quoted

PROBLEMS = (
    Problem("FILE003", Place("content/places.yml")),
    Problem("VAL004", Place("content/a b.yml", 3, 5), found=quoted("1.234"), key="rows[0].count"),
    Problem("VAL004", Place("content/a b.yml", 9, 5), found=quoted("1.234"), key="rows[0].count"),
    Problem("FILE005", Place("content/b,%.yml", 1, 1)),
)


@pytest.mark.parametrize("form", ["json", "gitlab", "sarif"])
@pytest.mark.parametrize("problems", [(), PROBLEMS], ids=["none", "some"])
def test_data_forms_are_json(form: str, problems: tuple[Problem, ...]) -> None:
    json.loads(FORMS[form](problems, "id"))


def test_gitlab_fingerprints_are_unique_and_do_not_move_with_lines() -> None:
    found = json.loads(FORMS["gitlab"](PROBLEMS, "id"))
    prints = [entry["fingerprint"] for entry in found]
    assert len(set(prints)) == len(PROBLEMS)
    moved = (
        Problem(
            "VAL004", Place("content/a b.yml", 30, 1), found=quoted("1.234"), key="rows[0].count"
        ),
    )
    assert json.loads(FORMS["gitlab"](moved, "id"))[0]["fingerprint"] == prints[1]
    assert {entry["severity"] for entry in found} == {"major", "minor"}
    assert found[0]["location"] == {"path": "content/places.yml", "lines": {"begin": 1}}


def test_sarif_names_rules_levels_and_places() -> None:
    run = json.loads(FORMS["sarif"](PROBLEMS, "en"))["runs"][0]
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {
        "FILE003",
        "VAL004",
        "FILE005",
    }
    assert [result["level"] for result in run["results"]] == ["error", "error", "error", "warning"]
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "content/a%20b.yml"},
        "region": {"startLine": 3, "startColumn": 5},
    }
    assert "region" not in run["results"][0]["locations"][0]["physicalLocation"]


def test_github_lines_escape_what_has_a_meaning_there() -> None:
    lines = FORMS["github"](PROBLEMS, "id").split("\n")
    assert len(lines) == len(PROBLEMS)
    assert lines[0].startswith("::error file=content/places.yml,line=1,col=1,title=FILE003::")
    assert lines[3].startswith("::warning file=content/b%2C%25.yml,")
