"""Search indexes of parts of a site, joined to one as if Pagefind had read all pages at once.

Comes in: what Pagefind wrote for the pages of one shard (`read_part`). Goes out: the index of a
language over all its shards (`join`), to be laid beside Pagefind's own programs. Every page, word and
filter is in it once, so results are ranked as in an index made in one go. Indexes that meet only
in the browser are not: each weighs a word by how rare it is among its own pages.

The form of the files (Pagefind 1.5, `pagefind/src/index`): gzip over a mark and CBOR. The directory of
a language is [version, [[fragment, words]], [[first, last, chunk]], [[filter, file]], sorts,
fields]; a chunk is [[[word, postings, [[spelling, postings]]]]]; postings are [[page, places, places
in fields]], each page as the distance from the one before. What Pagefind writes in the order of its
hash tables, or of a folder, has one order here: the same pages give the same bytes.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

import cbor2

Files = Mapping[str, bytes]
FIELDS = ("image", "image_alt", "spellings", "title")  # all that Pagefind may know of a page
_MAGIC = b"pagefind_dcd"
_CHUNK = 40_000  # bytes before they are packed, about what Pagefind puts into one
_LEVEL = 6  # of packing; 9 takes twice as long for half a percent
_ROOT = 4  # letters; shorter words begin too many others to be kept with them
_PAIR, _TRIPLE = b"\x82", b"\x83"  # CBOR: an array of so many follows
_ONE = b"\x81"


class StrangeError(Exception):
    """Pagefind wrote what this module does not know how to read."""


class Fragment(NamedTuple):
    """What one page is shown with among the results: its file, packed, and its number of words."""

    name: str
    packed: bytes
    words: int


class Postings(NamedTuple):
    """On which pages of a part one spelling of a word stands, and where.

    `rest` is the CBOR of all that follows the first page's number, so that the postings of two
    parts can be put one behind the other without being read.
    """

    pages: int
    first: int
    last: int
    rest: bytes


@dataclass(frozen=True)
class Part:
    """What the pages of one shard bring to the index of their language, numbered from 0.

    `words`: by stem the postings of each spelling, "" for the one without diacritics;
    `filters`: the pages by name and value.
    """

    version: str
    fragments: tuple[Fragment, ...]
    words: Mapping[str, Mapping[str, Postings]]
    filters: Mapping[str, Mapping[str, list[int]]]


# What Pagefind wrote


def read_part(written: Files, lang: str, order: Mapping[str, int]) -> Part:
    """The part made of pages in `lang`; they are numbered as `order` has their addresses."""
    languages = json.loads(written["pagefind-entry.json"])["languages"]
    if set(languages) != {lang}:
        raise StrangeError(f"languages {sorted(languages)}?")
    directory = _loaded(written[f"pagefind.{languages[lang]['hash']}.pf_meta"])
    version, pages, chunks, filters, sorts, fields = directory
    if sorts or not set(fields) <= set(FIELDS):
        raise StrangeError(f"sorts {sorts}, fields {fields}?")
    found = [
        (_opened(written[f"fragment/{name}.pf_fragment"]), page, words)
        for page, (name, words) in enumerate(pages)
    ]
    found.sort(key=lambda one: order[json.loads(one[0].removeprefix(_MAGIC))["url"]])
    numbers = {page: number for number, (_, page, _) in enumerate(found)}
    marks = {-(own + 1): -(FIELDS.index(name) + 1) for own, name in enumerate(fields)}
    read = (_loaded(written[f"index/{name}.pf_index"])[0] for *_, name in chunks)
    named = (_loaded(written[f"filter/{name}.pf_filter"]) for _, name in filters)
    return Part(
        version,
        tuple(Fragment(_named(text, lang), _packed(text), words) for text, _, words in found),
        {
            word: {
                spelling: _renumbered(places, numbers, marks)
                for spelling, places in [("", plain), *others]
                if places
            }
            for words in read
            for word, plain, others in words
        },
        {
            name: {value: sorted(numbers[page] for page in among) for value, among in values}
            for name, values in named
        },
    )


def _renumbered(places: Any, numbers: Mapping[int, int], marks: Mapping[int, int]) -> Postings:
    """Postings by the numbers and fields of a part."""
    found, page = [], 0
    for step, text, fields in places:
        page += step
        found.append((numbers[page], text, [marks.get(place, place) for place in fields]))
    found.sort(key=lambda one: one[0])
    (first, *inside), *others = found
    rest, last = [*map(cbor2.dumps, inside)], first
    for number, text, fields in others:
        rest.append(cbor2.dumps([number - last, text, fields]))
        last = number
    return Postings(len(found), first, last, b"".join(rest))


# One index of many parts


class Index(NamedTuple):
    """The index of one language: the name of its directory, its number of pages, its files."""

    name: str
    pages: int
    files: Files


def join(parts: Iterable[Part], lang: str) -> Index:
    """The index of pages in `lang` over all `parts`, of which there is at least one."""
    parts = tuple(parts)
    starts = tuple(_starts(parts))
    files = {
        f"fragment/{fragment.name}.pf_fragment": fragment.packed
        for part in parts
        for fragment in part.fragments
    }
    pages = [[fragment.name, fragment.words] for part in parts for fragment in part.fragments]
    chunks, filters = [], []
    for first, last, content in _chunks(_words(parts, starts)):
        chunks.append([first, last, _named(content, lang)])
        files[f"index/{chunks[-1][2]}.pf_index"] = _packed(content)
    for name, content in _filters(parts, starts):
        filters.append([name, _named(content, lang)])
        files[f"filter/{filters[-1][1]}.pf_filter"] = _packed(content)
    directory = _dumped([parts[0].version, pages, chunks, filters, [], FIELDS])
    name = _named(directory, lang)
    files[f"pagefind.{name}.pf_meta"] = _packed(directory)
    return Index(name, len(pages), files)


def _starts(parts: Iterable[Part]) -> Iterator[int]:
    """The number of the first page of each part in the whole."""
    start = 0
    for part in parts:
        yield start
        start += len(part.fragments)


def _words(parts: tuple[Part, ...], starts: tuple[int, ...]) -> Iterator[tuple[str, bytes]]:
    """Every word in its order, and what a chunk says of it."""
    found: dict[str, dict[str, list[tuple[int, Postings]]]] = defaultdict(lambda: defaultdict(list))
    for part, start in zip(parts, starts, strict=True):
        for word, spellings in part.words.items():
            for spelling, postings in spellings.items():
                found[word][spelling].append((start, postings))
    for word, by_spelling in sorted(found.items()):
        plain = _spliced(by_spelling.pop("", []))
        others = [
            _PAIR + cbor2.dumps(spelling) + _spliced(postings)
            for spelling, postings in sorted(by_spelling.items())
        ]
        yield word, b"".join([_TRIPLE, cbor2.dumps(word), plain, _array(len(others)), *others])


def _spliced(among: Iterable[tuple[int, Postings]]) -> bytes:
    """The postings of several parts as one, given where in the whole each part starts."""
    pages, last, pieces = 0, 0, []
    for start, postings in among:
        pieces += [_TRIPLE, cbor2.dumps(start + postings.first - last), postings.rest]
        pages, last = pages + postings.pages, start + postings.last
    return _array(pages) + b"".join(pieces)


def _chunks(words: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, str, bytes]]:
    """The words in chunks, each with its first and last word.

    A stem and the words that begin with it stay together, since the browser asks only for the
    chunk in which the stem is, and would not find the others (`awas`, `awasi`).
    """
    held: list[tuple[str, bytes]] = []
    size, root = 0, ""
    for word, content in words:
        begins = len(root) >= _ROOT and word.startswith(root)
        if size >= _CHUNK and not begins:
            yield _chunk(held)
            held, size = [], 0
        held.append((word, content))
        size += len(content)
        root = root if begins else word
    if held:
        yield _chunk(held)


def _chunk(held: list[tuple[str, bytes]]) -> tuple[str, str, bytes]:
    contents = b"".join(content for _, content in held)
    return held[0][0], held[-1][0], _MAGIC + _ONE + _array(len(held)) + contents


def _filters(parts: tuple[Part, ...], starts: tuple[int, ...]) -> Iterator[tuple[str, bytes]]:
    """Every filter in its order, and the pages of each of its values."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for part, start in zip(parts, starts, strict=True):
        for name, values in part.filters.items():
            for value, pages in values.items():
                found[name][value] += (start + page for page in pages)
    for name, by_value in sorted(found.items()):
        yield name, _dumped([name, sorted(by_value.items())])


