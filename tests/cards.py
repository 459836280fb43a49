"""Cards made by hand (contoh), for what is derived from a view: no YAML, no disk."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date
from types import MappingProxyType
from typing import Any

from generator.disclosure.view import Card, Link, Passage, View
from generator.vocabulary import Evidence, Grade, RegulationType, RelationKind

_FOLDERS = {"regulation": "peraturan", "meeting": "rapat", "page": "pengetahuan"}


def link(kind: str, identity: str, part: str = "") -> Link:
    """A link to a card of `kind`, or to a part of it."""
    address = f"{_FOLDERS[kind]}/{identity}/" + (f"#{part}" if part else "")
    short = f"{part} {identity}" if part else identity
    return Link(kind, identity, part, Passage(part or identity), short, address)


def passage(text: str, *links: Link) -> Passage:
    """A text that holds these links."""
    return Passage(text, None, MappingProxyType({f"{one.id}#{one.part}": one for one in links}))


def relation(kind: RelationKind, target: str, *, part: str = "", partial: bool = False) -> Card:
    """A relation to an older rule."""
    known = {"kind": kind, "target": link("regulation", target, part), "partial": partial}
    known |= {"unlisted": None, "article": None, "source": None, "evidence": Evidence.TEXT}
    return Card(known)


def rule(identity: str, *relations: Card, **more: Any) -> Card:
    """A regulation; `verified` names its verified fields, read on 2024-12-02 in the text itself."""
    names = (
        "enacted",
        "promulgated",
        "effective",
        "text_date",
        "summary",
        "official_text",
        "issuer",
    )
    known: dict[str, Any] = dict.fromkeys(names) | {"articles": (), "topics": (), "gazette": ()}
    known |= {"record": "regulation", "id": identity, "short": identity.upper(), "number": "1"}
    known |= {"title": passage("Contoh"), "year": 2016, "type": RegulationType.PERMEN}
    known |= {"address": f"peraturan/{identity}/", "relations": relations, "verified": "status"}
    known |= more
    check = Card({"evidence": Evidence.TEXT, "date": date(2024, 12, 2)})
    known["verified"] = MappingProxyType(dict.fromkeys(str(known["verified"]).split(), check))
    return Card(known)


def in_force(identity: str, day: str, *relations: Card, **more: Any) -> Card:
    """A rule in force from a verified day, its standing checked."""
    when = date.fromisoformat(day)
    known = {"promulgated": when, "year": when.year, "verified": "title promulgated status"}
    return rule(identity, *relations, **(known | more))


def meeting(day: str, name: str = "rakor", **more: Any) -> Card:
    """A meeting; `decisions` and `actions` as made by `part`."""
    identity = f"{day}-{name}"
    known: dict[str, Any] = {"record": "meeting", "id": identity, "date": date.fromisoformat(day)}
    known |= {
        "title": passage(f"Rapat contoh {day}"),
        "short": identity,
        "address": f"rapat/{day[:4]}/{identity}/",
    }
    known |= {"decisions": (), "actions": (), "follow_ups": (), "corrections": (), "summary": None}
    return Card(known | more)


def part(identity: str, *rests_on: Link) -> Card:
    """A decision or an action item."""
    return Card({"id": identity, "text": passage("Isi contoh."), "rests_on": rests_on})


def view(*cards: Card) -> View:
    """A view of these cards."""
    kinds: dict[str, list[Card]] = {}
    for card in sorted(cards, key=lambda card: card.id):
        kinds.setdefault(card.record, []).append(card)
    return View("public", Grade.TERBUKA, {kind: tuple(found) for kind, found in kinds.items()}, {})


def steps(work: Callable[[], object]) -> int:
    """How many steps the interpreter takes for `work`: growth is counted, never timed."""
    count = 0

    def trace(frame: Any, event: str, argument: object) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def ids(cards: Iterable[Card]) -> list[str]:
    """The ids of cards, in their order."""
    return [card.id for card in cards]
