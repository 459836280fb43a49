"""Statistics: a dataset's definitions and the periods of counts that belong to it. Aggregates only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import model_validator

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
)
from generator.records.base import Graded, OrganisationRef, Source
from generator.vocabulary import Frequency, Grade, Measure

_OPEN = Grade.TERBUKA
DEFAULT_THRESHOLD = 5


class Code(Entry):
    """One category of a dimension."""

    code: LocalId = key("Kode", "Kode dalam data, misalnya deportasi atau 31.72.06.", grade=_OPEN)
    label: Words = key("Label", "Sebutan untuk pembaca.", grade=_OPEN)
    note: Words | None = key("Catatan", "Batasan kategori.", grade=_OPEN, default=None)


class Dimension(Entry):
    """One way in which the counts are split."""

    id: LocalId = key("Id", "Nama kolom dalam data.", grade=_OPEN)
    label: Words = key("Label", "Sebutan untuk pembaca.", grade=_OPEN)
    codes: Annotated[tuple[Code, ...], AsList] = key(
        "Daftar kode", "Kategori yang ada.", grade=_OPEN
    )


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
        "Angka lebih kecil dari ini (selain nol) tidak dipublikasikan.",
        grade=_OPEN,
        default=DEFAULT_THRESHOLD,
    )
    publish: Annotated[tuple[LocalId, ...], AsList] = key(
        "Tabel publik",
        "Id dimensi (atau period untuk deret waktu); masing-masing satu tabel publik per periode.",
        grade=_OPEN,
        default=(),
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


class Row(Entry):
    """One count: its codes by dimension, the period when finer than the file's, the number."""

    count: Count = key("Jumlah", "Bilangan bulat, tidak negatif.")
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
        own = {name: value[name] for name in ("count", "period") if name in value}
        return {**own, "codes": {name: code for name, code in value.items() if name not in own}}


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
