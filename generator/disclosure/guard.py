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

import hashlib
import json
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from generator.disclosure.comparing import flat, forms, long_numbers
from generator.disclosure.sieve import Sieve
from generator.disclosure.stretches import Stretches
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
_NUMBER = re.compile(r"[0-9]+")
_PROGRAMS = (".css", ".js", ".map", ".woff2")


@dataclass(frozen=True)
class Withheld:
    """What one site must not say, each with the file that holds it: stretches of text, short values
    that count as whole words, and long numbers as their digits."""

    site: str
    values: Mapping[str, str]
    words: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything that is withheld, in hexadecimal; where it is written is no part of it."""
        listed = [[self.site], *(sorted(held) for held in self._held)]
        return hashlib.sha256(json.dumps(listed, ensure_ascii=False).encode()).hexdigest()

    def marks(self, salt: bytes) -> frozenset[bytes]:
        """A mark of each withheld value, from which nobody who lacks the `salt` can tell it.

        The salt is at most 64 bytes (BLAKE2b, RFC 7693, 2.5), of the user's own and at random: short
        values could be guessed by trying. Marks and salt are kept by the office only.
        """
        return frozenset(
            _mark(number, value, salt) for number, held in enumerate(self._held) for value in held
        )

    def beyond(self, marks: Container[bytes], salt: bytes) -> Withheld:
        """What is withheld and has none of the `marks`: what was not searched for when they were taken."""
        values, words, numbers = (
            {value: path for value, path in held.items() if _mark(number, value, salt) not in marks}
            for number, held in enumerate(self._held)
        )
        return Withheld(self.site, values, words, numbers)

    @property
    def _held(self) -> tuple[Mapping[str, str], ...]:
        return self.values, self.words, self.numbers

    @property
    def is_empty(self) -> bool:
        """Whether nothing is withheld."""
        return not any(self._held)


def _mark(number: int, value: str, salt: bytes) -> bytes:
    return hashlib.blake2b(f"{number}{value}".encode(), digest_size=16, key=salt).digest()


def withheld(library: Library, site: str, clearance: Grade, said: str = "") -> Withheld:
    """The values above `clearance`, less those that the site may see anyway (or that `said` holds)."""
    hidden: dict[str, str] = {}
    visible: list[str] = [said]
    for record in library.records:
        is_held = library.floor(record) > clearance
        if library.grade(record) > clearance:
            hidden.setdefault(record.id, record.doc.path)
        else:
            visible += [record.id, *_citations(record)]
        for leaf in record.leaves:
            if is_held or leaf.grade.rank > clearance.rank:
                for value in _strings(leaf.value):
                    hidden.setdefault(value, record.doc.path)
            else:
                visible += _strings(leaf.value)
    if not hidden:
        return Withheld(site, {})
    seen = "\n".join(visible)
    corpus = flat(seen)
    shapes = _NUMBER.sub("0", flat(said))  # of dates, whatever the day
    # No number runs on over a line: in `corpus`, two values side by side could read as one.
    open_numbers = set(long_numbers(seen))

    def _kept(parts: Iterable[tuple[str, str]]) -> dict[str, str]:
        found = dict(parts)
        said = _standing_in(corpus, list(found))
        return {
            part: path
            for part, path in found.items()
            if part not in said and not _has_shape_in(shapes, part)
        }

    return Withheld(
        site,
        _kept((part, path) for value, path in hidden.items() for part in _parts(value)),
        _kept((word, path) for value, path in hidden.items() for word in _short(value)),
        {
            number: path
            for value, path in hidden.items()
            for number in long_numbers(value)
            if number not in open_numbers
        },
    )


def _has_shape_in(shapes: str, part: str) -> bool:
    """Whether `shapes` holds `part` but for its numbers; without any, it would stand in what is said."""
    shape, count = _NUMBER.subn("0", part)
    return count > 0 and shape in shapes


def _standing_in(text: str, parts: list[str]) -> set[str]:
    """Those of `parts` that `text` holds."""
    stretches = Stretches([part.encode() for part in parts])
    return {part.decode() for part, _ in stretches.standing_in(text.encode())}


def _citations(record: Record) -> Iterator[str]:
    """How pages cite a rule and its articles, made from several fields."""
    if record.kind == "regulation":
        rule = record.body
        yield f"{rule.label} tentang {rule.title.id}"
        yield f"{rule.label} on {rule.title.en or rule.title.id}"
        yield from (f"{article.heading.id} {rule.label}" for article in rule.articles)


def guard(
    secrets: Withheld, files: Mapping[str, bytes], only: Withheld | None = None
) -> list[Problem]:
    """A problem for every file that holds a withheld value, with the source of the value.

    With `only`, it is just these of the secrets that are searched for: the files were searched for
    the others before, with their names and bytes as they are now (`Withheld.beyond`).
    """
    return Guard(secrets, only).problems(files)


class Guard:
    """The same for file after file: what is searched with is made once."""

    def __init__(self, secrets: Withheld, only: Withheld | None = None) -> None:
        self.site = secrets.site
        self._search = _Search(secrets if only is None else only)
        self._told = self._search if only is None else _Search(secrets)

    def problems(self, files: Mapping[str, bytes]) -> list[Problem]:
        """A problem for every file that holds a withheld value."""
        if self._search.secrets.is_empty:
            return []
        told = self._told
        return [
            Problem(
                "DIS001", Place(f"{self.site}/{told.without(name)}"), params=_said(told, source)
            )
            for name, content in files.items()
            for source in sorted(self._search.sources(name, content))
        ]

    def ready(self) -> Guard:
        """The same, with what takes time to make made now, so that copies of this process have it."""
        if not self._search.secrets.is_empty:
            self._search.sources("", b"-")  # makes all that is made when it is first needed
        return self


def _said(search: _Search, source: str) -> dict[str, str | tuple[str, str]]:
    return {"site": search.secrets.site, "source": search.without(source)}


class _Search:
    """Looks for all withheld values of one site at once."""

    def __init__(self, secrets: Withheld) -> None:
        self.secrets = secrets
        self.values, self.words = list(secrets.values), list(secrets.words)

    @cached_property
    def sieve(self) -> Sieve:
        return Sieve(self.values, self.words, list(self.secrets.numbers))

    @cached_property
    def find_values(self) -> AhoCorasick:
        return AhoCorasick(self.values)

    @cached_property
    def find_words(self) -> AhoCorasick:
        return AhoCorasick(self.words)

    def sources(self, name: str, content: bytes) -> set[str]:
        """The files whose withheld values stand in this one."""
        found: set[str] = set()
        seen: set[str] = set()
        for piece in unpack(name, content):
            raw = piece.kind is Kind.RAW
            words = not (raw or name.endswith(_PROGRAMS))
            if self.sieve.passes(piece.text, words=words, as_written=raw):
                continue
            for form in (flat(piece.text),) if raw else forms(piece.text):
                if form and form not in seen:
                    seen.add(form)
                    found |= self._in_text(form, words=words)
        return found

    def _in_text(self, text: str, *, words: bool) -> set[str]:
        secrets = self.secrets
        found = {
            secrets.values[self.values[index]]
            for index, _, _ in self.find_values.find_matches_as_indexes(text)
        }
        if secrets.numbers:
            found |= {secrets.numbers[one] for one in long_numbers(text) if one in secrets.numbers}
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
            "…" if any(self._in_text(form, words=True) for form in forms(step)) else step
            for step in path.split("/")
        ]
        shown = "/".join(steps)
        return "…" if any(self._in_text(form, words=True) for form in forms(shown)) else shown


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is not part of a longer word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or after.isalnum())


def quoting(secrets: Withheld, texts: Mapping[str, str]) -> frozenset[str]:
    """The keys of those `texts` that hold a withheld value."""
    files = {key: text.encode() for key, text in texts.items()}
    start = f"{secrets.site}/"
    return frozenset(found.place.path.removeprefix(start) for found in guard(secrets, files))


def _strings(value: object) -> tuple[str, ...]:
    if isinstance(value, Text):
        return (value.id, value.en) if value.en else (value.id,)
    return (value,) if isinstance(value, str) else ()


def _parts(value: str) -> Iterator[str]:
    """The plain stretches of a text that survive rendering, long enough to be telling."""
    for part in (*_MARKUP.split(value), *_ADDRESS.findall(value)):
        plain = flat(part)
        if len(plain) >= MIN_LENGTH:
            yield plain


def _short(value: str) -> Iterator[str]:
    """A whole value that is too short to be telling inside a word, but not as a word of its own."""
    plain = flat(value)
    if MIN_WORD <= len(plain) < MIN_LENGTH and any(sign.isalpha() for sign in plain):
        yield plain
