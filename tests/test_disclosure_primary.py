"""Which counts are too small: persons, incidents, and where nationality meets a ward (contoh)."""

from __future__ import annotations

from datetime import date

import pytest

from generator.disclosure.counting import Tally
from generator.disclosure.figures import tallies
from generator.disclosure.protection.primary import Need, need, threshold
from generator.disclosure.protection.release import Statistics, propose
from generator.records.statistics import Dataset, PeriodData

DIMENSIONS = [
    {
        "id": "asal",
        "label": "Kewarganegaraan",
        "kind": "kewarganegaraan",
        "codes": [{"code": code, "label": code} for code in ("xa", "xb")],
    },
    {
        "id": "wilayah",
        "label": "Wilayah",
        "kind": "wilayah",
        "levels": [
            {"id": "kecamatan", "label": "Kecamatan"},
            {"id": "kelurahan", "label": "Kelurahan"},
        ],
        "codes": [
            {"code": "99.01", "label": "Kecamatan"},
            {"code": "99.01.1", "label": "Kelurahan satu", "parent": "99.01"},
            {"code": "99.01.2", "label": "Kelurahan dua", "parent": "99.01"},
        ],
    },
]


def dataset(**more) -> Dataset:
    return Dataset.model_validate(
        {
            "title": "contoh",
            "grade": "terbuka",
            "concept": "contoh",
            "definition": "contoh",
            "measure": "tindakan",
            "unit": "tindakan",
            "frequency": "tahunan",
            "dimensions": DIMENSIONS,
            "publish": ["wilayah"],
            **more,
        }
    )


def period(*rows: str) -> PeriodData:
    """Rows written `asal wilayah count persons incidents`, with `-` for a number that is not known."""
    names = ("asal", "wilayah", "count", "persons", "incidents")
    written = [
        {name: value for name, value in zip(names, row.split(), strict=True) if value != "-"}
        for row in rows
    ]
    return PeriodData.model_validate({"period": "2024", "grade": "terbuka", "rows": written})


@pytest.mark.parametrize(
    ("tally", "expected"),
    [
        (Tally(0, 0, 0), None),
        (Tally(5, 5, None), None),
        (Tally(4, 4, None), Need((1, 5), (1, 4))),
        (Tally(1, 1, None), Need((1, 5), (1, 4))),
        (Tally(4, None, None), Need((1, 5), (1, 4))),
        (Tally(12, 3, None), Need((8, 13), (11, 13))),
    ],
)
def test_fewer_persons_than_the_threshold(tally: Tally, expected: Need | None) -> None:
    assert need(dataset(), ("_T", "99.01"), tally) == expected


def test_one_raid_is_no_statistic() -> None:
    raid = Tally(12, 12, 1)
    assert need(dataset(), ("_T", "99.01"), raid) is None, "nothing is declared"
    found = dataset(minimum_incidents="2")
    assert need(found, ("_T", "99.01"), raid) == Need((8, 13), (11, 13))
    assert need(found, ("_T", "99.01"), Tally(12, 12, 2)) is None


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (("_T", "_T"), 5),
        (("xa", "99.01"), 5),
        (("_T", "99.01.1"), 5),
        (("xa", "99.01.1"), 10),
    ],
)
def test_ten_where_nationality_meets_a_ward(codes: tuple[str, str], expected: int) -> None:
    assert threshold(dataset(), codes) == expected


def test_a_stricter_threshold_of_the_dataset_holds_everywhere() -> None:
    found = dataset(threshold="12")
    assert threshold(found, ("_T", "_T")) == 12
    assert threshold(found, ("xa", "99.01.1")) == 12


def test_persons_behind_several_actions_are_not_added_up() -> None:
    """Two rows of one month may be about the same persons; two months cannot."""
    body = period("xa 99.01.1 9 4 2", "xb 99.01.1 8 3 1")
    found = tallies(dataset(), dataset().publish[0], [body])
    assert found["2024", ("99.01.1",)] == Tally(17, 4, 2)
    apart = dataset(distinct_within=["period", "asal"])
    found = tallies(apart, apart.publish[0], [body])
    assert found["2024", ("99.01.1",)] == Tally(17, 7, 3)


def test_one_unknown_number_makes_the_sum_unknown() -> None:
    body = period("xa 99.01.1 9 4 2", "xb 99.01.1 8 - 1", "xb 99.01.2 0 - -")
    found = tallies(dataset(), dataset().publish[0], [body])
    assert found["2024", ("99.01.1",)] == Tally(17, None, 2)
    assert found["2024", ("99.01.2",)] == Tally(0, 0, 0)


def test_actions_on_few_persons_are_hidden_although_they_are_many() -> None:
    bodies = (
        period(
            "xa 99.01.1 20 2 2", "xb 99.01.1 30 30 9", "xa 99.01.2 25 25 8", "xb 99.01.2 40 40 9"
        ),
    )
    plan = [{"id": "silang", "by": ["asal", "wilayah"]}]
    found = dataset(publish=plan, distinct_within=["period", "asal", "wilayah"])
    proposal = propose(Statistics(found, bodies, bodies, None), date(2025, 1, 1))
    hidden = {key for one in proposal.refused for key in one.causes}
    assert ("2024", ("xa", "99.01.1")) in hidden, "twenty actions, but on two persons"
