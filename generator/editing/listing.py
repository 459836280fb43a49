"""What waits for somebody: planned meetings, unapproved minutes, action items, unverified rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from generator.pages.ledger import Action, open_first
from generator.pages.markup import plain
from generator.pages.plan import World
from generator.vocabulary import MeetingSource, RegulationStatus, Stage


@dataclass(frozen=True)
class Waiting:
    """One line of the list: what it is, since or until when, its id and title, who owes it."""

    what: str
    day: str
    id: str
    title: str
    who: str = ""

    def as_dict(self) -> dict[str, str]:
        """The line as JSON-ready values."""
        return asdict(self)


@dataclass(frozen=True)
class Owed:
    """One open action item, as the terminal and programs read it; days are whole, dates ISO 8601."""

    id: str
    text: str
    born: str
    due: str
    overdue_days: int
    state: str
    postponed: int
    responsible: tuple[str, ...]
    last_heard: str
    age_days: int

    def as_dict(self) -> dict[str, object]:
        """The item as JSON-ready values."""
        return {**asdict(self), "responsible": list(self.responsible)}

    def line(self, lang: str) -> str:
        """The item on one line: due date, how late, how often postponed, id, text, owners."""
        english = lang == "en"
        late = (f"{self.overdue_days} days overdue", f"lewat {self.overdue_days} hari")
        moved = (f"postponed {self.postponed}×", f"ditunda {self.postponed}×")
        parts = [
            self.due or ("no due date" if english else "tanpa tenggat"),
            late[not english] if self.overdue_days else "",
            moved[not english] if self.postponed else "",
            self.id,
            self.text,
            ", ".join(self.responsible)
            or ("nobody named" if english else "tanpa penanggung jawab"),
        ]
        return "  ".join(part for part in parts if part)


OWED = ("Tindak lanjut terbuka", "Open action items")


def list_owed(
    world: World, organisation: str | None = None, *, overdue: bool = False
) -> list[Owed]:
    """Open action items of the view, overdue first; only those of one organisation, or the late ones."""
    return [
        _owed(action, world.today)
        for action in open_first(world.actions, world.today)
        if organisation in (None, *(link.id for link in action.responsible))
        and (action.is_overdue(world.today) or not overdue)
    ]


def _owed(action: Action, today: date) -> Owed:
    late = (today - action.due).days if action.due and action.is_overdue(today) else 0
    return Owed(
        id=action.id,
        text=plain(action.item.text, "id"),
        born=action.meeting.date.isoformat(),
        due=action.due.isoformat() if action.due else "",
        overdue_days=late,
        state=str(action.status or ""),
        postponed=action.postponed,
        responsible=tuple(link.id for link in action.responsible),
        last_heard=action.last_heard.id,
        age_days=action.age(today),
    )


def list_waiting(world: World, wanted: str | None = None) -> list[Waiting]:
    """Everything that waits in the members' view, or only the `wanted` heading."""
    names = [wanted] if wanted else list(HEADINGS)
    return [line for name in names for line in _LISTS[name](world)]


HEADINGS: Mapping[str, tuple[str, str]] = {
    "planned": ("Rapat yang direncanakan", "Planned meetings"),
    "unapproved": ("Notula yang belum disahkan", "Minutes not approved"),
    "overdue": ("Tindak lanjut yang lewat tenggat", "Overdue action items"),
    "unverified": (
        "Peraturan yang statusnya belum diverifikasi",
        "Regulations of unverified standing",
    ),
}


def _planned(world: World) -> Iterator[Waiting]:
    for meeting in reversed(world.meetings):
        if meeting.stage is Stage.PLANNED:
            yield Waiting(
                "planned", meeting.date.isoformat(), meeting.id, plain(meeting.title, "id")
            )


def _unapproved(world: World) -> Iterator[Waiting]:
    for meeting in reversed(world.meetings):
        if meeting.source is MeetingSource.MINUTES and meeting.stage is Stage.HELD:
            yield Waiting(
                "unapproved", meeting.date.isoformat(), meeting.id, plain(meeting.title, "id")
            )


def _overdue(world: World) -> Iterator[Waiting]:
    late = [action for action in world.actions if action.is_overdue(world.today)]
    for action in sorted(late, key=lambda action: (str(action.due), action.id)):
        who = ", ".join(link.short for link in action.responsible)
        yield Waiting("overdue", str(action.due), action.id, plain(action.item.text, "id"), who)


def _unverified(world: World) -> Iterator[Waiting]:
    for rule in world.view.of("regulation"):
        if world.law.status(rule, world.today) is RegulationStatus.UNVERIFIED:
            yield Waiting("unverified", "", rule.id, f"{rule.short} — {plain(rule.title, 'id')}")


_LISTS: Mapping[str, Callable[[World], Iterator[Waiting]]] = {
    "planned": _planned,
    "unapproved": _unapproved,
    "overdue": _overdue,
    "unverified": _unverified,
}
