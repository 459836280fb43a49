"""Backlinks by kind and newest first, and which meetings belong together."""

from __future__ import annotations

from datetime import date

from generator.disclosure.view import Card
from generator.pages.links import derive_links
from tests.cards import ids, in_force, link, meeting, part, passage, steps, view

RULE = link("regulation", "uu")


def page(identity: str, updated: str | None, *links) -> Card:
    day = date.fromisoformat(updated) if updated else None
    known = {"record": "page", "id": identity, "title": passage(f"Contoh {identity}")}
    known |= {"short": identity, "address": f"pengetahuan/{identity}/"}
    return Card(known | {"updated": day, "body": passage("Isi", *links)})


def cites(day: str, *links) -> Card:
    return meeting(day, decisions=(part("k1", *links),))


def test_backlinks_are_grouped_by_kind_and_newest_first():
    cards = (
        in_force("uu", "2011-05-05"),
        cites("2024-01-10", RULE),
        cites("2024-03-10", RULE),
        page("lama", "2023-01-01", RULE),
        page("baru", "2024-02-01", RULE),
        page("tanpa-tanggal", None, link("regulation", "uu", "pasal-1")),
        page("lain", "2024-05-01"),
    )
    shown = view(*cards)
    links = derive_links(shown)
    back = links.back(shown.by_id["uu"])
    assert {kind: ids(found) for kind, found in back.items()} == {
        "meeting": ["2024-03-10-rakor", "2024-01-10-rakor"],
        "page": ["baru", "lama", "tanpa-tanggal"],
    }
    known = links.back(shown.by_id["uu"], ["baru", "2024-03-10-rakor", "2024-01-10-rakor"])
    assert {kind: ids(found) for kind, found in known.items()} == {
        "page": ["lama", "tanpa-tanggal"]
    }


def test_a_link_counts_wherever_it_stands_and_once():
    said = Card({"speaker": Card({"organisation": None}), "text": passage("Kata", RULE, RULE)})
    agenda = Card({"id": "a1", "discussion": (said, said)})
    shown = view(in_force("uu", "2011-05-05"), meeting("2024-01-10", agenda=(agenda,)))
    links = derive_links(shown)
    assert ids(links.back(shown.by_id["uu"])["meeting"]) == ["2024-01-10-rakor"]
    assert links.rules_of(shown.by_id["2024-01-10-rakor"]) == ("uu",)


def test_a_card_is_no_backlink_of_its_own():
    shown = view(in_force("uu", "2011-05-05", summary=passage("Isi", RULE)))
    assert derive_links(shown).back(shown.by_id["uu"]) == {}


def test_meetings_that_share_items_come_before_those_that_share_a_rule():
    first = meeting("2024-01-10", decisions=(part("k1", RULE),), actions=(part("t1"),))
    follow_up = Card({"action": link("meeting", first.id, "t1"), "note": None})
    shown = view(
        in_force("uu", "2011-05-05"),
        first,
        cites("2024-02-10", RULE),
        meeting("2024-06-10", follow_ups=(follow_up,)),
        meeting("2024-07-10"),
    )
    related = derive_links(shown).related
    assert [(one.meeting.id, one.parts, one.rules) for one in related[first.id]] == [
        ("2024-06-10-rakor", 1, 0),
        ("2024-02-10-rakor", 0, 1),
    ]
    assert "2024-07-10-rakor" not in related


def test_the_nearest_come_first_and_five_are_enough():
    days = [f"2024-{month:02d}-10" for month in range(1, 13)]
    shown = view(in_force("uu", "2011-05-05"), *(cites(day, RULE) for day in days))
    related = derive_links(shown).related["2024-06-10-rakor"]
    here = date(2024, 6, 10)
    apart = sorted((abs((date.fromisoformat(day) - here).days), day) for day in days)
    assert [str(one.meeting.day) for one in related] == [day for _, day in apart[1:6]]


def test_work_grows_with_the_number_of_meetings_and_no_faster():
    """All of them cite one law, so their pairs would grow with the square."""

    def work(size: int) -> int:
        first = date(2001, 1, 1).toordinal()
        days = [date.fromordinal(first + number).isoformat() for number in range(size)]
        shown = view(in_force("uu", "2001-01-01"), *(cites(day, RULE) for day in days))
        return steps(lambda: derive_links(shown))

    assert work(400) < 2.4 * work(200)
