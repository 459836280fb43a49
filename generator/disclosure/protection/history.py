"""Everything that was ever published of a dataset, as versions of figures.

A figure has a new version when a release replaced it. What was visible in any version is known
for ever, and what was hidden stays hidden.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generator.disclosure.counting import Codes, Key
from generator.disclosure.published import entries
from generator.records.statistics import TOTAL, Published, Release
from generator.vocabulary import ReleaseKind, RevisionKind


@dataclass(frozen=True, slots=True)
class Version:
    """One published state of a figure: which of its states, and in which release it came."""

    key: Key
    number: int
    release: int
    figure: Published
    elsewhere: bool = False  # the office published it before it had this site

    @property
    def name(self) -> str:
        """The version as the id of a cell."""
        return version_name(self.key, self.number)


@dataclass(frozen=True)
class History:
    """All versions of all figures, in order of publication.

    `links`: pairs of versions of one figure with the kind of change between them.
    """

    versions: Mapping[Key, tuple[Version, ...]] = field(default_factory=dict)
    kinds: tuple[RevisionKind | None, ...] = ()

    def latest(self, key: Key) -> Version | None:
        """The state of a figure that readers see now."""
        return self.versions[key][-1] if key in self.versions else None

    def as_of(self, key: Key, release: int) -> Version | None:
        """The state of a figure right after a release."""
        found = [one for one in self.versions.get(key, ()) if one.release <= release]
        return found[-1] if found else None

    def links(self) -> Iterator[tuple[Version, Version, RevisionKind | None]]:
        """Each version and the one that replaced it, with the declared kind of change."""
        for found in self.versions.values():
            for old, new in pairwise(found):
                yield old, new, self.kinds[new.release]


def version_name(key: Key, number: int) -> str:
    """`2024-10 31.72.06 deportasi`, with `#1` and so on for later versions."""
    time, codes = key
    name = " ".join((time, *codes))
    return f"{name} #{number}" if number else name


def read_history(
    releases: Sequence[Release], written: Sequence[str], wanted: Sequence[str]
) -> History:
    """The history of `releases`; their codes along the dimensions `written` are put along `wanted`."""
    versions: dict[Key, list[Version]] = {}
    for index, release in enumerate(releases):
        for (time, codes), figure in entries(release):
            key = time, rearranged(codes, written, wanted)
            found = versions.setdefault(key, [])
            found.append(
                Version(key, len(found), index, figure, release.kind is ReleaseKind.ELSEWHERE)
            )
    kinds = tuple(
        (one.change or RevisionKind.CORRECTION) if one.kind is ReleaseKind.REVISION else None
        for one in releases
    )
    return History({key: tuple(found) for key, found in versions.items()}, kinds)


def rearranged(codes: Codes, written: Sequence[str], wanted: Sequence[str]) -> Codes:
    """Codes along other dimensions, or along the same in another order."""
    given = dict(zip(written, codes, strict=True))
    return tuple(given.get(name, TOTAL) for name in wanted)
