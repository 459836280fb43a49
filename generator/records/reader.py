"""Every file under `content/` becomes records, or problems.

What a file is follows from where it lies (see `_kind_of`); its id is its file name. All
files are read and every problem is returned; a bad file is left out and the rest goes on.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

from generator.fields import Entry
from generator.problems import Place, Problem, exact, quoted, suggest
from generator.records.knowledge import KnowledgePage, TermFile
from generator.records.meeting import Meeting
from generator.records.organisation import Organisation, PlaceFile
from generator.records.regulation import Regulation
from generator.records.shape import Leaf, leaves
from generator.records.statistics import Dataset, Ledger, PeriodData
from generator.source import (
    MAX_BYTES,
    Beside,
    SourceDoc,
    decode,
    original_path,
    read_markdown,
    read_yaml,
    too_large,
)
from generator.validate import salvage, validate
from generator.vocabulary import Grade

ATTACHMENTS = "attachments"
_OF_FIELDS = frozenset(("grades", "hanya_kolom"))  # who may see single fields
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]*")
_CSV_NAME = re.compile(rb"[a-z0-9][a-z0-9.-]*\.csv")
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

RECORD_MODELS: tuple[type[Entry], ...] = (
    *(model for _, model in _FOLDERS.values()),
    *(model for _, model, _, _ in _LISTS.values()),
    *(Dataset, PeriodData, Ledger, KnowledgePage),
)


@dataclass(frozen=True)
class Record:
    """One thing that an editor wrote, with where it stands.

    `at` is the path of the record inside `doc` (empty unless the file lists several). `partial`:
    something wrong was left out of it or filled in (`invented`), so it serves for checks only.
    """

    kind: str
    id: str
    body: Any
    doc: SourceDoc = field(repr=False)
    at: tuple[str | int, ...] = ()
    partial: bool = False
    invented: frozenset[str] = frozenset()

    def __reduce__(self) -> tuple[Any, ...]:
        """Without what is worked out from the body."""
        given = (self.kind, self.id, self.body, self.doc)
        return type(self), (*given, self.at, self.partial, self.invented)

    def problem(self, code: str, path: tuple[str | int, ...] = (), **more: Any) -> Problem:
        """A problem of rule `code` at the value under `path` of this record."""
        return self.doc.problem(code, self.at + path, **more)

    def place_of(self, path: tuple[str | int, ...]) -> Place:
        """Where the value under `path` of this record stands."""
        return self.doc.place(self.at + path)

    def text_problem(
        self, code: str, path: tuple[str | int, ...], spot: tuple[str, str, int], **more: Any
    ) -> Problem:
        """A problem inside a text: `spot` is its language, the words, and which time they occur."""
        problem = self.problem(code, path, **more)
        place = self.doc.find(self.at + path, *spot)
        if place is None:
            return problem
        return replace(problem, place=place, excerpt=self.doc.excerpt(place))

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every filled value inside the record, graded by the record itself."""
        return tuple(leaves(self.body))

    @cached_property
    def touched(self) -> frozenset[str]:
        """The keys whose values are not wholly those that were written."""
        at = original_path(self.at, self.doc.dropped)
        depth = len(at)
        return self.invented | {
            str(path[depth])
            for path in self.doc.dropped
            if len(path) > depth and path[:depth] == at
        }

    @property
    def grade_is_unsure(self) -> bool:
        """Whether a grade that was mistyped here could change what may be pointed to."""
        if not (self.doc.dropped or self.invented):
            return False
        named = {str(path[-1]) for path in self.doc.dropped}
        of_fields = {str(step) for path in self.doc.dropped for step in path[:-1]} & _OF_FIELDS
        said = {"grade", "stage", "source", "hanya", *_OF_FIELDS}
        return bool(of_fields) or not said.isdisjoint(named | self.touched)

    @property
    def place(self) -> Place:
        """Where the record begins."""
        return self.doc.place(self.at) if self.at else Place(self.doc.path)


