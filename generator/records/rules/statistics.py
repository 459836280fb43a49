"""What the periods of a dataset must satisfy: known codes, cells that occur once, sums that fit.

Comes in: the library, and one period where the rule is about a single one. Goes out: problems.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from generator.periods import months, within
from generator.problems import Problem, quoted, suggest
from generator.records.library import Library
from generator.records.reader import Record
from generator.records.statistics import ROW_COLUMNS, Code, Dataset, PeriodData, Row
from generator.vocabulary import Grade, Measure

Path = tuple[str | int, ...]
Codes = dict[str, dict[str, Code]]  # by dimension and code


def dataset_of(library: Library, record: Record) -> Record | None:
    """The dataset of a period, or None when it could not be read as a whole."""
    found = library.by_id.get(record.id.split("/")[0])
    return found if found and found.kind == "dataset" and not found.partial else None


def rows_fit_the_dataset(library: Library, record: Record) -> Iterator[Problem]:
    """Each row names every dimension with a known code, once, inside the file's period."""
    period: PeriodData = record.body
    home = dataset_of(library, record)
    if home is None:
        return
    dataset: Dataset = home.body
    known = {
        dimension.id: {code.code: code for code in dimension.codes}
        for dimension in dataset.dimensions
    }
    seen: set[tuple[object, ...]] = set()
    for index, row in enumerate(period.rows or ()):
        path = ("rows", index)
        missing = [name for name in known if name not in row.codes]
        if missing:
            yield record.problem("STA004", path, params={"missing": ", ".join(missing)})
        for name, code in row.codes.items():
            yield from _code_is_known(record, path, name, code, known)
            if code in known.get(name, ()):
                yield from _code_is_usable(record, (*path, name), row, known[name][code], known)
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
    record: Record, path: Path, name: str, code: str, known: Codes
) -> Iterator[Problem]:
    if name not in known:
        params = {"known": ", ".join([*ROW_COLUMNS, *known])}
        yield record.problem(
            "KEY001",
            (*path, name),
            on_key=True,
            found=quoted(name),
            suggestion=suggest(name, known),
            params=params,
        )
    elif code not in known[name]:
        params = {"code": str(code), "dimension": name}
        yield record.problem(
            "STA001", (*path, name), suggestion=suggest(str(code), known[name]), params=params
        )


def _code_is_usable(
    record: Record, path: Path, row: Row, code: Code, known: Codes
) -> Iterator[Problem]:
    """Rows stand at the finest codes, and use a code only while it holds."""
    finer = [other.code for other in known[str(path[-1])].values() if other.parent == code.code]
    if finer:
        params = {"code": code.code, "finer": _listed(finer)}
        yield record.problem("STA040", path, params=params)
    own = row.period or record.body.period
    early = code.since and months(own)[1] < months(code.since)[0]
    late = code.until and months(own)[0] > months(code.until)[1]
    if early or late:
        stretch = f"{code.since or '…'} – {code.until or '…'}"
        params = {"code": code.code, "period": own, "stretch": stretch}
        yield record.problem("STA041", path, params=params)


def _listed(names: list[str], most: int = 5) -> str:
    return ", ".join([*names[:most], *(["…"] if len(names) > most else [])])


def rows_hold_what_was_counted(library: Library, record: Record) -> Iterator[Problem]:
    """Persons and incidents behind a count: between one and the count, and never beside persons."""
    period: PeriodData = record.body
    home = dataset_of(library, record)
    if home is None:
        return
    dataset: Dataset = home.body
    for index, row in enumerate(period.rows or ()):
        if row.persons is not None and dataset.measure is Measure.PERSONS:
            yield record.problem("STA042", ("rows", index, "persons"))
            continue
        for name in ("persons", "incidents"):
            value = getattr(row, name)
            if value is not None and not min(row.count, 1) <= value <= row.count:
                yield record.problem(
                    "STA043",
                    ("rows", index, name),
                    found=quoted(value),
                    params={"count": str(row.count)},
                )
    yield from _incidents_are_given(record, dataset, library.grade(home))


def _incidents_are_given(record: Record, dataset: Dataset, grade: Grade) -> Iterator[Problem]:
    """One problem a period: what may be public needs the incidents that the dataset asks for."""
    if dataset.minimum_incidents is None or not dataset.publish or grade is not Grade.TERBUKA:
        return
    rows = record.body.rows or ()
    lacking = [index for index, row in enumerate(rows) if row.count and row.incidents is None]
    if lacking:
        yield record.problem("STA044", ("rows", lacking[0]), params={"rows": str(len(lacking))})


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


def changes_in_order(library: Library, record: Record) -> Iterator[Problem]:
    """Revisions stand oldest first; neither they nor the withdrawal come before the release."""
    period: PeriodData = record.body
    latest = period.released
    for index, revision in enumerate(period.revisions):
        if latest and revision.date < latest:
            params = {"day": revision.date.isoformat(), "before": latest.isoformat()}
            yield record.problem("STA045", ("revisions", index, "date"), params=params)
        latest = max(latest, revision.date) if latest else revision.date
    if period.withdrawn and period.released and period.withdrawn.date < period.released:
        day, before = period.withdrawn.date.isoformat(), period.released.isoformat()
        yield record.problem("STA045", ("withdrawn", "date"), params={"day": day, "before": before})


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
    """Public periods of a dataset do not overlap: the same events would be counted twice.

    Protection treats all tables as one system, whatever their periods; a reader who adds up the
    periods would not. Yearly figures beside monthly ones come from the plan (`time:`).
    """
    public: dict[str, list[Record]] = {}
    for record in library.of("period"):
        home = dataset_of(library, record)
        if home is None or record.partial:
            continue
        if home.body.publish and library.grade(record) is Grade.TERBUKA:
            public.setdefault(home.id, []).append(record)
    for records in public.values():
        ordered = sorted(records, key=lambda record: (months(record.body.period), record.id))
        for one, other in combinations(ordered, 2):
            apart = months(other.body.period)[0] > months(one.body.period)[1]
            if not apart and one.body.period != other.body.period:  # alike is STA008
                params = {"period": other.body.period, "other": one.body.period}
                yield other.problem("STA015", ("period",), params=params)
