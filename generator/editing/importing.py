"""`timpora import`: the counts of an office's spreadsheet become the file of one period.

Comes in: a project and a `Request`. Goes out: an `Import` that says what was understood and what
would be written, or problems; nothing is written before `write_import`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.editing.layout import Layout, lay_out
from generator.editing.lexicon import Lexicon, normalised
from generator.editing.periodfile import (
    Origin,
    Written,
    differences,
    new_files,
    replaced_files,
    write_files,
)
from generator.editing.spreadsheet import Book, column_name, read_book
from generator.editing.tabulating import Tabulation, tabulate
from generator.editing.timewords import mentioned
from generator.periods import within
from generator.problems import Place, Problem, has_errors, quoted, suggest, visible
from generator.records.library import Library, join
from generator.records.reader import Record, read_content
from generator.records.rules import check_library
from generator.records.statistics import Dataset, Ledger, PeriodData
from generator.settings import Project
from generator.source import read_yaml
from generator.vocabulary import Grade

_STATISTICS = "statistics"
_LEDGER = "published.yml"


@dataclass(frozen=True)
class Request:
    """What the editor asked for. `means`: pairs of a text on the sheet and what it stands for."""

    file: Path
    dataset: str
    period: str
    sheet: str | None = None
    dash: str | None = None
    means: tuple[tuple[str, str], ...] = ()
    replace: bool = False


@dataclass(frozen=True)
class Import:
    """What was understood, and the files that would be written into `folder`."""

    request: Request
    dataset: Dataset
    book: Book
    layout: Layout
    tabulation: Tabulation
    folder: Path
    written: Written
    replaces: str | None = None
    changes: tuple[tuple[str, int | None, int | None], ...] = ()

    @property
    def path(self) -> Path:
        """The period's file."""
        return self.folder / next(name for name in self.written.files if name.endswith(".yml"))


@dataclass(frozen=True)
class _Home:
    """A dataset's folder as it is: its definitions, its periods, its ledger."""

    folder: Path
    dataset: Dataset
    periods: tuple[Record, ...]
    ledger: Ledger | None = field(default=None)


def prepare_import(project: Project, request: Request) -> tuple[Import | None, list[Problem]]:
    """Read the sheet and say what it means; with errors among the problems there is no `Import`."""
    home, problems = _open_dataset(project, request.dataset)
    if home is None:
        return None, problems
    lexicon = Lexicon(home.dataset, {normalised(text): target for text, target in request.means})
    wrong = list(_wrong_targets(request, lexicon))
    book, found = read_book(request.file, request.sheet)
    if book is None or wrong:
        return None, [*wrong, *found]
    layout, found = lay_out(book, lexicon)
    if layout is None or has_errors(found):
        return None, found
    tabulation, found = tabulate(book, layout, lexicon, request.period, request.dash)
    problems = [*found, *_remarks(book, layout, request)]
    if tabulation is None:
        return None, problems
    made, found = _compose(home, request, book, layout, tabulation)
    return made, problems + found


def write_import(made: Import) -> None:
    """Put the files in place, all or none. Raises OSError when the disk refuses."""
    write_files(made.folder, made.written)


def _open_dataset(project: Project, name: str) -> tuple[_Home | None, list[Problem]]:
    """The dataset `name` alone, without the rest of the content."""
    folder = project.content / _STATISTICS
    known = sorted(path.parent.name for path in folder.glob("*/dataset.yml"))
    if name not in known:
        place = Place(f"{project.settings.content}/{_STATISTICS}")
        params = {"known": ", ".join(known) or "–"}
        near = suggest(name, known)
        return None, [Problem("IMP006", place, quoted(name), suggestion=near, params=params)]
    library, problems = _read_alone(project, name)
    wrong = [one for one in problems if one.place.path.endswith(f"/{name}/dataset.yml")]
    record = library.by_id.get(name)
    if record is None or record.partial or has_errors(wrong):
        return None, wrong
    ledger = next((one.body for one in library.of("ledger")), None)
    return _Home(folder / name, record.body, tuple(library.of("period")), ledger), []


def _read_alone(
    project: Project, name: str, written: Written | None = None
) -> tuple[Library, list[Problem]]:
    """A dataset read and checked beside nothing else, with `written` in place.

    References to other records cannot be followed here, and what was published is the release's
    to compare: both are left to `timpora check`.
    """
    with TemporaryDirectory(prefix="timpora-") as name_of_copy:
        root = Path(name_of_copy)
        folder = root / project.settings.content / _STATISTICS / name
        shutil.copytree(project.content / _STATISTICS / name, folder)
        if written:
            (folder / _LEDGER).unlink(missing_ok=True)
            for file, raw in written.files.items():
                (folder / file).write_bytes(raw)
            if written.removed:
                (folder / written.removed).unlink(missing_ok=True)
        content, read = read_content(root / project.settings.content, root)
        library, _ = join(content)
        return library, [*read, *check_library(library)]


