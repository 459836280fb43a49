"""What is said of figures: headlines, comparisons, revisions, tables; only ever from what is shown."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from types import MappingProxyType

import pytest

from generator.disclosure.figures import Figure, Table
from generator.disclosure.view import Card
from generator.fields import Text
from generator.pages import forms
from generator.pages.pictures import picture
from generator.pages.plan import PageSpec, plan_internal
from generator.pages.protection import Protected, ProtectedCell
from generator.pages.render import Renderer, render_page
from generator.pages.statistics import Reading, stretches, whole_percent
from generator.pages.tables import lay_out
from generator.settings import INTERNAL, PUBLIC
from generator.vocabulary import DimensionKind, Protection
from tests.figures_site import TODAY, add_figures, files, open_project, reading, world

PAGE = "statistik/pelanggaran/index.html"


class _Tables(HTMLParser):
    """The rows of every table of a page by the text of its caption."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.caption = ""
        self.inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "caption":
            self.caption = ""
            self.inside = tag
        elif tag == "tr":
            self.tables.setdefault(self.caption, []).append([])
        elif tag in ("td", "th"):
            self.tables[self.caption][-1].append("")
            self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        if tag == self.inside:
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "caption":
            self.caption += data
        elif self.inside:
            self.tables[self.caption][-1][-1] += data


@pytest.fixture
def figures(site):
    return add_figures(site)


def _page(site, name=PUBLIC, file=PAGE) -> str:
    return files(site, name)[file].decode()


def _text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


# Small datasets in memory


def _card(cells: dict[str, Figure], since: str | None = None) -> Card:
    """A dataset of one dimension with the code `a`, whose totals are `cells`."""
    code = Card({"code": "a", "label": Text("A"), "note": None, "parent": None}
                | {"since": since, "until": None})  # fmt: skip
    dimension = Card(
        {"id": "d", "label": Text("D"), "kind": DimensionKind.PLACE, "levels": (), "codes": (code,)}
    )
    table = Table(
        *("t", Text("T"), ("d",), (("a",),), tuple(cells), Protection.SUPPRESSION, None),
        MappingProxyType({(time, ("_T",)): figure for time, figure in cells.items()}),
    )
    return Card(
        {"id": "x", "unit": Text("orang"), "dimensions": (dimension,), "tables": (table,)}
        | {"periods": (), "releases": (), "revised": (), "next_release": None}
    )


def _reading(cells: dict[str, Figure], since: str | None = None) -> Reading:
    return Reading(_card(cells, since), TODAY)


def test_the_headline_is_the_newest_visible_total() -> None:
    found = _reading(
        {"2024-08": Figure(7), "2024-09": Figure(8), "2024-10": Figure(None, "c")}
    ).headlines
    assert [(one.time, one.value) for one in found] == [("2024-09", 8)]


def test_the_year_stands_beside_the_month() -> None:
    found = _reading({"2024-09": Figure(8), "2023": Figure(70), "2024": Figure(80)}).headlines
    assert [(one.time, one.value) for one in found] == [("2024-09", 8), ("2024", 80)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (Figure(None, "c"), Figure(8)),
        (Figure(None, "M"), Figure(8)),
        (Figure(10, "r"), Figure(8)),
        (Figure(None, "k"), Figure(8)),
    ],
)
def test_nothing_is_compared_with_what_is_not_shown_exactly(old, new) -> None:
    (found,) = _reading({"2023-10": old, "2024-10": new}).headlines
    assert found.change is None


def test_a_headline_is_never_a_rounded_or_hidden_figure() -> None:
    for figure in (Figure(10, "r"), Figure(None, "c"), Figure(None, "k")):
        assert _reading({"2024": figure}).headlines == ()


@pytest.mark.parametrize(
    ("since", "compared"),
    [(None, True), ("2023-10", True), ("2023-11", False), ("2024-10", False), ("2024-11", True)],
)
def test_periods_counted_by_other_codes_are_not_compared(since, compared) -> None:
    one = _reading({"2023-10": Figure(50), "2024-10": Figure(60)}, since)
    assert (one.headlines[0].change is not None) is compared
    assert one.not_compared(one.headlines[0]) == (None if compared else "2023-10")


def test_a_year_in_which_a_code_began_is_not_compared() -> None:
    one = _reading({"2023": Figure(50), "2024": Figure(60)}, "2023-07")
    assert one.headlines[0].change is None


