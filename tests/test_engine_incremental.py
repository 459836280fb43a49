"""What a build after another one puts there is what a clean build puts there, byte for byte.

The clean build of every comparison knows nothing from before: another output, another cache.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.engine import build as flow
from generator.engine.build import Options, build
from generator.engine.rendering import RenderPages
from generator.engine.store import NAME as STORE
from generator.engine.unchanged import Built
from generator.engine.verify import Difference, verify
from generator.engine.workers import Workers
from generator.problems import Exit
from generator.settings import Project, read_settings
from tests.conftest import ROOT, SITES

TODAY = date(2025, 7, 1)


def _open(root: Path) -> Project:
    project, problems = read_settings(root / "site_config.yml")
    assert project is not None, problems
    return project


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Which file lies at each name, and since when."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.stat().st_size)
        for path in folder.rglob("*")
        if path.is_file()
    }


def _build(root: Path, today: date = TODAY, **more: object) -> Built:
    return build(_open(root), Options(today, **more))


def _clean(root: Path, today: date) -> tuple[Exit, dict[str, bytes]]:
    with TemporaryDirectory() as folder:
        out = Path(folder) / "site"
        built = _build(root, today, output=out, cache=Path(folder) / "cache")
        return built.exit, _tree(out) if out.exists() else {}


@contextmanager
def _counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The files of the pages that are rendered meanwhile, in this process."""
    made: list[str] = []
    real = RenderPages.__call__

    def _noted(self, specs):
        made.extend(f"{self.site}/{spec.file}" for spec in specs)
        return real(self, specs)

    with monkeypatch.context() as patch:
        patch.setattr(RenderPages, "__call__", _noted)
        yield made


# Nothing changed, one thing changed


def test_nothing_is_made_or_touched_when_nothing_changed(site, monkeypatch):
    first = _build(site)
    before = _stamps(site / "site")
    monkeypatch.setattr(flow, "publish", None)  # not even asked
    monkeypatch.setattr(flow, "switch", None)
    again = _build(site)
    assert _stamps(site / "site") == before
    assert (again.exit, again.problems, again.records, again.pages) == (
        first.exit,
        first.problems,
        first.records,
        first.pages,
    )


def test_nothing_slow_is_loaded_when_nothing_changed(site):
    command = [sys.executable, "-X", "importtime", "-m", "generator", "build"]
    command += ["-f", str(site / "site_config.yml"), "--as-of", "2025-07-01", "--jobs", "1"]
    first, again = (
        subprocess.run(command, check=False, capture_output=True, text=True) for _ in range(2)
    )
    assert (first.returncode, again.returncode) == (0, 0)
    slow = re.compile(
        r"\| +(mkdocs|jinja2|markdown|vl_convert|highspy|numpy|pydantic|yaml|generator\.pages)\b"
    )
    assert slow.search(first.stderr)
    assert not slow.search(again.stderr)


def test_the_command_notices_other_settings_days_and_outputs(site, tmp_path):
    """The quick way asks the store before it reads the settings."""

    def _run(*more: str) -> str:
        command = [sys.executable, "-m", "generator", "build", "-f", str(site / "site_config.yml")]
        command += ["--jobs", "1", "--as-of", "2025-07-01", *more]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stderr

    assert "membaca" in _run()
    assert _run() == ""
    assert "membaca" in _run("--as-of", "2025-07-02")
    assert "membaca" in _run("-d", str(tmp_path / "lain"))
    assert _run("-d", str(tmp_path / "lain")) == ""
    config = site / "site_config.yml"
    config.write_text(config.read_text("utf-8").replace("output: site", "output: situs"), "utf-8")
    assert "membaca" in _run()
    assert (site / "situs/public/index.html").is_file()
    shutil.rmtree(site / "situs")
    assert "membaca" in _run()
    assert (site / "situs/public/index.html").is_file()


def test_a_file_that_is_only_touched_changes_nothing(site, monkeypatch):
    _build(site)
    before = _stamps(site / "site")
    for path in (site / "content").rglob("*.yml"):
        path.touch()
    monkeypatch.setattr(flow, "switch", None)
    assert _build(site).exit is Exit.FINE
    assert _stamps(site / "site") == before


def test_only_pages_whose_content_changed_are_written(site):
    meeting = site / "content/meetings/2024/2024-09-11-rakor-timpora-contoh.yml"
    _build(site)
    before, contents = _stamps(site / "site"), _tree(site / "site")
    _replace(meeting, "title: Rapat koordinasi Timpora Contoh", "title: Rapat berjudul lain contoh")
    assert _build(site).exit is Exit.FINE
    after = _tree(site / "site")
    changed = {name for name in after if contents.get(name) != after[name]}
    stamps = _stamps(site / "site")
    assert {name for name in after if stamps[name] != before.get(name)} == changed
    assert "public/rapat/2024/2024-09-11-rakor-timpora-contoh/index.html" in changed
    assert "public/peraturan/permenkumham-50-2016/index.html" not in changed
    assert after == _clean(site, TODAY)[1]


