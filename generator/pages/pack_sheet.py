"""A pack as it is printed: the same parts in the same order as its page on the members' site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.disclosure.view import Card
from generator.fields import Text
from generator.pages import charts, forms, markup
from generator.pages.drawing import Drawing, draw_for_print
from generator.pages.ledger import Action
from generator.pages.pack import Compared, Owing, Pack
from generator.pages.phrases import Phrases
from generator.pages.sheet import (
    Block,
    Cell,
    Facts,
    Heading,
    NewPage,
    Picture,
    Prose,
    Sheet,
    Table,
    line,
    marks,
    prose,
    words,
)
from generator.pages.statistics import Change
from generator.vocabulary import Grade

_SPARE_SEATS = 6  # empty lines below the invited
_FEWEST_POINTS = 3  # of a chart that says more than its figures


def pack_sheet(
    pack: Pack,
    grade: Grade,
    *,
    lang: str = "id",
    copy: int | None = None,
    notice: Text | None = None,
) -> Sheet:
    """The sheet of a pack. `grade` is that of its readers, `notice` what the office says everywhere."""
    return _PackSheet(pack, lang).sheet(grade, copy, notice)


def trend_drawing(found: Compared, lang: str) -> Drawing | None:
    """The totals of a dataset over time; None where there are too few for a picture."""
    if len(found.trend) < _FEWEST_POINTS:
        return None
    points = [
        charts.Point(time, forms.short_period(time, lang), value) for time, value in found.trend
    ]
    card = found.reading.card
    stretch = forms.span(found.trend[0][0], found.trend[-1][0], lang)
    title = f"{markup.plain(card.title, lang)}, {stretch}"
    said = "; ".join(f"{point.label}: {forms.number(point.value or 0, lang)}" for point in points)
    return charts.line(
        title, points, markup.plain(card.unit, lang), description=f"{said}.", lang=lang
    )


def files_table(say: Phrases, meeting: Card) -> Table:
    """The attachments of a meeting; their files are not part of the sheet."""
    rows = tuple(
        (line(str(number)), words(file.title, say.lang), line(file.file.rpartition("/")[2]))
        for number, file in enumerate(meeting.attachments, 1)
    )
    return Table((say.t.row_number, say.t.title, say.t.file_name), rows, (0, 5, 4))


class _PackSheet:
    def __init__(self, pack: Pack, lang: str) -> None:
        self.pack = pack
        self.lang = lang
        self.say = Phrases(lang)
        self.t = self.say.t

    def sheet(self, grade: Grade, copy: int | None, notice: Text | None) -> Sheet:
        meeting, reader = self.pack.meeting, self.pack.reader
        title = markup.plain(meeting.title, self.lang)
        name = reader.title.id if reader else ""
        whose = self.t.pack_for % name if reader else self.t.pack_for_all
        top = marks(grade, self.lang, copy, self.t.copy_number)
        return Sheet(
            title=title,
            kicker=self.t.pack.upper(),
            subtitle=whose,
            lang=self.lang,
            day=meeting.date,
            marks=(*top, self.t.pack_for % reader.short) if reader else top,
            foot=f"{title}, {forms.short_date(meeting.date, self.lang)}",
            page_of=self.t.page_of,
            blocks=tuple(self._blocks(notice)),
        )

    def _blocks(self, notice: Text | None) -> Iterator[Block]:
        if notice:
            yield Prose(words(notice, self.lang), quiet=True)
        yield Facts(tuple(self._facts()))
        yield from self._agenda()
        yield from self._items()
        yield from self._decisions()
        yield from self._figures()
        yield from self._rules()
        yield from self._annexes()
        yield from self._attendance()

    def _facts(self) -> Iterator[tuple[str, Cell]]:
        meeting, t = self.pack.meeting, self.t
        yield t.day_and_date, line(forms.long_date(meeting.date, self.lang, weekday=True))
        pairs = (
            (t.time_of_day, line(self.say.hours(meeting))),
            (t.venue, line(self.say.place(meeting))),
            (t.office, words(meeting.office.title if meeting.office else None, self.lang)),
            (t.chair, line(self.say.person(meeting.chair))),
            (t.theme, words(meeting.theme, self.lang)),
        )
        yield from (pair for pair in pairs if pair[1])
        yield t.as_of_day, line(forms.long_date(self.pack.day, self.lang))

    def _agenda(self) -> Iterator[Block]:
        yield Heading(self.t.agenda_only)
        if not self.pack.meeting.agenda:
            yield Prose(line(self.t.agenda_none))
        for number, item in enumerate(self.pack.meeting.agenda, 1):
            yield Heading(f"{number}. {markup.plain(item.title, self.lang)}", 2)
            if item.summary:
                yield Prose(prose(item.summary, self.lang))
            taken = self.pack.discussed[item.id]
            if taken:
                yield Prose(line(f"{self.t.discussed}: {self._named(taken)}."), quiet=True)

    def _named(self, actions: Iterable[Action]) -> str:
        return "; ".join(
            f"{markup.plain(action.item.text, self.lang).rstrip('.')} ({self.say.origin(action)})"
            for action in actions
        )

    def _items(self) -> Iterator[Block]:
        yield Heading(self.t.items_open)
        groups, reader = self.pack.owing, self.pack.reader
        if reader and not any(group.own for group in groups):
            yield Prose(line(self.t.own_items_none % reader.title.id))
        elif not groups:
            yield Prose(line(self.t.items_open_none))
        for group in groups:
            yield Heading(self._owner(group), 2)
            yield self._item_table(group.actions)

    def _owner(self, group: Owing) -> str:
        if group.organisation is None:
            return self.t.no_owner
        name = group.organisation.title.id
        return self.t.own_items % name if group.own else name

    def _item_table(self, actions: Iterable[Action]) -> Table:
        rows = tuple(
            (
                (*prose(action.item.text, self.lang), *self._last_note(action)),
                line(self.say.due(action)),
                line(self.say.state(action, self.pack.day)),
                line(self.say.origin(action)),
            )
            for action in actions
        )
        head = (self.t.action, self.t.due, self.t.state, self.t.item_from)
        return Table(head, rows, (5, 1.7, 2.2, 0))

    def _last_note(self, action: Action) -> Cell:
        if not action.events or not action.events[-1].follow_up.note:
            return ()
        event = action.events[-1]
        said = markup.plain(event.follow_up.note, self.lang)
        return line(f"{forms.short_date(event.meeting.date, self.lang)}: {said}", "i")

    def _decisions(self) -> Iterator[Block]:
        yield Heading(self.t.decided_since)
        last = self.pack.previous
        if last is None:
            yield Prose(line(self.t.no_meeting_before))
            return
        named = markup.plain(last.title, self.lang), forms.long_date(last.date, self.lang)
        yield Prose(line(self.t.decided_at % named))
        if not self.pack.decided:
            yield Prose(line(self.t.decided_none))
            return
        rows = tuple(
            (
                line(one.decision.id),
                prose(one.decision.text, self.lang),
                tuple(para for action in one.actions for para in self._carried(action))
                or line(self.t.not_carried),
            )
            for one in self.pack.decided
        )
        yield Table((self.t.part, self.t.decision, self.t.carried_out_by), rows, (0, 5.5, 4.5))

    def _carried(self, action: Action) -> Cell:
        said = (
            self.say.owners(action),
            self.say.due(action),
            self.say.state(action, self.pack.day).lower(),
        )
        return line(f"{action.item.id}: {'; '.join(said)}")

    def _figures(self) -> Iterator[Block]:
        yield Heading(self.t.figures)
        if not self.pack.compared:
            yield Prose(line(self.t.figures_none))
            return
        rows = tuple(
            (
                words(found.reading.card.title, self.lang),
                line(forms.period_name(found.time, self.lang)),
                line(forms.number(found.value, self.lang)),
                self._change(found.before),
                self._change(found.year),
            )
            for found in self.pack.compared
        )
        head = (
            self.t.figure,
            self.t.figure_period,
            self.t.figure_value,
            self.t.figure_before,
            self.t.figure_year,
        )
        yield Table(head, rows, (4, 2.2, 1.4, 2.2, 2.2), numbers=(2, 3, 4))
        for found in self.pack.compared:
            drawing = trend_drawing(found, self.lang)
            if drawing:
                yield Picture(
                    draw_for_print(drawing),
                    f"{drawing.title}. {drawing.description}",
                    drawing.title,
                )

    def _change(self, change: Change | None) -> Cell:
        if change is None:
            return line(self.t.not_comparable, "i")
        sign = "+" if change.difference > 0 else "−" if change.difference < 0 else "±"
        moved = f"{sign}{forms.number(abs(change.difference), self.lang)}"
        if change.percent is not None:
            moved += f"; {sign}{abs(change.percent)} %"
        return line(f"{forms.number(change.old, self.lang)} ({moved})")

    def _rules(self) -> Iterator[Block]:
        yield Heading(self.t.rules_cited)
        if not self.pack.rules:
            yield Prose(line(self.t.rules_none))
            return
        rows = tuple(
            (
                (
                    *line(one.rule.short, "b"),
                    *words(one.rule.title, self.lang),
                ),
                line(self.say.standing(one.then)),
                line(self.say.standing(one.now)),
            )
            for one in self.pack.rules
        )
        head = (self.t.regulation, self.t.status_then, self.t.status_today)
        yield Table(head, rows, (4, 3, 3))

    def _annexes(self) -> Iterator[Block]:
        yield Heading(self.t.annexes)
        meeting = self.pack.meeting
        none = Prose(line(self.t.annexes_none))
        yield files_table(self.say, meeting) if meeting.attachments else none

    def _attendance(self) -> Iterator[Block]:
        yield NewPage()
        yield Heading(self.t.sign_sheet)
        meeting = self.pack.meeting
        said = f"{markup.plain(meeting.title, self.lang)}, "
        said += forms.long_date(meeting.date, self.lang, weekday=True)
        yield Prose(line(said))
        seats = [
            (words(seat.organisation, self.lang), line(seat.name), words(seat.position, self.lang))
            for seat in self.pack.seats
        ]
        seats += [((), (), ())] * _SPARE_SEATS
        rows = tuple((line(str(number)), *seat, ()) for number, seat in enumerate(seats, 1))
        t = self.t
        head = (t.row_number, t.organisation, t.name, t.position, t.signature)
        yield Table(head, rows, (0, 3.6, 3, 2.6, 3), tall=True)
