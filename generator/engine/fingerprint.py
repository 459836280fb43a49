"""What a page reads, as one short digest: two pages with the same digest have the same bytes.

Values are written by pickle without its memory of what it has seen, so that the digest follows from
the values alone and not from which of them happen to be one object. What many pages share (a card,
an action item, the glossary) is digested once and stands for itself by its digest.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import blake2b
from operator import attrgetter
from types import FunctionType, MappingProxyType
from typing import Any

from generator.disclosure.past import Past
from generator.disclosure.view import Card
from generator.engine.inputs import DIGEST
from generator.fields import Entry
from generator.pages.law import Family
from generator.pages.ledger import Action
from generator.pages.protection import Protected
from generator.pages.statistics import Reading
from generator.pages.terms import Terms

_SHARED = frozenset((Card, Action, Terms, Reading, Family, Protected, Past))


class Fingerprints:
    """Makes digests; remembers those of shared values for as long as it lives."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, bytes]] = {}  # the value is held, so its id is its own

    def of(self, value: object) -> bytes:
        """The digest of a value, `DIGEST` bytes. TypeError or PicklingError: it is no plain data."""
        if type(value) not in _SHARED:
            return self._made(value)
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = (value, self._made(value))
        return known[1]

    def _made(self, value: object) -> bytes:
        written = io.BytesIO()
        _Writer(written, self, value).dump(value)
        return blake2b(written.getbuffer(), digest_size=DIGEST).digest()


class _Writer(pickle.Pickler):
    """Writes a value so that equal values give equal bytes."""

    def __init__(self, file: io.BytesIO, fingerprints: Fingerprints, whole: object) -> None:
        super().__init__(file, protocol=5)
        self.fast = True
        self.fingerprints = fingerprints
        self.whole = whole

    def reducer_override(self, value: Any) -> Any:
        kind = type(value)
        if kind in _SHARED and value is not self.whole:
            return _shared, (self.fingerprints.of(value),)
        if kind is Card:
            return _card, (tuple(vars(value).items()),)
        if kind is MappingProxyType:
            return _mapping, (tuple(value.items()),)
        if kind is type or kind is FunctionType:
            return NotImplemented
        if is_dataclass(kind):
            return kind, _values(kind)(value)
        if isinstance(value, Entry):
            return kind, tuple(vars(value).items())
        return NotImplemented


# Named in what is written, never called: a digest is not read back.


def _shared(digest: bytes) -> bytes:
    return digest


def _card(items: tuple[tuple[str, Any], ...]) -> Card:
    return Card(dict(items))


def _mapping(items: tuple[tuple[Any, Any], ...]) -> Mapping[Any, Any]:
    return MappingProxyType(dict(items))


@cache
def _values(kind: type) -> Any:
    """How to take the values of a dataclass, as a tuple; what it keeps for itself is none."""
    names = [field.name for field in fields(kind) if field.compare]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)
