"""What follows from the regulations that a view shows: standing, inverse relations, citations, families.

Relations are written once, on the newer rule; everything here is derived from visible cards. The
standing itself is worked out in `generator.standing`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.disclosure.view import Card, Link, View
from generator.standing import IN_FORCE, Act, Deed, Span, Standings, act_of
from generator.vocabulary import Evidence, RegulationStatus, RelationKind


@dataclass(frozen=True)
class Inverse:
    """A relation seen from the older rule: which newer rule does what to it."""

    kind: RelationKind
    by: Card
    relation: Card

    @property
    def is_whole(self) -> bool:
        """Whether it touches the whole older rule, not only a part or one article."""
        return not (self.relation.partial or self.relation.target.part)


@dataclass(frozen=True)
class Citation:
    """A decision that rests on a rule, with its meeting; `part` is the article or ""."""

    meeting: Card
    decision: Card
    part: str


@dataclass(frozen=True)
class Cause:
    """What a newer rule did that made a standing what it is. It names the rule and holds no more."""

    kind: RelationKind
    by: Link
    evidence: Evidence


@dataclass(frozen=True)
class Standing:
    """How a rule stands on one day, and what makes it so.

    `by` is what brought it about, or may have where `is_day_unknown`; `successor`
    is the rule that stands in the place of one that is gone. `evidence` is the weakest of what
    the status rests on; None where it rests on days alone, or says nothing.
    """

    status: RegulationStatus
    by: tuple[Cause, ...] = ()
    successor: Link | None = None
    is_day_unknown: bool = False
    evidence: Evidence | None = None


@dataclass(frozen=True)
class Member:
    """A rule of a family: between which days it was in force, and what it does to the others."""

    rule: Link
    does: tuple[Card, ...]
    begin: Span
    end: Span | None
    checked: date | None
    changes: tuple[Span, ...]
    standing: Standing


@dataclass(frozen=True)
class Family:
    """A rule with all that changed, ended or carried it out, in the order of their first days."""

    root: Link
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Law:
    """All that is derived about the regulations of one view.

    `changes` are those of `inverses` that bear on the standing of the older rule; `makers` those by
    the status that they make.
    """

    rules: Mapping[str, Card]
    inverses: Mapping[str, tuple[Inverse, ...]]
    changes: Mapping[str, tuple[Inverse, ...]]
    makers: Mapping[tuple[str, RegulationStatus], tuple[Inverse, ...]]
    citations: Mapping[str, tuple[Citation, ...]]
    standings: Standings
    roots: Mapping[str, tuple[Link, ...]]
    _known: dict[tuple[str, date], Standing] = field(
        default_factory=dict, repr=False, compare=False
    )

    def status(self, rule: Card, day: date) -> RegulationStatus:
        """The standing of `rule` on `day` in one word, as far as the view's records know.

        A change counts from the day the changing rule takes force. Without a verified standing a
        rule is never called in force.
        """
        return self.standings.status(rule.id, day)

    def standing(self, rule: Card, day: date) -> Standing:
        """The standing of `rule` on `day`, with the relations that make it so and its successor."""
        key = rule.id, day
        if key not in self._known:
            self._known[key] = self._standing(rule, day)
        return self._known[key]

    def _standing(self, rule: Card, day: date) -> Standing:
        status = self.standings.status(rule.id, day)
        unknown = self.standings.is_day_unknown(rule.id, day)
        found = self._possible(rule, day) if unknown else self._done(rule, day, status)
        by = tuple(Cause(one.kind, link_to(one.by), one.relation.evidence) for one in found)
        successor = self.standings.successor(rule.id, day)
        return Standing(
            status=status,
            by=by,
            successor=link_to(self.rules[successor]) if successor else None,
            is_day_unknown=unknown,
            evidence=_evidence(rule, status, by),
        )

    def first_day(self, rule: Card) -> Span:
        """Among which days the first day of force of `rule` lies."""
        return self.standings.acts[rule.id].force

    def newer_than_text(self, rule: Card, day: date) -> tuple[Inverse, ...]:
        """Changes by `day` that the rule's summary and articles do not follow, newest first.

        They follow the text up to `text_date`, the original text where none is written. What may
        have taken force by `day` counts: a warning too many is better than one too few.
        """
        followed = rule.text_date or date.min
        return tuple(
            inverse
            for inverse in self.changes.get(rule.id, ())
            if _leaves_it_in_force(inverse)
            and self.standings.may_have_happened(inverse.by.id, day)
            and self.first_day(inverse.by).last > followed
        )

    def family(self, rule: Card, today: date) -> Family | None:
        """The family of which `rule` is the root; None when nothing changed or carried it out."""
        if rule.id in self.roots or rule.id not in self.inverses:
            return None
        found = _relatives(self, rule)
        if not found:
            return None
        members = [self._member(one, {rule.id, *found}, today) for one in (rule.id, *found)]
        return Family(link_to(rule), tuple(sorted(members, key=_by_first_day)))

    def _member(self, identity: str, family: set[str], today: date) -> Member:
        rule = self.rules[identity]
        return Member(
            rule=link_to(rule),
            does=tuple(
                one
                for one in rule.relations
                if one.kind is not RelationKind.REFERS and one.target and one.target.id in family
            ),
            begin=self.first_day(rule),
            end=self.standings.end(identity),
            checked=rule.verified["status"].date if "status" in rule.verified else None,
            changes=tuple(
                self.first_day(inverse.by)
                for inverse in reversed(self.changes.get(rule.id, ()))
                if _leaves_it_in_force(inverse)
            ),
            standing=self.standing(rule, today),
        )

    def _done(self, rule: Card, day: date, status: RegulationStatus) -> tuple[Inverse, ...]:
        """The relations that surely made the status what it is, newest first."""
        found = self.makers.get((rule.id, status), ())
        future = bisect_left(
            found,
            -day.toordinal(),
            key=lambda one: -self.first_day(one.by).last.toordinal(),
        )
        return found[future:]

    def _possible(self, rule: Card, day: date) -> tuple[Inverse, ...]:
        """The relations of which it is not known whether they hold yet."""
        return tuple(
            inverse
            for inverse in self.changes.get(rule.id, ())
            if self.standings.may_have_happened(inverse.by.id, day)
            and not self.standings.has_happened(inverse.by.id, day)
        )


_MAKES = {
    (RelationKind.REVOKES, True): RegulationStatus.REVOKED,
    (RelationKind.REVOKES, False): RegulationStatus.PARTLY_REVOKED,
    (RelationKind.AMENDS, True): RegulationStatus.AMENDED,
    (RelationKind.AMENDS, False): RegulationStatus.AMENDED,
    (RelationKind.ENACTS, True): RegulationStatus.ENACTED,
    (RelationKind.ENACTS, False): RegulationStatus.ENACTED,
}


def _evidence(rule: Card, status: RegulationStatus, by: tuple[Cause, ...]) -> Evidence | None:
    """How surely a status is known: by the best of the relations that make it, and by its check."""
    said = {one.evidence for one in by}
    found = {Evidence.TEXT} if Evidence.TEXT in said else said
    if status in IN_FORCE:
        found.add(rule.verified["status"].evidence)
    if status is RegulationStatus.UNVERIFIED or not found:
        return None
    return Evidence.SECONDARY if Evidence.SECONDARY in found else Evidence.TEXT


def _leaves_it_in_force(inverse: Inverse) -> bool:
    """Whether it changes the older rule and leaves the rest of it in force."""
    partly = inverse.kind is RelationKind.REVOKES and not inverse.is_whole
    return partly or inverse.kind is RelationKind.AMENDS


def derive_law(view: View) -> Law:
    """Inverse relations, citations, standings and families of every regulation in `view`."""
    rules = {rule.id: rule for rule in view.of("regulation")}
    standings = Standings(_act(rule) for rule in rules.values())
    inverses: dict[str, list[Inverse]] = defaultdict(list)
    for rule in rules.values():
        for relation in rule.relations:
            if relation.target and relation.target.id in rules:
                inverses[relation.target.id].append(Inverse(relation.kind, rule, relation))
    citations: dict[str, list[Citation]] = defaultdict(list)
    for citation, target in _citations(view):
        citations[target].append(citation)

    def _newest_first(one: Inverse) -> tuple[int, str]:
        return -standings.acts[one.by.id].force.last.toordinal(), one.by.id

    ordered = {key: tuple(sorted(found, key=_newest_first)) for key, found in inverses.items()}
    changes = {key: _that_count(found, standings) for key, found in ordered.items()}
    return Law(
        rules=rules,
        inverses=ordered,
        changes=changes,
        makers=_by_status(changes),
        citations={key: tuple(found) for key, found in citations.items()},
        standings=standings,
        roots=_roots(rules, standings),
    )


def _that_count(inverses: tuple[Inverse, ...], standings: Standings) -> tuple[Inverse, ...]:
    return tuple(
        inverse
        for inverse in inverses
        if (inverse.kind, inverse.is_whole) in _MAKES and inverse.by.id not in standings.void
    )


def _by_status(
    changes: Mapping[str, tuple[Inverse, ...]],
) -> Mapping[tuple[str, RegulationStatus], tuple[Inverse, ...]]:
    found: dict[tuple[str, RegulationStatus], list[Inverse]] = defaultdict(list)
    for rule, inverses in changes.items():
        for inverse in inverses:
            found[rule, _MAKES[inverse.kind, inverse.is_whole]].append(inverse)
    return {key: tuple(inverses) for key, inverses in found.items()}


def link_to(rule: Card) -> Link:
    """A rule's name and address, for pages that need no more of it."""
    return Link("regulation", rule.id, "", rule.title, rule.short, rule.address)


