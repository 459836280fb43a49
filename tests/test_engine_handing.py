"""`timpora pack` and `timpora minutes`: the documents themselves, read by real PDF and Word readers."""

from __future__ import annotations

import io
import os
import re
import resource
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from generator.cli import timpora

ROOT = Path(__file__).parent.parent
CONTOH = ROOT / "tests" / "sites" / "contoh" / "site_config.yml"
GOLDEN = ROOT / "tests" / "golden" / "print"
HELD, PLANNED = "2024-12-04-rakor-timpora-kota-contoh", "2025-01-15-kanarik8wc97"
OK_HELD = "2024-09-11-rakor-timpora-contoh"
OK_PRESS = "2024-11-05-liputan-timpora-contoh"
OK_PLANNED = "2025-06-18-rapat-kecamatan-contoh"


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(timpora, [str(one) for one in arguments], catch_exceptions=False)
    return done.exit_code, done.stderr + done.stdout


def made(out: Path, *arguments: str | Path) -> bytes:
    code, text = run(*arguments, "--as-of", "2025-01-06", "--out", out)
    assert code == 0, text
    assert text == f"  {out}\n"
    return out.read_bytes()


def text_of(content: bytes) -> str:
    """The words of a PDF or DOCX, single blanks."""
    if content[:4] == b"%PDF":
        words = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    else:
        body = Document(io.BytesIO(content)).element.body
        words = " ".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))
    return " ".join(words.split())


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """A pack for the police with a copy number, and the minutes in both forms."""
    folder = tmp_path_factory.mktemp("cetak")
    reader = ("--for", "polres-kota-contoh", "--copy", "3")
    made(folder / "bahan.pdf", "pack", PLANNED, "-f", CONTOH, *reader)
    made(folder / "notula.pdf", "minutes", HELD, "-f", CONTOH)
    made(folder / "notula.docx", "minutes", HELD, "-f", CONTOH, "--format", "docx")
    return folder


# What is printed


@pytest.mark.parametrize("name", ["bahan", "notula"])
def test_texts_are_as_expected(name, papers, pdf_tools, golden):
    golden(GOLDEN / f"{name}.txt", pdf_tools("pdftotext", "-layout", papers / f"{name}.pdf", "-"))


def test_the_reader_comes_first(papers):
    text = text_of((papers / "bahan.pdf").read_bytes())
    heads = [
        "Acara",
        "Tindak lanjut yang terbuka Tanggung jawab Kepolisian Resor Kota Contoh",
        "Badan Kesatuan Bangsa dan Politik Kota Contoh Tindak lanjut",
        "Keputusan sejak rapat sebelumnya",
        "Angka",
        "Peraturan yang dirujuk",
        "Lampiran",
        "Daftar hadir",
    ]
    places = [text.find(head) for head in heads]
    assert -1 not in places
    assert places == sorted(places)


def test_minutes_follow_the_customary_order(papers):
    order = (
        "NOTULA",
        "Hari, tanggal",
        "Waktu",
        "Tempat",
        "Acara",
        "Pimpinan rapat",
        "Notulis",
        "Peserta",
        "Pembukaan",
        "Pembahasan",
        "Keputusan",
        "Tindak lanjut",
        "Penutupan",
        "NIP.",
        "Daftar hadir",
    )
    for name in ("notula.pdf", "notula.docx"):
        at, text = 0, text_of((papers / name).read_bytes())
        for word in order:
            at = text.find(word, at)
            assert at >= 0, (name, word)


def test_every_page_names_grade_copy_and_number(papers):
    pages = PdfReader(papers / "bahan.pdf").pages
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        text = page.extract_text()
        assert "TERBATAS" in text
        assert "Salinan nomor 3" in text
        assert f"Halaman {number} dari {len(pages)}" in " ".join(text.split())
    minutes = PdfReader(papers / "notula.pdf").pages
    assert all("TERBATAS" in page.extract_text() for page in minutes)
    section = Document(papers / "notula.docx").sections[0]
    assert "TERBATAS" in section.header.paragraphs[0].text
    assert "PAGE" in section.footer._element.xml
    assert "NUMPAGES" in section.footer._element.xml


# What kind of file it is


