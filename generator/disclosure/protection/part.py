"""A system taken apart into pieces that do not touch, each as arrays for the solver.

Cells and sums are put in an order of their own, so that what is hidden does not depend on the
order in which a caller happened to list them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from generator.disclosure.protection.system import Cell, Sum, System

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

Row = tuple[tuple[tuple[int, int], ...], float, float]


@dataclass(frozen=True, eq=False)
class Part:
    """Cells that hang together through sums, by position.

    - `room`: how far below its value a hidden count may lie for all that anybody knows.
    - `free`: cells that may be hidden; `hidden`: those that are, whatever is decided.
    - `rows`: (position, coefficient) pairs and how far their sum may move down and up.
    """

    cells: tuple[Cell, ...]
    room: Ints
    weight: Floats
    free: Mask
    hidden: Mask
    rows: tuple[Row, ...]

    def __len__(self) -> int:
        return len(self.cells)


def split(system: System) -> tuple[Part, ...]:
    """The pieces of a system, leaving out cells that can only be shown.

    Raises ValueError for a system whose values do not fit its sums, or that hides by decree what
    everybody knows: a mistake of the caller, not of an editor.
    """
    _demand_sense(system)
    cells = sorted((cell for cell in system.cells if cell.hideable), key=lambda one: one.id)
    at = {cell.id: position for position, cell in enumerate(cells)}
    rows = sorted({_row(total, system.by_id, at) for total in system.sums})
    rows = [row for row in rows if row[0]]
    home = _components(len(cells), rows)
    members: dict[int, list[int]] = {}
    for position in range(len(cells)):
        members.setdefault(home[position], []).append(position)
    theirs: dict[int, list[Row]] = {}
    for row in rows:
        theirs.setdefault(home[row[0][0][0]], []).append(row)
    return tuple(
        _part([cells[position] for position in positions], positions, theirs.get(root, []))
        for root, positions in members.items()
    )


def _demand_sense(system: System) -> None:
    if len(system.by_id) != len(system.cells):
        raise ValueError("a cell stands twice in the system")
    for cell in system.cells:
        if cell.fixed == "hidden" and cell.value < cell.floor:
            raise ValueError(f"{cell.id} is hidden, yet known to be at least {cell.floor}")
    for total in system.sums:
        at = sum(factor * system.by_id[id_].value for id_, factor in total.terms)
        if (total.low is not None and at < total.low) or (
            total.high is not None and at > total.high
        ):
            raise ValueError(f"the values do not fit a sum over {total.terms[0][0]}")


def _row(total: Sum, by_id: Mapping[str, Cell], at: Mapping[str, int]) -> Row:
    """One sum over positions, and how far it may move from where the true values put it."""
    factors: dict[int, int] = {}
    now = 0
    for id_, factor in total.terms:
        now += factor * by_id[id_].value
        if id_ in at:
            factors[at[id_]] = factors.get(at[id_], 0) + factor
    low = -np.inf if total.low is None else float(total.low - now)
    high = np.inf if total.high is None else float(total.high - now)
    return tuple(sorted((place, factor) for place, factor in factors.items() if factor)), low, high


def _components(count: int, rows: Iterable[Row]) -> list[int]:
    """For each position the smallest position that it hangs together with."""
    root = list(range(count))

    def find(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    for terms, _, _ in rows:
        for place, _ in terms[1:]:
            one, other = sorted((find(terms[0][0]), find(place)))
            root[other] = one
    return [find(place) for place in range(count)]


def _part(cells: list[Cell], positions: list[int], rows: list[Row]) -> Part:
    local = {position: index for index, position in enumerate(positions)}
    return Part(
        cells=tuple(cells),
        room=np.array([cell.value - cell.floor for cell in cells], dtype=np.int64),
        weight=np.array([max(cell.weight, 0.0) for cell in cells]),
        free=np.ones(len(cells), dtype=np.bool_),
        hidden=np.array([cell.always_hidden for cell in cells], dtype=np.bool_),
        rows=tuple(
            (tuple((local[place], factor) for place, factor in terms), low, high)
            for terms, low, high in rows
        ),
    )
