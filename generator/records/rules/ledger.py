"""The action ledger: events on an item come after its birth, in order, and none contradicts another.

Comes in: the library, and one meeting where the rule is about a single one. Goes out: problems, each
naming both places, the event and what it does not go with.

Events of one item are ordered by the day of their meeting, then by the meeting's id; of one meeting,
a change of owner comes before the state that it leaves. Every rule is linear in the number of events.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from generator.problems import Place, Problem, quoted, suggest
from generator.records.library import Library
from generator.records.meeting import ActionItem, FollowUp, Meeting
from generator.records.reader import Record
from generator.records.shape import Path
from generator.vocabulary import ActionStatus, MeetingSource, Stage

# The keys that only some states have, and the state that cannot do without each.
_OWN_KEYS: Mapping[str, tuple[ActionStatus, ...]] = {
    "due": (ActionStatus.POSTPONED, ActionStatus.PROGRESS),
    "responsible": (ActionStatus.REASSIGNED,),
    "into": (ActionStatus.MERGED,),
}


def action_items_are_named(library: Library, record: Record) -> Iterator[Problem]:
    """What a meeting discusses, follows up or merges into is an action item of a meeting not later."""
    meeting: Meeting = record.body
    for path, reference in _references(meeting):
        identity, _, part = reference.partition("#")
        origin = library.by_id.get(identity)
        if origin is None or origin.kind != "meeting":
            continue
        actions = [action.id for action in origin.body.actions]
        if part not in actions:
            # A part that does not exist at all is a dangling reference, said already.
            if not origin.partial and (not part or part in library.parts_of(origin)):
                near = suggest(part, actions)
                params = {"action": reference}
                yield record.problem("MTG010", path, suggestion=near, params=params)
        elif origin.body.date > meeting.date or (origin is record and path[-1] != "into"):
            params = {"born": origin.body.date.isoformat(), "date": meeting.date.isoformat()}
            params["other"] = str(origin.place_of(("actions", actions.index(part))))
            yield record.problem("MTG006", path, params=params)


def _references(meeting: Meeting) -> Iterator[tuple[Path, str]]:
    """Each action item that a meeting names, with the path of the key that does."""
    for index, item in enumerate(meeting.agenda):
        for number, reference in enumerate(item.actions):
            yield ("agenda", index, "actions", number), reference
    for index, follow_up in enumerate(meeting.follow_ups):
        yield ("follow_ups", index, "action"), follow_up.action
        if follow_up.into:
            yield ("follow_ups", index, "into"), follow_up.into


def ledger_is_sound(library: Library) -> Iterator[Problem]:
    """Every event comes from a meeting that was held and fits the life of its item."""
    items = {item.id: item for item in _items(library)}
    lives: dict[str, list[_Event]] = defaultdict(list)
    for event in _events(library):
        item = items.get(event.follow_up.action)
        if item and not event.was_held:
            yield event.problem("LED004", other=item)
        elif (
            item and item.record.body.date <= event.meeting.date and item.record is not event.record
        ):
            lives[item.id].append(event)
    for target, events in lives.items():
        events.sort(key=lambda event: event.order)
        yield from _life(items[target], events)
        yield from _closed_in_secret(library, items[target], events)
    yield from _merges(lives)


class _Spot(Protocol):
    """Something written whose place is looked up when a problem needs it: that costs a reading."""

    @property
    def place(self) -> Place: ...


@dataclass(frozen=True)
class _OwnDay:
    """The date of a meeting."""

    record: Record

    @property
    def place(self) -> Place:
        return self.record.place_of(("date",))


@dataclass(frozen=True)
class _Item:
    """An action item where it is born."""

    record: Record
    index: int
    action: ActionItem

    @property
    def id(self) -> str:
        return f"{self.record.id}#{self.action.id}"

    @property
    def place(self) -> Place:
        return self.record.place_of(("actions", self.index))


@dataclass(frozen=True)
class _Event:
    """One follow-up with the meeting that wrote it."""

    record: Record
    index: int
    follow_up: FollowUp

    @property
    def meeting(self) -> Meeting:
        meeting: Meeting = self.record.body
        return meeting

    @property
    def order(self) -> tuple[date, str, bool, int]:
        changes_owner = self.follow_up.status is ActionStatus.REASSIGNED
        return self.meeting.date, self.record.id, not changes_owner, self.index

    @property
    def day(self) -> date:
        """The day on which it happened."""
        return self.follow_up.date or self.meeting.date

    @property
    def was_held(self) -> bool:
        """Whether the meeting took place and has minutes that can say so."""
        meeting, touched = self.meeting, self.record.touched
        press = meeting.source is MeetingSource.PRESS and "source" not in touched
        return not press and (meeting.stage is not Stage.PLANNED or "stage" in touched)

    @property
    def place(self) -> Place:
        return self.record.place_of(("follow_ups", self.index))

    def problem(self, code: str, key: str = "action", *, other: _Spot, **params: Any) -> Problem:
        """A problem of this event, at one of its keys, with the `other` place."""
        path: Path = ("follow_ups", self.index)
        if getattr(self.follow_up, key):
            path = (*path, key)
        params = {"status": str(self.follow_up.status), **params, "other": str(other.place)}
        return self.record.problem(code, path, params=params)


def _items(library: Library) -> Iterator[_Item]:
    for record in library.of("meeting"):
        for index, action in enumerate(record.body.actions):
            yield _Item(record, index, action)


def _events(library: Library) -> Iterator[_Event]:
    """The events of every meeting whose day and follow-ups were understood."""
    for record in library.of("meeting"):
        if record.touched.isdisjoint(("date", "follow_ups")):
            for index, follow_up in enumerate(record.body.follow_ups):
                yield _Event(record, index, follow_up)


def _life(item: _Item, events: Sequence[_Event]) -> Iterator[Problem]:
    """What is wrong with the events of one item, in their order."""
    due: date | None = item.action.due
    day: date = item.record.body.date
    due_set: _Spot = item
    day_set: _Spot = item
    closing: _Event | None = None
    heard: dict[bool, _Event] = {}  # of the meeting at hand, by whether the owner changed
    for event in events:
        if heard and next(iter(heard.values())).record is not event.record:
            heard = {}
        other = _contradicted(heard, event)
        if other:
            yield event.problem("LED002", "status", other=other, said=_said(other))
            continue
        if closing:
            yield event.problem("LED001", other=closing, closed=_said(closing))
            continue
        yield from _keys(event, due, due_set)
        if event.day > event.meeting.date:
            held = _OwnDay(event.record)
            yield event.problem("LED005", "date", other=held, date=event.meeting.date.isoformat())
        elif event.day < day:
            yield event.problem("LED003", "date", other=day_set, before=day.isoformat())
        else:
            day, day_set = event.day, event
        heard[event.follow_up.status is ActionStatus.REASSIGNED] = event
        closing = event if event.follow_up.status.closes else None
        if event.follow_up.due:
            due, due_set = event.follow_up.due, event


def _said(event: _Event) -> str:
    return str(event.follow_up.status)


def _contradicted(heard: Mapping[bool, _Event], event: _Event) -> _Event | None:
    """What the same meeting has said that `event` does not go with.

    A meeting says one state of an item; beside it only a change of owner can stand, and not
    beside a state that closes the item.
    """
    status = event.follow_up.status
    same = heard.get(status is ActionStatus.REASSIGNED)
    any_other = next(iter(heard.values()), None)
    return same or (any_other if status.closes else None)


def _keys(event: _Event, due: date | None, due_set: _Spot) -> Iterator[Problem]:
    """The keys that go with a state; `due` is the day that held until now, `due_set` where."""
    follow_up, status = event.follow_up, event.follow_up.status
    for key, states in _OWN_KEYS.items():
        if getattr(follow_up, key) and status not in states:
            allowed = ", ".join(map(str, states))
            yield event.problem("LED009", key, other=due_set, what=key, allowed=allowed)
        elif not getattr(follow_up, key) and status is states[0]:
            yield event.problem("LED006", "status", other=due_set, what=key)
    if follow_up.due is None or status not in _OWN_KEYS["due"]:
        return
    if status is ActionStatus.PROGRESS and due:
        yield event.problem("LED008", "due", other=due_set, due=due.isoformat())
    elif follow_up.due < event.meeting.date or (due and follow_up.due <= due):
        least = max(due, event.meeting.date) if due else event.meeting.date
        spot = due_set if due and least == due else _OwnDay(event.record)
        yield event.problem("LED007", "due", other=spot, least=least.isoformat())


def _closed_in_secret(library: Library, item: _Item, events: Sequence[_Event]) -> Iterator[Problem]:
    """An item whose end is more closed than itself stays open for readers of its own grade."""
    closing = next((event for event in events if event.follow_up.status.closes), None)
    if closing is None or item.record.grade_is_unsure or closing.record.grade_is_unsure:
        return
    own = max(library.grade(item.record), item.action.grade)
    grade = max(library.grade(closing.record), closing.follow_up.grade)
    if own < grade:
        yield closing.problem("LED012", "status", other=item, own=str(own), grade=str(grade))


# Merges


def _merges(lives: Mapping[str, Sequence[_Event]]) -> Iterator[Problem]:
    """Items merged into each other in a circle, or into one that was closed by then."""
    closings = {
        target: closing
        for target, events in lives.items()
        if (closing := next((one for one in events if one.follow_up.status.closes), None))
    }
    merged = {
        target: closing
        for target, closing in closings.items()
        if closing.follow_up.status is ActionStatus.MERGED and closing.follow_up.into
    }
    circling: set[str] = set()
    for loop in _loops({target: str(event.follow_up.into) for target, event in merged.items()}):
        circling.update(loop)
        first, *_, last = sorted((merged[target] for target in loop * 2), key=lambda one: one.order)
        said = " → ".join([*loop, loop[0]])
        yield last.problem("LED010", "into", other=first, loop=said)
    for target, event in merged.items():
        closing = closings.get(str(event.follow_up.into))
        if target not in circling and closing and closing.order[:2] <= event.order[:2]:
            params = {"target": quoted(event.follow_up.into), "closed": _said(closing)}
            yield event.problem("LED011", "into", other=closing, **params)


def _loops(leads: Mapping[str, str]) -> Iterator[list[str]]:
    """The circles among items that each lead to at most one other."""
    seen: set[str] = set()
    for start in leads:
        trail: dict[str, None] = {}
        node = start
        while node in leads and node not in seen and node not in trail:
            trail[node] = None
            node = leads[node]
        if node in trail:
            names = list(trail)
            yield names[names.index(node) :]
        seen.update(trail)
