"""What a head of office has approved for the public, and what goes beyond it.

Comes in: the public facts of now, and `approved.yml`, a small file that is committed with the
content. Goes out: the text of that file, or the facts that it does not cover.

The file holds no text of the records, only sidik (digests): a line for each part of a record, with
four signs for the key of each fact and twelve for key and value together (72 bits of SHA-256, written
in base64url, RFC 4648). So a review sees which parts an approval touches; a fact counts as
approved only in the very words, at the very place that were approved; and a record that lost a
fact is still covered. Withdrawing needs no approval: when something went out by mistake, it must
be possible to take it back at once, by anyone who may edit, without waiting for a signature.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Annotated, Any

from pydantic import PlainValidator

from generator.disclosure.changes import Change, State, arranged, counted
from generator.disclosure.facts import Facts, Group, Key, part_of
from generator.fields import AsList, Count, Day, Entry, Line, Sha256, key, schema, wrong
from generator.problems import Place, Problem, has_errors, quoted
from generator.source import read_yaml
from generator.validate import validate
from generator.vocabulary import Grade

APPROVED = "approved.yml"
_OPEN = Grade.TERBUKA
_KEY_SIGNS, _VALUE_SIGNS = 4, 12
_ON_A_LINE = 100
_SIDIK = re.compile(rf"[\w-]{{{_KEY_SIGNS + _VALUE_SIGNS}}}")


def _check_sidik(value: Any) -> tuple[str, ...]:
    lines = value if isinstance(value, list) else [value]
    found = tuple(
        one for line in lines for one in (line.split() if isinstance(line, str) else ("",))
    )
    if not found or not all(map(_SIDIK.fullmatch, found)):
        raise wrong("DIS005", found=quoted(value))
    return found


Sidik = Annotated[tuple[str, ...], PlainValidator(_check_sidik), schema("string")]


class ApprovedRecord(Entry):
    """One record of the public site as it was approved."""

    record: Line = key("Catatan", "Jenis dan id.", grade=_OPEN)
    title: Line = key("Judul", "Judul catatan saat disetujui.", grade=_OPEN)
    parts: Mapping[str, Sidik] = key("Bagian", "Sidik isi setiap bagian.", grade=_OPEN)


class Approval(Entry):
    """`approved.yml`: who approved which public facts, when, and as of which day."""

    by: Line = key("Oleh", "Siapa yang menyetujui.", grade=_OPEN)
    date: Day = key("Tanggal", "Kapan disetujui.", grade=_OPEN)
    as_of: Day = key("Keadaan per", "Hari yang dianggap hari ini.", grade=_OPEN)
    hash: Sha256 = key("Sidik daftar", "Sidik seluruh daftar, seperti cetakan diff.", grade=_OPEN)
    facts: Count = key("Jumlah keterangan", "Berapa yang disetujui.", grade=_OPEN)
    opened: Mapping[str, Count] = key(
        "Yang terbuka", "Yang baru atau berubah dengan persetujuan ini.", grade=_OPEN, default={}
    )
    withdrawn: Count = key("Yang ditarik", "Yang tidak lagi terbuka.", grade=_OPEN, default=0)
    records: Annotated[tuple[ApprovedRecord, ...], AsList] = key(
        "Catatan", "Yang disetujui.", grade=_OPEN
    )


@dataclass(frozen=True)
class Opened:
    """What the public sees now beside what was approved last; `changes` is empty without one."""

    facts: Facts
    approval: Approval | None
    changes: tuple[Change, ...]
    required: bool

    @property
    def beyond(self) -> tuple[Change, ...]:
        """What is open and was not approved."""
        return tuple(change for change in self.changes if change.state is not State.WITHDRAWN)


def read_approval(root: FilePath) -> tuple[Approval | None, list[Problem]]:
    """The approval of the project in `root`, or what is wrong with its file; None without one."""
    try:
        raw = (root / APPROVED).read_bytes()
    except FileNotFoundError:
        return None, []
    except OSError:
        return None, [Problem("FILE001", Place(APPROVED))]
    doc, problems = read_yaml(APPROVED, raw)
    if doc is None or has_errors(problems):
        return None, problems
    approval, found = validate(Approval, doc)
    return approval, [*problems, *found]


def weigh(facts: Facts, approval: Approval | None, *, required: bool) -> Opened:
    """`facts` beside what was approved."""
    changes = () if approval is None else arranged(_differences(facts, approval))
    return Opened(facts, approval, changes, required)


def refusals(opened: Opened, places: Mapping[str, str]) -> list[Problem]:
    """A problem for each record that goes beyond the approval, where one is required.

    `places` names the file of each record.
    """
    if not opened.required:
        return []
    if opened.approval is None:
        return [Problem("DIS003", Place(APPROVED))]
    if not opened.changes and opened.approval.hash != opened.facts.digest:
        return [Problem("DIS004", Place(APPROVED))]
    counts: dict[str, dict[Group, int]] = {}
    for change in opened.beyond:
        count = counts.setdefault(change.record, {})
        count[change.group] = count.get(change.group, 0) + 1
    return [
        Problem("DIS002", Place(places.get(record, record)), params=_said(record, count))
        for record, count in counts.items()
    ]


def _said(record: str, count: Mapping[Group, int]) -> dict[str, tuple[str, str] | str]:
    ordered = [(group, count[group]) for group in Group if group in count]
    what = tuple(
        "; ".join(f"{group.label(lang)}: {number}" for group, number in ordered)
        for lang in ("id", "en")
    )
    return {"record": record, "what": (what[0], what[1])}


def _differences(facts: Facts, approval: Approval) -> Iterator[Change]:
    """What is open beyond the approval, and the parts of which some is open no longer."""
    now: dict[tuple[str, str], dict[str, Key]] = {}
    for fact, value in facts.values.items():
        now.setdefault((fact[0], part_of(*fact)), {})[_sidik(fact, value)] = fact
    approved = {
        (entry.record, part): set(found)
        for entry in approval.records
        for part, found in entry.parts.items()
    }
    for place, found in now.items():
        gone = {sidik[:_KEY_SIGNS] for sidik in approved.get(place, set()) - found.keys()}
        for sidik, (record, path) in found.items():
            if sidik not in approved.get(place, ()):
                state = State.CHANGED if sidik[:_KEY_SIGNS] in gone else State.NEW
                title = facts.titles.get(record, record)
                yield Change(state, record, title, path, after=facts.values[record, path])
    yield from _withdrawn(approval, now, facts.titles)


def _withdrawn(
    approval: Approval, now: Mapping[tuple[str, str], Mapping[str, Key]], titles: Mapping[str, str]
) -> Iterator[Change]:
    """The records that are gone, and the parts that lack a fact; one that only changed is no loss."""
    for entry in approval.records:
        if entry.record not in titles:
            yield Change(State.WITHDRAWN, entry.record, entry.title, ("address",))
            continue
        for part, found in entry.parts.items():
            left = now.get((entry.record, part), {})
            keys = {sidik[:_KEY_SIGNS] for sidik in left}
            if any(sidik not in left and sidik[:_KEY_SIGNS] not in keys for sidik in found):
                path = tuple(part.split("/", 1)) if part else ()
                yield Change(State.WITHDRAWN, entry.record, entry.title, path)


def _sidik(fact: Key, value: str) -> str:
    record, path = fact
    return _signs((record, *path), _KEY_SIGNS) + _signs((record, *path, value), _VALUE_SIGNS)


def _signs(value: Sequence[str], length: int) -> str:
    text = "\x1f".join(value)  # a character that no text of a record can hold
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest())[:length].decode()


# Writing


@dataclass(frozen=True)
class Signature:
    """Who approves, on which day, and the day as of which the facts were read."""

    by: str
    date: datetime.date
    as_of: datetime.date


def approval_text(opened: Opened, signature: Signature) -> str:
    """`approved.yml` for the facts of `opened`; it says what is new beside the approval before."""
    parts: dict[str, dict[str, list[str]]] = {}
    for fact, value in sorted(opened.facts.values.items()):
        record = parts.setdefault(fact[0], {})
        record.setdefault(part_of(*fact), []).append(_sidik(fact, value))
    lines = [*_head(opened, signature), "records:"]
    for name, found in parts.items():
        lines.append(f"  - record: {_quoted(name)}")
        lines.append(f"    title: {_quoted(opened.facts.titles[name])}")
        lines.append("    parts:")
        for part, some in found.items():
            lines += _listed(part, some)
    return "\n".join(lines) + "\n"


def _listed(part: str, sidik: Sequence[str]) -> Iterator[str]:
    """The sidik of one part on a line, or on several when they are many."""
    if len(sidik) <= _ON_A_LINE:
        yield f"      {_quoted(part)}: {' '.join(sidik)}"
        return
    yield f"      {_quoted(part)}:"
    for start in range(0, len(sidik), _ON_A_LINE):
        yield f"        - {' '.join(sidik[start : start + _ON_A_LINE])}"


def _head(opened: Opened, signature: Signature) -> list[str]:
    groups: dict[Group, int] = {}
    for change in opened.beyond:
        groups[change.group] = groups.get(change.group, 0) + 1
    counts = ", ".join(f"{group}: {groups[group]}" for group in Group if group in groups)
    if opened.approval is None:
        counts = ", ".join(f"{group}: {count}" for group, count in opened.facts.groups.items())
    return [
        *(f"# {line}" for line in _REMARK),
        f"by: {_quoted(signature.by)}",
        f"date: {signature.date.isoformat()}",
        f"as_of: {signature.as_of.isoformat()}",
        f"hash: {opened.facts.digest}",
        f"facts: {len(opened.facts.values)}",
        f"opened: {{{counts}}}",
        f"withdrawn: {counted(opened.changes)[State.WITHDRAWN]}",
    ]


_REMARK = (
    "Persetujuan: yang boleh tampil di situs publik. Dibuat oleh 'timpora approve' sesudah",
    "'timpora diff --approved' dibaca; jangan disunting. Satu baris di bawah 'parts' adalah sidik",
    "isi satu bagian catatan: baris yang berubah di sini adalah bagian yang berubah bagi publik.",
)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
