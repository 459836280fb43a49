"""One read file, and where each of its values stands."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any

from generator.problems import Place, Problem
from generator.source.conversion import plain_data
from generator.source.libyaml import children, compose
from generator.source.paths import Path, format_path, original_path


@dataclass(frozen=True)
class Beside:
    """Another file that holds a part: a page's English text, or rows as CSV with their lines."""

    path: str
    text: str
    row_lines: tuple[int, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """Without what is worked out from the text."""
        return type(self), (self.path, self.text, self.row_lines)

    @cached_property
    def lines(self) -> list[str]:
        """The text by line."""
        return self.text.split("\n")


@dataclass(frozen=True)
class SourceDoc:
    """One read file: its path, text and plain data; `body_line` where it has a Markdown body.

    `english` and `table` are files beside it. `dropped` names what was left out of the data to
    go on checking; paths given to `problem` count list items without them.
    """

    path: str
    text: str
    data: dict[str, Any] = field(repr=False)
    body_line: int = 0
    yaml_start: int = 0
    english: Beside | None = None
    table: Beside | None = None
    dropped: frozenset[Path] = frozenset()

    def __reduce__(self) -> tuple[Any, ...]:
        """The text alone, packed: positions and data are read from it again where they are needed."""
        packed = zlib.compress(self.text.encode(), 1)
        rest = (self.body_line, self.yaml_start, self.english, self.table, self.dropped)
        return _unpacked, (self.path, packed, *rest)

    def __getattr__(self, name: str) -> Any:
        """The text and data of a document that was kept, once somebody asks."""
        if name == "text" and "packed" in self.__dict__:
            value: Any = zlib.decompress(self.__dict__["packed"]).decode()
        elif name == "data":
            value = plain_data(self.path, self._yaml, self.yaml_start)[0]
        else:
            raise AttributeError(name)
        self.__dict__[name] = value
        return value

    @cached_property
    def body(self) -> str:
        """The Markdown below the front matter."""
        return "\n".join(self.lines[self.body_line - 1 :]) if self.body_line else ""

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
        lines = self._lines_of(place.path)
        return lines[place.line - 1].rstrip(" ") if 0 < place.line <= len(lines) else ""

    def find(self, path: Sequence[str | int], lang: str, needle: str, nth: int = 0) -> Place | None:
        """Where `needle` stands for the `nth` time (from 0) in the text under `path`, or None."""
        steps = original_path(path, self.dropped)
        if steps == ("body",) and self.body_line:
            return self._find_in_body(lang, needle, nth)
        _, node = self._node((*steps, lang))
        start, end = node.start_mark, node.end_mark
        first, last = start.line + self.yaml_start, end.line + self.yaml_start
        lines = self.lines[: last + 1]
        return _seek(self.path, lines, needle, line=first, column=start.column, nth=nth)

    def _find_in_body(self, lang: str, needle: str, nth: int) -> Place | None:
        if lang != "en":
            return _seek(self.path, self.lines, needle, line=self.body_line - 1, nth=nth)
        if self.english is None:
            return None
        return _seek(self.english.path, self.english.lines, needle, nth=nth)

    @cached_property
    def lines(self) -> list[str]:
        """The text by line."""
        return self.text.split("\n")

    def _lines_of(self, path: str) -> list[str]:
        """The text by line of the file beside this one that is called `path`, or of this one."""
        for beside in (self.english, self.table):
            if beside and beside.path == path:
                return beside.lines
        return self.lines

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
            known = self._index[id(node)] = dict(reversed(list(children(node))))
        return known

    @cached_property
    def _root(self) -> Any:
        """The nodes with their positions; composed again, as only files with problems need them."""
        return compose(self._yaml)

    @property
    def _yaml(self) -> str:
        """The text that is YAML: all of it, or the front matter."""
        if not self.body_line:
            return self.text
        return "".join(f"{line}\n" for line in self.lines[self.yaml_start : self.body_line - 2])

    @cached_property
    def _index(self) -> dict[int, dict[str | int, tuple[Any, Any]]]:
        return {}


def _unpacked(path: str, packed: bytes, *rest: Any) -> SourceDoc:
    """The document that was kept, its text and data still to come."""
    doc = SourceDoc.__new__(SourceDoc)
    names = ("path", "packed", "body_line", "yaml_start", "english", "table", "dropped")
    doc.__dict__.update(zip(names, (path, packed, *rest), strict=True))
    return doc


def _seek(
    path: str, lines: list[str], needle: str, *, line: int = 0, column: int = 0, nth: int
) -> Place | None:
    """Where `needle` stands for the `nth` time from (line, column) on; it may run over lines."""
    words = needle.split()
    if not words or line >= len(lines):
        return None
    text = "\n".join([lines[line][column:], *lines[line + 1 :]])
    pattern = r"\s+".join(map(re.escape, words))
    match = next(islice(re.finditer(pattern, text), nth, None), None)
    if match is None:
        return None
    before = text[: match.start()]
    lines_down = before.count("\n")
    in_line = len(before) - (before.rfind("\n") + 1)
    if lines_down == 0:
        in_line += column
    return Place(path, line + lines_down + 1, in_line + 1)
