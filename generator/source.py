"""A file's bytes become plain data with positions, or problems (the only importer of yaml).

Comes in: the bytes of one YAML file, or of one Markdown file with YAML front matter.
Goes out: `SourceDoc`, whose `data` holds only dict, list, str and None. Scalars keep the
text that was written (`10:30`, `NO`, `012`, `3.10`, dates); the model decides the type,
so nothing is turned into a number or a boolean behind the editor's back. Duplicate keys,
anchors, aliases, tags, tabs, deep nesting and oversized text are problems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import yaml

from generator.problems import Place, Problem, quoted, visible

MAX_BYTES = 2_000_000
MAX_SCALAR = 100_000
MAX_DEPTH = 24
_DEPTH_SUSPECT = 400  # libyaml's composer recurses on the C stack; far below where that breaks
_MAX_EXPANDED = 100_000  # values that aliases may stand for before the file is given up
_MAX_GARBLED = 50  # lines with bytes that are not UTF-8, before the file is taken for no text

Path = tuple[str | int, ...]

_BOM = "\ufeff"
# Controls, line separators, changes of writing direction, and what YAML does not know.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    r"\ufeff\ufffe\uffff]"
)
_OPENERS = re.compile(r"[\[{]|[-?](?=\s)")
_ANCHOR_SUSPECT = re.compile(r"(?:^|[\s\[{,:\ufffd])[&*][^\s&*]", re.MULTILINE)
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_DOCUMENT = re.compile(r"^(?:---|\.\.\.)", re.MULTILINE)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "map", "seq"))


class _Loader(yaml.CSafeLoader):
    """libyaml without implicit types: every plain scalar stays the text that was written."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own class attribute


@dataclass(frozen=True)
class Beside:
    """Another file that holds a part: a page's English text, or rows as CSV with their lines."""

    path: str
    text: str
    row_lines: tuple[int, ...] = ()

    @cached_property
    def lines(self) -> list[str]:
        """The text by line."""
        return self.text.split("\n")


@dataclass(frozen=True)
class SourceDoc:
    """One read file: its path, text, plain data, and the Markdown body if it has one.

    `english` and `table` are files beside it. `dropped` names what was left out of the data to
    go on checking; paths given to `problem` count list items without them.
    """

    path: str
    text: str
    data: dict[str, Any] = field(repr=False)
    body: str = ""
    body_line: int = 0
    yaml_start: int = 0
    english: Beside | None = None
    table: Beside | None = None
    dropped: frozenset[Path] = frozenset()

    def place(self, path: Sequence[str | int], *, key: bool = False) -> Place:
        """Where the value at `path` stands; `key=True` gives its key. Falls back to the parent."""
        steps = original_path(path, self.dropped)
        if steps[:1] == ("body",) and self.body_line and not key:
            return Place(self.path, self.body_line, 1)
        if steps[:1] == ("rows",) and self.table:
            return self._row_place(self.table, steps[1:])
        key_node, node = self._node(steps)
        mark = (key_node if key else node).start_mark
        return Place(self.path, mark.line + 1 + self.yaml_start, mark.column + 1)

    def problem(
        self, code: str, path: Sequence[str | int], *, on_key: bool = False, **more: Any
    ) -> Problem:
        """A problem of rule `code` at the value (or key) under `path`."""
        place = self.place(path, key=on_key)
        more.setdefault("key", format_path(original_path(path, self.dropped)))
        return Problem(code, place, excerpt=self.excerpt(place), **more)

    def excerpt(self, place: Place) -> str:
        """The line that `place` names, as written; "" for a whole file."""
        beside = next(
            (part for part in (self.english, self.table) if part and part.path == place.path), None
        )
        lines = beside.lines if beside else self.lines
        return lines[place.line - 1].rstrip(" ") if 0 < place.line <= len(lines) else ""

    def find(self, path: Sequence[str | int], lang: str, needle: str, nth: int = 0) -> Place | None:
        """Where `needle` stands for the `nth` time (from 0) in the text under `path`, or None."""
        steps = original_path(path, self.dropped)
        if steps == ("body",) and self.body_line:
            if lang == "en":
                return (
                    _seek(self.english.path, self.english.lines, 0, 0, needle, nth=nth)
                    if (self.english)
                    else None
                )
            return _seek(self.path, self.lines, self.body_line - 1, 0, needle, nth=nth)
        _, node = self._node((*steps, lang))
        start, end = node.start_mark, node.end_mark
        last = end.line + self.yaml_start + 1
        return _seek(
            self.path,
            self.lines[:last],
            start.line + self.yaml_start,
            start.column,
            needle,
            nth=nth,
        )

    @cached_property
    def lines(self) -> list[str]:
        """The text by line."""
        return self.text.split("\n")

    def _row_place(self, table: Beside, steps: Path) -> Place:
        index = steps[0] if steps and isinstance(steps[0], int) else -1
        known = 0 <= index < len(table.row_lines)
        return Place(table.path, table.row_lines[index] if known else 1, 1)

    def _node(self, steps: Path) -> tuple[Any, Any]:
        """The key node and value node under `steps`, or under as many of them as there are."""
        key_node = node = self._root
        for step in steps:
            found = self._children(node).get(step)
            if found is not None:
                key_node, node = found
        return key_node, node

    def _children(self, node: Any) -> dict[str | int, tuple[Any, Any]]:
        known = self._index.get(id(node))
        if known is None:
            known = self._index[id(node)] = dict(reversed(list(_children_of(node))))
        return known

    @cached_property
    def _root(self) -> Any:
        """The nodes with their positions; composed again, as only files with problems need them."""
        if not self.body_line:
            return yaml.compose(self.text, Loader=_Loader)
        front = "\n".join(self.lines[self.yaml_start : self.body_line - 2])
        return yaml.compose(front, Loader=_Loader)

    @cached_property
    def _index(self) -> dict[int, dict[str | int, tuple[Any, Any]]]:
        return {}


