"""Case files: one table or several, with their sums, as JSON, to compare with other tools.

    {"name": "...", "threshold": 5, "zero_policy": "may",
     "cells":     [{"id": "a", "value": 3}, ...],
     "equations": [{"total": "t", "parts": ["a", "b"]}, ...],
     "forced_published": [ids], "forced_suppressed": [ids],
     "sensitive": [ids], "protect": {id: {"lpl": 5, "upl": 8}}}

- `threshold`: counts from 1 to one below it are primary, unless `sensitive` names them.
- `zero_policy`: `publish` (zeros are always shown, so a hidden count is at least 1), `may` (a zero
  may be hidden beside others) or `protect` (zeros are primary too).
- an equation may also be `{"terms": {id: factor}, "rhs": n}`, or with `min` and `max`.
- `protect`: how far below and above its value a cell has to remain possible.

Other keys are left alone, so files may carry notes and expected results.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from math import fsum, log1p
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.disclosure.protection.system import Cell, Interval, Sum, System
from generator.problems import Place, Problem, quoted, suggest

if TYPE_CHECKING:
    from generator.disclosure.protection.system import Standard, Suppression

_MOST = 10**9
"""The largest count; far above it the solver's numbers are no longer exact."""

_PER_CELL = 0.1
"""What hiding a cell costs beyond its weight: of two choices the one with fewer cells is better."""


class Weight(StrEnum):
    """What is lost with a hidden count."""

    SUM = "sum"
    LOG = "log"
    COUNT = "count"

    def of(self, value: int) -> float:
        """The loss for one value."""
        lost = {Weight.SUM: float(value), Weight.LOG: log1p(value), Weight.COUNT: 1.0}
        return lost[self] + _PER_CELL


class ZeroPolicy(StrEnum):
    """What happens to zeros."""

    PUBLISH = "publish"
    MAY = "may"
    PROTECT = "protect"


@dataclass(frozen=True)
class Case:
    """A case file that makes sense: its name and what is to be protected."""

    name: str
    system: System


def read_case(
    path: Path, weight: Weight, *, singles: bool = True
) -> tuple[Case | None, list[Problem]]:
    """The case in a file, or what is wrong with it.

    `singles`: whether a count of 1 is somebody who knows it.
    """
    place = Place(str(path))
    try:
        data = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError:
        return None, [Problem("FILE001", place)]
    except json.JSONDecodeError as error:
        at = Place(str(path), error.lineno, error.colno)
        return None, [Problem("CASE001", at, params={"why": error.msg})]
    except (ValueError, RecursionError) as error:
        return None, [Problem("CASE001", place, params={"why": str(error)})]
    problems = list(_shape_problems(data, place)) or list(_sense_problems(data, place))
    if problems:
        return None, problems
    return Case(str(data.get("name", path.stem)), _system(data, weight, singles=singles)), []


# What is wrong with a file


def _shape_problems(data: Any, place: Place) -> Iterator[Problem]:
    """Keys that are missing or of the wrong kind."""
    if not isinstance(data, dict):
        yield _kind(place, "", data, _OBJECT)
        return
    if not _is_count(data.get("threshold")) or data["threshold"] < 1:
        yield _kind(place, "threshold", data.get("threshold"), _POSITIVE)
    if data.get("zero_policy", ZeroPolicy.PUBLISH) not in list(ZeroPolicy):
        yield _kind(place, "zero_policy", data["zero_policy"], (", ".join(ZeroPolicy),) * 2)
    for key, wanted, needed in _SHAPES:
        value = data.get(key, None if needed else wanted())
        if not isinstance(value, wanted):
            yield _kind(place, key, value, _OBJECT if wanted is dict else _LIST)
            continue
        for where, entry in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _ENTRIES[key](place, f"{key}[{where}]", entry)


def _cell_problems(place: Place, key: str, cell: Any) -> Iterator[Problem]:
    if not isinstance(cell, dict):
        yield _kind(place, key, cell, _OBJECT)
    elif not isinstance(cell.get("id"), str) or not cell["id"]:
        yield _kind(place, f"{key}.id", cell.get("id"), _TEXT)
    elif not _is_count(cell.get("value")):
        yield _kind(place, f"{key}.value", cell.get("value"), _COUNT)


