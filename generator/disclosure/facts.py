"""What a site says, as facts: one for each value that its readers can see.

Comes in: a view, the settings of the project, and what is remembered of its addresses. Goes out:
`Facts`, each value under a key that does not move when something else is added before it: the record,
then the way to the value (`("decisions", "k1", "text")`). Two sets of facts are compared in `changes`.

The walk knows nothing of single records: it goes through whatever a view holds, so a field or a
table that is new to the program is a fact without further ado. What is derived from facts on the
day of reading (standing of rules, what is overdue) is none. The order of a list is none either.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time
from functools import cache, cached_property
from typing import Any

from pydantic import BaseModel

from generator.disclosure.addresses import AddressFile, Moved, Remembered
from generator.disclosure.view import Card, Link, View
from generator.fields import Entry, Text
from generator.records.base import Graded
from generator.records.knowledge import KnowledgePage, TermRecord
from generator.records.library import KIND_LABELS
from generator.records.meeting import Meeting
from generator.records.organisation import Organisation, PlaceRecord
from generator.records.regulation import Regulation
from generator.records.shape import FieldShape, shape_of
from generator.records.statistics import Dataset, PeriodData
from generator.settings import PUBLIC, Settings
from generator.vocabulary import Vocabulary

PROTECTED = "c"  # the mark of a protected count, as in the data files
_ORDINARY = "A"  # that of one that is shown as it is
SITE = "site"  # the record that stands for the settings
FORMER = "addresses"  # the record that stands for what is said of former pages

Path = tuple[str, ...]
Key = tuple[str, Path]  # the record as `kind/id`, and the way to the value

_MODELS: Mapping[str, type[Entry]] = {
    "meeting": Meeting,
    "regulation": Regulation,
    "dataset": Dataset,
    "organisation": Organisation,
    "place": PlaceRecord,
    "term": TermRecord,
    "page": KnowledgePage,
    SITE: Settings,
    FORMER: AddressFile,
}
_UNSAID = frozenset(("id", "record", "grade"))  # in the key, or the same for all
# Names of a whole record that are made from its own fields, on a day; those inside it are written.
_SHORT = frozenset(("short",))
_NAMES = dict.fromkeys(("organisation", "place", "term"), _SHORT | {"title"})
# Of a table: said by the dimensions, or follows from its counts.
_OF_TABLES = frozenset(("label", "state", "by", "codes", "times"))
COUNTS = ("cells", "figures")
_SETTINGS = ("office", "notice", "report")
_SITE_SETTINGS = ("title", "tagline", "languages", "base_url")
_CODES = ("time", "period", "code", "codes")
_UNNAMED = "~"
_FORMER_TITLE = "Halaman yang pindah atau ditarik"
_KINDS = {SITE: ("setelan", "settings"), FORMER: ("alamat", "addresses")}
_LISTS = ("periods", "tables", "releases", "revised", "languages")  # that are no field of a record
# What a view holds beyond the fields of its records.
_MADE: Mapping[str, tuple[str, str]] = {
    "address": ("Halaman", "page"),
    "periods": ("Periode", "period"),
    "tables": ("Tabel", "table"),
    "cells": ("Angka", "figure"),
    "figures": ("Angka", "figure"),
    "protection": ("Perlindungan", "protection"),
    "chart": ("Grafik", "chart"),
    "releases": ("Rilis", "release"),
    "revised": ("Revisi", "revision"),
    "total": ("Jumlah", "total"),
    "base_url": ("Alamat situs", "site address"),
    "tagline": ("Keterangan", "tagline"),
    "languages": ("Bahasa", "languages"),
    "title": ("Judul", "title"),
    "en": ("(Inggris)", "(English)"),
}


class Group(Vocabulary):
    """Kinds of facts, what can harm most first."""

    NAMES = "names", "Nama orang", "Names of persons"
    FIGURES = "figures", "Angka dalam tabel", "Figures in tables"
    FILES = "files", "Lampiran", "Attachments"
    MINUTES = (
        "minutes",
        "Keputusan, pernyataan, dan tindak lanjut",
        "Decisions, statements and action items",
    )
    PAGES = "pages", "Halaman", "Pages"
    REST = "rest", "Keterangan lain", "Other"


@dataclass(frozen=True)
class Facts:
    """Every value that a site's readers can see, by its key; `titles` name the records."""

    values: Mapping[Key, str]
    titles: Mapping[str, str]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all keys and values, in hexadecimal; titles are no part of it."""
        listed = sorted([record, *path, value] for (record, path), value in self.values.items())
        text = json.dumps(listed, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def groups(self) -> Mapping[Group, int]:
        """How many facts there are of each group."""
        found = Counter(group_of(*key) for key in self.values)
        return {group: found[group] for group in Group if found[group]}


def facts_of(view: View, settings: Settings, remembered: Remembered | None) -> Facts:
    """What the site of `view` says of its records, of itself, and where former pages stood."""
    values: dict[Key, str] = {}
    titles = {SITE: settings.sites[view.site].title.id}
    for kind, cards in view.cards.items():
        for card in cards:
            record = f"{kind}/{card.id}"
            titles[record] = card.title.id
            left_out = _UNSAID | _NAMES.get(kind, _SHORT)
            said = {name: item for name, item in vars(card).items() if name not in left_out}
            values.update(((record, path), value) for path, value in _walk(said, ()))
    values.update(((SITE, path), value) for path, value in _walk(_own(settings), ()))
    former = {(FORMER, path): value for path, value in _walk(_former(remembered), ())}
    if former:
        titles[FORMER] = _FORMER_TITLE
        values.update(former)
    return Facts(values, titles)


def _own(settings: Settings) -> Mapping[str, Any]:
    """What the settings say on public pages."""
    site = settings.sites[PUBLIC]
    said = {name: getattr(settings, name) for name in _SETTINGS}
    return said | {name: getattr(site, name) for name in _SITE_SETTINGS}


def _former(remembered: Remembered | None) -> Mapping[str, Mapping[str, Any]]:
    """What is said at the addresses of former pages; it holds for all languages."""
    said: dict[str, dict[str, Any]] = {"withdrawn": {}, "moved": {}}
    for address, entry in remembered.former.items() if remembered else ():
        if isinstance(entry, Moved):
            said["moved"][address] = {"to": entry.to}
        else:
            said["withdrawn"][address] = {"since": entry.since, "why": entry.why}
    return said


# Values


def _walk(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every value inside `value` with the way to it from `path` on."""
    if value is None:
        return
    if isinstance(value, _SCALARS):
        yield path, _scalar(value)
    elif isinstance(value, Link):
        yield path, f"{value.id}#{value.part}" if value.part else value.id
    elif isinstance(value, Text):
        yield path, value.id
        if value.en:
            yield (*path, "en"), value.en
    elif isinstance(value, (tuple, list)):
        for key, item in _keyed(value):
            yield from _walk(item, (*path, key))
    elif (inner := _inside(value)) is not None:
        for name, item in inner.items():
            if name not in _UNSAID:
                yield from _walk(item, (*path, name))
    elif _is_cell(value):
        yield path, _count(value)
    else:
        yield path, _scalar(value)


