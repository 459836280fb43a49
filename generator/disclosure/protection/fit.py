"""Counts that nobody remembers are filled in by some that fit all that is known.

A revision replaces counts in the data; what the hidden ones were before is nowhere kept. For
protection any whole numbers will do that agree with everything that was published.
"""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import Any

from generator.disclosure.protection.known import Known
from generator.disclosure.protection.system import Cell, Sum, System


def fitted(known: Known) -> System | None:
    """The system with a count for every forgotten cell; None when nothing fits what was published."""
    values = _solve(known) if known.forgotten else {}
    if values is None:
        return None
    cells = (replace(cell, value=values.get(cell.id, cell.value)) for cell in known.system.cells)
    system = System(tuple(cells), known.system.sums)
    return system if all(_holds(one, system) for one in system.sums) else None


def _holds(one: Sum, system: System) -> bool:
    value = sum(factor * system.by_id[name].value for name, factor in one.terms)
    return (one.low is None or one.low <= value) and (one.high is None or value <= one.high)


def _solve(known: Known) -> dict[str, int] | None:
    import highspy

    from generator.disclosure.protection.tables import QuietHighs

    solver: Any = QuietHighs()  # type: ignore[no-untyped-call]
    columns: dict[str, int] = {}
    for cell in known.system.cells:
        if cell.id in known.forgotten:
            columns[cell.id] = len(columns)
            low, high = _range(cell)
            solver.addVar(low, high)
            solver.changeColIntegrality(columns[cell.id], highspy.HighsVarType.kInteger)
            solver.changeColCost(columns[cell.id], 1.0)
    for row in known.system.sums:
        terms = [(columns[name], factor) for name, factor in row.terms if name in columns]
        if not terms:
            continue
        given = sum(
            factor * known.system.by_id[name].value
            for name, factor in row.terms
            if name not in columns
        )
        low = -highspy.kHighsInf if row.low is None else float(row.low - given)
        high = highspy.kHighsInf if row.high is None else float(row.high - given)
        solver.addRow(low, high, len(terms), *([*part] for part in zip(*terms, strict=True)))
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    found = solver.getSolution().col_value
    return {name: round(found[column]) for name, column in columns.items()}


def _range(cell: Cell) -> tuple[float, float]:
    """What was too small to be shown was small; anything else that was hidden may be any count."""
    return (1.0, float(cell.beyond[1] - 1)) if cell.beyond else (float(cell.floor), inf)
