"""Public addresses stay: remembered, redirected, withdrawn; a page that vanishes stops the build."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import timpora
from generator.disclosure.addresses import NAME
from generator.editing.remembering import remember
from generator.engine.build import Options, build
from generator.engine.permanence import check_project, find_addresses
from generator.problems import Exit
from generator.settings import Project, read_settings

TODAY = date(2025, 7, 1)
MEETING = "rapat/2024/2024-09-11-rakor-timpora-contoh/"
RECORD = "content/meetings/2024/2024-09-11-rakor-timpora-contoh.yml"
PAGE = "pengetahuan/melapor/"


def open_project(root: Path) -> Project:
    project, problems = read_settings(root / "site_config.yml")
    assert project is not None, problems
    return project


def run(site: Path, *arguments: str) -> tuple[int, str, str]:
    command = ["addresses", "-f", str(site / "site_config.yml"), "--as-of", "2025-07-01"]
    done = CliRunner().invoke(timpora, [*command, *arguments], catch_exceptions=False)
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def kept(site: Path) -> Path:
    """The small good site, its addresses remembered."""
    assert run(site, "--update")[0] == 0
    return site


def write(site: Path, text: str) -> None:
    """Add entries for former pages to the remembered addresses."""
    path = site / NAME
    path.write_text(text + path.read_text("utf-8"), encoding="utf-8")


def codes(site: Path) -> list[str]:
    return [str(one.code) for one in check_project(open_project(site), TODAY)[1]]


def make(site: Path) -> Exit:
    return build(open_project(site), Options(TODAY, output=site / "out")).exit


def remove_page(site: Path) -> None:
    for path in (site / "content" / "knowledge").rglob("melapor*.md"):
        path.unlink()


def close_meeting(site: Path) -> None:
    path = site / RECORD
    path.write_text(
        path.read_text("utf-8").replace("grade: terbuka", "grade: terbatas", 1), "utf-8"
    )


def tombstones(why: str) -> str:
    """Entries for the closed meeting, and for the year of decisions that held nothing else."""
    lines = (
        f"  - {{address: {address}, since: 2025-06-02, why: {why}}}\n"
        for address in (MEETING, "tindak-lanjut/2024/")
    )
    return "withdrawn:\n" + "".join(lines)


def test_update_remembers_every_public_page_and_nothing_else(kept: Path) -> None:
    project = open_project(kept)
    addresses = find_addresses(project, TODAY)
    assert addresses.remembered
    assert addresses.remembered.file.published == addresses.today
    assert not addresses.new
    assert make(kept) is Exit.FINE
    pages = {
        path.parent.relative_to(kept / "out" / "public").as_posix() + "/"
        for path in (kept / "out" / "public").rglob("index.html")
    }
    assert set(addresses.today) == pages - {"./"}


def test_a_page_that_vanishes_is_an_error_at_its_line(kept: Path) -> None:
    remove_page(kept)
    code, _, said = run(kept)
    lines = (kept / NAME).read_text("utf-8").splitlines()
    assert code == 1
    for address in (PAGE, f"en/{PAGE}"):
        assert f"{NAME}:{lines.index(f'  - {address}') + 1}:5: galat ADR001" in said
    assert codes(kept) == ["ADR001", "ADR001"]
    assert make(kept) is Exit.PROBLEMS
    assert not (kept / "out").exists()


def test_what_was_never_published_may_vanish(site: Path) -> None:
    remove_page(site)
    assert codes(site) == []
    (site / NAME).write_text("published: [en/]\n", encoding="utf-8")
    assert codes(site) == []


def test_update_does_not_paper_over_what_is_gone(kept: Path) -> None:
    before = (kept / NAME).read_text("utf-8")
    remove_page(kept)
    assert run(kept, "--update")[0] == 1
    assert (kept / NAME).read_text("utf-8") == before


def test_a_moved_page_is_redirected_in_both_languages(kept: Path) -> None:
    remove_page(kept)
    write(kept, f"moved:\n  - {{address: {PAGE}, to: pengetahuan/}}\n")
    assert codes(kept) == []
    assert make(kept) is Exit.FINE
    for folder, back in (("", "../../"), ("en/", "../../../en/")):
        page = (kept / "out/public" / folder / PAGE / "index.html").read_text("utf-8")
        assert f'content="0; url={back}pengetahuan/index.html"' in page
        assert f'<a href="{back}pengetahuan/index.html">' in page
        assert '<meta name="robots" content="noindex">' in page
        assert '<link rel="canonical" href="' in page
    assert PAGE not in (kept / "out/public/sitemap.xml").read_text("utf-8")


def test_a_withdrawn_page_says_when_and_why(kept: Path) -> None:
    remove_page(kept)
    why = "{id: alasan contoh, en: reason (contoh)}"
    write(kept, f"withdrawn:\n  - {{address: {PAGE}, since: 2025-06-02, why: {why}}}\n")
    assert make(kept) is Exit.FINE
    page = (kept / "out/public" / PAGE / "index.html").read_text("utf-8")
    assert "Ditarik pada 2 Juni 2025. Alasan: alasan contoh" in page
    english = (kept / "out/public/en" / PAGE / "index.html").read_text("utf-8")
    assert "Withdrawn on 2 June 2025. Reason: reason (contoh)" in english
    assert '<meta name="robots" content="noindex">' in page
    assert 'rel="canonical"' not in page
    assert PAGE not in (kept / "out/public/sitemap.xml").read_text("utf-8")


def test_a_page_that_was_closed_says_nothing_but_what_the_editor_wrote(kept: Path) -> None:
    title = "Rapat koordinasi Timpora"
    close_meeting(kept)
    assert "ADR001" in codes(kept)
    write(kept, tombstones("alasan contoh"))
    assert make(kept) is Exit.FINE
    page = (kept / "out/public" / MEETING / "index.html").read_text("utf-8")
    assert title not in page
    assert "terbatas" not in page.lower()
    identity = MEETING.split("/")[2]
    for path in (kept / "out/public").rglob("*"):
        if path.is_file() and identity not in path.as_posix():
            assert identity.encode() not in path.read_bytes(), path
    assert (kept / "out/internal" / MEETING / "index.html").is_file()


def test_a_reason_that_quotes_what_was_closed_is_refused(kept: Path) -> None:
    record = (kept / RECORD).read_text("utf-8")
    sentence = next(
        line.split("text:", 1)[1].strip(" '\"")
        for line in record.splitlines()
        if "text:" in line and len(line) > 40 and ">" not in line
    )
    close_meeting(kept)
    why = json.dumps(sentence, ensure_ascii=False)
    write(kept, tombstones(why))
    assert make(kept) is Exit.WOULD_DISCLOSE


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("moved: [{address: lama/, to: pengetahuann/}]", ["ADR002"]),
        (f"moved: [{{address: lama/, to: {MEETING}}}]", []),
        ("moved: [{address: a/, to: b/}, {address: b/, to: a/}]", ["ADR003", "ADR003"]),
        ("moved: [{address: a/, to: a/}]", ["ADR003"]),
        ("moved: [{address: a/, to: b/}, {address: b/, to: wilayah/}]", ["ADR003"]),
        (f"moved: [{{address: {PAGE}, to: wilayah/}}]", ["ADR004"]),
        (f"withdrawn: [{{address: {PAGE}, since: 2025-01-01, why: x}}]", ["ADR004"]),
        ("withdrawn: [{address: a/, since: 2025-01-01, why: x}]\nmoved: [{address: a/, to: wilayah/}]",
         ["ADR005"]),
        ("moved: [{address: en/a/, to: wilayah/}]", ["ADR006"]),
        ("moved: [{address: a/index.html, to: ../x/}]", ["ADR006", "ADR006"]),
        ("withdrawn: [{address: a/}]", ["KEY002", "KEY002"]),
        ("movd: []", ["KEY001"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_file(text: str, found: list[str], kept: Path) -> None:
    write(kept, f"{text}\n")
    assert codes(kept) == found


def test_a_members_page_cannot_be_led_to(kept: Path) -> None:
    close_meeting(kept)
    (kept / NAME).write_text(f"moved: [{{address: a/, to: {MEETING}}}]\n", encoding="utf-8")
    assert "ADR002" in codes(kept)


def test_a_language_that_is_dropped_is_answered_in_the_other(kept: Path) -> None:
    remove_page(kept)
    write(kept, f"withdrawn:\n  - {{address: {PAGE}, since: 2025-06-02, why: alasan contoh}}\n")
    config = kept / "site_config.yml"
    config.write_text(config.read_text("utf-8").replace("[id, en]", "[id]"), encoding="utf-8")
    assert codes(kept) == []
    assert make(kept) is Exit.FINE
    redirect = (kept / "out/public/en/wilayah/index.html").read_text("utf-8")
    assert 'content="0; url=../../wilayah/index.html"' in redirect
    assert '<html lang="id">' in redirect
    assert "alasan contoh" in (kept / "out/public/en" / PAGE / "index.html").read_text("utf-8")


def test_a_language_that_is_dropped_answers_nothing_but_pages(kept: Path) -> None:
    """Otherwise a line of the file would become a public page that nobody approved."""
    config = kept / "site_config.yml"
    config.write_text(config.read_text("utf-8").replace("[id, en]", "[id]"), encoding="utf-8")
    path = kept / NAME
    path.write_text(path.read_text("utf-8") + "  - en/kata-rekaan/\n", encoding="utf-8")
    assert codes(kept) == ["ADR001"]


def test_the_own_language_can_be_dropped_as_well(kept: Path) -> None:
    config = kept / "site_config.yml"
    config.write_text(config.read_text("utf-8").replace("[id, en]", "[en]"), encoding="utf-8")
    assert codes(kept) == []
    assert make(kept) is Exit.FINE
    redirect = (kept / "out/public/wilayah/index.html").read_text("utf-8")
    assert 'content="0; url=../en/wilayah/index.html"' in redirect
    assert "http-equiv" not in (kept / "out/public/en/wilayah/index.html").read_text("utf-8")


# The file as the command writes it


def test_writing_keeps_what_an_editor_wrote() -> None:
    text = (
        "# catatan\nmoved:\n  - {address: a/, to: b/}  # alasan\n\npublished:\n"
        "    # tentang b\n    - b/\n    - 'd/'  # d\n\n# akhir\nwithdrawn: []\n"
    )
    assert remember(text, ["c/", "a/", "e/", "b/"]) == (
        "# catatan\nmoved:\n  - {address: a/, to: b/}  # alasan\n\npublished:\n"
        "    - a/\n    # tentang b\n    - b/\n    - c/\n    - 'd/'  # d\n    - e/\n"
        "\n# akhir\nwithdrawn: []\n"
    )
    assert remember(text, ["b/", "d/"]) == text


@pytest.mark.parametrize("text", ["", "published: []\n", "published:\n", "moved: []\n"])
def test_a_list_is_begun_where_there_is_none(text: str) -> None:
    assert remember(text, ["b/", "a/"]).endswith("published:\n  - a/\n  - b/\n")


def test_json_and_terminal_say_the_same(kept: Path) -> None:
    write(
        kept,
        "moved: [{address: a/, to: wilayah/}]\nwithdrawn: [{address: b/, since: 2025-01-01, why: x}]\n",
    )
    told = json.loads(run(kept, "--json")[1])
    assert [(one["what"], one["address"]) for one in told] == [("moved", "a/"), ("withdrawn", "b/")]
    _, said, _ = run(kept)
    assert "pindah   a/  -> wilayah/" in said
    assert "ditarik  b/  2025-01-01  x" in said


def test_many_addresses_are_checked_quickly(kept: Path) -> None:
    """Addresses that no page has: an error each, and none of them costs a search."""
    many = "".join(f"  - tidak-ada/{number}/\n" for number in range(5_000))
    (kept / NAME).write_text(f"published:\n{many}", encoding="utf-8")
    assert codes(kept) == ["ADR001"] * 5_000
