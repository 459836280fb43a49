"""Personal data that may go out after all, accepted one by one in `accepted.yml`.

Comes in: that file, committed beside the settings. Goes out: `Acceptance`s. Each names a rule, one
place (record and field) and the value found there, by a fingerprint, with a reason, who and when.
There is no acceptance of a rule, of a record, or of a value wherever it stands.

A fingerprint is made of rule, place and value, and is short on purpose: 20 bits. A NIK has so few
possible values that a long hash could be turned back by trying all of them; of 20 bits a thousand
other NIK of the same district and year fit as well. It serves to notice that somebody put another
value in the accepted place (which passes once in a million times), not to keep the value secret:
what is accepted is published.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from generator.fields import AsList, Day, Entry, Line, Words, key
from generator.problems import Place, Problem, has_errors, quoted
from generator.source import SourceDoc, read_yaml
from generator.validate import validate
from generator.vocabulary import Grade

ACCEPTED = "accepted.yml"
_OPEN = Grade.TERBUKA


class Acceptance(Entry):
    """One value at one place that may be public."""

    rule: Line = key("Aturan", "Kode temuan, misalnya PRV005.", grade=_OPEN)
    record: Line = key("Catatan", "Jenis dan id, seperti dalam pesan.", grade=_OPEN)
    field: Line = key("Kolom", "Tempat dalam catatan, seperti dalam pesan.", grade=_OPEN)
    value: Line = key("Sidik nilai", "Lima karakter dari pesan; bukan nilainya.", grade=_OPEN)
    reason: Words = key("Alasan", "Mengapa boleh terbit.", grade=_OPEN)
    by: Line = key("Oleh", "Siapa yang memutuskan.", grade=_OPEN)
    date: Day = key("Tanggal", "Kapan diputuskan.", grade=_OPEN)


class AcceptedFile(Entry):
    """`accepted.yml`: what the check of personal data lets pass."""

    accepted: Annotated[tuple[Acceptance, ...], AsList] = key(
        "Diterima", "Satu butir untuk satu temuan.", grade=_OPEN
    )


@dataclass(frozen=True)
class Accepted:
    """All acceptances of a project, and the file that they stand in."""

    items: tuple[Acceptance, ...] = ()
    doc: SourceDoc | None = None

    def covers(self, finding: tuple[str, str, str, str]) -> bool:
        """Whether a finding (rule, record, field, fingerprint) was accepted."""
        return any(_finding(item) == finding for item in self.items)

    def stale(self, findings: set[tuple[str, str, str, str]]) -> list[Problem]:
        """A problem for each acceptance that fits none of the findings."""
        return [
            self.doc.problem("PRV020", ("accepted", index), found=quoted(item.rule), key="")
            for index, item in enumerate(self.items)
            if self.doc and _finding(item) not in findings
        ]


def read_accepted(root: Path) -> tuple[Accepted, list[Problem]]:
    """What was accepted in the project at `root`, and what is wrong with its file."""
    try:
        raw = (root / ACCEPTED).read_bytes()
    except FileNotFoundError:
        return Accepted(), []
    except OSError:
        return Accepted(), [Problem("FILE001", Place(ACCEPTED))]
    doc, problems = read_yaml(ACCEPTED, raw)
    if doc is None or has_errors(problems):
        return Accepted(), problems
    body, found = validate(AcceptedFile, doc)
    return Accepted(body.accepted if body else (), doc), [*problems, *found]


def fingerprint(rule: str, record: str, field: str, value: str) -> str:
    """Five hexadecimal characters for a value at its place; blanks and case do not matter."""
    text = "\x1f".join((rule, record, field, " ".join(value.casefold().split())))
    return hashlib.sha256(text.encode()).hexdigest()[:5]


def _finding(item: Acceptance) -> tuple[str, str, str, str]:
    return item.rule, item.record, item.field, item.value
