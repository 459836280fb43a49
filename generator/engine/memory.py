"""What is remembered from the last build of an output, to build the next one from.

It holds for one published state only: if something else lies in the output, nothing is remembered.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.engine.inputs import Inputs, Seen
from generator.engine.store import Store
from generator.engine.workers import Workers
from generator.problems import Problem

_LAST, _SITES, _INPUTS, _READING = "last", "sites", "inputs", "reading"


@dataclass(frozen=True)
class SiteMemory:
    """Of one site: its files, its pages' fingerprints, and marks of what was searched for in vain.

    The marks are of all that the site withheld, made with `salt` (see `disclosure.guard`).
    """

    files: frozenset[str] = frozenset()
    fingerprints: Mapping[str, bytes] = field(default_factory=dict)
    clean_of: frozenset[bytes] = frozenset()
    salt: bytes = b""


@dataclass(frozen=True)
class Last:
    """The last build of an output: from what it was made, which state it put there, what it said."""

    state: str
    mark: bytes
    records: int
    pages: Mapping[str, int]
    problems: tuple[Problem, ...]


Sites = Mapping[str, SiteMemory]


class Memory:
    """Reads and writes what is remembered of `output`; of another version of the program nothing is."""

    def __init__(self, store: Store, output: Path) -> None:
        self.store = store
        self.output = os.path.realpath(output).encode(errors="surrogateescape")

    def seen(self) -> Mapping[str, Seen]:
        """The files that were read, with the status under which they were."""
        found = self.store.get(_INPUTS, b"")
        return found if isinstance(found, dict) else {}

    def last(self, state: str, program: bytes) -> Last | None:
        """The build that put `state` there, if it is remembered."""
        found = self.store.get(_LAST, program + self.output)
        return found if isinstance(found, Last) and found.state == state else None

    def readings(self, program: bytes, workers: Workers) -> Readings:
        """What came of each file of the content; `workers` read what is new."""
        return Readings(self.store, program, workers)

    def sites(self, state: str, program: bytes) -> Sites:
        """What the build that put `state` there knew of each site."""
        found = self.store.get(_SITES, program + self.output)
        known, sites = found if isinstance(found, tuple) else ("", {})
        return sites if state and known == state else {}

    def keep_seen(self, inputs: Inputs) -> None:
        """Remember the status of all files that were read."""
        self.store.put(_INPUTS, {b"": dict(inputs.files)})

    def keep(self, last: Last, sites: Sites, inputs: Inputs) -> None:
        """Remember a build, what it knew of each site, and the status of all files that it read."""
        self.keep_seen(inputs)
        self.store.put(_LAST, {inputs.maker + self.output: last})
        self.store.put(_SITES, {inputs.maker + self.output: (last.state, dict(sites))})
        for kind in (_LAST, _SITES):
            self.store.keep_only(kind, filter(_is_there(inputs.maker), self.store.keys(kind)))


def _is_there(maker: bytes) -> Callable[[bytes], bool]:
    """Whether a key is of this version of the program and of an output that exists."""
    return lambda key: key.startswith(maker) and os.path.lexists(key[len(maker) :])


class Readings:
    """What came of each file of the content, by the digest of its bytes (see `records.reader`)."""

    def __init__(self, store: Store, program: bytes, workers: Workers) -> None:
        self.run = workers.run
        self._store = store
        self._program = program
        self._used: dict[bytes, None] = {}
        self._new: dict[bytes, Any] = {}

    def get(self, digest: bytes) -> Any:
        """What is kept of these bytes."""
        key = self._program + digest
        self._used[key] = None
        return self._new.get(key) or self._store.get(_READING, key)

    def put(self, digest: bytes, reading: Any) -> None:
        """Keep what came of them."""
        self._new[self._program + digest] = reading

    def keep(self) -> None:
        """Write down what is new, and forget what no file has any more."""
        self._store.put(_READING, self._new)
        self._store.keep_only(_READING, self._used)
