"""`timpora init`: a small working repository for an office that begins."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.problems import Place, Problem

_STARTER = Path(__file__).parent / "starter"


def start_project(folder: Path) -> tuple[list[str], list[Problem]]:
    """Write the starter files into `folder` (made when absent) and return their names.

    A folder that already holds anything but `.git` is left alone: problem OUT004. When the disk
    refuses halfway, nothing stays behind: problem OUT003.
    """
    target = folder.absolute()
    try:
        if target.exists() and (not target.is_dir() or _holds_something(target)):
            return [], [Problem("OUT004", Place(str(folder)), params={"path": str(folder)})]
        target.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".timpora-", dir=target.parent) as beside:
            new = Path(beside) / "new"
            names = _write_starter(new)
            _move(new, target)
    except OSError as error:
        params = {"path": str(folder), "why": error.strerror or str(error)}
        return [], [Problem("OUT003", Place(str(folder)), params=params)]
    return names, []


def _holds_something(folder: Path) -> bool:
    return any(path.name != ".git" for path in folder.iterdir())


def _write_starter(folder: Path) -> list[str]:
    """The starter files in the new folder `folder`, and their names."""
    names = []
    for path in sorted(_STARTER.rglob("*")):
        if path.is_file():
            name = _real_name(path.relative_to(_STARTER).as_posix())
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(path.read_bytes())
            names.append(name)
    return sorted(names)


def _real_name(name: str) -> str:
    """Starter files named `dot-x` become `.x`: hidden files are easily lost in packages."""
    return name.replace("dot-", ".", 1) if name.startswith("dot-") else name


def _move(new: Path, target: Path) -> None:
    """Put the finished folder in place; one that is there already (with `.git`) gets its entries."""
    if not target.exists():
        new.rename(target)
        return
    moved: list[Path] = []
    try:
        for entry in sorted(new.iterdir()):
            moved.append(entry.rename(target / entry.name))
    except OSError:
        for entry in moved:
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        raise
