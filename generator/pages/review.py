"""What became of the action items, counted: by year, by month, by organisation.

Comes in: the ledger of one view and the day on which it is read. Goes out: frozen counts. All of it
is linear in the number of items. An item counts in the year of its birth, and again in the year in
which it was closed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from generator.pages.ledger import Action
from generator.vocabulary import ActionStatus


@dataclass(frozen=True)
class Year:
    """One year of the ledger; `open_after` is what was still open at its end, or is on the day."""

    year: int
    raised: int
    done: int
    dropped: int
    merged: int
    open_after: int
    median_days: int | None


@dataclass(frozen=True)
class Tally:
    """What one organisation owes and has finished; `organisation` is "" where none was named."""

    organisation: str
    open: int
    overdue: int
    done: int
    median_days: int | None


def years(actions: Sequence[Action], today: date) -> tuple[Year, ...]:
    """Every year from the first item's to that of `today`, oldest first."""
    raised = Counter(action.meeting.date.year for action in actions)
    closed = Counter((one.closing.day.year, one.status) for one in actions if one.closing)
    days: dict[int, list[Action]] = {}
    for action in actions:
        if action.is_done and action.closing:
            days.setdefault(action.closing.day.year, []).append(action)
    found: list[Year] = []
    still_open = 0
    for year in _span([*raised, *(year for year, _ in closed)], today):
        ended = {status: closed[year, status] for status in ActionStatus if status.closes}
        still_open += raised[year] - sum(ended.values())
        found.append(
            Year(
                year=year,
                raised=raised[year],
                done=ended[ActionStatus.DONE],
                dropped=ended[ActionStatus.DROPPED],
                merged=ended[ActionStatus.MERGED],
                open_after=still_open,
                median_days=median_days(days.get(year, ())),
            )
        )
    return tuple(found)


def _span(named: Iterable[int], today: date) -> range:
    """Every year from the first that is named to the last, or to that of `today`."""
    known = list(named)
    return range(min(known), max(*known, today.year) + 1) if known else range(0)


def months(
    born: Iterable[Action], done: Iterable[Action], year: int
) -> Mapping[str, tuple[int, int]]:
    """How many of the items born and of those done in `year` fall in each month, by `2024-10`."""
    raised = Counter(action.meeting.date.month for action in born)
    finished = Counter(action.closing.day.month for action in done if action.closing)
    return {f"{year}-{month:02}": (raised[month], finished[month]) for month in range(1, 13)}


def tallies(groups: Mapping[str, Sequence[Action]], today: date) -> tuple[Tally, ...]:
    """One line an organisation: most overdue first, then most open, then by id; nobody's items last."""
    found = [
        Tally(
            organisation=identity,
            open=sum(action.is_open for action in actions),
            overdue=sum(action.is_overdue(today) for action in actions),
            done=sum(action.is_done for action in actions),
            median_days=median_days(actions),
        )
        for identity, actions in groups.items()
    ]
    order = sorted(found, key=lambda one: (-one.overdue, -one.open, one.organisation))
    return tuple(sorted(order, key=lambda one: not one.organisation))


def median_days(actions: Iterable[Action]) -> int | None:
    """Days from birth to done of the middle item, whole; None when none of them was done."""
    taken = [
        action.age(action.closing.day) for action in actions if action.is_done and action.closing
    ]
    return int(median(taken) + 0.5) if taken else None
