"""The bench measures what it says: its office is sound, its rows are there, its pages are counted."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

import pytest
from click.testing import CliRunner

from generator.cli import timpora
from tests.bench.contenders import write_files
from tests.bench.corpus import TODAY, Corpus
from tests.bench.engine import PHASES, bench
from tests.bench.measuring import CommandFailedError, measure

SIZE = 30
MEGABYTE = 1 << 20


@pytest.mark.parametrize("size", [SIZE, 300])
def test_the_office_is_sound_and_has_that_many_records(tmp_path, size):
    corpus = Corpus(size)
    write_files(tmp_path, corpus.files())
    done = CliRunner().invoke(
        timpora,
        ["check", "--strict", "-f", f"{tmp_path}/site_config.yml", "--as-of", TODAY.isoformat()],
    )
    assert done.exit_code == 0, done.output
    counted = [name for name in corpus.records if _is_counted(name)]
    assert len(counted) == size


def _is_counted(name: str) -> bool:
    """Organisations, places and the description of a dataset come on top."""
    kind = name.split("/")[1]
    return kind in ("meetings", "regulations", "statistics") and not name.endswith("dataset.yml")


def test_the_office_is_the_same_every_time():
    assert dict(Corpus(SIZE).files()) == dict(Corpus(SIZE).files())


def test_the_table_has_every_row_and_counts_the_pages(tmp_path):
    heads, _, *rows = [line for line in bench(SIZE, 1, tmp_path, hugo=None) if line[:1] == "|"]
    found = {(row["work"], row["by"]): row for row in map(_cells(heads), rows)}
    assert {work for work, by in found if by == "timpora"} == set(PHASES.values())
    assert {by for work, by in found} >= {"timpora", "floor", "mkdocs --dirty"}

    cold = found["cold build", "timpora"]
    assert int(cold["pages"]) > SIZE  # both sites
    assert cold["written"] == cold["changed"] == cold["pages"]
    assert found["cold build", "floor"]["written"] == cold["pages"]
    assert found["nothing changed", "timpora"]["changed"] == "0"
    assert found["nothing changed", "floor"]["written"] == "0"
    edited = found["one title edited", "timpora"]["changed"]
    assert 2 < int(edited) < int(cold["pages"])
    assert found["one title edited", "floor"]["written"] == edited
    assert found["one title edited", "mkdocs --dirty"]["written"] == "2"
    agencies = sum(name.startswith("content/organisations/") for name in Corpus(SIZE).records)
    assert found["one template edited", "timpora"]["changed"] == str(agencies)
    assert found["one setting edited", "timpora"]["changed"] == "1"
    assert found["check after an edit", "timpora"]["written"] == "0"
    for (_, by), row in found.items():
        assert float(row["seconds"]) > 0
        assert (
            int(row["peak MiB"]) > 0 or float(row["seconds"]) < 0.2
        )  # over before it was looked at
        assert bool(row["× floor"]) == by.startswith("timpora")


def _cells(heads: str):
    names = [name.strip() for name in heads.strip("|").split("|")]

    def _row(line: str) -> Mapping[str, str]:
        return dict(zip(names, (cell.strip() for cell in line.strip("|").split("|")), strict=True))

    return _row


def test_memory_and_time_of_children_are_counted(tmp_path):
    child = f"import time; held = bytearray({100 * MEGABYTE}); time.sleep(0.5)"
    busy = "sum(range(3_000_000))"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}]); {busy}"
    cost = measure([sys.executable, "-c", parent], tmp_path, os.environ)
    assert cost.memory > 100 * MEGABYTE
    assert cost.wall > 0.5
    assert 0 < cost.cpu < cost.wall + 1


def test_a_command_that_fails_is_not_measured(tmp_path):
    with pytest.raises(CommandFailedError, match="no such luck"):
        measure([sys.executable, "-c", "raise SystemExit('no such luck')"], tmp_path, os.environ)
