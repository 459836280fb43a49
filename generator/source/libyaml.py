"""libyaml as this project uses it, and what its messages mean for a clerk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import yaml

Why = tuple[str, str]  # a reason in Indonesian and in English


class _Loader(yaml.CSafeLoader):
    """libyaml without implicit types: every plain scalar stays the text that was written."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own class attribute


def compose(text: str) -> Any:
    """The tree of nodes, each with its position; None for nothing. Raises `yaml.YAMLError`."""
    return yaml.compose(text, Loader=_Loader)


def events(text: str) -> Iterator[Any]:
    """What stands in the text one after the other; needs no recursion. Raises `yaml.YAMLError`."""
    return yaml.parse(text, Loader=_Loader)


def next_event(text: str) -> Callable[[], Any]:
    """Gives what stands in the text, one call after the other. It raises `yaml.YAMLError`."""
    return _Loader(text).get_event


def children(node: Any) -> Iterator[tuple[str | int, tuple[Any, Any]]]:
    """By key or position: the key node and value node of each child; a list item is its own key."""
    if isinstance(node, yaml.SequenceNode):
        yield from ((index, (item, item)) for index, item in enumerate(node.value))
    elif isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            if isinstance(key_node, yaml.ScalarNode):
                yield key_node.value, (key_node, value_node)


def meaning(reason: str) -> Why:
    """What libyaml's `reason` means, as a clerk can use it."""
    return _MEANINGS.get(reason, (_OTHER, reason))


_OTHER = "tulisan ini tidak dapat dibaca"
_NODE = (
    "tanda baca di tempat yang salah; beri tanda kutip bila bagian dari teks",
    "punctuation in the wrong place; quote the text if it belongs to it",
)
_ESCAPE = (
    "tanda \\ di dalam kutip ganda tidak dikenal; pakai kutip tunggal",
    "unknown \\ escape inside double quotes; use single quotes",
)
OPEN_QUOTE = (
    "tanda kutip yang dibuka di sini tidak ditutup",
    "the quotation mark opened here is not closed",
)
_BLOCK = (
    "sesudah | atau > tidak boleh ada teks di baris yang sama",
    "no text may follow | or > on the same line",
)
_TAG = ("tanda ! tidak dipakai; beri tanda kutip", "the sign ! is not used; quote the value")
_MEANINGS = {
    "mapping values are not allowed in this context": (
        "titik dua (:) atau lekukan di tempat yang salah; beri tanda kutip bila titik dua bagian dari teks",
        "a colon (:) or indentation in the wrong place; quote the text if the colon belongs to it",
    ),
    "could not find expected ':'": (
        "titik dua (:) sesudah kunci tidak ada",
        "the colon (:) after the key is missing",
    ),
    "did not find expected key": (
        "baris ini tidak sejajar dengan kunci di atasnya, atau ada teks sesudah tanda kutip",
        "this line is not aligned with the keys above, or text follows a closing quote",
    ),
    "did not find expected '-' indicator": (
        "tanda hubung (-) tidak ada; periksa lekukan daftar",
        "the hyphen (-) is missing; check the list's indentation",
    ),
    "found unexpected end of stream": OPEN_QUOTE,
    "found unexpected document indicator": OPEN_QUOTE,
    "did not find expected ',' or ']'": (
        "koma atau kurung tutup ] tidak ada",
        "a comma or the closing ] is missing",
    ),
    "did not find expected ',' or '}'": (
        "koma atau kurung tutup } tidak ada",
        "a comma or the closing } is missing",
    ),
    "did not find expected node content": _NODE,
    "did not find expected <document start>": _NODE,
    "found character that cannot start any token": (
        "karakter ini tidak dapat mengawali nilai; beri tanda kutip",
        "this character cannot begin a value; quote it",
    ),
    "found unknown escape character": _ESCAPE,
    "did not find expected hexdecimal number": _ESCAPE,
    "found invalid Unicode character escape code": _ESCAPE,
    "block sequence entries are not allowed in this context": (
        "daftar (-) tidak boleh dimulai di baris ini",
        "a list (-) must not begin on this line",
    ),
    "mapping keys are not allowed in this context": _NODE,
    "did not find expected comment or line break": _BLOCK,
    "found an indentation indicator equal to 0": _BLOCK,
    "did not find expected tag URI": _TAG,
    "found undefined tag handle": _TAG,
    "did not find expected whitespace or line break": _TAG,
    "did not find expected alphabetic or numeric character": (
        "tanda & atau * harus diberi tanda kutip",
        "quote a value that begins with & or *",
    ),
}
