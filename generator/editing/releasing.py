"""`timpora release`: figures become public, and the ledger remembers it for ever.

Comes in: a project and a day. Goes out: for each dataset a `Draft` that says what would be
published, what is refused and why, and the new text of its `published.yml`; written only when asked.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.disclosure.audit import Outgoing, audit
from generator.disclosure.counting import Key
from generator.disclosure.pending import said
from generator.disclosure.protection.claims import claims_of
from generator.disclosure.protection.gather import published_datasets, statistics_of
from generator.disclosure.protection.history import rearranged
from generator.disclosure.protection.plan import described
from generator.disclosure.protection.release import (
    MOST_HIDDEN,
    Change,
    Proposal,
    Refused,
    Statistics,
    propose,
)
from generator.disclosure.view import cut
from generator.editing.elsewhere import elsewhere_release, read_elsewhere
from generator.pages.data import data_files
from generator.pages.plan import derive
from generator.problems import Problem
from generator.records.library import Library
from generator.records.reader import Record
from generator.records.statistics import Ledger, Plan, Published, Release
from generator.settings import PUBLIC
from generator.vocabulary import Grade, ReleaseKind

_HEAD = """\
# Ditulis oleh 'timpora release': semua angka yang pernah terbit. Jangan disunting atau dihapus;
# perlindungan angka yang akan datang bergantung padanya. c: ditutup karena kecil; d: ikut ditutup.
"""
_CAUSES = 5  # figures named in one problem


@dataclass(frozen=True)
class Elsewhere:
    """Figures that were published before: the CSV file, the day, and where."""

    file: Path
    day: date
    source: str


@dataclass(frozen=True)
class Draft:
    """What a release of one dataset would publish.

    `changes` and `problems` are for the person who decides; `text` is the new ledger, None when there
    is nothing to publish.
    """

    dataset: str
    path: Path
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    text: str | None

    def lines(self, lang: str = "id") -> Iterator[str]:
        """The changes in words, a line each."""
        words = _WORDS[lang]
        if not self.changes:
            yield f"{self.dataset}: {words['nothing']}"
        for change in self.changes:
            kind = change.kind.label(lang).lower() if change.kind else words["new"]
            times = list(dict.fromkeys(time for time, _ in change.cells))
            hidden = sum(figure.hidden for figure in change.cells.values())
            span = times[0] if len(times) == 1 else f"{times[0]} ... {times[-1]}"
            figures = words["figures"].format(len(change.cells), hidden)
            yield f"{self.dataset}: {kind}, {span}: {figures}"


_WORDS = {
    "id": {
        "nothing": "tidak ada angka baru untuk dirilis",
        "new": "rilis",
        "figures": "{} angka, {} di antaranya ditutup",
    },
    "en": {
        "nothing": "no new figures to release",
        "new": "release",
        "figures": "{} figures, {} of them hidden",
    },
}


def draft_releases(
    library: Library, content: Path, day: date, names: Sequence[str] = ()
) -> Iterator[Draft]:
    """A draft for each public dataset (or for `names`), in order of their ids."""
    for record in published_datasets(library):
        if not names or record.id in names:
            yield _draft(library, content, record, day)


def draft_elsewhere(
    library: Library, content: Path, record: Record, published: Elsewhere
) -> tuple[Draft | None, list[Problem]]:
    """A draft that adds figures published elsewhere, or what is wrong with their file."""
    dataset = record.body
    cells, problems = read_elsewhere(dataset, published.file)
    statistics = statistics_of(library, record, published.day)
    problems += _contradictions(record, statistics, cells)
    if problems or not cells:
        return None, problems
    old = statistics.ledger
    plans = old.plans if old else ()
    entry = elsewhere_release(cells, published.day, published.source, len(plans))
    names = tuple(one.id for one in dataset.dimensions)
    before = [_rewritten(one, old.dimensions, names) for one in old.releases] if old else []
    releases = sorted([*before, entry], key=lambda one: one.date)
    ledger = Ledger.model_construct(dimensions=names, plans=plans, releases=tuple(releases))
    path = content / "statistics" / record.id / "published.yml"
    return Draft(record.id, path, (Change(None, cells),), (), ledger_text(ledger)), []


def _contradictions(
    record: Record, statistics: Statistics, cells: Mapping[Key, Published]
) -> Iterator[Problem]:
    """Figures that were recorded with another value."""
    history = statistics.history()
    wrong = [
        key
        for key, figure in cells.items()
        if (latest := history.latest(key)) and latest.figure.value not in (None, figure.value)
    ]
    if wrong:
        yield record.problem("STA061", params={"figures": ", ".join(map(said, wrong[:_CAUSES]))})


def write_ledger(draft: Draft) -> None:
    """Put the draft's ledger in place, whole or not at all. Raises OSError when the disk refuses."""
    if draft.text is None:
        return
    handle, name = tempfile.mkstemp(prefix=".published-", dir=draft.path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(draft.text)
        Path(name).chmod(0o644)
        Path(name).replace(draft.path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _draft(library: Library, content: Path, record: Record, day: date) -> Draft:
    statistics = statistics_of(library, record, day)
    proposal = propose(statistics, day)
    path = content / "statistics" / record.id / "published.yml"
    problems = tuple(_problems(record, statistics, proposal))
    if not proposal.changes:
        return Draft(record.id, path, (), problems, None)
    ledger = _extended(statistics, proposal, day)
    leaks = _attacked(library, record, replace(statistics, ledger=ledger), day)
    if leaks:
        return Draft(record.id, path, proposal.changes, (*problems, *leaks), None)
    return Draft(record.id, path, proposal.changes, problems, ledger_text(ledger))


def _attacked(
    library: Library, record: Record, statistics: Statistics, day: date
) -> tuple[Problem, ...]:
    """What an attacker would learn from the public files as they would be: the ledger is for ever."""
    own = library.periods_of(record.id)
    ledger = Record("ledger", f"{record.id}/published", statistics.ledger, record.doc)
    view = cut(Library((record, *own, ledger), {}), PUBLIC, Grade.TERBUKA, day)
    files = dict(data_files(derive(view, day).readings, None))
    name = f"statistik/{record.id}/{record.id}"
    outgoing = Outgoing(name, files.get(f"{name}.json", b""), files.get(f"{name}.csv", b""))
    return audit(outgoing, claims_of(record.id, statistics, day)).problems


def _problems(record: Record, statistics: Statistics, proposal: Proposal) -> Iterator[Problem]:
    """Why something is not, or not as well, published."""
    if proposal.undeclared:
        figures = "; ".join(
            f"{said(one.key)}: {one.published} -> {one.count}"
            for one in proposal.undeclared[:_CAUSES]
        )
        yield record.problem("STA021", params={"figures": figures})
    if proposal.misfit:
        figures = ", ".join(map(said, proposal.misfit[:_CAUSES]))
        yield record.problem("STA023", params={"figures": figures})
    for refused in proposal.refused:
        yield _refusal(record, statistics, refused)


def _refusal(record: Record, statistics: Statistics, refused: Refused) -> Problem:
    tables = [one.id for one in statistics.dataset.publish]
    instead = (f", misalnya {refused.instead}", f", for instance {refused.instead}")
    params = {
        "table": refused.table,
        "instead": instead if refused.instead else "",
        "share": f"{refused.share:.0%}",
        "most": f"{MOST_HIDDEN:.0%}",
        "threshold": str(statistics.dataset.threshold),
        "figures": ", ".join(map(said, refused.causes[:_CAUSES])),
    }
    code = {"hidden": "STA025", "small": "STA026", "unsafe": "STA027"}[refused.why]
    return record.problem(code, ("publish", tables.index(refused.table)), params=params)


def _extended(statistics: Statistics, proposal: Proposal, day: date) -> Ledger:
    """The ledger with what the proposal adds."""
    dataset, old = statistics.dataset, statistics.ledger
    names = tuple(one.id for one in dataset.dimensions)
    plans = _plans(statistics, day)
    before = [_rewritten(one, old.dimensions, names) for one in old.releases] if old else []
    added = [
        Release.model_construct(
            date=day,
            kind=ReleaseKind.REVISION if change.kind else ReleaseKind.RELEASE,
            plan=plans[-1].version,
            change=change.kind,
            source=None,
            cover=proposal.cover,
            cells=_by_time(change.cells),
        )
        for change in proposal.changes
    ]
    return Ledger.model_construct(dimensions=names, plans=plans, releases=(*before, *added))


def _plans(statistics: Statistics, day: date) -> tuple[Plan, ...]:
    tables = {one.id: described(statistics.dataset, one) for one in statistics.dataset.publish}
    known = statistics.ledger.plans if statistics.ledger else ()
    if known and dict(known[-1].tables) == tables:
        return known
    return (*known, Plan.model_construct(version=len(known) + 1, since=day, tables=tables))


def _rewritten(release: Release, written: Sequence[str], wanted: Sequence[str]) -> Release:
    """A release with its codes along the dimensions of today."""
    if tuple(written) == tuple(wanted):
        return release
    cells = {
        time: {
            " ".join(rearranged(tuple(codes.split()), written, wanted)): figure
            for codes, figure in figures.items()
        }
        for time, figures in release.cells.items()
    }
    return release.model_copy(update={"cells": cells})


def _by_time(
    cells: Mapping[Key, Published],
) -> dict[str, dict[str, Published]]:
    found: dict[str, dict[str, Published]] = {}
    for (time, codes), figure in cells.items():
        found.setdefault(time, {})[" ".join(codes)] = figure
    return found


def ledger_text(ledger: Ledger) -> str:
    """The ledger as YAML: one figure a line, so that a change shows as a change of that line."""
    lines = [_HEAD.rstrip(), f"dimensions: [{', '.join(ledger.dimensions)}]"]
    lines.append("plans:" if ledger.plans else "plans: []")
    for plan in ledger.plans:
        lines += [f"  - version: {plan.version}", f"    since: {plan.since}", "    tables:"]
        lines += [f"      {name}: '{words}'" for name, words in plan.tables.items()]
    lines.append("releases:")
    for release in ledger.releases:
        lines += _release_lines(release)
    return "\n".join(lines) + "\n"


def _release_lines(release: Release) -> Iterator[str]:
    yield f"  - date: {release.date}"
    yield f"    kind: {release.kind}"
    yield f"    plan: {release.plan}"
    if release.change:
        yield f"    change: {release.change}"
    if release.source:
        yield "    source:"
        yield from (
            f"      {lang}: {_quoted(text)}"
            for lang, text in (("id", release.source.id), ("en", release.source.en))
            if text
        )
    if release.cover:
        yield f"    cover: [{', '.join(release.cover)}]"
    yield "    cells:"
    for time, figures in release.cells.items():
        yield f"      {time}:"
        yield from (f"        {codes}: {figure}" for codes, figure in figures.items())


def _quoted(text: str) -> str:
    return "'" + " ".join(text.split()).replace("'", "''") + "'"
