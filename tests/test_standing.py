"""The standing of rules: told apart, never more than is known, and the same as a slow simulation.

The families here are invented (contoh).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.standing import Act, Deed, Span, Standings, force_span
from generator.vocabulary import RegulationStatus as Status
from generator.vocabulary import RelationKind as Kind
from tests.cards import steps

DAY = date(2020, 1, 1)


def day(number: int) -> date:
    return DAY + timedelta(days=number)


def act(name: str, first: int, last: int | None = None, **more) -> Act:
    span = Span(day(first), day(first if last is None else last))
    return Act(name, span, **{"checked": True, **more})


def revokes(target: str, *, whole: bool = True) -> Deed:
    return Deed(Kind.REVOKES, target, whole)


def amends(target: str) -> Deed:
    return Deed(Kind.AMENDS, target)


def standing(acts: list[Act], name: str, number: int) -> Status:
    return Standings(acts).status(name, day(number))


# Told apart


@pytest.mark.parametrize(
    ("deed", "status"),
    [
        (revokes("a"), Status.REVOKED),
        (revokes("a", whole=False), Status.PARTLY_REVOKED),
        (amends("a"), Status.AMENDED),
        (Deed(Kind.AMENDS, "a", whole=False), Status.AMENDED),
        (Deed(Kind.ENACTS, "a"), Status.ENACTED),
        (Deed(Kind.IMPLEMENTS, "a"), Status.IN_FORCE),
        (Deed(Kind.REFERS, "a"), Status.IN_FORCE),
    ],
)
def test_what_a_newer_act_does_holds_from_its_first_day_of_force(deed, status):
    acts = [act("a", 0), act("b", 10, deeds=(deed,))]
    assert standing(acts, "a", 9) is Status.IN_FORCE
    assert standing(acts, "a", 10) is status
    assert standing(acts, "a", 500) is status


def test_promulgation_and_entry_into_force_are_two_days():
    acts = [act("a", 20, promulgated=day(5))]
    found = [standing(acts, "a", number) for number in (4, 5, 19, 20)]
    assert found == [Status.NOT_YET, Status.PROMULGATED, Status.PROMULGATED, Status.IN_FORCE]


def test_an_amending_act_ends_with_what_it_amends():
    family = [
        act("a", 0),
        act("a-changed", 5, amending=True, deeds=(amends("a"),)),
        act("a-changed-again", 6, amending=True, deeds=(amends("a-changed"),)),
        act("omnibus", 7, deeds=(amends("a"),)),
        act("b", 10, deeds=(revokes("a"),)),
    ]
    assert standing(family, "a-changed", 9) is Status.AMENDED
    for name in ("a-changed", "a-changed-again"):
        assert standing(family, name, 10) is Status.ABSORBED
        assert Standings(family).successor(name, day(10)) == "b"
    assert standing(family, "omnibus", 10) is Status.IN_FORCE


def test_an_act_that_amends_two_rules_lasts_as_long_as_one_of_them():
    both = act("c", 5, amending=True, deeds=(amends("a"), amends("b")))
    acts = [act("a", 0), act("b", 0), both, act("d", 10, deeds=(revokes("a"),))]
    assert standing(acts, "c", 10) is Status.IN_FORCE
    acts.append(act("e", 12, deeds=(revokes("b"),)))
    assert standing(acts, "c", 11) is Status.IN_FORCE
    assert standing(acts, "c", 12) is Status.ABSORBED


def test_an_act_revoked_before_it_took_force_has_done_nothing():
    acts = [
        act("a", 0),
        act("b", 30, promulgated=day(10), deeds=(revokes("a"),)),
        act("c", 20, deeds=(revokes("b"),)),
    ]
    assert standing(acts, "b", 19) is Status.PROMULGATED
    assert standing(acts, "b", 20) is Status.REVOKED
    assert standing(acts, "a", 40) is Status.IN_FORCE
    assert Standings(acts).successor("a", day(40)) == ""


def test_an_undone_act_undoes_nothing():
    """d undoes c before c could undo b, so b did revoke a."""
    acts = [
        act("a", 0),
        act("b", 30, deeds=(revokes("a"),)),
        act("c", 20, deeds=(revokes("b"),)),
        act("d", 10, deeds=(revokes("c"),)),
    ]
    assert standing(acts, "a", 30) is Status.REVOKED


@pytest.mark.parametrize("order", [1, -1])
def test_of_several_revocations_the_first_counts(order):
    revoking = [act("b", 10, deeds=(revokes("a"),)), act("c", 20, deeds=(revokes("a"),))]
    acts = [act("a", 0), *revoking[::order]]
    assert standing(acts, "a", 10) is Status.REVOKED
    assert Standings(acts).successor("a", day(25)) == "b"


def test_the_revocation_stays_when_the_revoking_act_is_revoked_in_turn():
    chain = [act("a", 0), act("b", 10, deeds=(revokes("a"),)), act("c", 20, deeds=(revokes("b"),))]
    assert standing(chain, "a", 25) is Status.REVOKED
    law = Standings(chain)
    assert [law.successor("a", day(number)) for number in (9, 10, 19, 20)] == ["", "b", "b", "c"]


def test_a_regulation_in_lieu_of_law_lives_on_as_the_law():
    acts = [act("perppu", 0), act("uu", 50, deeds=(Deed(Kind.ENACTS, "perppu"),))]
    assert standing(acts, "perppu", 49) is Status.IN_FORCE
    assert standing(acts, "perppu", 50) is Status.ENACTED
    assert Standings(acts).successor("perppu", day(50)) == "uu"


# Gaps in what is known


def test_nobody_checked_means_unverified_but_a_revocation_is_known():
    acts = [act("a", 0, checked=False), act("b", 10, deeds=(revokes("a"),))]
    assert standing(acts, "a", 5) is Status.UNVERIFIED
    assert standing(acts, "a", 10) is Status.REVOKED


@pytest.mark.parametrize(
    ("deed", "after"), [(revokes("a"), Status.REVOKED), (amends("a"), Status.AMENDED)]
)
def test_within_the_span_of_an_unknown_day_nothing_is_said(deed, after):
    acts = [act("a", 0), act("b", 10, 20, deeds=(deed,))]
    law = Standings(acts)
    found = [standing(acts, "a", number) for number in (9, 10, 19, 20)]
    assert found == [Status.IN_FORCE, Status.UNVERIFIED, Status.UNVERIFIED, after]
    assert [law.is_day_unknown("a", day(n)) for n in (9, 10, 19, 20)] == [False, True, True, False]


def test_an_unknown_day_that_changes_nothing_is_no_gap():
    acts = [act("a", 0), act("b", 5, deeds=(amends("a"),)), act("c", 3, 90, deeds=(amends("a"),))]
    assert standing(acts, "a", 50) is Status.AMENDED


def test_a_loop_among_amending_acts_ends():
    loop = [
        act("a", 0, amending=True, deeds=(amends("b"),)),
        act("b", 0, amending=True, deeds=(amends("a"),)),
    ]
    assert standing(loop, "a", 5) is Status.AMENDED


def rule(**more) -> SimpleNamespace:
    names = ("enacted", "promulgated", "effective")
    known = dict.fromkeys(names) | {"year": 2016, "verified": {}} | more
    return SimpleNamespace(**known)


D = date.fromisoformat


@pytest.mark.parametrize(
    ("given_days", "verified", "first", "last"),
    [
        ({}, "", "2016-01-01", "2016-12-31"),
        ({"promulgated": D("2016-05-09")}, "promulgated", "2016-05-09", "2016-05-09"),
        ({"promulgated": D("2016-05-09")}, "", "2016-01-01", "2016-12-31"),
        ({"enacted": D("2016-05-02")}, "enacted", "2016-05-02", "2016-12-31"),
        (
            {"enacted": D("2016-05-02"), "promulgated": D("2016-05-09")},
            "enacted promulgated",
            *("2016-05-09", "2016-05-09"),
        ),
        (
            {"promulgated": D("2016-05-09"), "effective": D("2018-05-09")},
            "promulgated effective",
            *("2018-05-09", "2018-05-09"),
        ),
        (
            {"promulgated": D("2016-05-09"), "effective": D("2018-05-09")},
            "promulgated",
            *("2016-05-09", "2018-12-31"),
        ),
        ({"effective": D("2015-07-01")}, "", "2015-01-01", "2016-12-31"),
        ({"effective": D("2015-07-01")}, "effective", "2015-07-01", "2015-07-01"),
    ],
)
def test_the_first_day_of_force_is_known_only_as_far_as_it_was_verified(
    given_days, verified, first, last
):
    found = force_span(rule(**given_days, verified=dict.fromkeys(verified.split())))
    assert found == Span(D(first), D(last))


@pytest.mark.parametrize("year", [-5, 0, 99999])
def test_a_year_that_no_calendar_has_is_no_crash(year):
    span = force_span(rule(year=year))
    assert span.first <= span.last


# Against a simulation that goes through every day of every possible history


def simulate(acts: list[Act], name: str, until: date, days: dict[str, date]) -> Status:
    """One possible history, day by day: who takes force today, and what happens through it."""
    known = {one.id: one for one in acts}
    void = {one.id for one in acts if _surely_undone(one, acts)}
    state = {one.id: set() for one in acts}
    today = min(days.values())
    while today <= until:
        for one in acts:
            if days[one.id] == today:
                state[one.id].add("in force")
                if one.id not in void:
                    for deed in one.deeds:
                        _happen(deed, state)
        for _ in acts:  # an amendment of an amendment of ...: as often as the family is large
            for one in acts:
                if one.amending and _has_nothing_left(one, known, state):
                    state[one.id].add("absorbed")
        today += timedelta(days=1)
    return _read(known[name], state[name], until)


def _surely_undone(one: Act, acts: list[Act]) -> bool:
    return any(
        deed.kind is Kind.REVOKES
        and deed.whole
        and deed.target == one.id
        and other.force.last < one.force.first
        and not _surely_undone(other, acts)
        for other in acts
        for deed in other.deeds
    )


def _happen(deed: Deed, state: dict[str, set[str]]) -> None:
    words = {
        (Kind.REVOKES, True): "revoked",
        (Kind.REVOKES, False): "partly revoked",
        (Kind.AMENDS, True): "amended",
        (Kind.AMENDS, False): "amended",
        (Kind.ENACTS, True): "law",
        (Kind.ENACTS, False): "law",
    }
    if deed.target in state and (deed.kind, deed.whole) in words:
        state[deed.target].add(words[deed.kind, deed.whole])


def _has_nothing_left(one: Act, known: dict[str, Act], state: dict[str, set[str]]) -> bool:
    amended = [deed.target for deed in one.deeds if deed.kind is Kind.AMENDS]
    amended = [target for target in amended if target in known]
    return bool(amended) and all(state[target] & {"revoked", "absorbed"} for target in amended)


def _read(one: Act, facts: set[str], until: date) -> Status:
    if "revoked" in facts:
        return Status.REVOKED
    if "in force" not in facts:
        known = one.promulgated is not None and one.promulgated <= until
        return Status.PROMULGATED if known else Status.NOT_YET
    order = [("law", Status.ENACTED), ("absorbed", Status.ABSORBED)]
    order += [] if one.checked else [("in force", Status.UNVERIFIED)]
    order += [("partly revoked", Status.PARTLY_REVOKED), ("amended", Status.AMENDED)]
    return next((status for word, status in order if word in facts), Status.IN_FORCE)


def histories(acts: list[Act]) -> Iterator[dict[str, date]]:
    """Every assignment of days to acts that the spans allow."""
    choices = [
        [
            one.force.first + timedelta(days=n)
            for n in range((one.force.last - one.force.first).days + 1)
        ]
        for one in acts
    ]
    for days in product(*choices):
        yield {one.id: chosen for one, chosen in zip(acts, days, strict=True)}


@st.composite
def families(draw) -> list[Act]:
    """Acts that do things to older ones, some on unknown days, most of them close together."""
    acts: list[Act] = []
    uncertain = 0
    for number in range(draw(st.integers(1, 7))):
        first = draw(st.integers(0, 12))
        wide = draw(st.integers(0, 3)) if uncertain < 3 else 0
        uncertain += wide > 0
        deeds = [
            Deed(
                draw(st.sampled_from(list(Kind))),
                draw(st.sampled_from([*acts])).id,
                draw(st.booleans()),
            )
            for _ in range(draw(st.integers(0, 3)) if acts else 0)
        ]
        promulgated = draw(st.none() | st.integers(0, first).map(day))
        acts.append(
            act(
                f"r{number}",
                first,
                first + wide,
                promulgated=promulgated,
                checked=draw(st.integers(0, 4)) > 0,
                amending=draw(st.booleans()) and any(one.kind is Kind.AMENDS for one in deeds),
                deeds=tuple(deeds),
            )
        )
    return draw(st.permutations(acts))


@settings(max_examples=max(120, settings().max_examples))
@given(families(), st.integers(-1, 17))
def test_it_equals_the_simulation_on_every_day(acts, number):
    law = Standings(acts)
    for one in acts:
        possible = {simulate(acts, one.id, day(number), days) for days in histories(acts)}
        expected = possible.pop() if len(possible) == 1 else Status.UNVERIFIED
        assert law.status(one.id, day(number)) is expected, one.id


@given(families())
def test_the_order_of_the_records_does_not_matter(acts):
    forward, backward = Standings(acts), Standings(acts[::-1])
    for one in acts:
        for number in range(17):
            when = day(number)
            assert forward.status(one.id, when) is backward.status(one.id, when)
            assert forward.successor(one.id, when) == backward.successor(one.id, when)
            assert forward.end(one.id) == backward.end(one.id)


@given(families(), st.integers(0, 17))
def test_a_successor_is_another_act_that_took_force(acts, number):
    law = Standings(acts)
    for one in acts:
        found = law.successor(one.id, day(number))
        assert found != one.id
        assert not found or law.has_happened(found, day(number))


# Growth, counted in steps of the interpreter and not in seconds


def office(size: int) -> list[Act]:
    """One law that everything implements, rules that are replaced every so often, long chains."""
    acts = [act("law", 0)]
    for number in range(1, size):
        deeds = [Deed(Kind.IMPLEMENTS, "law")]
        if number > 3:
            deeds.append(revokes(f"r{number - 3}") if number % 3 else amends(f"r{number - 3}"))
        acts.append(act(f"r{number}", number, amending=number % 3 == 0, deeds=tuple(deeds)))
    return acts


def test_work_grows_with_the_number_of_records_and_no_faster():
    def work(size: int) -> int:
        acts = office(size)

        def everything() -> None:
            law = Standings(acts)
            for one in acts:
                law.status(one.id, day(size // 2))
                law.successor(one.id, day(size // 2))

        return steps(everything)

    assert work(800) < 2.2 * work(400)


def test_a_long_chain_of_amendments_is_no_deep_recursion():
    acts = [act("r0", 0)]
    acts += [act(f"r{n}", n, amending=True, deeds=(amends(f"r{n - 1}"),)) for n in range(1, 5_000)]
    acts.append(act("end", 6_000, deeds=(revokes("r0"),)))
    assert standing(acts, "r4999", 6_000) is Status.ABSORBED
