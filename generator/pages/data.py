"""Figures for machines: tidy CSV, JSON, and a Data Package that describes them.

Comes in: a dataset's `Reading` of one site. Goes out: files by their name below the site. Numbers
are plain, codes are those of the dataset, `_T` stands for a dimension summed over. Status codes
follow SDMX (CL_OBS_STATUS and CL_CONF_STATUS) where it has one: A normal, M missing, c protected;
r rounded to the nearest 5 and k the smallest class of rounding are ours.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import product
from typing import Any

from generator.disclosure.counting import Codes
from generator.disclosure.figures import MISSING, Figure, Table
from generator.disclosure.view import Card
from generator.fields import Text
from generator.pages import markup
from generator.pages.figure_words import FIGURE_WORDS
from generator.pages.statistics import TOTAL, Reading
from generator.vocabulary import FILE_KEYS, FILE_VALUES

_PROFILE = "https://datapackage.org/profiles/2.0/"
_STATUS = ["A", "c", "M", "r", "k"]


def data_files(
    readings: Iterable[Reading], base_url: str | None = None
) -> Iterator[tuple[str, bytes]]:
    """The files of every dataset that shows a table; `base_url`: where the site will stand."""
    for reading in readings:
        if reading.card.tables:
            folder, name = reading.card.address, reading.card.id
            table = _csv(reading)
            yield f"{folder}{name}.csv", table
            yield f"{folder}{name}.json", _json(_document(reading))
            yield f"{folder}datapackage.json", _json(_package(reading, table, base_url))


# CSV: one row for each figure of each table


def _csv(reading: Reading) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*FILE_KEYS, *reading.names, *FILE_VALUES))
    for table in reading.card.tables:
        for time, codes in _places(table):
            figure = table.figures.get((time, codes), MISSING)
            value = "" if figure.value is None else str(figure.value)
            line = (table.id, time, *reading.place(table, codes), value, figure.status)
            writer.writerow(line)
    return text.getvalue().encode()


def _places(table: Table) -> Iterator[tuple[str, Codes]]:
    """Every place of a table in its order, sums last."""
    combinations = list(product(*((*codes, TOTAL) for codes in table.codes)))
    return ((time, codes) for time in table.times for codes in combinations)


# JSON: each figure once


def _document(reading: Reading) -> Mapping[str, Any]:
    card = reading.card
    plans = {plan.id: plan for plan in card.publish}
    return {
        "id": card.id,
        "title": _both(card.title),
        "measure": str(card.measure),
        "unit": _both(card.unit),
        "threshold": card.threshold,
        "dimensions": [_dimension(one) for one in card.dimensions],
        "tables": [_table(table, plans.get(table.id)) for table in card.tables],
        "cells": [
            {"time": time, "codes": _named(reading, codes), **_state(figure)}
            for (time, codes), figure in reading.figures.items()
        ],
        "revisions": [
            {
                "date": str(one.date),
                "time": one.time,
                "codes": dict(one.codes),
                "old": one.old.value,
                "new": one.new.value,
                "why": _both(one.why) if one.why else None,
            }
            for one in reading.revised
        ],
    }


def _dimension(found: Card) -> Mapping[str, Any]:
    codes = [
        {"code": code.code, "label": _both(code.label)}
        | ({"parent": code.parent} if code.parent else {})
        for code in found.codes
    ]
    return {"id": found.id, "label": _both(found.label), "codes": codes}


def _table(table: Table, plan: Card | None) -> Mapping[str, Any]:
    return {
        "id": table.id,
        "title": _both(table.title),
        "time": [str(time) for time in plan.time] if plan else [],
        "by": list(table.by),
        "level": dict(plan.level) if plan else {},
    }


def _named(reading: Reading, codes: Codes) -> Mapping[str, str]:
    """Codes by dimension, without those that are summed over."""
    pairs = zip(reading.names, codes, strict=True)
    return {name: code for name, code in pairs if code != TOTAL}


def _state(figure: Figure) -> Mapping[str, Any]:
    return {"value": figure.value, "status": figure.status}


def _both(text: Text) -> Mapping[str, str]:
    """A text without markup in its languages."""
    found = {"id": markup.plain(text, "id")}
    return found | ({"en": markup.plain(text, "en")} if text.en else {})


# Data Package


def _package(reading: Reading, table: bytes, base_url: str | None) -> Mapping[str, Any]:
    """The description of a dataset's files (Data Package 2.0)."""
    card = reading.card
    known: dict[str, Any] = {
        "$schema": f"{_PROFILE}datapackage.json",
        "name": card.id,
        "title": markup.plain(card.title, "id"),
        "description": _sentences(card.concept, card.definition),
    }
    if base_url:
        known["homepage"] = f"{base_url.rstrip('/')}/{card.address}"
    if reading.newest_release:
        known["created"] = f"{reading.newest_release}T00:00:00Z"
        known["version"] = str(reading.newest_release)
    if card.office:
        known["contributors"] = [{"title": card.office.title.id, "roles": ["producer"]}]
    sources = [_source(source) for source in card.sources]
    known |= {"sources": sources} if sources else {}
    return known | {"resources": [_resource(reading, table)]}


