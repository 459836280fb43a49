"""Case files: what is read, what is refused, and `timpora protect` as an expert uses it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import timpora
from generator.disclosure.protection.case import Weight, read_case
from generator.disclosure.protection.natural import natural_minima
from generator.disclosure.protection.system import Sum
from generator.problems import Exit

CASES = Path(__file__).parent / "sdc"
GOOD = {
    "name": "contoh",
    "threshold": 5,
    "zero_policy": "may",
    "cells": [
        {"id": "t", "value": 25},
        {"id": "a", "value": 3},
        {"id": "b", "value": 22},
    ],
    "equations": [{"total": "t", "parts": ["a", "b"]}],
}


def write(folder: Path, data: object) -> Path:
    path = folder / "case.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), "utf-8")
    return path


def protect(*arguments: object) -> tuple[int, str, str]:
    run = CliRunner().invoke(timpora, ["protect", *map(str, arguments)])
    return run.exit_code, run.stdout, run.stderr


# Reading


def test_a_small_count_is_primary_and_a_count_of_one_is_somebody(tmp_path):
    data = GOOD | {"cells": [{"id": "t", "value": 23}, {"id": "a", "value": 1}, GOOD["cells"][2]]}
    case, problems = read_case(write(tmp_path, data), Weight.SUM)
    assert not problems
    cell = case.system.by_id["a"]
    assert (cell.beyond, cell.cover, cell.single, cell.floor) == ((1, 5), (1, 4), True, 0)
    assert not case.system.by_id["b"].primary
    other, _ = read_case(write(tmp_path, data), Weight.SUM, singles=False)
    assert not other.system.by_id["a"].single


def test_the_weights():
    assert [Weight.SUM.of(7), Weight.COUNT.of(7)] == [7.1, 1.1]
    assert Weight.LOG.of(0) == pytest.approx(0.1)
    assert Weight.LOG.of(7) == pytest.approx(2.1794415)


def test_zeros_that_are_shown_make_a_total_of_three_at_least_three(tmp_path):
    parts = [{"id": name, "value": value} for name, value in zip("abcd", (1, 1, 2, 0), strict=True)]
    data = GOOD | {
        "zero_policy": "publish",
        "cells": [{"id": "t", "value": 4}, *parts],
        "equations": [{"total": "t", "parts": ["a", "b", "c", "d"]}],
    }
    case, _ = read_case(write(tmp_path, data), Weight.SUM)
    assert natural_minima(case.system) == {"t": 3, "a": 1, "b": 1, "c": 1}
    assert case.system.by_id["t"].beyond == (3, 5)
    assert case.system.by_id["t"].cover == (3, 4)


def test_a_magnitude_names_its_cells_and_how_far_they_must_reach():
    case, _ = read_case(CASES / "02_fischetti_salazar_3x3.json", Weight.SUM)
    primary = {cell.id: cell for cell in case.system.cells if cell.primary}
    assert {name: cell.beyond for name, cell in primary.items()} == {"act=II|reg=C": (17, 30)}


def test_an_equation_may_have_factors_and_bounds(tmp_path):
    said = [{"terms": {"t": 1, "a": -1}, "min": 20}, {"terms": {"a": 2, "b": 1}, "rhs": 28}]
    case, problems = read_case(write(tmp_path, GOOD | {"equations": said}), Weight.SUM)
    assert not problems
    assert case.system.sums == (
        Sum((("t", 1), ("a", -1)), 20, None),
        Sum((("a", 2), ("b", 1)), 28, 28),
    )


def test_every_known_case_is_read():
    for path in sorted(CASES.glob("[0-9]*.json")):
        case, problems = read_case(path, Weight.SUM)
        assert case is not None, problems


# What is refused

BROKEN = {
    "not JSON": ("{", "CASE001", ""),
    "nested beyond reason": ("[" * 100_000, "CASE001", ""),
    "a list": ([], "CASE002", ""),
    "no cells": ({"threshold": 5, "equations": []}, "CASE002", "cells"),
    "no threshold": ({"cells": [], "equations": []}, "CASE002", "threshold"),
    "threshold 0": (GOOD | {"threshold": 0}, "CASE002", "threshold"),
    "zeros": (GOOD | {"zero_policy": "mya"}, "CASE002", "zero_policy"),
    "zeros as a list": (GOOD | {"zero_policy": ["may"]}, "CASE002", "zero_policy"),
    "a cell without id": (GOOD | {"cells": [{"value": 3}]}, "CASE002", "cells[0].id"),
    "negative": (GOOD | {"cells": [{"id": "a", "value": -1}]}, "CASE002", "cells[0].value"),
    "fraction": (GOOD | {"cells": [{"id": "a", "value": 1.5}]}, "CASE002", "cells[0].value"),
    "true": (GOOD | {"cells": [{"id": "a", "value": True}]}, "CASE002", "cells[0].value"),
    "huge": (GOOD | {"cells": [{"id": "a", "value": 10**12}]}, "CASE002", "cells[0].value"),
    "parts": (
        GOOD | {"equations": [{"total": "t", "parts": "a"}]},
        "CASE002",
        "equations[0].parts",
    ),
    "terms": (GOOD | {"equations": [{"terms": {"a": 0.5}}]}, "CASE002", "equations[0].terms"),
    "level": (GOOD | {"protect": {"a": {"lpl": -1}}}, "CASE002", "protect[a].lpl"),
    "twice": (
        GOOD | {"cells": [*GOOD["cells"], {"id": "a", "value": 3}]},
        "CASE003",
        "cells[3].id",
    ),
    "unknown part": (
        GOOD | {"equations": [{"total": "t", "parts": ["x"]}]},
        "CASE004",
        "equations[0]",
    ),
    "unknown decree": (GOOD | {"forced_published": ["x"]}, "CASE004", "forced_published"),
    "sum": (GOOD | {"equations": [{"total": "t", "parts": ["a"]}]}, "CASE005", "equations[0]"),
    "bounds": (GOOD | {"equations": [{"terms": {"a": 1}, "max": 2}]}, "CASE006", "equations[0]"),
    "small but shown": (GOOD | {"forced_published": ["a"]}, "CASE007", "forced_published"),
    "zero but hidden": (
        {
            "threshold": 5,
            "cells": [{"id": "z", "value": 0}],
            "equations": [],
            "forced_suppressed": ["z"],
        },
        "CASE008",
        "",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_the_place(tmp_path, name):
    data, code, key = BROKEN[name]
    case, problems = read_case(write(tmp_path, data), Weight.SUM)
    assert case is None
    assert [(problem.code, problem.key) for problem in problems] == [(code, key)]


def test_a_problem_is_said_in_both_languages(tmp_path):
    path = write(tmp_path, GOOD | {"equations": [{"total": "t", "parts": ["a"]}]})
    code, out, indonesian = protect(path)
    assert (code, out) == (Exit.PROBLEMS, "")
    assert "jumlahnya 25, tetapi bagian-bagiannya berjumlah 3" in indonesian
    assert "the total is 25, but its parts add up to 3" in protect(path, "--lang", "en")[2]


# The command


def test_the_result(tmp_path):
    path = write(tmp_path, GOOD)
    code, out, err = protect(path)
    assert (code, err) == (Exit.FINE, "")
    assert json.loads(out) == {
        "name": "contoh",
        "standard": "beyond",
        "hidden": ["a", "b"],
        "secondary": ["b"],
        "cost": {"cells": 1, "sum": 22, "weight": 22.1},
        "lower": [],
        "failed": [],
        "insiders": [],
    }
    assert protect(path, "-o", tmp_path / "out.json")[:2] == (Exit.FINE, "")
    assert (tmp_path / "out.json").read_text("utf-8") == out


def test_what_cannot_be_protected_ends_with_3(tmp_path):
    path = write(tmp_path, GOOD | {"forced_published": ["t", "b"]})
    code, out, err = protect(path, "--lang", "en")
    assert code == Exit.WOULD_DISCLOSE
    assert json.loads(out)["failed"] == ["a"]
    assert "Do not publish: 1 " in err
    assert "Jangan terbitkan: 1 " in protect(path)[2]


def test_an_insider_whom_nothing_keeps_out_ends_with_3(tmp_path):
    """A and B are 1 and 3; whoever is A knows B from the sum, which stays on show."""
    data = GOOD | {
        "cells": [{"id": "t", "value": 4}, {"id": "a", "value": 1}, {"id": "b", "value": 3}],
        "equations": [{"total": "t", "parts": ["a", "b"]}],
        "threshold": 4,
        "forced_published": ["t"],
    }
    code, out, _ = protect(write(tmp_path, data), "--standard", "cover")
    assert code == Exit.WOULD_DISCLOSE
    assert json.loads(out)["insiders"] == [["a", "b"]]
    assert protect(tmp_path / "case.json", "--standard", "cover", "--no-singles")[0] == Exit.FINE


def test_a_file_that_is_not_there_or_cannot_be_written_is_usage(tmp_path):
    assert protect(tmp_path / "none.json")[0] == Exit.USAGE
    path = write(tmp_path, GOOD)
    assert protect(path, "-o", tmp_path / "no" / "out.json")[0] == Exit.USAGE


@pytest.mark.parametrize("standard", ["beyond", "cover", "exact"])
@pytest.mark.parametrize("weight", ["sum", "log", "count"])
def test_every_standard_with_every_weight(standard, weight):
    path = CASES / "12_hier_geo_cat.json"
    code, out, _ = protect(path, "--standard", standard, "--weight", weight)
    assert code == Exit.FINE
    assert json.loads(out)["lower"] == []
