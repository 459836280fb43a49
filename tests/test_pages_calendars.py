"""Calendars of due dates: right, stable, and the same bytes every time."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from generator.disclosure.disclose import disclose
from generator.disclosure.guard import Withheld, guard
from generator.pages.calendars import calendar_files
from generator.pages.plan import derive
from generator.settings import INTERNAL, read_settings

ROOT = Path(__file__).parent.parent
CONTOH = ROOT / "tests" / "sites" / "contoh"
TODAY = date(2025, 1, 6)


def _files(today: date = TODAY):
    project, problems = read_settings(CONTOH / "site_config.yml")
    assert project is not None, problems
    world = derive(disclose(project, TODAY).views[INTERNAL], today)
    return world, dict(calendar_files(world, project.settings))


@pytest.fixture(scope="module")
def made():
    return _files()


def test_everything_open_with_a_due_date_is_there_once(made):
    world, files = made
    events = Calendar.from_ical(files["tindak-lanjut/tenggat.ics"]).walk("VEVENT")
    waiting = {
        action.id.replace("#", "."): action.due
        for action in world.actions
        if action.is_open and action.due
    }
    assert {
        str(event["uid"]).split("@")[0]: event.decoded("dtstart") for event in events
    } == waiting
    assert len(events) == len(waiting) > 10


def test_an_organisation_has_what_it_owes(made):
    world, files = made
    events = Calendar.from_ical(files["organisasi/polres-kota-contoh/tenggat.ics"]).walk("VEVENT")
    owed = [
        action
        for action in world.actions
        if action.is_open
        and action.due
        and "polres-kota-contoh" in [link.id for link in action.responsible]
    ]
    assert len(events) == len(owed) > 0
    named = {card.id for card in world.view.of("organisation")}
    assert {name.split("/")[1] for name in files if name.startswith("organisasi/")} <= named


def test_a_moved_item_keeps_its_uid_and_counts_on(made):
    world, files = made
    moved = next(one for one in world.actions if one.is_open and one.due and one.postponed)
    events = Calendar.from_ical(files["tindak-lanjut/tenggat.ics"]).walk("VEVENT")
    (event,) = (
        one for one in events if str(one["uid"]).startswith(moved.id.replace("#", ".") + "@")
    )
    assert str(event["uid"]).endswith("@kanim-kota-contoh.timpora")
    assert int(event["sequence"]) >= moved.postponed
    assert event.decoded("dtstamp").date() == moved.last_heard.date


def test_the_bytes_do_not_know_the_day(made):
    assert _files(TODAY + timedelta(days=200))[1] == made[1]


def test_lines_are_as_the_standard_wants_them(made):
    for name, raw in made[1].items():
        assert raw.endswith(b"END:VCALENDAR\r\n"), name
        assert all(len(line) <= 75 for line in raw.split(b"\r\n")), name  # RFC 5545, 3.1
        assert b"\n" not in raw.replace(b"\r\n", b""), name


def test_the_library_is_loaded_only_when_a_calendar_is_made():
    code = "import sys, generator.engine.build, generator.cli; print('icalendar' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_the_guard_reads_folded_lines():
    """A withheld sentence is found although the calendar breaks and escapes it."""
    secret = "menyusun rencana penjagaan, pengawasan; dan ronda di kawasan pesisir timur laut kota"
    calendar = Calendar()
    calendar.add("summary", f"Tenggat: {secret}")
    raw = calendar.to_ical()
    assert secret.encode() not in raw
    assert guard(Withheld("public", {secret: "x.yml"}), {"tenggat.ics": raw})
    assert not guard(Withheld("public", {"yang tidak ada di sana": "x.yml"}), {"tenggat.ics": raw})
