"""What a word on a sheet means for a dataset: a code, a period, a total, a kind of column.

Comes in: a dataset and what the editor said with `--map`. Goes out: a `Reading` of a text. Nothing
near is taken for the thing itself: a near miss is a suggestion.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from generator.editing.spreadsheet import Value
from generator.editing.timewords import When, read_when
from generator.fields import Text
from generator.problems import suggest
from generator.records.statistics import Code, Dataset, Dimension
from generator.vocabulary import DimensionKind, Measure

COUNT, PERSONS, INCIDENTS, PERIOD = "count", "persons", "incidents", "period"
VALUES = (COUNT, PERSONS, INCIDENTS)
NUMBER, NOTE, DERIVED, FOREIGN = "nomor", "keterangan", "turunan", "lain"
TOTAL, SKIP = "total", "abaikan"
_COLUMNS = (*VALUES, PERIOD)

_TOTALS = re.compile(
    r"(?:grand\s*total|sub\s*-?\s*total|sub\s*-?\s*jumlah|jumlah\s+total|total\s+jumlah|jumlah|jml|total|ttl)\b"
    r"\.?(?:\s+(?:keseluruhan|seluruhnya|seluruh|semua|akhir|umum))?"
)
_GRAND = re.compile(r"grand|keseluruhan|seluruh|semua|akhir|umum")
_MEASURE_WORDS: Mapping[Measure, frozenset[str]] = {
    Measure.PERSONS: frozenset(
        ("orang", "jiwa", "wna", "orang asing", "persons", "person", "people")
    ),
    Measure.ACTIONS: frozenset(("tindakan", "tak", "actions", "action")),
    Measure.DOCUMENTS: frozenset(("dokumen", "documents", "document")),
}
_WORDS: Mapping[str, frozenset[str]] = {
    COUNT: frozenset(("count", "angka", "banyaknya", "frekuensi", "volume", "realisasi")),
    INCIDENTS: frozenset(("incidents", "kejadian", "peristiwa", "razia")),
    PERSONS: frozenset(("persons",)),
    PERIOD: frozenset(("period", "periode", "bulan", "tahun", "triwulan", "semester", "waktu")),
    NUMBER: frozenset(("no", "nomor", "no urut", "nomor urut", "nr", "#")),
    NOTE: frozenset(("keterangan", "ket", "catatan", "note", "notes")),
    DERIVED: frozenset(
        ("%", "persen", "persentase", "prosentase", "presentase", "percent", "share")
    )
    | frozenset(("rata-rata", "rata rata", "rata2", "average", "kenaikan", "pertumbuhan")),
}
# Columns of lists of persons; aggregates only may be imported (article 4 of UU 27/2022).
_PERSONAL = re.compile(
    r"nama(?:\s+(?:lengkap|wna|orang\s+asing|deteni|pemohon|yang\s+bersangkutan|pelapor|penjamin))?"
    r"|(?:full\s+)?name|(?:paspor|passport)(?:\s*(?:no\.?|number))?"
    r"|no(?:mor)?\.?\s*(?:paspor|passport|kitas|kitap|itas|itk|visa|dokumen|hp|telepon|telp|ktp|nik).*"
    r"|nik|ktp|(?:tempat\s*[,/&]?\s*(?:dan\s+)?)?(?:tanggal|tgl)\.?\s*lahir|ttl|tempat\s+lahir"
    r"|date\s+of\s+birth|birth\s*date|dob|alamat(?:\s+.*)?|sponsor|penjamin|inisial"
)
_IDENTIFIER = re.compile(r"[0-9]{16}|[A-Z]{1,2}[0-9]{6,8}")
_NUMBERING = re.compile(r"\(?(?:[0-9]{1,2}|[a-z])[.)]\s+")
_FOOTNOTE = re.compile(r"\s*(?:\*+|[¹²³⁴-⁹⁰]+)\)?$")
_LEVEL_WORDS = {"kec": "kecamatan", "kel": "kelurahan", "kab": "kabupaten", "prov": "provinsi"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text may mean; several `codes` are alternatives."""

    codes: tuple[tuple[str, str], ...] = ()
    when: When | None = None
    total: bool = False
    grand: bool = False
    dimension: str = ""
    level: str = ""
    column: str = ""
    skip: bool = False

    @property
    def known(self) -> bool:
        """Whether the text means anything here."""
        return self != Reading()

    @property
    def names_a_row(self) -> bool:
        """Whether counts may stand beside it."""
        return bool(self.codes or self.when or self.total or self.skip or self.column == DERIVED)


