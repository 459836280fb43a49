"""What was read once is kept by its bytes: the same comes of it, and nothing else ever does."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from generator.disclosure.view import Passage
from generator.fields import Text
from generator.records.library import join
from generator.records.reader import Found, Reading, read_content, read_one
from generator.records.rules import check_library

SITES = Path(__file__).parent / "sites"
EVERY = sorted(path.parent for path in SITES.rglob("content") if path.is_dir())


class Shelf:
    """Keeps readings as an engine would: as bytes."""

    def __init__(self) -> None:
        self.kept: dict[bytes, bytes] = {}
        self.found: list[bytes] = []

    def get(self, digest: bytes) -> Reading | None:
        if digest not in self.kept:
            return None
        self.found.append(digest)
        return pickle.loads(self.kept[digest])

    def run(self, work, sources):
        return work(sources)

    def put(self, digest: bytes, reading: Reading) -> None:
        assert digest not in self.kept
        self.kept[digest] = pickle.dumps(reading, protocol=5)


def read(root: Path, shelf: Shelf | None = None):
    content, problems = read_content(root / "content", root, shelf)
    library, found = join(content)
    return content, [*problems, *found, *check_library(library)]


@pytest.mark.parametrize("root", EVERY, ids=lambda root: root.relative_to(SITES).as_posix())
def test_kept_readings_say_the_same(root):
    shelf = Shelf()
    fresh = read(root)
    for _ in range(2):
        assert read(root, shelf) == fresh
    assert len(shelf.found) == len(shelf.kept)


def test_what_is_kept_is_whole(site):
    shelf = Shelf()
    read(site, shelf)
    fresh, kept = read(site)[0].records, read(site, shelf)[0].records
    for one, other in zip(fresh, kept, strict=True):
        assert list(one.body.__dict__) == list(other.body.__dict__)
        assert one.body.model_fields_set == other.body.model_fields_set
        assert one.doc.text == other.doc.text
        assert one.doc.body == other.doc.body
        assert one.doc.data == other.doc.data
        assert one.leaves == other.leaves
        assert [one.place_of(leaf.path) for leaf in one.leaves] == [
            other.place_of(leaf.path) for leaf in other.leaves
        ]


def test_only_what_changed_is_read_again(site):
    shelf = Shelf()
    count = len(read(site, shelf)[0].records)
    assert count
    before = set(shelf.kept)
    path = next((site / "content" / "meetings").rglob("*.yml"))
    path.write_bytes(path.read_bytes() + b"# catatan\n")
    fresh = read(site)
    assert read(site, shelf) == fresh
    assert len(set(shelf.kept) - before) == 1
    assert len(shelf.found) == len(before) - 1


def test_a_file_under_another_name_is_read_again(site):
    shelf = Shelf()
    read(site, shelf)
    path = next((site / "content" / "organisations").rglob("*.yml"))
    path.rename(path.with_name("nama-baru.yml"))
    ids = [record.id for record in read(site, shelf)[0].records]
    assert "nama-baru" in ids
    assert path.stem not in ids


@pytest.fixture
def figures(tmp_path):
    """A dataset whose only period has its rows in a CSV file."""
    root = Path(shutil.copytree(SITES / "ok", tmp_path / "angka"))
    folder = root / "content" / "statistics" / "baru"
    folder.mkdir()
    dataset = next((root / "content" / "statistics").glob("*/dataset.yml"))
    shutil.copy(dataset, folder / "dataset.yml")
    (folder / "2024.csv").write_text("count\n7\n")
    return folder


def rows(root: Path, shelf: Shelf):
    content, _ = read_content(root / "content", root, shelf)
    record = next(one for one in content.records if one.id == "baru/2024")
    return [row.count for row in record.body.rows]


PERIOD = 'period: "2024"\nstate: final\ncsv: {}\n'


@pytest.mark.parametrize("name", ["2024.csv", '"2024\\x2ecsv"', '"\\u0032024.csv"  # 2023.csv'])
def test_rows_in_a_csv_file_are_read_again_when_they_change(figures, name):
    root, shelf = figures.parents[2], Shelf()
    (figures / "2023.csv").write_text("count\n1\n")
    (figures / "2024.yml").write_text(PERIOD.format(name))
    assert rows(root, shelf) == [7]
    (figures / "2024.csv").write_text("count\n8\n")
    assert rows(root, shelf) == [8]
    (figures / "2024.csv").write_text("count\n7\n")
    assert rows(root, shelf) == [7]
    assert shelf.found


def test_a_csv_file_that_comes_later_is_found(figures):
    root, shelf = figures.parents[2], Shelf()
    (figures / "2024.csv").rename(figures / "rincian-1.csv")
    (figures / "2024.yml").write_text(PERIOD.format("rincian.csv"))
    told = [one for one in read(root, shelf)[1] if one.code == "STA012"]
    assert [one.suggestion for one in told] == ["'rincian-1.csv'"]
    (figures / "rincian-1.csv").rename(figures / "rincian-2.csv")
    told = [one for one in read(root, shelf)[1] if one.code == "STA012"]
    assert [one.suggestion for one in told] == ["'rincian-2.csv'"]
    (figures / "rincian-2.csv").rename(figures / "rincian.csv")
    assert rows(root, shelf) == [7]


def test_a_translation_that_comes_or_changes_is_seen(site):
    shelf = Shelf()
    page = next(
        one
        for one in (site / "content" / "knowledge").rglob("*.md")
        if not one.name.endswith(".en.md") and not one.with_suffix(".en.md").exists()
    )
    twin = page.with_suffix(".en.md")
    read(site, shelf)
    for text in ("In English\n", "In other words\n"):
        twin.write_text(text)
        records = read(site, shelf)[0].records
        record = next(one for one in records if one.doc.path.endswith(f"/{page.name}"))
        assert record.body.body.en == text.strip()


def test_one_file_is_read_from_its_bytes_alone():
    raw = b"grade: terbuka\nnames: [{name: Kantor contoh}]\nkind: lainnya\n"
    reading = read_one(Found("organisations/contoh.yml", "content/organisations/contoh.yml", raw))
    assert [record.id for record in reading.records] in (["contoh"], [])
    assert all(one.place.path == "content/organisations/contoh.yml" for one in reading.problems)


def test_a_passage_is_kept_with_its_links():
    passage = Passage("[[a]]", None, {"a": "b"})
    again = pickle.loads(pickle.dumps(passage))
    assert type(again) is Passage
    assert (again, dict(again.links)) == (passage, {"a": "b"})
    assert pickle.loads(pickle.dumps(Text("a", "b"))) == Text("a", "b")
