"""Whether the rules that decisions rest on were in force on the day of the meeting.

Comes in: the library. Goes out: a warning where each is cited, with the rule that was in force instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.problems import Problem, Said, quoted
from generator.records.library import Library
from generator.records.reader import Record
from generator.standing import GONE, Act, Deed, Standings, act_of
from generator.vocabulary import RegulationStatus, RelationKind

_NOT_YET = (RegulationStatus.NOT_YET, RegulationStatus.PROMULGATED)
_NEEDED = ("date", "decisions")


def cited_rules_in_force(library: Library) -> Iterator[Problem]:
    """No decision rests on a rule that was gone, or not yet in force, on the day of its meeting.

    Where it is not known how the rule stood on that day, nothing is said.
    """
    rules = [record for record in library.records if record.kind == "regulation"]
    law = Standings(_act(record) for record in rules)
    for meeting in library.of("meeting"):
        if not meeting.touched.isdisjoint(_NEEDED):
            continue
        for index, decision in enumerate(meeting.body.decisions):
            for place, reference in enumerate(decision.rests_on):
                path = ("decisions", index, "rests_on", place)
                yield from _check_citation(law, meeting, reference, path)


def _act(record: Record) -> Act:
    deeds = (_deed(relation) for relation in record.body.relations if relation.target)
    return act_of(record.id, record.body, deeds)


def _deed(relation: Any) -> Deed:
    target, _, part = relation.target.partition("#")
    return Deed(relation.kind, target, whole=not (relation.partial or part))


def _check_citation(
    law: Standings, meeting: Record, reference: str, path: tuple[str | int, ...]
) -> Iterator[Problem]:
    rule, day = reference.partition("#")[0], meeting.body.date
    if rule not in law.acts:
        return
    status = law.status(rule, day)
    params: dict[str, Said] = {"target": reference, "date": day.isoformat()}
    if status in GONE:
        params["standing"] = (status.label("id").lower(), status.label("en").lower())
        params["instead"] = _named([law.successor(rule, day)])
        yield meeting.problem("REG005", path, params=params)
    elif status in _NOT_YET:
        params["since"] = _first_day(law.acts[rule])
        params["instead"] = _named(_until_then(law, law.acts[rule], day))
        yield meeting.problem("REG006", path, params=params)


def _until_then(law: Standings, act: Act, day: date) -> list[str]:
    """What an act that is not in force yet will replace or change, as far as that is in force."""
    older = (one for one in act.deeds if one.kind in (RelationKind.REVOKES, RelationKind.AMENDS))
    passed = (*GONE, *_NOT_YET)
    return [
        one.target
        for one in older
        if one.target in law.acts and law.status(one.target, day) not in passed
    ]


def _first_day(act: Act) -> str:
    if act.force.is_known:
        return act.force.first.isoformat()
    return "-".join(dict.fromkeys(str(day.year) for day in (act.force.first, act.force.last)))


def _named(ids: list[str]) -> Said:
    named = ", ".join(quoted(one) for one in dict.fromkeys(ids) if one)
    return named or ("tidak tercatat di sini", "not recorded here")
