"""The counts of a period from the numbers of a sheet, once totals are the sums of their parts.

Comes in: a sheet, where its table is, the dataset's words, the period asked for. Goes out: a
`Tabulation`, or problems. Every number is either a count, a total that was checked, or a problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.editing.layout import Layout, cell_problem
from generator.editing.lexicon import COUNT, PERIOD, Lexicon
from generator.editing.placing import Part, Placed, place_numbers
from generator.editing.spreadsheet import Book, reference
from generator.periods import months, within
from generator.problems import Problem

_MOST_NAMED = 6  # cells named in one problem


@dataclass(frozen=True)
class ImportedRow:
    """A row of the period's file."""

    period: str
    codes: tuple[str, ...]  # in the order of the dataset's dimensions
    count: int
    persons: int | None = None
    incidents: int | None = None


@dataclass(frozen=True)
class Tabulation:
    """What the table says for the period asked for.

    - `total`: the sheet's own total of all rows, None where it has none.
    - `checked`: totals that are the sums of their parts; `empty`: cells with a sign for nothing.
    - `outside`: periods on the sheet that were not asked for; `missing`: those without any number.
    - `means`: by dimension (or period, or column), each text with what it was taken for.
    """

    rows: tuple[ImportedRow, ...]
    total: int | None
    checked: int
    empty: int
    outside: tuple[str, ...]
    missing: tuple[str, ...]
    means: Mapping[str, Mapping[str, str]]


def tabulate(
    book: Book, layout: Layout, lexicon: Lexicon, period: str, dash: str | None
) -> tuple[Tabulation | None, list[Problem]]:
    """The counts of `period`; `dash` says what an empty cell is: `nol`, `kosong` or (None) unsaid."""
    placed, problems = place_numbers(book, layout, lexicon, period)
    if placed is None:
        return None, problems
    sums = _Sums(book, lexicon, placed, period, dash)
    return sums.finish(), sums.problems


