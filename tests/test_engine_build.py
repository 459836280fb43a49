"""The flow as a whole: same bytes everywhere, all or nothing, never somebody else's folder."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from generator.disclosure.disclose import disclose
from generator.engine import build as flow
from generator.engine.build import Options, build
from generator.engine.store import NAME as STORE
from generator.pages.render import Renderer
from generator.problems import Exit
from generator.settings import Project, read_settings

TODAY = date(2025, 7, 1)


def _open(root: Path) -> Project:
    project, problems = read_settings(root / "site_config.yml")
    assert project is not None, problems
    return project


def _tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _run(root: Path, out: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "generator", "build", "-d", str(out), "--as-of", "2025-07-01"]
    command += ["-f", str(root / "site_config.yml")]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )


def test_the_command_builds_both_sites(site: Path, tmp_path: Path) -> None:
    done = _run(site, tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "public" in done.stdout
    stages = [line.split(" (")[0] for line in done.stderr.splitlines()]
    assert stages == [
        "membaca dan memeriksa isi",
        "merencanakan halaman",
        "membuat situs publik",
        "menguji perlindungan angka",
        "merencanakan halaman",
        "membuat situs anggota",
        "membuat indeks pencarian",
        "mencari nilai yang ditahan",
        "memasang hasil",
    ]
    assert "index.html" in done.stdout
    for name in ("public", "internal"):
        assert (tmp_path / "out" / name / "index.html").is_file()


def test_same_bytes_in_another_process_place_zone_locale_and_order(
    site: Path, tmp_path: Path
) -> None:
    first = _run(site, tmp_path / "one", PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    elsewhere = tmp_path / "folder lain" / "kantor"
    elsewhere.mkdir(parents=True)
    for path in sorted(site.rglob("*"), reverse=True):
        if path.is_file():
            target = elsewhere / path.relative_to(site)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    second = _run(elsewhere, tmp_path / "two", PYTHONHASHSEED="2", TZ="Asia/Jakarta", LC_ALL="C")
    assert first.returncode == second.returncode == 0, first.stderr + second.stderr
    assert _tree(tmp_path / "one") == _tree(tmp_path / "two")


def test_the_manifest_names_every_file(site: Path, tmp_path: Path) -> None:
    built = build(_open(site), Options(TODAY, output=tmp_path / "out"))
    assert built.exit is Exit.FINE
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    files = _tree(tmp_path / "out")
    assert {name: entry["sha256"] for name, entry in manifest.items()} == {
        name: digest for name, digest in files.items() if name not in (".timpora", "manifest.json")
    }


def test_a_withdrawn_record_is_gone_from_the_next_state(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(_open(site), Options(TODAY, output=out))
    page = out / "public" / "pengetahuan" / "melapor" / "index.html"
    assert page.is_file()
    source = site / "content" / "knowledge" / "melapor.md"
    source.write_text(source.read_text("utf-8").replace("terbuka", "terbatas", 1), encoding="utf-8")
    built = build(_open(site), Options(TODAY, output=out))
    assert built.exit is Exit.FINE, built.problems
    assert not page.exists()
    assert "melapor" not in (out / "public" / "sitemap.xml").read_text("utf-8")


def test_wrong_content_leaves_the_old_sites_untouched(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(_open(site), Options(TODAY, output=out))
    before = _tree(out)
    (site / "content" / "glossary.yml").write_text("terms: [", encoding="utf-8")
    built = build(_open(site), Options(TODAY, output=out))
    assert built.exit is Exit.PROBLEMS
    assert _tree(out) == before


def test_an_error_while_rendering_leaves_the_old_sites_untouched(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    build(_open(site), Options(TODAY, output=out))
    before = _tree(out)
    calls = iter(range(1_000))

    def _fail_late(*_: object) -> str:
        if next(calls) > 10:
            raise RuntimeError("contoh")
        return ""

    monkeypatch.setattr(Renderer, "page", _fail_late)
    shutil.rmtree(site / flow.CACHE)
    with pytest.raises(RuntimeError):
        build(_open(site), Options(TODAY, output=out))
    assert _tree(out) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".out-")] == []


def test_a_folder_that_is_not_ours_is_left_alone(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "dokumen"
    out.mkdir()
    (out / "penting.txt").write_text("jangan hilang", encoding="utf-8")
    built = build(_open(site), Options(TODAY, output=out))
    assert built.exit is Exit.USAGE
    assert [problem.code for problem in built.problems] == ["OUT001"]
    assert [path.name for path in out.iterdir()] == ["penting.txt"]


def test_drawings_are_kept_between_builds_and_may_be_deleted(site: Path, tmp_path: Path) -> None:
    add_figures_that_fit(site)
    out, kept = tmp_path / "out", site / flow.CACHE / "charts"
    assert build(_open(site), Options(TODAY, output=out)).exit is Exit.FINE
    first, names = _tree(out), sorted(kept.iterdir())
    assert names
    unused, stale = kept / ("0" * 64 + ".svg"), 100 * 24 * 3600
    unused.write_text("dari isi yang lama", encoding="utf-8")
    for path in (unused, *names):
        os.utime(path, (path.stat().st_atime - stale, path.stat().st_mtime - stale))
    names[0].write_bytes(b"rusak")
    (site / flow.CACHE / STORE).unlink()
    assert build(_open(site), Options(TODAY, output=out)).exit is Exit.FINE
    assert _tree(out) == first
    assert sorted(kept.iterdir()) == names
    shutil.rmtree(site / flow.CACHE)
    assert build(_open(site), Options(TODAY, output=out)).exit is Exit.FINE
    assert _tree(out) == first


def add_figures_that_fit(site: Path) -> None:
    """A third kind of action, so that the table gets a picture (contoh)."""
    folder = site / "content" / "statistics" / "tak-kanim-contoh"
    for name, old, new in (
        (
            "dataset.yml",
            "      - {code: biaya-beban",
            "      - {code: lain, label: Lain}\n      - {code: biaya-beban",
        ),
        ("2023.yml", "total: 120", "total: 161"),
        (
            "2023.yml",
            "  - {jenis: biaya-beban",
            "  - {jenis: lain, count: 41}\n  - {jenis: biaya-beban",
        ),
        ("published.yml", "_T: 120", "_T: 161\n        lain: 41"),
    ):
        path = folder / name
        path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")


def test_a_leak_past_the_wall_is_refused(site: Path, tmp_path: Path, monkeypatch) -> None:
    """If a page ever did hold a withheld value, nothing would be published."""
    out = tmp_path / "out"
    build(_open(site), Options(TODAY, output=out))
    before = _tree(out)
    disclosed = disclose(_open(site), TODAY)
    values = disclosed.withheld["public"].values
    secret = next(value for value, source in values.items() if value not in source)
    real = Renderer.page
    monkeypatch.setattr(Renderer, "page", lambda *given: real(*given) + secret)
    shutil.rmtree(site / flow.CACHE)
    built = build(_open(site), Options(TODAY, output=out))
    assert built.exit is Exit.WOULD_DISCLOSE
    leaks = [problem for problem in built.problems if problem.code == "DIS001"]
    assert leaks
    assert all(secret not in problem.message() for problem in leaks)
    assert _tree(out) == before
