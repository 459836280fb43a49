"""A file's bytes as text: its encoding, its line ends, and the characters it may hold."""

from __future__ import annotations

import re

from generator.problems import Place, Problem, visible

MAX_BYTES = 2_000_000
_MAX_GARBLED = 50  # lines with bytes that are not UTF-8, before the file is taken for no text

_BOM = "\ufeff"
_UTF_16_BOMS = (b"\xff\xfe", b"\xfe\xff")
# Controls, line separators, changes of writing direction, and what YAML does not know.
FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    r"\ufeff\ufffe\uffff]"
)


def decode(path: str, raw: bytes) -> tuple[str | None, list[Problem]]:
    """A file's bytes as text with `\\n` line ends, or why it cannot be.

    Wrong bytes and characters are reported and replaced, so that the rest can still be checked.
    """
    if len(raw) > MAX_BYTES:
        return None, [too_large(path, len(raw))]
    raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if raw.startswith(_UTF_16_BOMS):
        return None, [Problem("FILE002", Place(path), found="UTF-16")]
    text = raw.decode("utf-8", "replace")
    problems = _garbled(path, raw, text) if "\ufffd" in text else []
    if len(problems) > _MAX_GARBLED:
        return None, problems[:1]
    if text.startswith(_BOM):
        text = text[1:]
        problems.append(Problem("FILE005", Place(path, 1, 1)))
    if not text.strip():
        return None, [*problems, Problem("FILE003", Place(path))]
    if FORBIDDEN.search(text):
        problems += _controls(path, text)
        text = FORBIDDEN.sub("\ufffd", text)
    return text, problems


def too_large(path: str, size: int) -> Problem:
    """The problem of a file of `size` bytes that is not read at all."""
    params = {"limit": f"{MAX_BYTES // 1_000_000} MB"}
    return Problem("FILE006", Place(path), found=f"{size / 1e6:.1f} MB", params=params)


def _garbled(path: str, raw: bytes, text: str) -> list[Problem]:
    """The first byte that is not UTF-8 of each line that has one."""
    problems = []
    lines = text.split("\n")
    for number, line in enumerate(raw.split(b"\n"), start=1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            place = Place(path, number, len(line[: error.start].decode("utf-8")) + 1)
            found = f"0x{line[error.start]:02X}"
            problems.append(Problem("FILE002", place, found=found, excerpt=lines[number - 1]))
    return problems


def _controls(path: str, text: str) -> list[Problem]:
    """The first forbidden character of each line that has one."""
    problems = []
    for number, line in enumerate(text.split("\n"), start=1):
        match = FORBIDDEN.search(line)
        if match:
            place = Place(path, number, match.start() + 1)
            problems.append(
                Problem("FILE004", place, found=visible(match.group()), excerpt=line.rstrip())
            )
    return problems
