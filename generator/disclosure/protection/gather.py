"""What of a dataset may be public on a day, taken from the library."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.disclosure.protection.release import Statistics
from generator.records.base import Graded
from generator.records.library import Library
from generator.records.reader import Record
from generator.vocabulary import Grade

_COUNTS = ("rows", "csv", "total")


def published_datasets(library: Library) -> Iterator[Record]:
    """The datasets that have a publication plan which anybody may know."""
    for record in library.of("dataset"):
        is_open = library.grade(record) is Grade.TERBUKA and not is_raised(record.body, "publish")
        if record.body.publish and is_open:
            yield record


def statistics_of(library: Library, dataset: Record, day: date) -> Statistics:
    """The counts of a dataset, and those of its periods that may be public on `day`."""
    periods = library.periods_of(dataset.id)
    ledger = library.by_id.get(f"{dataset.id}/published")
    return Statistics(
        dataset.body,
        tuple(one.body for one in periods if is_public(library, one, day)),
        tuple(one.body for one in periods),
        ledger.body if ledger else None,
    )


def is_public(library: Library, period: Record, day: date) -> bool:
    """Whether the counts of a period may be in public tables on `day`."""
    body = period.body
    return (
        library.grade(period) is Grade.TERBUKA
        and not is_raised(body, *_COUNTS)
        and (body.released is None or body.released <= day)
        and body.withdrawn is None
    )


def is_raised(entry: Graded, *keys: str) -> bool:
    """Whether an editor has raised one of these fields above `terbuka`."""
    return any(entry.raised_to(key) > Grade.TERBUKA for key in keys)
