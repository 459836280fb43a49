"""Periods in the words of Indonesian office tables: `Okt`, `Nopember 2024`, `TW III`, `Semester I`.

Comes in: a cell, a header or a title. Goes out: a `When`, which may lack its year until a period
gives one; years are never invented.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.editing.spreadsheet import Value
from generator.periods import containing, months, within
from generator.vocabulary import TimeLevel

_MONTH_WORDS = (
    "januari|january|jan",
    "februari|pebruari|february|feb|peb",
    "maret|march|mar|mrt",
    "april|apr",
    "mei|may",
    "juni|june|jun",
    "juli|july|jul",
    "agustus|august|agust|agst|agt|ags|agu|aug",
    "september|sept|sep",
    "oktober|october|okt|oct",
    "november|nopember|nov|nop",
    "desember|december|des|dec",
)
_MONTHS = {word: index for index, words in enumerate(_MONTH_WORDS, 1) for word in words.split("|")}
_PART_NUMBERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_MONTH = rf"(?:{'|'.join(_MONTH_WORDS)})\b\.?"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})\b"
_SHORT_YEAR = r"(?:(?P<year>(?:19|20)[0-9]{2})|'?(?P<short>[0-9]{2}))\b"
_TO = r"\s*(?:s\s*\.?\s*[/.]?\s*d\s*\.?|sampai(?:\s+dengan)?|hingga|to|-|–|—)\s*"
_LEAD = r"(?:(?:bulan|bln\.?|tahun|thn\.?|th\.?|periode|per|sepanjang|selama)\s+)*"
_NUMBER = r"(?P<part>iv|i{1,3}|[1-4])\b"
_RANGE = re.compile(
    rf"{_LEAD}(?P<first>{_MONTH})(?:\s*(?P<from>(?:19|20)[0-9]{{2}}))?{_TO}(?P<last>{_MONTH})"
    rf"(?:[\s./-]*{_YEAR})?"
)
_ONE_MONTH = re.compile(rf"{_LEAD}(?P<month>{_MONTH})(?:[\s./-]*{_SHORT_YEAR})?")
_QUARTER = re.compile(
    rf"{_LEAD}(?:triwulan|tri wulan|trw\.?|tw\.?|kuartal|kwartal|quarter|q)\s*-?\s*{_NUMBER}"
    rf"(?:[\s./-]*(?:tahun\s+)?{_YEAR})?"
)
_HALF = re.compile(
    rf"{_LEAD}(?:semester|smt\.?|sem\.?)\s*-?\s*(?P<part>i{{1,2}}|[12])\b"
    rf"(?:[\s./-]*(?:tahun\s+)?{_YEAR})?"
)
_ONLY_YEAR = re.compile(rf"{_LEAD}{_YEAR}")
_DAY_OR_NUMBER = re.compile(rf"[0-9]+\s+(?:{_MONTH}\s*|tahun\s+)(?:19|20)[0-9]{{2}}")
_WRITTEN = re.compile(r"(?P<year>(?:19|20)[0-9]{2})[-/](?P<month>0?[1-9]|1[0-2])")
_REVERSED = re.compile(r"(?P<month>0?[1-9]|1[0-2])[-/](?P<year>(?:19|20)[0-9]{2})")


@dataclass(frozen=True, slots=True)
class When:
    """A period that may lack its year or, being a bare year, its part.

    `part`: months counted from 1, first and last, or None for the whole year.
    """

    year: int | None = None
    part: tuple[int, int] | None = None
    start: int | None = None  # the year of the first month, where a range crosses a new year

    def joined(self, other: When) -> When | None:
        """What two headers say together; None when they contradict each other."""
        if self.year and other.year and self.year != other.year:
            return None
        if self.part and other.part and self.part != other.part:
            inner, outer = sorted((self.part, other.part), key=lambda part: part[1] - part[0])
            if not (outer[0] <= inner[0] and inner[1] <= outer[1]):
                return None
            return When(self.year or other.year, inner, self.start or other.start)
        return When(self.year or other.year, self.part or other.part, self.start or other.start)

    def period(self, wanted: str) -> str | None:
        """The period's name; a missing year comes from `wanted` when only one of its years fits."""
        if self.year:
            return self._in(self.year)
        first, last = months(wanted)
        found = [self._in(year) for year in range(first // 12, last // 12 + 1)]
        if len(found) > 1:
            found = [period for period in found if within(period, wanted)]
        return found[0] if len(found) == 1 else None

    def _in(self, year: int) -> str:
        if self.part is None:
            return f"{year:04}"
        first = (self.start or year) * 12 + self.part[0] - 1
        last = year * 12 + self.part[1] - 1
        for level in TimeLevel:
            name = containing(first, level)
            if months(name) == (first, last):
                return name
        return f"{containing(first, TimeLevel.MONTH)}/{containing(last, TimeLevel.MONTH)}"


def read_when(value: Value) -> When | None:
    """The period that a cell names, or None. A day stands for its month only at an end of it."""
    if isinstance(value, date):
        ends = (1, monthrange(value.year, value.month)[1])
        return When(value.year, (value.month, value.month)) if value.day in ends else None
    if isinstance(value, (int, float)):
        return When(int(value)) if is_year(value) else None
    if not isinstance(value, str):
        return None
    text = " ".join(value.lower().split()).strip(" .:")
    for pattern in (_RANGE, _QUARTER, _HALF, _ONE_MONTH, _ONLY_YEAR, _WRITTEN, _REVERSED):
        match = pattern.fullmatch(text)
        if match:
            return _when(pattern, match)
    return None


def is_year(value: Value) -> bool:
    """Whether a number may be a year."""
    return isinstance(value, (int, float)) and value in range(1990, 2100)


def mentioned(text: str) -> Iterator[tuple[str, When]]:
    """Each period that a title names with its year, with the words that name it.

    Not those behind a number: `5 September 2024` is a day, `Nomor 6 Tahun 2011` a regulation.
    """
    rest = _DAY_OR_NUMBER.sub(" ", " ".join(text.lower().split()))
    for pattern in (_RANGE, _QUARTER, _HALF, _ONE_MONTH, _ONLY_YEAR):
        for match in re.finditer(rf"(?<!\w)(?:{pattern.pattern})", rest):
            when = _when(pattern, match)
            if when.year:
                yield match[0].strip(), when
                rest = rest.replace(match[0], " ", 1)


def _when(pattern: re.Pattern[str], match: re.Match[str]) -> When:
    named = match.groupdict()
    year = int(named["year"]) if named.get("year") else None
    if named.get("short"):
        year = 2000 + int(named["short"])
    if pattern is _RANGE:
        part = (_month(named["first"]), _month(named["last"]))
        return When(year, part, int(named["from"]) if named["from"] and year else None)
    if pattern in (_QUARTER, _HALF):
        length = 3 if pattern is _QUARTER else 6
        last = _PART_NUMBERS[named["part"]] * length
        return When(year, (last - length + 1, last))
    if named.get("month"):
        month = _month(named["month"])
        return When(year, (month, month))
    return When(year)


def _month(text: str) -> int:
    bare = text.rstrip(".")
    return _MONTHS[bare] if bare in _MONTHS else int(bare)
