"""The attacker against a reader who tries every table, and on cases with known answers."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.disclosure.attack import (
    COUNT,
    Attacker,
    ContradictionError,
    How,
    Id,
    Interval,
    Public,
    Sum,
    attack,
    known,
    revised,
    sentence,
    total,
)

CASES = Path(__file__).parent / "sdc"
ROUNDED = (Interval(1, 7), Interval(8, 12))  # a small class, and a figure rounded to 10

# How many of the small cells fall when only they are hidden, counted by others.
EXACT = {
    "01_hand_2x3": (1, 1),
    "02_fischetti_salazar_3x3": (1, 1),
    "03_three_singletons": (7, 7),
    "04_two_groupings": (1, 5),
    "05_ones_sum": (2, 2),
    "06_handbook_3way": (11, 11),
    "07_gauss_doc_3x5": (3, 3),
    "09_integer_gap": (5, 5),
    "10_zeros_6x8": (18, 18),
    "11_singleton_pair": (2, 2),
    "12_hier_geo_cat": (9, 15),
    "13_hier_time_cat": (14, 18),
    "14_threeway_3x3x3": (8, 8),
    "16_releases": (2, 2),
    "18_year_kec_dense": (267, 302),
}


def _read(name: str) -> dict:
    return json.loads((CASES / f"{name}.json").read_text("utf-8"))


def _small(case: dict) -> list[str]:
    """The cells that must be hidden: those a magnitude example names, else 1 to threshold - 1."""
    named = case.get("sensitive")
    return named or [c["id"] for c in case["cells"] if 1 <= c["value"] < case["threshold"]]


def _public(case: dict, hidden: set[str], low: int) -> Public:
    cells = {
        cell["id"]: Interval(low, None) if cell["id"] in hidden else known(cell["value"])
        for cell in case["cells"]
    }
    return Public(cells, [total(e["total"], e["parts"]) for e in case["equations"]])


def _least(case: dict) -> int:
    return 1 if case["zero_policy"] == "publish" else 0


@pytest.mark.parametrize("name", EXACT)
def test_small_cells_hidden_alone_fall_as_often_as_others_have_found(name: str) -> None:
    case = _read(name)
    small = _small(case)
    found = attack(_public(case, set(small), _least(case)), small)
    assert (sum(interval.single for interval in found.values()), len(small)) == EXACT[name]


def test_every_case_is_here() -> None:
    assert {path.stem for path in CASES.glob("[0-9]*.json")} == {
        *EXACT,
        "23_publication_set_coarse",
    }


def test_the_published_interval_of_fischetti_and_salazar() -> None:
    case = _read("02_fischetti_salazar_3x3")
    corner = {f"act={act}|reg={region}" for act in ("II", "III") for region in ("A", "C")}
    assert attack(_public(case, corner, 0), ["act=II|reg=C"]) == {"act=II|reg=C": Interval(5, 30)}


def test_counts_are_whole_numbers() -> None:
    """Half persons would leave w between 2.5 and 3."""
    case = _read("09_integer_gap")
    attacker = Attacker(_public(case, set(case["hidden"]), 0))
    assert attacker.intervals(["w"]) == {"w": known(3)}
    derivation = attacker.derive("w")
    assert derivation.proofs[0].value.denominator == 2
    assert derivation.proofs[0].end == 3


def test_the_year_with_a_pattern_that_hides_half_is_settled_to_the_end() -> None:
    """Every third visible cell hidden, too: 18 with 558 unknowns in one component, all proved."""
    case = _read("18_year_kec_dense")
    small = set(_small(case))
    others = [c["id"] for c in case["cells"] if c["value"] and c["id"] not in small]
    attacker = Attacker(_public(case, small | set(others[::3]), 0))
    found = attacker.intervals(sorted(small))
    true = {cell["id"]: cell["value"] for cell in case["cells"]}
    assert all(interval.covers(known(true[cell])) for cell, interval in found.items())
    required = dict.fromkeys(sorted(small), Interval(1, 5))
    narrow = Attacker(attacker.public).narrowed(required)
    assert narrow == {c: i for c, i in found.items() if not i.covers(required[c])}
    assert not attacker.unsettled


# Several releases


def _releases(name: str) -> Public:
    data = _read(name)
    low = data["bounds"]["lo"]
    cells: dict[Id, Interval] = {}
    sums: list[Sum] = []
    last: dict[str, str] = {}
    for release in data["releases"]:
        names = {}
        for cell in release["cells"]:
            own = last.get(cell["id"]) if data["links"] == "unchanged" else None
            own = own or f"{release['name']}/{cell['id']}"
            value = cell["value"]
            cells[own] = cells.get(own, Interval(low, None)).meet(
                Interval(low, None) if value is None else known(value)
            )
            if data["links"] == "additions" and cell["id"] in last:
                sums.append(revised(last[cell["id"]], own, COUNT))
            names[cell["id"]] = last[cell["id"]] = own
        sums += [_sum(equation, names) for equation in release["equations"]]
    return Public(cells, sums)


def _sum(equation: dict, names: Mapping[str, Id]) -> Sum:
    if "total" in equation:
        return total(names[equation["total"]], [names[part] for part in equation["parts"]])
    terms = {names[cell]: factor for cell, factor in equation["terms"].items()}
    return Sum(terms, equation["rhs"], equation["rhs"])


def _hidden(public: Public) -> list[Id]:
    return [cell for cell, interval in public.cells.items() if not interval.single]


def test_another_cell_hidden_the_second_time_gives_both_away() -> None:
    public = _releases("rel_a_moved_pattern.attack")
    found = attack(public, ["r1/time=01|cat=misuse", "r1/time=01|cat=other"])
    assert list(found.values()) == [known(3), known(6)]


def test_a_late_report_widens_what_a_hidden_pair_can_be() -> None:
    public = _releases("rel_b_revised_additions.attack")
    found = attack(public, _hidden(public))
    assert sorted(set(found.values()), key=repr) == [Interval(1, 8), Interval(1, 9)]


def test_a_year_to_date_column_gives_everything_away() -> None:
    public = _releases("rel_c_ytd.attack")
    assert all(interval.single for interval in attack(public, _hidden(public)).values())


# Every table that fits


def _tables(public: Public, most: int) -> Iterator[dict[Id, int]]:
    """All ways to fill the hidden cells with numbers up to `most`, by trying."""
    hidden = sorted(_hidden(public), key=lambda cell: "*" in str(cell))  # totals come last
    place = {cell: index for index, cell in enumerate(hidden)}
    ready: dict[int, list[Sum]] = defaultdict(list)  # sums by the last hidden cell in them
    for said in public.sums:
        ready[max((place.get(cell, -1) for cell in said.terms), default=-1)].append(said)
    table = {cell: i.low or 0 for cell, i in public.cells.items() if i.single}

    def fill(index: int) -> Iterator[dict[Id, int]]:
        if index == len(hidden):
            yield dict(table)
            return
        end = public.cells[hidden[index]].high
        for value in range(public.cells[hidden[index]].low or 0, min(most, end or most) + 1):
            table[hidden[index]] = value
            if all(_holds(said, table) for said in ready[index]):
                yield from fill(index + 1)

    if all(_holds(said, table) for said in ready[-1]):
        yield from fill(0)


def _holds(said: Sum, table: Mapping[Id, int]) -> bool:
    value = sum(factor * table[cell] for cell, factor in said.terms.items())
    return (said.low is None or said.low <= value) and (said.high is None or value <= said.high)


@st.composite
def _cross(draw: st.DrawFn, release: int = 0) -> tuple[dict[Id, int], list[Sum]]:
    """A table of rows and columns with totals: its true figures and its sums."""
    rows, columns = "ab", "xyz"[: draw(st.integers(2, 3))]
    inner = {(release, r, c): draw(st.integers(0, 4)) for r in rows for c in columns}
    sums = []
    true: dict[Id, int] = dict(inner)
    for row in rows:
        parts = [(release, row, c) for c in columns]
        true[release, row, "*"] = sum(inner[p] for p in parts)
        sums.append(total((release, row, "*"), parts))
    for column in columns:
        parts = [(release, r, column) for r in rows]
        true[release, "*", column] = sum(inner[p] for p in parts)
        sums.append(total((release, "*", column), parts))
    true[release, "*", "*"] = sum(inner.values())
    sums.append(total((release, "*", "*"), [(release, r, "*") for r in rows]))
    return true, sums


@st.composite
def _seen(draw: st.DrawFn, most_hidden: int = 5) -> tuple[Public, dict[Id, int]]:
    """What the public sees of one release or of two linked ones, and the true figures."""
    true, sums = draw(_cross())
    if draw(st.booleans()):
        change = draw(st.sampled_from([COUNT, Interval(None, 0), Interval(-1, 2), None]))
        low = -4 if change is None or change.low is None else change.low
        high = 4 if change is None or change.high is None else change.high
        inner = [cell for cell in true if "*" not in cell]
        late = {c: max(0, true[c] + draw(st.integers(low, high))) for c in inner}
        again = {(1, r, c): value for (_, r, c), value in late.items()}
        for _, row, column in [cell for cell in true if "*" in cell]:
            again[1, row, column] = sum(
                again[1, r, c] for _, r, c in inner if row in (r, "*") and column in (c, "*")
            )
        sums += [Sum({(1, *c[1:]): f for c, f in said.terms.items()}) for said in sums]
        if change is not None:
            sums += [revised(c, (1, *c[1:]), change) for c in inner]
        true |= again
    cells = sorted(true, key=repr)
    hidden = draw(st.sets(st.sampled_from(cells), min_size=1, max_size=most_hidden))
    public = {}
    for cell in cells:
        around = [i for i in ROUNDED if i.covers(known(true[cell]))]
        least = Interval(min(1, true[cell]), None)
        shown = (
            draw(st.sampled_from([COUNT, least, *around])) if cell in hidden else known(true[cell])
        )
        public[cell] = shown
    return Public(public, sums), true


@given(_seen())
def test_the_attacker_finds_what_trying_everything_finds(
    seen: tuple[Public, dict[Id, int]],
) -> None:
    public, true = seen
    hidden = _hidden(public)
    most = 2 * max(true.values()) + 10
    tables = list(_tables(public, most))
    found = attack(public, hidden)
    all_tried = all(i.high is not None and i.high <= most for i in found.values())
    for cell, interval in found.items():
        values = [table[cell] for table in tables]
        assert interval.covers(Interval(min(values), max(values)))
        if all_tried:
            assert interval == Interval(min(values), max(values))
        elif interval.high is None:
            assert max(values) >= most // 2 - 5


@given(_seen())
def test_what_is_given_away_is_derived_from_public_sums_alone(
    seen: tuple[Public, dict[Id, int]],
) -> None:
    public, _ = seen
    attacker = Attacker(public)
    for cell, interval in attacker.intervals(_hidden(public)).items():
        derivation = attacker.derive(cell)
        assert derivation.found == interval
        for proof in derivation.proofs:
            ends = {0: interval.low, 1: interval.low, -1: interval.high}
            assert proof.end == ends[proof.side]
            assert all(public.cells[term.cell].single for term in proof.figures)
        if interval.single:
            assert derivation.how is How.WHOLE or derivation.proofs


@given(_seen(most_hidden=4))
def test_insiders_learn_what_trying_everything_says(seen: tuple[Public, dict[Id, int]]) -> None:
    public, true = seen
    hidden = _hidden(public)
    tables = list(_tables(public, max(true.values()) + 6))
    attacker = Attacker(public)
    insiders = {cell: true[cell] for cell in hidden if true[cell] == 1}
    learned = attacker.learned(insiders, hidden)
    for own in insiders:
        worlds = [table for table in tables if table[own] == 1]
        for other in hidden:
            everybody = len({table[other] for table in tables}) == 1
            alone = len({table[other] for table in worlds}) == 1
            if other in learned.get(own, ()):
                assert alone
                assert not everybody
            elif other != own and alone and not everybody:
                assert _same_persons(public, own, other)


def _same_persons(public: Public, own: Id, other: Id) -> bool:
    """Whether zeros alone say that `other` follows from `own`: not counted as learned."""
    zeros = {
        c: i if not i.single or i.low == 0 else Interval(1, None) for c, i in public.cells.items()
    }
    zeros[own] = known(1)
    return attack(Public(zeros, public.sums), [other])[other].single


def test_an_insider_learns_his_neighbour() -> None:
    """Three hidden of a row of 5 in two rows: who knows his own 1 subtracts it."""
    public = Public(
        {"sum": known(5), "own": COUNT, "other": COUNT},
        [total("sum", ["own", "other"])],
    )
    assert Attacker(public).learned({"own": 1}, ["own", "other"]) == {"own": ("other",)}


# Ends, contradictions, silence


def test_without_a_visible_total_there_is_no_upper_end() -> None:
    public = Public({"sum": COUNT, "a": COUNT, "b": known(3)}, [total("sum", ["a", "b"])])
    assert attack(public, ["sum", "a", "b"]) == {
        "sum": Interval(3, None),
        "a": COUNT,
        "b": known(3),
    }


def test_figures_that_cannot_all_be_true_are_named() -> None:
    public = Public(
        {"sum": known(9), "a": known(3), "b": known(5), "other": COUNT, "far": known(2)},
        [total("far", ["other"]), total("sum", ["a", "b"], "Jumlah 2024")],
    )
    with pytest.raises(ContradictionError) as error:
        attack(public, ["other"])
    assert [said.name for said in error.value.sums] == ["Jumlah 2024"]


def test_a_contradiction_of_several_sums_is_named_without_the_others() -> None:
    """Rows say 4 and 5, columns 4 and 4."""
    cells = dict.fromkeys(["ax", "ay", "bx", "by", "cx"], COUNT)
    values = {"a": 4, "b": 5, "x": 4, "y": 4, "c": 3}
    sums = [
        total("a", ["ax", "ay"], "a"),
        total("b", ["bx", "by"], "b"),
        total("x", ["ax", "bx"], "x"),
        total("y", ["ay", "by"], "y"),
        Sum({"cx": 1, "c": -1}, None, 0, "c"),
    ]
    with pytest.raises(ContradictionError) as error:
        attack(Public(cells | {c: known(v) for c, v in values.items()}, sums), ["cx", "ax"])
    assert {said.name for said in error.value.sums} == {"a", "b", "x", "y"}


def test_the_solver_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    case = _read("09_integer_gap")
    attack(_public(case, set(case["hidden"]), 0), case["hidden"])
    assert capfd.readouterr().out == ""


# Words


def _label(cell: Id) -> tuple[str, str]:
    return str(cell), str(cell)


def test_a_single_subtraction_as_a_clerk_would_say_it() -> None:
    cells = {"Jumlah Oktober": known(45), "A": known(12), "B": known(30), "C": COUNT}
    public = Public(cells, [total("Jumlah Oktober", ["A", "B", "C"])])
    derivation = Attacker(public).derive("C")
    assert derivation.how is How.SUBTRACTION
    assert sentence(derivation, _label, numbers=True) == (
        "C = Jumlah Oktober (45) dikurangi A (12) dan B (30) = 3",
        "C = Jumlah Oktober (45) less A (12) and B (30) = 3",
    )
    assert sentence(derivation, _label, numbers=False) == (
        "C = Jumlah Oktober dikurangi A dan B",
        "C = Jumlah Oktober less A and B",
    )


def test_what_only_a_bound_gives_away() -> None:
    cells = {"Jumlah": known(15), "A": known(10), "B": known(3), "C": Interval(1, None)}
    public = Public({**cells, "D": Interval(1, None)}, [total("Jumlah", ["A", "B", "C", "D"])])
    derivation = Attacker(public).derive("C", Interval(1, 5))
    assert derivation.how is How.BOUNDS
    assert sentence(derivation, _label, numbers=True)[0] == (
        "C paling banyak Jumlah (15) dikurangi A (10), B (3) dan D (paling sedikit 1) = 1; C = 1"
    )


def test_a_figure_that_stands_there() -> None:
    public = Public({"A": known(2)}, [])
    derivation = Attacker(public).derive("A")
    assert sentence(derivation, _label, numbers=False)[1] == "A stands in the public files"


@given(_seen())
def test_a_message_holds_no_figure(seen: tuple[Public, dict[Id, int]]) -> None:
    """Only factors and the number of sums may stand in it; cells are called by letters here."""
    public, _ = seen
    attacker = Attacker(public)
    names = {
        cell: "".join(chr(97 + int(c)) if c.isdigit() else c for c in map(str, cell))
        for cell in public.cells
    }
    for cell in _hidden(public):
        for text in sentence(attacker.derive(cell), lambda c: (names[c], names[c]), numbers=False):
            assert not re.search(
                r"\d+(?! ×)", re.sub(r"\d+ (×|sums|penjumlahan|more|lainnya)", "", text)
            )
