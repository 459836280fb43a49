"""The search index: each site's own pages alone, the same bytes again, nothing withheld in it."""

from __future__ import annotations

import gzip
import json
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from generator.disclosure.disclose import disclose
from generator.disclosure.guard import Withheld, guard
from generator.disclosure.unpacking import unpack
from generator.engine import indexing
from generator.engine.build import Options, build
from generator.engine.rendering import render_site
from generator.engine.indexing import index_site
from generator.pages.plan import derive
from generator.pages.search import Entry, entries
from generator.problems import Exit
from generator.settings import INTERNAL, PUBLIC, Project, read_settings

CONTOH = Path(__file__).parent / "sites" / "contoh"
TODAY = date(2025, 1, 6)
PAGE = '<!doctype html><html lang="id"><head></head><body><main><h1>%s</h1><p>%s</p></main></html>'


def _open(site: Path) -> Project:
    project, problems = read_settings(site / "site_config.yml")
    assert project is not None, problems
    return project


def _tree(folder: Path) -> Mapping[str, bytes]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _index(tmp_path: Path, files: Mapping[str, bytes], found: list[Entry]) -> Mapping[str, bytes]:
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
    (store,) = (tmp_path / "kept").iterdir()
    store.write_bytes(b"contoh")
    assert _index(tmp_path, files, found) == first
    _index(tmp_path, {**files, "h1/index.html": files["h2/index.html"]}, found)
    assert store not in (tmp_path / "kept").iterdir()
    assert len(list((tmp_path / "kept").iterdir())) == 1


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
def contoh(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, bytes]]:
    """The index of both sites of the fictional office, made without asking the guard."""
    project, made = _open(CONTOH), {}
    views = disclose(project, TODAY, "", None).views
    for site in (PUBLIC, INTERNAL):
        world = derive(views[site], TODAY)
        files = render_site(world, project.settings)
        kept = tmp_path_factory.mktemp(site)
        made[site], problems = index_site(site, files, entries(world), ("id",), kept)
        assert problems == []
    return made


def test_no_canary_is_in_the_public_index(contoh: Mapping[str, Mapping[str, bytes]]) -> None:
    canaries = json.loads((CONTOH / "canaries.json").read_text("utf-8"))
    closed = [one["token"].casefold() for one in canaries if one["grade"] != "terbuka"]
    public = _text(contoh[PUBLIC])
    assert closed
    assert [token for token in closed if token in public] == []
    members = _text(contoh[INTERNAL])
    assert any(token in members for token in closed)  # so the search can see them at all


def _text(files: Mapping[str, bytes]) -> str:
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
