"""A spreadsheet file as a grid of cells: the only reader of .xlsx (openpyxl) and of office CSV.

Comes in: a file that an office has. Goes out: a `Book` with one `Sheet`, or the problems that keep
it from being read. Values are those that the file holds; nothing is computed or interpreted here.
"""

from __future__ import annotations

import csv
import hashlib
import io
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from generator.problems import Place, Problem, quoted, suggest, visible

Value = str | int | float | date | None
_MAX_BYTES = 20_000_000
_MAX_UNPACKED = 200_000_000  # a small archive can hold a huge sheet
_MAX_CELLS = 1_000_000
_DELIMITERS = ";,\t"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `first`: where the merged area begins that this cell belongs to, else None."""

    value: Value = None
    first: tuple[int, int] | None = None
    uncomputed: bool = False  # a formula whose result the file does not hold
    percent: bool = False


_BLANK = Cell()


@dataclass(frozen=True)
class Sheet:
    """Cells by row and column, both from 0; every cell of a merged area has its value."""

    name: str
    rows: tuple[tuple[Cell, ...], ...] = field(repr=False)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max(map(len, self.rows), default=0)

    def cell(self, row: int, column: int) -> Cell:
        """The cell, blank outside the grid."""
        inside = 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row])
        return self.rows[row][column] if inside else _BLANK

    def words(self, row: int, column: int) -> str:
        """The text of a cell on one line; "" for anything that is no text."""
        value = self.cell(row, column).value
        return " ".join(value.split()) if isinstance(value, str) else ""

    def is_blank(self, row: int, column: int) -> bool:
        """Whether nothing stands in a cell."""
        value = self.cell(row, column).value
        return value is None or (isinstance(value, str) and not value.strip())

    def written(self, row: int) -> tuple[tuple[int, int], ...]:
        """Where the values of a row were written; a merged area counts once."""
        return tuple(
            dict.fromkeys(
                self.cell(row, column).first or (row, column)
                for column in range(len(self.rows[row]))
                if not self.is_blank(row, column)
            )
        )


@dataclass(frozen=True)
class Book:
    """A file with the sheet that is read; `name` is the bare file name."""

    name: str
    sha256: str
    sheet: Sheet
    hidden_sheets: tuple[str, ...] = ()

    def place(self, row: int, column: int) -> Place:
        """Where a problem is; rows and columns are counted from 1 as everywhere."""
        return Place(self.name, row + 1, column + 1)


def reference(row: int, column: int) -> str:
    """A cell as offices call it: `C5`."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def column_name(column: int) -> str:
    """A column as offices call it: `C`."""
    return reference(0, column).rstrip("1")


def read_book(path: Path, sheet: str | None) -> tuple[Book | None, list[Problem]]:
    """The file at `path` with `sheet`, or with its only visible one."""
    place = Place(visible(path.name))
    readers = {".xlsx": _read_xlsx, ".csv": _read_csv}
    if path.suffix.lower() not in readers:
        return None, [Problem("IMP001", place)]
    try:
        if path.stat().st_size > _MAX_BYTES:
            return None, [Problem("IMP003", place)]
        raw = path.read_bytes()
    except OSError as error:
        return None, [Problem("IMP002", place, params={"why": error.strerror or str(error)})]
    return readers[path.suffix.lower()](place, raw, sheet)


# .xlsx


