"""A ledger that cannot be true is refused, and each problem names both places."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given

from generator.records.rules import check_library
from tests.ledgers import CLOSING, Meetings, ledgers, write

PLACE = re.compile(r"content/meetings/\d{4}/[\w-]+\.yml:\d+:\d+")


@pytest.fixture(scope="module")
def workplace(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("galat")


def items(meetings: Meetings):
    """Each item with its events in order, each as (meeting, event)."""
    lives: dict[str, list[tuple[str, dict[str, Any]]]] = {
        f"{name}#{item['id']}": []
        for name, record in meetings.items()
        for item in record.get("actions", [])
    }
    for name in sorted(meetings, key=lambda one: (meetings[one]["date"], one)):
        for event in meetings[name].get("follow_ups", []):
            lives[event["action"]].append((name, event))
    return lives


def later(meetings: Meetings, more: int = 30, **changes: Any) -> tuple[str, dict[str, Any]]:
    """A new meeting after all others."""
    day = max(date.fromisoformat(one["date"]) for one in meetings.values()) + timedelta(days=more)
    name = f"{day}-susulan"
    meetings[name] = {"title": "Rapat contoh", "date": day.isoformat(), "source": "notula"}
    meetings[name] |= {"stage": "disahkan", "grade": "terbuka", "follow_ups": [], **changes}
    return name, meetings[name]


def event(action: str, status: str, **more: Any) -> dict[str, Any]:
    return {"action": action, "status": status, "grade": "terbuka", **more}


def first(meetings: Meetings, wanted: Callable[[list[Any]], bool]) -> str:
    """An item whose events are as `wanted`; without one the example is left out."""
    found = [name for name, events in items(meetings).items() if wanted(events)]
    assume(found)
    return found[0]


def is_open(events: list[Any]) -> bool:
    return all(one["status"] not in CLOSING for _, one in events)


def held_due(meetings: Meetings, name: str) -> str | None:
    home, _, part = name.partition("#")
    due = next(one.get("due") for one in meetings[home]["actions"] if one["id"] == part)
    return next((e["due"] for _, e in reversed(items(meetings)[name]) if "due" in e), due)


def after_closing(meetings: Meetings) -> None:
    name = first(meetings, lambda events: not is_open(events))
    later(meetings)[1]["follow_ups"] = [event(name, "berjalan")]


def before_birth(meetings: Meetings) -> None:
    name = first(meetings, is_open)
    later(meetings, -4_000)[1]["follow_ups"] = [event(name, "berjalan")]


def twice_in_a_meeting(meetings: Meetings) -> None:
    name = first(meetings, is_open)
    later(meetings)[1]["follow_ups"] = [event(name, "berjalan"), event(name, "selesai")]


def reassigned_and_done(meetings: Meetings) -> None:
    name = first(meetings, is_open)
    moved = event(name, "dialihkan", responsible=["polres-contoh"])
    later(meetings)[1]["follow_ups"] = [event(name, "selesai"), moved]


def out_of_order(meetings: Meetings) -> None:
    name = first(meetings, lambda events: bool(events) and is_open(events))
    past = date.fromisoformat(name[:10]) - timedelta(days=1)
    later(meetings)[1]["follow_ups"] = [event(name, "berjalan", date=past.isoformat())]


def after_its_meeting(meetings: Meetings) -> None:
    name = first(meetings, is_open)
    record = later(meetings)[1]
    record["follow_ups"] = [event(name, "selesai", date="2030-01-01")]


def by_a_planned_meeting(meetings: Meetings) -> None:
    name = first(meetings, is_open)
    later(meetings, stage="direncanakan")[1]["follow_ups"] = [event(name, "selesai")]


def by_the_press(meetings: Meetings) -> None:
    name = first(meetings, is_open)
    record = later(meetings, source="berita", sources=[{"title": "Berita contoh"}])[1]
    del record["stage"]
    record["follow_ups"] = [event(name, "selesai")]


def postponed_to_no_day(meetings: Meetings) -> None:
    later(meetings)[1]["follow_ups"] = [event(first(meetings, is_open), "ditunda")]


def postponed_to_an_earlier_day(meetings: Meetings) -> None:
    waiting = [n for n, e in items(meetings).items() if is_open(e) and held_due(meetings, n)]
    assume(waiting)
    due = held_due(meetings, waiting[0])
    later(meetings)[1]["follow_ups"] = [event(waiting[0], "ditunda", due=due)]


def moved_without_being_postponed(meetings: Meetings) -> None:
    waiting = [n for n, e in items(meetings).items() if is_open(e) and held_due(meetings, n)]
    assume(waiting)
    later(meetings)[1]["follow_ups"] = [event(waiting[0], "berjalan", due="2030-01-01")]


def done_with_a_new_owner(meetings: Meetings) -> None:
    name = first(meetings, is_open)
    done = event(name, "selesai", responsible=["polres-contoh"])
    later(meetings)[1]["follow_ups"] = [done]


def merged_in_a_circle(meetings: Meetings) -> None:
    waiting = [name for name, events in items(meetings).items() if is_open(events)]
    assume(len(waiting) > 1)
    circle = zip(waiting, [*waiting[1:], waiting[0]], strict=True)
    for one, other in circle:
        later(meetings)[1]["follow_ups"] = [event(one, "digabung", into=other)]


def merged_into_itself(meetings: Meetings) -> None:
    name = first(meetings, is_open)
    later(meetings)[1]["follow_ups"] = [event(name, "digabung", into=name)]


def merged_into_a_closed_item(meetings: Meetings) -> None:
    closed = first(meetings, lambda events: any(e["status"] in CLOSING[:2] for _, e in events))
    name = first(meetings, is_open)
    later(meetings)[1]["follow_ups"] = [event(name, "digabung", into=closed)]


def merged_into_what_is_born_later(meetings: Meetings) -> None:
    name = first(meetings, is_open)
    record = later(meetings)[1]
    newer, data = later(meetings)
    data |= {"actions": [{"id": "t1", "text": "Kelak", "grade": "terbuka"}]}
    record["follow_ups"] = [event(name, "digabung", into=f"{newer}#t1")]


REFUSED = {
    after_closing: "LED001",
    before_birth: "MTG006",
    twice_in_a_meeting: "LED002",
    reassigned_and_done: "LED002",
    out_of_order: "LED003",
    by_a_planned_meeting: "LED004",
    by_the_press: "LED004",
    after_its_meeting: "LED005",
    postponed_to_no_day: "LED006",
    postponed_to_an_earlier_day: "LED007",
    moved_without_being_postponed: "LED008",
    done_with_a_new_owner: "LED009",
    merged_in_a_circle: "LED010",
    merged_into_itself: "LED010",
    merged_into_a_closed_item: "LED011",
    merged_into_what_is_born_later: "MTG006",
}


@pytest.mark.parametrize("spoil", REFUSED, ids=lambda spoil: spoil.__name__)
@given(meetings=ledgers())
def test_what_cannot_be_true_is_refused(spoil, meetings, workplace):
    wrong = copy.deepcopy(meetings)
    spoil(wrong)
    problems = check_library(write(wrong, workplace))
    assert {problem.code for problem in problems} == {REFUSED[spoil]}
    for problem in problems:
        for lang in ("id", "en"):
            said = f"{problem.place} {problem.message(lang)}"
            assert len(PLACE.findall(said)) == 2, said
        assert problem.place.line > 1


@given(meetings=ledgers())
def test_a_valid_ledger_has_no_problems(meetings, workplace):
    assert check_library(write(meetings, workplace)) == []
