"""All that is public of a stretch of time, and what is about to be, as one system to protect.

Comes in: a dataset, its history, and the figures to be published now. Goes out: a `System` in which
every published version of a figure is a cell, every state of the tables gives its equations, and a
declared revision ties an old version to the new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log1p

from generator.disclosure.counting import Key, Tally
from generator.disclosure.protection.history import History, Version, version_name
from generator.disclosure.protection.plan import Planned
from generator.disclosure.protection.primary import Need, is_single, need, threshold
from generator.disclosure.protection.sums import Refined, equations, refined
from generator.disclosure.protection.system import Cell, Sum, System
from generator.records.statistics import TOTAL, Dataset, PeriodData, Published
from generator.vocabulary import InformationWeight, RevisionKind

SMALL = (1, 7)  # the smallest class of rounding, then the nearest 5 (NHS Digital)
_DEAR = {
    0: 50.0,
    1: 3.0,
}  # by how many dimensions split the count: totals are what readers need first
_CHANGED = 10.0  # a figure that readers know in an earlier version

_RANGES: Mapping[RevisionKind, tuple[int | None, int | None]] = {
    RevisionKind.ADDITIONS: (0, None),
    RevisionKind.WITHDRAWALS: (None, 0),
    RevisionKind.CORRECTION: (None, None),
}


@dataclass(frozen=True)
class Offer:
    """What is to be published now, and the present counts.

    `figures` are new; `revised` get a new version, each with its declared kind
    of change; one that was published elsewhere gets one without a change. `counts`
    are the present counts of these and of all figures ever published, as far as rows cover them.
    """

    figures: Mapping[Key, Planned]
    revised: Mapping[Key, RevisionKind]
    counts: Mapping[Key, Tally]


@dataclass(frozen=True)
class Known:
    """A system, and the cells whose count nobody remembers: it stands there as 0."""

    system: System
    forgotten: frozenset[str]


def build_system(
    dataset: Dataset,
    bodies: Sequence[PeriodData],
    history: History,
    offer: Offer,
    keys: Sequence[Key],
) -> Known:
    """The system of the figures `keys`, published and offered."""
    atoms = refined(dataset, [key for key in keys if key in offer.counts])
    numbers = {key: _number(history, key, offer) for key in keys}
    cells = {cell.id: cell for cell in _cells(dataset, history, offer, keys)}
    cells |= _atom_cells(dataset, bodies, atoms, numbers)
    sums = [
        *_states(dataset, history, offer, keys),
        *_atom_sums(atoms, numbers),
        *_links(history, offer, keys),
        *_roundings(history, offer, keys),
    ]
    forgotten = {
        one.name
        for key in keys
        for one in history.versions.get(key, ())
        if one.figure.value is None and _is_forgotten(one, numbers[key], offer)
    }
    return Known(System(tuple(cells.values()), tuple(dict.fromkeys(sums))), frozenset(forgotten))


def _is_forgotten(version: Version, latest: int, offer: Offer) -> bool:
    return version.number < latest or version.key not in offer.counts


def _number(history: History, key: Key, offer: Offer) -> int:
    """Which version of a figure readers will see."""
    latest = history.latest(key)
    return latest.number + (key in offer.figures) if latest else 0


def _cells(dataset: Dataset, history: History, offer: Offer, keys: Iterable[Key]) -> Iterator[Cell]:
    for key in keys:
        number = _number(history, key, offer)
        for version in history.versions.get(key, ()):
            yield _published(dataset, version, offer, version.number == number)
        if key in offer.figures:
            yield _offered(dataset, history, offer, key)


def _published(dataset: Dataset, version: Version, offer: Offer, latest: bool) -> Cell:
    """A figure as it is known already. What was hidden for itself stays protected for ever."""
    figure, codes = version.figure, version.key[1]
    if figure.status == "A":
        return Cell(version.name, figure.value or 0, weight=0, fixed="shown")
    tally = offer.counts.get(version.key) if latest else None
    limit = threshold(dataset, codes)
    small = Need((1, limit), (1, max(limit - 1, 2))) if figure.status == "c" else None
    found = (tally and need(dataset, codes, tally)) or small
    return Cell(
        version.name,
        tally.count if tally else 0,
        weight=0,
        beyond=found.beyond if found else None,
        cover=found.cover if found else None,
        fixed="hidden",
        single=tally is not None and is_single(tally),
    )


def _offered(dataset: Dataset, history: History, offer: Offer, key: Key) -> Cell:
    """A figure that nobody has seen yet, or its new version.

    What everybody could read elsewhere cannot be protected any more; a small count stays off this
    site all the same.
    """
    planned, latest = offer.figures[key], history.latest(key)
    name = version_name(key, _number(history, key, offer))
    found = need(dataset, key[1], planned.tally)
    if latest and latest.elsewhere and latest.figure.status == "A" and key not in offer.revised:
        return Cell(name, planned.tally.count, weight=0, fixed="hidden" if found else "shown")
    untold = planned.rounded or not planned.tables
    stays_hidden = untold or (latest is not None and latest.figure.hidden)
    return Cell(
        name,
        planned.tally.count,
        weight=0 if stays_hidden else _weight(dataset, key, planned) * (_CHANGED if latest else 1),
        beyond=found.beyond if found else None,
        cover=found.cover if found else None,
        fixed="hidden" if stays_hidden else "",
        group=planned.tables[0] if planned.tables else "",
        single=is_single(planned.tally),
    )


def _weight(dataset: Dataset, key: Key, planned: Planned) -> float:
    """What a reader loses when a count is hidden, by the dataset's declared measure."""
    count = planned.tally.count
    base = {
        InformationWeight.LOG: log1p(count),
        InformationWeight.SUM: float(count),
        InformationWeight.COUNT: 1.0,
    }[dataset.weight]
    split = sum(code != TOTAL for code in key[1])
    return (base + 0.1) * _DEAR.get(split, 1.0)


