"""A file's bytes become plain data with positions, or problems (the only importer of yaml).

Comes in: the bytes of one YAML file, or of one Markdown file with YAML front matter.
Goes out: `SourceDoc`, whose `data` holds only dict, list, str and None. Scalars keep the
text that was written (`10:30`, `NO`, `012`, `3.10`, dates); the model decides the type,
so nothing is turned into a number or a boolean behind the editor's back. Duplicate keys,
anchors, aliases, tags, tabs, deep nesting and oversized text are problems.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from generator.problems import Place, Problem, quoted

MAX_BYTES = 2_000_000
MAX_SCALAR = 100_000
MAX_DEPTH = 24
_DEPTH_SUSPECT = 3_000  # libyaml's composer recurses on the C stack; far below where that breaks

Path = tuple[str | int, ...]

_BOM = "\ufeff"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0085\u2028\u2029\ufffe\uffff]")
_ANCHOR_SUSPECT = re.compile(r"(?:^|[\s\[{,:])[&*][^\s&*]", re.MULTILINE)
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "map", "seq"))


class _Loader(yaml.CSafeLoader):
    """libyaml without implicit types: every plain scalar stays the text that was written."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own class attribute


@dataclass(frozen=True)
class SourceDoc:
    """One read file: its path, text, plain data, and the Markdown body if it has one."""

    path: str
    text: str
    data: dict[str, Any]
    body: str = ""
    body_line: int = 0
    yaml_start: int = 0

    def place(self, path: Sequence[str | int], *, key: bool = False) -> Place:
        """Where the value at `path` stands; `key=True` gives its key. Falls back to the parent.

        Positions are looked up by composing the text again: only files with problems pay for it.
        """
        node: Any = yaml.compose(self.yaml_text, Loader=_Loader)
        mark = node.start_mark
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            key_node, node = found
            mark = key_node.start_mark if key or node.start_mark is None else node.start_mark
        return Place(self.path, mark.line + 1 + self.yaml_start, mark.column + 1)

    def excerpt(self, place: Place) -> str:
        """The line that `place` names, as written, tabs as spaces; "" for a whole file."""
        return excerpt(self.text, place.line)

    @property
    def yaml_text(self) -> str:
        """The YAML part of the text."""
        if not self.body_line:
            return self.text
        return "\n".join(self.text.split("\n")[self.yaml_start : self.body_line - 2])

    def problem(
        self, code: str, path: Sequence[str | int], *, on_key: bool = False, **more: Any
    ) -> Problem:
        """A problem of rule `code` at the value (or key) under `path`."""
        place = self.place(path, key=on_key)
        more.setdefault("key", format_path(path))
        return Problem(code, place, excerpt=self.excerpt(place), **more)


def format_path(path: Sequence[str | int]) -> str:
    """`("actions", 0, "due")` as `actions[0].due`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def excerpt(text: str, line: int, limit: int = 120) -> str:
    """Line `line` (from 1) of `text`, shortened; "" when there is none."""
    lines = text.split("\n", line)
    return lines[line - 1].replace("\t", " ").rstrip()[:limit] if 0 < line <= len(lines) else ""


def read_yaml(path: str, raw: bytes) -> tuple[SourceDoc | None, list[Problem]]:
    """One YAML file as a document, or the problems that keep it from being read."""
    text, problems = decode(path, raw)
    if text is None:
        return None, problems
    data, found = _parse(path, text, 0)
    return (None if data is None else SourceDoc(path, text, data)), problems + found


def read_markdown(path: str, raw: bytes) -> tuple[SourceDoc | None, list[Problem]]:
    """One Markdown file with front matter as a document with `body`."""
    text, problems = decode(path, raw)
    if text is None:
        return None, problems
    fences = [match for match, _ in zip(_FENCE.finditer(text), range(2), strict=False)]
    if len(fences) < 2 or fences[0].start() != 0:
        return None, [*problems, Problem("YAML011", Place(path, 1, 1), excerpt=excerpt(text, 1))]
    front = text[fences[0].end() + 1 : fences[1].start()]
    data, found = _parse(path, front, 1)
    if data is None:
        return None, problems + found
    body_line = text.count("\n", 0, fences[1].end()) + 2
    return SourceDoc(path, text, data, text[fences[1].end() + 1 :], body_line, 1), problems + found


def decode(path: str, raw: bytes) -> tuple[str | None, list[Problem]]:
    """A file's bytes as text with `\\n` line ends, or why it cannot be."""
    whole = Place(path)
    if len(raw) > MAX_BYTES:
        found = f"{len(raw) / 1e6:.1f} MB"
        return None, [
            Problem("FILE006", whole, found=found, params={"limit": f"{MAX_BYTES // 1_000_000} MB"})
        ]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        return None, [
            Problem("FILE002", Place(path, line, column), found=f"0x{raw[error.start]:02x}")
        ]
    problems = []
    if text.startswith(_BOM):
        text = text[1:]
        problems.append(Problem("FILE005", Place(path, 1, 1)))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return None, [*problems, Problem("FILE003", whole)]
    control = _CONTROL.search(text)
    if control:
        place = _place_at(path, text, control.start())
        return None, [*problems, Problem("FILE004", place, found=f"U+{ord(control.group()):04X}")]
    return text, problems


