"""What the code lists of a dataset must satisfy: names used once, hierarchies that end, letters.

Comes in: one dataset. Goes out: problems.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.periods import months
from generator.problems import Problem, suggest
from generator.records.library import Library
from generator.records.reader import Record
from generator.records.rules.loops import loops
from generator.records.statistics import ROW_COLUMNS, Code, Dataset, Dimension
from generator.vocabulary import FILE_KEYS, FILE_VALUES, DimensionKind

_COLUMNS = (*ROW_COLUMNS, *FILE_KEYS, *FILE_VALUES)  # beside those of the dimensions

Path = tuple[str | int, ...]


def codes_are_sound(library: Library, record: Record) -> Iterator[Problem]:
    """Dimensions, levels and codes have names of their own; each dimension is sound in itself."""
    dataset: Dataset = record.body
    ids = ((("dimensions", place, "id"), one.id) for place, one in enumerate(dataset.dimensions))
    yield from _once(record, ids)
    for index, dimension in enumerate(dataset.dimensions):
        path = ("dimensions", index)
        yield from _no_column(record, path, dimension)
        yield from _names_once(record, path, dimension)
        yield from _hierarchy_ends(record, path, dimension)
        yield from _validity_in_order(record, path, dimension)
        yield from _letters_fit(record, path, dimension)


def _no_column(record: Record, path: Path, dimension: Dimension) -> Iterator[Problem]:
    """A dimension is a key of rows and a column of the data files, so it is called like no other."""
    if dimension.id in _COLUMNS:
        params = {"id": dimension.id, "columns": ", ".join(_COLUMNS)}
        yield record.problem("STA050", (*path, "id"), params=params)


def _names_once(record: Record, path: Path, dimension: Dimension) -> Iterator[Problem]:
    codes = (
        ((*path, "codes", place, "code"), code.code) for place, code in enumerate(dimension.codes)
    )
    levels = (
        ((*path, "levels", place, "id"), level.id) for place, level in enumerate(dimension.levels)
    )
    yield from _once(record, codes)
    yield from _once(record, levels)


def _once(record: Record, named: Iterable[tuple[Path, str]]) -> Iterator[Problem]:
    """A problem for each name that was there before."""
    seen: set[str] = set()
    for path, name in named:
        if name in seen:
            yield record.problem("STA017", path, params={"id": name})
        seen.add(name)


def _hierarchy_ends(record: Record, path: Path, dimension: Dimension) -> Iterator[Problem]:
    """Parents are codes of the same list, never in a loop, and no deeper than `levels` says."""
    places = {code.code: place for place, code in enumerate(dimension.codes)}
    edges: dict[str, dict[str, Path]] = {}
    for place, code in enumerate(dimension.codes):
        if code.parent is None:
            continue
        where = (*path, "codes", place, "parent")
        if code.parent in places:
            edges[code.code] = {code.parent: where}
        else:
            yield record.problem(
                "STA001",
                where,
                suggestion=suggest(code.parent, places),
                params={"code": code.parent, "dimension": dimension.id},
            )
    found = list(loops(edges))
    for loop in found:
        where = edges[loop[-2]][loop[-1]]
        yield record.problem("STA030", where, params={"loop": " → ".join(loop)})
    if dimension.levels and not found:
        yield from _depth_fits(record, path, dimension)


def _depth_fits(record: Record, path: Path, dimension: Dimension) -> Iterator[Problem]:
    parents = {code.code: code.parent for code in dimension.codes}
    for place, code in enumerate(dimension.codes):
        depth = len(_line(code.code, parents))
        if depth > len(dimension.levels):
            params = {
                "code": code.code,
                "depth": str(depth),
                "levels": ", ".join(level.id for level in dimension.levels),
            }
            yield record.problem("STA031", (*path, "codes", place, "code"), params=params)


def _line(code: str | None, parents: Mapping[str, str | None]) -> list[str]:
    """A code and those that contain it; the parents form no loop."""
    line = []
    while code is not None:
        line.append(code)
        code = parents.get(code)
    return line


def _validity_in_order(record: Record, path: Path, dimension: Dimension) -> Iterator[Problem]:
    for place, code in enumerate(dimension.codes):
        if code.since and code.until and months(code.since)[0] > months(code.until)[1]:
            yield record.problem("STA032", (*path, "codes", place, "until"))


def _letters_fit(record: Record, path: Path, dimension: Dimension) -> Iterator[Problem]:
    """Kinds of action carry their letter of article 75(2) of UU 6/2011, each letter once at a time.

    A code inherits the letter of the codes that contain it, so that a letter can be split.
    """
    parents = {code.code: code.parent for code in dimension.codes}
    letters = {code.code: code.letter for code in dimension.codes if code.letter}
    holders = set(parents.values())
    if any(loops({code: {parent: ()} for code, parent in parents.items() if parent in parents})):
        return
    for place, code in enumerate(dimension.codes):
        where = (*path, "codes", place)
        line = _line(code.code, parents)
        inherits = any(name in letters for name in line) or line[-1] not in parents
        if code.letter and dimension.kind is not DimensionKind.ACTION:
            yield record.problem("STA033", (*where, "letter"), params={"dimension": dimension.id})
        elif dimension.kind is DimensionKind.ACTION:
            if code.code not in holders and not inherits:
                yield record.problem("STA034", (*where, "code"), params={"code": code.code})
            for other in dimension.codes[:place]:
                if code.letter and code.letter is other.letter and _at_one_time(code, other):
                    params = {"letter": str(code.letter), "other": other.code}
                    yield record.problem("STA035", (*where, "letter"), params=params)


def _at_one_time(one: Code, other: Code) -> bool:
    """Whether there is a month in which both codes are used."""
    return _start(one) <= _end(other) and _start(other) <= _end(one)


def _start(code: Code) -> float:
    return months(code.since)[0] if code.since else float("-inf")


def _end(code: Code) -> float:
    return months(code.until)[1] if code.until else float("inf")
