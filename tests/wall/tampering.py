"""Random changes to what a site may not see: edited, added, deleted and reordered.

Works on the plain data of content files, with its own small reading of the grading rule, so that
the wall is not tested with the wall's own arithmetic.
"""

from __future__ import annotations

import copy
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from generator.records.knowledge import TermFile
from generator.records.meeting import Meeting
from generator.records.organisation import Organisation, PlaceFile
from generator.records.regulation import Regulation
from generator.records.shape import FieldShape, shape_of
from generator.records.statistics import Dataset, Ledger, PeriodData
from generator.source import read_yaml

RANKS = ("terbuka", "terbatas", "rahasia", "sangat_rahasia")
_WORDS = ("lentera", "pasir", "ombak", "dermaga", "kelam", "senyap")
MODELS: dict[str, Any] = {
    "meetings": Meeting,
    "regulations": Regulation,
    "organisations": Organisation,
    "places.yml": PlaceFile,
    "glossary.yml": TermFile,
}


MARKS = ("grade", "grades", "hanya", "hanya_kolom")  # who may read what

# What makes a period's figures; `_recount` changes the counts themselves.
DECLARED = ("rows", "csv")


@dataclass(frozen=True)
class Spot:
    """A withheld value (`holder[key]`) or a withheld item of a list."""

    holder: Any
    key: Any
    field: FieldShape
    item: bool


def rank(word: object) -> int:
    return RANKS.index(word) if word in RANKS else 1


def model_of(name: str) -> Any:
    """The record class of a content file, by its path below content/; None for others."""
    top = name.split("/", 1)[0]
    if top == "statistics":
        return {"dataset.yml": Dataset, "published.yml": Ledger}.get(
            name.rsplit("/", 1)[1], PeriodData
        )
    return MODELS.get(top)


def entry_rank(model: Any, data: dict[str, Any], floor: int) -> int:
    """How closed an entry is: nothing marked means terbatas; unapproved minutes and provisional
    figures are never open."""
    own = rank(data.get("grade")) if "grade" in model.model_fields else 0
    if data.get("hanya"):  # for single organisations: on no site
        own = max(own, rank("sangat_rahasia"))
    if model is Meeting and data.get("source") == "notula" and data.get("stage") != "disahkan":
        own = max(own, 1)
    if model is PeriodData and data.get("provisional") == "true":
        own = max(own, 1)
    return max(own, floor)


def spots(model: Any, data: dict[str, Any], clearance: int, floor: int = 0) -> Iterator[Spot]:
    """Every withheld spot inside one entry, outermost only."""
    own = entry_rank(model, data, floor)
    raised = data.get("grades") or {}
    shared = data.get("grade") if model in (PlaceFile, TermFile) else None
    for field in shape_of(model):
        value = data.get(field.key)
        if value is None or field.key in MARKS or field.key in DECLARED:
            continue
        grade = max(
            own, rank(str(field.grade)), rank(raised[field.key]) if field.key in raised else 0
        )
        if field.key in (data.get("hanya_kolom") or ()):  # for single organisations: on no site
            grade = rank("sangat_rahasia")
        if field.form == "entry" and field.many and isinstance(value, list):
            for index, item in enumerate(value):
                if not isinstance(item, dict):  # a table of the plan by its dimension alone
                    continue
                given = {"grade": shared, **item} if shared else item
                if grade > clearance or entry_rank(field.inner, given, grade) > clearance:
                    yield Spot(value, index, field, item=True)
                else:
                    yield from _inside(field, item, given, clearance, grade)
        elif grade > clearance and not field.required:
            yield Spot(data, field.key, field, item=False)
        elif field.form == "entry" and isinstance(value, dict) and not field.mapped:
            yield from spots(field.inner, value, clearance, grade)


def _inside(field: FieldShape, item: Any, given: Any, clearance: int, grade: int) -> Iterator[Spot]:
    for spot in spots(field.inner, given, clearance, grade):
        yield Spot(item, spot.key, spot.field, spot.item) if spot.holder is given else spot


