"""Writes the fictional office Kota Contoh: `python -m tests.contoh.make [OUT] [--release]`.

The same seed gives the same bytes on every machine. Everything withheld carries a token of its
own; `canaries.json` beside `content/` says which, and who may see it. Tokens are compared without
regard to case: ids and file names need them in lower case. With `--release` the ledgers of what was
published are made anew by the real release, else they are left as they are.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from generator.disclosure.disclose import read_library
from generator.editing.releasing import draft_releases, write_ledger
from generator.problems import format_problem
from generator.settings import read_settings
from tests.contoh.canaries import TOKEN, Canaries, places_of
from tests.contoh.counts import make_statistics, release_days
from tests.contoh.dice import Dice
from tests.contoh.emit import emit_page, emit_yaml
from tests.contoh.knowledge import glossary_record, make_pages
from tests.contoh.meetings import Book
from tests.contoh.regulations import make_regulations
from tests.contoh.world import make_offices, organisation_record, places_record

OUT = Path(__file__).parent.parent / "sites" / "contoh"
_KINDS = {
    "meetings": "meeting",
    "regulations": "regulation",
    "organisations": "organisation",
    "places.yml": "place",
    "glossary.yml": "term",
    "knowledge": "page",
}
_CONFIG: dict[str, Any] = {
    "office": "kanim-kota-contoh",
    "notice": {
        "id": "Contoh: Kota Contoh tidak ada; semua nama, angka dan peraturan di sini rekaan.",
        "en": "Contoh (example): Kota Contoh does not exist; every name, figure and rule is made up.",
    },
    "report": {
        "id": "Contoh: laporan disampaikan ke kantor kelurahan atau kantor imigrasi Kota Contoh.",
        "en": "Contoh: reports go to the ward office or the immigration office of Kota Contoh.",
    },
    "content": "content",
    "output": "site",
    "sites": {
        "public": {
            "clearance": "terbuka",
            "title": {
                "id": "Timpora Kota Contoh (contoh)",
                "en": "Foreigner Supervision Team, Kota Contoh (contoh)",
            },
            "tagline": {
                "id": "Rapat, keputusan dan angka dari kantor rekaan",
                "en": "Meetings, decisions and figures of a fictional office",
            },
            "languages": ["id", "en"],
            "base_url": "https://timpora.contoh.example",
        },
        "internal": {
            "clearance": "terbatas",
            "title": "Bahan Rapat Timpora Kota Contoh (contoh)",
            "tagline": "Untuk anggota tim rekaan",
            "languages": ["id"],
        },
    },
    "mkdocs": {"theme": "timpora"},
}
_ADDRESSES: dict[str, Any] = {
    "moved": [{"address": "pengetahuan/melapor/", "to": "pengetahuan/cara-melapor/"}],
    "withdrawn": [
        {
            "address": "pengetahuan/jadwal-piket/",
            "since": "2024-09-02",
            "why": {
                "id": "jadwal contoh ini tidak berlaku lagi",
                "en": "this schedule (contoh) is no longer in force",
            },
        }
    ],
    "published": [
        *("en/pengetahuan/jadwal-piket/", "en/pengetahuan/melapor/"),
        *("pengetahuan/cara-melapor/", "pengetahuan/jadwal-piket/", "pengetahuan/melapor/"),
    ],
}


def build(day: date = date.max) -> dict[str, bytes]:
    """Every file of the office, its figures as of `day`, by its path below the site folder."""
    canaries = Canaries()
    records, files = _records(canaries, day)
    pages = make_pages(canaries)
    for name, record in records.items():
        canaries.plant(f"content/{name}", _kind(name), record)
        comments = _comments(canaries, name, list(record))
        files[name] = emit_yaml(record, comments).encode()
    for name, page in pages.items():
        whole = {**page.front, "body": page.body.strip()}
        canaries.plant(f"content/{name}.md", "page", whole)
        front = {key: value for key, value in whole.items() if key != "body"}
        remark = canaries.mint("never", f"comment {name}")
        files[f"{name}.md"] = emit_page(front, f"\n{whole['body']}\n", remark).encode()
        records[f"{name}.md"] = whole
        if page.english:
            files[f"{name}.en.md"] = page.english.encode()
    found = {f"content/{name}": raw for name, raw in files.items()}
    found["site_config.yml"] = emit_yaml(_CONFIG, {}).encode()
    found["addresses.yml"] = emit_yaml(_ADDRESSES, {}).encode()
    found["canaries.json"] = _listing(canaries, found, records)
    return dict(sorted(found.items()))


def _records(canaries: Canaries, day: date) -> tuple[dict[str, dict[str, Any]], dict[str, bytes]]:
    """The YAML records and the other files, both by path below `content/`."""
    offices = make_offices(canaries)
    regulations = make_regulations(canaries)
    statistics, files = make_statistics(canaries, day)
    book = Book(canaries, offices)
    records = {
        f"organisations/{office.id}.yml": organisation_record(office, number)
        for number, office in enumerate(offices.values(), 1)
    }
    records |= {"places.yml": places_record(), "glossary.yml": glossary_record(canaries)}
    records |= {f"regulations/{name}.yml": record for name, record in regulations.items()}
    records |= statistics | book.write()
    return records, files | book.attachments


def _kind(name: str) -> str:
    if name.startswith("statistics/"):
        return "dataset" if name.endswith("/dataset.yml") else "period"
    return _KINDS[name.split("/", maxsplit=1)[0]]


def _comments(canaries: Canaries, name: str, keys: list[str]) -> dict[str, str]:
    """Remarks with tokens above some keys, or at the end, of many files."""
    dice = Dice(f"comments {name}")
    if not dice.chance(0.7):
        return {}
    chosen = dice.some([*keys, ""], dice.between(1, 2))
    return {key: f"periksa lagi {canaries.mint('never', f'{name} #{key}')}" for key in chosen}


def _listing(
    canaries: Canaries, files: dict[str, bytes], records: dict[str, dict[str, Any]]
) -> bytes:
    """`canaries.json`: one token a line, where it was put, and which references repeat it."""
    places: dict[str, set[str]] = defaultdict(set)
    for path, raw in files.items():
        record = records.get(path.removeprefix("content/"))
        for token, place in _occurrences(path, raw, record):
            places[token].add(place)
    lines = []
    for token, found in sorted(places.items()):
        first, *others = sorted(found, key=_nearness)
        entry: dict[str, Any] = {"token": token, "grade": canaries.grades[token], "where": first}
        entry |= {"also": others} if others else {}
        lines.append(json.dumps(entry))
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def _occurrences(path: str, raw: bytes, record: dict[str, Any] | None) -> Iterator[tuple[str, str]]:
    """Every token in a file's name and content."""
    yield from ((token.upper(), f"{path}#berkas") for token in TOKEN.findall(path))
    inside = list(places_of(path, record)) if record is not None else []
    yield from inside
    known = {token for token, _ in inside}
    where = "komentar" if record is not None else "isi"
    for token in TOKEN.findall(raw.decode("utf-8", "replace")):
        if token.upper() not in known:
            yield token.upper(), f"{path}#{where}"


