"""Ways around the wall that were tried once, each by a small change to a good office."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.disclosure.disclose import disclose
from generator.engine.rendering import render_site
from generator.pages.plan import derive
from generator.settings import INTERNAL, PUBLIC, read_settings

TODAY = date(2025, 6, 1)
MEETING = "meetings/2024/2024-09-11-rakor-timpora-contoh.yml"
LATER = "meetings/2025/2025-01-15-rakor-timpora-contoh.yml"
RULE = "regulations/permenkumham-50-2016.yml"
LAW = "regulations/uu-6-2011.yml"
DATASET = "statistics/tak-kanim-contoh/dataset.yml"
PERIOD = "statistics/tak-kanim-contoh/2023.yml"


def change(root: Path, name: str, *pairs: tuple[str, str], add: str = "") -> None:
    """Replace words in a content file, each found once, and write `add` at its end."""
    path = root / "content" / name
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for old, new in pairs:
        assert text.count(old) == 1, (old, text)
        text = text.replace(old, new)
    path.write_text(text + add, encoding="utf-8")


def codes(root: Path) -> list[str]:
    """The codes of everything wrong."""
    project, _ = read_settings(root / "site_config.yml")
    assert project is not None
    return [problem.code for problem in disclose(project, TODAY).problems]


def said(root: Path, name: str, today: date = TODAY) -> str:
    """Everything that a site says: page bodies, feeds, data files, names of files."""
    project, _ = read_settings(root / "site_config.yml")
    assert project is not None
    disclosed = disclose(project, today)
    assert name in disclosed.views, disclosed.problems
    files = render_site(derive(disclosed.views[name], today), project.settings)
    return "\n".join(
        file + "\n" + content.decode("utf-8", "replace") for file, content in files.items()
    )


# Fields that an editor has raised


@pytest.mark.parametrize(
    "mark", ["grades: {abbreviation: rahasia}", "hanya_kolom: {abbreviation: [polres-contoh]}"]
)
def test_a_raised_abbreviation_is_nobodys_short_name(site: Path, mark: str) -> None:
    change(
        site,
        "glossary.yml",
        ("abbreviation: APOA", f"abbreviation: SANDIX\n    {mark}"),
    )
    change(site, MEETING, ("lihat [[apoa]]", "lihat [[apoa]] itu"))
    assert "SANDIX" not in said(site, PUBLIC)
    assert "SANDIX" not in said(site, INTERNAL)


@pytest.mark.parametrize("mark", ["grades: {%s: rahasia}", "hanya_kolom: {%s: [polres-contoh]}"])
@pytest.mark.parametrize("field", ["rows", "total"])
def test_raised_counts_make_no_table(site: Path, field: str, mark: str) -> None:
    change(site, PERIOD, ("total: 120", f"total: 120\n{mark % field}"))
    for name in (PUBLIC, INTERNAL):
        text = said(site, name)
        assert ">92<" not in text
        assert ">120<" not in text
        assert "2023,jenis" not in text


@pytest.mark.parametrize(
    "mark", ["grades: {publish: terbatas}", "hanya_kolom: {publish: [polres-contoh]}"]
)
def test_a_raised_list_of_tables_publishes_none(site: Path, mark: str) -> None:
    change(site, DATASET, add=f"\n{mark}\n")
    assert ">92<" not in said(site, PUBLIC)
    assert ">92<" in said(site, INTERNAL)


@pytest.mark.parametrize(
    ("name", "grades"),
    [
        (DATASET, "threshold"),
        (PERIOD, "provisional"),
        (MEETING.replace("2024-09-11-rakor", "2024-11-05-liputan"), "timezone"),
        (RULE, "title"),
    ],
)
def test_what_always_has_a_value_cannot_be_raised(site: Path, name: str, grades: str) -> None:
    change(site, name, add=f"\ngrades: {{{grades}: terbatas}}\n")
    assert codes(site) == ["GRD001"]


@pytest.mark.parametrize(
    "mark", ["grades: {stage: terbatas}", "hanya_kolom: {stage: [polres-contoh]}"]
)
def test_the_stage_of_a_meeting_cannot_be_raised(site: Path, mark: str) -> None:
    change(site, LATER, add=f"{mark}\n")
    assert codes(site) == ["GRD001"]


# What is said of something withheld


def test_verifying_a_withheld_field_is_not_shown(site: Path) -> None:
    change(
        site,
        LAW,
        ("grade: terbuka", "grade: terbuka\ngrades: {enacted: terbatas}"),
        (
            "verified:",
            "verified:\n  enacted: {evidence: naskah, source: Sumber xyzzy, date: 2025-01-01}",
        ),
    )
    text = said(site, PUBLIC)
    assert "xyzzy" not in text
    assert "xyzzy" in said(site, INTERNAL)


def test_a_relation_goes_with_the_rule_that_it_is_about(site: Path) -> None:
    change(site, LAW, ("grade: terbuka", "grade: terbatas"))
    change(
        site,
        RULE,
        ("target: uu-6-2011, evidence", "target: uu-6-2011, source: Pertimbangan xyzzy, evidence"),
    )
    change(site, MEETING, (" dan [[uu-6-2011#pasal-69]]", ""))
    change(site, "knowledge/melapor.md", ("[[uu-6-2011]]", "itu"))
    change(site, "knowledge/melapor.en.md", ("[[uu-6-2011]]", "that"))
    text = said(site, PUBLIC)
    assert "xyzzy" not in text
    assert '<span class="label">Melaksanakan' not in text
    assert "xyzzy" in said(site, INTERNAL)


def test_a_correction_goes_with_the_part_that_it_corrects(site: Path) -> None:
    add = """\
