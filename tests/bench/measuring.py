"""What one command costs, measured from outside in a process of its own.

Comes in: a command and its folder. Goes out: seconds on the clock, seconds of all processors and the
peak of the memory of the process with everything that it started. Reads `/proc`, hence Linux only.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.02  # seconds between two looks at the memory


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock and of all processors; bytes of memory at the peak."""

    wall: float
    cpu: float
    memory: int


class CommandFailedError(Exception):
    """A measured command ended badly: its command line and what it printed last."""


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command to its end.

    Raises CommandFailedError when its exit code is not 0.
    """
    os.sync()  # what was written before is not to be paid for here
    with (folder / "output.log").open("wb") as log:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        watch = _Watch(process.pid)
        watch.start()
        _, status, used = os.wait4(process.pid, 0)  # user and system time of the whole tree
        wall = time.perf_counter() - start
        peak = watch.stop()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said = (folder / "output.log").read_text("utf-8", "replace")[-2000:]
        raise CommandFailedError(f"{' '.join(command)}: {process.returncode}\n{said}")
    return Cost(wall, used.ru_utime + used.ru_stime, peak)


class _Watch(threading.Thread):
    """Looks at the memory of a tree of processes until it is stopped."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self._peak, self._done = pid, 0, threading.Event()

    def run(self) -> None:
        while not self._done.wait(_EVERY):
            self._peak = max(self._peak, memory_of_tree(self._pid))

    def stop(self) -> int:
        """The peak in bytes."""
        self._done.set()
        self.join()
        return self._peak


def memory_of_tree(pid: int) -> int:
    """Resident bytes of a process and its descendants now, at least the most that any one had."""
    total, most, waiting = 0, 0, [pid]
    while waiting:
        folder = Path("/proc", str(waiting.pop()))
        try:
            told = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines())
            tasks = list((folder / "task").iterdir())
            waiting += [
                int(one) for task in tasks for one in (task / "children").read_text().split()
            ]
        except OSError:
            continue  # it ended meanwhile
        total += _kilobytes(told.get("VmRSS"))
        most = max(most, _kilobytes(told.get("VmHWM")))
    return max(total, most)


def _kilobytes(said: str | None) -> int:
    """Bytes of a line such as "  1234 kB"; 0 without one, as of a process that has just ended."""
    return int(said.split()[0]) * 1024 if said else 0
