"""`timpora law`: how every rule stands on any day."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from generator.cli import timpora

CONTOH = Path(__file__).parent / "sites" / "contoh" / "site_config.yml"


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(timpora, ["law", "-f", str(CONTOH), *map(str, arguments)])
    return result.exit_code, result.stdout


def on(day: str, rule: str) -> dict[str, object]:
    code, text = run(rule, "--as-of", day, "--json")
    assert code == 0
    (found,) = json.loads(text)
    return found


def test_a_rule_revoked_between_two_meetings():
    before, after = (on(day, "permen-contoh-12-2016") for day in ("2022-07-31", "2022-08-01"))
    assert (before["status"], before["by"]) == ("diubah", ["permen-contoh-5-2018"])
    assert (after["status"], after["by"]) == ("dicabut", ["permen-contoh-3-2022"])
    assert after["successor"] == "permen-contoh-3-2022"


def test_an_amending_act_ends_with_its_parent():
    assert on("2022-07-31", "permen-contoh-5-2018")["status"] == "berlaku"
    ended = on("2022-08-01", "permen-contoh-5-2018")
    assert (ended["status"], ended["successor"]) == ("terserap", "permen-contoh-3-2022")


def test_promulgated_is_not_in_force():
    days = ("2024-11-24", "2024-11-25", "2025-06-30", "2025-07-01")
    found = [on(day, "permen-contoh-15-2024")["status"] for day in days]
    assert found == ["belum-berlaku", "diundangkan", "diundangkan", "berlaku"]


def test_a_gap_says_which_rules_leave_it():
    gap = on("2021-06-01", "perppu-contoh-1-2020")
    assert (gap["status"], gap["by"]) == ("tidak-diverifikasi", ["uu-contoh-2-2021"])
    assert on("2022-01-01", "perppu-contoh-1-2020")["status"] == "menjadi-uu"


def test_all_rules_as_text_in_both_languages():
    code, text = run("--as-of", "2023-01-01")
    assert code == 0
    assert text.startswith("Status pada 1 Januari 2023 (11)\n")
    assert "  Permen Contoh 12/2016  Dicabut  dengan permen-contoh-3-2022\n" in text
    _, english = run("--as-of", "2023-01-01", "--lang", "en")
    assert "  Permen Contoh 12/2016  Revoked  by permen-contoh-3-2022\n" in english


def test_an_unknown_rule_is_a_mistake_in_the_command():
    assert run("tidak-ada", "--as-of", "2023-01-01")[0] == 2
