"""Who is measured: this program, the floor, and the peers, each in a folder of its own.

Comes in: a corpus and a folder. Goes out: for each phase the change that goes before it (not measured)
and the command to measure.
"""

from __future__ import annotations

import compileall
import os
import re
import shutil
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import generator
from generator.engine.unchanged import CACHE
from generator.locating import templates_dir
from tests.bench import floor
from tests.bench.corpus import TODAY, Corpus
from tests.bench.peers import Peer, changed_by_title

COLD, SAME, TITLE, TEMPLATE, SETTING, CHECK = (
    "cold",
    "same",
    "title",
    "template",
    "setting",
    "check",
)
_TEMPLATE = "public/organisation.html"


class Contender(Protocol):
    """One column of the comparison: what it can do, and where its pages go."""

    name: str
    phases: Sequence[str]
    folder: Path
    output: Path
    environment: Mapping[str, str]

    def prepare(self, phase: str) -> None:
        """Make the change that the phase is about."""

    def command(self, phase: str) -> Sequence[str]:
        """What is measured."""


class Timpora:
    """This program, copied, so that a template can be edited without touching the checkout."""

    def __init__(
        self, corpus: Corpus, folder: Path, flags: Iterable[str], phases: Sequence[str]
    ) -> None:
        self.name = " ".join(("timpora", *flags))
        self.phases = phases
        self.folder = folder
        self.output = folder / "site"
        self.environment = {**os.environ, "PYTHONPATH": str(folder / "program"), "NO_COLOR": "1"}
        self._corpus, self._flags = corpus, tuple(flags)
        _copy_program(folder / "program")
        write_files(folder, corpus.files())

    def prepare(self, phase: str) -> None:
        if phase == COLD:
            for path in (self.output, self.folder / CACHE):
                put_aside(path)
        elif phase in (TITLE, CHECK):
            write_files(self.folder, [self._corpus.with_title(_unheard_of())])
        elif phase == TEMPLATE:
            path = self.folder / "program" / "templates" / _TEMPLATE
            _replace(path, '<h1( data-n="[0-9]+")?', f'<h1 data-n="{time.time_ns()}"')
        elif phase == SETTING:
            _replace(self.folder / "site_config.yml", "report: .*", f"report: {_unheard_of()}")

    def command(self, phase: str) -> Sequence[str]:
        verb = "check" if phase == CHECK else "build"
        python = (sys.executable, "-P", "-m", "generator")
        flags = () if phase == CHECK else self._flags
        return (*python, verb, "--quiet", "--as-of", TODAY.isoformat(), *flags)


class Floor:
    """The program that only reads, hashes and writes; `pack` gives it the bytes."""

    name = "floor"
    phases = (COLD, SAME, TITLE)

    def __init__(self, source: Timpora, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "out"
        self.environment = dict(os.environ)
        self._content = source.folder / "content"
        folder.mkdir()

    def pack(self, finished_site: Path, edited: Iterable[str]) -> None:
        """Keep the bytes of finished files, and which of them an edit changes."""
        changed, offset = set(edited), 0
        pack = self.folder / "pack"
        with (
            pack.with_suffix(".bin").open("wb") as data,
            pack.with_suffix(".list").open("w", encoding="utf-8") as listed,
            pack.with_suffix(".edit").open("w", encoding="utf-8") as edits,
        ):
            for path in sorted(one for one in finished_site.rglob("*") if one.is_file()):
                name, content = path.relative_to(finished_site).as_posix(), path.read_bytes()
                data.write(content)
                line = f"{offset} {len(content)} {name}\n"
                listed.write(line)
                edits.write(line if name in changed else "")
                offset += len(content)

    def prepare(self, phase: str) -> None:
        if phase == COLD:
            put_aside(self.output)

    def command(self, phase: str) -> Sequence[str]:
        told = {TITLE: "edit"}.get(phase, phase)
        program = (sys.executable, "-S", "-E", str(Path(floor.__file__)))
        return (*program, told, str(self._content), str(self.folder / "pack"), str(self.output))


class Other:
    """Another generator on the same records."""

    phases = (COLD, SAME, TITLE)

    def __init__(self, peer: Peer, corpus: Corpus, folder: Path) -> None:
        self.name = peer.name
        self.folder = folder
        self.output = folder / "out"
        self.environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        self._peer, self._corpus = peer, corpus
        write_files(folder, peer.files(corpus.records))

    def prepare(self, phase: str) -> None:
        if phase == COLD:
            put_aside(self.output)
        elif phase == TITLE:
            changed = changed_by_title(self._corpus, _unheard_of())
            write_files(self.folder / self._peer.markdown, changed)

    def command(self, phase: str) -> Sequence[str]:
        return self._peer.cold if phase == COLD else self._peer.again


def write_files(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    """Write texts by their names below a folder."""
    for name, text in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def put_aside(path: Path) -> None:
    """Out of the way, not deleted: after the removal of many files the system makes new ones slowly."""
    if path.exists():
        aside = path.parent / "aside"
        aside.mkdir(exist_ok=True)
        path.rename(aside / str(time.time_ns()))


def _copy_program(target: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__", "templates")
    shutil.copytree(Path(generator.__file__).parent, target / "generator", ignore=ignored)
    shutil.copytree(templates_dir(), target / "templates")
    compileall.compile_dir(target / "generator", quiet=2)


def _replace(path: Path, pattern: str, new: str) -> None:
    text, times = re.subn(pattern, new, path.read_text(encoding="utf-8"), count=1)
    assert times, (path, pattern)
    path.write_text(text, encoding="utf-8")


def _unheard_of() -> str:
    """Words that no page has shown before."""
    return f"Rapat contoh yang disunting {time.time_ns()}"
