"""The action ledger of a view: every visible action item with what later meetings said of it.

Comes in: the cards of one view. Goes out: each item with its events in order; its state, due date,
owners, age and the meeting that last spoke of it are worked out here and never typed. What a view
does not show did not happen in it, so each site tells the life of an item as its readers know it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from generator.disclosure.view import Card, Link, View
from generator.vocabulary import ActionStatus

_NO_ONE = ""


def item_page(meeting: str, item: str) -> str:
    """Where the whole life of an item is told on the members' site."""
    return f"tindak-lanjut/butir/{meeting}/{item}/"


@dataclass(frozen=True)
class Event:
    """What one meeting said of an action item."""

    meeting: Card
    follow_up: Card

    @property
    def status(self) -> ActionStatus:
        """What was said."""
        status: ActionStatus = self.follow_up.status
        return status

    @property
    def day(self) -> date:
        """When it happened: on the day of the meeting, unless the minutes say otherwise."""
        day: date = self.follow_up.date or self.meeting.date
        return day

    @property
    def order(self) -> tuple[date, str, bool]:
        """By meeting; in one meeting a change of owner comes before the state that it leaves."""
        return self.meeting.date, self.meeting.id, self.status is not ActionStatus.REASSIGNED

    @property
    def into(self) -> Link | None:
        """The item that it was merged into, where that may be seen."""
        into: Link | None = self.follow_up.into
        return into

    @property
    def into_page(self) -> str:
        """The page of that item on the members' site; "" without one."""
        return item_page(self.into.id, self.into.part) if self.into else ""


@dataclass(frozen=True)
class Absorbed:
    """Another item that was merged into this one, and when."""

    meeting: Card
    item: Card
    event: Event

    @property
    def page(self) -> str:
        """The other item's page on the members' site."""
        return item_page(self.meeting.id, self.item.id)


@dataclass(frozen=True)
class Action:
    """An action item with its derived state; nothing here is typed by an editor."""

    id: str
    meeting: Card
    item: Card
    events: tuple[Event, ...]
    absorbed: tuple[Absorbed, ...] = ()

    @property
    def address(self) -> str:
        """The item's place on its meeting's page."""
        return f"{self.meeting.address}#{self.item.id}"

    @property
    def page(self) -> str:
        """Its own page on the members' site."""
        return item_page(self.meeting.id, self.item.id)

    @property
    def status(self) -> ActionStatus | None:
        """What was last said of it; None when no later meeting spoke of it."""
        return self.events[-1].status if self.events else None

    @property
    def closing(self) -> Event | None:
        """The event that closed it; None while it waits to be done."""
        return self.events[-1] if self.status and self.status.closes else None

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be done."""
        return not (self.events and self.events[-1].status.closes)

    @property
    def is_done(self) -> bool:
        """Whether it was done, not dropped or merged."""
        return self.status is ActionStatus.DONE

    @property
    def due(self) -> date | None:
        """The due date that holds: the last one set, else the first.

        After a postponement whose day may not be seen none is known; the old one no longer holds.
        """
        for event in reversed(self.events):
            if event.follow_up.due or event.status is ActionStatus.POSTPONED:
                moved: date | None = event.follow_up.due
                return moved
        first: date | None = self.item.due
        return first

    @property
    def postponed(self) -> int:
        """How many times it was postponed."""
        return sum(event.status is ActionStatus.POSTPONED for event in self.events)

    def is_overdue(self, day: date) -> bool:
        """Open and past its due date on `day`."""
        return self.is_open and self.due is not None and self.due < day

    @property
    def responsible(self) -> tuple[Link, ...]:
        """Which organisations owe it now, or owed it when it was closed."""
        return self._owners()[-1] if self.events else self.item.responsible

    @property
    def former(self) -> tuple[Link, ...]:
        """Which organisations owed it before and no longer do, in order."""
        now = {link.id for link in self.responsible}
        earlier = {link.id: link for links in self._owners()[:-1] for link in links}
        return tuple(link for identity, link in earlier.items() if identity not in now)

    def _owners(self) -> list[tuple[Link, ...]]:
        """The owners one after the other; whoever may not be seen is not among them."""
        changes = (event for event in self.events if event.status is ActionStatus.REASSIGNED)
        return [self.item.responsible, *(event.follow_up.responsible for event in changes)]

    @property
    def last_heard(self) -> Card:
        """The meeting that last spoke of it."""
        return self.events[-1].meeting if self.events else self.meeting

    def age(self, day: date) -> int:
        """Days from its birth until it was closed, or until `day`."""
        born: date = self.meeting.date
        return max(0, ((self.closing.day if self.closing else day) - born).days)

    def before(self, meeting: Card) -> Action:
        """The item as `meeting` found it: with the events of earlier meetings only."""
        known = tuple(one for one in self.events if one.order[:2] < (meeting.date, meeting.id))
        return replace(self, events=known) if len(known) < len(self.events) else self


def derive_ledger(view: View) -> tuple[Action, ...]:
    """Every action item of the view's meetings, in order of birth."""
    meetings = sorted(view.of("meeting"), key=lambda card: (card.date, card.id))
    events: dict[str, list[Event]] = defaultdict(list)
    for meeting in meetings:
        for follow_up in meeting.follow_ups:
            events[_id(follow_up.action)].append(Event(meeting, follow_up))
    born = {
        f"{meeting.id}#{item.id}": (meeting, item)
        for meeting in meetings
        for item in meeting.actions
    }
    absorbed: dict[str, list[Absorbed]] = defaultdict(list)
    for identity, (meeting, item) in born.items():
        last = max(events.get(identity, ()), key=lambda one: one.order, default=None)
        if last and last.status.closes and last.into:
            absorbed[_id(last.into)].append(Absorbed(meeting, item, last))
    return tuple(
        Action(
            identity,
            meeting,
            item,
            tuple(sorted(events.get(identity, ()), key=lambda one: one.order)),
            tuple(absorbed.get(identity, ())),
        )
        for identity, (meeting, item) in born.items()
    )


