"""The search index: each site's own pages alone, the same bytes again, nothing withheld in it."""

from __future__ import annotations

import gzip
import json
import subprocess
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import cbor2
import pytest

from generator.disclosure.disclose import disclose
from generator.disclosure.guard import Withheld, guard
from generator.disclosure.unpacking import unpack
from generator.engine import indexing, joining
from generator.engine.build import Options, build
from generator.engine.indexing import index_site
from generator.engine.rendering import render_site
from generator.pages.plan import derive
from generator.pages.search import Entry, entries
from generator.problems import Exit
from generator.settings import INTERNAL, PUBLIC, Project, read_settings

CONTOH = Path(__file__).parent / "sites" / "contoh"
TODAY = date(2025, 1, 6)
PAGE = '<!doctype html><html lang="id"><head></head><body><main><h1>%s</h1><p>%s</p></main></html>'
Files = Mapping[str, bytes]
Pages = Mapping[str, tuple[Files, tuple[Entry, ...]]]


def _open(site: Path) -> Project:
    project, problems = read_settings(site / "site_config.yml")
    assert project is not None, problems
    return project


@pytest.fixture(scope="module")
def pages() -> Pages:
    """The finished pages of both sites of the fictional office, and what is worth finding there."""
    project, made = _open(CONTOH), {}
    views = disclose(project, TODAY, "", None).views
    for site in (PUBLIC, INTERNAL):
        world = derive(views[site], TODAY)
        files = render_site(world, project.settings)
        made[site] = files, entries(world)
    return made


def _tree(folder: Path) -> Files:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _index(tmp_path: Path, files: Files, found: Iterable[Entry]) -> Files:
    made, problems = index_site(PUBLIC, files, found, ("id",), tmp_path / "kept")
    assert problems == []
    return made


def _small(kinds: int = 6) -> tuple[dict[str, bytes], list[Entry]]:
    """Pages with several values in each filter, whose order Pagefind leaves to chance."""
    files = {
        f"h{n}/index.html": (PAGE % (f"Judul {n}", "isi contoh")).encode() for n in range(kinds)
    }
    return files, [Entry("meetings", f"h{n}/", year=2000 + n) for n in range(kinds)]


def test_the_same_pages_give_the_same_bytes(tmp_path: Path) -> None:
    files, found = _small()
    made = [_index(tmp_path / str(run), files, found) for run in range(5)]
    assert all(one == made[0] for one in made)
    entry = json.loads(made[0]["pagefind/pagefind-entry.json"])
    assert entry["languages"]["id"]["page_count"] == 6


def test_unchanged_pages_are_not_indexed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, found = _small()
    first = _index(tmp_path, files, found)

    def _refuse(*_: object) -> None:
        raise AssertionError("Pagefind ran")

    monkeypatch.setattr(indexing, "_run", _refuse)
    assert _index(tmp_path, files, found) == first
    with pytest.raises(AssertionError, match="Pagefind ran"):
        _index(tmp_path, {**files, "h1/index.html": files["h2/index.html"]}, found)


def test_a_damaged_index_is_made_anew_and_an_old_one_is_dropped(tmp_path: Path) -> None:
    files, found = _small()
    first = _index(tmp_path, files, found)
    for store in (tmp_path / "kept").iterdir():
        store.write_bytes(b"contoh")
    assert _index(tmp_path, files, found) == first
    before = _kept(tmp_path)
    _index(tmp_path, {**files, "h1/index.html": files["h2/index.html"]}, found)
    assert len(before) == len(_kept(tmp_path)) == 7
    assert len(before - _kept(tmp_path)) == 2  # the shard of the page, and the whole


# Shards


def _kept(tmp_path: Path) -> set[str]:
    return {path.name for path in (tmp_path / "kept").iterdir()}


def _office() -> tuple[dict[str, bytes], list[Entry]]:
    """Meetings and actions of two years, a rule, and what knows no year, in two languages."""
    kinds = [
        *((section, year) for year in (2024, 2023) for section in ("meetings", "meetings")),
        *(("actions", 2024), ("regulations", 2024), ("regulations", 2011), ("knowledge", None)),
        ("glossary", None),
    ]
    found = [Entry(section, f"h{n}/", year=year) for n, (section, year) in enumerate(kinds)]
    files = {
        f"{folder}{entry.address}index.html": (
            PAGE.replace('"id"', f'"{lang}"') % (f"Halaman {entry.address}", "isi contoh bersama")
        ).encode()
        for entry in found
        for lang, folder in (("id", ""), ("en", "en/"))
    }
    return files, found


