"""The library cut down to one view: the smaller world that one site's readers may see.

Comes in: a `Library` of every grade, and a site's clearance. Goes out: a `View` of read-only
cards that simply do not contain the rest, with no pointer back. Two ways to be absent:

- a field whose declared grade is above the clearance does not exist on the card, so a template
  that names it stops the build (`StrictUndefined`);
- a value that one record withholds is as if the editor had never written it: None, or not in
  the list. A reference to something withheld is such a value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from generator.disclosure.counting import Codes, Key
from generator.disclosure.figures import MISSING, Figure, Table, full_tables
from generator.disclosure.past import Past
from generator.disclosure.published import public_tables, release_notes, revised_figures
from generator.fields import Entry, Text
from generator.periods import months
from generator.records.base import Graded
from generator.records.library import Library, address_of, part_grades
from generator.records.quoting import quoted_figure
from generator.records.reader import Record
from generator.records.shape import (
    FieldShape,
    entry_grade,
    field_grade,
    graded_fields,
    naming_fields,
    shape_of,
)
from generator.records.statistics import TOTAL, Ledger
from generator.vocabulary import Grade, higher


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

    def __reduce__(self) -> tuple[Any, ...]:
        """`links` are read-only, which cannot be kept as it is."""
        return _passage, (self.id, self.en, dict(self.links))


_NO_LINKS: Mapping[str, Link] = MappingProxyType({})


def _passage(text: str, english: str | None, links: Mapping[str, Link]) -> Passage:
    return Passage(text, english, MappingProxyType(links))


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
        self.shown: dict[tuple[type[Entry], int], tuple[tuple[FieldShape, Grade], ...]] = {}
        self.links: dict[tuple[str, date | None], Link | None] = {}
        self.made: dict[str, dict[str, Any]] = {}  # what datasets show
        self.quotable: dict[str, Mapping[Key, Figure]] = {}  # by dataset

    def record(self, record: Record) -> Card | None:
        """One record's card, or None when it is withheld. Periods stand inside their dataset."""
        if record.kind in ("period", "ledger"):
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
            values |= self.figures(record)
        for attachment in values.get("attachments", ()):
            self.attachments[attachment.file] = self.library.attachments[attachment.file]
        return Card(values)

    def entry(self, entry: Entry, floor: Grade, day: date) -> dict[str, Any] | None:
        """What this view may see of `entry`, or None when that is nothing."""
        own = entry_grade(entry, floor)
        if self.clearance.rank < own.rank:
            return None
        model, given = type(entry), entry.__dict__
        is_graded = isinstance(entry, Graded)
        raised = entry if isinstance(entry, Graded) and entry.raises_fields else None
        values: dict[str, Any] = {"grade": own} if is_graded else {}
        for field_, least in self.fields(model, own):
            raw, grade = given[field_.name], least
            if raised:
                grade = higher(least, raised.raised_to(field_.key))
                raw = raw if grade.rank <= self.clearance.rank else None
            value = raw if field_.plain else self.value(field_, raw, grade, day)
            if value is None and (field_.required or (field_.binds and raw is not None)):
                return None
            values[field_.name] = value
        for field_ in naming_fields(model):
            if field_.name in values:
                values[field_.name] = self.said_of_visible(entry, own, values, field_)
        return values

    def fields(self, model: type[Entry], own: Grade) -> tuple[tuple[FieldShape, Grade], ...]:
        """The fields that this view may show of an entry graded `own`, where no editor raised them."""
        key = model, own.rank
        if key not in self.shown:
            self.shown[key] = tuple(
                (field_, grade)
                for field_, grade in graded_fields(model)[own.rank]
                if field_.grade <= self.clearance and field_.name != "only_fields"
            )
        return self.shown[key]

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
        if "[[" not in text.id and not (text.en and "[[" in text.en):
            return Passage(text.id, text.en, _NO_LINKS)
        references = [
            f"{identity}#{part}" if part else identity for identity, part in text.references()
        ]
        found = {reference: self.link(reference, day) for reference in references}
        links = {reference: link for reference, link in found.items() if link}
        return Passage(text.id, text.en, MappingProxyType(links))

    def link(self, reference: str, day: date) -> Link | None:
        """What `id` or `id#part` leads to, named as on `day`; None when it is withheld."""
        record = self.library.by_id.get(reference.partition("#")[0])
        key = (reference, day if record and record.kind == "organisation" else None)
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
        if part and record.kind == "dataset":
            return Link("figure", identity, part, title, self.quoted(record, part), address)
        if part:
            address += f"#{part}"
            title, short = _part_names(record, part, title, short)
        return Link(record.kind, record.id, part, title, short, address)

    def figures(self, dataset: Record) -> dict[str, Any]:
        """What a dataset's card has beside its own fields: periods, tables, and how they came out."""
        if dataset.id not in self.made:
            self.made[dataset.id] = self.make_figures(dataset)
        return self.made[dataset.id]

    def make_figures(self, dataset: Record) -> dict[str, Any]:
        """The same, worked out."""
        periods = self.periods(dataset)
        ledger = self.ledger(dataset)
        return {
            "periods": tuple(card for _, card in periods),
            "tables": self.tables(dataset, [record for record, _ in periods]),
            "releases": release_notes(ledger, self.today),
            "revised": revised_figures(ledger, self.today),
        }

    def quoted(self, dataset: Record, part: str) -> str:
        """A figure that a text quotes: its digits, `c` where protected, "" where it is not there."""
        named = quoted_figure(dataset.body, part)
        if dataset.id not in self.quotable:
            names = [one.id for one in dataset.body.dimensions]
            self.quotable[dataset.id] = {
                (time, _in_full(names, table.by, codes)): figure
                for table in self.figures(dataset)["tables"]
                for (time, codes), figure in table.figures.items()
            }
        figure = self.quotable[dataset.id].get(named, MISSING) if named else MISSING
        return figure.text

    def periods(self, dataset: Record) -> tuple[tuple[Record, Card], ...]:
        """The dataset's periods that this view may show, each with its card, oldest first."""
        found = []
        for record in self.library.periods_of(dataset.id):
            floor = max(self.library.floor(record), self.embargo(record))
            values = self.entry(record.body, floor, self.today)
            if values is not None:
                place = {"record": "period", "id": record.id, "address": address_of(record)}
                found.append((record, Card({**values, **place})))
        return tuple(sorted(found, key=lambda pair: (months(pair[1].period), pair[0].id)))

    def ledger(self, dataset: Record) -> Ledger | None:
        """What was published of the dataset."""
        record = self.library.by_id.get(f"{dataset.id}/published")
        return record.body if record else None

    def tables(self, dataset: Record, periods: Sequence[Record]) -> tuple[Table, ...]:
        """Full tables where counts may be seen, else only what was published."""
        bodies = [
            record.body
            for record in periods
            if not self.raised(record.body, "rows", "csv", "total")
        ]
        if self.clearance >= Grade.TERBATAS:
            return full_tables(dataset.body, bodies)
        if self.raised(dataset.body, "publish"):
            return ()
        shown = [months(body.period) for body in bodies if not body.withdrawn]
        open_months = frozenset(month for first, last in shown for month in range(first, last + 1))
        return public_tables(dataset.body, self.ledger(dataset), self.today, open_months)

    def raised(self, entry: Graded, *keys: str) -> bool:
        """Whether an editor has raised one of these fields above this view."""
        return any(entry.raised_to(key) > self.clearance for key in keys)


def _in_full(names: Sequence[str], by: Sequence[str], codes: Codes) -> Codes:
    """Codes of a table as codes along every dimension."""
    given = dict(zip(by, codes, strict=True))
    return tuple(given.get(name, TOTAL) for name in names)


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
    if record.kind == "term" and body.raised_to("abbreviation") <= clearance:
        return title, body.abbreviation or title.id
    return title, title.id


def _part_names(record: Record, part: str, title: Text, short: str) -> tuple[Text, str]:
    if record.kind == "regulation":
        article = next(article for article in record.body.articles if article.id == part)
        return article.heading, f"{article.heading.id} {short}"
    return title, f"{short} ({part})"