def _id(link: Link) -> str:
    return f"{link.id}#{link.part}"


def open_first(actions: Sequence[Action], day: date) -> tuple[Action, ...]:
    """Open items: overdue first, then by due date, those without one last, oldest first."""
    waiting = [action for action in actions if action.is_open]
    order = sorted(
        waiting, key=lambda action: (action.due or date.max, action.meeting.date, action.id)
    )
    return tuple(sorted(order, key=lambda action: not action.is_overdue(day)))


def waiting_by_month(actions: Iterable[Action], last: date) -> Mapping[int, tuple[Action, ...]]:
    """By month (as `month_of`) until that of `last`: the items that were open on some day of it."""
    groups: dict[int, list[Action]] = defaultdict(list)
    for action in actions:
        end = action.closing.meeting.date if action.closing else last
        for month in range(month_of(action.meeting.date), month_of(end) + 1):
            groups[month].append(action)
    return {month: tuple(found) for month, found in groups.items()}


def month_of(day: date) -> int:
    """The months of the calendar up to that of `day`."""
    return day.year * 12 + day.month


def by_due_month(actions: Sequence[Action]) -> Iterator[tuple[str, tuple[Action, ...]]]:
    """Items in the order in which they come, by the month of their due date ("" without one)."""
    for month, found in groupby(actions, key=lambda one: f"{one.due:%Y-%m}" if one.due else ""):
        yield month, tuple(found)


def by_organisation(actions: Sequence[Action]) -> Mapping[str, tuple[Action, ...]]:
    """Items by the organisation that owes them ("" when none was named), in name order."""
    groups: dict[str, list[Action]] = defaultdict(list)
    for action in actions:
        for identity in [link.id for link in action.responsible] or [_NO_ONE]:
            groups[identity].append(action)
    return {key: tuple(groups[key]) for key in sorted(groups)}


def handed_over(actions: Sequence[Action]) -> Mapping[str, tuple[Action, ...]]:
    """Items by each organisation that owed them before and no longer does."""
    groups: dict[str, list[Action]] = defaultdict(list)
    for action in actions:
        for link in action.former:
            groups[link.id].append(action)
    return {key: tuple(found) for key, found in groups.items()}
