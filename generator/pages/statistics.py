"""What a dataset's page says beside its tables: the headline, changes, revisions, releases.

Comes in: a dataset's card of one view and the day on which it is read. Goes out: a `Reading`.
Everything is computed from the figures that stand on the card, so nothing here can say more than
the tables do; a comparison is made only of two counts that are both shown as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from generator.disclosure.counting import Codes, Key
from generator.disclosure.figures import MISSING, Figure, Table, by_level
from generator.disclosure.view import Card
from generator.fields import Text
from generator.periods import level, months, year_before
from generator.vocabulary import DimensionKind, ReleaseKind, RevisionKind, TimeLevel

TOTAL = "_T"  # a dimension summed over, as SDMX writes it
LEAST_BASE = 30  # a percentage of fewer says more about chance than about change


@dataclass(frozen=True, slots=True)
class Change:
    """A count beside that of the same period a year before."""

    then: str
    old: int
    new: int

    @property
    def difference(self) -> int:
        """By how many the count is larger now."""
        return self.new - self.old

    @property
    def percent(self) -> int | None:
        """The difference in whole percents of the older count, halves away from zero."""
        return whole_percent(self.difference, self.old)


@dataclass(frozen=True, slots=True)
class Headline:
    """One number that stands for the dataset: the newest visible total of a level of time."""

    time: str
    value: int
    change: Change | None


@dataclass(frozen=True, slots=True)
class Revised:
    """A published figure that was replaced, with the reason that the office gave."""

    date: date
    kind: RevisionKind | None
    time: str
    labels: tuple[Text, ...]
    codes: Mapping[str, str]
    old: Figure
    new: Figure
    why: Text | None


@dataclass(frozen=True, slots=True)
class Revision:
    """Figures that were replaced on one day for one reason."""

    date: date
    kind: RevisionKind | None
    why: Text | None
    figures: tuple[Revised, ...]


@dataclass(frozen=True, slots=True)
class Released:
    """What came out on one day: stretches of periods, each from its first to its last.

    `number` counts the releases of the dataset from the first on, 1; it never changes.
    """

    number: int
    date: date
    kind: ReleaseKind
    change: RevisionKind | None
    source: Text | None
    spans: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Share:
    """The part that one code has of a year's total, and a year before when that is comparable."""

    label: Text
    value: int
    percent: int | None
    before: int | None


