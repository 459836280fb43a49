"""Searching in real Chromium over http, on both sites, and what is left without JavaScript."""

from __future__ import annotations

import functools
import subprocess
import sys
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote_plus

import pytest

ROOT = Path(__file__).parent.parent.parent
SEARCHES = {"public": "public/cari/", "english": "public/en/cari/", "internal": "internal/cari/"}
RULE = "UU 6/2011"
pytestmark = pytest.mark.browser


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both sites of the real office, made by the real command."""
    out = tmp_path_factory.mktemp("search") / "situs"
    command = [sys.executable, "-m", "generator", "build", "-q", "-d", str(out)]
    command += ["-f", str(ROOT / "site_config.yml"), "--as-of", "2025-01-06"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def base(sites: Path) -> Iterator[str]:
    """The address under which both sites can be read; each lies in a folder of the server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=sites))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(chromium) -> Iterator:
    """A page in which nothing may go wrong unseen."""
    page = chromium.new_page()
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    yield page
    page.close()
    assert heard == []


def _search(page, address: str, query: str) -> list[str]:
    """The titles of the first results, as somebody sees them who types the query."""
    page.goto(address)
    box = page.locator("form.search input[name=q]")
    box.wait_for()
    box.fill(query)
    box.press("Enter")
    page.locator(".search-results li a, .search-count:not(:empty)").last.wait_for()
    page.wait_for_function("document.querySelector('.search-count').textContent")
    if page.locator(".search-count").inner_text()[0].isdigit():
        page.locator(".search-results li a").first.wait_for()
    return page.locator(".search-results li a").all_inner_texts()


@pytest.mark.parametrize("where", SEARCHES)
@pytest.mark.parametrize(
    "query",
    ["UU 6/2011", "UU No. 6 Tahun 2011", "uu nomor 6 tahun 2011", "6 2011", "Undang-Undang 6/2011"],
)
def test_a_rule_is_found_by_its_number_as_people_write_it(
    where: str, query: str, base: str, page
) -> None:
    assert _search(page, base + SEARCHES[where], query)[0].startswith(RULE + " ")


@pytest.mark.parametrize("where", ["public", "internal"])
def test_titles_come_first(where: str, base: str, page) -> None:
    found = _search(page, base + SEARCHES[where], "pengawasan")
    assert all("pengawasan" in title.casefold() for title in found[:3])


@pytest.mark.parametrize("where", ["public", "internal"])
def test_forms_of_one_stem_find_the_same_pages(where: str, base: str, page) -> None:
    """docs/search.md: `pengawasan` and `pengawas` have one stem, `diawasi` and `mengawasi` another."""
    address = base + SEARCHES[where]
    for one, other in (("pengawasan", "pengawas"), ("diawasi", "mengawasi")):
        counts = []
        for word in (one, other):
            _search(page, address, word)
            counts.append(page.locator(".search-count").inner_text())
        assert counts[0] == counts[1]
        assert counts[0][0].isdigit()


def test_english_pages_have_an_english_index(base: str, page) -> None:
    found = _search(page, base + SEARCHES["english"], "supervising")
    assert found
    assert (
        page.locator(".search-results li a").first.get_attribute("href").startswith("/public/en/")
    )


@pytest.mark.parametrize("where", SEARCHES)
def test_a_filter_narrows_and_the_address_remembers_it(where: str, base: str, page) -> None:
    address = base + SEARCHES[where]
    _search(page, address, "imigrasi")
    before = _number(page)
    kind = page.get_by_label("Kind" if where == "english" else "Jenis", exact=True)
    value = kind.locator("option").nth(1).get_attribute("value")
    kind.select_option(value)
    page.wait_for_function(
        "before => !document.querySelector('.search-count').textContent.startsWith(before + ' ')",
        arg=str(before),
    )
    narrowed = _number(page)
    assert 0 < narrowed < before
    page.reload()
    page.locator(".search-results li a").first.wait_for()
    assert _number(page) == narrowed
    assert kind.input_value() == value


@pytest.mark.parametrize("where", SEARCHES)
def test_results_come_from_all_shards_as_one_list(where: str, base: str, page) -> None:
    """Each year, the rules and the rest are indexed apart; nobody who searches can tell."""
    _search(page, base + SEARCHES[where], "imigrasi")
    total = _number(page)
    kinds = page.locator("select[name=kind] option").all_inner_texts()[1:]
    years = page.locator("select[name=year] option").all_inner_texts()[1:]
    assert len(kinds) > 3
    assert len(years) > 3
    assert sum(int(kind.rpartition("(")[2].rstrip(")")) for kind in kinds) == total
    shown = page.locator(".search-results li .meta").all_inner_texts()
    assert len({kind.split(" · ")[0] for kind in shown}) > 1


@pytest.mark.parametrize("where", SEARCHES)
def test_a_filter_without_words_lists_the_newest_first(where: str, base: str, page) -> None:
    kind = "Meetings" if where == "english" else "Rapat"
    page.goto(f"{base}{SEARCHES[where]}?kind={kind}")
    page.locator(".search-results li a").first.wait_for()
    years = [
        text.split(" · ")[1] for text in page.locator(".search-results .meta").all_inner_texts()
    ]
    assert len(set(years)) > 1
    assert years == sorted(years, reverse=True)


def _number(page) -> int:
    return int(page.locator(".search-count").inner_text().split()[0])


@pytest.mark.parametrize("where", SEARCHES)
def test_a_result_leads_to_its_page_and_nothing_is_said_when_none(
    where: str, base: str, page
) -> None:
    assert _search(page, base + SEARCHES[where], "zzzqqq") == []
    title = _search(page, base + SEARCHES[where], RULE)[0]
    page.locator(".search-results li a").first.click()
    page.wait_for_url("**/peraturan/**")
    assert page.locator("h1").inner_text() == title


@pytest.mark.parametrize("where", SEARCHES)
def test_the_search_works_by_keyboard_alone(where: str, base: str, page) -> None:
    page.goto(f"{base}{SEARCHES[where]}?q={quote_plus('imigrasi')}")
    page.locator(".search-results li a").first.wait_for()
    page.locator("form.search input[name=q]").focus()
    reached = []
    for _ in range(8):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.closest('.search-results') !== null"))
    assert any(reached)
    more = page.locator(".search-more")
    more.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('.search-results li').length > 10")
    assert page.evaluate("document.activeElement.closest('li') !== null")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("where", SEARCHES)
def test_results_fit_the_screen(where: str, width: int, base: str, page) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    _search(page, base + SEARCHES[where], "imigrasi")
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


@pytest.mark.parametrize("where", SEARCHES)
def test_without_javascript_it_is_a_plain_index(where: str, base: str, chromium) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base + SEARCHES[where])
    assert page.locator("form.search").is_hidden()
    assert page.locator(f".search-index a:has-text('{RULE} ')").first.is_visible()
    context.close()


@pytest.mark.parametrize("where", SEARCHES)
def test_from_a_disk_it_is_a_plain_index_and_says_so(where: str, sites: Path, page) -> None:
    page.goto((sites / SEARCHES[where] / "index.html").as_uri())
    note = page.locator(".search-note")
    note.wait_for()
    assert "web" in note.inner_text()
    assert page.locator("form.search").is_hidden()
    assert page.locator(".search-index a").first.is_visible()


@pytest.mark.parametrize("site", ["public", "internal"])
def test_the_search_is_linked_from_every_page(site: str, base: str, page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{base}{site}/rapat/")
    page.locator("header a:visible", has_text="Cari").first.click()
    page.wait_for_url("**/cari/**")
