"""A folder of records, changed at random or on purpose: problems, never an exception."""

from __future__ import annotations

import shutil
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.disclosure.disclose import disclose, inspect
from generator.problems import format_problem, has_errors
from generator.settings import read_settings

ROOT = Path(__file__).parent.parent
OK = ROOT / "tests" / "sites" / "ok"
FILES = sorted(path.relative_to(OK) for path in (OK / "content").rglob("*") if path.is_file())


def problems_of(root: Path):
    project, problems = read_settings(root / "site_config.yml")
    return problems if project is None else inspect(project, date(2025, 7, 1))[1]


def test_the_good_site_is_good(site):
    assert problems_of(site) == ()


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    return Path(shutil.copytree(OK, tmp_path_factory.mktemp("acak") / "ok"))


LINES = st.sampled_from(
    b"grade: terbukaa|grades: {title: rahasia}|  - x|date: 2026-02-30|see: [apoa]|body: x|rows:"
    b"|csv: 2024.csv|names: []|id: [a]|\tx|a: &a *a|---".split(b"|")
)


@settings(max_examples=50)
@given(st.data())
def test_any_change_of_a_file_gives_problems_at_most(scratch, data):
    name = data.draw(st.sampled_from(FILES))
    raw = (OK / name).read_bytes()
    lines = raw.split(b"\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    how = data.draw(st.sampled_from(["drop", "twice", "swap", "line", "bytes", "cut", "empty"]))
    if how == "drop":
        changed = b"\n".join(lines[:at] + lines[at + 1 :])
    elif how == "twice":
        changed = b"\n".join([*lines[: at + 1], lines[at], *lines[at + 1 :]])
    elif how == "swap":
        changed = b"\n".join(reversed(lines))
    elif how == "line":
        changed = b"\n".join([*lines[:at], data.draw(LINES), *lines[at + 1 :]])
    elif how == "bytes":
        where = data.draw(st.integers(0, len(raw)))
        changed = raw[:where] + data.draw(st.binary(max_size=5)) + raw[where + 1 :]
    elif how == "cut":
        changed = raw[: data.draw(st.integers(0, len(raw)))]
    else:
        changed = b""
    (scratch / name).write_bytes(changed)
    try:
        found = problems_of(scratch)
        project, _ = read_settings(scratch / "site_config.yml")
        assert bool(disclose(project, date(2025, 6, 1)).views) == (not has_errors(found))
    finally:
        (scratch / name).write_bytes(raw)
    for problem in found:
        for lang in ("id", "en"):
            shown = format_problem(problem, lang)
            assert all(line.isprintable() for line in shown.split("\n"))


@settings(max_examples=30)
@given(st.data())
def test_any_change_of_the_settings_gives_problems_at_most(scratch, data):
    raw = (OK / "site_config.yml").read_bytes()
    start = data.draw(st.integers(0, len(raw)))
    length = data.draw(st.integers(0, 30))
    changed = raw[:start] + data.draw(st.binary(max_size=4)) + raw[start + length :]
    (scratch / "site_config.yml").write_bytes(changed)
    try:
        project, problems = read_settings(scratch / "site_config.yml")
        assert project is not None or has_errors(problems)
    finally:
        (scratch / "site_config.yml").write_bytes(raw)


def test_a_mistyped_key_does_not_hide_other_problems(site):
    meeting = site / "content/meetings/2024/2024-09-11-rakor-timpora-contoh.yml"
    text = meeting.read_text(encoding="utf-8")
    text = text.replace("venue:", "venu:").replace("pemkot-contoh]", "pemkot-conto]")
    meeting.write_text(text.replace("2024-12-31", "2024-01-31"), encoding="utf-8")
    assert [problem.code for problem in problems_of(site)] == [
        "KEY001",
        "KEY001",
        "REF001",
        "MTG004",
    ]


def test_items_left_out_do_not_shift_the_places_of_others(site):
    meeting = site / "content/meetings/2024/2024-09-11-rakor-timpora-contoh.yml"
    lines = meeting.read_text(encoding="utf-8").split("\n")
    broken = lines.index("    text: Menyusun daftar penginapan.")
    lines[broken] = "    txt: Menyusun daftar penginapan."
    second = lines.index("    responsible: [polres-contoh, kanim-contoh]")
    lines[second] = "    responsible: [polres-contoh, kanim-conto]"
    meeting.write_text("\n".join(lines), encoding="utf-8")
    found = [problem for problem in problems_of(site) if problem.code == "REF001"]
    assert [(problem.place.line, problem.key) for problem in found] == [
        (second + 1, "actions[1].responsible[1]")
    ]


@pytest.mark.parametrize(
    "name",
    ["places.yml", "glossary.yml", "organisations/kanim-contoh.yml", "regulations/uu-6-2011.yml"],
)
def test_an_unreadable_file_is_one_problem(site, name):
    (site / "content" / name).write_text('title: "\n', encoding="utf-8")
    assert [problem.code for problem in problems_of(site)] == ["YAML001"]


def test_a_whole_missing_file_is_said_of_each_reference(site):
    (site / "content/regulations/uu-6-2011.yml").unlink()
    assert {problem.code for problem in problems_of(site)} == {"REF001"}


def test_nothing_outside_the_content_is_read(site):
    outside = site / "rahasia.md"
    outside.write_text("Jangan dibaca [[tidak-ada]].\n", encoding="utf-8")
    csv = site / "rahasia.csv"
    csv.write_text("jenis,count\nrahasia,1\n", encoding="utf-8")
    for name, target in (("knowledge/persiapan.en.md", outside), ("", csv)):
        link = site / "content" / (name or "statistics/tak-kanim-contoh/2024.csv")
        link.unlink(missing_ok=True)
        link.symlink_to(target)
    problems = problems_of(site)
    assert sorted(problem.code for problem in problems) == ["FILE007", "FILE007", "STA012"]
    assert "rahasia," not in "".join(problem.excerpt for problem in problems)


def test_checking_the_real_content_is_quick():
    """Well under a second on any machine of today; ten times that is a mistake."""
    started = time.perf_counter()
    assert not has_errors(problems_of(ROOT))
    assert time.perf_counter() - started < 5


def test_thousands_of_problems_take_seconds(site):
    rows = "".join(f"  - {{jenis: deportas{n}, count: {n}x}}\n" for n in range(3_000))
    period = site / "content/statistics/tak-kanim-contoh/2023.yml"
    period.write_text(f"period: 2023\ngrade: terbuka\nrows:\n{rows}", encoding="utf-8")
    keys = "".join(f"kunci{n}: x\n" for n in range(3_000))
    meeting = site / "content/meetings/2025/2025-01-15-rakor-timpora-contoh.yml"
    meeting.write_text(meeting.read_text(encoding="utf-8") + keys, encoding="utf-8")
    started = time.perf_counter()
    assert len(problems_of(site)) >= 6_000
    assert time.perf_counter() - started < 20
