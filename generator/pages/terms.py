"""Glossary terms in prose: each is marked where a page first uses it.

Comes in: the terms of a view and, passage by passage in the order of the page, finished and
sanitised HTML. Goes out: the same HTML with first uses as links to a note at the end of the page,
which also carry the definition for the style sheet to show on focus and hover.

Whole words only, the longest first, never in headings, links or code. A word without a small
letter (TAK, APOA) is matched as it is written, since its letters may make a common word (*tak*:
not); other words in any case. English text uses the English term and the abbreviation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

from ahocorasick_rs import AhoCorasick
from markupsafe import Markup

from generator.disclosure.view import Card, View
from generator.pages.markup import href, plain

_ASIDE = re.compile(r"\s*\([^()]*\)$")
_TAG = re.compile(r"""<(/?)([a-z][a-z0-9]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|&#?\w+;""")
_HREF = re.compile(r'\shref="([^"]*)"')
_CLOSED = frozenset(("a", "abbr", "code", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "th"))
_SHORTEST = 2  # letters of a word that is looked for


@dataclass(frozen=True)
class Terms:
    """The terms of a view that have a definition, by id."""

    cards: tuple[Card, ...]

    def __reduce__(self) -> tuple[type[Terms], tuple[tuple[Card, ...]]]:
        """What is made of the cards to search with is not sent along."""
        return Terms, (self.cards,)

    def words(self, lang: str) -> _Words:
        """What to look for in text of one language."""
        return self._english if lang == "en" else self._indonesian

    @cached_property
    def pages(self) -> frozenset[str]:
        """How links name the pages that the terms stand on."""
        return frozenset(link.partition("#")[0] for link in self.links)

    @cached_property
    def links(self) -> Mapping[str, str]:
        """The ids of the terms by the links that editors make to them."""
        return {href(card.address): card.id for card in self.cards}

    @cached_property
    def _indonesian(self) -> _Words:
        return _Words.of(self.cards, "id")

    @cached_property
    def _english(self) -> _Words:
        return _Words.of(self.cards, "en")


NO_TERMS = Terms(())


def derive_terms(view: View) -> Terms:
    """What the prose of `view` can link to."""
    return Terms(tuple(card for card in view.of("term") if card.definition))


@dataclass(frozen=True)
class _Words:
    """Every word of one language with its term; a word of two terms is that of the first id."""

    terms: tuple[tuple[str, Card], ...]  # (the word as written, or "" for any case; its term)
    search: AhoCorasick

    @classmethod
    def of(cls, cards: tuple[Card, ...], lang: str) -> _Words:
        """The words of `cards`."""
        found: dict[str, tuple[str, Card]] = {}
        for card in cards:
            for word in spellings(card, lang):
                written = escape(word, quote=False)
                found.setdefault(_small(written), (written if _is_exact(word) else "", card))
        return cls(tuple(found.values()), AhoCorasick(list(found)))

    def find(self, html: str) -> Iterator[tuple[int, int, Card]]:
        """Whole words in `html`, tags and all, from left to right; the longest where they overlap."""
        text, last = _small(html), 0
        hits = self.search.find_matches_as_indexes(text, overlapping=True)
        for index, start, end in sorted(hits, key=lambda hit: (hit[1], -hit[2])):
            written, card = self.terms[index]
            fits = written in ("", html[start:end]) and _is_whole(text, start, end)
            if fits and start >= last:
                last = end
                yield start, end, card


def spellings(card: Card, lang: str) -> Iterator[str]:
    """How a term is written in text of one language; what stands in brackets at its end is a remark."""
    own = (card.term.en or "") if lang == "en" else card.term.id
    others = () if lang == "en" else card.aliases
    for word in (own, card.abbreviation or "", *others):
        bare = " ".join(_ASIDE.sub("", word).split())
        if len(bare) >= _SHORTEST:
            yield bare


def _is_exact(word: str) -> bool:
    """Whether a word is matched as written: an abbreviation in capitals."""
    return not any(letter.islower() for letter in word)


def _small(text: str) -> str:
    """`text` in small letters, each blank a space; as long as it was."""
    small = text.lower()
    if len(small) != len(text):  # a letter such as İ has no single small one
        small = "".join(one if len(one.lower()) > 1 else one.lower() for one in text)
    return small.replace("\n", " ").replace("\xa0", " ")


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a word begins and ends here; `TAK-nya` ends its word, a name with dots goes on."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 4]
    if before[-1:].isalnum() or before[-1:] in ("_", "-", "@"):
        return False
    if before[-1:] == "." and before[:1].isalnum() and len(before) == 2:
        return False
    if after[:1].isalnum() or after[:1] in ("_", "@"):
        return False
    if after[:1] == "-":
        return after == "-nya"
    return not (after[:1] == "." and after[1:2].isalnum())


@dataclass
class Linker:
    """Marks the first uses on one page; ask for passages in the order in which the page has them."""

    terms: Terms
    lang: str
    used: dict[str, Card] = field(default_factory=dict)  # with a note, in order
    _seen: set[str] = field(default_factory=set)

    def mark(self, passage: Markup, lang: str) -> Markup:
        """`passage`, whose text is in `lang`, with the terms that the page has not used before."""
        html = str(passage)  # slices of a `Markup` are dear
        uses = self.terms.words(lang).find(html)
        found = [use for use in uses if use[2].id not in self._seen]
        if not found and not any(page in html for page in self.terms.pages):
            return passage
        starts, ends, links = self._closed(html)
        pieces, last = [], 0
        for start, end, card in found:
            self._seen.update(identity for at, identity in links if at < start)
            index = bisect_right(starts, start) - 1
            if card.id in self._seen or (index >= 0 and start < ends[index]):
                continue
            self._seen.add(card.id)
            self.used[card.id] = card
            pieces += [html[last:start], self._link(card, html[start:end])]
            last = end
        self._seen.update(identity for _, identity in links)
        return Markup("".join([*pieces, html[last:]]))

    def _link(self, card: Card, word: str) -> str:
        note, meaning = f"_arti-{card.id}", escape(plain(card.definition, self.lang))
        return (
            f'<a class="istilah" id="_pakai-{card.id}" href="#{note}" aria-describedby="{note}"'
            f' data-arti="{meaning}">{word}</a>'
        )

    def _closed(self, html: str) -> tuple[list[int], list[int], list[tuple[int, str]]]:
        """Where no term is marked (starts, ends), and the links to terms that are there already."""
        starts, ends, links = [], [], []
        depth = begin = 0
        for match in _TAG.finditer(html):
            slash, name, rest = match.groups()
            if name in _CLOSED:
                if not depth and not slash:
                    begin = match.start()
                depth += -1 if slash else 1
                href = _HREF.search(rest)
                if href and href[1].partition("#")[0] in self.terms.pages:
                    links.append((match.start(), self.terms.links.get(href[1], "")))
            if not depth:
                starts.append(begin if name in _CLOSED else match.start())
                ends.append(match.end())
        return starts, ends, links
