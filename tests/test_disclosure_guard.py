"""The guard finds withheld values in whatever form they come out, and only those."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.disclosure.comparing import flat, forms
from generator.disclosure.disclose import disclose
from generator.disclosure.guard import Withheld, _Search, guard
from generator.disclosure.stretches import Stretches
from generator.engine.build import Options, build
from generator.problems import Exit, format_problem
from generator.settings import PUBLIC, Project, read_settings
from tests.containers import CONTAINERS, zipped

TODAY = date(2025, 6, 1)
CONTOH = Path(__file__).parent.resolve() / "sites" / "contoh"
NOTE = "Operasi senyap di **Pelabuhan** 'Timur' kami"


def _open(root: Path) -> Project:
    project, _ = read_settings(root / "site_config.yml")
    assert project is not None
    return project


def _write(site: Path, page: str) -> None:
    """A members' page that says `page`."""
    text = f"---\ntitle: Persiapan rapat\n---\n\n{page}\n"
    (site / "content" / "knowledge" / "persiapan.md").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "content",
    [
        b"Operasi senyap di tempat",
        b"Operasi\n   senyap\tdi tempat",
        b"OPERASI SENYAP DI tempat",
        b"Operasi&nbsp;senyap d&#105; tempat",
        "Operasi\u00a0se\u00adnyap di tempat".encode(),
        b'<a href="?q=Operasi%20senyap%20di">',
        b"Operasi <b>senyap</b> di tempat",
        b"<p>Ope<span class='x'>rasi</span> senyap di tempat</p>",
        json.dumps({"note": "Operasi senyap di"}).encode(),
        gzip.compress(b"Operasi senyap di tempat", mtime=0),
        b"kanal https://rahasia.example/kanal/7 itu",
    ],
)
def test_in_any_form(site: Path, content: bytes) -> None:
    _write(site, f"{NOTE} https://rahasia.example/kanal/7")
    secrets = disclose(_open(site), TODAY).withheld[PUBLIC]
    found = guard(secrets, {"index.html": content})
    assert [problem.code for problem in found] == ["DIS001"]
    assert guard(secrets, {"index.html": b"Operasi senyap lain di tempat"}) == []


def test_in_the_name_of_a_file(site: Path) -> None:
    _write(site, "Operasi senyap di sini")
    secrets = disclose(_open(site), TODAY).withheld[PUBLIC]
    assert guard(secrets, {"x/Operasi senyap di sini.pdf": b""})


@pytest.mark.parametrize(
    "page",
    [
        "| Hari | Siapa |\n|---|---|\n| 11 September 2024 | Rabu, 11 September 2024 |",
        "| Rujukan |\n|---|\n| UU 6/2011 tentang Keimigrasian |\n| Pasal 69 UU 6/2011 |",
        "## Timpora Contoh\n\n## Foreigner Supervision Team of Contoh",
        "## Peraturan Menteri\n\n## Notula disahkan\n\n## Belum ada rapat terjadwal.",
        "## Kantor Imigrasi Contoh\n\n## KANTOR IMIGRASI CONTOH",
    ],
)
def test_what_the_public_site_says_anyway_stops_no_office(site: Path, page: str) -> None:
    _write(site, page)
    built = build(_open(site), Options(TODAY))
    assert built.exit is Exit.FINE, built.problems


def test_telephone_numbers_are_not_taken_for_dates(site: Path) -> None:
    _write(site, "+62 21 4301 5566")
    secrets = disclose(_open(site), TODAY, said="11 September 2024").withheld[PUBLIC]
    assert guard(secrets, {"index.html": b"Telepon +62 21 4301 5566."})


# Whatever the value is packed in


SECRET = "Operasi senyap di Pelabuhan Timur"


@pytest.mark.parametrize("name", CONTAINERS)
def test_in_any_container(site: Path, name: str) -> None:
    _write(site, SECRET)
    secrets = disclose(_open(site), TODAY).withheld[PUBLIC]
    found = guard(secrets, {"lampiran/x": CONTAINERS[name](SECRET)})
    assert {problem.code for problem in found} == {"DIS001"}
    assert SECRET not in "".join(map(format_problem, found))
    assert (
        guard(secrets, {"lampiran/x": CONTAINERS[name]("Operasi terbuka di Pelabuhan Barat")}) == []
    )


