"""One build at a time for each output: a lock that the system takes back when its holder dies.

On POSIX it is a record lock (`fcntl`): it ends with its process however that ends, worker
processes do not inherit it, and NFS carries it (where its lock service runs). What stands in
`holder.json` beside it is only for the message; it may be stale, the lock never is. A network
drive without locks refuses the build.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from generator.engine import disk

LOCK = "lock"
_HOLDER = "holder.json"
_PAUSE = 0.1  # seconds between two attempts
_Who = tuple[int, int]
_held: dict[str, _Who] = {}  # which process and thread of this program has which lock
_guard = threading.Lock()


@dataclass(frozen=True)
class Holder:
    """Who builds: process, machine, and since when (UTC, ISO 8601); "?" where that is unknown."""

    pid: str = "?"
    host: str = "?"
    since: str = "?"

    @classmethod
    def load(cls, folder: Path) -> Holder:
        """The holder as it wrote itself down in `folder`."""
        try:
            found = json.loads((folder / _HOLDER).read_bytes())
            since = datetime.fromtimestamp((folder / _HOLDER).stat().st_mtime, UTC)
            return cls(str(found["pid"]), str(found["host"]), since.isoformat(timespec="seconds"))
        except (OSError, ValueError, TypeError, KeyError):
            return cls()


class HeldError(Exception):
    """Somebody else has the lock."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(holder)
        self.holder = holder


@contextmanager
def locked(folder: Path, wait: float = 0.0) -> Iterator[bool]:
    """Hold the lock in `folder`, which exists; a thread that has it may ask again and gets False.

    Waits up to `wait` seconds, then raises `HeldError`. Raises `OSError` when the disk refuses.
    """
    key = os.path.realpath(folder)
    if _held.get(key) == _me():
        yield False
        return
    file = _acquire(folder, key, time.monotonic() + wait)
    try:
        host = os.uname().nodename if hasattr(os, "uname") else "?"
        holder = {"pid": os.getpid(), "host": host}
        disk.replace(folder / _HOLDER, json.dumps(holder).encode())
        yield True
    finally:
        with suppress(OSError):
            (folder / _HOLDER).unlink()
        _held.pop(key, None)
        os.close(file)


def _me() -> _Who:
    return os.getpid(), threading.get_ident()


def _acquire(folder: Path, key: str, until: float) -> int:
    """The open lock file, locked."""
    while True:
        with _guard:
            mine = _held.get(key, (0, 0))[0] == os.getpid()  # not merely copied by a fork
            file = None if mine else _try(folder / LOCK)
            if file is not None:
                _held[key] = _me()
                return file
        if time.monotonic() >= until:
            raise HeldError(Holder.load(folder))
        time.sleep(_PAUSE)


def _try(path: Path) -> int | None:
    """The lock file, open and locked; None when somebody else has it, or took it away meanwhile."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _take(file)
        if os.path.samestat(os.fstat(file), path.stat()):
            return file
    except (BlockingIOError, PermissionError, FileNotFoundError):  # POSIX allows the first two
        pass
    except BaseException:
        os.close(file)
        raise
    os.close(file)
    return None


if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
