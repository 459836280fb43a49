"""Links of a text: they lead from whichever page the text stands on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.disclosure.view import Link, Passage
from generator.fields import Text
from generator.pages import markup
from generator.pages.markup import href, href_from_root, inline, prose, settle

_RULE = Link(
    "regulation", "uu-1", "pasal-2", Text("Contoh"), "UU contoh", "peraturan/uu-1/#pasal-2"
)
_CITED = Passage("Menurut [[uu-1#pasal-2]].", None, {"uu-1#pasal-2": _RULE})


@pytest.mark.parametrize(
    ("here", "folder", "found"),
    [
        ("", "", "peraturan/uu-1/index.html#pasal-2"),
        ("rapat/2024/contoh/", "", "../../../peraturan/uu-1/index.html#pasal-2"),
        ("en/rapat/", "en/", "../../en/peraturan/uu-1/index.html#pasal-2"),
        ("404.html", "", "peraturan/uu-1/index.html#pasal-2"),
        ("peraturan/uu-1/", "", "#pasal-2"),
        ("en/peraturan/uu-1/", "en/", "#pasal-2"),
    ],
)
def test_a_link_leads_from_the_page_that_it_stands_on(here: str, folder: str, found: str) -> None:
    assert settle(href("peraturan/uu-1/#pasal-2"), here, folder) == found
    text = settle(inline(_CITED, "id"), here, folder)
    assert text == f'Menurut <a href="{found}" rel="noopener">UU contoh</a>.'
    assert settle(prose(_CITED, "id"), here, folder) == f"<p>{text}</p>"


def test_a_file_of_all_languages_stands_at_the_root() -> None:
    assert settle(href_from_root("aset/gaya.css"), "en/rapat/", "en/") == "../../aset/gaya.css"
    assert settle(href_from_root("en/rapat/"), "rapat/lama/") == "../../en/rapat/index.html"


def test_a_page_links_to_itself_by_its_name() -> None:
    assert settle(href("rapat/"), "rapat/") == "../rapat/index.html"


_LETTERS = st.sampled_from("ab1.:/-+,;'\"()?%– \n\u00e9\u2028")


@settings(max_examples=2000, deadline=None)
@given(st.text(_LETTERS, min_size=1, max_size=40).map(str.strip).filter(bool))
def test_bare_paragraphs_are_what_markdown_makes_of_them(text: str) -> None:
    assert markup._markdown(text) == markup._converted(text)


_MARKED = st.text(st.sampled_from("ab1. *_#|-~:!/'\"@=^\n()]>"), min_size=1, max_size=40)


@settings(max_examples=1000, deadline=None)
@given(_MARKED.map(str.strip).filter(bool))
def test_a_text_without_links_is_converted_the_same_when_none_are_sought(text: str) -> None:
    plain, whole = (markup._converter(everything) for everything in (False, True))
    assert plain.reset().convert(text) == whole.reset().convert(text)
