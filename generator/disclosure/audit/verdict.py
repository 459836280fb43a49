"""What the audit finds: problems that stop the build, and what members may read of each cell."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from generator.disclosure.attack import Interval
from generator.disclosure.audit.claims import Key
from generator.disclosure.audit.files import Said
from generator.problems import Problem


@dataclass(frozen=True)
class Audited:
    """One protected figure: what it has to leave open and what it does, for the members' page.

    - `number`: which of its versions; `name`: what it is called.
    - `how`: with what figures it was narrowed, "" twice where it leaves enough open.
    - `learned_by`: figures whose only contributor, who knows it, would learn this one.
    """

    key: Key
    number: int
    name: Said
    required: Interval
    found: Interval
    how: Said = ("", "")
    learned_by: tuple[Said, ...] = ()

    @property
    def safe(self) -> bool:
        """Whether enough is left open."""
        return self.found.covers(self.required)


@dataclass(frozen=True)
class Verdict:
    """The audit of one dataset. Anything in `problems` means: not published (exit code 3).

    `complete`: every figure was taken apart as far as published figures allow; else only what
    tables show directly was used, because there would have been too many unknowns.
    """

    dataset: str
    digest: str
    problems: tuple[Problem, ...]
    cells: tuple[Audited, ...] = field(default=(), hash=False)
    complete: bool = True


def to_json(verdict: Verdict) -> str:
    """A verdict without problems as text, to be kept until its digest changes."""
    if verdict.problems:
        raise ValueError("a dataset with problems is audited again")
    return json.dumps(asdict(verdict), ensure_ascii=False)


def from_json(text: str) -> Verdict:
    """What `to_json` has written; raises ValueError, KeyError or TypeError for anything else."""
    found = json.loads(text)
    cells = tuple(_cell(cell) for cell in found["cells"])
    return Verdict(found["dataset"], found["digest"], (), cells, found["complete"])


def _cell(found: Mapping[str, Any]) -> Audited:
    time, codes = found["key"]
    return Audited(
        (time, tuple(codes)),
        found["number"],
        _pair(found["name"]),
        Interval(**found["required"]),
        Interval(**found["found"]),
        _pair(found["how"]),
        tuple(_pair(name) for name in found["learned_by"]),
    )


def _pair(found: Any) -> Said:
    one, other = found
    return one, other
