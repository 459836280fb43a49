"""Small multiples and tile maps: the same picture once for each place, side by side.

Comes in: figures by place. Goes out: drawings. All panels share one scale, made of visible values
only. The tile map is a scheme, not geography: squares in the order of the codes, since no outline
is known that would be true.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator.pages.charts import Bar, Point, places_of, runs_of, ticks_to
from generator.pages.drawing import WIDTH, Drawing, Frame
from generator.pages.forms import number
from generator.pages.lettering import SMALL_SIZE, clean, width, wrap

_COLUMNS = 2
_PLOT, _NAME, _PERIODS, _GAP = 62, 18, 22, 16  # heights inside one panel, and between two
_VALUE_ROOM = 36  # right of the last dot, for its number
_TILES = 3  # in a row
_TILE_HEIGHT, _TILE_GAP = 84, 6
_SHADES = 5


def panels(
    title: str, points: Sequence[Point], unit: str, *, description: str, lang: str = "id"
) -> Drawing | None:
    """A small line over time for each series; None when no value is visible.

    Series without a visible value keep their panel, so that nobody is missing.
    """
    if all(point.value is None for point in points):
        return None
    places = places_of(point.period for point in points)
    series = list(dict.fromkeys(point.series for point in points))
    peak = ticks_to(max(point.value or 0 for point in points), 4)[-1] or 1
    room = width(f"{peak:,}", SMALL_SIZE) + 8
    across = (WIDTH - room - _COLUMNS * _VALUE_ROOM) // _COLUMNS
    names = [wrap(name, across + _VALUE_ROOM - 6, 2) for name in series]
    lines = max(len(name) for name in names)
    step = lines * _NAME + _PLOT + _PERIODS + _GAP
    rows = -(-len(series) // _COLUMNS)
    spots = {
        name: {
            "left": index % _COLUMNS * (across + _VALUE_ROOM),
            "top": index // _COLUMNS * step + lines * _NAME,
        }
        for index, name in enumerate(series)
    }
    frame = Frame(rows * step - _GAP, room, 26 if unit else 4, WIDTH - room - across, 6, lang)
    params = {
        "peak": peak,
        "last": max(places.values()) or 1,
        "across": across,
        "high": _PLOT,
        "unit": clean(unit),
        "edge": -room,
    }
    data: dict[str, list[dict[str, Any]]] = {
        "panels": [
            {"label": "\n".join(name), "y": spot["top"] - len(name) * _NAME + 6, **spot}
            for name, spot in zip(names, spots.values(), strict=True)
        ],
        "points": _panel_points(points, spots, places, lang),
        "periods": _ends(points, spots, places),
        "scale": [
            {"top": spot["top"], "text": text, "value": value}
            for spot in spots.values()
            if spot["left"] == 0
            for value, text in ((0, "0"), (peak, number(peak, lang)))
        ],
    }
    return Drawing(title, description, "panels", frame, params, data)


def _panel_points(
    points: Sequence[Point],
    spots: Mapping[str, Mapping[str, int]],
    places: Mapping[str, int],
    lang: str,
) -> list[dict[str, Any]]:
    """The dataset `points`; the newest visible value of a panel carries its number."""
    found: list[dict[str, Any]] = []
    for name, spot in spots.items():
        own = runs_of(points, name, places)
        for run in own:
            for point in run:
                newest = point is own[-1][-1]
                found.append(
                    {
                        **spot,
                        "at": places[point.period],
                        "value": point.value,
                        "run": f"{spot['left']}-{spot['top']}-{own.index(run)}",
                        "lone": len(run) == 1,
                        "text": number(point.value or 0, lang) if newest else "",
                        "dot": newest or len(run) == 1,
                    }
                )
    return found


def _ends(
    points: Sequence[Point], spots: Mapping[str, Mapping[str, int]], places: Mapping[str, int]
) -> list[dict[str, Any]]:
    """The first and the last period below each panel."""
    labels = {places[point.period]: clean(point.label) for point in points}
    ends = [(min(labels), "left"), (max(labels), "right")]
    return [
        {**spot, "at": at, "side": side, "label": labels[at]}
        for spot in spots.values()
        for at, side in dict(ends).items()
    ]


def tiles(
    title: str, rows: Sequence[Bar], unit: str, *, description: str, lang: str = "id"
) -> Drawing | None:
    """A square for each place in the order given, darker for more; None without rows.

    A protected place has a broken edge and no shade. Shades are five steps up to the largest
    visible value, and every square carries its number, so that no legend is needed.
    """
    if not rows:
        return None
    side = (WIDTH - (_TILES - 1) * _TILE_GAP - 4) // _TILES
    peak = max(row.value or 0 for row in rows)
    data: dict[str, list[dict[str, Any]]] = {"visible": [], "hidden": [], "labels": []}
    for index, row in enumerate(rows):
        left = index % _TILES * (side + _TILE_GAP) + 2
        top = index // _TILES * (_TILE_HEIGHT + _TILE_GAP)
        edges = {"left": left, "top": top, "right": left + side, "bottom": top + _TILE_HEIGHT}
        mark = {**edges, "text": clean(row.text)}
        if row.value is None:
            data["hidden"].append(mark)
        else:
            shade = -(-row.value * _SHADES // peak) if peak else 0
            data["visible"].append({**mark, "shade": round(shade / _SHADES * 0.55, 2)})
        name = "\n".join(wrap(row.label, side - 16, 2))
        data["labels"].append({"left": left + 9, "top": top + 17, "label": name})
    height = -(-len(rows) // _TILES) * (_TILE_HEIGHT + _TILE_GAP) - _TILE_GAP
    frame = Frame(height, 0, 28 if unit else 4, 0, 4, lang)
    return Drawing(title, description, "tiles", frame, {"unit": clean(unit)}, data)