def _inside(value: Any) -> Mapping[str, Any] | None:
    """What an entry holds, by name; None for a count of a table and for what holds nothing."""
    if isinstance(value, Mapping):
        return {",".join(_codes(name)): item for name, item in value.items()}
    if isinstance(value, Card):
        return vars(value)
    if _is_cell(value) or not is_dataclass(value):
        return None
    named = {field.name: getattr(value, field.name) for field in fields(value)}
    if named.keys().isdisjoint(COUNTS):
        return named
    return {name: item for name, item in named.items() if name not in _OF_TABLES}


def _is_cell(value: Any) -> bool:
    """Whether this is one count of a table: a value with its status, or the codes it belongs to."""
    return (
        is_dataclass(value)
        and hasattr(value, "value")
        and any(hasattr(value, name) for name in ("status", *_CODES))
    )


def _count(cell: Any) -> str:
    """A count as its digits; where it is not an ordinary one, its status, or both."""
    status = str(getattr(cell, "status", PROTECTED if cell.value is None else _ORDINARY))
    if cell.value is None:
        return status
    return _scalar(cell.value) if status == _ORDINARY else f"{cell.value} {status}"


_SCALARS = (str, int, date, time, Vocabulary)  # nearly all there is, and soon told from the rest


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _keyed(items: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    """Each item under a name of its own; one of several with the same name gets a number."""
    seen: Counter[str] = Counter()
    for item in items:
        name = _name(item)
        seen[name] += 1
        yield (name if seen[name] == 1 else f"{name}~{seen[name]}"), item


def _name(item: Any) -> str:
    """What an item of a list is called: its id or codes, what it points to, else by its content."""
    if isinstance(item, _SCALARS):
        return _scalar(item)
    if _is_cell(item):
        return ",".join(
            code for name in _CODES if hasattr(item, name) for code in _codes(getattr(item, name))
        )
    if isinstance(item, Link):
        return f"{item.id}#{item.part}" if item.part else item.id
    if isinstance(item, (tuple, list)):
        return ",".join(_codes(item))
    inner = _inside(item)
    if inner is None:
        return item.id if isinstance(item, Text) else _scalar(item)
    for name in ("id", "code", "period"):
        if isinstance(inner.get(name), str) and inner[name]:
            return str(inner[name])
    link = next((one for one in inner.values() if isinstance(one, Link)), None)
    return _name(link) if link else _UNNAMED + _digest(sorted(_walk(item, ())))


def _codes(value: Any) -> Iterator[str]:
    """The codes in a value, whichever way they are put together."""
    if isinstance(value, Mapping):
        yield from (str(code) for code in value.values())
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _codes(item)
    elif value is not None:
        yield str(value)


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


# What keys mean


def kind_of(record: str) -> str:
    """`meeting` of `meeting/2024-...`."""
    return record.partition("/")[0]


def kind_label(record: str, lang: str) -> str:
    """What kind of record this is, in words."""
    if record in _KINDS:
        return _KINDS[record][lang == "en"]
    kind = kind_of(record)
    labels = KIND_LABELS.get(kind, (kind, f"a {kind}"))
    return labels[1].split(" ", 1)[1] if lang == "en" else labels[0]


def unit_of(record: str, path: Path) -> Path:
    """The way to what is approved as one, and can be withheld as one: a value with its translation.

    That is a field of the record or of a part of it, or one item of such a field; of a table the
    counts of one period.
    """
    at = next((path.index(name) for name in COUNTS if name in path), None)
    if at is None:
        return _unit(kind_of(record), path)
    return (*path[: at + 1], path[at + 1].partition(",")[0])


@cache
def _unit(kind: str, path: Path) -> Path:
    model: type[Entry] | None = _MODELS[kind]
    end = 0
    while model:
        shape, is_list = _shapes(model).get(path[end]), path[end] in _LISTS
        if shape is None and not is_list:
            return path[:-1] if path[-1] == "en" else path
        many = is_list or (shape and (shape.many or shape.mapped))
        model = PeriodData if path[end] == "periods" else shape.inner if shape else None
        end += 2 if many else 1
        if model and not (end < len(path) and _stands_alone(model, path[end])):
            model = None
    return path[:end]


def _stands_alone(model: type[Entry], name: str) -> bool:
    """Whether a field of an entry can be withheld without it; items of a list come and go as well."""
    shape = _shapes(model).get(name)
    return issubclass(model, Graded) or bool(shape and shape.many and shape.inner)


def group_of(record: str, path: Path) -> Group:
    """The kind of fact that stands under a key."""
    return _described(kind_of(record), path).group


def label_of(record: str, path: Path, lang: str = "id") -> str:
    """A key in words: `Keputusan k1 › Keputusan`; English words are the names of the keys."""
    if not path:
        return "some of it" if lang == "en" else "sebagian isinya"
    return " › ".join(_described(kind_of(record), path).labels[lang == "en"])


@dataclass(frozen=True)
class _Described:
    group: Group
    labels: tuple[tuple[str, ...], tuple[str, ...]]


@cache
def _shapes(model: type[Entry]) -> Mapping[str, FieldShape]:
    return {shape.name: shape for shape in shape_of(model)}


@cache
def _described(kind: str, path: Path) -> _Described:
    """The group and the words of a key; its steps are names of fields, else of items."""
    model: type[Entry] | None = _MODELS.get(kind)
    owner: type[BaseModel] | None = None
    labels: list[tuple[str, str]] = []
    item = False  # whether the next step names an item of a list
    for step in path:
        shape = _shapes(model).get(step) if model and not item else None
        if shape and model:
            about = model.model_fields[step]
            labels.append((about.title or step, shape.key.replace("_", " ")))
            owner, model, item = model, shape.inner, shape.many or shape.mapped
        elif step in _MADE and not item:
            labels.append(_MADE[step])
            model = PeriodData if step == "periods" else None
            item = step in (*_LISTS, *COUNTS)
        elif item or not labels:
            if not step.startswith(_UNNAMED) and labels:
                labels[-1] = (f"{labels[-1][0]} {step}", f"{labels[-1][1]} {step}")
            item = False
        else:
            words = step.replace("_", " ")
            labels.append((words, words))
    group = _group(kind, path, owner)
    return _Described(group, (tuple(one for one, _ in labels), tuple(two for _, two in labels)))


_TOLD = frozenset(
    (
        *("agenda", "decisions", "actions", "follow_ups", "discussion", "corrections"),
        *("summary", "theme"),
    )
)


_FIGURES = frozenset(("tables", "revised", *COUNTS))


def _group(kind: str, path: Path, owner: type[BaseModel] | None) -> Group:
    names = {"name", "position"}
    if owner and names <= set(owner.model_fields) and path[-1] in {*names, "on_behalf_of", "en"}:
        return Group.NAMES
    if not path:
        return Group.REST
    if not _FIGURES.isdisjoint(path):
        return Group.FIGURES
    if path[0] == "attachments":
        return Group.FILES
    if kind == "meeting" and path[0] in _TOLD:
        return Group.MINUTES
    return Group.PAGES if path == ("address",) or kind == FORMER else Group.REST
