"""`timpora list actions`: what is owed, by whom, how late; for people and for programs."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import timpora

CONFIG = Path(__file__).parent / "sites" / "contoh" / "site_config.yml"
BASE = ["list", "actions", "-f", str(CONFIG), "--as-of", "2025-01-06"]


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(timpora, list(arguments), catch_exceptions=False)
    return done.exit_code, done.stderr + done.stdout


@pytest.fixture(scope="module")
def everything() -> list[dict]:
    code, text = run(*BASE, "--json")
    assert code == 0
    return json.loads(text)


def test_overdue_comes_first_then_by_due_date(everything):
    late = [one["overdue_days"] > 0 for one in everything]
    assert late == sorted(late, reverse=True)
    due = [one["due"] for one in everything if not one["overdue_days"] and one["due"]]
    assert due == sorted(due)
    for one in everything:
        assert one["age_days"] == (date(2025, 1, 6) - date.fromisoformat(one["born"])).days
        assert one["state"] in ("", "berjalan", "ditunda", "dialihkan")


def test_one_organisation_and_only_the_late(everything):
    own = json.loads(run(*BASE, "--organisation", "polres-kota-contoh", "--json")[1])
    assert own == [one for one in everything if "polres-kota-contoh" in one["responsible"]]
    late = json.loads(run(*BASE, "--organisation", "polres-kota-contoh", "--overdue", "--json")[1])
    assert late == [one for one in own if one["overdue_days"]]
    assert 0 < len(late) < len(own) < len(everything)
    assert run(*BASE, "--format", "json")[1] == run(*BASE, "--json")[1]


def test_people_read_lines(everything):
    code, text = run(*BASE)
    assert code == 0
    heading, *lines = text.splitlines()
    assert heading == f"Tindak lanjut terbuka ({len(everything)})"
    assert len(lines) == len(everything)
    for line, one in zip(lines, everything, strict=True):
        assert one["id"] in line
        assert one["due"] in line
        assert (f"lewat {one['overdue_days']} hari" in line) == (one["overdue_days"] > 0)
    english = run(*BASE, "--lang", "en")[1]
    assert english.startswith(f"Open action items ({len(everything)})")
    assert "days overdue" in english


def test_wrong_usage_is_said():
    code, text = run(*BASE, "--organisation", "polres-kota-contho")
    assert code == 2
    assert "'polres-kota-contoh'" in text
    for option in (["--overdue"], ["--organisation", "polres-kota-contoh"]):
        code, text = run("list", "planned", *option, "-f", str(CONFIG))
        assert code == 2
        assert "list actions" in text