def _states(dataset: Dataset, history: History, offer: Offer, keys: Sequence[Key]) -> Iterator[Sum]:
    """The equations among the figures after every release that brought one of them, and now."""
    releases = sorted({one.release for key in keys for one in history.versions.get(key, ())})
    for index in releases:
        state = {key: one for key in keys if (one := history.as_of(key, index))}
        for total, parts in equations(dataset, state):
            involved = [state[key] for key in (total, *parts)]
            if any(one.release == index for one in involved):
                yield _equation(involved[0].name, [one.name for one in involved[1:]])
    now = {
        key: version_name(key, _number(history, key, offer)) for key in keys if key in offer.counts
    }
    for total, parts in equations(dataset, now):
        yield _equation(now[total], [now[part] for part in parts])


def _equation(total: str, parts: Iterable[str]) -> Sum:
    return Sum(((total, -1), *((part, 1) for part in parts)))


def _atom_sums(atoms: Refined, numbers: Mapping[Key, int]) -> Iterator[Sum]:
    for key, parts in atoms.sums.items():
        names = [
            version_name(part, numbers[part]) if part in numbers else _atom_name(part)
            for part in parts
        ]
        yield _equation(version_name(key, numbers[key]), names)


def _atom_name(key: Key) -> str:
    return f"* {version_name(key, 0)}"


def _atom_cells(
    dataset: Dataset, bodies: Sequence[PeriodData], atoms: Refined, numbers: Mapping[Key, int]
) -> dict[str, Cell]:
    """The atoms that are no figures themselves, with the counts that the rows give them."""
    counts = dict.fromkeys((atom for atom in atoms.atoms if atom not in numbers), 0)
    for body in bodies if counts else ():
        for row in body.rows or ():
            codes = tuple(row.codes[one.id] for one in dataset.dimensions)
            atom = atoms.atom(row.period or body.period, codes)
            if atom in counts:
                counts[atom] += row.count
    return {
        _atom_name(atom): Cell(_atom_name(atom), count, weight=0, fixed="hidden")
        for atom, count in counts.items()
    }


def _links(history: History, offer: Offer, keys: Sequence[Key]) -> Iterator[Sum]:
    """What a declared revision says of a figure's old and new version."""
    wanted = set(keys)
    for old, new, kind in history.links():
        if old.key in wanted:
            yield _link(old.name, new.name, kind)
    for key in keys:
        latest = history.latest(key)
        if key in offer.figures and latest is not None:
            change = offer.revised.get(key)
            yield _link(latest.name, version_name(key, latest.number + 1), change)


def _link(old: str, new: str, kind: RevisionKind | None) -> Sum:
    low, high = (0, 0) if kind is None else _RANGES[kind]
    return Sum(((old, -1), (new, 1)), low, high)


def _roundings(history: History, offer: Offer, keys: Sequence[Key]) -> Iterator[Sum]:
    """What a rounded figure says of the count."""
    for key in keys:
        states = [(one.name, one.figure) for one in history.versions.get(key, ())]
        if key in offer.figures and offer.figures[key].rounded:
            name = version_name(key, _number(history, key, offer))
            states.append((name, rounded(offer.figures[key].tally.count)))
        for name, figure in states:
            if figure.status == "k":
                yield Sum(((name, 1),), *SMALL)
            elif figure.status == "r":
                value = figure.value or 0
                yield Sum(((name, 1),), value - 2, value + 2)


def rounded(count: int) -> Published:
    """A count as rounding shows it: 0, the class 1 to 7, or the nearest 5 (NHS Digital)."""
    if count == 0:
        return Published(0, "A")
    if count <= SMALL[1]:
        return Published(None, "k")
    return Published((count + 2) // 5 * 5, "r")