def _children_of(node: Any) -> Iterator[tuple[str | int, tuple[Any, Any]]]:
    if isinstance(node, yaml.SequenceNode):
        yield from ((index, (item, item)) for index, item in enumerate(node.value))
    elif isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            if isinstance(key_node, yaml.ScalarNode):
                yield key_node.value, (key_node, value_node)


def original_path(path: Sequence[str | int], dropped: frozenset[Path]) -> Path:
    """`path` with list positions counted as written: before the `dropped` items were left out."""
    if not dropped:
        return tuple(path)
    left_out = _items_left_out(dropped)
    found: Path = ()
    for step in path:
        at = step
        if isinstance(at, int):
            for index in left_out.get(found, ()):
                at += index <= at
        found = (*found, at)
    return found


@lru_cache(maxsize=64)
def _items_left_out(dropped: frozenset[Path]) -> dict[Path, list[int]]:
    """By the path of each list, the positions of the items that were left out of it, in order."""
    found: dict[Path, list[int]] = {}
    for path in dropped:
        if path and isinstance(path[-1], int):
            found.setdefault(path[:-1], []).append(path[-1])
    return {path: sorted(positions) for path, positions in found.items()}


def format_path(path: Sequence[str | int]) -> str:
    """`("actions", 0, "due")` as `actions[0].due`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def _seek(
    path: str, lines: list[str], line: int, column: int, needle: str, *, nth: int
) -> Place | None:
    """Where `needle` stands for the `nth` time from (line, column) on; it may run over lines."""
    words = needle.split()
    if not words:
        return None
    text = "\n".join([lines[line][column:], *lines[line + 1 :]]) if line < len(lines) else ""
    pattern = r"\s+".join(map(re.escape, words))
    for number, match in enumerate(re.finditer(pattern, text)):
        if number == nth:
            at = _place_at(path, text, match.start())
            return Place(path, at.line + line, at.col + (column if at.line == 1 else 0))
    return None


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
        first = text.partition("\n")[0].rstrip()
        return None, [*problems, Problem("YAML011", Place(path, 1, 1), excerpt=first)]
    front = text[fences[0].end() + 1 : fences[1].start()]
    data, found = _parse(path, front, 1)
    if data is None:
        return None, problems + found
    body_line = text.count("\n", 0, fences[1].end()) + 2
    return SourceDoc(path, text, data, text[fences[1].end() + 1 :], body_line, 1), problems + found


def decode(path: str, raw: bytes) -> tuple[str | None, list[Problem]]:
    """A file's bytes as text with `\\n` line ends, or why it cannot be.

    Wrong bytes and characters are reported and replaced, so that the rest can still be checked.
    """
    if len(raw) > MAX_BYTES:
        return None, [too_large(path, len(raw))]
    raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None, [Problem("FILE002", Place(path), found="UTF-16")]
    text = raw.decode("utf-8", "replace")
    problems = _garbled(path, raw, text) if "\ufffd" in text else []
    if len(problems) > _MAX_GARBLED:
        return None, problems[:1]
    if text.startswith(_BOM):
        text = text[1:]
        problems.append(Problem("FILE005", Place(path, 1, 1)))
    if not text.strip():
        return None, [*problems, Problem("FILE003", Place(path))]
    if _CONTROL.search(text):
        problems += _controls(path, text)
        text = _CONTROL.sub("\ufffd", text)
    return text, problems


def too_large(path: str, size: int) -> Problem:
    """The problem of a file of `size` bytes that is not read at all."""
    params = {"limit": f"{MAX_BYTES // 1_000_000} MB"}
    return Problem("FILE006", Place(path), found=f"{size / 1e6:.1f} MB", params=params)


def _garbled(path: str, raw: bytes, text: str) -> list[Problem]:
    """The first byte that is not UTF-8 of each line that has one."""
    problems = []
    lines = text.split("\n")
    for number, line in enumerate(raw.split(b"\n"), start=1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            place = Place(path, number, len(line[: error.start].decode("utf-8")) + 1)
            found = f"0x{line[error.start]:02X}"
            problems.append(Problem("FILE002", place, found=found, excerpt=lines[number - 1]))
    return problems


def _controls(path: str, text: str) -> list[Problem]:
    """The first forbidden character of each line that has one."""
    problems = []
    for number, line in enumerate(text.split("\n"), start=1):
        match = _CONTROL.search(line)
        if match:
            place = Place(path, number, match.start() + 1)
            problems.append(
                Problem("FILE004", place, found=visible(match.group()), excerpt=line.rstrip())
            )
    return problems


def _place_at(path: str, text: str, offset: int) -> Place:
    return Place(
        path, text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
    )


def _parse(path: str, text: str, shift: int) -> tuple[dict[str, Any] | None, list[Problem]]:
    """The YAML in `text` as plain data; None when it could not be read at all."""
    notes = _Notes(path, text, shift)
    try:
        if _is_suspect(text) and not _scan_events(notes):
            return None, notes.problems
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        if not (isinstance(error, yaml.composer.ComposerError) and notes.problems):
            notes.syntax(error)
        return None, notes.problems
    except yaml.YAMLError:  # a character that libyaml does not accept
        return None, [*notes.problems, Problem("FILE004", Place(path))]
    if not isinstance(node, yaml.MappingNode):
        place = Place(path, shift + 1, 1)
        return None, [*notes.problems, Problem("YAML007", place, excerpt=notes.line(0))]
    converter = _Converter(notes)
    data = converter.mapping(node, 1)
    return (None if converter.fatal else data), notes.problems


def _is_suspect(text: str) -> bool:
    """Whether nesting or anchors have to be looked for before nodes are made."""
    if _ANCHOR_SUSPECT.search(text):
        return True
    return sum(1 for _ in _OPENERS.finditer(text)) > _DEPTH_SUSPECT


def _scan_events(notes: _Notes) -> bool:
    """Notes anchors, aliases and depth, without recursion; False when nested too deeply."""
    depth = 0
    for event in yaml.parse(notes.text, Loader=_Loader):
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


class _Notes:
    """The problems of one piece of YAML; `shift` lines of the file stand before it."""

    def __init__(self, path: str, text: str, shift: int) -> None:
        self.path, self.text, self.shift = path, text, shift
        self.problems: list[Problem] = []
        self.lines = text.split("\n")

    def line(self, index: int) -> str:
        return self.lines[index].rstrip(" ") if index < len(self.lines) else ""

    def add(self, code: str, mark: Any, **more: Any) -> None:
        place = Place(self.path, mark.line + 1 + self.shift, mark.column + 1)
        self.problems.append(Problem(code, place, excerpt=self.line(mark.line), **more))

    def at_end(self, why: tuple[str, str]) -> None:
        """Something is missing at the end of the text: said at its last line."""
        last = next((n for n in range(len(self.lines) - 1, 0, -1) if self.lines[n].strip()), 0)
        place = Place(self.path, last + 1 + self.shift, len(self.line(last)) + 1)
        params = {"why": why}
        self.problems.append(Problem("YAML001", place, excerpt=self.line(last), params=params))

    def syntax(self, error: yaml.MarkedYAMLError) -> None:
        """What libyaml could not read, at the place that an editor has to look at."""
        mark: Any = error.problem_mark or error.context_mark
        reason, context = str(error.problem or ""), str(error.context or "")
        if "expected a single document" in context or (
            "<document start>" in reason and _DOCUMENT.search(self.text)
        ):
            self.add("YAML008", mark)
        elif "tab character" in reason or self.line(mark.line)[mark.column :][:1] == "\t":
            for index in range(mark.line, len(self.lines)):
                if index == mark.line or re.match(r" *\t", self.lines[index]):
                    column = mark.column if index == mark.line else self.lines[index].index("\t")
                    place = Place(self.path, index + 1 + self.shift, column + 1)
                    self.problems.append(Problem("YAML005", place, excerpt=self.line(index)))
        elif reason in _OPENED and error.context_mark:
            self.add("YAML001", error.context_mark, params={"why": _REASONS[reason]})
        elif mark.line >= len(self.lines) - 1 and not self.line(mark.line):
            self.at_end(_REASONS.get(reason, (_OTHER, reason)))
        else:
            self.add("YAML001", mark, params={"why": _REASONS.get(reason, (_OTHER, reason))})


_OTHER = "tulisan ini tidak dapat dibaca"
_OPENED = ("found unexpected end of stream", "found unexpected document indicator")
_NODE = (
    "tanda baca di tempat yang salah; beri tanda kutip bila bagian dari teks",
    "punctuation in the wrong place; quote the text if it belongs to it",
)
_ESCAPE = (
    "tanda \\ di dalam kutip ganda tidak dikenal; pakai kutip tunggal",
    "unknown \\ escape inside double quotes; use single quotes",
)
_OPEN_QUOTE = (
    "tanda kutip yang dibuka di sini tidak ditutup",
    "the quotation mark opened here is not closed",
)
_BLOCK = (
    "sesudah | atau > tidak boleh ada teks di baris yang sama",
    "no text may follow | or > on the same line",
)
_TAG = ("tanda ! tidak dipakai; beri tanda kutip", "the sign ! is not used; quote the value")
# What libyaml says, as a clerk can use it.
_REASONS = {
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
    "found unexpected end of stream": _OPEN_QUOTE,
    "found unexpected document indicator": _OPEN_QUOTE,
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


class _Converter:
    """Walks one node tree into plain data, noting what is not allowed."""

    def __init__(self, notes: _Notes) -> None:
        self.notes = notes
        self.fatal = False
        self.made: dict[int, tuple[Any, int]] = {}
        self.open: set[int] = set()

    def value(self, node: Any, depth: int) -> tuple[Any, int]:
        """The data of `node` and how many values it holds; an alias costs as much as its original."""
        if id(node) in self.made:
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
        self.fatal = self.fatal or made[1] > _MAX_EXPANDED
        return made

    def convert(self, node: Any, depth: int) -> tuple[Any, int]:
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node), 1
        if isinstance(node, yaml.SequenceNode):
            items = [self.value(item, depth + 1) for item in node.value]
            return [item for item, _ in items], 1 + sum(size for _, size in items)
        return self.mapping_sized(node, depth)

    def scalar(self, node: Any) -> str | None:
        text: str = node.value
        if not node.style and text in _NULLS:
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
        match = _CONTROL.search(text)
        if match:
            self.notes.add("FILE004", node.start_mark, found=visible(match.group()))
        return _CONTROL.sub("\ufffd", text)

    def mapping(self, node: Any, depth: int) -> dict[str, Any]:
        self.open.add(id(node))
        self.check_tag(node)
        return self.mapping_sized(node, depth)[0]

    def mapping_sized(self, node: Any, depth: int) -> tuple[dict[str, Any], int]:
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
                lines[key] = key_node.start_mark.line + 1 + self.notes.shift
                data[key], size = self.value(value_node, depth + 1)
                total += size
        return data, total

    def check_tag(self, node: Any) -> None:
        if node.tag not in _PLAIN_TAGS:
            found = quoted("!" + node.tag.removeprefix("tag:yaml.org,2002:").lstrip("!"))
            self.notes.add("YAML004", node.start_mark, found=found)
