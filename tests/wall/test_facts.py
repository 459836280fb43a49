"""Nothing that an editor can write reaches the public site without being among the facts.

A canary of its own stands in every open text of Kota Contoh: records, both languages, settings,
`addresses.yml`. Those that any byte of the public site says must be said by the facts as new: so
`timpora diff` lists them and an approval has to cover them.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.disclosure.addresses import NAME, Remembered, read_addresses
from generator.disclosure.changes import compare
from generator.disclosure.disclose import public_facts, read_library
from generator.disclosure.facts import FORMER, Facts, facts_of
from generator.disclosure.view import View, cut
from generator.engine.rendering import render_site
from generator.pages.plan import derive
from generator.records.reader import Record
from generator.records.shape import Leaf
from generator.settings import PUBLIC, Project
from generator.vocabulary import Grade
from tests.offices import change, facts_in, open_project

SITES = Path(__file__).parent.parent / "sites"
CONTOH = SITES / "contoh"
TODAY = date(2025, 1, 6)
CANARY = re.compile(r"uji[0-9]{5}")
# Words of their own that are no free text: what they are must be one of a list, or fit another file.
_FIXED = frozenset(
    (
        *("id", "code", "parent", "since", "period", "by", "level", "file", "sha256"),
        "distinct_within",
    )
)
_IN_ID = (("abbreviation",), ("number",))  # of a regulation


@dataclass(frozen=True)
class Planted:
    """What became of Kota Contoh with a canary in every open text, and where each one stands."""

    where: Mapping[str, str]
    project: Project
    view: View
    remembered: Remembered | None
    before: Facts
    said: frozenset[str]  # the canaries in names and bytes of the public site

    def unlisted(self, after: Facts) -> list[str]:
        """Where the canaries stand that the public site says and `diff` does not."""
        listed = {
            canary
            for one in compare(self.before, after)
            for canary in CANARY.findall(" ".join((*one.path, one.after)))
        }
        return sorted(self.where[canary] for canary in self.said - listed)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    root = Path(shutil.copytree(CONTOH, tmp_path_factory.mktemp("fakta") / "contoh"))
    before = facts_in(root, TODAY)
    where = plant(root)
    project = open_project(root)
    facts, problems = public_facts(project, TODAY)
    assert facts is not None, problems
    view = cut(read_library(project)[0], PUBLIC, Grade.TERBUKA, TODAY)
    remembered, _ = read_addresses(project)
    world = derive(view, TODAY)
    files = render_site(world, project.settings, remembered)
    said = {
        canary
        for name, content in files.items()
        for canary in CANARY.findall(name + content.decode("utf-8", errors="ignore"))
    }
    return Planted(where, project, view, remembered, before, frozenset(said))


def plant(root: Path) -> Mapping[str, str]:
    """Write canaries into every open text of the project; where each of them stands."""
    where: dict[str, str] = {}
    numbers = count(1)

    def mark(text: str, place: str) -> str:
        canary = f"uji{next(numbers):05}"
        where[canary] = place
        return f"{text}/{canary}" if text.startswith("https://") else f"{text} {canary}"

    files: dict[str, list[tuple[Record, Leaf]]] = {}
    library, _ = read_library(open_project(root))
    for record in library.records:
        for leaf in record.leaves:
            if max(leaf.grade, library.floor(record)) is Grade.TERBUKA and is_free(record, leaf):
                files.setdefault(record.doc.path, []).append((record, leaf))
    for path, found in files.items():
        _in_file(root / path, found, mark)
    _in_plain(root / "site_config.yml", ("notice", "report"), mark)
    _in_plain(root / NAME, ("why",), mark)
    return where


def is_free(record: Record, leaf: Leaf) -> bool:
    """Whether an editor may write what they like here."""
    if record.kind == "regulation" and leaf.path in _IN_ID:
        return False
    named = [step for step in leaf.path if isinstance(step, str)]
    return leaf.shape.form == "text" or (
        leaf.shape.form == "scalar" and leaf.shape.holds is str and _FIXED.isdisjoint(named)
    )


Mark = Callable[[str, str], str]


def _in_file(path: Path, found: list[tuple[Record, Leaf]], mark: Mark) -> None:
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        for twin in (path, path.with_suffix(".en.md")):
            _in_markdown(twin, mark)
        return
    data = yaml.load(text, yaml.BaseLoader)
    for record, leaf in found:
        *way, last = leaf.path
        own = _at(data, (*record.at, *way))
        holder = own if own is not None else _at(data, way)  # a list may say it once for all
        if not CANARY.search(str(holder[last])):
            kind = [record.kind, *(step for step in leaf.path if isinstance(step, str))]
            holder[last] = _marked(holder[last], ".".join(kind), mark)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _at(data: Any, way: Iterable[str | int]) -> Any:
    for step in way:
        try:
            data = data[step]
        except (KeyError, IndexError):
            return None
    return data


def _marked(value: Any, place: str, mark: Mark) -> Any:
    if isinstance(value, dict):
        return {lang: mark(text, f"{place}.{lang}") for lang, text in value.items()}
    return mark(value, place)


def _in_markdown(path: Path, mark: Mark) -> None:
    """A knowledge page, and its English translation, which has no head of its own."""
    if path.exists():
        lang = path.suffixes[0].strip(".")
        start, head, body = path.read_text("utf-8").rpartition("---\n")
        if head:
            data = yaml.load(start.removeprefix("---\n"), yaml.BaseLoader)
            marked = {key: _marked(data[key], f"page.{key}", mark) for key in ("title", "summary")}
            start = "---\n" + yaml.safe_dump(data | marked, allow_unicode=True, sort_keys=False)
        text = f"{start}{head}{mark(body.rstrip(), f'page.body.{lang}')}\n"
        path.write_text(text, encoding="utf-8")


def _in_plain(path: Path, keys: tuple[str, ...], mark: Mark) -> None:
    """Texts of a file that is no record: those under `keys`, and what the public site is called."""
    data = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    public = data.get("sites", {}).get("public", {})
    for holder in (data, *data.get("withdrawn", ()), public):
        for key in {*keys, *(("title", "tagline", "base_url") if holder is public else ())}:
            if key in holder:
                holder[key] = _marked(holder[key], f"{path.stem}.{key}", mark)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")


def test_what_the_public_site_says_is_listed(planted: Planted) -> None:
    facts = facts_of(planted.view, planted.project.settings, planted.remembered)
    assert planted.unlisted(facts) == []


def test_the_public_site_says_most_of_what_is_open(planted: Planted) -> None:
    """The test above would pass on an empty site."""
    said = {planted.where[canary] for canary in planted.said}
    assert len(planted.said) > len(planted.where) * 0.8
    assert {
        *("site_config.notice.id", "site_config.report.en", "site_config.title.id"),
        *("site_config.tagline.en", "site_config.base_url", "addresses.why.id", "addresses.why.en"),
        *("page.body.md", "page.body.en", "term.definition.en", "place.name"),
        *("organisation.names.name.id", "organisation.names.short", "meeting.corrections.why"),
        *("meeting.attachments.title", "period.revisions.why", "dataset.publish.title.id"),
    } <= said


@pytest.mark.parametrize("left_out", ["addresses", "notice", "corrections", "short"])
def test_a_text_that_is_no_fact_is_found_out(planted: Planted, left_out: str) -> None:
    """What fails when somebody forgets one: each of these is taken out of the facts."""
    facts = facts_of(planted.view, planted.project.settings, planted.remembered)
    kept = {
        (record, path): value
        for (record, path), value in facts.values.items()
        if left_out not in (record, *path)
    }
    missed = {*planted.unlisted(Facts(kept, facts.titles))} - {*planted.unlisted(facts)}
    assert missed
    assert all(left_out in place for place in missed)


# What is open and is no text


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("addresses.yml", "since: 2024-09-02", "since: 2024-09-03"),
        ("addresses.yml", "to: pengetahuan/cara-melapor/", "to: pengetahuan/membaca-statistik/"),
        ("addresses.yml", "- address: pengetahuan/melapor/", "- address: pengetahuan/lain/"),
    ],
)
def test_former_pages_are_listed_by_address_day_and_target(
    tmp_path: Path, file: str, old: str, new: str
) -> None:
    root = Path(shutil.copytree(CONTOH, tmp_path / "contoh"))
    before = facts_in(root, TODAY)
    change(root, file, old, new)
    found = {one.record for one in compare(before, facts_in(root, TODAY))}
    assert found == {FORMER}
