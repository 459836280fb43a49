"""Canaries: a token of its own in everything withheld, so that a leak names its place.

`plant` walks a finished record from the outside in, works out the lowest clearance that may
see each text, and adds a token to every text above `terbuka`. Ids and file names get theirs
where they are made (`mint`). The rules stand here a second time on purpose: they are what the
generator is measured against, so they are not taken from it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from tests.contoh.dice import SEED

GRADES = ("terbuka", "terbatas", "rahasia", "sangat_rahasia", "never")
TOKEN = re.compile(r"kanari[a-z0-9]{6}", re.IGNORECASE)
ENDING = " (contoh)"

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_TEXTS = (
    "title text summary venue theme number name position on_behalf_of note what why heading short "
    "decree contact definition term abbreviation aliases topics concept classification label "
    "revision_policy secretariat_note confidential_note publisher body source article"
)
_NOT_TEXTS = frozenset(
    {
        ("meeting", "source"),  # notula or berita
        ("regulation", "number"),  # these two make the id
        ("regulation", "abbreviation"),
    }
)
_MORE_TEXTS = frozenset({("organisation", "role"), ("place", "name")})
_URLS = frozenset({"url", "website", "official_text"})
_PARTS = "agenda discussion decisions actions follow_ups attachments corrections terms places"
_POLICY = {
    ("meeting", "number"): "terbatas",
    ("meeting", "minute_taker"): "terbatas",
    ("meeting", "secretariat_note"): "terbatas",
    ("meeting", "confidential_note"): "rahasia",
    ("attendance", "name"): "terbatas",
    ("attendance", "position"): "terbatas",
    ("attendance", "on_behalf_of"): "terbatas",
    ("regulation", "secretariat_note"): "terbatas",
    ("dataset", "secretariat_note"): "terbatas",
    ("period", "secretariat_note"): "terbatas",
    ("organisation", "contact"): "terbatas",
}
_NEEDED = {"attendance": "organisation", "follow_ups": "action"}  # without it the line is nothing


def _token(name: str) -> str:
    number = int.from_bytes(hashlib.sha256(f"{SEED}:{name}".encode()).digest(), "big")
    digits = ""
    for _ in range(6):
        number, digit = divmod(number, len(_ALPHABET))
        digits += _ALPHABET[digit]
    return f"KANARI{digits}"


def _is_text(owner: str, key: str) -> bool:
    known = key in _TEXTS.split() and (owner, key) not in _NOT_TEXTS
    return known or (owner, key) in _MORE_TEXTS


def highest(*grades: str) -> str:
    """The grade that lets the fewest read."""
    return max(grades, key=GRADES.index)


class Canaries:
    """All tokens of one office, with the grade of each."""

    def __init__(self) -> None:
        self.grades: dict[str, str] = {}
        self._targets: dict[str, str] = {}

    def mint(self, grade: str, name: str) -> str:
        """A new token made from the seed and `name` only."""
        token = _token(name)
        if token in self.grades:
            raise ValueError(f"the token of {name} is taken")
        self.grades[token] = grade
        return token

    def slug(self, grade: str, name: str) -> str:
        """A new token as ids and file names need it."""
        return self.mint(grade, name).lower()

    def slug_of(self, name: str) -> str:
        """The token that was made for `name`, as ids need it."""
        return _token(name).lower()

    def know(self, target: str, grade: str) -> None:
        """Remember the grade of something that records refer to."""
        self._targets[target] = grade

    def grade_of(self, target: str) -> str:
        """The grade of something that was made known."""
        return self._targets.get(target, "terbuka")

    def plant(self, path: str, kind: str, record: dict[str, Any]) -> None:
        """Put a token into every withheld text of `record`."""
        self._entry(record, f"{path}#", kind, record_grade(kind, record))

    def _entry(self, entry: dict[str, Any], path: str, owner: str, grade: str) -> None:
        for key, value in entry.items():
            least = highest(
                grade,
                _POLICY.get((owner, key), "terbuka"),
                entry.get("grades", {}).get(key, "terbuka"),
                "sangat_rahasia" if key in entry.get("hanya_kolom", {}) else "terbuka",
            )
            at = f"{path}{key}" if path.endswith("#") else f"{path}.{key}"
            entry[key] = self._value(value, at, owner, key, least)

    def _value(self, value: Any, at: str, owner: str, key: str, grade: str) -> Any:
        text = _is_text(owner, key)
        if isinstance(value, list):
            return [
                self._item(item, f"{at}[{index}]", owner, key, grade)
                for index, item in enumerate(value)
            ]
        if isinstance(value, dict):
            if key in ("grades", "hanya_kolom"):
                return value
            if text:
                return {
                    lang: self._mark(words, f"{at}.{lang}", grade) for lang, words in value.items()
                }
            self._entry(value, at, key, grade)
            return value
        if isinstance(value, str) and text:
            return self._mark(value, at, grade)
        if isinstance(value, str) and key in _URLS and grade != "terbuka":
            return f"{value}?{self.slug(grade, at)}"
        return value

    def _item(self, item: Any, at: str, owner: str, key: str, grade: str) -> Any:
        if not isinstance(item, dict):
            return self._value(item, at, owner, key, grade)
        if key in _PARTS.split():
            unmarked = grade if key in ("terms", "places") else "terbatas"
            grade = highest(grade, item.get("grade", unmarked))
            if "hanya" in item:  # no site; only packs for the organisations that it names
                grade = "sangat_rahasia"
        if key in _NEEDED:
            grade = highest(grade, self.grade_of(item[_NEEDED[key]]))
        if key == "corrections" and "part" in item:  # goes with what it corrects
            meeting = at.partition(".yml#")[0].rpartition("/")[2]
            grade = highest(grade, self.grade_of(f"{meeting}#{item['part']}"))
        self._entry(item, at, "place" if key == "places" else key, grade)
        return item

    def _mark(self, text: str, at: str, grade: str) -> str:
        if grade == "terbuka":
            return text
        token = self.mint(grade, at)
        if text.endswith(ENDING):
            return f"{text.removesuffix(ENDING)} {token}{ENDING}"
        return f"{text} {token}"


def record_grade(kind: str, record: dict[str, Any]) -> str:
    """The lowest clearance that may see the record at all."""
    grade = str(record.get("grade", "terbatas"))
    minutes = kind == "meeting" and record["source"] == "notula"
    return highest(grade, "terbatas") if minutes and record["stage"] != "disahkan" else grade


def places_of(path: str, data: Any) -> Iterator[tuple[str, str]]:
    """Each token in a record's keys and values, as written, with the place of its value."""
    stack = [(f"{path}#", data)]
    while stack:
        at, value = stack.pop()
        if isinstance(value, dict):
            for key, inner in value.items():
                name = f"{at}{key}" if at.endswith("#") else f"{at}.{key}"
                yield from ((token.upper(), name) for token in TOKEN.findall(key))
                stack.append((name, inner))
        elif isinstance(value, list):
            stack += [(f"{at}[{index}]", item) for index, item in enumerate(value)]
        elif isinstance(value, str):
            yield from ((token.upper(), at) for token in TOKEN.findall(value))
