"""Statistics: a dataset's definitions, the periods of its counts, and what of them was published.

Aggregates only: no key of these models holds anything about one person. `publish:` is the
publication plan: every public figure of a dataset lies in one of its tables. `published.yml` is
written by `timpora release` and remembers for ever what was public.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import PlainValidator, model_validator

from generator.fields import (
    AsList,
    Count,
    Day,
    Entry,
    Flag,
    Line,
    LocalId,
    Period,
    Whole,
    Words,
    key,
    schema,
    wrong,
)
from generator.problems import exact
from generator.records.base import Graded, OrganisationRef, Source
from generator.vocabulary import (
    ActionLetter,
    ChartKind,
    DimensionKind,
    Frequency,
    Grade,
    InformationWeight,
    Measure,
    Protection,
    ReleaseKind,
    RevisionKind,
    TimeLevel,
)

_OPEN = Grade.TERBUKA
DEFAULT_THRESHOLD = 5
DEFAULT_FINE_THRESHOLD = 10
TOTAL = "_T"  # the code of a dimension summed over, as SDMX writes it


class Level(Entry):
    """One level of a hierarchy of codes."""

    id: LocalId = key("Id", "Nama tingkat, misalnya kecamatan.", grade=_OPEN)
    label: Words = key("Label", "Sebutan untuk pembaca.", grade=_OPEN)


class Code(Entry):
    """One category of a dimension."""

    code: LocalId = key("Kode", "Kode dalam data, misalnya deportasi atau 31.72.06.", grade=_OPEN)
    label: Words = key("Label", "Sebutan untuk pembaca.", grade=_OPEN)
    note: Words | None = key("Catatan", "Batasan kategori.", grade=_OPEN, default=None)
    parent: LocalId | None = key(
        "Kode induk",
        "Kode yang memuat kode ini, satu tingkat di atasnya.",
        grade=_OPEN,
        default=None,
    )
    since: Period | None = key(
        "Berlaku sejak", "Periode pertama yang memakai kode ini.", grade=_OPEN, default=None
    )
    until: Period | None = key(
        "Berlaku sampai", "Periode terakhir yang memakai kode ini.", grade=_OPEN, default=None
    )
    letter: ActionLetter | None = key(
        "Huruf Pasal 75 ayat (2)",
        "Huruf a sampai f UU 6/2011; wajib dalam dimensi berjenis tindakan.",
        grade=_OPEN,
        default=None,
    )


class Dimension(Entry):
    """One way in which the counts are split."""

    id: LocalId = key("Id", "Nama kolom dalam data.", grade=_OPEN)
    label: Words = key("Label", "Sebutan untuk pembaca.", grade=_OPEN)
    kind: DimensionKind = key(
        "Jenis",
        "wilayah, kewarganegaraan, tindakan atau lain.",
        grade=_OPEN,
        default=DimensionKind.OTHER,
    )
    levels: Annotated[tuple[Level, ...], AsList] = key(
        "Tingkat",
        "Nama tingkat dari yang paling luas, bila kode bertingkat: kecamatan, lalu kelurahan.",
        grade=_OPEN,
        default=(),
    )
    codes: Annotated[tuple[Code, ...], AsList] = key(
        "Daftar kode", "Kategori yang ada; yang bertingkat menyebut induknya.", grade=_OPEN
    )


class PublicTable(Entry):
    """One table of the publication plan; a bare id stands for the table along that dimension."""

    id: LocalId = key("Id", "Pengenal tabel dalam data ini.", grade=_OPEN)
    title: Words | None = key("Judul", "Judul tabel untuk pembaca.", grade=_OPEN, default=None)
    time: Annotated[tuple[TimeLevel, ...], AsList] = key(
        "Waktu",
        "bulan, triwulan, semester, tahun; kosong berarti setiap periode berkas sebagai satu angka.",
        grade=_OPEN,
        default=(),
    )
    by: Annotated[tuple[LocalId, ...], AsList] = key(
        "Menurut",
        "Id dimensi yang disilangkan; kosong berarti jumlahnya saja.",
        grade=_OPEN,
        default=(),
    )
    level: Mapping[str, LocalId] = key(
        "Sampai tingkat",
        "Tingkat terinci per dimensi, misalnya {wilayah: kecamatan}; kosong berarti yang terinci.",
        grade=_OPEN,
        default={},
    )
    protection: Protection = key(
        "Perlindungan",
        "tutup atau bulat; pembulatan tidak boleh di samping angka persis yang sama.",
        grade=_OPEN,
        default=Protection.SUPPRESSION,
    )
    chart: ChartKind | None = key(
        "Gambar",
        "garis, batang, panel, peta atau tanpa; kosong berarti dipilihkan.",
        grade=_OPEN,
        default=None,
    )

    @model_validator(mode="before")
    @classmethod
    def _from_dimension(cls, value: object) -> object:
        """`kecamatan` is short for `{id: kecamatan, by: [kecamatan]}`."""
        return {"id": value, "by": [value]} if isinstance(value, str) else value


class Dataset(Graded):
    """What is counted and how: `content/statistics/<id>/dataset.yml`."""

    title: Words = key("Judul", "Judul data.", grade=_OPEN)
    office: OrganisationRef | None = key(
        "Produsen data", "Id organisasi.", grade=_OPEN, default=None
    )
    concept: Words = key("Konsep", "Apa yang dihitung (Satu Data).", grade=_OPEN)
    definition: Words = key("Definisi", "Batasan yang dihitung dan yang tidak.", grade=_OPEN)
    classification: Words | None = key(
        "Klasifikasi", "Dasar pengelompokan.", grade=_OPEN, default=None
    )
    measure: Measure = key(
        "Ukuran", "orang, tindakan atau dokumen; tidak pernah dicampur.", grade=_OPEN
    )
    unit: Words = key("Satuan", "Satuan dalam tabel.", grade=_OPEN)
    frequency: Frequency = key("Frekuensi", "Seberapa sering terbit.", grade=_OPEN)
    dimensions: Annotated[tuple[Dimension, ...], AsList] = key(
        "Dimensi", "Pengelompokan angka.", grade=_OPEN
    )
    threshold: Whole = key(
        "Ambang",
        "Angka orang yang lebih kecil dari ini (selain nol) tidak dipublikasikan; paling rendah 5.",
        grade=_OPEN,
        default=DEFAULT_THRESHOLD,
    )
    fine_threshold: Whole = key(
        "Ambang rinci",
        "Ambang bila kewarganegaraan bertemu kelurahan; paling rendah 10.",
        grade=_OPEN,
        default=DEFAULT_FINE_THRESHOLD,
    )
    minimum_incidents: Whole | None = key(
        "Kejadian paling sedikit",
        "Angka dari kejadian yang lebih sedikit dari ini ditutup, misalnya 2: satu razia bukan statistik.",
        grade=_OPEN,
        default=None,
    )
    distinct_within: Annotated[tuple[LocalId, ...], AsList] = key(
        "Tidak dilintasi",
        "Yang tidak dilintasi satu orang atau satu kejadian: period, atau id dimensi (misalnya wilayah).",
        grade=_OPEN,
        default=("period",),
    )
    persons_unknown: Flag = key(
        "Orang tidak diketahui",
        "true bila banyaknya orang di balik tindakan tidak dicatat; situs menyatakannya.",
        grade=_OPEN,
        default=False,
    )
    weight: InformationWeight = key(
        "Bobot informasi",
        "Ukuran kerugian bila angka lain ikut ditutup: log, jumlah atau sel.",
        grade=_OPEN,
        default=InformationWeight.LOG,
    )
    publish: Annotated[tuple[PublicTable, ...], AsList] = key(
        "Tabel publik",
        "Semua tabel yang terbit; id dimensi saja berarti satu tabel menurut dimensi itu.",
        grade=_OPEN,
        default=(),
    )
    jump_factor: Whole = key(
        "Batas lonjakan",
        "Jumlah yang naik atau turun lebih dari sekian kali ditanyakan.",
        grade=_OPEN,
        default=5,
    )
    next_release: Day | None = key(
        "Rilis berikutnya", "Tanggal rilis berikutnya.", grade=_OPEN, default=None
    )
    revision_policy: Words | None = key(
        "Kebijakan revisi", "Kapan angka dapat berubah.", grade=_OPEN, default=None
    )
    note: Words | None = key("Catatan", "Yang perlu diketahui pembaca.", grade=_OPEN, default=None)
    sources: Annotated[tuple[Source, ...], AsList] = key(
        "Sumber", "Asal data.", grade=_OPEN, default=()
    )
    secretariat_note: Words | None = key(
        "Catatan sekretariat", "Untuk anggota; tidak tampil di situs publik.", default=None
    )


ROW_COLUMNS = ("count", "persons", "incidents", "period")  # every other column is a dimension


class Row(Entry):
    """One count: its codes by dimension, the period when finer than the file's, the number."""

    count: Count = key("Jumlah", "Bilangan bulat, tidak negatif.")
    persons: Count | None = key(
        "Orang", "Banyaknya orang berbeda di balik tindakan atau dokumen ini.", default=None
    )
    incidents: Count | None = key(
        "Kejadian", "Banyaknya kejadian (razia, laporan) yang menghasilkan angka ini.", default=None
    )
    period: Period | None = key(
        "Periode", "Bila lebih rinci dari periode berkas, misalnya 2024-10.", default=None
    )
    codes: Mapping[str, str] = key("Kode", "Kode per dimensi.")

    @model_validator(mode="before")
    @classmethod
    def _gather_codes(cls, value: object) -> object:
        """`{kind: deportasi, count: 92}`: every other key names a dimension."""
        if not isinstance(value, dict):
            return value
        own = {name: value[name] for name in ROW_COLUMNS if name in value}
        return {**own, "codes": {name: code for name, code in value.items() if name not in own}}


