"""Paths to values: the steps from the top of a file, as `("actions", 0, "due")`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

Path = tuple[str | int, ...]


def original_path(path: Sequence[str | int], dropped: frozenset[Path]) -> Path:
    """`path` with list positions counted as written: before the `dropped` items were left out."""
    if not dropped:
        return tuple(path)
    left_out = _items_left_out(dropped)
    found: Path = ()
    for step in path:
        at = step
        if isinstance(at, int):
            for index in left_out.get(found, ()):
                if index <= at:
                    at += 1
        found = (*found, at)
    return found


@lru_cache(maxsize=64)
def _items_left_out(dropped: frozenset[Path]) -> dict[Path, list[int]]:
    """By the path of each list, the positions of the items that were left out of it, in order."""
    found: dict[Path, list[int]] = {}
    for path in dropped:
        if path and isinstance(path[-1], int):
            found.setdefault(path[:-1], []).append(path[-1])
    return {path: sorted(positions) for path, positions in found.items()}


def format_path(path: Sequence[str | int]) -> str:
    """`("actions", 0, "due")` as `actions[0].due`."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif text:
            text += f".{step}"
        else:
            text = step
    return text
