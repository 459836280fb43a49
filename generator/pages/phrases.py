"""Phrases of printed sheets that are made of several values: persons, hours, standings, states."""

from __future__ import annotations

from datetime import date, time

from generator.disclosure.view import Card
from generator.pages import forms, markup
from generator.pages.law import Standing
from generator.pages.ledger import Action
from generator.pages.words import Words


class Phrases:
    """Phrases in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.t = Words(lang)

    def person(self, person: Card | None) -> str:
        """Name, position, organisation, as far as they are known."""
        if person is None:
            return ""
        position = markup.plain(person.position, self.lang) if person.position else ""
        own = person.organisation.title.id if person.organisation else ""
        return ", ".join(filter(None, (person.name, position, own)))

    def clock(self, moment: time, meeting: Card) -> str:
        """`09.30 WIB`."""
        return f"{forms.clock(moment, self.lang)} {meeting.timezone.label(self.lang)}"

    def hours(self, meeting: Card) -> str:
        """From when until when; "" where it is not known."""
        if meeting.start is None:
            return ""
        end = (
            self.clock(meeting.end, meeting)
            if meeting.end
            else f"{meeting.timezone.label(self.lang)}–{self.t.until_end}"
        )
        return f"{forms.clock(meeting.start, self.lang)}{'–' if meeting.end else ' '}{end}"

    def place(self, meeting: Card) -> str:
        """Building and area."""
        venue = markup.plain(meeting.venue, self.lang) if meeting.venue else ""
        area = markup.plain(meeting.place.title, self.lang) if meeting.place else ""
        return ", ".join(dict.fromkeys(filter(None, (venue, area))))

    def state(self, action: Action, day: date) -> str:
        """Where an action item stands on `day`, overdue before anything else."""
        said = []
        if action.due and action.is_overdue(day):
            said.append(self.t.overdue_days % forms.number((day - action.due).days, self.lang))
        if action.status:
            said.append(action.status.label(self.lang))
        if action.postponed:
            said.append(self.t.moved_times % action.postponed)
        return "; ".join(said) or self.t.no_report

    def due(self, action: Action) -> str:
        """The due date, or that there is none."""
        return forms.short_date(action.due, self.lang) if action.due else self.t.no_due

    def owners(self, action: Action) -> str:
        """Who owes an action item now."""
        return ", ".join(link.short for link in action.responsible) or self.t.no_owner

    def origin(self, action: Action) -> str:
        """The meeting and part in which an item was born."""
        return f"{forms.short_date(action.meeting.date, self.lang)}, {action.item.id}"

    def standing(self, standing: Standing) -> str:
        """The standing of a rule with what made it so; what is not certain is said to be so."""
        by = ", ".join(dict.fromkeys(cause.by.short for cause in standing.by))
        label = standing.status.label(self.lang)
        if standing.is_day_unknown:
            return f"{label}: {self.t.day_unknown}{f' ({by})' if by else ''}"
        said = [f"{label} {self.t.through} {by}" if by else label]
        if standing.successor and standing.successor.id not in {one.by.id for one in standing.by}:
            said.append(f"{self.t.instead} {standing.successor.short}")
        return "; ".join(said)
