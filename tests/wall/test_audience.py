"""What is for single organisations (`hanya`, `hanya_kolom`) comes out in their packs, and nowhere else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.disclosure.disclose import Handed, disclose_to
from generator.disclosure.guard import guard
from generator.disclosure.unpacking import unpack
from generator.pages.minutes_sheet import minutes_sheet
from generator.pages.pack import make_pack
from generator.pages.pack_sheet import pack_sheet
from generator.pages.plan import derive
from generator.pages.print import as_pdf
from generator.pages.word import as_docx
from generator.settings import read_settings
from generator.vocabulary import Grade, Stage

CONTOH = Path(__file__).parent.parent / "sites" / "contoh"
TODAY = date(2025, 1, 6)
READERS = ("", "polres-kota-contoh", "kodim-kota-contoh", "kejari-kota-contoh")
MEETINGS = ("2024-12-04", "2024-12-18", "2025-01-15")
RANKS = ("terbuka", "terbatas", "rahasia", "sangat_rahasia", "never")


@cache
def handed(reader: str) -> Handed:
    project, _ = read_settings((CONTOH / "site_config.yml").resolve())
    assert project is not None
    found = disclose_to(project, TODAY, reader)
    assert found.view is not None
    return found


@cache
def documents(reader: str) -> dict[str, bytes]:
    """Packs and minutes of the last meetings, as `reader` would hold them."""
    view = handed(reader).view
    assert view is not None
    world = derive(view, TODAY)
    organisation = view.by_id.get(reader)
    made = {}
    for meeting in world.meetings:
        if str(meeting.date) in MEETINGS:
            pack = make_pack(world, meeting, organisation)
            made[f"{meeting.date}-pack.pdf"] = as_pdf(pack_sheet(pack, Grade.TERBATAS, copy=7))
            if meeting.stage is not Stage.PLANNED:
                sheet = minutes_sheet(world, meeting, Grade.TERBATAS)
                made[f"{meeting.date}.pdf"] = as_pdf(sheet)
                made[f"{meeting.date}.docx"] = as_docx(sheet)
    assert len(made) == 7
    return made


@cache
def said(reader: str) -> str:
    """Everything that the documents of `reader` hold, packed or not, in lower case."""
    pieces = (
        piece.text for name, content in documents(reader).items() for piece in unpack(name, content)
    )
    return re.sub(r"\s+", " ", " ".join(pieces)).lower()


@cache
def canaries() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads((CONTOH / "canaries.json").read_text("utf-8")))


@cache
def _record(path: str) -> Any:
    return yaml.load((CONTOH / path).read_text("utf-8"), Loader=yaml.CBaseLoader)


def _steps(place: str) -> Iterator[str | int]:
    for key, index in re.findall(r"([\w-]+)|\[(\d+)\]", place):
        yield key or int(index)


def only(canary: dict[str, Any]) -> list[str] | None:
    """The organisations that a token is for, by its part or field; None where it is for no one alone."""
    path, _, place = canary["where"].partition("#")
    if not path.endswith(".yml") or place in ("berkas", "komentar", "isi"):
        return None
    at, found = _record(path), None
    for step in _steps(place):
        if isinstance(at, dict) and "hanya" in at:
            found = at["hanya"]
        if isinstance(at, dict) and step in at.get("hanya_kolom", ()):
            found = at["hanya_kolom"][step]
        at = at[step]
    return found


def test_the_office_keeps_parts_of_every_kind_for_some() -> None:
    alone = [one for one in canaries() if only(one)]
    assert len(alone) >= 14
    kinds = {one["where"].partition("#")[2].partition("[")[0] for one in alone}
    assert kinds == {"agenda", "decisions", "actions", "theme"}
    fields = [one["where"] for one in alone if one["where"].endswith(("summary", "theme"))]
    assert len(fields) == 3
    assert {one["grade"] for one in alone} == {"sangat_rahasia"}


@pytest.mark.parametrize("reader", READERS)
def test_a_document_holds_what_is_for_its_reader(reader: str) -> None:
    """Texts, not ids: an id is not printed everywhere."""
    theirs = [
        one for one in canaries() if reader in (only(one) or ()) and not one["where"].endswith("id")
    ]
    assert bool(theirs) == bool(reader)
    missing = [one["where"] for one in theirs if one["token"].lower() not in said(reader)]
    assert missing == []


@pytest.mark.parametrize("reader", READERS)
def test_and_nothing_else_above_its_grade(reader: str) -> None:
    above = [
        one
        for one in canaries()
        if RANKS.index(one["grade"]) > RANKS.index("terbatas") and reader not in (only(one) or ())
    ]
    assert len(above) > 100
    assert [one["where"] for one in above if one["token"].lower() in said(reader)] == []


def test_members_do_read_what_is_for_members() -> None:
    """The tests above would pass on empty documents."""
    theirs = [
        one
        for one in canaries()
        if one["grade"] == "terbatas" and "2024-12-04" in one["where"] and "#" in one["where"]
    ]
    seen = [one for one in theirs if one["token"].lower() in said("")]
    assert len(seen) > len(theirs) * 0.6


@pytest.mark.parametrize("suffix", ["-pack.pdf", ".pdf", ".docx"])
def test_the_guard_reads_finished_documents(suffix: str) -> None:
    """What one organisation may hold is refused for another, by its text alone."""
    day = "2024-12-04" if suffix != "-pack.pdf" else "2025-01-15"
    name = f"{day}{suffix}"
    content = documents("polres-kota-contoh")[name]
    for reader, refused in (("polres-kota-contoh", False), ("", True), ("kodim-kota-contoh", True)):
        secrets = handed(reader).withheld
        assert secrets is not None
        assert bool(guard(secrets, {name: content})) is refused
