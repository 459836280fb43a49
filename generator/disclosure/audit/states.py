"""Everything ever published of a dataset, as states: what each figure was said to be, and when.

A revision begins a new state; a figure that it replaces is another unknown from then on, tied to
the old one by the declared kind of change. All other figures stay what they were.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.disclosure.attack import COUNT, Interval, Sum, known, revised
from generator.disclosure.audit.claims import Claims, Figure, Key, Release

_SMALL_CLASS = Interval(1, 7)
_ROUNDED_BY = 2  # a count rounded to the nearest 5 lies at most so far away
_CHANGES = {"susulan": Interval(0, None), "penarikan": Interval(None, 0)}
_ANYTHING = Interval(None, None)


class Version(NamedTuple):
    """A figure as it stood from one state on."""

    key: Key
    state: int


@dataclass
class States:
    """The states in order, and what is publicly known of each version.

    - `figures`: for each state, the version of every figure published by its end.
    - `touched`: for each state after the first, the figures that the revision replaced.
    - `numbers`: versions by figure and number; `elsewhere`: figures that others have published, too.
    - `disputed`: versions that were visible with different counts; the first is taken as known.
    """

    figures: list[dict[Key, Version]] = field(default_factory=lambda: [{}])
    changes: list[Interval] = field(default_factory=lambda: [_ANYTHING])
    touched: list[set[Key]] = field(default_factory=lambda: [set()])
    knowledge: dict[Version, Interval] = field(default_factory=dict)
    links: list[Sum] = field(default_factory=list)
    numbers: dict[tuple[Key, int], Version] = field(default_factory=dict)
    elsewhere: set[Key] = field(default_factory=set)
    current: dict[Key, Figure] = field(default_factory=dict)
    disputed: set[Version] = field(default_factory=set)
    opened: set[Version] = field(default_factory=set)

    @property
    def latest(self) -> dict[Key, Version]:
        """What readers know now."""
        return self.figures[-1]

    def learn(self, version: Version, figure: Figure) -> None:
        """Take in what one publication says of a version."""
        said = interval(figure)
        before = self.knowledge.get(version, COUNT)
        both = before.meet(said)
        if both.empty:
            self.disputed.add(version)
            both = before
        elif both.single and not before.single and version in self.knowledge:
            self.opened.add(version)
        self.knowledge[version] = both


def interval(figure: Figure) -> Interval:
    """What one publication says of a count; zeros may be hidden, so a hidden count may be 0."""
    if figure.status == "A" and figure.value is not None:
        return known(figure.value)
    if figure.status == "r" and figure.value is not None:
        return Interval(max(0, figure.value - _ROUNDED_BY), figure.value + _ROUNDED_BY)
    return _SMALL_CLASS if figure.status == "k" else COUNT


def read_states(claims: Claims) -> States:
    """The states that the releases of `claims` make."""
    states = States()
    count: Counter[Key] = Counter()
    for release in claims.releases:
        if release.kind == "revisi":
            _begin(states, release)
        for key, figure in release.figures.items():
            version = _version(states, key, release)
            states.numbers[key, count[key]] = version
            count[key] += 1
            states.learn(version, figure)
            if release.kind == "tempat-lain":
                states.elsewhere.add(key)
            else:
                states.current[key] = figure
    return states


def _begin(states: States, release: Release) -> None:
    states.figures.append(dict(states.latest))
    states.changes.append(_CHANGES.get(release.change, _ANYTHING))
    states.touched.append(set(release.figures))


def _version(states: States, key: Key, release: Release) -> Version:
    """The version of which a release speaks: a new one only in a revision."""
    state = len(states.figures) - 1
    old = states.latest.get(key)
    if old and release.kind != "revisi":
        return old
    new = Version(key, state)
    change = states.changes[state]
    if old and old != new and change != _ANYTHING:
        states.links.append(revised(old, new, change))
    states.latest[key] = new
    return new
