"""What a build reads, and whether any of it has changed since the last one.

Comes in: a project. Goes out: the `Inputs`, every file that the sites depend on with the digest of
its content. Only files whose status changed are read again: size, times of content and of status,
and inode, as git's index does it. A file that was changed in the last moments before it was looked
at is read again next time, for a second change within the clock's step would not show.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

import generator
from generator.locating import templates_dir

DIGEST = 16  # bytes; two files that differ will not share it by chance
_FRESH = 2_000_000_000  # nanoseconds: the coarsest clock of a file system in use (FAT) steps by two seconds
_BESIDE = ("addresses.yml", "approved.yml", "accepted.yml")  # beside the settings

Status = tuple[int, int, int, int]  # size, mtime and ctime in nanoseconds, inode
# The status under which a file was read (None: too fresh to be trusted), and its content's digest.
Seen = tuple[Status | None, bytes]


@dataclass(frozen=True)
class Inputs:
    """Every file that the sites depend on, by its name, and the versions of what makes them."""

    project: Mapping[str, Seen]
    program: Mapping[str, Seen]
    surroundings: str  # Python and the libraries

    @property
    def files(self) -> Mapping[str, Seen]:
        """All files."""
        return {**self.project, **self.program}

    def mark(self, more: bytes = b"") -> bytes:
        """One digest of everything, and of what `more` the sites depend on."""
        return _digest(self.surroundings, [*sorted(self.files.items()), ("", (None, more))])

    @property
    def maker(self) -> bytes:
        """One digest of the program without its templates, and of the versions."""
        return self.part("program/")

    def part(self, *starts: str) -> bytes:
        """One digest of the versions and of the program's files that begin with one of `starts`."""
        parts = (one for one in sorted(self.program.items()) if one[0].startswith(starts))
        return _digest(self.surroundings, parts)


class Place(Protocol):
    """An office: the folder of its settings, their file, and the folder of its records."""

    @property
    def root(self) -> Path: ...
    @property
    def config_name(self) -> str: ...
    @property
    def content(self) -> Path: ...


def scan(project: Place, known: Mapping[str, Seen]) -> Inputs:
    """The inputs of `project` now; a file that is as it was `known` is not read again.

    A file that vanishes meanwhile, or that cannot be read, counts as an empty one that is never
    known: whoever needs it will say what is wrong with it.
    """
    now = time.time_ns()

    def _look(files: Iterable[tuple[str, str, Status]]) -> Mapping[str, Seen]:
        return {name: _seen(path, status, known.get(name), now) for name, path, status in files}

    return Inputs(_look(_of_project(project)), _look(_of_program()), _surroundings())


def digest_of(content: bytes) -> bytes:
    """The digest by which contents are told apart."""
    return blake2b(content, digest_size=DIGEST).digest()


def _digest(start: str, files: Iterable[tuple[str, Seen]]) -> bytes:
    whole = blake2b(start.encode(), digest_size=DIGEST)
    for name, (_, digest) in files:
        whole.update(name.encode(errors="surrogateescape") + b"\0" + digest)
    return whole.digest()


def _seen(path: str, status: Status, before: Seen | None, now: int) -> Seen:
    if before is not None and before[0] == status:
        return before
    try:
        with open(path, "rb") as file:
            digest = digest_of(file.read())
    except OSError:
        return None, b""
    changed = max(status[1], status[2])
    return (status if changed < now - _FRESH else None), digest


def _of_project(project: Place) -> Iterator[tuple[str, str, Status]]:
    """Each file of an office by its name, its path and its status."""
    for beside in (project.config_name, *_BESIDE):
        path = str(project.root / beside)
        status = _status_of(path)
        if status is not None:
            yield beside, path, status
    yield from _below("content", str(project.content))


def _of_program() -> Iterator[tuple[str, str, Status]]:
    """The same of the program: its templates and its own text."""
    yield from _below("templates", str(templates_dir()))
    for name, path, status in _below("program", str(Path(generator.__file__).parent)):
        if name.endswith((".py", ".json")) and not name.startswith("program/templates/"):
            yield name, path, status


def _below(name: str, folder: str) -> Iterator[tuple[str, str, Status]]:
    """The files below `folder`; folders are not entered through links, so that no loop is."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _below(f"{name}/{entry.name}", entry.path)
        else:
            status = _status_of(entry.path)
            if status is not None:
                yield f"{name}/{entry.name}", entry.path, status


def _status_of(path: str) -> Status | None:
    """The status of a file, wherever a link leads; None where there is no file."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _surroundings() -> str:
    """Python and every installed library with its version, without loading any of them."""
    installed = {
        name
        for folder in sys.path
        if folder.endswith("-packages") and os.path.isdir(folder)
        for name in os.listdir(folder)
        if name.endswith(".dist-info")
    }
    return "\n".join((sys.version, *sorted(installed)))