def test_a_month_is_compared_with_the_same_month_and_nothing_else() -> None:
    (found,) = _reading({"2024-09": Figure(40), "2024-10": Figure(60)}).headlines
    assert found.change is None


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [
        (12, 150, 8), (1, 30, 3), (1, 29, None), (0, 30, 0), (-1, 40, -3), (1, 200, 1), (1, 201, 0),
        (15, 30, 50), (-7, 40, -18), (60, 30, 200), (1, 0, None),
    ],
)  # fmt: skip
def test_percentages_are_whole_and_of_thirty_at_least(part, whole, percent) -> None:
    assert whole_percent(part, whole) == percent


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (150, 162, "naik 12 (8 %) dibandingkan dengan Oktober 2023 (150)"),
        (1500, 1400, "turun 100 (7 %) dibandingkan dengan Oktober 2023 (1.500)"),
        (20, 25, "naik 5 dibandingkan dengan Oktober 2023 (20)"),
        (1000, 1001, "naik 1 (kurang dari 1 %) dibandingkan dengan Oktober 2023 (1.000)"),
        (40, 40, "sama dengan Oktober 2023"),
        (0, 3, "naik 3 dibandingkan dengan Oktober 2023 (0)"),
    ],
)
def test_a_comparison_in_words(site, old, new, said) -> None:
    one = _reading({"2023-10": Figure(old), "2024-10": Figure(new)})
    assert said in _text(_rendered(site, one))


def _rendered(site, reading: Reading) -> str:
    renderer = Renderer(PUBLIC, open_project(site).settings)
    template = renderer.language("id").environment.from_string(
        '{% from "shared/dataset.html" import headlines %}{{ headlines(reading) }}'
    )
    return template.render(reading=reading)


@pytest.mark.parametrize(
    ("times", "found"),
    [
        (["2024-01", "2024-02", "2024-03"], [("2024-01", "2024-03")]),
        (["2024-01", "2024-03"], [("2024-01", "2024-01"), ("2024-03", "2024-03")]),
        (["2024-12", "2025-01", "2024"], [("2024", "2024"), ("2024-12", "2025-01")]),
        (["2023-01/2023-08"], [("2023-01/2023-08", "2023-01/2023-08")]),
    ],
)
def test_periods_that_follow_each_other_are_said_as_one_stretch(times, found) -> None:
    assert list(stretches(times)) == found


@pytest.mark.parametrize(
    ("first", "last", "id_", "en"),
    [
        ("2024-01", "2024-12", "Januari–Desember 2024", "January–December 2024"),
        ("2023-12", "2024-01", "Desember 2023–Januari 2024", "December 2023–January 2024"),
        ("2024-Q1", "2024-Q4", "Triwulan I–IV 2024", "Q1–Q4 2024"),
        ("2023-Q4", "2024-Q1", "Triwulan IV 2023–Triwulan I 2024", "Q4 2023–Q1 2024"),
        ("2024-S2", "2024-S2", "Semester II 2024", "H2 2024"),
        ("2020", "2024", "2020–2024", "2020–2024"),
    ],
)
def test_stretches_in_words(first, last, id_, en) -> None:
    assert forms.span(first, last, "id") == id_
    assert forms.span(first, last, "en") == en


# The public page


def test_the_public_page_shows_what_was_released_and_nothing_else(figures) -> None:
    page = _page(figures)
    assert "30</strong>" in page  # April 2025, not the 20 behind it
    assert ">Juni 2025<" not in page  # released on 20 July
    assert "Sementara" not in page


def test_protected_missing_withdrawn_and_unused_figures_are_told_apart(figures) -> None:
    tables = _Tables(_page(figures)).tables
    year = tables["Kecamatan, per bulan, 2024 (orang)"]
    assert year[0][:5] == ["Kecamatan", "Jan", "Feb", "Mar", "Apr"]
    assert year[1] == ["Utara", "26", "c", "…", "12", *"…" * 8]
    newest = tables["Kecamatan, per bulan, 2025 (orang)"]
    assert newest[1] == ["Utara", "0", "†", "26", "10"]
    assert newest[3] == ["Jumlah", "45", "†", "66", "30"]
    kinds = tables["Jenis, per bulan, 2025 (orang)"]
    assert kinds[2] == ["Dokumen palsu", "–", "–", "6", "c"]


def test_every_mark_is_explained_where_it_stands_and_nowhere_else(figures) -> None:
    sections = re.split(r'<section aria-labelledby="_angka-', _page(figures))
    legends = {part.split('"')[0]: re.findall(r'<ul class="legend">.*?</ul>', part, re.DOTALL)
               for part in sections[1:]}  # fmt: skip
    assert len(legends["kecamatan"]) == 1
    said = _text(legends["kecamatan"][0])
    assert "dilindungi" in said
    assert "tidak tersedia" in said
    assert "ditarik" in said
    assert "tidak dipakai" not in said
    assert "tidak dipakai" in _text(legends["jenis"][0])
    assert legends["peta"] == []  # the year of the withdrawn month is not over


