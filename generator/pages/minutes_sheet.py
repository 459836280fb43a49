"""The minutes (notula) of a meeting as they are printed and signed, in the customary order.

The order: title and organiser; day and date; time; place; agenda; chair; minute taker; participants
(list attached); opening; deliberation by speaker; decisions; action items with who is responsible and
by when; closing; place and date, position, signature, name. What the record does not hold is left out
or left to be filled in by hand; nothing is made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.disclosure.view import Card
from generator.fields import Text
from generator.pages import forms, markup
from generator.pages.ledger import Action
from generator.pages.pack_sheet import files_table
from generator.pages.phrases import Phrases
from generator.pages.plan import World
from generator.pages.sheet import (
    Block,
    Cell,
    Facts,
    Heading,
    NewPage,
    Para,
    Prose,
    Sheet,
    Signatures,
    Table,
    line,
    marks,
    prose,
    words,
)
from generator.vocabulary import Grade, Stage


def minutes_sheet(
    world: World,
    meeting: Card,
    grade: Grade,
    *,
    lang: str = "id",
    copy: int | None = None,
    notice: Text | None = None,
) -> Sheet:
    """The sheet of the minutes of a meeting that was held.

    `grade` is that of its readers: names in the attendance list are for members, whatever the record.
    """
    return _MinutesSheet(world, meeting, lang).sheet(grade, copy, notice)


class _MinutesSheet:
    def __init__(self, world: World, meeting: Card, lang: str) -> None:
        self.meeting = meeting
        self.lang = lang
        self.say = Phrases(lang)
        self.t = self.say.t
        self.known = {action.id: action for action in world.actions}

    def sheet(self, grade: Grade, copy: int | None, notice: Text | None) -> Sheet:
        meeting = self.meeting
        title = markup.plain(meeting.title, self.lang)
        top = marks(grade, self.lang, copy, self.t.copy_number)
        draft = () if meeting.stage is Stage.APPROVED else (self.t.minutes_draft,)
        office = markup.plain(meeting.office.title, self.lang) if meeting.office else ""
        return Sheet(
            title=title,
            kicker=self.t.minutes.upper(),
            subtitle=office,
            lang=self.lang,
            day=meeting.date,
            marks=(*top, *draft),
            foot=f"{self.t.minutes}: {title}, {forms.short_date(meeting.date, self.lang)}",
            page_of=self.t.page_of,
            blocks=tuple(self._blocks(notice)),
        )

    def _blocks(self, notice: Text | None) -> Iterator[Block]:
        if notice:
            yield Prose(words(notice, self.lang), quiet=True)
        yield Facts(tuple(self._facts()))
        yield from self._opening()
        yield from self._deliberation()
        yield from self._heard()
        yield from self._decisions()
        yield from self._actions()
        yield from self._corrections()
        yield from self._closing()
        yield from self._annexes()

    def _facts(self) -> Iterator[tuple[str, Cell]]:
        meeting, t = self.meeting, self.t
        pairs = (
            (t.number, line(meeting.number or "")),
            (t.day_and_date, line(forms.long_date(meeting.date, self.lang, weekday=True))),
            (t.time_of_day, line(self.say.hours(meeting))),
            (t.venue, line(self.say.place(meeting))),
            (t.theme, words(meeting.theme, self.lang)),
            (t.agenda_only, self._agenda()),
            (t.chair, line(self.say.person(meeting.chair))),
            (t.minute_taker, line(self.say.person(meeting.minute_taker))),
            (t.participants, self._participants()),
        )
        yield from ((label, said or line(t.none_recorded, "i")) for label, said in pairs)

    def _agenda(self) -> Cell:
        return tuple(
            Para(words(item.title, self.lang)[0].runs, "1.") for item in self.meeting.agenda
        )

    def _participants(self) -> Cell:
        came = {one.organisation.id for one in self.meeting.attendance if one.present}
        return line(self.t.participants_attached % len(came)) if came else ()

    def _opening(self) -> Iterator[Block]:
        meeting = self.meeting
        said = []
        if meeting.start:
            said.append(self.t.opened_at % self.say.clock(meeting.start, meeting))
        if meeting.chair:
            said.append(self.t.led_by % self.say.person(meeting.chair))
        yield Heading(self.t.opening)
        yield Prose(line(" ".join(said) or self.t.none_recorded))
        if meeting.summary:
            yield Prose(prose(meeting.summary, self.lang))

    def _deliberation(self) -> Iterator[Block]:
        meeting = self.meeting
        yield Heading(self.t.deliberation)
        if not (meeting.agenda or meeting.discussion):
            yield Prose(line(self.t.none_recorded))
        for number, item in enumerate(meeting.agenda, 1):
            yield Heading(f"{number}. {markup.plain(item.title, self.lang)}", 2)
            yield from self._said(item.discussion)
            if item.summary:
                yield Prose(prose(item.summary, self.lang))
            if not (item.discussion or item.summary):
                yield Prose(line(self.t.none_recorded))
        if meeting.discussion:
            yield Heading(self.t.off_agenda, 2)
            yield from self._said(meeting.discussion)

    def _said(self, statements: Iterable[Card]) -> Iterator[Block]:
        """What was said, by speaker; a speaker's statements in a row stand together."""
        before = ""
        for said in statements:
            speaker = self.say.person(said.speaker)
            if speaker != before:
                yield Heading(speaker or self.t.unknown, 3)
            before = speaker
            yield Prose(prose(said.text, self.lang))

    def _heard(self) -> Iterator[Block]:
        """What was reported of the action items of earlier meetings."""
        if not self.meeting.follow_ups:
            return
        yield Heading(self.t.follow_ups)
        rows = tuple(
            (
                prose(action.item.text, self.lang),
                line(self.say.origin(action)),
                line(event.status.label(self.lang)),
                tuple(self._told(event)),
            )
            for event in self.meeting.follow_ups
            if (action := self.known.get(f"{event.action.id}#{event.action.part}"))
        )
        yield Table(
            (self.t.action, self.t.from_meeting, self.t.state, self.t.note),
            rows,
            (4, 0, 0, 3.4),
        )

    def _told(self, event: Card) -> Iterator[Para]:
        """The note of an event, and what it changed."""
        if event.note:
            yield from words(event.note, self.lang)
        if event.due:
            yield from line(f"{self.t.new_due}: {forms.short_date(event.due, self.lang)}")
        if event.responsible:
            owners = ", ".join(link.short for link in event.responsible)
            yield from line(f"{self.t.responsible}: {owners}")
        if event.into:
            yield from line(f"{self.t.merged_into} {event.into.short}")

    def _decisions(self) -> Iterator[Block]:
        yield Heading(self.t.decisions)
        if not self.meeting.decisions:
            yield Prose(line(self.t.decisions_no))
            return
        rows = tuple(
            (line(decision.id), (*prose(decision.text, self.lang), *self._bases(decision)))
            for decision in self.meeting.decisions
        )
        yield Table((self.t.part, self.t.decision), rows, (0, 1))

    def _bases(self, decision: Card) -> Cell:
        names = "; ".join(link.short for link in decision.rests_on)
        return line(f"{self.t.rests_on}: {names}", "i") if names else ()

    def _actions(self) -> Iterator[Block]:
        yield Heading(self.t.actions)
        if not self.meeting.actions:
            yield Prose(line(self.t.actions_no))
            return
        rows = tuple(self._undertaking(item) for item in self.meeting.actions)
        head = (self.t.part, self.t.action, self.t.responsible, self.t.due)
        yield Table(head, rows, (0, 5.2, 3, 1.8))

    def _undertaking(self, item: Card) -> tuple[Cell, ...]:
        """An item as it was agreed at this meeting, whatever became of it."""
        born: Action = self.known[f"{self.meeting.id}#{item.id}"].before(self.meeting)
        names = tuple(para for link in born.responsible for para in words(link.title, self.lang))
        due = forms.long_date(item.due, self.lang) if item.due else self.t.not_named
        return (
            line(item.id),
            prose(item.text, self.lang),
            names or line(self.t.not_named),
            line(due),
        )

    def _corrections(self) -> Iterator[Block]:
        if not self.meeting.corrections:
            return
        yield Heading(self.t.corrections)
        rows = tuple(
            (
                line(forms.short_date(one.date, self.lang)),
                line(one.part or ""),
                words(one.what, self.lang),
                words(one.why, self.lang),
            )
            for one in self.meeting.corrections
        )
        yield Table((self.t.date, self.t.part, self.t.correction, self.t.why), rows, (0, 0, 4, 4))

    def _closing(self) -> Iterator[Block]:
        meeting = self.meeting
        yield Heading(self.t.closing)
        ended = self.t.closed_at % self.say.clock(meeting.end, meeting) if meeting.end else ""
        yield Prose(line(ended or self.t.none_recorded))
        place = markup.plain(meeting.place.title, self.lang) if meeting.place else self.t.blank
        yield Signatures(
            (
                (
                    ("", self.t.taker_signs, *self._position(meeting.minute_taker)),
                    self._signed(meeting.minute_taker),
                ),
                (
                    (
                        f"{place}, {self.t.blank}",
                        self.t.chair_signs,
                        *self._position(meeting.chair),
                    ),
                    self._signed(meeting.chair),
                ),
            )
        )

    def _position(self, person: Card | None) -> tuple[str, ...]:
        if person is None or person.position is None:
            return ()
        return (markup.plain(person.position, self.lang),)

    def _signed(self, person: Card | None) -> tuple[str, ...]:
        name = person.name if person and person.name else self.t.blank
        return (name, self.t.nip)

    def _annexes(self) -> Iterator[Block]:
        meeting, t = self.meeting, self.t
        if not (meeting.attendance or meeting.attachments):
            return
        yield NewPage()
        yield Heading(t.annexes)
        if meeting.attendance:
            yield Heading(t.attendance, 2)
            rows = tuple(
                (
                    line(str(number)),
                    words(one.organisation.title, self.lang),
                    tuple(self._seated(one)),
                    line(one.role.label(self.lang)),
                    line(t.is_present if one.present else t.is_absent),
                )
                for number, one in enumerate(meeting.attendance, 1)
            )
            head = (t.row_number, t.organisation, t.name, t.role, t.present)
            yield Table(head, rows, (0, 3.6, 3.6, 1.7, 1.7))
        if meeting.attachments:
            yield Heading(t.attachments, 2)
            yield files_table(self.say, meeting)

    def _seated(self, one: Card) -> Iterator[Para]:
        yield from line(one.name or "")
        yield from words(one.position, self.lang)
        if one.on_behalf_of:
            yield from line(self.t.on_behalf_of % markup.plain(one.on_behalf_of, self.lang))
