"""What every record is made of: grades, sources, persons, and references to other records.

An editor can raise the grade of a record, of a part, or of one field (`grades:`), never lower it, and
keep each of them for single organisations (`hanya:`, `hanya_kolom:`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, PlainValidator, model_validator

from generator.fields import AsList, Day, Entry, Line, LocalId, Url, Words, key, schema, wrong
from generator.problems import quoted
from generator.vocabulary import Grade

CLOSED = Grade.SANGAT_RAHASIA  # no site has this clearance (settings)


@dataclass(frozen=True)
class RefTo:
    """Marks a string field as the id of a record of one of `kinds`, maybe with `#fragment`."""

    kinds: tuple[str, ...]
    fragment: bool = False


@dataclass(frozen=True)
class Binds:
    """Marks a reference that its entry is about: where it is withheld, the whole entry is."""


@dataclass(frozen=True)
class NamesFields:
    """Marks a mapping whose keys are fields of the same entry: what is said of a withheld one goes too."""


@dataclass(frozen=True)
class PartOfSame:
    """Marks a string field as the id of another part of the same record."""


def _check_ref(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[^\s#]+(#[^\s#]+)?", value):
        raise wrong("VAL011", found=quoted(value))
    return value


_Ref = PlainValidator(_check_ref)
OrganisationRef = Annotated[str, _Ref, RefTo(("organisation",)), schema("string")]
PlaceRef = Annotated[str, _Ref, RefTo(("place",)), schema("string")]
RegulationRef = Annotated[str, _Ref, RefTo(("regulation",), fragment=True), schema("string")]
MeetingPartRef = Annotated[str, _Ref, RefTo(("meeting",), fragment=True), schema("string")]
PartRef = Annotated[LocalId, PartOfSame()]
TermRef = Annotated[str, _Ref, RefTo(("term",)), schema("string")]


def _grade() -> Any:
    return key(
        "Kelas akses",
        "terbuka, terbatas, rahasia atau sangat_rahasia; kosong berarti terbatas.",
        grade=Grade.TERBUKA,
        default=Grade.TERBATAS,
    )


class ListFile(Entry):
    """A file of many small records: its grade is the least that any of them has."""

    grade: Grade = _grade()


_Named = TypeVar("_Named", tuple[str, ...], Mapping[str, Any])


def _somebody(named: _Named) -> _Named:
    if not named:
        raise wrong("GRD002")
    return named


def _nobody(value: Any) -> Any:
    """Without a value is not the same as not written: that would open what was to be closed."""
    return [] if value is None else value


_Somebody = Annotated[
    tuple[OrganisationRef, ...], AsList, BeforeValidator(_nobody), AfterValidator(_somebody)
]


class Graded(Entry):
    """An entry that carries its own grade; unmarked means `terbatas`."""

    grade: Grade = _grade()
    grades: Mapping[str, Grade] = key(
        "Kelas per kolom",
        "Menaikkan kelas satu kolom yang tidak wajib, misalnya {venue: terbatas}; tidak dapat menurunkan.",
        grade=Grade.SANGAT_RAHASIA,
        default={},
    )

    only: _Somebody = key(
        "Hanya untuk",
        "Id organisasi; hanya bahan rapat untuk organisasi ini yang memuatnya, situs mana pun tidak.",
        grade=Grade.SANGAT_RAHASIA,
        default=(),
        alias="hanya",
    )
    only_fields: Annotated[Mapping[str, _Somebody], AfterValidator(_somebody)] = key(
        "Hanya untuk, per kolom",
        "Seperti hanya, untuk satu kolom yang tidak wajib, misalnya {note: [kodim-0505]}.",
        grade=Grade.SANGAT_RAHASIA,
        default={},
        alias="hanya_kolom",
    )

    @model_validator(mode="before")
    @classmethod
    def _only_names_somebody(cls, value: object) -> object:
        """The same for `hanya:` and `hanya_kolom:`, which other keys without a value are not."""
        if not isinstance(value, dict):
            return value
        empty: dict[str, object] = {"hanya": [], "hanya_kolom": {}}
        return value | {key: none for key, none in empty.items() if value.get(key, none) is None}

    @property
    def raises_fields(self) -> bool:
        """Whether an editor did anything to the grade of single fields."""
        return bool(self.grades or self.only_fields)

    def raised_to(self, key: str) -> Grade:
        """What an editor did to the grade of one field alone; `terbuka` where nothing."""
        if key in self.only_fields:
            return CLOSED
        return self.grades.get(key, Grade.TERBUKA)

    @property
    def least_grade(self) -> Grade:
        """The lowest clearance that may see this entry at all."""
        return self.grade


class Source(Entry):
    """Where a fact comes from."""

    title: Words = key("Judul sumber", "Judul dokumen, berita atau halaman.", grade=Grade.TERBUKA)
    publisher: Line | None = key(
        "Penerbit", "Media, lembaga atau penerbit.", grade=Grade.TERBUKA, default=None
    )
    published: Day | None = key("Tanggal terbit", "TTTT-BB-HH.", grade=Grade.TERBUKA, default=None)
    url: Url | None = key("Alamat", "Alamat web lengkap.", grade=Grade.TERBUKA, default=None)
    read: Day | None = key(
        "Dibaca pada", "Tanggal sumber dibaca.", grade=Grade.TERBUKA, default=None
    )
    note: Words | None = key(
        "Catatan sumber",
        "Bagian yang dipakai, atau keterbatasannya.",
        grade=Grade.TERBUKA,
        default=None,
    )


class Person(Entry):
    """Somebody acting in office."""

    name: Line | None = key("Nama", "Nama pejabat tanpa NIP.", grade=Grade.TERBUKA, default=None)
    position: Words | None = key("Jabatan", "Jabatan saat itu.", grade=Grade.TERBUKA, default=None)
    organisation: OrganisationRef | None = key(
        "Organisasi", "Id organisasi.", grade=Grade.TERBUKA, default=None
    )