@pytest.mark.parametrize(
    ("page", "shard"),
    [
        ("h0/", "id-2024"),
        ("h2/", "id-2023"),
        ("h4/", "id-2024"),
        ("h5/", "id-regulations"),
        ("h6/", "id-regulations"),
        ("h7/", "id-rest"),
        ("en/h3/", "en-2023"),
    ],
)
def test_one_edit_indexes_one_shard_again(page: str, shard: str, tmp_path: Path) -> None:
    files, found = _office()
    languages, kept = ("id", "en"), tmp_path / "kept"
    index_site(PUBLIC, files, found, languages, kept)
    before = _kept(tmp_path)
    edited = files[f"{page}index.html"].replace(b"isi", b"isinya diubah")
    made, problems = index_site(
        PUBLIC, {**files, f"{page}index.html": edited}, found, languages, kept
    )
    assert problems == []
    new = [name for name in _kept(tmp_path) - before if name.endswith(".cbor")]
    assert [name.startswith(f"{PUBLIC}-{shard}-") for name in new] == [True]
    assert len(_kept(tmp_path)) == len(before)
    assert b"diubah" in b"".join(gzip.decompress(made[name]) for name in made if ".pf_" in name)


def test_an_edit_gives_the_bytes_of_an_index_made_at_once(tmp_path: Path) -> None:
    files, found = _office()
    _index(tmp_path / "old", files, found)
    edited = {**files, "h3/index.html": files["h3/index.html"].replace(b"isi", b"isinya")}
    anew = _index(tmp_path / "new", edited, found)
    assert _index(tmp_path / "old", edited, found) == anew
    assert len([name for name in anew if name.endswith("pagefind.js")]) == 1


def test_shards_joined_say_what_pagefind_says_of_all_pages_at_once(
    pages: Pages, tmp_path: Path
) -> None:
    """Words, places, weights, filters and texts, with the pages told apart by their addresses."""
    for files, found in pages.values():
        made = _index(tmp_path, files, found)
        joined = {name.removeprefix("pagefind/"): content for name, content in made.items()}
        copies = {
            name: copy
            for shard in indexing._shards(files, found, ("id",)).values()
            for name, copy in shard.items()
        }
        assert _told(joined) == _told(indexing._written(copies))


def _told(index: Files) -> tuple[object, ...]:
    """What an index says, read by other code than joined it."""
    entry = json.loads(index["pagefind-entry.json"])["languages"]["id"]
    version, pages, chunks, filters, _, fields = _load(index[f"pagefind.{entry['hash']}.pf_meta"])
    assert len(pages) == entry["page_count"]
    texts = [
        json.loads(gzip.decompress(index[f"fragment/{name}.pf_fragment"])[12:]) for name, _ in pages
    ]
    urls = [text["url"] for text in texts]
    words = {
        word: {
            spelling: _places(postings, urls, fields)
            for spelling, postings in [("", plain), *others]
            if postings
        }
        for *_, name in chunks
        for word, plain, others in _load(index[f"index/{name}.pf_index"])[0]
    }
    narrowed = {}
    for facet, name in filters:
        told, values = _load(index[f"filter/{name}.pf_filter"])
        assert told == facet
        narrowed[facet] = {value: sorted(urls[page] for page in among) for value, among in values}
    counts = {url: count for url, (_, count) in zip(urls, pages, strict=True)}
    return version, counts, {text["url"]: text for text in texts}, words, narrowed


def _load(content: bytes) -> Any:
    return cbor2.loads(gzip.decompress(content).removeprefix(b"pagefind_dcd"))


def _places(postings: Any, urls: list[str], fields: list[str]) -> dict[str, tuple[object, ...]]:
    found: dict[str, tuple[object, ...]] = {}
    page = 0
    for step, text, beside in postings:
        page += step
        named = [place if place >= 0 else fields[-place - 1] for place in beside]
        assert urls[page] not in found
        found[urls[page]] = (text, named)
    return found


