"""The flow, from content to both sites. Read this first.

files -> has anything changed since the last build?       (`scan`, `Memory`)
content/*.yml -> records -> library -> view per site      (behind the wall: `disclose`)
view -> page specs -> those that changed -> files         (`plan_*`, `render`)
public figures -> audit; pages -> search index            (`audit_figures`, `index_site`)
files -> guard -> one switch                              (`guard`, `switch`)
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.engine.inputs import scan
from generator.engine.memory import Last, Memory, Sites
from generator.engine.publish import (
    Change,
    NotWholeError,
    PublishError,
    claimed,
    publish,
    published,
    switch,
)
from generator.engine.store import NAME as STORE
from generator.engine.store import Store
from generator.engine.unchanged import (
    CACHE,
    Built,
    mark_of,
    remember_office,
    same_as_last,
)
from generator.engine.workers import ALONE, Workers
from generator.problems import Exit
from generator.settings import PUBLIC, Project, SettingsError

if TYPE_CHECKING:
    from generator.disclosure.history import Historian
    from generator.engine.making import Made

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Options:
    """How to build: the day on which the sites are read, how strict to be, who knows the history."""

    today: date
    strict: bool = False
    output: Path | None = None
    historian: Historian | None = None
    history: str = ""  # names the state of the history, so that another one is noticed
    preview: bool = False  # on this computer only: nothing has to be approved to be looked at
    workers: Workers = ALONE
    wait: float = 0.0  # seconds, for another build of the same output
    cache: Path | None = None  # where what is costly to make is kept

    @property
    def mark(self) -> bytes:
        """All of them that the sites, or what is said of them, depend on."""
        return mark_of(self.today, strict=self.strict, history=self.history, preview=self.preview)


def build(project: Project, options: Options, progress: Progress = lambda *_: None) -> Built:
    """Make both sites of `project`; nothing is written unless everything succeeded."""
    started = time.perf_counter()
    task = _Task(project, options, progress)
    try:
        with (
            claimed(task.output, options.wait),
            closing(Store(task.cache / STORE)) as store,
            _uncollected(),
        ):
            try:
                built = _build(task, Memory(store, task.output))
            except NotWholeError:  # what was published is damaged: nothing is built upon it
                built = _build(task, Memory(store, task.output), anew=True)
    except (SettingsError, PublishError) as error:
        built = Built(Exit.USAGE, (error.problem,))
    return replace(built, seconds=time.perf_counter() - started)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cycles: a build makes millions of objects and hardly any of those."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True)
class _Task:
    """What to build, and where to."""

    project: Project
    options: Options
    progress: Progress

    @property
    def output(self) -> Path:
        return self.options.output or self.project.output

    @property
    def cache(self) -> Path:
        return self.options.cache or self.project.root / CACHE


def _build(task: _Task, memory: Memory, *, anew: bool = False) -> Built:
    project, options = task.project, task.options
    task.progress("read", 0, 0)
    inputs = scan(project, memory.seen())
    mark = inputs.mark(options.mark)
    if not anew and (same := same_as_last(memory, inputs, task.output, options.mark)):
        return same

    from generator.engine import making, rendering  # all that is slow to load is first needed here

    readings = memory.readings(inputs.maker, options.workers)
    prepared = making.prepare(project, options.today, options.historian, readings)
    readings.keep()
    verdict, problems = making.refused(prepared, strict=options.strict, preview=options.preview)
    if verdict is not Exit.FINE:
        return Built(verdict, problems, prepared.records)
    drawings = task.cache / "charts"
    way = rendering.Way(project.settings, task.progress, drawings, options.workers, inputs)
    before = {} if anew else memory.sites(published(task.output), inputs.maker)
    made = making.make(prepared, way, task.cache, before, task.output)
    if made.leaks:
        return Built(Exit.WOULD_DISCLOSE, (*problems, *made.leaks), prepared.records)
    task.progress("publish", 0, 0)
    state = _put(task.output, made, before, prepared.beside)
    if scan(project, inputs.files).mark(options.mark) != mark:
        mark = b""  # something changed meanwhile: it is not known from what this state was made
    problems = (*problems, *made.problems)
    built = Last(state, mark, prepared.records, made.pages, problems)
    memory.keep(built, making.memories(made), inputs)
    remember_office(memory.store, project)
    rendering.tidy(way)
    return Built(Exit.FINE, problems, built.records, built.pages, task.output)


def _put(output: Path, made: Made, before: Sites, beside: Mapping[str, bytes]) -> str:
    """Put both sites in place in one switch; gives the name of the new state.

    Raises `NotWholeError` when files that were to stay are not there as they were.
    """
    if not before:
        return publish(output, made.files, beside)
    changes = {
        name: Change(files.made, before[name].files.difference(files))
        for name, files in made.files.items()
    }
    # The public site may hold nothing that the guard never saw: what stays of it is compared.
    return switch(output, changes, beside, sure=PUBLIC)
