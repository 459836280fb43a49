"""What a regulation must satisfy: its id, its dates, what was verified and what it relates to.

Comes in: the library, and one regulation where the rule is about a single one. Goes out: problems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.problems import Problem, quoted, suggest
from generator.records.base import Graded
from generator.records.library import Library
from generator.records.reader import Record
from generator.records.regulation import Regulation
from generator.records.rules.loops import Edges, loop_problems
from generator.records.shape import shape_of
from generator.vocabulary import RelationKind

NOT_FACTS = (
    *(name for field in shape_of(Graded) for name in (field.name, field.key)),
    *("verified", "note", "sources", "secretariat_note"),
    "text_date",  # it says of our summary which text it follows
)


def regulation_id_names_it(library: Library, record: Record) -> Iterator[Problem]:
    """The id of a regulation is its abbreviation, number and year."""
    rule: Regulation = record.body
    expected = re.sub(r"[^a-z0-9]+", "-", f"{rule.abbreviation}-{rule.number}-{rule.year}".lower())
    if record.id != expected:
        yield record.problem("REG004", found=quoted(record.id), params={"expected": expected})


def regulation_dates_in_order(library: Library, record: Record) -> Iterator[Problem]:
    """No regulation is promulgated before it is enacted."""
    rule: Regulation = record.body
    dated = [
        ("enacted", rule.enacted),
        ("promulgated", rule.promulgated),
        ("effective", rule.effective),
    ]
    known = [(name, day) for name, day in dated if day is not None]
    for (earlier_name, earlier), (later_name, later) in pairwise(known):
        if later < earlier and later_name == "promulgated":
            params = {
                "earlier_name": earlier_name,
                "earlier": earlier.isoformat(),
                "later_name": later_name,
                "later": later.isoformat(),
            }
            yield record.problem("REG001", (later_name,), params=params)


def verified_names_fields(library: Library, record: Record) -> Iterator[Problem]:
    """`verified:` names facts of the regulation that exist."""
    known = [field.key for field in shape_of(Regulation) if field.key not in NOT_FACTS]
    known.append("status")
    for name in record.body.verified:
        if name not in known:
            yield record.problem(
                "REG002",
                ("verified", name),
                on_key=True,
                found=quoted(name),
                suggestion=suggest(name, known),
                params={"known": ", ".join(known)},
            )


def relations_point_back(library: Library, record: Record) -> Iterator[Problem]:
    """A relation names one rule, and that rule is not newer."""
    rule: Regulation = record.body
    for index, relation in enumerate(rule.relations):
        if (relation.target is None) == (relation.unlisted is None):
            yield record.problem(
                "VAL017",
                ("relations", index),
            )
        target = library.by_id.get((relation.target or "").partition("#")[0])
        if target is None or target.kind != "regulation" or relation.kind is RelationKind.REFERS:
            continue
        if target.body.year > rule.year:
            params = {
                "year": str(rule.year),
                "relation": str(relation.kind),
                "target": target.id,
                "target_year": str(target.body.year),
            }
            yield record.problem("REG003", ("relations", index, "target"), params=params)


def relation_loops(library: Library) -> Iterator[Problem]:
    """Following relations never leads back to where it began."""
    edges: Edges = {
        record.id: {
            relation.target.partition("#")[0]: ("relations", index, "target")
            for index, relation in enumerate(record.body.relations)
            if relation.target
        }
        for record in library.of("regulation")
    }
    yield from loop_problems(library, "REF005", edges)
