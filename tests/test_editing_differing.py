"""`timpora diff` beside real git revisions, the last build and the last approval."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.offices import MEETING, change, git, keep, run

DATASET = "content/statistics/tak-kanim-contoh"


@pytest.fixture
def office(site: Path) -> Path:
    keep(site, "awal")
    return site


def _changes(root: Path, *arguments: str) -> list[dict]:
    code, said, wrong = run(root, "diff", "--format", "json", *arguments)
    assert code == 0, wrong
    found: list[dict] = json.loads(said)["changes"]
    return found


def test_nothing_changed_since_the_commit(office: Path) -> None:
    assert _changes(office, "HEAD") == []
    assert "Tidak ada yang berbeda." in run(office, "diff", "HEAD")[1]
    assert "Nothing differs." in run(office, "diff", "HEAD", "--lang", "en")[1]


def test_beside_a_revision(office: Path) -> None:
    change(office, MEETING, "chair: {name: Sri Contoh,", "chair: {name: Sri Contoh Dua,")
    change(office, MEETING, "grades:\n  venue: terbatas\n", "")
    keep(office, "kedua")
    change(office, MEETING, "dilakukan setiap triwulan", "dilakukan setiap bulan")
    found = {(one["state"], one["group"], one["label"]) for one in _changes(office, "HEAD~1")}
    assert found == {
        ("changed", "names", "Pimpinan rapat › Nama"),
        ("new", "rest", "Tempat"),
        ("changed", "minutes", "Keputusan k1 › Keputusan"),
    }
    (only,) = _changes(office, "HEAD")
    assert only["before"] == "Pendataan penginapan dilakukan setiap triwulan."
    assert only["after"] == "Pendataan penginapan dilakukan setiap bulan."
    assert only["path"] == ["decisions", "k1", "text"]


def test_a_new_and_a_deleted_record(office: Path) -> None:
    (office / MEETING).unlink()
    for name in ("2025/2025-01-15-rakor-timpora-contoh.yml",):
        text = (office / "content/meetings" / name).read_text(encoding="utf-8")
        start = text.index("follow_ups:")
        (office / "content/meetings" / name).write_text(text[:start], encoding="utf-8")
    found = _changes(office, "HEAD")
    gone = {one["record"] for one in found if one["state"] == "withdrawn"}
    assert "meeting/2024-09-11-rakor-timpora-contoh" in gone
    assert any(
        one["label"] == "Halaman" and one["before"].startswith("rapat/2024/") for one in found
    )
    assert any(one["group"] == "files" for one in found)


def test_the_repository_is_left_alone(office: Path) -> None:
    change(office, MEETING, "dilakukan setiap triwulan", "dilakukan setiap bulan")
    git(office, "add", "--all")
    state = git(office, "status", "--porcelain=v2", "--branch"), git(office, "worktree", "list")
    _changes(office, "HEAD")
    assert state == (
        git(office, "status", "--porcelain=v2", "--branch"),
        git(office, "worktree", "list"),
    )


def test_a_project_inside_a_larger_repository(site: Path) -> None:
    root = site.parent
    (root / ".gitattributes").write_text("*.yml export-ignore\n")
    keep(root, "awal")
    change(site, MEETING, "dilakukan setiap triwulan", "dilakukan setiap bulan")
    assert [one["state"] for one in _changes(site, "HEAD")] == ["changed"]


def test_tags_and_branches_are_revisions_too(office: Path) -> None:
    git(office, "tag", "terbit-1")
    git(office, "branch", "lama")
    change(office, MEETING, "dilakukan setiap triwulan", "dilakukan setiap bulan")
    assert _changes(office, "terbit-1") == _changes(office, "lama") == _changes(office, "HEAD")


@pytest.mark.parametrize("revision", ["tidak-ada", "HEAD~99", "--upload-pack=x", "HEAD:content"])
def test_a_revision_that_is_none(office: Path, revision: str) -> None:
    code, _, said = run(office, "diff", "--", revision)
    assert code == 2
    assert "GIT001" in said


def test_without_git(site: Path) -> None:
    code, _, said = run(site, "diff", "HEAD")
    assert (code, "GIT001" in said) == (2, True)


def test_a_revision_that_does_not_pass_the_check(office: Path) -> None:
    change(office, MEETING, "stage: disahkan", "stage: disahkn")
    keep(office, "salah")
    change(office, MEETING, "stage: disahkn", "stage: disahkan")
    code, _, said = run(office, "diff", "HEAD")
    assert code == 1
    assert "GIT002" in said
    assert "1 galat" in said
    assert _changes(office, "HEAD~1") == []


def test_personal_data_that_was_public_once_is_shown_as_withdrawn(office: Path) -> None:
    change(office, MEETING, "Rapat membahas pendataan", "Hubungi 0812 3456 7890 pendataan")
    keep(office, "bocor")
    change(office, MEETING, "Hubungi 0812 3456 7890 pendataan", "Rapat membahas pendataan")
    (only,) = _changes(office, "HEAD")
    assert only["state"] == "changed"


def test_content_with_errors_is_not_compared(office: Path) -> None:
    change(office, MEETING, "Rapat membahas pendataan", "Hubungi 0812 3456 7890 pendataan")
    code, said, wrong = run(office, "diff", "HEAD")
    assert code == 1
    assert "PRV005" in wrong
    assert "7890" not in said + wrong


def test_beside_the_last_build(office: Path, tmp_path: Path) -> None:
    code, said, _ = run(office, "diff", "-d", tmp_path / "out")
    assert code == 0
    assert "karena belum ada yang dibuat" in said
    assert run(office, "build", "-d", tmp_path / "out")[0] == 0
    change(office, MEETING, "dilakukan setiap triwulan", "dilakukan setiap bulan")
    (only,) = _changes(office, "-d", str(tmp_path / "out"))
    assert only["before"] == "Pendataan penginapan dilakukan setiap triwulan."
    (tmp_path / "out" / "facts.json").write_text("{}")
    assert "karena belum ada yang dibuat" in run(office, "diff", "-d", tmp_path / "out")[1]


def test_beside_the_last_approval(office: Path) -> None:
    assert "karena belum ada" in run(office, "diff", "--approved")[1]
    assert run(office, "approve")[0] == 0
    assert _changes(office, "--approved") == []
    change(office, MEETING, "dilakukan setiap triwulan", "dilakukan setiap bulan")
    (only,) = _changes(office, "--approved")
    assert (only["state"], only["before"]) == ("changed", "")
    assert "oleh Sri Contoh <sri@contoh.example>" in run(office, "diff", "--approved")[1]


def test_two_bases_are_one_too_many(office: Path) -> None:
    code, _, said = run(office, "diff", "HEAD", "--approved")
    assert code == 2
    assert "--approved" in said


def test_as_text(office: Path) -> None:
    change(office, MEETING, "chair: {name: Sri Contoh,", "chair: {name: Sri Contoh Dua,")
    long = "Rapat membahas pendataan penginapan di seluruh kawasan pelabuhan dan permukiman di sekitarnya;"
    change(office, MEETING, "summary: Rapat membahas pendataan penginapan;", f'summary: "{long}')
    change(
        office, MEETING, "dan [[uu-6-2011#pasal-69]].\nchair", 'dan [[uu-6-2011#pasal-69]]."\nchair'
    )
    _, said, _ = run(office, "diff", "HEAD")
    assert said.splitlines() == [
        "Yang terbaca di situs publik, dibandingkan dengan revisi HEAD.",
        said.splitlines()[1],
        "",
        "Nama orang (1)",
        "  rapat Rapat koordinasi Timpora Contoh [meeting/2024-09-11-rakor-timpora-contoh]",
        "    ~ Pimpinan rapat › Nama: Sri Contoh → Sri Contoh Dua",
        "",
        "Keputusan, pernyataan, dan tindak lanjut (1)",
        "  rapat Rapat koordinasi Timpora Contoh [meeting/2024-09-11-rakor-timpora-contoh]",
        "    ~ Ringkasan: Rapat membahas pendataan [-penginapan;-] {+penginapan di seluruh kawasan pelabuhan",
        "      dan permukiman di sekitarnya;+} lihat [[apoa]] dan [[uu-6-2011#pasal-69]].",
    ]
    assert said.splitlines()[1].startswith("0 baru, 2 berubah, 0 ditarik. Sidik daftar: ")


def test_in_markdown_nothing_written_by_an_editor_is_mark_up(office: Path) -> None:
    change(office, MEETING, "dilakukan setiap triwulan", "`@semua` **segera**")
    _, said, _ = run(office, "diff", "HEAD", "--format", "markdown")
    assert "### Keputusan, pernyataan, dan tindak lanjut (1)" in said
    (line,) = [line for line in said.splitlines() if line.startswith("- berubah")]
    fence = line[line.index("``") :]
    assert fence.startswith("`` ")
    assert fence.endswith(" ``")
    assert "`@semua`" in fence


def test_figures_that_all_come_are_one_line(office: Path) -> None:
    _, said, _ = run(office, "diff", "-d", office / "tidak-ada")
    lines = [
        line for line in said.splitlines() if "› Tabel" in line or line.startswith("    + Tabel")
    ]
    assert lines
    assert any("deportasi" in line for line in said.splitlines())


def test_the_program_itself(office: Path) -> None:
    change(office, MEETING, "dilakukan setiap triwulan", "dilakukan setiap bulan")
    done = subprocess.run(
        [sys.executable, "-m", "generator", "diff", "HEAD", "--lang", "en", "--as-of", "2025-06-01",
         "-f", str(office / "site_config.yml")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "0 new, 1 changed, 0 withdrawn" in done.stdout
