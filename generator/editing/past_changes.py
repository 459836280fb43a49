"""How the records came to be what they are, from git. Everything works without git, too.

One pass over `git log` gives every change of every file, following renames; a second program
hands over the contents that the changes are judged by (see `disclosure.history`). Only what is
committed counts, so the same commit gives the same history on any machine.
"""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from generator.disclosure.history import Files, Historian, Reader
from generator.disclosure.past import Change, Depth, Log
from generator.problems import visible
from generator.settings import Project

_GIT = ("git", "--no-pager", "--no-optional-locks", "-c", "core.quotePath=false")
_LOG = (
    *("-c", "log.showRoot=true", "log", "--topo-order", "--find-renames", "-c", "--raw"),
    *("--no-abbrev", "-z", "--relative", "--no-color", "--no-ext-diff", "--no-show-signature"),
    "--encoding=UTF-8",
    "--format=%x01%H%x02%as%x02%aN%x02%s",
)
_TEXTS = (".yml", ".md", ".csv")
_SHORT = 10  # signs of a commit's name: enough for any office, and the same on every machine
_PATIENCE = 60  # seconds


def historian_of(project: Project) -> Historian:
    """Who answers for the history of the project's content."""
    return lambda reader: read_log(project.root, reader)


def read_log(root: Path, reader: Reader) -> Log:
    """The history of the reader's content in the project `root`, as far as the reader can tell it."""
    folder = reader.folder
    told = (_git(root, "rev-parse", "HEAD", "--is-shallow-repository") or b"").decode().split()
    if len(told) != 2:
        return Log(Depth.NONE)
    head, is_shallow = told[0], told[1] == "true"
    commits = _commits(root, folder, head)
    if not commits:
        return Log(Depth.NONE)
    cuts = _cuts(root) if is_shallow else frozenset()
    steps = list(_steps(commits, cuts, _tree(root, folder, head), reader))
    contents = _contents(root, {blob for step in steps for blob in step.blobs})
    return Log(
        depth=Depth.SHALLOW if is_shallow else Depth.WHOLE,
        changes=_told(steps, reader, contents),
        uncommitted=frozenset(_uncommitted(root, head, reader)),
    )


# What git prints


@dataclass(frozen=True, slots=True)
class _Entry:
    """One file in one commit; a file that was not there has no blob."""

    path: str
    was: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Commit:
    """One commit and the files it touched."""

    name: str
    day: date
    author: str
    subject: str
    entries: tuple[_Entry, ...]


@lru_cache(maxsize=8)
def _commits(root: Path, folder: str, head: str) -> tuple[_Commit, ...]:
    """Every commit up to `head` that touched files below `folder`, newest first."""
    printed = _git(root, *_LOG, head, "--", folder) or b""
    return tuple(_parse(printed.decode("utf-8", "replace")))


def _parse(printed: str) -> Iterator[_Commit]:
    """The commits of a log: a header, then for each file its modes, blobs and status, and its names."""
    header = ""
    entries: list[_Entry] = []
    tokens = iter(printed.split("\0"))
    for token in tokens:
        if token.startswith("\x01"):
            if header:
                yield _commit(header, entries)
            header, entries = token, []
        elif token.lstrip("\n").startswith(":"):
            fields = token.lstrip("\n").split()
            sides = fields[0].count(":") + 1  # a merge has a mode and a blob for each parent
            status, blobs = fields[-1], [_blob(name) for name in fields[sides:-1]]
            was = next(tokens)
            path = next(tokens) if status[0] in "RC" and sides == 2 else was
            entries.append(_Entry(path, was, blobs[0], blobs[-1]))
    if header:
        yield _commit(header, entries)


def _commit(header: str, entries: Iterable[_Entry]) -> _Commit:
    name, day, author, subject = header[1:].split("\x02", 3)
    return _Commit(name, date.fromisoformat(day), visible(author), visible(subject), tuple(entries))


def _blob(name: str) -> str:
    return "" if set(name) == {"0"} else name


def _tree(root: Path, folder: str, head: str) -> Mapping[str, str]:
    """The blob of each file below `folder` in `head`."""
    printed = _git(root, "ls-tree", "-r", "-z", head, "--", folder) or b""
    lines = (line.partition("\t") for line in printed.decode("utf-8", "replace").split("\0"))
    return {path: about.split()[2] for about, _, path in lines if path}


def _cuts(root: Path) -> frozenset[str]:
    """The commits at which a shallow clone was cut off."""
    path = (_git(root, "rev-parse", "--git-path", "shallow") or b"").decode().strip()
    try:
        return frozenset((root / path).read_text(encoding="ascii").split())
    except OSError:
        return frozenset()


@lru_cache(maxsize=8)
def _kept(root: Path, blobs: tuple[str, ...]) -> Mapping[str, bytes]:
    """The contents of blobs, read in one go; one that git does not have is left out."""
    printed = _git(root, "cat-file", "--batch", given="\n".join(blobs).encode()) or b""
    found: dict[str, bytes] = {}
    at = 0
    while at < len(printed):
        end = printed.index(b"\n", at)
        fields = printed[at:end].split()
        at = end + 1
        if len(fields) == 3:
            size = int(fields[2])
            found[fields[0].decode()] = printed[at : at + size]
            at += size + 1
    return found


