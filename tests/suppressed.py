"""A slow, obvious judge of what is hidden: it tries every table of whole numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from generator.disclosure.protection.system import Sum, System

HIGHER = 4  # how far above its value a hidden count is tried


def tables(
    system: System, hidden: Collection[str], known: Collection[str] = ()
) -> Iterator[Mapping[str, int]]:
    """Every table that fits what is shown, the sums, and what the cells `known` really are."""
    table = {cell.id: cell.value for cell in system.cells}
    free = [cell.id for cell in system.cells if cell.id in hidden and cell.id not in known]
    free.sort(key=lambda name: (name.count("*"), name))  # totals last: their parts decide them
    least = {name: system.by_id[name].floor for name in free}
    most = {name: system.by_id[name].value + HIGHER for name in free}
    settled: dict[str, list[Sum]] = {name: [] for name in free}
    for one in system.sums:
        last = max((free.index(name) for name, _ in one.terms if name in least), default=None)
        if last is not None:
            settled[free[last]].append(one)

    def fill(left: list[str]) -> Iterator[Mapping[str, int]]:
        if not left:
            yield dict(table)
            return
        name = left[0]
        for value in range(least[name], most[name] + 1):
            table[name] = value
            if all(_holds(one, table) for one in settled[name]):
                yield from fill(left[1:])

    yield from fill(free)


def _holds(one: Sum, table: Mapping[str, int]) -> bool:
    value = sum(factor * table[name] for name, factor in one.terms)
    return (one.low is None or one.low <= value) and (one.high is None or value <= one.high)


def reach(
    system: System, hidden: Collection[str], known: Collection[str] = ()
) -> dict[str, tuple[int, int]]:
    """The smallest and largest value of every cell in any table."""
    found: dict[str, tuple[int, int]] = {}
    for table in tables(system, hidden, known):
        for name, value in table.items():
            low, high = found.get(name, (value, value))
            found[name] = min(low, value), max(high, value)
    return found
