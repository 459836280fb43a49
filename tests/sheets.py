"""Spreadsheets as offices have them, made for tests: a grid, merged areas, and the files of both.

All figures are made up (contoh).
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from openpyxl import Workbook

Grid = list[list[Any]]

DATASET = """\
# contoh
title: Tindakan contoh
grade: terbuka
concept: Tindakan
definition: Tindakan di wilayah kerja.
measure: tindakan
persons_unknown: true
unit: tindakan
frequency: bulanan
jump_factor: 1000000
dimensions:
  - id: jenis
    label: {id: Jenis tindakan, en: Kind of action}
    kind: tindakan
    codes:
      - {code: deportasi, label: {id: Deportasi, en: Deportation}, letter: f}
      - {code: detensi, label: Detensi, letter: d}
      - {code: cekal, label: Cekal, letter: a}
  - id: wilayah
    label: Wilayah
    kind: wilayah
    levels: [{id: kecamatan, label: Kecamatan}, {id: kelurahan, label: Kelurahan}]
    codes:
      - {code: k1, label: Contoh Utara}
      - {code: k1-1, label: Melati, parent: k1}
      - {code: k1-2, label: Kebun Jeruk, parent: k1}
      - {code: k2, label: Contoh Selatan}
      - {code: k2-1, label: Dahlia, parent: k2}
      - {code: k2-2, label: Contoh Selatan, parent: k2}
publish: [jenis]
"""
CONFIG = """\
sites:
  public: {clearance: terbuka, title: Timpora Contoh}
  internal: {clearance: terbatas, title: Timpora Contoh}
"""


def make_project(root: Path, dataset: str = DATASET, name: str = "tindakan") -> Path:
    """A project with one dataset and no periods; its folder."""
    folder = root / "content" / "statistics" / name
    folder.mkdir(parents=True)
    (folder / "dataset.yml").write_text(dataset, encoding="utf-8")
    (root / "site_config.yml").write_text(CONFIG, encoding="utf-8")
    return root


def save_xlsx(
    path: Path,
    grid: Grid,
    merges: Iterable[str | tuple[int, int, int, int]] = (),
    title: str = "Rekap",
) -> Path:
    """The grid as .xlsx; merged areas as `A1:B2` or rows and columns from 0."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    fill(sheet, grid, merges)
    book.save(path)
    return path


def fill(sheet: Any, grid: Grid, merges: Iterable[str | tuple[int, int, int, int]] = ()) -> None:
    for row, line in enumerate(grid, 1):
        for column, value in enumerate(line, 1):
            if value is not None:
                sheet.cell(row, column, value)
    for area in merges:
        if isinstance(area, str):
            sheet.merge_cells(area)
        else:
            first, last, left, right = area
            sheet.merge_cells(
                start_row=first + 1, end_row=last + 1, start_column=left + 1, end_column=right + 1
            )


def save_csv(path: Path, grid: Grid, delimiter: str = ";", encoding: str = "utf-8-sig") -> Path:
    """The grid as CSV; merged areas leave blanks, as programs write them."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(
        ["" if value is None else value for value in line] for line in grid
    )
    path.write_bytes(text.getvalue().encode(encoding))
    return path


_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "application/vnd.openxmlformats-package"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def _link(kind: str, target: str) -> str:
    link = f'<Relationship Id="r1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_LINKS}">{link}</Relationships>'


def save_office_xlsx(path: Path, rows: str, columns: str = "") -> Path:
    """A workbook whose sheet holds `rows` as LibreOffice writes them: results beside formulas."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}">'
        f'<Default Extension="rels" ContentType="{_PACKAGE}.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": _link("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        '<sheets><sheet name="Lembar1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _link("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}">'
        f'<dimension ref="A1:AMJ1048576"/>{columns}<sheetData>{rows}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return path


# Tables in any layout


@dataclass(frozen=True)
class Axis:
    """One way in which a table is split: its name and its values with the words for each."""

    name: str
    heading: str
    values: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Style:
    """How a table looks."""

    row_axes: tuple[Axis, ...]
    column_axes: tuple[Axis, ...]
    totals: bool = True
    merged: bool = True
    numbered: bool = False
    column_numbers: bool = False
    titles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sections: bool = False
    total_word: str = "JUMLAH"
    number: Any = int


@dataclass
class Drawn:
    """A table as cells. `total_cells` and `data_cells` say where its numbers are."""

    grid: Grid
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    total_cells: list[tuple[int, int]] = field(default_factory=list)
    data_cells: list[tuple[int, int]] = field(default_factory=list)


Keys = tuple[int | None, ...]  # by axis the place of its value, None for the sum


