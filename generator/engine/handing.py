"""One document for one hand: a pack or the minutes, made, guarded, and written in one step.

The project's records -> the view of one reader (behind the wall: `disclose_to`) -> sheet -> bytes ->
guard -> file. Nothing is written that the guard has not read, and a file that is there already is
replaced whole or not at all.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile

from generator.disclosure.disclose import Handed, disclose_to
from generator.disclosure.guard import guard
from generator.disclosure.view import Card
from generator.engine.making import said_by_sites
from generator.pages.minutes_sheet import minutes_sheet
from generator.pages.pack import is_invited, make_pack
from generator.pages.pack_sheet import pack_sheet
from generator.pages.plan import World, derive
from generator.pages.sheet import Sheet
from generator.problems import Exit, Place, Problem, has_errors, suggest
from generator.settings import INTERNAL, Project
from generator.vocabulary import MeetingSource, Stage


@dataclass(frozen=True)
class Wish:
    """What was asked for: of which meeting, for whom (""=every member), in which file."""

    meeting: str
    out: Path
    today: date
    organisation: str = ""
    copy: int | None = None
    form: str = "pdf"
    strict: bool = False


Outcome = tuple[Exit, tuple[Problem, ...]]


def hand_pack(project: Project, wish: Wish) -> Outcome:
    """Write the pack of a meeting."""
    return _hand(project, wish, _pack)


def hand_minutes(project: Project, wish: Wish) -> Outcome:
    """Write the minutes of a meeting that was held."""
    return _hand(project, wish, _minutes)


_Maker = Callable[[Project, World, Card, Wish], Sheet | Problem]


def _hand(project: Project, wish: Wish, make: _Maker) -> Outcome:
    handed = disclose_to(
        project, wish.today, wish.organisation, "\n".join(said_by_sites(project.settings))
    )
    if handed.view is None or has_errors(handed.problems, wish.strict):
        return Exit.PROBLEMS, handed.problems
    world = derive(handed.view, wish.today)
    meeting = next((one for one in world.meetings if one.id == wish.meeting), None)
    made = make(project, world, meeting, wish) if meeting else _unknown_meeting(world, wish)
    if isinstance(made, Problem):
        return Exit.USAGE, (made,)
    content = _printed(made, wish.form)
    leaks = _leaks(handed, made, wish, content)
    if leaks:
        return Exit.WOULD_DISCLOSE, tuple(leaks)
    trouble = write_whole(wish.out, content)
    if trouble:
        return Exit.USAGE, (trouble,)
    return Exit.FINE, ()


def _pack(project: Project, world: World, meeting: Card, wish: Wish) -> Sheet | Problem:
    reader = None
    if wish.organisation:
        known = {card.id: card for card in world.view.of("organisation")}
        reader = known.get(wish.organisation)
        if reader is None:
            return Problem(
                "PACK002",
                Place("--for"),
                suggestion=suggest(wish.organisation, known),
                params={"organisation": wish.organisation},
            )
        if not is_invited(world, meeting, reader):
            params = {"organisation": reader.short, "meeting": meeting.id}
            return Problem("PACK003", Place("--for"), params=params)
    grade = project.settings.sites[INTERNAL].clearance
    pack = make_pack(world, meeting, reader)
    return pack_sheet(pack, grade, copy=wish.copy, notice=project.settings.notice)


def _minutes(project: Project, world: World, meeting: Card, wish: Wish) -> Sheet | Problem:
    if meeting.source is MeetingSource.PRESS:
        return Problem("PACK004", Place("MEETING"), params={"meeting": meeting.id})
    if meeting.stage is Stage.PLANNED:
        return Problem("PACK005", Place("MEETING"), params={"meeting": meeting.id})
    grade = project.settings.sites[INTERNAL].clearance
    return minutes_sheet(world, meeting, grade, copy=wish.copy, notice=project.settings.notice)


def _unknown_meeting(world: World, wish: Wish) -> Problem:
    near = suggest(wish.meeting, [one.id for one in world.meetings])
    return Problem("PACK001", Place("MEETING"), suggestion=near, params={"meeting": wish.meeting})


def _printed(sheet: Sheet, form: str) -> bytes:
    if form == "docx":
        from generator.pages.word import as_docx  # slow to import

        return as_docx(sheet)
    from generator.pages.print import as_pdf

    return as_pdf(sheet)


def _leaks(handed: Handed, sheet: Sheet, wish: Wish, content: bytes) -> list[Problem]:
    """What the guard finds in the finished file, or in the texts before they were set in type."""
    if handed.withheld is None:
        return []
    texts = json.dumps(sheet.as_dict(), ensure_ascii=False).encode()
    files = {f"{wish.meeting}.{wish.form}": content, f"{wish.meeting}.json": texts}
    return guard(handed.withheld, files)


def write_whole(path: Path, content: bytes) -> Problem | None:
    """Put `content` at `path` in one step; what was there before stays when that fails."""
    beside = None
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".tmp", delete=False) as file:
            beside = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o600 if not path.exists() else path.stat().st_mode & 0o777)
        beside.replace(path)
    except OSError as error:
        if beside is not None:
            with suppress(OSError):
                beside.unlink()
        params = {"path": str(path), "why": error.strerror or str(error)}
        return Problem("PACK006", Place(str(path)), params=params)
    return None
