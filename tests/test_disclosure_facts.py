"""Facts say everything that a view shows, under keys that stay; differences of facts add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.disclosure.changes import (
    State,
    compare,
    counted,
    dump_facts,
    grouped,
    load_facts,
    nothing,
)
from generator.disclosure.facts import (
    FORMER,
    SITE,
    Facts,
    Group,
    facts_of,
    group_of,
    label_of,
    unit_of,
)
from generator.disclosure.view import Card, Link, View
from generator.engine.build import Options, build
from generator.fields import Text
from generator.settings import PUBLIC
from generator.vocabulary import Grade
from tests.offices import MEETING, TODAY, change, facts_in, open_project

OK = Path(__file__).parent / "sites" / "ok"
RECORD = "meeting/2024-09-11-rakor-timpora-contoh"


@pytest.fixture(scope="module")
def facts() -> Facts:
    return facts_in(OK)


def test_what_the_public_site_shows_is_a_fact(facts: Facts) -> None:
    said = facts.values
    assert said[RECORD, ("chair", "name")] == "Sri Contoh"
    assert said[RECORD, ("theme", "en")] == "Supervision of the port area"
    assert said[RECORD, ("decisions", "k1", "rests_on", "uu-6-2011#pasal-69")]
    assert said[RECORD, ("attachments", "l1", "file")] == "2024/daftar-periksa.txt"
    assert said[RECORD, ("address",)].startswith("rapat/2024/")
    assert said[SITE, ("notice",)].startswith("Contoh:")
    assert said["dataset/tak-kanim-contoh", ("address",)]
    assert facts.titles[RECORD] == "Rapat koordinasi Timpora Contoh"


def test_nothing_withheld_is_a_fact(facts: Facts) -> None:
    text = "\n".join(facts.values.values())
    for secret in ("Budi Contoh", "Aula", "patroli bersama.", "dinas pariwisata", "W.99"):
        assert secret not in text
    assert (RECORD, ("venue",)) not in facts.values


def test_values_that_change_with_the_day_are_no_facts() -> None:
    """Names of organisations through time are facts, what one is called today is none."""
    early, late = facts_in(OK, date(2011, 1, 1)), facts_in(OK, date(2025, 6, 1))
    organisations = {key: value for key, value in early.values.items() if key[0][:5] == "organ"}
    assert organisations
    assert organisations.items() <= late.values.items()


@pytest.mark.parametrize(
    ("path", "group", "length", "label", "english"),
    [
        (("chair", "name"), Group.NAMES, 1, "Pimpinan rapat › Nama", "chair › name"),
        (("decisions", "k1", "text"), Group.MINUTES, 3, "Keputusan k1 › Keputusan",
         "decisions k1 › text"),
        (("agenda", "a1", "discussion", "~0a1b2c3d4e5f", "speaker", "position", "en"), Group.NAMES,
         5, "Acara a1 › Pembahasan › Pembicara › Jabatan › (Inggris)",
         "agenda a1 › discussion › speaker › position › (English)"),
        (("attachments", "l1", "sha256"), Group.FILES, 3,
         "Lampiran l1 › Sidik SHA-256", "attachments l1 › sha256"),
        (("address",), Group.PAGES, 1, "Halaman", "page"),
        (("sources", "~0a1b2c3d4e5f", "url"), Group.REST, 2, "Sumber › Alamat",
         "sources › url"),
        ((), Group.REST, 0, "sebagian isinya", "some of it"),
    ],
)  # fmt: skip
def test_keys_in_words(path, group, length, label, english) -> None:
    assert group_of(RECORD, path) is group
    assert label_of(RECORD, path) == label
    assert label_of(RECORD, path, "en") == english
    if path:
        assert unit_of(RECORD, path) == path[:length]


@pytest.mark.parametrize(
    ("record", "path", "length"),
    [
        ("meeting/x", ("theme", "en"), 1),
        ("meeting/x", ("decisions", "k1", "rests_on", "uu-6-2011#pasal-69"), 4),
        ("organisation/x", ("names", "~0a1b2c3d4e5f", "short"), 2),
        ("dataset/x", ("dimensions", "wilayah", "label", "en"), 2),
        ("dataset/x", ("dimensions", "wilayah", "codes", "utara", "label"), 4),
        ("dataset/x", ("periods", "d/2024", "note"), 3),
        ("dataset/x", ("periods", "d/2024", "sources", "~0a1b2c3d4e5f", "title"), 4),
        ("regulation/x", ("verified", "status", "source"), 2),
        (SITE, ("title", "en"), 1),
        (SITE, ("languages", "en"), 2),
        (FORMER, ("withdrawn", "pengetahuan/x/", "why", "en"), 2),
    ],
)
def test_what_is_approved_as_one(record: str, path: tuple[str, ...], length: int) -> None:
    assert unit_of(record, path) == path[:length]


def test_a_part_that_is_called_like_a_field_is_a_part() -> None:
    assert label_of(RECORD, ("decisions", "text", "text")) == "Keputusan text › Keputusan"


# Tables, whichever way the program keeps them


@dataclass(frozen=True)
class OldCell:
    code: str
    label: Text
    value: int | None


@dataclass(frozen=True)
class OldTable:
    id: str
    label: Text
    cells: tuple[OldCell, ...]
    total: int
    state: str


@dataclass(frozen=True)
class TimedCell:
    time: str
    codes: tuple[str, ...]
    value: int | None


@dataclass(frozen=True)
class TimedTable:
    id: str
    cells: tuple[TimedCell, ...]


@dataclass(frozen=True)
class Figure:
    value: int | None
    status: str


@dataclass(frozen=True)
class NewTable:
    id: str
    title: Text
    by: tuple[str, ...]
    codes: tuple[tuple[str, ...], ...]
    times: tuple[str, ...]
    figures: Mapping[tuple[str, tuple[str, ...]], Figure]


def _facts(**values: object) -> Mapping[tuple[str, ...], str]:
    card = Card({"id": "d", "address": "statistik/d/", "title": Text("Data"), **values})
    view = View(PUBLIC, Grade.TERBUKA, {"dataset": (card,)}, {})
    settings = open_project(OK).settings
    found = facts_of(view, settings, None)
    return {path: value for (record, path), value in found.values.items() if record == "dataset/d"}


def test_cells_of_tables_are_facts_and_protected_ones_say_so() -> None:
    old = OldTable(
        "jenis", Text("J"), (OldCell("a", Text("A"), 7), OldCell("b", Text("B"), None)), 9, "x"
    )
    period = Card({"id": "d/2024", "period": "2024", "tables": (old,)})
    found = _facts(periods=(period,))
    at = ("periods", "d/2024", "tables", "jenis")
    assert found[(*at, "cells", "a")] == "7"
    assert found[(*at, "cells", "b")] == "c"
    assert found[(*at, "total")] == "9"
    timed = TimedTable(
        "jenis", (TimedCell("2024", ("a", "_T"), 7), TimedCell("2024", ("b", "_T"), None))
    )
    found = _facts(tables=(timed,))
    assert found["tables", "jenis", "cells", "2024,a,_T"] == "7"
    assert found["tables", "jenis", "cells", "2024,b,_T"] == "c"
    figures = {("2024", ("a",)): Figure(7, "A"), ("2024", ("b",)): Figure(None, "c"),
               ("2025", ("a",)): Figure(None, "M"), ("2025", ("b",)): Figure(15, "r")}  # fmt: skip
    new = NewTable("jenis", Text("J"), ("k",), (("a", "b"),), ("2024", "2025"), figures)
    found = _facts(tables=(new,))
    at = ("tables", "jenis", "figures")
    values = [found[(*at, key)] for key in ("2024,a", "2024,b", "2025,a", "2025,b")]
    assert values == ["7", "c", "M", "15 r"]
    assert all(group_of("dataset/d", path) is Group.FIGURES for path in found if "tables" in path)
    assert unit_of("dataset/d", (*at, "2024,a")) == (*at, "2024")
    assert label_of("dataset/d", (*at, "2024,a")) == "Tabel jenis › Angka 2024,a"


def test_items_without_a_name_are_known_by_what_they_say() -> None:
    """Something put before them moves no other fact."""
    one = Card({"text": Text("Satu"), "speaker": Card({"name": "A"})})
    two = Card({"text": Text("Dua"), "speaker": Card({"name": "B"})})
    before, after = _facts(discussion=(two,)), _facts(discussion=(one, two))
    assert before.items() <= after.items()
    assert len(after) == len(before) + 2
    twice = _facts(discussion=(two, two))
    assert len(twice) == len(after)


def test_all_forms_of_values() -> None:
    found = _facts(
        a=True, b=time(9, 5), c=date(2024, 1, 2), d=None, e=(), f=3,
        g=(Link("organisation", "o", "p", Text("O"), "o", "x"),), h=MappingProxyType({"k": Text("v", "w")}),
    )  # fmt: skip
    assert found["a",] == "true"
    assert found["b",] == "09:05"
    assert found["c",] == "2024-01-02"
    assert found["f",] == "3"
    assert found["g", "o#p"] == "o#p"
    assert found["h", "k", "en"] == "w"
    assert ("d",) not in found
    assert ("e",) not in found


# Differences

keys = st.tuples(
    st.sampled_from(["meeting/a", "organisation/b", SITE]),
    st.sampled_from([("title",), ("address",), ("chair", "name"), ("attachments", "l1", "file")]),
)
worlds = st.dictionaries(keys, st.text("abc", min_size=1, max_size=3)).map(
    lambda values: Facts(values, {record: record.upper() for record, _ in values})
)


@given(worlds)
def test_nothing_differs_from_itself(world: Facts) -> None:
    assert compare(world, world) == ()


@given(worlds, worlds)
def test_the_way_back_is_the_inverse(one: Facts, other: Facts) -> None:
    there, back = compare(one, other), compare(other, one)
    assert {(c.key, c.before, c.after) for c in there} == {(c.key, c.after, c.before) for c in back}
    swapped = {State.NEW: State.WITHDRAWN, State.WITHDRAWN: State.NEW}
    assert {(c.key, swapped.get(c.state, c.state)) for c in there} == {
        (c.key, c.state) for c in back
    }


@given(worlds, worlds)
def test_differences_make_the_one_out_of_the_other(one: Facts, other: Facts) -> None:
    made = dict(one.values)
    for found in compare(one, other):
        if found.state is State.WITHDRAWN:
            del made[found.key]
        else:
            made[found.key] = found.after
    assert made == other.values
    assert (one.digest == other.digest) == (one.values == other.values)


@given(worlds)
def test_facts_are_kept_in_a_file(world: Facts) -> None:
    assert load_facts(dump_facts(world)) == world


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b'{"version": 9}', b'{"version": 1}', b"\xff"]
)
def test_another_file_holds_no_facts(content: bytes) -> None:
    assert load_facts(content) is None


def test_what_can_harm_most_comes_first(facts: Facts) -> None:
    found = grouped(compare(nothing(), facts))
    assert list(found) == [group for group in Group if group in found]
    assert next(iter(found)) is Group.NAMES
    assert counted(compare(nothing(), facts)) == {
        State.NEW: len(facts.values), State.CHANGED: 0, State.WITHDRAWN: 0
    }  # fmt: skip


def test_closing_a_part_withdraws_its_facts(site: Path) -> None:
    before = facts_in(site)
    change(
        site, MEETING, "    agenda: a1\n    grade: terbuka", "    agenda: a1\n    grade: terbatas"
    )
    change(site, MEETING, "    decision: k1\n", "")
    found = compare(before, facts_in(site))
    assert {one.state for one in found} == {State.WITHDRAWN}
    assert ("decisions", "k1", "text") in {one.path for one in found}


def test_facts_lie_beside_the_sites_and_in_none(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(open_project(site), Options(TODAY, output=out))
    assert load_facts((out / "facts.json").read_bytes()) == facts_in(site)
    assert [path.relative_to(out).as_posix() for path in out.rglob("facts.json")] == ["facts.json"]
