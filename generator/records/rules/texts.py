"""What every record must satisfy: safe texts, and grades that name its fields.

Comes in: the library and one record. Goes out: its problems.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Collection, Iterator
from urllib.parse import unquote

from generator.fields import CODE, Entry, Text
from generator.problems import Problem, quoted, suggest
from generator.records.base import Graded
from generator.records.library import Library
from generator.records.reader import Record
from generator.records.shape import shape_of

_TAG = "a|audio|base|button|embed|form|iframe|img|input|link|meta|object|script|style|svg|video"
_HTML = re.compile(
    r"<(?:[A-Za-z][\w-]*(?![\w.+-]*[:@])[^<>]*|/[A-Za-z][^<>]*|[!?][^<>]*)>"
    rf"|<(?:{_TAG})\b[^<>]*\Z",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(!\[[^\]]*)?\]\(\s*<?\s*([^)\s>]+)|<([a-zA-Z][a-zA-Z0-9+.-]*:[^>\s]*)>|^\s*\[[^\]]+\]:\s*<?(\S+)",
    re.MULTILINE,
)
_SAFE_LINK = re.compile(r"(?:https?://|mailto:|#|\.{0,2}/(?!/)|[\w.-]+(?:/|$|#|\?))", re.IGNORECASE)
_SCHEME = re.compile(r"(?:javascript|vbscript|data|file|blob)\W", re.IGNORECASE)
_BLANK = re.compile(r"[\x00-\x20\u00a0\u00ad\u200b-\u200f\ufeff\ufffd]+")

# What a meeting is taken for without its stage is not what it is.
_ALWAYS_SAID = frozenset(("stage",))


def texts_are_safe(library: Library, record: Record) -> Iterator[Problem]:
    """No raw HTML, no script or foreign picture behind a link."""
    for leaf in record.leaves:
        if isinstance(leaf.value, Text):
            yield from _unsafe_parts(record, leaf.path, "id", leaf.value.id)
            yield from _unsafe_parts(record, leaf.path, "en", leaf.value.en or "")


def _unsafe_parts(
    record: Record, path: tuple[str | int, ...], lang: str, text: str
) -> Iterator[Problem]:
    if not ("<" in text or "](" in text or "]:" in text):
        return
    seen: Counter[str] = Counter()
    for code, needle in _unsafe_spots(CODE.sub(lambda match: " " * len(match.group()), text)):
        spot = (lang, needle, seen[needle])
        seen[needle] += 1
        yield record.text_problem(code, path, spot, found=quoted(needle))


def _unsafe_spots(text: str) -> Iterator[tuple[str, str]]:
    """The rule that is broken and the words that break it."""
    opened: set[str] = set()
    for match in _HTML.finditer(text):
        name = re.match(r"</?([\w-]*)", match.group())
        tag = name[1].lower() if name else ""
        if not match.group().startswith("</") or tag not in opened:
            yield "TXT001", match.group()
        opened.add(tag)
    for match in _LINK.finditer(text):
        target = match[2] or match[3] or match[4]
        meant = _BLANK.sub("", unquote(html.unescape(target)))
        if not _SAFE_LINK.match(meant) or _SCHEME.match(meant):
            yield "TXT002", target
        elif match[1] and re.match(r"(?:https?:)?//", meant):
            yield "TXT003", target


def grades_name_fields(library: Library, record: Record) -> Iterator[Problem]:
    """`grades:` and `hanya_kolom:` name optional fields that exist, in the record and in its parts."""
    for entry, path in _graded_entries(record.body, ()):
        yield from _fields_are_known(record, entry, (*path, "grades"), entry.grades)
        yield from _fields_are_known(record, entry, (*path, "hanya_kolom"), entry.only_fields)


def _fields_are_known(
    record: Record, entry: Graded, path: tuple[str | int, ...], named: Collection[str]
) -> Iterator[Problem]:
    if not named:
        return
    marks = {field.key for field in shape_of(Graded)}
    fields = {field.key: field for field in shape_of(type(entry)) if field.key not in marks}
    for key in named:
        if key not in fields:
            known = ", ".join(name for name, field in fields.items() if not field.required)
            yield record.problem(
                "KEY001",
                (*path, key),
                on_key=True,
                found=quoted(key),
                suggestion=suggest(key, fields),
                params={"known": known},
            )
        elif fields[key].fixed or key in _ALWAYS_SAID:
            yield record.problem("GRD001", (*path, key), on_key=True, found=quoted(key))


def _graded_entries(
    entry: Entry, path: tuple[str | int, ...]
) -> Iterator[tuple[Graded, tuple[str | int, ...]]]:
    if isinstance(entry, Graded):  # a ledger is not: no editor grades it
        yield entry, path
    for field in shape_of(type(entry)):
        if field.many and field.inner and issubclass(field.inner, Graded):
            for index, item in enumerate(getattr(entry, field.name) or ()):
                yield from _graded_entries(item, (*path, field.key, index))