class Revision(Entry):
    """A declared change of figures that were published before."""

    date: Day = key("Tanggal", "Tanggal perubahan.", grade=_OPEN)
    kind: RevisionKind = key("Jenis", "susulan, penarikan atau pembetulan.", grade=_OPEN)
    why: Words = key("Alasan", "Mengapa angka berubah.", grade=_OPEN)


class Withdrawal(Entry):
    """Figures that are no longer shown, although they were published."""

    date: Day = key("Tanggal", "Tanggal penarikan.", grade=_OPEN)
    why: Words = key("Alasan", "Mengapa angka ditarik.", grade=_OPEN)


class PeriodData(Graded):
    """The counts of one period: `content/statistics/<dataset>/<period>.yml`."""

    period: Period = key("Periode", "2024, 2024-10 atau 2023-01/2023-08.", grade=_OPEN)
    released: Day | None = key(
        "Tanggal rilis", "Kapan angka ini terbit.", grade=_OPEN, default=None
    )
    provisional: Flag = key(
        "Sementara", "true bila masih dapat berubah.", grade=_OPEN, default=False
    )
    total: Count | None = key(
        "Jumlah menurut sumber",
        "Jumlah yang tertulis di sumber; diperiksa terhadap bagian-bagiannya.",
        default=None,
    )
    rows: Annotated[tuple[Row, ...], AsList] | None = key(
        "Baris", "Satu baris satu angka.", default=None
    )
    csv: Line | None = key(
        "Berkas CSV", "Nama berkas CSV di folder yang sama, sebagai ganti rows.", default=None
    )
    revisions: Annotated[tuple[Revision, ...], AsList] = key(
        "Revisi",
        "Setiap perubahan angka sesudah terbit, dengan alasannya.",
        grade=_OPEN,
        default=(),
    )
    withdrawn: Withdrawal | None = key(
        "Ditarik", "Bila angka periode ini tidak ditayangkan lagi.", grade=_OPEN, default=None
    )
    note: Words | None = key("Catatan", "Keterangan periode ini.", grade=_OPEN, default=None)
    sources: Annotated[tuple[Source, ...], AsList] = key(
        "Sumber", "Asal angka.", grade=_OPEN, default=()
    )
    secretariat_note: Words | None = key(
        "Catatan sekretariat", "Untuk anggota; tidak tampil di situs publik.", default=None
    )

    @property
    def least_grade(self) -> Grade:
        """Provisional figures are at least `terbatas`: their revision could be subtracted from them."""
        return max(self.grade, Grade.TERBATAS) if self.provisional else self.grade


