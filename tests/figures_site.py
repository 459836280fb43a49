"""A dataset of made-up counts (contoh) with everything that a page of figures has to tell apart.

The ledger is written by hand and tells other counts than the rows behind it, so that a page gives
away where it got its figures from. `timpora check` would refuse that; it is not asked here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator.disclosure.view import cut
from generator.engine.rendering import render_site
from generator.pages.plan import World, derive
from generator.pages.statistics import Reading
from generator.records.library import join
from generator.records.reader import read_content
from generator.settings import Project, read_settings

TODAY = date(2025, 7, 1)
_DATASET = """\
# contoh
title: {id: Pelanggaran (contoh), en: Offences (contoh)}
grade: terbuka
office: kanim-contoh
concept: Orang asing yang melanggar.
definition: Dihitung per orang; perkara yang masih diperiksa tidak termasuk.
measure: orang
unit: {id: orang, en: persons}
frequency: bulanan
next_release: 2025-08-01
dimensions:
  - id: wilayah
    label: {id: Kecamatan, en: Sub-district}
    kind: wilayah
    levels:
      - {id: kecamatan, label: Kecamatan}
      - {id: kelurahan, label: Kelurahan}
    codes:
      - {code: u, label: Utara}
      - {code: u1, label: Utara Satu, parent: u}
      - {code: s, label: Selatan}
  - id: jenis
    label: Jenis
    codes:
      - {code: lewat, label: Melewati batas, note: Termasuk yang belum lapor.}
      - {code: palsu, label: Dokumen palsu, since: 2025-03}
publish:
  - {id: jumlah, title: {id: Semua, en: All}, time: [bulan, tahun]}
  - {id: kecamatan, time: [bulan, tahun], by: [wilayah], level: {wilayah: kecamatan}, chart: panel}
  - {id: peta, time: [tahun], by: [wilayah], level: {wilayah: kecamatan}, chart: peta}
  - {id: jenis, time: [bulan], by: [jenis], chart: batang}
  - {id: silang, time: [bulan], by: [wilayah, jenis], level: {wilayah: kecamatan}}
sources:
  - {title: Laporan rekaan}
"""
_YEAR = """\
# contoh
period: 2024
grade: terbuka
released: 2025-01-20
rows:
{rows}
revisions:
  - {date: 2025-02-10, kind: susulan, why: Laporan Januari baru diterima.}
"""
_MONTH = """\
# contoh
period: {period}
grade: terbuka
released: {released}
rows:
  - {wilayah: u1, jenis: lewat, count: {first}}
  - {wilayah: s, jenis: lewat, count: {second}}
  - {wilayah: s, jenis: palsu, count: {third}}
"""
_WITHDRAWN = "withdrawn: {date: 2025-06-02, why: Rekapitulasinya tertukar.}\n"
_LEDGER = """\
# contoh
dimensions: [wilayah, jenis]
plans:
  - {version: 1, since: 2025-01-20, tables: {jumlah: contoh}}
releases:
  - date: 2025-01-20
    kind: rilis
    plan: 1
    cells:
      2024-01: {_T _T: 40, u _T: 22, s _T: 18, _T lewat: 40}
      2024-02: {_T _T: 52, u _T: c, s _T: d, _T lewat: 52}
      2024-04: {_T _T: 31, u _T: 12, s _T: 19, _T lewat: 31, u lewat: 12, s lewat: 19}
      2024: {_T _T: 1234, u _T: 1200, s _T: 34}
  - date: 2025-02-10
    kind: revisi
    plan: 1
    change: susulan
    cells:
      2024-01: {_T _T: 44, u _T: 26}
      2024: {_T _T: 1238, u _T: 1204}
  - date: 2025-05-20
    kind: rilis
    plan: 1
    cells:
      2025-01: {_T _T: 45, u _T: 0, s _T: 45, _T lewat: 45, u lewat: 0, s lewat: 45}
      2025-02: {_T _T: 61, u _T: 21, s _T: 40, _T lewat: 61}
      2025-03: {_T _T: 66, u _T: 26, s _T: 40, _T lewat: 60, _T palsu: 6}
      2025-04: {_T _T: 30, u _T: 10, s _T: 20, _T lewat: c, _T palsu: d, u lewat: c, u palsu: 0}
"""


def add_figures(site: Path, counts: Mapping[str, tuple[int, int, int]] | None = None) -> Path:
    """Put the dataset into the small good site at `site`; `counts` by month behind the ledger."""
    folder = site / "content" / "statistics" / "pelanggaran"
    folder.mkdir()
    known = {
        **{f"2024-{month:02}": (10, 10, 0) for month in range(1, 13)},
        **{f"2025-{month:02}": (10, 10, 3) for month in range(1, 7)},
        **(counts or {}),
    }
    rows = [
        f"  - {{wilayah: u1, jenis: lewat, period: {month}, count: {known[month][0]}}}\n"
        f"  - {{wilayah: s, jenis: lewat, period: {month}, count: {known[month][1]}}}"
        for month in known
        if month.startswith("2024")
    ]
    files = {"dataset.yml": _DATASET, "published.yml": _LEDGER}
    files["2024.yml"] = _YEAR.replace("{rows}", "\n".join(rows))
    for month in range(1, 7):
        period = f"2025-{month:02}"
        text = _MONTH.replace("{period}", period)
        text = text.replace("{released}", "2025-05-20" if month < 6 else "2025-07-20")
        for name, count in zip(("first", "second", "third"), known[period], strict=True):
            text = text.replace(f"{{{name}}}", str(count))
        files[f"{period}.yml"] = text + (_WITHDRAWN if month == 2 else "")
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return site


def open_project(site: Path) -> Project:
    """The project at `site`."""
    project, problems = read_settings(site / "site_config.yml")
    assert project is not None, problems
    return project


def world(site: Path, name: str, today: date = TODAY) -> World:
    """The world of one of its sites."""
    project = open_project(site)
    library, _ = join(read_content(project.content, project.root)[0])
    return derive(cut(library, name, project.settings.sites[name].clearance, today), today)


def reading(site: Path, name: str, today: date = TODAY) -> Reading:
    """The reading of the made-up dataset."""
    return next(one for one in world(site, name, today).readings if one.card.id == "pelanggaran")


def files(site: Path, name: str) -> dict[str, bytes]:
    """Every file of one of its sites."""
    return dict(render_site(world(site, name), open_project(site).settings))
