"""The reference pages of docs/, made from the models, the rules and the vocabularies.

`make docs` writes them; a test checks that they are current, so they are never edited by hand.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from enum import EnumMeta
from pathlib import Path

import generator
from generator.fields import Entry
from generator.problems import RULES, Rule
from generator.records.knowledge import KnowledgePage, TermFile
from generator.records.library import KIND_LABELS
from generator.records.meeting import Meeting
from generator.records.organisation import Organisation, PlaceFile
from generator.records.regulation import Regulation
from generator.records.shape import FieldShape, shape_of
from generator.records.statistics import Dataset, PeriodData, Row
from generator.settings import Settings
from generator.vocabulary import Vocabulary

_KINDS: tuple[tuple[str, type[Entry]], ...] = (
    ("Meeting", Meeting),
    ("Regulation", Regulation),
    ("Organisation", Organisation),
    ("Dataset", Dataset),
    ("Period of a dataset", PeriodData),
    ("Places", PlaceFile),
    ("Glossary", TermFile),
    ("Knowledge page", KnowledgePage),
)
# Keys that an editor does not write under their own name.
_WRITTEN = {
    (Row, "codes"): "one key a dimension",
    (KnowledgePage, "body"): "below the front matter",
}
_SCALARS: Mapping[object, str] = {
    bool: "`true` or `false`",
    int: "whole number",
    date: "date, YYYY-MM-DD",
    time: "time, HH:MM",
}
_GROUPS: Mapping[str, str] = {
    "FILE": "Files",
    "YAML": "YAML",
    "KEY": "Keys",
    "VAL": "Values",
    "TXT": "Texts",
    "ID": "Ids and addresses",
    "REF": "References",
    "GRD": "Grades",
    "MTG": "Meetings",
    "LED": "Action ledger",
    "ATT": "Attachments",
    "COR": "Corrections",
    "REG": "Regulations",
    "STA": "Statistics",
    "ORG": "Organisations",
    "PLC": "Places",
    "ADR": "Public addresses",
    "TERM": "Glossary",
    "CFG": "Settings",
    "SRCH": "Search",
    "DIS": "Disclosure",
    "PRV": "Personal data",
    "GIT": "Earlier states",
    "OUT": "Output",
    "PACK": "Packs and minutes",
    "CASE": "Case files",
    "IMP": "Imported spreadsheets",
    "SRV": "Preview",
}
_MADE = "<!-- Made by 'make docs' from {}; do not edit. -->\n"


def reference_pages() -> dict[str, str]:
    """Each generated page of docs/ by its file name."""
    return {"records.md": _records_page(), "problems.md": _problems_page()}


def write_reference(folder: Path) -> None:
    """Write the pages into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in reference_pages().items():
        (folder / name).write_text(text, encoding="utf-8")


# Records


def _records_page() -> str:
    parts = [
        "# Records\n",
        _MADE.format("the models in generator/records and generator/settings.py"),
        _RECORDS_INTRODUCTION,
    ]
    described: set[type[Entry]] = set()
    for title, model in _KINDS:
        parts.append(f"## {title}\n\n{_purpose(model)}\n")
        parts.append(_key_table(model))
        parts += _inner_sections(model, described)
    parts.append(f"## Settings\n\n{_purpose(Settings)}\n")
    parts.append(_key_table(Settings, graded=False))
    parts += _inner_sections(Settings, described, graded=False)
    parts.append("## Words\n\nThe closed lists, and what pages show for each word.\n")
    parts += [
        _words(vocabulary) for vocabulary in _vocabularies({*described, *dict(_KINDS).values()})
    ]
    return "\n".join(parts)


_RECORDS_INTRODUCTION = """\
What can be written in `content/`, kind by kind. An id is the file's name without its ending;
places and glossary terms carry theirs inside. Ids are shared by all kinds of records.

- **Required** keys must be filled in; any other key can be left out. What is not known is not
  written. An unknown key is an error.
- **Grade** is the lowest clearance that may read the value: `terbuka` on both sites, `terbatas` on
  the members' site only, `rahasia` and `sangat_rahasia` nowhere. The grade of the record, or of
  the part that holds the value, can raise it and never lowers it.
- **Text** is one string, or `{id: ..., en: ...}`. It may hold Markdown, and references to other
  records: `[[uu-6-2011]]`, `[[uu-6-2011#pasal-69]]`, `[[uu-6-2011|the words to show]]`.
- **Label** and help are what the check's messages say, hence Indonesian.
"""


def _purpose(model: type[Entry | Vocabulary]) -> str:
    return inspect.cleandoc(model.__doc__ or "")


def _inner_sections(
    model: type[Entry], described: set[type[Entry]], *, graded: bool = True
) -> Iterator[str]:
    """A section for each group of keys inside `model`, once in the whole page."""
    for field in shape_of(model):
        if field.inner and field.inner not in described:
            described.add(field.inner)
            yield f"### {field.inner.__name__}\n\n{_purpose(field.inner)}\n"
            yield _key_table(field.inner, graded=graded)
            yield from _inner_sections(field.inner, described, graded=graded)


def _key_table(model: type[Entry], *, graded: bool = True) -> str:
    head = ["Key", "Label", "Holds", "Required", *(["Grade"] if graded else []), "Help"]
    rows = []
    for field in shape_of(model):
        about = model.model_fields[field.name]
        row = [
            _WRITTEN.get((model, field.name)) or f"`{field.key}`",
            about.title or "",
            _holds(field),
            "yes" if field.required else "",
            *([f"`{field.grade}`"] if graded else []),
            about.description or "",
        ]
        rows.append(row)
    return _table(head, rows)


def _holds(field: FieldShape) -> str:
    one = _one_value(field)
    if field.many:
        one = f"list of {one}"
    return f"group of {one} by name" if field.mapped else one


def _one_value(field: FieldShape) -> str:
    if field.inner:
        name = field.inner.__name__
        return f"[{name}](#{name.lower()})"
    if field.form == "text":
        return "text"
    if field.form == "part":
        return "id of a part of this record"
    if field.refers:
        kinds = " or ".join(KIND_LABELS[kind][1].split(" ", 1)[1] for kind in field.refers.kinds)
        return f"id of {kinds}, maybe with `#part`" if field.refers.fragment else f"id of {kinds}"
    if isinstance(field.holds, EnumMeta) and issubclass(field.holds, Vocabulary):
        return ", ".join(f"`{word}`" for word in field.holds)
    return _SCALARS.get(field.holds, "one line")


def _vocabularies(models: Iterable[type[Entry]]) -> list[type[Vocabulary]]:
    held = {field.holds for model in models for field in shape_of(model)}
    found = [kind for kind in held if isinstance(kind, EnumMeta) and issubclass(kind, Vocabulary)]
    return sorted(found, key=lambda kind: kind.__name__)


def _words(vocabulary: type[Vocabulary]) -> str:
    rows = [[f"`{word}`", word.label("id"), word.label("en")] for word in vocabulary]
    table = _table(["Word", "Indonesian", "English"], rows)
    return f"### {vocabulary.__name__}\n\n{_purpose(vocabulary)}\n\n{table}"


# Problems


def _problems_page() -> str:
    parts = [
        "# Problems\n",
        _MADE.format("the rules in generator/problems.py"),
        _PROBLEMS_INTRODUCTION,
    ]
    for prefix, title in _GROUPS.items():
        rules = [rule for rule in RULES.values() if rule.code.rstrip("0123456789") == prefix]
        rows = [
            [f"`{rule.code}`", rule.severity.name.lower(), _said(rule, 0), _said(rule, 1)]
            for rule in sorted(rules, key=lambda rule: rule.code)
        ]
        head = ["Code", "Weight", "Indonesian", "English"]
        parts.append(f"## {title}\n\n{_table(head, rows)}")
    return "\n".join(parts)


_PROBLEMS_INTRODUCTION = """\
Every problem that `timpora` can report: its stable code, whether it stops a build (error) or does
so only with `--strict` (warning), the rule, and in italics what to do. Words in ‹› are filled in
when the problem is found.
"""


class _Blanks(dict[str, str]):
    """Stands in for the values of a sentence: the name of each between ‹›."""

    def __missing__(self, name: str) -> str:
        return f"‹{name}›"


def _said(rule: Rule, index: int) -> str:
    says, hint = (text.format_map(_Blanks()) for text in (rule.says[index], rule.hint[index]))
    return f"{says}. _{hint}_" if hint else f"{says}."


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    write_reference(Path(generator.__file__).parent.parent / "docs")
