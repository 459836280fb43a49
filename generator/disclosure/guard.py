"""The last look at finished bytes: no withheld value may stand in a site's files.

The wall is the view; this check assumes that the wall has failed and searches what is about to
go out, new or kept from an earlier build, packed or not (`unpacking`): archives in archives, search
indexes, documents with their metadata, streams and earlier versions of PDFs. It finds whole withheld
values in any case, spacing and quoting (HTML entities, `%20`, `\\u0020`, marks inside):

- ids, addresses and stretches of text of `MIN_LENGTH` signs and more, anywhere;
- whole values of `MIN_WORD` signs and more with a letter in them, such as a name, as whole words,
  on pages and in data, not in style sheets and programs, which are full of words of their own;
- numbers of `MIN_DIGITS` digits and more, however they are grouped.

A value that the site may also see elsewhere, or says of its own accord, is not withheld.

It does not find: paraphrases; shorter values and single counts, which stand everywhere; text in
pixels; values that are encrypted, or coded in a way that is not named here (Base64 outside
`data:` addresses, Brotli, 7z). Findings name file and source, never the value, nor a name that
holds it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, unquote_plus

from ahocorasick_rs import AhoCorasick

from generator.disclosure.unpacking import Kind, unpack
from generator.fields import Text
from generator.problems import Place, Problem
from generator.records.library import Library
from generator.records.reader import Record
from generator.vocabulary import Grade

MIN_LENGTH = 12
MIN_WORD = 6
MIN_DIGITS = 10
_MARKUP = re.compile(r"\[\[[^\]]*\]\]|[*_`#\[\]()|\n]+|https?://\S+")
_ADDRESS = re.compile(r"https?://(?:www\.)?([^\s<>)\]]+)")
_INSIDE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|q|span|strong|sub|sup|tspan)\b[^>]*>")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\ufeff]")
_NUMBER = re.compile(r"[0-9]+")
_GROUPED = re.compile(r"\d(?:[ .()/-]{0,2}\d){9,}")
_ESCAPE = re.compile(r"\\u\{?([0-9a-fA-F]{4,6})\}?|\\x([0-9a-fA-F]{2})")
_QUERY = re.compile(r"[?&][\w.-]+=[^\s\"'<>]*\+[^\s\"'<>]*")
_PROGRAMS = (".css", ".js", ".map", ".woff2")
_ROUNDS = 3  # quotings inside quotings
_FOLDED = re.compile(
    r"\r\n[ \t]|\\(?=[,;\\])"
)  # inside a text of iCalendar: RFC 5545, 3.1 and 3.3.11


@dataclass(frozen=True)
class Withheld:
    """What one site must not say, each with the file that holds it: stretches of text, short values
    that count as whole words, and long numbers as their digits."""

    site: str
    values: Mapping[str, str]
    words: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)


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
    # Value by value: side by side, two numbers would read as one.
    open_numbers = {number for value in visible for number in _numbers(value)}

    def _kept(parts: Iterable[tuple[str, str]]) -> dict[str, str]:
        found = dict(parts)
        said = _standing_in(corpus, list(found))
        return {
            part: path
            for part, path in found.items()
            if part not in said and _NUMBER.sub("0", part) not in shapes
        }

    return Withheld(
        site,
        _kept((part, path) for value, path in hidden.items() for part in _parts(value)),
        _kept((word, path) for value, path in hidden.items() for word in _short(value)),
        {
            number: path
            for value, path in hidden.items()
            for number in _numbers(value)
            if number not in open_numbers
        },
    )


def _standing_in(text: str, parts: list[str]) -> set[str]:
    """Those of `parts` that `text` holds."""
    matches = AhoCorasick(parts).find_matches_as_indexes(text, overlapping=True)
    return {parts[index] for index, _, _ in matches}


def _citations(record: Record) -> Iterator[str]:
    """How pages cite a rule and its articles, made from several fields."""
    if record.kind == "regulation":
        rule = record.body
        yield f"{rule.label} tentang {rule.title.id}"
        yield f"{rule.label} on {rule.title.en or rule.title.id}"
        yield from (f"{article.heading.id} {rule.label}" for article in rule.articles)


def guard(secrets: Withheld, files: Mapping[str, bytes]) -> list[Problem]:
    """A problem for every file that holds a withheld value, with the source of the value."""
    if not (secrets.values or secrets.words or secrets.numbers):
        return []
    search = _Search(secrets)
    return [
        Problem(
            "DIS001", Place(f"{secrets.site}/{search.without(name)}"), params=_said(search, source)
        )
        for name, content in files.items()
        for source in sorted(search.sources(name, content))
    ]


def _said(search: _Search, source: str) -> dict[str, str | tuple[str, str]]:
    return {"site": search.secrets.site, "source": search.without(source)}


class _Search:
    """Looks for all withheld values of one site at once."""

    def __init__(self, secrets: Withheld) -> None:
        self.secrets = secrets
        self.values, self.words = list(secrets.values), list(secrets.words)
        self.find_values = AhoCorasick(self.values)
        self.find_words = AhoCorasick(self.words)

    def sources(self, name: str, content: bytes) -> set[str]:
        """The files whose withheld values stand in this one."""
        found: set[str] = set()
        seen: set[str] = set()
        for piece in unpack(name, content):
            raw = piece.kind is Kind.RAW
            for form in (_flat(piece.text),) if raw else _forms(piece.text):
                if form and form not in seen:
                    seen.add(form)
                    found |= self._in_text(form, words=not (raw or name.endswith(_PROGRAMS)))
        return found

    def _in_text(self, text: str, *, words: bool) -> set[str]:
        secrets = self.secrets
        found = {
            secrets.values[self.values[index]]
            for index, _, _ in self.find_values.find_matches_as_indexes(text)
        }
        if secrets.numbers:
            found |= {secrets.numbers[one] for one in _numbers(text) if one in secrets.numbers}
        if words and self.words:
            matches = self.find_words.find_matches_as_indexes(text, overlapping=True)
            found |= {
                secrets.words[self.words[index]]
                for index, start, end in matches
                if _is_word(text, start, end)
            }
        return found

    def without(self, path: str) -> str:
        """A path as it may be printed: steps that hold a withheld value are left out."""
        steps = [
            "…" if any(self._in_text(form, words=True) for form in _forms(step)) else step
            for step in path.split("/")
        ]
        shown = "/".join(steps)
        return "…" if any(self._in_text(form, words=True) for form in _forms(shown)) else shown


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is not part of a longer word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or after.isalnum())


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


def _short(value: str) -> Iterator[str]:
    """A whole value that is too short to be telling inside a word, but not as a word of its own."""
    flat = _flat(value)
    if MIN_WORD <= len(flat) < MIN_LENGTH and any(sign.isalpha() for sign in flat):
        yield flat


def _numbers(text: str) -> Iterator[str]:
    """The long numbers of a text as their digits; an Indonesian telephone number without +62 or 0."""
    for match in _GROUPED.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        yield re.sub(r"^(?:62|0)(?=8)", "", digits)


def _flat(text: str) -> str:
    return " ".join(_UNSEEN.sub("", text).casefold().split())


def _forms(text: str) -> Iterator[str]:
    """A text as it stands and as it reads once quoting and marks inside are taken away."""
    plain = html.unescape(text) if "&" in text else text
    yield _flat(plain)
    if plain.startswith("BEGIN:V"):
        yield _flat(_FOLDED.sub("", plain).replace("\\n", " "))
    read = _unquoted(plain)
    if read != plain:
        yield _flat(read)
    if "<" in read:
        yield _flat(_INSIDE.sub("", read))


def _unquoted(text: str) -> str:
    """`text` without HTML entities, percent signs and the escapes of JSON and JavaScript."""
    for _ in range(_ROUNDS):
        read = html.unescape(text) if "&" in text else text
        if "\\" in read:
            read = _ESCAPE.sub(_sign, read)
        if "+" in read:
            read = _QUERY.sub(lambda match: unquote_plus(match[0]), read)
        if "%" in read:
            read = unquote(read)
        if read == text:
            break
        text = read
    return text


def _sign(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else match[0]
