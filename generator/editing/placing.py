"""Which number of a sheet stands for what.

Comes in: a sheet, where its table is, the dataset's words, the period asked for. Goes out: every
number with its place (`Placed`), or problems. Nothing is added up here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from generator.editing.layout import Column, Layout, cell_problem, unknown
from generator.editing.lexicon import COUNT, FOREIGN, PERIOD, TOTAL, VALUES, Lexicon, Reading
from generator.editing.numerals import NoCount, read_count
from generator.editing.spreadsheet import Book
from generator.editing.timewords import When
from generator.periods import months
from generator.problems import Problem, quoted

_NUMBER_CODES = {
    NoCount.WORDS: "IMP010",
    NoCount.FRACTION: "IMP011",
    NoCount.NEGATIVE: "IMP012",
    NoCount.UNCLEAR: "IMP013",
}
Codes = Mapping[str, str]


@dataclass(frozen=True)
class Where:
    """What a row, a column or a cell counts.

    `totals` are the dimensions summed over; `clash` is one that is named twice, and differently.
    Both may hold `period`.
    """

    codes: Codes = field(default_factory=dict)
    when: When | None = None
    totals: frozenset[str] = frozenset()
    measure: str = ""
    clash: str = ""

    def __or__(self, other: Where) -> Where:
        when = self.when.joined(other.when) if self.when and other.when else None
        twice = [name for name, code in other.codes.items() if self.codes.get(name, code) != code]
        if self.when and other.when and when is None:
            twice.append(PERIOD)
        return Where(
            {**self.codes, **other.codes},
            when or other.when or self.when,
            self.totals | other.totals,
            other.measure or self.measure,
            next(iter(twice), self.clash or other.clash),
        )


@dataclass(frozen=True)
class Part:
    """One number of the table with what it stands for; `value` is None for an empty cell."""

    at: tuple[int, int]
    where: Where
    period: str
    value: int | None

    @property
    def key(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Alike for two numbers that stand for the same count."""
        return self.period, tuple(sorted(self.where.codes.items()))


@dataclass(frozen=True)
class Placed:
    """The numbers of a table.

    - `reaches`: for a total under a heading, what it may sum over: that part, or all of the table.
    - `means`: by dimension (or period, or column), each text with what it was taken for.
    """

    parts: tuple[Part, ...]
    reaches: Mapping[tuple[int, int], tuple[Part, ...]]
    means: Mapping[str, Mapping[str, str]]


def place_numbers(
    book: Book, layout: Layout, lexicon: Lexicon, period: str
) -> tuple[Placed | None, list[Problem]]:
    """Every number of the table with what it counts in `period`."""
    table = _Table(book, layout, lexicon, period)
    columns = table.columns()
    rows = table.rows()
    if table.problems:
        return None, table.problems
    parts = tuple(table.parts(rows, columns))
    if table.problems:
        return None, list(dict.fromkeys(table.problems))
    return Placed(parts, table.reaches, table.means), []


