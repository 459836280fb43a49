"""`timpora addresses --update`: public addresses are added to `addresses.yml`, nothing else changes.

The file stays the editor's: comments, order and what is written of former pages are kept as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from heapq import merge

from generator.disclosure.addresses import NAME, Moved
from generator.engine.permanence import Addresses
from generator.settings import Project

_LIST = re.compile(r"^published:[ \t]*(?:\[[ \t]*\])?[ \t]*(?:#.*)?$")
_ITEM = re.compile(r"^ *-[ \t]+[\"']?([a-z0-9./-]+)[\"']?[ \t]*(?:#.*)?$")
_HEAD = """\
# Alamat halaman publik. Yang pernah terbit tetap dijawab: halaman yang hilang dari sini harus
# disebut ke mana pindahnya, atau kapan dan mengapa ditarik. Contoh:
#
# moved:
#   - address: pengetahuan/lama/
#     to: pengetahuan/baru/
# withdrawn:
#   - address: pengetahuan/keliru/
#     since: 2025-01-06
#     why: Isinya keliru dan diganti pengumuman lain.

# Ditulis oleh 'timpora addresses --update', sesudah situs publik dipasang.
"""


@dataclass(frozen=True)
class Line:
    """One address and what there is to say of it."""

    what: str
    address: str
    to: str = ""
    since: str = ""
    why: str = ""

    def as_dict(self) -> dict[str, str]:
        """The line as JSON-ready values."""
        return asdict(self)

    def parts(self, lang: str) -> tuple[str, ...]:
        """The line as it is read on the terminal."""
        said = _WHAT[self.what][1 if lang == "en" else 0]
        return said, self.address, f"-> {self.to}" if self.to else "", self.since, self.why


_WHAT = {
    "new": ("baru   ", "new      "),
    "moved": ("pindah ", "moved    "),
    "withdrawn": ("ditarik", "withdrawn"),
}


def list_addresses(addresses: Addresses) -> list[Line]:
    """What is new, moved and withdrawn."""
    return [*(Line("new", address) for address in addresses.new), *_former(addresses)]


def _former(addresses: Addresses) -> Iterator[Line]:
    former = addresses.remembered.former if addresses.remembered else {}
    for address, entry in sorted(former.items()):
        if isinstance(entry, Moved):
            yield Line("moved", address, to=entry.to)
        else:
            yield Line("withdrawn", address, since=entry.since.isoformat(), why=entry.why.id)


def update_addresses(project: Project, addresses: Addresses) -> None:
    """Write the new addresses into the project's file; without any it stays as it is."""
    path = project.root / NAME
    if addresses.new:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(remember(text, addresses.new), encoding="utf-8")


def remember(text: str, addresses: Iterable[str]) -> str:
    """`text` of `addresses.yml` ("" when there is none) with `addresses` added to `published`.

    New ones stand in alphabetical order among those that do; lines that are there stay.
    """
    lines = (text or _HEAD).splitlines()
    at = next((index for index, line in enumerate(lines) if _LIST.match(line)), None)
    if at is None:
        lines, at = [*lines, "published:"], len(lines)
    end = next(
        (index for index in range(at + 1, len(lines)) if re.match(r"[^\s#-]", lines[index])),
        len(lines),
    )
    while end > at + 1 and not _ITEM.match(lines[end - 1]):
        end -= 1  # blank lines and comments before the next key belong to it
    inside = lines[at + 1 : end]
    known = {match[1] for match in map(_ITEM.match, inside) if match}
    new = sorted(set(addresses) - known)
    if not new:
        return text
    lines[at : at + 1] = ["published:"] if "[" in lines[at] else [lines[at]]
    lines[at + 1 : end] = _merged(inside, new)
    return "\n".join(lines) + "\n"


def _merged(lines: Sequence[str], new: Sequence[str]) -> list[str]:
    """Written lines and new addresses together; a comment stays with the address below it."""
    written: list[tuple[str, list[str]]] = []
    above: list[str] = []
    for line in lines:
        match = _ITEM.match(line)
        above.append(line)
        if match:
            written.append((match[1], above))
            above = []
    indent = written[0][1][-1].partition("-")[0] if written else "  "
    fresh = [(address, [f"{indent}- {address}"]) for address in new]
    pairs = merge(written, fresh, key=lambda pair: pair[0])
    return [*(line for _, group in pairs for line in group), *above]
