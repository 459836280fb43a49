"""Glossary terms and knowledge pages."""

from __future__ import annotations

from typing import Annotated

from generator.fields import AsList, Day, Line, LocalId, Whole, Words, key
from generator.records.base import Graded, ListFile, Source, TermRef
from generator.vocabulary import Grade

_OPEN = Grade.TERBUKA


class TermRecord(Graded):
    """One glossary term in `content/glossary.yml`."""

    id: LocalId = key("Id", "Pengenal istilah.", grade=_OPEN)
    term: Words = key("Istilah", "Istilah, sebaiknya dua bahasa.", grade=_OPEN)
    abbreviation: Line | None = key("Singkatan", "Singkatan yang lazim.", grade=_OPEN, default=None)
    aliases: Annotated[tuple[Line, ...], AsList] = key(
        "Sebutan lain", "Ejaan atau sebutan lain.", grade=_OPEN, default=()
    )
    definition: Words | None = key(
        "Penjelasan", "Arti dengan kata sendiri.", grade=_OPEN, default=None
    )
    see: Annotated[tuple[TermRef, ...], AsList] = key(
        "Lihat juga", "Id istilah lain.", grade=_OPEN, default=()
    )
    sources: Annotated[tuple[Source, ...], AsList] = key(
        "Sumber", "Asal penjelasan.", grade=_OPEN, default=()
    )


class TermFile(ListFile):
    """`content/glossary.yml`: the grade holds for every term that does not raise it."""

    terms: Annotated[tuple[TermRecord, ...], AsList] = key(
        "Istilah", "Daftar istilah.", grade=_OPEN
    )


class KnowledgePage(Graded):
    """A Markdown page with front matter: `content/knowledge/**/<name>.md`, English in `<name>.en.md`."""

    title: Words = key("Judul", "Judul halaman.", grade=_OPEN)
    summary: Words | None = key(
        "Ringkasan", "Satu kalimat untuk daftar.", grade=_OPEN, default=None
    )
    order: Whole = key("Urutan", "Angka kecil tampil dulu.", grade=_OPEN, default=100)
    updated: Day | None = key(
        "Diperbarui", "Tanggal pembaruan terakhir.", grade=_OPEN, default=None
    )
    sources: Annotated[tuple[Source, ...], AsList] = key(
        "Sumber", "Sumber yang dipakai.", grade=_OPEN, default=()
    )
    body: Words = key("Isi", "Isi halaman dalam Markdown.", grade=_OPEN)
