"""`timpora approve`: what the public site shows now is written down as approved.

Comes in: a project, who signs, and the hash of the list that was read, if given. Goes out: the file
`approved.yml`, or the problems that keep it from being written.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from generator.disclosure.approval import (
    APPROVED,
    Opened,
    Signature,
    approval_text,
    read_approval,
    weigh,
)
from generator.disclosure.changes import State, counted
from generator.disclosure.disclose import public_facts
from generator.disclosure.facts import Group
from generator.problems import Place, Problem, has_errors, quoted
from generator.settings import Project


@dataclass(frozen=True)
class Approved:
    """What an approval came to cover."""

    opened: Opened
    by: str

    def said(self, lang: str) -> str:
        """One sentence: how many facts, and what of them was not covered before."""
        facts, english = self.opened.facts, lang == "en"
        found = Counter(change.group for change in self.opened.beyond)
        if self.opened.approval is None:
            found = Counter(facts.groups)
        new = "; ".join(f"{g.label(lang)}: {found[g]}" for g in Group if found[g])
        gone = counted(self.opened.changes)[State.WITHDRAWN]
        if english:
            return (
                f"{len(facts.values)} facts approved by {self.by} ({facts.digest[:12]}). "
                f"Not covered before: {new or 'nothing'}. Withdrawn: {gone}."
            )
        return (
            f"{len(facts.values)} keterangan disetujui oleh {self.by} ({facts.digest[:12]}). "
            f"Yang baru tercakup: {new or 'tidak ada'}. Ditarik: {gone}."
        )


def approve_facts(
    project: Project, signature: Signature, expected: str | None
) -> tuple[Approved | None, list[Problem]]:
    """Write `approved.yml` for what the public site shows; `expected` is the hash that was read.

    Content with errors is not approved, nor anything but the list with that hash.
    """
    facts, problems = public_facts(project, signature.as_of)
    if facts is None:
        return None, list(problems)
    approval, wrong = read_approval(project.root)
    if expected and not (len(expected) >= 8 and facts.digest.startswith(expected)):
        params = {"hash": facts.digest[:12]}
        return None, [Problem("DIS006", Place(APPROVED), found=quoted(expected), params=params)]
    opened = weigh(facts, None if has_errors(wrong) else approval, required=True)
    text = approval_text(opened, signature)
    try:
        (project.root / APPROVED).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        params = {"path": APPROVED, "why": error.strerror or str(error)}
        return None, [Problem("OUT003", Place(APPROVED), params=params)]
    return Approved(opened, signature.by), list(problems)