def _wrong_targets(request: Request, lexicon: Lexicon) -> Iterator[Problem]:
    for text, target in request.means:
        if not lexicon.is_target(target):
            near = suggest(target, lexicon.targets)
            place = Place(visible(request.file.name))
            yield Problem("IMP033", place, quoted(target), suggestion=near, params={"text": text})


def _remarks(book: Book, layout: Layout, request: Request) -> Iterator[Problem]:
    """What somebody should look at although it stops nothing."""
    periods = [
        (row, words, when.period(request.period) or "")
        for row, title in layout.titles
        for words, when in mentioned(title)
    ]
    if periods and not any(within(request.period, period) for _, _, period in periods if period):
        row, words, period = periods[0]
        params = {"words": words, "found": period, "period": request.period}
        yield Problem("IMP036", book.place(row, 0), params=params)
    sheet = book.sheet
    inside = [row for row in layout.body if row in sheet.hidden_rows]
    columns = [one.index for one in layout.columns if one.index in sheet.hidden_columns]
    if inside or columns or book.hidden_sheets:
        hidden = [
            *(str(row + 1) for row in inside),
            *(column_name(column) for column in columns),
            *map(quoted, book.hidden_sheets),
        ]
        yield Problem("IMP038", book.place(0, 0), params={"hidden": ", ".join(hidden)})


def _compose(
    home: _Home, request: Request, book: Book, layout: Layout, tabulation: Tabulation
) -> tuple[Import | None, list[Problem]]:
    """The files of the period, new or instead of those that are there, and checked."""
    origin = Origin(visible(book.name), visible(book.sheet.name), book.sha256)
    before = next((one for one in home.periods if one.body.period == request.period), None)
    problems: list[Problem] = []
    changes: Sequence[tuple[str, int | None, int | None]] = ()
    figures = (home.dataset, request.period, tabulation.rows, tabulation.total, origin)
    if before is None:
        written = new_files(request.period.replace("/", "--"), *figures)
    elif not request.replace:
        return None, [before.problem("IMP034", ("period",), params={"period": request.period})]
    else:
        stem = Path(before.doc.path).stem
        body: PeriodData = before.body
        written = replaced_files(before.doc.text, stem, *figures, body.csv)
        changes = tuple(differences(home.dataset, body, request.period, tabulation.rows))
        if not _keeps_the_rest(before, written, stem):
            return None, [before.problem("IMP035")]
        if _was_published(home, before):
            problems.append(before.problem("IMP037", ("period",)))
    made = Import(
        request=request,
        dataset=home.dataset,
        book=book,
        layout=layout,
        tabulation=tabulation,
        folder=home.folder,
        written=written,
        replaces=before.doc.path if before else None,
        changes=tuple(changes),
    )
    return made, problems


def _keeps_the_rest(before: Record, written: Written, stem: str) -> bool:
    """Whether the new text says the same as the old one, but for the figures."""
    doc, _ = read_yaml(before.doc.path, written.files[f"{stem}.yml"])
    replaced = {"total", "rows", "csv"}
    old = {key: value for key, value in before.doc.data.items() if key not in replaced}
    return doc is not None and old == {
        key: value for key, value in doc.data.items() if key not in replaced
    }


def _was_published(home: _Home, before: Record) -> bool:
    """Whether somebody may have seen these figures: the ledger says so, or the file itself."""
    body: PeriodData = before.body
    ledger = home.ledger.releases if home.ledger else ()
    named = any(
        within(period, body.period) or within(body.period, period)
        for release in ledger
        for period in release.cells
    )
    return named or (body.grade is Grade.TERBUKA and body.released is not None)


@dataclass(frozen=True)
class Question:
    """A problem that a person can answer: a near miss (`text`, `target`), or what empty cells mean."""

    problem: Problem
    text: str = ""
    target: str = ""


def open_questions(problems: Sequence[Problem]) -> Iterator[Question]:
    """What to ask a person, when nothing else is wrong: each text once."""
    asked: set[str] = set()
    near = {
        one: (str(one.params["text"]), str(one.params["target"]))
        for one in problems
        if one.code == "IMP014" and one.params["target"]
    }
    if any(one not in near and one.code != "IMP024" for one in problems if one.severity > 1):
        return
    for one in problems:
        text, target = near.get(one, ("", ""))
        if (one in near or one.code == "IMP024") and text not in asked:
            asked.add(text)
            yield Question(one, text, target)


def check_import(project: Project, made: Import) -> list[Problem]:
    """What `timpora check` would say of the files, before they are written."""
    _, problems = _read_alone(project, made.request.dataset, made.written)
    folder = f"{project.settings.content}/{_STATISTICS}/{made.request.dataset}/"
    mine = {f"{folder}{name}" for name in made.written.files}
    return [one for one in problems if one.place.path in mine]
