"""The problems of one piece of YAML, noted while it is read."""

from __future__ import annotations

import re
from typing import Any

import yaml

from generator.problems import Place, Problem
from generator.source.libyaml import OPEN_QUOTE, Why, meaning

_DOCUMENT = re.compile(r"^(?:---|\.\.\.)", re.MULTILINE)
_INDENTED_BY_TAB = re.compile(r" *\t")


class Notes:
    """Takes problems down by their position in `text`; `lines_before` lines of the file precede it."""

    def __init__(self, path: str, text: str, lines_before: int) -> None:
        self.path, self.text, self.lines_before = path, text, lines_before
        self.problems: list[Problem] = []
        self.lines = text.split("\n")

    def line(self, index: int) -> str:
        return self.lines[index].rstrip(" ") if index < len(self.lines) else ""

    def line_number(self, mark: Any) -> int:
        """The number of the mark's line in the file."""
        return int(mark.line) + 1 + self.lines_before

    def add(self, code: str, mark: Any, **more: Any) -> None:
        """A problem of rule `code` at libyaml's `mark`."""
        self._add_at(code, mark.line, mark.column, **more)

    def syntax(self, error: yaml.MarkedYAMLError) -> None:
        """What libyaml could not read, at the place that an editor has to look at."""
        mark: Any = error.problem_mark or error.context_mark
        reason, context = str(error.problem or ""), str(error.context or "")
        why = meaning(reason)
        if self._is_second_document(reason, context):
            self.add("YAML008", mark)
        elif "tab character" in reason or self.line(mark.line)[mark.column :].startswith("\t"):
            self._add_tabs(mark)
        elif why == OPEN_QUOTE and error.context_mark:
            self.add("YAML001", error.context_mark, params={"why": why})
        elif mark.line >= len(self.lines) - 1 and not self.line(mark.line):
            self._add_at_end(why)
        else:
            self.add("YAML001", mark, params={"why": why})

    def _is_second_document(self, reason: str, context: str) -> bool:
        if "expected a single document" in context:
            return True
        return "<document start>" in reason and bool(_DOCUMENT.search(self.text))

    def _add_tabs(self, mark: Any) -> None:
        """The tab that libyaml stopped at, and every later line that is indented with one."""
        self.add("YAML005", mark)
        for index in range(mark.line + 1, len(self.lines)):
            indentation = _INDENTED_BY_TAB.match(self.lines[index])
            if indentation:
                self._add_at("YAML005", index, indentation.end() - 1)

    def _add_at_end(self, why: Why) -> None:
        """Something is missing at the end of the text: said at its last line."""
        written = [index for index, line in enumerate(self.lines) if line.strip()]
        last = written[-1] if written else 0
        self._add_at("YAML001", last, len(self.line(last)), params={"why": why})

    def _add_at(self, code: str, line: int, column: int, **more: Any) -> None:
        place = Place(self.path, line + 1 + self.lines_before, column + 1)
        self.problems.append(Problem(code, place, excerpt=self.line(line), **more))