class _Sums:
    """The numbers of one table on the way to rows; what is wrong gathers in `problems`."""

    def __init__(
        self, book: Book, lexicon: Lexicon, placed: Placed, period: str, dash: str | None
    ) -> None:
        self.book = book
        self.lexicon = lexicon
        self.placed = placed
        self.period = period
        self.dash = dash
        self.problems: list[Problem] = []

    def wrong(self, code: str, at: tuple[int, int], **more: Any) -> None:
        self.problems.append(cell_problem(self.book, code, *at, **more))

    def finish(self) -> Tabulation | None:
        """The rows of the period, once totals agree with parts and nothing is left open."""
        parts, dash = self.placed.parts, self.dash
        finest = _finest({part.period for part in parts if not part.where.totals})
        data = [part for part in parts if self.is_data(part, finest)]
        others = [part for part in parts if not self.is_data(part, finest)]
        inside = [part for part in data if within(part.period, self.period)]
        self.empties(inside)
        self.duplicates(data)
        counted = [part for part in data if part.where.measure == COUNT]
        if not counted:
            if not self.problems:
                params = {"measure": str(self.lexicon.dataset.measure)}
                self.wrong("IMP023", parts[0].at, params=params)
            return None
        checked, total = self.totals(counted, others)
        lost = _without_numbers(inside) if dash == "kosong" else frozenset()
        rows = self.imported([part for part in inside if part.period not in lost])
        outside = {part.period for part in counted if not within(part.period, self.period)}
        if not rows and not self.problems:
            named = ", ".join(sorted(outside))
            self.wrong("IMP025", parts[0].at, params={"period": self.period, "found": named or "–"})
        if self.problems:
            return None
        return Tabulation(
            rows=tuple(rows),
            total=total,
            checked=checked,
            empty=sum(part.value is None for part in inside),
            outside=tuple(sorted(outside, key=months)),
            missing=tuple(sorted(lost, key=months)),
            means=self.placed.means,
        )

    def is_data(self, part: Part, finest: frozenset[str]) -> bool:
        """Whether a number is a count of its own, and no sum of others."""
        return (
            not part.where.totals
            and part.period in finest
            and not any(self.lexicon.finer(*one) for one in part.where.codes.items())
        )

    def empties(self, inside: list[Part]) -> None:
        """What empty cells mean is for the editor to say; a count that is missing has no place."""
        empty = [part for part in inside if part.value is None and part.where.measure == COUNT]
        if self.dash == "kosong":
            lost = _without_numbers(inside)
            empty = [part for part in empty if part.period not in lost]
        if empty and self.dash != "nol":
            code = "IMP028" if self.dash else "IMP024"
            params = {"count": str(len(empty)), "cells": _named(part.at for part in empty)}
            self.wrong(code, empty[0].at, params=params)

    def duplicates(self, data: list[Part]) -> None:
        seen: dict[object, Part] = {}
        for part in data:
            other = seen.setdefault((part.key, part.where.measure), part)
            if other is not part:
                params = {
                    "other": reference(*other.at),
                    "cell": ", ".join(part.where.codes.values()),
                }
                self.wrong("IMP029", part.at, params=params)

    def totals(self, counted: list[Part], others: list[Part]) -> tuple[int, int | None]:
        """How many totals agree with their parts, and the sheet's total of the period's rows."""
        checked, whole = 0, None
        wanted = {part.at for part in counted if within(part.period, self.period)}
        for total in others:
            if total.where.measure != COUNT or total.value is None:
                continue
            for option in self.placed.reaches[total.at]:
                inside = [part for part in counted if self.covers(option, part)]
                if inside and sum(part.value or 0 for part in inside) == total.value:
                    checked += 1
                    if {part.at for part in inside} == wanted:
                        whole = total.value
                    break
            else:
                self.disagrees(total, [part for part in counted if self.covers(total, part)])
        return checked, whole

    def covers(self, total: Part, part: Part) -> bool:
        """Whether a total sums over a part."""
        same_time = PERIOD in total.where.totals or within(part.period, total.period)
        return same_time and all(
            code in self.lexicon.line(name, part.where.codes[name])
            for name, code in total.where.codes.items()
        )

    def disagrees(self, total: Part, inside: list[Part]) -> None:
        if not inside:
            named = ", ".join(total.where.codes.values()) or total.period
            self.wrong("IMP030", total.at, params={"cell": named})
            return
        params = {
            "total": str(total.value),
            "sum": str(sum(part.value or 0 for part in inside)),
            "cells": _named(part.at for part in inside),
            "count": str(len(inside)),
        }
        self.wrong("IMP031", total.at, params=params)

    def imported(self, parts: list[Part]) -> list[ImportedRow]:
        """The rows in the order of periods and code lists."""
        zero = 0 if self.dash == "nol" else None
        dimensions = self.lexicon.dataset.dimensions
        found: dict[tuple[str, tuple[str, ...]], dict[str, int | None]] = {}
        for part in parts:
            codes = tuple(part.where.codes[one.id] for one in dimensions)
            value = part.value if part.value is not None else zero
            found.setdefault((part.period, codes), {})[part.where.measure] = value
        orders = [{code.code: place for place, code in enumerate(one.codes)} for one in dimensions]
        return [
            ImportedRow(
                period, codes, values[COUNT] or 0, values.get("persons"), values.get("incidents")
            )
            for (period, codes), values in sorted(
                found.items(),
                key=lambda one: (
                    months(one[0][0]),
                    [order[code] for order, code in zip(orders, one[0][1], strict=True)],
                ),
            )
            if COUNT in values
        ]


def _finest(periods: Iterable[str]) -> frozenset[str]:
    """The periods that are no sum of others on the sheet."""
    every = set(periods)
    return frozenset(
        one for one in every if not any(other != one and within(other, one) for other in every)
    )


def _without_numbers(parts: Iterable[Part]) -> frozenset[str]:
    """Periods for which the sheet has no count at all."""
    by_period: dict[str, bool] = {}
    for part in parts:
        if part.where.measure == COUNT:
            known = by_period.get(part.period, False)
            by_period[part.period] = known or part.value is not None
    return frozenset(period for period, known in by_period.items() if not known)


def _named(cells: Iterable[tuple[int, int]]) -> str:
    named = [reference(*at) for at in cells]
    more = f", … ({len(named)})" if len(named) > _MOST_NAMED else ""
    return ", ".join(named[:_MOST_NAMED]) + more
