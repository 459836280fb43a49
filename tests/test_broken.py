"""Bad input: the whole list of messages of every case, and that nothing is half-written."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import timpora
from generator.engine.unchanged import CACHE
from generator.problems import RULES
from tests.broken_recipes import RECIPES, CannotBeMadeError

ROOT = Path(__file__).parent.parent
BROKEN = Path(__file__).parent / "sites" / "broken"
CONFIG = """\
sites:
  public: {clearance: terbuka, title: Timpora Contoh}
  internal: {clearance: terbatas, title: Timpora Contoh}
"""
KEPT = sorted(path.name for path in BROKEN.iterdir() if (path / "content").is_dir())
CONFIGS = sorted(path.name for path in BROKEN.iterdir() if (path / "site_config.yml").is_file())
CASES = sorted({*KEPT, *CONFIGS, *RECIPES, "everything"})
IN_A_PROCESS = ("torture", "names-that-no-terminal-should-see", "config-unknown", "key-missing")

# Rules that no content can break, and where else they are proved.
NOT_FROM_CONTENT = {
    "ID002": "a guard: addresses are made from ids, and those are unique already (ID001)",
    "CFG001": "no project at all: test_no_project",
    "CFG004": "what MkDocs refuses: tests of the members' site",
    "DIS001": "tests/wall: values put where they must not appear",
    "DIS002": "the approval: tests/test_disclosure_approval.py",
    "DIS003": "the approval: tests/test_disclosure_approval.py",
    "DIS004": "the approval: tests/test_disclosure_approval.py",
    "DIS006": "the approval: tests/test_disclosure_approval.py",
    "GIT001": "revisions: tests/test_editing_differing.py",
    "GIT002": "revisions: tests/test_editing_differing.py",
    **{
        f"PACK00{number}": "packs and minutes: tests/test_engine_handing.py"
        for number in range(1, 7)
    },
    "PRV011": "attachments: tests/test_disclosure_exposure.py",
    "PRV012": "attachments: tests/test_disclosure_exposure.py",
    "PRV013": "attachments: tests/test_disclosure_exposure.py",
    "PRV014": "attachments: tests/test_disclosure_exposure.py",
    "OUT001": "the output folder: tests of publishing",
    "OUT002": "the output folder: tests of publishing",
    "OUT003": "the output folder: tests of publishing",
    "OUT006": "the output folder: tests of publishing",
    "OUT007": "the output folder: tests of publishing",
    "OUT008": "the output folder: tests of publishing",
    "OUT009": "the output folder: tests of publishing",
    "OUT004": "timpora init: tests of editing",
    "OUT005": "timpora new meeting: tests of editing",
    "SRCH001": "search cannot run: tests/test_engine_indexing.py",
    "SRV001": "the preview: tests of serving",
    "SRV002": "the preview: tests of serving",
    "SRV003": "the preview: tests of serving",
    "SRV004": "the preview: tests of serving",
    "STA023": "timpora release: tests/test_editing_releasing.py",
    "STA025": "timpora release: tests/test_editing_releasing.py",
    "STA026": "timpora release: tests/test_editing_releasing.py",
    "STA027": "timpora release: tests/test_editing_releasing.py",
    "STA060": "timpora release --elsewhere: tests/test_editing_releasing.py",
    "STA061": "timpora release --elsewhere: tests/test_editing_releasing.py",
    "VAL009": "a guard for what pydantic may still say of its own accord",
}
# The same of whole groups of rules, by the beginning of their codes.
NOT_FROM_CONTENT_BY_GROUP = {
    "CASE": "tests/test_disclosure_protection_case.py",
    "DIS02": "tests/test_disclosure_audit.py",
    "IMP": "tests/test_editing_importing.py",
}


@pytest.fixture
def project(request, tmp_path):
    """The project of one case, made or copied."""
    return make(request.param, tmp_path / "proyek")


def make(case: str, root: Path) -> Path:
    root.mkdir(parents=True)
    if case == "everything":
        _make_everything(root)
    elif case in RECIPES:
        _cook(case, root)
    else:
        shutil.copytree(BROKEN / case, root, dirs_exist_ok=True)
        for expected in root.glob("expected*.txt"):
            expected.unlink()
    if not (root / "site_config.yml").exists():
        (root / "site_config.yml").write_text(CONFIG, encoding="utf-8")
    (root / "content").mkdir(exist_ok=True)
    return root


def _cook(case: str, root: Path) -> None:
    try:
        RECIPES[case](root)
    except CannotBeMadeError as error:
        pytest.skip(f"cannot be made on this machine: {error}")


def _make_everything(root: Path) -> None:
    """All cases in one project: meetings side by side, of other files the first of each name."""
    for case in [*KEPT, *RECIPES]:
        if case.endswith("-fine") or case in CONFIGS or case == "huge":
            continue
        source = root.parent / "bahan" / case
        make(case, source)
        for path in sorted((source / "content").rglob("*")):
            inner = path.relative_to(source / "content")
            if inner.parts[0] == "meetings":
                inner = Path("meetings", case, *inner.parts[1:])
            target = root / "content" / inner
            if target.exists() or target.is_symlink() or not (path.is_file() or path.is_symlink()):
                continue
            if not _has_folder(target.parent):
                continue
            shutil.copy(path, target, follow_symlinks=False)


def _has_folder(folder: Path) -> bool:
    folder.mkdir(parents=True, exist_ok=True)
    return True


def run(*arguments: object) -> tuple[int, str]:
    """Exit code and everything printed, problems first."""
    result = CliRunner().invoke(timpora, list(map(str, arguments)), catch_exceptions=False)
    return result.exit_code, result.stderr + result.stdout


def expected_exit(case: str) -> int:
    return (
        2
        if case.startswith("config") and case != "config-no-content"
        else (0 if case.endswith("-fine") else 1)
    )


def tree(folder: Path) -> dict[str, str]:
    """Every file below `folder` with its checksum; what may be deleted at any time does not count."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink() and CACHE not in path.parts
    }


