"""The files that will go out, read as any reader would: JSON and CSV, each on its own."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.disclosure.audit.claims import TOTAL, Key, Outgoing
from generator.problems import Place, Problem

_CELL = {"time", "codes", "value", "status"}
_REVISION = {"date", "time", "codes", "old", "new", "why"}
_VALUED, _EMPTY = ("A", "r"), ("c", "k", "M")

Said = tuple[str, str]  # Indonesian, English


@dataclass(frozen=True)
class Stated:
    """One count as a file states it; the attributes are those of `claims.Figure`."""

    value: int | None
    status: str


@dataclass(frozen=True)
class Code:
    """One code of a dimension: its label, and the code that contains it, "" for none."""

    label: Said
    parent: str


@dataclass(frozen=True)
class Shown:
    """What the files of a dataset show.

    `dimensions`: codes by dimension; `figures`: everything in the JSON; `replaced`: figures of its
    list of revisions, old and new.
    """

    dimensions: Mapping[str, Mapping[str, Code]]
    figures: Mapping[Key, Stated]
    replaced: Sequence[tuple[Key, int]]


def read_files(outgoing: Outgoing, order: Sequence[str]) -> tuple[Shown, list[Problem]]:
    """What the files show, and where they are not what was agreed or contradict each other.

    A file that cannot be read as agreed is a problem, since nobody then knows what it gives away.
    """
    place = Place(f"{outgoing.path}.json")
    try:
        document = json.loads(outgoing.json)
        problems = [Problem("DIS026", place, found=found) for found in _strange(document)]
        shown = Shown(
            _dimensions(document),
            {
                _key(cell, order): Stated(cell["value"], cell["status"])
                for cell in document["cells"]
            },
            list(_replaced(document, order)),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        empty = Shown({name: {} for name in order}, {}, ())
        return empty, [Problem("DIS026", place, found=type(error).__name__)]
    return shown, [*problems, *_compared(outgoing, order, shown)]


def _dimensions(document: Any) -> dict[str, dict[str, Code]]:
    return {
        one["id"]: {
            code["code"]: Code(_both(code["label"]), code.get("parent") or "")
            for code in one["codes"]
        }
        for one in document["dimensions"]
    }


def _both(text: Any) -> Said:
    return (text, text) if isinstance(text, str) else (text["id"], text.get("en") or text["id"])


def _key(cell: Mapping[str, Any], order: Sequence[str]) -> Key:
    return cell["time"], tuple(cell["codes"].get(name, TOTAL) for name in order)


def _replaced(document: Any, order: Sequence[str]) -> Iterator[tuple[Key, int]]:
    for one in document.get("revisions", ()):
        for value in (one["old"], one["new"]):
            if value is not None:
                yield _key(one, order), value


def _strange(document: Any) -> Iterator[str]:
    """Keys in which a figure could hide, and counts that are shown and marked as hidden."""
    for cell in document["cells"]:
        yield from sorted(cell.keys() - _CELL)
        if (cell["status"] in _EMPTY) != (cell["value"] is None) or cell["status"] not in (
            *_VALUED,
            *_EMPTY,
        ):
            yield f"{cell['time']} {' '.join(cell['codes'].values())}"
    for one in document.get("revisions", ()):
        yield from sorted(one.keys() - _REVISION)


def _compared(outgoing: Outgoing, order: Sequence[str], shown: Shown) -> Iterator[Problem]:
    """Every line of the CSV must say what the JSON says, and the other way round."""
    place = Place(f"{outgoing.path}.csv")
    lines = csv.reader(io.StringIO(outgoing.csv.decode("utf-8", "replace")))
    if next(lines, None) != ["table", "time", *order, "value", "status"]:
        yield Problem("DIS026", place)
        return
    seen = set()
    for number, line in enumerate(lines, start=2):
        key, stated = _line(line)
        seen.add(key)
        expected = shown.figures.get(key, Stated(None, "M"))
        if stated != expected or len(line) != len(order) + 4:
            yield Problem("DIS022", Place(place.path, number), found=" ".join((key[0], *key[1])))
    for time, codes in shown.figures.keys() - seen:
        yield Problem("DIS022", place, found=" ".join((time, *codes)))


def _line(line: Sequence[str]) -> tuple[Key, Stated]:
    _, time, *codes, value, status = line if len(line) > 3 else ("", "", "", "")
    return (time, tuple(codes)), Stated(int(value) if value.isdecimal() else None, status)
