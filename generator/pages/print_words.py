"""The words of packs and minutes, on the page and in print; part of `words.WORDS`."""

from __future__ import annotations

from collections.abc import Mapping

PRINT_WORDS: Mapping[str, tuple[str, str]] = {
    # Bahan rapat
    "pack": ("Bahan rapat", "Meeting pack"),
    "pack_for": ("Untuk %s", "For %s"),
    "pack_for_all": ("Untuk seluruh anggota", "For all members"),
    "pack_lead": (
        "Keadaan per %s: acara, tindak lanjut yang terbuka, keputusan terakhir, angka, dan peraturan.",
        "As of %s: agenda, open action items, latest decisions, figures and rules.",
    ),
    "pack_print": (
        "Untuk dicetak per organisasi:",
        "To print for one organisation:",
    ),
    "copy_number": ("Salinan nomor %s", "Copy number %s"),
    "page_of": ("Halaman %s dari %s", "Page %s of %s"),
    "as_of_day": ("Keadaan per", "As of"),
    "day_and_date": ("Hari, tanggal", "Day, date"),
    "time_of_day": ("Waktu", "Time"),
    "until_end": ("selesai", "the end"),
    "agenda_only": ("Acara", "Agenda"),
    "agenda_none": ("Acara belum dicatat.", "No agenda is recorded."),
    "items_open": ("Tindak lanjut yang terbuka", "Open action items"),
    "items_open_brief": (
        "Rapat ini sudah lama berlalu. Daftar lengkap pada hari itu ada dalam bahan yang dicetak.",
        "This meeting is long past. The full list of that day is in the printed pack.",
    ),
    "items_open_none": (
        "Tidak ada tindak lanjut yang terbuka.",
        "There are no open action items.",
    ),
    "own_items": ("Tanggung jawab %s", "Responsible: %s"),
    "own_items_none": (
        "Tidak ada tindak lanjut terbuka yang menjadi tanggung jawab %s.",
        "%s is responsible for no open action item.",
    ),
    "item_from": ("Asal", "From"),
    "decided_since": ("Keputusan sejak rapat sebelumnya", "Decisions since the last meeting"),
    "decided_at": ("Rapat sebelumnya: %s, %s.", "The last meeting: %s, %s."),
    "decided_none": (
        "Rapat sebelumnya tidak mencatat keputusan.",
        "The last meeting recorded no decisions.",
    ),
    "no_meeting_before": (
        "Tidak ada rapat sebelumnya yang tercatat.",
        "No earlier meeting is recorded.",
    ),
    "carried_out_by": ("Pelaksanaan", "Carried out by"),
    "not_carried": ("Tanpa tindak lanjut", "No action item"),
    "figures": ("Angka", "Figures"),
    "figures_none": (
        "Tidak ada angka sampai hari itu.",
        "There are no figures up to that day.",
    ),
    "figure": ("Data", "Dataset"),
    "figure_period": ("Periode", "Period"),
    "figure_value": ("Jumlah", "Total"),
    "figure_before": ("Periode sebelumnya", "Previous period"),
    "figure_year": ("Tahun sebelumnya", "Year before"),
    "not_comparable": ("tidak ada pembanding", "nothing to compare"),
    "rules_none": (
        "Rapat ini dan rapat sebelumnya tidak merujuk peraturan.",
        "Neither this meeting nor the last one cites a rule.",
    ),
    "status_then": ("Status pada hari rapat", "Status on the day of the meeting"),
    "status_today": ("Status hari ini", "Status today"),
    "sign_sheet": ("Daftar hadir", "Attendance sheet"),
    "signature": ("Tanda tangan", "Signature"),
    "position": ("Jabatan", "Position"),
    "row_number": ("No.", "No."),
    "annexes": ("Lampiran", "Annexes"),
    "annexes_none": ("Tidak ada lampiran.", "There are no annexes."),
    "file_name": ("Berkas", "File"),
    # Notula
    "minutes": ("Notula", "Minutes"),
    "minutes_draft": ("RANCANGAN, BELUM DISAHKAN", "DRAFT, NOT APPROVED"),
    "organiser": ("Penyelenggara", "Organiser"),
    "participants": ("Peserta", "Participants"),
    "participants_attached": (
        "%s organisasi; daftar hadir terlampir",
        "%s organisations; list attached",
    ),
    "opening": ("Pembukaan", "Opening"),
    "opened_at": ("Rapat dimulai pukul %s.", "The meeting began at %s."),
    "led_by": ("Rapat dipimpin oleh %s.", "The meeting was chaired by %s."),
    "deliberation": ("Pembahasan", "Deliberation"),
    "off_agenda": ("Di luar acara", "Not on the agenda"),
    "none_recorded": ("Tidak tercatat.", "Not recorded."),
    "decisions_no": ("Tidak ada keputusan yang dicatat.", "No decisions were recorded."),
    "actions_no": ("Tidak ada tindak lanjut yang dicatat.", "No action items were recorded."),
    "closing": ("Penutupan", "Closing"),
    "closed_at": ("Rapat selesai pukul %s.", "The meeting ended at %s."),
    "chair_signs": ("Pimpinan rapat,", "Chair,"),
    "taker_signs": ("Notulis,", "Minute taker,"),
    "blank": ("..............................", ".............................."),
    "nip": ("NIP. ..............................", "ID .............................."),
}
