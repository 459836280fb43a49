"""The pack for a meeting (bahan rapat): what somebody who goes there has to know, worked out once.

Comes in: the world of one view, a meeting, and maybe the organisation that will read it. Goes out: a
`Pack`, from which the members' page and the printed sheets are both made. A pack for a meeting of the
past shows action items and figures as far as that day, so that it can be made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.disclosure.figures import by_level
from generator.disclosure.view import Card, Link
from generator.fields import Text
from generator.pages.law import Standing, link_to
from generator.pages.ledger import Action, by_organisation, open_first
from generator.pages.plan import PageSpec, World, organisations_in
from generator.pages.statistics import TOTAL, Change, Reading
from generator.periods import months, previous
from generator.vocabulary import Stage

_TREND = 13  # periods in a chart: a year and the same period before it
_WHOLE = 24  # of the newest meetings, the page lists what was open; of older ones it says how much


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
    open_count: int  # action items; one of two organisations counts once

    @property
    def is_brief(self) -> bool:
        """Whether only the number of open action items is told."""
        return bool(self.open_count) and not self.owing


def pack_address(meeting: Card) -> str:
    """Where the pack stands on the members' site."""
    return f"{meeting.address}bahan/"


def plan_packs(world: World) -> Iterator[PageSpec]:
    """One page a meeting, for every member alike.

    Hundreds of items may be open at a time. Who prepares a meeting needs them all, who reads of an
    old one does not, and a list of them for each meeting would outgrow everything else on the site.
    """
    figures = Figures(world.readings)
    for number, meeting in enumerate(world.meetings):
        is_old = number >= _WHOLE and meeting.stage is not Stage.PLANNED
        reads = {
            "pack": make_pack(world, meeting, figures=figures, brief=is_old),
            "card": meeting,
            "today": world.today,
            "prefix": "",
        }
        yield PageSpec(pack_address(meeting), "internal/pack.html", "meetings", reads)


def is_invited(world: World, meeting: Card, organisation: Card) -> bool:
    """Whether an organisation has a seat: a member on that day, or named by the meeting itself."""
    return _is_member(organisation, meeting.date) or organisation.id in organisations_in(meeting)


def make_pack(
    world: World,
    meeting: Card,
    reader: Card | None = None,
    figures: Figures | None = None,
    *,
    brief: bool = False,
) -> Pack:
    """The pack for `meeting`, with the items of `reader` first; packs may share their `figures`.

    A `brief` one says only how many action items are open.
    """
    day = min(meeting.date, world.today)
    last = world.held_before(meeting)
    waiting = () if brief else open_first(world.waiting_at(meeting), day)
    return Pack(
        meeting=meeting,
        reader=reader,
        day=day,
        previous=last,
        owing=tuple(_owing(waiting, reader)),
        decided=tuple(_decided(world, last, meeting)) if last else (),
        compared=(figures or Figures(world.readings)).before(day),
        rules=tuple(_cited(world, meeting, last)),
        seats=tuple(_seats(world, meeting)),
        discussed={item.id: tuple(_discussed(world, item, meeting)) for item in meeting.agenda},
        open_count=world.waiting_count(meeting),
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


def _decided(world: World, last: Card, meeting: Card) -> Iterator[Decided]:
    """What `last` decided, as `meeting` finds it."""
    born = [action.before(meeting) for action in world.born.get(last.id, ())]
    for decision in last.decisions:
        own = (action for action in born if action.item.decision == decision.id)
        yield Decided(last, decision, tuple(own))


def _discussed(world: World, item: Card, meeting: Card) -> Iterator[Action]:
    """The older action items that an item of the agenda takes up, as `meeting` finds them."""
    for link in item.actions:
        action = world.action.get(f"{link.id}#{link.part}")
        if action and (action.meeting.date, action.meeting.id) < (meeting.date, meeting.id):
            yield action.before(meeting)


class Figures:
    """What packs say of the figures; it is the same for all meetings of one month."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._readings = tuple(readings)
        self._known: dict[int, tuple[Compared, ...]] = {}

    def before(self, day: date) -> tuple[Compared, ...]:
        """The newest total of each dataset of a period that was over before the month of `day`."""
        month = day.year * 12 + day.month - 1
        if month not in self._known:
            found = (_newest(reading, month) for reading in self._readings)
            self._known[month] = tuple(one for one in found if one)
        return self._known[month]


def _newest(reading: Reading, month: int) -> Compared | None:
    """The newest of the shortest periods that ended before `month`."""
    totals = {time: value for time, value in reading.totals.items() if months(time)[1] < month}
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
        reading.change(time, (TOTAL,) * len(reading.names)),
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
