"""Publishing: one switch, whatever happens; costs what changed; never somebody else's folder."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.cli import timpora
from generator.engine import disk
from generator.engine.examining import examine_output
from generator.engine.lock import locked
from generator.engine.manifest import Entry, Manifest
from generator.engine.publish import (
    Change,
    NotWholeError,
    PublishError,
    claimed,
    publish,
    published,
    switch,
)
from tests.pulling import State, in_child, lay, move, pages, read, scenarios, state
from tests.reading import page

ROOT = Path(__file__).parent.parent
SOAK = bool(os.environ.get("TIMPORA_SOAK"))
NOBODY = 65534
FIRST = state({"public": pages(8), "internal": pages(8)}, "satu")
SECOND = {**FIRST, "public/rapat/0/0/index.html": b"baru", "internal/rapat/9/index.html": b"lagi"}
BESIDE = {"facts.json": b"satu"}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output that is not there yet."""
    return tmp_path / "situs"


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory, where making and removing thousands of folders costs nothing."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory, prefix="timpora-") as folder:
        yield Path(folder)


def _workshop(out: Path) -> Path:
    return out.with_name(f".{out.name}.timpora")


def _codes(error: pytest.ExceptionInfo[PublishError]) -> str:
    return error.value.problem.code


# One switch, that costs what changed


def test_a_state_is_exactly_what_was_published(out: Path) -> None:
    for wanted in (FIRST, SECOND, FIRST, state({"public": pages(2), "internal": {}}, "kecil")):
        lay(out, wanted)
        assert read(out) == wanted
        assert examine_output(out) == (len(wanted), [])


def test_what_did_not_change_is_not_written(out: Path) -> None:
    lay(out, FIRST)
    before = {name: (out / name).stat() for name in FIRST}
    move(out, SECOND)
    move(out, {**SECOND, "facts.json": b"dua"})
    move(out, {**SECOND, "facts.json": b"tiga"})
    for name in FIRST:
        now = (out / name).stat()
        same = (now.st_ino, now.st_mtime_ns) == (before[name].st_ino, before[name].st_mtime_ns)
        assert same == (name not in ("public/rapat/0/0/index.html", "facts.json")), name


@pytest.mark.parametrize("way", [lay, move])
def test_without_a_change_nothing_is_touched(out: Path, way: Callable[[Path, State], None]) -> None:
    lay(out, FIRST)
    move(out, SECOND)

    def touched() -> dict[Path, tuple[int, int, int]]:
        paths = [path for folder in (out, _workshop(out)) for path in [folder, *folder.rglob("*")]]
        stats = {path: path.stat() for path in paths if path != _workshop(out)}  # holder.json
        return {path: (of.st_ino, of.st_mtime_ns, of.st_ctime_ns) for path, of in stats.items()}

    before = touched()
    way(out, SECOND)
    assert touched() == before


def test_a_page_that_is_being_read_stays_whole(out: Path) -> None:
    name = "public/rapat/0/0/index.html"
    lay(out, FIRST)
    with (out / name).open("rb") as reader:
        start = reader.read(10)
        for edition in range(5):
            move(out, {**FIRST, name: b"edisi %d" % edition})
        assert start + reader.read() == FIRST[name]


def test_what_was_withdrawn_is_gone_with_its_folder(out: Path) -> None:
    lay(out, FIRST)
    switch(out, {"public": Change(gone=frozenset({"rapat/0/0/index.html"}))})
    assert not (out / "public/rapat/0/0").exists()
    assert (out / "internal/rapat/0/0/index.html").is_file()
    for edition in (b"dua", b"tiga"):  # nor does it come back with the other tree
        switch(out, {}, {"facts.json": edition})
        assert not (out / "public/rapat/0/0").exists()


def test_the_name_of_a_state_depends_on_its_files_alone(out: Path, tmp_path: Path) -> None:
    lay(out, FIRST)
    first = published(out)
    move(out, SECOND)
    assert published(out) != first
    move(out, FIRST)
    assert published(out) == first
    lay(tmp_path / "lain", FIRST)
    assert published(tmp_path / "lain") == first
    assert published(tmp_path / "kosong") == ""


