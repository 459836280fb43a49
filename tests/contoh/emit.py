"""Records as YAML in block style, and the small attachment files, byte for byte the same."""

from __future__ import annotations

import re
import struct
import textwrap
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

WIDTH = 96
_PLAIN = re.compile(r"[A-Za-z0-9(][^\n]*")
_NULLS = frozenset({"null", "Null", "NULL"})


def emit_yaml(data: Mapping[str, Any], comments: Mapping[str, str]) -> str:
    """`data` as YAML; `comments` holds a remark for above a top-level key ("" = at the end)."""
    lines = ["# contoh: data rekaan"]
    for key, value in data.items():
        if key in comments:
            lines.append(f"# {comments[key]}")
        lines += _pair(key, value, 0)
    if "" in comments:
        lines.append(f"# {comments['']}")
    return "\n".join(lines) + "\n"


def _pair(key: str, value: Any, indent: int) -> Iterator[str]:
    pad = " " * indent
    if value in ({}, []) and value is not False:
        yield f"{pad}{key}: {'{}' if value == {} else '[]'}"
    elif isinstance(value, dict) and key != "grades":
        yield f"{pad}{key}:"
        yield from _mapping(value, indent + 2)
    elif isinstance(value, dict):
        yield f"{pad}{key}: {_flow(value)}"
    elif isinstance(value, list):
        yield f"{pad}{key}:"
        for item in value:
            yield from _item(item, indent + 2)
    else:
        yield from _scalar_lines(f"{pad}{key}: ", str(value), indent + 2)


def _mapping(data: Mapping[str, Any], indent: int) -> Iterator[str]:
    for key, value in data.items():
        yield from _pair(key, value, indent)


def _item(item: Any, indent: int) -> Iterator[str]:
    pad = " " * indent
    if not isinstance(item, dict):
        yield from _scalar_lines(f"{pad}- ", str(item), indent + 2)
    elif "count" in item:  # one row of statistics stays on one line
        yield f"{pad}- {_flow(item)}"
    else:
        lines = list(_mapping(item, indent + 2))
        yield f"{pad}- {lines[0].lstrip()}"
        yield from lines[1:]


def _flow(data: Mapping[str, Any]) -> str:
    return (
        "{"
        + ", ".join(f"{key}: {_quote(str(value), flow=True)}" for key, value in data.items())
        + "}"
    )


def _scalar_lines(start: str, text: str, indent: int) -> Iterator[str]:
    pad = " " * indent
    if "\n" in text:
        yield f"{start}|-"
        yield from (f"{pad}{line}".rstrip() for line in text.split("\n"))
    elif len(start) + len(text) > WIDTH and " " in text:
        yield f"{start}>-"
        yield from textwrap.wrap(
            text,
            WIDTH,
            initial_indent=pad,
            subsequent_indent=pad,
            break_long_words=False,
            break_on_hyphens=False,
        )
    else:
        yield f"{start}{_quote(text)}"


def _quote(text: str, *, flow: bool = False) -> str:
    plain = (
        _PLAIN.fullmatch(text)
        and not re.search(r": |:$| #|\s$", text)
        and not (flow and re.search(r"[{}\[\],]", text))
        and text not in _NULLS
    )
    return text if plain else "'" + text.replace("'", "''") + "'"


def emit_page(front: Mapping[str, Any], body: str, comment: str) -> str:
    """A Markdown page with front matter."""
    return f"---\n{emit_yaml(front, {'title': comment})}---\n{body}"


def emit_csv(header: list[str], rows: list[list[str]]) -> str:
    """Rows without a comma in any cell."""
    return "".join(",".join(row) + "\n" for row in [header, *rows])


def make_pdf(lines: list[str]) -> bytes:
    """A PDF of one page, its text readable in the bytes."""
    words = "".join(f"({line}) Tj T* " for line in lines)
    stream = f"BT /F1 12 Tf 16 TL 72 760 Td {words}ET"
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    text = "%PDF-1.4\n"
    offsets: list[int] = []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(text))
        text += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    text += (
        f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{len(text)}\n%%EOF\n"
    )
    return text.encode("ascii")


def make_png(rows: list[list[int]], remark: str) -> bytes:
    """A grey picture of small counts as squares, with a remark in a tEXt chunk.

    The pixels are stored, not compressed: compressors differ between machines.
    """
    square = 12
    pixels = b"".join(
        b"\x00" + bytes(255 - min(count, 15) * 14 for count in row for _ in range(square))
        for row in rows
        for _ in range(square)
    )
    size = struct.pack("<HH", len(pixels), len(pixels) ^ 0xFFFF)
    data = b"\x78\x01\x01" + size + pixels + struct.pack(">I", zlib.adler32(pixels))
    header = struct.pack(">IIBBBBB", square * len(rows[0]), square * len(rows), 8, 0, 0, 0, 0)
    chunks = [
        (b"IHDR", header),
        (b"tEXt", b"Comment\x00" + remark.encode("latin-1")),
        (b"IDAT", data),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