def test_totals_stand_as_a_calendar_with_the_newest_year_first(figures) -> None:
    rows = _Tables(_page(figures)).tables["Semua, per bulan (orang)"]
    assert rows[0] == ["Periode", "2025", "2024"]
    assert rows[1] == ["Januari", "45", "44"]
    assert rows[2] == ["Februari", "†", "52"]
    assert rows[3] == ["Maret", "66", "…"]
    assert rows[5] == ["Mei", "–", "…"]  # 2025 has not come to its May, 2024 has none


def test_crossed_dimensions_are_grouped_with_their_sums_first(figures) -> None:
    rows = _Tables(_page(figures)).tables["Kecamatan dan Jenis, per bulan, 2025 (orang)"]
    groups = [row[0] for row in rows if len(row) == 1]
    assert groups == ["Semua", "Utara", "Selatan"]
    assert rows[2] == ["Melewati batas", "45", "†", "60", "c"]
    assert rows[6] == ["Melewati batas", "0", "†", "…", "c"]


def test_older_years_are_folded_and_the_newest_is_open(figures) -> None:
    page = _page(figures)
    folded = "".join(
        re.findall(r'<details class="older"><summary>\d+.*?</details>', page, re.DOTALL)
    )
    assert "per bulan, 2024 (orang)" in folded
    assert "per bulan, 2025 (orang)" not in folded


def test_wards_below_the_level_of_a_table_do_not_show(figures) -> None:
    assert "Utara Satu" not in "".join(
        "".join(row) for rows in _Tables(_page(figures)).tables.values() for row in rows
    )


def test_the_page_says_what_is_counted_how_it_is_protected_and_when_it_came_out(figures) -> None:
    said = _text(_page(figures))
    for wanted in (
        "perkara yang masih diperiksa tidak termasuk",
        "Termasuk yang belum lapor.",
        "dipakai sejak Maret 2025",
        "di bawah 5 orang tidak ditampilkan",
        "diperiksa terhadap semua yang pernah diterbitkan",
        "Rilis terakhir: 20 Mei 2025.",
        "Rilis berikutnya: 1 Agustus 2025.",
        "Ditarik 2 Juni 2025: Rekapitulasinya tertukar.",
        "Peta petak, bukan peta letak",
        "Kantor Imigrasi Contoh. Pelanggaran (contoh), rilis 20 Mei 2025. "
        "https://timpora.contoh.example/statistik/pelanggaran/",
    ):
        assert wanted in said, wanted


def test_the_english_page_says_the_same(figures) -> None:
    said = _text(_page(figures, file=f"en/{PAGE}"))
    assert "1,238 persons" in said
    assert "up 1 (2%) compared with January 2024 (44)" not in said  # April is the newest
    assert "down 1 (3%) compared with April 2024 (31)" not in said  # counted by other codes
    assert "Not compared with April 2024: the categories changed." in said
    assert "checked against everything ever published" in said


def test_revisions_say_old_new_and_why(figures) -> None:
    page = _page(figures)
    rows = _Tables(page).tables["Revisi, 10 Februari 2025: laporan susulan"]
    assert ["Januari 2024", "40", "44"] in rows
    assert ["2024, Utara", "1.200", "1.204"] in rows
    assert "Laporan Januari baru diterima." in _text(page)
    assert len(rows) == 5


def test_a_withdrawn_period_takes_its_revisions_with_it(figures) -> None:
    ledger = figures / "content/statistics/pelanggaran/published.yml"
    with ledger.open("a", encoding="utf-8") as file:
        file.write("  - {date: 2025-05-25, kind: revisi, plan: 1, change: pembetulan, cells: ")
        file.write("{2025-02: {_T _T: 63}, 2025-03: {_T _T: 67}}}\n")
    found = [(one.time, one.old.value) for one in reading(figures, PUBLIC).revised]
    assert ("2025-03", 66) in found
    assert ("2025-02", 61) not in found
    assert ">61<" not in _page(figures)
    assert reading(figures, PUBLIC).revised[0].why is None


def test_the_list_of_datasets_shows_each_headline(figures) -> None:
    said = _text(_page(figures, file="statistik/index.html"))
    assert "April 2025 30 orang" in said