@dataclass(frozen=True)
class Reading:
    """A dataset's card with all that is derived from it for readers of `today`."""

    card: Card
    today: date

    @cached_property
    def figures(self) -> Mapping[Key, Figure]:
        """Each figure of the card once, by period and codes along all dimensions."""
        found: dict[Key, Figure] = {}
        for table in self.card.tables:
            for (time, codes), figure in table.figures.items():
                found.setdefault((time, self.place(table, codes)), figure)
        return MappingProxyType(found)

    def place(self, table: Table, codes: Codes) -> Codes:
        """Codes of a table as codes along all dimensions of the dataset, sums included."""
        given = dict(zip(table.by, codes, strict=True))
        return tuple(given.get(name, TOTAL) for name in self.names)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The ids of the dimensions."""
        return tuple(one.id for one in self.card.dimensions)

    @cached_property
    def codes(self) -> Mapping[str, Mapping[str, Card]]:
        """By dimension: each of its codes."""
        return {one.id: {code.code: code for code in one.codes} for one in self.card.dimensions}

    def labels(self, codes: Mapping[str, str]) -> tuple[Text, ...]:
        """The names of codes given by dimension."""
        return tuple(self.codes[name][code].label for name, code in codes.items())

    @cached_property
    def totals(self) -> Mapping[str, int]:
        """The totals that are known exactly, by period."""
        everything = (TOTAL,) * len(self.names)
        return {
            time: figure.value or 0
            for (time, codes), figure in self.figures.items()
            if codes == everything and is_exact(figure)
        }

    @cached_property
    def headlines(self) -> tuple[Headline, ...]:
        """The newest visible total: of the shortest periods, then of the years."""
        everything = (TOTAL,) * len(self.names)
        newest = {name: group[-1] for name, group in by_level(self.totals).items()}
        chosen = [*newest.values()][:1]
        if TimeLevel.YEAR in newest:
            chosen.append(newest[TimeLevel.YEAR])
        return tuple(
            Headline(time, self.totals[time], self.change(time, everything))
            for time in dict.fromkeys(chosen)
        )

    def change(self, time: str, codes: Codes) -> Change | None:
        """Against the same period a year before; None when the two cannot be compared honestly."""
        then = year_before(time)
        new, old = (self.figures.get((one, codes), MISSING) for one in (time, then))
        if not (is_exact(new) and is_exact(old) and self.same_codes(then, time)):
            return None
        return Change(then, old.value or 0, new.value or 0)

    def same_codes(self, one: str, other: str) -> bool:
        """Whether both periods were counted by the same codes, from their first month to the last."""
        return all(
            _months_in_use(code, one) == _months_in_use(code, other)
            for codes in self.codes.values()
            for code in codes.values()
        )

    def not_compared(self, headline: Headline) -> str | None:
        """The period a year before, when it is there but was counted by other codes."""
        then = year_before(headline.time)
        everything = (TOTAL,) * len(self.names)
        known = is_exact(self.figures.get((then, everything), MISSING))
        return then if known and headline.change is None else None

    @cached_property
    def withdrawn(self) -> tuple[Card, ...]:
        """The periods whose figures are shown no longer."""
        return tuple(one for one in self.card.periods if one.withdrawn)

    def is_withdrawn(self, time: str) -> bool:
        """Whether a period holds months that were withdrawn."""
        return any(overlap(one.period, time) for one in self.withdrawn)

    def is_covered(self, time: str) -> bool:
        """Whether every month of a period has been reported."""
        known = {
            month
            for one in self.card.periods
            for month in range(months(one.period)[0], months(one.period)[1] + 1)
        }
        return known.issuperset(range(months(time)[0], months(time)[1] + 1))

    def is_provisional(self, time: str) -> bool:
        """Whether a period holds figures that may still change."""
        return any(one.provisional and overlap(one.period, time) for one in self.card.periods)

    def is_unreleased(self, time: str) -> bool:
        """Whether a period holds figures that the public has not seen."""
        return any(overlap(one.period, time) and not self._is_out(one) for one in self.card.periods)

    def _is_out(self, period: Card) -> bool:
        if period.provisional or (period.released and period.released > self.today):
            return False
        return any(
            overlap(period.period, time) for note in self.card.releases for time in note.times
        )

    @cached_property
    def revised(self) -> tuple[Revised, ...]:
        """Replaced figures, the latest first; only of figures that are still shown."""
        found = []
        for one in self.card.revised:
            if (one.time, one.codes) in self.figures:
                codes = {
                    name: code
                    for name, code in zip(self.names, one.codes, strict=True)
                    if code != TOTAL
                }
                labels = self.labels(codes)
                why = self._why(one.time, one.date, one.change)
                found.append(
                    Revised(one.date, one.change, one.time, labels, codes, one.old, one.new, why)
                )
        return tuple(found)

    def _why(self, time: str, day: date, kind: RevisionKind | None) -> Text | None:
        """The reason in the period's own list: of that day, else the last one of that kind."""
        declared = [
            revision
            for period in self.card.periods
            if overlap(period.period, time)
            for revision in period.revisions
            if revision.date <= day and (revision.date == day or revision.kind is kind)
        ]
        found: Text | None = max(declared, key=lambda one: one.date).why if declared else None
        return found

    @property
    def revisions(self) -> tuple[Revision, ...]:
        """Replaced figures by day, kind and reason."""
        groups: dict[tuple[date, str, str], list[Revised]] = {}
        for one in self.revised:
            key = one.date, str(one.kind), one.why.id if one.why else ""
            groups.setdefault(key, []).append(one)
        return tuple(
            Revision(found[0].date, found[0].kind, found[0].why, tuple(found))
            for found in groups.values()
        )

    @cached_property
    def releases(self) -> tuple[Released, ...]:
        """The releases, the latest first, of what is shown or was withdrawn."""
        shown = {time for time, _ in self.figures}
        found = []
        for number, note in enumerate(reversed(self.card.releases), 1):
            times = [time for time in note.times if time in shown or self.is_withdrawn(time)]
            if times:
                said = note.date, note.kind, note.change, note.source
                found.append(Released(number, *said, tuple(stretches(times))))
        return tuple(reversed(found))

    @property
    def newest_release(self) -> date | None:
        """The day of the latest release."""
        return self.releases[0].date if self.releases else None

    @property
    def next_release(self) -> date | None:
        """The day of the next release, unless it has come already."""
        day: date | None = self.card.next_release
        passed = day and self.newest_release and day <= self.newest_release
        return None if passed else day

    @property
    def rounds(self) -> bool:
        """Whether any figure is rounded."""
        return any(figure.status in ("r", "k") for figure in self.figures.values())

    @property
    def finer(self) -> bool:
        """Whether nationality can meet a place below the outermost level: a stricter threshold."""
        kinds = {one.kind for one in self.card.dimensions}
        inner = any(
            one.kind is DimensionKind.PLACE and any(code.parent for code in one.codes)
            for one in self.card.dimensions
        )
        return inner and DimensionKind.NATIONALITY in kinds

    @cached_property
    def trend(self) -> tuple[Headline, ...]:
        """The totals of the newest twelve shortest periods, latest first, each with its change."""
        everything = (TOTAL,) * len(self.names)
        times = dict.fromkeys(time for time, codes in self.figures if codes == everything)
        groups = list(by_level(times).values())
        return tuple(
            Headline(time, figure.value or 0, self.change(time, everything))
            for time in reversed(groups[0][-12:] if groups else ())
            if is_exact(figure := self.figures[time, everything])
        )

    @cached_property
    def contributions(self) -> tuple[tuple[str, Text, tuple[Share, ...]], ...]:
        """Shares of the newest year by place, the largest first: the year, the dimension, the parts."""
        found = []
        for index, one in enumerate(self.card.dimensions):
            year = self._newest_year(index) if one.kind is DimensionKind.PLACE else None
            if year:
                found.append((year, one.label, tuple(self._shares(index, one, year))))
        return tuple(found)

    def _newest_year(self, index: int) -> str | None:
        years = sorted(
            time
            for time, codes in self.figures
            if level(time) is TimeLevel.YEAR
            and all((code != TOTAL) == (place == index) for place, code in enumerate(codes))
        )
        return years[-1] if years else None

    def _shares(self, index: int, found: Card, year: str) -> Iterator[Share]:
        def _at(time: str, code: str) -> Figure:
            codes = tuple(code if place == index else TOTAL for place in range(len(self.names)))
            return self.figures.get((time, codes), MISSING)

        def _part(time: str, code: str) -> int | None:
            part, whole = _at(time, code), _at(time, TOTAL)
            if not (is_exact(part) and is_exact(whole)):
                return None
            return whole_percent(part.value or 0, whole.value or 0)

        before = year_before(year)
        comparable = self.same_codes(before, year)
        shares = [
            Share(
                code.label,
                _at(year, code.code).value or 0,
                _part(year, code.code),
                _part(before, code.code) if comparable else None,
            )
            for code in found.codes
            if not code.parent and is_exact(_at(year, code.code))
        ]
        yield from sorted(shares, key=lambda share: (-share.value, share.label.id))