@pytest.mark.parametrize("name", ["bahan", "notula"])
def test_real_readers_find_nothing_wrong(name, papers, pdf_tools):
    path = papers / f"{name}.pdf"
    assert "No syntax or stream encoding errors found" in pdf_tools("qpdf", "--check", path)
    about = pdf_tools("pdfinfo", path)
    assert re.search(r"^Tagged: +yes$", about, re.MULTILINE)
    assert re.search(r"^Title: +Rapat Koordinasi Timpora Kota Contoh", about, re.MULTILINE)
    assert re.search(r"^Encrypted: +no$", about, re.MULTILINE)
    structure = pdf_tools("pdfinfo", "-struct", path)
    for tag in ("Document", "H1", "Table", "TR", "TH", "TD"):
        assert re.search(rf"^ *{tag}\b", structure, re.MULTILINE), tag
    for line in pdf_tools("pdffonts", path).splitlines()[2:]:
        assert line.split()[-5] == "yes", line  # embedded


@pytest.mark.parametrize("name", ["bahan", "notula"])
def test_it_declares_the_archive_standard(name, papers):
    reader = PdfReader(papers / f"{name}.pdf")
    root = reader.trailer["/Root"]
    about = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfaid:part(>|=\")2", about)
    assert re.search(r"pdfaid:conformance(>|=\")B", about)
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert root["/Lang"] == "id"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    titles = [one.title for one in reader.outline if not isinstance(one, list)]
    assert {"Acara", "Daftar hadir"} & {*titles, *_flat(reader.outline)}


def _flat(outline) -> set[str]:
    found = set()
    for one in outline:
        found |= _flat(one) if isinstance(one, list) else {one.title}
    return found


def tagged(node, tag: str) -> list[DictionaryObject]:
    """The elements of a tag tree below `node` that carry `tag`, in reading order."""
    node = node.get_object()
    if isinstance(node, list):
        return [found for child in node for found in tagged(child, tag)]
    if not isinstance(node, DictionaryObject):
        return []
    inside = tagged(node["/K"], tag) if "/K" in node else []
    return [node, *inside] if node.get("/S") == f"/{tag}" else inside


def tree_of(path: Path):
    return PdfReader(path).trailer["/Root"]["/StructTreeRoot"]


@pytest.mark.parametrize("name", ["bahan", "notula"])
def test_every_table_names_its_columns(name, papers):
    """Readers of the tags learn the column of each cell: header cells, one a column, with a scope."""
    tables = tagged(tree_of(papers / f"{name}.pdf"), "Table")
    assert len(tables) >= 4
    for table in tables:
        (head,) = tagged(table, "THead")
        heads = tagged(head, "TH")
        assert [{one["/Scope"] for one in head["/A"] if "/Scope" in one} for head in heads] == [
            {"/Column"}
        ] * len(heads)
        assert not tagged(head, "TD")
        (body,) = tagged(table, "TBody")
        for row in tagged(body, "TR"):
            assert len(tagged(row, "TD")) == len(heads)


@pytest.mark.parametrize("name", ["bahan", "notula"])
def test_what_is_named_beside_its_value_is_a_list(name, papers):
    items = tagged(tree_of(papers / f"{name}.pdf"), "LI")
    named = [item for item in items if tagged(item, "Lbl") and tagged(item, "LBody")]
    assert len(named) >= 6


def test_pictures_say_what_they_show(papers):
    figures = tagged(tree_of(papers / "bahan.pdf"), "Figure")
    assert figures
    assert all(len(figure["/Alt"]) > 40 for figure in figures)


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("bahan.pdf", ["pack", PLANNED, "--for", "polres-kota-contoh", "--copy", "3"]),
        ("notula.pdf", ["minutes", HELD]),
        ("notula.docx", ["minutes", HELD, "--format", "docx"]),
    ],
)
def test_same_bytes_on_every_run(name, command, papers, tmp_path):
    environment = {**os.environ, "TZ": "Asia/Jayapura", "PYTHONHASHSEED": "77"}
    out = tmp_path / name
    whole = [sys.executable, "-m", "generator", *command, "-q", "-f", CONTOH]
    whole += ["--as-of", "2025-01-06", "--out", out]
    subprocess.run(whole, cwd=ROOT, env=environment, check=True)
    assert out.read_bytes() == (papers / name).read_bytes()


