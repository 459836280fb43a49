"""Whether the rules that a meeting cites were in force on its day.

Comes in: the library. Goes out: a warning where each is cited, with the rule that was in force instead.
Only meetings have a day of their own; other records are read on any day, and their pages say how a
rule stands on that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.fields import Text
from generator.problems import Problem, Said, quoted
from generator.records.library import Library
from generator.records.mentions import Mention, mentions
from generator.records.reader import Record
from generator.records.shape import Path
from generator.standing import GONE, Act, Deed, Standings, act_of
from generator.vocabulary import RegulationStatus, RelationKind

_NOT_YET = (RegulationStatus.NOT_YET, RegulationStatus.PROMULGATED)
_ENDING = (RelationKind.REVOKES, RelationKind.ENACTS)
_REPLACING = (RelationKind.REVOKES, RelationKind.AMENDS)
_RESTS_ON: Said = ("keputusan ini bersandar pada", "this decision rests on")
_MENTIONS: Said = ("teks ini menyebut", "this text names")
_MEETING: Said = ("hari rapat", "the day of the meeting")
_CORRECTION: Said = ("hari pembetulan", "the day of the correction")
_NAME_BOTH: Said = (
    " Bila teks ini membicarakan perubahannya, sebut keduanya.",
    " If this text is about the change, name both.",
)
# What is said right before and right after a rule by a text that is about its end or its beginning.
_CHANGE_BEFORE = re.compile(
    r"\b(?:mencabut|pencabutan|dicabutnya|menggantikan|pengganti|penggantian|berlakunya|rancangan|"
    r"draft|into force of|(?:repeal|revok|revoc|replac|supersed)\w*)"
    r"(?:\s+(?:atas|terhadap|of|the))*\s+\Z",
    re.IGNORECASE,
)
_CHANGE_AFTER = re.compile(
    r"\s*[,(]?\s*(?:(?:yang|itu|ini|pun|telah|sudah|kini|akan|which|that|has|had|is|was|been|be|will|"
    r"now|already)\s+)*"
    r"(?:dicabut|diganti\w*|(?:(?:tidak|tak|belum|baru|mulai|akan)\s+(?:lagi\s+)?)+berlaku|"
    r"berlaku\s+(?:mulai|sejak|pada|per)\b|revoked|repealed|replaced|superseded|"
    r"(?:not yet|no longer)\s+in\s+force|(?:enter|com)\w*\s+into\s+force|takes?\s+effect)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Citation:
    """A place where a meeting cites a rule; `mention` where it is a text that does."""

    meeting: Record
    path: Path
    reference: str
    mention: Mention | None = None

    @property
    def in_correction(self) -> bool:
        return self.path[0] == "corrections"

    @property
    def day(self) -> date:
        """The day on which it was cited: that of the correction, else of the meeting."""
        body = self.meeting.body
        day: date = body.corrections[self.path[1]].date if self.in_correction else body.date
        return day

    @property
    def said(self) -> dict[str, Said]:
        """How a problem says so."""
        return {
            "cites": _MENTIONS if self.mention else _RESTS_ON,
            "target": self.reference,
            "when": _CORRECTION if self.in_correction else _MEETING,
            "date": self.day.isoformat(),
            "advice": _NAME_BOTH if self.mention else "",
        }

    def problem(self, code: str, **params: Said) -> Problem:
        """A problem of rule `code` right where it is cited."""
        params = {**self.said, **params}
        if self.mention is None:
            return self.meeting.problem(code, self.path, params=params)
        return self.meeting.text_problem(code, self.path, self.mention.spot, params=params)


def cited_rules_in_force(library: Library) -> Iterator[Problem]:
    """No meeting cites a rule that was gone, or not yet in force, on its day.

    Where it is not known how the rule stood on that day, nothing is said; nor where a text is about
    the change itself, and so names both rules or tells that the one ends or begins.
    """
    rules = [record for record in library.records if record.kind == "regulation"]
    law = Standings(_act(record) for record in rules)
    for meeting in library.of("meeting"):
        if "date" not in meeting.touched:
            for citation in (*_rested_on(meeting), *_mentioned(meeting)):
                yield from _check_citation(law, citation)


def _rested_on(meeting: Record) -> Iterator[_Citation]:
    if "decisions" in meeting.touched:
        return
    for index, decision in enumerate(meeting.body.decisions):
        for place, reference in enumerate(decision.rests_on):
            yield _Citation(meeting, ("decisions", index, "rests_on", place), reference)


def _mentioned(meeting: Record) -> Iterator[_Citation]:
    for leaf in meeting.leaves:
        if isinstance(leaf.value, Text):
            for mention in mentions(leaf.value):
                if not mention.in_code:
                    yield _Citation(meeting, leaf.path, mention.reference, mention)


def _act(record: Record) -> Act:
    deeds = (_deed(relation) for relation in record.body.relations if relation.target)
    return act_of(record.id, record.body, deeds)


def _deed(relation: Any) -> Deed:
    target, _, part = relation.target.partition("#")
    return Deed(relation.kind, target, whole=not (relation.partial or part))


def _check_citation(law: Standings, citation: _Citation) -> Iterator[Problem]:
    rule, day = citation.reference.partition("#")[0], citation.day
    status = law.status(rule, day) if rule in law.acts else None
    if status not in (*GONE, *_NOT_YET):
        return
    if citation.mention and _is_about_change(law, citation.mention, day):
        return
    if status in GONE:
        standing = (status.label("id").lower(), status.label("en").lower())
        instead = _named([law.successor(rule, day)])
        yield citation.problem("REG005", standing=standing, instead=instead)
    else:
        act = law.acts[rule]
        instead = _named(_until_then(law, act, day))
        yield citation.problem("REG006", since=_first_day(act), instead=instead)


def _is_about_change(law: Standings, mention: Mention, day: date) -> bool:
    """Whether the text is about the end or the beginning of a rule, and not about what it says."""
    if _CHANGE_BEFORE.search(mention.before) or _CHANGE_AFTER.match(mention.after):
        return True
    beside = {identity for identity, _ in Text(mention.words).references()}
    act = law.acts[mention.id]
    ended = (one for one in beside & law.acts.keys() if _ends(law.acts[one], act))
    begun = (one.target for one in act.deeds if one.kind in _REPLACING)
    return not beside.isdisjoint({law.successor(act.id, day), *ended, *begun})


def _ends(act: Act, other: Act) -> bool:
    return any(one.target == other.id and one.kind in _ENDING for one in act.deeds)


def _until_then(law: Standings, act: Act, day: date) -> list[str]:
    """What an act that is not in force yet will replace or change, as far as that is in force."""
    older = (one for one in act.deeds if one.kind in _REPLACING)
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
