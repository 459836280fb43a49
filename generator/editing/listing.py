"""What waits for somebody: planned meetings, unapproved minutes, overdue items, unverified rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass

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
