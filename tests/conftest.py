"""What the tests share: a small good site, golden files, Hypothesis, Chromium and the Nu checker.

`--update-golden` writes expected files anew instead of comparing; read the diff afterwards.
`TIMPORA_REQUIRE_BROWSER=1` turns what would be skipped for want of a tool into a failure.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent
SITES = ROOT / "tests" / "sites"
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_SLOW = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)

settings.register_profile("default", deadline=None, max_examples=40, suppress_health_check=_SLOW)
settings.register_profile(
    "ci", deadline=None, max_examples=40, derandomize=True, suppress_health_check=_SLOW
)
settings.register_profile("long", deadline=None, max_examples=5_000, suppress_health_check=_SLOW)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "default")
)


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the expected files of the tests anew instead of comparing with them",
    )


# Sites


@pytest.fixture
def site(tmp_path):
    """A copy of the small good site, to be changed at will: the folder of its site_config.yml."""
    return Path(shutil.copytree(SITES / "ok", tmp_path / "ok"))


@pytest.fixture(autouse=True)
def _same_everywhere(monkeypatch):
    """No test depends on what the caller's environment says about time, colour or debugging."""
    for name in ("SOURCE_DATE_EPOCH", "TIMPORA_DEBUG", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


# Expected files


@dataclass(frozen=True)
class Golden:
    """Compares what was made with what is expected, or writes the expectation anew."""

    update: bool

    def __call__(self, expected: Path, actual: str | bytes) -> None:
        """`actual` is exactly what the file `expected` holds."""
        made = actual if isinstance(actual, bytes) else actual.encode()
        if self.update:
            if not expected.is_file() or expected.read_bytes() != made:
                expected.parent.mkdir(parents=True, exist_ok=True)
                expected.write_bytes(made)
            return
        kept = expected.read_bytes() if expected.is_file() else None
        if kept != made:
            pytest.fail(_difference(expected, kept, made), pytrace=False)

    def tree(self, folder: Path, files: dict[str, str | bytes]) -> None:
        """`files` are exactly the files below `folder`."""
        kept = {path.relative_to(folder).as_posix() for path in _files(folder)}
        for name in sorted(kept - set(files)):
            if not self.update:
                pytest.fail(f"{folder / name} is expected, but was not made.{_ADVICE}")
            (folder / name).unlink()
        for name, content in files.items():
            self(folder / name, content)


_ADVICE = "\nIf the change is intended: python -m pytest --update-golden, then read the git diff."


@pytest.fixture
def golden(request):
    return Golden(request.config.getoption("--update-golden"))


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else ()


def _difference(expected: Path, kept: bytes | None, made: bytes) -> str:
    name = expected.relative_to(ROOT).as_posix() if expected.is_relative_to(ROOT) else str(expected)
    if kept is None:
        return f"{name} does not exist.{_ADVICE}"
    lines = unified_diff(
        kept.decode("utf-8", "replace").splitlines(),
        made.decode("utf-8", "replace").splitlines(),
        name,
        "made now",
        lineterm="",
    )
    shown = list(lines)[:200] or ["(only bytes that are not text, or line ends, differ)"]
    return "\n".join([f"{name} is not what was made.{_ADVICE}", *shown])


# Browser and HTML checker


def _missing(what: str) -> None:
    """Skip for want of a tool, or fail where the tool must be there."""
    if os.environ.get("TIMPORA_REQUIRE_BROWSER"):
        pytest.fail(f"{what}, and TIMPORA_REQUIRE_BROWSER is set", pytrace=False)
    pytest.skip(what)


def find_chromium() -> str | None:
    """The Chromium of this machine, or None."""
    return next(filter(None, map(shutil.which, _CHROMIUM)), None)


@pytest.fixture(autouse=True)
def _browser_is_there(request):
    if request.node.get_closest_marker("browser") and find_chromium() is None:
        _missing(f"no Chromium on this machine (looked for: {', '.join(_CHROMIUM)})")


@pytest.fixture(scope="session")
def chromium():
    """A running Chromium; make one page or context per test and close it."""
    program = find_chromium()
    if program is None:
        _missing(f"no Chromium on this machine (looked for: {', '.join(_CHROMIUM)})")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_CHROMIUM_ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pdf_tools():
    """Runs a PDF tool of Poppler or qpdf by its name: `pdf_tools("pdfinfo", path)` gives what it says."""
    for name in ("pdftotext", "pdfinfo", "pdffonts", "qpdf"):
        if shutil.which(name) is None:
            _missing(f"no {name} on this machine (Debian: poppler-utils, qpdf)")

    def run(name: str, *arguments: str | Path) -> str:
        command = [name, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    return run


@pytest.fixture(scope="session")
def vnu():
    """The Nu HTML checker: `vnu(paths)` gives its complaints, each with `url` and `message`."""
    jar = os.environ.get("VNU_JAR", "")
    if not jar or not Path(jar).is_file():
        _missing("no Nu HTML checker: VNU_JAR does not name a file (make vnu)")
    if shutil.which("java") is None:
        _missing("no Java for the Nu HTML checker")

    def complaints(paths: Iterable[Path], *options: str) -> list[dict[str, object]]:
        run = subprocess.run(
            ["java", "-jar", jar, "--format", "json", "--exit-zero-always", *options, *paths],
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(run.stderr)["messages"]

    return complaints
