"""Every file under `content/` becomes records, or problems.

What a file is follows from where it lies (see `_kind_of`); its id is its file name. All
files are read and every problem is returned; a bad file is left out and the rest goes on.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.fields import Entry
from generator.problems import Place, Problem, quoted
from generator.records.knowledge import KnowledgePage, TermFile
from generator.records.meeting import Meeting
from generator.records.organisation import Organisation, PlaceFile
from generator.records.regulation import Regulation
from generator.records.shape import Leaf, leaves
from generator.records.statistics import Dataset, PeriodData
from generator.source import SourceDoc, decode, read_markdown, read_yaml
from generator.validate import validate

ATTACHMENTS = "attachments"
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]*")
_IGNORED = frozenset({".gitkeep", ".DS_Store", "Thumbs.db"})
_FOLDERS: dict[str, tuple[str, type[Entry]]] = {
    "meetings": ("meeting", Meeting),
    "regulations": ("regulation", Regulation),
    "organisations": ("organisation", Organisation),
}
_LISTS: dict[str, tuple[str, type[Entry], str, str]] = {
    "places.yml": ("place", PlaceFile, "places", "code"),
    "glossary.yml": ("term", TermFile, "terms", "id"),
}


@dataclass(frozen=True)
class Record:
    """One thing that an editor wrote, with where it stands.

    `at` is the path of the record inside `doc` (empty unless the file lists several).
    """

    kind: str
    id: str
    body: Any
    doc: SourceDoc = field(repr=False)
    at: tuple[str | int, ...] = ()

    def problem(self, code: str, path: tuple[str | int, ...] = (), **more: Any) -> Problem:
        """A problem of rule `code` at the value under `path` of this record."""
        return self.doc.problem(code, self.at + path, **more)

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every filled value inside the record, graded by the record itself."""
        return tuple(leaves(self.body))

    @property
    def place(self) -> Place:
        """Where the record begins."""
        return self.doc.place(self.at) if self.at else Place(self.doc.path)


@dataclass(frozen=True)
class Content:
    """What was read: records in file order, attachment files by their path below attachments/."""

    records: tuple[Record, ...]
    attachments: dict[str, Path]


def read_content(folder: Path, root: Path) -> tuple[Content, list[Problem]]:
    """All records below `folder`; paths in problems are relative to `root`."""
    if not folder.is_dir():
        return Content((), {}), [Problem("FILE010", Place(_relative(folder, root)))]
    files, problems = _scan(folder, root)
    records: list[Record] = []
    for name in files:
        found, wrong = _read_file(folder, root, name)
        records += found
        problems += wrong
    attachments = {
        name.removeprefix(f"{ATTACHMENTS}/"): folder / name
        for name in files
        if name.startswith(f"{ATTACHMENTS}/")
    }
    return Content(tuple(records), attachments), problems


def _scan(folder: Path, root: Path) -> tuple[list[str], list[Problem]]:
    """The names of all files below `folder` (posix, sorted) that may be read."""
    names: list[str] = []
    problems: list[Problem] = []
    for path in sorted(_walk(folder), key=lambda found: found.relative_to(folder).as_posix()):
        name = path.relative_to(folder).as_posix()
        if path.name in _IGNORED:
            continue
        code = _refusal(path, folder, name)
        if code:
            problems.append(Problem(code, Place(_relative(path, root)), found=quoted(path.name)))
        else:
            names.append(name)
    return names, problems