class Folder:
    """A copy of a project whose YAML can be changed and written out again."""

    def __init__(self, source: Path) -> None:
        self.source = source
        self.data: dict[str, dict[str, Any]] = {}
        for path in sorted((source / "content").rglob("*.yml")):
            name = path.relative_to(source / "content").as_posix()
            doc, _ = read_yaml(name, path.read_bytes())
            assert doc is not None
            self.data[name] = doc.data

    def tampered(self, seed: int, clearance: int, changes: int) -> dict[str, dict[str, Any] | None]:
        """What `changes` random changes above `clearance` do: new data by name, None for deleted."""
        chance = random.Random(seed)
        found: dict[str, dict[str, Any] | None] = {}
        for _ in range(changes):
            if chance.random() < 0.15:
                found.update(self._new_record(chance, clearance))
                continue
            name = chance.choice(sorted(self.data))
            model = model_of(name)
            data = found.get(name) or copy.deepcopy(self.data[name])
            if entry_rank(model, data, self._floor(name)) > clearance and "/" in name:
                found[name] = self._tamper_withheld_file(chance, name, data)
            else:
                _tamper(chance, list(spots(model, data, clearance, self._floor(name))))
                if model is PeriodData and clearance == 0:
                    _recount(chance, data)
                found[name] = data
        return found

    def _floor(self, name: str) -> int:
        if not name.startswith("statistics/") or name.endswith("dataset.yml"):
            return 0
        return rank(self.data[f"{name.rsplit('/', 1)[0]}/dataset.yml"].get("grade"))

    def _tamper_withheld_file(self, chance: random.Random, name: str, data: dict[str, Any]) -> Any:
        """A file that the site does not see at all: gone, or saying something else."""
        if name.startswith("meetings/") and chance.random() < 0.5:
            return None
        for key in ("title", "summary", "note", "secretariat_note", "theme"):
            if isinstance(data.get(key), str):
                data[key] = _words(chance)
        return data

    def _new_record(self, chance: random.Random, clearance: int) -> dict[str, dict[str, Any]]:
        day = f"{chance.randint(2019, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        grade = chance.choice(RANKS[clearance + 1 :])
        data = {
            "grade": grade,
            "title": _words(chance),
            "date": day,
            "source": "notula",
            "stage": "disahkan",
        }
        return {f"meetings/{day[:4]}/{day}-baru-{chance.randint(0, 999)}.yml": data}

    def write(self, target: Path, changed: dict[str, dict[str, Any] | None]) -> Path:
        """The project with changed files, at `target`; files are written in another order, too."""
        if target.exists():
            shutil.rmtree(target)
        shutil.copytree(self.source, target)
        for name, data in reversed(changed.items()):
            path = target / "content" / name
            path.unlink(missing_ok=True)
            if data is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1_000)
                path.write_text(text, encoding="utf-8")
        return target


def _tamper(chance: random.Random, found: list[Spot]) -> None:
    if not found:
        return
    spot = chance.choice(found)
    if not spot.item:
        _tamper_value(chance, spot)
        return
    items = spot.holder
    act = chance.choice(("delete", "move", "double"))
    item = items.pop(spot.key)
    if act == "delete":
        return
    items.insert(_place_among_withheld(chance, items, spot.key), item)
    if act == "double":
        twin = copy.deepcopy(item)
        if "id" in twin:
            twin["id"] = f"baru-{chance.randint(0, 9_999)}"
        items.insert(spot.key, twin)


def _recount(chance: random.Random, data: dict[str, Any]) -> None:
    """Other counts than those that were released: the public sees what the ledger says."""
    for row in data.get("rows") or []:
        if chance.random() < 0.2:
            row["count"] = str(chance.randint(0, 99))
    data.pop("total", None)


def _place_among_withheld(chance: random.Random, items: list[Any], index: int) -> int:
    """Anywhere: moving a withheld item never changes the order of the visible ones."""
    return chance.randint(0, len(items)) if items else index


def _tamper_value(chance: random.Random, spot: Spot) -> None:
    value = spot.holder[spot.key]
    if chance.random() < 0.3:
        del spot.holder[spot.key]
    elif spot.field.form in ("text", "scalar") and (
        spot.field.form == "text" or isinstance(value, str)
    ):
        spot.holder[spot.key] = _another(chance, spot.field, str(value))


def _another(chance: random.Random, field: FieldShape, value: str) -> str:
    """Something else of the same kind, so that the record can still be read."""
    if field.holds is date:
        return f"20{chance.randint(20, 30)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return "7" if value.isdigit() else _words(chance)


def _words(chance: random.Random) -> str:
    return " ".join(chance.choices(_WORDS, k=6))
