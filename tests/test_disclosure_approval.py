"""What was approved may be public, in the very words; anything beyond is refused; less never is."""

from __future__ import annotations

import os
import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.disclosure.approval import (
    APPROVED,
    Signature,
    approval_text,
    read_approval,
    refusals,
    weigh,
)
from generator.disclosure.changes import State
from generator.disclosure.facts import Facts, Key, unit_of
from generator.engine.build import Options, build
from generator.problems import Exit
from tests.offices import MEETING, TODAY, change, facts_in, git, keep, open_project, run

OK = Path(__file__).parent / "sites" / "ok"
SIGNED = Signature("Kepala Kantor <kepala@contoh.example>", date(2025, 6, 2), TODAY)
FACTS = facts_in(OK)
KEYS = sorted(FACTS.values)
UNITS: dict[Key, set[Key]] = {}
for _record, _path in KEYS:
    UNITS.setdefault((_record, unit_of(_record, _path)), set()).add((_record, _path))


def _approved(folder: Path, facts: Facts):
    text = approval_text(weigh(facts, None, required=True), SIGNED)
    (folder / APPROVED).write_text(text, encoding="utf-8")
    approval, problems = read_approval(folder)
    assert not problems
    return approval


@pytest.fixture(scope="module")
def approval(tmp_path_factory: pytest.TempPathFactory):
    return _approved(tmp_path_factory.mktemp("approved"), FACTS)


def _with(changed: dict[Key, str | None]) -> Facts:
    values = {key: changed.get(key, value) for key, value in FACTS.values.items()}
    values |= {key: value for key, value in changed.items() if key not in values}
    return Facts({key: value for key, value in values.items() if value is not None}, FACTS.titles)


def _unit(key: Key) -> set[Key]:
    """The facts that are approved as one with this."""
    return UNITS[key[0], unit_of(*key)]


def test_the_very_facts_are_approved(approval) -> None:
    opened = weigh(FACTS, approval, required=True)
    assert opened.changes == ()
    assert refusals(opened, {}) == []
    assert approval.hash == FACTS.digest
    assert approval.facts == len(FACTS.values)


@given(st.sampled_from(KEYS), st.text(min_size=1, max_size=20))
def test_any_change_of_a_fact_is_refused(approval, key: Key, value: str) -> None:
    facts = _with({key: FACTS.values[key] + value})
    opened = weigh(facts, approval, required=True)
    changed = {(one.key, one.state) for one in opened.beyond}
    assert changed == {(same, State.CHANGED) for same in _unit(key)}
    assert [problem.code for problem in refusals(opened, {})] == ["DIS002"]


@given(st.sampled_from(KEYS), st.sampled_from(KEYS))
def test_values_do_not_change_places(approval, one: Key, other: Key) -> None:
    if FACTS.values[one] != FACTS.values[other]:
        facts = _with({one: FACTS.values[other], other: FACTS.values[one]})
        beyond = {found.key for found in weigh(facts, approval, required=True).beyond}
        assert beyond == _unit(one) | _unit(other)


@given(st.sets(st.sampled_from(sorted(UNITS)), min_size=1))
def test_withdrawing_needs_no_approval(approval, units: set[Key]) -> None:
    """Whatever can be withheld alone (a field, a part, an item, a record) can be taken back alone."""
    gone = {key for unit in units for key in UNITS[unit]}
    opened = weigh(_with(dict.fromkeys(gone)), approval, required=True)
    assert opened.beyond == ()
    assert opened.changes
    assert refusals(opened, {}) == []


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=4, unique=True))
def test_what_is_new_is_refused(approval, names: list[str]) -> None:
    record = "organisation/kanim-contoh"
    added = {(record, ("names", f"~{name}", "name")): name for name in names}
    opened = weigh(_with(dict(added)), approval, required=True)
    assert {one.key for one in opened.beyond} == set(added)
    assert all(one.state is State.NEW for one in opened.beyond)


