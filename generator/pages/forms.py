"""Dates, periods and numbers in the form that readers of each language expect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from generator.periods import level
from generator.vocabulary import TimeLevel

_DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


def month_names(lang: str = "id") -> tuple[str, ...]:
    """The twelve months, January first."""
    return _MONTHS[lang]


def shapes() -> Iterator[str]:
    """A date of every month on every day of the week, in every language, for the guard."""
    for lang in _MONTHS:
        for month in range(1, 13):
            for day in range(1, 8):
                yield long_date(date(2000, month, day), lang, weekday=True)
            yield short_date(date(2000, month, 1), lang)


def long_date(day: date, lang: str = "id", *, weekday: bool = False) -> str:
    """`16 Oktober 2024`, with `Rabu, ` before it when `weekday`."""
    text = f"{day.day} {_MONTHS[lang][day.month - 1]} {day.year}"
    return f"{_DAYS[lang][day.weekday()]}, {text}" if weekday else text


def short_date(day: date, lang: str = "id") -> str:
    """`16 Okt 2024`."""
    return f"{day.day} {_MONTHS[lang][day.month - 1][:3]} {day.year}"


def clock(moment: time, lang: str = "id") -> str:
    """`09.30` in Indonesian, `09:30` in English."""
    return f"{moment:%H:%M}" if lang == "en" else f"{moment:%H.%M}"


def period_name(period: str, lang: str = "id") -> str:
    """A period as it is read.

    `2024`, `Oktober 2024`, `Triwulan IV 2024`, `Semester II 2024`; `Januari–Agustus 2023` for
    `2023-01/2023-08`.
    """
    first, _, last = period.partition("/")
    if last:
        return span(first, last, lang)
    if level(period) is TimeLevel.MONTH:
        return f"{_month(period, lang)} {period[:4]}"
    return _longer(period, lang, _PARTS)


def short_period(period: str, lang: str = "id") -> str:
    """`Okt 2024` from `2024-10`, `Trw IV 2024` from `2024-Q4`; anything else as `period_name`."""
    if level(period) is TimeLevel.MONTH:
        return f"{_month(period, lang)[:3]} {period[:4]}"
    return period_name(period, lang) if "/" in period else _longer(period, lang, _SHORT_PARTS)


def part_name(period: str, lang: str = "id", *, short: bool = False) -> str:
    """The part of its year that a period is: `Oktober`, `Triwulan IV`; years as they are."""
    name = short_period(period, lang) if short else period_name(period, lang)
    return name.removesuffix(f" {period[:4]}") if "/" not in period else name


def span(first: str, last: str, lang: str = "id") -> str:
    """`Januari–Agustus 2023`: from one period to another of the same length."""
    if first == last:
        return period_name(first, lang)
    ends = [period_name(one, lang) for one in (first, last)]
    if first[:4] == last[:4]:
        ends[0] = ends[0].removesuffix(f" {first[:4]}")
        if lang == "id" and level(first) in (TimeLevel.QUARTER, TimeLevel.HALF_YEAR):
            ends[1] = ends[1].partition(" ")[2]  # "Triwulan I–IV 2024"
    return "\u2013".join(ends)


_PARTS = {"id": ("Triwulan", "Semester"), "en": ("Q", "H")}
_SHORT_PARTS = {"id": ("Trw", "Sem"), "en": ("Q", "H")}
_ROMAN = ("", "I", "II", "III", "IV")


def _longer(period: str, lang: str, names: dict[str, tuple[str, str]]) -> str:
    """A year, half-year or quarter; English numbers them as `Q4 2024`."""
    year, _, part = period.partition("-")
    if not part:
        return year
    name = names[lang][part[0] == "S"]
    return f"{name}{part[1]} {year}" if lang == "en" else f"{name} {_ROMAN[int(part[1])]} {year}"


def number(value: int, lang: str = "id") -> str:
    """`1.943` in Indonesian, `1,943` in English."""
    text = f"{value:,}"
    return text if lang == "en" else text.replace(",", ".")


def _month(period: str, lang: str) -> str:
    return _MONTHS[lang][int(period[5:7]) - 1]