@dataclass(frozen=True, slots=True)
class Published:
    """One count as it was published: `value`, or None where only `status` was said of it.

    Written `12` (as it is), `c` (hidden for itself), `d` (hidden for the sake of others), `~15`
    (rounded to the nearest 5) or `~1-7` (the smallest class of rounding). Readers see one mark for
    `c` and `d`; SDMX tells them apart in the same way (CL_CONF_STATUS).
    """

    value: int | None
    status: Literal["A", "c", "d", "r", "k"]

    def __str__(self) -> str:
        """As it is written in the ledger."""
        marks = {"A": f"{self.value}", "r": f"~{self.value}", "k": SMALL_CLASS}
        return marks.get(self.status, self.status)

    @property
    def hidden(self) -> bool:
        """Whether the count was protected by hiding it."""
        return self.status in ("c", "d")


def _parse_figures(value: Any) -> Mapping[str, Published]:
    if not isinstance(value, dict):
        raise wrong("VAL007", found=exact(value))
    return {codes: _parse_figure(figure) for codes, figure in value.items()}


def _parse_figure(value: Any) -> Published:
    match = _FIGURE.fullmatch(value) if isinstance(value, str) else None
    if not match:
        raise wrong("STA019", found=exact(value))
    if match["mark"]:
        return Published(None, "c" if match["mark"] == "c" else "d")
    if match["small"]:
        return Published(None, "k")
    return Published(int(match["count"]), "r" if match["rounded"] else "A")