def printable(text: str) -> bool:
    return all(line.isprintable() for line in text.split("\n"))


@pytest.mark.parametrize(("project", "case"), [(c, c) for c in CASES], indirect=["project"])
def test_all_problems_are_said(project, case, golden):
    code, said = run("check", "-f", project / "site_config.yml")
    golden(BROKEN / case / "expected.txt", said)
    assert code == expected_exit(case)
    assert printable(said)
    assert "Traceback" not in said
    assert str(project) not in said


@pytest.mark.parametrize(("project", "case"), [(c, c) for c in CASES], indirect=["project"])
def test_english_says_the_same(project, case, golden):
    _, indonesian = run("check", "-f", project / "site_config.yml")
    code, english = run("check", "--lang", "en", "-f", project / "site_config.yml")
    if case in ("torture", "config-values"):
        golden(BROKEN / case / "expected.en.txt", english)
    assert code == expected_exit(case)
    places = re.compile(r"^\S.*?: (?:galat|error|peringatan|warning) [A-Z]+\d+", re.MULTILINE)
    words = {"error": "galat", "warning": "peringatan"}
    in_english = [
        re.sub("error|warning", lambda match: words[match[0]], place.rsplit(": ", 1)[1])
        for place in places.findall(english)
    ]
    assert in_english == [place.rsplit(": ", 1)[1] for place in places.findall(indonesian)]
    left_over = re.findall(r"\b(?:harus|tidak|ditemukan|rapat|berkas ini)\b", _messages(english))
    assert not left_over


def _messages(text: str) -> str:
    """What the program says of its own accord: neither excerpts nor what was found."""
    lines = [line for line in text.split("\n") if re.match(r"\S.*(?:error|warning) [A-Z]", line)]
    said = " ".join(re.sub(r"\(found .*|required: .*", "", line) for line in lines)
    return re.sub(r"'[^']*'|\S*/\S*", "", said)


