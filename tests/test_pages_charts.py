"""Charts: same bytes every time, nothing hidden inside, fit to stand inline in a page."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from generator.pages import charts, drawing, lettering
from generator.pages.charts import Bar, Point, Stay
from generator.pages.drawing import Drawing, draw
from generator.pages.panels import panels, tiles
from generator.standing import Span

ROWS = (
    Bar("Somalia", 405, "405"),
    Bar("Afganistan", 1943, "1.943"),
    Bar("Sudan", None, "c"),
    Bar("Yaman", 0, "0"),
    Bar("Iran", None, "c"),
)
MONTHS = (
    Point("2024-10", "Okt 2024", 1100),
    Point("2024-11", "Nov 2024", 1250),
    Point("2024-12", "Des 2024", None),
    Point("2025-01", "Jan 2025", 1190),
    Point("2025-03", "Mar 2025", 1205),
    Point("2025-04", "Apr 2025", 1210),
)
LONG = "pembatasan, perubahan atau pembatalan Izin Tinggal"


PLACES = tuple(
    Point(f"2024-{month:02}", f"B{month} 2024", value, name)
    for name, values in {
        "Kelapa Gading": (4, 9, None, 7),
        "Koja": (40, 31, 33, None),
        "Cilincing": (None, None, None, None),
    }.items()
    for month, value in enumerate(values, 1)
)


def bars(title, rows, unit, **kwargs):
    return draw(charts.bars(title, rows, unit, **kwargs))


def line(title, points, unit, **kwargs):
    return draw(charts.line(title, points, unit, **kwargs))


def bar_chart(rows=ROWS, **kwargs):
    return bars("Pengungsi", rows, "orang", description="Menurut kewarganegaraan.", **kwargs)


def line_chart(points=MONTHS):
    return line("Pengungsi per bulan", points, "orang", description="Dari bulan ke bulan.")


def panel_chart(points=PLACES):
    return draw(panels("Pengungsi", points, "orang", description="Menurut kecamatan."))


def tile_chart(rows=ROWS):
    return draw(tiles("Pengungsi", rows, "orang", description="Peta petak."))


def known(day: str) -> Span:
    return Span(date.fromisoformat(day), date.fromisoformat(day))


YEAR = Span(date(2021, 1, 1), date(2021, 12, 31))
CHECKED = date(2024, 12, 2)
STAYS = (
    Stay("Perpres Contoh 4/2015", known("2015-02-12"), None, CHECKED, (known("2020-04-20"), YEAR)),
    Stay("Permen Contoh 12/2016", known("2016-05-09"), known("2022-08-01"), CHECKED),
    Stay("UU Contoh 2/2021", YEAR, None, None),
)


def timeline_chart(stays=STAYS):
    chart = charts.timeline("Garis waktu contoh", stays, description="Isinya sama dengan tabelnya.")
    return draw(chart) if chart else ""


def elements(svg, tag):
    return list(ET.fromstring(svg).iter(f"{{{drawing.SVG_NS}}}{tag}"))


def texts(svg):
    """Every drawn text, the lines of one label joined by a blank."""
    return [" ".join(part.itertext()) for part in elements(svg, "text")]


def fills(svg):
    return [part for part in elements(svg, "path") if part.get("fill")]


def drawn_lines(svg):
    return [p.attrib["d"] for p in elements(svg, "path") if p.get("stroke-linejoin")]


def everything():
    return bar_chart() + line_chart() + panel_chart() + tile_chart()


EVERY = pytest.mark.parametrize(
    "chart", [bar_chart, line_chart, panel_chart, tile_chart, timeline_chart]
)


@EVERY
def test_same_input_gives_same_bytes(chart):
    assert chart() == chart()


def test_another_process_with_another_hash_seed_gives_the_same_bytes():
    script = (
        "from tests.test_pages_charts import everything;"
        "import sys; sys.stdout.buffer.write(everything().encode())"
    )
    for seed in ("1", "4711"):
        done = subprocess.run(
            [sys.executable, "-c", script],
            check=True,
            capture_output=True,
            cwd=Path(__file__).parent.parent,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        assert done.stdout.decode() == everything()


@EVERY
def test_svg_is_a_bare_element_fit_for_html(chart):
    svg = chart()
    assert svg.startswith("<svg ")
    assert not re.search(r"<script|\son\w+=|href|xlink|url\(|<\?xml|<style|@font-face", svg)
    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    assert re.fullmatch(r"0 0 420 \d+", root.get("viewBox", ""))
    assert "width:100%" in root.get("style", "")
    assert not {"width", "height", "version"} & set(root.attrib)
    drawn = {key for part in root.iter() if part is not root for key in part.attrib}
    assert drawn <= drawing._KEPT | {"id", "aria-hidden"}


@EVERY
def test_only_title_and_description_are_read_aloud(chart):
    root = ET.fromstring(chart())
    title, desc, *parts = root
    assert [title.tag, desc.tag] == [f"{{{drawing.SVG_NS}}}{tag}" for tag in ("title", "desc")]
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert parts
    assert all(part.get("aria-hidden") == "true" for part in parts)


def test_charts_on_one_page_share_no_id():
    page = everything() + bar_chart(ROWS[:2]) + line_chart(MONTHS[:2])
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids)) == 12


@EVERY
def test_every_colour_is_a_property_of_the_site(chart):
    colours = re.findall(r'(?:fill|stroke)="([^"]+)"', chart())
    assert set(colours) - {"none"}
    for colour in set(colours) - {"none"}:
        assert re.fullmatch(r"var\(--[a-z0-9-]+, #[0-9a-f]{6}\)", colour)


def test_without_rows_there_is_no_chart():
    assert bar_chart(()) == ""
    assert line_chart(()) == ""
    assert line_chart([Point("2024", "2024", None)]) == ""
    assert panel_chart(PLACES[8:]) == tile_chart(()) == ""


def test_markup_in_text_stays_text():
    svg = bars("<b>&", [Bar('<script>"', 1, "1")], "a<b", description="</desc>")
    assert elements(svg, "title")[0].text == "<b>&"
    assert elements(svg, "desc")[0].text == "</desc>"
    assert '<script>"' in texts(svg)
    assert not elements(svg, "script")


def test_characters_that_xml_cannot_hold_are_left_out():
    assert "Af ganistan" in texts(bar_chart([Bar("Af\x00\nganistan", 1, "1\x1b")]))


# ---------------------------------------------------------------- bars


def test_a_bar_for_each_visible_value_above_zero():
    svg = bar_chart()
    assert len(fills(svg)) == 2
    assert {"1.943", "405", "0"} <= set(texts(svg))


def test_protected_cells_show_their_mark_and_differ_from_zero():
    svg = bar_chart()
    marks = {part.text: part for part in elements(svg, "text") if part.text in {"c", "0"}}
    assert texts(svg).count("c") == 2
    assert marks["c"].get("font-style") == "italic"
    assert marks["0"].get("font-style") is None


def test_protected_cells_leave_the_scale_alone():
    visible = [row for row in ROWS if row.value is not None]
    shapes = [[part.attrib for part in fills(bar_chart(rows))] for rows in (ROWS, visible)]
    ticks = [
        [text for text in texts(bar_chart(rows)) if text == "1.500"] for rows in (ROWS, visible)
    ]
    assert shapes[0] == shapes[1]
    assert ticks[0] == ticks[1] == ["1.500"]


def test_the_order_that_protected_rows_came_in_cannot_be_seen():
    somalia, afghanistan, sudan, yemen, iran = ROWS
    assert bar_chart([sudan, afghanistan, iran, somalia, yemen]) == bar_chart()


def test_longest_bar_first_unless_the_order_is_to_be_kept():
    def names(svg):
        return [text for text in texts(svg) if text in {row.label for row in ROWS}]

    assert names(bar_chart()) == ["Afganistan", "Somalia", "Yaman", "Iran", "Sudan"]
    assert names(bar_chart(keep_order=True)) == [row.label for row in ROWS]


def test_only_protected_rows():
    svg = bar_chart([Bar("Pria", None, "c"), Bar("Wanita", None, "c")])
    assert fills(svg) == []
    assert sorted(texts(svg)) == ["Pria", "Wanita", "c", "c", "orang"]


def test_long_labels_are_wrapped_and_whole():
    svg = bar_chart([Bar(LONG, 12, "12"), Bar("Deportasi", 7, "7")])
    label = next(part for part in elements(svg, "text") if "pembatasan" in "".join(part.itertext()))
    assert len(label) >= 2
    assert " ".join(label.itertext()) == LONG


def test_endless_labels_end_in_an_ellipsis():
    svg = bar_chart([Bar(f"{LONG} " * 6, 12, "12"), Bar("x" * 400, 7, "7")])
    cut = [text for text in texts(svg) if text.endswith("…")]
    assert len(cut) == 2
    assert all(len(text) < 150 for text in cut)


@pytest.mark.parametrize(
    "text", [LONG, "Kebayoran Baru/Lama", "a" * 90, "", "Tanpa-kewarganegaraan"]
)
def test_wrapping_loses_nothing_and_fits(text):
    lines = lettering.wrap(text, 100, 99)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(lettering.width(part) <= 100 for part in lines)


# ---------------------------------------------------------------- lines


def test_a_line_is_broken_at_protected_and_missing_periods():
    svg = line_chart()
    assert len(drawn_lines(svg)) == 2  # Okt-Nov and Mar-Apr; Jan stands alone
    assert len([part for part in fills(svg) if "A3" in part.attrib["d"]]) == 5


def test_neighbouring_periods_are_joined():
    years = [Point(str(year), str(year), year - 2000) for year in (2021, 2022, 2023)]
    quarters = [Point(f"2024-Q{n}", f"Trw {n} 2024", n) for n in (1, 2, 4)]
    ranges = [Point("2023-01/2023-08", "Jan–Agu 2023", 5), Point("2024", "2024", 7)]
    assert [len(drawn_lines(line_chart(p))) for p in (years, quarters, ranges)] == [1, 1, 1]
    assert len(fills(line_chart(quarters))) == 3


def test_the_year_turns_without_a_gap():
    turn = [Point("2024-12", "Des 2024", 3), Point("2025-01", "Jan 2025", 4)]
    assert len(drawn_lines(line_chart(turn))) == 1


def test_protected_points_leave_the_scale_alone():
    visible = [point for point in MONTHS if point.value is not None]
    assert drawn_lines(line_chart()) == drawn_lines(line_chart(visible))


def test_axis_starts_at_zero_with_indonesian_whole_numbers():
    assert {"0", "500", "1.000", "1.500"} <= set(texts(line_chart()))
    million = texts(line_chart([Point("2024", "2024", 2_100_000)]))
    assert {"500.000", "2.500.000"} <= set(million)
    one = texts(line_chart([Point("2024", "2024", 1)]))
    assert sorted(one) == ["0", "1", "2024", "orang"]


def test_all_zero_is_a_line_on_the_axis():
    svg = line_chart([Point("2023", "2023", 0), Point("2024", "2024", 0)])
    assert len(drawn_lines(svg)) == 1
    assert sorted(texts(svg)) == ["0", "2023", "2024", "orang"]


def test_each_series_has_its_name_colour_and_dash():
    points = [
        Point(f"2024-0{month}", f"B{month} 2024", month * (n + 1), f"Kecamatan {n}")
        for n in range(6)
        for month in (1, 2, 3)
    ]
    svg = line_chart(points)
    lines = [part for part in elements(svg, "path") if part.get("stroke-linejoin")]
    assert len({part.get("stroke") for part in lines}) == 6
    assert len({part.get("stroke-dasharray") for part in lines}) == 6
    assert {f"Kecamatan {n}" for n in range(6)} <= set(texts(svg))


def test_too_many_series_or_two_values_in_one_place_are_refused():
    with pytest.raises(ValueError, match="7 series"):
        line_chart([Point("2024", "2024", 1, f"s{n}") for n in range(7)])
    with pytest.raises(ValueError, match="two points"):
        line_chart([Point("2024", "2024", 1), Point("2024", "2024", 2)])


def test_names_at_the_line_ends_never_overlap():
    middles = charts._pushed_apart([10, 11, 12, 190, 199], [36] * 5, 200)
    assert all(later - earlier >= 36 for earlier, later in pairwise(middles))
    assert middles[-1] <= 200 + 12


def test_period_labels_never_crowd():
    points = [
        Point(f"{2015 + n // 12}-{n % 12 + 1:02d}", f"Mei {2015 + n // 12}", n + 1)
        for n in range(120)
    ]
    svg = line_chart(points)
    assert 3 <= len([text for text in texts(svg) if text.startswith("Mei")]) <= 10


@pytest.mark.parametrize("peak", [0, 1, 3, 7, 10, 99, 1250, 1943, 1_234_567])
def test_ticks_are_few_round_and_reach_the_peak(peak):
    ticks = charts.ticks_to(peak, 5)
    assert len(ticks) <= 6
    assert ticks[0] == 0
    assert ticks[-1] >= peak


# ---------------------------------------------------------------- panels and tiles


def test_every_place_has_its_panel_on_one_scale():
    svg = panel_chart()
    assert {"Kelapa Gading", "Koja", "Cilincing"} <= set(texts(svg))
    assert {"0", "40"} <= set(texts(svg))
    assert len(drawn_lines(svg)) == 2  # Kelapa Gading 4-9, Koja 40-31-33; the 7 stands alone


def test_the_newest_visible_value_of_a_panel_is_written():
    assert {"7", "33"} <= set(texts(panel_chart()))


def test_hidden_values_leave_the_panels_alone():
    shown = [point for point in PLACES if point.value is not None or point.series == "Cilincing"]
    assert drawn_lines(panel_chart()) == drawn_lines(panel_chart(shown))


def test_a_protected_tile_has_a_broken_edge_and_no_shade():
    svg = tile_chart()
    shades = [
        part.get("fill-opacity") for part in elements(svg, "path") if part.get("fill-opacity")
    ]
    broken = [part for part in elements(svg, "path") if part.get("stroke-dasharray")]
    assert shades == ["0.22", "0.55", "0"]
    assert len(broken) == 2
    assert texts(svg).count("c") == 2


def test_tiles_stand_in_the_order_of_their_list():
    named = [text for text in texts(tile_chart()) if text in {row.label for row in ROWS}]
    assert named == [row.label for row in ROWS]


# ---------------------------------------------------------------- what was drawn is kept


@pytest.fixture
def drawings(monkeypatch):
    """How often something was really drawn."""
    drawn = []
    real = drawing._convert
    monkeypatch.setattr(drawing, "_convert", lambda *given: drawn.append(1) or real(*given))
    drawing._drawn.cache_clear()
    yield drawn
    drawing._drawn.cache_clear()


def _chart(value=12, title="Pengungsi") -> Drawing:
    return charts.bars(title, [Bar("Koja", value, str(value))], "orang", description="x")


def _draw_again(kept, **changed):
    drawing._drawn.cache_clear()  # as if the program had ended
    return draw(_chart(**changed), kept)


def test_a_drawing_is_drawn_once(tmp_path, drawings):
    first = draw(_chart(), drawing.Kept(tmp_path / "new"))
    assert _draw_again(drawing.Kept(tmp_path / "new")) == first
    assert len(drawings) == 1


def test_other_figures_are_drawn_anew_and_other_titles_are_not(tmp_path, drawings):
    kept = drawing.Kept(tmp_path)
    draw(_chart(), kept)
    assert "Lain" in _draw_again(kept, title="Lain")
    assert len(drawings) == 1
    assert ">13<" in _draw_again(kept, value=13)
    assert len(drawings) == 2


def test_another_specification_or_library_draws_anew(tmp_path, drawings, templates, monkeypatch):
    kept = drawing.Kept(tmp_path / "kept")
    draw(_chart(), kept)
    file = templates / "bars.vl.json"
    file.write_text(file.read_text("utf-8").replace('"height": 126', '"height": 127'), "utf-8")
    _draw_again(kept)
    assert len(drawings) == 1  # the height is one of the samples
    file.write_text(
        file.read_text("utf-8").replace('"fontWeight": 600', '"fontWeight": 700'), "utf-8"
    )
    _draw_again(kept)
    assert len(drawings) == 2
    monkeypatch.setattr(drawing, "_library", lambda: "another")
    _draw_again(kept)
    assert len(drawings) == 3


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: b"",
        lambda raw: raw[:-20],
        lambda raw: raw.replace(b">12<", b">13<"),
        lambda raw: b"\xff" + raw,
    ],
)
def test_spoilt_drawings_are_drawn_anew(tmp_path, drawings, spoil):
    first = draw(_chart(), drawing.Kept(tmp_path))
    (file,) = tmp_path.iterdir()
    sound = file.read_bytes()
    file.write_bytes(spoil(sound))
    assert _draw_again(drawing.Kept(tmp_path)) == first
    assert len(drawings) == 2
    assert file.read_bytes() == sound


def test_a_drawing_with_something_else_inside_is_drawn_anew(tmp_path, drawings):
    """Even with a fitting checksum nothing but shapes and text gets onto a page."""
    from hashlib import sha256

    first = draw(_chart(), drawing.Kept(tmp_path))
    (file,) = tmp_path.iterdir()
    body = file.read_text("utf-8").partition("\n")[2].replace("<text", "<script>x</script><text", 1)
    file.write_text(f"{sha256(body.encode()).hexdigest()}\n{body}", "utf-8")
    assert _draw_again(drawing.Kept(tmp_path)) == first


def test_what_was_not_used_for_long_is_deleted_and_nothing_else(tmp_path):
    draw(_chart(), drawing.Kept(tmp_path))
    (tmp_path / "catatan.txt").write_text("milik orang lain", "utf-8")
    for path in tmp_path.iterdir():
        os.utime(path, (0, 0))
    kept = drawing.Kept(tmp_path)
    draw(_chart(value=99), kept)
    assert len(list(tmp_path.glob("*.svg"))) == 2
    kept.tidy()
    assert len(list(tmp_path.glob("*.svg"))) == 1
    assert (tmp_path / "catatan.txt").is_file()


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path):
    (tmp_path / "berkas").write_text("x", "utf-8")
    assert draw(_chart(), drawing.Kept(tmp_path / "berkas" / "di-dalam")).startswith("<svg ")


# ---------------------------------------------------------------- specifications


@pytest.fixture
def templates(tmp_path, monkeypatch):
    """A copy of the specifications that a test may spoil."""
    shutil.copytree(drawing.templates_dir() / "charts", tmp_path / "charts")
    monkeypatch.setattr(drawing, "templates_dir", lambda: tmp_path)
    return tmp_path / "charts"


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"params": [], "datasets": {}, "mark": 3}'])
def test_a_bad_specification_is_named(templates, content):
    (templates / "bars.vl.json").write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"bars\.vl\.json: "):
        bar_chart()


def test_a_missing_specification_is_named(templates):
    (templates / "line.vl.json").unlink()
    with pytest.raises(ValueError, match=r"line\.vl\.json: "):
        line_chart()


def test_a_specification_that_needs_ids_or_links_is_refused(templates):
    file = templates / "bars.vl.json"
    spec = json.loads(file.read_text(encoding="utf-8"))
    spec["layer"][0]["mark"]["clip"] = True
    file.write_text(json.dumps(spec), encoding="utf-8")
    with pytest.raises(ValueError, match=r"bars\.vl\.json: <\w+> has no place"):
        bar_chart()


@pytest.mark.parametrize("name", ["bars", "line", "panels", "tiles", "timeline"])
def test_specifications_stand_on_their_own_as_samples(name):
    spec = json.loads((drawing.templates_dir() / "charts" / f"{name}.vl.json").read_text("utf-8"))
    assert (
        drawing._tidy(ET.fromstring(drawing._convert(spec, "id")))
        .get("viewBox", "")
        .startswith("0 0 420")
    )


@EVERY
def test_samples_of_the_specification_never_reach_a_page(chart):
    assert not {"Tidak dicatat", "Jakarta Barat"} & set(texts(chart()))


# Timelines


def test_a_timeline_names_its_rules_and_as_many_years_as_fit():
    said = texts(timeline_chart())
    assert [text for text in said if "Contoh" in text] == [stay.label for stay in STAYS]
    years = [int(text) for text in said if text.isdigit()]
    assert years == list(range(2015, 2026, 2))[: len(years)]
    assert len(years) >= 5


def test_what_is_known_differs_from_what_is_not():
    svg = timeline_chart()
    dashed = [part for part in elements(svg, "path") if part.get("stroke-dasharray")]
    dashed += [part for part in elements(svg, "line") if part.get("stroke-dasharray")]
    assert len(dashed) == 2  # the bar that nobody checked, and the days among which it begins
    filled = [part.get("fill") for part in elements(svg, "path")]
    assert sum("chart-1" in str(fill) for fill in filled) == 2
    assert sum("chart-2" in str(fill) for fill in filled) == 1  # a change on a known day


def test_a_rule_without_an_end_has_an_arrow_and_one_with_an_end_a_line():
    svg = timeline_chart()
    assert texts(svg).count("→") == 2
    assert svg.count("var(--bad") == 1


def test_a_timeline_does_not_know_what_day_it_is():
    """It ends with the year of the newest day in the records; a later check moves it."""
    later = (*STAYS[:2], Stay("UU Contoh 2/2021", YEAR, None, date(2031, 1, 1)))
    assert timeline_chart() != timeline_chart(later)
    assert "2030" in texts(timeline_chart(later))
    assert timeline_chart(()) == ""