def _nearness(place: str) -> tuple[bool, bool, str]:
    """A file's name first, then an id, then what refers to it."""
    return not place.endswith("#berkas"), not place.endswith((".id", ".code", "#id")), place


def write(out: Path, day: date = date.max) -> dict[str, bytes]:
    """Replace the office in `out`; its ledgers and other files there are left alone."""
    files = build(day)
    ledgers = sorted((out / "content").glob("statistics/*/published.yml"))
    kept = {path.relative_to(out).as_posix(): path.read_bytes() for path in ledgers}
    shutil.rmtree(out / "content", ignore_errors=True)
    for name, raw in (files | kept).items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    return files


def release(out: Path) -> None:
    """Write the office in `out` anew, and release its figures day by day as it would have done.

    What is released is decided by `timpora release`; this takes a minute or two.
    """
    for path in (out / "content").glob("statistics/*/published.yml"):
        path.unlink()
    project, _ = read_settings(out / "site_config.yml")
    assert project is not None
    for day in release_days():
        write(out, day)
        library, _ = read_library(project)
        for draft in draft_releases(library, project.content, day):
            write_ledger(draft)
            print(day, *draft.lines(), *map(format_problem, draft.problems), sep="\n  ")
    write(out)


if __name__ == "__main__":
    wanted = [argument for argument in sys.argv[1:] if argument != "--release"]
    target = Path(wanted[0]) if wanted else OUT
    written = write(target)
    if "--release" in sys.argv:
        release(target)
    print(f"{target}: {len(written)} files, {sum(map(len, written.values())):,} bytes")