def draw(style: Style, counts: dict[frozenset[tuple[str, str]], int]) -> Drawn:
    """`counts`, by axis name and value, as a table."""
    drawn = Drawn([[title] for title in style.titles])
    if style.titles:
        drawn.grid.append([])
    labels = style.row_axes[1:] if style.sections else style.row_axes
    left = len(labels) + style.numbered
    columns = _keys(style.column_axes, totals=style.totals)
    _draw_head(drawn, style, labels, columns)
    if style.column_numbers:
        drawn.grid.append([f"({number})" for number in range(1, left + len(columns) + 1)])
    rows = _keys(style.row_axes, totals=style.totals)
    for place, keys in enumerate(rows):
        if style.sections and (place == 0 or rows[place - 1][0] != keys[0]) and keys[0] is not None:
            drawn.grid.append([style.row_axes[0].words[keys[0]]])
        shown = keys[1:] if style.sections else keys
        line: list[Any] = []
        if style.numbered:
            line.append(None if None in keys else place + 1)
        at = len(drawn.grid)
        before = rows[place - 1] if place else None
        line += _labels(drawn, style, labels, shown, before if not style.sections else None, at)
        for column in columns:
            value = _sum(style, counts, keys, column)
            where = (at, len(line))
            (drawn.total_cells if None in (*keys, *column) else drawn.data_cells).append(where)
            line.append(style.number(value))
        drawn.grid.append(line)
    if style.notes:
        drawn.grid.append([])
        drawn.grid += [[None, note] for note in style.notes]
    return drawn


def _keys(axes: Sequence[Axis], *, totals: bool) -> list[Keys]:
    """Every combination in reading order, sums behind their parts."""
    if not axes:
        return [()]
    rest = _keys(axes[1:], totals=totals)
    keys: list[Keys] = [(place, *one) for place in range(len(axes[0].values)) for one in rest]
    if totals:
        keys.append((None,) * len(axes))
    return keys


def _draw_head(drawn: Drawn, style: Style, labels: Sequence[Axis], columns: list[Keys]) -> None:
    depth = max(len(style.column_axes), 1)
    top = len(drawn.grid)
    heads: Grid = [[] for _ in range(depth)]
    names = [*(["No."] if style.numbered else []), *(axis.heading for axis in labels)]
    for place, name in enumerate(names):
        for level in range(depth):
            heads[level].append(name if level == 0 else None)
        if style.merged and depth > 1:
            drawn.merges.append((top, top + depth - 1, place, place))
    for keys in columns:
        if not keys:
            heads[0].append("Jumlah")
        elif keys[0] is None:
            if style.merged and depth > 1:
                column = len(heads[0])
                drawn.merges.append((top, top + depth - 1, column, column))
            for level in range(depth):
                heads[level].append(style.total_word if level == 0 else None)
        else:
            for level, key in enumerate(keys):
                word = style.total_word if key is None else style.column_axes[level].words[key]
                same = level < depth - 1 and heads[level] and _open(heads[level], word)
                heads[level].append(None if same else word)
    if style.merged:
        _merge_groups(drawn, heads, top, len(names), columns)
    drawn.grid += heads


def _open(line: list[Any], word: str) -> bool:
    """Whether the group `word` still goes on at the end of a header."""
    return next((value for value in reversed(line) if value is not None), None) == word


def _merge_groups(drawn: Drawn, heads: Grid, top: int, left: int, columns: list[Keys]) -> None:
    for level, line in enumerate(heads[:-1]):
        column = left
        while column < len(line):
            end = column
            inner = columns[column - left][:1] != (None,)
            while inner and end + 1 < len(line) and line[end + 1] is None:
                end += 1
            if end > column:
                drawn.merges.append((top + level, top + level, column, end))
            column = end + 1


def _labels(
    drawn: Drawn,
    style: Style,
    labels: Sequence[Axis],
    keys: Keys,
    before: Keys | None,
    row: int,
) -> list[Any]:
    """The label cells of a row; the outer ones once for a group, where areas are merged."""
    if not keys or keys[0] is None:
        return [style.total_word, *([None] * (len(labels) - 1))][: len(labels)]
    told: list[Any] = []
    for place, (axis, key) in enumerate(zip(labels, keys, strict=True)):
        repeated = before is not None and before[: place + 1] == keys[: place + 1]
        if key is None:
            told.append(style.total_word if keys[place - 1] is not None else None)
        elif place < len(labels) - 1 and repeated and style.merged:
            told.append(None)
        else:
            told.append(axis.words[key])
    return told


def _sum(
    style: Style, counts: dict[frozenset[tuple[str, str]], int], rows: Keys, columns: Keys
) -> int:
    axes = (*style.row_axes, *style.column_axes)
    choices = [
        axis.values if key is None else (axis.values[key],)
        for axis, key in zip(axes, (*rows, *columns), strict=True)
    ]
    names = [axis.name for axis in axes]
    return sum(counts.get(frozenset(zip(names, one, strict=True)), 0) for one in product(*choices))
