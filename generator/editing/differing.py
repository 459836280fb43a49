"""`timpora diff`: what is different for readers of the public site, as text, JSON or Markdown.

Comes in: changes of facts, what they were compared with, and a language. Goes out: one text. Texts
are given whole, as they are what somebody is to approve; where a long one changed, only the words
around the change.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

from generator.disclosure.approval import read_approval, weigh
from generator.disclosure.changes import (
    FACTS,
    Change,
    State,
    compare,
    counted,
    folded,
    grouped,
    load_facts,
    nothing,
)
from generator.disclosure.disclose import public_facts
from generator.disclosure.facts import PROTECTED, Facts, kind_label
from generator.editing.history import RevisionError, checked_out
from generator.problems import Exit, Place, Problem, Said, has_errors, summary, visible
from generator.settings import Project, read_settings

_WIDTH = 100
_LONG = 120  # characters from which on a changed text is shown by its changed words
_AROUND = 6  # unchanged words shown before and after a change
_SIGNS = {State.NEW: "+", State.CHANGED: "~", State.WITHDRAWN: "-"}


@dataclass(frozen=True)
class Difference:
    """What changed for the public, beside which earlier state; `base` names it in both languages.

    `exact` is false where the earlier values are not known, only that they differ.
    """

    changes: tuple[Change, ...]
    facts: Facts
    base: tuple[str, str]
    exact: bool = True


@dataclass(frozen=True)
class Base:
    """What to compare with: a revision of git, what was approved, or what lies in `output`."""

    revision: str | None
    approved: bool
    output: Path


def difference(
    project: Project, base: Base, today: date
) -> tuple[Difference | None, tuple[Problem, ...], Exit]:
    """What readers of the public site see that differs from `base`; or why that cannot be said."""
    facts, problems = public_facts(project, today)
    if facts is None:
        return None, problems, Exit.PROBLEMS
    if base.approved:
        return _beside_approval(project, facts, problems)
    if base.revision:
        return _beside_revision(project, base.revision, facts, today)
    earlier = _built(base.output)
    if earlier is None:
        return Difference(compare(nothing(), facts), facts, _NO_BUILD), problems, Exit.FINE
    return Difference(compare(earlier, facts), facts, _LAST_BUILD), problems, Exit.FINE


_NO_BUILD = (
    "keadaan tanpa situs, karena belum ada yang dibuat; semuanya baru",
    "no site, as none was built yet; everything is new",
)
_LAST_BUILD = ("situs yang terakhir dibuat", "the sites that were built last")
_NO_APPROVAL = (
    "keadaan tanpa persetujuan, karena belum ada; semuanya baru",
    "no approval, as there is none yet; everything is new",
)


def _beside_approval(
    project: Project, facts: Facts, problems: tuple[Problem, ...]
) -> tuple[Difference | None, tuple[Problem, ...], Exit]:
    approval, wrong = read_approval(project.root)
    if has_errors(wrong):
        return None, tuple(wrong), Exit.PROBLEMS
    if approval is None:
        return Difference(compare(nothing(), facts), facts, _NO_APPROVAL), problems, Exit.FINE
    opened = weigh(facts, approval, required=True)
    base = (
        f"persetujuan {approval.date:%d-%m-%Y} oleh {approval.by}",
        f"the approval of {approval.date.isoformat()} by {approval.by}",
    )
    return Difference(opened.changes, facts, base, exact=False), problems, Exit.FINE


def _beside_revision(
    project: Project, revision: str, facts: Facts, today: date
) -> tuple[Difference | None, tuple[Problem, ...], Exit]:
    try:
        with checked_out(project.root, revision) as root:
            earlier, problems = _facts_in(root / project.config_name, today)
    except RevisionError as error:
        return None, (error.problem,), Exit.USAGE
    if earlier is None:
        count = (summary(problems), summary(problems, "en"))
        params: dict[str, Said] = {"revision": revision, "count": count}
        problem = Problem("GIT002", Place(project.config_name), params=params)
        return None, (problem,), Exit.PROBLEMS
    base = (f"revisi {revision}", f"revision {revision}")
    return Difference(compare(earlier, facts), facts, base), (), Exit.FINE


def _facts_in(config: Path, today: date) -> tuple[Facts | None, tuple[Problem, ...]]:
    project, problems = read_settings(config)
    if project is None or has_errors(problems):
        return None, tuple(problems)
    return public_facts(project, today, past=True)


def _built(output: Path) -> Facts | None:
    """The facts of the sites in `output`, or None where there are none that this program knows."""
    try:
        return load_facts((output / FACTS).read_bytes())
    except OSError:
        return None


Form = Callable[[Difference, str], str]


def _as_text(difference: Difference, lang: str) -> str:
    return "\n".join(_text_lines(difference, lang))


def _text_lines(difference: Difference, lang: str) -> Iterator[str]:
    yield from _heading(difference, lang)
    for group, records in grouped(difference.changes).items():
        yield f"\n{group.label(lang)} ({sum(map(len, records.values()))})"
        for record, changes in records.items():
            yield f"  {kind_label(record, lang)} {visible(changes[0].title)} [{visible(record)}]"
            for change in folded(changes):
                yield from _wrapped(f"    {_SIGNS[change.state]} ", _said(change, lang))


def _heading(difference: Difference, lang: str) -> Iterator[str]:
    english = lang == "en"
    if english:
        yield f"What readers of the public site see, compared with {difference.base[1]}."
    else:
        yield f"Yang terbaca di situs publik, dibandingkan dengan {difference.base[0]}."
    counts = counted(difference.changes)
    said = ", ".join(f"{counts[state]} {state.label(lang)}" for state in State)
    if not difference.changes:
        said = "Nothing differs" if english else "Tidak ada yang berbeda"
    yield f"{said}. {'Hash of the list' if english else 'Sidik daftar'}: {difference.facts.digest[:12]}"


def _wrapped(start: str, text: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _said(change: Change, lang: str) -> str:
    """One change on one line: where it stands and what it says, or said."""
    label = change.label(lang)
    value = visible(" ".join(_values(change, lang).split()))
    return f"{label}: {value}" if label and value else label or value


def _values(change: Change, lang: str) -> str:
    before, after = _value(change.before, lang), _value(change.after, lang)
    if change.state is State.CHANGED and before:
        if max(len(before), len(after)) > _LONG:
            return " ".join(_changed_words(before, after))
        return f"{before} → {after}"
    return before if change.state is State.WITHDRAWN else after


def _value(value: str, lang: str) -> str:
    """A value as people read it."""
    if value == PROTECTED:
        return "protected" if lang == "en" else "dilindungi"
    return value


def _changed_words(before: str, after: str) -> Iterator[str]:
    """The words that differ, `[-old-]` and `{+new+}`, with some around them."""
    old, new = before.split(), after.split()
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for index, (what, start, end, first, last) in enumerate(blocks):
        if what == "equal":
            yield from _around(old[start:end], index > 0, index < len(blocks) - 1)
            continue
        if end > start:
            yield f"[-{' '.join(old[start:end])}-]"
        if last > first:
            yield f"{{+{' '.join(new[first:last])}+}}"


def _around(words: Sequence[str], after_change: bool, before_change: bool) -> Iterator[str]:
    head = _AROUND if after_change else 0
    tail = _AROUND if before_change else 0
    if len(words) <= head + tail:
        yield from words
        return
    yield from words[:head]
    yield "…"
    yield from words[len(words) - tail :]


# Markdown, for a merge request


def _as_markdown(difference: Difference, lang: str) -> str:
    return "\n".join(_markdown_lines(difference, lang))


def _markdown_lines(difference: Difference, lang: str) -> Iterator[str]:
    title = "What changes for the public" if lang == "en" else "Yang berubah bagi publik"
    yield f"## {title}\n"
    yield from _heading(difference, lang)
    for group, records in grouped(difference.changes).items():
        yield f"\n### {group.label(lang)} ({sum(map(len, records.values()))})"
        for record, changes in records.items():
            yield f"\n**{_escaped(changes[0].title)}** ({kind_label(record, lang)}, {_code(record)})\n"
            for change in folded(changes):
                said = visible(" ".join(_values(change, lang).split()))
                value = f": {_code(said)}" if said else ""
                yield f"- {change.state.label(lang)} · {_escaped(change.label(lang))}{value}"


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>@#|!~])", r"\\\1", visible(text))


def _code(text: str) -> str:
    """Text as a code span, so that nothing in it is taken for mark-up or for a name to notify."""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    blank = " " if "`" in text else ""
    return f"{fence}{blank}{text}{blank}{fence}"


# JSON


def _as_json(difference: Difference, lang: str) -> str:
    counts = counted(difference.changes)
    data = {
        "base": difference.base[lang == "en"],
        "exact": difference.exact,
        "hash": difference.facts.digest,
        "facts": len(difference.facts.values),
        "counts": {str(state): counts[state] for state in State},
        "changes": [_change_as_dict(change, lang) for change in difference.changes],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _change_as_dict(change: Change, lang: str) -> dict[str, object]:
    return {
        "state": str(change.state),
        "group": str(change.group),
        "record": change.record,
        "title": change.title,
        "path": list(change.path),
        "label": change.label(lang),
        "before": change.before,
        "after": change.after,
    }


FORMS: Mapping[str, Form] = {"text": _as_text, "json": _as_json, "markdown": _as_markdown}
