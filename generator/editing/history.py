"""What git knows of a content folder. Everything works without git, too."""

from __future__ import annotations

import subprocess
from datetime import UTC, date, datetime
from pathlib import Path


def newest_commit_day(root: Path) -> date | None:
    """The day (UTC) of the newest commit of the repository around `root`, or None without one."""
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return None
    text = done.stdout.strip()
    return datetime.fromtimestamp(int(text), UTC).date() if text.isdigit() else None