def _place_at(path: str, text: str, offset: int) -> Place:
    return Place(
        path, text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
    )


def _parse(path: str, text: str, shift: int) -> tuple[dict[str, Any] | None, list[Problem]]:
    suspects = text.count("[") + text.count("{") + text.count("- ") + text.count("? ")
    try:
        if suspects > _DEPTH_SUSPECT or _ANCHOR_SUSPECT.search(text):
            found = _scan_events(path, text, shift)
            if found:
                return None, found
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        return None, [_syntax_problem(path, text, shift, error)]
    converter = _Converter(path, text, shift)
    if not isinstance(node, yaml.MappingNode):
        return None, [Problem("YAML007", Place(path, shift + 1, 1), excerpt=excerpt(text, 1))]
    data = converter.mapping(node, 1)
    return (data if not converter.fatal else None), converter.problems


def _scan_events(path: str, text: str, shift: int) -> list[Problem]:
    """Anchors, aliases and depth, looked for without recursion."""
    problems: list[Problem] = []
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                params = {"limit": str(MAX_DEPTH)}
                return [
                    *problems,
                    _at_mark(path, text, shift, event.start_mark, "YAML006", params=params),
                ]
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        anchor = getattr(event, "anchor", None)
        if anchor:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            found = quoted(sign + anchor)
            problems.append(_at_mark(path, text, shift, event.start_mark, "YAML003", found=found))
    return problems


def _at_mark(path: str, text: str, shift: int, mark: Any, code: str, **more: Any) -> Problem:
    place = Place(path, mark.line + 1 + shift, mark.column + 1)
    return Problem(code, place, excerpt=excerpt(text, mark.line + 1), **more)


_REASONS = {
    "mapping values are not allowed in this context": (
        "titik dua (:) di tempat yang salah; beri tanda kutip bila bagian dari teks"
    ),
    "could not find expected ':'": "tanda titik dua (:) sesudah kunci tidak ada",
    "did not find expected key": "kunci yang diharapkan tidak ada; periksa lekukan",
    "did not find expected '-' indicator": (
        "tanda hubung (-) yang diharapkan tidak ada; periksa lekukan daftar"
    ),
    "found unexpected end of stream": "tanda kutip atau kurung tidak ditutup",
    "did not find expected ',' or ']'": "koma atau kurung tutup ] tidak ada",
    "did not find expected ',' or '}'": "koma atau kurung tutup } tidak ada",
    "found character that cannot start any token": (
        "karakter ini tidak dapat mengawali nilai; beri tanda kutip"
    ),
    "found unknown escape character": (
        "tanda \\ di dalam kutip ganda tidak dikenal; pakai kutip tunggal"
    ),
    "block sequence entries are not allowed in this context": (
        "daftar (-) tidak boleh dimulai di baris yang sama"
    ),
}


def _syntax_problem(path: str, text: str, shift: int, error: yaml.MarkedYAMLError) -> Problem:
    mark: Any = error.problem_mark or error.context_mark
    reason = str(error.problem or error.context or "")
    if "expected a single document" in str(error.context or ""):
        return _at_mark(path, text, shift, mark, "YAML008")
    line = text.split("\n")[mark.line] if mark.line <= text.count("\n") else ""
    if "cannot start any token" in reason and line[mark.column : mark.column + 1] == "\t":
        return _at_mark(path, text, shift, mark, "YAML005")
    return _at_mark(
        path, text, shift, mark, "YAML001", params={"why": _REASONS.get(reason, reason)}
    )


class _Converter:
    """Walks one node tree into plain data, noting what is not allowed."""

    def __init__(self, path: str, text: str, shift: int) -> None:
        self.path, self.text, self.shift = path, text, shift
        self.problems: list[Problem] = []
        self.fatal = False

    def value(self, node: Any, depth: int) -> Any:
        if depth > MAX_DEPTH:
            self.note("YAML006", node, fatal=True, params={"limit": str(MAX_DEPTH)})
            return None
        if node.tag not in _PLAIN_TAGS:
            self.note("YAML004", node, found=quoted(node.tag.removeprefix("tag:yaml.org,2002:")))
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, depth + 1) for item in node.value]
        return self.mapping(node, depth)

    def scalar(self, node: Any) -> str | None:
        text: str = node.value
        if node.style is None and text in _NULLS:
            return None
        if len(text) > MAX_SCALAR:
            self.note("YAML010", node, found=f"{len(text)}", params={"limit": str(MAX_SCALAR)})
        return text

    def mapping(self, node: Any, depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key_node, yaml.ScalarNode):
                self.note("YAML009", key_node)
            elif key in data:
                first = {"first": str(lines[key])}
                self.note("YAML002", key_node, found=quoted(key), params=first, key=key)
            else:
                lines[key] = key_node.start_mark.line + 1 + self.shift
                data[key] = self.value(value_node, depth + 1)
        return data

    def note(self, code: str, node: Any, *, fatal: bool = False, **more: Any) -> None:
        self.fatal = self.fatal or fatal
        self.problems.append(
            _at_mark(self.path, self.text, self.shift, node.start_mark, code, **more)
        )


def _child(node: Any, step: str | int) -> tuple[Any, Any] | None:
    """The key node and value node under `step`, or None."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    if isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            if key_node.value == step:
                return key_node, value_node
    return None
