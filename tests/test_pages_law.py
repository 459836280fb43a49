"""The derived standing of a rule: never more than the records say, and always with its reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.disclosure.disclose import disclose
from generator.pages.law import derive_law, link_to
from generator.settings import PUBLIC, read_settings
from generator.vocabulary import Evidence
from generator.vocabulary import RegulationStatus as Status
from generator.vocabulary import RelationKind as Kind
from tests.cards import Card, ids, in_force, link, meeting, part, relation, rule, steps, view

LAW = "uu-6-2011"
VERIFIED = "verified:\n" + "".join(
    f"  {name}: {{evidence: sekunder, source: JDIH, date: 2025-01-02}}\n"
    for name in ("enacted", "effective")
)


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
        (f"kind: mencabut, target: {LAW}, partial: true", Status.PARTLY_REVOKED),
        (f"kind: mencabut, target: {LAW}#pasal-69", Status.PARTLY_REVOKED),
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


def test_in_the_year_of_a_revocation_of_unknown_day_nothing_is_said(site: Path) -> None:
    assert _standing(site, date(2016, 3, 1), f"kind: mencabut, target: {LAW}") is Status.UNVERIFIED
    assert _standing(site, date(2017, 1, 1)) is Status.REVOKED


def test_a_revocation_waits_until_the_revoking_rule_takes_force(site: Path) -> None:
    dates = f"enacted: 2016-02-01\neffective: 2017-01-01\n{VERIFIED}"
    relation = f"kind: mencabut, target: {LAW}"
    assert _standing(site, date(2016, 6, 1), relation, dates) is Status.IN_FORCE
    assert _standing(site, date(2017, 1, 1)) is Status.REVOKED


def test_a_rule_without_dates_is_in_force_only_after_its_year(site: Path) -> None:
    path = site / "content" / "regulations" / f"{LAW}.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("enacted: 2011-05-05\n", "").replace("promulgated: 2011-05-05\n", ""), "utf-8"
    )
    assert _standing(site, date(2010, 12, 31)) is Status.NOT_YET
    assert _standing(site, date(2011, 1, 1)) is Status.UNVERIFIED
    assert _standing(site, date(2012, 1, 1)) is Status.IN_FORCE


# Why it stands so


def _replaced() -> tuple[Card, Card, Card]:
    """A rule, its amendment, and what revoked it."""
    return (
        in_force("lama", "2016-05-09"),
        in_force("ubah", "2018-02-05", relation(Kind.AMENDS, "lama", part="pasal-5")),
        in_force("baru", "2022-08-01", relation(Kind.REVOKES, "lama")),
    )


def test_a_standing_names_what_made_it_so_and_what_came_after() -> None:
    old, _, new = cards = _replaced()
    law = derive_law(view(*cards))
    then = law.standing(old, date(2020, 1, 1))
    assert (then.status, ids(one.by for one in then.by)) == (Status.AMENDED, ["ubah"])
    assert then.successor is None
    now = law.standing(old, date(2023, 1, 1))
    assert (now.status, ids(one.by for one in now.by)) == (Status.REVOKED, ["baru"])
    assert now.successor == link_to(new)


def test_a_gap_names_the_rules_whose_day_is_not_known() -> None:
    old = in_force("lama", "2016-05-09")
    cards = (old, rule("baru", relation(Kind.REVOKES, "lama"), year=2022))
    standing = derive_law(view(*cards)).standing(old, date(2022, 6, 1))
    assert standing.status is Status.UNVERIFIED
    assert standing.is_day_unknown
    assert ids(one.by for one in standing.by) == ["baru"]
    assert standing.evidence is None


def test_the_weakest_evidence_counts() -> None:
    secondary = Card(vars(relation(Kind.REVOKES, "lama")) | {"evidence": Evidence.SECONDARY})
    old = in_force("lama", "2016-05-09")
    for source, expected in (
        (relation(Kind.REVOKES, "lama"), Evidence.TEXT),
        (secondary, Evidence.SECONDARY),
    ):
        law = derive_law(view(old, in_force("baru", "2022-08-01", source)))
        assert law.standing(old, date(2023, 1, 1)).evidence is expected


# Text and changes


def test_a_summary_predates_later_changes_only() -> None:
    old, amendment, _ = _replaced()
    law = derive_law(view(old, amendment))
    assert not law.newer_than_text(old, date(2018, 2, 4))
    assert ids(one.by for one in law.newer_than_text(old, date(2018, 2, 5))) == ["ubah"]
    followed = in_force("lama", "2016-05-09", text_date=date(2018, 2, 5))
    law = derive_law(view(followed, amendment))
    assert not law.newer_than_text(followed, date(2025, 1, 1))


def test_a_change_of_unknown_day_counts_as_newer() -> None:
    old = in_force("lama", "2016-05-09", text_date=date(2018, 6, 1))
    unknown = rule("ubah", relation(Kind.AMENDS, "lama"), year=2018)
    law = derive_law(view(old, unknown))
    assert law.newer_than_text(old, date(2018, 3, 1))


# Families


def test_a_family_holds_what_changed_ended_or_carried_out_its_root() -> None:
    perubahan = {"title": rule("x").title.__class__("Perubahan atas UU")}
    cards = (
        in_force("uu", "2011-05-05"),
        in_force("pp", "2013-04-16", relation(Kind.IMPLEMENTS, "uu")),
        in_force("pp-ubah", "2016-06-28", relation(Kind.AMENDS, "pp"), **perubahan),
        in_force("omnibus", "2020-11-02", relation(Kind.AMENDS, "uu")),
        in_force("pp-lain", "2021-02-02", relation(Kind.IMPLEMENTS, "omnibus")),
        in_force("perppu", "2022-12-30", relation(Kind.REVOKES, "omnibus")),
        in_force("uu-perppu", "2023-03-31", relation(Kind.ENACTS, "perppu")),
        in_force("uu-ubah", "2024-10-17", relation(Kind.AMENDS, "uu"), **perubahan),
        in_force("permen", "2025-12-16", relation(Kind.IMPLEMENTS, "uu-ubah")),
        in_force("surat", "2025-12-17", relation(Kind.REFERS, "uu")),
    )
    shown = view(*cards)
    law = derive_law(shown)
    family = law.family(shown.by_id["uu"], date(2026, 1, 1))
    assert family is not None
    assert ids(member.rule for member in family.members) == [
        *("uu", "pp", "pp-ubah", "omnibus", "perppu", "uu-perppu", "uu-ubah", "permen")
    ]
    ends = {member.rule.id: member.end for member in family.members if member.end}
    assert sorted(ends) == ["omnibus", "perppu"]
    assert law.family(shown.by_id["pp"], date(2026, 1, 1)) is None
    assert {name: ids(roots) for name, roots in law.roots.items()} == {
        "pp": ["uu"],
        "pp-ubah": ["uu"],
        "pp-lain": ["omnibus"],
        "uu-perppu": ["perppu"],
        "uu-ubah": ["uu"],
        "permen": ["uu"],
    }


def test_relations_in_a_loop_end() -> None:
    """An error of its own (REF005), but pages must not hang in a preview."""
    cards = (
        in_force("a", "2016-01-01", relation(Kind.IMPLEMENTS, "b")),
        in_force("b", "2016-01-01", relation(Kind.IMPLEMENTS, "a")),
    )
    law = derive_law(view(*cards))
    assert law.family(cards[0], date(2020, 1, 1)) is not None
    assert law.standing(cards[0], date(2020, 1, 1)).status is Status.IN_FORCE


# Growth


def _office(size: int) -> list[Card]:
    """Rules of one law, every third replaced; a meeting for each that cites three of them."""
    cards = [in_force("r0", "2001-01-01")]
    for number in range(1, size):
        done = [relation(Kind.IMPLEMENTS, "r0")]
        done += [relation(Kind.REVOKES, f"r{number - 3}")] if number % 3 == 0 and number > 3 else []
        day = date.fromordinal(date(2001, 1, 2).toordinal() + number)
        cards.append(in_force(f"r{number}", day.isoformat(), *done))
        cited = [link("regulation", f"r{one}") for one in {0, max(number - 1, 0), number}]
        cards.append(meeting(day.isoformat(), decisions=(part("k1", *cited),)))
    return cards


def test_work_grows_with_the_number_of_records_and_no_faster() -> None:
    def work(size: int) -> int:
        shown = view(*_office(size))
        today = date(2030, 1, 1)

        def everything() -> None:
            law = derive_law(shown)
            for one in shown.of("regulation"):
                law.standing(one, today)
                law.family(one, today)
                law.newer_than_text(one, today)
                for citation in law.citations.get(one.id, ()):
                    law.standing(one, citation.meeting.date)

        return steps(everything)

    assert work(400) < 2.4 * work(200)
