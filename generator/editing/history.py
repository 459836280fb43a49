"""What git knows of a content folder. Everything but comparing with a revision works without git, too."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.problems import Place, Problem, ProblemError, quoted

_TIMEOUT = 120  # seconds that one git command may take


class RevisionError(ProblemError):
    """There is no such revision, or no git to ask."""


def newest_commit_day(root: Path) -> date | None:
    """The day (UTC) of the newest commit of the repository around `root`, or None without one."""
    done = _git(root, "log", "-1", "--format=%ct")
    text = done.stdout.strip() if done else ""
    return datetime.fromtimestamp(int(text), UTC).date() if text.isdigit() else None


def newest_state(root: Path) -> str:
    """What the history around `root` stands at: the newest commit, and whether it is cut off."""
    done = _git(root, "rev-parse", "HEAD", "--is-shallow-repository")
    return done.stdout if done else ""


def user(root: Path) -> str:
    """`Name <address>` as git signs commits made in `root`; "" where that is not set."""
    named = [_git(root, "config", f"user.{key}") for key in ("name", "email")]
    name, address = (done.stdout.strip() if done else "" for done in named)
    return f"{name} <{address}>" if name and address else name or address


@contextmanager
def checked_out(root: Path, revision: str) -> Iterator[Path]:
    """The project folder `root` as it was at a revision, in a folder that goes away afterwards.

    It is checked out in a clone that borrows the repository's objects, so that the repository, its
    index and its work tree are left alone. (`git archive` would leave out what the repository's
    attributes tell it to.) Raises `RevisionError` when the revision is not known here.
    """
    top = _line(_git(root, "rev-parse", "--show-toplevel"))
    commit = _line(
        _git(root, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    )
    unknown = RevisionError(Problem("GIT001", Place(root.name), found=quoted(revision)))
    if not top or not commit:
        raise unknown
    with TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        made = _git(root, "clone", "--quiet", "--shared", "--no-checkout", top, str(clone))
        if made is None or _git(clone, "checkout", "--quiet", "--detach", commit) is None:
            raise unknown
        inside = clone / root.resolve().relative_to(Path(top).resolve())
        if not inside.is_dir():
            raise unknown
        yield inside


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str] | None:
    """A git command that ended well, or None."""
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=_TIMEOUT
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done if done.returncode == 0 else None


def _line(done: subprocess.CompletedProcess[str] | None) -> str:
    return done.stdout.strip() if done else ""
