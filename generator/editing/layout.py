"""Where on a sheet the table is: titles, headers, rows, notes; what each row and column is for.

Comes in: a sheet and the words of a dataset. Goes out: a `Layout`, or problems. What cannot be
understood is a problem; what is not read is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.editing.lexicon import (
    DERIVED,
    NOTE,
    NUMBER,
    PERIOD,
    SKIP,
    VALUES,
    Lexicon,
    Reading,
    is_identifier,
)
from generator.editing.numerals import NoCount, is_value, read_count
from generator.editing.spreadsheet import Book, Cell, Sheet, column_name, reference
from generator.editing.timewords import is_year
from generator.problems import Problem, quoted, visible

_MOST_NAMED = 5  # cells named in one problem
_LARGEST_COUNT = 1_000_000_000  # longer numbers are staff or document numbers


@dataclass(frozen=True)
class Column:
    """What one column is for.

    - `use`: `label`, `value`, or why it is not read (nomor, keterangan, turunan, abaikan).
    - `header`: the texts above it, outermost first, each with its row.
    - `dimension`, `level`: what a label column names; `period` for a column of periods.
    """

    index: int
    use: str
    header: tuple[tuple[int, str], ...] = ()
    dimension: str = ""
    level: str = ""


@dataclass(frozen=True)
class Layout:
    """The table on a sheet; rows and columns count from 0."""

    titles: tuple[tuple[int, str], ...]
    head: tuple[int, ...]
    body: tuple[int, ...]
    sections: Mapping[int, Reading]
    derived: tuple[int, ...]
    columns: tuple[Column, ...]
    below: tuple[int, ...] = field(default=())

    @property
    def labels(self) -> tuple[Column, ...]:
        """The columns that name what a row counts, from the left."""
        return tuple(column for column in self.columns if column.use == "label")

    @property
    def values(self) -> tuple[Column, ...]:
        """The columns of numbers."""
        return tuple(column for column in self.columns if column.use == "value")


def lay_out(book: Book, lexicon: Lexicon) -> tuple[Layout | None, list[Problem]]:
    """The table of the book's sheet."""
    finder = _Finder(book, lexicon)
    rows = finder.rows()
    problems = list(finder.personal(rows))
    if problems:
        return None, problems
    if rows is None or not rows.body:
        return None, [Problem("IMP007", book.place(0, 0))]
    columns = tuple(finder.column(index, rows) for index in range(book.sheet.width))
    problems += finder.not_understood(rows, columns)
    uses = {column.use for column in columns}
    if not problems and not {"label", "value"} <= uses:
        problems.append(Problem("IMP007", book.place(0, 0)))
    return (
        Layout(
            titles=rows.titles,
            head=rows.head,
            body=rows.body,
            sections=rows.sections,
            derived=rows.derived,
            columns=tuple(column for column in columns if column.use),
            below=rows.below,
        ),
        problems,
    )


@dataclass(frozen=True)
class _Rows:
    """Which rows are what; `strange` are rows inside the table that mean nothing."""

    titles: tuple[tuple[int, str], ...]
    head: tuple[int, ...]
    body: tuple[int, ...]
    sections: Mapping[int, Reading]
    derived: tuple[int, ...]
    strange: tuple[int, ...]
    last: int
    below: tuple[int, ...]


