"""`timpora release` on a small office (contoh): what it says, what it writes, what it refuses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import timpora
from generator.disclosure.view import Passage, cut
from generator.pages.markup import inline, settle
from generator.problems import Exit
from generator.records.library import join
from generator.records.reader import read_content
from generator.settings import read_settings
from generator.vocabulary import Grade

PERIOD = "content/statistics/tak-kanim-contoh/2023.yml"
LEDGER = "content/statistics/tak-kanim-contoh/published.yml"


def run(site: Path, *arguments: str, day: str = "2025-01-20") -> tuple[int, str]:
    line = [arguments[0], "-f", str(site / "site_config.yml"), "--as-of", day, *arguments[1:]]
    done = CliRunner().invoke(timpora, line, catch_exceptions=False)
    return done.exit_code, done.output


@pytest.fixture
def office(site: Path) -> Path:
    (site / LEDGER).unlink(missing_ok=True)
    return site


def change(site: Path, name: str, old: str, new: str) -> None:
    text = (site / name).read_text(encoding="utf-8")
    assert old in text
    (site / name).write_text(text.replace(old, new), encoding="utf-8")


def test_a_release_is_written_once(office: Path) -> None:
    assert "STA020" in run(office, "check")[1]
    code, said = run(office, "release", "--yes")
    assert code == 0
    assert "tak-kanim-contoh: rilis, 2023: 3 angka, 0 di antaranya ditutup" in said
    text = (office / LEDGER).read_text(encoding="utf-8")
    assert "      2023:\n        _T: 120\n" in text
    assert "STA020" not in run(office, "check")[1]
    code, said = run(office, "release", "--yes")
    assert code == 0
    assert "tidak ada angka baru untuk dirilis" in said
    assert (office / LEDGER).read_text(encoding="utf-8") == text


def test_nothing_is_written_without_consent(office: Path) -> None:
    code, said = run(office, "release")
    assert code == Exit.USAGE
    assert "Tidak ditulis" in said
    assert not (office / LEDGER).exists()
    assert run(office, "release", "--dry-run")[0] == 0
    assert run(office, "release", "--dry-run", "--yes")[0] == 0
    assert not (office / LEDGER).exists()
    run(office, "release", "--yes")
    assert run(office, "release")[0] == 0  # there is nothing to ask


def test_provisional_and_future_figures_wait(office: Path) -> None:
    change(office, PERIOD, "released: 2024-01-31", "released: 2025-02-01")
    assert "tidak ada angka baru" in run(office, "release", "--yes")[1]
    assert "2023: 3 angka" in run(office, "release", "--yes", day="2025-02-01")[1]


def test_a_change_needs_a_revision(office: Path) -> None:
    run(office, "release", "--yes")
    change(office, PERIOD, "count: 92", "count: 93")
    change(office, PERIOD, "total: 120", "total: 121")
    code, said = run(office, "check")
    assert code == 1
    assert "STA021" in said
    assert "2023 _T: 120 -> 121" in said
    assert run(office, "release", "--yes")[0] == 1
    (office / PERIOD).write_text(
        (office / PERIOD).read_text(encoding="utf-8")
        + "revisions:\n  - {date: 2025-01-15, kind: susulan, why: Satu laporan terlambat.}\n",
        encoding="utf-8",
    )
    assert "STA022" in run(office, "check")[1]
    code, said = run(office, "release", "--yes")
    assert code == 0
    assert "laporan susulan, 2023: 2 angka" in said
    text = (office / LEDGER).read_text(encoding="utf-8")
    assert "    change: susulan\n" in text
    assert "        _T: 120\n" in text, "what was published stays in the ledger"
    assert "        _T: 121\n" in text
    assert run(office, "check")[0] == 0


def test_figures_published_elsewhere(office: Path, tmp_path: Path) -> None:
    file = tmp_path / "terbit.csv"
    file.write_text("time,jenis,value\n2023,,120\n2023,deportasi,92\n", encoding="utf-8")
    command = ("release", "tak-kanim-contoh", "--elsewhere", str(file), "--yes")
    assert run(office, *command)[0] == 2, "the source must be named"
    code, _ = run(office, *command, "--source", "Siaran pers contoh", day="2024-01-31")
    assert code == 0
    text = (office / LEDGER).read_text(encoding="utf-8")
    assert "    kind: tempat-lain\n" in text
    assert "id: 'Siaran pers contoh'" in text
    assert "2023: 3 angka" in run(office, "release", "--yes")[1]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("time,jenis\n2023,deportasi\n", "STA060"),
        ("time,macam,value\n2023,deportasi,9\n", "KEY001"),
        ("time,jenis,value\n2023,deprotasi,9\n", "STA001"),
        ("time,jenis,value\n2023,deportasi,9.5\n", "VAL004"),
        ("time,jenis,value\n2023-13,deportasi,9\n", "VAL015"),
        ("time,jenis,value\n2023,deportasi\n", "STA013"),
    ],
)
def test_a_wrong_file_of_published_figures(
    office: Path, tmp_path: Path, text: str, code: str
) -> None:
    file = tmp_path / "terbit.csv"
    file.write_text(text, encoding="utf-8")
    arguments = ("release", "tak-kanim-contoh", "--elsewhere", str(file), "--source", "contoh")
    done, said = run(office, *arguments, "--yes")
    assert done == 1
    assert code in said
    assert not (office / LEDGER).exists()


def test_contradicting_figures_are_refused(office: Path, tmp_path: Path) -> None:
    run(office, "release", "--yes")
    before = (office / LEDGER).read_bytes()
    file = tmp_path / "terbit.csv"
    file.write_text("time,jenis,value\n2023,,130\n", encoding="utf-8")
    arguments = ("release", "tak-kanim-contoh", "--elsewhere", str(file), "--source", "contoh")
    code, said = run(office, *arguments, "--yes")
    assert code == 1
    assert "STA061" in said
    assert (office / LEDGER).read_bytes() == before


def test_an_edited_ledger_is_noticed(office: Path) -> None:
    run(office, "release", "--yes")
    change(office, LEDGER, "        _T: 120", "        _T: seratus")
    code, said = run(office, "check")
    assert code == 1
    assert "STA019" in said
    assert "published.yml" in said


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("tak-kanim-contoh#2023", "120"),
        ("tak-kanim-contoh#2023 jenis=deportasi", "92"),
        ("tak-kanim-contoh#2024 jenis=deportasi", "(angka belum dirilis)"),
    ],
)
def test_prose_quotes_what_was_published(office: Path, reference: str, said: str) -> None:
    run(office, "release", "--yes")
    assert f">{said}</a>" in _summary(office, reference)


def _summary(office: Path, reference: str) -> str:
    """The summary of an open meeting that quotes a figure, as the public site shows it."""
    name = "content/meetings/2024/2024-10-16-kutipan.yml"
    (office / name).parent.mkdir(parents=True, exist_ok=True)
    (office / name).write_text(
        f"title: contoh\ngrade: terbuka\nstage: disahkan\nsource: notula\ndate: 2024-10-16\n"
        f"summary: 'Tercatat [[{reference}]] orang.'\n",
        encoding="utf-8",
    )
    project, _ = read_settings(office / "site_config.yml")
    library, problems = join(read_content(project.content, project.root)[0])
    assert not [one for one in problems if "kutipan" in one.place.path]
    view = cut(library, "public", Grade.TERBUKA, date(2025, 1, 20))
    text = view.by_id["2024-10-16-kutipan"].summary
    assert isinstance(text, Passage)
    return settle(inline(text, "id"), "rapat/")


def test_only_figures_of_the_plan_can_be_quoted(office: Path) -> None:
    with pytest.raises(AssertionError):
        _summary(office, "tak-kanim-contoh#2023 jenis=deportas")


DATASET = """\
title: Orang (contoh)
grade: terbuka
concept: Contoh.
definition: Contoh.
measure: orang
unit: orang
frequency: tahunan
dimensions:
  - id: asal
    label: Asal
    kind: kewarganegaraan
    codes: [{code: xa, label: Xa}, {code: xb, label: Xb}, {code: xc, label: Xc}]
  - id: wilayah
    label: Wilayah
    kind: wilayah
    levels: [{id: kecamatan, label: Kecamatan}, {id: kelurahan, label: Kelurahan}]
    codes:
      - {code: 99.01, label: Kecamatan}
      - {code: 99.01.1, label: Satu, parent: 99.01}
      - {code: 99.01.2, label: Dua, parent: 99.01}
