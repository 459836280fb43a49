"""Lines of YAML for a new record: values quoted where they must be, comments wrapped.

Comes in: texts as records hold them. Goes out: lines that the reader takes back as the same values,
with runs of blanks and line breaks as one blank.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from generator.fields import Text
from generator.problems import visible

_WIDTH = 100
# What may stand without quotes: no value of YAML's own, nothing that starts or ends anything.
_BARE = re.compile(r"[A-Za-z0-9][A-Za-z0-9./#-]*[A-Za-z0-9]|[A-Za-z0-9]")
_YAML_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def word(value: str) -> str:
    """A value on one line, in quotes unless it is plainly a word."""
    flat = " ".join(value.split())
    if _BARE.fullmatch(flat) and flat.casefold() not in _YAML_WORDS:
        return flat
    return "'" + flat.replace("'", "''") + "'"


def text_lines(key: str, text: Text, indent: str = "") -> Iterator[str]:
    """A text under its key, in one language or two."""
    if not text.en:
        yield f"{indent}{key}: {word(text.id)}"
        return
    yield f"{indent}{key}:"
    yield f"{indent}  id: {word(text.id)}"
    yield f"{indent}  en: {word(text.en)}"


def commented(text: str, indent: str = "") -> Iterator[str]:
    """A remark, each of its lines wrapped and behind `#`; nothing in it can end the comment."""
    for line in text.split("\n"):
        shown = visible(" ".join(line.split()) if not line.startswith((" ", "-")) else line)
        start = f"{indent}# "
        for part in textwrap.wrap(shown, _WIDTH - len(start), break_on_hyphens=False) or [""]:
            yield f"{start}{part}"
