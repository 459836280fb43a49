"""The pack for a meeting (bahan rapat): what somebody who goes there has to know, worked out once.

Comes in: the world of one view, a meeting, and maybe the organisation that will read it. Goes out: a
`Pack`, from which the members' page and the printed sheets are both made. A pack for a meeting of the
past shows action items and figures as far as that day, so that it can be made again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.disclosure.figures import by_level
from generator.disclosure.view import Card, Link
from generator.fields import Text
from generator.pages.law import Standing, link_to
from generator.pages.ledger import Action, by_organisation, open_first
from generator.pages.plan import PageSpec, World, organisations_in
from generator.pages.statistics import TOTAL, Change, Reading, is_exact
from generator.periods import months, previous
from generator.vocabulary import Stage

_TREND = 13  # periods in a chart: a year and the same period before it


@dataclass(frozen=True)
class Owing:
    """The open action items of one organisation; those that nobody owes have none."""

    organisation: Link | None
    own: bool  # whether the reader is that organisation
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class Decided:
    """A decision since the last time, with the action items that carry it out."""

    meeting: Card
    decision: Card
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class Compared:
    """The newest total of a dataset before the meeting, beside the period before and a year before."""

    reading: Reading
    time: str
    value: int
    before: Change | None
    year: Change | None
    trend: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Cited:
    """A rule with its standing on the day of the meeting and today."""

    rule: Link
    then: Standing
    now: Standing


@dataclass(frozen=True)
class Seat:
    """One line of the sheet to sign; what is not known yet is filled in by hand."""

    organisation: Text
    name: str = ""
    position: Text | None = None


@dataclass(frozen=True)
class Pack:
    """Everything of one pack; `day` is the day as of which items and figures are told."""

    meeting: Card
    reader: Card | None
    day: date
    previous: Card | None
    owing: tuple[Owing, ...]
    decided: tuple[Decided, ...]
    compared: tuple[Compared, ...]
    rules: tuple[Cited, ...]
    seats: tuple[Seat, ...]
    discussed: Mapping[str, tuple[Action, ...]]

    @property
    def open_count(self) -> int:
        """How many action items are open; one of two organisations counts once."""
        return len({action.id for group in self.owing for action in group.actions})


def pack_address(meeting: Card) -> str:
    """Where the pack stands on the members' site."""
    return f"{meeting.address}bahan/"


def plan_packs(world: World) -> Iterator[PageSpec]:
    """One page a meeting, for every member alike."""
    for meeting in world.meetings:
        reads = {
            "pack": make_pack(world, meeting),
            "card": meeting,
            "today": world.today,
            "prefix": "",
        }
        yield PageSpec(pack_address(meeting), "internal/pack.html", "meetings", reads)


def is_invited(world: World, meeting: Card, organisation: Card) -> bool:
    """Whether an organisation has a seat: a member on that day, or named by the meeting itself."""
    return _is_member(organisation, meeting.date) or organisation.id in organisations_in(meeting)


def make_pack(world: World, meeting: Card, reader: Card | None = None) -> Pack:
    """The pack for `meeting`, with the items of `reader` first."""
    day = min(meeting.date, world.today)
    earlier = [
        one
        for one in world.held
        if (one.date, one.id) < (meeting.date, meeting.id) and one.id != meeting.id
    ]
    last = earlier[0] if earlier else None
    actions = tuple(
        action.before(meeting)
        for action in world.actions
        if (action.meeting.date, action.meeting.id) < (meeting.date, meeting.id)
    )
    known = {action.id: action for action in actions}
    return Pack(
        meeting=meeting,
        reader=reader,
        day=day,
        previous=last,
        owing=tuple(_owing(open_first(actions, day), reader)),
        decided=tuple(_decided(last, actions)) if last else (),
        compared=tuple(_compared(world, day)),
        rules=tuple(_cited(world, meeting, last)),
        seats=tuple(_seats(world, meeting)),
        discussed={
            item.id: tuple(
                known[key] for link in item.actions if (key := f"{link.id}#{link.part}") in known
            )
            for item in meeting.agenda
        },
    )


def _owing(waiting: tuple[Action, ...], reader: Card | None) -> Iterator[Owing]:
    """By organisation: the reader first, then by name, what nobody owes last."""
    names = {link.id: link for action in waiting for link in action.responsible}
    groups = [
        Owing(names.get(identity), reader is not None and identity == reader.id, found)
        for identity, found in by_organisation(waiting).items()
    ]

    def _order(group: Owing) -> tuple[bool, bool, str]:
        name = group.organisation.title.id if group.organisation else ""
        return not group.own, group.organisation is None, name.casefold()

    yield from sorted(groups, key=_order)


def _decided(last: Card, actions: tuple[Action, ...]) -> Iterator[Decided]:
    for decision in last.decisions:
        own = (
            action
            for action in actions
            if action.meeting.id == last.id and action.item.decision == decision.id
        )
        yield Decided(last, decision, tuple(own))


def _compared(world: World, day: date) -> Iterator[Compared]:
    month = day.year * 12 + day.month - 1  # the one that is not over yet
    for reading in world.readings:
        found = _newest(reading, month)
        if found is not None:
            yield found


def _newest(reading: Reading, month: int) -> Compared | None:
    """The newest of the shortest periods that ended before `month`."""
    everything = (TOTAL,) * len(reading.names)
    totals = {
        time: figure.value or 0
        for (time, codes), figure in reading.figures.items()
        if codes == everything and is_exact(figure) and months(time)[1] < month
    }
    times = next(iter(by_level(totals).values()), ())
    if not times:
        return None
    time = times[-1]
    before = previous(time)
    comparable = before in totals and reading.same_codes(before, time)
    return Compared(
        reading,
        time,
        totals[time],
        Change(before, totals[before], totals[time]) if before and comparable else None,
        reading.change(time, everything),
        tuple((one, totals[one]) for one in times[-_TREND:]),
    )


def _cited(world: World, *meetings: Card | None) -> Iterator[Cited]:
    """The rules that these meetings cite, each once, on the day of the first of them and today."""
    found = [meeting for meeting in meetings if meeting]
    rules = dict.fromkeys(rule for one in found for rule in world.links.rules_of(one))
    for identity in rules:
        rule = world.view.by_id[identity]
        then = world.law.standing(rule, found[0].date)
        yield Cited(link_to(rule), then, world.law.standing(rule, world.today))


def _seats(world: World, meeting: Card) -> Iterator[Seat]:
    """The invited, line by line; without any, the members of that day."""
    for line in meeting.attendance:
        yield Seat(line.organisation.title, line.name or "", line.position)
    if meeting.attendance or meeting.stage is not Stage.PLANNED:
        return
    for card in sorted(world.view.of("organisation"), key=lambda one: one.title.id.casefold()):
        if _is_member(card, meeting.date):
            yield Seat(card.title)


def _is_member(organisation: Card, day: date) -> bool:
    return any(
        (one.since is None or one.since <= day) and (one.until is None or day <= one.until)
        for one in organisation.member
    )
