"""`timpora new meeting`: what it writes is complete, passes the check unchanged, and replaces nothing."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli import timpora
from generator.disclosure.disclose import disclose, inspect
from generator.editing.draft_text import commented, word
from generator.editing.new_meeting import (
    Draft,
    Wishes,
    draft_meeting,
    following,
    new_meeting,
    write_new,
)
from generator.editing.starting import start_project
from generator.engine.rendering import render_site
from generator.fields import Text
from generator.pages.ledger import derive_ledger
from generator.pages.plan import derive
from generator.problems import Problem
from generator.records.library import Library, join
from generator.records.reader import read_content
from generator.settings import INTERNAL, PUBLIC, Project, read_settings
from generator.source import read_yaml
from tests.ledgers import ledgers, write

ROOT = Path(__file__).parent.parent
SITES = ROOT / "tests" / "sites"
TODAY = date(2025, 1, 6)


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(timpora, list(map(str, arguments)), catch_exceptions=False)
    return done.exit_code, done.stderr + done.stdout


def opened(root: Path) -> Project:
    project, problems = read_settings(root / "site_config.yml")
    assert project is not None, problems
    return project


@cache
def said_of_contoh() -> Counter[Problem]:
    return said(SITES / "contoh")


def said(root: Path) -> Counter[Problem]:
    return Counter(inspect(opened(root), TODAY)[1])


@pytest.fixture(params=["content", "ok", "contoh", "starter"])
def office(request, tmp_path) -> Path:
    root = tmp_path / "kantor"
    if request.param == "starter":
        start_project(root)
    elif request.param == "content":
        root.mkdir()
        shutil.copytree(ROOT / "content", root / "content")
        shutil.copy(ROOT / "site_config.yml", root)
    else:
        shutil.copytree(SITES / request.param, root)
    return root


@pytest.mark.parametrize("day", ["2024-11-14", "2027-02-11", "2019-01-02"])
def test_what_it_writes_passes_the_check_unchanged(office, day):
    before = said(office)
    code, told = run("new", "meeting", "--date", day, "-f", office / "site_config.yml")
    assert code == 0, told
    (name,) = re.findall(
        r"^(\S+\.yml): \d+ tindak lanjut terbuka, \d+ undangan", told, re.MULTILINE
    )
    assert (Path.cwd() / name).is_file() or Path(name).is_file()
    assert "timpora check" in told
    assert said(office) == before
    text = Path(name).read_text(encoding="utf-8")
    assert max(map(len, text.splitlines())) <= 140
    doc, problems = read_yaml("x.yml", text.encode())
    assert problems == []
    assert doc is not None
    for key in doc.data:
        assert re.search(rf"^# (?:.*[ ,])?{key}[:,]", text, re.MULTILINE), f"{key} is not explained"


@cache
def contoh() -> tuple[Project, Library]:
    project = opened(SITES / "contoh")
    return project, join(read_content(project.content, project.root)[0])[0]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory) -> Path:
    return Path(shutil.copytree(SITES / "contoh", tmp_path_factory.mktemp("baru") / "kantor"))


@settings(max_examples=6)
@given(day=st.dates(date(2019, 12, 1), date(2026, 12, 31)))
def test_any_day_gives_a_sound_record(day, workplace):
    project, library = contoh()
    draft = draft_meeting(project, library, Wishes(day))
    if Path(draft.name).stem in library.by_id:
        return
    before = said_of_contoh()
    target = workplace / draft.name
    assert write_new(workplace, draft) is None
    try:
        assert said(workplace) == before
    finally:
        target.unlink()


@given(meetings=ledgers(), days=st.integers(1, 500))
def test_every_open_item_is_on_the_agenda(meetings, days, tmp_path_factory):
    root = tmp_path_factory.mktemp("buku")
    library = write(meetings, root)
    day = date(2024, 1, 10) + timedelta(days=days)
    project = Project(root, opened(SITES / "ok").settings)
    draft = draft_meeting(project, library, Wishes(day))
    assert write_new(root, draft) is None
    content, problems = read_content(root / "content", root)
    joined, more = join(content)
    assert [*problems, *more] == []
    from generator.disclosure.view import cut
    from generator.records.rules import check_library
    from generator.vocabulary import Grade

    assert check_library(joined) == []
    new = joined.by_id[Path(draft.name).stem]
    known = cut(library, INTERNAL, Grade.TERBATAS, TODAY)
    card = cut(joined, INTERNAL, Grade.TERBATAS, TODAY).by_id[new.id]
    waiting = {
        action.id
        for action in derive_ledger(known)
        if action.meeting.date <= day and action.before(card).is_open
    }
    carried = [reference for item in new.body.agenda for reference in item.actions]
    assert sorted(carried) == sorted(waiting)
    assert draft.items == len(waiting)


def test_what_is_usual_is_filled_in():
    project, library = contoh()
    draft = draft_meeting(project, library, Wishes(date(2025, 2, 12)))
    assert draft.name.endswith("content/meetings/2025/2025-02-12-rakor-timpora-kota-contoh.yml")
    for line in (
        "  id: 'Rapat Koordinasi Timpora Kota Contoh, Februari 2025 (contoh)'",
        "date: 2025-02-12",
        "place: '99.01'",
        "level: kabupaten/kota",
        "office: kanim-kota-contoh",
        "source: notula",
        "stage: direncanakan",
        "  organisation: kanim-kota-contoh",
        "  - organisation: polres-kota-contoh # Polres Contoh",
    ):
        assert line in draft.text.splitlines(), line
    assert re.search(r"^number: 'CTH\.GR\.02\.01-002-2025", draft.text, re.MULTILINE)


def test_members_are_those_of_the_day_by_their_name_of_the_day():
    project, library = contoh()
    early = draft_meeting(project, library, Wishes(date(2022, 6, 1))).text
    assert "# Kantor Kesbangpol Contoh" in early
    assert "# Kesbangpol Contoh" in draft_meeting(project, library, Wishes(date(2022, 8, 1))).text
    nobody = draft_meeting(project, library, Wishes(date(2019, 1, 1)))
    assert nobody.invited == 0
    assert "  - organisation" not in re.sub(r"^#.*$", "", nobody.text, flags=re.MULTILINE)


def test_what_the_clerk_says_counts():
    project, library = contoh()
    wishes = Wishes(date(2025, 2, 12), "Rapat: khusus", "Aula 'Utama'", "99.01.02", time(13, 0))
    text = draft_meeting(project, library, wishes).text
    for line in ("title: 'Rapat: khusus'", "venue: 'Aula ''Utama'''", "place: '99.01.02'"):
        assert line in text.splitlines()
    assert "start: '13:00'" in text


def test_secret_items_stay_in_secret_parts():
    """An item above terbatas stands in an agenda item of its own grade, never in a member's one."""
    project, library = contoh()
    for month in (2, 7, 11):
        text = draft_meeting(project, library, Wishes(date(2024, month, 28))).text
        doc, _ = read_yaml("x.yml", text.encode())
        assert doc is not None
        for item in doc.data.get("agenda", []):
            for reference in item["actions"]:
                grade = library.grade_of(reference)
                assert grade is not None
                assert str(grade) in (item["grade"], "terbuka")


