"""YAML text as plain data: dict, list, str and None, with notes of what is not allowed."""

from __future__ import annotations

import re
from typing import Any

import yaml

from generator.problems import Place, Problem, quoted, visible
from generator.source.characters import FORBIDDEN
from generator.source.libyaml import compose, events
from generator.source.notes import Notes
from generator.source.straight import MAX_DEPTH, MAX_SCALAR, NULLS, clean_data

_DEPTH_SUSPECT = 400  # libyaml's composer recurses on the C stack; far below where that breaks
_MAX_EXPANDED = 100_000  # values that aliases may stand for before the file is given up

_OPENERS = re.compile(r"[\[{]|[-?](?=\s)")
_ANCHOR_SUSPECT = re.compile(r"(?:^|[\s\[{,:\ufffd])[&*][^\s&*]", re.MULTILINE)
_YAML_TAG = "tag:yaml.org,2002:"
_PLAIN_TAGS = frozenset(_YAML_TAG + kind for kind in ("str", "map", "seq"))


def plain_data(
    path: str, text: str, lines_before: int = 0
) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The YAML in `text` as plain data; None when it could not be read at all."""
    data = clean_data(text)
    return noted_data(path, text, lines_before) if data is None else (data, [])


def noted_data(
    path: str, text: str, lines_before: int = 0
) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The same node by node, so that whatever is wrong can be noted where it stands."""
    notes = Notes(path, text, lines_before)
    try:
        if _is_suspect(text) and not _scan_events(notes):
            return None, notes.problems
        node = compose(text)
    except yaml.MarkedYAMLError as error:
        is_known = isinstance(error, yaml.composer.ComposerError) and notes.problems
        if not is_known:
            notes.syntax(error)
        return None, notes.problems
    except yaml.YAMLError:  # a character that libyaml does not accept
        return None, [*notes.problems, Problem("FILE004", Place(path))]
    if not isinstance(node, yaml.MappingNode):
        place = Place(path, lines_before + 1, 1)
        return None, [*notes.problems, Problem("YAML007", place, excerpt=notes.line(0))]
    converter = _Converter(notes)
    data = converter.document(node)
    return (None if converter.fatal else data), notes.problems


def _is_suspect(text: str) -> bool:
    """Whether nesting or anchors have to be looked for before nodes are made."""
    if _ANCHOR_SUSPECT.search(text):
        return True
    return sum(1 for _ in _OPENERS.finditer(text)) > _DEPTH_SUSPECT


def _scan_events(notes: Notes) -> bool:
    """Notes anchors, aliases and depth, without recursion; False when nested too deeply."""
    depth = 0
    for event in events(notes.text):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                notes.add("YAML006", event.start_mark, params={"limit": str(MAX_DEPTH)})
                return False
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        anchor = getattr(event, "anchor", None)
        if anchor:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            notes.add("YAML003", event.start_mark, found=quoted(sign + anchor))
    return True


class _Converter:
    """Walks one node tree into plain data, noting what is not allowed."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.fatal = False
        self.repeats = False  # an alias was met, so a few lines may stand for many values
        self.made: dict[int, tuple[Any, int]] = {}
        self.open: set[int] = set()

    def document(self, node: Any) -> dict[str, Any]:
        """The data of the outermost mapping."""
        self.open.add(id(node))
        self.check_tag(node)
        return self.mapping(node, 1)[0]

    def value(self, node: Any, depth: int) -> tuple[Any, int]:
        """The data of `node` and how many values it holds; an alias costs as much as its original."""
        if id(node) in self.made:
            self.repeats = True
            return self.made[id(node)]
        if id(node) in self.open:  # an alias inside its own anchor
            self.fatal = True
            return None, 1
        if depth > MAX_DEPTH:
            self.notes.add("YAML006", node.start_mark, params={"limit": str(MAX_DEPTH)})
            self.fatal = True
            return None, 1
        self.open.add(id(node))
        self.check_tag(node)
        made = self.convert(node, depth)
        self.open.discard(id(node))
        self.made[id(node)] = made
        self.fatal = self.fatal or (self.repeats and made[1] > _MAX_EXPANDED)
        return made

    def convert(self, node: Any, depth: int) -> tuple[Any, int]:
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node), 1
        if isinstance(node, yaml.SequenceNode):
            items = [self.value(item, depth + 1) for item in node.value]
            return [item for item, _ in items], 1 + sum(size for _, size in items)
        return self.mapping(node, depth)

    def scalar(self, node: Any) -> str | None:
        text: str = node.value
        if not node.style and text in NULLS:
            return None
        if node.style == '"':
            text = self.without_controls(node, text)
        if len(text) > MAX_SCALAR:
            limit = {"limit": str(MAX_SCALAR)}
            self.notes.add("YAML010", node.start_mark, found=str(len(text)), params=limit)
            return text[:MAX_SCALAR]
        return text

    def without_controls(self, node: Any, text: str) -> str:
        """The text of a double-quoted scalar: an escape (`\\e`) must not bring in what a file cannot hold."""
        match = FORBIDDEN.search(text)
        if match:
            self.notes.add("FILE004", node.start_mark, found=visible(match.group()))
        return FORBIDDEN.sub("\ufffd", text)

    def mapping(self, node: Any, depth: int) -> tuple[dict[str, Any], int]:
        data: dict[str, Any] = {}
        lines: dict[str, int] = {}
        total = 1
        for key_node, value_node in node.value:
            key = key_node.value
            self.check_tag(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.notes.add("YAML009", key_node.start_mark)
            elif key in lines:
                first = {"first": str(lines[key])}
                self.notes.add("YAML002", key_node.start_mark, key=key, params=first)
            else:
                lines[key] = self.notes.line_number(key_node.start_mark)
                data[key], size = self.value(value_node, depth + 1)
                total += size
        return data, total

    def check_tag(self, node: Any) -> None:
        if node.tag not in _PLAIN_TAGS:
            found = quoted("!" + node.tag.removeprefix(_YAML_TAG).lstrip("!"))
            self.notes.add("YAML004", node.start_mark, found=found)
