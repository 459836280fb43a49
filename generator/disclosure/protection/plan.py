"""The publication plan of a dataset as figures: what all of its tables would show.

A figure is named by its period and one code for each dimension of the dataset (`_T` where it is a
sum), so that the same figure in two tables is one figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.disclosure.counting import Codes, Key, Tally
from generator.disclosure.figures import dimension, tallies
from generator.periods import level
from generator.records.statistics import TOTAL, Dataset, PeriodData, PublicTable
from generator.vocabulary import Protection


@dataclass(frozen=True, slots=True)
class Planned:
    """A figure of the plan: its count, the tables that show it, and whether it is rounded."""

    tally: Tally
    tables: tuple[str, ...]
    rounded: bool


def planned_figures(
    dataset: Dataset, bodies: Sequence[PeriodData], tables: Sequence[PublicTable]
) -> dict[Key, Planned]:
    """Every figure that `tables` show of the periods `bodies`."""
    found: dict[Key, Planned] = {}
    for table in tables:
        rounded = table.protection is Protection.ROUNDING
        for (time, codes), tally in tallies(dataset, table, bodies).items():
            key = time, in_full(dataset, table.by, codes)
            others = found[key].tables if key in found else ()
            found[key] = Planned(tally, (*others, table.id), rounded)
    return found


def in_full(dataset: Dataset, by: Sequence[str], codes: Codes) -> Codes:
    """Codes along the dimensions `by` as codes along every dimension of the dataset."""
    given = dict(zip(by, codes, strict=True))
    return tuple(given.get(one.id, TOTAL) for one in dataset.dimensions)


def described(dataset: Dataset, table: PublicTable) -> str:
    """A table of the plan in words, as the ledger keeps them: `bulan, tahun: kategori x wilayah`."""
    time = ", ".join(map(str, table.time)) or "periode berkas"
    names = [f"{name} ({table.level[name]})" if name in table.level else name for name in table.by]
    return f"{time}: {' x '.join(names) or 'jumlah'}, {table.protection}"


def coarser(dataset: Dataset, table: PublicTable) -> list[PublicTable]:
    """Tables that say less than `table`, the nearest first: longer periods, wider codes, fewer dimensions."""
    found = []
    if len(table.time) > 1:
        longest = sorted(table.time, key=_length)[1:]
        found.append(table.model_copy(update={"time": tuple(longest)}))
    for name in table.by:
        levels = [one.id for one in dimension(dataset, name).levels]
        at = levels.index(table.level[name]) if name in table.level else len(levels) - 1
        if at > 0:
            found.append(table.model_copy(update={"level": {**table.level, name: levels[at - 1]}}))
    for name in reversed(table.by):
        rest = tuple(one for one in table.by if one != name)
        kept = {one: value for one, value in table.level.items() if one != name}
        found.append(table.model_copy(update={"by": rest, "level": kept}))
    return found


def _length(wanted: object) -> int:
    from generator.vocabulary import TimeLevel

    return list(TimeLevel).index(wanted)  # type: ignore[arg-type]


def is_whole_period(table: PublicTable, time: str) -> bool:
    """Whether a table shows the period `time` at all."""
    return not table.time or level(time) in table.time


Figures = Mapping[Key, Planned]