def test_the_draft_shows_its_items_to_members_and_nobody_else(tmp_path):
    root = Path(shutil.copytree(SITES / "contoh", tmp_path / "kantor"))
    code, told = run("new", "meeting", "--date", "2025-02-12", "-f", root / "site_config.yml")
    assert code == 0, told
    project = opened(root)
    disclosed = disclose(project, TODAY)
    page = "rapat/2025/2025-02-12-rakor-timpora-kota-contoh/index.html"
    sites = {
        name: render_site(derive(disclosed.views[name], TODAY), project.settings)
        for name in (PUBLIC, INTERNAL)
    }
    assert page not in sites[PUBLIC]
    html = sites[INTERNAL][page].decode()
    assert "Menyusun keterangan cara membaca data bulanan." in html
    assert "Lewat 62 hari" in html


def test_nothing_is_overwritten(tmp_path):
    root = Path(shutil.copytree(SITES / "ok", tmp_path / "kantor"))
    config = root / "site_config.yml"
    assert run("new", "meeting", "--date", "2025-02-12", "-f", config)[0] == 0
    (path,) = (root / "content/meetings/2025").glob("2025-02-12-*.yml")
    path.write_text(path.read_text() + "# catatan penting\n")
    code, told = run("new", "meeting", "--date", "2025-02-12", "-f", config, "--lang", "en")
    assert code == 2
    assert "OUT005" in told
    assert path.read_text().endswith("# catatan penting\n")
    # The same id in another folder counts too.
    moved = root / "content/meetings/2024" / path.name
    path.rename(moved)
    assert run("new", "meeting", "--date", "2025-02-12", "-f", config)[0] == 2
    assert not path.exists()


