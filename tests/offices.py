"""The small good site as a project that tests change: opened, edited, and kept in a real git."""

from __future__ import annotations

import hashlib
import os
import subprocess
from datetime import date
from pathlib import Path

from click.testing import CliRunner

from generator.cli import timpora
from generator.disclosure.disclose import public_facts
from generator.disclosure.facts import Facts
from generator.settings import Project, read_settings

TODAY = date(2025, 6, 1)
MEETING = "content/meetings/2024/2024-09-11-rakor-timpora-contoh.yml"


def open_project(root: Path) -> Project:
    project, problems = read_settings(root / "site_config.yml")
    assert project is not None, problems
    return project


def facts_in(root: Path, today: date = TODAY) -> Facts:
    facts, problems = public_facts(open_project(root), today)
    assert facts is not None, problems
    return facts


def change(root: Path, name: str, old: str, new: str) -> None:
    """Replace words in a file that holds them once."""
    text = (root / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, (old, text)
    (root / name).write_text(text.replace(old, new), encoding="utf-8")


def attach(root: Path, name: str, content: bytes, grade: str = "terbuka") -> None:
    """Put a file beside the attachment that the meeting has already."""
    path = root / "content" / "attachments" / "2024" / name
    path.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    entry = f"  - {{id: l2, title: Lampiran, grade: {grade}, file: 2024/{name}, sha256: {digest}}}"
    change(root, MEETING, "secretariat_note:", f"{entry}\nsecretariat_note:")


def git(root: Path, *arguments: str) -> str:
    """A git command as somebody in an office gives it; the caller's own settings have no part."""
    environment = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_DATE": "2025-06-01T08:00:00+07:00",
        "GIT_COMMITTER_DATE": "2025-06-01T08:00:00+07:00",
    }
    command = ["git", "-C", str(root), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def keep(root: Path, message: str = "contoh") -> None:
    """Commit everything, in a repository that is made when there is none."""
    if not (root / ".git").exists():
        git(root, "init", "--quiet")
        git(root, "config", "user.name", "Sri Contoh")
        git(root, "config", "user.email", "sri@contoh.example")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)


def run(root: Path, command: str, *arguments: object) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command on the project."""
    given = [command, "-f", str(root / "site_config.yml"), "--as-of", TODAY.isoformat()]
    result = CliRunner().invoke(timpora, [*given, *map(str, arguments)], catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr
