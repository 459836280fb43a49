"""A file's bytes become plain data with positions, or problems (the only importer of yaml).

Comes in: the bytes of one YAML file, or of one Markdown file with YAML front matter.
Goes out: `SourceDoc`, whose `data` holds only dict, list, str and None. Scalars keep the
text that was written (`10:30`, `NO`, `012`, `3.10`, dates); the model decides the type,
so nothing is turned into a number or a boolean behind the editor's back. Duplicate keys,
anchors, aliases, tags, tabs, deep nesting and oversized text are problems.

`reading` is the way through: `characters` (bytes -> text), `conversion` (text -> plain data: clean
text `straight`, any other with `notes` of what is wrong), `document` (data, text and positions together).
"""

from generator.source.characters import MAX_BYTES, decode, too_large
from generator.source.document import Beside, SourceDoc
from generator.source.paths import Path, format_path, original_path
from generator.source.reading import read_markdown, read_yaml
from generator.source.straight import MAX_DEPTH, MAX_SCALAR

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_SCALAR",
    "Beside",
    "Path",
    "SourceDoc",
    "decode",
    "format_path",
    "original_path",
    "read_markdown",
    "read_yaml",
    "too_large",
]
