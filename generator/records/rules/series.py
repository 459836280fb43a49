"""What the periods of a dataset say beside each other: gaps, jumps, units. Warnings for editors.

Comes in: the library. Goes out: problems. A closed record may be named and its counts printed:
the messages of a check are as private as the content.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from generator.periods import containing, inside, level, months, previous
from generator.problems import Problem, quoted
from generator.records.library import Library
from generator.records.reader import Record
from generator.records.rules.statistics import dataset_of
from generator.records.statistics import Dataset
from generator.vocabulary import Frequency, Grade, Measure, TimeLevel

_LEVELS = {
    Frequency.YEARLY: TimeLevel.YEAR,
    Frequency.HALF_YEARLY: TimeLevel.HALF_YEAR,
    Frequency.QUARTERLY: TimeLevel.QUARTER,
    Frequency.MONTHLY: TimeLevel.MONTH,
}
_SMALL = 20  # below this, totals jump for no reason
_WORDS = {
    Measure.PERSONS: "orang|jiwa|wna|wni|deteni|persons?|people|foreign nationals?",
    Measure.ACTIONS: "tindakan|tak|actions?",
    Measure.DOCUMENTS: "dokumen|berkas|paspor|permohonan|documents?|passports?|applications?",
}


def no_period_is_missing(library: Library) -> Iterator[Problem]:
    """Between the first and the last month, there is every period of the dataset's frequency."""
    for home, records in _series(library):
        wanted = _LEVELS.get(home.body.frequency)
        if wanted is None or any(name.startswith(f"{home.id}/") for name in library.unread):
            continue
        covered = {month: record for record in records for month in _months_in(record)}
        first, last = min(covered), max(covered)
        whole = f"{containing(first, TimeLevel.MONTH)}/{containing(last, TimeLevel.MONTH)}"
        lacking = [
            period
            for period in inside(whole, wanted)
            if not all(
                month in covered for month in range(months(period)[0], months(period)[1] + 1)
            )
        ]
        for gap in _runs(lacking):
            after = next(month for month in range(months(gap[-1])[1], last + 1) if month in covered)
            named = gap[0] if len(gap) == 1 else f"{gap[0]} – {gap[-1]}"
            yield covered[after].problem("STA046", ("period",), params={"missing": named})


def _series(library: Library) -> Iterator[tuple[Record, list[Record]]]:
    """Each dataset with its periods, by file name, where all of them could be read."""
    periods: dict[str, list[Record]] = {}
    for record in library.of("period"):
        periods.setdefault(record.id.split("/")[0], []).append(record)
    for records in periods.values():
        home = dataset_of(library, records[0])
        if home and not any(record.partial for record in records):
            yield home, records


def _months_in(record: Record) -> set[int]:
    """The months that a file speaks of: those of its rows where these are finer."""
    rows = record.body.rows or ()
    named = {row.period for row in rows if row.period} or {record.body.period}
    return {month for name in named for month in range(months(name)[0], months(name)[1] + 1)}


def _runs(periods: list[str]) -> Iterator[list[str]]:
    """Periods that follow each other without a break."""
    run: list[str] = []
    for period in periods:
        if run and previous(period) != run[-1]:
            yield run
            run = []
        run.append(period)
    if run:
        yield run


def totals_do_not_jump(library: Library) -> Iterator[Problem]:
    """The total of a period is at most `jump_factor` times that of the one before, or the reverse."""
    for home, records in _series(library):
        totals, places = _totals(records)
        for time, total in totals.items():
            before = totals.get(previous(time) or "")
            if before is None:
                continue
            low, high = sorted((before, total))
            if high > home.body.jump_factor * max(low, _SMALL):
                params = {
                    "period": time,
                    "total": str(total),
                    "previous": str(previous(time)),
                    "before": str(before),
                    "factor": str(home.body.jump_factor),
                }
                yield places[time].problem("STA047", ("period",), params=params)


def _totals(records: list[Record]) -> tuple[Mapping[str, int], Mapping[str, Record]]:
    """The total of each period as the rows have them, and the file that it stands in."""
    totals: Counter[str] = Counter()
    places: dict[str, Record] = {}
    for record in records:
        if record.body.withdrawn:
            continue
        for row in record.body.rows or ():
            time = row.period or record.body.period
            if level(time):
                totals[time] += row.count
                places.setdefault(time, record)
    return totals, places


def persons_are_known(library: Library) -> Iterator[Problem]:
    """Public counts of actions say how many persons stand behind them, or that nobody knows."""
    for home, records in _series(library):
        dataset: Dataset = home.body
        if dataset.measure is not Measure.ACTIONS or dataset.persons_unknown:
            continue
        if not dataset.publish or library.grade(home) is not Grade.TERBUKA:
            continue
        rows = [row for record in records for row in record.body.rows or ()]
        if any(row.count and row.persons is None for row in rows):
            yield home.problem("STA048", ("measure",))


def unit_fits_the_measure(library: Library, record: Record) -> Iterator[Problem]:
    """`unit` does not name something else than `measure`: 190 actions are not 190 persons."""
    dataset: Dataset = record.body
    for lang, text in (("id", dataset.unit.id), ("en", dataset.unit.en)):
        named = [measure for measure in Measure if _names(measure, text or "")]
        if text and named and dataset.measure not in named:
            path = ("unit", lang) if dataset.unit.en else ("unit",)
            params = {"measure": str(dataset.measure), "other": str(named[0])}
            yield record.problem("STA049", path, found=quoted(text), params=params)


def _names(measure: Measure, text: str) -> bool:
    return re.search(rf"\b(?:{_WORDS[measure]})\b", text, re.IGNORECASE) is not None
