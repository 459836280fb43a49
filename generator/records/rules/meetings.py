"""What a meeting must satisfy: its stage, its dates and the files attached to it.

Comes in: the library, and one meeting where the rule is about a single one. Goes out: problems.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from generator.problems import Problem, quoted, suggest
from generator.records.library import Library
from generator.records.meeting import Attachment, Meeting
from generator.records.reader import Record, unreadable
from generator.vocabulary import Grade, MeetingSource, Stage


def meeting_fits_its_source(library: Library, record: Record) -> Iterator[Problem]:
    """Own minutes have a stage; press coverage has a source and nothing that only minutes can hold."""
    meeting: Meeting = record.body
    if meeting.source is MeetingSource.MINUTES:
        if meeting.stage is None:
            yield record.problem("MTG001")
        return
    for name in ("stage", "number", "chair", "minute_taker", "agenda", "decisions"):
        if getattr(meeting, name):
            yield record.problem("MTG002", (name,), on_key=True, params={"what": name})
    if not meeting.sources:
        yield record.problem("MTG003")


def planned_meeting_is_empty(library: Library, record: Record) -> Iterator[Problem]:
    """What has not taken place has no decisions, action items or corrections yet."""
    meeting: Meeting = record.body
    if meeting.stage is Stage.PLANNED:
        for name in ("decisions", "actions", "corrections"):
            if getattr(meeting, name):
                yield record.problem("MTG007", (name,), on_key=True, params={"what": name})


def meeting_dates_agree(library: Library, record: Record) -> Iterator[Problem]:
    """A meeting ends after it starts, has its day in its id, and sets no task for a day before it."""
    meeting: Meeting = record.body
    if meeting.start and meeting.end and meeting.end < meeting.start:
        yield record.problem(
            "MTG005", ("end",), found=quoted(f"{meeting.start:%H:%M}-{meeting.end:%H:%M}")
        )
    if not record.id.startswith(meeting.date.isoformat()):
        yield record.problem(
            "MTG009", ("date",), found=quoted(record.id), params={"date": meeting.date.isoformat()}
        )
    for index, action in enumerate(meeting.actions):
        if action.due and action.due < meeting.date:
            params = {"due": action.due.isoformat(), "date": meeting.date.isoformat()}
            yield record.problem("MTG004", ("actions", index, "due"), params=params)


def attachments_are_there(library: Library, record: Record) -> Iterator[Problem]:
    """Each attachment is a file in the folder of attachments, with the checksum that is written."""
    meeting: Meeting = record.body
    for index, attachment in enumerate(meeting.attachments):
        path = ("attachments", index, "file")
        parts = PurePosixPath(attachment.file).parts
        if attachment.file.startswith("/") or "\\" in attachment.file or ".." in parts:
            yield record.problem("ATT002", path, found=quoted(attachment.file))
        elif attachment.file not in library.attachments:
            near = suggest(attachment.file, library.attachments)
            yield record.problem("ATT001", path, found=quoted(attachment.file), suggestion=near)
        else:
            yield from _checksum_fits(
                record, index, attachment, library.attachments[attachment.file]
            )


def _checksum_fits(
    record: Record, index: int, attachment: Attachment, file: Path
) -> Iterator[Problem]:
    try:
        with file.open("rb") as stream:
            actual = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        yield unreadable(f"{file.parent.name}/{file.name}", error)
        return
    if actual != attachment.sha256:
        yield record.problem("ATT003", ("attachments", index, "sha256"), params={"actual": actual})


def attachments_graded_alike(library: Library) -> Iterator[Problem]:
    """One file is not attached openly here and withheld there without a word about it."""
    uses: dict[str, list[tuple[Grade, Record, int]]] = {}
    for record in library.of("meeting"):
        for leaf in record.leaves:
            if leaf.path[0] == "attachments" and leaf.shape.key == "sha256":
                uses.setdefault(leaf.value, []).append((leaf.grade, record, int(leaf.path[1])))
    for found in uses.values():
        highest, other, _ = max(found, key=lambda use: use[0])
        for grade, record, index in found:
            if grade < highest:
                params = {"own": str(grade), "other": other.doc.path, "grade": str(highest)}
                yield record.problem("ATT004", ("attachments", index, "file"), params=params)


def corrections_come_later(library: Library, record: Record) -> Iterator[Problem]:
    """Minutes are corrected after their meeting."""
    meeting: Meeting = record.body
    for index, correction in enumerate(meeting.corrections):
        if correction.date < meeting.date:
            params = {"day": correction.date.isoformat(), "date": meeting.date.isoformat()}
            yield record.problem("COR001", ("corrections", index, "date"), params=params)
