"""What a head of office has approved for the public, and what goes beyond it.

Comes in: the public facts of now, and `approved.yml`, a small file that is committed with the
content. Goes out: the text of that file, or the facts that it does not cover.

The file holds no text of the records, only sidik (digests, SHA-256 in base64url, RFC 4648): for
each record twelve signs (72 bits) for all that it says, then fourteen for each unit of facts
(`unit_of`), two for where it stands and twelve for what it says there. So a fact counts as approved
only in the very words, at the very place that were approved; and a record that lost a unit is still
covered. Withdrawing needs no approval: when something went out by mistake, it must be possible
to take it back at once, by anyone who may edit, without waiting for a signature.

The sidik of a unit is made with that of its record. So nobody can make two texts of one sidik
beforehand, have the one approved and put the other in its place: they would have to find a text
for a sidik that is given (2^72 trials and not 2^36).
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator

from generator.disclosure.changes import Change, State, arranged, counted
from generator.disclosure.facts import Facts, Group, Path, unit_of
from generator.fields import Count, Day, Entry, Line, Sha256, key, schema, wrong
from generator.problems import Place, Problem, has_errors, quoted
from generator.source import read_yaml
from generator.validate import validate
from generator.vocabulary import Grade

APPROVED = "approved.yml"
_OPEN = Grade.TERBUKA
_SIGNS, _KEY_SIGNS = 12, 2
_UNIT_SIGNS = _KEY_SIGNS + _SIGNS
_ON_A_LINE = 98
_LINES = 500  # in one text of YAML; what is longer is a list of such
_SIDIK = re.compile(rf"[\w-]{{{_SIGNS}}}(?:[\w-]{{{_UNIT_SIGNS}}})*", re.ASCII)


@dataclass(frozen=True)
class Sidik:
    """The digests of one record: of all that it says, and of each unit."""

    whole: str
    units: frozenset[str]


def _check_sidik(value: Any) -> Sidik:
    lines = value if isinstance(value, list) else [value]
    text = "".join("".join(line.split()) if isinstance(line, str) else "?" for line in lines)
    if not _SIDIK.fullmatch(text):
        raise wrong("DIS005", found=quoted(value))
    return Sidik(
        text[:_SIGNS],
        frozenset(
            text[start : start + _UNIT_SIGNS] for start in range(_SIGNS, len(text), _UNIT_SIGNS)
        ),
    )


def _check_records(value: Any) -> Any:
    """Earlier versions wrote a list with a sidik for each fact, which says nothing of units."""
    if isinstance(value, list):
        raise wrong("DIS007")
    return value


_Sidik = Annotated[Sidik, PlainValidator(_check_sidik), schema("string")]


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
    records: Annotated[Mapping[str, _Sidik], BeforeValidator(_check_records)] = key(
        "Catatan", "Sidik setiap catatan dan setiap bagian isinya.", grade=_OPEN
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
    """What is open beyond the approval, and the records of which some is open no longer."""
    for record, units in _by_record(facts).items():
        approved = approval.records.get(record, _NOTHING)
        if approved.whole != _whole(record, units):
            yield from _differing(record, facts.titles.get(record, record), units, approved)
    for record in approval.records:
        if record not in facts.titles:
            name = record.partition("/")[2] or record
            yield Change(State.WITHDRAWN, record, name, ("address",))


def _differing(record: str, title: str, units: _Units, approved: Sidik) -> Iterator[Change]:
    """The facts of each unit that was not approved as it is; and a line when one is gone.

    One that only changed is no loss. Two signs may be those of two places: then something that went
    and something that came are told as one that changed.
    """
    now = {_unit_sidik(approved.whole, record, unit, said): unit for unit, said in units.items()}
    gone = Counter(sidik[:_KEY_SIGNS] for sidik in approved.units - now.keys())
    for sidik, unit in now.items():
        if sidik in approved.units:
            continue
        state = State.CHANGED if gone[sidik[:_KEY_SIGNS]] else State.NEW
        gone[sidik[:_KEY_SIGNS]] -= state is State.CHANGED
        for path, value in units[unit].items():
            yield Change(state, record, title, path, after=value)
    if any(gone.values()):
        yield Change(State.WITHDRAWN, record, title, ())


_Units = Mapping[Path, Mapping[Path, str]]  # of one record: what each unit says, by the way to it
_NOTHING = Sidik("", frozenset())


def _by_record(facts: Facts) -> Mapping[str, _Units]:
    found: dict[str, dict[Path, dict[Path, str]]] = {}
    for (record, path), value in facts.values.items():
        units = found.setdefault(record, {})
        units.setdefault(unit_of(record, path), {})[path] = value
    return found


def _whole(record: str, units: _Units) -> str:
    """The sidik of a record, whatever the order of what it says."""
    said = sorted([*path, value] for unit in units.values() for path, value in unit.items())
    return _signs([record, said], _SIGNS)


def _unit_sidik(whole: str, record: str, unit: Path, said: Mapping[Path, str]) -> str:
    values = sorted([*path, value] for path, value in said.items())
    return _signs([record, unit], _KEY_SIGNS) + _signs([whole, record, unit, values], _SIGNS)


def _signs(value: Sequence[Any], length: int) -> str:
    text = json.dumps(value, ensure_ascii=False)
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
    lines = [*_head(opened, signature), "records:"]
    for record, units in sorted(_by_record(opened.facts).items()):
        lines += _listed(record, _record_sidik(record, units))
    return "\n".join(lines) + "\n"


def _record_sidik(record: str, units: _Units) -> str:
    whole = _whole(record, units)
    return whole + "".join(
        _unit_sidik(whole, record, unit, said) for unit, said in sorted(units.items())
    )


def _listed(record: str, sidik: str) -> Iterator[str]:
    """The sidik of one record: one text over lines, or several where it is too long for one."""
    lines = [sidik[start : start + _ON_A_LINE] for start in range(0, len(sidik), _ON_A_LINE)]
    yield f"  {_quoted(record)}:"
    for number, line in enumerate(lines):
        if len(lines) > _LINES:
            yield f"    {'-' if number % _LINES == 0 else ' '} {line}"
        else:
            yield f"    {line}"


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
    "'timpora diff --approved' dibaca; jangan disunting. Yang tertulis di bawah 'records' adalah sidik",
    "isi setiap catatan: yang berubah di sini adalah catatan yang berubah bagi publik.",
)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
