"""The search index of one site, made by Pagefind from that site's finished pages alone.

Comes in: the finished files of one site, and the entries of `pages.search`. Goes out: the files of
the index, below `pagefind/`. Pagefind reads a copy of each page that says, in attributes, which part
is the content, what the page can be narrowed by and how else its title is written; the pages that
go out stay as they are.

The pages of a language are read in shards (`_shard`). What Pagefind made of each is kept by a digest of
all that went into it, so an edit costs its own shard; `joining` makes one index of all. The whole
is kept too, so unchanged pages cost nothing.
"""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import zipfile
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from generator.engine.joining import Part, StrangeError, dump_part, join, load_part, read_part
from generator.pages.search import Entry
from generator.problems import Place, Problem
from generator.settings import language_folder

FOLDER = "pagefind"  # the browser's part of Pagefind finds the site's root by this name
Files = Mapping[str, bytes]
_PATIENCE = 600  # seconds; 10,000 pages take about ten
_LEFT_OUT = "nav,script,style,svg,.history,.turn,.crumbs,.contents,.member .kicker"
_PROGRAM = re.compile(r"pagefind\.js|pagefind-worker\.js|wasm\.(?!unknown\b)[\w-]+\.pagefind")
_MAIN = re.compile(r"<main\b|<div\b(?=[^>]*\brole=[\"']main[\"'])")
_FORM = 2  # of the copies and of what is made of the index; another one makes kept indexes void
_BARE = '<!doctype html><html lang="{0}"><body data-pagefind-body>{0}</body></html>'


class Shard(NamedTuple):
    """Pages in one language that are read together."""

    lang: str
    name: str


def index_site(
    site: str, files: Files, entries: Iterable[Entry], languages: Iterable[str], kept: Path
) -> tuple[Files, list[Problem]]:
    """The index of the pages of `entries` among `files`; without Pagefind none, and why."""
    shards = _shards(files, tuple(entries), tuple(languages))
    try:
        stores = {
            shard: kept / f"{site}-{'-'.join(shard)}-{_digest(pages)}.cbor"
            for shard, pages in shards.items()
        }
        whole = kept / f"{site}-{_digest_of(map(str, stores.values()))}.zip"
        made = _read(whole)
        if made is None:
            made = _made({shard: _part(shard, shards[shard], stores[shard]) for shard in shards})
            _keep(whole, _zipped(made))
        _tidy(kept, site, {whole, *stores.values()})
    except (OSError, PackageNotFoundError, subprocess.SubprocessError, StrangeError) as error:
        why = " ".join(str(error).split()) or type(error).__name__
        return {}, [Problem("SRCH001", Place(site), params={"why": why[:200]})]
    return made, []


# What Pagefind reads


def _shards(
    files: Files, entries: tuple[Entry, ...], languages: tuple[str, ...]
) -> Mapping[Shard, Files]:
    """The copies of the pages by shard, as the entries have them: the newest first."""
    shards: dict[Shard, dict[str, bytes]] = defaultdict(dict)
    for lang in languages:
        for entry in entries:
            name = f"{language_folder(lang)}{entry.address}index.html"
            if name in files:
                copy = _marked(files[name].decode(), entry, lang).encode()
                shards[Shard(lang, _shard(entry))][name] = copy
    return shards


def _shard(entry: Entry) -> str:
    """What changes together: a year's meetings with what they decided, all rules, all the rest."""
    if entry.section == "regulations":
        return "regulations"
    return str(entry.year) if entry.year else "rest"


def _marked(page: str, entry: Entry, lang: str) -> str:
    """The page with what Pagefind shall make of it."""
    head = [_meta("filter", name, value) for name, value in dict.fromkeys(entry.facets(lang))]
    if entry.spellings:
        head.append(_meta("meta", "spellings", " · ".join(entry.spellings)))
    page = page.replace("</head>", "".join(head) + "</head>", 1)
    page = page.replace("</dt>", ": </dt>")  # which Pagefind would join to what follows
    page = page.replace("<h1", '<h1 data-pagefind-weight="10"', 1)
    return _MAIN.sub(lambda start: f"{start[0]} data-pagefind-body", page, count=1)


