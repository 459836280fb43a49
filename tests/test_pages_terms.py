"""Glossary terms in prose: whole words, longest first, once a page, never in headings, links or code."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from generator.disclosure.view import Card
from generator.fields import Text
from generator.pages.markup import href, prose
from generator.pages.terms import Linker, derive_terms
from tests.cards import passage, view

_LINK = re.compile(r'<a class="istilah"[^>]*href="#_arti-([a-z-]+)"[^>]*>([^<]*)</a>')


def term(identity: str, word: str, english: str = "", short: str | None = None, *aliases: str):
    return Card(
        {
            "record": "term",
            "id": identity,
            "term": Text(word, english or None),
            "abbreviation": short,
            "aliases": aliases,
            "definition": Text(f"Arti {identity} (contoh).", f"Meaning of {identity} (contoh)."),
            "address": f"istilah/#{identity}",
            "title": passage(word),
        }
    )


TERMS = (
    term("kanim", "Kantor Imigrasi Kelas I TPI", "Immigration office", "Kanim", "kantor imigrasi"),
    term("orang-asing", "Orang asing (contoh)", "Foreign national (contoh)", None, "WNA"),
    term("tak", "Tindakan administratif keimigrasian", "Administrative measure", "TAK"),
    term("tim", "Tim Pengawasan Orang Asing", "", "Timpora"),
    term("tpi", "Tempat pemeriksaan imigrasi", "Immigration checkpoint", "TPI"),
)


def linker(lang: str = "id", *cards: Card) -> Linker:
    return Linker(derive_terms(view(*(cards or TERMS))), lang)


def marked(html: str, lang: str = "id", **more) -> list[tuple[str, str]]:
    """Each marked (term, word) of one passage."""
    return _LINK.findall(linker(lang).mark(Markup(html), more.get("text", lang)))


def test_the_first_use_of_a_page_is_marked_and_no_other():
    page = linker()
    first = page.mark(Markup("<p>Kanim dan orang asing; Kanim.</p>"), "id")
    assert _LINK.findall(first) == [("kanim", "Kanim"), ("orang-asing", "orang asing")]
    again = Markup("<p>Kantor imigrasi, WNA, TAK.</p>")
    assert _LINK.findall(page.mark(again, "id")) == [("tak", "TAK")]
    assert list(page.used) == ["kanim", "orang-asing", "tak"]


def test_what_a_mark_says():
    html = linker("id", term("tpi", "Pos <&> periksa")).mark(
        Markup("Pos &lt;&amp;&gt; periksa"), "id"
    )
    assert html == (
        '<a class="istilah" id="_pakai-tpi" href="#_arti-tpi" aria-describedby="_arti-tpi"'
        ' data-arti="Arti tpi (contoh).">Pos &lt;&amp;&gt; periksa</a>'
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>Ini tak benar.</p>", []),  # "tak" is a common word, TAK is not
        ("<p>Ini TAK.</p>", ["TAK"]),
        ("<p>tpi, Tpi</p>", []),
        ("<p>KANTOR IMIGRASI</p>", ["KANTOR IMIGRASI"]),
        ("<p>wna</p>", []),
        ("<p>TPIX XTPI TPI2 TPI_a a@TPI TPI@a</p>", []),
        ("<p>kanim.go.id www.kanim</p>", []),
        ("<p>Kanim. Lalu</p>", ["Kanim"]),
        ("<p>TPI-nya</p>", ["TPI"]),
        ("<p>Kanim-Kanim non-TPI</p>", []),
        ("<p>(TPI)/«Kanim»</p>", ["TPI", "Kanim"]),
        ("<p>kantor\nimigrasi</p>", ["kantor\nimigrasi"]),
        ("<p>Kantor Imigrasi Kelas I TPI</p>", ["Kantor Imigrasi Kelas I TPI"]),
        ("<p>Kantor Imigrasi Kelas I TPIX</p>", ["Kantor Imigrasi"]),
        (
            "<p>Tim Pengawasan Orang Asing, orang asing</p>",
            ["Tim Pengawasan Orang Asing", "orang asing"],
        ),
        ("<h3>TPI</h3><p>Kanim</p>", ["Kanim"]),
        ("<p><code>TPI</code> <a href='x'>TPI <em>Kanim</em></a></p>", []),
        ("<pre><code>TPI</code></pre>", []),
        ("<p><em>TPI</em> <strong>Kanim</strong></p>", ["TPI", "Kanim"]),
        ("<table><tr><th>TPI</th><td>Kanim</td></tr></table>", ["Kanim"]),
        ('<p><a href="x" title="a > TPI">x</a> <abbr>TPI</abbr></p>', []),
        ("<p>İstanbul Kanim</p>", ["Kanim"]),
    ],
)
def test_what_is_marked(text, found):
    assert [word for _, word in marked(text)] == found


def test_a_longer_term_keeps_the_words_inside_it():
    """Also where it was marked before: `orang asing` in the team's name is not the person."""
    page = linker()
    page.mark(Markup("<p>Tim Pengawasan Orang Asing</p>"), "id")
    assert _LINK.findall(page.mark(Markup("<p>Tim Pengawasan Orang Asing</p>"), "id")) == []


