"""Commits that touch only what a site withholds change no byte of it: neither day, nor count, nor name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from generator.disclosure.disclose import disclose
from generator.editing.past_changes import historian_of
from generator.engine.rendering import render_site
from generator.pages.plan import derive, plan_internal
from generator.pages.render import render_page
from generator.settings import INTERNAL, PUBLIC, read_settings
from tests.gitting import Repository

TODAY = date(2025, 7, 1)
MEETING = "content/meetings/2024/2024-09-11-rakor-timpora-contoh.yml"
Files = Mapping[str, bytes]


def _sites(root: Path, *, history: bool = True) -> tuple[Files, Files]:
    """Every file of the public site, and every page body of the members' site."""
    project, problems = read_settings(root / "site_config.yml")
    assert project is not None, problems
    historian = historian_of(project) if history else None
    views = disclose(project, TODAY, historian=historian).views
    public = render_site(derive(views[PUBLIC], TODAY), project.settings)
    bodies = {
        spec.file: render_page(spec, INTERNAL, project.settings).encode()
        for spec in plan_internal(derive(views[INTERNAL], TODAY))
    }
    return public, bodies


@pytest.fixture
def repository(site: Path) -> Repository:
    config = site / "site_config.yml"
    config.write_text(
        f"repository: https://git.contoh.example/isi\n{config.read_text('utf-8')}", "utf-8"
    )
    return Repository.begin(site, "mulai", "2024-01-02")


def test_a_commit_of_withheld_things_changes_no_public_byte(repository: Repository) -> None:
    root = repository.root
    before, members = _sites(root)
    changes = [
        ("\nsecretariat_note: Undangan", "\nsecretariat_note: Surat undangan"),
        ("text: Daftar penginapan yang belum", "text: Daftar hotel yang belum"),
        ("text: Menyusun jadwal patroli bersama", "text: Menyusun jadwal patroli"),
        ("venue: Aula Kantor", "venue: Ruang Kantor"),
    ]
    for number, (old, new) in enumerate(changes, 1):
        repository.change(MEETING, old, new)
        repository.commit(f"ubah {number}", f"2025-03-0{number}", f"Orang {number}")
    after, told = _sites(root)
    assert after == before
    assert told != members  # members see these changes, so the test can fail


def test_a_commit_above_the_members_changes_no_byte_of_theirs(repository: Repository) -> None:
    root = repository.root
    before = _sites(root)
    note = "\nconfidential_note: Pelapor minta namanya dijaga (contoh).\nsecretariat_note:"
    repository.change(MEETING, "\nsecretariat_note:", note, "catat pelapor", "2025-03-01")
    repository.change(MEETING, "minta", "meminta", "perbaiki", "2025-03-02")
    path = root / "content/meetings/2025/2025-02-02-tertutup-contoh.yml"
    path.write_text(
        "title: Rapat tertutup contoh\ndate: 2025-02-02\nsource: notula\nstage: disahkan\n"
        "grade: rahasia\n",
        "utf-8",
    )
    repository.commit("rapat tertutup", "2025-03-03", "Orang Rahasia")
    repository.change(MEETING, "meminta", "mohon")  # not committed
    assert _sites(root) == before


def test_the_public_site_knows_nothing_of_git(repository: Repository) -> None:
    repository.change(MEETING, "11.45", "12.00", "perbaiki jam", "2025-03-01")
    public, members = _sites(repository.root)
    assert public == _sites(repository.root, history=False)[0]
    commit = repository.git("rev-parse", "HEAD").strip()
    told = (commit[:7], "Ani Contoh", "perbaiki jam", "git.contoh.example", "git log")
    for name, raw in public.items():
        for word in told:
            assert word.encode() not in raw, f"{name}: {word}"
    page = members[f"rapat/2024/{Path(MEETING).stem}/index.html"].decode()
    assert all(word in page for word in told)