def _sentences(*texts: Text) -> str:
    return " ".join(markup.plain(text, "id").rstrip(".") + "." for text in texts)


def _source(source: Card) -> Mapping[str, str]:
    found = {"title": markup.plain(source.title, "id")}
    return found | ({"path": source.url} if source.url else {})


def _resource(reading: Reading, table: bytes) -> Mapping[str, Any]:
    return {
        "name": reading.card.id,
        "type": "table",
        "path": f"{reading.card.id}.csv",
        "title": markup.plain(reading.card.title, "id"),
        "description": FIGURE_WORDS["data_file_note"][0],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(table),
        "hash": f"sha256:{sha256(table).hexdigest()}",
        "schema": {
            "$schema": f"{_PROFILE}tableschema.json",
            "fields": list(_fields(reading)),
            "missingValues": [""],
            "primaryKey": [*FILE_KEYS, *reading.names],
        },
    }


def _fields(reading: Reading) -> Iterator[Mapping[str, Any]]:
    card = reading.card
    tables = [table.id for table in card.tables]
    yield _field("table", "Tabel", "Id tabel dalam rencana publikasi.", enum=tables)
    said = "Periode: 2024-10 bulan, 2024-Q4 triwulan, 2024-S2 semester, 2024 tahun."
    yield _field("time", "Periode", said)
    for one in card.dimensions:
        label = markup.plain(one.label, "id")
        listed = "; ".join(f"{code.code} = {markup.plain(code.label, 'id')}" for code in one.codes)
        codes = [*(code.code for code in one.codes), TOTAL]
        yield _field(one.id, label, f"{listed}; {TOTAL} = jumlah.", enum=codes)
    value = f"Banyaknya {markup.plain(card.unit, 'id')}; kosong bila status c, M, atau k."
    yield {
        "name": "value",
        "type": "integer",
        "title": "Angka",
        "description": value,
        "constraints": {"minimum": 0},
    }
    yield _field("status", "Status", FIGURE_WORDS["data_status"][0], enum=_STATUS)


def _field(name: str, title: str, description: str, enum: list[str] | None = None) -> Any:
    constraints = {"required": True} | ({"enum": enum} if enum else {})
    return {
        "name": name,
        "type": "string",
        "title": title,
        "description": description,
        "constraints": constraints,
    }


def _json(document: Mapping[str, Any]) -> bytes:
    """Readable JSON; every item of a list on a line of its own, so that versions can be compared."""
    lines = []
    for key, value in document.items():
        if isinstance(value, list) and value:
            items = ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in value)
            said = f"[\n{items}\n ]"
        else:
            said = json.dumps(value, ensure_ascii=False)
        lines.append(f" {json.dumps(key)}: {said}")
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()
