"""Why a figure is given away: the fewest public sums from which it follows, as data.

A derivation is a combination of public sums in which everything hidden but the target cancels out
(plain subtraction is the case of one sum), or is replaced by a bound that everybody knows. That is a
certificate of linear programming duality (Farkas' lemma); of all certificates the one with the
smallest sum of factors is taken, which uses few sums. It is checked in exact arithmetic.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from generator.disclosure.attack.public import Id, Interval, Sum
from generator.disclosure.attack.solver import (
    GaveUpError,
    Matrix,
    Model,
    NoSolutionError,
    WithoutEndError,
    ends,
)
from generator.disclosure.attack.system import Row, System

_DENOMINATORS = 1_000  # of factors; larger ones would help no reader
_LITTLE = (
    0.001  # what the cost weighs beside the value, where the value is to be as large as can be
)
_BOUND_COST = 0.05  # a bound that everybody knows is simpler than another sum
_TERM_COST = 0.001  # and a short sum simpler than a long one


class How(Enum):
    """How a figure is given away."""

    VISIBLE = "visible"  # it stands there
    SUBTRACTION = "subtraction"  # one sum with nothing else hidden
    COMBINATION = "combination"  # several sums
    BOUNDS = "bounds"  # sums, and what hidden cells are known to be at least or at most
    WHOLE = "whole"  # only because counts are whole numbers


@dataclass(frozen=True)
class Term:
    """`factor` times a cell, which is visible, or hidden and replaced by the `value` of a bound."""

    factor: Fraction
    cell: Id
    value: int


@dataclass(frozen=True)
class Proof:
    """target = (side 0), >= (side 1) or <= (side -1) `constant` and all terms together.

    `sums` with their factors is where this comes from; `figures` are what remains of visible cells,
    `bounds` are hidden cells that count with what they are at least or at most.
    """

    side: int
    constant: Fraction
    sums: tuple[tuple[Fraction, Sum], ...]
    figures: tuple[Term, ...]
    bounds: tuple[Term, ...] = ()

    @property
    def value(self) -> Fraction:
        """What the terms add up to."""
        terms = (*self.figures, *self.bounds)
        return self.constant + sum(term.factor * term.value for term in terms)

    @property
    def end(self) -> int:
        """The same in whole numbers."""
        return math.floor(self.value) if self.side < 0 else math.ceil(self.value)


@dataclass(frozen=True)
class Derivation:
    """What is given away of `target`, and how."""

    target: Id
    found: Interval
    how: How
    proofs: tuple[Proof, ...] = ()


def derive(system: System, target: Id, found: Interval, required: Interval) -> Derivation:
    """The shortest way to what the public gives away of `target`.

    `found` is what is possible; of an end that covers `required` nothing is said.
    """
    column = system.column.get(target)
    if column is None:
        return Derivation(target, found, How.VISIBLE)
    near = _near(system, column)
    if found.single and (proof := _Factors(system, near, {column: 1}, 0).prove(found.low)):
        how = How.SUBTRACTION if len(proof.sums) == 1 else How.COMBINATION
        return Derivation(target, found, how, (proof,))
    proofs = [
        _Factors(system, near, {column: side}, side).prove(end)
        for side, end, wanted in ((1, found.low, required.low), (-1, found.high, required.high))
        if end is not None and (found.single or wanted is None or side * end > side * wanted)
    ]
    how = How.BOUNDS if proofs and all(proofs) else How.WHOLE
    return Derivation(target, found, how, tuple(proof for proof in proofs if proof))


def contradicting(system: System) -> tuple[Sum, ...]:
    """Few public sums that cannot all be true; none when only whole numbers are impossible."""
    proof = _Factors(system, system.rows, {}, 1).prove(1)
    return tuple(said for _, said in proof.sums) if proof else ()


def _near(system: System, column: int) -> tuple[Row, ...]:
    """The rows that are connected with `column`."""
    around = defaultdict(list)
    for row in system.rows:
        for other in row.columns:
            around[other].append(row)
    rows: dict[int, Row] = {}
    seen, waiting = {column}, [column]
    while waiting:
        for row in around[waiting.pop()]:
            if row.source not in rows:
                rows[row.source] = row
                fresh = set(row.columns) - seen
                seen |= fresh
                waiting += sorted(fresh)
    return tuple(rows[source] for source in sorted(rows))


@dataclass(frozen=True)
class _Said:
    """One thing that can be used: `factors` times unknowns is at least `least`."""

    factors: Mapping[int, int]
    least: int
    cost: float
    row: Row | None = None
    sign: int = 1


class _Factors:
    """The linear program for the factors: what is used adds up to the goal, at least cost."""

    def __init__(
        self, system: System, rows: Sequence[Row], goal: Mapping[int, int], side: int
    ) -> None:
        self._system, self._goal, self._side = system, goal, side
        self._said = [*self._of_rows(rows), *(self._of_bounds(rows) if side else ())]

    def prove(self, end: int | None) -> Proof | None:
        """That the goal is `end`, or at least so much (at most, seen from the other side)."""
        if end is None:
            return None
        least = end * (self._side or 1)
        for wanted in (least, None):  # or else as much as there is, which rounded may do
            proof = self._checked(self._solved(wanted))
            if proof and proof.end * (self._side or 1) >= least:
                return proof
        return None

    def _of_rows(self, rows: Sequence[Row]) -> Iterator[_Said]:
        for row in rows:
            if self._side == 0 and row.low != row.high:
                continue
            cost = 1 + _TERM_COST * len(self._system.public.sums[row.source].terms)
            for sign, least in ((1, row.low), (-1, row.high)):
                if least is not None:
                    terms = zip(row.columns, row.factors, strict=True)
                    factors = {column: sign * factor for column, factor in terms}
                    yield _Said(factors, sign * least, cost, row, sign)

    def _of_bounds(self, rows: Sequence[Row]) -> Iterator[_Said]:
        columns = {column for row in rows for column in row.columns} | self._goal.keys()
        for column in sorted(columns):
            bound = self._system.bounds[column]
            if bound.low is not None:
                yield _Said({column: 1}, bound.low, _BOUND_COST)
            if bound.high is not None:
                yield _Said({column: -1}, -bound.high, _BOUND_COST)

    def _solved(self, least: int | None) -> list[Fraction]:
        """How often each thing is used to reach `least`, or None: as much as possible."""
        lines: dict[int, dict[int, int]] = defaultdict(dict)
        for index, said in enumerate(self._said):
            for column, factor in said.factors.items():
                lines[column][index] = factor
        value = {index: said.least for index, said in enumerate(self._said)}
        order = sorted(lines.keys() | self._goal.keys())
        rows = [(list(lines[column]), list(lines[column].values())) for column in order]
        rows.append((list(value), list(value.values())))
        ranges = [Interval(goal, goal) for goal in (self._goal.get(c, 0) for c in order)]
        ranges.append(Interval(least if self._side else None, None))
        count = len(self._said)
        start = ends([Interval(0, None)] * count)
        costs = {index: said.cost for index, said in enumerate(self._said)}
        if least is None:
            costs = {index: _LITTLE * cost - value[index] for index, cost in costs.items()}
        if not all(row[0] for row in rows):
            return []
        try:
            _, point = Model(Matrix(rows, ranges, count), *start).minimise(costs)
        except (NoSolutionError, GaveUpError, WithoutEndError):
            return []
        return [Fraction(float(x)).limit_denominator(_DENOMINATORS) for x in point]

    def _checked(self, factors: Sequence[Fraction]) -> Proof | None:
        """The proof with these factors, None unless everything else cancels out exactly."""
        if not factors:
            return None
        used = [(factor, said) for factor, said in zip(factors, self._said, strict=True) if factor]
        left: dict[int, Fraction] = defaultdict(Fraction)
        for factor, said in used:
            for column, times in said.factors.items():
                left[column] += factor * times
        if {column: times for column, times in left.items() if times} != self._goal:
            return None
        return self._proof(used)

    def _proof(self, used: Iterable[tuple[Fraction, _Said]]) -> Proof:
        """`used` as seen from the target: an upper end is the negative of what was added up."""
        turned = self._side or 1
        public, sums, bounds = self._system.public, [], []
        constant = Fraction(0)
        figures: dict[Id, Fraction] = defaultdict(Fraction)
        for factor, said in used:
            if said.row is None:
                ((column, sign),) = said.factors.items()
                cell = self._system.ids[column]
                bounds.append(Term(turned * sign * factor, cell, sign * said.least))
                continue
            whole = public.sums[said.row.source]
            times = turned * said.sign * factor
            sums.append((times, whole))
            constant += times * ((whole.low if said.sign > 0 else whole.high) or 0)
            for cell, own in whole.terms.items():
                if cell not in self._system.column:
                    figures[cell] -= times * own
        terms = (Term(f, cell, public.cells[cell].low or 0) for cell, f in figures.items() if f)
        return Proof(self._side, constant, tuple(sums), tuple(terms), tuple(bounds))
