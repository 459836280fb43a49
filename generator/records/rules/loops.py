"""What never leads back to where it began.

Comes in: which id leads to which, each with the path of the key that says so. Goes out: one problem
a loop.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.problems import Problem
from generator.records.library import Library

Edges = dict[str, dict[str, tuple[str | int, ...]]]


def loop_problems(library: Library, code: str, edges: Edges) -> Iterator[Problem]:
    """Each loop of the edges, said where its last step is written."""
    for loop in loops(edges):
        path = edges[loop[-2]][loop[-1]]
        yield library.by_id[loop[-2]].problem(code, path, params={"loop": " → ".join(loop)})


def loops(edges: Edges) -> Iterator[list[str]]:
    """Each loop of the edges once, closed: it ends with the id that it begins with."""
    done: set[str] = set()
    for start in edges:
        yield from _loops_from(start, edges, done)


def _loops_from(start: str, edges: Edges, done: set[str]) -> list[list[str]]:
    """The loops met on the way from `start`, each closed; visited ids go to `done`."""
    loops: list[list[str]] = []
    trail: list[str] = []
    stack = [(start, False)]
    while stack:
        node, leaving = stack.pop()
        if leaving:
            trail.pop()
        elif node in trail:
            loops.append([*trail[trail.index(node) :], node])
        elif node not in done:
            done.add(node)
            trail.append(node)
            stack.append((node, True))
            stack += [(target, False) for target in reversed(edges.get(node, {}))]
    return loops
