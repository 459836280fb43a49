"""The members' site in MkDocs: any theme, no other server, works from a disk, same bytes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from generator.disclosure.disclose import disclose
from generator.engine.build import Options, build
from generator.pages import briefing
from generator.pages.pack import plan_packs
from generator.pages.plan import PageSpec, derive, plan_internal
from generator.pages.render import assets, render_page
from generator.pages.search import plan_search
from generator.problems import Exit, format_problem
from generator.settings import (
    INTERNAL,
    MkDocsSettings,
    Project,
    Settings,
    SettingsError,
    read_settings,
)

TODAY = date(2025, 7, 1)
THEMES = ("timpora", "material", "mkdocs", "readthedocs")
Bodies = Sequence[tuple[PageSpec, str]]


class _Page(HTMLParser):
    """The links, ids and requests of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.requests: list[str] = []
        self.ids: list[str] = []
        self.robots: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if tag in ("link", "script", "img", "iframe", "source"):
            self.requests += [found[name] for name in ("href", "src") if name in found]
        if tag == "meta" and found.get("name") == "robots":
            self.robots.append(found["content"])
        if "id" in found:
            self.ids.append(found["id"])


def _open(root: Path) -> Project:
    project, problems = read_settings(root / "site_config.yml")
    assert project is not None, problems
    return project


def _with(settings: Settings, theme: str, plugins: Sequence[str] = ()) -> Settings:
    chosen = MkDocsSettings(theme=theme, plugins=list(plugins))
    return settings.model_copy(update={"mkdocs": chosen})


@pytest.fixture
def project(site: Path) -> Project:
    return _open(site)


@pytest.fixture
def bodies(project: Project) -> Bodies:
    world = derive(disclose(project, TODAY).views[INTERNAL], TODAY)
    specs = [*plan_internal(world), *plan_packs(world), *plan_search(world)]
    return [(spec, render_page(spec, INTERNAL, project.settings)) for spec in specs]


@pytest.fixture(params=THEMES)
def files(request, project: Project, bodies: Bodies) -> dict[str, bytes]:
    settings = _with(project.settings, request.param)
    return briefing.render_briefing(bodies, settings, assets(INTERNAL))


def _pages(files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    for name, content in files.items():
        if name.endswith(".html"):
            yield name, content.decode()


def test_every_body_stands_in_its_page(files: dict[str, bytes], bodies: Bodies) -> None:
    for spec, body in bodies:
        assert body in files[spec.file].decode(), spec.file


def test_no_page_is_indexed(files: dict[str, bytes]) -> None:
    for name, text in _pages(files):
        assert _Page(text).robots == ["noindex, nofollow"], name
    assert "sitemap.xml" not in files


def test_every_page_says_whom_it_is_for(files: dict[str, bytes], bodies: Bodies) -> None:
    for spec, _ in bodies:
        text = files[spec.file].decode()
        assert "Terbatas: untuk anggota tim" in text
        assert "Contoh: kantor, orang dan angka di sini rekaan." in text


def test_nothing_is_asked_of_another_server(files: dict[str, bytes]) -> None:
    for name, text in _pages(files):
        for address in _Page(text).requests:
            assert not urlsplit(address).netloc, (name, address)


def test_every_link_leads_to_a_file_and_a_place_in_it(files: dict[str, bytes]) -> None:
    pages = {name: _Page(text) for name, text in _pages(files)}
    for name, page in pages.items():
        for address in (*page.links, *page.requests):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or not (parts.path or parts.fragment):
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), parts.path))
            target = target if parts.path else name
            if target.startswith("lampiran/") or target.endswith((".csv", ".json", ".ics")):
                continue  # written beside the pages
            assert target in files, (name, address)
            if parts.fragment and target in pages:
                assert parts.fragment in pages[target].ids, (name, address)


def test_the_navigation_holds_sections_not_records(project: Project, bodies: Bodies) -> None:
    made = briefing.render_briefing(bodies, project.settings, assets(INTERNAL))
    menu = re.search(r"<nav.*?</nav>", made["rapat/index.html"].decode(), re.DOTALL)
    assert menu
    assert len(_Page(menu[0]).links) == 10
    assert 'aria-current="page"' in menu[0]
    record = next(spec.file for spec, _ in bodies if spec.address.startswith("rapat/2024/2024-"))
    assert 'aria-current="true">Rapat<' in made[record].decode()