def _meta(what: str, name: str, value: str) -> str:
    return f'<meta data-pagefind-{what}="{name}[content]" content="{html.escape(value)}">'


# Running Pagefind


def _part(shard: Shard, pages: Files, store: Path) -> Part:
    """What a shard brings to the index, kept or made; one that cannot be read is made anew."""
    try:
        return load_part(store.read_bytes())
    except (OSError, StrangeError):
        order = {f"/{name}": number for number, name in enumerate(pages)}
        part = read_part(_written(pages), shard.lang, order)
        _keep(store, dump_part(part))
        return part


def _made(parts: Mapping[Shard, Part]) -> Files:
    """One index of all shards, a directory for each language, and what the browser runs."""
    if not parts:
        return {}
    by_language: dict[str, list[Part]] = defaultdict(list)
    for shard, part in parts.items():
        by_language[shard.lang].append(part)
    programs = _written({f"{lang}/index.html": _BARE.format(lang).encode() for lang in by_language})
    entry = json.loads(programs["pagefind-entry.json"])
    made = {name: programs[name] for name in sorted(programs) if _PROGRAM.fullmatch(name)}
    for lang, own in sorted(by_language.items()):
        index = join(own, lang)
        made |= index.files
        entry["languages"][lang] |= {"hash": index.name, "page_count": index.pages}
    entry["languages"] = {lang: entry["languages"][lang] for lang in sorted(by_language)}
    made["pagefind-entry.json"] = json.dumps(entry, ensure_ascii=False).encode()
    return {f"{FOLDER}/{name}": content for name, content in made.items()}


def _written(pages: Files) -> Files:
    """All that Pagefind writes for some pages, by its name below the folder of the index."""
    with TemporaryDirectory() as folder:
        source, out = Path(folder, "pages"), Path(folder, "index")
        for name, content in pages.items():
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        _run(source, out)
        found = {path.relative_to(out).as_posix(): path for path in sorted(out.rglob("*"))}
        return {name: path.read_bytes() for name, path in found.items() if path.is_file()}


def _run(source: Path, out: Path) -> None:
    """Pagefind itself, which asks no server for anything."""
    from pagefind_bin import get_executable  # type: ignore[import-untyped]

    command = [str(get_executable()), "--site", str(source), "--output-path", str(out)]
    command += ["--keep-index-url", "--silent", "--exclude-selectors", _LEFT_OUT]
    done = subprocess.run(
        command,
        cwd=source,  # where it would look for a configuration of its own
        capture_output=True,
        text=True,
        check=False,
        timeout=_PATIENCE,
    )
    if done.returncode:
        raise StrangeError(done.stderr or done.stdout)


# What was made before


def _digest(pages: Files) -> str:
    """The same for the same pages in the same order, read by the same Pagefind in the same way."""
    told = [f"{_FORM} {version('pagefind-bin')} {_LEFT_OUT}"]
    for name, content in pages.items():
        told += [name, sha256(content).hexdigest()]
    return _digest_of(told)


def _digest_of(told: Iterable[str]) -> str:
    return sha256("\n".join(told).encode()).hexdigest()


def _read(store: Path) -> Files | None:
    """A kept index; None when there is none that can be read, which is then made anew."""
    try:
        with zipfile.ZipFile(store) as packed:
            return {name: packed.read(name) for name in packed.namelist()}
    except (OSError, zipfile.BadZipFile):
        return None


def _zipped(made: Files) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in made.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _keep(store: Path, content: bytes) -> None:
    """Keep what was made if the disk lets us; without it the next build takes longer, no more."""
    beside = store.with_suffix(f".{os.getpid()}")
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(store)
    except OSError:
        beside.unlink(missing_ok=True)


def _tidy(kept: Path, site: str, used: Container[Path]) -> None:
    for path in kept.glob(f"{site}-*"):
        if path not in used:
            path.unlink(missing_ok=True)
