"""Small datasets for tests of what is published of them (contoh: everything is made up)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import product
from typing import Any

from generator.disclosure.attack import COUNT, Interval, Public, attack, known, revised, total
from generator.disclosure.counting import Key
from generator.disclosure.figures import ancestors, tallies_at
from generator.disclosure.protection.history import History, Version
from generator.disclosure.protection.primary import need
from generator.disclosure.protection.release import Proposal, Statistics, propose
from generator.editing.releasing import _extended
from generator.periods import months, within
from generator.records.statistics import TOTAL, Dataset, PeriodData
from generator.vocabulary import RevisionKind

WARDS = {"u": ("u1", "u2"), "s": ("s1", "s2", "s3")}
KINDS = ("a", "b", "c")
LAST_DAY = date(2099, 1, 1)


def dataset(publish: list[Any], **more: Any) -> Dataset:
    """Kelurahan in two kecamatan by three kinds."""
    wards = [
        {"code": ward, "label": ward, "parent": up} for up, found in WARDS.items() for ward in found
    ]
    return Dataset.model_validate(
        {
            "title": "contoh",
            "grade": "terbuka",
            "concept": "contoh",
            "definition": "contoh",
            "measure": "orang",
            "unit": "orang",
            "frequency": "bulanan",
            "dimensions": [
                {
                    "id": "wilayah",
                    "label": "Wilayah",
                    "kind": "wilayah",
                    "levels": [
                        {"id": "kecamatan", "label": "Kecamatan"},
                        {"id": "kelurahan", "label": "Kelurahan"},
                    ],
                    "codes": [*({"code": up, "label": up} for up in WARDS), *wards],
                },
                {
                    "id": "jenis",
                    "label": "Jenis",
                    "codes": [{"code": kind, "label": kind} for kind in KINDS],
                },
            ],
            "publish": publish,
            **more,
        }
    )


def period(name: str, counts: Mapping[tuple[str, str, str], int], **more: Any) -> PeriodData:
    """The period `name` with a count for each month, ward and kind."""
    rows = [
        {"period": month, "wilayah": ward, "jenis": kind, "count": str(count)}
        for (month, ward, kind), count in counts.items()
        if within(month, name)
    ]
    return PeriodData.model_validate({"period": name, "grade": "terbuka", "rows": rows, **more})


def released(statistics: Statistics, day: date) -> tuple[Statistics, Proposal]:
    """The statistics after a release on `day`, with what was proposed."""
    proposal = propose(statistics, day)
    ledger = _extended(statistics, proposal, day) if proposal.changes else statistics.ledger
    return Statistics(statistics.dataset, statistics.public, statistics.every, ledger), proposal


def failures(statistics: Statistics) -> dict[str, Interval]:
    """Every protected figure, in any version, that the published figures give away."""
    history = statistics.history()
    public, required = _public(statistics, history), _required(statistics, history)
    found = attack(public, required)
    return {
        name: found[name] for name, interval in required.items() if not found[name].covers(interval)
    }


def _public(statistics: Statistics, history: History) -> Public:
    """Every version of every figure as the sum of the finest counts of its own state."""
    cells: dict[str, Interval] = {}
    sums = []
    for versions in history.versions.values():
        for version in versions:
            cells[version.name] = _said(version)
    epoch = 0
    for release, kind in enumerate(history.kinds):
        epoch = release if kind else epoch  # a revision may have changed any count
        state = [one for key in history.versions if (one := history.as_of(key, release))]
        for version in state:
            atoms = [f"{epoch}: {atom}" for atom in _atoms(statistics.dataset, version.key)]
            cells |= dict.fromkeys(atoms, COUNT)
            sums.append(total(version.name, atoms))
    for old, new, kind in history.links():
        change = {
            RevisionKind.ADDITIONS: Interval(0, None),
            RevisionKind.WITHDRAWALS: Interval(None, 0),
            RevisionKind.CORRECTION: Interval(None, None),
            None: known(0),
        }[kind]
        sums.append(revised(old.name, new.name, change))
    return Public(cells, tuple(sums))


def _said(version: Version) -> Interval:
    value = version.figure.value
    if version.figure.status == "A":
        return known(value)
    if version.figure.status == "k":
        return Interval(1, 7)
    return Interval(value - 2, value + 2) if version.figure.status == "r" else COUNT


def _atoms(found: Dataset, key: Key) -> Iterable[str]:
    """The counts by month, ward and kind that a figure adds up."""
    time, codes = key
    first, last = months(time)
    choices = []
    for dimension, code in zip(found.dimensions, codes, strict=True):
        lines = ancestors(dimension)
        inner = {up for line in lines.values() for up in line[:-1]}
        choices.append(
            [leaf for leaf, line in lines.items() if leaf not in inner and code in (*line, TOTAL)]
        )
    for month, leaves in product(range(first, last + 1), product(*choices)):
        yield f"{month} {' '.join(leaves)}"


def _required(statistics: Statistics, history: History) -> dict[str, Interval]:
    """What each protected version has to be left with; the lighter standard where one was declared."""
    found = {}
    counts = tallies_at(statistics.dataset, statistics.every, history.versions)
    lighter = {one for release in statistics.ledger.releases for one in release.cover}
    for key, versions in history.versions.items():
        small = need(statistics.dataset, key[1], counts[key])
        for version in versions:
            if version is versions[-1] and version.figure.status in ("c", "k"):
                if small:  # a class of rounding holds counts that need no protection, too
                    found[version.name] = Interval(*(small.cover if lighter else small.beyond))
            elif version.figure.status == "c":
                found[version.name] = Interval(1, 4 if lighter else 5)
    return found
