"""What a dataset can publish now: new figures, declared revisions, and what has to wait.

Comes in: a dataset with the periods that are to be public and its ledger. Goes out: a `Proposal`
with the entries to be added to the ledger. Everything is protected jointly with all that was ever
published; a table that would say next to nothing, or cannot be made safe, is refused and a coarser
one proposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.disclosure.counting import Key, Tally
from generator.disclosure.figures import tallies_at
from generator.disclosure.protection.fit import fitted
from generator.disclosure.protection.history import History, Version, read_history, version_name
from generator.disclosure.protection.known import Offer, build_system, rounded
from generator.disclosure.protection.plan import Planned, coarser, described, planned_figures
from generator.disclosure.protection.primary import threshold
from generator.disclosure.protection.sums import stretches
from generator.disclosure.protection.suppress import suppress
from generator.disclosure.protection.system import Suppression
from generator.disclosure.published import releases_until
from generator.periods import months
from generator.records.statistics import TOTAL, Dataset, Ledger, PeriodData, PublicTable, Published
from generator.vocabulary import RevisionKind

MOST_HIDDEN = 0.3  # of the counts of a table that are not zero


@dataclass(frozen=True)
class Refused:
    """A table that stays away: why, the figures that cause it, and a table that would be safe."""

    table: str
    why: str  # "hidden" | "small" | "unsafe"
    share: float = 0.0
    causes: tuple[Key, ...] = ()
    instead: str = ""


@dataclass(frozen=True)
class Change:
    """Figures that go out together: a first release, or a declared revision of one kind."""

    kind: RevisionKind | None
    cells: Mapping[Key, Published]


@dataclass(frozen=True)
class Undeclared:
    """A published figure whose count has changed without a revision that says so."""

    key: Key
    published: int
    count: int


@dataclass(frozen=True)
class Proposal:
    """What would be added to the ledger of a dataset, and what stands in the way.

    - `changes`: empty when there is nothing new.
    - `cover`: tables that reach the lighter standard only.
    - `misfit`: kinds of revision that do not agree with what was published.
    """

    changes: tuple[Change, ...] = ()
    refused: tuple[Refused, ...] = ()
    cover: tuple[str, ...] = ()
    undeclared: tuple[Undeclared, ...] = ()
    misfit: tuple[Key, ...] = ()


@dataclass(frozen=True)
class Statistics:
    """A dataset, the periods that may be public, all of its periods, and what was published."""

    dataset: Dataset
    public: tuple[PeriodData, ...]
    every: tuple[PeriodData, ...]
    ledger: Ledger | None

    def history(self, until: date = date.max) -> History:
        """Every figure published by a day, along the dataset's dimensions."""
        if self.ledger is None:
            return History()
        names = [one.id for one in self.dataset.dimensions]
        return read_history(releases_until(self.ledger, until), self.ledger.dimensions, names)


def propose(statistics: Statistics, day: date) -> Proposal:
    """What `statistics` can publish on `day`."""
    changed = tuple(undeclared(statistics, day))
    if changed:
        return Proposal(undeclared=changed)
    tables, refused = list(statistics.dataset.publish), list[Refused]()
    attempt = _attempt(statistics, tables, day)
    while worst := _worst(statistics.dataset, tables, attempt):
        if not attempt.offer.revised.keys().isdisjoint(worst.causes):
            return Proposal(
                refused=(*refused, worst)
            )  # a revision goes out as a whole or not at all
        tables = [table for table in tables if table.id != worst.table]
        refused.append(worst)
        attempt = _attempt(statistics, tables, day)
    if attempt.misfit:
        return Proposal(misfit=attempt.misfit)
    proposals = tuple(_with_instead(statistics, tables, one, day) for one in refused)
    return Proposal(tuple(_changes(attempt)), proposals, attempt.cover)


