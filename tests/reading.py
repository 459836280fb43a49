"""A reader of the sites who never rests: `python -m tests.reading OUTPUT STOP`.

Follows every link of both indexes until the file STOP is there, and prints how many pages were
read and what was wrong as JSON. Reads twice: by the public path, name by name, as a web server does,
and through one folder that was opened once, as a copying program does.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

Read = Callable[[str], bytes]


def page(edition: int, body: str) -> bytes:
    """A page that tells its edition and whether all of it is there."""
    text = f"{edition}\n{body}\n".encode()
    return text + sha256(text).hexdigest().encode()


def parse(content: bytes) -> tuple[int, str]:
    """Edition and body. Raises `ValueError` when it is not a whole page."""
    text, digest = content[:-64], content[-64:]
    if sha256(text).hexdigest().encode() != digest:
        raise ValueError("half a page")
    edition, _, body = text.decode().partition("\n")
    return int(edition), body


def by_path(out: Path, site: str) -> Iterator[str]:
    """What is wrong, name by name. Every page is opened anew from the output's own path."""

    def read(name: str) -> bytes:
        return (out / site / name).read_bytes()

    for link in _links(read):
        try:
            parse(read(link))
        except FileNotFoundError:
            # Withdrawn since the index was read? Then the index of now must not name it.
            if link in _links(read):
                yield f"{site}/{link} is a dead link"
        except ValueError as error:
            yield f"{site}/{link}: {error}"


def by_folder(out: Path) -> Iterator[str]:
    """What is wrong within the state that was there when the folder was opened."""
    folder = os.open(out, os.O_RDONLY)
    try:
        seen, wrong = _editions(folder)
        now, _ = parse((out / "public" / "index.html").read_bytes())
        # The tree is written to by the build after the next one, which may have begun.
        if now == min(seen, default=now) and (wrong or len(seen) > 1):
            yield f"editions {sorted(seen)} in one folder, {wrong}"
    finally:
        os.close(folder)


def _editions(folder: int) -> tuple[set[int], list[str]]:
    seen: set[int] = set()
    wrong = []

    def read(name: str) -> bytes:
        with os.fdopen(os.open(name, os.O_RDONLY, dir_fd=folder), "rb") as file:
            return file.read()

    for site in ("public", "internal"):
        try:
            seen.add(parse(read(f"{site}/index.html"))[0])
            for link in _links(lambda name, site=site: read(f"{site}/{name}")):
                seen.add(parse(read(f"{site}/{link}"))[0])
        except (OSError, ValueError) as error:
            wrong.append(f"{site}: {error}")
    return seen, wrong


def _links(read: Read) -> list[str]:
    return parse(read("index.html"))[1].split()


def main(output: str, stop: str) -> None:
    out, rounds, wrong = Path(output), 0, []
    while not Path(stop).exists():
        rounds += 1
        for site in ("public", "internal"):
            wrong += by_path(out, site)
        wrong += by_folder(out)
    print(json.dumps({"rounds": rounds, "wrong": wrong[:20]}))


if __name__ == "__main__":
    main(*sys.argv[1:])