def test_the_browser_finds_the_chunk_of_every_word_and_of_what_begins_with_it() -> None:
    """The browser loads the chunks whose range holds a stem; `awas` has to bring `awasi` along."""
    stems = [f"kata{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(400)]
    words = sorted([*stems, *(stem + "i" for stem in stems), "a", "ab", "kat", "katan"])
    postings = {"": joining.Postings(1, 0, 0, cbor2.dumps([1] * 300) + cbor2.dumps([]))}
    part = joining.Part("1.5.0", (), dict.fromkeys(words, postings), {})
    index = joining.join([part], "id")
    chunks = _load(index.files[f"pagefind.{index.name}.pf_meta"])[2]
    held = {
        name: {word for word, *_ in _load(index.files[f"index/{name}.pf_index"])[0]}
        for *_, name in chunks
    }
    assert len(chunks) > 3
    for stem in stems:
        loaded = [name for first, last, name in chunks if first <= stem <= last]
        assert {stem, stem + "i"} <= set().union(*(held[name] for name in loaded))


def test_the_guard_reads_every_part_of_an_index(tmp_path: Path) -> None:
    """A word planted in a page, in a filter and in a spelling is found in the bytes of each."""
    page = (PAGE % ("Judul", "kanarixqz1")).encode()
    entry = Entry("meetings", "h/", spellings=("kanarixqz2",))
    object.__setattr__(entry, "facets", lambda lang: iter([("place", "kanarixqz3")]))
    made = _index(tmp_path, {"h/index.html": page}, [entry])
    planted = ("kanarixqz1", "kanarixqz2", "kanarixqz3")
    found = {
        word: {problem.place.path for problem in guard(Withheld(PUBLIC, {word: "a.yml"}), made)}
        for word in planted
    }
    kinds = {word: {path.rsplit(".", 1)[1] for path in paths} for word, paths in found.items()}
    assert "pf_fragment" in kinds["kanarixqz1"]
    assert "pf_index" in kinds["kanarixqz1"]
    assert "pf_fragment" in kinds["kanarixqz2"]
    assert "pf_filter" in kinds["kanarixqz3"]


@pytest.fixture(scope="module")
def contoh(pages: Pages, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Files]:
    """The index of both sites of the fictional office, made without asking the guard."""
    made = {}
    for site, (files, found) in pages.items():
        kept = tmp_path_factory.mktemp(site)
        made[site], problems = index_site(site, files, found, ("id",), kept)
        assert problems == []
    return made


def test_no_canary_is_in_the_public_index(contoh: Mapping[str, Files]) -> None:
    canaries = json.loads((CONTOH / "canaries.json").read_text("utf-8"))
    closed = [one["token"].casefold() for one in canaries if one["grade"] != "terbuka"]
    public = _text(contoh[PUBLIC])
    assert closed
    assert [token for token in closed if token in public] == []
    members = _text(contoh[INTERNAL])
    assert any(token in members for token in closed)  # so the search can see them at all


def _text(files: Files) -> str:
    """All that can be read in an index, by the unpacker and, apart from it, as mere bytes."""
    pieces = [piece.text for name, content in files.items() for piece in unpack(name, content)]
    bare = [
        gzip.decompress(content).decode("utf-8", "replace")
        for name, content in files.items()
        if ".pf_" in name
    ]
    return "\n".join([*pieces, *bare]).casefold()


def test_each_site_indexes_its_own_pages_alone(site: Path, tmp_path: Path) -> None:
    built = build(_open(site), Options(TODAY, output=tmp_path / "out"))
    assert built.exit is Exit.FINE, built.problems
    for name in (PUBLIC, INTERNAL):
        folder = tmp_path / "out" / name
        for path in (folder / "pagefind" / "fragment").iterdir():
            told = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
            assert (folder / told["url"].lstrip("/")).is_file()


def test_search_can_be_turned_off(site: Path, tmp_path: Path) -> None:
    config = site / "site_config.yml"
    config.write_text(config.read_text("utf-8") + "\nsearch: false\n", encoding="utf-8")
    built = build(_open(site), Options(TODAY, output=tmp_path / "out"))
    assert built.exit is Exit.FINE, built.problems
    for name in (PUBLIC, INTERNAL):
        files = _tree(tmp_path / "out" / name)
        assert not [file for file in files if file.startswith("pagefind/")]
        assert b"<script" not in files["cari/index.html"]
        assert b"</a></li>" in files["cari/index.html"]


def test_without_pagefind_the_sites_are_made_and_it_is_said_once(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def _broken(*_: object) -> None:
        raise subprocess.CalledProcessError(1, "pagefind")

    monkeypatch.setattr(indexing, "_run", _broken)
    built = build(_open(site), Options(TODAY, output=tmp_path / "out", strict=False))
    assert built.exit is Exit.FINE
    assert [problem.code for problem in built.problems].count("SRCH001") == 1
    assert (tmp_path / "out" / PUBLIC / "cari" / "index.html").is_file()
