"""Habits that keep the wall standing, read off the sources themselves."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "generator").rglob("*.py"))
PUBLIC_TEMPLATES = sorted((ROOT / "templates" / "public").rglob("*.*"))
SHARED_TEMPLATES = sorted((ROOT / "templates" / "shared").rglob("*.html"))


@pytest.mark.parametrize("path", PUBLIC_TEMPLATES + SHARED_TEMPLATES, ids=lambda path: path.name)
def test_public_templates_never_silence_an_undefined_name(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*(default|d)\b|is\s+(not\s+)?(un)?defined", text)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_the_command_line_reads_clock_environment_or_prints(path: Path) -> None:
    if path.name == "cli.py":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in ("print", "input", "date.today", "datetime.now", "os.getenv"), (
                called
            )
        if isinstance(node, ast.Attribute):
            assert ast.unparse(node) != "os.environ"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_module_opens_with_its_purpose(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