def test_a_page_that_reads_nothing_of_what_changed_is_not_rendered(site, monkeypatch):
    _build(site)
    _replace(site / "content/knowledge/melapor.md", "Pemilik penginapan", "Pemilik wisma")
    with _counted(monkeypatch) as made:
        assert _build(site).exit is Exit.FINE
    assert "public/pengetahuan/melapor/index.html" in made
    assert not [name for name in made if "/rapat/2024/2024" in name]


def test_only_the_file_that_changed_is_read_again(site, monkeypatch):
    from generator.records import reader

    read: list[str] = []
    real = reader.read_one

    def _noted(found, *more):
        read.append(found.name)
        return real(found, *more)

    monkeypatch.setattr(reader, "read_one", _noted)
    _build(site)
    assert len(read) > 15
    read.clear()
    _replace(site / "content/knowledge/melapor.md", "Pemilik penginapan", "Pemilik wisma")
    assert _build(site).exit is Exit.FINE
    assert read == ["knowledge/melapor.md"]


def test_a_setting_of_one_site_leaves_the_pages_of_the_other(site, monkeypatch):
    _build(site)
    _replace(site / "site_config.yml", "title: Bahan Rapat", "title: Bahan Sidang")
    with _counted(monkeypatch) as made:
        assert _build(site).exit is Exit.FINE
    assert made
    assert all(name.startswith("internal/") for name in made)


def test_a_setting_renders_the_pages_whose_templates_name_it(site, monkeypatch):
    config = site / "site_config.yml"
    _build(site)
    config.write_text(config.read_text("utf-8") + "report: Hubungi kantor contoh.\n", "utf-8")
    with _counted(monkeypatch) as made:
        assert _build(site).exit is Exit.FINE
    pages = {"public/index.html", "public/en/index.html"}
    assert set(made) == {*pages, "internal/terbuka/index.html"}  # which tells what is public
    assert _tree(site / "site") == _clean(site, TODAY)[1]


def test_templates_use_settings_by_their_names_only():
    """Whatever else they did with them would not count for their pages."""
    for path in (ROOT / "templates").rglob("*.*"):
        if path.suffix in (".html", ".xml", ".txt", ".json"):
            assert not re.search(r"\bsettings\b(?!\.[a-z_]+\b)", path.read_text("utf-8")), path


def test_a_setting_that_no_page_uses_renders_none(site, monkeypatch):
    _build(site)
    config = site / "site_config.yml"
    config.write_text(config.read_text("utf-8") + "require_approval: false\n", "utf-8")
    with _counted(monkeypatch) as made:
        assert _build(site).exit is Exit.FINE
    assert made == []
    assert _tree(site / "site") == _clean(site, TODAY)[1]


def test_one_template_renders_the_pages_that_use_it_and_no_others(site, tmp_path):
    program = tmp_path / "program"
    for name in ("generator", "templates"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, program / name, ignore=ignored)

    def _run() -> None:
        command = [sys.executable, "-m", "generator", "build", "--as-of", "2025-07-01", "-q"]
        command += ["-f", str(site / "site_config.yml")]
        done = subprocess.run(command, check=False, cwd=program, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    config = site / "site_config.yml"
    config.write_text(config.read_text("utf-8") + "search: false\n", "utf-8")
    _run()
    before = _stamps(site / "site")
    _replace(
        program / "templates/public/glossary.html", "{% block main %}", "{% block main %}contoh"
    )
    _run()
    after = _stamps(site / "site")
    changed = {name for name in after if after[name] != before[name]}
    pages = {"public/istilah/index.html", "public/en/istilah/index.html"}
    assert changed == {*pages, "manifest.json", ".timpora"}


# Any sequence of changes


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new, 1), "utf-8")


def _meetings(root: Path) -> list[Path]:
    return sorted((root / "content/meetings").rglob("*.yml"))


def _retitle(root: Path, which: int) -> None:
    path = _meetings(root)[which % len(_meetings(root))]
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"(?m)^title: .*", f"title: Rapat contoh {which}", text), "utf-8")


def _regrade(root: Path, which: int) -> None:
    path = _meetings(root)[which % len(_meetings(root))]
    text = path.read_text("utf-8")
    grade = ("terbuka", "terbatas", "rahasia")[which % 3]
    path.write_text(re.sub(r"(?m)^grade: \w+", f"grade: {grade}", text), "utf-8")


