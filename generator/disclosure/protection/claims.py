"""What the audit has to hold the published figures against: plain data, made without a solver.

Comes in: a dataset's counts and its ledger. Goes out: everything that was published, in order, and
for each figure that was hidden for itself the values that a reader must be left with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.disclosure.counting import Key
from generator.disclosure.figures import tallies_at
from generator.disclosure.protection.history import Version, rearranged
from generator.disclosure.protection.primary import Need, is_single, need, threshold
from generator.disclosure.protection.release import Statistics
from generator.disclosure.protection.system import Interval
from generator.disclosure.published import entries, releases_until
from generator.records.quoting import shows
from generator.records.statistics import Published, Release

VersionKey = tuple[Key, int]  # a figure and the number of its version, from 0


@dataclass(frozen=True)
class PastRelease:
    """What was published on one day. `change`: the declared kind of a revision, "" for a release."""

    date: date
    kind: str
    change: str
    figures: Mapping[Key, Published]


@dataclass(frozen=True, slots=True)
class HiddenFigure:
    """A hidden figure as members may know it: its count, its first table, and why it is hidden."""

    number: int
    count: int
    table: str
    primary: bool


@dataclass(frozen=True)
class Claims:
    """What is to be audited of one dataset.

    - `dimensions`: the order of the codes; `releases`: everything published by the day.
    - `required`: for each hidden version the values it has to leave open; for one hidden for the sake
      of others its own count, which every reader leaves open.
    - `singles`: hidden figures that exactly one contributor stands behind, with their count.
    - `hidden`: the figures that readers do not see now.
    """

    dataset: str
    dimensions: tuple[str, ...]
    releases: tuple[PastRelease, ...]
    required: Mapping[VersionKey, Interval]
    singles: Mapping[Key, int]
    hidden: Mapping[Key, HiddenFigure]


def claims_of(name: str, statistics: Statistics, day: date) -> Claims:
    """The claims of the dataset `name`, as far as its ledger goes by `day`."""
    releases = releases_until(statistics.ledger, day)
    history = statistics.history(day)
    counts = tallies_at(statistics.dataset, statistics.every, history.versions)
    required: dict[VersionKey, Interval] = {}
    for key, versions in history.versions.items():
        tally = counts.get(key)
        small = need(statistics.dataset, key[1], tally) if tally else None
        for version in versions:
            latest = version is versions[-1]
            limits = _limits(statistics, version, latest, small)
            if latest and tally and version.figure.status == "d":
                required[key, version.number] = (tally.count, tally.count)
            if limits:
                lighter = _is_lighter(statistics, key, releases[version.release])
                required[key, version.number] = limits.cover if lighter else limits.beyond
    singles = {
        key: counts[key].count
        for key, versions in history.versions.items()
        if key in counts and versions[-1].figure.hidden and is_single(counts[key])
    }
    order = tuple(one.id for one in statistics.dataset.dimensions)
    written = statistics.ledger.dimensions if statistics.ledger else ()
    past = tuple(
        PastRelease(
            one.date,
            str(one.kind),
            str(one.change or ""),
            {
                (time, rearranged(codes, written, order)): figure
                for (time, codes), figure in entries(one)
            },
        )
        for one in releases
    )
    hidden = {
        key: HiddenFigure(
            versions[-1].number,
            counts[key].count,
            _table(statistics, key),
            versions[-1].figure.status == "c",
        )
        for key, versions in history.versions.items()
        if key in counts and versions[-1].figure.hidden
    }
    return Claims(name, order, past, required, singles, hidden)


def _table(statistics: Statistics, key: Key) -> str:
    """The first table of the plan that shows a figure."""
    shown = (one.id for one in statistics.dataset.publish if shows(statistics.dataset, one, key))
    return next(shown, "")


def _is_lighter(statistics: Statistics, key: Key, release: Release) -> bool:
    """Whether a table that shows the figure has reached the lighter standard only."""
    tables = [table for table in statistics.dataset.publish if table.id in release.cover]
    return any(shows(statistics.dataset, table, key) for table in tables)


def _limits(
    statistics: Statistics, version: Version, latest: bool, small: Need | None
) -> Need | None:
    """What a version of a figure must leave open. What was hidden for itself is protected for ever."""
    if latest and version.figure.status in ("c", "k"):
        return small
    if version.figure.status == "c":
        limit = threshold(statistics.dataset, version.key[1])
        return Need((1, limit), (1, limit - 1))
    return None
