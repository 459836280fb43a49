"""The way of one file from its bytes to a document, or to the problems that keep it from being read."""

from __future__ import annotations

import re
from itertools import islice

from generator.problems import Place, Problem
from generator.source.characters import decode
from generator.source.conversion import plain_data
from generator.source.document import SourceDoc

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


def read_yaml(path: str, raw: bytes) -> tuple[SourceDoc | None, list[Problem]]:
    """One YAML file as a document, or the problems that keep it from being read."""
    text, problems = decode(path, raw)
    if text is None:
        return None, problems
    data, found = plain_data(path, text)
    doc = None if data is None else SourceDoc(path, text, data)
    return doc, problems + found


def read_markdown(path: str, raw: bytes) -> tuple[SourceDoc | None, list[Problem]]:
    """One Markdown file with front matter as a document with `body`."""
    text, problems = decode(path, raw)
    if text is None:
        return None, problems
    fences = list(islice(_FENCE.finditer(text), 2))
    if len(fences) < 2 or fences[0].start() != 0:
        first = text.partition("\n")[0].rstrip()
        return None, [*problems, Problem("YAML011", Place(path, 1, 1), excerpt=first)]
    opening, closing = fences
    data, found = plain_data(path, text[opening.end() + 1 : closing.start()], lines_before=1)
    if data is None:
        return None, problems + found
    doc = SourceDoc(
        path,
        text,
        data,
        body_line=text.count("\n", 0, closing.end()) + 2,
        yaml_start=1,
    )
    return doc, problems + found
