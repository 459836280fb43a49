"""Downloads: tidy, plain, the same bytes, and valid for the tools that read them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from generator.pages.data import data_files
from generator.settings import INTERNAL, PUBLIC
from tests.figures_site import add_figures, files, reading

FOLDER = "statistik/pelanggaran/"


@pytest.fixture
def downloads(site) -> dict[str, bytes]:
    return dict(data_files([reading(add_figures(site), PUBLIC)], "https://contoh.example/"))


def _rows(downloads) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(downloads[f"{FOLDER}pelanggaran.csv"].decode())))


def _document(downloads) -> dict:
    return json.loads(downloads[f"{FOLDER}pelanggaran.json"])


def test_both_sites_have_them(site) -> None:
    add_figures(site)
    for name in (PUBLIC, INTERNAL):
        made = files(site, name)
        assert {f"{FOLDER}pelanggaran.csv", f"{FOLDER}pelanggaran.json"} <= set(made)
        assert f"{FOLDER}datapackage.json" in made


def test_the_csv_holds_one_row_a_figure(downloads) -> None:
    rows = _rows(downloads)
    assert list(rows[0]) == ["table", "time", "wilayah", "jenis", "value", "status"]
    places = [(row["table"], row["time"], row["wilayah"], row["jenis"]) for row in rows]
    assert len(places) == len(set(places))
    total = {"table": "jumlah", "time": "2024", "wilayah": "_T", "jenis": "_T"}
    assert {**total, "value": "1238", "status": "A"} in rows


def test_protected_missing_and_zero_have_codes_of_their_own(downloads) -> None:
    found = {
        (row["time"], row["wilayah"]): (row["value"], row["status"])
        for row in _rows(downloads)
        if row["table"] == "kecamatan"
    }
    assert found["2024-02", "u"] == found["2024-02", "s"] == ("", "c")
    assert found["2025-01", "u"] == ("0", "A")
    kinds = {
        (row["time"], row["jenis"]): (row["value"], row["status"])
        for row in _rows(downloads)
        if row["table"] == "jenis"
    }
    assert kinds["2024-01", "palsu"] == ("", "M")


def test_withdrawn_periods_are_not_in_the_files(downloads) -> None:
    for name, raw in downloads.items():
        assert b"2025-02" not in raw.replace(b"2025-02-10", b""), name


def test_the_json_lists_each_figure_once(downloads) -> None:
    document = _document(downloads)
    assert list(document) == [
        "id", "title", "measure", "unit", "threshold", "dimensions", "tables", "cells", "revisions",
    ]  # fmt: skip
    keys = [(cell["time"], *sorted(cell["codes"].items())) for cell in document["cells"]]
    assert len(keys) == len(set(keys))
    assert {"time": "2024-02", "codes": {"wilayah": "u"}, "value": None, "status": "c"} in (
        document["cells"]
    )
    assert {"time": "2024", "codes": {}, "value": 1238, "status": "A"} in document["cells"]
    assert document["dimensions"][0]["codes"][1] == {
        "code": "u1", "label": {"id": "Utara Satu"}, "parent": "u",
    }  # fmt: skip
    assert document["tables"][1] == {
        "id": "kecamatan",
        "title": {"id": "Kecamatan", "en": "Sub-district"},
        "time": ["bulan", "tahun"],
        "by": ["wilayah"],
        "level": {"wilayah": "kecamatan"},
    }
    assert document["measure"] == "orang"
    assert document["unit"] == {"id": "orang", "en": "persons"}


def test_the_json_has_the_revisions(downloads) -> None:
    assert {
        "date": "2025-02-10",
        "time": "2024-01",
        "codes": {"wilayah": "u"},
        "old": 22,
        "new": 26,
        "why": {"id": "Laporan Januari baru diterima."},
    } in _document(downloads)["revisions"]


def test_csv_and_json_say_the_same(downloads) -> None:
    from_json = {
        (cell["time"], cell["codes"].get("wilayah", "_T"), cell["codes"].get("jenis", "_T")): (
            "" if cell["value"] is None else str(cell["value"]),
            cell["status"],
        )
        for cell in _document(downloads)["cells"]
    }
    from_csv = {
        (row["time"], row["wilayah"], row["jenis"]): (row["value"], row["status"])
        for row in _rows(downloads)
        if row["status"] != "M"
    }
    assert from_csv == from_json


def test_the_same_reading_gives_the_same_bytes(site, downloads) -> None:
    again = dict(data_files([reading(site, PUBLIC)], "https://contoh.example/"))
    assert again == downloads


def test_without_figures_there_are_no_files(site) -> None:
    add_figures(site)
    (site / "content/statistics/pelanggaran/published.yml").unlink()
    assert dict(data_files([reading(site, PUBLIC)])) == {}


def test_the_data_package_is_valid_and_describes_the_table(downloads, tmp_path: Path) -> None:
    """By the real validator, the table itself included: header, types, codes, keys, size, hash."""
    from frictionless import Package, system

    for name, raw in downloads.items():
        target = tmp_path / Path(name).name
        target.write_bytes(raw)
    with system.use_context(trusted=True):
        package = Package(str(tmp_path / "datapackage.json"))
        report = package.validate()
    assert report.valid, report.flatten(["type", "note"])
    assert report.stats["errors"] == 0
    (table,) = package.resources
    assert table.schema.field_names == ["table", "time", "wilayah", "jenis", "value", "status"]
    assert all(field.description for field in table.schema.fields)
    assert package.homepage == "https://contoh.example/statistik/pelanggaran/"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw.replace(b",A\n", b",B\n", 1),
        lambda raw: raw.replace(b",44,A", b",44.5,A", 1),
        lambda raw: raw.replace(b",u,", b",utara,", 1),
    ],
)
def test_the_validator_would_notice(downloads, tmp_path: Path, spoil) -> None:
    from frictionless import Package, system

    for name, raw in downloads.items():
        written = spoil(raw) if name.endswith(".csv") else raw
        (tmp_path / Path(name).name).write_bytes(written)
    with system.use_context(trusted=True):
        assert not Package(str(tmp_path / "datapackage.json")).validate().valid