def test_a_link_that_the_editor_made_counts_as_the_first_use():
    page, own = linker(), f'<a href="{href("istilah/#tpi")}">TPI</a>'
    assert page.mark(Markup(f"<p>{own} dan TPI</p>"), "id") == f"<p>{own} dan TPI</p>"
    assert page.mark(Markup("<p>TPI</p>"), "id") == "<p>TPI</p>"
    other = linker()
    assert _LINK.findall(other.mark(Markup(f"<p>TPI, {own}</p>"), "id")) == [("tpi", "TPI")]


def test_english_text_uses_the_english_term():
    said = "<p>The immigration office, TAK, orang asing, kantor imigrasi, foreign national.</p>"
    assert marked(said, "en") == [
        ("kanim", "immigration office"),
        ("tak", "TAK"),
        ("orang-asing", "foreign national"),
    ]
    assert 'data-arti="Meaning of tak (contoh)."' in linker("en").mark(Markup("TAK"), "en")


def test_indonesian_text_on_an_english_page_uses_the_indonesian_term():
    assert marked("<p>foreign national, orang asing</p>", "en", text="id") == [
        ("orang-asing", "orang asing")
    ]


def test_a_term_without_definition_is_not_marked():
    bare = Card({**vars(TERMS[0]), "definition": None})
    assert linker("id", bare).mark(Markup("Kanim"), "id") == "Kanim"
    assert linker("id", bare).terms.cards == ()


def test_a_word_of_two_terms_is_that_of_the_first_id():
    page = linker("id", term("b", "Pos"), term("a", "Pos"))
    assert _LINK.findall(page.mark(Markup("Pos"), "id")) == [("a", "Pos")]


class _Checker(HTMLParser):
    """Nesting of links, and the text alone."""

    def __init__(self):
        super().__init__()
        self.text, self.links, self.deepest = "", 0, 0

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.links += 1
            self.deepest = max(self.deepest, self.links)

    def handle_endtag(self, tag):
        self.links -= tag == "a"

    def handle_data(self, data):
        self.text += data


_WORDS = [
    "TPI",
    "tak",
    "TAK",
    "Kanim",
    "orang",
    "asing",
    "kantor imigrasi",
    "`TPI`",
    "**Kanim**",
    "&",
]
_MADE = st.lists(
    st.sampled_from(
        [*_WORDS, "[Kanim](x)", "\n\n", "# TAK\n", "- TPI\n", "<", '"', "|a|\n|-|\n|TPI|\n"]
    )
)


@given(_MADE)
def test_marking_changes_no_word_and_nests_no_link(words):
    html = prose(Text(" ".join(words) or "x"), "id")
    after = linker().mark(html, "id")
    before, now = _Checker(), _Checker()
    before.feed(str(html))
    now.feed(str(after))
    assert now.text == before.text
    assert now.deepest <= 1
    found = [identity for identity, _ in _LINK.findall(after)]
    assert len(found) == len(set(found))


def test_marking_is_cheap_beside_making_the_page():
    """A page of 40 passages and 200 terms stays well below what the page itself takes (3 ms)."""
    cards = [term(f"contoh-{number:03}", f"istilah rekaan {number}") for number in range(200)]
    terms = derive_terms(view(*TERMS, *cards))
    text = Markup(
        "<p>" + "Rapat membahas laporan tentang orang asing di kantor imigrasi. " * 5 + "</p>"
    )
    Linker(terms, "id").mark(text, "id")
    started = time.perf_counter()
    for _ in range(20):
        page = Linker(terms, "id")
        for _ in range(40):
            page.mark(text, "id")
    assert (time.perf_counter() - started) / 20 < 0.05
