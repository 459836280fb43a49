"""What names a record or a part of it: an id once, a part that is there, a page of its own.

Comes in: the library, and one record where the rule is about a single one. Goes out: problems.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.problems import Problem, suggest
from generator.records.library import Library, address_of
from generator.records.reader import Record


def part_ids_once(library: Library, record: Record) -> Iterator[Problem]:
    """All parts of a meeting, or articles of a regulation, share one set of ids."""
    seen: Counter[str] = Counter()
    for leaf in record.leaves:
        if leaf.shape.key == "id" and len(leaf.path) == 3:
            seen[str(leaf.value)] += 1
            if seen[str(leaf.value)] > 1:
                yield record.problem("MTG008", leaf.path, params={"id": str(leaf.value)})


def local_references(library: Library, record: Record) -> Iterator[Problem]:
    """`agenda:`, `decision:`, `evidence:` and `part:` name a part of the same record."""
    parts = library.parts_of(record)
    for leaf in record.leaves:
        if leaf.shape.form != "part":
            continue
        value = str(leaf.value)
        if value not in parts:
            near = suggest(value, parts)
            yield record.problem("REF001", leaf.path, suggestion=near, params={"target": value})
        elif parts[value] > leaf.grade and not record.grade_is_unsure:
            params = {"own": str(leaf.grade), "target": value, "other": str(parts[value])}
            yield record.problem("REF004", leaf.path, params=params)


def one_address_each(library: Library) -> Iterator[Problem]:
    """No two records claim one page."""
    seen: dict[str, Record] = {}
    for record in library.every:
        address = address_of(record)
        other = seen.setdefault(address, record)
        if other is not record:
            yield record.problem("ID002", params={"url": address, "other": str(other.place)})