def test_own_theme_has_no_script_but_the_search_page(project: Project, bodies: Bodies) -> None:
    made = briefing.render_briefing(bodies, project.settings, assets(INTERNAL))
    assert [name for name, text in _pages(made) if "<script" in text] == ["cari/index.html"]
    others = {name for name in made if Path(name).suffix not in (".html", ".css")}
    assert others == {"aset/cari.js", "aset/ikon.svg"}  # of the search page alone; of every page


@pytest.mark.parametrize("theme", THEMES)
def test_same_bytes_on_each_run(project: Project, bodies: Bodies, theme: str) -> None:
    settings = _with(project.settings, theme)
    first = briefing.render_briefing(bodies, settings, assets(INTERNAL))
    assert briefing.render_briefing(bodies, settings, assets(INTERNAL)) == first


@pytest.mark.parametrize("theme", THEMES)
def test_pages_one_by_one_are_those_of_the_whole_site(
    project: Project, bodies: Bodies, theme: str
) -> None:
    settings = _with(project.settings, theme)
    whole = briefing._render_together(bodies, settings, assets(INTERNAL))
    index = [spec for spec, _ in bodies if spec.address.count("/") <= 1]
    alone = briefing.Briefing(index, settings, assets(INTERNAL))
    assert not briefing.together(settings)
    pages = {spec.file: alone.page(spec, body) for spec, body in reversed(bodies)}
    assert alone.shared() | pages == whole


def test_ids_stand_once_on_a_page(bodies: Bodies) -> None:
    for spec, body in bodies:
        ids = _Page(body).ids
        assert len(ids) == len(set(ids)), spec.address


def test_a_plugin_sees_the_pages(project: Project, bodies: Bodies) -> None:
    settings = _with(project.settings, "mkdocs", ["search"])
    made = briefing.render_briefing(bodies, settings, assets(INTERNAL))
    assert b"tindak-lanjut/" in made["search/search_index.json"]


@pytest.mark.parametrize(
    ("setting", "name"), [("theme: tema-rekaan", "tema-rekaan"), ("plugins: [rekaan]", "rekaan")]
)
def test_unknown_theme_or_plugin_is_a_problem(
    site: Path, tmp_path: Path, setting: str, name: str
) -> None:
    with (site / "site_config.yml").open("a", encoding="utf-8") as config:
        config.write(f"mkdocs:\n  {setting}\n")
    built = build(_open(site), Options(TODAY, output=tmp_path / "out"))
    assert built.exit is Exit.USAGE
    assert [problem.code for problem in built.problems][-1:] == ["CFG004"]
    assert name in format_problem(built.problems[-1])
    assert not (tmp_path / "out").exists()


def test_the_refusal_carries_its_problem(project: Project, bodies: Bodies) -> None:
    with pytest.raises(SettingsError) as refused:
        briefing.render_briefing(bodies, _with(project.settings, "tema-rekaan"), {})
    assert refused.value.problem.code == "CFG004"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="../rapat/">', '<a href="../rapat/index.html">'),
        ('<a href="../rapat/#terbaru">', '<a href="../rapat/index.html#terbaru">'),
        ('<a href=".">', '<a href="index.html">'),
        ('<a href="./">', '<a href="index.html">'),
        ('<a href="../..">', '<a href="../../index.html">'),
        ('<a href="#isi">', '<a href="#isi">'),
        ('<a href="../aset/gaya.css">', '<a href="../aset/gaya.css">'),
        ('<a href="https://contoh.example/">', '<a href="https://contoh.example/">'),
        ('<a href="mailto:a@contoh.example">', '<a href="mailto:a@contoh.example">'),
        ('<link rel="preconnect" href="https://contoh.example">', ""),
        ('<link href="//contoh.example/gaya.css" rel="stylesheet">', ""),
        ('<script src="https://contoh.example/a.js"></script>', ""),
        ('<img alt="" src="http://contoh.example/a.png">', ""),
    ],
)
def test_a_finished_page_works_from_a_disk(before: str, after: str) -> None:
    head = '<head><meta name="robots" content="noindex, nofollow"></head>'
    assert briefing._finished(head + before) == head + after
