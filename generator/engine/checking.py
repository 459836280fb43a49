"""Checking without building: what was read before is not read again."""

from __future__ import annotations

from contextlib import closing
from datetime import date

from generator.engine.inputs import scan
from generator.engine.memory import Memory
from generator.engine.permanence import check_project
from generator.engine.store import NAME as STORE
from generator.engine.store import Store
from generator.engine.unchanged import CACHE
from generator.engine.workers import Workers
from generator.problems import Problem
from generator.settings import Project


def check(project: Project, today: date, workers: Workers) -> tuple[int, tuple[Problem, ...]]:
    """How many records `project` has, and everything wrong with them and with its addresses."""
    with closing(Store(project.root / CACHE / STORE)) as store:
        memory = Memory(store, project.output)
        inputs = scan(project, memory.seen())
        readings = memory.readings(inputs.maker, workers)
        found = check_project(project, today, readings)
        readings.keep()
        memory.keep_seen(inputs)
    return found
