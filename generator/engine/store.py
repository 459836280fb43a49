"""What the last build knew: one SQLite file outside the output, safe to delete at any time.

It holds what costs time to make again and nothing that is needed: the parsed records of each file
by the digest of its content, and what is known of the sites that were published last. Everything is
kept with a digest of its own, so that a file that is damaged, cut short, foreign or newer is seen for
what it is and begun anew. Values are read back as
plain data of this program only (`_Reader`): a store that somebody planted can run nothing.
"""

from __future__ import annotations

import io
import pickle
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from generator.engine.inputs import DIGEST

NAME = "store.sqlite"
_FORM = 1  # of the tables; another number begins anew
_TABLES = f"""
create table kept (kind text, key blob, value blob, digest blob, primary key (kind, key)) without rowid;
pragma application_id = 0x54494d50;
pragma user_version = {_FORM};
"""
_PATIENCE = 2.0  # seconds for another build that is writing; then this one goes on without
# Where plain data comes from. Nothing there does anything when it is made.
_PLAIN = (
    *("datetime.", "pathlib.", "generator.fields.", "generator.periods.", "generator.problems."),
    *(
        "generator.records.",
        "generator.source.",
        "generator.vocabulary.",
        "generator.engine.memory.",
    ),
)
_MADE_BY = (  # beside classes: what makes a value of ours from its parts
    *(("builtins", "set"), ("builtins", "frozenset")),
    *(("generator.fields", "_entry_of"), ("generator.source.document", "_unpacked")),
)


class Store:
    """Keeps values by kind and key. Whatever goes wrong with the file is `lost`, never an error."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lost = ""  # why the file could not be used, if so
        self._database: sqlite3.Connection | None = self._open()

    def get(self, kind: str, key: bytes) -> Any:
        """What was kept, or None."""
        row = self._one("select value, digest from kept where kind = ? and key = ?", kind, key)
        return _value(kind, key, *row) if row else None

    def put(self, kind: str, values: Mapping[bytes, Any]) -> None:
        """Keep `values`, in place of what was kept under their keys."""
        rows = []
        for key, value in values.items():
            written = pickle.dumps(value, protocol=5)
            rows.append((kind, key, written, _digest(kind, key, written)))
        self._many("insert or replace into kept values (?, ?, ?, ?)", rows)

    def keys(self, kind: str) -> list[bytes]:
        """Under which keys something of a kind is kept."""
        return [key for (key,) in self._all("select key from kept where kind = ?", kind)]

    def keep_only(self, kind: str, keys: Iterable[bytes]) -> None:
        """Forget what is kept of a kind under other keys."""
        wanted = set(keys)
        gone = [(kind, key) for key in self.keys(kind) if key not in wanted]
        self._many("delete from kept where kind = ? and key = ?", gone)

    def close(self) -> None:
        """Put away what was kept. Nothing of it is needed, so nobody waits for the disk."""
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.commit()
            self._database.close()
            self._database = None

    # The file

    def _open(self) -> sqlite3.Connection | None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return self._connect()
        except (OSError, sqlite3.Error) as error:
            return self._anew(error)

    def _connect(self) -> sqlite3.Connection:
        database = sqlite3.connect(self.path, timeout=_PATIENCE)
        try:
            database.execute("pragma synchronous = off")
            database.execute("pragma journal_mode = memory")
            (form,) = database.execute("pragma user_version").fetchone()
            tables = database.execute("select count(*) from sqlite_master").fetchone()[0]
            if not tables and not form:
                database.executescript(_TABLES)
            elif form != _FORM:
                raise sqlite3.DatabaseError(f"form {form}")
            database.execute("select count(*) from kept where kind = ''").fetchone()
        except BaseException:
            database.close()
            raise
        return database

    def _anew(self, error: Exception) -> sqlite3.Connection | None:
        """A new file in place of one that is damaged, foreign or newer; None when there can be none."""
        self.lost = str(error) or type(error).__name__
        if isinstance(error, sqlite3.OperationalError) and "locked" in self.lost:
            return None
        try:
            self.path.unlink(missing_ok=True)
            return self._connect()
        except (OSError, sqlite3.Error):
            return None

    def _one(self, statement: str, *values: object) -> Any:
        return next(iter(self._all(statement, *values)), None)

    def _all(self, statement: str, *values: object) -> list[Any]:
        if self._database is None:
            return []
        try:
            return self._database.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            self._give_up(error)
            return []

    def _many(self, statement: str, rows: list[tuple[Any, ...]]) -> None:
        if self._database is None or not rows:
            return
        try:
            self._database.executemany(statement, rows)
        except sqlite3.Error as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        """Go on without what was kept; the next build begins a new file."""
        if self._database is not None:
            self._database.close()
        self._database = self._anew(error)


def _digest(kind: str, key: bytes, written: bytes) -> bytes:
    whole = blake2b(digest_size=DIGEST)
    for part in (kind.encode(), key, written):
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.digest()


def _value(kind: str, key: bytes, written: bytes, digest: bytes) -> Any:
    """What was written, or None if it is not what we wrote."""
    if _digest(kind, key, written) != digest:
        return None
    try:
        return _Reader(io.BytesIO(written)).load()
    except Exception:  # whatever a strange pickle raises, it is no value of ours
        return None


class _Reader(pickle.Unpickler):
    """Makes plain data of this program and of the standard library's dates and paths, nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _MADE_BY:
            return super().find_class(module, name)
        if f"{module}.".startswith(_PLAIN):
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")
