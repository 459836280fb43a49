"""Personal data in open records stops the check at its line; what members read, and what was accepted
one by one, does not. All persons and numbers are made up (contoh)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.disclosure.acceptance import fingerprint
from generator.problems import Exit
from tests import containers
from tests.offices import MEETING, attach, change, run

NIK = "3172051203900001"
FILE = "content/attachments/2024/"


def _say(root: Path, words: str) -> None:
    change(root, MEETING, "Rapat membahas pendataan", words)


def _codes(said: str) -> list[str]:
    return re.findall(r"(?:galat|peringatan) (PRV\d+)", said)


def _accept(root: Path, said: str) -> str:
    """The entry that a message asks for, with what somebody has to fill in."""
    (entry,) = re.findall(r"- \{rule: .*\}", said)
    filled = entry.replace("reason: ...", "reason: Nomor layanan kantor")
    filled = filled.replace("by: ...", "by: Sri Contoh").replace("date: ...", "date: 2025-06-01")
    (root / "accepted.yml").write_text(f"accepted:\n  {filled}\n", encoding="utf-8")
    return filled


def test_a_finding_is_said_at_its_line_and_never_in_full(site: Path) -> None:
    _say(site, f"Rapat dengan NIK {NIK} membahas pendataan")
    for command in ("check", "build"):
        code, _, said = run(site, command)
        assert code == Exit.PROBLEMS
        assert f"{MEETING}:17:27: galat PRV001: summary: NIK tidak boleh" in said
        assert NIK not in said
        assert "(ditemukan '31••••••••••••••')" in said
        lines = said[said.index(MEETING) :].splitlines()
        assert lines[1].strip().startswith("summary: Rapat dengan NIK 31••••")
        assert lines[2].index("^") == lines[1].index("31•")
    assert NIK not in run(site, "check", "--format", "json")[1]
    assert NIK not in run(site, "check", "--format", "sarif")[1]


def test_what_members_read_may_hold_a_number(site: Path) -> None:
    change(site, MEETING, "Undangan berikutnya", "Hubungi 0812 3456 7890. Undangan berikutnya")
    assert run(site, "check")[0] == Exit.FINE


def test_it_counts_from_the_day_on_which_a_record_is_open(site: Path) -> None:
    _say(site, "Hubungi 0812 3456 7890: rapat membahas pendataan".replace(":", ""))
    change(site, MEETING, "grade: terbuka\ntheme", "grade: terbatas\ntheme")
    assert "PRV" not in run(site, "check")[2]


@pytest.mark.parametrize(
    ("name", "old", "new", "place"),
    [
        ("content/knowledge/melapor.md", "\n---\n", "\n---\nHubungi humas@contoh.example.\n", ":7:9"),
        ("content/knowledge/melapor.en.md", "Owners of", "Call 0812 3456 7890. Owners of", ":1:6"),
        ("content/glossary.yml", "Sarana penginapan", "RT 005/RW 012, sarana penginapan", ":"),
        ("content/organisations/kanim-contoh.yml", "kind: imigrasi",
         "kind: imigrasi\nrole: Layanan di -6.1234567, 106.7654321", ":4"),
    ],
)  # fmt: skip
def test_in_every_kind_of_record(site: Path, name: str, old: str, new: str, place: str) -> None:
    text = (site / name).read_text(encoding="utf-8")
    assert old in text
    (site / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    code, _, said = run(site, "check")
    assert code == Exit.PROBLEMS, said
    assert len(_codes(said)) == 1
    assert f"{name}{place}" in said
    assert "7890" not in said
    assert "humas@" not in said


def test_a_value_in_two_lines(site: Path) -> None:
    change(site, MEETING, "summary: Rapat membahas pendataan penginapan;",
           "summary: >-\n  Rapat dihadiri CL (34),\n  WN Nigeria, dan membahas pendataan;")  # fmt: skip
    _, _, said = run(site, "check")
    assert _codes(said) == ["PRV009"]
    assert ":18:18:" in said
    assert "Nigeria" not in said
    assert "CL (34)" not in said


def test_the_name_of_a_file_is_an_address(site: Path) -> None:
    folder = site / "content" / "knowledge"
    (folder / "melapor.en.md").unlink()
    page = folder / "melapor.md"
    for name in (f"2024-09-11-{NIK}.md", f"{NIK}.md"):
        page = page.rename(folder / name)
        code, _, said = run(site, "check")
        assert code == Exit.PROBLEMS
        assert f"content/knowledge/{name.replace(NIK, '31' + 14 * '•')}: galat PRV015" in said
        assert NIK not in said


def test_settings_are_public_too_but_may_say_how_to_report(site: Path) -> None:
    change(site, "site_config.yml", "office:", "report: Hubungi 0812 3456 7890.\noffice:")
    assert run(site, "check")[0] == Exit.FINE
    change(site, "site_config.yml", "angka di sini rekaan", f"angka di sini rekaan {NIK}")
    _, _, said = run(site, "check")
    assert "site_config.yml:5:" in said
    assert _codes(said) == ["PRV001"]


# Attachments


@pytest.mark.parametrize(
    ("name", "content", "code", "where"),
    [
        ("a.txt", f"Daftar\n  NIK {NIK}\n".encode(), "PRV001", f"{FILE}a.txt:2:7"),
        ("a.csv", b"nama,telepon\nX,0812 3456 7890\n", "PRV005", f"{FILE}a.csv:2:3"),
        ("a.pdf", containers.pdf(f"NIK {NIK}"), "PRV001", "hlm. 1"),
        ("a.pdf", containers.pdf(author="Putu Rekaan"), "PRV011", "Author"),
        ("a.pdf", containers.pdf(title=f"Data {NIK}"), "PRV001", "Title"),
        ("a.pdf", containers.pdf_with_xmp("Putu Rekaan"), "PRV011", "XMP"),
        ("a.pdf", containers.pdf_with_note("Jangan terbit"), "PRV012", "hlm. 1"),
        ("a.pdf", containers.pdf_with_file(f"NIK {NIK}"), "PRV001", "isi.txt"),
        ("a.pdf", containers.pdf_of_before(f"NIK {NIK}"), "PRV001", "versi 1"),
        ("a.pdf", containers.pdf_locked("x"), "PRV014", ""),
        ("a.docx", containers.word(f"NIK {NIK}"), "PRV001", "word/document.xml"),
        ("a.docx", containers.word(author="Putu Rekaan"), "PRV011", "dc:creator"),
        ("a.docx", containers.word(changed_by="Putu Rekaan"), "PRV011", "cp:lastModifiedBy"),
        ("a.docx", containers.word(comment="Jangan terbit"), "PRV012", "word/comments.xml"),
        ("a.docx", containers.word_tracked("Dihapus"), "PRV012", "word/document.xml"),
        ("a.xlsx", containers.excel(f"NIK {NIK}"), "PRV001", "xl/"),
        ("a.xlsx", containers.excel(hidden=True), "PRV012", "xl/workbook.xml"),
        ("a.jpg", containers.jpeg(gps=True), "PRV010", "EXIF GPS"),
        ("a.jpg", containers.jpeg(thumbnail=True), "PRV013", "EXIF"),
        ("a.jpg", containers.jpeg(Artist="Putu Rekaan"), "PRV011", "EXIF Artist"),
        ("a.png", containers.png("Putu Rekaan", key="Author"), "PRV011", "PNG Author"),
        ("a.zip", containers.zipped({"b.zip": containers.zipped({"c.txt": NIK.encode()})}), "PRV001",
         "b.zip › c.txt"),
        ("a.zip", containers.zipped({f"{NIK}.txt": b"x"}), "PRV001", "31•"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "PRV014", ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_in_attachments(site: Path, name: str, content: bytes, code: str, where: str) -> None:
    attach(site, name, content)
    exit_code, _, said = run(site, "check")
    assert exit_code == Exit.PROBLEMS
    assert set(_codes(said)) >= {code}, said
    assert where in said
    assert f"{FILE}{name}" in said
    for secret in (NIK, "Putu Rekaan", "Jangan terbit", "7890"):
        assert secret not in said


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", containers.pdf("Daftar periksa", author="Kantor Imigrasi Contoh")),
        ("a.pdf", containers.pdf("Daftar periksa", author="anonymous")),
        ("a.docx", containers.word("Daftar periksa", author="python-docx")),
        ("a.xlsx", containers.excel("Daftar periksa")),
        ("a.jpg", containers.jpeg(Software="Contoh 1.0")),
        ("a.png", containers.png("Peta")),
        ("a.zip", containers.zipped({"a.txt": b"Daftar periksa"})),
    ],
)
def test_clean_attachments_pass(site: Path, name: str, content: bytes) -> None:
    attach(site, name, content)
    code, _, said = run(site, "check")
    assert code == Exit.FINE, said


def test_what_is_said_of_former_pages_is_public_too(site: Path) -> None:
    (site / "addresses.yml").write_text(
        "withdrawn:\n  - address: gugur/\n    since: 2025-05-01\n"
        f"    why: Hubungi 0812 3456 7890.\n  - address: warga-{NIK}/\n"
        "    since: 2025-05-01\n    why: {id: rekaan, en: call 0812 3456 7891}\n",
        encoding="utf-8",
    )
    code, _, said = run(site, "check")
    assert code == Exit.PROBLEMS
    assert _codes(said) == ["PRV005", "PRV001", "PRV005"]
    assert "addresses.yml:4:" in said
    assert 'field: "withdrawn[gugur/].why"' in said
    assert NIK not in said
    assert "3456 789" not in said


def test_an_attachment_for_members_is_not_looked_into(site: Path) -> None:
    attach(site, "a.txt", NIK.encode(), grade="terbatas")
    assert run(site, "check")[0] == Exit.FINE


# Acceptance


def test_one_finding_is_accepted_as_the_message_says(site: Path) -> None:
    _say(site, "Layanan 0812 3456 7890 membahas pendataan")
    _, _, said = run(site, "check")
    _accept(site, said)
    code, _, said = run(site, "check")
    assert (code, _codes(said)) == (Exit.FINE, []), said
    assert "7890" not in (site / "accepted.yml").read_text(encoding="utf-8")


def test_nothing_else_is_accepted_with_it(site: Path) -> None:
    _say(site, "Layanan 0812 3456 7890 membahas pendataan")
    _accept(site, run(site, "check")[2])
    change(site, MEETING, "Menyusun daftar penginapan.", "Menyusun daftar, tanya 0812 3456 7890.")
    code, _, said = run(site, "check")
    assert code == Exit.PROBLEMS
    assert _codes(said) == ["PRV005"]
    assert "actions[t1].text" in said


def test_another_value_at_the_accepted_place_is_a_finding(site: Path) -> None:
    _say(site, "Layanan 0812 3456 7890 membahas pendataan")
    _accept(site, run(site, "check")[2])
    change(site, MEETING, "0812 3456 7890", "0812 3456 7891")
    _, _, said = run(site, "check")
    assert sorted(_codes(said)) == ["PRV005", "PRV020"]
    assert "accepted.yml:2:5: peringatan PRV020" in said


def test_an_acceptance_that_fits_nothing_is_said(site: Path) -> None:
    _say(site, "Layanan 0812 3456 7890 membahas pendataan")
    _accept(site, run(site, "check")[2])
    change(site, MEETING, "Layanan 0812 3456 7890", "Layanan")
    code, _, said = run(site, "check")
    assert code == Exit.FINE
    assert _codes(said) == ["PRV020"]
    assert run(site, "check", "--strict")[0] == Exit.PROBLEMS


@pytest.mark.parametrize("lacking", ["reason", "by", "date", "field", "record", "value", "rule"])
def test_an_acceptance_says_everything(site: Path, lacking: str) -> None:
    _say(site, "Layanan 0812 3456 7890 membahas pendataan")
    entry = _accept(site, run(site, "check")[2])
    without = re.sub(rf'{lacking}: ("[^"]*"|[^,}}]*)(, )?', "", entry, count=1).replace(", }", "}")
    (site / "accepted.yml").write_text(f"accepted:\n  {without}\n", encoding="utf-8")
    code, _, said = run(site, "check")
    assert code == Exit.PROBLEMS
    assert "KEY002" in said
    assert "PRV005" in said


def test_an_attachment_is_accepted_in_one_place_only(site: Path) -> None:
    attach(site, "a.docx", containers.word(author="Putu Rekaan", changed_by="Putu Rekaan"))
    _, _, said = run(site, "check")
    assert _codes(said) == ["PRV011", "PRV011"]
    first = said.split("galat PRV011")[1]
    _accept(site, first)
    assert _codes(run(site, "check")[2]) == ["PRV011"]


def test_ids_keep_a_place_when_others_come_before(site: Path) -> None:
    change(site, MEETING, "Menyusun daftar penginapan.", "Menyusun daftar, tanya 0812 3456 7890.")
    _accept(site, run(site, "check")[2])
    change(
        site, MEETING, "actions:\n", "actions:\n  - {id: t0, text: Satu lagi., grade: terbuka}\n"
    )
    code, _, said = run(site, "check")
    assert (code, _codes(said)) == (Exit.FINE, []), said


def test_a_fingerprint_is_of_place_and_value_and_tells_little() -> None:
    one = fingerprint("PRV001", "meeting/a", "summary", NIK)
    assert re.fullmatch("[0-9a-f]{5}", one)
    assert one == fingerprint("PRV001", "meeting/a", "summary", f" {NIK}\n")
    assert one != fingerprint("PRV001", "meeting/a", "theme", NIK)
    assert one != fingerprint("PRV001", "meeting/b", "summary", NIK)
    alike = [
        n for n in range(100_000) if fingerprint("PRV001", "meeting/a", "summary", str(n)) == one
    ]
    assert alike, "few enough values share a fingerprint that it would give the value away"