class _Finder:
    """Looks at one sheet from above, then from the left."""

    def __init__(self, book: Book, lexicon: Lexicon) -> None:
        self.book = book
        self.sheet: Sheet = book.sheet
        self.lexicon = lexicon
        self.time_columns = frozenset(
            column
            for row in range(len(self.sheet.rows))
            for column in range(len(self.sheet.rows[row]))
            if lexicon.read(self.sheet.words(row, column)).column == PERIOD
        )

    # Rows

    def rows(self) -> _Rows | None:
        """Titles, headers, body and notes; None where no row holds a label and a number."""
        counted = [row for row in range(len(self.sheet.rows)) if self.has_counts(row)]
        if not counted:
            return None
        first = self.first_column(counted)
        named = [row for row in range(len(self.sheet.rows)) if self.names_a_row(row, first)]
        top = self.top(counted, named)
        head = self.head(top, first)
        last = self.last(top, first, counted, named)
        body, sections, derived, strange = [], {}, [], []
        for row in range(top, last + 1):
            reading = self.heading(row, first)
            if not self.sheet.written(row) or self.is_numbering(row):
                continue
            if self.is_derived(row, first):
                derived.append(row)
            elif reading is not None:
                sections[row] = reading
            elif row in counted or row in named:
                body.append(row)
            else:
                strange.append(row)
        before = head[0] if head else top
        return _Rows(
            titles=tuple((row, text) for row in range(before) for text in [self.line(row)] if text),
            head=head,
            body=tuple(body),
            sections=sections,
            derived=tuple(derived),
            strange=tuple(strange),
            last=last,
            below=tuple(
                row for row in range(last + 1, len(self.sheet.rows)) if self.sheet.written(row)
            ),
        )

    def line(self, row: int) -> str:
        """What stands in a row, as one line."""
        return " ".join(
            text for at in self.sheet.written(row) for text in [self.sheet.words(*at)] if text
        )

    def has_counts(self, row: int) -> bool:
        """Whether a number, or a sign for none, stands to the right of a label."""
        label = None
        numbers = []
        for column, cell in enumerate(self.sheet.rows[row]):
            if self.is_label(row, column, cell):
                label = column if label is None else label
            elif label is not None and is_value(cell.value):
                numbers.append(column)
        if label is None or not numbers:
            return False
        return not self.is_row_of_years(row, label, numbers)

    def is_label(self, row: int, column: int, cell: Cell) -> bool:
        """Whether a cell may say what its row counts: words, or a year or date under `Tahun`."""
        if column in self.time_columns and self.lexicon.read(cell.value).when:
            return True
        return bool(self.sheet.words(row, column)) and not is_value(cell.value)

    def is_row_of_years(self, row: int, label: int, numbers: list[int]) -> bool:
        """Whether this is a header such as `Jenis | 2023 | 2024`."""
        counts = [read_count(self.sheet.cell(row, column).value) for column in numbers]
        if not all(isinstance(count, int) and is_year(count) for count in counts):
            return False
        reading = self.lexicon.read(self.sheet.cell(row, label).value)
        if reading.names_a_row:
            return False
        return bool(reading.known) or row == 0 or len(self.sheet.written(row - 1)) < 2

    def first_column(self, counted: list[int]) -> int:
        """The leftmost column of numbers beside a label."""
        return min(
            column
            for row in counted
            for column in range(len(self.sheet.rows[row]))
            if is_value(self.sheet.cell(row, column).value)
            and not self.is_label(row, column, self.sheet.cell(row, column))
            and any(
                self.is_label(row, before, self.sheet.cell(row, before)) for before in range(column)
            )
        )

    def names_a_row(self, row: int, first: int) -> bool:
        """Whether a row without numbers is still one of counts: a known label, all else blank."""
        written = self.sheet.written(row)
        if not written or any(column >= first for _, column in written):
            return False
        return any(self.lexicon.read(self.sheet.cell(*at).value).names_a_row for at in written)

    def top(self, counted: list[int], named: list[int]) -> int:
        """The first row of the body: that of the first number, or known labels right above it."""
        row = counted[0]
        while row - 1 in named and not self.is_title(row - 1):
            row -= 1
        return row

    def is_title(self, row: int) -> bool:
        """A lone text at the top may name a period; it is not a label then."""
        reading = self.lexicon.read(self.line(row))
        under_headers = row > 0 and len(self.sheet.written(row - 1)) > 1
        return not (reading.codes or reading.total or under_headers)

    def head(self, top: int, first: int) -> tuple[int, ...]:
        """The header rows above the body, without a row that numbers the columns."""
        rows = []
        for row in range(top - 1, -1, -1):
            if self.is_numbering(row):
                continue
            written = self.sheet.written(row)
            lone = len(written) == 1 and written[0][1] >= first
            known = lone and self.lexicon.read(self.sheet.cell(*written[0]).value).known
            if len(written) < 2 and not known:
                break
            rows.append(row)
        return tuple(reversed(rows))

    def is_numbering(self, row: int) -> bool:
        """Whether a row only numbers the columns: (1) (2) (3), or 1 2 3."""
        values = [self.sheet.cell(*at).value for at in self.sheet.written(row)]
        told = [str(value).strip("() ") for value in values]
        return len(told) > 1 and told == [str(number) for number in range(1, len(told) + 1)]

    def last(self, top: int, first: int, counted: list[int], named: list[int]) -> int:
        """The last row of the body: notes and signatures come after it."""
        last = top
        for row in range(top, len(self.sheet.rows)):
            touching = all(self.sheet.written(between) for between in range(last, row))
            goes_on = row in counted and (touching or self.has_plausible(row))
            if goes_on or row in named or self.has_known_label(row, first):
                last = row
        return last

    def has_known_label(self, row: int, first: int) -> bool:
        """Whether a text to the left of the numbers is known here."""
        return any(
            self.lexicon.read(self.sheet.words(*at)).names_a_row
            for at in self.sheet.written(row)
            if at[1] < first
        )

    def has_plausible(self, row: int) -> bool:
        """Whether a row holds something that may be a count, and so must not be taken for a note."""
        counts = [read_count(self.sheet.cell(*at).value) for at in self.sheet.written(row)]
        return any(isinstance(count, int) and count < _LARGEST_COUNT for count in counts)

    def heading(self, row: int, first: int) -> Reading | None:
        """What a row says about those below it, when it is a lone text without numbers."""
        written = self.sheet.written(row)
        if len(written) != 1 or self.has_counts(row):
            return None
        reading = self.lexicon.read(self.sheet.cell(*written[0]).value)
        return reading if reading.codes or reading.when else None

    def is_derived(self, row: int, first: int) -> bool:
        """Whether a row holds percentages, averages, or what the editor left out."""
        readings = [
            self.lexicon.read(self.sheet.words(*at))
            for at in self.sheet.written(row)
            if at[1] < first
        ]
        return any(reading.column == DERIVED or reading.skip for reading in readings)

    # Columns

    def column(self, index: int, rows: _Rows) -> Column:
        """What a column is for; `use` is "" where nothing stands in it."""
        header = self.header(index, rows.head)
        readings = [self.lexicon.read(self.sheet.cell(row, index).value) for row, _ in header]
        cells = [self.sheet.cell(row, index) for row in rows.body]
        filled = [cell for cell in cells if cell.value is not None and cell.value != ""]
        named = next(
            (one for one in reversed(readings) if one.dimension or one.column == PERIOD), None
        )
        unread = next((one.column for one in readings if one.column in (NUMBER, NOTE, DERIVED)), "")
        if any(reading.skip for reading in readings):
            return Column(index, SKIP, header)
        if unread or (filled and all(cell.percent for cell in filled)):
            return Column(index, unread or DERIVED, header)
        if not filled and not readings:
            return Column(index, "")
        if not header and self.numbers_rows(index, filled, rows):
            return Column(index, NUMBER, header)
        words = [cell for cell in filled if not is_value(cell.value)]
        numbers = len(filled) - len(words)
        under_time = index in self.time_columns and all(
            self.lexicon.read(cell.value).when or self.lexicon.read(cell.value).total
            for cell in filled
        )
        last = readings[-1] if readings else Reading()
        counts = last.codes or last.when or last.column in VALUES
        if (len(words) > numbers and not counts) or (under_time and filled):
            return self.label_column(index, header, named, rows)
        if not header and all(read_count(one.value) is NoCount.EMPTY for one in filled):
            return Column(index, "")
        return Column(index, "value", header)

    def numbers_rows(self, index: int, filled: list[Cell], rows: _Rows) -> bool:
        """Whether a column without a heading counts 1, 2, 3 to the left of the labels."""
        if [cell.value for cell in filled] != list(range(1, len(filled) + 1)):
            return False
        before = all(
            self.sheet.is_blank(row, column) for row in rows.body for column in range(index)
        )
        return before and all(self.sheet.words(row, index + 1) for row in rows.body)

    def header(self, index: int, head: tuple[int, ...]) -> tuple[tuple[int, str], ...]:
        """The texts above a column, outermost first; a group's name stands over all its columns."""
        found: list[tuple[int, str]] = []
        seen: set[tuple[int, int]] = set()
        for row in head:
            at = self.sheet.cell(row, index).first or (row, index)
            if self.sheet.is_blank(*at) and any(
                not self.sheet.is_blank(below, index) for below in head if below > row
            ):
                at = self.group(row, index, head)
            if not self.sheet.is_blank(*at) and at not in seen:
                seen.add(at)
                found.append((at[0], self.said(*at)))
        return tuple(found)

    def group(self, row: int, index: int, head: tuple[int, ...]) -> tuple[int, int]:
        """The header to the left that a blank one continues, as sheets without merged cells have it."""
        for column in range(index - 1, -1, -1):
            if not self.sheet.is_blank(row, column):
                lower = any(not self.sheet.is_blank(below, column) for below in head if below > row)
                return (row, column) if lower else (row, index)
        return row, index

    def said(self, row: int, column: int) -> str:
        """A header as text."""
        value = self.sheet.cell(row, column).value
        return self.sheet.words(row, column) or str(value)

    def label_column(
        self,
        index: int,
        header: tuple[tuple[int, str], ...],
        named: Reading | None,
        rows: _Rows,
    ) -> Column:
        """A column of words: what its header says, else the one dimension that its words fit."""
        if named:
            dimension = named.dimension or PERIOD
            return Column(index, "label", header, dimension, named.level)
        readings = [
            self.lexicon.read(self.sheet.cell(row, index).value)
            for row in rows.body
            if not self.sheet.is_blank(row, index)
        ]
        coded = [reading for reading in readings if reading.codes]
        fits = {
            name
            for name in (one.id for one in self.lexicon.dataset.dimensions)
            if coded and all(any(name == known for known, _ in one.codes) for one in coded)
        }
        if not coded and any(reading.when for reading in readings):
            fits = {PERIOD}
        if len(fits) == 1:
            return Column(index, "label", header, next(iter(fits)))
        return Column(index, "unclear" if fits else "unknown", header)

    # What is wrong

    def not_understood(self, rows: _Rows, columns: tuple[Column, ...]) -> Iterator[Problem]:
        """Rows and columns inside the table that mean nothing."""
        for row in rows.strange:
            at = self.sheet.written(row)[0]
            yield self.problem("IMP016", *at, found=quoted(self.line(row)))
        only_label = not any(column.use == "label" for column in columns)
        for column in columns:
            if column.use in ("unknown", "unclear"):
                row = column.header[-1][0] if column.header else rows.body[0]
                said = column.header[-1][1] if column.header else ""
                if only_label and column.use == "unknown":
                    yield from self.unknown_labels(column, rows)
                else:
                    yield self.problem(
                        "IMP017",
                        row,
                        column.index,
                        found=quoted(said) if said else "",
                        params={"column": column_name(column.index)},
                    )

    def unknown_labels(self, column: Column, rows: _Rows) -> Iterator[Problem]:
        """Every label of a column in which none is known."""
        for row in rows.body:
            text = self.sheet.words(row, column.index)
            if text and not self.lexicon.read(text).known:
                yield unknown(self.book, (row, column.index), text, self.lexicon.nearest(text))

    def personal(self, rows: _Rows | None) -> Iterator[Problem]:
        """Columns that look like data about single persons; what stands in them is not repeated.

        Not those of a signature below the table.
        """
        found: dict[int, str] = {}
        end = rows.last + 1 if rows else len(self.sheet.rows)
        for row in range(end):
            if len(self.sheet.written(row)) < 2:
                continue
            for column in range(len(self.sheet.rows[row])):
                text = self.sheet.words(row, column)
                below = [self.sheet.cell(other, column).value for other in range(row + 1, end)]
                told = any(
                    is_identifier(value) or read_count(value) is NoCount.WORDS for value in below
                )
                if text and told and self.lexicon.is_personal(text):
                    found.setdefault(column, f"{column_name(column)} '{visible(text)}'")
                elif is_identifier(self.sheet.cell(row, column).value):
                    found.setdefault(column, column_name(column))
        if found:
            named = ", ".join(list(found.values())[:_MOST_NAMED])
            yield Problem("IMP008", self.book.place(0, min(found)), params={"columns": named})

    def problem(self, code: str, row: int, column: int, **more: Any) -> Problem:
        """A problem at a cell, named as offices name it."""
        return cell_problem(self.book, code, row, column, **more)


def cell_problem(book: Book, code: str, row: int, column: int, **more: Any) -> Problem:
    """A problem of rule `code` at a cell, named as offices name it."""
    return Problem(code, book.place(row, column), key=reference(row, column), **more)


def unknown(book: Book, at: tuple[int, int], text: str, nearest: tuple[str, str]) -> Problem:
    """A text that no code list holds, with the label that is near it and its `dimension:code`."""
    label, target = nearest
    said = visible(text)
    params = {
        "example": f'--map "{said}={target.rpartition(":")[2] or "KODE"}"',
        "text": said,
        "target": target,
    }
    suggestion = quoted(label) if label else ""
    return cell_problem(
        book, "IMP014", *at, found=quoted(text), suggestion=suggestion, params=params
    )
