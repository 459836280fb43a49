"""`timpora init`: a small working repository for an office that begins."""

from __future__ import annotations

from pathlib import Path

from generator.problems import Place, Problem

_STARTER = Path(__file__).parent / "starter"


def start_project(folder: Path) -> tuple[list[str], list[Problem]]:
    """Write the starter files into `folder` (made when absent) and return their names.

    A folder that already holds anything but `.git` is left alone: problem OUT001.
    """
    if folder.exists() and (not folder.is_dir() or any(p.name != ".git" for p in folder.iterdir())):
        return [], [Problem("OUT004", Place(str(folder)), params={"path": str(folder)})]
    names = sorted(
        path.relative_to(_STARTER).as_posix() for path in _STARTER.rglob("*") if path.is_file()
    )
    for name in names:
        target = folder / _real_name(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((_STARTER / name).read_bytes())
    return [_real_name(name) for name in names], []


def _real_name(name: str) -> str:
    """Starter files named `dot-x` become `.x`: hidden files are easily lost in packages."""
    return name.replace("dot-", ".", 1) if name.startswith("dot-") else name
