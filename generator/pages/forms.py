"""Dates, periods and numbers in the form that readers of each language expect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

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


def period_name(period: str, lang: str = "id") -> str:
    """`2024`, `Oktober 2024` or `Januari-Agustus 2023` from `2024`, `2024-10`, `2023-01/2023-08`."""
    first, _, last = period.partition("/")
    if last and first[:4] == last[:4]:
        return f"{_month(first, lang)}\u2013{_month(last, lang)} {first[:4]}"
    names = [
        f"{_month(one, lang)} {one[:4]}" if "-" in one else one for one in (first, last) if one
    ]
    return "\u2013".join(names)


def short_period(period: str, lang: str = "id") -> str:
    """`Okt 2024` from `2024-10`; anything else as `period_name`."""
    if "-" in period and "/" not in period:
        return f"{_month(period, lang)[:3]} {period[:4]}"
    return period_name(period, lang)


def number(value: int, lang: str = "id") -> str:
    """`1.943` in Indonesian, `1,943` in English."""
    text = f"{value:,}"
    return text if lang == "en" else text.replace(",", ".")


def _month(period: str, lang: str) -> str:
    return _MONTHS[lang][int(period[5:7]) - 1]