@dataclass(frozen=True)
class Content:
    """What was read: records in file order, attachment files by their path below attachments/.

    `unread` holds the ids of files that are there but could not be read, `unread_kinds` the kinds
    whose list could not be: a reference to them is not called dangling.
    """

    records: tuple[Record, ...]
    attachments: dict[str, Path]
    unread: frozenset[str] = frozenset()
    unread_kinds: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Found:
    """One file of the content folder: its name below it, how problems call it, and what it holds.

    Without `raw` it could not be handed over; `problems` say why.
    """

    name: str
    path: str
    raw: bytes | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Source:
    """One file with all that it is read together with: see `read_one`."""

    found: Found
    beside: Mapping[str, Found]
    csv_names: Sequence[str]


@dataclass(frozen=True)
class Reading:
    """What one file came to: its records, and what is wrong with it."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...] = ()


class Kept(Protocol):
    """Readings of an earlier run, by the digest of everything that they were made from."""

    def get(self, digest: bytes) -> Reading | None:
        """What was made from the same names and bytes, if it is kept."""

    def put(self, digest: bytes, reading: Reading) -> None:
        """Takes a new one."""

    def run(
        self, work: Callable[[Sequence[Source]], list[Reading]], sources: Sequence[Source]
    ) -> Iterable[Reading]:
        """What `work` makes of the sources, in order, in as many processes as there may be."""


@dataclass(frozen=True)
class _Files:
    """The files that may be read: names below `folder`; problems name them relative to `root`."""

    folder: Path
    root: Path
    names: tuple[str, ...]

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(self.names)

    @cached_property
    def csv_names(self) -> tuple[str, ...]:
        """The names of all CSV files, without their folders."""
        return tuple(Path(name).name for name in self.names if _kind_of(name) == "csv")

    def path(self, name: str) -> str:
        """How problems call the file `name`."""
        return self._start + name

    @cached_property
    def _start(self) -> str:
        """What stands before every name below the folder."""
        folder = _relative(self.folder, self.root)
        return "" if folder == "." else f"{folder}/"

    def read(self, name: str) -> tuple[bytes | None, list[Problem]]:
        """The bytes of a file, or why there are none."""
        return read_bytes(self.folder / name, self.path(name))

    def find(self, name: str) -> Found:
        """A file with its bytes."""
        raw, problems = self.read(name)
        return Found(name, self.path(name), raw, tuple(problems))

    def source(self, name: str) -> Source:
        """A file with the files that it is read together with."""
        found = self.find(name)
        return Source(found, self.beside(found), self.csv_names)

    def beside(self, found: Found) -> dict[str, Found]:
        """The files that `found` is read together with, by name."""
        return {name: self.find(name) for name in self._beside(found) if name in self.known}

    def _beside(self, found: Found) -> Iterable[str]:
        kind, folder = _kind_of(found.name), found.name.rpartition("/")[0]
        if kind == "page":
            return (_twin(found.name),)
        if kind != "period" or not found.raw:
            return ()
        if b"\\" in found.raw:  # an escape can write a name in other letters
            return (name for name in self.names if name.startswith(f"{folder}/"))
        return sorted({f"{folder}/{name.decode()}" for name in _CSV_NAME.findall(found.raw)})


def read_content(
    folder: Path, root: Path, kept: Kept | None = None
) -> tuple[Content, list[Problem]]:
    """All records below `folder`; paths in problems are relative to `root`.

    A file is not read again where `kept` has what came of the same bytes.
    """
    if not folder.is_dir():
        return Content((), {}), [Problem("FILE010", Place(_relative(folder, root)))]
    files, problems = _scan(folder, root)
    records: list[Record] = []
    unread: set[str] = set()
    unread_kinds: set[str] = set()
    sources = [files.source(name) for name in files.names if _is_read(name)]
    for source, reading in zip(sources, _readings(sources, kept), strict=True):
        records += reading.records
        problems += reading.problems
        if reading.records or not reading.problems:
            continue
        name = source.found.name
        if name in _LISTS:
            unread_kinds.add(_LISTS[name][0])
        else:
            unread.add(_identity(name))
    problems += _left_over(files, records)
    attachments = {
        name.removeprefix(f"{ATTACHMENTS}/"): folder / name
        for name in files.names
        if name.startswith(f"{ATTACHMENTS}/")
    }
    content = Content(tuple(records), attachments, frozenset(unread), frozenset(unread_kinds))
    return content, problems


def _readings(sources: Sequence[Source], kept: Kept | None) -> Iterator[Reading]:
    """What each file came to; only what is not `kept` is read."""
    if kept is None:
        yield from read_all(sources)
        return
    digests = [digest_of(source.found, source.beside) for source in sources]
    known = [kept.get(digest) if digest else None for digest in digests]
    unread = [source for source, reading in zip(sources, known, strict=True) if reading is None]
    made = iter(kept.run(read_all, unread))
    for digest, reading in zip(digests, known, strict=True):
        if reading is not None:
            yield reading
            continue
        fresh = next(made)
        if digest and _stands_alone(fresh):
            kept.put(digest, fresh)
        yield fresh


def read_all(sources: Sequence[Source]) -> list[Reading]:
    """What each of several files came to."""
    return [read_one(source.found, source.beside, source.csv_names) for source in sources]


def digest_of(found: Found, beside: Mapping[str, Found]) -> bytes | None:
    """SHA-256 of all that a reading is made from, names included; None where a file has no bytes."""
    digest = hashlib.sha256()
    for one in (found, *(beside[name] for name in sorted(beside))):
        if one.raw is None:
            return None
        digest.update(f"{one.path}\0{one.name}\0{len(one.raw)}\0".encode())
        digest.update(one.raw)
    return digest.digest()


def _stands_alone(reading: Reading) -> bool:
    """Whether nothing in it comes from the names of files that it was not read together with."""
    return all(problem.code != "STA012" for problem in reading.problems)


def read_one(
    found: Found, beside: Mapping[str, Found] = MappingProxyType({}), csv_names: Sequence[str] = ()
) -> Reading:
    """The records of one file, and what is wrong with it.

    `beside` are the files that may be read together with it, by name: the English text of a page,
    the CSV of a period. `csv_names` are those that a mistyped one could mean.
    """
    if not _is_read(found.name):
        return Reading(())
    if found.raw is None:
        return Reading((), found.problems)
    name, kind = found.name, _kind_of(found.name)
    read = read_markdown if kind == "page" else read_yaml
    doc, problems = read(found.path, found.raw)
    if kind == "page":
        english, wrong = _english(beside.get(_twin(name)))
        doc = doc and replace(doc, english=english)
        problems += wrong
    if doc is None:
        return Reading((), tuple(problems))
    if kind == "period":
        records, wrong = _read_period(beside, csv_names, name, doc)
    else:
        records, wrong = _records_of(name, kind, doc)
    return Reading(tuple(records), (*problems, *wrong))


def read_alone(name: str, files: Mapping[str, bytes]) -> tuple[Record, ...]:
    """The records in the file `name` of `files`, by names below the content folder, as they once were.

    None when something in them is wrong: what was understood of it could be graded wrongly.
    """
    if name not in files:
        return ()
    found = {path: Found(path, path, raw) for path, raw in files.items()}
    records = read_one(found[name], found).records
    return () if any(record.partial for record in records) else records


def _left_over(files: _Files, records: Iterable[Record]) -> Iterator[Problem]:
    """Files never read: a translation without its page, a CSV file or period without its own."""
    wanted = {record.doc.table.path for record in records if record.doc.table}
    undefined: set[str] = set()
    for name in files.names:
        kind = _kind_of(name)
        if kind not in _NOT_ALONE:
            continue
        place = Place(files.path(name))
        if kind == "translation" and f"{name.removesuffix('.en.md')}.md" not in files.known:
            page = Path(name).name.removesuffix(".en.md") + ".md"
            pages = [Path(other).name for other in files.names if _kind_of(other) == "page"]
            yield Problem("FILE013", place, suggestion=suggest(page, pages), params={"page": page})
        elif kind == "csv" and place.path not in wanted and not _names_csv(files, name):
            yield Problem("FILE014", place)
        home = f"{Path(name).parent.as_posix()}/dataset.yml"
        if (
            kind in ("period", "csv", "ledger")
            and home not in files.known
            and home not in undefined
        ):
            undefined.add(home)
            yield Problem("STA010", Place(files.path(home)))


_NOT_ALONE = ("translation", "csv", "period", "ledger")


def _names_csv(files: _Files, name: str) -> bool:
    """Whether a period beside the CSV file `name` mentions it, though it could not be read."""
    folder, _, csv_name = name.rpartition("/")
    return any(
        csv_name.encode() in (files.read(other)[0] or b"")
        for other in files.names
        if _kind_of(other) == "period" and other.rpartition("/")[0] == folder
    )


def _scan(folder: Path, root: Path) -> tuple[_Files, list[Problem]]:
    """All files below `folder` that may be read, sorted."""
    names: list[str] = []
    problems: list[Problem] = []
    for path in sorted(_walk(folder, problems, root), key=lambda found: found.as_posix()):
        name = path.relative_to(folder).as_posix()
        if path.name in _IGNORED:
            continue
        code = _refusal(path, folder, name)
        if code:
            problems.append(Problem(code, Place(_relative(path, root)), found=_misnamed(name)))
        else:
            names.append(name)
    return _Files(folder, root, tuple(names)), problems


def _walk(folder: Path, problems: list[Problem], root: Path) -> Iterator[Path]:
    """Files below `folder`; linked folders are reported as they are, never entered."""
    try:
        inside = list(folder.iterdir())
    except OSError as error:
        problems.append(unreadable(_relative(folder, root), error))
        return
    for path in inside:
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path, problems, root)
        else:
            yield path


def unreadable(path: str, error: OSError) -> Problem:
    """The problem of a file or folder that the system does not hand over."""
    return Problem("FILE001", Place(path), found=quoted(error.strerror or type(error).__name__))


def _refusal(path: Path, folder: Path, name: str) -> str:
    """The rule that keeps a file from being read, or ""."""
    if path.is_symlink():
        try:
            inside = path.resolve(strict=True).is_relative_to(folder.resolve())
        except (OSError, RuntimeError):  # the link points to nothing, or to itself
            return "FILE012"
        if not inside:
            return "FILE007"
        if path.is_dir():
            return "FILE015"
    if not all(_NAME.fullmatch(part) for part in name.split("/")):
        return "FILE008"
    if path.suffix == ".yaml":
        return "FILE011"
    return "" if name.startswith(f"{ATTACHMENTS}/") or _kind_of(name) else "FILE009"


def _misnamed(name: str) -> str:
    """The folder or file name to look at: the first that is not allowed, else the last."""
    parts = name.split("/")
    return exact(next((part for part in parts if not _NAME.fullmatch(part)), parts[-1]))


def _identity(name: str) -> str:
    """The id of the record in the file `name`."""
    top, _, rest = name.partition("/")
    if top == "knowledge":
        return rest.removesuffix(".md").removesuffix("/index")
    if top == "statistics":
        return rest.removesuffix(".yml").removesuffix("/dataset")
    return Path(name).stem


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
        return _STATISTICS.get(Path(rest).name) or _STATISTICS.get(Path(rest).suffix, "")
    return ""


_STATISTICS = {
    "dataset.yml": "dataset",
    "published.yml": "ledger",
    ".yml": "period",
    ".csv": "csv",
}
_MODELS: dict[str, type[Entry]] = {"dataset": Dataset, "ledger": Ledger}


def _is_read(name: str) -> bool:
    """Whether a file is read for itself, and not with another or not at all."""
    return _kind_of(name) not in ("", "csv", "translation")


def _twin(page: str) -> str:
    """The name of the English text of a page."""
    return f"{page.removesuffix('.md')}.en.md"


def read_bytes(file: Path, path: str) -> tuple[bytes | None, list[Problem]]:
    """The bytes of a file, or why there are none; nothing is waited for and nothing huge is read."""
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            return None, [Problem("FILE001", Place(path))]
        if status.st_size > MAX_BYTES:
            return None, [too_large(path, status.st_size)]
        return file.read_bytes(), []
    except OSError as error:
        return None, [unreadable(path, error)]


def _records_of(name: str, kind: str, doc: SourceDoc) -> tuple[list[Record], list[Problem]]:
    if name in _LISTS:
        return _read_list(name, doc)
    if kind == "page":
        return _read_page(name, doc)
    model = _MODELS.get(kind) or _FOLDERS[name.split("/", maxsplit=1)[0]][1]
    return _one_record(kind, name, model, doc, doc.data)


def _one_record(
    kind: str, name: str, model: type[Entry], doc: SourceDoc, data: dict[str, Any]
) -> tuple[list[Record], list[Problem]]:
    """The record of a file, whole or (with problems) as much of it as can be checked further."""
    body, problems = validate(model, doc, data)
    if body is not None:
        return [Record(kind, _identity(name), body, doc)], problems
    saved = salvage(model, data)
    if saved is None:
        return [], problems
    doc = replace(doc, dropped=saved.dropped)
    record = Record(kind, _identity(name), saved.body, doc, partial=True, invented=saved.invented)
    return [record], problems


def _read_list(name: str, doc: SourceDoc) -> tuple[list[Record], list[Problem]]:
    """A file of many small records; its own grade and source hold where an item has none."""
    kind, model, items_key, id_key = _LISTS[name]
    data = doc.data
    items, shared = data.get(items_key), _shared(data, items_key)
    if isinstance(items, list) and shared:
        given = [_with_shared(item, shared) if isinstance(item, dict) else item for item in items]
        data = {**data, items_key: given}
    found, problems = _one_record(kind, name, model, doc, data)
    return [
        Record(kind, getattr(item, id_key), item, whole.doc, (items_key, index), whole.partial)
        for whole in found
        for index, item in enumerate(getattr(whole.body, items_key))
    ], problems


def _shared(data: dict[str, Any], items_key: str) -> dict[str, Any]:
    """What the items of a list file take from the file; a wrong grade is reported once, there."""
    grade = data.get("grade") or _UNMARKED
    shared = {"grade": grade} if isinstance(grade, str) and grade in _GRADES else {}
    source = data.get("source") if items_key == "places" else None
    return {**shared, "source": source} if isinstance(source, dict) else shared


def _with_shared(item: dict[str, Any], shared: dict[str, Any]) -> dict[str, Any]:
    """`item` with what it takes from its file; its own grade counts only where it is higher."""
    given = shared | _written(item)
    grades = [entry["grade"] for entry in (shared, given) if entry.get("grade") in _GRADES]
    if len(grades) == 2:
        given["grade"] = str(max(map(Grade.of, grades)))
    return given


def _written(item: dict[str, Any]) -> dict[str, Any]:
    """`item` without an empty `grade:` or `source:`, which count as not written."""
    return {
        key: value for key, value in item.items() if value is not None or key not in _SHARED_KEYS
    }


_GRADES = tuple(grade.value for grade in Grade)
_UNMARKED = str(Grade.TERBATAS)
_SHARED_KEYS = ("grade", "source")


def _read_page(name: str, doc: SourceDoc) -> tuple[list[Record], list[Problem]]:
    problems = []
    if "body" in doc.data:
        problems.append(doc.problem("FILE017", ("body",), on_key=True))
    body = {"id": doc.body, "en": doc.english.text if doc.english else None}
    records, found = _one_record("page", name, KnowledgePage, doc, {**doc.data, "body": body})
    return records, problems + found


def _english(twin: Found | None) -> tuple[Beside | None, list[Problem]]:
    """The English text of a page, when there is one."""
    if twin is None:
        return None, []
    if twin.raw is None:
        return None, list(twin.problems)
    text, problems = decode(twin.path, twin.raw)
    if text is None:
        return None, problems
    if text.startswith("---\n"):
        problems.append(Problem("FILE016", Place(twin.path, 1, 1), excerpt="---"))
    return Beside(twin.path, text), problems


def _read_period(
    beside: Mapping[str, Found], csv_names: Sequence[str], name: str, doc: SourceDoc
) -> tuple[list[Record], list[Problem]]:
    data = dict(doc.data)
    if "csv" not in data or data["csv"] is None:
        return _one_record("period", name, PeriodData, doc, data)
    if data.get("rows") is not None:
        problem = doc.problem("STA011", ("csv",), on_key=True)
        records, found = _one_record("period", name, PeriodData, doc, data)
        return records, [problem, *found]
    named = name.rpartition("/")[0], data["csv"]
    rows, table, problems = _read_csv(beside, csv_names, named, doc)
    if table is None:
        records, found = _one_record("period", name, PeriodData, doc, data)
        return [replace(record, partial=True) for record in records], problems + found
    doc = replace(doc, table=table)
    records, found = _one_record("period", name, PeriodData, doc, {**data, "rows": rows})
    return records, problems + found


def _read_csv(
    beside: Mapping[str, Found], csv_names: Sequence[str], named: tuple[str, Any], doc: SourceDoc
) -> tuple[list[dict[str, str]], Beside | None, list[Problem]]:
    """Rows of the CSV file `named` by folder and name: a header, then one count a line."""
    folder, name = named
    if not isinstance(name, str):
        return [], None, []
    file = beside.get(f"{folder}/{name}")
    if file is None or not name.endswith(".csv"):
        near = suggest(name, csv_names)
        return [], None, [doc.problem("STA012", ("csv",), found=quoted(name), suggestion=near)]
    text, wrong = (None, list(file.problems)) if file.raw is None else decode(file.path, file.raw)
    if text is None:
        return [], None, wrong
    rows, lines, found = _csv_rows(file.path, text)
    return rows, None if found else Beside(file.path, text, lines), [*wrong, *found]


def _csv_rows(path: str, text: str) -> tuple[list[dict[str, str]], tuple[int, ...], list[Problem]]:
    """The rows of a CSV text with the line of each, and what is wrong with its form."""
    lines = text.split("\n")
    reader = csv.reader(io.StringIO(text), strict=True)
    rows, row_lines, problems = [], [], []
    try:
        header = next(reader, [])
        if "count" not in header or len(set(header)) < len(header) or "" in header:
            return [], (), [Problem("STA005", Place(path, 1, 1), excerpt=lines[0])]
        for cells in reader:
            number = reader.line_num
            if len(cells) == len(header):
                rows.append({name: cell for name, cell in zip(header, cells, strict=True) if cell})
                row_lines.append(number)
            elif cells:
                params = {"expected": str(len(header))}
                place = Place(path, number, 1)
                excerpt = lines[number - 1]
                problems.append(
                    Problem("STA013", place, str(len(cells)), excerpt=excerpt, params=params)
                )
    except csv.Error:
        number = max(reader.line_num, 1)
        problems.append(Problem("STA014", Place(path, number, 1), excerpt=lines[number - 1]))
    return rows, tuple(row_lines), problems


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
