"""Which of very many stretches of text stand in a text, all looked for at once.

An automaton of whole stretches outgrows the processor's caches, and takes longer to make than to use.
So it is made of their beginnings, and where one stands, the rest is compared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ahocorasick_rs import BytesAhoCorasick

_BEGINNING = 20  # bytes; enough that few stretches begin as something else does


class Stretches:
    """Stretches of text as bytes, none of them empty."""

    def __init__(self, stretches: Collection[bytes]) -> None:
        begun: dict[bytes, dict[int, set[bytes]]] = {}
        for one in stretches:
            begun.setdefault(one[:_BEGINNING], {}).setdefault(len(one), set()).add(one)
        self.find = BytesAhoCorasick(list(begun))
        self.begun = [tuple(by_length.items()) for by_length in begun.values()]

    def standing_in(self, text: bytes) -> Iterator[tuple[bytes, int]]:
        """Each stretch that stands in `text`, as often as it does, with where it begins."""
        for index, start, _ in self.find.find_matches_as_indexes(text, overlapping=True):
            for length, known in self.begun[index]:
                stretch = text[start : start + length]
                if stretch in known:
                    yield stretch, start
