"""What everybody knows of figures without being told: totals are the sums of their parts.

Comes in: which figures exist. Goes out: the equations among them, and where those do not say all
(figures that overlap, margins of a table that is not shown itself), the finest counts behind them,
*atoms*, of which all figures are sums.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, product

from generator.disclosure.counting import Codes, Key
from generator.disclosure.figures import ancestors, dimension, holds
from generator.periods import containing, inside, level, months, within
from generator.records.statistics import TOTAL, Dataset
from generator.vocabulary import TimeLevel

MAX_ATOMS = 4000  # of one stretch of time; beyond it equations among the figures themselves must do

Parts = tuple[Key, ...]


@dataclass(frozen=True)
class Refined:
    """The finest counts behind some figures: each figure that needs them with its atoms."""

    sums: Mapping[Key, Parts]
    intervals: tuple[str, ...] = ()
    groups: tuple[Mapping[str, frozenset[str]], ...] = ()

    @property
    def atoms(self) -> tuple[Key, ...]:
        """All atoms, in order."""
        return tuple(dict.fromkeys(atom for parts in self.sums.values() for atom in parts))

    def atom(self, time: str, codes: Codes) -> Key | None:
        """The atom that a row of the data counts towards, if any."""
        interval = next((one for one in self.intervals if within(time, one)), None)
        finest = tuple(
            next((one for one, inside in found.items() if code in inside), TOTAL)
            for code, found in zip(codes, self.groups, strict=True)
        )
        return (interval, finest) if interval else None


def equations(dataset: Dataset, keys: Collection[Key]) -> Iterator[tuple[Key, Parts]]:
    """Each figure that is the sum of others, with its parts; along one dimension, or along time."""
    known = frozenset(keys)
    trees = [_children(dataset, one.id) for one in dataset.dimensions]
    for time, codes in keys:
        for place, tree in enumerate(trees):
            inner = [
                code
                for code in tree.get(codes[place], ())
                if holds(dataset, dataset.dimensions[place].id, code, time)
            ]
            parts = tuple((time, (*codes[:place], code, *codes[place + 1 :])) for code in inner)
            if parts and known.issuperset(parts):
                yield (time, codes), parts
        for finer in TimeLevel:
            times = tuple(inside(time, finer)) if finer is not level(time) else ()
            parts = tuple((one, codes) for one in times)
            if len(parts) > 1 and _covers(time, times) and known.issuperset(parts):
                yield (time, codes), parts


def refined(dataset: Dataset, keys: Collection[Key]) -> Refined:
    """The atoms of the figures that no equation takes apart; none where there would be too many."""
    apart = {total for total, _ in equations(dataset, keys)}
    whole = [key for key in keys if key not in apart]
    intervals = _intervals(time for time, _ in keys)
    groups = [_groups(dataset, place, keys) for place in range(len(dataset.dimensions))]
    size = len(intervals)
    for found in groups:
        size *= len(found)
    if size > MAX_ATOMS:
        return Refined({})
    sums = {key: tuple(_atoms(key, intervals, groups)) for key in whole}
    sums = {key: parts for key, parts in sums.items() if parts != (key,)}
    return Refined(sums, intervals, tuple(groups))


def stretches(keys: Collection[Key]) -> list[list[Key]]:
    """The figures in groups whose periods have no month in common with those of another group."""
    ordered = sorted(keys, key=lambda key: (months(key[0]), key))
    found: list[list[Key]] = []
    end = -1
    for key in ordered:
        first, last = months(key[0])
        if first > end:
            found.append([])
        found[-1].append(key)
        end = max(end, last)
    return found


def _children(dataset: Dataset, name: str) -> Mapping[str, Codes]:
    """For `_T` and each code of a dimension: the codes right below it."""
    found: dict[str, list[str]] = {}
    for code in dimension(dataset, name).codes:
        found.setdefault(code.parent or TOTAL, []).append(code.code)
    return {parent: tuple(codes) for parent, codes in found.items()}


def _covers(time: str, times: Collection[str]) -> bool:
    first, last = months(time)
    return sum(months(one)[1] - months(one)[0] + 1 for one in times) == last - first + 1


def _intervals(times: Iterator[str]) -> tuple[str, ...]:
    """The longest stretches of months that no period begins or ends in."""
    spans = [months(time) for time in set(times)]
    cuts = sorted({first for first, _ in spans} | {last + 1 for _, last in spans})
    return tuple(
        _named(start, end - 1)
        for start, end in pairwise(cuts)
        if any(first <= start and end - 1 <= last for first, last in spans)
    )


def _named(first: int, last: int) -> str:
    """A stretch of months as a period."""
    for wanted in TimeLevel:
        time = containing(first, wanted)
        if months(time) == (first, last):
            return time
    ends = (containing(month, TimeLevel.MONTH) for month in (first, last))
    return "/".join(ends)


def _groups(dataset: Dataset, place: int, keys: Collection[Key]) -> Mapping[str, frozenset[str]]:
    """The finest codes that the figures use of a dimension, each with all codes that contain it."""
    used = {codes[place] for _, codes in keys} - {TOTAL}
    if not used:
        return {TOTAL: frozenset({TOTAL})}
    lines = ancestors(dataset.dimensions[place])
    inner = {code for line in lines.values() for code in line[:-1]}
    groups: dict[str, set[str]] = {}
    for code, line in lines.items():
        if code not in inner:
            finest = next((one for one in reversed(line) if one in used), TOTAL)
            groups.setdefault(finest, {TOTAL}).update(line)
    return {finest: frozenset(codes) for finest, codes in groups.items()}


def _atoms(
    key: Key, intervals: tuple[str, ...], groups: list[Mapping[str, frozenset[str]]]
) -> Iterator[Key]:
    time, codes = key
    first, last = months(time)
    times = [one for one in intervals if first <= months(one)[0] and months(one)[1] <= last]
    choices = [
        [finest for finest, containers in found.items() if code in containers]
        for code, found in zip(codes, groups, strict=True)
    ]
    yield from product(times, product(*choices))
