"""Pulls the plug at every system call with which publishing changes the disk.

    python -m tests.pulling SCENARIO FOLDER PAGES STEP

Each point is a process of its own that publishes and dies (SIGKILL), or is refused (disk full, no
permission), at its n-th call; half a write is written before it dies. Afterwards the old or the new
state must be there, whole, both sites the same one; publishing again must succeed by itself; and two
more edits, one for each of the two trees, must come out right. Prints what was tried and what failed
as JSON. STEP: one of how many points is tried; of those where the disk refuses, fewer still.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from errno import EACCES, ENOSPC, EPERM
from pathlib import Path

from generator.engine import disk
from generator.engine.examining import examine_output
from generator.engine.publish import Change, NotWholeError, PublishError, claimed, publish, switch

State = dict[str, bytes]  # every file of an output by its name, without marker and manifest
_CALLS = ("open", "write", "mkdir", "rmdir", "unlink", "link", "rename", "replace", "fsync")
_TURNS = ("rename", "replace", "fsync", "exchange", "settle")  # tried before and after each
_OURS = {".timpora", "manifest.json"}
_DONE, _REFUSED, _BROKEN = 0, 3, 4
_REFUSALS = {"full": ENOSPC, "denied": EACCES}


def pages(count: int, edition: str = "1") -> dict[str, bytes]:
    """A small site: an index that names its pages, and the pages in folders of their own."""
    names = [f"rapat/{number % 3}/{number}/index.html" for number in range(count)]
    site = {name: f"contoh {name} {edition}\n".encode() * 20 for name in names}
    return {**site, "index.html": "\n".join(names).encode(), "aset/gaya.css": b"body {}"}


def state(sites: Mapping[str, Mapping[str, bytes]], edition: str) -> State:
    files = {f"{site}/{name}": text for site, of in sites.items() for name, text in of.items()}
    return {**files, "facts.json": edition.encode()}


def read(out: Path) -> State | None:
    """What a reader of the folder finds; None when there is nothing."""
    if not out.is_dir() or not any(out.iterdir()):
        return None
    return {name: (out / name).read_bytes() for name in disk.Tree(out).files() if name not in _OURS}


def lay(out: Path, wanted: State) -> None:
    """Publish the whole state."""
    sites: dict[str, dict[str, bytes]] = {"public": {}, "internal": {}}
    for name, text in wanted.items():
        site, _, rest = name.partition("/")
        if rest:
            sites[site][rest] = text
    publish(out, sites, {"facts.json": wanted["facts.json"]})


def move(out: Path, wanted: State) -> None:
    """Publish what differs from what is there, as an incremental build does."""
    there = read(out) or {}
    changes = {}
    for site in ("public", "internal"):
        start = f"{site}/"
        written = {
            name.removeprefix(start): text
            for name, text in wanted.items()
            if name.startswith(start) and there.get(name) != text
        }
        gone = {
            name.removeprefix(start) for name in there.keys() - wanted if name.startswith(start)
        }
        changes[site] = Change(written, frozenset(gone))
    try:
        switch(out, changes, {"facts.json": wanted["facts.json"]})
    except NotWholeError:
        lay(out, wanted)


@dataclass(frozen=True)
class Scenario:
    """How the old state came about, and how the new one is published."""

    old: State | None
    new: State
    way: Callable[[Path, State], None] = move
    before: tuple[State, ...] = ()  # states published before the old one
    harm: Callable[[Path], None] = lambda _: None
    lacks: frozenset[str] = frozenset()  # what the file system cannot: exchange, link

    def prepare(self, out: Path) -> None:
        out.parent.mkdir(parents=True)
        for one in (*self.before, *([self.old] if self.old else [])):
            move(out, one)
        self.harm(out)


def scenarios(count: int) -> dict[str, Scenario]:
    many, few = pages(count), pages(max(2, count // 4))
    first = state({"public": many, "internal": many}, "satu")
    edited = {
        **many,
        "rapat/0/0/index.html": b"baru\n" * 2000,
        "rapat/9/baru/index.html": b"contoh",
    }
    edit = state({"public": edited, "internal": {**edited, "x.html": b"x"}}, "dua")
    less = {name: text for name, text in many.items() if not name.startswith("rapat/1/")}
    withdrawn = state({"public": less, "internal": many}, "tiga")
    small = state({"public": few, "internal": few}, "empat")
    turned = {**few, "rapat/0/0/index.html/x.html": b"folder", "aset": b"berkas"}
    del turned["rapat/0/0/index.html"], turned["aset/gaya.css"]
    kinds = state({"public": turned, "internal": few}, "lima")
    no_links, no_exchange = frozenset({"link"}), frozenset({"exchange"})
    return {
        "cold": Scenario(None, first, lay),
        "cold-empty-folder": Scenario(None, small, harm=Path.mkdir),
        "cold-no-links": Scenario(None, small, lay, lacks=no_links),
        "cold-no-exchange": Scenario(None, small, lay, lacks=no_exchange),
        "first-edit": Scenario(first, edit),
        "edit": Scenario(first, edit, before=(small, withdrawn)),
        "edit-whole": Scenario(first, edit, lay),
        "edit-unknown-spare": Scenario(first, edit, before=(small,), harm=_forget),
        "edit-no-spare": Scenario(first, edit, harm=_lose),
        "edit-no-links": Scenario(first, edit, before=(small,), lacks=no_links),
        "edit-no-exchange": Scenario(first, edit, before=(small,), lacks=no_exchange),
        "withdraw": Scenario(first, withdrawn, before=(edit,)),
        "shrink": Scenario(first, small, before=(edit,)),
        "kinds": Scenario(small, kinds, before=(first,)),
        "kinds-back": Scenario(kinds, small, before=(first,)),
        "folder-for-file": Scenario(small, edit, harm=_put_folder),
    }


def _forget(out: Path) -> None:
    """As after a killed build: nothing is known of the spare."""
    (_workshop(out) / "note.json").unlink()


def _lose(out: Path) -> None:
    """Somebody tidied up."""
    spare = _workshop(out) / "spare"
    spare.rename(out.parent / "lost")


def _put_folder(out: Path) -> None:
    """A folder where a file should go, in the tree that is written next."""
    path = _workshop(out) / "spare" / "public" / "rapat" / "9" / "baru" / "index.html"
    path.mkdir(parents=True)
    (path / "catatan.txt").write_text("contoh", encoding="utf-8")
    _forget(out)


def _workshop(out: Path) -> Path:
    return out.with_name(f".{out.name}.timpora")


class Plug:
    """Counts the calls that change the disk and strikes at the n-th."""

    def __init__(self, at: int = 0, how: str = "kill", note: Callable[[str], None] | None = None):
        self.at, self.how, self.note = at, how, note
        self.count = 0

    def put(self) -> None:
        for name in _CALLS:
            setattr(os, name, self._watched(name, getattr(os, name)))
        for name in ("exchange", "settle"):
            setattr(disk, name, self._watched(name, getattr(disk, name)))

    def _watched(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object, **more: object) -> object:
            if name != "open" or int(str(given[1])) & (os.O_WRONLY | os.O_RDWR):
                self._tick(name, real, given)
            return real(*given, **more)

        return call

    def _tick(self, name: str, real: Callable[..., object], given: tuple[object, ...]) -> None:
        self.count += 1
        if self.note:
            self.note(name)
        if self.count != self.at:
            return
        if self.how in _REFUSALS:
            raise OSError(_REFUSALS[self.how], os.strerror(_REFUSALS[self.how]))
        if self.how == "torn":
            file, content = given
            real(file, bytes(content)[: len(bytes(content)) // 2])  # type: ignore[call-overload]
        os.kill(os.getpid(), signal.SIGKILL)


def in_child(work: Callable[[], None]) -> int:
    """Does `work` in a process of its own; its exit code, or minus the signal that ended it."""
    child = os.fork()
    if child == 0:
        code = _BROKEN
        try:
            work()
            code = _DONE
        except PublishError:
            code = _REFUSED
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def calls_of(scenario: Scenario, out: Path) -> list[str]:
    """The calls of one undisturbed run, in order."""
    scenario.prepare(out)
    reader, writer = os.pipe()
    real_write = os.write

    def work() -> None:
        Plug(note=lambda name: real_write(writer, f"{name}\n".encode()) and None).put()
        scenario.way(out, scenario.new)

    assert in_child(work) == _DONE
    os.close(writer)
    with os.fdopen(reader) as heard:
        return heard.read().split()


def points(calls: list[str], step: int) -> list[tuple[int, str]]:
    """Every place and way: killed before each call or in the middle of a write; refused."""
    numbered = list(enumerate(calls, start=1))
    turning = {index + more for index, name in numbered if name in _TURNS for more in (0, 1)}
    ends = range(1, len(calls) + 2)
    kills = [(at, "kill") for at in ends if at in turning or at % step == 1 % step]
    torn = [(index, "torn") for index, name in numbered if name == "write"]
    refused = [(index, how) for index, _ in numbered for how in _REFUSALS]
    return [*kills, *torn[::step], *refused[:: 4 * step - 3]]


def strike(scenario: Scenario, out: Path, at: int, how: str) -> str:
    """What is wrong after one point; "" when all is well."""
    scenario.prepare(out)

    def work() -> None:
        Plug(at, how).put()
        scenario.way(out, scenario.new)

    code = in_child(work)
    if code not in ((-signal.SIGKILL, _DONE) if how in ("kill", "torn") else (_DONE, _REFUSED)):
        return f"ended with {code}"
    found = read(out)
    if found is None and scenario.old and "exchange" in scenario.lacks:
        with claimed(out):
            found = read(out)
    if found not in (scenario.old, scenario.new):
        return "neither the old nor the new state"
    if code == _REFUSED and found == scenario.new != scenario.old:
        return "refused, but the new state is there"
    if found is not None and examine_output(out)[1]:
        return "not as its manifest says"
    return _go_on(scenario, out, again=at % 4 < 2)


def _go_on(scenario: Scenario, out: Path, *, again: bool) -> str:
    """The same build again, or another as if the edit was taken back; then one for each tree."""
    start = scenario.new if again or not scenario.old else scenario.old
    third = {**start, "public/index.html": b"edisi ketiga"}
    fourth = {**third, "internal/index.html": b"edisi keempat", "facts.json": b"empat"}
    first = [(scenario.new, scenario.way)] if again else []

    def work() -> None:
        for wanted, way in (*first, (third, move), (fourth, move)):
            way(out, wanted)
            assert read(out) == wanted
            assert examine_output(out)[1] == []

    code = in_child(work)
    return f"the next builds ended with {code}" if code != _DONE else ""


def cripple(lacks: frozenset[str]) -> None:
    """Make this process's file system one that cannot do everything."""

    def no_link(*_: object) -> None:
        raise OSError(EPERM, os.strerror(EPERM))

    if "link" in lacks:
        os.link = no_link  # type: ignore[assignment]
    if "exchange" in lacks:
        disk.exchange = lambda *_: False


def main(name: str, folder: str, count: str, step: str) -> None:
    scenario = scenarios(int(count))[name]
    cripple(scenario.lacks)
    calls = calls_of(scenario, Path(folder) / "whole" / "site")
    tried: dict[str, int] = {}
    failed = []
    for index, (at, how) in enumerate(points(calls, int(step))):
        tried[how] = tried.get(how, 0) + 1
        wrong = strike(scenario, Path(folder) / str(index) / "site", at, how)
        if wrong:
            failed.append([at, how, (*calls, "end")[at - 1], wrong])
    print(json.dumps({"calls": len(calls), "tried": tried, "failed": failed}))


if __name__ == "__main__":
    main(*sys.argv[1:])
