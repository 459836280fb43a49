"""Whatever is released, in whatever order: the attacker never wins (contoh: made-up counts)."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.disclosure.figures import tallies_at
from generator.disclosure.protection.claims import claims_of
from generator.disclosure.protection.release import Statistics, propose
from generator.disclosure.published import entries
from generator.editing.elsewhere import elsewhere_release
from generator.editing.releasing import ledger_text
from generator.records.statistics import Ledger, Published
from generator.source import read_yaml
from generator.validate import validate
from tests.statistics_of import KINDS, WARDS, dataset, failures, period, released

MONTHS = tuple(f"2024-{month:02}" for month in range(1, 7))
LEAVES = tuple(ward for found in WARDS.values() for ward in found)
KEYS = [(month, ward, kind) for month in MONTHS for ward in LEAVES for kind in KINDS]
BY_PLACE = {
    "id": "bulan-kecamatan",
    "time": ["bulan"],
    "by": ["wilayah"],
    "level": {"wilayah": "kecamatan"},
}
BY_KIND = {"id": "bulan-jenis", "time": ["bulan", "triwulan"], "by": ["jenis"]}
CROSS = {"id": "silang", "time": ["triwulan", "semester"], "by": ["wilayah", "jenis"]}
WARD = {"id": "kelurahan", "time": ["semester"], "by": ["wilayah"]}
ROUND = {"id": "peta", "time": ["bulan"], "by": ["wilayah"], "protection": "bulat"}
PLANS = st.sampled_from(
    [
        [BY_PLACE, BY_KIND],
        [BY_KIND, CROSS],
        [BY_PLACE, WARD, CROSS],
        [BY_KIND, WARD],
        [BY_KIND, ROUND],
    ]
)
START = date(2025, 1, 1)


@st.composite
def counts(draw, largest=(4, 9, 15, 40)):
    """Counts by month, ward and kind, some of them small."""
    high = draw(st.sampled_from(largest))
    one = st.one_of(st.integers(0, min(high, 3)), st.integers(0, high))
    found = draw(st.lists(one, min_size=len(KEYS), max_size=len(KEYS)))
    return dict(zip(KEYS, found, strict=True))


def monthly(found, names, **more):
    return tuple(period(name, found, **more) for name in names)


def ledger_of(statistics):
    return [figure for one in statistics.ledger.releases for _, figure in entries(one)]


@given(counts(), st.permutations(MONTHS), PLANS)
def test_months_released_one_by_one_in_any_order(found, order, plan) -> None:
    statistics = Statistics(dataset(plan), (), (), None)
    for index in range(len(order)):
        bodies = monthly(found, order[: index + 1])
        statistics, _ = released(
            Statistics(statistics.dataset, bodies, bodies, statistics.ledger),
            START + timedelta(index),
        )
    assert statistics.ledger is None or failures(statistics) == {}


@given(counts((9, 15, 40)), st.permutations([BY_PLACE, BY_KIND, CROSS, WARD]))
def test_tables_added_to_the_plan_later(found, plans) -> None:
    bodies = monthly(found, MONTHS)
    statistics = Statistics(dataset([]), bodies, bodies, None)
    for index in range(1, len(plans) + 1):
        later = Statistics(dataset(plans[:index]), bodies, bodies, statistics.ledger)
        statistics, _ = released(later, START + timedelta(index))
    assert statistics.ledger is None or failures(statistics) == {}


@given(
    counts((9, 15, 40)),
    st.sampled_from(["susulan", "penarikan", "pembetulan"]),
    st.lists(st.tuples(st.sampled_from(KEYS), st.integers(1, 6)), min_size=1, max_size=4),
)
def test_a_declared_revision(found, kind, changes) -> None:
    plan = [BY_PLACE, BY_KIND, WARD]
    bodies = monthly(found, MONTHS)
    first, _ = released(Statistics(dataset(plan), bodies, bodies, None), START)
    if first.ledger is None:
        return
    changed = dict(found)
    for key, by in changes:
        sign = {"susulan": 1, "penarikan": -1, "pembetulan": by % 2 * 2 - 1}[kind]
        changed[key] = max(0, changed[key] + sign * by)
    revision = {"date": "2025-02-01", "kind": kind, "why": "contoh"}
    bodies = monthly(changed, MONTHS, revisions=[revision])
    second = Statistics(first.dataset, bodies, bodies, first.ledger)
    after, proposal = released(second, date(2025, 2, 1))
    assert not proposal.undeclared
    assert not proposal.misfit
    assert failures(after) == {}
    shown = {key: figure for one in after.ledger.releases for key, figure in entries(one)}
    truth = tallies_at(after.dataset, bodies, shown)
    assert all(figure.value in (None, truth[key].count) for key, figure in shown.items()), (
        "every visible figure is the present count, or it is known as an earlier version"
    )
    assert propose(after, date(2025, 2, 2)).changes == (), "a revision is carried out once"


TIMES = ("2024-01", "2024-Q2", "2024-01/2024-05", "2024-S1", "2024-02/2024-03")


@given(
    counts((9, 15, 40)),
    st.lists(
        st.tuples(
            st.sampled_from(TIMES),
            st.sampled_from(["_T", "u", "s", "u1", "s2"]),
            st.sampled_from(["_T", *KINDS]),
        ),
        min_size=1,
        max_size=8,
        unique=True,
    ),
)
def test_figures_published_elsewhere_before(found, cells) -> None:
    bodies = monthly(found, MONTHS)
    data = dataset([BY_PLACE, BY_KIND, WARD])
    keys = [(time, (place, kind)) for time, place, kind in cells]
    truth = tallies_at(data, bodies, keys)
    figures = {key: Published(truth[key].count, "A") for key in keys}
    before = elsewhere_release(figures, date(2024, 12, 1), "contoh", 0)
    names = tuple(one.id for one in data.dimensions)
    ledger = Ledger.model_construct(dimensions=names, plans=(), releases=(before,))
    after, _ = released(Statistics(data, bodies, bodies, ledger), START)
    assert failures(after) == {}


def test_a_change_without_a_revision_is_found() -> None:
    found = dict.fromkeys(KEYS, 10)
    bodies = monthly(found, MONTHS)
    first, _ = released(Statistics(dataset([BY_KIND]), bodies, bodies, None), START)
    bodies = monthly({**found, KEYS[0]: 11}, MONTHS)
    proposal = propose(Statistics(first.dataset, bodies, bodies, first.ledger), START)
    assert {one.key[1] for one in proposal.undeclared} == {("_T", "_T"), ("_T", "a")}
    assert not proposal.changes


def test_late_reports_do_not_take_away() -> None:
    found = dict.fromkeys(KEYS, 10)
    bodies = monthly(found, MONTHS)
    first, _ = released(Statistics(dataset([BY_KIND]), bodies, bodies, None), START)
    revision = {"date": "2025-02-01", "kind": "susulan", "why": "contoh"}
    bodies = monthly({**found, KEYS[0]: 9}, MONTHS, revisions=[revision])
    later = Statistics(first.dataset, bodies, bodies, first.ledger)
    assert propose(later, date(2025, 2, 1)).misfit


def test_what_was_hidden_stays_hidden_when_the_count_has_grown() -> None:
    found = dict.fromkeys(KEYS, 10)
    found |= {(MONTHS[0], ward, "a"): 0 for ward in LEAVES} | {(MONTHS[0], "u1", "a"): 3}
    bodies = monthly(found, MONTHS)
    first, _ = released(Statistics(dataset([BY_KIND]), bodies, bodies, None), START)
    shown = dict(entries(first.ledger.releases[0]))
    assert shown[MONTHS[0], ("_T", "a")] == Published(None, "c")
    revision = {"date": "2025-02-01", "kind": "susulan", "why": "contoh"}
    bodies = monthly({**found, (MONTHS[0], "u1", "a"): 30}, MONTHS, revisions=[revision])
    after, _ = released(Statistics(first.dataset, bodies, bodies, first.ledger), date(2025, 2, 1))
    shown = dict(entries(after.ledger.releases[1]))
    assert shown[MONTHS[0], ("_T", "a")].hidden
    assert failures(after) == {}


def test_a_table_that_would_say_little_is_refused_and_a_coarser_one_named() -> None:
    found = {key: 2 if key[1] == "u1" else 1 for key in KEYS}
    bodies = monthly(found, MONTHS)
    cross = {"id": "rinci", "time": ["bulan"], "by": ["wilayah", "jenis"]}
    proposal = propose(Statistics(dataset([cross]), bodies, bodies, None), START)
    assert [(one.table, one.why) for one in proposal.refused] == [("rinci", "hidden")]
    assert proposal.refused[0].instead.startswith("bulan: ")
    assert not proposal.changes


def test_the_ledger_reads_as_it_was_written() -> None:
    found = dict.fromkeys(KEYS, 10) | {(MONTHS[0], ward, "a"): 0 for ward in LEAVES}
    found |= {(MONTHS[0], "u1", kind): count for kind, count in zip(KINDS, (3, 0, 0), strict=True)}
    bodies = monthly(found, MONTHS)
    statistics, _ = released(Statistics(dataset([BY_KIND, ROUND]), bodies, bodies, None), START)
    text = ledger_text(statistics.ledger)
    doc, problems = read_yaml("published.yml", text.encode())
    ledger, faults = validate(Ledger, doc)
    assert not problems
    assert not faults
    assert ledger_text(ledger) == text
    assert {figure.status for figure in ledger_of(statistics)} >= {"A", "c", "r", "k"}


@settings(max_examples=10)
@given(counts((9, 15)), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(found, random) -> None:
    items = list(found.items())
    one, _ = released(_all(dict(items)), START)
    random.shuffle(items)
    other, _ = released(_all(dict(items)), START)
    assert (one.ledger is None) == (other.ledger is None)
    if one.ledger:
        assert ledger_text(one.ledger) == ledger_text(other.ledger)


def _all(found):
    bodies = monthly(found, MONTHS)
    return Statistics(dataset([BY_PLACE, BY_KIND, CROSS]), bodies, bodies, None)


def test_claims_follow_the_dataset_when_its_dimensions_are_reordered() -> None:
    found = dict.fromkeys(KEYS, 10) | {(MONTHS[0], ward, "a"): 0 for ward in LEAVES}
    bodies = monthly(found | {(MONTHS[0], "u1", "a"): 3}, MONTHS)
    statistics, _ = released(Statistics(dataset([BY_KIND]), bodies, bodies, None), START)
    turned = dataset([BY_KIND])
    turned = turned.model_copy(update={"dimensions": turned.dimensions[::-1]})
    claims = claims_of("contoh", Statistics(turned, bodies, bodies, statistics.ledger), START)
    published = {key for release in claims.releases for key in release.figures}
    assert claims.dimensions == ("jenis", "wilayah")
    assert claims.required
    assert {key for key, _ in claims.required} <= published
    assert (MONTHS[0], ("a", "_T")) in {key for key, _ in claims.required}
