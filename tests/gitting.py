"""A real git repository around a copy of a project (contoh), for tests."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

_SETTINGS = (
    *("-c", "user.name=Ani Contoh", "-c", "user.email=ani@contoh.example"),
    *("-c", "commit.gpgsign=false", "-c", "core.autocrlf=false", "-c", "init.defaultBranch=utama"),
)


@dataclass(frozen=True)
class Repository:
    """A folder under git; every commit has its day."""

    root: Path

    @classmethod
    def begin(cls, root: Path, subject: str = "mulai", day: str = "2024-01-02") -> Repository:
        """Everything in `root` as the first commit."""
        repository = cls(root)
        repository.git("init", "--quiet")
        repository.commit(subject, day)
        return repository

    def git(self, *arguments: str, day: str = "2024-01-02", given: bytes = b"") -> str:
        """What git prints."""
        dates = {
            "GIT_AUTHOR_DATE": f"{day}T12:00:00+07:00",
            "GIT_COMMITTER_DATE": f"{day}T12:00:00+07:00",
        }
        done = subprocess.run(
            ["git", "-C", str(self.root), *_SETTINGS, *arguments],
            input=given,
            capture_output=True,
            check=True,
            env={"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(self.root), **dates},
        )
        return done.stdout.decode()

    def commit(self, subject: str, day: str = "2024-01-02", author: str = "Ani Contoh") -> None:
        """All changes as one commit."""
        self.git("add", "--all", "--", ":!site")
        who = f"--author={author} <contoh@contoh.example>"
        self.git("commit", "--quiet", "--allow-empty", who, "-m", subject, day=day)

    def change(self, name: str, old: str, new: str, subject: str = "", day: str = "") -> None:
        """Replace words in a file once, and commit it where a subject is given."""
        path = self.root / name
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        if subject:
            self.commit(subject, day)
