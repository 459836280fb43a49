"""A period's file as text: compact rows, or a CSV beside it; what changes when it is replaced.

Comes in: imported rows and the file that is there. Goes out: the new bytes, and a line for each
count that differs.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.editing.tabulating import ImportedRow
from generator.records.statistics import Dataset, PeriodData, Row

MOST_ROWS = 40  # more than these lie in a CSV beside the file
_OWN_COMMENT = re.compile(r"# (?:Diimpor dari|SHA-256 sumber:|Kelas terbatas sampai).*")
_KEY = re.compile(r"([A-Za-z_][\w-]*):")
_REPLACED = ("total", "rows", "csv")


@dataclass(frozen=True)
class Origin:
    """Where imported figures come from: bare names only, never a folder of somebody's computer."""

    file: str
    sheet: str
    sha256: str

    def comment(self) -> str:
        """What the new file says of it."""
        sheet = f", lembar '{self.sheet}'" if self.sheet else ""
        return f"# Diimpor dari '{self.file}'{sheet}.\n# SHA-256 sumber: {self.sha256}\n"


@dataclass(frozen=True)
class Written:
    """The bytes of each file by its name, and the name of one that goes."""

    files: Mapping[str, bytes]
    removed: str | None = None


def new_files(
    stem: str,
    dataset: Dataset,
    period: str,
    rows: Sequence[ImportedRow],
    total: int | None,
    origin: Origin,
) -> Written:
    """A period that was not there: closed until somebody opens it."""
    head = (
        f"{origin.comment()}"
        "# Kelas terbatas sampai diperiksa; agar dapat terbit: grade: terbuka.\n"
        f"grade: terbatas\nperiod: {period}\n"
    )
    body, table = _figures(stem, dataset, period, rows, total)
    return Written({f"{stem}.yml": (head + body).encode(), **table})


def replaced_files(
    old: str,
    stem: str,
    dataset: Dataset,
    period: str,
    rows: Sequence[ImportedRow],
    total: int | None,
    origin: Origin,
    old_csv: str | None,
) -> Written:
    """The file `old` with other figures; everything else in it stays as it was written."""
    body, table = _figures(stem, dataset, period, rows, total)
    blocks = list(_blocks(_without_own_comments(old)))
    kept = [text for key, text in blocks if key not in _REPLACED]
    place = next(
        (
            sum(key not in _REPLACED for key, _ in blocks[:index])
            for index, (key, _) in enumerate(blocks)
            if key in _REPLACED
        ),
        len(kept),
    )
    text = origin.comment() + "".join([*kept[:place], body, *kept[place:]])
    removed = old_csv if old_csv and old_csv not in table else None
    return Written({f"{stem}.yml": text.encode(), **table}, removed)


def _without_own_comments(text: str) -> str:
    return "".join(
        line for line in text.splitlines(keepends=True) if not _OWN_COMMENT.fullmatch(line.strip())
    )


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """The text by top-level keys, each with the comments above it; "" for what comes before."""
    key, lines, waiting = "", list[str](), list[str]()
    for bare in text.splitlines():
        line = f"{bare}\n"
        match = _KEY.match(line)
        if match:
            yield key, "".join(lines)
            key, lines, waiting = match[1], [*waiting, line], []
        elif line.startswith("#") or not line.strip():
            waiting.append(line)
        else:
            lines += [*waiting, line]
            waiting = []
    yield key, "".join([*lines, *waiting])


def _figures(
    stem: str, dataset: Dataset, period: str, rows: Sequence[ImportedRow], total: int | None
) -> tuple[str, dict[str, bytes]]:
    """The keys `total` and `rows`, or `csv` with the file that it names."""
    names = [one.id for one in dataset.dimensions]
    records = [_record(row, names, period) for row in rows]
    head = f"total: {total}\n" if total is not None else ""
    if len(rows) <= MOST_ROWS:
        lines = [
            f"  - {{{', '.join(f'{k}: {_flow(v)}' for k, v in one.items())}}}\n" for one in records
        ]
        return f"{head}rows:\n{''.join(lines)}", {}
    columns = [
        name
        for name in ("period", *names, "count", "persons", "incidents")
        if any(name in one for one in records)
    ]
    lines = [
        ",".join(columns),
        *(",".join(one.get(name, "") for name in columns) for one in records),
    ]
    table = {f"{stem}.csv": ("\n".join(lines) + "\n").encode()}
    return f"{head}csv: {stem}.csv\n", table


def _record(row: ImportedRow, names: Sequence[str], period: str) -> dict[str, str]:
    """A row by its keys, in the order in which they are written."""
    own = {"period": row.period} if row.period != period else {}
    values = {"count": row.count, "persons": row.persons, "incidents": row.incidents}
    return {
        **own,
        **dict(zip(names, row.codes, strict=True)),
        **{name: str(value) for name, value in values.items() if value is not None},
    }


def _flow(text: str) -> str:
    """A scalar inside braces; codes, periods and numbers need no quotes, but `null` would."""
    return f"'{text}'" if text in ("null", "~") else text


def differences(
    dataset: Dataset, before: PeriodData, period: str, rows: Sequence[ImportedRow]
) -> Iterator[tuple[str, int | None, int | None]]:
    """Each count that differs: what it is, the old and the new number (None: not there)."""
    names = [one.id for one in dataset.dimensions]
    old = {_cell(row, names, period): row.count for row in before.rows or ()}
    new = {(row.period, row.codes): row.count for row in rows}
    for key in (*old, *(key for key in new if key not in old)):
        if old.get(key) != new.get(key):
            yield " ".join((key[0], *key[1])), old.get(key), new.get(key)


def _cell(row: Row, names: Sequence[str], period: str) -> tuple[str, tuple[str, ...]]:
    return row.period or period, tuple(row.codes.get(name, "") for name in names)


def write_files(folder: Path, written: Written) -> None:
    """Put all files in place, or none; raises OSError when the disk refuses.

    A CSV goes before the file that names it, so that a power cut leaves at worst a spare CSV.
    """
    names = sorted(written.files, key=lambda name: name.endswith(".yml"))
    before = {name: _bytes_of(folder / name) for name in names}
    done: list[str] = []
    try:
        for name in names:
            done.append(name)
            _put(folder / name, written.files[name])
        if written.removed:
            (folder / written.removed).unlink(missing_ok=True)
    except OSError:
        for name in done:
            _put_back(folder / name, before[name])
        raise


def _bytes_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _put(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".import-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _put_back(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(content)