def test_the_word_document_carries_no_clock(papers):
    with zipfile.ZipFile(papers / "notula.docx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    about = Document(papers / "notula.docx").core_properties
    assert about.title.startswith("Rapat Koordinasi Timpora Kota Contoh")
    assert about.language == "id-ID"
    assert f"{about.created:%Y-%m-%d}" == "2024-12-04"


def test_columns_of_the_word_document_are_as_wide_as_they_need(papers):
    """In the grid as in the cells: readers differ in which of them they follow."""
    for table in Document(papers / "notula.docx").tables:
        widths = [column.width.cm for column in table.columns]
        assert sum(widths) == pytest.approx(16.6, abs=0.05)
        for row in table.rows:
            assert [cell.width.cm for cell in row.cells] == pytest.approx(widths, abs=0.01)
        if table.rows[0].cells[0].text in ("No.", "Bagian"):
            assert widths[0] < 3


def test_each_numbered_list_of_the_word_document_begins_at_one(site, tmp_path):
    name = write(
        site,
        "2025-01-04-daftar",
        BARE.format(title="Daftar", date="2025-01-04", stage="berlangsung")
        + "summary: |-\n  1. satu\n  2. dua\n\n  Lalu:\n\n  1. tiga\n  2. empat\n"
        + "agenda:\n  - {id: a1, title: Acara satu}\n  - {id: a2, title: Acara dua}\n",
    )
    config = site / "site_config.yml"
    made(tmp_path / "x.docx", "minutes", name, "-f", config, "--format", "docx")
    document = Document(tmp_path / "x.docx")
    starts = {
        one.numId: [int(start.val) for start in one.iter(qn("w:startOverride"))]
        for one in document.part.numbering_part.element.num_lst
    }
    found = [
        (properties.numPr.numId.val, paragraph.text)
        for paragraph in document.element.body.iter(qn("w:p"))
        if (properties := paragraph.pPr) is not None and properties.numPr is not None
    ]
    assert [said for _, said in found] == [
        "Acara satu",
        "Acara dua",
        "satu",
        "dua",
        "tiga",
        "empat",
    ]
    lists = [number for number, _ in found]
    assert lists[::2] == lists[1::2]
    assert len(set(lists)) == 3
    assert all(starts[number] == [1] for number in lists)


# Records that try it


def write(site: Path, name: str, text: str) -> str:
    path = site / "content" / "meetings" / name[:4] / f"{name}.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return name


BARE = """\
# contoh
title: {title}
date: {date}
source: notula
stage: {stage}
grade: terbatas
"""


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_meeting_with_nothing(form, site, tmp_path):
    name = write(
        site,
        "2020-01-02-kosong",
        BARE.format(title="Kosong", date="2020-01-02", stage="berlangsung"),
    )
    config = site / "site_config.yml"
    text = text_of(made(tmp_path / f"x.{form}", "minutes", name, "-f", config, "--format", form))
    for said in ("Tidak tercatat.", "Tidak ada keputusan", "Tidak ada tindak lanjut"):
        assert said in text
    pack = text_of(made(tmp_path / "b.pdf", "pack", name, "-f", config))
    for said in ("Acara belum dicatat", "Tidak ada rapat sebelumnya", "Tidak ada lampiran"):
        assert said in pack
    assert "RANCANGAN, BELUM DISAHKAN" in text or form == "docx"


def test_very_long_lists(site, tmp_path):
    items = "".join(
        f"  - {{id: t{number}, text: Butir ke-{number} {'panjang ' * 30}, responsible: [polres-contoh]}}\n"
        for number in range(1, 301)
    )
    decisions = "".join(f"  - {{id: k{n}, text: Keputusan ke-{n}}}\n" for n in range(1, 201))
    name = write(
        site,
        "2025-01-02-panjang",
        BARE.format(title="Panjang " * 40, date="2025-01-02", stage="berlangsung")
        + f"actions:\n{items}decisions:\n{decisions}",
    )
    config = site / "site_config.yml"
    minutes = made(tmp_path / "n.pdf", "minutes", name, "-f", config)
    pack = made(tmp_path / "b.pdf", "pack", OK_PLANNED, "-f", config)
    for content in (minutes, pack):
        text = text_of(content)
        assert "Butir ke-1 " in text
        assert "Butir ke-300 " in text
    assert len(PdfReader(io.BytesIO(minutes)).pages) > 20


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_what_editors_write_is_never_a_command(form, site, tmp_path):
    text = '#pagebreak() #read("/etc/passwd") $x^2$ @rujuk \\\\ = judul ~ // catatan /* buka'
    name = write(
        site,
        "2025-01-02-tanda",
        f"""\
# contoh
title: {{id: '{text}', en: '*English* #x'}}
date: 2025-01-02
source: notula
stage: berlangsung
grade: terbatas
venue: {{id: '{text}', en: '#eval("1")'}}
chair: {{name: '#x *y* $z$', position: '{text}'}}
summary: '**Tebal** dan `#kode` - {text}'
decisions:
  - {{id: k1, text: '{text}'}}
""",
    )
    config = site / "site_config.yml"
    found = text_of(made(tmp_path / f"x.{form}", "minutes", name, "-f", config, "--format", form))
    assert found.count("#pagebreak()") >= 4
    assert found.count("$x^2$ @rujuk") >= 4
    assert "root:" not in found
    assert "Tebal dan #kode" in found
    assert "/* buka" in found


def test_a_whole_record_for_one_organisation(site, tmp_path):
    organisations = site / "content" / "organisations"
    (organisations / "polres-contoh.yml").write_text(
        "# contoh\ngrade: terbuka\nkind: kepolisian\nnames: [{name: Polres Contoh}]\n"
        "member: [{from: 2020-01-01}]\n"
    )
    (organisations / "pemkot-contoh.yml").write_text(
        "# contoh\ngrade: terbuka\nkind: pemerintah-daerah\nnames: [{name: Pemkot Contoh}]\n"
        "member: [{from: 2020-01-01}]\n"
    )
    text = BARE.format(title="Rapat Kenari", date="2025-01-03", stage="berlangsung")
    name = write(
        site,
        "2025-01-03-khusus",
        text.replace("grade: terbatas", "grade: terbuka\nhanya: [polres-contoh]")
        + "decisions:\n  - {id: k1, grade: terbuka, text: Keputusan kenari.}\n",
    )
    config = site / "site_config.yml"
    pack = ("pack", OK_PLANNED, "-f", config)
    own = text_of(made(tmp_path / "p.pdf", *pack, "--for", "polres-contoh"))
    assert "Keputusan kenari." in own
    for more in ((), ("--for", "pemkot-contoh")):
        assert "kenari" not in text_of(made(tmp_path / "q.pdf", *pack, *more)).lower()
    code, said = run("minutes", name, "-f", config, "--out", tmp_path / "n.pdf")
    assert (code, "PACK001" in said) == (2, True)
    out = tmp_path / "situs"
    code, said = run("build", "-q", "-f", config, "-d", out, "--as-of", "2025-06-10")
    assert code == 0, said
    pages = [path for path in out.rglob("*") if path.is_file()]
    assert not [path for path in pages if b"kenari" in path.read_bytes().lower()]
    assert not [path for path in pages if "2025-01-03-khusus" in str(path)]


def test_the_real_records_too(tmp_path):
    config = ROOT / "site_config.yml"
    name = "2023-09-12-rapat-timpora-jakarta-utara"
    pack = made(tmp_path / "b.pdf", "pack", name, "-f", config, "--for", "pemkot-jakut")
    text = text_of(pack)
    assert "Tindak lanjut yang terbuka" in text
    assert "Kanim Jakarta Utara" in text or "Jakarta Utara" in text


# What goes wrong


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("pack", "2024-09-11-rakor"), "PACK001", f"Maksud Anda {OK_HELD}"),
        (("minutes", "tidak-ada"), "PACK001", "tidak ada rapat 'tidak-ada'"),
        (("pack", OK_HELD, "--for", "polres-contho"), "PACK002", "Maksud Anda polres-contoh"),
        (("pack", OK_PLANNED, "--for", "polres-contoh"), "PACK003", "bukan anggota"),
        (("minutes", OK_PRESS), "PACK004", "liputan pers"),
        (("minutes", OK_PLANNED), "PACK005", "baru direncanakan"),
    ],
)
def test_clear_problems(arguments, code, words, site, tmp_path):
    out = tmp_path / "x.pdf"
    done, text = run(*arguments, "-f", site / "site_config.yml", "--as-of", "2025-01-06", "-o", out)
    assert done == 2
    assert code in text
    assert words in text.replace("'", "") or words in text
    assert not out.exists()


