"""The list of all published files (name, size in bytes, SHA-256), and whether they are still so.

It is JSON with one file a line, in the order of the bytes of the lines. So a change of a few files
is a few lines found by bisection, and nothing has to be parsed: 20,000 files cost some milliseconds.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from generator.engine import disk

MANIFEST = "manifest.json"
MARKER = ".timpora"  # says whose folder it is, and names the state that lies in it


class Entry(NamedTuple):
    """What a file is known by."""

    size: int
    digest: str  # SHA-256, hexadecimal

    @classmethod
    def of(cls, content: bytes) -> Entry:
        """The entry of a file that holds `content`."""
        return cls(len(content), sha256(content).hexdigest())

    def fits(self, path: str) -> bool:
        """Whether `path` is an ordinary file with this content."""
        return disk.size(path) == self.size and disk.digest(path) == self.digest


@dataclass(frozen=True)
class Manifest:
    """All files of one state; `lines` are sorted, without commas and line ends."""

    lines: tuple[bytes, ...] = ()

    @classmethod
    def load(cls, text: bytes) -> Manifest:
        """What `text` holds; a text that was changed gives a manifest with another `id`."""
        body = text.removeprefix(b"{\n").removesuffix(b"\n}\n")
        manifest = cls(tuple(body.split(b",\n"))) if body else cls()
        vars(manifest)["text"] = text
        return manifest

    @cached_property
    def text(self) -> bytes:
        """The manifest as a JSON file."""
        return b"{\n" + b",\n".join(self.lines) + b"\n}\n"

    @cached_property
    def id(self) -> str:
        """A digest of everything in it: the name of the state."""
        return sha256(self.text).hexdigest()

    def get(self, name: str) -> Entry | None:
        """The entry of one file."""
        start = _start(name)
        index, there = _find(self.lines, start)
        return _entry(json.loads(self.lines[index][len(start) :])) if there else None

    def items(self) -> Iterator[tuple[str, Entry]]:
        """Every name with its entry."""
        for name, entry in json.loads(self.text).items():
            yield name, _entry(entry)

    def names(self) -> Iterator[str]:
        """Every name."""
        return iter(json.loads(self.text))

    def folders(self) -> Iterator[str]:
        """The folders in which the files are: the sites. Goes from one to the next by bisection."""
        index = 0
        while index < len(self.lines):
            folder, inside, _ = _name(self.lines[index]).partition("/")
            if inside:
                yield folder
            last = _start(f"{folder}0")[: -len(_END)]  # "0" is what follows "/"
            index = bisect_left(self.lines, last) if inside else index + 1

    def updated(self, written: Mapping[str, Entry], gone: Iterable[str]) -> Manifest:
        """The manifest after `gone` were taken away and `written` put."""
        if not self.lines:
            return Manifest(tuple(sorted(_line(*item) for item in written.items())))
        lines = list(self.lines)
        for name in gone:
            index, there = _find(lines, _start(name))
            if there:
                del lines[index]
        for name, entry in written.items():
            index, there = _find(lines, _start(name))
            lines[index : index + there] = [_line(name, entry)]
        return Manifest(tuple(lines))


class Difference(Enum):
    """How a file is not as the manifest says."""

    CHANGED = "changed"
    MISSING = "missing"
    SURPLUS = "surplus"


def differences(
    folder: Path, manifest: Manifest, below: str = ""
) -> Iterator[tuple[str, Difference]]:
    """Every file in `folder` that is not as `manifest` says, by name; all files are read.

    With `below` only those in that folder of it.
    """
    tree = disk.Tree(folder)
    start = f"{below}/" if below else ""
    entries = {name: entry for name, entry in manifest.items() if name.startswith(start)}
    there = set(tree.files(below)) - {MANIFEST, MARKER}
    for name in sorted(there | entries.keys()):
        if name not in entries:
            yield name, Difference.SURPLUS
        elif name not in there:
            yield name, Difference.MISSING
        elif not entries[name].fits(tree.path(name)):
            yield name, Difference.CHANGED


def marker_text(manifest: Manifest | None = None) -> str:
    """What the marker of a folder says: whose it is and, of a tree, its state and its folders."""
    says = "Folder ini dibuat dan diganti oleh timpora.\n"
    if manifest is None:
        return says
    return f"{says}{manifest.id}\n{' '.join(manifest.folders())}\n"


def read_state(tree: Path) -> str:
    """The name of the state that lies in `tree`, as its marker tells; "" when it does not.

    That its folders are there is all that is looked at; whether they are whole, `differences` tells.
    """
    try:
        _, state, folders = (tree / MARKER).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return ""
    return state if all((tree / folder).is_dir() for folder in folders.split()) else ""


def read_manifest(tree: Path) -> Manifest | None:
    """The manifest of the state that lies in `tree`; None when it is missing or not that one."""
    try:
        manifest = Manifest.load((tree / MANIFEST).read_bytes())
    except OSError:
        return None
    return manifest if manifest.id == read_state(tree) else None


def _find(lines: Sequence[bytes], start: bytes) -> tuple[int, bool]:
    """Where the line that begins with `start` is or belongs, and whether it is there."""
    index = bisect_left(lines, start)
    return index, index < len(lines) and lines[index].startswith(start)


_END = b'": '


def _start(name: str) -> bytes:
    return json.dumps(name, ensure_ascii=False).encode("utf-8", "surrogateescape") + b": "


def _name(line: bytes) -> str:
    return str(json.loads(line.rpartition(b": {")[0]))


def _line(name: str, entry: Entry) -> bytes:
    return _start(name) + f'{{"size": {entry.size}, "sha256": "{entry.digest}"}}'.encode()


def _entry(found: Mapping[str, object]) -> Entry:
    return Entry(int(str(found["size"])), str(found["sha256"]))
