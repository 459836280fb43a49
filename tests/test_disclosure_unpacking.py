"""Whatever can hold text is opened, as deep as may be, and never without end."""

from __future__ import annotations

import gzip
import io
import random
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.disclosure.unpacking import MAX_DEPTH, Kind, unpack
from tests import containers
from tests.containers import CONTAINERS

TEXT = "Operasi senyap di Pelabuhan Timur"


def pieces(content: bytes, kind: Kind) -> list[str]:
    return [piece.text for piece in unpack("lampiran", content) if piece.kind is kind]


def places(content: bytes, kind: Kind) -> list[str]:
    return [piece.where for piece in unpack("lampiran", content) if piece.kind is kind]


@pytest.mark.parametrize(
    "name",
    [name for name in CONTAINERS if name not in ("html", "percent", "query", "escapes", "twice")],
)
def test_the_text_comes_out(name: str) -> None:
    found = [piece.text for piece in unpack("lampiran", CONTAINERS[name](TEXT))]
    assert any(TEXT in text for text in found)


@pytest.mark.parametrize("name", [name for name in CONTAINERS if name != "gzip behind a prefix"])
def test_what_is_known_is_not_sealed(name: str) -> None:
    assert pieces(CONTAINERS[name](TEXT), Kind.SEALED) == []


def test_where_it_stands() -> None:
    archive = containers.zipped({"b.zip": containers.zipped({"a.txt": b"x"})})
    assert places(archive, Kind.TEXT) == ["b.zip › a.txt"]
    assert places(containers.pdf(TEXT), Kind.TEXT) == ["hlm. 1"]
    assert places(containers.pdf(author="Putu Rekaan"), Kind.MAKER) == ["Author"]
    assert places(containers.jpeg(Artist="Putu Rekaan"), Kind.MAKER) == ["EXIF Artist"]
    assert (
        places(containers.word(author="Putu Rekaan"), Kind.MAKER)[0]
        == "docProps/core.xml › dc:creator"
    )


def test_who_made_it() -> None:
    for content in (
        containers.pdf(author="Putu Rekaan"),
        containers.pdf_with_xmp("Putu Rekaan"),
        containers.word(author="Putu Rekaan"),
        containers.word(changed_by="Putu Rekaan"),
        containers.word(comment="x", by="Putu Rekaan"),
        containers.word_tracked("x"),
        containers.excel(author="Putu Rekaan"),
        containers.odt("x"),
        containers.jpeg(Artist="Putu Rekaan"),
        containers.png("Putu Rekaan", key="Author"),
    ):
        assert "Putu Rekaan" in pieces(content, Kind.MAKER)


def test_what_is_hidden() -> None:
    for content in (
        containers.word(comment=TEXT),
        containers.word_tracked(TEXT),
        containers.pdf_with_note(TEXT),
    ):
        assert any(TEXT in text for text in pieces(content, Kind.HIDDEN))
    assert pieces(containers.excel(TEXT, hidden=True), Kind.HIDDEN)
    for content in (containers.word(TEXT), containers.excel(TEXT), containers.pdf(TEXT)):
        assert pieces(content, Kind.HIDDEN) == []


def test_pictures_say_where_and_show_more() -> None:
    assert places(containers.jpeg(gps=True), Kind.PLACE) == ["EXIF GPS"]
    assert places(containers.jpeg(thumbnail=True), Kind.PICTURE) == ["EXIF"]
    assert pieces(containers.jpeg(), Kind.PLACE) == pieces(containers.jpeg(), Kind.PICTURE) == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (containers.pdf_locked(TEXT), "locked"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "form"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(60), "form"),
        (b"\x00\x00\x00\x20ftypisom" + bytes(60), "form"),
        (b"%PDF-1.7\nrusak", "form"),
        (b"\xff\xd8\xff\xe0rusak", "form"),
    ],
)
def test_what_cannot_be_read_says_so(content: bytes, why: str) -> None:
    assert why in pieces(content, Kind.SEALED)


def test_a_locked_member_of_a_zip() -> None:
    archive = bytearray(containers.zipped({"a.txt": b"x"}))
    for start in (archive.find(b"PK\x03\x04") + 6, archive.find(b"PK\x01\x02") + 8):
        archive[start] |= 1
    assert pieces(bytes(archive), Kind.SEALED) == ["locked"]
    assert "a.txt" in pieces(bytes(archive), Kind.NAME)


# Nothing runs without end


def test_packings_in_packings_end() -> None:
    content = TEXT.encode()
    for _ in range(MAX_DEPTH + 3):
        content = gzip.compress(content, mtime=0)
    assert pieces(content, Kind.SEALED) == ["deep"]


def test_bombs_are_stopped() -> None:
    bomb = gzip.compress(bytes(300_000_000), mtime=0)
    for content in (
        bomb,
        containers.zipped({"a.gz": bomb}),
        containers.zipped({f"{n}": bytes(50_000_000) for n in range(6)}),
        containers.tarred({"a.gz": bomb}, "w:gz"),
    ):
        started = time.perf_counter()
        assert "large" in pieces(content, Kind.SEALED)
        assert time.perf_counter() - started < 20


def test_members_without_end_are_stopped() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(20_001):
            archive.writestr(str(number), b"")
    assert pieces(out.getvalue(), Kind.SEALED) == ["large"]


@given(st.sampled_from(sorted(CONTAINERS)), st.integers(0, 2**32))
def test_broken_files_raise_nothing(name: str, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(CONTAINERS[name](TEXT))
    for _ in range(chance.randint(1, 20)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    list(unpack("lampiran", bytes(content[: chance.randint(1, len(content))])))


@given(st.binary(max_size=2_000))
def test_any_bytes_raise_nothing(content: bytes) -> None:
    list(unpack("lampiran", content))