SMALL_CLASS = "~1-7"
_FIGURE = re.compile(r"(?P<mark>[cd])|(?P<small>~1-7)|(?P<rounded>~)?(?P<count>[0-9]+)")
Figures = Annotated[Mapping[str, Published], PlainValidator(_parse_figures), schema("object")]


class Release(Entry):
    """What was published on one day."""

    date: Day = key("Tanggal", "Hari terbit.", grade=_OPEN)
    kind: ReleaseKind = key("Jenis", "rilis, revisi atau tempat-lain.", grade=_OPEN)
    plan: Whole = key("Rencana", "Nomor rencana publikasi yang berlaku.", grade=_OPEN)
    change: RevisionKind | None = key(
        "Perubahan", "Jenis revisi: susulan, penarikan atau pembetulan.", grade=_OPEN, default=None
    )
    source: Words | None = key(
        "Terbit di", "Di mana angka ini sudah terbit sebelumnya.", grade=_OPEN, default=None
    )
    cover: Annotated[tuple[LocalId, ...], AsList] = key(
        "Standar lebih ringan",
        "Id tabel yang hanya mencapai standar cover; yang lain mencapai beyond.",
        grade=_OPEN,
        default=(),
    )
    cells: Mapping[str, Figures] = key(
        "Angka",
        "Per periode: kode menurut urutan dimensi, lalu angkanya; c atau d bila ditutup.",
        grade=_OPEN,
    )


class Plan(Entry):
    """One version of the publication plan, in words that a reader of the file understands."""

    version: Whole = key("Nomor", "Nomor rencana.", grade=_OPEN)
    since: Day = key("Sejak", "Hari rilis pertama menurut rencana ini.", grade=_OPEN)
    tables: Mapping[str, Line] = key("Tabel", "Isi setiap tabel.", grade=_OPEN)


class Ledger(Graded):
    """Everything of a dataset that was ever published: `content/statistics/<id>/published.yml`."""

    dimensions: Annotated[tuple[LocalId, ...], AsList] = key(
        "Dimensi", "Urutan dimensi dalam setiap baris.", grade=_OPEN
    )
    plans: Annotated[tuple[Plan, ...], AsList] = key(
        "Rencana publikasi", "Setiap rencana yang pernah berlaku.", grade=_OPEN
    )
    releases: Annotated[tuple[Release, ...], AsList] = key(
        "Rilis", "Semua rilis, yang lama dulu.", grade=_OPEN
    )

    @property
    def least_grade(self) -> Grade:
        """The file is the office's own; the figures in it that may be seen stand on the pages."""
        return max(self.grade, Grade.TERBATAS)
