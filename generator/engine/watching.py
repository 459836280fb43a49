"""What the preview waits for: changes of the content, the templates and the settings."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread

from watchfiles import Change, DefaultFilter, watch

from generator.disclosure.addresses import NAME as ADDRESSES
from generator.locating import templates_dir
from generator.settings import Project


@dataclass(frozen=True)
class Changes:
    """A burst of changes: the names of the files; `moved` when what is watched may have changed."""

    names: frozenset[str]
    moved: bool


Reports = SimpleQueue[Changes | Exception]


class WatchError(Exception):
    """The system refuses to watch; says why."""


def next_changes(reports: Reports) -> Changes:
    """Waits for changes; what came in meanwhile is put together. Raises `WatchError`."""
    found = [reports.get()]
    while True:
        try:
            found.append(reports.get_nowait())
        except Empty:
            break
    for report in found:
        if isinstance(report, Exception):
            raise WatchError(str(report)) from report
    changes = [report for report in found if isinstance(report, Changes)]
    names = frozenset().union(*(change.names for change in changes))
    return Changes(names, any(change.moved for change in changes))


@contextmanager
def watched(project: Project) -> Iterator[Reports]:
    """Reports changes below the content and the templates, and of the files beside them."""
    reports: Reports = SimpleQueue()
    stop = Event()
    threads = [
        Thread(target=_report_below, args=(project, reports, stop), daemon=True),
        Thread(target=_report_beside, args=(project, reports, stop), daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        yield reports
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def _report_below(project: Project, reports: Reports, stop: Event) -> None:
    folders = [folder for folder in (project.content, templates_dir()) if folder.is_dir()]
    try:
        for changes in watch(*folders, stop_event=stop):
            reports.put(Changes(frozenset(path for _, path in changes), moved=False))
    except (OSError, RuntimeError) as error:
        reports.put(error)


def _report_beside(project: Project, reports: Reports, stop: Event) -> None:
    """The settings, the public addresses and the content folder itself, which editors and git replace."""
    config = project.root / project.config_name
    folders = {path.parent for path in (config, project.content) if path.parent.is_dir()}
    usual = DefaultFilter()

    def concerns_us(change: Change, path: str) -> bool:
        name = Path(path).name
        replaced = name == project.content.name and change is not Change.modified
        return usual(change, path) and (replaced or name in (config.name, ADDRESSES))

    try:
        for changes in watch(*folders, watch_filter=concerns_us, stop_event=stop, recursive=False):
            reports.put(Changes(frozenset(path for _, path in changes), moved=True))
    except (OSError, RuntimeError) as error:
        reports.put(error)
