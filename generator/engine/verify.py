"""Whether what is published is what a clean build would make, byte for byte.

Comes in: a project that was just built. Goes out: the first difference, or None. The clean build
knows nothing from before: it has an output and a cache of its own, both gone afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.engine.build import Options, Progress, build
from generator.engine.unchanged import Built
from generator.problems import Exit
from generator.settings import Project

_PIECE = 1 << 20  # bytes compared at once


@dataclass(frozen=True)
class Difference:
    """A file of the output that is not as a clean build makes it; `kind`: missing, surplus, changed."""

    name: str
    kind: str


def verify(
    project: Project, options: Options, progress: Progress = lambda *_: None
) -> tuple[Built, Difference | None]:
    """Build both sites anew elsewhere, and compare them with the output."""
    output = options.output or project.output
    with TemporaryDirectory(prefix="timpora-") as folder:
        clean, cache = Path(folder) / "site", Path(folder) / "cache"
        built = build(project, replace(options, output=clean, cache=cache), progress)
        if built.exit is not Exit.FINE:
            return built, None
        return built, next(_differences(clean, output), None)


def _differences(clean: Path, output: Path) -> Iterator[Difference]:
    wanted, found = set(_names(clean)), set(_names(output))
    for name in sorted(wanted | found):
        if name not in found:
            yield Difference(name, "missing")
        elif name not in wanted:
            yield Difference(name, "surplus")
        elif not _same(clean / name, output / name):
            yield Difference(name, "changed")


def _names(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_dir():
            yield path.relative_to(folder).as_posix()


def _same(one: Path, other: Path) -> bool:
    """Whether two files hold the same; a link is not what we make."""
    if other.is_symlink() or one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as first, other.open("rb") as second:
        while piece := first.read(_PIECE):
            if piece != second.read(_PIECE):
                return False
    return True