class _Table:
    """One table on the way from cells to counts; what is wrong gathers in `problems`."""

    def __init__(self, book: Book, layout: Layout, lexicon: Lexicon, period: str) -> None:
        self.book, self.sheet = book, book.sheet
        self.layout = layout
        self.lexicon = lexicon
        self.period = period
        self.problems: list[Problem] = []
        self.means: dict[str, dict[str, str]] = {}
        self.dimensions = [one.id for one in lexicon.dataset.dimensions]
        self.label_dimensions = {column.dimension for column in layout.labels}
        self.column_dimensions: set[str] = set()
        self.reaches: dict[tuple[int, int], tuple[Part, ...]] = {}

    def wrong(self, code: str, at: tuple[int, int], **more: Any) -> None:
        self.problems.append(cell_problem(self.book, code, *at, **more))

    # Columns

    def columns(self) -> dict[int, Where]:
        """What each column of numbers counts, apart from what its rows say."""
        read = {column.index: self.readings(column) for column in self.layout.values}
        plain = not any(one.codes or one.when for found in read.values() for _, one in found)
        wheres = {
            column.index: self.column(column, read[column.index], plain=plain)
            for column in self.layout.values
        }
        named = {name for where in wheres.values() for name in where.codes}
        if any(where.when for where in wheres.values()):
            named.add(PERIOD)
        self.column_dimensions = named
        totals = {
            column.index: any(one.total for _, one in read[column.index]) and not plain
            for column in self.layout.values
        }
        return {
            index: self.completed(index, where, named, is_total=totals[index])
            for index, where in wheres.items()
        }

    def readings(self, column: Column) -> list[tuple[tuple[int, str], Reading]]:
        """What each header of a column means; a caption over all numbers only where it says more."""
        found: list[tuple[tuple[int, str], Reading]] = []
        before = ""
        for row, text in column.header:
            cell = self.sheet.cell(row, column.index)
            reading = self.lexicon.read(cell.value if cell.value is not None else text)
            if not reading.known:
                reading = self.lexicon.read(text)
            if not reading.known and before:
                reading = self.lexicon.read(f"{before} {text}")
            caption = self.is_caption(row, text) and not (
                reading.codes or reading.when or reading.column in (*VALUES, FOREIGN)
            )
            if not caption:
                found.append(((row, text), reading))
            before = text
        return found

    def is_caption(self, row: int, text: str) -> bool:
        """Whether a header stands over every column of numbers, and another one below it."""
        values = self.layout.values
        return all((row, text) in column.header for column in values) and (
            len(values) > 1 or len(values[0].header) > 1
        )

    def column(
        self, column: Column, read: list[tuple[tuple[int, str], Reading]], *, plain: bool
    ) -> Where:
        where = Where()
        wanted = next((one.dimension for _, one in read if one.dimension), "")
        for (row, text), reading in read:
            at = (row, column.index)
            if reading.codes:
                where = self.with_code(where, reading, at, text, wanted)
            elif reading.column == FOREIGN:
                self.wrong("IMP027", at, found=quoted(text), params=self.measure())
            elif reading.column in VALUES:
                where = replace(where, measure=reading.column)
                self.note("kolom", text, reading.column)
            elif not reading.known:
                self.unknown(at, text, [wanted] if wanted else self.free())
            if reading.when:
                where = self.with_when(where, reading.when, at, text)
            if reading.total and not reading.codes and not reading.when:
                self.note("kolom", text, COUNT if plain else TOTAL)
        if not column.header and len(self.layout.values) > 1:
            self.wrong("IMP018", (self.layout.body[0], column.index))
        return where

    def measure(self) -> dict[str, str]:
        return {"measure": str(self.lexicon.dataset.measure)}

    def free(self) -> list[str]:
        """The dimensions that no label column names."""
        return [name for name in self.dimensions if name not in self.label_dimensions]

    def with_code(
        self, where: Where, reading: Reading, at: tuple[int, int], text: str, wanted: str
    ) -> Where:
        usable = [
            (name, code)
            for name, code in reading.codes
            if (name == wanted if wanted else name in self.free()) and self.is_valid(name, code)
        ] or [one for one in reading.codes if self.is_valid(*one)]
        if len(usable) != 1:
            self.ambiguous(at, text, usable or list(reading.codes))
            return where
        name, code = usable[0]
        before = where.codes.get(name)
        if before and before not in self.lexicon.line(name, code):
            params = {"dimension": name, "one": before, "other": code}
            self.wrong("IMP020", at, params=params)
        level = self.lexicon.level_of(name, code)
        self.note(f"{name} ({level})" if level else name, text, code)
        return replace(where, codes={**where.codes, name: code})

    def with_when(self, where: Where, when: When, at: tuple[int, int], text: str) -> Where:
        joined = where.when.joined(when) if where.when else when
        if joined is None:
            self.wrong("IMP026", at, found=quoted(text), params={"period": self.period})
            return where
        return replace(where, when=joined)

    def completed(self, index: int, where: Where, named: set[str], *, is_total: bool) -> Where:
        """A total sums over what other columns name; any other column names all of it itself."""
        if any(problem.place.col == index + 1 for problem in self.problems):
            return where
        lacking = {name for name in named if name != PERIOD and name not in where.codes}
        if PERIOD in named and where.when is None:
            lacking.add(PERIOD)
        if lacking and not is_total:
            at = (self.layout.head[-1] if self.layout.head else self.layout.body[0], index)
            params = {"dimension": ", ".join(sorted(lacking))}
            self.wrong("IMP019", at, params=params)
        return replace(where, totals=frozenset(lacking))

    # Rows

    def rows(self) -> dict[int, list[Where]]:
        """What each row counts, apart from its columns; several for a total of unclear reach."""
        found: dict[int, list[Where]] = {}
        section = Where()
        above: dict[int, Reading] = {}
        for row in sorted({*self.layout.body, *self.layout.sections}):
            heading = self.layout.sections.get(row)
            if heading is not None and not self.is_row(heading):
                section = self.section(section, row, heading)
                above.clear()
                continue
            where, is_total, is_grand = self.row(row, above)
            if where is None:
                continue
            everywhere = Where(totals=self.named_in(section)) | where
            if is_grand:
                found[row] = [everywhere]
            elif is_total and section != Where():
                found[row] = [section | where, everywhere]
            else:
                found[row] = [section | where]
        return found

    def named_in(self, where: Where) -> frozenset[str]:
        return frozenset({*where.codes, *([PERIOD] if where.when else [])})

    def is_row(self, heading: Reading) -> bool:
        """Whether a lone label is a row with empty cells, and no heading of the rows below it."""
        if heading.when and not heading.codes:
            return PERIOD in self.label_dimensions
        return any(
            name in self.label_dimensions and not self.lexicon.finer(name, code)
            for name, code in heading.codes
        )

    def section(self, section: Where, row: int, heading: Reading) -> Where:
        at = self.sheet.written(row)[0]
        text = self.sheet.words(*at)
        where = replace(section, totals=frozenset())
        if heading.when and not heading.codes:
            return replace(where, when=heading.when)
        if all(name in self.label_dimensions for name, _ in heading.codes):
            return section  # a wider code above its parts: it names no other dimension
        name = next(name for name, _ in heading.codes if name not in self.label_dimensions)
        bare = replace(where, codes={k: v for k, v in where.codes.items() if k != name})
        return self.with_code(bare, heading, at, text, name)

    def row(self, row: int, above: dict[int, Reading]) -> tuple[Where | None, bool, bool]:
        """What a row's labels say, whether it is a total, and whether of the whole table."""
        where, is_total, is_grand = Where(), False, False
        labels = self.layout.labels
        for place, column in enumerate(labels):
            reading, text = self.label(row, column, above, is_last=place == len(labels) - 1)
            at = (row, column.index)
            if is_total and not (reading.codes or reading.when):
                where = self.summed(where, column)
                continue
            if reading.total:
                is_total, is_grand = True, is_grand or reading.grand
            if reading.codes:
                where = self.with_label(where, column, reading, at, text)
            elif reading.when:
                where = self.with_when(where, reading.when, at, text)
            elif reading.total:
                where = self.summed(where, column)
            elif text or place == len(labels) - 1:
                self.unlabelled(row, column, text)
                return None, False, False
        return where, is_total, is_grand

    def label(
        self, row: int, column: Column, above: dict[int, Reading], *, is_last: bool
    ) -> tuple[Reading, str]:
        """What stands in a label cell; a blank one repeats the one above, but in the last column."""
        text = self.sheet.words(row, column.index)
        value = self.sheet.cell(row, column.index).value
        if not self.sheet.is_blank(row, column.index):
            reading = self.lexicon.read(value)
            above[column.index] = Reading() if reading.total else reading
            for other in self.layout.labels:
                if other.index > column.index:
                    above.pop(other.index, None)
            return reading, text or str(value)
        if is_last or len(self.layout.labels) == 1:
            return self.total_beside(row), ""
        beside = self.total_beside(row)
        return (beside, "") if beside.known else (above.get(column.index, Reading()), "")

    def total_beside(self, row: int) -> Reading:
        """`JUMLAH` written in the column of row numbers, where all labels are blank."""
        if not all(self.sheet.is_blank(row, column.index) for column in self.layout.labels):
            return Reading()
        first = min(column.index for column in self.layout.values)
        found = (self.lexicon.read(self.sheet.words(row, column)) for column in range(first))
        return next((one for one in found if one.total), Reading())

    def summed(self, where: Where, column: Column) -> Where:
        name = column.dimension
        return where if name in where.codes else replace(where, totals=where.totals | {name})

    def with_label(
        self, where: Where, column: Column, reading: Reading, at: tuple[int, int], text: str
    ) -> Where:
        name = column.dimension
        usable = [
            (known, code)
            for known, code in reading.codes
            if known == name and self.is_valid(known, code)
        ]
        if column.level:
            level = [one for one in usable if self.lexicon.level_of(*one) == column.level]
            usable = level or usable
        wider = where.codes.get(name)
        if wider and len(usable) > 1:
            usable = [one for one in usable if wider in self.lexicon.line(*one)[:-1]] or usable
        if len(usable) > 1:
            usable = self.by_occurrence(usable, column, at, text)
        if len(usable) != 1:
            self.unknown(at, text, [name]) if not usable else self.ambiguous(at, text, usable)
            return where
        return self.with_code(where, replace(reading, codes=tuple(usable)), at, text, name)

    def by_occurrence(
        self, usable: list[tuple[str, str]], column: Column, at: tuple[int, int], text: str
    ) -> list[tuple[str, str]]:
        """One name for a place and for its part: each stands once in the column, the place first."""
        rows = [
            row
            for row in sorted({*self.layout.body, *self.layout.sections})
            if self.sheet.words(row, column.index).casefold() == text.casefold()
        ]
        nested = sorted(usable, key=lambda one: len(self.lexicon.line(*one)))
        chain = all(wide[1] in self.lexicon.line(*narrow) for wide, narrow in pairwise(nested))
        if chain and len(rows) == len(nested) and at[0] in rows:
            return [nested[rows.index(at[0])]]
        return usable

    def unlabelled(self, row: int, column: Column, text: str) -> None:
        if text:
            self.unknown((row, column.index), text, [column.dimension])
        else:
            self.wrong("IMP016", (row, column.index))

    # Cells

    def parts(self, rows: dict[int, list[Where]], columns: dict[int, Where]) -> Iterator[Part]:
        """Every number of the table; what cannot be placed is a problem."""
        self.same_dimension_twice()
        if self.problems:
            return
        for row, reaches in rows.items():
            for index, column in columns.items():
                value = self.number(row, index)
                wheres = [self.placed(where | column, (row, index)) for where in reaches]
                if None in wheres:
                    continue
                options = tuple(
                    Part((row, index), where, self.when(where, (row, index)), value)
                    for where in wheres
                    if where is not None
                )
                self.reaches[row, index] = options
                yield options[0]

    def same_dimension_twice(self) -> None:
        for name in sorted(self.label_dimensions & self.column_dimensions - {""}):
            if name != PERIOD:
                at = (self.layout.body[0], self.layout.values[0].index)
                self.wrong("IMP021", at, params={"dimension": name})

    def number(self, row: int, index: int) -> int | None:
        """The number in a cell; None for an empty one and for one that is a problem."""
        cell = self.sheet.cell(row, index)
        if cell.uncomputed:
            self.wrong("IMP009", (row, index))
            return None
        if cell.first is not None and self.is_shared(cell.first, row, index):
            self.wrong("IMP015", (row, index))
            return None
        count = read_count(cell.value)
        if isinstance(count, NoCount):
            if count is not NoCount.EMPTY:
                self.wrong(_NUMBER_CODES[count], (row, index), found=quoted(cell.value))
            return None
        return count

    def is_shared(self, first: tuple[int, int], row: int, index: int) -> bool:
        """Whether a merged area holds more than one cell of the table."""
        values = {column.index for column in self.layout.values}
        others = [
            (other, column)
            for other in self.layout.body
            for column in values
            if self.sheet.cell(other, column).first == first and (other, column) != (row, index)
        ]
        return bool(others)

    def placed(self, where: Where, at: tuple[int, int]) -> Where | None:
        """The place with what `--map dimension=code` says; what is missing or clashes is a problem."""
        if where.clash:
            self.clashes(where.clash, at)
            return None
        codes = dict(where.codes)
        for name in self.dimensions:
            if name in codes or name in where.totals:
                continue
            given = self.lexicon.constant(name)
            if given is None:
                params = {"dimension": name}
                self.problems.append(Problem("IMP022", self.book.place(0, 0), params=params))
                return None
            codes[name] = given
        totals = where.totals - set(where.codes)
        return Where(codes, where.when, totals, where.measure or COUNT)

    def clashes(self, name: str, at: tuple[int, int]) -> None:
        """Said once, as the same headings clash in every cell."""
        code = "IMP026" if name == PERIOD else "IMP021"
        if not any(problem.code == code for problem in self.problems):
            self.wrong(code, at, params={"dimension": name, "period": self.period})

    def when(self, where: Where, at: tuple[int, int]) -> str:
        """The period of a cell; the whole of the period asked for where the sheet names none."""
        if where.when is None:
            return self.period
        period = where.when.period(self.period)
        if period is None:
            self.wrong("IMP026", at, params={"period": self.period})
            return self.period
        self.note(PERIOD, self.said_when(at), period)
        return period

    def said_when(self, at: tuple[int, int]) -> str:
        """The words that gave a cell its period."""
        column = next(one for one in self.layout.values if one.index == at[1])
        texts = [text for _, text in column.header if self.lexicon.read(text).when]
        labels = [
            str(self.sheet.cell(at[0], one.index).value)
            for one in self.layout.labels
            if one.dimension == PERIOD
        ]
        return " ".join([*texts, *labels]) or "judul bagian"

    # Words

    def is_valid(self, name: str, code: str) -> bool:
        """Whether a code is in use at some time of the period asked for."""
        found = self.lexicon.code(name, code)
        first, last = months(self.period)
        early = found.since is not None and last < months(found.since)[0]
        late = found.until is not None and first > months(found.until)[1]
        return not (early or late)

    def unknown(self, at: tuple[int, int], text: str, dimensions: Iterable[str]) -> None:
        nearest = self.lexicon.nearest(text, [name for name in dimensions if name != PERIOD])
        self.problems.append(unknown(self.book, at, text, nearest))

    def ambiguous(self, at: tuple[int, int], text: str, codes: list[tuple[str, str]]) -> None:
        params = {"codes": ", ".join(f"{name}:{code}" for name, code in codes)}
        self.wrong("IMP032", at, found=quoted(text), params=params)

    def note(self, kind: str, text: str, meaning: str) -> None:
        self.means.setdefault(kind, {})[text] = meaning
