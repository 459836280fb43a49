"""The audit in the build: the public files of each dataset against everything published before.

What was audited with success is kept by a digest of all that the audit reads, so that an unchanged
dataset costs nothing; a kept verdict that cannot be read is worth nothing and is made anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.disclosure.audit import Audited, Outgoing, Verdict, audit, digest, from_json, to_json
from generator.disclosure.protection.claims import Claims, HiddenFigure
from generator.pages.protection import Protected, ProtectedCell
from generator.problems import Problem


@dataclass(frozen=True)
class AuditedFigures:
    """What the audit found: problems that stop the build, and what members may read, by dataset."""

    problems: tuple[Problem, ...]
    protected: Mapping[str, Protected]


def audit_figures(
    claims: Iterable[Claims], site: str, files: Mapping[str, bytes], kept: Path
) -> AuditedFigures:
    """Attack the figures in `files` of the public site; verdicts are kept in the folder `kept`."""
    problems: list[Problem] = []
    protected = {}
    for one in claims:
        verdict = _verdict(one, site, files, kept / f"{one.dataset}.json")
        problems += verdict.problems
        protected[one.dataset] = Protected(tuple(_cells(one, verdict)))
    return AuditedFigures(tuple(problems), protected)


def _verdict(claims: Claims, site: str, files: Mapping[str, bytes], kept: Path) -> Verdict:
    name = f"statistik/{claims.dataset}/{claims.dataset}"
    outgoing = Outgoing(
        f"{site}/{name}", files.get(f"{name}.json", b""), files.get(f"{name}.csv", b"")
    )
    known = _kept(kept)
    if known is not None and known.digest == digest(outgoing, claims):
        return known
    verdict = audit(outgoing, claims)
    if not verdict.problems:
        _keep(kept, to_json(verdict))
    return verdict


def _kept(path: Path) -> Verdict | None:
    try:
        return from_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(path: Path, text: str) -> None:
    """Keep a verdict if the disk lets us; without it the next build takes longer, no more."""
    beside = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)


def _cells(claims: Claims, verdict: Verdict) -> Iterator[ProtectedCell]:
    """The figures that are hidden now, by table and time."""
    found = {(cell.key, cell.number): cell for cell in verdict.cells}
    order = sorted(claims.hidden.items(), key=lambda one: (one[1].table, one[0]))
    for key, hidden in order:
        cell = found.get((key, hidden.number))
        if cell is not None and hidden.table:
            yield _cell(claims, cell, hidden)


def _cell(claims: Claims, cell: Audited, hidden: HiddenFigure) -> ProtectedCell:
    time, codes = cell.key
    named = zip(claims.dimensions, codes, strict=True)
    return ProtectedCell(
        table=hidden.table,
        time=time,
        codes={name: code for name, code in named if code != "_T"},
        why="primer" if hidden.primary else "pelengkap",
        low=cell.found.low or 0,
        high=cell.found.high,
        count=hidden.count,
        insiders=bool(cell.learned_by),
    )
