"""Made-up ledgers for Hypothesis: plain data of meetings, valid by construction, and files of them."""

from __future__ import annotations

import random
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from generator.records.library import Library, join
from generator.records.reader import read_content

Meetings = dict[str, dict[str, Any]]
ORGANISATIONS = ("kanim-contoh", "polres-contoh", "pemkot-contoh")
FIRST = date(2024, 1, 10)
CLOSING = ("selesai", "dihentikan", "digabung")


@st.composite
def ledgers(draw: st.DrawFn) -> Meetings:
    """Meetings by id, with action items and a valid life for each of them."""
    chance = draw(st.randoms(use_true_random=False))
    days = sorted(draw(st.lists(st.integers(0, 400), min_size=2, max_size=7)))
    meetings: Meetings = {}
    waiting: dict[str, dict[str, Any]] = {}  # open items: what is due, when last spoken of
    for number, offset in enumerate(days):
        day = FIRST + timedelta(days=offset)
        identity = f"{day}-rapat-{number}"
        born = {
            f"{identity}#t{n}": {"due": _maybe_day(chance, day), "day": day}
            for n in range(chance.randint(0, 3))
        }
        meetings[identity] = _meeting(day, chance, waiting, born)
        waiting |= born
    return meetings


def _meeting(
    day: date, chance: random.Random, waiting: dict[str, Any], born: dict[str, Any]
) -> dict[str, Any]:
    record: dict[str, Any] = {"title": "Rapat contoh", "date": day.isoformat()}
    record |= {"source": "notula", "stage": "disahkan", "grade": "terbuka"}
    record["actions"] = [
        {"id": name.split("#")[1], "text": f"Butir {name}", "grade": "terbuka"}
        | ({"due": item["due"].isoformat()} if item["due"] else {})
        | ({"responsible": [chance.choice(ORGANISATIONS)]} if chance.random() < 0.7 else {})
        for name, item in born.items()
    ]
    closed: set[str] = set()
    spoken = [name for name in waiting if chance.random() < 0.7]
    record["follow_ups"] = []
    for name in spoken:
        targets = [one for one in (*waiting, *born) if one not in (*closed, *spoken, name)]
        events = _events(chance, name, waiting[name], day, targets)
        record["follow_ups"] += events
        if events[-1]["status"] in CLOSING:
            closed.add(name)
    for name in closed:
        del waiting[name]
    chance.shuffle(record["follow_ups"])
    return {key: value for key, value in record.items() if value != []}


def _events(
    chance: random.Random, name: str, item: dict[str, Any], day: date, targets: list[str]
) -> list[dict[str, Any]]:
    """What one meeting says of one item; changes what is known of it."""
    found: list[dict[str, Any]] = []
    if chance.random() < 0.25:
        found.append({"status": "dialihkan", "responsible": [chance.choice(ORGANISATIONS)]})
    states = ["berjalan", "ditunda"] + ([] if found else [*CLOSING[:2], "digabung"])
    status = chance.choice(states)
    if status == "digabung" and not targets:
        status = "selesai"
    event: dict[str, Any] = {"status": status}
    if status == "ditunda" or (status == "berjalan" and not item["due"] and chance.random() < 0.3):
        item["due"] = max(item["due"] or day, day) + timedelta(days=chance.randint(1, 60))
        event["due"] = item["due"].isoformat()
    if status == "digabung":
        event["into"] = chance.choice(targets)
    if not found and chance.random() < 0.3:
        item["day"] += timedelta(days=chance.randint(0, (day - item["day"]).days))
        event["date"] = item["day"].isoformat()
    else:
        item["day"] = day
    return [{"action": name, "grade": "terbuka", **one} for one in (*found, event)]


def _maybe_day(chance: random.Random, day: date) -> date | None:
    return day + timedelta(days=chance.randint(0, 90)) if chance.random() < 0.7 else None


def write(meetings: Meetings, root: Path, order: random.Random | None = None) -> Library:
    """The library of these meetings, read from files below `root`."""
    content = root / "content"
    shutil.rmtree(content, ignore_errors=True)
    names = list(meetings)
    if order:
        order.shuffle(names)
    (content / "organisations").mkdir(parents=True)
    for name in ORGANISATIONS:
        text = f"grade: terbuka\nkind: lainnya\nnames:\n  - name: {name}\n"
        (content / "organisations" / f"{name}.yml").write_text(text)
    for name in names:
        path = content / "meetings" / name[:4] / f"{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(meetings[name], sort_keys=False))
    read, problems = read_content(content, root)
    assert problems == []
    library, problems = join(read)
    assert problems == []
    return library
