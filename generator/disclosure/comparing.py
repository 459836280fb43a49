"""Texts as the guard compares them: without case, spacing, quoting and marks inside."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote, unquote_plus

INSIDE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|q|span|strong|sub|sup|tspan)\b[^>]*>")
UNSEEN = re.compile("[\u00ad\u200b-\u200f\ufeff]")
_GROUPED = re.compile(r"\d(?:[ .()/-]{0,2}\d){9,}")
_ESCAPE = re.compile(r"\\u\{?([0-9a-fA-F]{4,6})\}?|\\x([0-9a-fA-F]{2})")
_PERCENT = re.compile("%[0-9a-fA-F]{2}")
_QUERY = re.compile(r"[?&][\w.-]+=[^\s\"'<>]*\+[^\s\"'<>]*")
_ROUNDS = 3  # quotings inside quotings
# Inside a text of iCalendar: RFC 5545, 3.1 and 3.3.11.
_FOLDED = re.compile(r"\r\n[ \t]|\\(?=[,;\\])")


def flat(text: str) -> str:
    """`text` without case, signs that nobody sees, and more than one space in a row."""
    return " ".join(UNSEEN.sub("", text).casefold().split())


def long_numbers(text: str) -> Iterator[str]:
    """The long numbers of a text as their digits; an Indonesian telephone number without +62 or 0."""
    for match in _GROUPED.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        yield re.sub(r"^(?:62|0)(?=8)", "", digits)


def forms(text: str) -> Iterator[str]:
    """A text as it stands and as it reads once quoting and marks inside are taken away."""
    plain = html.unescape(text) if "&" in text else text
    yield flat(plain)
    if plain.startswith("BEGIN:V"):
        yield flat(_FOLDED.sub("", plain).replace("\\n", " "))
    read = unquoted(plain)
    if read != plain:
        yield flat(read)
    if "<" in read:
        yield flat(INSIDE.sub("", read))


def unquoted(text: str) -> str:
    """`text` without HTML entities, percent signs and the escapes of JSON and JavaScript."""
    for _ in range(_ROUNDS):
        read = html.unescape(text) if "&" in text else text
        if "\\" in read:
            read = _ESCAPE.sub(_sign, read)
        if "+" in read:
            read = _QUERY.sub(lambda match: unquote_plus(match[0]), read)
        if "%" in read and _PERCENT.search(read):
            read = unquote(read)
        if read == text:
            break
        text = read
    return text


def _sign(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else match[0]
