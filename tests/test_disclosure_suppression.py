"""Protected tables against an attacker who tries every table that fits what is public."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from generator.disclosure.suppression import Cell, Table, protect
from generator.fields import Text


def _table(values: list[int]) -> Table:
    cells = tuple(Cell(f"k{i}", Text(f"K{i}"), value) for i, value in enumerate(values))
    return Table("k", Text("K"), cells, sum(values), "full")


def _possible(hidden: int, total: int) -> Iterator[tuple[int, ...]]:
    """Every way to fill the hidden cells with counts of at least 1 (zeros are always shown)."""
    for head in itertools.product(range(1, total + 1), repeat=hidden - 1):
        if sum(head) < total:
            yield (*head, total - sum(head))


@given(st.lists(st.integers(0, 12), min_size=1, max_size=5), st.integers(5, 8))
def test_nobody_can_prove_that_a_hidden_count_is_small(values: list[int], threshold: int) -> None:
    table = protect(_table(values), threshold)
    if table is None:
        return
    shown = [cell.value for cell in table.cells]
    for value, seen in zip(values, shown, strict=True):
        assert seen in (None, value)
        assert not (seen is not None and 0 < seen < threshold), "a small count is visible"
        assert not (value == 0 and seen is None), "zeros are shown"
    hidden = [index for index, seen in enumerate(shown) if seen is None]
    if not hidden:
        return
    rest = table.total - sum(value for value in shown if value is not None)
    worlds = list(_possible(len(hidden), rest))
    for position in range(len(hidden)):
        reach = {world[position] for world in worlds}
        assert max(reach) >= threshold, "provably small"
        assert len(reach) > 1, "known exactly"


@given(st.lists(st.integers(0, 40), min_size=1, max_size=12), st.integers(5, 10))
def test_protection_refuses_only_when_everything_hidden_would_not_do(
    values: list[int], threshold: int
) -> None:
    if protect(_table(values), threshold) is None:
        filled = [value for value in values if value]
        assert sum(filled) - (len(filled) - 1) < threshold


def test_the_published_deportations_of_2023() -> None:
    """62, 42, 9, 5, 4, 3 and five ones, total 130: the small ones hide each other."""
    table = protect(_table([62, 42, 9, 5, 4, 3, 1, 1, 1, 1, 1]), 5)
    assert table is not None
    assert [cell.value for cell in table.cells] == [62, 42, 9, 5, *[None] * 7]
    assert table.hidden == 7


def test_a_single_small_count_takes_the_smallest_neighbour_with_it() -> None:
    table = protect(_table([40, 30, 6, 2]), 5)
    assert table is not None
    assert [cell.value for cell in table.cells] == [40, 30, None, None]


def test_a_table_that_cannot_be_protected_is_refused() -> None:
    assert protect(_table([2, 1]), 5) is None
