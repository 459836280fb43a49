"""The standing of rules on any day, worked out from their days and from what they do to older ones.

Comes in: one `Act` a rule. Goes out: `Standings`, which answers for any act and any day. Pages ask it
about the cards of a view, the checks about the whole library; neither is known here.

A day that is not known exactly is a `Span`. Everything is worked out twice: as if each unknown day were
the first of its span, and as if it were the last. Where both histories agree the answer is certain, else
it is UNVERIFIED. Two histories are enough: a fact below (in force, revoked, amended ...) only ever begins
to hold, so what is the same at both ends is the same for every day in between.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from typing import Any

from generator.vocabulary import RegulationStatus, RelationKind

NEVER = date.max
# "Perubahan Kedua atas ...": how the title of an act that does nothing but amend begins.
_DAYS = ("enacted", "promulgated", "effective")
_AMENDING = re.compile(r"perubahan\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """The days among which one lies; first and last are the same when it is known."""

    first: date
    last: date

    @property
    def is_known(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Deed:
    """What an act does to an older one: to all of it, or to a part or article only."""

    kind: RelationKind
    target: str
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Act:
    """What the standing of one rule follows from.

    `force` holds its first day of force, `promulgated` only a verified day; `checked` says that
    somebody verified that it is in force; `amending`, that it does nothing but amend.
    """

    id: str
    force: Span
    promulgated: date | None = None
    checked: bool = False
    amending: bool = False
    deeds: tuple[Deed, ...] = ()


def act_of(identity: str, rule: Any, deeds: Iterable[Deed]) -> Act:
    """The act of a regulation, given as a record or as a card; `deeds` name acts by id."""
    done = tuple(deeds)
    amends = [one for one in rule.relations if one.kind is RelationKind.AMENDS]
    all_known = bool(amends) and all(one.target for one in amends)
    return Act(
        id=identity,
        force=force_span(rule),
        promulgated=rule.promulgated if "promulgated" in rule.verified else None,
        checked="status" in rule.verified,
        amending=all_known and bool(_AMENDING.match(rule.title.id)),
        deeds=done,
    )


def force_span(rule: Any) -> Span:
    """Among which days the first day of force of a regulation lies.

    A rule is in force from the day that it names, else from its promulgation (UU 12/2011 article
    87); a record writes `effective` only where the two differ. A day that nobody verified counts
    as no more than its year, and one that is not written as the year of the rule.
    """
    written = {name: day for name in _DAYS if (day := getattr(rule, name))}
    sure = {name: day for name, day in written.items() if name in rule.verified}
    if "effective" in sure or ("promulgated" in sure and "effective" not in written):
        day = sure.get("effective") or sure["promulgated"]
        return Span(day, day)
    made = [day for name, day in sure.items() if name != "effective"]
    first = max([_new_year(rule.year), *made])
    if "effective" in written:  # not verified, and it may lie before the rule was made
        first = min(first, _new_year(written["effective"].year))
    years = [first.year, _year(rule.year), *(day.year for day in written.values())]
    return Span(first, date(max(years), 12, 31))


def _year(year: int) -> int:
    return min(max(year, MINYEAR), MAXYEAR)


def _new_year(year: int) -> date:
    return date(_year(year), 1, 1)


@dataclass(slots=True)
class _Fate:
    """From which day on each fact holds of one act in one history; NEVER where it does not."""

    force: date
    revoked: date = NEVER
    law: date = NEVER
    absorbed: date = NEVER
    partly: date = NEVER
    amended: date = NEVER

    @property
    def gone(self) -> date:
        """From which day on it is no longer in force."""
        return min(self.revoked, self.absorbed)


_History = Mapping[str, _Fate]


class Standings:
    """The standing of every act on every day. Made once, in time proportional to acts and deeds."""

    def __init__(self, acts: Iterable[Act]) -> None:
        self.acts: Mapping[str, Act] = {act.id: act for act in acts}
        self.void = _void(self.acts)
        self.early = _history(self.acts, self.void, lambda span: span.first)
        self.late = _history(self.acts, self.void, lambda span: span.last)
        self._enders = _enders(self.acts, self.void, self.late)
        self._found: dict[tuple[str, date], str] = {}  # successors that were asked for

    def status(self, identity: str, day: date) -> RegulationStatus:
        """The standing of an act on `day`; UNVERIFIED where nobody checked it or a day is unknown."""
        early, late = self._both(identity, day)
        return early if early is late else RegulationStatus.UNVERIFIED

    def is_day_unknown(self, identity: str, day: date) -> bool:
        """Whether the standing on `day` hangs on a day that is not known."""
        early, late = self._both(identity, day)
        return early is not late

    def has_happened(self, identity: str, day: date) -> bool:
        """Whether the act was certainly in force by `day`, so that what it does was done."""
        return self.late[identity].force <= day

    def may_have_happened(self, identity: str, day: date) -> bool:
        """Whether the act was certainly or possibly in force by `day`."""
        return self.early[identity].force <= day

    def end(self, identity: str) -> Span | None:
        """Among which days its force ends: revoked, enacted as law, or gone with what it amends."""
        early, late = self.early[identity], self.late[identity]
        last = min(late.gone, late.law)
        return None if last == NEVER else Span(min(early.gone, early.law), last)

    def successor(self, identity: str, day: date) -> str:
        """The act that stands in the place of one that is gone on `day`; "" when there is none.

        Where what replaced it is itself gone by then, the act that replaced that, and so on.
        """
        passed = {identity: None}  # in order; relations in a loop are a problem said elsewhere
        last = identity
        while (last, day) not in self._found:
            ender = self._enders.get(last, "")
            if not ender or ender in passed or not self.has_happened(ender, day):
                break
            passed[ender] = None
            last = ender
        last = self._found.get((last, day), last)
        self._found.update(((one, day), last) for one in passed if one != last)
        return last if last != identity else ""

    def _both(self, identity: str, day: date) -> tuple[RegulationStatus, RegulationStatus]:
        act = self.acts[identity]
        return _status(act, self.early[identity], day), _status(act, self.late[identity], day)


IN_FORCE = (
    RegulationStatus.IN_FORCE,
    RegulationStatus.AMENDED,
    RegulationStatus.PARTLY_REVOKED,
)
GONE = (RegulationStatus.REVOKED, RegulationStatus.ABSORBED, RegulationStatus.ENACTED)


def _status(act: Act, fate: _Fate, day: date) -> RegulationStatus:
    """The standing in one history: the first of these that fits."""
    if fate.revoked <= day:
        return RegulationStatus.REVOKED
    if day < fate.force:
        announced = act.promulgated is not None and act.promulgated <= day
        return RegulationStatus.PROMULGATED if announced else RegulationStatus.NOT_YET
    if fate.law <= day:
        return RegulationStatus.ENACTED
    if fate.absorbed <= day:
        return RegulationStatus.ABSORBED
    if not act.checked:
        return RegulationStatus.UNVERIFIED
    if fate.partly <= day:
        return RegulationStatus.PARTLY_REVOKED
    return RegulationStatus.AMENDED if fate.amended <= day else RegulationStatus.IN_FORCE


def _void(acts: Mapping[str, Act]) -> frozenset[str]:
    """Acts that were wholly revoked before they took force: what they say was never done.

    Only where that is certain. The revoking act must not be void itself, which is known by then:
    acts come in the order of the last day on which they can have taken force.
    """
    revokers: dict[str, list[Act]] = defaultdict(list)
    for act, deed in _deeds(acts):
        if deed.kind is RelationKind.REVOKES and deed.whole:
            revokers[deed.target].append(act)
    found: set[str] = set()
    for act in sorted(acts.values(), key=lambda act: act.force.last):
        if any(
            other.id not in found and other.force.last < act.force.first
            for other in revokers.get(act.id, ())
        ):
            found.add(act.id)
    return frozenset(found)


def _deeds(
    acts: Mapping[str, Act], void: frozenset[str] = frozenset()
) -> Iterator[tuple[Act, Deed]]:
    """What each act that is not void does to acts that are there."""
    for act in acts.values():
        if act.id not in void:
            yield from ((act, deed) for deed in act.deeds if deed.target in acts)


def _history(
    acts: Mapping[str, Act], void: frozenset[str], pick: Callable[[Span], date]
) -> _History:
    fates = {act.id: _Fate(pick(act.force)) for act in acts.values()}
    for act, deed in _deeds(acts, void):
        day, fate = fates[act.id].force, fates[deed.target]
        if deed.kind is RelationKind.REVOKES and deed.whole:
            fate.revoked = min(fate.revoked, day)
        elif deed.kind is RelationKind.REVOKES:
            fate.partly = min(fate.partly, day)
        elif deed.kind is RelationKind.AMENDS:
            fate.amended = min(fate.amended, day)
        elif deed.kind is RelationKind.ENACTS:
            fate.law = min(fate.law, day)
    for act, parents in _parents_first(acts):
        fates[act.id].absorbed = max(fates[parent].gone for parent in parents)
    return fates


def _parents_first(acts: Mapping[str, Act]) -> Iterator[tuple[Act, tuple[str, ...]]]:
    """Acts that only amend, with what they amend, each after those of its parents that only amend."""
    parents = {act.id: _parents(acts, act) for act in acts.values() if act.amending}
    parents = {identity: found for identity, found in parents.items() if found}
    children: dict[str, list[str]] = defaultdict(list)
    waiting: dict[str, int] = {}
    for identity, found in parents.items():
        inner = [parent for parent in found if parent in parents]
        waiting[identity] = len(inner)
        for parent in inner:
            children[parent].append(identity)
    ready = [identity for identity, count in waiting.items() if count == 0]
    for identity in ready:  # grows while it is read; what stands in a loop never gets here
        yield acts[identity], parents[identity]
        for child in children[identity]:
            waiting[child] -= 1
            if waiting[child] == 0:
                ready.append(child)


def _parents(acts: Mapping[str, Act], act: Act) -> tuple[str, ...]:
    amended = (deed.target for deed in act.deeds if deed.kind is RelationKind.AMENDS)
    return tuple(dict.fromkeys(target for target in amended if target in acts))


def _enders(acts: Mapping[str, Act], void: frozenset[str], late: _History) -> Mapping[str, str]:
    """Which act ended each that is gone: the first to revoke it or to make it law."""
    ended: dict[str, tuple[date, str]] = {}
    for act, deed in _deeds(acts, void):
        if deed.whole and deed.kind in (RelationKind.REVOKES, RelationKind.ENACTS):
            mark = (late[act.id].force, act.id)
            ended[deed.target] = min(mark, ended.get(deed.target, (NEVER, "")))
    for act, parents in _parents_first(acts):
        marks = [ended.get(parent, (NEVER, "")) for parent in parents]
        if act.id not in ended and late[act.id].absorbed != NEVER:
            ended[act.id] = max(marks)
    return {identity: by for identity, (_, by) in ended.items() if by}