@pytest.fixture(scope="module")
def canaries() -> Withheld:
    """What the public site of the fictional office must not say."""
    return disclose(_open(CONTOH), TODAY).withheld[PUBLIC]


@given(st.data())
def test_canaries_are_found_in_any_container(canaries: Withheld, data: st.DataObject) -> None:
    value = data.draw(st.sampled_from(sorted(canaries.values)))
    name = data.draw(st.sampled_from(sorted(CONTAINERS)))
    if value.isascii() or name not in _LATIN_ONLY:
        found = guard(canaries, {"aset/x.bin": CONTAINERS[name](value)})
        assert found
        assert value not in "".join(map(format_problem, found)).casefold()


# Made with fonts and tags that hold no other letters.
_LATIN_ONLY = frozenset(
    name for name in CONTAINERS if name.startswith(("pdf", "jpeg", "png")) or name == "query"
)


# Short values and numbers


def test_a_short_name_counts_as_a_word(site: Path) -> None:
    secrets = disclose(_open(site), TODAY).withheld[PUBLIC]
    assert "budi contoh" in secrets.words
    assert guard(secrets, {"index.html": b"<p>Notulis: <b>Budi</b> Contoh.</p>"})
    assert guard(secrets, {"index.html": b"<p>Budi Contohnya</p>"}) == []
    assert guard(secrets, {"aset/gaya.css": b".x { content: 'Budi Contoh' }"}) == []
    assert guard(secrets, {"data.json": b'{"n": "budi  contoh"}'})


def test_a_short_name_that_the_public_may_read_is_no_secret(site: Path) -> None:
    secrets = disclose(_open(site), TODAY).withheld[PUBLIC]
    assert "sri contoh" not in secrets.words  # in the chair, and in the attendance list


@pytest.mark.parametrize(
    "written",
    ["3172051203900001", "3172 0512 0390 0001", "31.72.05.120390.0001", "3172-0512-0390-0001"],
)
def test_a_long_number_is_found_however_it_is_grouped(site: Path, written: str) -> None:
    _write(site, "NIK 317205.120390.0001")
    secrets = disclose(_open(site), TODAY).withheld[PUBLIC]
    assert guard(secrets, {"x.csv": f"1,{written},2".encode()})
    assert guard(secrets, {"x.csv": b"1,3172051203900002,2"}) == []


@pytest.mark.parametrize("written", ["0812 3456 7890", "+62 812-3456-7890", "6281234567890"])
def test_a_telephone_number_is_one_number(site: Path, written: str) -> None:
    _write(site, "Hubungi 0812.3456.7890")
    secrets = disclose(_open(site), TODAY).withheld[PUBLIC]
    assert guard(secrets, {"index.html": f"<p>{written}</p>".encode()})


# What a finding says


def test_neither_value_nor_a_name_that_holds_it_is_printed(site: Path) -> None:
    old = site / "content" / "knowledge" / "persiapan.md"
    old.rename(old.with_name("operasi-senyap-pelabuhan.md"))
    secrets = disclose(_open(site), TODAY).withheld[PUBLIC]
    found = guard(
        secrets,
        {
            "pengetahuan/operasi-senyap-pelabuhan/index.html": b"x",
            "lampiran/x.zip": zipped({"operasi-senyap-pelabuhan.txt": b"x"}),
        },
    )
    said = [format_problem(problem, lang) for problem in found for lang in ("id", "en")]
    assert len(found) == 2
    assert not [text for text in said if "operasi" in text]
    assert any("public/pengetahuan/…/index.html" in text for text in said)
    assert all("content/knowledge/…" in text for text in said)


# The quick look