def test_a_file_of_the_project_is_copied_and_not_linked(out: Path, tmp_path: Path) -> None:
    source = tmp_path / "lampiran.pdf"
    source.write_bytes(b"contoh")
    publish(out, {"public": {"lampiran.pdf": source}})
    source.write_bytes(b"lain")
    assert (out / "public/lampiran.pdf").read_bytes() == b"contoh"


def test_a_site_that_somebody_deleted_is_not_published(out: Path) -> None:
    lay(out, FIRST)
    assert published(out)
    (out / "internal").rename(out.parent / "lain")
    assert published(out) == ""
    move(out, SECOND)
    assert read(out) == SECOND


def test_a_change_needs_something_published(out: Path) -> None:
    with pytest.raises(NotWholeError):
        switch(out, {"public": Change({"index.html": b"x"})})
    assert not out.exists()
    assert not _workshop(out).exists()


_NAMES = st.sampled_from(["a", "b/c", "b/d/e", "b/d", "f é.html", "g/h/i/j", "g/h/k", "l!", "l"])
_SITE = st.dictionaries(_NAMES, st.binary(max_size=3), max_size=6)


def _possible(site: dict[str, bytes]) -> dict[str, bytes]:
    return {name: text for name, text in site.items() if f"{name}/" not in "\0".join(site)}


@given(st.lists(st.tuples(_SITE, _SITE, st.sampled_from([lay, move])), min_size=2, max_size=5))
def test_any_way_to_a_state_ends_at_that_state(quick_states) -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "situs"
        for public, internal, way in quick_states:
            sites = {"public": _possible(public), "internal": _possible(internal)}
            wanted = state(sites, "contoh")
            way(out, wanted)
            assert read(out) == wanted
            assert examine_output(out) == (len(wanted), [])
            folders = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_dir()}
            parents = {str(parent) for name in wanted for parent in Path(name).parents}
            assert folders | {"."} == parents | {"."}
            assert published(out) == Manifest().updated(_entries(wanted), ()).id


def _entries(files: dict[str, bytes]) -> dict[str, Entry]:
    return {name: Entry.of(text) for name, text in files.items()}


_TEXT = st.text(max_size=4) | st.text('ab/-0."', max_size=5)


@given(st.dictionaries(_TEXT, st.integers(0, 9)), st.sets(_TEXT))
def test_a_manifest_that_grew_is_one_made_at_once(files: dict[str, int], gone: set[str]) -> None:
    made = {name: Entry(size, "0" * 64) for name, size in files.items()}
    grown = Manifest()
    for name, entry in made.items():
        grown = grown.updated({name: Entry(1, "1" * 64)}, ()).updated({name: entry}, ())
    grown = grown.updated({}, gone)
    kept = {name: entry for name, entry in made.items() if name not in gone}
    assert grown == Manifest().updated(kept, ())
    assert dict(grown.items()) == kept
    assert set(grown.folders()) == {name.partition("/")[0] for name in kept if "/" in name}
    assert Manifest.load(grown.text) == grown
    assert json.loads(grown.text).keys() == kept.keys()
    assert all(grown.get(name) == kept.get(name) for name in (*files, *gone))


# The plug is pulled


