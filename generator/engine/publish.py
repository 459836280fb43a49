"""Finished files are put in place: a whole new state beside the old one, then one switch.

Both sites lie in one output folder, so that they change together. The folder carries a marker;
one without it was not made by us and is never touched.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from filelock import FileLock, Timeout

from generator.problems import Place, Problem, ProblemError

MARKER = ".timpora"
_MANIFEST = "manifest.json"
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


class PublishError(ProblemError):
    """Publishing cannot go on; the old state is untouched."""


def publish(
    target: Path,
    sites: Mapping[str, Mapping[str, bytes]],
    beside: Mapping[str, bytes] = MappingProxyType({}),
) -> None:
    """Replace `target` by a folder with one folder per site, or leave it as it was.

    `beside` are files that lie next to the sites and belong to none of them.
    Raises `PublishError` when `target` holds something that is not ours, when another build holds the
    lock, and when the disk refuses.
    """
    _check_target(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _locked(target):
            staged = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
            try:
                _write_state(staged, sites)
                for name, content in beside.items():
                    (staged / name).write_bytes(content)
                _switch(staged, target)
            finally:
                shutil.rmtree(staged, ignore_errors=True)
    except OSError as error:
        params = {"path": str(target), "why": error.strerror or str(error)}
        raise PublishError(Problem("OUT003", Place(target.name), params=params)) from error


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    path = target.parent / f".{target.name}.lock"
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        holder = _read(path.with_suffix(".pid")) or "?"
        raise PublishError(Problem("OUT002", Place(target.name), params={"pid": holder})) from error
    try:
        path.with_suffix(".pid").write_text(str(os.getpid()), encoding="utf-8")
        yield
    finally:
        path.with_suffix(".pid").unlink(missing_ok=True)
        lock.release()
        path.unlink(missing_ok=True)


def _check_target(target: Path) -> None:
    """Refuse a target that is neither absent, nor empty, nor marked as ours."""
    if not target.exists() or (target / MARKER).is_file():
        return
    if not target.is_dir() or any(target.iterdir()):
        raise PublishError(Problem("OUT001", Place(target.name), params={"path": str(target)}))


def _write_state(folder: Path, sites: Mapping[str, Mapping[str, bytes]]) -> None:
    folder.chmod(0o755)
    manifest: dict[str, dict[str, object]] = {}
    for site, files in sites.items():
        (folder / site).mkdir()
        made: set[Path] = set()
        for name, content in files.items():
            path = folder / site / name
            if path.parent not in made:
                path.parent.mkdir(parents=True, exist_ok=True)
                made.add(path.parent)
            path.write_bytes(content)
            digest = hashlib.sha256(content).hexdigest()
            manifest[f"{site}/{name}"] = {"size": len(content), "sha256": digest}
    text = json.dumps(dict(sorted(manifest.items())), indent=0) + "\n"
    (folder / _MANIFEST).write_text(text, encoding="utf-8")
    (folder / MARKER).write_text("Folder ini dibuat dan diganti oleh timpora.\n", encoding="utf-8")


def _switch(staged: Path, target: Path) -> None:
    """Put `staged` where `target` is; afterwards `staged` holds the old state, if any."""
    if not target.exists():
        staged.rename(target)
    elif not _exchange(staged, target):
        old = staged.with_name(f"{staged.name}-old")
        target.rename(old)
        staged.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step where the system can (Linux renameat2); False where not."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    paths = os.fsencode(one), os.fsencode(other)
    return bool(rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError:
        return ""
