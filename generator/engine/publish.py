"""Finished files are put in place: a second tree is brought up to date, then one switch.

Both sites lie in one output folder, so that they change together. The folder carries a marker; one
without it was not made by us and is never touched. Beside it lies the workshop, a hidden folder:

    site/            what readers see: public/ internal/ facts.json manifest.json .timpora
    .site.timpora/   spare/  the state before, whole    note.json  what the spare lacks    lock

Work is done in the spare, and in one step the two trees change places. A switch costs what changed,
not what there is: files that the last switch changed and files that this one changes. The spare
without a note that fits (a build was killed, the machine started anew) is compared with the output
file by file, and mended. See docs/decisions/080.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from generator.engine import disk
from generator.engine.lock import LOCK, HeldError, locked
from generator.engine.manifest import (
    MANIFEST,
    MARKER,
    Entry,
    Manifest,
    differences,
    marker_text,
    read_manifest,
    read_state,
)
from generator.problems import Place, Problem, ProblemError, Said

_NOTE = "note.json"
Content = bytes | Path


class PublishError(ProblemError):
    """Publishing cannot go on; the old state is untouched."""


class NotWholeError(PublishError):
    """What is published cannot be built upon; make everything and `publish` it whole."""


@dataclass(frozen=True)
class Change:
    """How one site differs from its published state; a `Path` is a file with the content, copied.

    `written` is gone through once, in its order, so that it may be made on the way.
    """

    written: Mapping[str, Content] = field(default_factory=lambda: MappingProxyType({}))
    gone: frozenset[str] = frozenset()


@contextmanager
def claimed(output: Path, wait: float = 0.0) -> Iterator[None]:
    """Keep `output` for this build; asking again inside is fine.

    Raises `PublishError` when it holds something that is not ours, when another build has it for
    longer than `wait` seconds, and when the disk refuses.
    """
    place = _Place.of(output)
    with _said(output), ExitStack() as stack:
        place.check()
        stack.enter_context(_lock(place, wait))
        place.recover()
        yield


@contextmanager
def _lock(place: _Place, wait: float) -> Iterator[None]:
    """The lock in the workshop, which is made, and again if another build just took it away."""
    while True:
        with ExitStack() as stack:
            try:
                place.open()
                first = stack.enter_context(locked(place.workshop, wait))
                place.furnish()
            except FileNotFoundError:
                continue
            try:
                yield
            finally:
                if first:
                    place.close()
            return


def published(output: Path) -> str:
    """The name of the state that lies in `output`, a digest of its files; "" when there is none."""
    return read_state(output)


def reader_of(output: Path, site: str) -> Callable[[str], bytes]:
    """Reads published files of a site, by name. Raises `NotWholeError` for one that was changed."""
    place = _Place.of(output)
    manifest = place.known()

    def _read(name: str) -> bytes:
        path = Path(place.path(f"{site}/{name}"))
        content = path.read_bytes() if path.is_file() else b""
        if manifest.get(f"{site}/{name}") != Entry.of(content):
            raise NotWholeError(_problem("OUT006", place.target))
        return content

    return _read


def publish(
    output: Path,
    sites: Mapping[str, Mapping[str, Content]],
    beside: Mapping[str, bytes] = MappingProxyType({}),
) -> str:
    """Make `output` hold exactly `sites`, a folder each, or leave it as it was; gives its state.

    `beside` are files that lie next to the sites and belong to none of them. What is published is
    read and compared first: files that are as they should be stay untouched, all else is mended.
    Raises as `claimed` does.
    """
    with claimed(output), _said(output):
        place = _Place.of(output)
        files = _Files(sites, beside)
        with suppress(NotWholeError):
            known = place.known()
            place.compare(known)
            names = frozenset(files.names())
            gone = [name for name in known.names() if name not in names]
            return _switch(_Spare(place, known, trusted=False), files, gone)
        return _lay(place, files)


def switch(
    output: Path,
    changes: Mapping[str, Change],
    beside: Mapping[str, bytes] = MappingProxyType({}),
    sure: str = "",
) -> str:
    """Apply `changes`, by site, and `beside` to what is published, in one step; gives the new state.

    What `changes` do not name stays; a file that already has the content is not written. Of the site
    that is to be `sure`, what stays is read, too, and has to be what was published. Raises
    `NotWholeError` when nothing is published or it is damaged, else as `claimed` does.
    """
    with claimed(output), _said(output):
        place = _Place.of(output)
        files = _Files({site: change.written for site, change in changes.items()}, beside)
        gone = [f"{site}/{name}" for site, change in changes.items() for name in change.gone]
        return _switch(_Spare(place, place.known()), files, gone, sure)


@dataclass(frozen=True)
class _Files:
    """All files to be put, by their names in the output."""

    sites: Mapping[str, Mapping[str, Content]]
    beside: Mapping[str, bytes]

    def names(self) -> Iterator[str]:
        for site, files in self.sites.items():
            yield from (f"{site}/{name}" for name in files)
        yield from self.beside

    def items(self) -> Iterator[tuple[str, bytes]]:
        for site, files in self.sites.items():
            for name, content in files.items():
                yield f"{site}/{name}", _bytes(content)
        yield from self.beside.items()


def _bytes(content: Content) -> bytes:
    return content if isinstance(content, bytes) else content.read_bytes()


@dataclass(frozen=True)
class _Place:
    """The output and its workshop."""

    target: Path
    workshop: Path

    @classmethod
    def of(cls, output: Path) -> _Place:
        """Links are followed first: it is the folder that is exchanged, not a link to it."""
        target = Path(os.path.realpath(output))
        return cls(target, target.with_name(f".{target.name}.timpora"))

    @property
    def spare(self) -> Path:
        return self.workshop / "spare"

    @property
    def old(self) -> Path:
        """Where the old tree waits for an instant where two trees cannot change places in one step."""
        return self.workshop / "old"

    def path(self, name: str) -> str:
        """Where the published file `name` lies."""
        return f"{self.target}/{name}"

    def check(self) -> None:
        """Refuse folders that are neither absent, nor empty, nor marked as ours."""
        for folder, spare in ((self.target, frozenset[str]()), (self.workshop, {LOCK})):
            if not os.path.lexists(folder) or (folder / MARKER).is_file():
                continue
            if not folder.is_dir() or {path.name for path in folder.iterdir()} - spare:
                raise PublishError(_problem("OUT001", folder))

    def open(self) -> None:
        """Make the workshop, nobody else's business, and mark it as ours."""
        self.target.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            self.workshop.mkdir(0o700)
        with suppress(FileExistsError):
            disk.write_new(str(self.workshop / MARKER), marker_text().encode())

    def furnish(self) -> None:
        """Keep the workshop out of git; and marked, if another build just took it away."""
        for name, content in ((MARKER, marker_text()), (".gitignore", "*\n")):
            path = self.workshop / name
            if not path.is_file() or path.read_text("ascii") != content:
                disk.replace(path, content.encode())

    def close(self) -> None:
        """Take the workshop away again when nothing came of it."""
        if any(path.exists() for path in (self.target, self.spare, self.old)):
            return
        with suppress(OSError):
            for path in [*self.workshop.iterdir(), self.workshop / LOCK]:
                path.unlink(missing_ok=True)
            self.workshop.rmdir()

    def recover(self) -> None:
        """Finish or undo what a build left half done between two renames."""
        if not self.old.exists():
            return
        if not self.target.exists():
            self.old.rename(self.target)
        elif not self.spare.exists():
            self.old.rename(self.spare)

    def known(self) -> Manifest:
        """The files that are published. Raises `NotWholeError` when that is not known."""
        manifest = read_manifest(self.target)
        if manifest is None:
            raise NotWholeError(_problem("OUT006", self.target))
        return manifest

    def compare(self, known: Manifest) -> None:
        """Raises `NotWholeError` unless the output holds exactly what `known` says."""
        if next(differences(self.target, known), None):
            raise NotWholeError(_problem("OUT006", self.target))