def test_releases_revisions_and_withdrawals_are_news(figures) -> None:
    feed = files(figures, PUBLIC)["feed.xml"].decode()
    titles = re.findall(r"<title>(\w+): Pelanggaran \(contoh\)</title>", feed)
    assert sorted(titles) == ["Ditarik", "Revisi", "Rilis", "Rilis"]
    ids = re.findall(r"<id>(.*?)</id>", feed)
    assert len(ids) == len(set(ids))
    assert all(found.count("#") <= 1 for found in ids)
    assert f'id="_rilis-{3}"' in _page(figures)


# Nothing comes from behind the ledger


def _statistics(site, name) -> dict[str, bytes]:
    return {file: raw for file, raw in files(site, name).items() if "statistik" in file}


def test_counts_behind_the_ledger_change_no_public_byte(site, tmp_path) -> None:
    """Not of pages, pictures and what is said of them, nor of downloads and feeds."""
    import shutil

    other = tmp_path / "other"
    shutil.copytree(site, other)
    behind = {"2024-02": (49, 3, 0), "2025-04": (1, 29, 2), "2024-07": (900, 0, 0)}
    one, two = files(add_figures(site), PUBLIC), files(add_figures(other, behind), PUBLIC)
    assert one == two
    assert _statistics(site, INTERNAL) != _statistics(other, INTERNAL)


def test_pictures_and_what_is_said_of_them_leave_protected_figures_out(figures) -> None:
    one = reading(figures, PUBLIC)
    drawings = {
        table.id: drawing for table in one.card.tables if (drawing := picture(one, table, "id"))
    }
    assert {name: drawing.name for name, drawing in drawings.items()} == {
        "jumlah": "line", "kecamatan": "panels", "peta": "tiles", "jenis": "bars"
    }  # fmt: skip
    assert drawings["jenis"].title == "Jenis, April 2025"
    assert drawings["jenis"].data["visible"] == []
    assert drawings["jenis"].description.endswith(
        "Melewati batas: dilindungi; Dokumen palsu: dilindungi."
    )
    assert "Tertinggi 66 (Maret 2025), terendah 30 (April 2025), terakhir 30 (April 2025)." in (
        drawings["jumlah"].description
    )
    assert drawings["kecamatan"].params["peak"] == 60  # 45 is the largest that is shown


# The members' site


def test_members_see_all_figures_and_which_of_them_are_not_out(figures) -> None:
    page = _page(figures, INTERNAL)
    newest = _Tables(page).tables["Kecamatan, per bulan, 2025 (orang)"]
    assert newest[0] == ["Kecamatan", "Jan", "Feb", "Mar", "Apr", "Mei°", "Jun°"]
    assert newest[1] == ["Utara", "10", "10", "10", "10", "10", "10"]
    assert "Juni 2025 Belum dirilis" in _text(page)
    assert "belum dirilis; hanya untuk anggota" in _text(page)


def test_members_see_the_trend_against_the_year_before(figures) -> None:
    rows = next(iter(_Tables(_page(figures, INTERNAL)).tables.values()))
    assert rows[0] == ["Periode", "Jumlah", "Setahun lalu", "Selisih"]
    assert rows[1] == ["Juni 2025°", "23", "…", "…"]  # another code since March
    assert rows[5] == ["Februari 2025", "23", "20", "+3"]


def test_members_see_shares_by_place(figures) -> None:
    (found,) = reading(figures, INTERNAL).contributions
    year, label, shares = found
    assert (year, label.id) == ("2024", "Kecamatan")
    assert [(one.label.id, one.value, one.percent, one.before) for one in shares] == [
        ("Selatan", 120, 50, None), ("Utara", 120, 50, None)
    ]  # fmt: skip


def test_what_an_audit_found_is_a_page_of_the_members_site(figures) -> None:
    cells = (
        ProtectedCell("kecamatan", "2024-02", {"wilayah": "u"}, "primer", 1, 12, 3, insiders=True),
        ProtectedCell("kecamatan", "2024-02", {"wilayah": "s"}, "pelengkap", 0, None, 20),
    )
    found = replace(world(figures, INTERNAL), protected={"pelanggaran": Protected(cells)})
    specs = list(plan_internal(found))
    made = {spec.address: render_page(spec, INTERNAL, open_project(figures).settings)
            for spec in specs if spec.address.startswith("statistik/")}  # fmt: skip
    rows = next(iter(_Tables(made["statistik/pelanggaran/perlindungan/"]).tables.values()))
    assert rows[1] == ["Februari 2024"]
    assert rows[2] == ["Utara", "3", "kecil", "1–12orang dalam"]
    assert rows[3] == ["Selatan", "20", "pelengkap", "0–"]
    assert "perlindungan/index.html" in made["statistik/pelanggaran/"]
    assert "statistik/tak-kanim-contoh/perlindungan/" not in made
    assert "perlindungan/index.html" not in made["statistik/tak-kanim-contoh/"]