def _act(rule: Card) -> Act:
    deeds = (
        Deed(one.kind, one.target.id, whole=not (one.partial or one.target.part))
        for one in rule.relations
        if one.target
    )
    return act_of(rule.id, rule, deeds)


def _citations(view: View) -> Iterator[tuple[Citation, str]]:
    for meeting in sorted(view.of("meeting"), key=lambda card: (card.date, card.id), reverse=True):
        for decision in meeting.decisions:
            for link in decision.rests_on:
                yield Citation(meeting, decision, link.part), link.id


# Families

_CHANGES = (RelationKind.AMENDS, RelationKind.REVOKES, RelationKind.ENACTS)


def _carries(rule: Card, standings: Standings) -> tuple[str, ...]:
    """The rules to which a rule belongs wholly: which it carries out, makes law, or only amends."""
    amending = standings.acts[rule.id].amending
    kinds = {RelationKind.IMPLEMENTS, RelationKind.ENACTS}
    kinds |= {RelationKind.AMENDS} if amending else set()
    found = (one.target.id for one in rule.relations if one.target and one.kind in kinds)
    return tuple(dict.fromkeys(found))


def _roots(rules: Mapping[str, Card], standings: Standings) -> Mapping[str, tuple[Link, ...]]:
    """For each rule that belongs to others, the rules at which its lines begin."""
    above = {rule.id: _carries(rule, standings) for rule in rules.values()}
    above = {key: tuple(one for one in found if one in rules) for key, found in above.items()}
    found: dict[str, tuple[str, ...]] = {}
    for identity in _above_first(above):
        ends = (end for one in above[identity] for end in found.get(one) or (one,))
        if above[identity]:
            found[identity] = tuple(sorted(set(ends)))
    return {
        identity: tuple(link_to(rules[one]) for one in ends) for identity, ends in found.items()
    }


