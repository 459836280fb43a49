"""Due dates as iCalendar files of the members' site (the only importer of icalendar).

Comes in: the ledger of a view, and the settings. Goes out: a file an organisation with what it still
owes, and one with everything, as all-day events (RFC 5545; many calendars leave out its to-dos). The
bytes follow from the records alone: an event is stamped with the day of the meeting that last spoke
of its item, and its UID is made from the item's id, so that a calendar recognises it when it moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from generator.pages import forms
from generator.pages.ledger import Action, by_organisation, open_first
from generator.pages.markup import plain
from generator.pages.plan import World
from generator.pages.words import WORDS
from generator.settings import INTERNAL, Settings

if TYPE_CHECKING:
    from icalendar import Event

_ALL = "tindak-lanjut/tenggat.ics"
_NAME = "tenggat.ics"  # below the page of an organisation
_PRODUCT = "-//timpora//tenggat//ID"


def calendar_files(world: World, settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Each calendar by its name below the site; none for whoever owes nothing with a due date."""
    waiting = [one for one in open_first(world.actions, world.today) if one.due]
    title = plain(settings.sites[INTERNAL].title, "id")
    if waiting:
        yield _ALL, _calendar(title, waiting, settings)
    for identity, owed in by_organisation(waiting).items():
        if identity:
            card = world.view.by_id[identity]
            yield f"{card.address}{_NAME}", _calendar(f"{title}: {card.short}", owed, settings)


def _calendar(name: str, actions: Sequence[Action], settings: Settings) -> bytes:
    from icalendar import Calendar, vText  # costs a tenth of a second

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _PRODUCT)
    calendar.add("name", name)  # RFC 7986
    calendar.add("x-wr-calname", vText(name))
    for action in sorted(actions, key=lambda one: (str(one.due), one.id)):
        calendar.add_component(_event(action, settings))
    raw: bytes = calendar.to_ical()
    return raw


def _event(action: Action, settings: Settings) -> Event:
    from icalendar import Event

    event = Event()
    heard = action.last_heard.date
    event.add("uid", f"{action.id.replace('#', '.')}@{settings.office or 'kantor'}.timpora")
    event.add("dtstamp", datetime(heard.year, heard.month, heard.day, tzinfo=UTC))
    event.add("sequence", sum(bool(one.follow_up.due) for one in action.events))
    event.add("dtstart", action.due)
    event.add("summary", f"{WORDS['due'][0]}: {plain(action.item.text, 'id')}")
    event.add("description", _description(action))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    base = settings.sites[INTERNAL].base_url
    if base:
        event.add("url", f"{base.rstrip('/')}/{action.page}")
    return event


def _description(action: Action) -> str:
    """Which item it is, who owes it, and how often it was postponed."""
    born = WORDS["item_of"][0] % (action.item.id, forms.long_date(action.meeting.date))
    owners = "; ".join(plain(link.title, "id") for link in action.responsible)
    lines = [born, f"{WORDS['responsible'][0]}: {owners}" if owners else WORDS["no_owner"][0]]
    if action.postponed:
        lines.append(WORDS["moved_times"][0] % action.postponed)
    return "\n".join(lines)