def _read_xlsx(place: Place, raw: bytes, wanted: str | None) -> tuple[Book | None, list[Problem]]:
    """Both what is written (formulas) and what was computed, from two readings of one file."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(item.file_size for item in archive.infolist()) > _MAX_UNPACKED:
                return None, [Problem("IMP003", place)]
        written, computed = _load(raw, values=False), _load(raw, values=True)
        visible_ones = [one.title for one in written.worksheets if one.sheet_state == "visible"]
        hidden = [one.title for one in written.worksheets if one.title not in visible_ones]
        filled = [name for name in visible_ones if _is_filled(computed[name])]
        name, problem = _choose(place, wanted, [*visible_ones, *hidden], filled or visible_ones)
        if problem:
            return None, [problem]
        if written[name].max_row * written[name].max_column > _MAX_CELLS:
            return None, [Problem("IMP003", place)]
        sheet = _sheet(written[name], computed[name])
    except Exception as error:  # openpyxl raises whatever a damaged part makes it raise
        params = {"why": f"{type(error).__name__}: {error}"[:200]}
        return None, [Problem("IMP002", place, params=params)]
    others = tuple(one for one in hidden if one != name)
    return Book(place.path, hashlib.sha256(raw).hexdigest(), sheet, others), []


def _load(raw: bytes, *, values: bool) -> Any:
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about parts that carry no values: validation, drawings
        return load_workbook(io.BytesIO(raw), data_only=values)


def _is_filled(sheet: Any) -> bool:
    return any(value is not None for row in sheet.iter_rows(values_only=True) for value in row)


def _choose(
    place: Place, wanted: str | None, every: list[str], usable: list[str]
) -> tuple[str, Problem | None]:
    """The sheet asked for, or the only one with something on it."""
    if wanted in every:
        return str(wanted), None
    listed = {"sheets": ", ".join(map(quoted, every))}
    if wanted is not None:
        near = suggest(wanted, every)
        return "", Problem("IMP005", place, quoted(wanted), suggestion=near, params=listed)
    if len(usable) != 1:
        params = {"sheets": ", ".join(map(quoted, usable))}
        return "", Problem("IMP004", place, params=params)
    return usable[0], None


def _sheet(written: Any, computed: Any) -> Sheet:
    first = {
        (row - 1, column - 1): (area.min_row - 1, area.min_col - 1)
        for area in written.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    rows = [
        [_cell(one, computed.cell(one.row, one.column), first) for one in row]
        for row in written.iter_rows()
    ]
    for (row, column), origin in first.items():
        if row < len(rows) and column < len(rows[row]):
            source = rows[origin[0]][origin[1]]
            rows[row][column] = Cell(source.value, origin, source.uncomputed, source.percent)
    hidden = {
        column - 1
        for one in written.column_dimensions.values()
        if one.hidden
        for column in range(one.min, one.max + 1)
    }
    return Sheet(
        name=written.title,
        rows=tuple(map(tuple, rows)),
        hidden_rows=frozenset(
            number - 1 for number, one in written.row_dimensions.items() if one.hidden
        ),
        hidden_columns=frozenset(hidden),
    )


def _cell(written: Any, computed: Any, first: Mapping[tuple[int, int], tuple[int, int]]) -> Cell:
    formula = getattr(written, "data_type", "") == "f"
    value = computed.value
    return Cell(
        _plain(value),
        first.get((written.row - 1, written.column - 1)),
        uncomputed=formula and value is None,
        percent="%" in (getattr(written, "number_format", "") or ""),
    )


def _plain(value: Any) -> Value:
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, (str, int, float, date)):
        return value
    return str(value)  # a time, a duration, rich text


# CSV


def _read_csv(place: Place, raw: bytes, wanted: str | None) -> tuple[Book | None, list[Problem]]:
    """Separated by `;`, `,` or tabs; UTF-8 (with or without BOM), UTF-16 with BOM, Windows-1252."""
    if wanted is not None:
        return None, [Problem("IMP005", place, quoted(wanted), params={"sheets": "–"})]
    text = _decoded(raw)
    first, _, rest = text.partition("\n")
    named = first.strip().lower()
    if named[:4] == "sep=" and len(named) == 5:
        delimiter, text = first.strip()[4], rest
    else:
        delimiter = max(_DELIMITERS, key=lambda one: _regularity(text, one))
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        return None, [Problem("IMP002", place, params={"why": str(error)})]
    rows = tuple(tuple(Cell(value or None) for value in line) for line in lines)
    return Book(place.path, hashlib.sha256(raw).hexdigest(), Sheet("", rows)), []


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _regularity(text: str, delimiter: str) -> int:
    """How many lines share the commonest number of cells above one, by this delimiter."""
    widths = Counter(len(line) for line in _lenient(text.splitlines(), delimiter) if any(line[1:]))
    return max(widths.values(), default=0)


def _lenient(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    return iter(csv.reader(lines, delimiter=delimiter))