def test_what_was_withdrawn_and_comes_back_is_still_approved(approval) -> None:
    """The approval is of facts, not of a moment; a new one forgets what is gone by then."""
    assert weigh(_with(dict.fromkeys(_unit(KEYS[0]))), approval, required=True).beyond == ()
    assert weigh(FACTS, approval, required=True).beyond == ()


def test_a_record_that_is_gone_is_one_line(approval) -> None:
    record = "meeting/2024-09-11-rakor-timpora-contoh"
    titles = {name: title for name, title in FACTS.titles.items() if name != record}
    values = {key: value for key, value in FACTS.values.items() if key[0] != record}
    opened = weigh(Facts(values, titles), approval, required=True)
    assert [(one.state, one.record, one.path) for one in opened.changes] == [
        (State.WITHDRAWN, record, ("address",))
    ]


def test_a_table_of_many_figures_is_kept_whole(tmp_path: Path) -> None:
    cells = {
        ("dataset/d", ("tables", "t", "figures", f"{time},{n}")): str(n)
        for time in range(10_000)
        for n in range(2)
    }
    facts = Facts(cells, {"dataset/d": "Data"})
    approval = _approved(tmp_path, facts)
    assert weigh(facts, approval, required=True).changes == ()
    some = random.Random(1).choice(sorted(cells))
    opened = weigh(Facts({**cells, some: "x"}, facts.titles), approval, required=True)
    time = some[1][3].partition(",")[0]
    assert [one.path[3] for one in opened.beyond] == [f"{time},0", f"{time},1"]


def test_the_file_is_small_and_holds_no_text_of_records(tmp_path: Path) -> None:
    _approved(tmp_path, FACTS)
    text = (tmp_path / APPROVED).read_text(encoding="utf-8")
    listed = text.partition("records:")[2]
    for (record, path), value in FACTS.values.items():
        if path[-1] in ("text", "name", "position", "title"):
            assert value not in listed, (record, path)
    assert "opened: {names: " in text
    assert len(text) < 1_000 + 60 * len(FACTS.titles) + 15 * len(UNITS)


def test_only_the_lines_of_a_record_change_with_it(tmp_path: Path) -> None:
    """So a review of `approved.yml` sees which records an approval touches."""
    record = "meeting/2024-09-11-rakor-timpora-contoh"
    changed = _with({(record, ("theme",)): "lain"})
    one, other = (
        approval_text(weigh(facts, None, required=True), SIGNED).split('  "')
        for facts in (FACTS, changed)
    )
    differing = [new for old, new in zip(one[1:], other[1:], strict=True) if old != new]
    assert [found.partition('"')[0] for found in differing] == [record]


def test_two_texts_of_one_sidik_cannot_be_made_beforehand() -> None:
    """The sidik of a unit is made with that of its whole record, so it is not known before that."""
    one = approval_text(weigh(FACTS, None, required=True), SIGNED).splitlines()
    record = "meeting/2024-09-11-rakor-timpora-contoh"
    changed = _with({(record, ("theme",)): "lain"})
    other = approval_text(weigh(changed, None, required=True), SIGNED).splitlines()
    start = one.index(f'  "{record}":') + 1
    before, after = ("".join(lines[start : start + 3]).replace(" ", "") for lines in (one, other))
    places = range(12, len(before) - 14, 14)
    assert all(before[at + 2 : at + 14] != after[at + 2 : at + 14] for at in places)


def test_the_list_of_an_earlier_version_is_refused(tmp_path: Path) -> None:
    text = approval_text(weigh(FACTS, None, required=True), SIGNED)
    head = text[: text.index("records:")]
    old = '  - record: "page/x"\n    title: "X"\n    parts:\n      "": AAAABBBBCCCCDDDD\n'
    (tmp_path / APPROVED).write_text(f"{head}records:\n{old}", encoding="utf-8")
    approval, problems = read_approval(tmp_path)
    assert approval is None
    assert [problem.code for problem in problems] == ["DIS007"]


# On the command line