"""


def add_dataset(office: Path, publish: str, *counts: int, more: str = "") -> Path:
    """A dataset of 2023: six counts, by nationality and ward (contoh)."""
    folder = office / "content/statistics/orang"
    folder.mkdir(exist_ok=True)
    (folder / "dataset.yml").write_text(f"{DATASET}publish: {publish}\n", encoding="utf-8")
    cells = [(one, ward) for one in ("xa", "xb", "xc") for ward in ("99.01.1", "99.01.2")]
    rows = "".join(
        f"  - {{asal: {one}, wilayah: {ward}, count: {count}}}\n"
        for (one, ward), count in zip(cells, counts, strict=True)
    )
    (folder / "2023.yml").write_text(
        f"period: 2023\ngrade: terbuka\nreleased: 2024-01-31\nrows:\n{rows}{more}", "utf-8"
    )
    return folder / "published.yml"


def test_a_table_with_too_much_to_hide_is_refused(office: Path) -> None:
    ledger = add_dataset(office, "[asal]", 1, 1, 2, 1, 90, 90)
    code, said = run(office, "release", "orang", "--yes")
    assert code == 3
    assert "STA025" in said
    assert "misalnya periode berkas: jumlah, tutup" in said
    assert not ledger.exists()


def test_nationality_by_ward_has_a_threshold_of_its_own(office: Path) -> None:
    plan = "[{id: silang, by: [asal, wilayah]}]"
    ledger = add_dataset(office, plan, 10, 10, 10, 10, 10, 10)
    assert run(office, "release", "orang", "--yes")[0] == 0
    ledger.unlink()
    add_dataset(office, plan, 9, 9, 9, 9, 9, 9)
    assert run(office, "release", "orang", "--yes")[0] == 3
    assert not ledger.exists()


def test_a_table_of_small_counts_on_the_whole_is_refused(office: Path) -> None:
    """Forty codes, eight with a count of 1: 4.2 on average, although few have to be hidden."""
    codes = ", ".join(f"{{code: k{index}, label: K{index}}}" for index in range(40))
    rows = "".join(
        f"  - {{jenis: k{index}, count: {1 if index < 8 else 5}}}\n" for index in range(40)
    )
    folder = office / "content/statistics/tak-kanim-contoh"
    dataset = (folder / "dataset.yml").read_text("utf-8")
    head, _, tail = dataset.partition("    codes:\n")
    rest = tail[tail.index("persons_unknown") :]
    (folder / "dataset.yml").write_text(f"{head}    codes: [{codes}]\n{rest}", "utf-8")
    text = f"period: 2023\ngrade: terbuka\nreleased: 2024-01-31\nrows:\n{rows}"
    (office / PERIOD).write_text(text, encoding="utf-8")
    for name in ("2024.yml", "2024.csv"):
        (folder / name).unlink()
    code, said = run(office, "release", "--yes")
    assert code == 3
    assert "STA026" in said
    assert not (office / LEDGER).exists()


def test_what_was_published_elsewhere_can_make_a_table_unsafe(office: Path, tmp_path: Path) -> None:
    plan = "[{id: kecamatan, by: [asal], level: {}}]"
    ledger = add_dataset(office, plan, 2, 1, 30, 30, 40, 40)
    file = tmp_path / "terbit.csv"
    file.write_text("time,asal,value\n2023,,143\n2023,xb,60\n2023,xc,80\n", encoding="utf-8")
    known = ("--elsewhere", str(file), "--source", "Siaran pers contoh", "--yes")
    assert run(office, "release", "orang", *known, day="2024-01-31")[0] == 0
    before = ledger.read_bytes()
    code, said = run(office, "release", "orang", "--yes")
    assert code == 3
    assert "STA027" in said
    assert "2023 xa _T" in said
    assert ledger.read_bytes() == before


def test_a_revision_that_does_not_agree_is_refused(office: Path) -> None:
    ledger = add_dataset(office, "[asal]", 20, 20, 30, 30, 40, 40)
    assert run(office, "release", "orang", "--yes")[0] == 0
    before = ledger.read_bytes()
    revision = "revisions:\n  - {date: 2025-01-15, kind: susulan, why: contoh}\n"
    add_dataset(office, "[asal]", 19, 20, 30, 30, 40, 40, more=revision)
    code, said = run(office, "release", "orang", "--yes")
    assert code == 1
    assert "STA023" in said
    assert ledger.read_bytes() == before
