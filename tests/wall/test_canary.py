"""Unique tokens stand in everything withheld; none may come out where it must not."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

CONTOH = Path(__file__).parent.parent / "sites" / "contoh"
RANKS = ("terbuka", "terbatas", "rahasia", "sangat_rahasia", "never")
CLEARANCES = {"public": 0, "internal": 1}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both sites of Kota Contoh, made by the real command."""
    out = tmp_path_factory.mktemp("kanari") / "site"
    command = [sys.executable, "-m", "generator", "build", "-q", "-d", str(out)]
    command += ["-f", str(CONTOH / "site_config.yml"), "--as-of", "2025-01-06"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="module")
def canaries() -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((CONTOH / "canaries.json").read_text("utf-8"))
    return found


def _unpacked(content: bytes) -> Iterator[bytes]:
    """The bytes and all that is packed inside: gzip, zip, and the streams of a PDF or PNG."""
    yield content
    if content[:2] == b"\x1f\x8b":
        yield from _unpacked(gzip.decompress(content))
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from _unpacked(archive.read(name))
    start = content.find(b"\x78")
    while start >= 0 and content[:4] in (b"%PDF", b"\x89PNG"):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(content[start:])
        start = content.find(b"\x78", start + 1)


def _said(folder: Path) -> bytes:
    """Everything that a site says, file names included, in lower case."""
    pieces: list[bytes] = []
    for path in sorted(folder.rglob("*")):
        pieces.append(path.relative_to(folder).as_posix().encode())
        if path.is_file():
            pieces += _unpacked(path.read_bytes())
    return b"\n".join(pieces).lower()


@pytest.mark.parametrize("site", list(CLEARANCES))
def test_no_canary_sings_outside_its_cage(
    site: str, built: Path, canaries: list[dict[str, str]]
) -> None:
    said = _said(built / site)
    above = [c for c in canaries if RANKS.index(c["grade"]) > CLEARANCES[site]]
    assert len(above) > 100
    sung = [c["where"] for c in above if c["token"].lower().encode() in said]
    assert sung == []


def test_the_members_do_see_what_they_may(built: Path, canaries: list[dict[str, str]]) -> None:
    """The test above would pass on an empty site; most `terbatas` tokens are on the members' site."""
    said = _said(built / "internal")
    theirs = [c for c in canaries if c["grade"] == "terbatas"]
    seen = [c for c in theirs if c["token"].lower().encode() in said]
    assert len(seen) > len(theirs) * 0.8


def test_the_manifest_and_marker_name_no_canary(
    built: Path, canaries: list[dict[str, str]]
) -> None:
    public = (built / "public").rglob("*")
    names = "\n".join(path.name for path in public).lower()
    assert not any(c["token"].lower() in names for c in canaries)
