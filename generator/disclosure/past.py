"""The history of pages as plain data: changes, who made them, and how far back it goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum


class Depth(Enum):
    """How far back the history goes."""

    WHOLE = "whole"
    SHALLOW = "shallow"  # a clone that was cut off
    NONE = "none"  # no git, or nothing of the content in it


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a file. `is_cut`: the change itself lies at or before this one, out of sight."""

    day: date
    author: str
    subject: str
    commit: str
    is_cut: bool = False


@dataclass(frozen=True)
class Log:
    """The changes that a site's readers can tell: of each file newest first, with what is not committed."""

    depth: Depth
    changes: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    uncommitted: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Past:
    """The history of one page, newest change first, and the files that it is made from."""

    depth: Depth
    changes: tuple[Change, ...] = ()
    is_uncommitted: bool = False
    paths: tuple[str, ...] = ()
