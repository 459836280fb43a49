"""The guard finds withheld values in whatever form they come out, and only those."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from generator.disclosure.disclose import disclose
from generator.disclosure.guard import guard
from generator.engine.build import Options, build
from generator.problems import Exit
from generator.settings import PUBLIC, Project, read_settings

TODAY = date(2025, 6, 1)
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
