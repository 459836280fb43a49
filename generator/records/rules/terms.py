"""What glossary terms must satisfy beside each other.

Comes in: the library. Goes out: problems.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.problems import Problem, quoted
from generator.records.library import Library
from generator.records.reader import Record


def terms_apart(library: Library) -> Iterator[Problem]:
    """No two terms are written alike: text that uses the word could mean either."""
    seen: dict[tuple[str, str], Record] = {}
    for record in library.of("term"):
        for path, lang, word in _spellings(record):
            other = seen.setdefault((lang, word.casefold()), record)
            if other is not record:
                params = {"other": other.id}
                yield record.problem("TERM001", path, found=quoted(word), params=params)


def _spellings(record: Record) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Each way to write a term: where that stands, in which language's text it is used, the word."""
    term = record.body
    yield ("term",), "id", term.term.id
    if term.term.en:
        yield ("term",), "en", term.term.en
    if term.abbreviation:
        yield ("abbreviation",), "id", term.abbreviation
        yield ("abbreviation",), "en", term.abbreviation
    for index, alias in enumerate(term.aliases):
        yield ("aliases", index), "id", alias
