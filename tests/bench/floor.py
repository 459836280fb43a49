"""The least that any generator does: read and hash all input, write all output, nothing else.

`python floor.py PHASE INPUT PACK OUTPUT`; PHASE is `cold` (write everything), `edit` (write what is
listed in PACK.edit) or `same` (write nothing). PACK.bin holds the bytes of the finished files one after
the other, PACK.list and PACK.edit a line `OFFSET SIZE NAME` for each.
"""

from __future__ import annotations

import hashlib
import mmap
import sys
from pathlib import Path


def read_and_hash(folder: Path) -> str:
    """One checksum of all files below a folder."""
    found = hashlib.blake2b()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.update(hashlib.blake2b(path.read_bytes()).digest())
    return found.hexdigest()


def write(pack: Path, listed: str, output: Path) -> None:
    """Write the listed files below `output`."""
    made: set[Path] = set()
    with pack.with_suffix(".bin").open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        for line in pack.with_suffix(listed).read_text("utf-8").splitlines():
            offset, size, name = line.split(" ", 2)
            path = output / name
            if path.parent not in made:
                path.parent.mkdir(parents=True, exist_ok=True)
                made.add(path.parent)
            path.write_bytes(data[int(offset) : int(offset) + int(size)])


def main(phase: str, source: str, pack: str, output: str) -> None:
    """Do the work of one phase."""
    print(read_and_hash(Path(source)))
    if phase != "same":
        write(Path(pack), ".list" if phase == "cold" else ".edit", Path(output))


if __name__ == "__main__":
    main(*sys.argv[1:])
