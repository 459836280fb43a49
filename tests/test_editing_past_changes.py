"""The history of pages from real git repositories: what is told, to whom, and what it costs."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.disclosure.disclose import disclose
from generator.disclosure.past import Depth, Past
from generator.editing.past_changes import historian_of
from generator.pages.plan import derive, plan_internal
from generator.pages.render import render_page
from generator.settings import INTERNAL, PUBLIC, Project, read_settings
from tests.gitting import Repository

TODAY = date(2025, 7, 1)
ID = "2024-09-11-rakor-timpora-contoh"
MEETING = f"content/meetings/2024/{ID}.yml"
UU = "content/regulations/uu-6-2011.yml"
GLOSSARY = "content/glossary.yml"


@pytest.fixture
def repository(site: Path) -> Repository:
    """The small good site, committed on 2 January 2024."""
    return Repository.begin(site)


def open_project(root: Path) -> Project:
    project, problems = read_settings(root / "site_config.yml")
    assert project is not None, problems
    return project


def pasts(root: Path, site: str = INTERNAL) -> dict[str, Past]:
    project = open_project(root)
    disclosed = disclose(project, TODAY, historian=historian_of(project))
    assert site in disclosed.views, disclosed.problems
    return dict(disclosed.views[site].pasts)


def told(root: Path, page: str = ID) -> list[tuple[str, str, str]]:
    """Day, author and subject of each change of a page."""
    changes = pasts(root)[page].changes
    return [(change.day.isoformat(), change.author, change.subject) for change in changes]


def subjects(root: Path, page: str = ID) -> list[str]:
    return [subject for _, _, subject in told(root, page)]


def page_text(root: Path, address: str) -> str:
    """The body of a members' page."""
    project = open_project(root)
    view = disclose(project, TODAY, historian=historian_of(project)).views[INTERNAL]
    specs = plan_internal(derive(view, TODAY))
    spec = next(spec for spec in specs if spec.address == address)
    return render_page(spec, INTERNAL, project.settings)


# Who changed what, when


def test_changes_come_newest_first_with_day_and_author(repository: Repository) -> None:
    root = repository.root
    repository.change(MEETING, "11.45", "12.00")
    repository.commit("perbaiki jam", "2024-10-01", "Budi Contoh")
    repository.change(MEETING, "12.00", "12.15", "perbaiki jam lagi", "2024-10-02")
    repository.change(UU, "#", "# ", "hanya komentar", "2024-11-01")
    assert told(root) == [
        ("2024-10-02", "Ani Contoh", "perbaiki jam lagi"),
        ("2024-10-01", "Budi Contoh", "perbaiki jam"),
        ("2024-01-02", "Ani Contoh", "mulai"),
    ]
    assert subjects(root, "uu-6-2011") == ["mulai"]


def test_every_page_of_a_record_has_its_past_and_the_public_site_has_none(
    repository: Repository,
) -> None:
    found = pasts(repository.root)
    assert {ID, "uu-6-2011", "kanim-contoh", "tak-kanim-contoh", "melapor", "term", "place"} <= set(
        found
    )
    assert all(past.changes for past in found.values())
    assert pasts(repository.root, PUBLIC) == {}


def test_a_page_of_several_files_has_the_changes_of_all(repository: Repository) -> None:
    root = repository.root
    repository.change(
        "content/knowledge/melapor.en.md", "\n", "\nMore (contoh). ", "terjemahan", "2024-05-01"
    )
    periods = sorted((root / "content/statistics/tak-kanim-contoh").glob("20*.yml"))
    name = periods[0].relative_to(root).as_posix()
    repository.change(
        name, "period:", "note: Catatan contoh.\nperiod:", "catatan angka", "2024-06-01"
    )
    assert subjects(root, "melapor") == ["terjemahan", "mulai"]
    assert subjects(root, "tak-kanim-contoh") == ["catatan angka", "mulai"]


def test_renames_are_followed(repository: Repository) -> None:
    root = repository.root
    repository.change(MEETING, "11.45", "12.00", "sebelum pindah", "2024-02-01")
    new = MEETING.replace("rakor-timpora", "rapat-timpora")
    repository.git("mv", MEETING, new)
    for path in (root / "content").rglob("*"):
        if path.suffix in (".yml", ".md"):
            path.write_text(path.read_text("utf-8").replace(ID, Path(new).stem), "utf-8")
    repository.commit("ganti nama", "2024-03-01")
    repository.change(new, "12.00", "12.15", "sesudah pindah", "2024-04-01")
    assert subjects(root, Path(new).stem) == [
        "sesudah pindah",
        "ganti nama",
        "sebelum pindah",
        "mulai",
    ]


