"""What was published of a dataset: the ledger's releases up to a day, and the tables they make.

The public site shows figures from the ledger alone (`published.yml`), so a change of counts
behind it changes no public byte before it was released.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product

from generator.disclosure.counting import Codes, Key
from generator.disclosure.figures import Figure, Table, shown_codes, table_of
from generator.fields import Text
from generator.periods import level, months
from generator.records.statistics import TOTAL, Dataset, Ledger, PublicTable, Published, Release
from generator.vocabulary import ReleaseKind, RevisionKind


@dataclass(frozen=True, slots=True)
class ReleaseNote:
    """A release as readers hear of it."""

    date: date
    kind: ReleaseKind
    change: RevisionKind | None
    source: Text | None
    times: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RevisedFigure:
    """A published figure that a later release replaced; `codes` along the ledger's dimensions."""

    date: date
    change: RevisionKind | None
    time: str
    codes: Codes
    old: Figure
    new: Figure


def releases_until(ledger: Ledger | None, today: date) -> tuple[Release, ...]:
    """The releases of a ledger that are public by `today`, the earliest first."""
    return tuple(one for one in ledger.releases if one.date <= today) if ledger else ()


def entries(release: Release) -> Iterator[tuple[Key, Published]]:
    """Each figure of a release with its period and its codes."""
    for time, figures in release.cells.items():
        for codes, figure in figures.items():
            yield (time, tuple(codes.split())), figure


def current(releases: tuple[Release, ...]) -> dict[Key, Published]:
    """The latest state of every figure that this site has published."""
    own = (release for release in releases if release.kind is not ReleaseKind.ELSEWHERE)
    return {key: figure for release in own for key, figure in entries(release)}


def public_tables(
    dataset: Dataset, ledger: Ledger | None, today: date, open_months: frozenset[int]
) -> tuple[Table, ...]:
    """The tables of the plan with what was published of them; none without a ledger.

    `open_months`: the months whose figures may still be seen; others were withdrawn or closed.
    """
    if ledger is None:
        return ()
    known = {
        key: as_figure(figure)
        for key, figure in current(releases_until(ledger, today)).items()
        if open_months.issuperset(range(months(key[0])[0], months(key[0])[1] + 1))
    }
    tables = (
        table_of(dataset, plan, _of_plan(dataset, ledger, plan, known)) for plan in dataset.publish
    )
    return tuple(table for table in tables if table.figures)


def _of_plan(
    dataset: Dataset, ledger: Ledger, plan: PublicTable, known: Mapping[Key, Figure]
) -> dict[Key, Figure]:
    """The figures that belong to a table of the plan."""
    shown = [shown_codes(dataset, plan, name) for name in plan.by]
    combinations = list(product(*((*codes, TOTAL) for codes in shown)))
    found = {}
    for time in dict.fromkeys(time for time, _ in known):
        if plan.time and level(time) not in plan.time:
            continue
        for codes in combinations:
            figure = known.get((time, _in_order(ledger, plan, codes)))
            if figure:
                found[time, codes] = figure
    return found


def _in_order(ledger: Ledger, plan: PublicTable, codes: Codes) -> Codes:
    """Codes of a table as the ledger writes them: every dimension, sums included."""
    given = dict(zip(plan.by, codes, strict=True))
    return tuple(given.get(name, TOTAL) for name in ledger.dimensions)


def as_figure(figure: Published) -> Figure:
    """A published figure as readers see it: one mark for whatever is hidden."""
    return Figure(figure.value, "c" if figure.status == "d" else figure.status)


def release_notes(ledger: Ledger | None, today: date) -> tuple[ReleaseNote, ...]:
    """What was released when, the latest first."""
    return tuple(
        ReleaseNote(one.date, one.kind, one.change, one.source, tuple(one.cells))
        for one in reversed(releases_until(ledger, today))
    )


def revised_figures(ledger: Ledger | None, today: date) -> tuple[RevisedFigure, ...]:
    """Figures that a release replaced by others, the latest first."""
    known: dict[Key, Published] = {}
    found: list[RevisedFigure] = []
    for release in releases_until(ledger, today):
        for key, figure in entries(release):
            old = known.get(key)
            if old is not None and as_figure(old) != as_figure(figure):
                ends = as_figure(old), as_figure(figure)
                found.append(RevisedFigure(release.date, release.change, *key, *ends))
            known[key] = figure
    return tuple(reversed(found))
