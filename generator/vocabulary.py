"""The closed vocabularies of the records, each word with its label in both languages.

Check messages, JSON Schema, forms and pages all read these classes; no list of
allowed words stands anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Literal, Self

Language = Literal["id", "en"]

# Columns of the data files; those of the dimensions stand between them.
FILE_KEYS = ("table", "time")
FILE_VALUES = ("value", "status")


class Vocabulary(Enum):
    """A closed list of words; `value` is what the YAML says, `label(lang)` what people read."""

    id_label: str
    en_label: str

    def __new__(cls, value: str, id_label: str, en_label: str) -> Self:
        member = object.__new__(cls)
        member._value_ = value
        member.id_label = id_label
        member.en_label = en_label
        return member

    @classmethod
    def of(cls, value: object) -> Self:
        """The word written as `value`; KeyError when there is none."""
        return cls._value2member_map_[value]  # type: ignore[return-value]

    def label(self, lang: str = "id") -> str:
        """The word as people read it, in Indonesian unless `lang` is "en"."""
        return self.en_label if lang == "en" else self.id_label

    def __str__(self) -> str:
        return str(self.value)


def all_labels() -> Iterator[str]:
    """Every word of every list as people read it, in every language."""
    return (
        label
        for words in Vocabulary.__subclasses__()
        for word in words
        for label in (word.id_label, word.en_label)
    )


class Grade(Vocabulary):
    """Archive access class, lowest first (four grades of Perka ANRI 17/2011)."""

    TERBUKA = "terbuka", "Terbuka", "Public"
    TERBATAS = "terbatas", "Terbatas", "Restricted"
    RAHASIA = "rahasia", "Rahasia", "Confidential"
    SANGAT_RAHASIA = "sangat_rahasia", "Sangat rahasia", "Strictly confidential"

    rank: int

    def __lt__(self, other: Grade) -> bool:
        return self.rank < other.rank

    def __le__(self, other: Grade) -> bool:
        return self.rank <= other.rank

    def __gt__(self, other: Grade) -> bool:
        return self.rank > other.rank

    def __ge__(self, other: Grade) -> bool:
        return self.rank >= other.rank


def higher(one: Grade, other: Grade) -> Grade:
    """The higher of two grades; `max` of many thousands, without a call for each comparison."""
    return one if one.rank >= other.rank else other


for _rank, _grade in enumerate(Grade):
    _grade.rank = _rank


class Level(Vocabulary):
    """Level of a team (PP 31/2013 article 195)."""

    PUSAT = "pusat", "Pusat", "National"
    PROVINSI = "provinsi", "Provinsi", "Province"
    KABUPATEN_KOTA = "kabupaten/kota", "Kabupaten/kota", "Regency/city"
    KECAMATAN = "kecamatan", "Kecamatan", "Sub-district"


class Stage(Vocabulary):
    """How far a meeting and its minutes have come."""

    PLANNED = "direncanakan", "Direncanakan", "Planned"
    HELD = "berlangsung", "Berlangsung, notula belum disahkan", "Held, minutes not approved"
    APPROVED = "disahkan", "Notula disahkan", "Minutes approved"


class MeetingSource(Vocabulary):
    """What a meeting record is made from."""

    MINUTES = "notula", "Notula sendiri", "Own minutes"
    PRESS = "berita", "Liputan pers", "Press coverage"


class AttendanceRole(Vocabulary):
    """In which role somebody attends."""

    CHAIR = "ketua", "Ketua", "Chair"
    SECRETARY = "sekretaris", "Sekretaris", "Secretary"
    MEMBER = "anggota", "Anggota", "Member"
    SPEAKER = "narasumber", "Narasumber", "Speaker"
    GUEST = "undangan", "Undangan", "Guest"


class ActionStatus(Vocabulary):
    """What a follow-up says of an action item; the last three close it."""

    PROGRESS = "berjalan", "Berjalan", "In progress"
    POSTPONED = "ditunda", "Ditunda", "Postponed"
    REASSIGNED = "dialihkan", "Dialihkan", "Reassigned"
    MERGED = "digabung", "Digabung", "Merged"
    DONE = "selesai", "Selesai", "Done"
    DROPPED = "dihentikan", "Dihentikan", "Dropped"

    @property
    def closes(self) -> bool:
        """Whether nothing more is to be done after it."""
        return self in (ActionStatus.MERGED, ActionStatus.DONE, ActionStatus.DROPPED)


class RegulationType(Vocabulary):
    """Kind of legal instrument; the label is the usual abbreviation."""

    UU = "uu", "Undang-Undang", "Law"
    PERPPU = (
        "perppu",
        "Peraturan Pemerintah Pengganti Undang-Undang",
        "Government Regulation in Lieu of Law",
    )
    PP = "pp", "Peraturan Pemerintah", "Government Regulation"
    PERPRES = "perpres", "Peraturan Presiden", "Presidential Regulation"
    KEPPRES = "keppres", "Keputusan Presiden", "Presidential Decree"
    PERMEN = "permen", "Peraturan Menteri", "Ministerial Regulation"
    PERATURAN_LEMBAGA = "peraturan-lembaga", "Peraturan Lembaga", "Agency Regulation"
    PERGUB = "pergub", "Peraturan Gubernur", "Governor's Regulation"
    KEPUTUSAN = "keputusan", "Keputusan", "Decree"
    SURAT_EDARAN = "surat-edaran", "Surat Edaran", "Circular"
    SOP = "sop", "Prosedur Standar", "Standard procedure"


class RelationKind(Vocabulary):
    """Relation of a rule to an older one, written on the newer rule only."""

    AMENDS = "mengubah", "Mengubah", "Amends"
    REVOKES = "mencabut", "Mencabut", "Revokes"
    IMPLEMENTS = "melaksanakan", "Melaksanakan", "Implements"
    ENACTS = "menetapkan", "Menetapkan menjadi undang-undang", "Enacts as law"
    REFERS = "merujuk", "Merujuk", "Refers to"

    def inverse_label(self, lang: str = "id") -> str:
        """The relation as read from the older rule ("Diubah dengan")."""
        return _INVERSE[self.value][1 if lang == "en" else 0]


_INVERSE = {
    "mengubah": ("Diubah dengan", "Amended by"),
    "mencabut": ("Dicabut dengan", "Revoked by"),
    "melaksanakan": ("Dilaksanakan dengan", "Implemented by"),
    "menetapkan": ("Ditetapkan menjadi undang-undang dengan", "Enacted as law by"),
    "merujuk": ("Dirujuk oleh", "Referred to by"),
}


class RegulationStatus(Vocabulary):
    """Derived standing of a rule on a given day; never typed by an editor."""

    IN_FORCE = "berlaku", "Berlaku", "In force"
    AMENDED = "diubah", "Berlaku, telah diubah", "In force, amended"
    PARTLY_REVOKED = "dicabut-sebagian", "Berlaku, dicabut sebagian", "In force, revoked in part"
    REVOKED = "dicabut", "Dicabut", "Revoked"
    ABSORBED = "terserap", "Berakhir bersama induknya", "Ended with the rule it amends"
    ENACTED = "menjadi-uu", "Telah menjadi undang-undang", "Enacted as a law"
    PROMULGATED = "diundangkan", "Diundangkan, belum berlaku", "Promulgated, not yet in force"
    NOT_YET = "belum-berlaku", "Belum berlaku", "Not yet in force"
    UNVERIFIED = "tidak-diverifikasi", "Status tidak diverifikasi", "Status not verified"


class Evidence(Vocabulary):
    """How a fact was verified."""

    TEXT = "naskah", "Naskah dibaca", "Text of the source was read"
    SECONDARY = "sekunder", "Sumber sekunder", "Secondary source"


class Gazette(Vocabulary):
    """Official gazette series."""

    LN = "LN", "Lembaran Negara", "State Gazette"
    TLN = "TLN", "Tambahan Lembaran Negara", "Supplement to the State Gazette"
    BN = "BN", "Berita Negara", "State Bulletin"
    BD = "BD", "Berita Daerah", "Regional Bulletin"


class Measure(Vocabulary):
    """What a statistic counts; the three are never added together."""

    PERSONS = "orang", "Orang", "Persons"
    ACTIONS = "tindakan", "Tindakan", "Actions"
    DOCUMENTS = "dokumen", "Dokumen", "Documents"


class Frequency(Vocabulary):
    """How often a dataset gets a new period."""

    YEARLY = "tahunan", "Tahunan", "Yearly"
    HALF_YEARLY = "semesteran", "Semesteran", "Half-yearly"
    QUARTERLY = "triwulanan", "Triwulanan", "Quarterly"
    MONTHLY = "bulanan", "Bulanan", "Monthly"
    IRREGULAR = "tidak-tetap", "Tidak tetap", "Irregular"


class TimeLevel(Vocabulary):
    """How long the periods of a table are."""

    MONTH = "bulan", "Bulan", "Month"
    QUARTER = "triwulan", "Triwulan", "Quarter"
    HALF_YEAR = "semester", "Semester", "Half-year"
    YEAR = "tahun", "Tahun", "Year"


class DimensionKind(Vocabulary):
    """What a dimension splits the counts by, as far as protection or pages treat it in a way of its own."""

    PLACE = "wilayah", "Wilayah", "Place"
    NATIONALITY = "kewarganegaraan", "Kewarganegaraan", "Nationality"
    ACTION = "tindakan", "Jenis tindakan", "Kind of action"
    OTHER = "lain", "Pengelompokan lain", "Other grouping"


class ActionLetter(Vocabulary):
    """Administrative immigration actions by their letter in article 75(2) of UU 6/2011."""

    A = (
        "a",
        "Pencantuman dalam daftar Pencegahan atau Penangkalan",
        "Listing for an exit or entry ban",
    )
    B = (
        "b",
        "Pembatasan, perubahan, atau pembatalan Izin Tinggal",
        "Restriction, change or cancellation of a stay permit",
    )
    C = (
        "c",
        "Larangan untuk berada di satu atau beberapa tempat tertentu",
        "Ban from one or more places",
    )
    D = (
        "d",
        "Keharusan untuk bertempat tinggal di suatu tempat tertentu",
        "Order to reside in a certain place",
    )
    E = "e", "Pengenaan biaya beban", "Charge for overstay"
    F = "f", "Deportasi", "Deportation"


class Protection(Vocabulary):
    """How small counts of a public table are protected."""

    SUPPRESSION = "tutup", "Angka kecil ditutup", "Small counts are suppressed"
    ROUNDING = "bulat", "Angka dibulatkan", "Counts are rounded"


class ChartKind(Vocabulary):
    """The picture that goes with a table."""

    LINE = "garis", "Garis menurut waktu", "Line over time"
    BARS = "batang", "Batang berurutan", "Ordered bars"
    MULTIPLES = "panel", "Panel kecil per wilayah", "Small multiples by place"
    MAP = "peta", "Peta petak", "Tile map"
    NONE = "tanpa", "Tanpa gambar", "No picture"


class InformationWeight(Vocabulary):
    """What it costs to hide a count, when there is a choice."""

    LOG = "log", "Logaritma jumlah", "Logarithm of the count"
    SUM = "jumlah", "Jumlah", "The count"
    COUNT = "sel", "Setiap angka sama", "Every count alike"


class RevisionKind(Vocabulary):
    """How figures that were published already have changed."""

    ADDITIONS = "susulan", "Laporan susulan", "Late reports"
    WITHDRAWALS = "penarikan", "Penarikan laporan", "Withdrawn reports"
    CORRECTION = "pembetulan", "Pembetulan", "Correction"


class ReleaseKind(Vocabulary):
    """How figures came to be published."""

    RELEASE = "rilis", "Rilis", "Release"
    REVISION = "revisi", "Revisi", "Revision"
    ELSEWHERE = "tempat-lain", "Sudah terbit di tempat lain", "Published elsewhere before"


class PlaceLevel(Vocabulary):
    """Level of an administrative area (Kemendagri codes)."""

    PROVINSI = "provinsi", "Provinsi", "Province"
    KOTA = "kota", "Kota", "City"
    KABUPATEN = "kabupaten", "Kabupaten", "Regency"
    KECAMATAN = "kecamatan", "Kecamatan", "Sub-district"
    KELURAHAN = "kelurahan", "Kelurahan", "Urban ward"


class OrganisationKind(Vocabulary):
    """To which branch an organisation belongs."""

    MINISTRY = "kementerian", "Kementerian", "Ministry"
    IMMIGRATION = "imigrasi", "Imigrasi", "Immigration"
    POLICE = "kepolisian", "Kepolisian", "Police"
    ARMED_FORCES = "tni", "TNI", "Armed forces"
    PROSECUTION = "kejaksaan", "Kejaksaan", "Prosecution service"
    INTELLIGENCE = "intelijen", "Intelijen", "Intelligence"
    AGENCY = "lembaga", "Lembaga negara", "State agency"
    LOCAL_GOVERNMENT = "pemerintah-daerah", "Pemerintah daerah", "Local government"
    SUB_DISTRICT = "kecamatan", "Kecamatan", "Sub-district office"
    WARD = "kelurahan", "Kelurahan", "Urban ward office"
    TEAM = "tim", "Tim antarinstansi", "Inter-agency team"
    OTHER = "lainnya", "Lainnya", "Other"


class TimeZone(Vocabulary):
    """Indonesian civil time: UTC+7, +8, +9."""

    WIB = "WIB", "WIB", "WIB (UTC+7)"
    WITA = "WITA", "WITA", "WITA (UTC+8)"
    WIT = "WIT", "WIT", "WIT (UTC+9)"

    @property
    def utc_offset(self) -> str:
        """Offset as ISO 8601 writes it."""
        return {"WIB": "+07:00", "WITA": "+08:00", "WIT": "+09:00"}[str(self.value)]
