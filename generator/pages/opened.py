"""The members' page on what the public sees: what is new there beside what was approved last.

Comes in: the members' view, for links, and `Opened`, which holds public facts only. Goes out: what
the page reads. It depends on the content and on the committed approval, never on what happens to
lie in an output folder, so that the same commit gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.disclosure.approval import Opened
from generator.disclosure.changes import Change, State, folded, grouped
from generator.disclosure.facts import PROTECTED, Group
from generator.disclosure.view import View


@dataclass(frozen=True)
class Line:
    """One fact that differs: where it stands in its record, and what it says now."""

    state: State
    label: str
    said: str
    protected: bool


@dataclass(frozen=True)
class Entry:
    """The changes of one group in one record; `address` is "" where members have no page of it."""

    id: str
    title: str
    address: str
    lines: tuple[Line, ...]


def opened_reads(view: View, opened: Opened | None) -> Mapping[str, Any]:
    """What the page reads, also where nothing was approved yet."""
    changes = opened.changes if opened else ()
    withdrawn = [change for change in changes if change.state is State.WITHDRAWN]
    return {
        "approval": opened.approval if opened else None,
        "required": bool(opened and opened.required),
        "beyond": _arranged(view, opened.beyond if opened else ()),
        "withdrawn": _arranged(view, withdrawn),
        "counts": opened.facts.groups if opened else {},
    }


def _arranged(
    view: View, changes: Iterable[Change]
) -> tuple[tuple[Group, int, tuple[Entry, ...]], ...]:
    """Each group with how many facts of it there are, and its records."""
    return tuple(
        (group, sum(map(len, records.values())), tuple(_entries(view, records)))
        for group, records in grouped(changes).items()
    )


def _entries(view: View, records: Mapping[str, tuple[Change, ...]]) -> Iterator[Entry]:
    for record, changes in records.items():
        card = view.by_id.get(record.partition("/")[2])
        lines = tuple(
            Line(change.state, change.label(), change.after, change.after == PROTECTED)
            for change in folded(changes)
        )
        yield Entry(record.partition("/")[2], changes[0].title, card.address if card else "", lines)