SHELF = Withheld(
    "public",
    {"operasi senyap di": "a.yml", "rapat \u00e9lite kota": "b.yml", "a <b> c & d %41": "c.yml"},
    {"santoso": "d.yml", "\u00e9lan x": "e.yml", "b<i>t": "e.yml"},
    {"81234567890": "f.yml", "3172061212800001": "g.yml"},
)
SCRAPS = st.sampled_from(
    [
        *(
            "operasi",
            " ",
            "senyap",
            "di",
            "\n",
            "\x1f",
            "\u00a0",
            "\u00ad",
            "\u2028",
            "OPERASI",
            "Di",
        ),
        *(
            "<b>",
            "</b>",
            "<a title='",
            "'>",
            "<B>",
            "<b\u00e9>",
            "<",
            ">",
            "&nbsp;",
            "&amp;",
            "&lt;b&gt;",
        ),
        *(
            "%20",
            "+",
            "?q=",
            "\\u0020",
            "\\x64",
            "%C3%A9",
            "rapat",
            "\u00e9lite",
            "\u00c9LITE",
            "kota",
        ),
        *(
            "a <b> c & d %41",
            "santoso",
            "Santoso",
            "s",
            "1",
            "\u0661",
            "elan x",
            "\u00e9lan x",
            "b<i>t",
        ),
        *(
            "0812",
            "3456",
            "7890",
            "+62",
            "-",
            ".",
            "(",
            "31720612",
            "12800001",
            "BEGIN:V",
            "\u1e9e",
        ),
        *("\r\n ", "ope<span>rasi</span> senyap di", "&#x6f;", "&#115;", "<p>", "</p>", "\ufeff"),
    ]
)


@settings(max_examples=1500)
@given(st.lists(SCRAPS, max_size=9), st.booleans(), st.booleans())
def test_what_passes_the_quick_look_holds_nothing(
    scraps: list[str], words: bool, as_written: bool
) -> None:
    text = "".join(scraps)
    search = _Search(SHELF)
    if search.sieve.passes(text, words=words, as_written=as_written):
        read = [flat(text)] if as_written else list(forms(text))
        assert not any(search._in_text(form, words=words) for form in read), read


@pytest.mark.parametrize(
    "text",
    [
        *("x operasi senyap di y", "OPERASI Senyap\n\n di", "operasi\u00a0senyap di"),
        *("operasi\x1fsenyap\x0bdi", "ope\u00adrasi senyap di", "operasi&nbsp;senyap d&#105;"),
        *("RAPAT \u00c9LITE KOTA", "rapat \u00e9lite kota", "rapat%20%C3%89lite%20kota"),
        *("?q=operasi+senyap+di", "operasi%20senyap%20di", "\\u006fperasi senyap di"),
        *("operasi <b>senyap</b> di", "operasi <b> senyap </b> di", "<i>operasi</i> senyap di"),
        "<A title='operasi <b>senyap</b> di'>",
        "<a\u00e9 title='operasi <b>senyap</b> di'>",
        "<a title='operasi senyap di'>",
        "BEGIN:VCALENDAR\r\nX:operasi sen\r\n yap di",
        *("a <b> c & d %41", "a &lt;b&gt; c &amp; d %41"),
        *(
            "santoso",
            "pak Santoso.",
            "\u201csantoso\u201d",
            "<b>santoso</b>",
            "\u00e9lan x",
            "\u00c9lan X",
        ),
        *("081234567890", "+62 812-3456-7890", "(0812) 3456/7890", "no0812.3456.7890x"),
        "3172061212800001",
    ],
)
def test_what_holds_something_never_passes_the_quick_look(text: str) -> None:
    search = _Search(SHELF)
    assert any(search._in_text(form, words=True) for form in forms(text))
    for around in ("{}", "<p>Rapat lain</p>\n{}\n<p>Rapat lain</p>", "\u2013 {} \u2013"):
        if not text.startswith("BEGIN:V"):
            assert not search.sieve.passes(around.format(text), words=True)
    assert not search.sieve.passes(text, words=True)


