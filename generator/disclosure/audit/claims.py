"""What the audit is given: the finished files, what was published before, what must be protected.

Plain data, described by what it must have and not by whose it is, so that the audit shares no type
with those who chose what to hide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812  (`date` is the name of an attribute below)
from typing import Protocol

TOTAL = "_T"  # a dimension summed over, as SDMX writes it
Codes = tuple[str, ...]  # one for each dimension of the dataset, in its order
Key = tuple[str, Codes]  # a period and codes: one figure


class Figure(Protocol):
    """One count as it was published.

    `status`: A as it is, c or d hidden, r rounded to the nearest 5, k in the class 1 to 7, M missing.
    """

    @property
    def value(self) -> int | None: ...
    @property
    def status(self) -> str: ...


class Release(Protocol):
    """What was published on one day.

    `kind`: `rilis`, `revisi`, or `tempat-lain` for what the office had published elsewhere before;
    `change` of a revision: `susulan` (counts only rose), `penarikan` (only fell), else anything.
    """

    @property
    def date(self) -> Date: ...
    @property
    def kind(self) -> str: ...
    @property
    def change(self) -> str: ...
    @property
    def figures(self) -> Mapping[Key, Figure]: ...


class Claims(Protocol):
    """What is claimed of one dataset, to be audited.

    - `dimensions`: the order of codes; `releases`: everything published, the first one first.
    - `required`: for a figure and the number of its version (counted by the releases that hold it,
      from 0) the values, from and to, which readers must not be able to exclude.
    - `singles`: hidden figures with exactly one contributor, who knows it, and the count.
    """

    @property
    def dataset(self) -> str: ...
    @property
    def dimensions(self) -> Sequence[str]: ...
    @property
    def releases(self) -> Sequence[Release]: ...
    @property
    def required(self) -> Mapping[tuple[Key, int], tuple[int, int]]: ...
    @property
    def singles(self) -> Mapping[Key, int]: ...


@dataclass(frozen=True)
class Outgoing:
    """The finished files of one dataset; `path` is what problems call them, without the ending."""

    path: str
    json: bytes
    csv: bytes
