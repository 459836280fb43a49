"""Clean YAML as plain data, straight from libyaml's events: the way that nearly every file goes.

Whatever has to be noted (and all that is rare) is not decided here: such a text gives None and is
read node by node in `conversion`, which says what is wrong and where. For a text that both can read
they give the same data; a test holds them to it.
"""

from __future__ import annotations

from typing import Any

import yaml

from generator.source.characters import FORBIDDEN
from generator.source.libyaml import next_event

MAX_SCALAR = 100_000
MAX_DEPTH = 24
NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class _DoubtError(Exception):
    """Something stands in the text that has to be looked at closely."""


def clean_data(text: str) -> dict[str, Any] | None:
    """The data of a text in which there is nothing to note; None for any other."""
    try:
        return _Events(text).document()
    except (yaml.YAMLError, _DoubtError):
        return None


class _Events:
    """Builds the data of one text while its events come in."""

    def __init__(self, text: str) -> None:
        self.next = next_event(text)
        self.has_escapes = "\\" in text

    def document(self) -> dict[str, Any]:
        """The data of the only document, a mapping."""
        self.expect(yaml.StreamStartEvent)
        start = self.expect(yaml.DocumentStartEvent)
        data = self.value(self.expect(yaml.MappingStartEvent), 1)
        self.expect(yaml.DocumentEndEvent)
        self.expect(yaml.StreamEndEvent)
        if start.version or start.tags:
            raise _DoubtError
        return dict(data)

    def expect(self, kind: type) -> Any:
        event = self.next()
        if event.__class__ is not kind:
            raise _DoubtError
        return event

    def value(self, event: Any, depth: int) -> Any:
        """The data of what begins with `event`, at `depth` collections from the top."""
        kind = event.__class__
        if kind is yaml.AliasEvent or event.anchor or event.tag:
            raise _DoubtError
        if kind is yaml.ScalarEvent:
            return self.scalar(event)
        if depth >= MAX_DEPTH - 1:
            raise _DoubtError
        return self.mapping(depth) if kind is yaml.MappingStartEvent else self.sequence(depth)

    def scalar(self, event: Any) -> str | None:
        text: str = event.value
        if not event.style:
            return None if text in NULLS else self.short(text)
        if event.style == '"' and self.has_escapes and FORBIDDEN.search(text):
            raise _DoubtError
        return self.short(text)

    def short(self, text: str) -> str:
        if len(text) > MAX_SCALAR:
            raise _DoubtError
        return text

    def sequence(self, depth: int) -> list[Any]:
        items: list[Any] = []
        while (event := self.next()).__class__ is not yaml.SequenceEndEvent:
            items.append(self.value(event, depth + 1))
        return items

    def mapping(self, depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        while (event := self.next()).__class__ is not yaml.MappingEndEvent:
            if event.__class__ is not yaml.ScalarEvent or event.anchor or event.tag:
                raise _DoubtError
            if event.value in data:
                raise _DoubtError
            data[event.value] = self.value(self.next(), depth + 1)
        return data