decisions:
  - {id: k9, grade: terbatas, text: Yang tertutup.}
"""
    change(site, LATER, ("    date: 2025-02-01", "    date: 2025-02-01\n    part: k9"), add=add)
    assert codes(site) == ["REF004"]
    text = said(site, PUBLIC)
    assert "Nama narasumber dibetulkan" not in text
    assert 'id="p1"' not in text.split("rapat/2025/2025-01-15", 1)[1].split("</article>")[0]
    assert "Nama narasumber dibetulkan" in said(site, INTERNAL)
    change(site, "knowledge/melapor.md", add="\nBaca [[2025-01-15-rakor-timpora-contoh#p1]].\n")
    assert codes(site) == ["REF003", "REF004"]


def test_a_withheld_id_in_code_can_be_read_too(site: Path) -> None:
    secret = "2025-06-18-rapat-kecamatan-contoh"
    change(site, "knowledge/melapor.md", add=f"\nTulis `[[{secret}]]`, bukan `[[tidak-ada]]`.\n")
    assert codes(site) == ["REF003"]


# Lists of small records


def test_an_item_is_never_more_open_than_its_file(site: Path) -> None:
    change(
        site,
        "glossary.yml",
        ("grade: terbuka", "grade: terbatas"),
        ("abbreviation: APOA", "abbreviation: APOA\n    grade: terbuka"),
    )
    change(site, MEETING, ("lihat [[apoa]] dan ", ""))
    change(site, "knowledge/melapor.md", ("[[apoa|APOA]]", "itu"))
    change(site, "knowledge/melapor.en.md", ("[[apoa|APOA]]", "it"))
    assert "Sarana penginapan" not in said(site, PUBLIC)
    assert "Sarana penginapan" in said(site, INTERNAL)


@pytest.mark.parametrize("name", ["glossary.yml", "places.yml"])
def test_a_list_file_raises_no_single_fields(site: Path, name: str) -> None:
    """It would look as if it held for every item."""
    change(site, name, add="grades: {definition: rahasia}\n")
    assert "KEY001" in codes(site)


# Figures


def test_figures_wait_for_their_release(site: Path) -> None:
    change(site, PERIOD, ("released: 2024-01-31", "released: 2025-07-01\nnote: Catatan xyzzy."))
    assert ">92<" not in said(site, PUBLIC)
    assert "xyzzy" not in said(site, PUBLIC)
    assert ">92<" in said(site, INTERNAL)
    assert ">92<" in said(site, PUBLIC, date(2025, 7, 1))


def test_overlapping_public_periods_are_refused(site: Path) -> None:
    part = """\
period: 2023-01/2023-11
grade: terbuka
rows:
  - {jenis: deportasi, count: 90}
  - {jenis: biaya-beban, count: 28}
"""
    change(site, "statistics/tak-kanim-contoh/2023-01--2023-11.yml", add=part)
    assert codes(site) == ["STA015"]
    change(
        site,
        "statistics/tak-kanim-contoh/2023-01--2023-11.yml",
        ("grade: terbuka", "grade: terbatas"),
    )
    assert codes(site) == []


def test_a_text_may_name_a_period(site: Path) -> None:
    change(site, "knowledge/persiapan.md", add="\nLihat [[tak-kanim-contoh/2023]].\n")
    assert "statistik/tak-kanim-contoh/index.html#2023" in said(site, INTERNAL)


def test_some_rows_with_months_and_some_without(site: Path) -> None:
    change(
        site,
        PERIOD,
        ("{jenis: deportasi, count: 92}", "{jenis: deportasi, period: 2023-01, count: 92}"),
    )
    assert codes(site) == ["STA016", "STA046"]


def test_a_total_without_its_rows_is_no_table_of_zeros(site: Path) -> None:
    change(
        site,
        PERIOD,
        ("rows:\n  - {jenis: deportasi, count: 92}\n  - {jenis: biaya-beban, count: 28}\n", ""),
    )
    assert "2023,jenis" not in said(site, PUBLIC)
    change(site, PERIOD, add="rows: []\n")
    assert codes(site) == ["STA003"]


def test_codes_and_dimensions_are_told_apart(site: Path) -> None:
    change(
        site,
        DATASET,
        (
            "      - {code: biaya-beban",
            "      - {code: deportasi, label: Lagi}\n      - {code: biaya-beban",
        ),
    )
    assert codes(site) == ["STA017"]


# Names by date


def test_a_name_that_begins_tomorrow_is_not_used_today(site: Path) -> None:
    change(
        site,
        "organisations/polres-contoh.yml",
        (
            "    from: 2010-01-01",
            "    from: 2010-01-01\n    to: 2025-06-30\n  - name: Polres Baru\n    from: 2025-07-01",
        ),
    )
    project, _ = read_settings(site / "site_config.yml")
    assert project is not None
    for day, name in ((TODAY, "Polres Contoh"), (date(2025, 7, 1), "Polres Baru")):
        assert disclose(project, day).views[PUBLIC].by_id["polres-contoh"].title.id == name


# Settings


def test_the_members_site_is_not_less_than_its_templates(site: Path) -> None:
    path = site / "site_config.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("clearance: terbatas", "clearance: terbuka"), encoding="utf-8")
    _, problems = read_settings(path)
    assert [problem.code for problem in problems] == ["CFG003"]


# Attachments


def test_one_file_under_two_grades_is_told(site: Path) -> None:
    text = (site / "content" / MEETING).read_text(encoding="utf-8")
    add = text[text.index("attachments:") : text.index("secretariat_note:")]
    change(site, LATER, add=add.replace("grade: terbuka", "grade: terbatas"))
    assert codes(site) == ["ATT004"]
