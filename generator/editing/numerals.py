"""Whole numbers as offices write them: `1.234`, `1 234`, `12`, `-`, nothing; never a guess.

Comes in: the value of a cell. Goes out: a count, or why it is none.
"""

from __future__ import annotations

import re
from enum import Enum

from generator.editing.spreadsheet import Value

_BLANKS = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_GROUPED = re.compile(r"[0-9]{1,3}(?P<mark>[. '])[0-9]{3}(?:(?P=mark)[0-9]{3})*(?:,0+)?")
_PLAIN = re.compile(r"(?:0|[1-9][0-9]*)(?:,0+|\.00?)?")
_DECIMAL = re.compile(r"[0-9.' ]*,[0-9]+|[0-9]+\.[0-9]+")
_UNCLEAR = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")  # thousands in English, a fraction in Indonesian
_NEGATIVE = re.compile(r"[-–−] ?[0-9][0-9.,' ]*|\([0-9][0-9.,' ]*\)")
_NOTHING = frozenset({"", "-", "--", "–", "—", "−", "nihil"})


class NoCount(Enum):
    """Why a cell holds no count."""

    EMPTY = "nothing, or a sign for nothing: zero or missing is for the editor to say"
    WORDS = "no number"
    FRACTION = "not a whole number"
    NEGATIVE = "below zero"
    UNCLEAR = "a comma that may mean thousands or a fraction"


def read_count(value: Value) -> int | NoCount:
    """The count that a cell holds, or why it holds none."""
    if value is None:
        return NoCount.EMPTY
    if isinstance(value, (int, float)):
        if value < 0:
            return NoCount.NEGATIVE
        return int(value) if float(value).is_integer() else NoCount.FRACTION
    if isinstance(value, str):
        return _read_text(_BLANKS.sub(" ", value).strip())
    return NoCount.WORDS


def _read_text(text: str) -> int | NoCount:
    if text.lower() in _NOTHING:
        return NoCount.EMPTY
    if _PLAIN.fullmatch(text):
        return int(re.split(r"[.,]", text)[0])
    if _GROUPED.fullmatch(text):
        return int(re.sub(r"[. ']", "", text.partition(",")[0]))
    if _UNCLEAR.fullmatch(text):
        return NoCount.UNCLEAR
    if _NEGATIVE.fullmatch(text):
        return NoCount.NEGATIVE
    return NoCount.FRACTION if _DECIMAL.fullmatch(text) else NoCount.WORDS


def is_value(value: Value) -> bool:
    """Whether a cell holds a number or a sign for nothing, right or wrong; not: is blank."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return False
    return read_count(value) is not NoCount.WORDS
