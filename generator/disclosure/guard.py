"""The last look at finished bytes: no withheld value may stand in a site's files.

The wall is the view; this check assumes that the wall has failed and searches what is about to
go out. It finds whole withheld values (ids, names, addresses, sentences) in any case, spacing and
quoting, also with marks inside; not paraphrases. A value that the site may also see elsewhere, or
says of its own accord, is not withheld. Findings name the source, never the value.
"""

from __future__ import annotations

import gzip
import html
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from ahocorasick_rs import AhoCorasick

from generator.fields import Text
from generator.problems import Place, Problem
from generator.records.library import Library
from generator.records.reader import Record
from generator.vocabulary import Grade

MIN_LENGTH = 12
_MARKUP = re.compile(r"\[\[[^\]]*\]\]|[*_`#\[\]()|\n]+|https?://\S+")
_ADDRESS = re.compile(r"https?://(?:www\.)?([^\s<>)\]]+)")
_INSIDE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|q|span|strong|sub|sup|tspan)\b[^>]*>")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\ufeff]")
_NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True)
class Withheld:
    """What one site must not say: each value with the file that holds it."""

    site: str
    values: Mapping[str, str]


def withheld(library: Library, site: str, clearance: Grade, said: str = "") -> Withheld:
    """The values above `clearance`, less those that the site may see anyway (or that `said` holds)."""
    hidden: dict[str, str] = {}
    visible: list[str] = [said]
    for record in library.records:
        floor = library.floor(record)
        if library.grade(record) > clearance:
            hidden.setdefault(record.id, record.doc.path)
        else:
            visible += [record.id, *_citations(record)]
        for leaf in record.leaves:
            for value in _strings(leaf.value):
                if max(leaf.grade, floor) > clearance:
                    hidden.setdefault(value, record.doc.path)
                else:
                    visible.append(value)
    corpus = _flat("\n".join(visible))
    shapes = _NUMBER.sub("0", _flat(said))  # of dates, whatever the day
    kept = {
        part: path
        for value, path in hidden.items()
        for part in _parts(value)
        if part not in corpus and _NUMBER.sub("0", part) not in shapes
    }
    return Withheld(site, kept)


def _citations(record: Record) -> Iterator[str]:
    """How pages cite a rule and its articles, made from several fields."""
    if record.kind == "regulation":
        rule = record.body
        yield f"{rule.label} tentang {rule.title.id}"
        yield f"{rule.label} on {rule.title.en or rule.title.id}"
        yield from (f"{article.heading.id} {rule.label}" for article in rule.articles)


def guard(secrets: Withheld, files: Mapping[str, bytes]) -> list[Problem]:
    """A problem for every file that holds a withheld value (also inside gzip and zip)."""
    if not secrets.values:
        return []
    values = list(secrets.values)
    search = AhoCorasick(values)
    found = []
    for name, content in files.items():
        for text in _texts(name, content):
            for index in {match[0] for match in search.find_matches_as_indexes(text)}:
                params = {"site": secrets.site, "source": secrets.values[values[index]]}
                found.append(Problem("DIS001", Place(f"{secrets.site}/{name}"), params=params))
    return found


def quoting(secrets: Withheld, texts: Mapping[str, str]) -> frozenset[str]:
    """The keys of those `texts` that hold a withheld value."""
    files = {key: text.encode() for key, text in texts.items()}
    start = f"{secrets.site}/"
    return frozenset(found.place.path.removeprefix(start) for found in guard(secrets, files))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, Text):
        yield value.id
        if value.en:
            yield value.en
    elif isinstance(value, str):
        yield value


def _parts(value: str) -> Iterator[str]:
    """The plain stretches of a text that survive rendering, long enough to be telling."""
    for part in (*_MARKUP.split(value), *_ADDRESS.findall(value)):
        flat = _flat(part)
        if len(flat) >= MIN_LENGTH:
            yield flat


def _flat(text: str) -> str:
    return " ".join(_UNSEEN.sub("", text).casefold().split())


def _texts(name: str, content: bytes) -> Iterator[str]:
    """A file's name and content as searchable text, unpacked when it is packed."""
    yield _flat(name)
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from _texts(member, archive.read(member))
        return
    text = content.decode("utf-8", "replace")
    for form in dict.fromkeys((text, _INSIDE.sub("", text), unquote(text))):
        yield _flat(html.unescape(form) if "&" in form else form)
