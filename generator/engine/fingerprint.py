"""What a page reads, as one short digest: two pages with the same digest have the same bytes.

Values are written by pickle without its memory of what it has seen, so that the digest follows from
the values alone and not from which of them happen to be one object. What many pages share (a card,
an action item, the glossary) is digested once and stands for itself by its digest.
"""

from __future__ import annotations

import io
import pickle
from collections import UserDict
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import blake2b
from operator import attrgetter
from types import MappingProxyType
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

_SHARED = frozenset((Action, Terms, Reading, Family, Protected, Past))
_Reduced = tuple[Callable[..., Any], tuple[Any, ...]]


class Fingerprints:
    """Makes digests; remembers those of shared values for as long as it lives."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, bytes]] = {}  # the value is held, so its id is its own
        self._forms = _Forms(self)

    def of(self, value: object) -> bytes:
        """The digest of a value, `DIGEST` bytes. TypeError or PicklingError: it is no plain data."""
        if not _is_shared(value):
            return self._made(value)
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = (value, self._made(value))
        return known[1]

    def _made(self, value: object) -> bytes:
        written = io.BytesIO()
        writer = pickle.Pickler(written, protocol=5)
        writer.fast = True
        writer.dispatch_table = self._forms
        outer, self._forms.whole = self._forms.whole, value
        writer.dump(value)
        self._forms.whole = outer
        return blake2b(written.getbuffer(), digest_size=DIGEST).digest()


def _is_shared(value: object) -> bool:
    """Whether many pages may read this very value: a whole card, for instance, not a part of one."""
    kind = type(value)
    return kind in _SHARED or (kind is Card and "record" in vars(value))


class _Forms(UserDict[type, Callable[[Any], _Reduced]]):
    """How values of each type are written, so that equal values give equal bytes.

    What the forms name is never called, since a digest is not read back.
    """

    def __init__(self, fingerprints: Fingerprints) -> None:
        super().__init__()
        self._fingerprints = fingerprints
        self.whole: object = None  # what is being digested, which does not stand for itself

    def __missing__(self, kind: type) -> Callable[[Any], _Reduced]:
        form: Callable[[Any], _Reduced]
        if kind is Card:
            form = self._card
        elif kind in _SHARED:
            form = self._shared
        elif kind is MappingProxyType:
            form = _mapping
        elif is_dataclass(kind):
            form = _dataclass_form(kind)
        elif issubclass(kind, Entry):
            form = _entry
        else:  # dates, members of vocabularies
            form = _as_ever
        self[kind] = form
        return form

    def _shared(self, value: Any) -> _Reduced:
        if value is self.whole:
            return _dataclass_form(type(value))(value)
        return bytes, (self._fingerprints.of(value),)

    def _card(self, card: Card) -> _Reduced:
        if card is not self.whole and _is_shared(card):
            return bytes, (self._fingerprints.of(card),)
        return Card, (tuple(vars(card).items()),)


def _as_ever(value: Any) -> Any:
    return value.__reduce_ex__(5)


def _mapping(value: Mapping[Any, Any]) -> _Reduced:
    return dict, (tuple(value.items()),)


def _entry(value: Entry) -> _Reduced:
    return type(value), tuple(vars(value).items())


@cache
def _dataclass_form(kind: type) -> Callable[[Any], _Reduced]:
    """How a dataclass is written: by its fields; what it keeps for itself is none of them."""
    names = [field.name for field in fields(kind) if field.compare]
    if len(names) == 1:
        return lambda value: (kind, (getattr(value, names[0]),))
    values = attrgetter(*names)
    return lambda value: (kind, values(value))
