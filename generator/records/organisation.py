"""Organisations with their names and parents through time, and places by Kemendagri code."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Annotated

from pydantic import AfterValidator

from generator.fields import AsList, Day, Entry, Line, LocalId, Url, Words, key
from generator.records.base import Graded, ListFile, OrganisationRef, PlaceRef, Source
from generator.vocabulary import Grade, OrganisationKind, PlaceLevel

_OPEN = Grade.TERBUKA


class Validity(Entry):
    """A stretch of days: from (included) to (included); an open end is not written."""

    since: Day | None = key(
        "Sejak",
        "Hari pertama; kosong bila tidak diketahui.",
        grade=_OPEN,
        default=None,
        alias="from",
    )
    until: Day | None = key(
        "Sampai", "Hari terakhir; kosong bila masih berlaku.", grade=_OPEN, default=None, alias="to"
    )

    def covers(self, day: datetime.date) -> bool:
        """Whether `day` lies in this stretch."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


class Name(Validity):
    """What the organisation was called."""

    name: Words = key("Nama", "Nama resmi.", grade=_OPEN)
    short: Line | None = key("Singkatan", "Sebutan pendek.", grade=_OPEN, default=None)


class Parent(Validity):
    """To which organisation it belonged."""

    organisation: OrganisationRef = key("Induk", "Id organisasi induk.", grade=_OPEN)


class Membership(Validity):
    """Membership of the team, by decree when known."""

    decree: Line | None = key(
        "Surat keputusan", "Nomor SK bila diketahui.", grade=_OPEN, default=None
    )


def _some(names: Sequence[Name]) -> Sequence[Name]:
    if not names:
        from pydantic_core import PydanticCustomError

        raise PydanticCustomError("VAL012", "VAL012")
    return names


class Organisation(Graded):
    """One organisation: `content/organisations/<id>.yml`."""

    names: Annotated[tuple[Name, ...], AsList, AfterValidator(_some)] = key(
        "Nama", "Nama dengan masa berlakunya; yang terbaru terakhir.", grade=_OPEN
    )
    kind: OrganisationKind = key("Jenis", "Jenis organisasi.", grade=_OPEN)
    parents: Annotated[tuple[Parent, ...], AsList] = key(
        "Induk", "Induk dengan masa berlakunya.", grade=_OPEN, default=()
    )
    place: PlaceRef | None = key("Wilayah", "Kode wilayah Kemendagri.", grade=_OPEN, default=None)
    member: Annotated[tuple[Membership, ...], AsList] = key(
        "Keanggotaan tim", "Masa keanggotaan dan dasarnya.", grade=_OPEN, default=()
    )
    role: Words | None = key(
        "Peran", "Tugasnya dalam pengawasan orang asing.", grade=_OPEN, default=None
    )
    website: Url | None = key("Situs", "Situs resmi.", grade=_OPEN, default=None)
    sources: Annotated[tuple[Source, ...], AsList] = key(
        "Sumber", "Dari mana keterangan ini.", grade=_OPEN, default=()
    )
    contact: Words | None = key(
        "Narahubung", "Untuk anggota; tidak tampil di situs publik.", default=None
    )


class PlaceRecord(Graded):
    """One administrative area in `content/places.yml`."""

    code: LocalId = key("Kode", "Kode Kemendagri, misalnya 31.72.06.", grade=_OPEN)
    name: Words = key("Nama", "Nama wilayah.", grade=_OPEN)
    level: PlaceLevel = key(
        "Tingkat", "provinsi, kota, kabupaten, kecamatan atau kelurahan.", grade=_OPEN
    )
    source: Source | None = key(
        "Sumber", "Asal kode ini; kosong berarti sumber berkasnya.", grade=_OPEN, default=None
    )


class PlaceFile(ListFile):
    """`content/places.yml`: grade and source hold for every place that has none of its own."""

    source: Source | None = key("Sumber", "Asal daftar kode.", grade=_OPEN, default=None)
    places: Annotated[tuple[PlaceRecord, ...], AsList] = key(
        "Wilayah", "Daftar wilayah.", grade=_OPEN
    )