@pytest.fixture
def office(site: Path) -> Path:
    """An office that requires approval and has given it."""
    change(site, "site_config.yml", "office:", "require_approval: true\noffice:")
    code, said, _ = run(site, "approve", "--by", "Kepala Kantor")
    assert code == 0
    assert "disetujui oleh Kepala Kantor" in said
    return site


def test_without_an_approval_nothing_is_published(site: Path) -> None:
    change(site, "site_config.yml", "office:", "require_approval: true\noffice:")
    code, _, said = run(site, "build")
    assert code == Exit.WOULD_DISCLOSE
    assert "approved.yml: galat DIS003" in said
    assert "timpora approve" in said
    assert not (site / "site").exists()


def test_an_approved_state_is_built_again_and_again(office: Path) -> None:
    assert run(office, "build")[0] == 0
    assert run(office, "build")[0] == 0


def test_something_else_than_what_was_approved_is_refused(office: Path) -> None:
    assert run(office, "build")[0] == 0
    before = (office / "site" / "manifest.json").read_bytes()
    change(office, MEETING, "dilakukan setiap triwulan", "dilakukan setiap bulan")
    code, _, said = run(office, "build")
    assert code == Exit.WOULD_DISCLOSE
    assert f"{MEETING}: galat DIS002" in said
    assert "Keputusan, pernyataan, dan tindak lanjut: 1" in said
    assert "setiap bulan" not in said
    assert (office / "site" / "manifest.json").read_bytes() == before
    assert run(office, "approve", "--by", "Kepala Kantor")[0] == 0
    assert run(office, "build")[0] == 0


def test_what_is_taken_back_goes_at_once(office: Path) -> None:
    change(office, MEETING, "grade: terbuka\ntheme:", "grade: terbatas\ntheme:")
    assert run(office, "build")[0] == 0
    pages = (office / "site" / "public").rglob("*.html")
    assert not [page for page in pages if "Pendataan penginapan" in page.read_text("utf-8")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("languages: [id, en]", "languages: [id]"),
        ("Foreigner Supervision Team of Contoh", "Team of Contoh"),
        ("angka di sini rekaan", "angka di sini benar"),
    ],
)
def test_what_the_settings_say_is_approved_too(office: Path, old: str, new: str) -> None:
    change(office, "site_config.yml", old, new)
    code = run(office, "build")[0]
    assert code == (Exit.FINE if old.startswith("languages") else Exit.WOULD_DISCLOSE)


def test_what_is_said_of_former_pages_is_approved_too(office: Path) -> None:
    """A reason of withdrawal is a public text like any other; taking it back needs nobody."""
    why = "{id: alasan rekaan, en: made-up reason}"
    (office / "addresses.yml").write_text(
        f"moved:\n  - {{address: lama/, to: wilayah/}}\n"
        f"withdrawn:\n  - {{address: gugur/, since: 2025-05-01, why: {why}}}\n",
        encoding="utf-8",
    )
    code, _, said = run(office, "build")
    assert code == Exit.WOULD_DISCLOSE
    assert "addresses.yml: galat DIS002: catatan 'addresses'" in said
    assert "Halaman: 4" in said
    _, listed, _ = run(office, "diff", "--approved")
    assert "alamat Halaman yang pindah atau ditarik [addresses]" in listed
    assert "+ Ditarik gugur/ › Alasan: alasan rekaan" in listed
    assert "+ Ditarik gugur/ › Sejak: 2025-05-01" in listed
    assert "+ Pindah lama/ › Alamat baru: wilayah/" in listed
    assert run(office, "approve", "--by", "Kepala Kantor")[0] == 0
    assert run(office, "build")[0] == 0
    change(office, "addresses.yml", "alasan rekaan", "alasan lain")
    assert run(office, "build")[0] == Exit.WOULD_DISCLOSE
    (office / "addresses.yml").unlink()
    assert run(office, "build")[0] == 0


