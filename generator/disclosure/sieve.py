"""A quick look at a text that lets it pass where the careful search could find nothing in it.

The guard reads every byte of both sites, and nearly all of them hold nothing. So each text is first
looked through as bytes: all stretches and words at once, in the same forms (`comparing`). What passes
is what the careful search would have passed. At the least doubt (a match that may be part of a word,
letters whose case folds in their own way, a mark that is not written plainly) a text does not pass,
and is searched with care; so a doubt costs time, never safety. A test holds the one to the other.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from ahocorasick_rs import BytesAhoCorasick

from generator.disclosure.comparing import INSIDE, UNSEEN, unquoted
from generator.disclosure.stretches import Stretches

_INSIDE = re.compile(INSIDE.pattern.encode())
# A mark whose name is not in small plain letters: case or borders of words could matter.
_ODD_MARK = re.compile(rb"</?[a-z]*[A-Z\x80-\xff]")
_DIGITS = re.compile(rb"[0-9]+")
_BETWEEN_DIGITS = b" .()/-"
_ASCII = bytes(range(0x80))
_EVERY = bytes(range(0x100))
# Small letters, and a space for whatever `str.split` takes for one.
_SPACES = b"\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f"
_SMALL = _EVERY.lower().translate(bytes.maketrans(_SPACES, b" " * len(_SPACES)))
_WHERE_DIGITS = bytes(0x30 + 1 if 0x30 <= code <= 0x39 else 0x30 for code in _EVERY)
_LONG = b"1" * 10  # as `comparing.long_numbers` counts


class Sieve:
    """Knows the withheld values of one site, as `guard` keeps them."""

    def __init__(
        self, values: Collection[str], words: Collection[str], numbers: Collection[str]
    ) -> None:
        anywhere = frozenset(one.encode() for one in values)
        self.words = frozenset(one.encode() for one in words) - anywhere
        self.held = Stretches(anywhere | self.words)
        self.find_numbers = BytesAhoCorasick([one.encode() for one in numbers])
        self.has_numbers = bool(numbers)
        self.clear_digits: set[bytes] = set()  # long numbers that hold no secret

    def passes(self, text: str, *, words: bool, as_written: bool = False) -> bool:
        """Whether no form of `text` can hold a withheld value (`as_written`: it has one form only)."""
        plain = html.unescape(text) if "&" in text and not as_written else text
        raw = _encoded(plain)
        small = raw and self._clear(_small(raw), words=words)
        if as_written or raw is None or small is None or plain.startswith("BEGIN:V"):
            return as_written and small is not None
        read = unquoted(plain)
        if read != plain:
            raw = _encoded(read)
            small = raw and self._clear(_small(raw), words=words)
        if raw is None or small is None or _ODD_MARK.search(raw):
            return False
        bare = _INSIDE.sub(b"", small)
        return len(bare) == len(small) or self._clear(_closed_up(bare), words=words) is not None

    def _clear(self, plain: bytes, *, words: bool) -> bytes | None:
        """`plain` again, or None where something may have been found in it."""
        for stretch, start in self.held.standing_in(plain):
            if stretch not in self.words or (words and _may_be_word(plain, stretch, start)):
                return None
        return plain if not self.has_numbers or self._has_clear_numbers(plain) else None

    def _has_clear_numbers(self, plain: bytes) -> bool:
        runs = set(_long_runs(plain.translate(None, _BETWEEN_DIGITS))) - self.clear_digits
        if runs and self.find_numbers.find_matches_as_indexes(b" ".join(runs)):
            return False
        self.clear_digits |= runs
        return True


def _long_runs(text: bytes) -> Iterator[bytes]:
    """Every run of ten digits and more."""
    where = text.translate(_WHERE_DIGITS)
    start = where.find(_LONG)
    while start >= 0:
        match = _DIGITS.match(text, start)
        assert match
        yield match[0]
        start = where.find(_LONG, match.end())


def _encoded(text: str) -> bytes | None:
    """`text` as bytes; None where a letter needs more care than making it small."""
    try:
        raw = text.encode()
    except UnicodeEncodeError:
        return None
    beyond = raw.translate(None, _ASCII)
    return raw if not beyond or all(map(_is_plain, set(beyond.decode()))) else None


@lru_cache(maxsize=4096)
def _is_plain(sign: str) -> bool:
    """Whether a sign beyond ASCII stays as it is: no capital, space or digit, and to be seen."""
    special = sign.isspace() or sign.isdecimal() or UNSEEN.match(sign)
    return sign.casefold() == sign and not special


def _small(raw: bytes) -> bytes:
    """`comparing.flat` of what `_encoded` gave."""
    return b" ".join(raw.translate(_SMALL).split())


def _closed_up(plain: bytes) -> bytes:
    """What is left of a text with single spaces once something was taken out of it, with single spaces."""
    while b"  " in plain:
        plain = plain.replace(b"  ", b" ")
    return plain.strip()


def _may_be_word(plain: bytes, word: bytes, start: int) -> bool:
    """Whether the `word` at `start` is not for certain a part of a longer one."""
    end = start + len(word)
    before, after = plain[start - 1 : start], plain[end : end + 1]
    return not (before.isalnum() or after.isalnum())
