"""`timpora import`: what offices have becomes counts, or a problem; never a guess. Figures: contoh."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from generator.cli import timpora
from generator.editing.explaining import explain
from generator.editing.importing import Request, check_import, prepare_import, write_import
from generator.editing.numerals import NoCount, read_count
from generator.editing.periodfile import MOST_ROWS
from generator.editing.timewords import mentioned, read_when
from generator.problems import RULES, format_problem
from generator.settings import read_settings
from tests.sheets import (
    DATASET,
    Axis,
    Style,
    draw,
    fill,
    make_project,
    save_csv,
    save_office_xlsx,
    save_xlsx,
)

ROOT = Path(__file__).parent.parent
ONE_DIMENSION = """\
# contoh
title: Deportasi contoh
grade: terbuka
concept: Deportasi
definition: Orang yang dideportasi.
measure: orang
unit: orang
frequency: tidak-tetap
dimensions:
  - id: negara
    label: Kewarganegaraan
    kind: kewarganegaraan
    codes:
      - {code: cn, label: {id: Tiongkok, en: China}}
      - {code: ng, label: Nigeria}
      - {code: in, label: India}
publish: [negara]
"""


@pytest.fixture
def project(tmp_path):
    return make_project(tmp_path / "proyek")


def prepared(root, file, period="2024", **more):
    settings, problems = read_settings(root / "site_config.yml")
    assert not problems
    request = Request(file, more.pop("dataset", "tindakan"), period, **more)
    return settings, *prepare_import(settings, request)


def rows_of(root, file, period="2024", **more):
    """The imported rows as a mapping; nothing may be wrong with them."""
    settings, made, problems = prepared(root, file, period, **more)
    assert made is not None, [problem.message() for problem in problems]
    assert check_import(settings, made) == []
    return {(row.period, *row.codes): row.count for row in made.tabulation.rows}


def wrong_with(root, file, period="2024", **more):
    """The problems that stop an import, each as its code and cell."""
    _, made, problems = prepared(root, file, period, **more)
    assert made is None
    return [(problem.code, problem.key) for problem in problems if problem.severity > 1]


def run(root, *arguments, stdin=None):
    command = ["import", *map(str, arguments), "-f", str(root / "site_config.yml")]
    done = CliRunner().invoke(timpora, command, input=stdin, catch_exceptions=False)
    return done.exit_code, done.stdout, done.stderr


SMALL = [
    ["Wilayah", "Deportasi", "Detensi", "Cekal", "Jumlah"],
    ["Melati", 1, 2, 3, 6],
    ["Dahlia", 4, 0, 5, 9],
    ["Jumlah", 5, 2, 8, 15],
]
EXPECTED = {
    ("2024-10", "deportasi", "k1-1"): 1,
    ("2024-10", "deportasi", "k2-1"): 4,
    ("2024-10", "detensi", "k1-1"): 2,
    ("2024-10", "detensi", "k2-1"): 0,
    ("2024-10", "cekal", "k1-1"): 3,
    ("2024-10", "cekal", "k2-1"): 5,
}


# What is read


def test_an_office_table_with_merged_headers_and_all_that_surrounds_it(project, tmp_path):
    grid = [
        ["REKAPITULASI TINDAKAN ADMINISTRATIF KEIMIGRASIAN (CONTOH)"],
        ["BULAN OKTOBER s.d. NOPEMBER 2024"],
        [],
        ["NO", "KECAMATAN", "KELURAHAN", "OKTOBER", None, None, "NOP", None, None, "JUMLAH"],
        [None, None, None, "Deportasi", "Detensi", "Cekal", "Deportasi", "Detensi", "Cekal"],
        [f"({number})" for number in range(1, 11)],
        [1, "Contoh Utara", "Melati", 1, 2, 0, 4, "1.000", 6, 1013],
        [2, None, "Kebun\nJeruk", 1, 0, 1, 0, "1", 1, 4],
        [None, "Jumlah Contoh Utara", None, 2, 2, 1, 4, 1001, 7, 1017],
        [3, "Contoh Selatan", "Dahlia *)", 0, 0, 0, 0, 0, 3, 3],
        [4, None, "Contoh Selatan", 0, 0, 0, 0, 0, "0", 0],
        ["JUMLAH", None, None, 2, 2, 1, 4, 1001, 10, 1020],
        [],
        [None, "*) Catatan: angka contoh"],
        [None, None, None, None, None, "Kota Contoh, 30 November 2024"],
        [None, None, None, None, None, "NIP", 198001012005011001],
    ]
    merges = [
        *("A1:J1", "A2:J2", "A4:A5", "B4:B5", "C4:C5", "D4:F4", "G4:I4", "J4:J5"),
        *("B7:B8", "B10:B11", "A12:C12"),
    ]
    file = save_xlsx(tmp_path / "rekap.xlsx", grid, merges)
    settings, made, problems = prepared(project, file, "2024-10/2024-11")
    assert problems == []
    assert check_import(settings, made) == []
    found = {(row.period, *row.codes): row.count for row in made.tabulation.rows}
    assert len(found) == 2 * 3 * 4
    assert found["2024-11", "detensi", "k1-1"] == 1000
    assert found["2024-11", "cekal", "k2-1"] == 3
    assert sum(found.values()) == 1020
    assert made.tabulation.total == 1020
    assert made.tabulation.checked == 4 + 2 * 7  # every row's, and both rows of totals
    assert [row + 1 for row in made.layout.below] == [14, 15, 16]


@pytest.mark.parametrize(
    ("name", "delimiter", "encoding"),
    [
        ("titik-koma", ";", "utf-8-sig"),
        ("koma", ",", "cp1252"),
        ("tab", "\t", "utf-16"),
        ("polos", ";", "utf-8"),
    ],
)
def test_csv_as_programs_write_it(project, tmp_path, name, delimiter, encoding):
    grid = [["Rekap – Oktober 2024"], [], *SMALL[:2], ["Dahlia", "4", "0", "5", "9"], SMALL[3]]
    file = save_csv(tmp_path / f"{name}.csv", grid, delimiter, encoding)
    assert rows_of(project, file, "2024-10") == EXPECTED


def test_csv_that_names_its_separator(project, tmp_path):
    file = save_csv(tmp_path / "sep.csv", SMALL)
    file.write_bytes(b"sep=;\r\n" + file.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    assert rows_of(project, file, "2024-10") == EXPECTED


def test_one_count_a_line(project, tmp_path):
    grid = [["Bulan", "Jenis tindakan", "Kelurahan", "Jumlah", "Orang", "Kejadian", "Keterangan"]]
    grid += [["Okt 2024", "Deportation", "MELATI", 3, 2, 1, "contoh"]]
    grid += [["Peb 2024", "cekal", "k2-1", "1 234", 1000, 7, None]]
    _, made, problems = prepared(project, save_xlsx(tmp_path / "baris.xlsx", grid))
    assert problems == []
    assert [
        (row.period, *row.codes, row.count, row.persons, row.incidents)
        for row in made.tabulation.rows
    ] == [
        ("2024-02", "cekal", "k2-1", 1234, 1000, 7),
        ("2024-10", "deportasi", "k1-1", 3, 2, 1),
    ]
    row = "  - {period: 2024-02, jenis: cekal, wilayah: k2-1, count: 1234, persons: 1000, incidents: 7}"
    assert row in made.written.files["2024.yml"].decode().splitlines()


@pytest.mark.parametrize(
    "months",
    [
        [date(2024, 1, 1), date(2024, 2, 29)],
        ["Jan-24", "Peb'24"],
        ["2024-01", "02/2024"],
        ["JANUARI", "Pebruari 2024"],
    ],
)
def test_months_however_they_are_written(project, tmp_path, months):
    grid = [["Kelurahan", *months], ["Melati", 1, 2]]
    file = save_xlsx(tmp_path / "bulan.xlsx", grid)
    found = rows_of(project, file, means=(("jenis", "cekal"),))
    assert found == {("2024-01", "cekal", "k1-1"): 1, ("2024-02", "cekal", "k1-1"): 2}


def test_quarters_are_totals_of_their_months(project, tmp_path):
    grid = [
        ["Uraian", "Jan", "Feb", "Mar", "TW I", "Tahun 2024"],
        ["Deportasi", 1, 2, 3, 6, 6],
        ["Cekal", 0, 0, 7, 7, 7],
    ]
    file = save_xlsx(tmp_path / "triwulan.xlsx", grid)
    _, made, _ = prepared(project, file, means=(("wilayah", "k1-1"),))
    assert made.tabulation.checked == 4
    assert len(made.tabulation.rows) == 6
    grid[2][4] = 8
    file = save_xlsx(tmp_path / "salah.xlsx", grid)
    assert wrong_with(project, file, means=(("wilayah", "k1-1"),)) == [("IMP031", "E3")]


def test_years_as_headers(project, tmp_path):
    grid = [["Uraian", 2023, 2024], ["Deportasi", 1, 2], ["Jumlah", 1, 2]]
    file = save_xlsx(tmp_path / "tahun.xlsx", grid)
    found = rows_of(project, file, means=(("wilayah", "k1-1"),))
    assert found == {("2024", "deportasi", "k1-1"): 2}
    file = save_csv(tmp_path / "tahun.csv", grid)
    assert rows_of(project, file, means=(("wilayah", "k1-1"),)) == found


def test_months_down_the_side_and_only_one_of_them_wanted(project, tmp_path):
    grid = [["Bulan", "Deportasi", "Cekal"], ["Sept", 1, 2], ["Okt", 3, 4], ["Total", 4, 6]]
    file = save_xlsx(tmp_path / "bulan.xlsx", grid)
    _, made, problems = prepared(project, file, "2024-10", means=(("wilayah", "k1-1"),))
    assert problems == []
    assert [(row.period, row.count) for row in made.tabulation.rows] == [
        ("2024-10", 3),
        ("2024-10", 4),
    ]
    assert made.tabulation.outside == ("2024-09",)
    assert made.tabulation.total is None  # the sheet's totals are of both months
    assert "period: 2024-10" not in made.written.files["2024-10.yml"].decode().split("rows:")[1]


def test_headings_inside_the_table(project, tmp_path):
    grid = [["Jenis tindakan", "Oktober"]]
    for place, numbers in {"Melati": (1, 2), "Kel. Dahlia": (3, 4)}.items():
        grid += [[place], ["Deportasi", numbers[0]], ["Cekal", numbers[1]]]
        grid += [["Jumlah", sum(numbers)]]
    grid += [["GRAND TOTAL", 10]]
    file = save_xlsx(tmp_path / "bagian.xlsx", grid)
    found = rows_of(project, file)
    assert found["2024-10", "cekal", "k2-1"] == 4
    assert sum(found.values()) == 10
    grid[-1][1] = 11
    assert wrong_with(project, save_xlsx(tmp_path / "salah.xlsx", grid)) == [("IMP031", "B10")]
    grid[-1][1], grid[4][1] = 10, 4
    assert wrong_with(project, save_xlsx(tmp_path / "lagi.xlsx", grid)) == [("IMP031", "B5")]


def test_a_place_and_its_part_of_the_same_name(project, tmp_path):
    grid = [
        ["Wilayah", "Deportasi"],
        ["Contoh Selatan", 5],
        ["Dahlia", 2],
        ["Contoh Selatan", 3],
    ]
    file = save_xlsx(tmp_path / "nama.xlsx", grid)
    assert rows_of(project, file) == {
        ("2024", "deportasi", "k2-1"): 2,
        ("2024", "deportasi", "k2-2"): 3,
    }
    alone = save_xlsx(tmp_path / "satu.xlsx", [grid[0], grid[2], grid[3]])
    assert wrong_with(project, alone) == [("IMP032", "A3")]
    grid[3][0] = "Kel. Contoh Selatan"
    named = save_xlsx(tmp_path / "kel.xlsx", [grid[0], grid[2], grid[3]])
    assert rows_of(project, named)["2024", "deportasi", "k2-2"] == 3


def test_results_of_formulas_as_libreoffice_stores_them(project, tmp_path):
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Kelurahan</t></is></c>'
        '<c r="B1" t="inlineStr"><is><r><t>Depor</t></r><r><t>tasi</t></r></is></c>'
        '<c r="C1" t="str"><f>"Ce"&amp;"kal"</f><v>Cekal</v></c></row>'
        '<row r="2" hidden="1"><c r="A2" t="inlineStr"><is><t>Melati </t></is></c>'
        '<c r="B2"><v>1</v></c><c r="C2"><f>1+1</f><v>2</v></c></row>'
        '<row r="3"><c r="A3" t="inlineStr"><is><t>Jumlah</t></is></c>'
        '<c r="B3"><f>SUM(B2:B2)</f><v>1</v></c><c r="C3"><f>SUM(C2:C2)</f><v>2.0</v></c></row>'
        '<row r="1048576"><c r="A1048576"/></row>'
    )
    file = save_office_xlsx(
        tmp_path / "kantor.xlsx",
        rows.rpartition("<row")[0],
        '<cols><col min="3" max="3" hidden="1"/></cols>',
    )
    _, made, problems = prepared(project, file)
    assert [problem.code for problem in problems] == ["IMP038"]
    assert "2, C" in problems[0].message()
    assert [(row.codes, row.count) for row in made.tabulation.rows] == [
        (("deportasi", "k1-1"), 1),
        (("cekal", "k1-1"), 2),
    ]


def test_several_sheets(project, tmp_path):
    book = Workbook()
    fill(book.active, SMALL)
    book.active.title = "Oktober"
    fill(book.create_sheet("Nopember"), SMALL)
    book.create_sheet("Kosong")
    hidden = book.create_sheet("Daftar")
    fill(hidden, SMALL)
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "buku.xlsx")
    file = tmp_path / "buku.xlsx"
    assert wrong_with(project, file, "2024-10") == [("IMP004", "")]
    assert wrong_with(project, file, "2024-10", sheet="oktober") == [("IMP005", "")]
    _, made, problems = prepared(project, file, "2024-10", sheet="Oktober")
    assert [problem.code for problem in problems] == ["IMP038"]
    assert "'Daftar'" in problems[0].message()
    assert len(made.tabulation.rows) == 6


def test_what_empty_cells_mean_is_never_guessed(project, tmp_path):
    grid = [["Kelurahan", "Deportasi", "Cekal"], ["Melati", "-", 2], ["Dahlia", None, "Nihil"]]
    file = save_xlsx(tmp_path / "kosong.xlsx", grid)
    assert wrong_with(project, file, "2024-10") == [("IMP024", "B2")]
    assert wrong_with(project, file, "2024-10", dash="kosong") == [("IMP028", "B2")]
    found = rows_of(project, file, "2024-10", dash="nol")
    assert sorted(found.values()) == [0, 0, 0, 2]


def test_a_period_without_any_number_may_be_left_out(project, tmp_path):
    grid = [["Kelurahan", "Okt", "Nop", "Des"], ["Melati", 1, 2, None], ["Dahlia", 3, 4, "-"]]
    file = save_xlsx(tmp_path / "belum.xlsx", grid)
    more = {"means": (("jenis", "cekal"),)}
    _, made, _ = prepared(project, file, dash="kosong", **more)
    assert made.tabulation.missing == ("2024-12",)
    assert {row.period for row in made.tabulation.rows} == {"2024-10", "2024-11"}
    assert len(rows_of(project, file, dash="nol", **more)) == 6


def test_rows_with_nothing_in_them_are_rows(project, tmp_path):
    grid = [["Kelurahan", "Okt", "Nop"], ["Melati"], ["Kebun Jeruk", 1, 2], ["Dahlia"]]
    file = save_xlsx(tmp_path / "kosong.xlsx", grid)
    found = rows_of(project, file, dash="nol", means=(("jenis", "cekal"),))
    assert len(found) == 6


def test_percentages_are_left_out(project, tmp_path):
    grid = [["Uraian", "Jumlah", "%", "Porsi"], ["Deportasi", 3, 75, 0.75], ["Cekal", 1, 25, 0.25]]
    grid += [["Persentase", 100, None, None]]
    file = save_xlsx(tmp_path / "persen.xlsx", grid)
    book = load_workbook(file)
    for row in (2, 3):
        book.active.cell(row, 4).number_format = "0.0%"
    book.save(file)
    found = rows_of(project, file, means=(("wilayah", "k1-1"),))
    assert sorted(found.values()) == [1, 3]


def test_code_lists_change_with_time(tmp_path):
    dataset = DATASET.replace(
        "      - {code: cekal, label: Cekal, letter: a}\n",
        "      - {code: cekal-lama, label: Cekal, letter: a, until: 2023}\n"
        "      - {code: cekal, label: Cekal, letter: a, since: 2024}\n",
    )
    root = make_project(tmp_path / "proyek", dataset)
    file = save_xlsx(tmp_path / "kode.xlsx", [["Kelurahan", "Cekal"], ["Melati", 1]])
    assert rows_of(root, file, "2024") == {("2024", "cekal", "k1-1"): 1}
    assert rows_of(root, file, "2023") == {("2023", "cekal-lama", "k1-1"): 1}


def test_lines_above_the_table_that_give_its_period(project, tmp_path):
    grid = [["Bulan :", "Oktober 2024"], ["Kelurahan", "Deportasi", "Cekal"], ["Melati", 1, 2]]
    file = save_xlsx(tmp_path / "atas.xlsx", grid)
    assert {key[0] for key in rows_of(project, file)} == {"2024-10"}


def test_row_numbers_without_a_heading(project, tmp_path):
    grid = [[None, "Kelurahan", "Cekal"], [1, "Melati", 5], [2, "Dahlia", 6], [None, "Jumlah", 11]]
    file = save_xlsx(tmp_path / "nomor.xlsx", grid)
    assert sorted(rows_of(project, file).values()) == [5, 6]


def test_what_the_editor_leaves_out_is_said(project, tmp_path):
    grid = [["Kelurahan", "Cekal", "Target"], ["Melati", 5, 9], ["Luar wilayah", 1, 1]]
    file = save_xlsx(tmp_path / "target.xlsx", grid)
    assert wrong_with(project, file) == [("IMP014", "C1"), ("IMP014", "A3")]
    means = (("Target", "abaikan"), ("luar wilayah", "abaikan"))
    _, made, _ = prepared(project, file, means=means)
    assert [row.count for row in made.tabulation.rows] == [5]
    told = " ".join(explain(made))
    assert "kolom C (abaikan)" in told
    assert "baris 3 (turunan" in told


def test_only_the_period_asked_for_has_to_be_complete(project, tmp_path):
    grid = [["Kelurahan", "Okt", "Nop", "Jumlah"], ["Melati", 1, None, 1], ["Dahlia", 3, "-", 3]]
    file = save_xlsx(tmp_path / "belum.xlsx", grid)
    assert len(rows_of(project, file, "2024-10", means=(("jenis", "cekal"),))) == 2
    more = {"means": (("jenis", "cekal"),)}
    assert wrong_with(project, file, "2024-11", **more) == [("IMP024", "C2")]


@pytest.mark.parametrize(
    ("heading", "columns", "expected"),
    [
        ("Melati", ["Melati", "Dahlia"], ("IMP021", "C3")),
        ("Okt 2024", ["Okt 2024", "Nop 2024"], ("IMP026", "C3")),
        ("Okt 2023", ["2023", "2024"], ("IMP026", "C3")),
    ],
)
def test_a_heading_that_contradicts_a_column(project, tmp_path, heading, columns, expected):
    grid = [["Jenis tindakan", *columns], [heading], ["Cekal", 1, 2], ["Deportasi", 3, 4]]
    file = save_xlsx(tmp_path / "lawan.xlsx", grid)
    means = () if heading == "Melati" else (("wilayah", "k1-1"),)
    assert wrong_with(project, file, means=means) == [expected]


def test_two_tables_side_by_side(project, tmp_path):
    grid = [["Kelurahan", "Cekal", None, "Kelurahan", "Detensi"], ["Melati", 1, None, "Dahlia", 2]]
    assert wrong_with(project, save_xlsx(tmp_path / "dua.xlsx", grid)) == [("IMP020", "D2")]


# What stops an import

HEAD = ["Kelurahan", "Deportasi", "Cekal"]
WRONG = {
    "words": ([HEAD, ["Melati", "tiga", 1]], [("IMP010", "B2")]),
    "error value": ([HEAD, ["Melati", "#REF!", 1]], [("IMP010", "B2")]),
    "with a unit": ([HEAD, ["Melati", "3 orang", 1]], [("IMP010", "B2")]),
    "thousands lost": ([HEAD, ["Melati", 1.234, 1]], [("IMP011", "B2")]),
    "fraction": ([HEAD, ["Melati", "12,5", 1]], [("IMP011", "B2")]),
    "negative": ([HEAD, ["Melati", -1, "(2)"]], [("IMP012", "B2"), ("IMP012", "C2")]),
    "comma": ([HEAD, ["Melati", "1,234", 1]], [("IMP013", "B2")]),
    "near miss": ([HEAD, ["Melatti", 1, 1], ["Dahlia", 1, 1]], [("IMP014", "A2")]),
    "no label known": ([HEAD, ["Mawar", 1, 1]], [("IMP014", "A2")]),
    "column unknown": ([["Kelurahan", "Deportsi", "Cekal"], ["Melati", 1, 1]], [("IMP014", "B1")]),
    "two tables": (
        [HEAD, ["Melati", 1, 1], [], ["Kelurahan", "Jan", "Feb"], ["Melati", 1, 1]],
        [("IMP016", "A4")],
    ),
    "no label": (
        [["Wilayah", "Jenis", "Jumlah"], ["Melati", "Cekal", 1], ["Melati", None, 2]],
        [("IMP016", "B3")],
    ),
    "text column": ([[*HEAD, "Petugas"], ["Melati", 1, 1, "satu"]], [("IMP017", "D1")]),
    "no heading": (
        [["Kelurahan", "Deportasi", None], ["Melati", 1, 1]],
        [("IMP018", "C2")],
    ),
    "half a heading": (
        [["Kelurahan", "Jan", "Cekal"], [None, "Deportasi", None], ["Melati", 1, 1]],
        [("IMP019", "C2")],
    ),
    "two codes": (
        [["Kelurahan", "Deportasi", "Cekal"], [None, "Cekal", "Deportasi"], ["Melati", 1, 1]],
        [("IMP020", "B2"), ("IMP020", "C2")],
    ),
    "rows and columns": ([["Wilayah", "Melati", "Dahlia"], ["Dahlia", 1, 1]], [("IMP021", "B2")]),
    "dimension missing": ([["Kelurahan", "Jumlah"], ["Melati", 1]], [("IMP022", "")]),
    "only persons": (
        [["Kelurahan", "Deportasi"], [None, "Orang"], ["Melati", 1]],
        [("IMP023", "B3")],
    ),
    "wrong unit": (
        [["Kelurahan", "Deportasi"], [None, "Dokumen"], ["Melati", 1]],
        [("IMP027", "B2")],
    ),
    "day": ([["Kelurahan", date(2024, 10, 5)], ["Melati", 1]], [("IMP014", "B1")]),
    "other year": (
        [["Kelurahan", "Deportasi 2023", "Okt 2023"], [None, None, "Cekal"], ["Melati", 1, 1]],
        [("IMP014", "B1")],
    ),
    "period contradicts": (
        [["Kelurahan", "Okt 2023"], [None, "Nop 2024"], ["Melati", 1]],
        [("IMP026", "B2")],
    ),
    "duplicate": ([HEAD, ["Melati", 1, 1], ["melati", 1, 1]], [("IMP029", "B3"), ("IMP029", "C3")]),
    "too coarse": (
        [["Kecamatan", "Cekal"], ["Contoh Utara", 4], ["Melati", 0], ["Contoh Selatan", 2]],
        [("IMP031", "B2"), ("IMP030", "B4")],
    ),
    "only coarse": (
        [["Kecamatan", "Cekal"], ["Kec. Contoh Utara", 4], ["Dahlia", 1]],
        [("IMP030", "B2")],
    ),
    "wrong total": ([HEAD, ["Melati", 1, 2], ["Jumlah", 1, 3]], [("IMP031", "C3")]),
    "no table": ([["Rekap"], ["kosong"]], [("IMP007", "")]),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_stops_an_import(project, tmp_path, name):
    grid, expected = WRONG[name]
    more = {"means": (("jenis", "cekal"),)} if name == "day" else {}
    assert wrong_with(project, save_xlsx(tmp_path / "salah.xlsx", grid), **more) == expected
    assert not list((project / "content/statistics/tindakan").glob("2*"))


def test_a_number_in_merged_cells(project, tmp_path):
    grid = [HEAD, ["Melati", 1, 2], ["Dahlia", None, 3]]
    file = save_xlsx(tmp_path / "gabung.xlsx", grid, ["B2:B3"])
    assert wrong_with(project, file) == [("IMP015", "B2"), ("IMP015", "B3")]


def test_a_formula_that_was_never_computed(project, tmp_path):
    grid = [HEAD, ["Melati", 1, "=1+1"], ["Jumlah", "=SUM(B2:B2)", 2]]
    file = save_xlsx(tmp_path / "rumus.xlsx", grid)
    assert wrong_with(project, file) == [("IMP009", "C2"), ("IMP009", "B3")]


def test_periods_that_are_not_there(project, tmp_path):
    grid = [["Kelurahan", "Okt 2024", "Nop 2024"], ["Melati", 1, 2]]
    file = save_xlsx(tmp_path / "bulan.xlsx", grid)
    more = {"means": (("jenis", "cekal"),)}
    assert wrong_with(project, file, "2024-12", **more) == [("IMP025", "B2")]
    assert wrong_with(project, file, "2023", **more) == [("IMP025", "B2")]


@pytest.mark.parametrize(
    "headings",
    [
        ["Nama", "No. Paspor", "Kewarganegaraan"],
        ["NIK", "Jumlah"],
        ["Tempat/Tgl. Lahir", "Jumlah"],
        ["Nama Lengkap", "Jumlah"],
    ],
)
def test_lists_of_persons_are_refused_and_not_repeated(project, tmp_path, headings):
    line = {"Jumlah": 1, "NIK": "3172010101800001", "Kewarganegaraan": "Dahlia"}
    grid = [["No", *headings], [1, *(line.get(one, "Wayan Contoh") for one in headings)]]
    file = save_xlsx(tmp_path / "daftar.xlsx", grid)
    _, made, problems = prepared(project, file)
    assert made is None
    assert [problem.code for problem in problems] == ["IMP008"]
    said = "".join(problem.message() + problem.hint() + problem.excerpt for problem in problems)
    assert headings[0] in said
    assert "Wayan" not in said
    assert "3172" not in said


def test_numbers_of_persons_are_found_without_a_heading(project, tmp_path):
    for value in ("C1234567", 3172010101800001):
        file = save_xlsx(tmp_path / "daftar.xlsx", [*SMALL, ["Dahlia", value]])
        assert wrong_with(project, file, "2024-10") == [("IMP008", "")]


def test_paspor_may_be_a_heading_over_counts(tmp_path):
    dataset = ONE_DIMENSION.replace(
        "measure: orang\nunit: orang", "measure: dokumen\nunit: dokumen"
    )
    root = make_project(tmp_path / "proyek", dataset)
    grid = [["Kewarganegaraan", "Paspor"], ["Nigeria", 3]]
    file = save_xlsx(tmp_path / "paspor.xlsx", grid)
    found = rows_of(root, file, means=(("Paspor", "count"),))
    assert found == {("2024", "ng"): 3}


def test_files_that_are_no_tables(project, tmp_path):
    for name, content, code in [
        ("rekap.xls", b"", "IMP001"),
        ("rekap.ods", b"", "IMP001"),
        ("rusak.xlsx", b"PK\x03\x04rusak", "IMP002"),
        ("kosong.xlsx", b"", "IMP002"),
        ("kutip.csv", b'a;b\n"x;1\n', "IMP002"),
        ("besar.csv", b"x" * 20_000_001, "IMP003"),
    ]:
        (tmp_path / name).write_bytes(content)
        assert wrong_with(project, tmp_path / name) == [(code, "")], name
    assert wrong_with(project, tmp_path / "tidak-ada.csv") == [("IMP002", "")]
    file = save_csv(tmp_path / "rekap.csv", SMALL)
    assert wrong_with(project, file, sheet="Rekap") == [("IMP005", "")]
    assert wrong_with(project, file, dataset="tindkan") == [("IMP006", "")]
    assert wrong_with(project, file, means=(("Mawar", "melatti"),)) == [("IMP033", "")]


def test_a_sheet_that_claims_a_million_rows(project, tmp_path):
    cells = "".join(f'<row r="{row}"><c r="B{row}"/></row>' for row in (1, 1_048_576))
    assert wrong_with(project, save_office_xlsx(tmp_path / "besar.xlsx", cells)) == [("IMP003", "")]


def test_a_dataset_with_problems_of_its_own(tmp_path):
    root = make_project(tmp_path / "proyek", DATASET.replace("letter: f", "letter: z"))
    file = save_xlsx(tmp_path / "rekap.xlsx", SMALL)
    assert [code for code, _ in wrong_with(root, file)] == ["VAL001"]


# Real figures of the press that do not reconcile


def test_shares_that_do_not_add_up_to_a_hundred(tmp_path):
    """BNN Jakarta Timur, 2020: ten shares by kecamatan, 91.9 % together."""
    codes = "".join(f"      - {{code: w{n}, label: Kecamatan ke-{n}}}\n" for n in range(1, 11))
    dataset = ONE_DIMENSION[: ONE_DIMENSION.index("      - {code: cn")] + codes
    root = make_project(tmp_path / "proyek", dataset)
    shares = ["23", "17", "15", "12", "12", "12", "0,3", "0,2", "0,2", "0,2"]
    grid = [["Kecamatan", "Jumlah"]]
    grid += [[f"Kecamatan ke-{number}", share] for number, share in enumerate(shares, 1)]
    file = save_csv(tmp_path / "porsi.csv", grid)
    assert wrong_with(root, file, "2020") == [("IMP011", f"B{row}") for row in (8, 9, 10, 11)]
    whole = [[name, int(float(share.replace(",", ".")) * 10)] for name, share in grid[1:]]
    file = save_csv(tmp_path / "permil.csv", [grid[0], *whole, ["Jumlah", "1.000"]])
    _, _, problems = prepared(root, file, "2020")
    assert [(problem.code, problem.key) for problem in problems] == [("IMP031", "B12")]
    assert "1000" in problems[0].message()
    assert "919" in problems[0].message()


def test_nine_recorded_two_fine_six_suspected(tmp_path):
    """metroterkini.com on an operation of 28 December 2023: 9 = 2 + 6."""
    dataset = ONE_DIMENSION.replace("label: Nigeria", "label: Diduga melanggar").replace(
        "label: India", "label: Tanpa masalah"
    )
    root = make_project(tmp_path / "proyek", dataset)
    grid = [["Hasil", "Orang"], ["Tanpa masalah", 2], ["Diduga melanggar", 6], ["Didata", 9]]
    file = save_xlsx(tmp_path / "operasi.xlsx", grid)
    assert wrong_with(root, file, "2023-12") == [("IMP014", "A4")]
    means = (("Didata", "total"),)
    assert wrong_with(root, file, "2023-12", means=means) == [("IMP031", "B4")]


def test_throughout_2023_is_january_to_august(tmp_path):
    """ANTARA, 12 September 2023: 130 deportations "sepanjang 2023", as of August."""
    root = make_project(tmp_path / "proyek", ONE_DIMENSION)
    grid = [["Deportasi Januari s.d. Agustus 2023"], [], ["Negara", "Jumlah"]]
    grid += [["China", 62], ["Nigeria", 42], ["India", 9], ["Total", 113]]
    file = save_xlsx(tmp_path / "deportasi.xlsx", grid)
    _, made, problems = prepared(root, file, "2023")
    assert made is not None
    assert [problem.code for problem in problems] == ["IMP036"]
    assert "2023-01/2023-08" in problems[0].message()
    _, _, problems = prepared(root, file, "2023-01/2023-08")
    assert problems == []


def test_190_persons_are_not_190_actions(project, tmp_path):
    """Republika: 190 actions of 2024, also called 190 foreign nationals."""
    grid = [["Uraian", "Jumlah WNA"], ["Deportasi", 92], ["Detensi", 45], ["Cekal", 53]]
    file = save_xlsx(tmp_path / "tak.xlsx", [*grid, ["Jumlah", 190]])
    means = (("wilayah", "k1-1"),)
    assert wrong_with(project, file, means=means) == [("IMP023", "B2")]
    found = rows_of(project, file, means=(*means, ("Jumlah WNA", "count")))
    assert sum(found.values()) == 190


def test_a_figure_for_a_day_is_no_period(tmp_path):
    """ANTARA, 13 September 2023: 4,584 crew from January to the 13th, and "per day"."""
    root = make_project(tmp_path / "proyek", ONE_DIMENSION)
    grid = [["Negara", date(2023, 9, 13)], ["China", 4584]]
    file = save_xlsx(tmp_path / "kapal.xlsx", grid)
    assert wrong_with(root, file, "2023-09") == [("IMP014", "B1")]


# What is written


def written(root, file, period, **more):
    _, made, problems = prepared(root, file, period, **more)
    assert made is not None, [problem.message() for problem in problems]
    write_import(made)
    return made.path


def test_the_file_of_a_new_period(project, tmp_path):
    folder = tmp_path / "Folder Pribadi Budi"
    folder.mkdir()
    file = save_xlsx(folder / "rekap okt.xlsx", SMALL)
    path = written(project, file, "2024-10")
    text = path.read_text(encoding="utf-8")
    assert path.name == "2024-10.yml"
    assert text.startswith("# Diimpor dari 'rekap okt.xlsx', lembar 'Rekap'.\n# SHA-256 sumber: ")
    assert "Budi" not in text
    assert re.search(r"^# SHA-256 sumber: [0-9a-f]{64}$", text, re.MULTILINE)
    assert "\ngrade: terbatas\nperiod: 2024-10\ntotal: 15\nrows:\n" in text
    assert "  - {jenis: deportasi, wilayah: k1-1, count: 1}\n" in text
    code, said = check(project)
    assert (code, said) == (0, "2 catatan diperiksa: 0 galat, 0 peringatan\n")


def check(root):
    done = CliRunner().invoke(timpora, ["check", "-f", str(root / "site_config.yml")])
    return done.exit_code, done.stderr + done.stdout


def test_many_rows_lie_in_a_csv_beside(project, tmp_path):
    months = [f"{year}-{month:02}" for year in (2023, 2024) for month in range(1, 13)]
    grid = [["Bulan", "Deportasi", "Cekal"], *([month, 1, 2] for month in months)]
    file = save_xlsx(tmp_path / "seri.xlsx", grid)
    path = written(project, file, "2023-01/2024-12", means=(("wilayah", "k1-1"),))
    assert path.name == "2023-01--2024-12.yml"
    assert "\ncsv: 2023-01--2024-12.csv\n" in path.read_text()
    lines = path.with_suffix(".csv").read_text().splitlines()
    assert lines[:2] == ["period,jenis,wilayah,count", "2023-01,deportasi,k1-1,1"]
    assert len(lines) - 1 == 48 > MOST_ROWS
    assert check(project)[0] == 0


OLD = """\
# Angka resmi; jangan dihapus.
grade: terbuka
period: 2024-10
released: 2024-11-20
total: 14
# baris-baris
rows:
  - {jenis: deportasi, wilayah: k1-1, count: 1}
  - {jenis: cekal, wilayah: k1-1, count: 3}
  - {jenis: cekal, wilayah: k1-2, count: 10}