def _above_first(above: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Every id after all those above it; what stands in a loop is left out."""
    below: dict[str, list[str]] = defaultdict(list)
    waiting = {identity: len(found) for identity, found in above.items()}
    for identity, found in above.items():
        for one in found:
            below[one].append(identity)
    ready = [identity for identity, count in waiting.items() if not count]
    for identity in ready:  # grows while it is read
        yield identity
        for one in below[identity]:
            waiting[one] -= 1
            if not waiting[one]:
                ready.append(one)


def _relatives(law: Law, root: Card) -> tuple[str, ...]:
    """What changed, ended or carried out `root`, and what happened to those in turn.

    A rule that only touches the family in passing, such as an omnibus law, is shown with what
    ended it, but not with what carries it out.
    """
    found = [root.id]
    seen = {root.id}
    for identity in found:  # grows while it is read
        above = _carries(law.rules[identity], law.standings)
        own = identity == root.id or not seen.isdisjoint(above)
        for inverse in law.inverses.get(identity, ()):
            fits = inverse.kind in _CHANGES or (own and inverse.kind is RelationKind.IMPLEMENTS)
            if fits and inverse.by.id not in seen:
                seen.add(inverse.by.id)
                found.append(inverse.by.id)
    return tuple(found[1:])


def _by_first_day(member: Member) -> tuple[date, date, str]:
    return member.begin.last, member.begin.first, member.rule.id