def _switch(spare: _Spare, files: _Files, gone: Iterable[str], sure: str = "") -> str:
    """Bring the spare from the state before to the new one and put it in place."""
    place, known = spare.place, spare.known
    removed = dict.fromkeys(name for name in gone if known.get(name))
    for name in removed:
        spare.remove(name)
    written: dict[str, Entry] = {}
    for name, content in files.items():
        entry = Entry.of(content)
        if name in removed or known.get(name) != entry:
            spare.write(name, content)
            written[name] = entry
    if not removed and not written:
        return known.id
    manifest = known.updated(written, removed)
    if sure and next(differences(place.spare, manifest, sure), None):
        raise NotWholeError(_problem("OUT006", place.target))
    _put_in_place(place, spare.tree, manifest)
    with suppress(OSError):  # the new state is there; what follows only saves time
        _note(place, manifest.id, known.id, [*removed, *written])
    return manifest.id


def _lay(place: _Place, files: _Files) -> str:
    """Make the whole state in the spare, which may hold anything, and put it in place."""
    _unnote(place)
    with suppress(FileExistsError):
        place.spare.mkdir()
    tree = disk.Tree(place.spare)
    written: dict[str, Entry] = {}
    for name in sorted(set(tree.files()).difference(files.names())):
        tree.remove(name)
    for name, content in files.items():
        tree.write(name, content)
        written[name] = Entry.of(content)
    tree.tidy()
    manifest = Manifest().updated(written, ())
    _put_in_place(place, tree, manifest)
    with suppress(OSError):  # as above; copies, where there are no hard links, may not fit
        _mirror(place, manifest)
        _note(place, manifest.id, manifest.id, [])
    return manifest.id


