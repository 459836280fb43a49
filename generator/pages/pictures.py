"""Which picture suits a table, and what is said of it to those who do not see it.

Comes in: a `Reading`, one of its tables and a language. Goes out: a drawing, or None where a
picture would say no more than the table. Everything in it is a figure that the table shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.disclosure.figures import MISSING, Figure, Table, by_level
from generator.disclosure.view import Card
from generator.pages import charts, forms, markup, panels
from generator.pages.charts import Bar, Point
from generator.pages.drawing import Drawing
from generator.pages.statistics import Reading, is_valid
from generator.pages.words import Words
from generator.vocabulary import ChartKind, TimeLevel

_MANY = 3  # from how many periods or categories on a picture says more than a table
_FEW_LINES = 4  # more lines than these in one plot are hard to follow
_MANY_PANELS = 12


def picture(reading: Reading, table: Table, lang: str) -> Drawing | None:
    """The picture of a table in one language."""
    return _Picture(reading, table, lang).drawing()


class _Picture:
    def __init__(self, reading: Reading, table: Table, lang: str) -> None:
        self.reading = reading
        self.table = table
        self.lang = lang
        self.words = Words(lang)
        self.unit = markup.plain(reading.card.unit, lang)
        self.title = markup.plain(table.title, lang)
        self.levels: Mapping[TimeLevel | None, tuple[str, ...]] = by_level(table.times)

    def drawing(self) -> Drawing | None:
        kind = self.table.chart or self._kind()
        if not self.table.times or kind is ChartKind.NONE:
            return None
        if not self.table.by or kind is ChartKind.LINE:
            return self._line()
        draw = {ChartKind.MULTIPLES: self._panels, ChartKind.MAP: self._tiles}
        return draw.get(kind, self._bars)()

    def _kind(self) -> ChartKind:
        """What suits the shape of the table when its plan names no picture."""
        long = len(self._times()) >= _MANY
        if not self.table.by:
            return ChartKind.LINE if long else ChartKind.NONE
        if len(self.table.by) > 1:
            return ChartKind.NONE
        if long and len(self._shown()) <= _FEW_LINES:
            return ChartKind.LINE
        if long and len(self._shown()) <= _MANY_PANELS:
            return ChartKind.MULTIPLES
        return ChartKind.BARS if len(self._shown()) >= _MANY else ChartKind.NONE

    def _times(self) -> tuple[str, ...]:
        """The shortest periods."""
        return next(iter(self.levels.values()), ())

    def _newest(self) -> str:
        """The newest year, or whatever comes last."""
        years = self.levels.get(TimeLevel.YEAR) or self._times()
        return years[-1]

    def _shown(self) -> list[Card]:
        """The codes of the first dimension, at the outermost level of the table."""
        codes = self.reading.codes[self.table.by[0]]
        shown = [codes[code] for code in self.table.codes[0]]
        return [code for code in shown if code.parent not in self.table.codes[0]]

    def _dimension(self) -> str:
        name = self.table.by[0]
        found = next(one for one in self.reading.card.dimensions if one.id == name)
        return markup.plain(found.label, self.lang).lower()

    # Lines over time

    def _line(self) -> Drawing | None:
        if not self.table.by:
            points = self._points("", ())
            said = self._said_of_line(points)
            return charts.line(
                self._dated_title(), points, self.unit, description=said, lang=self.lang
            )
        if len(self._shown()) > charts.MAX_SERIES:
            return self._panels()
        points, said = self._series()
        return charts.line(self._dated_title(), points, self.unit, description=said, lang=self.lang)

    def _panels(self) -> Drawing | None:
        points, said = self._series()
        return panels.panels(
            self._dated_title(), points, self.unit, description=said, lang=self.lang
        )

    def _series(self) -> tuple[list[Point], str]:
        """The points of every code, and what is said of them."""
        every: list[Point] = []
        said = [self.words.chart_series % (self.unit, self._dimension(), self._stretch())]
        for code in self._shown():
            name = markup.plain(code.label, self.lang)
            own = self._points(name, (code.code,))
            every += own
            said.append(self._said_of_series(name, own))
        return every, " ".join([*said, self.words.chart_all_in_table])

    def _points(self, series: str, codes: tuple[str, ...]) -> list[Point]:
        return [
            Point(
                time,
                forms.short_period(time, self.lang),
                _number(self.table.figure(time, *codes)),
                series,
            )
            for time in self._times()
        ]

    def _dated_title(self) -> str:
        return f"{self.title}, {self._stretch()}"

    def _stretch(self) -> str:
        times = self._times()
        return forms.span(times[0], times[-1], self.lang)

    def _said_of_line(self, points: Sequence[Point]) -> str:
        known = {point.period: point.value for point in points if point.value is not None}
        said = [self.words.chart_line % (self.unit, self._stretch())]
        if known:
            low, high = (
                min(known, key=lambda one: known[one]),
                max(known, key=lambda one: known[one]),
            )
            ends = (high, low, list(known)[-1])
            said.append(
                self.words.chart_ends
                % tuple(
                    part
                    for time in ends
                    for part in (self._say(known[time]), forms.period_name(time, self.lang))
                )
            )
        return " ".join([*said, self.words.chart_all_in_table])

    def _said_of_series(self, name: str, points: Sequence[Point]) -> str:
        known = [point for point in points if point.value is not None]
        if not known:
            return f"{name}: {self.words.chart_nothing}."
        last = known[-1]
        period = forms.period_name(last.period, self.lang)
        return f"{name}: {self._say(last.value or 0)} ({period})."

    # One period, by category

    def _bars(self) -> Drawing | None:
        title, rows, said = self._rows(self.words.chart_bars)
        return charts.bars(title, rows, self.unit, description=said, lang=self.lang)

    def _tiles(self) -> Drawing | None:
        title, rows, said = self._rows(self.words.chart_tiles)
        return panels.tiles(title, rows, self.unit, description=said, lang=self.lang)

    def _rows(self, sentence: str) -> tuple[str, list[Bar], str]:
        time = self._newest()
        period = forms.period_name(time, self.lang)
        rows = [
            self._bar(markup.plain(code.label, self.lang), self.table.figure(time, code.code))
            for code in self._shown()
            if is_valid(code, time)
        ]
        parts = [f"{row.label}: {self._aloud(row)}" for row in rows]
        said = sentence % (self.unit, self._dimension(), period)
        return f"{self.title}, {period}", rows, f"{said} {'; '.join(parts)}."

    def _bar(self, label: str, figure: Figure) -> Bar:
        value = _number(figure)
        if value is not None:
            return Bar(label, value, self._say(value))
        return Bar(label, None, {"k": "1\u20137", "c": "c"}.get(figure.status, "\u2026"))

    def _aloud(self, row: Bar) -> str:
        return {"c": self.words.protected, "\u2026": self.words.missing}.get(row.text, row.text)

    def _say(self, value: int) -> str:
        return forms.number(value, self.lang)


def _number(figure: Figure) -> int | None:
    return figure.value if figure != MISSING else None