def _equation_problems(place: Place, key: str, equation: Any) -> Iterator[Problem]:
    if not isinstance(equation, dict):
        yield _kind(place, key, equation, _OBJECT)
    elif "terms" in equation:
        terms = equation["terms"]
        if not isinstance(terms, dict) or not terms or not all(map(_is_whole, terms.values())):
            yield _kind(place, f"{key}.terms", terms, _FACTORS)
        for bound in ("rhs", "min", "max"):
            if equation.get(bound) is not None and not _is_whole(equation[bound]):
                yield _kind(place, f"{key}.{bound}", equation[bound], _WHOLE)
    else:
        if not isinstance(equation.get("total"), str):
            yield _kind(place, f"{key}.total", equation.get("total"), _TEXT)
        parts = equation.get("parts")
        if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
            yield _kind(place, f"{key}.parts", parts, _LIST)


def _id_problems(place: Place, key: str, value: Any) -> Iterator[Problem]:
    if not isinstance(value, str):
        yield _kind(place, key, value, _TEXT)


def _level_problems(place: Place, key: str, levels: Any) -> Iterator[Problem]:
    if not isinstance(levels, dict):
        yield _kind(place, key, levels, _OBJECT)
        return
    for level in ("lpl", "upl"):
        if not _is_count(levels.get(level, 0)):
            yield _kind(place, f"{key}.{level}", levels[level], _COUNT)


_OBJECT = ("objek JSON", "a JSON object")
_LIST = ("daftar", "a list")
_TEXT = ("teks yang tidak kosong", "a text that is not empty")
_WHOLE = ("bilangan bulat", "a whole number")
_POSITIVE = ("bilangan bulat, paling sedikit 1", "a whole number, at least 1")
_COUNT = ("bilangan bulat dari 0 sampai 1.000.000.000", "a whole number from 0 to 1,000,000,000")
_FACTORS = (
    "objek dengan bilangan bulat untuk tiap id",
    "an object with a whole number for each id",
)
_SHAPES: tuple[tuple[str, type[Any], bool], ...] = (
    ("cells", list, True),
    ("equations", list, True),
    ("forced_published", list, False),
    ("forced_suppressed", list, False),
    ("sensitive", list, False),
    ("protect", dict, False),
)
_ENTRIES = {
    "cells": _cell_problems,
    "equations": _equation_problems,
    "forced_published": _id_problems,
    "forced_suppressed": _id_problems,
    "sensitive": _id_problems,
    "protect": _level_problems,
}


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _MOST


def _is_count(value: Any) -> bool:
    return _is_whole(value) and value >= 0


def _kind(place: Place, key: str, found: Any, wanted: tuple[str, str]) -> Problem:
    said = found if isinstance(found, str | dict | list) else json.dumps(found)
    return Problem(
        "CASE002",
        place,
        "" if found is None else quoted(said),
        key=key,
        params={"wanted": wanted},
    )


def _sense_problems(data: dict[str, Any], place: Place) -> Iterator[Problem]:
    """Cells that are unknown, stand twice or contradict each other."""
    values: dict[str, int] = {}
    for index, cell in enumerate(data["cells"]):
        if cell["id"] in values:
            yield Problem("CASE003", place, quoted(cell["id"]), key=f"cells[{index}].id")
        values[cell["id"]] = cell["value"]
    for key, name in _mentioned(data):
        if name not in values:
            near = suggest(name, values)
            yield Problem("CASE004", place, quoted(name), key=key, suggestion=near)
    for index, equation in enumerate(data["equations"]):
        if all(name in values for name in _terms(equation)):
            yield from _sum_problems(place, f"equations[{index}]", equation, values)
    yield from _decree_problems(data, place, values)


