"""Which counts are too small to be shown, and what an attacker has to be left with.

A count needs protection when fewer distinct persons than the dataset's threshold stand behind it,
or fewer distinct incidents than it declares (one raid is no statistic). No Indonesian rule with a
number was found for counts of persons; the thresholds are the policy of the program, never looser
than 5, and 10 where nationality meets a ward (docs/decisions/060).
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.disclosure.counting import Codes, Tally
from generator.disclosure.figures import ancestors
from generator.disclosure.protection.system import Interval
from generator.records.statistics import TOTAL, Dataset, Dimension
from generator.vocabulary import DimensionKind, PlaceLevel

_WARD_DOTS = 3  # 31.72.06.1001: the Kemendagri code of a ward


@dataclass(frozen=True, slots=True)
class Need:
    """What an attacker must be left with: the values by the standard `beyond`, and by `cover`."""

    beyond: Interval
    cover: Interval


def need(dataset: Dataset, codes: Codes, tally: Tally) -> Need | None:
    """The protection of a count at `codes` (along the dataset's dimensions); None when it needs none.

    `beyond`: nobody can even prove that the count is small. `cover`: nobody learns more than the
    rule itself says. A larger count that comes from too few persons or incidents must stay open
    by as much on either side.
    """
    limit = threshold(dataset, codes)
    if not tally.count or not _is_small(dataset, tally, limit):
        return None
    if tally.count < limit:
        return Need((1, limit), (1, max(limit - 1, 2)))
    return Need(
        (max(1, tally.count - limit + 1), tally.count + 1), (tally.count - 1, tally.count + 1)
    )


def threshold(dataset: Dataset, codes: Codes) -> int:
    """The fewest persons that a count at `codes` may stand for."""
    met = {
        one.kind for one, code in zip(dataset.dimensions, codes, strict=True) if _is_fine(one, code)
    }
    if {DimensionKind.PLACE, DimensionKind.NATIONALITY} <= met:
        return max(dataset.threshold, dataset.fine_threshold)
    return dataset.threshold


def is_single(tally: Tally) -> bool:
    """Whether exactly one contributor stands behind a count, and so knows it."""
    return tally.count == 1 or tally.persons == 1


def _is_small(dataset: Dataset, tally: Tally, limit: int) -> bool:
    persons = tally.count if tally.persons is None else tally.persons
    few_incidents = (
        dataset.minimum_incidents is not None
        and tally.incidents is not None
        and tally.incidents < dataset.minimum_incidents
    )
    return persons < limit or few_incidents


def _is_fine(found: Dimension, code: str) -> bool:
    """Whether a code narrows a place down to a ward, or nationality down at all."""
    if code == TOTAL:
        return False
    if found.kind is not DimensionKind.PLACE:
        return True
    depth = len(ancestors(found)[code])
    named = found.levels[depth - 1].id if depth <= len(found.levels) else ""
    return code.count(".") >= _WARD_DOTS or named == str(PlaceLevel.KELURAHAN)
