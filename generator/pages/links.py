"""Who points to whom in a view: references of every kind, read once from the cards.

From them come the backlinks of a page, the rules that it cites, and which meetings belong together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from generator.disclosure.view import Card, Link, Passage, View
from generator.fields import Text

KINDS = ("meeting", "regulation", "dataset", "page", "organisation", "place", "term")
_NEAR = 6  # meetings before and after that are looked at for each thing they share
_RELATED = 5  # related meetings that a page shows


@dataclass(frozen=True)
class Mention:
    """A record that points to another: its name, its address and its day, and no more of it."""

    record: str
    id: str
    title: Text
    short: str
    address: str
    day: date | None


@dataclass(frozen=True)
class Shared:
    """Another meeting that deals with the same things, and how many of each kind."""

    meeting: Mention
    parts: int
    rules: int


@dataclass(frozen=True)
class Links:
    """All references of a view: `out` by the id of the card that holds them, `into` by their target."""

    out: Mapping[str, tuple[Link, ...]]
    into: Mapping[str, tuple[Mention, ...]]
    related: Mapping[str, tuple[Shared, ...]]

    def rules_of(self, card: Card) -> tuple[str, ...]:
        """The ids of the rules that a card cites, in the order in which it first names them."""
        cited = (link.id for link in self.out.get(card.id, ()) if link.kind == "regulation")
        return tuple(one for one in dict.fromkeys(cited) if one != card.id)

    def back(self, card: Card, known: Iterable[str] = ()) -> Mapping[str, tuple[Mention, ...]]:
        """The records that point to `card`, by kind and newest first, without those that are `known`."""
        left_out = {card.id, *known}
        groups: dict[str, list[Mention]] = defaultdict(list)
        for source in self.into.get(card.id, ()):
            if source.id not in left_out:
                groups[source.record].append(source)
        return {kind: tuple(groups[kind]) for kind in KINDS if kind in groups}


def derive_links(view: View) -> Links:
    """Every reference between the cards of `view`, in time proportional to their number."""
    out = {card.id: tuple(_links_in(card)) for kind in KINDS for card in view.of(kind)}
    mentions = {card.id: _mention(card) for kind in KINDS for card in view.of(kind)}
    into: dict[str, list[Mention]] = defaultdict(list)
    for identity, found in out.items():
        for target in dict.fromkeys(link.id.partition("/")[0] for link in found):
            into[target].append(mentions[identity])
    return Links(
        out=out,
        into={target: tuple(sorted(cards, key=_newest_first)) for target, cards in into.items()},
        related=_related(view.of("meeting"), out, mentions),
    )


def day_of(card: Card) -> date | None:
    """The day that a card speaks of or was written on, where it has one."""
    if card.record == "meeting":
        day: date | None = card.date
    elif card.record == "regulation":
        day = card.effective or card.promulgated or card.enacted
    elif card.record == "dataset":
        day = max((one.released for one in card.periods if one.released), default=None)
    else:
        day = card.updated if card.record == "page" else None
    return day


def told_days(card: Card) -> Iterator[date]:
    """The days on which a record was changed or checked, as the card itself tells them.

    Nothing else may date a public page: the day of a commit also moves when something changes that
    the page does not show.
    """
    if card.record == "meeting":
        yield from (correction.date for correction in card.corrections)
    elif card.record == "regulation":
        yield from (found.date for found in card.verified.values())
    elif card.record == "dataset":
        yield from (one.released for one in card.periods if one.released)
        yield from (note.date for note in card.releases)
    elif card.record == "page" and card.updated:
        yield card.updated


def _mention(card: Card) -> Mention:
    day = day_of(card)
    return Mention(card.record, card.id, card.title, card.short, card.address, day)


def _ordinal(mention: Mention) -> int:
    return (mention.day or date.min).toordinal()


def _newest_first(mention: Mention) -> tuple[int, str, str]:
    return -_ordinal(mention), mention.title.id.casefold(), mention.id


def _links_in(card: Card) -> list[Link]:
    """Every link inside a card, at any depth and in order; no recursion, for this is done for all."""
    found: list[Link] = []
    waiting: list[Any] = [card]
    while waiting:
        value = waiting.pop()
        kind = type(value)
        if kind is Link:
            found.append(value)
        elif kind is Passage:
            found += value.links.values()
        else:
            inner = vars(value) if kind is Card else value
            inner = inner if kind is tuple else tuple(inner.values())
            waiting += [one for one in reversed(inner) if one and type(one) in _HOLDERS]
    return found


# All that can hold links inside a card, or that is one.
_HOLDERS = frozenset((Card, Link, Passage, tuple, MappingProxyType))


# Meetings that belong together


def _related(
    meetings: Iterable[Card],
    out: Mapping[str, tuple[Link, ...]],
    mentions: Mapping[str, Mention],
) -> Mapping[str, tuple[Shared, ...]]:
    """For each meeting those nearest to it that share decisions, action items or rules with it.

    What a hundred meetings share tells little of any two of them, so only the few before and after
    are compared: the work grows with the number of meetings, not with that of pairs.
    """
    ordered = sorted(meetings, key=lambda card: (card.date, card.id))
    holders: dict[tuple[str, str], list[Card]] = defaultdict(list)
    for meeting in ordered:
        for thing in _things(meeting, out[meeting.id]):
            holders[thing].append(meeting)
    pairs: dict[tuple[str, str], list[int]] = {}  # how many parts and rules two meetings share
    for (kind, _), found in holders.items():
        for index, meeting in enumerate(found):
            for other in found[index + 1 : index + 1 + _NEAR]:
                pairs.setdefault((meeting.id, other.id), [0, 0])[kind == "rule"] += 1
    shared: dict[str, list[Shared]] = defaultdict(list)
    for (earlier, later), (parts, rules) in pairs.items():
        shared[earlier].append(Shared(mentions[later], parts, rules))
        shared[later].append(Shared(mentions[earlier], parts, rules))
    return {identity: _nearest(mentions[identity], found) for identity, found in shared.items()}


def _things(meeting: Card, links: Iterable[Link]) -> Iterator[tuple[str, str]]:
    """What a meeting can share with others: itself, its parts, those it names, and rules."""
    own = [
        meeting.id,
        *(f"{meeting.id}#{part.id}" for part in (*meeting.decisions, *meeting.actions)),
    ]
    named = [f"{one.id}#{one.part}".rstrip("#") for one in links if one.kind == "meeting"]
    yield from (("part", thing) for thing in dict.fromkeys([*own, *named]))
    rested = dict.fromkeys(link.id for one in meeting.decisions for link in one.rests_on)
    yield from (("rule", rule) for rule in rested)


def _nearest(meeting: Mention, shared: Iterable[Shared]) -> tuple[Shared, ...]:
    """Those that share most; a decision or an action item weighs as much as three rules."""

    def _weight(one: Shared) -> tuple[int, int, str]:
        apart = abs(_ordinal(one.meeting) - _ordinal(meeting))
        return -(3 * one.parts + one.rules), apart, one.meeting.id

    return tuple(sorted(shared, key=_weight)[:_RELATED])
