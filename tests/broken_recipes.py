"""Projects with faults that cannot be kept as files in a repository: each recipe writes one."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

MEETING = b"""title: Rapat contoh
date: 2024-09-11
source: notula
stage: disahkan
grade: terbuka
"""
NAME = "content/meetings/2024/2024-09-11-rakor.yml"
PAGE = b"---\ntitle: Melapor\ngrade: terbuka\n---\nIsi.\n"


class CannotBeMadeError(Exception):
    """This machine has no such files."""


def _write(root: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        try:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content)
        except (OSError, ValueError) as error:
            raise CannotBeMadeError(str(error)) from error


def _link(link: Path, target: Path | str) -> None:
    try:
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(target)
    except OSError as error:
        raise CannotBeMadeError(str(error)) from error


def _meeting(root: Path, content: bytes) -> None:
    _write(root, {NAME: content})


def crlf_fine(root: Path) -> None:
    _write(
        root,
        {
            NAME: MEETING.replace(b"\n", b"\r\n") + b"summary: |\r\n  Satu\r\n  dua\r\n",
            "content/meetings/2024/2024-10-01-mac.yml": MEETING.replace(
                b"2024-09-11", b"2024-10-01"
            ).replace(b"\n", b"\r"),
            "content/knowledge/melapor.md": PAGE.replace(b"\n", b"\r\n"),
        },
    )


def crlf_places(root: Path) -> None:
    """Lines are counted alike, whatever ends them."""
    _write(
        root,
        {
            NAME: (MEETING + b"lokasi: Aula\n").replace(b"\n", b"\r\n"),
            "content/knowledge/melapor.md": (PAGE + b"Baris [[tidak-ada]].\n").replace(
                b"\n", b"\r\n"
            ),
        },
    )


def bom(root: Path) -> None:
    _write(
        root,
        {
            NAME: b"\xef\xbb\xbf" + MEETING + b"lokasi: Aula\n",
            "content/knowledge/melapor.md": b"\xef\xbb\xbf" + PAGE,
            "content/knowledge/kedua.md": PAGE + b"di tengah \xef\xbb\xbf teks\n",
        },
    )


def bad_utf8(root: Path) -> None:
    _meeting(root, MEETING + b"venue: Aula \xe9\xe8 Caf\xc3\xa9 \xff\nsummary: \x93kutip\x94\n")


def utf16(root: Path) -> None:
    _write(
        root,
        {
            NAME: MEETING.decode().encode("utf-16"),
            "content/glossary.yml": bytes(range(128, 256)) * 400 + b"\n\xff" * 400,
        },
    )


def nul(root: Path) -> None:
    _meeting(root, MEETING + b"venue: Au\x00la\x00\nsummary: merah \x1b[31m\n")


def controls(root: Path) -> None:
    text = "venue: balik \u202ekanan\u202c kiri\nsummary: baris\u2028pisah\x85 dan \x9b31m\n"
    _meeting(root, MEETING + text.encode())


def look_alikes(root: Path) -> None:
    """Letters that look Latin but are not, and blanks that cannot be seen."""
    text = "stаge: disahkan\ntimezone: WIB\u00a0\nlevel: ko\u200bta\n\u00a0venue: Aula\n"
    _meeting(root, MEETING + text.encode())


def empty(root: Path) -> None:
    _write(
        root,
        {
            NAME: b"",
            "content/glossary.yml": b" \n\t\n",
            "content/knowledge/kosong.md": b"",
            "content/knowledge/kosong.en.md": b"\xef\xbb\xbf",
            "content/statistics/tindakan/2024.csv": b"",
        },
    )


def huge(root: Path) -> None:
    _write(
        root,
        {
            NAME: MEETING + b"summary: " + b"x" * 50_000_000 + b"\n",
            "content/meetings/2024/2024-10-01-panjang.yml": MEETING.replace(
                b"2024-09-11", b"2024-10-01"
            )
            + b"summary: "
            + b"panjang " * 20_000
            + b"\n",
        },
    )


def nesting(root: Path) -> None:
    depth = 10_000
    kinds = {
        "flow": "agenda: " + "[" * depth,
        "closed": "agenda: " + "[" * depth + "]" * depth,
        "pairs": "agenda: " + "{a: " * depth,
        "dashes": "agenda:\n" + "- " * depth + "a",
        "keys": "agenda:\n" + "? " * depth + "a",
        "mixed": "agenda: " + "[{a: " * depth,
        "block": "\n".join(" " * level + "a:" for level in range(1_900)),
    }
    _write(
        root,
        {
            f"content/meetings/2024/2024-09-11-{name}.yml": MEETING + text.encode() + b"\n"
            for name, text in kinds.items()
        },
    )


def alias_bomb(root: Path) -> None:
    lines = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 30))]
    _write(
        root,
        {
            NAME: MEETING + "\n".join(lines).encode() + b"\n",
            "content/meetings/2024/2024-10-01-putar.yml": MEETING + b"agenda: &a [*a]\n",
        },
    )


def links(root: Path) -> None:
    _write(root, {"rahasia.txt": b"di luar\n", NAME: MEETING})
    content = root / "content"
    _link(content / "meetings/2024/2024-10-10-luar.yml", root / "rahasia.txt")
    _link(content / "attachments/luar.txt", "../../rahasia.txt")
    _link(content / "attachments/folder", root)
    _link(content / "attachments/putus.txt", "tidak-ada.txt")
    _link(content / "attachments/putar.txt", "putar.txt")
    _link(content / "knowledge/putar", "..")
    _link(content / "knowledge/melapor.en.md", root / "rahasia.txt")
    _write(root, {"content/knowledge/melapor.md": PAGE})


def links_inside_fine(root: Path) -> None:
    _write(root, {NAME: MEETING, "content/attachments/2024/daftar.txt": b"contoh\n"})
    _link(root / "content/attachments/2025/daftar.txt", "../2024/daftar.txt")


def names(root: Path) -> None:
    folder = "content/meetings/2024/"
    _write(
        root,
        {
            f"{folder}2024-09-11 rakor.yml": MEETING,
            f"{folder}2024-09-11-Rakor.yml": MEETING,
            f"{folder}2024-09-11-café.yml": MEETING,
            f"{folder}2024-09-11-cafe\u0301.yml": MEETING,
            f"{folder}2024-09-11_rakor.yml": MEETING,
            f"{folder}.2024-09-11-rakor.yml.swp": MEETING,
            "content/Rapat/2024-09-11-rakor.yml": MEETING,
            "content/attachments/Daftar Hadir.pdf": b"contoh",
        },
    )


def names_that_no_terminal_should_see(root: Path) -> None:
    folder = "content/meetings/2024/"
    _write(
        root,
        {
            f"{folder}2024-09-11-\x1b[31mmerah.yml": MEETING,
            f"{folder}2024-09-11-baris\nkedua.yml": MEETING,
            f"{folder}2024-09-11-\u202egnp.yml": MEETING,
            f"{folder}2024-09-11-%0A::error::x.yml": MEETING,
            folder + os.fsdecode(b"2024-09-11-\xff.yml"): MEETING,
        },
    )


def not_a_file(root: Path) -> None:
    _write(root, {NAME: MEETING})
    if not hasattr(os, "mkfifo"):
        raise CannotBeMadeError("no named pipes")
    os.mkfifo(root / "content/meetings/2024/2024-10-01-pipa.yml")
    (root / "content/meetings/2024/2024-10-02-folder.yml").mkdir()


def config_bytes(root: Path) -> None:
    _write(root, {"site_config.yml": b"\xef\xbb\xbfsites:\n\tpublic: \x00\xff\n", NAME: MEETING})


RECIPES: dict[str, Callable[[Path], None]] = {
    recipe.__name__.replace("_", "-"): recipe
    for recipe in (
        crlf_fine,
        crlf_places,
        bom,
        bad_utf8,
        utf16,
        nul,
        controls,
        look_alikes,
        empty,
        huge,
        nesting,
        alias_bomb,
        links,
        links_inside_fine,
        names,
        names_that_no_terminal_should_see,
        not_a_file,
        config_bytes,
    )
}
