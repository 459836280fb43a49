"""Periods as statistics name them: a year, a half-year, a quarter, a month, or a range of months.

Written as SDMX writes them (SDMX 2.1, technical notes, 4.2.4): `2024`, `2024-S1`, `2024-Q3`,
`2024-10`; a range as ISO 8601 does: `2023-01/2023-08`. Months are counted from the year 0, so that
a period is two whole numbers, its first and its last month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from generator.vocabulary import TimeLevel

_MONTH: Final = "[0-9]{4}-(?:0[1-9]|1[0-2])"
PATTERN: Final = re.compile(rf"[0-9]{{4}}(?:-(?:Q[1-4]|S[12]))?|{_MONTH}|({_MONTH})/({_MONTH})")
_LENGTHS: Final = {
    TimeLevel.MONTH: 1,
    TimeLevel.QUARTER: 3,
    TimeLevel.HALF_YEAR: 6,
    TimeLevel.YEAR: 12,
}


def is_period(text: str) -> bool:
    """Whether `text` names a period; the end of a range does not lie before its beginning."""
    match = PATTERN.fullmatch(text)
    return match is not None and not (match[1] and match[2] < match[1])


@lru_cache(maxsize=4096)
def months(period: str) -> tuple[int, int]:
    """The first and the last month of a period."""
    first, _, last = period.partition("/")
    if last:
        return _span(first)[0], _span(last)[1]
    return _span(first)


def _span(period: str) -> tuple[int, int]:
    year, _, part = period.partition("-")
    start = int(year) * 12
    if not part:
        return start, start + 11
    if part[0] in "QS":
        length = 3 if part[0] == "Q" else 6
        start += (int(part[1]) - 1) * length
        return start, start + length - 1
    return start + int(part) - 1, start + int(part) - 1


def level(period: str) -> TimeLevel | None:
    """How long a period is; None for a range."""
    if "/" in period:
        return None
    if len(period) == 4:
        return TimeLevel.YEAR
    marks = {"Q": TimeLevel.QUARTER, "S": TimeLevel.HALF_YEAR}
    return marks.get(period[5], TimeLevel.MONTH)


def within(inner: str, outer: str) -> bool:
    """Whether all of `inner` lies in `outer`."""
    first, last = months(inner)
    start, end = months(outer)
    return start <= first and last <= end


def containing(month: int, wanted: TimeLevel) -> str:
    """The period of a level in which a month lies."""
    year, index = divmod(month, 12)
    if wanted is TimeLevel.YEAR:
        return f"{year:04}"
    if wanted is TimeLevel.MONTH:
        return f"{year:04}-{index + 1:02}"
    mark = "Q" if wanted is TimeLevel.QUARTER else "S"
    return f"{year:04}-{mark}{index // _LENGTHS[wanted] + 1}"


def inside(period: str, wanted: TimeLevel) -> Iterator[str]:
    """The periods of a level that lie wholly in `period`, in time order."""
    first, last = months(period)
    length = _LENGTHS[wanted]
    start = first + (-first) % length
    for month in range(start, last + 2 - length, length):
        yield containing(month, wanted)


def year_before(period: str) -> str:
    """The same period one year earlier."""
    return re.sub(r"[0-9]{4}", lambda year: f"{int(year[0]) - 1:04}", period)


def previous(period: str) -> str | None:
    """The period of the same length just before; None for a range."""
    wanted = level(period)
    return containing(months(period)[0] - 1, wanted) if wanted else None
