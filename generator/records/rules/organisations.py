"""What organisations and places must satisfy: names and parents in order of time, codes that fit.

Comes in: the library, and one record where the rule is about a single one. Goes out: problems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.problems import Problem, quoted
from generator.records.library import Library
from generator.records.organisation import Organisation, PlaceRecord, Validity
from generator.records.reader import Record
from generator.records.rules.loops import Edges, loop_problems
from generator.vocabulary import PlaceLevel

_PLACE_DEPTH = {
    PlaceLevel.PROVINSI: 1,
    PlaceLevel.KOTA: 2,
    PlaceLevel.KABUPATEN: 2,
    PlaceLevel.KECAMATAN: 3,
    PlaceLevel.KELURAHAN: 4,
}


def validity_in_order(library: Library, record: Record) -> Iterator[Problem]:
    """The names and the parents of an organisation follow each other in time."""
    organisation: Organisation = record.body
    for group, stretches in (("names", organisation.names), ("parents", organisation.parents)):
        yield from _stretches_in_order(record, group, stretches)


def _stretches_in_order(
    record: Record, group: str, stretches: tuple[Validity, ...]
) -> Iterator[Problem]:
    for index, stretch in enumerate(stretches):
        if stretch.since and stretch.until and stretch.until < stretch.since:
            yield record.problem(
                "ORG002", (group, index), found=quoted(f"{stretch.since} - {stretch.until}")
            )
    for index, (earlier, later) in enumerate(pairwise(stretches)):
        if later.since is None or earlier.until is None or later.since <= earlier.until:
            yield record.problem(
                "ORG001",
                (group, index + 1),
                params={"day": str(later.since or earlier.until or "—")},
            )


def parent_loops(library: Library) -> Iterator[Problem]:
    """No organisation belongs, over any steps, to itself."""
    edges: Edges = {
        record.id: {
            parent.organisation: ("parents", index, "organisation")
            for index, parent in enumerate(record.body.parents)
        }
        for record in library.of("organisation")
    }
    yield from loop_problems(library, "ORG003", edges)


def place_code_fits(library: Library, record: Record) -> Iterator[Problem]:
    """The code of a place is well formed and as deep as its level."""
    place: PlaceRecord = record.body
    if not re.fullmatch(r"\d\d(?:\.\d\d(?:\.\d\d(?:\.\d{4})?)?)?", place.code):
        yield record.problem("PLC001", ("code",), found=quoted(place.code))
    elif place.code.count(".") + 1 != _PLACE_DEPTH[place.level]:
        yield record.problem(
            "PLC002", ("level",), params={"level": str(place.level), "code": place.code}
        )


def places_lie_in_others(library: Library) -> Iterator[Problem]:
    """The code of a place begins with that of the place around it, listed too unless a province."""
    places = {record.id for record in library.of("place")}
    for record in library.of("place"):
        around = record.body.code.rpartition(".")[0]
        if "." in around and around not in places and not record.partial:
            params = {"around": around}
            yield record.problem("PLC003", ("code",), found=quoted(record.id), params=params)