# Parts that are kept


def dump_part(part: Part) -> bytes:
    """A part as one file, for `load_part`."""
    return cbor2.dumps([part.version, part.fragments, part.words, part.filters])


def load_part(content: bytes) -> Part:
    """The part that `dump_part` wrote; StrangeError for anything else."""
    try:
        version, fragments, words, filters = cbor2.loads(content)
        return Part(
            version,
            tuple(Fragment(*fragment) for fragment in fragments),
            {
                word: {spelling: Postings(*told) for spelling, told in spellings.items()}
                for word, spellings in words.items()
            },
            filters,
        )
    except (cbor2.CBORError, TypeError, ValueError, AttributeError) as error:
        raise StrangeError(str(error)) from error


# Bytes


def _opened(content: bytes) -> bytes:
    opened = gzip.decompress(content)
    if not opened.startswith(_MAGIC):
        raise StrangeError("pagefind_dcd?")
    return opened


def _loaded(content: bytes) -> Any:
    return cbor2.loads(_opened(content).removeprefix(_MAGIC))


def _dumped(value: Any) -> bytes:
    return _MAGIC + cbor2.dumps(value)


def _array(size: int) -> bytes:
    """The head of an array, which CBOR writes like a number but for its first three bits."""
    head = cbor2.dumps(size)
    return bytes([head[0] | 0x80]) + head[1:]


def _packed(content: bytes) -> bytes:
    """Packed so that time, system and name leave no trace."""
    return gzip.compress(content, _LEVEL, mtime=0)


def _named(content: bytes, lang: str) -> str:
    return f"{lang}_{sha256(content).hexdigest()[:12]}"
