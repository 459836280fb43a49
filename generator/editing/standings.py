"""How every rule of the members' view stands on a day, for the terminal."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from generator.disclosure.view import Card, Link
from generator.pages.law import Law
from generator.pages.words import Words


@dataclass(frozen=True)
class RuleOnDay:
    """One rule on one day: its status as a word and as read, why, and what stands in its place."""

    id: str
    short: str
    day: str
    status: str
    label: str
    by: tuple[str, ...]
    successor: str
    evidence: str
    why: str

    def as_dict(self) -> dict[str, object]:
        """The line as JSON-ready values."""
        return asdict(self)


def list_standings(law: Law, day: date, wanted: str | None, lang: str) -> list[RuleOnDay]:
    """Every rule by id, or only the `wanted` one; empty when there is no such rule."""
    rules = (law.rules[identity] for identity in sorted(law.rules))
    return [_line(law, rule, day, lang) for rule in rules if wanted in (None, rule.id)]


def _line(law: Law, rule: Card, day: date, lang: str) -> RuleOnDay:
    standing = law.standing(rule, day)
    by = tuple(dict.fromkeys(inverse.by.id for inverse in standing.by))
    return RuleOnDay(
        id=rule.id,
        short=rule.short,
        day=day.isoformat(),
        status=str(standing.status),
        label=standing.status.label(lang),
        by=by,
        successor=standing.successor.id if standing.successor else "",
        evidence=str(standing.evidence) if standing.evidence else "",
        why=_why(by, standing.successor, Words(lang), day_unknown=standing.is_day_unknown),
    )


def _why(by: tuple[str, ...], successor: Link | None, words: Words, *, day_unknown: bool) -> str:
    named = ", ".join(by)
    if day_unknown:
        return f"{words.day_unknown} ({named})" if named else words.day_unknown
    parts = [f"{words.through} {named}"] if named else []
    if successor and successor.id not in by:
        parts.append(f"{words.instead} {successor.id}")
    return "; ".join(parts)
