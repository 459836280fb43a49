"""Where a figure lies: months by codes. Codes are seen as the finest codes they contain."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import product

from generator.disclosure.audit.claims import TOTAL, Codes, Key
from generator.disclosure.audit.files import Code
from generator.periods import months

Atom = tuple[int, Codes]  # a stretch of months by its number, and one group of codes a dimension


class Dimension:
    """One dimension: what each code is made of.

    With `remainder` a code may count more than the codes inside it, since a row may name it itself.
    """

    def __init__(self, codes: Mapping[str, Code], *, remainder: bool) -> None:
        self.parts: dict[str, list[str]] = {TOTAL: []}
        for code, found in codes.items():
            self.parts.setdefault(found.parent or TOTAL, []).append(code)
        self.exact = not remainder
        self.leaves = cache(self._leaves)

    def _leaves(self, code: str) -> frozenset[str]:
        """The finest codes inside `code`; a code that is not in the list is one by itself."""
        inner = self.parts.get(code, ())
        own = {code} if not inner or (not self.exact and code != TOTAL) else set()
        return frozenset(own).union(*(self.leaves(part) for part in inner))


class Space:
    """All places that the figures `keys` tell apart.

    Months between two ends of published periods are one stretch; finest codes that no published
    code separates are one group, called by its first code.
    """

    def __init__(self, dimensions: Sequence[Dimension], keys: Collection[Key]) -> None:
        self.dimensions = dimensions
        ends = sorted({end for time, _ in keys for end in _span(time)})
        self.starts = ends[:-1]
        self._numbers = {start: number for number, start in enumerate(ends)}
        self._groups = [
            _grouped([dimension.leaves(code) for code in {codes[index] for _, codes in keys}])
            for index, dimension in enumerate(dimensions)
        ]

    def groups(self, index: int, code: str) -> tuple[str, ...]:
        """The groups of the dimension `index` that a code is made of, in order."""
        groups = self._groups[index]
        return tuple(sorted({groups[leaf] for leaf in self.dimensions[index].leaves(code)}))

    def stretches(self, time: str) -> range:
        """The stretches of months in a period."""
        first, end = _span(time)
        return range(self._numbers[first], self._numbers[end])

    def place(self, key: Key) -> tuple[object, ...]:
        """The same for all keys that are made of the same atoms."""
        groups = (self.groups(index, code) for index, code in enumerate(key[1]))
        return self.stretches(key[0]), *groups

    def size(self, key: Key) -> int:
        """How many atoms a figure is made of."""
        size = len(self.stretches(key[0]))
        for index, code in enumerate(key[1]):
            size *= len(self.groups(index, code))
        return size

    def atoms(self, key: Key) -> Iterator[Atom]:
        """The atoms that a figure is made of."""
        choices = [self.groups(index, code) for index, code in enumerate(key[1])]
        return product(self.stretches(key[0]), product(*choices))


@cache
def _span(time: str) -> tuple[int, int]:
    """The first month of a period and the first one after it."""
    first, last = months(time)
    return first, last + 1


def _grouped(sets: Sequence[frozenset[str]]) -> dict[str, str]:
    """Each leaf with the name of its group: the leaves that lie in the same sets."""
    signs: dict[str, list[int]] = {}
    for number, leaves in enumerate(sets):
        for leaf in leaves:
            signs.setdefault(leaf, []).append(number)
    names: dict[tuple[int, ...], str] = {}
    for leaf in sorted(signs):
        names.setdefault(tuple(signs[leaf]), leaf)
    return {leaf: names[tuple(sign)] for leaf, sign in signs.items()}


def tilings(period: str, others: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Ways to cut a period into published ones, the longest pieces; also such of mixed lengths.

    A way in shorter pieces is left out where it follows from the longer pieces being cut.
    """
    inner = [other for other in others if _inside(other, period)]
    found: list[tuple[str, ...]] = []
    for length in sorted({_length(other) for other in inner}, reverse=True):
        pieces = _chain(period, [other for other in inner if _length(other) == length])
        if pieces and not any(_cut(longer, pieces) for longer in found):
            found.append(pieces)
    mixed = _chain(period, inner)
    yield from found
    if mixed and mixed not in found:
        yield mixed


def _chain(period: str, inner: Sequence[str]) -> tuple[str, ...]:
    """The fewest pieces that follow each other from the beginning to the end; none if there is a gap."""
    first, end = _span(period)
    best: dict[int, tuple[str, ...]] = {first: ()}
    for piece in sorted(inner, key=_span):
        start, stop = _span(piece)
        if start in best and (stop not in best or len(best[start]) + 1 < len(best[stop])):
            best[stop] = (*best[start], piece)
    return best.get(end, ())


def _cut(longer: Sequence[str], pieces: Sequence[str]) -> bool:
    """Whether every piece of `longer` begins and ends where pieces do."""
    marks = {end for piece in pieces for end in _span(piece)}
    return all(marks.issuperset(_span(piece)) for piece in longer)


def _inside(inner: str, outer: str) -> bool:
    (start, stop), (first, end) = _span(inner), _span(outer)
    return first <= start and stop <= end and (start, stop) != (first, end)


def _length(period: str) -> int:
    first, end = _span(period)
    return end - first