def test_changes_on_a_branch_count_and_the_merge_itself_does_not(repository: Repository) -> None:
    root = repository.root
    repository.git("checkout", "--quiet", "-b", "cabang")
    repository.change(MEETING, "11.45", "12.00", "di cabang", "2024-02-01")
    repository.git("checkout", "--quiet", "-")
    repository.change(
        UU, "\nyear: 2011", "\ntopics: [contoh]\nyear: 2011", "di utama", "2024-02-02"
    )
    repository.git("merge", "--quiet", "--no-ff", "-m", "gabungkan", "cabang", day="2024-02-03")
    assert subjects(root) == ["di cabang", "mulai"]


def test_a_project_in_a_part_of_a_repository(site: Path, tmp_path: Path) -> None:
    whole = tmp_path / "gudang"
    (whole / "lain").mkdir(parents=True)
    shutil.move(site, whole / "kantor")
    (whole / "lain" / "berkas.yml").write_text("a: b\n")
    repository = Repository.begin(whole)
    repository.change(f"kantor/{MEETING}", "11.45", "12.00", "jam", "2024-02-01")
    assert subjects(whole / "kantor") == ["jam", "mulai"]


# What is withheld has no history


def test_a_change_that_members_cannot_see_is_not_told(repository: Repository) -> None:
    root = repository.root
    note = "\nconfidential_note: Catatan rahasia contoh yang pertama.\n"
    repository.change(
        MEETING, "\nsecretariat_note:", f"{note}secretariat_note:", "rahasia satu", "2024-03-01"
    )
    repository.change(MEETING, "yang pertama", "yang kedua", "rahasia dua", "2024-03-02")
    repository.change(MEETING, "yang kedua.", "yang kedua. # periksa", "komentar", "2024-03-03")
    hidden = "  - {id: k9, grade: rahasia, text: Keputusan rahasia contoh.}\ngrades:"
    repository.change(MEETING, "grades:", hidden, "keputusan rahasia", "2024-03-04")
    repository.change(MEETING, "11.45", "12.00", "yang terlihat", "2024-03-05")
    assert subjects(root) == ["yang terlihat", "mulai"]


def test_a_record_has_no_history_from_before_it_was_opened(repository: Repository) -> None:
    root = repository.root
    name = "content/knowledge/baru.md"
    text = "---\ngrade: rahasia\ntitle: Halaman contoh\n---\nIsi contoh.\n"
    (root / name).write_text(text, "utf-8")
    repository.commit("tulis diam-diam", "2024-03-01")
    (root / name.replace(".md", ".en.md")).write_text("Text (contoh).\n", "utf-8")
    repository.commit("terjemahkan diam-diam", "2024-03-02")
    repository.change(name, "rahasia", "terbatas", "buka untuk anggota", "2024-03-03")
    assert subjects(root, "baru") == ["buka untuk anggota"]


def test_a_version_that_could_not_be_read_is_not_told(repository: Repository) -> None:
    root = repository.root
    repository.change(MEETING, "title:", "confidential_note: [\ntitle:", "rusak", "2024-03-01")
    repository.change(MEETING, "confidential_note: [\n", "", "baik lagi", "2024-03-02")
    assert subjects(root) == ["mulai"]  # nothing is otherwise than before
    repository.change(MEETING, "11.45", "12.00\nconfidential_note: [", "rusak lagi", "2024-03-03")
    repository.change(MEETING, "\nconfidential_note: [", "", "jam baru", "2024-03-04")
    assert subjects(root) == ["", "mulai"]


@pytest.mark.parametrize(
    ("typo", "right"),
    [
        ("  - {id: k9, grade: rahsia, text: Contoh tertutup.}\n", ("rahsia", "rahasia")),
        ("  - {id: k9, grade: 'Rahasia', text: Contoh tertutup.}\n", ("'Rahasia'", "rahasia")),
        ("  - id: k9\n    grade:\n      rahsia\n    text: Contoh tertutup.\n", ("rahsia", "rahasia")),
        ("  - id: k9\n    ? grade\n    : rahsia\n    text: Contoh tertutup.\n", ("rahsia", "rahasia")),
        ("  - {id: k9, gradee: terbatas, text: Contoh tertutup.}\n",
         ("gradee: terbatas", "grade: rahasia")),
        ("  - {id: k9, text: Contoh tertutup., hany: [kodim]}\n", ("hany: [kodim]", "grade: rahasia")),
    ],
)  # fmt: skip
def test_a_mistyped_grade_or_key_opens_no_subject(
    repository: Repository, typo: str, right: tuple[str, str]
) -> None:
    """Such a version cannot be read; neither it nor its correction is any change for members."""
    root = repository.root
    repository.change(
        MEETING, "\ndecisions:\n", f"\ndecisions:\n{typo}", "catat orang itu", "2024-03-01"
    )
    repository.change(MEETING, *right, "orang itu tertutup", "2024-03-02")
    assert subjects(root) == ["mulai"]


