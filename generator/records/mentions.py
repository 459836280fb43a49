"""Where texts mention records: each `[[id]]` and `[[id#part]]`, and the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.fields import CODE, REFERENCE, Text


@dataclass(frozen=True, slots=True)
class Mention:
    """One reference of a text: what it names, and from where to where it stands in `words`."""

    reference: str
    lang: str
    words: str
    span: tuple[int, int]
    written: str  # without the words to show, which may be broken over lines in the file
    in_code: bool

    @property
    def id(self) -> str:
        """The record that it names."""
        return self.reference.partition("#")[0]

    @property
    def before(self) -> str:
        """What the text says before it."""
        return self.words[: self.span[0]]

    @property
    def after(self) -> str:
        """What the text says after it."""
        return self.words[self.span[1] :]

    @property
    def spot(self) -> tuple[str, str, int]:
        """Where it stands, as `Record.text_problem` wants it."""
        return self.lang, self.written, self.before.count(self.written)


def mentions(text: Text) -> Iterator[Mention]:
    """Each reference of a text in both languages; in order, with repeats."""
    for lang, words in (("id", text.id), ("en", text.en)):
        if not words or "[[" not in words:
            continue
        code = [match.span() for match in CODE.finditer(words)]
        for match in REFERENCE.finditer(words):
            identity, part = match[1].strip(), (match[2] or "").strip()
            yield Mention(
                reference=f"{identity}#{part}" if part else identity,
                lang=lang,
                words=words,
                span=match.span(),
                written=words[match.start() : match.end(2 if match[2] else 1)],
                in_code=any(start <= match.start() < end for start, end in code),
            )
