"""`timpora init`: the starter is complete, its content is right, and nothing is overwritten."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.editing.starting import start_project

ROOT = Path(__file__).parent.parent
STARTER = ROOT / "generator" / "editing" / "starter"


def timpora(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


@pytest.mark.parametrize("before", ["absent", "empty", "git only", "below absent"])
def test_the_starter_is_written_where_nothing_is_lost(tmp_path, before):
    folder = tmp_path / "a" / "b" / "kantor" if before == "below absent" else tmp_path / "kantor"
    if before in ("empty", "git only"):
        folder.mkdir()
    if before == "git only":
        (folder / ".git").mkdir()
        (folder / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    names, problems = start_project(folder)
    assert problems == []
    assert names == sorted(names)
    assert set(names) == files(folder)
    assert {".gitignore", "README.md", "site_config.yml"} < set(names)
    assert [path.name for path in folder.parent.iterdir()] == ["kantor"]
    if before == "git only":
        assert (folder / ".git" / "HEAD").read_text() == "ref: refs/heads/main\n"


def test_the_current_folder_may_be_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names, problems = start_project(Path())
    assert (problems, set(names)) == ([], files(tmp_path))


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path):
    (tmp_path / "catatan.txt").write_text("penting")
    names, problems = start_project(tmp_path)
    assert (names, [problem.code for problem in problems]) == ([], ["OUT004"])
    assert files(tmp_path) == {"catatan.txt"}
    run = timpora("init", str(tmp_path), "--lang", "en", cwd=tmp_path)
    assert run.returncode == 2
    assert "is not empty" in run.stderr


def test_a_file_of_that_name_is_left_alone(tmp_path):
    (tmp_path / "kantor").write_text("penting")
    assert [problem.code for problem in start_project(tmp_path / "kantor")[1]] == ["OUT004"]
    assert (tmp_path / "kantor").read_text() == "penting"


@pytest.mark.parametrize("there", [False, True], ids=["new folder", "folder with .git"])
def test_a_disk_that_refuses_leaves_nothing_behind(tmp_path, monkeypatch, there):
    folder = tmp_path / "kantor"
    if there:
        (folder / ".git").mkdir(parents=True)
    rename, done = Path.rename, []

    def refuse(path, target):
        if len(done) == there * 2:
            raise OSError(28, "No space left on device")
        done.append(target)
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    names, problems = start_project(folder)
    assert (names, [problem.code for problem in problems]) == ([], ["OUT003"])
    assert "No space left" in problems[0].message()
    assert [path.name for path in tmp_path.iterdir()] == (["kantor"] if there else [])
    assert not there or [path.name for path in folder.iterdir()] == [".git"]


def test_what_it_writes_passes_the_strict_check_and_builds(tmp_path):
    office = tmp_path / "kantor"
    run = timpora("init", "kantor", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert "timpora build" in run.stdout
    checked = timpora("check", "--strict", cwd=office)
    assert checked.returncode == 0, checked.stderr
    assert "0 galat, 0 peringatan" in checked.stdout
    built = timpora("build", "--strict", cwd=office)
    assert built.returncode == 0, built.stderr
    public = (office / "site/public/rapat/2026/2026-11-12-rapat-contoh/index.html").read_text()
    assert "Penjelasan bersama" in public
    assert "Rencana operasi" not in public
    assert not (office / "site/public/rapat/2027").exists()
    assert (office / "site/internal/rapat/2027/2027-01-14-rapat-contoh/index.html").is_file()
    ignored = (office / ".gitignore").read_text().splitlines()
    assert "/site/" in ignored


def test_every_starter_file_says_that_it_is_an_example():
    real = {"uu-6-2011.yml", "pp-31-2013.yml", "glossary.yml", "dot-gitignore"}
    for path in STARTER.rglob("*"):
        if path.is_file() and path.name not in real:
            assert re.search("contoh", path.read_text(encoding="utf-8"), re.IGNORECASE), path.name


def test_the_regulations_agree_with_our_own_records():
    for name in ("uu-6-2011.yml", "pp-31-2013.yml"):
        own = (ROOT / "content" / "regulations" / name).read_text(encoding="utf-8")
        starter = (STARTER / "content" / "regulations" / name).read_text(encoding="utf-8")
        for key in ("year", "enacted", "promulgated", "type", "abbreviation"):
            (line,) = re.findall(rf"^{key}: .*$", starter, re.MULTILINE)
            assert line in own.splitlines(), line
        for number in re.findall(r"^    number: .*$", starter, re.MULTILINE):
            assert number in own.splitlines(), number