note: >-
  Catatan
  dua baris.
# penutup
"""


def test_replacing_shows_the_differences_and_keeps_the_rest(project, tmp_path):
    folder = project / "content/statistics/tindakan"
    (folder / "oktober.yml").write_text(OLD)
    file = save_xlsx(tmp_path / "rekap.xlsx", SMALL)
    assert wrong_with(project, file, "2024-10") == [("IMP034", "period")]
    code, out, err = run(
        project, file, "--dataset", "tindakan", "--period", "2024-10", "--replace", "--yes"
    )
    assert code == 0
    assert "IMP037" in err
    assert "'revisions'" in err
    assert "    2024-10 cekal k1-2: 10 → tidak ada\n" in out
    assert "    2024-10 deportasi k2-1: tidak ada → 4\n" in out
    text = (folder / "oktober.yml").read_text()
    head, _, tail = OLD.partition("total: 14\n# baris-baris\n")
    after = tail[tail.index("note:") :]
    assert head in text
    assert text.endswith(after)
    assert "total: 15\nrows:\n  - {jenis: deportasi, wilayah: k1-1, count: 1}" in text
    assert sorted(path.name for path in folder.iterdir()) == ["dataset.yml", "oktober.yml"]
    code, out, _ = run(
        project, file, "--dataset", "tindakan", "--period", "2024-10", "--replace", "--yes"
    )
    assert code == 0
    assert "Tidak ada angka yang berbeda" in out
    assert (folder / "oktober.yml").read_text() == text


def test_what_the_ledger_holds_was_published(project, tmp_path):
    folder = project / "content/statistics/tindakan"
    (folder / "2024-10.yml").write_text("period: 2024-10\nrows: []\n")
    (folder / "published.yml").write_text(
        "dimensions: [jenis, wilayah]\n"
        "plans:\n  - {version: 1, since: 2024-11-20, tables: {jenis: contoh}}\n"
        "releases:\n  - date: 2024-11-20\n    kind: rilis\n    plan: 1\n"
        "    cells:\n      2024-10:\n        _T _T: 14\n"
    )
    file = save_xlsx(tmp_path / "rekap.xlsx", SMALL)
    _, made, problems = prepared(project, file, "2024-10", replace=True)
    assert made is not None
    assert [problem.code for problem in problems] == ["IMP037"]


def test_a_csv_that_is_no_longer_needed_goes(project, tmp_path):
    folder = project / "content/statistics/tindakan"
    (folder / "2024-10.yml").write_text("grade: terbatas\nperiod: 2024-10\ncsv: lama.csv\n")
    (folder / "lama.csv").write_text("jenis,wilayah,count\ncekal,k1-1,3\n")
    written(project, save_xlsx(tmp_path / "rekap.xlsx", SMALL), "2024-10", replace=True)
    assert sorted(path.name for path in folder.iterdir()) == ["2024-10.yml", "dataset.yml"]
    assert check(project)[0] == 0


def test_a_file_that_cannot_be_taken_apart_is_left_alone(project, tmp_path):
    path = project / "content/statistics/tindakan/2024-10.yml"
    path.write_text("{period: 2024-10, rows: [], grade: terbatas}\n")
    file = save_xlsx(tmp_path / "rekap.xlsx", SMALL)
    assert wrong_with(project, file, "2024-10", replace=True) == [("IMP035", "")]


def test_all_files_or_none(project, tmp_path):
    folder = project / "content/statistics/tindakan"
    grid = [["Bulan", "Deportasi", "Cekal"]]
    grid += [[f"2023-{month:02}", 1, 2] for month in range(1, 13)] * 1
    grid += [[f"2024-{month:02}", 1, 2] for month in range(1, 13)]
    file = save_xlsx(tmp_path / "seri.xlsx", grid)
    _, made, _ = prepared(project, file, "2023-01/2024-12", means=(("wilayah", "k1-1"),))
    (made.path / "penghalang").mkdir(parents=True)  # nothing can be put where this folder is
    with pytest.raises(IsADirectoryError):
        write_import(made)
    assert sorted(path.name for path in folder.iterdir()) == [made.path.name, "dataset.yml"]


def test_a_disk_that_refuses_is_said(project, tmp_path):
    file = save_xlsx(tmp_path / "rekap.xlsx", SMALL)
    (project / "content/statistics/tindakan/2024-10.yml/penghalang").mkdir(parents=True)
    code, _, err = run(project, file, "--dataset", "tindakan", "--period", "2024-10", "--yes")
    assert code == 2
    assert "IMP039" in err


# At the terminal


def test_without_a_terminal_nothing_is_written(project, tmp_path):
    file = save_xlsx(tmp_path / "rekap.xlsx", SMALL)
    arguments = (file, "--dataset", "tindakan", "--period", "2024-10")
    code, out, err = run(project, *arguments)
    assert code == 2
    assert "Menjadi 6 baris, berjumlah 15, sama dengan jumlah menurut sumber" in out
    assert "--yes" in err
    assert not (project / "content/statistics/tindakan/2024-10.yml").exists()
    code, out, _ = run(project, *arguments, "--yes", "--lang", "en")
    assert code == 0
    assert "Totals that agree with their parts: 6." in out
    assert (project / "content/statistics/tindakan/2024-10.yml").exists()


def test_usage(project, tmp_path):
    file = save_xlsx(tmp_path / "rekap.xlsx", SMALL)
    for wrong in (["--period", "2024-13"], ["--period", "2024", "--map", "Melati"]):
        done = CliRunner().invoke(
            timpora,
            ["import", str(file), "--dataset", "x", *wrong, "-f", str(project / "site_config.yml")],
        )
        assert done.exit_code == 2


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminals here")
def test_a_person_is_asked_about_near_misses_empty_cells_and_writing(project, tmp_path):
    grid = [["Kelurahan", "Deportasi", "Ceka"], ["Mellati", 1, "-"]]
    file = save_xlsx(tmp_path / "rekap.xlsx", grid)
    terminal, inside = pty.openpty()
    os.write(terminal, b"y\ny\nnol\ny\n")
    command = ["import", file, "--dataset", "tindakan", "--period", "2024-10"]
    done = subprocess.run(
        [sys.executable, "-m", "generator", *command, "-f", project / "site_config.yml"],
        stdin=inside,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        timeout=60,
    )
    os.close(terminal)
    os.close(inside)
    assert done.returncode == 0, done.stderr
    text = (project / "content/statistics/tindakan/2024-10.yml").read_text()
    assert "{jenis: cekal, wilayah: k1-1, count: 0}" in text


def test_every_problem_of_an_import_is_proved_here():
    said = Path(__file__).read_text(encoding="utf-8")
    assert [code for code in RULES if code.startswith("IMP") and code not in said] == []


# Words and numbers


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Agt.", "2024-08"),
        ("Triwulan III 2023", "2023-Q3"),
        ("TW 4", "2024-Q4"),
        ("Semester II", "2024-S2"),
        ("Jan-Ags 2023", "2023-01/2023-08"),
        ("Nov 2023 s/d Feb 2024", "2023-11/2024-02"),
        ("Tahun 2022", "2022"),
        ("Januari - Maret", "2024-Q1"),
        (2021, "2021"),
    ],
)
def test_periods_in_words(text, period):
    assert read_when(text).period("2024") == period


@pytest.mark.parametrize("text", ["Marunda", "Mei 5 orang", "12", 12, "Pasal 2024a", "Sabtu"])
def test_words_that_are_no_period(text):
    assert read_when(text) is None


def test_a_month_without_a_year_that_is_in_two_years():
    assert read_when("Jan").period("2023-01/2024-12") is None
    assert read_when("Jan").period("2023-07/2024-06") == "2024-01"


def test_days_and_regulations_in_titles_name_no_period():
    assert list(mentioned("Keadaan 5 September 2024 menurut UU Nomor 6 Tahun 2011")) == []


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ("1.234", 1234),
        ("1 234", 1234),
        ("1\u00a0234.567".replace(".", "\u00a0"), 1234567),
        ("12,00", 12),
        (12.0, 12),
        ("012", NoCount.WORDS),
        ("1.23", NoCount.FRACTION),
        ("1.234,5", NoCount.FRACTION),
        ("–", NoCount.EMPTY),
    ],
)
def test_numbers(value, count):
    assert read_count(value) == count


# Any counts in any layout

MONTHS = Axis("waktu", "Bulan", ("2024-10", "2024-11", "2024-12"), ("Okt", "NOPEMBER", "Des."))
KINDS = Axis(
    "jenis",
    "Jenis tindakan",
    ("deportasi", "detensi", "cekal"),
    ("Deportation", "a. Detensi", "CEKAL"),
)
PLACES = Axis(
    "wilayah", "Kelurahan", ("k1-1", "k1-2", "k2-1"), ("Melati", "Kel. Kebun Jeruk", "k2-1")
)


def _dotted(value):
    return f"{value:,}".replace(",", ".")


@st.composite
def styles(draw_):
    axes = draw_(st.permutations((MONTHS, KINDS, PLACES)))
    across = draw_(st.integers(0, 2))
    sections = across < 2 and draw_(st.booleans())
    return Style(
        row_axes=tuple(axes[across:]),
        column_axes=tuple(axes[:across]),
        totals=draw_(st.booleans()),
        merged=draw_(st.booleans()),
        numbered=draw_(st.booleans()),
        column_numbers=draw_(st.booleans()),
        titles=draw_(st.sampled_from([(), ("REKAP CONTOH", "Tahun 2024")])),
        notes=draw_(st.sampled_from([(), ("Catatan: contoh",), ("Sumber: contoh", "Kota Contoh")])),
        sections=sections,
        total_word=draw_(st.sampled_from(["JUMLAH", "Total", "Jml."])),
        number=draw_(st.sampled_from([int, _dotted, float])),
    )


COUNTS = st.fixed_dictionaries(
    {
        frozenset(zip(("waktu", "jenis", "wilayah"), values, strict=True)): st.integers(0, 2500)
        for values in product(MONTHS.values, KINDS.values, PLACES.values)
    }
)


def _saved(folder, drawn, kind):
    if kind == "xlsx":
        return save_xlsx(folder / "acak.xlsx", drawn.grid, drawn.merges)
    return save_csv(folder / "acak.csv", drawn.grid, {"csv": ",", "csv;": ";"}[kind])


@given(styles(), COUNTS, st.sampled_from(["xlsx", "csv", "csv;"]))
def test_counts_survive_any_layout(tmp_path_factory, style, counts, kind):
    folder = tmp_path_factory.mktemp("acak")
    root = make_project(folder / "proyek")
    found = rows_of(root, _saved(folder, draw(style, counts), kind))
    expected = {}
    for key, count in counts.items():
        named = dict(key)
        expected[named["waktu"], named["jenis"], named["wilayah"]] = count
    assert found == expected


@given(styles(), COUNTS, st.data())
def test_a_wrong_total_is_always_found(tmp_path_factory, style, counts, data):
    drawn = draw(Style(**{**vars(style), "totals": True, "number": int}), counts)
    row, column = data.draw(st.sampled_from(drawn.total_cells + drawn.data_cells))
    drawn.grid[row][column] += data.draw(st.integers(1, 2000))
    folder = tmp_path_factory.mktemp("acak")
    root = make_project(folder / "proyek")
    codes = {code for code, _ in wrong_with(root, _saved(folder, drawn, "xlsx"))}
    assert codes == {"IMP031"}


ANYTHING = st.sampled_from(
    [
        *(None, None, "-", 0, 1, 2, 7, "1.234", "1,5", -3, 2024, date(2024, 10, 1)),
        *("Deportasi", "Cekal", "Melati", "Contoh Selatan", "Kecamatan", "Kelurahan", "Jenis"),
        *("Okt", "Nop 2024", "TW IV", "JUMLAH", "Jumlah Melati", "Bulan", "No", "%", "Orang"),
        *("Catatan: contoh", "Nama", "3172010101800001", "(1)", "(2)", "Melatti", "\x07", "=1+1"),
    ]
)


@given(st.lists(st.lists(ANYTHING, min_size=1, max_size=6), min_size=1, max_size=8), st.data())
def test_whatever_stands_on_a_sheet_is_counts_or_a_problem(tmp_path_factory, grid, data):
    folder = tmp_path_factory.mktemp("acak")
    root = make_project(folder / "proyek")
    dash = data.draw(st.sampled_from([None, "nol", "kosong"]))
    means = data.draw(st.sampled_from([(), (("jenis", "cekal"),), (("wilayah", "k1-1"),)]))
    file = save_csv(folder / "acak.csv", grid)
    settings, made, problems = prepared(root, file, dash=dash, means=means)
    errors = [problem for problem in problems if problem.severity > 1]
    assert (made is None) == bool(errors)
    for problem in problems:
        for lang in ("id", "en"):
            assert format_problem(problem, lang).replace("\n", " ").isprintable()
    if made is not None:
        assert not [one for one in check_import(settings, made) if one.severity > 1]
        told = "\n".join([*explain(made), *explain(made, "en")])
        assert told.replace("\n", " ").isprintable()
        assert "3172010101800001" not in told