@dataclass(frozen=True)
class _Attempt:
    """The figures of some tables, protected."""

    offer: Offer
    history: History
    hidden: frozenset[Key] = frozenset()
    small: frozenset[Key] = frozenset()  # hidden for themselves
    failed: tuple[Key, ...] = ()
    cover: tuple[str, ...] = ()
    misfit: tuple[Key, ...] = ()


def _attempt(statistics: Statistics, tables: Sequence[PublicTable], day: date) -> _Attempt:
    dataset, history = statistics.dataset, statistics.history()
    figures = planned_figures(dataset, statistics.public, tables)
    counts = tallies_at(dataset, statistics.every, {*history.versions, *figures})
    revised = _revised(statistics, history, counts, figures, day)
    new = {key: one for key, one in figures.items() if _is_new(history.latest(key))}
    changed = {key: figures.get(key, Planned(counts[key], (), rounded=False)) for key in revised}
    offer = Offer(new | changed, revised, counts)
    done = _Attempt(offer, history)
    for keys in stretches({*history.versions, *offer.figures}):
        if any(key in offer.figures for key in keys):
            done = _protect(statistics, done, keys)
    return done


def _is_new(latest: Version | None) -> bool:
    """Whether this site has not published a figure yet."""
    return latest is None or latest.elsewhere


def _protect(statistics: Statistics, done: _Attempt, keys: Sequence[Key]) -> _Attempt:
    """One stretch of time more, protected."""
    offer, history = done.offer, done.history
    known = build_system(statistics.dataset, statistics.every, history, offer, keys)
    system = fitted(known)
    if system is None:
        return replace(done, misfit=(*done.misfit, *(key for key in keys if key in offer.revised)))
    found = suppress(system)
    named = {
        version_name(key, _next_number(history, key)): key for key in keys if key in offer.figures
    }
    return replace(
        done,
        hidden=done.hidden | {key for name, key in named.items() if name in found.hidden},
        small=done.small | {key for name, key in named.items() if system.by_id[name].primary},
        failed=(*done.failed, *(named[name] for name in found.failed if name in named)),
        cover=tuple(dict.fromkeys((*done.cover, *_lighter(offer, named, found)))),
    )


def _lighter(offer: Offer, named: Mapping[str, Key], found: Suppression) -> Iterator[str]:
    """The tables in which a figure reached the lighter standard only."""
    for name, standard in found.standard.items():
        if standard == "cover" and name in named:
            yield from offer.figures[named[name]].tables


def _next_number(history: History, key: Key) -> int:
    latest = history.latest(key)
    return latest.number + 1 if latest else 0


# Revisions


def undeclared(statistics: Statistics, day: date) -> Iterator[Undeclared]:
    """Published figures that differ from the present counts, outside declared revisions."""
    history = statistics.history()
    shown = {key: found[-1] for key, found in history.versions.items()}
    counts = tallies_at(statistics.dataset, statistics.public, shown)
    pending = pending_revisions(statistics, day)
    for key, tally in counts.items():
        value = shown[key].figure.value
        differs = value is not None and _as_published(shown[key], tally.count) != shown[key].figure
        if differs and not _touched(key, pending):
            yield Undeclared(key, value or 0, tally.count)


def _as_published(version: Version, count: int) -> Published:
    return rounded(count) if version.figure.status in ("r", "k") else Published(count, "A")


def pending_revisions(statistics: Statistics, day: date) -> list[tuple[str, RevisionKind]]:
    """The declared revisions that no release has carried out: the period and the kind."""
    releases = statistics.ledger.releases if statistics.ledger else ()
    return [
        (body.period, revision.kind)
        for body in statistics.public
        for revision in body.revisions
        if revision.date <= day
        and not any(
            one.change and one.date >= revision.date and _overlaps(one.cells, body.period)
            for one in releases
        )
    ]


def _overlaps(times: Mapping[str, object], period: str) -> bool:
    first, last = months(period)
    return any(months(time)[0] <= last and first <= months(time)[1] for time in times)


