"""The library cut down to one view: the smaller world that one site's readers may see.

Comes in: a `Library` of every grade, and a site's clearance. Goes out: a `View` of read-only
cards that simply do not contain the rest, with no pointer back. Two ways to be absent:

- a field whose declared grade is above the clearance does not exist on the card, so a template
  that names it stops the build (`StrictUndefined`);
- a value that one record withholds is as if the editor had never written it: None, or not in
  the list. A reference to something withheld is such a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from generator.disclosure.past import Past
from generator.disclosure.suppression import Table, full_tables, public_tables
from generator.fields import Entry, Text
from generator.records.base import Graded
from generator.records.library import Library, address_of, part_grades
from generator.records.reader import Record
from generator.records.shape import FieldShape, entry_grade, field_grade, shape_of
from generator.vocabulary import Grade


@dataclass(frozen=True, slots=True)
class Link:
    """A visible record, or a part of one, as another card points to it."""

    kind: str
    id: str
    part: str
    title: Text
    short: str
    address: str


@dataclass(frozen=True, slots=True)
class Passage(Text):
    """A text with what its `[[id]]` references lead to, by the reference as written."""

    links: Mapping[str, Link] = field(default_factory=lambda: MappingProxyType({}))


class Card:
    """A record, or a part of one, as one view shows it: attributes only, read-only."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.__dict__.update(values)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError("a card is read-only")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("a card is read-only")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Card) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__))

    def __repr__(self) -> str:
        return f"Card({', '.join(f'{key}={value!r}' for key, value in self.__dict__.items())})"


@dataclass(frozen=True)
class View:
    """One site's world: its cards by kind in a fixed order, and the attachments they show.

    `pasts`: the history of pages, by the id of their card (a list's by the kind it lists); empty
    where the site has none.
    """

    site: str
    clearance: Grade
    cards: Mapping[str, tuple[Card, ...]]
    attachments: Mapping[str, Path]
    pasts: Mapping[str, Past] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, kind: str) -> tuple[Card, ...]:
        """The cards of one kind, by id."""
        return self.cards.get(kind, ())

    @cached_property
    def by_id(self) -> Mapping[str, Card]:
        """Each card under its record's id."""
        return {card.id: card for cards in self.cards.values() for card in cards}

    @property
    def count(self) -> int:
        """How many records this view shows."""
        return sum(len(cards) for cards in self.cards.values())


def cut(library: Library, site: str, clearance: Grade, today: date) -> View:
    """The view of `library` for readers of `clearance` on `today`."""
    cutter = _Cutter(library, clearance, today)
    cards: dict[str, list[Card]] = {}
    for record in library.records:
        card = cutter.record(record)
        if card is not None:
            cards.setdefault(record.kind, []).append(card)
    return View(
        site=site,
        clearance=clearance,
        cards=MappingProxyType({kind: tuple(found) for kind, found in cards.items()}),
        attachments=MappingProxyType(dict(sorted(cutter.attachments.items()))),
    )


def cut_alone(library: Library, record: Record, clearance: Grade, today: date) -> Card | None:
    """What readers of `clearance` would see of `record` beside `library`, which need not hold it."""
    cutter = _Cutter(library, clearance, today)
    cutter.parts = {part for part, grade in part_grades(record).items() if grade <= clearance}
    day = getattr(record.body, "date", today)
    values = cutter.entry(record.body, library.floor(record), day)
    return None if values is None else Card(values)


