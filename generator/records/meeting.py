"""Meetings of the team: own minutes, or press coverage of a meeting."""

from __future__ import annotations

from typing import Annotated

from generator.fields import AsList, Clock, Day, Entry, Flag, Line, LocalId, Sha256, Words, key
from generator.records.base import (
    Binds,
    Graded,
    MeetingPartRef,
    OrganisationRef,
    PartRef,
    Person,
    PlaceRef,
    RegulationRef,
    Source,
)
from generator.vocabulary import (
    ActionStatus,
    AttendanceRole,
    Grade,
    Level,
    MeetingSource,
    Stage,
    TimeZone,
)

_OPEN = Grade.TERBUKA


class Attendance(Entry):
    """One line of the attendance list."""

    organisation: OrganisationRef = key(
        "Organisasi", "Id organisasi yang hadir atau diundang.", grade=_OPEN
    )
    role: AttendanceRole = key(
        "Peran",
        "ketua, sekretaris, anggota, narasumber atau undangan.",
        grade=_OPEN,
        default=AttendanceRole.MEMBER,
    )
    present: Flag = key("Hadir", "true bila hadir, false bila tidak.", grade=_OPEN, default=True)
    name: Line | None = key("Nama", "Nama yang hadir; tidak tampil di situs publik.", default=None)
    position: Words | None = key(
        "Jabatan", "Jabatan yang hadir; tidak tampil di situs publik.", default=None
    )
    on_behalf_of: Words | None = key(
        "Mewakili", "Siapa yang diwakili bila pejabatnya berhalangan.", default=None
    )


class Statement(Graded):
    """What one speaker said."""

    speaker: Person = key("Pembicara", "Nama, jabatan, organisasi.", grade=_OPEN)
    text: Words = key("Isi", "Pokok pembicaraan, tanpa pendapat notulis.", grade=_OPEN)


class AgendaItem(Graded):
    """One item of the agenda with its discussion."""

    id: LocalId = key("Id", "Pengenal dalam rapat ini, misalnya a1.", grade=_OPEN)
    title: Words = key("Acara", "Judul acara.", grade=_OPEN)
    summary: Words | None = key(
        "Ringkasan", "Simpulan pembahasan acara ini.", grade=_OPEN, default=None
    )
    discussion: Annotated[tuple[Statement, ...], AsList] = key(
        "Pembahasan", "Per pembicara.", grade=_OPEN, default=()
    )
    actions: Annotated[tuple[MeetingPartRef, ...], AsList] = key(
        "Butir yang dibahas",
        "Tindak lanjut rapat sebelumnya yang dibahas di acara ini: 2024-09-11-rakor#t1.",
        grade=_OPEN,
        default=(),
    )


class Decision(Graded):
    """What the meeting decided."""

    id: LocalId = key("Id", "Pengenal dalam rapat ini, misalnya k1.", grade=_OPEN)
    text: Words = key("Keputusan", "Bunyi keputusan.", grade=_OPEN)
    agenda: PartRef | None = key("Acara", "Id acara yang melahirkannya.", grade=_OPEN, default=None)
    rests_on: Annotated[tuple[RegulationRef, ...], AsList] = key(
        "Dasar hukum",
        "Id peraturan, boleh dengan pasal: uu-6-2011#pasal-69.",
        grade=_OPEN,
        default=(),
    )


class ActionItem(Graded):
    """Something an organisation undertook to do."""

    id: LocalId = key("Id", "Pengenal dalam rapat ini, misalnya t1.", grade=_OPEN)
    text: Words = key("Tindak lanjut", "Apa yang harus dikerjakan.", grade=_OPEN)
    responsible: Annotated[tuple[OrganisationRef, ...], AsList] = key(
        "Penanggung jawab", "Id organisasi; kosong bila tidak disepakati.", grade=_OPEN, default=()
    )
    due: Day | None = key(
        "Tenggat", "Tanggal; kosong bila tidak disepakati.", grade=_OPEN, default=None
    )
    decision: PartRef | None = key(
        "Keputusan", "Id keputusan yang dilaksanakan.", grade=_OPEN, default=None
    )


class FollowUp(Graded):
    """What this meeting heard of an action item of an earlier meeting."""

    action: MeetingPartRef = key("Butir", "Rapat dan butir: 2024-09-11-rakor#t1.", grade=_OPEN)
    status: ActionStatus = key(
        "Keadaan",
        "berjalan, ditunda, dialihkan, digabung, selesai atau dihentikan.",
        grade=_OPEN,
    )
    date: Day | None = key(
        "Tanggal", "Hari kejadiannya, bila bukan hari rapat ini.", grade=_OPEN, default=None
    )
    note: Words | None = key("Catatan", "Apa yang dilaporkan.", grade=_OPEN, default=None)
    due: Day | None = key(
        "Tenggat baru",
        "Wajib bila ditunda; boleh bila berjalan dan belum ada tenggat.",
        grade=_OPEN,
        default=None,
    )
    responsible: Annotated[tuple[OrganisationRef, ...], AsList] = key(
        "Penanggung jawab baru", "Id organisasi; wajib bila dialihkan.", grade=_OPEN, default=()
    )
    into: MeetingPartRef | None = key(
        "Digabung ke", "Rapat dan butir; wajib bila digabung.", grade=_OPEN, default=None
    )
    evidence: PartRef | None = key("Bukti", "Id lampiran rapat ini.", grade=_OPEN, default=None)


