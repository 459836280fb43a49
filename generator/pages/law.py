"""What follows from the regulations that a view shows: standing, inverse relations, citations.

Relations are written once, on the newer rule; everything here is derived from visible cards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

from generator.disclosure.view import Card, View
from generator.vocabulary import RegulationStatus, RelationKind


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
class Law:
    """All that is derived about the regulations of one view."""

    inverses: Mapping[str, tuple[Inverse, ...]]
    citations: Mapping[str, tuple[Citation, ...]]

    def status(self, rule: Card, day: date) -> RegulationStatus:
        """The standing of `rule` on `day`, as far as the view's records know.

        A revocation counts from the day the revoking rule takes force, or from the beginning of its
        year when that day is unknown. Of a part of a rule (`partial`, or a named article) it leaves
        the rule in force, amended. Without a verified standing a rule is never called in force.
        """
        if day < (in_force_from(rule) or _its_year(rule)):
            return RegulationStatus.NOT_YET
        done = [
            inverse
            for inverse in self.inverses.get(rule.id, ())
            if (in_force_from(inverse.by) or _its_year(inverse.by)) <= day
        ]
        if any(one.kind is RelationKind.REVOKES and one.is_whole for one in done):
            return RegulationStatus.REVOKED
        if "status" not in rule.verified:
            return RegulationStatus.UNVERIFIED
        changed = any(one.kind in (RelationKind.REVOKES, RelationKind.AMENDS) for one in done)
        return RegulationStatus.AMENDED if changed else RegulationStatus.IN_FORCE


def in_force_from(rule: Card) -> date | None:
    """The first day of force that is known: entry into force, else promulgation, else enactment."""
    day: date | None = rule.effective or rule.promulgated or rule.enacted
    return day


def _its_year(rule: Card) -> date:
    return date(min(max(rule.year, MINYEAR), MAXYEAR), 1, 1)


def derive_law(view: View) -> Law:
    """Inverse relations and citations of every regulation in `view`, newest first."""
    inverses: dict[str, list[Inverse]] = defaultdict(list)
    for rule in view.of("regulation"):
        for relation in rule.relations:
            if relation.target:
                inverses[relation.target.id].append(Inverse(relation.kind, rule, relation))
    citations: dict[str, list[Citation]] = defaultdict(list)
    for citation, target in _citations(view):
        citations[target].append(citation)
    return Law(
        {
            key: tuple(sorted(found, key=lambda one: (-one.by.year, one.by.id)))
            for key, found in inverses.items()
        },
        {key: tuple(found) for key, found in citations.items()},
    )


def _citations(view: View) -> Iterator[tuple[Citation, str]]:
    for meeting in sorted(view.of("meeting"), key=lambda card: (card.date, card.id), reverse=True):
        for decision in meeting.decisions:
            for link in decision.rests_on:
                yield Citation(meeting, decision, link.part), link.id