def _contents(root: Path, blobs: Iterable[str]) -> Mapping[str, bytes]:
    return _kept(root, tuple(sorted(blobs)))


# What the changes were


@dataclass(frozen=True)
class _Step:
    """One change of one record: its file's path today, and its files (with blobs) on both sides."""

    path: str
    change: Change
    before: Mapping[str, str]
    after: Mapping[str, str]
    is_renamed: bool

    @property
    def blobs(self) -> Iterator[str]:
        """Every blob that is needed to judge the change."""
        yield from self.before.values()
        yield from self.after.values()

    def is_told(
        self, reader: Reader, contents: Mapping[str, bytes], steps: Iterable[_Step]
    ) -> bool:
        """Whether the reader can tell the change; `steps` are this and the earlier ones, newest first.

        What it is compared with is the last version before it that can be read whole.
        """
        after = _filled(self.after, contents)
        if self.is_renamed or self.change.is_cut:
            return reader.sees(self.path, after)
        versions = (_filled(step.before, contents) for step in steps)
        before = next((files for files in versions if reader.reads(self.path, files)), {})
        return reader.tells(self.path, before, after)

    def hides(self, reader: Reader, contents: Mapping[str, bytes]) -> bool:
        """Whether something of the change is withheld from the reader."""
        before, after = _filled(self.before, contents), _filled(self.after, contents)
        return reader.hides(self.path, before, after)


def _told(
    steps: Iterable[_Step], reader: Reader, contents: Mapping[str, bytes]
) -> Mapping[str, tuple[Change, ...]]:
    """The changes of each file that the reader can tell, newest first.

    The subject of a commit that also changed something withheld may speak of that: it is left out.
    """
    by_path: dict[str, list[_Step]] = defaultdict(list)
    for step in steps:
        by_path[step.path].append(step)
    found = {
        path: [step for at, step in enumerate(own) if step.is_told(reader, contents, own[at:])]
        for path, own in by_path.items()
    }
    told = {step.change.commit for own in found.values() for step in own}
    silent = {
        step.change.commit
        for step in steps
        if step.change.commit in told and step.hides(reader, contents)
    }
    return {
        path: tuple(
            replace(step.change, subject="") if step.change.commit in silent else step.change
            for step in own
        )
        for path, own in found.items()
        if own
    }


def _filled(files: Mapping[str, str], contents: Mapping[str, bytes]) -> Files:
    return {path: contents[blob] for path, blob in files.items() if blob in contents}


def _steps(
    commits: Iterable[_Commit],
    cuts: frozenset[str],
    tree: Mapping[str, str],
    reader: Reader,
) -> Iterator[_Step]:
    """The changes of files that are there today, newest first, by the names that they have today."""
    blobs = {path: blob for path, blob in tree.items() if path.endswith(_TEXTS)}  # after the commit
    today: dict[str, str] = {path: path for path in blobs}  # older name -> today's
    for commit in commits:
        touched = [(today[entry.path], entry) for entry in commit.entries if entry.path in today]
        after = {home: _sides(reader, home, blobs) for home in _homes(reader, touched)}
        for path, entry in touched:
            blobs[path] = entry.before
            if entry.was != entry.path:
                del today[entry.path]
                today[entry.was] = path
        renamed = {path for path, entry in touched if entry.was != entry.path}
        for home, files in after.items():
            yield _Step(
                path=home,
                change=_change(commit, is_cut=commit.name in cuts),
                before=_sides(reader, home, blobs),
                after=files,
                is_renamed=home in renamed,
            )


def _homes(reader: Reader, touched: Iterable[tuple[str, _Entry]]) -> Iterable[str]:
    return dict.fromkeys(reader.home(path) for path, _ in touched)


def _sides(reader: Reader, home: str, blobs: Mapping[str, str]) -> Mapping[str, str]:
    """The blobs of a record's files, as far as they were there."""
    return {path: blobs[path] for path in reader.beside(home) if blobs.get(path)}


def _change(commit: _Commit, *, is_cut: bool) -> Change:
    if is_cut:
        return Change(commit.day, "", "", commit.name[:_SHORT], is_cut=True)
    return Change(commit.day, commit.author, commit.subject, commit.name[:_SHORT])


def _uncommitted(root: Path, head: str, reader: Reader) -> Iterator[str]:
    """The records that readers see otherwise on the disk than in `head`."""
    here = ("-z", "--", reader.folder)
    changed = _git(root, "diff", "--name-only", "--relative", "--no-ext-diff", head, *here)
    new = _git(root, "ls-files", "--others", "--exclude-standard", *here)
    printed = ((changed or b"") + (new or b"")).decode("utf-8", "replace")
    names = [name for name in printed.split("\0") if name]
    if not names:
        return
    tree = _tree(root, reader.folder, head)
    for path in dict.fromkeys(reader.home(name) for name in names if name.endswith(_TEXTS)):
        beside = reader.beside(path)
        kept = {one: tree[one] for one in beside if one in tree}
        before = _filled(kept, _contents(root, kept.values()))
        after = {one: (root / one).read_bytes() for one in beside if (root / one).is_file()}
        if reader.tells(path, before, after):
            yield path


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """What git prints in the folder `root`, or None when there is no git or it refuses."""
    command = [*_GIT[:1], "-C", str(root), *_GIT[1:], *arguments]
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, check=False, timeout=_PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
