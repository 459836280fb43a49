"""Regulations: identity, dates, relations to older rules, articles in own words, verification."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from generator.fields import AsList, Day, Entry, Flag, Line, LocalId, Url, Whole, Words, key
from generator.records.base import (
    Binds,
    Graded,
    NamesFields,
    OrganisationRef,
    RegulationRef,
    Source,
)
from generator.vocabulary import Evidence, Gazette, Grade, RegulationType, RelationKind

_OPEN = Grade.TERBUKA


class GazetteNumber(Entry):
    """One place in an official gazette, for instance LN 2011/52."""

    series: Gazette = key("Seri", "LN, TLN, BN atau BD.", grade=_OPEN)
    year: Whole | None = key(
        "Tahun", "Tahun terbit; TLN tidak memakainya.", grade=_OPEN, default=None
    )
    number: Whole = key("Nomor", "Nomor.", grade=_OPEN)


class Relation(Entry):
    """What this rule does to an older one. Written here only; the inverse is derived."""

    kind: RelationKind = key(
        "Hubungan",
        "mengubah, mencabut, melaksanakan, menetapkan (Perppu menjadi UU) atau merujuk.",
        grade=_OPEN,
    )
    target: Annotated[RegulationRef, Binds()] | None = key(
        "Peraturan", "Id peraturan, boleh dengan pasal.", grade=_OPEN, default=None
    )
    unlisted: Line | None = key(
        "Peraturan lain",
        "Sebutan peraturan yang tidak ada di sini, misalnya UU 9/1992.",
        grade=_OPEN,
        default=None,
    )
    article: Line | None = key(
        "Pasal yang mengaturnya", "Pasal dalam peraturan ini.", grade=_OPEN, default=None
    )
    partial: Flag = key(
        "Sebagian", "true bila hanya sebagian yang dicabut.", grade=_OPEN, default=False
    )
    evidence: Evidence = key("Verifikasi", "naskah atau sekunder.", grade=_OPEN)
    source: Words | None = key(
        "Sumber", "Dari mana hubungan ini diketahui.", grade=_OPEN, default=None
    )


class Article(Entry):
    """One article, summarised in own words."""

    id: LocalId = key("Id", "Pengenal, misalnya pasal-69.", grade=_OPEN)
    heading: Words = key("Pasal", "Sebutan, misalnya 'Pasal 69 ayat (1)'.", grade=_OPEN)
    summary: Words = key("Ringkasan", "Isi pasal dengan kata sendiri.", grade=_OPEN)
    topics: Annotated[tuple[Line, ...], AsList] = key(
        "Topik", "Kata kunci.", grade=_OPEN, default=()
    )
    evidence: Evidence = key("Verifikasi", "naskah atau sekunder.", grade=_OPEN)


class Verification(Entry):
    """How one field was verified."""

    evidence: Evidence = key("Tingkat", "naskah (naskahnya dibaca) atau sekunder.", grade=_OPEN)
    source: Words = key("Sumber", "Sumber yang dibaca.", grade=_OPEN)
    date: Day = key("Tanggal", "Kapan diperiksa.", grade=_OPEN)


class Regulation(Graded):
    """One rule: `content/regulations/<id>.yml`, id = abbreviation-number-year."""

    title: Words = key("Judul", "Tentang apa, tanpa nomor.", grade=_OPEN)
    type: RegulationType = key("Jenis", "Jenis peraturan.", grade=_OPEN)
    abbreviation: Line = key(
        "Singkatan", "Singkatan dengan penerbit, misalnya UU, PP, Permenkumham.", grade=_OPEN
    )
    issuer: OrganisationRef | None = key(
        "Penerbit", "Id organisasi penerbit.", grade=_OPEN, default=None
    )
    number: Line = key("Nomor", "Nomor.", grade=_OPEN)
    year: Whole = key("Tahun", "Tahun.", grade=_OPEN)
    enacted: Day | None = key(
        "Ditetapkan", "Tanggal penetapan atau pengesahan.", grade=_OPEN, default=None
    )
    promulgated: Day | None = key("Diundangkan", "Tanggal pengundangan.", grade=_OPEN, default=None)
    effective: Day | None = key(
        "Mulai berlaku", "Bila berbeda dari tanggal pengundangan.", grade=_OPEN, default=None
    )
    gazette: Annotated[tuple[GazetteNumber, ...], AsList] = key(
        "Lembaran", "LN, TLN, BN atau BD.", grade=_OPEN, default=()
    )
    relations: Annotated[tuple[Relation, ...], AsList] = key(
        "Hubungan", "Terhadap peraturan yang lebih lama.", grade=_OPEN, default=()
    )
    summary: Words | None = key(
        "Ringkasan", "Isi pokok dengan kata sendiri.", grade=_OPEN, default=None
    )
    text_date: Day | None = key(
        "Keadaan naskah",
        "Ringkasan dan pasal mengikuti perubahan yang berlaku sampai hari ini; kosong berarti naskah asli.",
        grade=_OPEN,
        default=None,
    )
    articles: Annotated[tuple[Article, ...], AsList] = key(
        "Pasal", "Pasal yang dipakai tim.", grade=_OPEN, default=()
    )
    topics: Annotated[tuple[Line, ...], AsList] = key(
        "Topik", "Kata kunci.", grade=_OPEN, default=()
    )
    verified: Annotated[Mapping[str, Verification], NamesFields()] = key(
        "Verifikasi",
        "Per kolom: tingkat, sumber, tanggal. 'status' berarti keberlakuannya diperiksa.",
        grade=_OPEN,
        default={},
    )
    official_text: Url | None = key(
        "Naskah resmi", "Alamat naskah di JDIH.", grade=_OPEN, default=None
    )
    note: Words | None = key(
        "Catatan", "Yang belum diketahui, atau perlu perhatian.", grade=_OPEN, default=None
    )
    sources: Annotated[tuple[Source, ...], AsList] = key(
        "Sumber", "Sumber yang dipakai.", grade=_OPEN, default=()
    )
    secretariat_note: Words | None = key(
        "Catatan sekretariat", "Untuk anggota; tidak tampil di situs publik.", default=None
    )

    @property
    def label(self) -> str:
        """How people cite it: "UU 6/2011"."""
        return f"{self.abbreviation} {self.number}/{self.year}"
