"""What a page reads, as one short digest: two pages with the same digest have the same bytes.

A value is turned into plain tuples, numbers and texts that say of what type it was, and these are
written by `marshal` in a form that knows no references, so that the digest follows from the values
alone: not from which of them are one object, nor from the order of a set. What many pages share (a
card, an action item, the glossary) is digested once and stands for itself by its digest.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from hashlib import blake2b
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

from generator.disclosure.past import Past
from generator.disclosure.view import Card
from generator.engine.inputs import DIGEST
from generator.fields import Entry
from generator.pages.law import Family, Standing
from generator.pages.ledger import Action
from generator.pages.links import Mention
from generator.pages.pack import Compared
from generator.pages.protection import Protected
from generator.pages.statistics import Reading
from generator.pages.terms import Terms

_SHARED = frozenset((Action, Compared, Family, Mention, Past, Protected, Reading, Standing, Terms))
_WITHOUT_REFERENCES = 2  # the newest form of marshal that has none
_Form = Callable[[Any], Any]


class Fingerprints:
    """Makes digests; remembers those of shared values for as long as it lives."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, bytes]] = {}  # the value is held, so its id is its own
        self._forms: dict[type, _Form | None] = dict.fromkeys(
            (str, int, float, bool, bytes, type(None))
        )
        self._whole = self._once(lambda card: self._mapping(vars(card)))

    def of(self, value: object) -> bytes:
        """The digest of a value, `DIGEST` bytes. TypeError: it is no plain data."""
        plain = marshal.dumps(self._plain(value), _WITHOUT_REFERENCES)
        return blake2b(plain, digest_size=DIGEST).digest()

    def _plain(self, value: Any) -> Any:
        kind = type(value)
        try:
            form = self._forms[kind]
        except KeyError:
            form = self._forms[kind] = self._form(kind)
        return value if form is None else form(value)

    def _form(self, kind: type) -> _Form:
        """How values of a type are written."""
        if kind is Card:
            return self._card
        if kind in _SHARED:
            return self._once(self._dataclass(kind))
        if is_dataclass(kind):
            return self._dataclass(kind)
        for known, form in (
            ((tuple, list), lambda value: tuple(map(self._plain, value))),
            ((dict, MappingProxyType), self._mapping),
            ((set, frozenset), lambda value: tuple(sorted(map(repr, map(self._plain, value))))),
            (Enum, lambda value: (kind.__name__, value.name)),
            ((date, datetime, time), lambda value: (kind.__name__, value.isoformat())),
            (Entry, lambda value: (kind.__name__, self._mapping(vars(value)))),
            ((str, PurePath), str),
        ):
            if issubclass(kind, known):
                return form
        raise TypeError(f"{kind.__qualname__} is no plain data")

    def _once(self, form: _Form) -> _Form:
        """The same, with the digest of each value kept and put in its place."""

        def _digest(value: Any) -> bytes:
            known = self._known.get(id(value))
            if known is None:
                plain = marshal.dumps(form(value), _WITHOUT_REFERENCES)
                digest = blake2b(plain, digest_size=DIGEST).digest()
                known = self._known[id(value)] = (value, digest)
            return known[1]

        return _digest

    def _card(self, card: Card) -> Any:
        """A whole card is shared, a part of one is not."""
        values = vars(card)
        return self._whole(card) if "record" in values else self._mapping(values)

    def _mapping(self, value: Mapping[Any, Any]) -> Any:
        plain = self._plain
        return tuple([(plain(key), plain(item)) for key, item in value.items()])

    def _dataclass(self, kind: type) -> _Form:
        """A dataclass by its fields; what it keeps for itself is none of them."""
        plain, name = self._plain, kind.__name__
        names = [field.name for field in fields(kind) if field.compare]
        return lambda value: (name, *[plain(getattr(value, name)) for name in names])