class Attachment(Graded):
    """A file that belongs to the record."""

    id: LocalId = key("Id", "Pengenal dalam catatan ini.", grade=_OPEN)
    title: Words = key("Judul", "Nama lampiran untuk pembaca.", grade=_OPEN)
    file: Line = key("Berkas", "Alamat di dalam content/attachments/.", grade=_OPEN)
    sha256: Sha256 = key("Sidik SHA-256", "Keluaran 'sha256sum BERKAS'.", grade=_OPEN)


class Correction(Graded):
    """A later correction of approved minutes: with an id, and so an address, of its own."""

    id: LocalId = key("Id", "Pengenal dalam rapat ini, misalnya p1; tidak berubah.", grade=_OPEN)
    date: Day = key("Tanggal", "Tanggal pembetulan.", grade=_OPEN)
    part: Annotated[PartRef, Binds()] | None = key(
        "Bagian", "Id butir yang dibetulkan.", grade=_OPEN, default=None
    )
    what: Words = key("Pembetulan", "Apa yang berubah.", grade=_OPEN)
    why: Words = key("Alasan", "Mengapa.", grade=_OPEN)


class Meeting(Graded):
    """One meeting: `content/meetings/<year>/<id>.yml`."""

    title: Words = key("Judul", "Judul rapat.", grade=_OPEN)
    date: Day = key("Tanggal", "Hari rapat, TTTT-BB-HH.", grade=_OPEN)
    start: Clock | None = key("Mulai", "Jam mulai JJ:MM.", grade=_OPEN, default=None)
    end: Clock | None = key("Selesai", "Jam selesai JJ:MM.", grade=_OPEN, default=None)
    timezone: TimeZone = key("Zona waktu", "WIB, WITA atau WIT.", grade=_OPEN, default=TimeZone.WIB)
    venue: Words | None = key("Tempat", "Gedung atau ruang rapat.", grade=_OPEN, default=None)
    place: PlaceRef | None = key(
        "Wilayah", "Kode wilayah Kemendagri, misalnya 31.72.06.", grade=_OPEN, default=None
    )
    level: Level | None = key(
        "Tingkat", "pusat, provinsi, kabupaten/kota atau kecamatan.", grade=_OPEN, default=None
    )
    office: OrganisationRef | None = key(
        "Penyelenggara", "Id kantor imigrasi penyelenggara.", grade=_OPEN, default=None
    )
    number: Line | None = key("Nomor", "Nomor notula atau undangan.", default=None)
    source: MeetingSource = key(
        "Sumber", "notula (notula sendiri) atau berita (liputan pers).", grade=_OPEN
    )
    stage: Stage | None = key(
        "Tahap",
        "direncanakan, berlangsung atau disahkan; kosong untuk liputan pers.",
        grade=_OPEN,
        default=None,
    )
    theme: Words | None = key("Tema", "Tema rapat.", grade=_OPEN, default=None)
    summary: Words | None = key(
        "Ringkasan", "Isi rapat dalam beberapa kalimat.", grade=_OPEN, default=None
    )
    chair: Person | None = key(
        "Pimpinan rapat", "Nama, jabatan, organisasi.", grade=_OPEN, default=None
    )
    minute_taker: Person | None = key("Notulis", "Nama, jabatan, organisasi.", default=None)
    attendance: Annotated[tuple[Attendance, ...], AsList] = key(
        "Daftar hadir", "Per organisasi.", grade=_OPEN, default=()
    )
    agenda: Annotated[tuple[AgendaItem, ...], AsList] = key(
        "Acara", "Susunan acara.", grade=_OPEN, default=()
    )
    discussion: Annotated[tuple[Statement, ...], AsList] = key(
        "Pernyataan", "Di luar acara, atau yang diberitakan.", grade=_OPEN, default=()
    )
    decisions: Annotated[tuple[Decision, ...], AsList] = key(
        "Keputusan", "Keputusan rapat.", grade=_OPEN, default=()
    )
    actions: Annotated[tuple[ActionItem, ...], AsList] = key(
        "Tindak lanjut", "Butir tindak lanjut baru.", grade=_OPEN, default=()
    )
    follow_ups: Annotated[tuple[FollowUp, ...], AsList] = key(
        "Perkembangan", "Perkembangan butir rapat sebelumnya.", grade=_OPEN, default=()
    )
    attachments: Annotated[tuple[Attachment, ...], AsList] = key(
        "Lampiran", "Berkas lampiran.", grade=_OPEN, default=()
    )
    corrections: Annotated[tuple[Correction, ...], AsList] = key(
        "Pembetulan", "Pembetulan sesudah disahkan.", grade=_OPEN, default=()
    )
    sources: Annotated[tuple[Source, ...], AsList] = key(
        "Sumber", "Dari mana catatan ini berasal.", grade=_OPEN, default=()
    )
    secretariat_note: Words | None = key(
        "Catatan sekretariat", "Untuk anggota; tidak tampil di situs publik.", default=None
    )
    confidential_note: Words | None = key(
        "Catatan rahasia", "Tidak tampil di situs mana pun.", grade=Grade.RAHASIA, default=None
    )

    @property
    def least_grade(self) -> Grade:
        """Minutes that are not approved are at least `terbatas`, whatever is marked."""
        unapproved = self.source is MeetingSource.MINUTES and self.stage is not Stage.APPROVED
        return Grade.TERBATAS if unapproved and self.grade < Grade.TERBATAS else self.grade
