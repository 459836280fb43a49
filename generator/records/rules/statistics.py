"""What a dataset and its periods must satisfy: known codes, cells that occur once, sums that fit.

Comes in: the library, and one dataset or period where the rule is about a single one. Goes out:
problems.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from generator.periods import months, within
from generator.problems import Problem, quoted, suggest
from generator.records.library import Library
from generator.records.reader import Record
from generator.records.statistics import DEFAULT_THRESHOLD, Dataset, PeriodData
from generator.vocabulary import Grade


def dataset_is_sound(library: Library, record: Record) -> Iterator[Problem]:
    """The threshold is high enough, codes occur once, and `publish:` names dimensions."""
    dataset: Dataset = record.body
    if dataset.threshold < DEFAULT_THRESHOLD:
        yield record.problem(
            "VAL014",
            ("threshold",),
            found=quoted(dataset.threshold),
            params={"minimum": str(DEFAULT_THRESHOLD)},
        )
    yield from _codes_once(record, dataset)
    known = [dimension.id for dimension in dataset.dimensions]
    for index, table in enumerate(dataset.publish):
        for name in table.by:
            if name not in known:
                yield record.problem(
                    "REF001",
                    ("publish", index),
                    suggestion=suggest(name, known),
                    params={"target": name},
                )


def _codes_once(record: Record, dataset: Dataset) -> Iterator[Problem]:
    """Dimensions differ from each other and from the columns of their own, codes in a dimension too."""
    seen = {"count", "period"}
    for index, dimension in enumerate(dataset.dimensions):
        path = ("dimensions", index)
        if dimension.id in seen:
            yield record.problem("STA017", (*path, "id"), params={"id": dimension.id})
        seen.add(dimension.id)
        codes: set[str] = set()
        for place, code in enumerate(dimension.codes):
            if code.code in codes:
                yield record.problem(
                    "STA017", (*path, "codes", place, "code"), params={"id": code.code}
                )
            codes.add(code.code)


def rows_fit_the_dataset(library: Library, record: Record) -> Iterator[Problem]:
    """Each row names every dimension with a known code, once, inside the file's period."""
    period: PeriodData = record.body
    dataset_record = library.by_id.get(record.id.split("/")[0])
    if dataset_record is None or dataset_record.kind != "dataset" or dataset_record.partial:
        return
    dataset: Dataset = dataset_record.body
    codes = {
        dimension.id: {code.code for code in dimension.codes} for dimension in dataset.dimensions
    }
    seen: set[tuple[object, ...]] = set()
    for index, row in enumerate(period.rows or ()):
        path = ("rows", index)
        missing = [name for name in codes if name not in row.codes]
        if missing:
            yield record.problem("STA004", path, params={"missing": ", ".join(missing)})
        for name, code in row.codes.items():
            yield from _code_is_known(record, path, name, code, codes)
        cell = (row.period, *sorted(row.codes.items()))
        if cell in seen:
            named = ", ".join(filter(None, [row.period, *row.codes.values()]))
            yield record.problem("STA002", path, params={"cell": named})
        seen.add(cell)
        if row.period and not within(row.period, period.period):
            yield record.problem(
                "STA006", (*path, "period"), params={"row": row.period, "period": period.period}
            )


def _code_is_known(
    record: Record, path: tuple[str | int, ...], name: str, code: str, codes: dict[str, set[str]]
) -> Iterator[Problem]:
    if name not in codes:
        params = {"known": ", ".join(["count", "period", *codes])}
        yield record.problem(
            "KEY001",
            (*path, name),
            on_key=True,
            found=quoted(name),
            suggestion=suggest(name, codes),
            params=params,
        )
    elif code not in codes[name]:
        params = {"code": str(code), "dimension": name}
        yield record.problem(
            "STA001", (*path, name), suggestion=suggest(str(code), codes[name]), params=params
        )


def row_periods_add_up(library: Library, record: Record) -> Iterator[Problem]:
    """All rows have a period of their own or none has, and these lie beside each other."""
    period: PeriodData = record.body
    rows = period.rows or ()
    dated = {row.period for row in rows if row.period}
    for index, row in enumerate(rows):
        if dated and not row.period:
            yield record.problem("STA016", ("rows", index))
    for one, other in pairwise(sorted(dated, key=lambda name: (months(name), name))):
        if months(other)[0] <= months(one)[1]:
            index = next(index for index, row in enumerate(rows) if row.period == other)
            params = {"period": other, "other": one}
            yield record.problem("STA015", ("rows", index, "period"), params=params)


def total_reconciles(library: Library, record: Record) -> Iterator[Problem]:
    """A written total is the sum of the rows."""
    period: PeriodData = record.body
    total = sum(row.count for row in period.rows or ())
    if period.total is not None and period.rows is not None and total != period.total:
        yield record.problem(
            "STA003", ("total",), params={"total": str(period.total), "sum": str(total)}
        )


def periods_once(library: Library) -> Iterator[Problem]:
    """No two files hold one period of a dataset."""
    seen: dict[tuple[str, str], Record] = {}
    for record in library.of("period"):
        key = (record.id.split("/")[0], record.body.period)
        other = seen.setdefault(key, record)
        if other is not record:
            params = {"period": record.body.period, "other": str(other.place)}
            yield record.problem("STA008", ("period",), params=params)


def public_periods_apart(library: Library) -> Iterator[Problem]:
    """Public periods of a dataset do not overlap: the difference of two tables is a third one."""
    public: dict[str, list[Record]] = {}
    for record in library.of("period"):
        dataset = library.by_id.get(record.id.split("/")[0])
        if dataset is None or dataset.kind != "dataset" or dataset.partial or record.partial:
            continue
        if dataset.body.publish and library.grade(record) is Grade.TERBUKA:
            public.setdefault(dataset.id, []).append(record)
    for records in public.values():
        ordered = sorted(records, key=lambda record: (months(record.body.period), record.id))
        for one, other in combinations(ordered, 2):
            apart = months(other.body.period)[0] > months(one.body.period)[1]
            if not apart and one.body.period != other.body.period:  # alike is STA008
                params = {"period": other.body.period, "other": one.body.period}
                yield other.problem("STA015", ("period",), params=params)
