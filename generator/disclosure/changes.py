"""What is different for the readers of a site: facts that came, changed, or went.

Comes in: two sets of facts, earlier and later. Goes out: a `Change` for each key that differs, what
can harm most first. Nothing that both sets hold is said.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.disclosure.facts import COUNTS, Facts, Group, Key, Path, group_of, label_of
from generator.records.statistics import TOTAL
from generator.vocabulary import Vocabulary

FACTS = "facts.json"  # beside the sites, never in one
_VERSION = 1


class State(Vocabulary):
    """How a fact differs from before."""

    NEW = "new", "baru", "new"
    CHANGED = "changed", "berubah", "changed"
    WITHDRAWN = "withdrawn", "ditarik", "withdrawn"


@dataclass(frozen=True)
class Change:
    """One fact that differs; `before` and `after` are "" where there is none or it is not known."""

    state: State
    record: str
    title: str
    path: Path
    before: str = ""
    after: str = ""

    @property
    def key(self) -> Key:
        """The key of the fact."""
        return self.record, self.path

    @property
    def group(self) -> Group:
        """What kind of fact it is."""
        return group_of(self.record, self.path)

    def label(self, lang: str = "id") -> str:
        """Where in its record the fact stands, in words."""
        return label_of(self.record, self.path, lang)


def compare(earlier: Facts, later: Facts) -> tuple[Change, ...]:
    """What a reader of `later` sees that differs from `earlier`."""
    titles = {**earlier.titles, **later.titles}
    keys = dict.fromkeys((*later.values, *earlier.values))
    return arranged(
        Change(
            state=_state(earlier.values, later.values, key),
            record=key[0],
            title=titles.get(key[0], key[0]),
            path=key[1],
            before=earlier.values.get(key, ""),
            after=later.values.get(key, ""),
        )
        for key in keys
        if earlier.values.get(key) != later.values.get(key)
    )


def _state(earlier: Mapping[Key, str], later: Mapping[Key, str], key: Key) -> State:
    if key not in earlier:
        return State.NEW
    return State.CHANGED if key in later else State.WITHDRAWN


def arranged(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes by risk; of one group in the order in which they come."""
    order = {group: index for index, group in enumerate(Group)}
    return tuple(sorted(changes, key=lambda change: order[change.group]))


def grouped(changes: Iterable[Change]) -> Mapping[Group, Mapping[str, tuple[Change, ...]]]:
    """Changes by group, then by record; groups without any are left out."""
    found: dict[Group, dict[str, list[Change]]] = {}
    for change in arranged(changes):
        found.setdefault(change.group, {}).setdefault(change.record, []).append(change)
    return {
        group: {record: tuple(some) for record, some in records.items()}
        for group, records in found.items()
    }


def folded(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes of one record for people: a person, and the figures of a table, as one line each.

    What came or went together is told together; what is told in the same words is told once.
    """
    found: dict[tuple[State, Path], list[Change]] = {}
    for change in changes:
        found.setdefault((change.state, _told_at(change)), []).append(change)
    lines = (
        some[0] if len(some) == 1 else _joined(path, some) for (_, path), some in found.items()
    )
    told = {(line.state, line.label(), line.before, line.after): line for line in lines}
    return tuple(told.values())


def _told_at(change: Change) -> Path:
    """The key under which a change is told: of a person, or of a table, the same for all its parts.

    What changed stands alone, beside what was there before, where that is known.
    """
    if change.state is State.CHANGED and change.before:
        return change.path
    if change.group is Group.NAMES:
        return change.path[:-1] if change.path[-1] in _OF_PERSONS else change.path
    at = next((change.path.index(name) for name in COUNTS if name in change.path), None)
    return change.path[: at + 1] if at is not None else change.path


_OF_PERSONS = ("name", "position")


def _joined(path: Path, changes: list[Change]) -> Change:
    first = changes[0]
    parts = ("; " if first.group is Group.FIGURES else ", ").join(
        _part(change, path) for change in changes
    )
    before, after = (parts, "") if first.state is State.WITHDRAWN else ("", parts)
    return Change(first.state, first.record, first.title, path, before, after)


def _part(change: Change, path: Path) -> str:
    """One of several values that are told together; a figure with its codes, Σ for a sum."""
    value = change.before or change.after
    if path[-1] not in COUNTS:
        return value
    codes = " ".join(change.path[len(path) :]).split(",")
    return " ".join([*("Σ" if code == TOTAL else code for code in codes), value])


def counted(changes: Iterable[Change]) -> Mapping[State, int]:
    """How many facts came, changed and went."""
    found = Counter(change.state for change in changes)
    return {state: found[state] for state in State}


# The facts of what was built, kept beside the sites


def dump_facts(facts: Facts) -> bytes:
    """Facts as a JSON file, a record a line, in the order of the view."""
    records: dict[str, list[tuple[Path, str]]] = {record: [] for record in facts.titles}
    for (record, path), value in facts.values.items():
        records[record].append((path, value))
    lines = ",\n".join(
        _line({"record": record, "title": facts.titles[record], "facts": found})
        for record, found in records.items()
    )
    return f'{{"version": {_VERSION}, "records": [\n{lines}\n]}}\n'.encode()


def _line(entry: Mapping[str, Any]) -> str:
    return json.dumps(entry, ensure_ascii=False)


def load_facts(content: bytes) -> Facts | None:
    """The facts of a file that `dump_facts` wrote; None when it is none."""
    try:
        data = json.loads(content)
        if data["version"] != _VERSION:
            return None
        titles = {entry["record"]: entry["title"] for entry in data["records"]}
        values = {
            (str(entry["record"]), tuple(path)): str(value)
            for entry in data["records"]
            for path, value in entry["facts"]
        }
    except (ValueError, KeyError, TypeError):
        return None
    return Facts(values, titles)


def nothing() -> Facts:
    """What is said where nothing was published yet."""
    return Facts({}, {})
