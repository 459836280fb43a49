"""Figures quoted in prose: `[[dataset#2024-10 jenis=deportasi]]` stands for the published count.

Named by a period and, where it is not the sum, by `dimension=code`. Only figures of the publication
plan can be quoted, so that a quoted figure is protected like any other.
"""

from __future__ import annotations

from generator.periods import is_period, level
from generator.records.statistics import TOTAL, Dataset, Dimension, PublicTable

Quoted = tuple[str, tuple[str, ...]]  # a period, and one code for each dimension


def quoted_figure(dataset: Dataset, part: str) -> Quoted | None:
    """What the part of a reference to a dataset names, if any table of its plan shows that."""
    time, *named = part.split()
    if not is_period(time) or any("=" not in one for one in named):
        return None
    given = {name: code for name, _, code in (one.partition("=") for one in named)}
    if not given.keys() <= {one.id for one in dataset.dimensions}:
        return None
    figure = time, tuple(given.get(one.id, TOTAL) for one in dataset.dimensions)
    return figure if any(shows(dataset, table, figure) for table in dataset.publish) else None


def shows(dataset: Dataset, table: PublicTable, figure: Quoted) -> bool:
    """Whether a table of the plan has a place for a figure."""
    time, codes = figure
    given = {
        one.id: code for one, code in zip(dataset.dimensions, codes, strict=True) if code != TOTAL
    }
    in_time = level(time) in table.time if table.time else True
    return in_time and all(
        name in table.by and _is_shown(dataset, table, name, code) for name, code in given.items()
    )


def _is_shown(dataset: Dataset, table: PublicTable, name: str, code: str) -> bool:
    """Whether a table shows a code: it goes down to that code's level."""
    found = next(one for one in dataset.dimensions if one.id == name)
    depth = _depth(found, code)
    levels = [one.id for one in found.levels]
    limit = levels.index(table.level[name]) + 1 if table.level.get(name) in levels else depth
    return 0 < depth <= limit


def _depth(found: Dimension, code: str) -> int:
    """How deep a code lies in its dimension, from 1; 0 for one that is not there."""
    parents = {one.code: one.parent for one in found.codes}
    depth, at = 0, code if code in parents else None
    while at is not None and depth <= len(parents):
        depth, at = depth + 1, parents.get(at)
    return depth
