"""How wide text is, roughly and on the safe side, and where its lines break.

No installed font and no browser is asked, so that the same text gives the same bytes everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

# As in the specifications of the charts:
LABEL_SIZE, SMALL_SIZE = 14, 13


def clean(text: str) -> str:
    """One line without characters that XML cannot hold."""
    return " ".join("".join(" " if _is_control(char) else char for char in text).split())


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cs"} or char in "\ufffe\uffff"


def width(text: str, size: int = LABEL_SIZE) -> int:
    """About how wide a text is, on the safe side: the page's font is not known here."""
    return round(sum(_em(char) for char in text) * size + 0.5)


def _em(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    if char in "ijl.,:;'|!()[]frt/- ":
        return 0.39
    return 0.88 if char in "mwMW@%" else 0.72 if char.isupper() else 0.61


def width_of(blocks: Iterable[Sequence[str]], size: int = LABEL_SIZE) -> int:
    """The width of the widest line of several wrapped texts."""
    return max((width(text, size) for block in blocks for text in block), default=0)


def wrap(text: str, room: int, most: int) -> list[str]:
    """`text` in at most `most` lines not wider than `room`, ending in "…" if it was longer."""
    lines = [""]
    for word in re.findall(r"[^\s/-]*[/-]+|[^\s/-]+|\s", clean(text)):
        for piece in _pieces(word, room):
            if width((lines[-1] + piece).rstrip()) > room and lines[-1]:
                lines[-1] = lines[-1].rstrip()
                lines.append("")
            lines[-1] += piece if lines[-1] else piece.lstrip()
    lines = [part.rstrip() for part in lines if part.strip()] or [""]
    if len(lines) > most:
        lines = lines[:most]
        while width(lines[-1] + "…") > room:
            shorter, _, _ = lines[-1].rpartition(" ")
            lines[-1] = shorter or lines[-1][:-1]
        lines[-1] = lines[-1].rstrip(" ,;/-") + "…"
    return lines


def _pieces(word: str, room: int) -> list[str]:
    """`word` in one piece, or cut where it alone is wider than a line."""
    pieces = [""]
    for char in word:
        if width(pieces[-1] + char) > room and pieces[-1]:
            pieces.append("")
        pieces[-1] += char
    return pieces