def test_a_page_of_the_ordinary_passes_the_quick_look() -> None:
    """Else it would be of no use: the careful search would be done as well."""
    page = (
        "<p class='x'>Rapat koordinasi \u2013 <b>Kota</b> Contoh &amp; sekitarnya, 2024-05-01.</p>"
    )
    assert _Search(SHELF).sieve.passes(page, words=True)


_SIGNS = st.text("ab ", max_size=30).map(str.encode)


@given(st.sets(_SIGNS.filter(bool), max_size=12), st.text("ab ", max_size=120).map(str.encode))
def test_stretches_are_found_as_if_each_were_looked_for(stretches: set[bytes], text: bytes) -> None:
    found = set(Stretches(stretches).standing_in(text))
    everywhere = range(len(text))
    assert found == {
        (one, at) for one in stretches for at in everywhere if text.startswith(one, at)
    }


def test_stretches_that_begin_alike_are_told_apart() -> None:
    begin = b"rapat koordinasi timpora kecamatan "
    found = Stretches([begin + b"a", begin + b"ab", begin + b"c", begin]).standing_in(
        begin + b"abd"
    )
    assert {one for one, _ in found} == {begin, begin + b"a", begin + b"ab"}


# Files that were found clean before


SALT = b"0123456789abcdef"


def test_only_what_is_new_is_searched_for_in_a_file_that_was_clean() -> None:
    page = {"index.html": b"<p>Operasi senyap di pelabuhan</p>"}
    before = Withheld("public", {"rapat tertutup besar": "b.yml"})
    marks = before.marks(SALT)
    assert guard(before, page) == []
    after = Withheld("public", {**before.values, "operasi senyap di": "a.yml"})
    fresh = after.beyond(marks, SALT)
    assert list(fresh.values) == ["operasi senyap di"]
    assert guard(after, page, only=fresh) == guard(after, page) != []
    assert after.beyond(after.marks(SALT), SALT).is_empty
    assert guard(after, page, only=after.beyond(after.marks(SALT), SALT)) == []


@pytest.mark.parametrize("kind", ["values", "words", "numbers"])
def test_every_kind_of_value_that_becomes_withheld_is_found_later(kind: str) -> None:
    value = {"values": "operasi senyap di", "words": "santoso", "numbers": "3172061212800001"}[kind]
    empty: dict[str, dict[str, str]] = {"values": {}, "words": {}, "numbers": {}}
    others = {"values": "lain sama sekali", "words": "budiman", "numbers": "99999999999"}
    before = Withheld("public", **(empty | {name: {one: "x"} for name, one in others.items()}))
    held = {name: {one: "x"} for name, one in others.items()}
    held[kind] = {**held[kind], value: "a.yml"}
    after = Withheld("public", **held)
    assert before.digest != after.digest
    fresh = after.beyond(before.marks(SALT), SALT)
    assert guard(after, {"x.html": value.encode()}, only=fresh) != []


def test_the_same_word_of_another_kind_is_new() -> None:
    before = Withheld("public", {}, {"santoso": "a.yml"})
    after = Withheld("public", {"santoso": "a.yml"})
    assert after.beyond(before.marks(SALT), SALT) == after
    assert before.digest != after.digest


def test_names_are_left_out_also_where_only_new_values_are_searched_for() -> None:
    known = {"pangkalan rahasia timur": "content/pangkalan rahasia timur.yml"}
    after = Withheld(
        "public", {**known, "operasi senyap di": "content/pangkalan rahasia timur.yml"}
    )
    only = after.beyond(Withheld("public", known).marks(SALT), SALT)
    found = guard(after, {"x.html": b"operasi senyap di"}, only=only)
    assert "rahasia timur" not in "".join(map(format_problem, found))


def test_marks_say_nothing_without_their_salt(canaries: Withheld) -> None:
    marks = canaries.marks(SALT)
    assert len(marks) == len(canaries.values) + len(canaries.words) + len(canaries.numbers)
    assert marks.isdisjoint(canaries.marks(b"another"))
    assert not any(value.encode() in mark for mark in marks for value in canaries.values)