def test_the_public_site_has_no_page_of_protection(figures) -> None:
    assert not [name for name in files(figures, PUBLIC) if "perlindungan" in name]


def test_what_belongs_to_a_category_follows_it() -> None:
    """However the codes are listed, no country stands below the region of another."""
    parents = {"asia": None, "eropa": None, "jepang": "asia", "italia": "eropa", "roma": "italia"}
    parents |= {"india": "asia", "lain": "dunia"}
    codes = tuple(
        Card({"code": code, "label": Text(code), "note": None, "parent": parent}
             | {"since": None, "until": None})
        for code, parent in {**parents, "dunia": None}.items()
    )  # fmt: skip
    dimension = Card(
        {"id": "d", "label": Text("D"), "kind": DimensionKind.OTHER, "levels": (), "codes": codes}
    )
    shown = tuple(parents)  # of all but `dunia`, which this table leaves out
    table = Table(
        *("t", Text("T"), ("d",), (shown,), ("2024",), Protection.SUPPRESSION, None),
        MappingProxyType({("2024", (code,)): Figure(9) for code in (*shown, "_T")}),
    )
    card = {"id": "x", "unit": Text("orang"), "dimensions": (dimension,), "tables": (table,)}
    card |= {"periods": (), "releases": (), "revised": (), "next_release": None}
    (layout,) = lay_out(Reading(Card(card), TODAY))
    rows = layout.sections[0].grids[0].groups[0].rows
    assert [(row.label.id if row.label else None, row.depth) for row in rows] == [
        *(("asia", 0), ("jepang", 1), ("india", 1)),
        *(("eropa", 0), ("italia", 1), ("roma", 2)),
        *(("lain", 0), (None, 0)),
    ]


# Large tables


def _large() -> Reading:
    """Five years of months by six places and six kinds, sums included."""
    names = {"place": "Kecamatan Contoh", "kind": "Jenis Pelanggaran"}
    dimensions = tuple(
        Card(
            {
                "id": name,
                "label": Text(label),
                "kind": DimensionKind.OTHER,
                "levels": (),
                "codes": tuple(
                    Card(
                        {"code": f"{name}{n}", "label": Text(f"{label} {n}"), "note": None}
                        | {"parent": None, "since": None, "until": None}
                    )
                    for n in range(6)
                ),
            }
        )
        for name, label in names.items()
    )
    codes = tuple(tuple(code.code for code in one.codes) for one in dimensions)
    times = tuple(f"{year}-{month:02}" for year in range(2020, 2025) for month in range(1, 13))
    every = {
        (time, (place, kind)): Figure(100 + index * 7 % 83)
        for index, (time, place, kind) in enumerate(
            (time, place, kind)
            for time in times
            for place in (*codes[0], "_T")
            for kind in (*codes[1], "_T")
        )
    }
    table = Table(
        *("t", Text("T"), ("place", "kind"), codes, times, Protection.SUPPRESSION, None), every
    )
    card = dict.fromkeys(
        ("classification", "note", "office", "next_release", "revision_policy", "minimum_incidents")
    )
    card |= dict.fromkeys(("periods", "releases", "revised", "sources"), ())
    card |= dict.fromkeys(("title", "concept", "definition"), Text("X"))
    card |= dict.fromkeys(("measure", "frequency"), DimensionKind.OTHER)
    card |= {"id": "x", "address": "statistik/x/", "unit": Text("orang"), "threshold": 5}
    card |= {"persons_unknown": False, "dimensions": dimensions, "tables": (table,)}
    return Reading(Card(card), date(2025, 7, 1))


def test_five_years_of_months_by_six_and_six_stay_light(site) -> None:
    one = _large()
    spec = PageSpec(
        "statistik/x/", "public/dataset.html", "statistics",
        {"reading": one, "layouts": lay_out(one), "prefix": "", "rules": (), "backlinks": ()},
    )  # fmt: skip
    page = render_page(spec, PUBLIC, open_project(site).settings).encode()
    assert page.count(b"<td>") >= 60 * 49
    assert len(page) < 120_000
    assert len(gzip.compress(page)) < 20_000
    assert page.count(b"<details") == 4
