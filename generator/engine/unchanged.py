"""The quickest build: whether all is as it was for the last one, found out before settings are read.

Comes in: where the settings lie, and what else the sites depend on. Goes out: the last build, if its
state lies in the output and nothing has changed since; nothing that is slow to load is needed for it.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.engine.inputs import Inputs, digest_of, scan
from generator.engine.memory import Memory
from generator.engine.publish import PublishError, claimed, published
from generator.engine.store import NAME as STORE
from generator.engine.store import Store
from generator.problems import Exit, Problem

if TYPE_CHECKING:
    from generator.settings import Project

CACHE = ".timpora-cache"  # drawings, verdicts, indexes, the store; may be deleted at any time
_OFFICE = "office"


@dataclass(frozen=True)
class Built:
    """What a build made, or why it did not; without `output` nothing was written."""

    exit: Exit
    problems: tuple[Problem, ...]
    records: int = 0
    pages: Mapping[str, int] = field(default_factory=dict)
    output: Path | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class Office:
    """Where an office lies, as its settings said when they were last read."""

    root: Path
    config_name: str
    content: Path
    output: Path


def mark_of(today: date, *, strict: bool, history: str, preview: bool = False) -> bytes:
    """What a build depends on beside its inputs, and what is said of it."""
    return repr((today, strict, history, preview)).encode()


def last_if_unchanged(config: Path, mark: bytes, output: Path | None = None) -> Built | None:
    """The last build into `output` (None: where the settings say), if another one would be the same.

    None, too, while another build has the output: whoever builds in earnest will say so.
    """
    started = time.perf_counter()
    path = config.parent / CACHE / STORE
    if not path.is_file():
        return None
    with closing(Store(path)) as store:
        office = _recall(store, config)
        if office is None:
            return None
        target = output or office.output
        with suppress(PublishError), claimed(target):
            memory = Memory(store, target)
            built = same_as_last(memory, scan(office, memory.seen()), target, mark)
            return built and replace(built, seconds=time.perf_counter() - started)
    return None


def same_as_last(memory: Memory, inputs: Inputs, output: Path, mark: bytes) -> Built | None:
    """The last build, if it was made of the same inputs and its state lies in the output."""
    last = memory.last(published(output), inputs.maker)
    if last is None or last.mark != inputs.mark(mark):
        return None
    return Built(Exit.FINE, last.problems, last.records, last.pages, output)


def remember_office(store: Store, office: Office | Project) -> None:
    """Keep where an office lies, for as long as its settings are the same."""
    key = _key(office.root / office.config_name)
    if key:
        store.put(_OFFICE, {key: (str(office.content), str(office.output))})
        store.keep_only(_OFFICE, [key])


def _recall(store: Store, config: Path) -> Office | None:
    key = _key(config)
    found = store.get(_OFFICE, key) if key else None
    return Office(config.parent, config.name, *map(Path, found)) if found else None


def _key(config: Path) -> bytes:
    try:
        return digest_of(str(config).encode(errors="surrogateescape") + b"\0" + config.read_bytes())
    except OSError:
        return b""
