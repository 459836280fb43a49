"""What editors of statistics should hear: figures that wait for a release, or no longer fit one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from generator.disclosure.counting import Key
from generator.disclosure.protection.gather import is_public, published_datasets, statistics_of
from generator.disclosure.protection.plan import described
from generator.disclosure.protection.release import Statistics, pending_revisions, undeclared
from generator.periods import months
from generator.problems import Problem
from generator.records.library import Library
from generator.records.reader import Record
from generator.records.statistics import Ledger

_SHOWN = 3  # figures named in one problem


def pending_releases(library: Library, day: date) -> Iterator[Problem]:
    """For each public dataset: what `timpora release` has to do, and what stands in its way."""
    for record in published_datasets(library):
        statistics = statistics_of(library, record, day)
        if statistics.ledger is not None:
            yield from _ledger_fits(library.by_id[f"{record.id}/published"], statistics)
        yield from _waiting(library, record, statistics, day)


def _ledger_fits(ledger: Record, statistics: Statistics) -> Iterator[Problem]:
    """Dimensions that were published are still there; releases stand in order of their days."""
    known = [one.id for one in statistics.dataset.dimensions]
    for index, name in enumerate(ledger.body.dimensions):
        if name not in known:
            yield ledger.problem("STA028", ("dimensions", index), params={"name": name})
    days = [one.date for one in ledger.body.releases]
    for index, (one, other) in enumerate(pairwise(days), 1):
        if other < one:
            yield ledger.problem("STA029", ("releases", index, "date"))


def _waiting(
    library: Library, record: Record, statistics: Statistics, day: date
) -> Iterator[Problem]:
    """Periods not released, a changed plan, revisions not carried out, changes without one."""
    ledger = statistics.ledger
    periods = library.periods_of(record.id)
    for period in periods:
        if is_public(library, period, day) and not _is_released(ledger, period.body.period):
            params = {"period": period.body.period, "dataset": record.id}
            yield period.problem("STA020", ("period",), params=params)
    if ledger is not None and ledger.plans and not _same_plan(statistics, ledger):
        yield record.problem("STA024", ("publish",), params={"dataset": record.id})
    for name, _ in pending_revisions(statistics, day):
        period = next(one for one in periods if one.body.period == name)
        yield period.problem("STA022", ("revisions",), params={"dataset": record.id})
    if ledger is not None and set(ledger.dimensions) <= {
        one.id for one in statistics.dataset.dimensions
    }:
        yield from _undeclared(periods, statistics, day)


def _is_released(ledger: Ledger | None, period: str) -> bool:
    first, last = months(period)
    return ledger is not None and any(
        months(time)[0] <= last and first <= months(time)[1]
        for release in ledger.releases
        for time in release.cells
    )


def _same_plan(statistics: Statistics, ledger: Ledger) -> bool:
    tables = {one.id: described(statistics.dataset, one) for one in statistics.dataset.publish}
    return dict(ledger.plans[-1].tables) == tables


def _undeclared(periods: Iterable[Record], statistics: Statistics, day: date) -> Iterator[Problem]:
    """One problem for each period whose published figures have changed without a declared revision."""
    found = list(undeclared(statistics, day))
    for period in periods:
        first, last = months(period.body.period)
        inside = [one for one in found if first <= months(one.key[0])[0] <= last]
        if inside:
            figures = "; ".join(
                f"{said(one.key)}: {one.published} -> {one.count}" for one in inside[:_SHOWN]
            )
            yield period.problem("STA021", ("period",), params={"figures": figures})


def said(key: Key) -> str:
    """A figure as problems name it: `2024-10 31.72.06 deportasi`."""
    time, codes = key
    return " ".join((time, *codes))
