"""Reading one file: whatever the bytes are, a document or problems come out, and soon."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.problems import format_problem
from generator.source import (
    MAX_DEPTH,
    SourceDoc,
    decode,
    format_path,
    original_path,
    read_markdown,
    read_yaml,
)
from generator.source.conversion import noted_data
from generator.source.straight import clean_data

GOOD = sorted(Path(__file__).parent.glob("sites/ok/content/**/*.*"))
YAML_SIGNS = st.sampled_from(
    [
        *("a", "b", ": ", ":\n", "- ", "\n", "  ", "? ", "[", "]", "{", "}", ",", "#", "@", "`"),
        *("&x ", "*x", "!t ", "'", '"', "|\n", ">-\n", "---\n", "...\n", "\t", "%YAML 1.1\n"),
        *("<<", "~", "\\", "null", "1.5", "é", "日", "\U0001f600"),
        *("\ufeff", "\r\n", "\x85", "\u2028", "\x00", "\x1b["),
    ]
)


def is_sane(doc: SourceDoc | None, problems, text: str = "") -> None:
    assert doc is not None or problems
    for problem in problems:
        assert problem.place.line >= 0
        for lang in ("id", "en"):
            shown = format_problem(problem, lang)
            assert all(line.isprintable() for line in shown.split("\n"))
            assert all(len(line) < 1_000 for line in shown.split("\n"))
    if doc is not None:
        _is_plain(doc.data)


def _is_plain(value) -> None:
    stack = [value]
    while stack:
        item = stack.pop()
        assert item is None or isinstance(item, (str, dict, list))
        if isinstance(item, dict):
            assert all(isinstance(key, str) for key in item)
            stack += item.values()
        elif isinstance(item, list):
            stack += item


@given(st.binary(max_size=300))
@example(b"a: \x90")
@example(b"\xef\xbb\xbf")
@example(b"a: &a [*a]")
@example("a:\n\ufeff*x".encode())
@example(b"\xff\xfea\x00")
def test_any_bytes(raw):
    is_sane(*read_yaml("x.yml", raw))
    is_sane(*read_markdown("x.md", raw))


@given(st.lists(YAML_SIGNS, max_size=60).map("".join))
@example("? [a]\n: b")
@example("a: &x [b]\nc: [*x, *x]\nd: *y")
@example("&a &b c")
@example("!<")
@example("---\n---\n")
def test_text_that_looks_like_yaml(text):
    is_sane(*read_yaml("x.yml", text.encode("utf-8", "replace")))
    is_sane(*read_markdown("x.md", f"---\n{text}\n---\n{text}".encode("utf-8", "replace")))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_is_kept_or_refused(text):
    decoded, problems = decode("x.yml", text.encode())
    assert decoded is not None or problems
    if decoded is not None and not problems:
        assert decoded == text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.data())
def test_good_files_with_something_changed(data):
    raw = data.draw(st.sampled_from(GOOD)).read_bytes()
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(len(raw), start + 8)))
    piece = data.draw(st.one_of(st.binary(max_size=6), YAML_SIGNS.map(str.encode)))
    changed = raw[:start] + piece + raw[end:]
    is_sane(*read_yaml("x.yml", changed))
    is_sane(*read_markdown("x.md", changed))


NESTED = {
    "flow": lambda n: "a: " + "[" * n,
    "closed": lambda n: "a: " + "[" * n + "]" * n,
    "pairs": lambda n: "a: " + "{a: " * n,
    "json": lambda n: '{"a":' * n,
    "dashes": lambda n: "a:\n" + "- " * n,
    "keys": lambda n: "? " * n + "a",
    "mixed": lambda n: "a: " + "[{a: " * n,
    "dashes and keys": lambda n: "- ? " * n,
    "anchors": lambda n: "a: " + "[&a " * n,
    "block": lambda n: "\n".join(" " * i + "a:" for i in range(min(n, 1_900))),
    "block dashes": lambda n: "\n".join(" " * i + "-" for i in range(min(n, 1_900))),
    "tags": lambda n: "!a " * n,
    "aliases": lambda n: "*a " * n,
    "quotes": lambda n: "'\"" * n,
}


@pytest.mark.parametrize("depth", [MAX_DEPTH + 6, 10_000, 200_000])
@pytest.mark.parametrize("kind", NESTED)
def test_deep_nesting_ends_soon(kind, depth):
    started = time.perf_counter()
    doc, problems = read_yaml("x.yml", NESTED[kind](depth).encode())
    assert time.perf_counter() - started < 5
    assert doc is None or not doc.data
    assert problems


def test_nesting_up_to_the_limit_is_read():
    depth = MAX_DEPTH - 2
    doc, problems = read_yaml("x.yml", ("a: " + "[" * depth + "x" + "]" * depth).encode())
    assert doc is not None
    assert not problems


def test_fifty_megabytes_are_refused_at_once():
    started = time.perf_counter()
    doc, problems = read_yaml("x.yml", b"a: " + b"x" * 50_000_000)
    assert doc is None
    assert [problem.code for problem in problems] == ["FILE006"]
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("count", [30, 5_000])
def test_an_alias_bomb_does_not_go_off(count):
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, count))]
    started = time.perf_counter()
    doc, problems = read_yaml("x.yml", "\n".join(lines).encode())
    assert doc is None
    assert {problem.code for problem in problems} == {"YAML003"}
    assert time.perf_counter() - started < 5


def test_many_problems_are_placed_without_reading_the_file_for_each():
    text = "".join(f"k{n}: &a{n} x\n" for n in range(5_000))
    started = time.perf_counter()
    doc, problems = read_yaml("x.yml", text.encode())
    assert doc is not None
    places = [doc.place((f"k{n}",)) for n in range(5_000)]
    assert places[4_999].line == 5_000
    assert len(problems) == 5_000
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("10:30", "10:30"),
        ("NO", "NO"),
        ("012", "012"),
        ("3.10", "3.10"),
        ("2026-02-30", "2026-02-30"),
        ("0x1F", "0x1F"),
        ("1e3", "1e3"),
        ("yes", "yes"),
        ("~", None),
        ("null", None),
        ("", None),
        ("'null'", "null"),
        ("'~'", "~"),
        ('""', ""),
    ],
)
def test_scalars_stay_as_written(written, read):
    doc, problems = read_yaml("x.yml", f"a: {written}\n".encode())
    assert not problems
    assert doc.data == {"a": read}


def test_places_count_from_one_in_the_file_itself():
    doc, _ = read_yaml("x.yml", b"a: 1\nlist:\n  - b: 2\n    c: tiga\n")
    assert str(doc.place(("list", 0, "c"))) == "x.yml:4:8"
    assert str(doc.place(("list", 0, "c"), key=True)) == "x.yml:4:5"
    assert str(doc.place(("list", 0, "tidak-ada"))) == "x.yml:3:5"
    assert doc.excerpt(doc.place(("list", 0, "c"))) == "    c: tiga"


def test_places_in_front_matter_and_body():
    doc, _ = read_markdown("x.md", b"---\ntitle: T\n---\n\nSatu [[a]]\ndan [[a]].\n")
    assert str(doc.place(("title",))) == "x.md:2:8"
    assert str(doc.place(("body",))) == "x.md:4:1"
    assert str(doc.find(("body",), "id", "[[a", 1)) == "x.md:6:5"
    assert doc.find(("body",), "en", "[[a") is None


def test_words_are_found_in_folded_and_bilingual_text():
    doc, _ = read_yaml("x.yml", b"t:\n  id: >\n    satu dua\n    tiga\n  en: one two\nz: dua\n")
    assert str(doc.find(("t",), "id", "dua tiga")) == "x.yml:3:10"
    assert str(doc.find(("t",), "en", "two")) == "x.yml:5:11"
    assert doc.find(("t",), "en", "dua") is None


@given(st.sets(st.integers(0, 9)), st.integers(0, 20))
def test_paths_count_items_as_written(gone, index):
    dropped = frozenset(("a", number) for number in gone)
    kept = [number for number in range(40) if number not in gone]
    assert original_path(("a", index, "b"), dropped) == ("a", kept[index], "b")


def test_paths_are_written_as_editors_know_them():
    assert format_path(("actions", 0, "due")) == "actions[0].due"


def test_a_long_list_is_read_whole() -> None:
    """Many values are no reason to leave a file out; only aliases that multiply them are."""
    rows = "".join("  - a\n" for _ in range(120_000))
    doc, problems = read_yaml("x.yml", f"rows:\n{rows}".encode())
    assert problems == []
    assert doc is not None
    assert len(doc.data["rows"]) == 120_000


_SCRAPS = st.sampled_from(
    [
        *(
            "a: 1",
            "a: ~",
            "b: ''",
            'c: "x\\u2028y"',
            'c: "x\\ty"',
            "d: &x y",
            "e: *x",
            "f: !!str z",
        ),
        *("- a", "- - b", "  - c: d", "  e: |", "    teks", "    lanjut", "  f: >-", "---", "..."),
        *("{a: [b, {c: d}]}", "g: {a: [b, ~, '']}", "? k\n: v", "? [a]\n: v", "# catatan", "\ta"),
        *("%YAML 1.1", "%TAG ! x:", "h: null", 'h: "null"', "a: a: a", "", "  ", "'x y': z", "x"),
        *("deep: " + "[" * 30 + "]" * 30, "deep: " + "[" * 21 + "x" + "]" * 21, "<<: {a: b}"),
    ]
)


@settings(max_examples=400)
@given(st.lists(_SCRAPS, min_size=1, max_size=8))
def test_the_straight_way_gives_what_the_careful_way_gives(scraps):
    text = "\n".join(scraps)
    straight = clean_data(text)
    if straight is not None:
        assert (straight, []) == noted_data("x.yml", text)
        assert list(straight) == list(noted_data("x.yml", text)[0])


def test_what_is_clean_goes_the_straight_way():
    """Every clean file of the example sites: else the straight way would be of no use."""
    for path in (Path(__file__).parent / "sites").glob("*/content/**/*.yml"):
        text = path.read_text("utf-8")
        data, problems = noted_data(path.name, text)
        if data and not problems:
            assert clean_data(text) == data


@pytest.mark.parametrize("depth", range(18, 30))
def test_depth_is_judged_the_same_on_both_ways(depth):
    text = "a: " + "[" * depth + "]" * depth
    doc, problems = read_yaml("x.yml", text.encode())
    assert (doc, problems) == ((None, noted_data("x.yml", text)[1]) if problems else (doc, []))
    assert bool(problems) == (depth > MAX_DEPTH - 1)