def whole_percent(part: int, whole: int) -> int | None:
    """`part` in whole percents of `whole`, halves away from zero; None of fewer than 30."""
    if whole < LEAST_BASE:
        return None
    rounded = (abs(part) * 200 + whole) // (2 * whole)
    return rounded if part >= 0 else -rounded


def is_exact(figure: Figure) -> bool:
    """Whether a figure is shown as it was counted."""
    return figure.status == "A" and figure.value is not None


def is_valid(code: Any, time: str) -> bool:
    """Whether a code was in use in some month of a period."""
    return _months_in_use(code, time) > 0


def _months_in_use(code: Any, time: str) -> int:
    """For how many months of a period a code was in use."""
    first, last = months(time)
    begin = max(first, months(code.since)[0]) if code.since else first
    end = min(last, months(code.until)[1]) if code.until else last
    return max(0, end - begin + 1)


def overlap(one: str, other: str) -> bool:
    """Whether two periods share a month."""
    return months(one)[0] <= months(other)[1] and months(other)[0] <= months(one)[1]


def stretches(times: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Periods of one level that follow each other as (first, last); the longest level first."""
    for group in reversed([*by_level(dict.fromkeys(times)).values()]):
        run = [group[0]]
        for time in group[1:]:
            if months(time)[0] != months(run[-1])[1] + 1:
                yield run[0], run[-1]
                run = []
            run.append(time)
        yield run[0], run[-1]