def test_a_subject_that_may_speak_of_something_withheld_is_left_out(
    repository: Repository,
) -> None:
    root = repository.root
    note = "\nconfidential_note: Catatan contoh.\nsecretariat_note:"
    repository.change(MEETING, "\nsecretariat_note:", note)
    repository.change(UU, "title:", "note: Catatan terbuka contoh.\ntitle:")
    repository.change(MEETING, "11.45", "12.00", "jam, dan soal orang itu", "2024-03-01")
    assert told(root)[0] == ("2024-03-01", "Ani Contoh", "")
    assert subjects(root, "uu-6-2011") == ["", "mulai"]  # the same commit
    repository.change(MEETING, "12.00", "12.15", "jam lagi", "2024-03-02")
    assert subjects(root) == ["jam lagi", "", "mulai"]
    repository.change(MEETING, "Catatan contoh.\n", "Catatan lain.\n", "tertutup", "2024-03-03")
    assert subjects(root) == ["jam lagi", "", "mulai"]


def test_a_subject_that_quotes_something_withheld_is_left_out(repository: Repository) -> None:
    root = repository.root
    note = "\nconfidential_note: Nama pelapor ada pada sekretaris contoh.\n"
    repository.change(MEETING, "\nsecretariat_note:", f"{note}secretariat_note:")
    repository.change(MEETING, "11.45", "12.00")
    repository.commit("catat: nama pelapor ada pada sekretaris contoh.", "2024-03-01")
    assert told(root)[0] == ("2024-03-01", "Ani Contoh", "")
    assert "pelapor ada" not in page_text(root, f"rapat/2024/{ID}/")


# Where git knows less, or nothing


def test_what_is_not_committed_is_said(repository: Repository) -> None:
    root = repository.root
    before = pasts(root)[ID].changes
    repository.change(MEETING, "11.45", "12.00")
    past = pasts(root)[ID]
    assert past.is_uncommitted
    assert past.changes == before
    assert not pasts(root)["uu-6-2011"].is_uncommitted
    assert "belum dicommit" in page_text(root, f"rapat/2024/{ID}/")
    repository.git("add", "--all")
    assert pasts(root)[ID].is_uncommitted


def test_a_withheld_change_that_is_not_committed_is_not_said(repository: Repository) -> None:
    repository.change(
        MEETING, "\nsecretariat_note:", "\nconfidential_note: Contoh.\nsecretariat_note:"
    )
    assert not pasts(repository.root)[ID].is_uncommitted


def test_a_new_record_is_not_committed_yet(repository: Repository) -> None:
    root = repository.root
    (root / "content/knowledge/baru.md").write_text("---\ntitle: Contoh\n---\nIsi.\n", "utf-8")
    past = pasts(root)["baru"]
    assert past.is_uncommitted
    assert not past.changes
    assert "Catatan ini belum dicommit." in page_text(root, "pengetahuan/baru/")


def test_a_shallow_clone_says_so_and_ascribes_nothing_to_its_first_commit(
    repository: Repository, tmp_path: Path
) -> None:
    repository.change(UU, "\nyear: 2011", "\ntopics: [contoh]\nyear: 2011", "kedua", "2024-02-01")
    repository.change(MEETING, "11.45", "12.00", "ketiga", "2024-03-01")
    clone = tmp_path / "klon"
    source = f"file://{repository.root}"
    subprocess.run(["git", "clone", "--quiet", "--depth", "2", source, clone], check=True)
    found = pasts(clone)
    assert {past.depth for past in found.values()} == {Depth.SHALLOW}
    assert [change.subject for change in found[ID].changes] == ["ketiga", ""]
    assert [change.is_cut for change in found[ID].changes] == [False, True]
    (cut,) = found["kanim-contoh"].changes
    assert (cut.day, cut.author, cut.is_cut) == (date(2024, 2, 1), "", True)
    text = page_text(clone, "organisasi/kanim-contoh/")
    assert "1 Februari 2024</time> atau sebelumnya" in text
    assert "Klon git ini dipotong" in text


