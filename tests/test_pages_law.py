"""The derived standing of a rule: never more than the records say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.disclosure.disclose import disclose
from generator.pages.law import derive_law
from generator.settings import PUBLIC, read_settings
from generator.vocabulary import RegulationStatus as Status

LAW = "uu-6-2011"


def _standing(site: Path, day: date, relation: str = "", dates: str = "") -> Status:
    """The standing of the law on `day` when a rule of 2016 has one more relation, and dates."""
    path = site / "content" / "regulations" / "permenkumham-50-2016.yml"
    text = path.read_text(encoding="utf-8")
    added = f"  - {{{relation}, evidence: sekunder}}\n" if relation else ""
    path.write_text(text + added + dates, encoding="utf-8")
    project, _ = read_settings(site / "site_config.yml")
    assert project is not None
    disclosed = disclose(project, day)
    assert disclosed.views, disclosed.problems
    view = disclosed.views[PUBLIC]
    return derive_law(view).status(view.by_id[LAW], day)


@pytest.mark.parametrize(
    ("relation", "status"),
    [
        ("", Status.IN_FORCE),
        (f"kind: mencabut, target: {LAW}", Status.REVOKED),
        (f"kind: mencabut, target: {LAW}, partial: true", Status.AMENDED),
        (f"kind: mencabut, target: {LAW}#pasal-69", Status.AMENDED),
        (f"kind: mengubah, target: {LAW}", Status.AMENDED),
        (f"kind: mengubah, target: {LAW}, partial: true", Status.AMENDED),
        ("kind: mencabut, unlisted: UU 6/2011", Status.IN_FORCE),
    ],
)
def test_what_a_newer_rule_does(site: Path, relation: str, status: Status) -> None:
    assert _standing(site, date(2025, 6, 1), relation) is status


def test_a_rule_was_in_force_before_a_revocation_of_unknown_day(site: Path) -> None:
    """Only the year of the revoking rule is known, so at meetings before it nothing was revoked."""
    assert _standing(site, date(2014, 3, 1), f"kind: mencabut, target: {LAW}") is Status.IN_FORCE


def test_a_revocation_waits_until_the_revoking_rule_takes_force(site: Path) -> None:
    dates = "enacted: 2016-02-01\neffective: 2017-01-01\n"
    relation = f"kind: mencabut, target: {LAW}"
    assert _standing(site, date(2016, 6, 1), relation, dates) is Status.IN_FORCE
    assert _standing(site, date(2017, 1, 1)) is Status.REVOKED


def test_a_rule_without_dates_is_not_in_force_before_its_year(site: Path) -> None:
    path = site / "content" / "regulations" / f"{LAW}.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("enacted: 2011-05-05\n", "").replace("promulgated: 2011-05-05\n", ""), "utf-8"
    )
    assert _standing(site, date(2010, 12, 31)) is Status.NOT_YET
    assert _standing(site, date(2011, 1, 1)) is Status.IN_FORCE
