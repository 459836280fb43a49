"""Reproducible choices, and the sentences they choose from."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

SEED = "kota-contoh-1"
SENTENCES = Path(__file__).with_name("kalimat.txt")

T = TypeVar("T")


class Dice:
    """Choices that depend on the seed and a name only; equal on every Python and hash seed.

    Only `random()` is used: it is the one method whose sequence Python promises to keep.
    """

    def __init__(self, name: str) -> None:
        self._random = random.Random(f"{SEED}/{name}")

    def below(self, limit: int) -> int:
        """A number from 0 up to, not including, `limit`."""
        return int(self._random.random() * limit)

    def between(self, low: int, high: int) -> int:
        """A number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def chance(self, probability: float) -> bool:
        """True in that share of the throws."""
        return self._random.random() < probability

    def pick(self, items: Sequence[T]) -> T:
        """One of `items`."""
        return items[self.below(len(items))]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """`count` different ones (or all there are), shuffled."""
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]


@cache
def sentences() -> dict[str, dict[str, list[str]]]:
    """`kalimat.txt` as group -> key -> sentences."""
    groups: dict[str, dict[str, list[str]]] = {}
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            group = groups.setdefault(line[3:].strip(), {})
        elif line and not line.startswith("#"):
            key, _, sentence = line.partition(": ")
            group.setdefault(key, []).append(sentence)
    return groups