def test_a_file_that_appears_meanwhile_stays(tmp_path):
    draft = Draft("content/meetings/2025/2025-02-12-rapat.yml", "baru\n", 0, 0)
    target = tmp_path / draft.name
    target.parent.mkdir(parents=True)
    target.write_text("lama\n")
    refused = write_new(tmp_path, draft)
    assert refused is not None
    assert refused.code == "OUT005"
    assert target.read_text() == "lama\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content"]


@pytest.mark.parametrize("where", ["content", "content/meetings/2025"])
def test_a_disk_that_refuses_is_said(tmp_path, where):
    (tmp_path / where).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / where).write_text("bukan folder")
    refused = write_new(tmp_path, Draft("content/meetings/2025/x.yml", "", 0, 0))
    assert refused is not None
    assert refused.code == "OUT003"
    assert (tmp_path / where).read_text() == "bukan folder"


def test_broken_content_is_refused_with_its_problems(tmp_path):
    root = Path(shutil.copytree(SITES / "ok", tmp_path / "kantor"))
    bad = root / "content/organisations/polres-contoh.yml"
    bad.write_text(bad.read_text() + "kinds: x\n")
    code, told = run("new", "meeting", "--date", "2025-02-12", "-f", root / "site_config.yml")
    assert code == 1
    assert "KEY001" in told
    assert not list(root.glob("content/meetings/2025/2025-02-12*"))


def test_wrong_wishes_are_usage():
    config = SITES / "contoh" / "site_config.yml"
    code, told = run("new", "meeting", "--date", "2025-02-12", "--place", "99.01.9", "-f", config)
    assert code == 2
    assert "REF001" in told
    for wrong in (("--date", "12-02-2025"), ("--date", "2025-02-12", "--start", "25:00"), ()):
        assert timpora.commands["new"].name == "new"
        done = CliRunner().invoke(timpora, ["new", "meeting", *wrong, "-f", str(config)])
        assert done.exit_code == 2


@pytest.mark.parametrize(
    ("last", "before", "last_day", "day", "expected"),
    [
        ("01/contoh/2026", "", "2026-11-12", "2026-12-10", "02/contoh/2026"),
        ("12/contoh/2026", "", "2026-11-12", "2027-01-14", "01/contoh/2027"),
        ("W.99/IMI/001", "", "2024-09-11", "2025-01-15", "W.99/IMI/002"),
        ("W.10.IMI-GR.02.01-099", "", "2024-09-11", "2024-10-01", "W.10.IMI-GR.02.01-100"),
        ("7/TIM/X/2024", "", "2024-10-16", "2024-11-13", "8/TIM/XI/2024"),
        ("15.IMI.3.1", "14.IMI.3.1", "2024-10-16", "2024-11-13", "16.IMI.3.1"),
        ("2024", "", "2024-10-16", "2024-11-13", None),
        ("tanpa nomor", "", "2024-10-16", "2024-11-13", None),
    ],
)
def test_the_number_goes_on(last, before, last_day, day, expected):
    days = (date.fromisoformat(last_day), date.fromisoformat(day))
    assert following(last, before, *days) == expected


@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Cf"]), min_size=1))
def test_values_and_comments_read_back(text):
    flat = " ".join(text.split())
    lines = [*commented(text), f"key: {word(text)}" if flat else "key: x"]
    doc, problems = read_yaml("x.yml", "\n".join(lines).encode() + b"\n")
    assert [problem for problem in problems if problem.code[:4] != "FILE"] == []
    if doc is not None:
        assert doc.data == {"key": flat or "x"}


def test_text_of_two_languages_stays_two():
    assert Text("a", "b").en == "b"
    project, library = contoh()
    assert (
        "  en: 'Coordination Meeting, Kota Contoh, February 2025 (contoh)'"
        in draft_meeting(project, library, Wishes(date(2025, 2, 12))).text
    )


def test_new_meeting_gives_the_draft(tmp_path):
    root = Path(shutil.copytree(SITES / "ok", tmp_path / "kantor"))
    draft, problems = new_meeting(opened(root), Wishes(date(2025, 5, 7)))
    assert problems == ()
    assert draft is not None
    assert (root / draft.name).read_text(encoding="utf-8") == draft.text
    assert draft.items == 2
