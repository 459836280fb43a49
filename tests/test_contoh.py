"""The fictional office is reproducible, plainly fictional, and its canaries are where they say."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import zlib
from collections import Counter, defaultdict
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from generator.disclosure.disclose import inspect
from generator.problems import has_errors
from generator.settings import read_settings
from tests.contoh import make
from tests.contoh.emit import emit_yaml

SITE = make.OUT
CONTENT = SITE / "content"
LEDGER = "published.yml"  # written by `timpora release`, not by the script
ROOT = SITE.parents[2]
TOKEN = re.compile(r"kanari[a-z0-9]{6}", re.IGNORECASE)
GRADES = {"terbatas", "rahasia", "sangat_rahasia", "never"}
# Where a withheld id may be named again: references, and the names of files.
REFERENCES = re.compile(
    r"(#berkas|\.organisation|#file|\.file|#csv|\.action|\.into|\.agenda|\.decision|\.evidence|\.part"
    r"|(rests_on|responsible|see|publish)\[\d+\]|\.target|rows\[\d+\][\w.-]*|\.codes\[\d+\]\.code"
    r"|#abbreviation|#secretariat_note)$"
)


def load_canaries() -> list[dict]:
    return json.loads((SITE / "canaries.json").read_text(encoding="utf-8"))


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != LEDGER
    }


@cache
def read_front(path: str, raw: bytes) -> object:
    """The plain data of a record as it stands in its file; None for other files."""
    if path.endswith(".yml"):
        return yaml.load(raw.decode(), Loader=yaml.CBaseLoader)
    if path.endswith(".md") and not path.endswith(".en.md"):
        _, front, body = raw.decode().split("---\n", 2)
        return yaml.load(front, Loader=yaml.CBaseLoader) | {"body": body}
    return None


def tokens_in(at: str, value: object):
    if isinstance(value, dict):
        for key, inner in value.items():
            name = f"{at}{key}" if at.endswith("#") else f"{at}.{key}"
            yield from ((token.upper(), name) for token in TOKEN.findall(key))
            yield from tokens_in(name, inner)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from tokens_in(f"{at}[{index}]", item)
    elif isinstance(value, str):
        yield from ((token.upper(), at) for token in TOKEN.findall(value))


def find_tokens() -> dict[str, set[str]]:
    """Every token in the committed content, with every place that holds it."""
    found = defaultdict(set)
    for name, raw in files_of(CONTENT).items():
        path = f"content/{name}"
        data = read_front(path, raw)
        inside = list(tokens_in(f"{path}#", data)) if data is not None else []
        inside += [(token.upper(), f"{path}#berkas") for token in TOKEN.findall(path)]
        known = {token for token, place in inside if not place.endswith("#berkas")}
        outside = "komentar" if data is not None else "isi"
        for token in {one.upper() for one in TOKEN.findall(raw.decode("utf-8", "replace"))}:
            if token not in known:
                inside.append((token, f"{path}#{outside}"))
        for token, place in inside:
            found[token].add(place)
    return found


def test_committed_files_are_what_the_script_makes():
    made = make.build()
    committed = files_of(CONTENT)
    assert {name.removeprefix("content/") for name in made if name.startswith("content/")} == set(
        committed
    )
    changed = [name for name, raw in made.items() if (SITE / name).read_bytes() != raw]
    assert not changed, "run python -m tests.contoh.make"


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_hash_seed_does_not_matter(tmp_path, seed):
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Jayapura"}
    command = [sys.executable, "-m", "tests.contoh.make", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    written = files_of(tmp_path)
    assert written == {name: (SITE / name).read_bytes() for name in written}
    assert set(files_of(CONTENT)) == set(files_of(tmp_path / "content"))


def test_writing_again_removes_what_is_no_longer_made(tmp_path):
    stray = tmp_path / "content" / "meetings" / "1999" / "stray.yml"
    stray.parent.mkdir(parents=True)
    stray.write_text("x: y\n")
    (tmp_path / "notes.txt").write_text("mine")
    make.write(tmp_path)
    assert not stray.exists()
    assert (tmp_path / "notes.txt").exists()


def test_content_has_no_errors():
    project, problems = read_settings((SITE / "site_config.yml").resolve())
    assert project is not None
    assert not problems
    _, problems = inspect(project, date(2025, 7, 1))
    assert not has_errors(problems)
    assert {problem.code for problem in problems} == {"REF004", "REG005", "REG006", "LED012"}


def test_every_token_stands_where_it_is_said_to_stand():
    stated = {one["token"]: {one["where"], *one.get("also", [])} for one in load_canaries()}
    assert find_tokens() == stated


def test_tokens_are_unique_and_graded():
    canaries = load_canaries()
    assert len(canaries) > 2000
    assert Counter(one["token"] for one in canaries).most_common(1)[0][1] == 1
    assert {one["grade"] for one in canaries} == GRADES
    assert all(re.fullmatch(r"KANARI[A-Z0-9]{6}", one["token"]) for one in canaries)


def test_a_token_is_repeated_by_references_only():
    repeated = {place for one in load_canaries() for place in one.get("also", [])}
    assert repeated
    assert not [place for place in repeated if not REFERENCES.search(place)]


def test_every_way_of_withholding_has_canaries():
    places = "\n".join(one["where"] for one in load_canaries())
    for wanted in (
        *("#title", "#title.en", "#summary", "#venue.id", "#theme.id", "#number", "#chair.name"),
        *("#minute_taker.name", "].name", "].position", "].on_behalf_of", "].speaker.name"),
        *("#secretariat_note", "#confidential_note", "#contact", "#komentar", "#isi", "#berkas"),
        *("decisions[1].id", "decisions[1].text", "attachments[1].id", "attachments[1].title"),
        *("follow_ups[1].note", "corrections[0].what", "terms[3].id", "names[0].name.en", "#body"),
        *("codes[0].label", "articles[0].id", "places[31].name"),
    ):
        assert f"{wanted}\n" in places, wanted


def test_every_title_says_contoh():
    titles = []
    for name, raw in files_of(CONTENT).items():
        data = read_front(name, raw)
        if not isinstance(data, dict):
            continue
        found = [data.get("title"), *(one["term"] for one in data.get("terms", []))]
        found += [one["name"] for key in ("names", "places") for one in data.get(key, [])]
        for title in filter(None, found):
            titles += title.values() if isinstance(title, dict) else [title]
        if name.startswith("meetings/"):
            title = data["title"]
            both = title.values() if isinstance(title, dict) else [title]
            assert all(one.endswith("(contoh)") for one in both), name
    assert len(titles) > 150
    assert not [title for title in titles if "contoh" not in title.lower()]


def test_the_office_is_as_large_as_intended():
    names = list(files_of(CONTENT))
    assert sum(name.startswith("meetings/") for name in names) == 62
    assert sum(name.startswith("regulations/") for name in names) == 11
    assert sum(name.startswith("organisations/") for name in names) == 18
    assert sum(len(raw) for raw in files_of(CONTENT).values()) < 2_000_000
    meetings = [
        read_front(name, raw) for name, raw in files_of(CONTENT).items() if name[:8] == "meetings"
    ]
    assert Counter(one.get("stage", "") for one in meetings) == {
        "disahkan": 58,
        "": 2,
        "berlangsung": 1,
        "direncanakan": 1,
    }
    marked = Counter(one.get("grade", "") for one in meetings)
    assert set(marked) == {"", "terbuka", "terbatas", "rahasia", "sangat_rahasia"}
    for one in meetings:
        if one.get("stage") == "disahkan":
            assert 3 <= len(one["agenda"]) <= 6
            assert 4 <= len(one["decisions"]) <= 9
            assert 2 <= len(one["actions"]) <= 6
            assert 10 <= len(one["attendance"]) <= 18


def test_the_ledger_has_its_stories():
    heard = defaultdict(list)
    for name, raw in sorted(files_of(CONTENT).items()):
        if name.startswith("meetings/"):
            for follow_up in read_front(name, raw).get("follow_ups", []):
                heard[follow_up["action"]].append(follow_up["status"])
    lives = list(heard.values())
    assert ["ditunda", "ditunda", "ditunda", "digabung"] in lives
    assert ["berjalan", "dialihkan", "ditunda", "selesai"] in lives
    assert ["berjalan", "dihentikan"] in lives
    assert {status for statuses in lives for status in statuses} == {
        *("berjalan", "ditunda", "dialihkan", "digabung", "selesai", "dihentikan")
    }


def test_attachments_fit_their_checksums_and_open():
    stated = {}
    for name, raw in files_of(CONTENT).items():
        data = read_front(name, raw) or {}
        stated |= {one["file"]: one["sha256"] for one in data.get("attachments", [])}
    stored = files_of(CONTENT / "attachments")
    assert stated == {name: hashlib.sha256(raw).hexdigest() for name, raw in stored.items()}
    for name, raw in stored.items():
        if name.endswith(".png"):
            start = raw.index(b"IDAT") + 4
            length = int.from_bytes(raw[start - 8 : start - 4], "big")
            assert len(zlib.decompress(raw[start : start + length])) == 48 * (72 + 1)
        if name.endswith(".pdf"):
            table = int(raw.split(b"startxref\n")[1].split()[0])
            assert raw[table:].startswith(b"xref")


@pytest.mark.parametrize(
    "text",
    [
        *("plain", "a: b", "ends:", "a #b", "[[id]] first", "it's", "null", "- dash", "10:30"),
        *("word " * 40 + "end", "two\n\nparagraphs", "<!-- x --> y", "*star", "&and", "012", ""),
    ],
)
def test_written_yaml_reads_back(text):
    data = {"key": text, "list": [text, text], "group": {"grades": {"venue": text}, "id": text}}
    data["rows"] = [{"kind": text, "count": "3"}] if "\n" not in text else []
    if "\n" in text:
        del data["group"]["grades"]
    written = emit_yaml(data, {"key": "remark", "": "end"})
    assert yaml.load(written, Loader=yaml.CBaseLoader) == data
