"""What the publication plan of a dataset must satisfy: thresholds, tables, what nobody crosses.

Comes in: one dataset. Goes out: problems.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from generator.problems import Problem, quoted, suggest
from generator.records.library import Library
from generator.records.reader import Record
from generator.records.statistics import (
    DEFAULT_FINE_THRESHOLD,
    DEFAULT_THRESHOLD,
    Dataset,
    PublicTable,
)

_LEAST_INCIDENTS = 2  # one incident is no statistic
_PERIOD = "period"


def thresholds_are_high_enough(library: Library, record: Record) -> Iterator[Problem]:
    """A dataset may be stricter than the project's policy, never looser."""
    dataset: Dataset = record.body
    for name, value, least in (
        ("threshold", dataset.threshold, DEFAULT_THRESHOLD),
        ("fine_threshold", dataset.fine_threshold, DEFAULT_FINE_THRESHOLD),
        ("minimum_incidents", dataset.minimum_incidents, _LEAST_INCIDENTS),
    ):
        if value is not None and value < least:
            params = {"minimum": str(least)}
            yield record.problem("VAL014", (name,), found=quoted(value), params=params)


def plan_is_sound(library: Library, record: Record) -> Iterator[Problem]:
    """Tables have ids of their own and name dimensions and levels that there are."""
    dataset: Dataset = record.body
    known = [dimension.id for dimension in dataset.dimensions]
    seen: set[str] = set()
    for index, table in enumerate(dataset.publish):
        if table.id in seen:
            yield record.problem("STA017", _at(index, table, "id"), params={"id": table.id})
        seen.add(table.id)
        yield from _dimensions_are_known(record, index, table, known)
        yield from _levels_are_known(record, index, table, dataset)
    for place, name in enumerate(dataset.distinct_within):
        if name not in (_PERIOD, *known):
            near = suggest(name, (_PERIOD, *known))
            path = ("distinct_within", place)
            yield record.problem("REF001", path, suggestion=near, params={"target": name})


def _at(index: int, table: PublicTable, *steps: str | int) -> tuple[str | int, ...]:
    """The path of a part of a table; the short form has no parts."""
    short = table == PublicTable.model_validate(table.id)
    return ("publish", index) if short else ("publish", index, *steps)


def _dimensions_are_known(
    record: Record, index: int, table: PublicTable, known: list[str]
) -> Iterator[Problem]:
    counted: Counter[str] = Counter()
    for place, name in enumerate(table.by):
        counted[name] += 1
        path = _at(index, table, "by", place)
        if name not in known:
            near = suggest(name, known)
            yield record.problem("REF001", path, suggestion=near, params={"target": name})
        elif counted[name] == 2:
            yield record.problem("STA036", path, params={"dimension": name})


def _levels_are_known(
    record: Record, index: int, table: PublicTable, dataset: Dataset
) -> Iterator[Problem]:
    levels = {
        dimension.id: [level.id for level in dimension.levels] for dimension in dataset.dimensions
    }
    for name, level in table.level.items():
        path = _at(index, table, "level", name)
        if name not in table.by:
            near = suggest(name, table.by)
            yield record.problem("STA037", path, suggestion=near, params={"dimension": name})
        elif level not in levels.get(name, [level]):
            near = suggest(level, levels[name])
            params = {"level": level, "dimension": name}
            yield record.problem("STA038", path, suggestion=near, params=params)


def rounded_apart_from_exact(library: Library, record: Record) -> Iterator[Problem]:
    """No count is published rounded in one table and exactly in another: one undoes the other.

    Two tables hold the same counts when the dimensions of one are among those of the other (the
    sum over the rest stands in its margin) and their periods meet; the attacker sees to the rest.
    """
    dataset: Dataset = record.body
    for (_, one), (index, other) in combinations(enumerate(dataset.publish), 2):
        if one.protection is not other.protection and _share_counts(one, other):
            params = {"table": other.id, "other": one.id}
            yield record.problem("STA039", _at(index, other, "protection"), params=params)


def _share_counts(one: PublicTable, other: PublicTable) -> bool:
    """Every period of one length is a sum of those of a shorter one, so any two lengths meet."""
    return set(one.by) <= set(other.by) or set(other.by) <= set(one.by)
