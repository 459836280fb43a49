"""The derived ledger agrees with a slow, obvious account of every item's life."""

from __future__ import annotations

import copy
import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.disclosure.disclose import disclose
from generator.disclosure.view import Card, cut
from generator.pages.ledger import Action, by_due_month, by_organisation, derive_ledger, open_first
from generator.pages.pack import make_pack, plan_packs
from generator.pages.plan import World, derive
from generator.pages.review import months, tallies, years
from generator.records.rules import check_library
from generator.settings import read_settings
from generator.vocabulary import ActionStatus, Grade
from tests.ledgers import CLOSING, Meetings, ledgers, write

CONTOH = Path(__file__).parent / "sites" / "contoh"
TODAY = date(2025, 1, 6)


@pytest.fixture(scope="module")
def workplace(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("buku")


def derived(meetings: Meetings, root: Path, order: random.Random | None = None):
    library = write(meetings, root, order)
    assert check_library(library) == []
    return derive_ledger(cut(library, "internal", Grade.TERBATAS, TODAY))


def account(meetings: Meetings) -> dict[str, dict[str, Any]]:
    """Each item's life, told by walking through all meetings again for every single item."""
    told = {}
    for home in meetings:
        for item in meetings[home].get("actions", []):
            name = f"{home}#{item['id']}"
            born = date.fromisoformat(meetings[home]["date"])
            life = {"state": None, "due": item.get("due"), "owners": item.get("responsible", [])}
            life |= {"postponed": 0, "heard": home, "closed": None, "days": None, "absorbed": set()}
            for other in sorted(meetings, key=lambda one: (meetings[one]["date"], one)):
                own = [e for e in meetings[other].get("follow_ups", []) if e["action"] == name]
                for event in [e for e in own if e["status"] == "dialihkan"]:
                    life["owners"], life["state"], life["heard"] = (
                        event["responsible"],
                        "dialihkan",
                        other,
                    )
                for event in [e for e in own if e["status"] != "dialihkan"]:
                    life["state"], life["heard"] = event["status"], other
                    life["postponed"] += event["status"] == "ditunda"
                    life["due"] = event.get("due", life["due"])
                    if event["status"] in CLOSING:
                        day = date.fromisoformat(event.get("date", meetings[other]["date"]))
                        life["closed"], life["days"] = day, (day - born).days
            for other in meetings.values():
                for event in other.get("follow_ups", []):
                    if event.get("into") == name:
                        life["absorbed"].add(event["action"])
            told[name] = life
    return told


def as_told(action: Action) -> dict[str, Any]:
    return {
        "state": str(action.status) if action.status else None,
        "due": action.due.isoformat() if action.due else None,
        "owners": [link.id for link in action.responsible],
        "postponed": action.postponed,
        "heard": action.last_heard.id,
        "closed": action.closing.day if action.closing else None,
        "days": action.age(TODAY) if action.closing else None,
        "absorbed": {f"{one.meeting.id}#{one.item.id}" for one in action.absorbed},
    }


@given(meetings=ledgers(), seed=st.integers(0, 2**32))
def test_any_valid_order_gives_one_state(meetings, seed, workplace):
    actions = derived(meetings, workplace)
    assert {action.id: as_told(action) for action in actions} == account(meetings)
    order = random.Random(seed)
    shuffled = copy.deepcopy(meetings)
    for record in shuffled.values():
        order.shuffle(record.get("follow_ups", []))
    again = derived(shuffled, workplace, order)
    assert [as_told(action) for action in again] == [as_told(action) for action in actions]


@given(meetings=ledgers())
def test_lists_and_counts_agree_with_the_items(meetings, workplace):
    actions = derived(meetings, workplace)
    life = account(meetings)
    waiting = [name for name, one in life.items() if one["closed"] is None]
    listed = open_first(actions, TODAY)
    assert sorted(action.id for action in listed) == sorted(waiting)
    late = [action.is_overdue(TODAY) for action in listed]
    assert late == sorted(late, reverse=True)
    assert sum(len(found) for _, found in by_due_month(listed)) == len(waiting)
    for year in years(actions, TODAY):
        born = [name for name in life if name.startswith(str(year.year))]
        closed = [one for one in life.values() if one["closed"] and one["closed"].year == year.year]
        assert year.raised == len(born)
        assert year.done == sum(one["state"] == "selesai" for one in closed)
        assert year.dropped == sum(one["state"] == "dihentikan" for one in closed)
        assert year.merged == sum(one["state"] == "digabung" for one in closed)
        assert year.open_after == sum(
            int(name[:4]) <= year.year and not (one["closed"] and one["closed"].year <= year.year)
            for name, one in life.items()
        )
    groups = by_organisation(actions)
    for tally in tallies(groups, TODAY):
        own = [one for one in life.values() if tally.organisation in (one["owners"] or [""])]
        assert tally.open == sum(one["closed"] is None for one in own)
        days = sorted(one["days"] for one in own if one["state"] == "selesai")
        assert tally.done == len(days)
        middle = days[(len(days) - 1) // 2 : len(days) // 2 + 1]
        assert tally.median_days == (int(sum(middle) / len(middle) + 0.5) if days else None)


@given(meetings=ledgers())
def test_a_meeting_finds_an_item_as_the_earlier_ones_left_it(meetings, workplace):
    actions = {action.id: action for action in derived(meetings, workplace)}
    for name, record in meetings.items():
        day = date.fromisoformat(record["date"])
        order = lambda other: (date.fromisoformat(meetings[other]["date"]), other)  # noqa: E731
        earlier = {other: meetings[other] for other in meetings if order(other) < (day, name)}
        for identity, life in account(earlier).items():
            found = as_told(actions[identity].before(Card({"date": day, "id": name})))
            del found["absorbed"], life["absorbed"]
            assert found == life


@given(meetings=ledgers())
def test_what_waits_at_a_meeting_is_what_it_finds_open(meetings, workplace):
    world = derive(cut(write(meetings, workplace), "internal", Grade.TERBATAS, TODAY), TODAY)
    for meeting in world.meetings:
        earlier = [one for one in world.meetings if one_before(one, meeting)]
        found = (
            action.before(meeting)
            for action in world.actions
            if one_before(action.meeting, meeting)
        )
        assert world.waiting_at(meeting) == tuple(action for action in found if action.is_open)
        assert world.held_before(meeting) == next(
            (one for one in earlier if one in world.held), None
        )


def one_before(one: Card, other: Card) -> bool:
    return (one.date, one.id) < (other.date, other.id)


def test_months_of_a_year_add_up():
    world = _contoh()
    for year in years(world.actions, TODAY):
        born = [one for one in world.actions if one.meeting.date.year == year.year]
        done = [
            one
            for one in world.actions
            if one.is_done and one.closing and one.closing.day.year == year.year
        ]
        found = months(born, done, year.year)
        assert len(found) == 12
        assert sum(raised for raised, _ in found.values()) == year.raised
        assert sum(finished for _, finished in found.values()) == year.done


# Stories of Kota Contoh


def _contoh(site: str = "internal") -> World:
    project, problems = read_settings(CONTOH / "site_config.yml")
    assert project is not None, problems
    return derive(disclose(project, TODAY).views[site], TODAY)


def _item(world: World, start: str) -> Action:
    (found,) = (one for one in world.actions if one.item.text.id.startswith(start))
    return found


def test_postponed_three_times_and_then_merged():
    world = _contoh()
    action = _item(world, "Mengadakan latihan bersama petugas penghubung")
    assert action.postponed == 3
    assert action.status is ActionStatus.MERGED
    assert not action.is_open
    program = _item(world, "Menyusun program latihan tahunan")
    assert [one.item.id for one in program.absorbed] == [action.item.id]
    assert program.closing
    assert program.closing.day < program.closing.meeting.date
    assert program.age(TODAY) == (program.closing.day - program.meeting.date).days


def test_reassigned_and_postponed_at_one_meeting():
    action = _item(_contoh(), "Memperbarui daftar petugas penghubung")
    assert [link.id for link in action.responsible] == ["polres-kota-contoh"]
    assert [link.id for link in action.former] == ["kesbangpol-kota-contoh"]
    assert [str(event.status) for event in action.events][1:3] == ["dialihkan", "ditunda"]
    assert action.is_done


def test_dropped():
    action = _item(_contoh(), "Menyusun usulan rompi seragam")
    assert action.status is ActionStatus.DROPPED
    assert not action.is_done


def test_an_owner_is_named_as_on_the_day_and_is_one_organisation():
    world = _contoh()
    action = _item(world, "Mendata organisasi kemasyarakatan")
    assert action.responsible[0].short == "Kantor Kesbangpol Contoh"
    assert world.view.by_id[action.responsible[0].id].short == "Kesbangpol Contoh"
    assert action in by_organisation(world.actions)["kesbangpol-kota-contoh"]


def test_the_public_knows_an_item_as_far_as_it_may():
    members, public = _contoh(), _contoh("public")
    hidden, shown = (_item(one, "Menyusun peta kerawanan") for one in (members, public))
    assert hidden.is_done
    assert shown.is_open
    assert [link.id[:4] for link in hidden.responsible] == ["pos-"]
    assert shown.responsible == ()  # not the former owner: it no longer holds
    merged = _item(public, "Menyusun jadwal ronda pesisir")
    assert merged.status is ActionStatus.MERGED
    assert merged.closing
    assert merged.closing.into is None
    moved = _item(public, "Menyusun kebutuhan aplikasi")
    assert moved.status is ActionStatus.POSTPONED
    assert moved.due is None  # the old day no longer holds, the new one may not be seen
    assert _item(members, "Menyusun kebutuhan aplikasi").due == date(2024, 9, 12)


def test_a_meeting_counts_as_open_what_it_found_open():
    office = _contoh()
    counts = {meeting.id: office.waiting_count(meeting) for meeting in office.meetings}
    assert max(counts.values()) > 10
    assert counts == {
        meeting.id: len({action.id for action in office.waiting_at(meeting)})
        for meeting in office.meetings
    }


def test_an_old_meeting_has_a_brief_pack_with_the_same_count():
    office = _contoh()
    packs = [spec.reads["pack"] for spec in plan_packs(office)]
    brief = [pack for pack in packs if pack.is_brief]
    assert brief
    assert not any(pack.is_brief for pack in packs[:24])
    for pack in brief:
        assert pack.open_count == make_pack(office, pack.meeting).open_count
