"""The action ledger of a view: every visible action item with what later meetings said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.disclosure.view import Card, Link, View
from generator.vocabulary import ActionStatus


@dataclass(frozen=True)
class Event:
    """What one meeting said of an action item."""

    meeting: Card
    follow_up: Card


@dataclass(frozen=True)
class Action:
    """An action item with its derived state; nothing here is typed by an editor."""

    id: str
    meeting: Card
    item: Card
    events: tuple[Event, ...]

    @property
    def address(self) -> str:
        """The item's place on its meeting's page."""
        return f"{self.meeting.address}#{self.item.id}"

    @property
    def status(self) -> ActionStatus | None:
        """What was last said of it; None when no later meeting spoke of it."""
        return self.events[-1].follow_up.status if self.events else None

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be done."""
        return self.status not in (ActionStatus.DONE, ActionStatus.DROPPED)

    @property
    def due(self) -> date | None:
        """The due date that holds: the last one set by a postponement, else the first."""
        moved: list[date] = [event.follow_up.due for event in self.events if event.follow_up.due]
        first: date | None = self.item.due
        return moved[-1] if moved else first

    @property
    def postponed(self) -> int:
        """How many times it was postponed."""
        return sum(event.follow_up.status is ActionStatus.POSTPONED for event in self.events)

    def is_overdue(self, day: date) -> bool:
        """Open and past its due date on `day`."""
        return self.is_open and self.due is not None and self.due < day

    @property
    def responsible(self) -> tuple[Link, ...]:
        """Which organisations owe it."""
        owed: tuple[Link, ...] = self.item.responsible
        return owed


def derive_ledger(view: View) -> tuple[Action, ...]:
    """Every action item of the view's meetings, in order of birth."""
    events: dict[str, list[Event]] = defaultdict(list)
    meetings = sorted(view.of("meeting"), key=lambda card: (card.date, card.id))
    for meeting in meetings:
        for follow_up in meeting.follow_ups:
            events[f"{follow_up.action.id}#{follow_up.action.part}"].append(
                Event(meeting, follow_up)
            )
    return tuple(
        Action(f"{meeting.id}#{item.id}", meeting, item, tuple(events[f"{meeting.id}#{item.id}"]))
        for meeting in meetings
        for item in meeting.actions
    )


def open_first(actions: Sequence[Action], day: date) -> tuple[Action, ...]:
    """Open items: overdue first, then by due date, those without one last, oldest first."""
    waiting = [action for action in actions if action.is_open]
    order = sorted(
        waiting, key=lambda action: (action.due or date.max, action.meeting.date, action.id)
    )
    return tuple(sorted(order, key=lambda action: not action.is_overdue(day)))


def by_organisation(actions: Sequence[Action]) -> Mapping[str, tuple[Action, ...]]:
    """Items by the organisation that owes them ("" when none was named), in name order."""
    groups: dict[str, list[Action]] = defaultdict(list)
    for action in actions:
        for identity in [link.id for link in action.responsible] or [""]:
            groups[identity].append(action)
    return {key: tuple(groups[key]) for key in sorted(groups)}