@pytest.mark.parametrize("name", scenarios(6))
def test_wherever_it_dies_a_whole_state_is_there_and_the_next_build_succeeds(
    name: str, quick: Path
) -> None:
    """At every second call and all that turn something; under `make soak` at each, with more pages."""
    count, step = ("40", "1") if SOAK else ("6", "2")
    done = subprocess.run(
        [sys.executable, "-m", "tests.pulling", name, str(quick), count, step],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["failed"] == []
    assert found["tried"]["kill"] * int(step) > found["calls"] > 45


def test_a_reader_never_meets_a_dead_link_or_half_a_page(quick: Path) -> None:
    out, stop = quick / "situs", quick / "stop"

    def edition(number: int) -> State:
        """Twelve pages: nine that stay and change, and some that come and go."""
        links = [f"tetap/{one}/index.html" for one in range(9)]
        links += [f"kadang/{one}/index.html" for one in range(6) if (one + number) % 3]
        site = {link: page(number, f"contoh {link} " * 400) for link in links}
        site["index.html"] = page(number, " ".join(links))
        return state({"public": site, "internal": site}, str(number))

    move(out, edition(0))
    command = [sys.executable, "-m", "tests.reading", str(out), str(stop)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as reader:
        for number in range(1, 1000 if SOAK else 51):
            move(out, edition(number))
            time.sleep(0.01)
        stop.touch()
        said, _ = reader.communicate(timeout=60)
    found = json.loads(said)
    assert found["wrong"] == []
    assert found["rounds"] > 20


# The disk refuses


@contextmanager
def _small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A file system in memory of `size`; the test is skipped where mounting is not allowed."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("no mount on this machine")
    if done.returncode:
        pytest.skip(f"mounting is not allowed here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_keeps_the_old_state(tmp_path: Path) -> None:
    with _small_disk(tmp_path / "kecil", "1m") as small:
        out = small / "situs"
        lay(out, FIRST)
        with pytest.raises(PublishError) as refused:
            move(out, {**SECOND, "public/besar.bin": os.urandom(1 << 20)})
        assert _codes(refused) == "OUT003"
        assert read(out) == FIRST
        assert examine_output(out)[1] == []
        move(out, SECOND)
        assert read(out) == SECOND


def test_a_mount_point_is_refused(tmp_path: Path) -> None:
    """It cannot change places with anything; a folder within it can."""
    with _small_disk(tmp_path / "cakram", "1m") as mounted:
        with pytest.raises(PublishError) as refused:
            lay(mounted, FIRST)
        assert _codes(refused) == "OUT003"
        assert list(mounted.iterdir()) == []
        lay(mounted / "situs", FIRST)
        assert read(mounted / "situs") == FIRST


def test_a_file_that_may_not_be_so_large_keeps_the_old_state(out: Path) -> None:
    """The same without the right to mount: the system refuses from the 64th KiB on."""
    lay(out, FIRST)

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, resource.RLIM_INFINITY))
        move(out, {**SECOND, "public/besar.bin": bytes(1 << 17)})

    assert in_child(work) == 3
    assert read(out) == FIRST
    move(out, SECOND)
    assert read(out) == SECOND


def _unprivileged(work: Callable[[], None]) -> int:
    """Does `work` as somebody whom permissions bind: root is not."""

    def dropped() -> None:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        work()

    return in_child(dropped)


@pytest.fixture
def theirs() -> Iterator[Path]:
    """A folder of the unprivileged."""
    with tempfile.TemporaryDirectory(prefix="timpora-") as folder:
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
        yield Path(folder)


def test_a_read_only_folder_is_said(theirs: Path) -> None:
    out = theirs / "situs"
    assert _unprivileged(lambda: lay(out, FIRST)) == 0
    theirs.chmod(0o555)
    _workshop(out).chmod(0o555)
    assert _unprivileged(lambda: move(out, SECOND)) == 3
    assert read(out) == FIRST
    theirs.chmod(0o755)
    _workshop(out).chmod(0o700)
    assert _unprivileged(lambda: move(out, SECOND)) == 0
    assert read(out) == SECOND


@pytest.mark.parametrize("at", range(1, 60, 6))
def test_permission_lost_on_the_way(theirs: Path, at: int) -> None:
    """Real permissions: before the n-th write the folder is closed by somebody else."""
    out = theirs / "situs"
    assert _unprivileged(lambda: lay(out, FIRST)) == 0
    third = {name: text + b"!" for name, text in SECOND.items()}

    def work() -> None:
        real, calls = os.open, iter(range(10_000))

        def closing(*given: object, **more: object) -> int:
            if next(calls) == at:
                (_workshop(out) / "spare").chmod(0o500)
                (_workshop(out) / "spare" / "public").chmod(0o500)
            return real(*given, **more)

        os.open = closing
        move(out, third)

    code = _unprivileged(work)
    assert code in (0, 3)
    assert read(out) == (FIRST if code else third)
    for folder in (_workshop(out) / "spare", out):
        for path in (folder, folder / "public"):
            path.chmod(0o755)
    assert _unprivileged(lambda: move(out, third)) == 0
    assert read(out) == third


def test_output_on_another_file_system(tmp_path: Path, quick: Path) -> None:
    if quick == tmp_path:
        pytest.skip("no second file system (/dev/shm)")
    source = tmp_path / "lampiran.pdf"
    source.write_bytes(b"contoh")
    link = tmp_path / "situs"
    link.symlink_to(quick / "jauh" / "situs")
    publish(link, {"public": {"lampiran.pdf": source}}, BESIDE)
    assert link.is_symlink()
    switch(link, {"public": Change({"b.pdf": source}, frozenset({"lampiran.pdf"}))})
    assert read(quick / "jauh" / "situs") == {"public/b.pdf": b"contoh", **BESIDE}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lampiran.pdf", "situs"]


@pytest.mark.parametrize("years", [-20, 20])
def test_a_wrong_clock_decides_nothing(out: Path, years: int) -> None:
    lay(out, FIRST)
    move(out, SECOND)
    then = time.time() + years * 366 * 86400
    for folder in (out, _workshop(out)):
        for path in [folder, *folder.rglob("*")]:
            os.utime(path, (then, then))
    for wanted in (SECOND, FIRST, SECOND):
        move(out, wanted)
        assert read(out) == wanted


@pytest.mark.parametrize("note", [b"", b"{", b"[]", b'{"output": 1}', b"\xff\xfe", b"null"])
def test_a_note_that_says_nothing_is_not_believed(out: Path, note: bytes) -> None:
    lay(out, FIRST)
    move(out, SECOND)
    (_workshop(out) / "note.json").write_bytes(note)
    spoilt = _workshop(out) / "spare/public/index.html"
    spoilt.unlink()
    spoilt.write_bytes(b"rusak")
    for wanted in (FIRST, SECOND, FIRST):
        move(out, wanted)
        assert read(out) == wanted


@pytest.mark.parametrize("key", ["output", "spare", "boot"])
def test_a_note_of_another_state_or_run_of_the_machine_is_not_believed(out: Path, key: str) -> None:
    lay(out, FIRST)
    path = _workshop(out) / "note.json"
    path.write_text(json.dumps({**json.loads(path.read_bytes()), key: "lain"}), encoding="utf-8")
    (_workshop(out) / "spare/public/index.html").unlink()
    move(out, SECOND)
    assert read(out) == SECOND


# Whose folder it is


def test_a_folder_without_the_marker_is_left_alone(out: Path) -> None:
    out.mkdir()
    (out / "penting.txt").write_text("jangan hilang", encoding="utf-8")
    for way in (lay, move):
        with pytest.raises(PublishError) as refused:
            way(out, FIRST)
        assert _codes(refused) == "OUT001"
    assert [path.name for path in out.parent.iterdir()] == [out.name]
    assert read(out) == {"penting.txt": b"jangan hilang"}


def test_a_folder_where_the_workshop_should_be_is_left_alone(out: Path) -> None:
    _workshop(out).mkdir()
    (_workshop(out) / "penting.txt").touch()
    with pytest.raises(PublishError) as refused:
        lay(out, FIRST)
    assert _codes(refused) == "OUT001"
    assert [path.name for path in _workshop(out).iterdir()] == ["penting.txt"]


def test_a_file_where_the_output_should_be_is_left_alone(out: Path) -> None:
    out.write_text("penting", encoding="utf-8")
    with pytest.raises(PublishError) as refused:
        lay(out, FIRST)
    assert _codes(refused) == "OUT001"
    assert out.read_text("utf-8") == "penting"


def test_the_workshop_is_closed_to_others_and_to_git(out: Path) -> None:
    lay(out, FIRST)
    move(out, SECOND)
    assert _workshop(out).stat().st_mode & 0o077 == 0
    assert out.stat().st_mode & 0o055 == 0o055
    subprocess.run(["git", "init", "-q", str(out.parent)], check=True)
    listed = subprocess.run(
        ["git", "-C", str(out.parent), "status", "--porcelain", "--untracked-files=all"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert _workshop(out).name not in listed.stdout


# Two builds at once


_HOLD = "import sys, pathlib, time; from generator.engine.publish import claimed\n"
_HOLD += "with claimed(pathlib.Path(sys.argv[1])): print('ada', flush=True); {}"


@contextmanager
def _holder(out: Path, then: str = "time.sleep(60)") -> Iterator[subprocess.Popen[str]]:
    """Another process that has the output."""
    command = [sys.executable, "-c", _HOLD.format(then), str(out)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "ada\n"
        try:
            yield process
        finally:
            process.kill()


def test_a_second_build_at_once_says_who_is_first(out: Path) -> None:
    with _holder(out) as first:
        with pytest.raises(PublishError) as refused:
            lay(out, FIRST)
        assert _codes(refused) == "OUT002"
        said = refused.value.problem.message()
        assert f"PID {first.pid} " in said
        assert time.strftime("%Y-%m-%dT", time.gmtime()) in said
    assert not out.exists()


def test_a_second_build_may_wait(out: Path) -> None:
    with _holder(out, "time.sleep(1)"), claimed(out, wait=60):
        lay(out, FIRST)
    assert read(out) == FIRST


def test_waiting_ends(out: Path) -> None:
    with _holder(out), pytest.raises(PublishError) as refused, claimed(out, wait=0.3):
        pass
    assert _codes(refused) == "OUT002"


def test_the_lock_of_a_killed_build_is_no_lock(out: Path) -> None:
    """Even while one of its worker processes lives on."""
    fork = "import os; os.fork() or time.sleep(5); time.sleep(60)"
    with _holder(out, fork) as first:
        first.kill()
        first.wait()
        assert json.loads((_workshop(out) / "holder.json").read_bytes())["pid"] == first.pid
        lay(out, FIRST)
    assert read(out) == FIRST
    assert not (_workshop(out) / "holder.json").exists()


def test_a_holder_that_is_only_written_down_is_no_lock(out: Path) -> None:
    """Left by another machine, or before the machine started anew."""
    lay(out, FIRST)
    (_workshop(out) / "holder.json").write_text('{"pid": 1, "host": "lain"}', encoding="utf-8")
    move(out, SECOND)
    assert read(out) == SECOND


def test_a_worker_does_not_have_the_lock_of_its_parent(tmp_path: Path) -> None:
    def ask() -> None:
        with locked(tmp_path):
            pass

    with locked(tmp_path):
        assert in_child(ask) != 0
    assert in_child(ask) == 0


def test_many_first_builds_at_once(out: Path) -> None:
    """All but one are told, or come later; nobody trips over the folder of the lock."""
    code = (
        "import sys, pathlib; from tests.pulling import *\n"
        "lay(pathlib.Path(sys.argv[1]), state({'public': pages(8), 'internal': pages(8)}, 'satu'))"
    )
    command = [sys.executable, "-c", code, str(out)]
    running = [
        subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(6)
    ]
    said = [process.communicate()[1] for process in running]
    assert all(not text or "PublishError: OUT002" in text for text in said), said
    assert "" in said
    assert read(out) == FIRST


# Whether it is still so


def test_check_output_names_what_was_changed_is_missing_or_was_added(out: Path) -> None:
    lay(out, FIRST)
    (out / "public/index.html").write_bytes(b"lain")
    (out / "internal/index.html").unlink()
    (out / "public/baru.html").touch()
    (out / "public/rapat/0/0/index.html").unlink()
    (out / "public/rapat/0/0/index.html").symlink_to(out / "public/aset/gaya.css")
    count, problems = examine_output(out)
    assert count == len(FIRST)
    assert [(problem.code, problem.place.path) for problem in problems] == [
        ("OUT008", "situs/internal/index.html"),
        ("OUT009", "situs/public/baru.html"),
        ("OUT007", "situs/public/index.html"),
        ("OUT007", "situs/public/rapat/0/0/index.html"),
    ]


@pytest.mark.parametrize("name", ["manifest.json", ".timpora"])
def test_check_output_does_not_believe_a_changed_list(out: Path, name: str) -> None:
    lay(out, FIRST)
    text = (out / name).read_text("utf-8")
    (out / name).write_text(text[:-10] + "0" * 8 + text[-2:], encoding="utf-8")
    assert [problem.code for problem in examine_output(out)[1]] == ["OUT006"]


def test_check_output_of_nothing(out: Path) -> None:
    assert [problem.code for problem in examine_output(out)[1]] == ["OUT006"]
    assert not _workshop(out).exists()


def test_publishing_whole_mends_what_was_changed(out: Path) -> None:
    for harm in (_spoil, _spoil_list, _turn_into_folder):
        lay(out, FIRST)
        harm(out)
        lay(out, FIRST)
        assert read(out) == FIRST
        assert examine_output(out)[1] == []
        move(out, SECOND)
        assert read(out) == SECOND


def _spoil(out: Path) -> None:
    (out / "public/index.html").write_bytes(b"lain")
    (out / "public/baru.html").touch()


def _spoil_list(out: Path) -> None:
    (out / "manifest.json").unlink()


def _turn_into_folder(out: Path) -> None:
    (out / "public/index.html").unlink()
    (out / "public/index.html/dalam").mkdir(parents=True)


def test_the_commands(site: Path) -> None:
    def run(*options: str) -> tuple[int, str]:
        command = ["build", "-f", str(site / "site_config.yml"), "--as-of", "2025-07-01", *options]
        done = CliRunner().invoke(timpora, command)
        return done.exit_code, done.output

    assert run("--check-output")[0] == 1
    assert run()[0] == 0
    code, said = run("--check-output")
    assert (code, said.endswith(" berkas terbit diperiksa: 0 galat, 0 peringatan\n")) == (0, True)
    (site / "site/public/index.html").write_bytes(b"lain")
    before = {path: path.stat().st_ctime_ns for path in site.rglob("*")}
    code, said = run("--check-output", "--lang", "en")
    assert code == 1
    assert "site/public/index.html: error OUT007" in said
    assert {path: path.stat().st_ctime_ns for path in site.rglob("*")} == before
    with _holder(site / "site"):
        code, said = run("--wait", "0.2")
        assert (code, "OUT002" in said) == (2, True)


def test_a_killed_command(site: Path) -> None:
    """The command itself, killed at once, and later, after it began to put the result in place."""
    command = [sys.executable, "-m", "generator", "build", "--as-of", "2025-07-01"]
    command += ["-f", str(site / "site_config.yml")]
    source = site / "content" / "knowledge" / "melapor.md"
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    for moment in range(10 if SOAK else 2):
        before = read(site / "site")
        source.write_text(source.read_text("utf-8") + "\nKalimat (contoh).\n", encoding="utf-8")
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT) as build:
            assert build.stderr
            for line in build.stderr:
                if line.startswith("memasang"):
                    time.sleep(moment * 0.01)
                    build.send_signal(signal.SIGKILL)
        killed = read(site / "site")
        assert examine_output(site / "site")[1] == []
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        after = read(site / "site")
        assert after != before
        assert killed in (before, after)


def test_what_the_disk_cannot_do_is_known(tmp_path: Path) -> None:
    """On Linux the two trees change places in one step; else three renames do it."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    (tmp_path / "a" / "x").touch()
    done = disk.exchange(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / ("b" if done else "a") / "x").exists()
    assert not disk.exchange(tmp_path / "a", tmp_path / "tidak-ada")