class _Cutter:
    """Makes the cards of one view, a record at a time; keeps which attachments they show."""

    def __init__(self, library: Library, clearance: Grade, today: date) -> None:
        self.library = library
        self.clearance = clearance
        self.today = today
        self.attachments: dict[str, Path] = {}
        self.parts: set[str] = set()  # of the record at hand
        self.links: dict[tuple[str, date], Link | None] = {}

    def record(self, record: Record) -> Card | None:
        """One record's card, or None when it is withheld. Periods stand inside their dataset."""
        if record.kind == "period":
            return None
        day = getattr(record.body, "date", self.today)
        parts = self.library.parts_of(record)
        self.parts = {part for part, grade in parts.items() if grade <= self.clearance}
        values = self.entry(record.body, Grade.TERBUKA, day)
        if values is None:
            return None
        title, short = _names(record, self.today, self.clearance)
        values |= {"record": record.kind, "id": record.id, "address": address_of(record)}
        values |= {"title": self.passage(title, self.today), "short": short}
        if record.kind == "dataset":
            values["periods"] = self.periods(record)
        for attachment in values.get("attachments", ()):
            self.attachments[attachment.file] = self.library.attachments[attachment.file]
        return Card(values)

    def entry(self, entry: Entry, floor: Grade, day: date) -> dict[str, Any] | None:
        """What this view may see of `entry`, or None when that is nothing."""
        own = entry_grade(entry, floor)
        if self.clearance < own:
            return None
        values: dict[str, Any] = {}
        for field_ in shape_of(type(entry)):
            if self.clearance < field_.grade or field_.name == "grades":
                continue
            grade = field_grade(entry, field_, own)
            raw = getattr(entry, field_.name) if grade <= self.clearance else None
            value = self.value(field_, raw, grade, day)
            if value is None and (field_.required or (field_.binds and raw is not None)):
                return None
            values[field_.name] = value
        for field_ in shape_of(type(entry)):
            if field_.names_fields and field_.name in values:
                values[field_.name] = self.said_of_visible(entry, own, values, field_)
        if isinstance(entry, Graded):
            values["grade"] = own
        return values

    def said_of_visible(
        self, entry: Entry, own: Grade, values: Mapping[str, Any], mapping: FieldShape
    ) -> Mapping[str, Any]:
        """A mapping whose keys name fields of `entry`, without what is said of withheld ones."""
        withheld = {
            field_.key
            for field_ in shape_of(type(entry))
            if field_grade(entry, field_, own) > self.clearance
            or (getattr(entry, field_.name) and not values.get(field_.name))
        }
        kept = {key: item for key, item in values[mapping.name].items() if key not in withheld}
        return MappingProxyType(kept)

    def value(self, field_: FieldShape, raw: Any, grade: Grade, day: date) -> Any:
        """A field's visible value; what is withheld looks like what was never written."""
        if field_.many:
            items = (self.one(field_, item, grade, day) for item in raw or ())
            return tuple(item for item in items if item is not None)
        if field_.mapped:
            return MappingProxyType(
                {key: self.one(field_, item, grade, day) for key, item in (raw or {}).items()}
            )
        return None if raw is None else self.one(field_, raw, grade, day)

    def one(self, field_: FieldShape, raw: Any, grade: Grade, day: date) -> Any:
        """One value, one item of a list, or one value of a mapping."""
        if field_.form == "entry":
            values = self.entry(raw, grade, day)
            return None if values is None else Card(values)
        if field_.form == "reference":
            return self.link(raw, day)
        if field_.form == "part":
            return raw if raw in self.parts else None
        return self.passage(raw, day) if field_.form == "text" else raw

    def passage(self, text: Text, day: date) -> Passage:
        """A text with the links that this view may follow."""
        references = [
            f"{identity}#{part}" if part else identity for identity, part in text.references()
        ]
        found = {reference: self.link(reference, day) for reference in references}
        links = {reference: link for reference, link in found.items() if link}
        return Passage(text.id, text.en, MappingProxyType(links))

    def link(self, reference: str, day: date) -> Link | None:
        """What `id` or `id#part` leads to, named as on `day`; None when it is withheld."""
        key = (reference, day)
        if key not in self.links:
            self.links[key] = self.link_to(reference, day) if self.shows(reference) else None
        return self.links[key]

    def shows(self, reference: str) -> bool:
        """Whether this view shows what `id` or `id#part` names."""
        grade = self.library.grade_of(reference)
        if grade is None:
            return False
        return max(grade, self.embargo(self.library.by_id[reference.partition("#")[0]])) <= (
            self.clearance
        )

    def embargo(self, record: Record) -> Grade:
        """Figures are for members until the day of their release."""
        released = getattr(record.body, "released", None)
        return Grade.TERBATAS if released and released > self.today else Grade.TERBUKA

    def link_to(self, reference: str, day: date) -> Link:
        """The link to something visible."""
        identity, _, part = reference.partition("#")
        record = self.library.by_id[identity]
        address = address_of(record)
        if record.kind == "period":
            title, _ = _names(self.library.by_id[identity.split("/")[0]], day, self.clearance)
            return Link("period", identity, "", title, f"{title.id} {record.body.period}", address)
        title, short = _names(record, day, self.clearance)
        if part:
            address += f"#{part}"
            title, short = _part_names(record, part, title, short)
        return Link(record.kind, record.id, part, title, short, address)

    def periods(self, dataset: Record) -> tuple[Card, ...]:
        """The dataset's periods with the tables that this view may show, oldest first."""
        found = []
        for record in self.library.of("period"):
            if record.id.split("/")[0] != dataset.id:
                continue
            floor = max(self.library.floor(record), self.embargo(record))
            values = self.entry(record.body, floor, self.today)
            if values is not None:
                tables = self.tables(dataset, record)
                found.append(
                    Card(
                        {
                            **values,
                            "record": "period",
                            "id": record.id,
                            "address": address_of(record),
                            "tables": tables,
                        }
                    )
                )
        return tuple(sorted(found, key=lambda card: str(card.period)))

    def tables(self, dataset: Record, period: Record) -> tuple[Table, ...]:
        """Full tables where counts may be seen, else only what survives protection."""
        if self.raised(period.body, "rows", "csv", "total"):
            return ()
        if self.clearance >= Grade.TERBATAS:
            return full_tables(dataset.body, period.body)
        if self.raised(dataset.body, "publish"):
            return ()
        others = tuple(
            other.body
            for other in self.library.of("period")
            if other.id.split("/")[0] == dataset.id
            and self.shows(other.id)
            and not self.raised(other.body, "rows", "csv", "total")
        )
        return public_tables(dataset.body, period.body, others)

    def raised(self, entry: Graded, *keys: str) -> bool:
        """Whether an editor has raised one of these fields above this view."""
        return any(entry.grades.get(key, Grade.TERBUKA) > self.clearance for key in keys)


def _names(record: Record, day: date, clearance: Grade) -> tuple[Text, str]:
    """A record's title and short name; organisations are named as they were on `day`."""
    body = record.body
    if record.kind == "organisation":
        begun = [name for name in body.names if name.since is None or name.since <= day]
        name = begun[-1] if begun else body.names[0]
        return name.name, name.short or name.name.id
    if record.kind == "regulation":
        return body.title, body.label
    title: Text = getattr(body, {"place": "name", "term": "term"}.get(record.kind, "title"))
    if record.kind == "term" and body.grades.get("abbreviation", Grade.TERBUKA) <= clearance:
        return title, body.abbreviation or title.id
    return title, title.id


def _part_names(record: Record, part: str, title: Text, short: str) -> tuple[Text, str]:
    if record.kind == "regulation":
        article = next(article for article in record.body.articles if article.id == part)
        return article.heading, f"{article.heading.id} {short}"
    return title, f"{short} ({part})"
