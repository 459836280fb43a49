"""Charts: figures come in, drawings of ordered bars or of lines over time go out.

Python decides only what needs the length of a text or the calendar: wrapping, margins, ticks and
gaps, so that no installed font and no browser changes a byte of the result. A protected value
never gets here: it is None, it takes no part in any scale, and its place in the order tells
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from generator.pages.drawing import WIDTH, Data, Drawing, Frame
from generator.pages.lettering import SMALL_SIZE, clean, width, width_of, wrap
from generator.standing import Span

MAX_SERIES = 6

_PLOT = 200  # height of a line chart's plot
_BAR = 18
_STAY = 14
_LABEL_ROOM, _NAME_ROOM, _STAY_ROOM = 172, 96, 186
_LABEL_LEADING, _NAME_LEADING = 17, 16


@dataclass(frozen=True)
class Bar:
    """One category; `value` None = protected cell; `text` = the number or mark as printed."""

    label: str
    value: int | None
    text: str


@dataclass(frozen=True)
class Point:
    """One figure in time; `period` sorts ("2024-10"), `label` is read ("Okt 2024")."""

    period: str
    label: str
    value: int | None
    series: str = ""


@dataclass(frozen=True)
class Stay:
    """One rule in a timeline: when its force begins and ends (None: not known to), and its changes.

    `checked` is the day on which its standing was verified, None where nobody did.
    """

    label: str
    begin: Span
    end: Span | None
    checked: date | None
    changes: tuple[Span, ...] = ()


def bars(
    title: str,
    rows: Sequence[Bar],
    unit: str,
    *,
    description: str,
    keep_order: bool = False,
    lang: str = "id",
) -> Drawing | None:
    """Horizontal bars, longest first and protected rows last; None without rows.

    `keep_order` leaves rows as they come, for categories with an order of their own
    (ages, stages); never use it on rows sorted by a value that is hidden here.
    """
    if not rows:
        return None
    ordered = list(rows) if keep_order else sorted(rows, key=_bar_order)
    labels = [wrap(row.label, _LABEL_ROOM, 4) for row in ordered]
    heights = [max(len(label) * _LABEL_LEADING, _BAR) + 10 for label in labels]
    middles = [sum(heights[:i]) + height / 2 for i, height in enumerate(heights)]
    peak = max(row.value or 0 for row in ordered)
    shown = [[clean(row.text)] for row in ordered if row.value is not None]
    frame = Frame(
        height=sum(heights),
        left=width_of(labels) + 12,
        top=30 if unit else 4,
        right=width_of(shown) + 14,
        bottom=26,
        lang=lang,
    )
    ticks = [tick for tick in ticks_to(peak, 4) if tick <= peak and peak]
    params = {"peak": peak or 1, "ticks": ticks, "unit": clean(unit)}
    data = _bar_data(ordered, labels, middles)
    return Drawing(title, description, "bars", frame, params, data)


def line(
    title: str, points: Sequence[Point], unit: str, *, description: str, lang: str = "id"
) -> Drawing | None:
    """Lines over time from a zero base, broken where a value is None or a period is missing.

    Months ("2024-10"), years ("2024"), quarters ("2024-Q4") and halves ("2024-S2") know
    which periods lie between; any other form of period is set out one after the other.
    None when no value is visible.
    """
    if all(point.value is None for point in points):
        return None
    series = list(dict.fromkeys(point.series for point in points))
    if len(series) > MAX_SERIES:
        raise ValueError(f"line: {len(series)} series, at most {MAX_SERIES} can be told apart")
    places = places_of(point.period for point in points)
    runs = [run for name in series for run in runs_of(points, name, places)]
    ticks = ticks_to(max(point.value or 0 for run in runs for point in run), 5)
    drawn = {run[0].series for run in runs}
    names = {name: wrap(name, _NAME_ROOM, 3) for name in series if name and name in drawn}
    frame = replace(_line_frame(points, places, ticks, list(names.values())), lang=lang)
    last = max(places.values())
    params = {
        "first": 0 if last else -1,  # a single period stands in the middle
        "last": last or 1,
        "peak": ticks[-1] or 1,
        "ticks": ticks,
        "unit": clean(unit),
        "edge": -frame.left,
    }
    data = {
        "points": _line_data(runs, series, places),
        "periods": _period_labels(points, places, WIDTH - frame.left - frame.right),
        "names": _name_data(names, series, runs, frame.height, ticks[-1] or 1),
    }
    return Drawing(title, description, "line", frame, params, data)


def timeline(
    title: str, stays: Sequence[Stay], *, description: str, lang: str = "id"
) -> Drawing | None:
    """When rules were in force, one row each in the order given; None without rows.

    The axis ends with the year of the newest day that is known, never with today: the same
    records give the same picture.
    """
    if not stays:
        return None
    labels = [wrap(stay.label, _STAY_ROOM, 3) for stay in stays]
    heights = [max(len(label) * _LABEL_LEADING, _STAY) + 14 for label in labels]
    middles = [sum(heights[:i]) + height / 2 for i, height in enumerate(heights)]
    days = [day for stay in stays for day in _days_of(stay)]
    first, last = date(min(days).year, 1, 1), date(max(days).year, 12, 31)
    frame = Frame(
        height=sum(heights),
        left=width_of(labels) + 14,
        top=26,
        right=22,
        bottom=4,
        lang=lang,
    )
    years = _year_marks(first, last, WIDTH - frame.left - frame.right)
    data = {**_timeline_data(stays, labels, middles, first, last), "years": years}
    params = {"last": (last - first).days}
    return Drawing(title, description, "timeline", frame, params, data)


# ---------------------------------------------------------------- the parts of `bars`


def _bar_order(row: Bar) -> tuple[bool, int, str]:
    """Longest first; protected rows last and by name, for their order must tell nothing."""
    hidden = row.value is None
    return hidden, -(row.value or 0), row.label.casefold() if hidden else ""


def _bar_data(
    rows: Sequence[Bar], labels: Sequence[Sequence[str]], middles: Sequence[float]
) -> Data:
    """The datasets of bars.vl.json; a row of `hidden` holds a mark and a place, no number."""
    data: dict[str, list[dict[str, Any]]] = {"labels": [], "visible": [], "hidden": []}
    for row, label, middle in zip(rows, labels, middles, strict=True):
        first = middle - (len(label) - 1) * _LABEL_LEADING / 2
        data["labels"].append({"label": "\n".join(label), "y": first})
        mark = {"text": clean(row.text), "middle": middle}
        if row.value is None:
            data["hidden"].append(mark)
        else:
            edges = {"top": middle - _BAR / 2, "bottom": middle + _BAR / 2}
            data["visible"].append({"value": row.value, **mark, **edges})
    return data


# ---------------------------------------------------------------- the parts of `line`


def _line_frame(
    points: Sequence[Point],
    places: Mapping[str, int],
    ticks: Sequence[int],
    names: Sequence[Sequence[str]],
) -> Frame:
    """Room for the numbers at the left, the periods below and the names at the right."""
    two_lines = any(" " in clean(point.label) for point in points)
    newest = max(points, key=lambda point: places[point.period])
    half = width_of([_period_lines(newest.label)], SMALL_SIZE) // 2 + 2
    return Frame(
        height=max(_PLOT, sum(len(name) * _NAME_LEADING + 4 for name in names) - 24),
        left=width(f"{ticks[-1]:,}", SMALL_SIZE) + 10,
        top=38,
        right=max(half, width_of(names) + 36 if names else 0),
        bottom=44 if two_lines else 28,
    )


def places_of(periods: Iterable[str]) -> dict[str, int]:
    """Where each period stands on the axis, from 0; periods nobody reports keep their place."""
    known = sorted(set(periods))
    for pattern, per_year in _CALENDARS:
        parts = [pattern.fullmatch(period) for period in known]
        if known and all(parts):
            numbers = [
                int(part[1]) * per_year + int(part[2] or 1) - 1
                for part in parts
                if part is not None
            ]
            return {
                period: number - numbers[0] for period, number in zip(known, numbers, strict=True)
            }
    return {period: index for index, period in enumerate(known)}


_CALENDARS = (
    (re.compile(r"(\d{4})-(0[1-9]|1[0-2])"), 12),
    (re.compile(r"(\d{4})()"), 1),
    (re.compile(r"(\d{4})-?[QT]([1-4])"), 4),
    (re.compile(r"(\d{4})-?S([12])"), 2),
)


def runs_of(points: Sequence[Point], series: str, places: Mapping[str, int]) -> list[list[Point]]:
    """The unbroken stretches of visible values of one series."""
    own = sorted(
        (point for point in points if point.series == series),
        key=lambda point: places[point.period],
    )
    if any(a.period == b.period for a, b in pairwise(own)):
        raise ValueError(f"line: series '{series}' has two points in the same period")
    runs: list[list[Point]] = []
    before = -2
    for point in own:
        if point.value is None:
            continue
        if places[point.period] != before + 1:
            runs.append([])
        runs[-1].append(point)
        before = places[point.period]
    return runs


def _line_data(
    runs: Sequence[Sequence[Point]], series: Sequence[str], places: Mapping[str, int]
) -> list[dict[str, Any]]:
    """The dataset `points`; a value without neighbours always gets a dot."""
    dotted = max(places.values()) < 18
    return [
        {
            "at": places[point.period],
            "value": point.value,
            "slot": series.index(point.series),
            "run": number,
            "lone": len(run) == 1,
            "dot": dotted or len(run) == 1,
        }
        for number, run in enumerate(runs)
        for point in run
    ]


def _period_labels(
    points: Sequence[Point], places: Mapping[str, int], across: int
) -> list[dict[str, Any]]:
    """As many period labels as fit, counted back from the newest; a year is said once."""
    labels = {places[point.period]: _period_lines(point.label) for point in points}
    last = max(labels)
    room = max(1, across // (width_of(labels.values(), SMALL_SIZE) + 10))
    step = next(step for step in _steps(_PERIOD_STEPS, 12) if step * room >= last)
    rows: list[dict[str, Any]] = []
    year = ""
    for place in sorted(labels):
        if (last - place) % step:
            continue
        name, *rest = labels[place]
        shown = [name, *(part for part in rest if part != year)]
        year = rest[0] if rest else ""
        rows.append({"at": place, "label": "\n".join(shown)})
    return rows


def _period_lines(label: str) -> list[str]:
    """ "Okt 2024" on two lines, so that twice as many fit."""
    return clean(label).rsplit(" ", 1)


def _name_data(
    names: Mapping[str, Sequence[str]],
    series: Sequence[str],
    runs: Sequence[Sequence[Point]],
    height: int,
    peak: int,
) -> list[dict[str, Any]]:
    """The dataset `names`: each beside the end of its line, none lying on another."""
    ends = {run[-1].series: height * (1 - (run[-1].value or 0) / peak) for run in runs}
    order = sorted(names, key=lambda name: ends[name])  # stable: ties as given
    sizes = [len(names[name]) * _NAME_LEADING + 4 for name in order]
    middles = _pushed_apart([ends[name] for name in order], sizes, height)
    return [
        {
            "label": "\n".join(names[name]),
            "slot": series.index(name),
            "middle": middle,
            "y": middle - (len(names[name]) - 1) * _NAME_LEADING / 2,
        }
        for name, middle in zip(order, middles, strict=True)
    ]


def _pushed_apart(wanted: Sequence[float], sizes: Sequence[int], height: int) -> list[float]:
    """Middles as near to `wanted` as sizes allow: first pushed down, then back up from below."""
    middles: list[float] = []
    floor = -12.0
    for middle, size in zip(wanted, sizes, strict=True):
        middles.append(max(floor + size / 2, middle))
        floor = middles[-1] + size / 2
    ceiling = height + 12.0
    for index in range(len(middles) - 1, -1, -1):
        middles[index] = min(middles[index], ceiling - sizes[index] / 2)
        ceiling = middles[index] - sizes[index] / 2
    return middles


# ---------------------------------------------------------------- the parts of `timeline`


def _days_of(stay: Stay) -> Iterable[date]:
    for span in (stay.begin, *((stay.end,) if stay.end else ()), *stay.changes):
        yield from (span.first, span.last)
    if stay.checked:
        yield stay.checked


def _timeline_data(
    stays: Sequence[Stay],
    labels: Sequence[Sequence[str]],
    middles: Sequence[float],
    first: date,
    last: date,
) -> Data:
    """The datasets of timeline.vl.json but the years; x counts days from `first`."""
    data: dict[str, list[dict[str, Any]]] = {name: [] for name in _TIMELINE}

    def _put(name: str, middle: float, days: Mapping[str, date], half: float = _STAY / 2) -> None:
        places = {key: (day - first).days for key, day in days.items()}
        edges = {"top": middle - half, "middle": middle, "bottom": middle + half}
        data[name].append({**places, **edges})

    for stay, label, middle in zip(stays, labels, middles, strict=True):
        start = middle - (len(label) - 1) * _LABEL_LEADING / 2
        data["labels"].append({"label": "\n".join(label), "y": start})
        until = stay.end.first if stay.end else last
        if (until - stay.begin.last).days > 1:
            name = "checked" if stay.checked else "unchecked"
            _put(name, middle, {"from": stay.begin.last, "to": until})
        for span in (stay.begin, stay.end):
            if span and not span.is_known:
                _put("doubts", middle, {"from": span.first, "to": span.last})
        if stay.end:
            _put("ends", middle, {"at": stay.end.last}, _STAY / 2 + 4)
        else:
            _put("open", middle, {})
        for span in stay.changes:
            _put("changes" if span.is_known else "maybe", middle, {"at": _middle_of(span)})
    return data


_TIMELINE = (
    *("labels", "checked", "unchecked", "doubts", "ends", "open", "changes", "maybe"),
    "years",
)


def _middle_of(span: Span) -> date:
    return span.first + (span.last - span.first) / 2


def _year_marks(first: date, last: date, room: int) -> list[dict[str, Any]]:
    """As many years as fit, each at its first day."""
    fitting = max(1, room // (width("0000", SMALL_SIZE) + 8))
    step = next(one for one in _steps((1, 2, 5), 10) if one * fitting >= last.year - first.year + 1)
    return [
        {"at": (date(year, 1, 1) - first).days, "label": str(year)}
        for year in range(first.year, last.year + 1)
        if (year - first.year) % step == 0
    ]


# ---------------------------------------------------------------- ticks


def _steps(firsts: Sequence[int], factor: int) -> Iterable[int]:
    """`firsts`, then the same times `factor`, and so on without end."""
    scale = 1
    while True:
        yield from (first * scale for first in firsts)
        scale *= factor


_PERIOD_STEPS = (1, 2, 3, 4, 6)


def ticks_to(peak: int, most: int) -> list[int]:
    """Round whole numbers from 0 to the first one not under `peak`, `most` steps at most."""
    step = next(step for step in _steps((1, 2, 5), 10) if step * most >= peak)
    return list(range(0, peak + step, step)) if peak else [0]