def test_the_preview_shows_what_is_not_approved_yet(office: Path, tmp_path: Path) -> None:
    change(office, MEETING, "dilakukan setiap triwulan", "dilakukan setiap bulan")
    project = open_project(office)
    assert build(project, Options(TODAY, output=tmp_path / "x")).exit is Exit.WOULD_DISCLOSE
    shown = build(project, Options(TODAY, output=tmp_path / "x", preview=True))
    assert shown.exit is Exit.FINE
    page = (tmp_path / "x" / "internal" / "terbuka" / "index.html").read_text(encoding="utf-8")
    assert "Pendataan penginapan dilakukan setiap bulan." in page
    assert "Kepala Kantor" in page
    assert "Kepala Kantor" not in (tmp_path / "x" / "public" / "index.html").read_text("utf-8")


def test_only_the_list_that_was_read_is_approved(office: Path) -> None:
    _, listed, _ = run(office, "diff")
    (read,) = [line.rsplit(" ", 1)[1] for line in listed.splitlines() if "Sidik daftar" in line]
    assert run(office, "approve", read, "--by", "X")[0] == 0
    change(office, MEETING, "dilakukan setiap triwulan", "dilakukan setiap bulan")
    before = (office / APPROVED).read_bytes()
    code, _, said = run(office, "approve", read, "--by", "X")
    assert code == Exit.PROBLEMS
    assert "DIS006" in said
    assert run(office, "approve", read[:4], "--by", "X")[0] == Exit.PROBLEMS
    assert (office / APPROVED).read_bytes() == before


def test_a_list_that_was_edited_is_refused(office: Path) -> None:
    change(office, APPROVED, f"hash: {facts_in(office).digest}", f"hash: {'0' * 64}")
    code, _, said = run(office, "build")
    assert code == Exit.WOULD_DISCLOSE
    assert "DIS004" in said


def test_a_broken_approval_is_a_problem_and_is_made_anew(office: Path) -> None:
    text = (office / APPROVED).read_text(encoding="utf-8")
    (office / APPROVED).write_text(text.replace("records:\n", "records:\n  x: y\n", 1))
    code, _, said = run(office, "check")
    assert code == Exit.PROBLEMS
    assert "DIS005" in said
    assert run(office, "build")[0] == Exit.PROBLEMS
    assert run(office, "diff", "--approved")[0] == Exit.PROBLEMS
    assert run(office, "approve", "--by", "X")[0] == 0
    assert run(office, "build")[0] == 0


def test_content_with_errors_is_not_approved(office: Path) -> None:
    change(office, MEETING, "Rapat membahas pendataan", "Hubungi 0812 3456 7890 pendataan")
    before = (office / APPROVED).read_bytes()
    code, _, said = run(office, "approve", "--by", "X")
    assert code == Exit.PROBLEMS
    assert "PRV005" in said
    assert (office / APPROVED).read_bytes() == before


def test_who_approves_is_known(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a name in git or on the command line nothing is written."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    keep(site)
    assert run(site, "approve")[0] == 0
    assert 'by: "Sri Contoh <sri@contoh.example>"' in (site / APPROVED).read_text("utf-8")
    git(site, "config", "--unset", "user.name")
    git(site, "config", "--unset", "user.email")
    (site / APPROVED).unlink()
    code, _, said = run(site, "approve")
    assert code == Exit.USAGE
    assert "--by" in said
    assert not (site / APPROVED).exists()


def test_the_same_commit_gives_the_same_bytes(office: Path, tmp_path: Path) -> None:
    """Also of the page that compares with the approval, whatever lay in the output before."""
    change(office, MEETING, "grade: terbuka\ntheme:", "grade: terbatas\ntheme:")
    project = open_project(office)
    for name in ("one", "other"):
        build(project, Options(TODAY, output=tmp_path / name))
    build(project, Options(TODAY, output=tmp_path / "one"))
    files = [
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")
         if path.is_file()}
        for name in ("one", "other")
    ]  # fmt: skip
    assert files[0] == files[1]
    page = (tmp_path / "one" / "internal" / "terbuka" / "index.html").read_text(encoding="utf-8")
    assert "Ditarik sejak persetujuan" in page