@dataclass(frozen=True)
class Lexicon:
    """The words of one dataset. `given`: what the editor said, by normalised text."""

    dataset: Dataset
    given: Mapping[str, str] = field(default_factory=dict)

    def read(self, value: Value) -> Reading:
        """What the value of a cell means; `Reading()` for anything not understood."""
        if not isinstance(value, str):
            return Reading(when=read_when(value))
        if value not in self._seen:
            text = normalised(value)
            bare = _NUMBERING.sub("", text, count=1)
            readings = (one for one in map(self._read, (text, bare)) if one.known)
            self._seen[value] = next(readings, Reading())
        return self._seen[value]

    @cached_property
    def _seen(self) -> dict[str, Reading]:
        """Each text that was read before; a sheet repeats its words."""
        return {}

    def _read(self, text: str) -> Reading:
        if text in self.given:
            return self._targeted(self.given[text])
        if codes := self._codes.get(text):
            return Reading(codes=codes)
        if codes := self._codes_of_a_level(text):
            return Reading(codes=codes)
        if when := read_when(text):
            return Reading(when=when)
        if named := self._dimensions.get(text):
            return Reading(dimension=named[0], level=named[1])
        if column := self._column(text):
            return Reading(column=column)
        match = _TOTALS.match(text)
        return self._total(text, match[0]) if match else Reading()

    def _total(self, text: str, lead: str) -> Reading:
        """`Jumlah`, `Jumlah Penjaringan`, `Total 2024`, `Jumlah (orang)`."""
        rest = text[len(lead) :].strip(" :()")
        grand = _GRAND.search(lead) is not None
        if not rest:
            return Reading(total=True, grand=grand)
        inner = self._read(rest)
        if inner.column in (*VALUES, FOREIGN):
            return inner
        if inner.codes or inner.when:
            return replace(inner, total=True)
        return Reading(total=True) if inner.dimension else Reading()

    def _column(self, text: str) -> str:
        """Which column a header names; a unit word means counts or persons by the measure."""
        bare = text.strip("() ").removeprefix("satuan ").strip("() :")
        for name, words in _WORDS.items():
            if bare in words:
                return name
        for measure, words in _MEASURE_WORDS.items():
            if bare in words or bare in {f"banyaknya {word}" for word in words}:
                if measure is self.dataset.measure:
                    return COUNT
                return PERSONS if measure is Measure.PERSONS else FOREIGN
        return ""

    def _targeted(self, target: str) -> Reading:
        """What the editor said: a code, `dimension:code`, a dimension, a column, total, abaikan."""
        if target == SKIP:
            return Reading(skip=True)
        if target == TOTAL:
            return Reading(total=True)
        if target in _COLUMNS:
            return Reading(column=target)
        if target in {one.id for one in self.dataset.dimensions}:
            return Reading(dimension=target)
        dimension, _, code = target.rpartition(":")
        return Reading(
            codes=tuple(
                (one.id, code)
                for one in self.dataset.dimensions
                if dimension in ("", one.id) and any(code == known.code for known in one.codes)
            )
        )

    def is_target(self, target: str) -> bool:
        """Whether `--map` may name it."""
        return self._targeted(target).known

    @property
    def targets(self) -> tuple[str, ...]:
        """What `--map` may name."""
        codes = [code.code for one in self.dataset.dimensions for code in one.codes]
        return (*codes, *(one.id for one in self.dataset.dimensions), *_COLUMNS, TOTAL, SKIP)

    def constant(self, dimension: str) -> str | None:
        """The code that `--map dimension=code` gives to the whole sheet."""
        target = self.given.get(normalised(dimension))
        found = self._targeted(target).codes if target else ()
        return next((code for name, code in found if name == dimension), None)

    def nearest(self, text: str, dimensions: Iterable[str] = ()) -> tuple[str, str]:
        """The known label nearest to a text, quoted, and its code; both "" when none is near."""
        wanted = set(dimensions)
        labels = {
            label: codes[0]
            for label, codes in self._codes.items()
            if not wanted or any(name in wanted for name, _ in codes)
        }
        near = suggest(normalised(text), labels).strip("'")
        if near not in labels:
            return "", ""
        dimension, code = labels[near]
        found = self.code(dimension, code)
        written = (one for one in _both(found.label) if normalised(one) == near)
        return next(written, near), f"{dimension}:{code}"

    @cached_property
    def _codes(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for dimension in self.dataset.dimensions:
            for code in dimension.codes:
                for label in {normalised(one) for one in _names(dimension, code)}:
                    found.setdefault(label, []).append((dimension.id, code.code))
        return {label: tuple(codes) for label, codes in found.items()}

    def _codes_of_a_level(self, text: str) -> tuple[tuple[str, str], ...]:
        """`Kec. Penjaringan` is the code of that label at the level kecamatan only."""
        word, _, rest = text.partition(" ")
        wanted = _LEVEL_WORDS.get(word.rstrip("."), word)
        return tuple(
            (name, code)
            for name, code in self._codes.get(rest, ())
            if self.level_of(name, code) == wanted
        )

    def code(self, dimension: str, code: str) -> Code:
        """A code of a dimension, with its label and validity."""
        return next(one for one in self._dimension(dimension).codes if one.code == code)

    def level_of(self, dimension: str, code: str) -> str:
        """The id of the level at which a code stands; "" where levels have no names."""
        found = self._dimension(dimension)
        depth = len(self.line(dimension, code))
        return found.levels[depth - 1].id if depth <= len(found.levels) else ""

    def line(self, dimension: str, code: str) -> tuple[str, ...]:
        """The codes that contain a code, outermost first, itself last."""
        parents = {one.code: one.parent for one in self._dimension(dimension).codes}
        line: list[str] = []
        step: str | None = code
        while step is not None and step not in line:
            line.append(step)
            step = parents.get(step)
        return tuple(reversed(line))

    def finer(self, dimension: str, code: str) -> tuple[str, ...]:
        """The codes directly under a code."""
        return tuple(one.code for one in self._dimension(dimension).codes if one.parent == code)

    def _dimension(self, name: str) -> Dimension:
        return next(one for one in self.dataset.dimensions if one.id == name)

    @cached_property
    def _dimensions(self) -> Mapping[str, tuple[str, str]]:
        """By name or label: the dimension, and the level where a level was named."""
        found: dict[str, tuple[str, str]] = {}
        for one in self.dataset.dimensions:
            for level in one.levels:
                for label in (level.id, *_both(level.label)):
                    found[normalised(label)] = (one.id, level.id)
        for one in self.dataset.dimensions:
            for label in (one.id, *_both(one.label)):
                found[normalised(label)] = (one.id, "")
        return found

    def is_personal(self, text: str) -> bool:
        """Whether a header announces data about single persons."""
        found = normalised(text)
        return bool(_PERSONAL.fullmatch(found)) and not self._read(found).known


def is_identifier(value: Value) -> bool:
    """Whether a cell looks like a NIK or a passport number."""
    if isinstance(value, (int, float)):
        return 1e15 <= value < 1e16
    return isinstance(value, str) and bool(_IDENTIFIER.fullmatch(value.strip()))


def normalised(text: str) -> str:
    """A text without case, line breaks and footnote marks."""
    plain = unicodedata.normalize("NFKC", _FOOTNOTE.sub("", text.strip())).casefold()
    return " ".join(plain.split()).strip(" *:;.")


def _names(dimension: Dimension, code: Code) -> Iterator[str]:
    yield code.code
    yield from _both(code.label)
    if dimension.kind is DimensionKind.ACTION and code.letter:
        yield from (code.letter.label("id"), code.letter.label("en"))


def _both(text: Text) -> Iterator[str]:
    yield text.id
    if text.en:
        yield text.en
