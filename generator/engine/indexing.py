"""The search index of one site, made by Pagefind from that site's finished pages alone.

Comes in: the finished files of one site, and the entries of `pages.search`. Goes out: the files of
the index, below `pagefind/`. Pagefind reads a copy of each page that says, in attributes, which part
is the content, what the page can be narrowed by and how else its title is written; the pages that
go out stay as they are. What Pagefind writes depends on the chance of its hash tables (the order of
filters and languages), so `_Canon` puts it in one order: the same pages give the same bytes.

An index is kept by a digest of all that went into it, so unchanged pages cost nothing.
"""

from __future__ import annotations

import gzip
import html
import json
import os
import re
import subprocess
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from generator.pages.plan import language_folder
from generator.pages.search import Entry
from generator.problems import Place, Problem

FOLDER = "pagefind"  # the browser's part of Pagefind finds the site's root by this name
Files = Mapping[str, bytes]
_PATIENCE = 600  # seconds; 10,000 pages take about ten
_MAGIC = b"pagefind_dcd"
_LEFT_OUT = "nav,script,style,svg,.history,.turn,.crumbs,.contents,.member .kicker"
_PROGRAMS = ("pagefind.js", "pagefind-worker.js", "wasm.id.pagefind", "wasm.en.pagefind")
_MAIN = re.compile(r"<main\b|<div\b(?=[^>]*\brole=[\"']main[\"'])")
_FORM = 1  # of the copies and of what is made of the index; another one makes kept indexes void


def index_site(
    site: str, files: Files, entries: Iterable[Entry], languages: Iterable[str], kept: Path
) -> tuple[Files, list[Problem]]:
    """The index of the pages of `entries` among `files`; without Pagefind none, and why."""
    pages = dict(_copies(files, tuple(entries), tuple(languages)))
    try:
        digest = _digest(pages)
        store = kept / f"{site}-{digest}.zip"
        made = _read(store)
        if made is None:
            made = _made(pages)
            _keep(store, made)
        _tidy(kept, site, store)
    except (OSError, PackageNotFoundError, subprocess.SubprocessError, _StrangeError) as error:
        why = " ".join(str(error).split()) or type(error).__name__
        return {}, [Problem("SRCH001", Place(site), params={"why": why[:200]})]
    return made, []


# What Pagefind reads


def _copies(
    files: Files, entries: tuple[Entry, ...], languages: tuple[str, ...]
) -> Iterator[tuple[str, bytes]]:
    for lang in languages:
        for entry in entries:
            name = f"{language_folder(lang)}{entry.address}index.html"
            if name in files:
                yield name, _marked(files[name].decode(), entry, lang).encode()


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


class _StrangeError(Exception):
    """Pagefind wrote what this module does not know how to put in order."""


def _made(pages: Files) -> Files:
    if not pages:
        return {}
    with TemporaryDirectory() as folder:
        source, out = Path(folder, "pages"), Path(folder, "index")
        for name, content in pages.items():
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        _run(source, out)
        found = {path.relative_to(out).as_posix(): path for path in sorted(out.rglob("*"))}
        written = {name: path.read_bytes() for name, path in found.items() if path.is_file()}
    return {f"{FOLDER}/{name}": content for name, content in _Canon(written).files().items()}


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
        raise _StrangeError(done.stderr or done.stdout)


class _Canon:
    """What Pagefind wrote, in one order, without what the search page does not use.

    The form of its files (Pagefind 1.5): gzip over a mark and CBOR. A filter is [name, [[value,
    pages]]]; the directory of a language is [version, pages, chunks, [[filter, file]], ...].
    """

    def __init__(self, written: Files) -> None:
        self.written = written

    def files(self) -> Files:
        """Every file by its name below the folder of the index."""
        entry = json.loads(self.written["pagefind-entry.json"])
        kept = {
            name: _squeezed(_opened(content))
            for name, content in self.written.items()
            if PurePosixPath(name).suffix in (".pf_fragment", ".pf_index")
        }
        for lang, told in sorted(entry["languages"].items()):
            directory, filters = self._directory(told["hash"])
            told["hash"] = f"{lang}_{_short(directory)}"
            kept |= {f"pagefind.{told['hash']}.pf_meta": _squeezed(directory), **filters}
        entry["languages"] = dict(sorted(entry["languages"].items()))
        kept["pagefind-entry.json"] = json.dumps(entry, ensure_ascii=False).encode()
        return kept | {name: self.written[name] for name in _PROGRAMS if name in self.written}

    def _directory(self, name: str) -> tuple[bytes, Files]:
        """The directory of one language, and the filters that it names."""
        directory = _loaded(self.written[f"pagefind.{name}.pf_meta"])
        lang, filters, named = name.partition("_")[0], {}, []
        for title, file in sorted(directory[3]):
            facet, values = _loaded(self.written[f"filter/{file}.pf_filter"])
            content = _dumped([facet, sorted(values)])
            named.append([title, f"{lang}_{_short(content)}"])
            filters[f"filter/{named[-1][1]}.pf_filter"] = _squeezed(content)
        directory[3] = named
        return _dumped(directory), filters


def _opened(content: bytes) -> bytes:
    opened = gzip.decompress(content)
    if not opened.startswith(_MAGIC):
        raise _StrangeError("pagefind_dcd?")
    return opened


def _loaded(content: bytes) -> Any:
    import cbor2

    return cbor2.loads(_opened(content)[len(_MAGIC) :])


def _dumped(value: Any) -> bytes:
    import cbor2

    return _MAGIC + cbor2.dumps(value)


def _squeezed(content: bytes) -> bytes:
    """Packed so that time, system and name leave no trace."""
    return gzip.compress(content, mtime=0)


def _short(content: bytes) -> str:
    return sha256(content).hexdigest()[:10]


# What was made before


def _digest(pages: Files) -> str:
    digest = sha256(f"{_FORM} {version('pagefind-bin')} {_LEFT_OUT}".encode())
    for name, content in sorted(pages.items()):
        digest.update(f"\n{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _read(store: Path) -> Files | None:
    """A kept index; None when there is none that can be read, which is then made anew."""
    try:
        with zipfile.ZipFile(store) as packed:
            return {name: packed.read(name) for name in packed.namelist()}
    except (OSError, zipfile.BadZipFile):
        return None


def _keep(store: Path, made: Files) -> None:
    """Keep an index if the disk lets us; without it the next build takes longer, no more."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in made.items():
            archive.writestr(name, content)
    beside = store.with_suffix(f".{os.getpid()}")
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(packed.getvalue())
        beside.replace(store)
    except OSError:
        beside.unlink(missing_ok=True)


def _tidy(kept: Path, site: str, store: Path) -> None:
    for path in kept.glob(f"{site}-*.zip"):
        if path != store:
            path.unlink(missing_ok=True)