def _mentioned(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every id outside `cells`, with the key that it stands under."""
    for index, equation in enumerate(data["equations"]):
        for name in _terms(equation):
            yield f"equations[{index}]", name
    for key in ("forced_published", "forced_suppressed", "sensitive", "protect"):
        for name in data.get(key, ()):
            yield key, name


def _sum_problems(
    place: Place, key: str, equation: dict[str, Any], values: Mapping[str, int]
) -> Iterator[Problem]:
    terms, (low, high) = _terms(equation), _bounds(equation)
    found = sum(factor * values[name] for name, factor in terms.items())
    if "terms" not in equation and found:
        total = values[equation["total"]]
        params = {"total": str(total), "parts": str(total + found)}
        yield Problem("CASE005", place, quoted(equation["total"]), key=key, params=params)
    elif (low is not None and found < low) or (high is not None and found > high):
        bounds = f"{'…' if low is None else low} – {'…' if high is None else high}"
        yield Problem("CASE006", place, key=key, params={"sum": str(found), "bounds": bounds})


def _decree_problems(
    data: dict[str, Any], place: Place, values: Mapping[str, int]
) -> Iterator[Problem]:
    """Cells that must be shown and must be hidden."""
    shown = set(data.get("forced_published", ()))
    primary = set(_primary(data))
    for name in sorted(shown & (primary | set(data.get("forced_suppressed", ())))):
        yield Problem("CASE007", place, quoted(name), key="forced_published")
    if _policy(data) is ZeroPolicy.PUBLISH:
        hidden = {*data.get("forced_suppressed", ()), *data.get("sensitive", ())}
        for name in sorted(one for one in hidden if values.get(one) == 0):
            yield Problem("CASE008", place, quoted(name))


# What a file means


def _policy(data: dict[str, Any]) -> ZeroPolicy:
    return ZeroPolicy(data.get("zero_policy", ZeroPolicy.PUBLISH))


def _terms(equation: dict[str, Any]) -> dict[str, int]:
    """Each cell of an equation with its factor."""
    if "terms" in equation:
        return dict(equation["terms"])
    terms = {equation["total"]: -1}
    for part in equation["parts"]:
        terms[part] = terms.get(part, 0) + 1
    return terms


def _bounds(equation: dict[str, Any]) -> tuple[int | None, int | None]:
    if "terms" not in equation:
        return 0, 0
    if "rhs" in equation:
        return equation["rhs"], equation["rhs"]
    return equation.get("min"), equation.get("max")


def _primary(data: dict[str, Any]) -> list[str]:
    if data.get("sensitive"):
        return list(data["sensitive"])
    least = 0 if _policy(data) is ZeroPolicy.PROTECT else 1
    return [cell["id"] for cell in data["cells"] if least <= cell["value"] < data["threshold"]]


def _system(data: dict[str, Any], weight: Weight, *, singles: bool) -> System:
    floor = 1 if _policy(data) is ZeroPolicy.PUBLISH else 0
    shown, hidden = set(data.get("forced_published", ())), set(data.get("forced_suppressed", ()))
    primary = set(_primary(data))
    cells = tuple(
        Cell(
            id=cell["id"],
            value=cell["value"],
            weight=weight.of(cell["value"]),
            floor=floor,
            beyond=(0, 0) if cell["id"] in primary else None,
            fixed="shown" if cell["id"] in shown else "hidden" if cell["id"] in hidden else "",
            single=singles and cell["value"] == 1,
        )
        for cell in data["cells"]
    )
    sums = tuple(Sum(tuple(_terms(one).items()), *_bounds(one)) for one in data["equations"])
    return _with_intervals(System(cells, sums), data["threshold"], data.get("protect", {}))


def _with_intervals(system: System, threshold: int, levels: Mapping[str, Any]) -> System:
    """Say for each primary cell what an attacker must be left with."""
    from generator.disclosure.protection.natural import natural_minima

    least = natural_minima(system) if any(cell.floor for cell in system.cells) else {}
    return System(
        tuple(
            replace(
                cell,
                beyond=_interval(cell, threshold, least.get(cell.id, 1), levels.get(cell.id)),
                cover=_interval(cell, threshold - 1, least.get(cell.id, 1), levels.get(cell.id)),
            )
            if cell.primary
            else cell
            for cell in system.cells
        ),
        system.sums,
    )


def _interval(cell: Cell, top: int, least: int, levels: Mapping[str, int] | None) -> Interval:
    if levels is not None:
        return cell.value - levels.get("lpl", 0), cell.value + levels.get("upl", 0)
    low = max(1, least)
    return low, max(top, low + 1)


# What comes out


def as_result(case: Case, found: Suppression, standard: Standard) -> dict[str, object]:
    """The hidden cells and what they cost, ready for JSON; the same for the same case.

    - `hidden`: all hidden cells; `secondary`: those that are neither primary nor forced;
    - `cost`: of the secondary cells, their number, the sum of their values and of their weights;
    - `lower`: primary cells that could be given only the next lower standard;
    - `failed`: primary cells that could be given none;
    - `insiders`: pairs; who is alone behind the first cell works out the second.
    """
    cells = case.system.by_id
    secondary = [name for name in found.hidden if not (cells[name].primary or cells[name].fixed)]
    return {
        "name": case.name,
        "standard": standard,
        "hidden": sorted(found.hidden),
        "secondary": sorted(secondary),
        "cost": {
            "cells": len(secondary),
            "sum": sum(cells[name].value for name in secondary),
            "weight": round(fsum(cells[name].weight for name in secondary), 6),
        },
        "lower": sorted(name for name, got in found.standard.items() if got != standard),
        "failed": list(found.failed),
        "insiders": [list(pair) for pair in found.insiders],
    }


def is_safe(found: Suppression) -> bool:
    """Whether everything could be protected."""
    return not found.failed and not found.insiders