def test_without_git_a_note_stands_there(site: Path) -> None:
    assert {past.depth for past in pasts(site).values()} == {Depth.NONE}
    text = page_text(site, f"rapat/2024/{ID}/")
    assert "Riwayat tidak tersedia" in text
    assert "<details>" not in text.partition('id="riwayat"')[2]


def test_a_repository_without_commits_counts_as_none(site: Path) -> None:
    Repository(site).git("init", "--quiet")
    assert {past.depth for past in pasts(site).values()} == {Depth.NONE}


def test_no_git_program(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Repository.begin(site)
    monkeypatch.setenv("PATH", "")
    assert {past.depth for past in pasts(site).values()} == {Depth.NONE}


# The page


def test_the_page_lists_earlier_states_with_a_command(repository: Repository) -> None:
    repository.change(MEETING, "11.45", "12.00", "jam <b>", "2024-03-01")
    commit = repository.git("rev-parse", "HEAD")[:10]
    text = page_text(repository.root, f"rapat/2024/{ID}/")
    assert "1 Maret 2024</time> oleh Ani Contoh, “jam &lt;b&gt;”" in text
    assert f"<code>{commit}</code>" in text
    assert f"git log -p --follow -- {MEETING}" in text
    assert "<summary>Keadaan sebelumnya (1)</summary>" in text


def test_the_page_links_to_the_repository(repository: Repository) -> None:
    config = repository.root / "site_config.yml"
    address = "https://git.contoh.example/isi"
    config.write_text(f"repository: {address}/\n{config.read_text('utf-8')}", "utf-8")
    commit = repository.git("rev-parse", "HEAD")[:10]
    text = page_text(repository.root, f"rapat/2024/{ID}/")
    assert f'href="{address}/commit/{commit}"' in text


def test_signs_that_git_allows_do_no_harm(repository: Repository) -> None:
    repository.change(MEETING, "11.45", "12.00")
    repository.commit("a\x02b\x01 \u202e<i>", "2024-03-01", "Ani \x02 Contoh")
    change = pasts(repository.root)[ID].changes[0]
    assert change.day == date(2024, 3, 1)
    assert "<U+202E>" in change.subject
    assert (change.author + change.subject).isprintable()


# Many commits


def _stream(files: dict[str, str], commits: int) -> Iterator[str]:
    """Commits for `git fast-import`: each touches one of the files."""
    names = sorted(files)
    for number in range(commits):
        name = names[number % len(names)]
        subject = f"perubahan {number}"
        data = f"{files[name]}# {number}\nsecretariat_note: Catatan contoh {number}.\n"
        when = 1700000000 + number * 3600
        yield (
            f"commit refs/heads/utama\ncommitter Ani <a@contoh.example> {when} +0700\n"
            f"data {len(subject)}\n{subject}\nM 100644 inline {name}\ndata {len(data.encode())}\n{data}\n"
        )


def test_1700_commits_are_read_in_half_a_second(tmp_path: Path) -> None:
    root = tmp_path / "kantor"
    content = root / "content" / "meetings" / "2024"
    content.mkdir(parents=True)
    config = "sites:\n  public: {clearance: terbuka, title: A}\n  internal: {clearance: terbatas, title: B}\n"
    (root / "site_config.yml").write_text(config)
    long = "Rapat contoh membahas hal yang sama. " * 100
    files = {
        f"content/meetings/2024/2024-01-{day:02}-rapat-contoh.yml": (
            f"title: Rapat contoh {day}\ndate: 2024-01-{day:02}\nsource: notula\nstage: disahkan\n"
            f"summary: {long}\n"
        )
        for day in range(1, 29)
    }
    repository = Repository(root)
    repository.git("init", "--quiet", "-b", "utama")
    repository.git("fast-import", "--quiet", given="".join(_stream(files, 1_700)).encode())
    repository.git("reset", "--hard", "--quiet")
    project = open_project(root)
    times = []

    def timed(reader):
        started = time.perf_counter()
        log = historian_of(project)(reader)
        times.append(time.perf_counter() - started)
        return log

    disclosed = disclose(project, date(2024, 6, 1), historian=timed)
    assert not disclosed.problems
    view = disclosed.views[INTERNAL]
    assert sum(len(past.changes) for past in view.pasts.values()) == 1_700
    assert min(times) < 2.0  # 0.3 s on an idle machine of two cores