def _walk(folder: Path) -> Iterator[Path]:
    """Files below `folder`; linked folders are reported as they are, never entered."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        else:
            yield path


def _refusal(path: Path, folder: Path, name: str) -> str:
    """The rule that keeps a file from being read, or ""."""
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        return "FILE007"
    if path.is_dir():
        return "FILE007"
    if not all(_NAME.fullmatch(part) for part in name.split("/")):
        return "FILE008"
    if path.suffix == ".yaml":
        return "FILE011"
    return "" if name.startswith(f"{ATTACHMENTS}/") or _kind_of(name) else "FILE009"


def _kind_of(name: str) -> str:
    """What a file is, from its path below content/; "" when it has no place there."""
    top, _, rest = name.partition("/")
    if not rest:
        return _LISTS[name][0] if name in _LISTS else ""
    if top in _FOLDERS and rest.endswith(".yml"):
        return _FOLDERS[top][0]
    if top == "knowledge" and rest.endswith(".md"):
        return "translation" if rest.endswith(".en.md") else "page"
    if top == "statistics" and rest.count("/") == 1:
        return {"dataset.yml": "dataset"}.get(
            Path(rest).name, _STATISTICS.get(Path(rest).suffix, "")
        )
    return ""


_STATISTICS = {".yml": "period", ".csv": "csv"}


def _read_file(folder: Path, root: Path, name: str) -> tuple[list[Record], list[Problem]]:
    kind = _kind_of(name)
    if not kind or kind in ("csv", "translation"):
        return [], []
    path = _relative(folder / name, root)
    try:
        raw = (folder / name).read_bytes()
    except OSError as error:
        return [], [Problem("FILE001", Place(path), found=quoted(error.strerror))]
    doc, problems = read_markdown(path, raw) if kind == "page" else read_yaml(path, raw)
    if doc is None:
        return [], problems
    records, found = _records_of(folder, name, kind, doc)
    return records, problems + found


def _records_of(
    folder: Path, name: str, kind: str, doc: SourceDoc
) -> tuple[list[Record], list[Problem]]:
    if name in _LISTS:
        return _read_list(name, doc)
    if kind == "page":
        return _read_page(folder, name, doc)
    if kind == "period":
        return _read_period(folder, name, doc)
    identity = name.split("/")[1] if kind == "dataset" else Path(name).stem
    model = Dataset if kind == "dataset" else _FOLDERS[name.split("/", maxsplit=1)[0]][1]
    body, problems = validate(model, doc)
    return ([] if body is None else [Record(kind, identity, body, doc)]), problems


def _read_list(name: str, doc: SourceDoc) -> tuple[list[Record], list[Problem]]:
    """A file of many small records; its own grade holds where an item has none."""
    kind, model, items_key, id_key = _LISTS[name]
    items = doc.data.get(items_key)
    if isinstance(items, list) and "grade" in doc.data:
        shared = doc.data["grade"]
        items = [{"grade": shared, **item} if isinstance(item, dict) else item for item in items]
        body, problems = validate(model, doc, {**doc.data, items_key: items})
    else:
        body, problems = validate(model, doc)
    if body is None:
        return [], problems
    return [
        Record(kind, getattr(item, id_key), item, doc, (items_key, index))
        for index, item in enumerate(getattr(body, items_key))
    ], problems


def _read_page(folder: Path, name: str, doc: SourceDoc) -> tuple[list[Record], list[Problem]]:
    problems: list[Problem] = []
    body: dict[str, str] = {"id": doc.body}
    twin = folder / f"{name.removesuffix('.md')}.en.md"
    if twin.is_file():
        english, problems = decode(doc.path.removesuffix(".md") + ".en.md", twin.read_bytes())
        body["en"] = english or ""
    page, found = validate(KnowledgePage, doc, {**doc.data, "body": body})
    identity = name.removeprefix("knowledge/").removesuffix(".md").removesuffix("/index")
    return ([] if page is None else [Record("page", identity, page, doc)]), problems + found


def _read_period(folder: Path, name: str, doc: SourceDoc) -> tuple[list[Record], list[Problem]]:
    data = dict(doc.data)
    problems: list[Problem] = []
    if isinstance(data.get("csv"), str):
        data["rows"], problems = _read_csv(folder / Path(name).parent / data["csv"], doc)
    body, found = validate(PeriodData, doc, data)
    identity = "/".join(name.split("/")[1:]).removesuffix(".yml")
    if body is None or problems:
        return [], problems + found
    return [Record("period", identity, body, doc)], found


def _read_csv(path: Path, doc: SourceDoc) -> tuple[list[dict[str, str]], list[Problem]]:
    """Rows of a CSV file beside the period's YAML: a header, then one count a line."""
    if not _NAME.fullmatch(path.name) or path.suffix != ".csv" or not path.is_file():
        return [], [doc.problem("ATT001", ("csv",), found=quoted(path.name))]
    text, problems = decode(f"{doc.path.rsplit('/', 1)[0]}/{path.name}", path.read_bytes())
    if text is None:
        return [], problems
    reader = csv.DictReader(io.StringIO(text))
    rows = [{str(name): value for name, value in row.items()} for row in reader]
    if "count" not in (reader.fieldnames or ()) or any(
        None in row.values() or "None" in row for row in rows
    ):
        place = Place(f"{doc.path.rsplit('/', 1)[0]}/{path.name}", 1, 1)
        expected = {"expected": "count, period, dan satu kolom per dimensi"}
        found = quoted(",".join(reader.fieldnames or ()))
        return [], [*problems, Problem("STA005", place, found=found, params=expected)]
    return [{key: value for key, value in row.items() if value != ""} for row in rows], problems


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
