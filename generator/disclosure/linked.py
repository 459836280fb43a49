"""What two margins of one table say together when not every row can meet every column.

A reader sees both margins, except some hidden sums of which he knows that they are at least 1, and
knows which cells can be filled at all. From the true table, which fits all that, a hidden sum can
grow by one whenever a chain of cells can take one count from each other and hand it on: the
augmenting paths of a maximum flow. So the largest value that fits is found exactly.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import pairwise

Cell = tuple[str, str]
_Node = tuple[str, str]  # ("row", code), ("column", code), or one of the two below
_COLUMNS: _Node = ("columns", "")  # where hidden columns give counts away
_ROWS: _Node = ("rows", "")  # where hidden rows give and take them


@dataclass(frozen=True)
class Margins:
    """A table of counts, the cells that can be filled, and the rows and columns with hidden sums."""

    counts: Mapping[Cell, int]
    possible: Set[Cell]
    rows: Set[str]
    columns: Set[str]


def all_can_reach(margins: Margins, threshold: int) -> bool:
    """Whether each hidden sum may, for all that a reader can tell, be `threshold` or more."""
    turned = Margins(
        {(column, row): count for (row, column), count in margins.counts.items()},
        {(column, row) for row, column in margins.possible},
        margins.columns,
        margins.rows,
    )
    return all(
        _Flow(each).reach(column, threshold)
        for each in (margins, turned)
        for column in sorted(each.columns)
    )


class _Flow:
    """Counts that move between the hidden columns of a table, always fitting what is known."""

    def __init__(self, margins: Margins) -> None:
        self.margins = margins
        self.cells = Counter(margins.counts)
        self.sums: Counter[_Node] = Counter()
        self.near: dict[_Node, list[str]] = defaultdict(list)
        for (row, column), count in margins.counts.items():
            self.sums["row", row] += count
            self.sums["column", column] += count
        for row, column in sorted(margins.possible):
            self.near["row", row].append(column)
            self.near["column", column].append(row)

    def reach(self, column: str, threshold: int) -> bool:
        """Whether the sum of `column` can grow to `threshold`."""
        while self.sums["column", column] < threshold:
            path = self._path(column)
            if path is None:
                return False
            self._move(path)
        return True

    def _path(self, column: str) -> list[_Node] | None:
        """Nodes along which `column` can get one count from another hidden column, if any."""
        came: dict[_Node, _Node] = {_COLUMNS: _COLUMNS}
        waiting = [_COLUMNS]
        for node in waiting:
            for after in self._steps(node, column):
                if after not in came:
                    came[after] = node
                    waiting.append(after)
        if ("column", column) not in came:
            return None
        path = [("column", column)]
        while path[-1] != _COLUMNS:
            path.append(came[path[-1]])
        return path[::-1]

    def _steps(self, node: _Node, target: str) -> Iterator[_Node]:
        kind, code = node
        if node == _COLUMNS:
            givers = sorted(self.margins.columns - {target})
            yield from (("column", giver) for giver in givers if self.sums["column", giver] > 1)
        elif node == _ROWS:
            yield from (("row", row) for row in sorted(self.margins.rows))
        elif kind == "column":  # one less in a cell leaves one to spare in its row
            yield from (("row", row) for row in self.near[node] if self.cells[row, code] > 0)
        else:  # the row puts it into another column, or another hidden row takes it
            yield from (("column", column) for column in self.near[node])
            if code in self.margins.rows and self.sums[node] > 1:
                yield _ROWS

    def _move(self, path: list[_Node]) -> None:
        """Hand one count on along `path`."""
        for one, other in pairwise(path):
            if one == _COLUMNS:
                self.sums[other] -= 1
            elif one == _ROWS:
                self.sums[other] += 1
            elif other == _ROWS:
                self.sums[one] -= 1
            elif one[0] == "column":
                self.cells[other[1], one[1]] -= 1
            else:
                self.cells[one[1], other[1]] += 1
        self.sums[path[-1]] += 1