def _add_meeting(root: Path, which: int) -> None:
    day = date(2024, 1, 2) + timedelta(days=which)
    text = (
        f"# contoh\ntitle: Rapat tambahan contoh {which}\ndate: {day}\nlevel: kecamatan\n"
        "source: notula\nstage: disahkan\ngrade: terbuka\nsummary: Lihat [[uu-6-2011]].\n"
        "office: kanim-contoh\n"
    )
    folder = root / "content/meetings" / str(day.year)
    folder.mkdir(exist_ok=True)
    (folder / f"{day}-rapat-tambahan-{which}.yml").write_text(text, "utf-8")


def _rename_or_delete(root: Path, which: int) -> None:
    """Of the meetings that nothing points to."""
    added = [path for path in _meetings(root) if "tambahan" in path.name]
    if added and which % 2:
        added[which % len(added)].unlink()
    elif added:
        path = added[which % len(added)]
        path.rename(path.with_name(path.name.replace("tambahan", "tambahan-lagi")))


def _set(root: Path, which: int) -> None:
    config = root / "site_config.yml"
    text = config.read_text("utf-8")
    text = re.sub(r"title: Bahan Rapat.*", f"title: Bahan Rapat Timpora Contoh {which % 3}", text)
    config.write_text(re.sub(r"languages: .*", f"languages: [{('id', 'id, en')[which % 2]}]", text))


def _break(root: Path, which: int) -> None:
    """A meeting with an error, or the same without."""
    path = _meetings(root)[which % len(_meetings(root))]
    text = path.read_text("utf-8")
    wrong = "salah_ketik: contoh\n"
    path.write_text(text.replace(wrong, "") if wrong in text else text + wrong, "utf-8")