class _Spare:
    """The second tree, made ready when the first change comes."""

    def __init__(self, place: _Place, known: Manifest, *, trusted: bool = True) -> None:
        self.place = place
        self.known = known
        self.tree = disk.Tree(place.spare)
        self._trusted = trusted
        self._ready = False

    def write(self, name: str, content: bytes) -> None:
        self._make_ready()
        self.tree.write(name, content)

    def remove(self, name: str) -> None:
        self._make_ready()
        self.tree.remove(name)

    def _make_ready(self) -> None:
        if self._ready:
            return
        lacking = _lacking(self.place, self.known.id) if self._trusted else None
        _unnote(self.place)
        if lacking is None:
            _mirror(self.place, self.known)
        for name in lacking or ():
            if self.known.get(name):
                _take(self.place, self.tree, name)
            else:
                self.tree.remove(name)
        self._ready = True


def _mirror(place: _Place, known: Manifest) -> None:
    """Make the spare, which may hold anything or not exist, hold the files of the output."""
    with suppress(FileExistsError):
        place.spare.mkdir()
    tree = disk.Tree(place.spare)
    entries = dict(known.items())
    there = set(tree.files())
    for name in sorted(there - entries.keys()):
        tree.remove(name)
    for name, entry in entries.items():
        if name not in there or not _same(place, tree, name, entry):
            _take(place, tree, name)
    if there:
        tree.tidy()
    tree.write(MARKER, marker_text(known).encode())


def _same(place: _Place, tree: disk.Tree, name: str, entry: Entry) -> bool:
    """Whether the spare has the file `name` as it is published: the very file, or a copy."""
    path = tree.path(name)
    return disk.same_file(path, place.path(name)) or entry.fits(path)


def _take(place: _Place, tree: disk.Tree, name: str) -> None:
    """Give the spare the file `name` as it is published. Raises `NotWholeError` without it."""
    if not disk.is_file(place.path(name)):
        raise NotWholeError(_problem("OUT006", place.target))
    tree.take(name, place.path(name))


def _put_in_place(place: _Place, tree: disk.Tree, manifest: Manifest) -> None:
    """The one step, from which on readers see the new state, all of it on the disk."""
    tree.write(MANIFEST, manifest.text)
    tree.write(MARKER, marker_text(manifest).encode())
    disk.settle(place.spare)
    if not place.target.exists():
        place.spare.rename(place.target)
    elif not disk.exchange(place.spare, place.target):
        _exchange_slowly(place)
    with suppress(OSError):  # nothing can be undone any more
        disk.settle_names(place.target.parent)


def _exchange_slowly(place: _Place) -> None:
    """Three renames; killed between the first two, the output is back with the next build (`recover`)."""
    place.target.rename(place.old)
    try:
        place.spare.rename(place.target)
    except OSError:
        place.old.rename(place.target)
        raise
    with suppress(OSError):
        place.old.rename(place.spare)


def _note(place: _Place, state: str, before: str, changed: Iterable[str]) -> None:
    """Write down that the spare holds the state `before`, which lacks `changed`."""
    note = {"output": state, "spare": before, "lacks": sorted(changed), "boot": _boot()}
    disk.replace(place.workshop / _NOTE, json.dumps(note).encode())


def _unnote(place: _Place) -> None:
    """From here on nothing is known of the spare."""
    (place.workshop / _NOTE).unlink(missing_ok=True)


def _lacking(place: _Place, state: str) -> list[str] | None:
    """The files that the spare has otherwise than the output in `state`; None when that is unknown."""
    try:
        note = json.loads((place.workshop / _NOTE).read_bytes())
        fits = (note["output"], note["boot"]) == (state, _boot())
        lacks = [str(name) for name in note["lacks"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    state_there = read_state(place.spare)
    return lacks if fits and state_there and note["spare"] == state_there else None


def _boot() -> str:
    """Which run of the machine this is: after a power cut the note may be newer than what it tells of."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return ""


@contextmanager
def _said(output: Path) -> Iterator[None]:
    """What the disk or another build refuses, as a `PublishError`."""
    try:
        yield
    except HeldError as error:
        holder = error.holder
        params = {"pid": holder.pid, "host": holder.host, "since": holder.since}
        raise PublishError(_problem("OUT002", output, **params)) from error
    except OSError as error:
        raise PublishError(_problem("OUT003", output, why=error.strerror or str(error))) from error


def _problem(code: str, path: Path, **params: Said) -> Problem:
    return Problem(code, Place(path.name), params={"path": str(path), **params})