def _touched(key: Key, pending: Sequence[tuple[str, RevisionKind]]) -> set[RevisionKind]:
    """The kinds of the pending revisions that can have changed a figure."""
    return {kind for period, kind in pending if _overlaps({key[0]: None}, period)}


def _revised(
    statistics: Statistics,
    history: History,
    counts: Mapping[Key, Tally],
    figures: Mapping[Key, Planned],
    day: date,
) -> dict[Key, RevisionKind]:
    """The published figures that get a new version, each with the kind of its change.

    Those that readers see changed, those whose change they cannot see, and those that no table of
    the plan shows any more: of these the new version is not told.
    """
    pending = pending_revisions(statistics, day)
    found = {}
    for key, versions in history.versions.items():
        kinds = _touched(key, pending)
        if not kinds or key not in counts:
            continue
        latest = versions[-1]
        changed = _as_published(latest, counts[key].count) != latest.figure
        if latest.figure.hidden or changed:
            found[key] = kinds.pop() if len(kinds) == 1 else RevisionKind.CORRECTION
    return found


# Which tables are worth publishing


def _worst(dataset: Dataset, tables: Sequence[PublicTable], attempt: _Attempt) -> Refused | None:
    """The table to leave out first: one that cannot be made safe, else the one that says least."""
    figures = attempt.offer.figures
    if attempt.failed:
        owner = (figures[attempt.failed[-1]].tables or (tables[-1].id,))[-1]
        return Refused(owner, "unsafe", causes=attempt.failed)
    refused = [one for table in tables if (one := _says_little(dataset, table, attempt))]
    return max(refused, key=lambda one: one.share, default=None)


def _says_little(dataset: Dataset, table: PublicTable, attempt: _Attempt) -> Refused | None:
    """Whether too much of a table would be hidden, or its counts are too small on the whole."""
    own = {
        key: one.tally.count
        for key, one in attempt.offer.figures.items()
        if table.id in one.tables and one.tally.count and not one.rounded
        if key not in attempt.offer.revised
    }
    split = [key for key in own if any(code != TOTAL for code in key[1])] or list(own)
    if not split:
        return None
    hidden = tuple(key for key in own if key in attempt.hidden)
    share = len(hidden) / len(own)
    if share > MOST_HIDDEN:
        return Refused(table.id, "hidden", share, hidden)
    mean = sum(own[key] for key in split) / len(split)
    if mean < max(threshold(dataset, key[1]) for key in split):
        return Refused(table.id, "small", share, hidden)
    return None


def _with_instead(
    statistics: Statistics, tables: Sequence[PublicTable], refused: Refused, day: date
) -> Refused:
    """The refusal with the nearest coarser table that would be safe beside the others."""
    dataset = statistics.dataset
    table = next(one for one in dataset.publish if one.id == refused.table)
    for other in coarser(dataset, table):
        attempt = _attempt(statistics, [*tables, other], day)
        if not attempt.misfit and _worst(dataset, [*tables, other], attempt) is None:
            return replace(refused, instead=described(dataset, other))
    return refused


# What goes into the ledger


def _changes(attempt: _Attempt) -> Iterator[Change]:
    """Revisions first, by kind, then what is new."""
    offer = attempt.offer
    by_kind: dict[RevisionKind | None, dict[Key, Published]] = {}
    for key in sorted(offer.figures, key=lambda key: (months(key[0]), key)):
        figure = _published(attempt, key)
        by_kind.setdefault(offer.revised.get(key), {})[key] = figure
    for kind in (*RevisionKind, None):
        if kind in by_kind:
            yield Change(kind, by_kind[kind])


def _published(attempt: _Attempt, key: Key) -> Published:
    planned = attempt.offer.figures[key]
    if planned.rounded:
        return rounded(planned.tally.count)
    if planned.tables and key not in attempt.hidden:
        return Published(planned.tally.count, "A")
    return Published(None, "c" if key in attempt.small else "d")
