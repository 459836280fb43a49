"""Real Chromium walks both sites at two widths; every link is followed; the HTML is checked."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

ROOT = Path(__file__).parent.parent.parent
WIDTHS = (360, 1280)
SITES = ("public", "internal")
OFFICES = {"nyata": ROOT / "site_config.yml", "contoh": ROOT / "tests/sites/contoh/site_config.yml"}


class _Page(HTMLParser):
    """The ids of a page and what it points to."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        if tag == "a" and values.get("href"):
            self.targets.append(str(values["href"]))
        loaded = values.get("src") or (values.get("href") if tag == "link" else None)
        if loaded and values.get("rel") not in ("canonical", "alternate"):
            self.loads.append(loaded)


@pytest.fixture(scope="module", params=list(OFFICES))
def office(request, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both sites of one office, made by the real command."""
    out = tmp_path_factory.mktemp(request.param) / "sub" / "situs"
    command = [sys.executable, "-m", "generator", "build", "-q", "-d", str(out)]
    command += ["-f", str(OFFICES[request.param]), "--as-of", "2025-01-06"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out


def _pages(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*.html")) if path.name != "404.html")


def _read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text("utf-8"))
    return page


@pytest.mark.parametrize("site", SITES)
def test_every_internal_link_leads_somewhere(site: str, office: Path) -> None:
    folder = office / site
    known = {path: _read(path) for path in _pages(folder)}
    wrong = []
    for path, page in known.items():
        for target in page.targets + page.loads:
            where, part = urldefrag(target)
            if urlsplit(where).scheme:
                continue
            file = (path.parent / unquote(where)).resolve() if where else path
            if not file.is_file():
                wrong.append(f"{path.relative_to(folder)}: {target}")
            elif part and file in known and unquote(part) not in known[file].ids:
                wrong.append(f"{path.relative_to(folder)}: {target} (no such part)")
    assert wrong == []


@pytest.mark.parametrize("site", SITES)
def test_nothing_is_loaded_from_elsewhere(site: str, office: Path) -> None:
    for path in (office / site).rglob("*.html"):
        for target in _read(path).loads:
            assert urlsplit(target).scheme in ("", "data"), f"{path}: {target}"


def test_the_members_site_asks_not_to_be_indexed(office: Path) -> None:
    for path in (office / "internal").rglob("*.html"):
        assert 'name="robots" content="noindex' in path.read_text("utf-8"), path


@pytest.mark.parametrize("site", SITES)
def test_html_is_valid(site: str, office: Path, vnu) -> None:
    complaints = vnu([office / site], "--skip-non-html", "--errors-only")
    assert [f"{found['url']}: {found['message']}" for found in complaints] == []


def test_the_style_sheet_is_valid(office: Path, vnu) -> None:
    for site in SITES:
        complaints = vnu([office / site / "aset" / "gaya.css"], "--css", "--errors-only")
        assert [found["message"] for found in complaints] == []


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("site", SITES)
def test_walk(site: str, width: int, office: Path, chromium) -> None:
    """From the disk: no console error, no failed request, nothing wider than the screen."""
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("requestfailed", lambda request: heard.append(_failure(request)))
    wide = []
    for path in _sample(office / site):
        page.goto(path.as_uri())
        assert page.locator("h1").count() == 1, path
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(str(path.relative_to(office)))
    context.close()
    assert list(filter(None, heard)) == []
    assert wide == []


def _failure(request) -> str:
    """Why a request failed; moving on before the icon has come is not a failure."""
    return "" if request.failure == "net::ERR_ABORTED" else f"{request.failure}: {request.url}"


def _sample(folder: Path) -> list[Path]:
    """All pages of a small site; of a large one every list and each kind's first and last few."""
    groups: dict[str, list[Path]] = {}
    for path in _pages(folder):
        if 'http-equiv="refresh"' in path.read_text("utf-8"):
            continue  # shown for an instant; where it leads is tested below
        groups.setdefault(path.relative_to(folder).parts[0], []).append(path)
    picked = [path for found in groups.values() for path in (*found[:6], *found[-6:])]
    return list(dict.fromkeys(picked))


@pytest.mark.browser
@pytest.mark.parametrize("site", SITES)
def test_a_reader_can_click_from_home_to_a_meeting(site: str, office: Path, chromium) -> None:
    page = chromium.new_page()
    page.goto((office / site / "index.html").as_uri())
    page.locator('a[href*="rapat/"]:visible').first.click()
    page.goto((office / site / "rapat" / "index.html").as_uri())
    page.locator('main a[href$="index.html"][href*="20"]:visible').first.click()
    page.wait_for_load_state()
    assert "/rapat/" in page.url
    assert page.locator("h1").inner_text()
    page.close()


@pytest.mark.browser
def test_a_moved_page_leads_on_without_javascript(office: Path, chromium) -> None:
    moved = office / "public" / "pengetahuan" / "melapor" / "index.html"
    if not moved.is_file():
        pytest.skip("this office has moved no page")
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(moved.as_uri())
    page.wait_for_url("**/pengetahuan/cara-melapor/index.html")
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("site", SITES)
def test_the_meaning_of_a_term_shows_by_keyboard(
    site: str, width: int, office: Path, chromium
) -> None:
    """Tab reaches the term and its meaning shows, inside the screen; Enter leads to the note."""
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(next(_with_terms(office / site)).as_uri())
    term = page.locator("main .istilah").first
    for _ in range(200):
        page.keyboard.press("Tab")
        if term.evaluate("one => one === document.activeElement"):
            break
    shown = term.evaluate(_SHOWN)
    assert shown["display"] == "block"
    assert shown["text"].strip('"') == term.get_attribute("data-arti")
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    note = page.locator(f"[id='{term.get_attribute('aria-describedby')}']")
    assert note.inner_text().strip()
    page.keyboard.press("Enter")
    assert note.evaluate("one => one.matches(':target')")
    context.close()


_SHOWN = """one => {
    const note = getComputedStyle(one, "::after");
    return {display: note.display, text: one.dataset.arti && note.content.split('" / "')[0]};
}"""


def _with_terms(folder: Path) -> Iterator[Path]:
    """Meetings whose prose uses glossary terms."""
    pages = sorted((folder / "rapat").rglob("*.html"))
    return (path for path in pages if 'class="istilah"' in path.read_text("utf-8"))


@pytest.mark.browser
@pytest.mark.parametrize("site", SITES)
def test_terms_are_numbered_footnotes_in_print(site: str, office: Path, chromium) -> None:
    page = chromium.new_page()
    page.goto(next(_with_terms(office / site)).as_uri())
    page.emulate_media(media="print")
    marks = page.locator("main .istilah")
    shown = [marks.nth(index).evaluate(_SHOWN) for index in range(marks.count())]
    assert {one["display"] for one in shown} == {"inline"}
    notes = page.locator("section.notes li span[id^='_arti-']")
    assert notes.count() == len(shown)
    named = [marks.nth(index).get_attribute("href") for index in range(marks.count())]
    assert [f"#{notes.nth(index).get_attribute('id')}" for index in range(len(shown))] == named
    assert notes.first.is_visible()
    page.close()