def _lose_store(root: Path, which: int) -> None:
    store = root / flow.CACHE / STORE
    if not store.exists():
        return
    if which % 3 == 0:
        store.unlink()
    elif which % 3 == 1:
        store.write_bytes(store.read_bytes()[: store.stat().st_size // 2])
    else:
        raw = bytearray(store.read_bytes())
        for at in range(which % 97, len(raw), 1999):
            raw[at] ^= 0x5A
        store.write_bytes(raw)


class _StopError(Exception):
    pass


def _interrupted(root: Path, which: int) -> None:
    """A build that ends at one of its stages."""
    stages = iter(range(1 + which % 40))

    def _progress(*_: object) -> None:
        if next(stages, None) is None:
            raise _StopError

    _retitle(root, which)
    with suppress(_StopError):
        build(_open(root), Options(TODAY), _progress)


_CHANGES = (
    *(_retitle, _regrade, _add_meeting, _rename_or_delete, _set, _break, _lose_store),
    _interrupted,
)
_STEP = st.tuples(
    st.sampled_from(_CHANGES), st.integers(0, 400), st.integers(-400, 400), st.booleans()
)


@settings(max_examples=12)
@given(st.lists(_STEP, min_size=1, max_size=5))
def test_any_sequence_of_changes_gives_what_a_clean_build_gives(steps):
    with TemporaryDirectory() as folder:
        root = Path(shutil.copytree(SITES / "ok", Path(folder) / "ok"))
        _build(root)
        for change, which, days, builds in steps:
            change(root, which)
            if builds:
                today = TODAY + timedelta(days=days)
                _compare(root, today)
        _compare(root, TODAY)


def _compare(root: Path, today: date) -> None:
    before = _tree(root / "site")
    built = _build(root, today)
    verdict, clean = _clean(root, today)
    assert built.exit is verdict
    found = _tree(root / "site")
    assert found == (clean if verdict is Exit.FINE else before)


@pytest.mark.parametrize("jobs", [2, 8])
def test_any_number_of_processes_gives_the_same(site, tmp_path, jobs, monkeypatch):
    monkeypatch.setattr("generator.engine.workers._WORTH", 1)
    one, many = tmp_path / "one", tmp_path / "many"
    _build(site, output=one, cache=tmp_path / "1")
    _build(site, output=many, cache=tmp_path / "2", workers=Workers(jobs))
    assert _tree(one) == _tree(many)


def test_the_executor_of_a_cluster_gives_the_same(site, tmp_path):
    """A real one: two worker processes of Dask, which are sent the pages and nothing else."""
    from distributed import Client, LocalCluster

    one, many = tmp_path / "one", tmp_path / "many"
    _build(site, output=one, cache=tmp_path / "1")
    cluster = LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    )
    with cluster, Client(cluster) as client, client.get_executor() as executor:
        workers = Workers(2, executor)
        assert _build(site, output=many, cache=tmp_path / "2", workers=workers).exit is Exit.FINE
        ran = client.run(lambda: len(sys.modules["generator.pages.render"].__dict__))
    assert _tree(one) == _tree(many)
    assert len(ran) == 2


# The comparison that users can make


def test_verify_finds_what_a_clean_build_would_not_have_made(site):
    project, options = _open(site), Options(TODAY)
    build(project, options)
    assert verify(project, options)[1] is None
    page = site / "site/public/istilah/index.html"
    page.write_bytes(page.read_bytes() + b" ")
    assert verify(project, options)[1] == Difference("public/istilah/index.html", "changed")
    page.unlink()
    assert verify(project, options)[1] == Difference("public/istilah/index.html", "missing")


def test_sets_have_the_same_fingerprint_in_every_process():
    """As an approval holds them: a set for each record. Their order follows the hash seed."""
    told = (
        "from generator.disclosure.approval import Sidik\n"
        "from generator.engine.fingerprint import Fingerprints\n"
        "all = {n: Sidik(str(n), frozenset(f'u{n + m}' for m in range(9))) for n in range(200)}\n"
        "print(Fingerprints().of(all).hex())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", told],
            env={"PYTHONHASHSEED": seed},
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1


# What changes while it is looked at


@pytest.mark.parametrize("what", ["vanishes", "changes", "comes"])
def test_a_file_that_changes_during_a_build_is_noticed(site, monkeypatch, what):
    """After the first look, before anything is read: the state is right, and not taken for known."""
    path = site / "content/knowledge/persiapan.md"
    real, looks = flow.scan, iter(range(9))

    def _disturbed(*given):
        found = real(*given)
        if next(looks) == 0 and what == "vanishes":
            path.unlink()
        elif what == "changes" and "contoh sekali" not in path.read_text("utf-8"):
            path.write_text(path.read_text("utf-8") + "\nSatu contoh sekali.\n", "utf-8")
        elif what == "comes":
            _add_meeting(site, 7)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(flow, "scan", _disturbed)
        assert _build(site).exit is Exit.FINE
    assert _tree(site / "site") == _clean(site, TODAY)[1]
    path.write_text("---\ntitle: Persiapan lain contoh\ngrade: terbuka\n---\n\nContoh.\n", "utf-8")
    assert _build(site).exit is Exit.FINE
    assert _tree(site / "site") == _clean(site, TODAY)[1]


def test_what_is_remembered_of_outputs_that_are_gone_is_forgotten(site, tmp_path):
    for number in range(3):
        _build(site, output=tmp_path / f"out{number}")
        shutil.rmtree(tmp_path / f"out{number}")
    _build(site)
    with sqlite3.connect(site / flow.CACHE / STORE) as database:
        kinds = "select kind, count(*) from kept where kind != 'reading' group by kind"
        assert dict(database.execute(kinds)) == {"inputs": 1, "last": 1, "office": 1, "sites": 1}


@pytest.mark.parametrize("in_place", [True, False])
def test_a_public_page_that_somebody_changed_does_not_go_out_again(site, in_place):
    """The guard searched other bytes than these; so the whole site is made anew."""
    page = site / "site/public/istilah/index.html"
    for number in range(3):  # so that both trees have had their turn
        _retitle(site, number)
        assert _build(site).exit is Exit.FINE
        changed = page.read_bytes().replace(b"Istilah", b"Rahasia")
        if in_place:
            page.write_bytes(changed)
        else:
            page.unlink()
            page.write_bytes(changed)
    _retitle(site, 9)
    assert _build(site).exit is Exit.FINE
    assert _tree(site / "site") == _clean(site, TODAY)[1]


# A store that is not ours


@pytest.mark.parametrize("content", [b"", b"bukan basis data", b"SQLite format 3\0" + b"x" * 5000])
def test_a_store_that_is_none_is_begun_anew(site, content):
    store = site / flow.CACHE / STORE
    store.parent.mkdir()
    store.write_bytes(content)
    assert _build(site).exit is Exit.FINE
    assert sqlite3.connect(store).execute("pragma user_version").fetchone() != (0,)


def test_a_newer_store_is_begun_anew(site):
    _build(site)
    store = site / flow.CACHE / STORE
    with sqlite3.connect(store) as database:
        database.execute("pragma user_version = 99")
    assert _build(site).exit is Exit.FINE
    assert sqlite3.connect(store).execute("pragma user_version").fetchone() != (99,)


def test_a_store_that_somebody_planted_runs_nothing(site, tmp_path):
    """A value that would make a file when it is read, with a right digest (contoh)."""
    from generator.engine import store as module

    class _Harmful:
        def __reduce__(self):
            return Path.touch, (tmp_path / "jalan",)

    _build(site)
    store = module.Store(site / flow.CACHE / STORE)
    keys = store._all("select kind, key from kept")
    for kind, key in keys:
        store.put(kind, {key: _Harmful()})
    store.close()
    assert _build(site).exit is Exit.FINE
    assert not (tmp_path / "jalan").exists()
    assert _tree(site / "site") == _clean(site, TODAY)[1]