@pytest.mark.parametrize(("project", "case"), [(c, c) for c in CASES], indirect=["project"])
def test_json_and_github_forms(project, case):
    config = project / "site_config.yml"
    code, text = run("check", "--format", "json", "-f", config)
    problems = json.loads(text)
    assert code == expected_exit(case)
    assert bool(problems) == (not case.endswith("-fine"))
    for problem in problems:
        assert problem["code"] in RULES
        assert all(printable(value) for value in problem.values() if isinstance(value, str))
    _, lines = run("check", "--format", "github", "-f", config)
    told = lines.splitlines()
    assert len(told) == len(problems)
    assert all(re.match(r"::(error|warning) file=[^,\n]+,line=\d+,col=\d+,title=", x) for x in told)


@pytest.mark.parametrize(
    ("project", "case"),
    [(c, c) for c in CASES if not c.endswith("-fine")],
    indirect=["project"],
)
def test_build_touches_nothing(project, case):
    before = tree(project)
    code, said = run("build", "-f", project / "site_config.yml", "--as-of", "2025-06-01")
    assert code == expected_exit(case)
    assert "Traceback" not in said
    assert printable(said)
    assert tree(project) == before
    assert not (project / "site").exists()


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The small good site, built."""
    root = Path(shutil.copytree(BROKEN.parent / "ok", tmp_path_factory.mktemp("ok") / "ok"))
    code, said = run("build", "-f", root / "site_config.yml", "--as-of", "2025-06-01")
    assert code == 0, said
    return root


@pytest.mark.parametrize("case", ["torture", "everything", "huge", "nesting", "links"])
def test_build_keeps_the_site_that_is_there(built, case, tmp_path):
    broken = make(case, tmp_path / "proyek")
    shutil.rmtree(built / "content")
    shutil.move(broken / "content", built / "content")
    before = tree(built)
    code, _ = run("build", "-f", built / "site_config.yml", "--as-of", "2025-06-01")
    assert code == 1
    assert tree(built) == before


@pytest.mark.parametrize("case", IN_A_PROCESS)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_the_program_itself(case, encoding, tmp_path, golden):
    root = make(case, tmp_path / "proyek")
    done = subprocess.run(
        [sys.executable, "-P", "-m", "generator", "check", "-f", root / "site_config.yml"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding, "PATH": ""},
        capture_output=True,
        check=False,
    )
    said = (done.stderr + done.stdout).decode(encoding, "replace").replace("\r\n", "\n")
    assert done.returncode == expected_exit(case)
    assert "Traceback" not in said
    assert "galat internal" not in said
    if encoding == "utf-8":
        golden(BROKEN / case / "expected.txt", said)


def test_no_project(tmp_path):
    code, said = run("check", "-f", tmp_path / "tidak-ada.yml")
    assert code == 2
    assert "CFG001" in said


def test_every_rule_is_broken_somewhere():
    said = "".join(path.read_text(encoding="utf-8") for path in BROKEN.rglob("expected.txt"))
    shown = set(re.findall(r"(?:galat|peringatan) ([A-Z]+\d+):", said))
    groups = tuple(NOT_FROM_CONTENT_BY_GROUP)
    left = {code for code in RULES if not code.startswith(groups)}
    assert left - shown - set(NOT_FROM_CONTENT) == set()


def test_every_code_raised_is_a_rule():
    raised = {
        code
        for path in (ROOT / "generator").rglob("*.py")
        if path.name != "problems.py"
        for code in re.findall(r'"([A-Z]{2,4}\d{3})"', path.read_text(encoding="utf-8"))
    }
    assert raised <= set(RULES)
    assert set(RULES) <= raised


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_a_rule_is_said_in_both_languages(rule):
    for indonesian, english in (rule.says, rule.hint):
        assert bool(indonesian) == bool(english)
        assert set(re.findall(r"(?<!{){(\w+)}", indonesian)) == set(
            re.findall(r"(?<!{){(\w+)}", english)
        )
    assert not rule.says[0].endswith(".")
    assert rule.hint[0] == "" or rule.hint[0].endswith((".", "}"))
    assert rule.hint[0] or rule.code in ("VAL001", "VAL009")


def test_cases_are_all_there():
    known = {path.name for path in BROKEN.iterdir() if path.is_dir()}
    assert known == set(CASES)
