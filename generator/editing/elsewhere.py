"""Figures that the office published before it had this site: read from a CSV file into the ledger.

The file has a line for each figure: `time`, the dimensions that split it, `value`. Sums are lines
without a code, or with `_T`. What readers could see elsewhere is known for ever, so it has to be in
the ledger before the first release.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from generator.disclosure.counting import Codes, Key
from generator.fields import Text
from generator.periods import is_period
from generator.problems import Place, Problem, exact, suggest
from generator.records.statistics import TOTAL, Dataset, Published, Release
from generator.source import decode
from generator.vocabulary import ReleaseKind

_OWN = ("time", "value")


def read_elsewhere(dataset: Dataset, file: Path) -> tuple[dict[Key, Published], list[Problem]]:
    """The figures of a CSV file, by period and codes along the dataset's dimensions."""
    try:
        text, problems = decode(file.name, file.read_bytes())
    except OSError as error:
        return {}, [Problem("FILE001", Place(str(file)), found=exact(error.strerror))]
    if text is None:
        return {}, problems
    rows = list(csv.reader(io.StringIO(text)))
    header = rows[0] if rows else []
    problems += _check_header(dataset, file, header)
    if problems:
        return {}, problems
    found: dict[Key, Published] = {}
    for number, cells in enumerate(rows[1:], 2):
        row = dict(zip(header, cells, strict=False))
        faults = list(
            _check_row(dataset, Place(file.name, number, 1), row, len(header) - len(cells))
        )
        problems += faults
        if not faults:
            found[row["time"], _codes(dataset, row)] = Published(int(row["value"]), "A")
    return found, problems


def elsewhere_release(cells: dict[Key, Published], day: date, source: str, plan: int) -> Release:
    """The ledger's entry of figures that were published elsewhere on `day`."""
    by_time: dict[str, dict[str, Published]] = {}
    for (time, codes), figure in cells.items():
        by_time.setdefault(time, {})[" ".join(codes)] = figure
    return Release.model_construct(
        date=day,
        kind=ReleaseKind.ELSEWHERE,
        plan=plan,
        change=None,
        source=Text(source),
        cover=(),
        cells=by_time,
    )


def _codes(dataset: Dataset, row: dict[str, str]) -> Codes:
    return tuple(row.get(one.id) or TOTAL for one in dataset.dimensions)


def _check_header(dataset: Dataset, file: Path, header: list[str]) -> Iterator[Problem]:
    known = [*_OWN, *(one.id for one in dataset.dimensions)]
    for name in header:
        if name not in known:
            params = {"known": ", ".join(known)}
            near = suggest(name, known)
            yield Problem(
                "KEY001", Place(file.name, 1, 1), exact(name), suggestion=near, params=params
            )
    for name in _OWN:
        if name not in header:
            yield Problem("STA060", Place(file.name, 1, 1), params={"columns": ", ".join(known)})
            return


def _check_row(
    dataset: Dataset, place: Place, row: dict[str, str], missing: int
) -> Iterator[Problem]:
    if missing:
        params = {"expected": str(len(row) + missing)}
        yield Problem("STA013", place, str(len(row)), params=params)
        return
    if not is_period(row["time"]):
        yield Problem("VAL015", place, exact(row["time"]), key="time")
    if not row["value"].isdecimal():
        yield Problem("VAL004", place, exact(row["value"]), key="value")
    for one in dataset.dimensions:
        codes = {code.code for code in one.codes} | {TOTAL, ""}
        if row.get(one.id, "") not in codes:
            params = {"code": row[one.id], "dimension": one.id}
            near = suggest(row[one.id], codes)
            yield Problem("STA001", place, key=one.id, suggestion=near, params=params)