def test_nothing_is_printed_of_records_with_errors(site, tmp_path):
    write(site, "2025-01-02-salah", BARE.format(title="x", date="kemarin", stage="berlangsung"))
    done, text = run("pack", OK_HELD, "-f", site / "site_config.yml", "-o", tmp_path / "x.pdf")
    assert done == 1
    assert "VAL002" in text
    assert not (tmp_path / "x.pdf").exists()


def test_what_is_there_is_replaced_whole_or_not_at_all(site, tmp_path):
    out = tmp_path / "x.pdf"
    out.write_bytes(b"lama")
    config = site / "site_config.yml"
    command = [sys.executable, "-m", "generator", "minutes", OK_HELD, "-f", config, "-o", out]

    def _full_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, preexec_fn=_full_disk, check=False
    )
    assert done.returncode == 2, done.stderr
    assert "PACK006" in done.stderr
    assert out.read_bytes() == b"lama"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["x.pdf"]
    assert made(out, "minutes", OK_HELD, "-f", config)[:4] == b"%PDF"


def test_a_folder_that_is_not_there(site, tmp_path):
    out = tmp_path / "tidak" / "ada" / "x.pdf"
    done, text = run("minutes", OK_HELD, "-f", site / "site_config.yml", "-o", out)
    assert done == 2
    assert "PACK006" in text
