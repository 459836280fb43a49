"""The words that the sites themselves say, in both languages; templates name them as `t.<word>`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from generator.pages.figure_words import FIGURE_WORDS
from generator.pages.print_words import PRINT_WORDS

WORDS: Mapping[str, tuple[str, str]] = {
    # Rujukan balik
    "mentioned_in": ("Disebut di", "Mentioned in"),
    "used_in": ("Disebut di %s catatan", "Mentioned in %s records"),
    "more_of": ("%s lainnya", "%s more"),
    # Istilah
    "terms_here": ("Istilah di halaman ini", "Terms on this page"),
    "back_to_text": ("Kembali ke teks", "Back to the text"),
    # Riwayat
    "history": ("Riwayat", "History"),
    "last_change": ("Perubahan terakhir", "Last change"),
    "changed_by": ("oleh %s", "by %s"),
    "earlier_states": ("Keadaan sebelumnya (%s)", "Earlier states (%s)"),
    "all_states": ("Semua perubahan, dengan isinya:", "All changes, with what they changed:"),
    "or_before": ("atau sebelumnya", "or before"),
    "uncommitted": (
        "Ada perubahan yang belum dicommit; riwayat di bawah ini belum memuatnya.",
        "There are changes that are not committed; the history below does not have them.",
    ),
    "never_committed": ("Catatan ini belum dicommit.", "This record is not committed yet."),
    "no_history": (
        "Riwayat tidak tersedia: isi ini tidak disimpan dalam git.",
        "No history: the content is not kept in git.",
    ),
    "cut_history": (
        "Klon git ini dipotong (shallow); perubahan yang lebih lama tidak terlihat di sini.",
        "This git clone is shallow; older changes cannot be seen here.",
    ),
    # Bagian situs
    "home": ("Beranda", "Home"),
    "meetings": ("Rapat", "Meetings"),
    "regulations": ("Peraturan", "Regulations"),
    "statistics": ("Statistik", "Statistics"),
    "organisations": ("Organisasi", "Organisations"),
    "places": ("Wilayah", "Places"),
    "glossary": ("Istilah", "Glossary"),
    "knowledge": ("Pengetahuan", "Knowledge"),
    "about": ("Tentang situs ini", "About this site"),
    "about_short": ("Tentang", "About"),
    "sources": ("Sumber", "Sources"),
    "actions": ("Tindak lanjut", "Action items"),
    # Kerangka halaman
    "skip": ("Langsung ke isi", "Skip to content"),
    "main_navigation": ("Bagian situs", "Sections"),
    "breadcrumb": ("Letak halaman", "Breadcrumb"),
    "on_this_page": ("Di halaman ini", "On this page"),
    "language": ("Bahasa", "Language"),
    "notice": ("Pemberitahuan", "Notice"),
    "feed": ("Umpan Atom", "Atom feed"),
    "footer_plain": (
        "Situs ini tidak memakai kuki, pelacak, atau JavaScript.",
        "This site uses no cookies, trackers or JavaScript.",
    ),
    "footer_search": (
        "Situs ini tidak memakai kuki atau pelacak; JavaScript hanya dipakai untuk pencarian.",
        "This site uses no cookies or trackers; JavaScript is used for the search only.",
    ),
    # Pencarian
    "search": ("Cari", "Search"),
    "search_title": ("Cari di situs ini", "Search this site"),
    "search_lead": (
        "Semua halaman situs ini, menurut jenis dan tahun.",
        "All pages of this site, by kind and year.",
    ),
    "search_from_disk": (
        "Pencarian hanya berjalan melalui server web; daftar di bawah ini memuat semua halaman.",
        "The search works only through a web server; the list below has every page.",
    ),
    "search_words": ("Kata atau nomor peraturan", "Words, or the number of a regulation"),
    "search_example": (
        "Misalnya pengawasan, atau UU No. 6 Tahun 2011.",
        "For example supervision, or UU No. 6 Tahun 2011.",
    ),
    "search_all": ("Semua", "All"),
    "search_kind": ("Jenis", "Kind"),
    "search_year": ("Tahun", "Year"),
    "search_organisation": ("Organisasi", "Organisation"),
    "search_place": ("Wilayah", "Place"),
    "search_results": ("Hasil pencarian", "Search results"),
    "search_found": ("# halaman ditemukan", "# pages found"),
    "search_found_one": ("1 halaman ditemukan", "1 page found"),
    "search_none": (
        "Tidak ada halaman yang cocok. Coba kata lain, atau kurangi saringannya.",
        "No page matches. Try other words, or fewer filters.",
    ),
    "search_more": ("Tampilkan lebih banyak", "Show more"),
    "search_failed": (
        "Pencarian tidak tersedia; daftar di bawah ini memuat semua halaman.",
        "The search is not available; the list below has every page.",
    ),
    "search_index": ("Semua halaman", "All pages"),
    "not_found": ("Halaman tidak ditemukan", "Page not found"),
    "not_found_text": (
        "Halaman ini tidak ada, sudah dipindahkan, atau alamatnya salah ketik.",
        "This page does not exist, has moved, or its address was mistyped.",
    ),
    "to_home": ("Ke beranda", "Go to the home page"),
    "page_withdrawn": ("Halaman ini ditarik", "This page was withdrawn"),
    "page_withdrawn_on": ("Ditarik pada %s.", "Withdrawn on %s."),
    "moved": ("Halaman ini pindah", "This page has moved"),
    "moved_to": ("Alamatnya sekarang:", "It is now at:"),
    # Kata umum
    "date": ("Tanggal", "Date"),
    "from": ("Sejak", "From"),
    "until": ("Sampai", "To"),
    "now": ("sekarang", "now"),
    "unknown": ("tidak diketahui", "unknown"),
    "summary": ("Ringkasan", "Summary"),
    "note": ("Catatan", "Note"),
    "name": ("Nama", "Name"),
    "short_name": ("Singkatan", "Short name"),
    "number": ("Nomor", "Number"),
    "title": ("Judul", "Title"),
    "total": ("Jumlah", "Total"),
    "table": ("Tabel", "Table"),
    "download": ("Unduh", "Download"),
    "sources_none": ("Sumber tidak dicantumkan.", "No source is given."),
    "published_on": ("terbit", "published"),
    "read_on": ("dibaca", "read"),
    "previous": ("Sebelumnya", "Previous"),
    "next": ("Berikutnya", "Next"),
    "updated": ("Diperbarui", "Updated"),
    "and_also": ("dan", "and"),
    "number_word": ("Nomor", "Number"),
    "about_word": ("tentang", "on"),
    "none_yet": ("Belum ada isinya.", "Nothing here yet."),
    # Beranda
    "intro": (
        "Timpora adalah tim antarinstansi, diketuai kantor imigrasi, yang mengawasi keberadaan dan "
        "kegiatan orang asing. Situs ini mencatat rapatnya, aturan yang mengikatnya, dan angkanya, "
        "masing-masing dengan sumbernya.",
        "Timpora is an inter-agency team, chaired by the immigration office, that supervises the "
        "presence and activities of foreign nationals. This site records its meetings, the rules "
        "that bind it, and its figures, each with its sources.",
    ),
    "latest_meetings": ("Rapat terbaru", "Latest meetings"),
    "all_meetings": ("Semua rapat", "All meetings"),
    "key_figures": ("Angka pokok", "Key figures"),
    "all_statistics": ("Semua statistik", "All statistics"),
    "how_to_report": ("Cara melapor", "How to report"),
    "report_warning": (
        "Jangan mengirim data pribadi ke situs ini; situs ini tidak menerima laporan.",
        "Do not send personal data to this site; it does not take reports.",
    ),
    "useful_pages": ("Yang sering dicari", "Often looked for"),
    "all_pages": ("Semua halaman pengetahuan", "All knowledge pages"),
    "rules_known": ("peraturan dengan catatan verifikasi", "regulations with verification notes"),
    "all_regulations": ("Semua peraturan", "All regulations"),
    # Rapat
    "meetings_lead": (
        "Rapat tim menurut tahun. Notula tampil setelah disahkan; catatan dari liputan pers "
        "diberi tanda dan bukan notula.",
        "Meetings of the team by year. Minutes appear once approved; records made from press "
        "coverage are marked and are not minutes.",
    ),
    "years": ("Tahun", "Years"),
    "meetings_in": ("Rapat tahun", "Meetings in"),
    "no_meetings": ("Belum ada rapat yang diterbitkan.", "No meeting has been published yet."),
    "other_meetings": ("Rapat lain", "Other meetings"),
    "press": ("Liputan pers", "Press coverage"),
    "press_notice": (
        "Bukan notula. Isinya berasal dari berita yang tercantum di bagian Sumber; yang tidak "
        "diberitakan kami biarkan terbuka.",
        "Not minutes. It comes from the reports listed under Sources; what was not reported is "
        "left open.",
    ),
    "facts": ("Keterangan rapat", "Facts"),
    "time": ("Waktu", "Time"),
    "until_finished": ("sampai selesai", "until the end"),
    "venue": ("Tempat", "Venue"),
    "place": ("Wilayah", "Place"),
    "level": ("Tingkat tim", "Level of the team"),
    "office": ("Penyelenggara", "Held by"),
    "theme": ("Tema", "Theme"),
    "chair": ("Pimpinan rapat", "Chair"),
    "record_kind": ("Jenis catatan", "Kind of record"),
    "stage": ("Tahap", "Stage"),
    "not_reported": ("tidak diberitakan", "not reported"),
    "not_recorded": ("tidak dicantumkan", "not given"),
    "attendance": ("Daftar hadir", "Attendance"),
    "attendance_press": ("Instansi yang diberitakan hadir", "Agencies reported as present"),
    "organisation": ("Organisasi", "Organisation"),
    "role": ("Peran", "Role"),
    "present": ("Kehadiran", "Presence"),
    "is_present": ("Hadir", "Present"),
    "is_absent": ("Tidak hadir", "Absent"),
    "persons": ("orang", "persons"),
    "agenda": ("Acara dan pembahasan", "Agenda and discussion"),
    "agenda_item": ("Acara", "Agenda item"),
    "statements": ("Pernyataan", "Statements"),
    "statements_press": ("Pernyataan yang diberitakan", "Reported statements"),
    "statements_press_note": (
        "Ringkasan dari pemberitaan dengan kata kami sendiri, bukan kutipan langsung. Isinya "
        "pendapat pembicara.",
        "Summarised from press reports in our own words, not quoted. They are the views of the "
        "speakers.",
    ),
    "decisions": ("Keputusan", "Decisions"),
    "decision": ("Keputusan", "Decision"),
    "rests_on": ("Dasar hukum", "Legal basis"),
    "then": ("pada hari rapat", "on the day of the meeting"),
    "today": ("hari ini", "today"),
    "actions_press": ("Komitmen yang diberitakan", "Reported commitments"),
    "actions_press_note": (
        "Kesanggupan menurut pemberitaan; bukan keputusan rapat.",
        "Undertakings as reported by the press; not decisions of the meeting.",
    ),
    "responsible": ("Penanggung jawab", "Responsible"),
    "due": ("Tenggat", "Due"),
    "not_named": ("tidak disebut", "not named"),
    "state": ("Perkembangan", "Progress"),
    "state_none": ("belum ada yang diterbitkan", "nothing published yet"),
    "postponed_times": ("kali ditunda", "times postponed"),
    "heard_at": ("menurut", "according to"),
    "until_then": ("semula", "until then"),
    "handed_to": ("kepada", "to"),
    "merged_into": ("ke butir", "into item"),
    "discussed": ("Membahas butir", "Takes up the items"),
    "outcomes": ("Keputusan dan tindak lanjutnya", "Decisions and what came of them"),
    "outcomes_in": (
        "Keputusan dan tindak lanjutnya, rapat tahun",
        "Decisions and what came of them, meetings of",
    ),
    "outcomes_lead": (
        "Apa yang disanggupi dalam rapat, untuk keputusan yang mana, dan apa yang sejak itu "
        "diterbitkan tentangnya. Hanya butir yang terbuka bagi umum; butir tanpa kabar di sini "
        "belum tentu belum dikerjakan.",
        "What was undertaken at meetings, for which decision, and what has been published about "
        "it since. Only items open to the public; an item without news here has not necessarily "
        "been left undone.",
    ),
    "without_decision": ("Tanpa keputusan yang disebut", "No decision is named"),
    "follow_outcomes": (
        "Keputusan dan tindak lanjutnya menurut tahun",
        "Decisions and what came of them, by year",
    ),
    "carries_out": ("Melaksanakan", "Carries out"),
    "follow_ups": (
        "Perkembangan tindak lanjut rapat sebelumnya",
        "Progress on earlier action items",
    ),
    "action": ("Tindak lanjut", "Action item"),
    "from_meeting": ("Dari rapat", "From the meeting"),
    "new_due": ("Tenggat baru", "New due date"),
    "evidence_attached": ("Bukti", "Evidence"),
    "attachments": ("Lampiran", "Attachments"),
    "checksum": ("Sidik SHA-256", "SHA-256 checksum"),
    "corrections": ("Pembetulan", "Corrections"),
    "correction": ("Pembetulan", "Correction"),
    "all_corrections": ("Pembetulan notula", "Corrections of minutes"),
    "corrections_lead": (
        "Setiap pembetulan notula yang telah diterbitkan, yang terbaru di atas: apa yang berubah "
        "dan mengapa. Pembetulan juga tampil pada tempatnya di halaman rapat.",
        "Every correction of published minutes, newest first: what has changed, and why. Each "
        "also stands at its place on the page of the meeting.",
    ),
    "corrections_none": ("Belum ada pembetulan.", "There are no corrections."),
    "related_meetings": ("Rapat yang terkait", "Related meetings"),
    "shared_parts": ("butir yang sama: %s", "items in common: %s"),
    "shared_rules": ("peraturan yang sama: %s", "rules in common: %s"),
    "corrected_notice": (
        "Catatan ini pernah dibetulkan.",
        "This record has been corrected.",
    ),
    "see_corrections": ("Lihat daftar pembetulan", "See the list of corrections"),
    "why": ("Alasan", "Reason"),
    "part": ("Bagian", "Part"),
    # Peraturan
    "regulations_lead": (
        "Peraturan yang mengikat atau dirujuk tim, dengan status dan tingkat verifikasinya. "
        "Naskah resmi ada di JDIH; ringkasan di sini bukan pengganti naskah.",
        "Rules that bind the team or that it refers to, with their standing and how they were "
        "verified. The official texts are kept in the JDIH; our summaries do not replace them.",
    ),
    "status": ("Status", "Status"),
    "status_on": ("Status pada", "Status on"),
    "status_checked": ("Keberlakuan diperiksa", "Standing checked on"),
    "verification": ("Verifikasi", "Verification"),
    "verified_text": ("Naskah dibaca", "Text was read"),
    "verified_mixed": ("Sebagian naskah dibaca", "Text read in part"),
    "verified_secondary": ("Sumber sekunder", "Secondary source"),
    "unverified": ("belum terverifikasi", "not yet verified"),
    "dates_and_gazette": ("Tanggal dan lembaran", "Dates and gazette"),
    "enacted": ("Ditetapkan", "Enacted"),
    "promulgated": ("Diundangkan", "Promulgated"),
    "effective": ("Mulai berlaku", "In force from"),
    "gazette": ("Lembaran", "Gazette"),
    "year_word": ("Tahun", "of"),
    "gazette_number": ("Tahun %s Nomor %s", "%s No. %s"),
    "type": ("Jenis", "Type"),
    "issuer": ("Penerbit", "Issued by"),
    "relations": ("Hubungan dengan peraturan lain", "Relations to other rules"),
    "rules_cited": ("Peraturan yang dirujuk", "Rules cited"),
    "then_updated": ("saat halaman diperbarui", "when the page was updated"),
    "then_dated": ("pada tanggal peraturan ini", "on the date of this rule"),
    "then_released": ("saat angka dirilis", "when the figures were released"),
    "through": ("dengan", "by"),
    "instead": ("penggantinya", "replaced by"),
    "day_unknown": (
        "hari berlakunya atau hari perubahannya belum pasti",
        "the day on which it took force or changed is not certain",
    ),
    "text_outdated": (
        "Ringkasan dan pasal di halaman ini mengikuti naskah sebelum perubahan berikut:",
        "The summary and articles on this page follow the text before these changes:",
    ),
    "article_outdated": (
        "Ringkasan pasal ini mengikuti naskah sebelum perubahan berikut:",
        "The summary of this article follows the text before these changes:",
    ),
    "article_cited": (
        "Keputusan yang bersandar pada pasal ini",
        "Decisions that rest on this article",
    ),
    "cited_by_article": (
        "Keputusan yang bersandar pada satu pasal tercantum di bawah pasalnya:",
        "Decisions that rest on one article are listed below it:",
    ),
    "family": ("Garis waktu", "Timeline"),
    "family_of": ("Garis waktu", "Timeline of"),
    "belongs_to": (
        "Peraturan ini tercantum dalam garis waktu",
        "This rule is part of the timeline of",
    ),
    "ended": ("Berakhir", "Ended"),
    "timeline_text": (
        "Diagram masa berlaku %s peraturan: %s dan peraturan yang mengubah, mencabut, atau "
        "melaksanakannya. Isinya sama dengan tabel di bawahnya.",
        "Chart of when %s rules were in force: %s and the rules that amend, revoke or implement "
        "it. The table below it says the same.",
    ),
    "key_checked": ("berlaku, keberlakuannya diperiksa", "in force, standing checked"),
    "key_unchecked": ("keberlakuannya belum diperiksa", "standing not checked"),
    "key_doubt": ("harinya belum pasti", "day not certain"),
    "key_change": ("diubah", "amended"),
    "key_maybe": ("diubah, harinya belum pasti", "amended, day not certain"),
    "key_end": ("berakhir", "ended"),
    "key_open": ("tidak diketahui berakhir", "not known to have ended"),
    "day_not_known": ("harinya belum pasti", "day not certain"),
    "not_before": ("tidak sebelum", "not before"),
    "relations_none": ("Tidak ada hubungan yang dicatat.", "No relations are recorded."),
    "relation": ("Hubungan", "Relation"),
    "regulation": ("Peraturan", "Regulation"),
    "partly": ("sebagian", "in part"),
    "articles": ("Pasal yang dipakai tim", "Articles that the team uses"),
    "articles_note": (
        "Diringkas dengan kata kami sendiri; yang mengikat adalah naskah resminya.",
        "Summarised in our own words; only the official text is binding.",
    ),
    "topics": ("Topik", "Topics"),
    "cited_by": ("Dirujuk oleh keputusan rapat", "Cited by decisions of meetings"),
    "cited_by_none": (
        "Belum ada keputusan rapat yang diterbitkan yang merujuk peraturan ini.",
        "No published decision of a meeting cites this rule yet.",
    ),
    "verification_lead": (
        "Setiap keterangan diperiksa sendiri-sendiri. Yang tidak ada dalam tabel ini belum "
        "terverifikasi.",
        "Each detail is checked on its own. What is not in this table is not yet verified.",
    ),
    "detail": ("Keterangan", "Detail"),
    "source": ("Sumber", "Source"),
    "checked_on": ("Diperiksa", "Checked"),
    "official_text": ("Naskah resmi", "Official text"),
    "official_text_none": (
        "Alamat naskah resmi belum dicatat.",
        "The address of the official text is not recorded yet.",
    ),
    "verified_title": ("Judul", "Title"),
    "verified_type": ("Jenis", "Type"),
    "verified_abbreviation": ("Singkatan", "Abbreviation"),
    "verified_issuer": ("Penerbit", "Issuer"),
    "verified_number": ("Nomor", "Number"),
    "verified_year": ("Tahun", "Year"),
    "verified_enacted": ("Tanggal ditetapkan", "Date of enactment"),
    "verified_promulgated": ("Tanggal diundangkan", "Date of promulgation"),
    "verified_effective": ("Tanggal mulai berlaku", "Date of entry into force"),
    "verified_gazette": ("Lembaran", "Gazette"),
    "verified_relations": ("Hubungan dengan peraturan lain", "Relations to other rules"),
    "verified_summary": ("Ringkasan", "Summary"),
    "verified_articles": ("Pasal", "Articles"),
    "verified_topics": ("Topik", "Topics"),
    "verified_official_text": ("Alamat naskah resmi", "Address of the official text"),
    "verified_status": ("Keberlakuan", "Standing"),
    # Statistik
    **FIGURE_WORDS,
    # Bahan rapat dan notula
    **PRINT_WORDS,
    # Organisasi
    "organisations_lead": (
        "Instansi yang disebut dalam catatan di situs ini. Nama dan induknya dapat berubah; "
        "halaman rapat memakai nama yang berlaku pada hari rapat.",
        "Agencies named in the records of this site. Names and parent bodies change; meeting "
        "pages use the name that held on the day of the meeting.",
    ),
    "names_through_time": ("Nama dari waktu ke waktu", "Names through time"),
    "parents": ("Induk", "Parent bodies"),
    "parent": ("Induk", "Parent body"),
    "children": ("Organisasi di bawahnya", "Bodies below it"),
    "membership": ("Keanggotaan tim", "Membership of the team"),
    "decree": ("Surat keputusan", "Decree"),
    "website": ("Situs resmi", "Official website"),
    "kind": ("Jenis", "Kind"),
    "duties": (
        "Peran dalam pengawasan orang asing",
        "Role in the supervision of foreign nationals",
    ),
    "in_meetings": ("Disebut dalam rapat", "Named in meetings"),
    "owes": ("Tindak lanjut yang menjadi tanggung jawabnya", "Action items it is responsible for"),
    "formerly": ("dahulu", "formerly"),
    # Wilayah
    "places_lead": (
        "Kota atau kabupaten, kecamatan, dan kelurahan dengan kode wilayah Kemendagri. Kode BPS "
        "berbeda dan tidak dipakai di sini.",
        "Cities or regencies, sub-districts and urban wards with the codes of the Ministry of "
        "Home Affairs. BPS codes differ and are not used here.",
    ),
    "code": ("Kode", "Code"),
    # Istilah
    "glossary_lead": (
        "Istilah yang dipakai di situs ini, dijelaskan dengan kata kami sendiri.",
        "Terms used on this site, explained in our own words; listed by their Indonesian name.",
    ),
    "letters": ("Menurut huruf", "By letter"),
    "also_called": ("Sebutan lain", "Also called"),
    "see_also": ("Lihat juga", "See also"),
    # Pengetahuan
    "knowledge_lead": (
        "Penjelasan bagi warga, pemilik penginapan, jurnalis, dan orang asing.",
        "Explanations for residents, owners of lodgings, journalists and foreign nationals.",
    ),
    # Tentang
    "about_lead": (
        "Bagaimana keterangan di situs ini diperiksa, apa yang diterbitkan, dan dari mana asalnya.",
        "How the information on this site is checked, what is published, and where it comes from.",
    ),
    "about_verification": ("Tingkat verifikasi", "How verification is graded"),
    "about_text": (
        "Naskah peraturannya, atau halaman sumbernya, kami baca sendiri.",
        "We read the text of the rule, or the source page, ourselves.",
    ),
    "about_secondary": (
        "Sumber lain menyebutnya; naskahnya belum kami baca. Sumbernya kami sebut.",
        "Another source says so; we have not read the text. The source is named.",
    ),
    "about_unverified": (
        "Belum kami temukan atau belum kami periksa. Keterangannya tidak kami tebak.",
        "Not found or not checked yet. We do not guess.",
    ),
    "about_status": (
        "Status peraturan dihitung dari hubungan antarperaturan yang tercatat. Tanpa verifikasi "
        "keberlakuan, sebuah peraturan tidak pernah disebut berlaku.",
        "The standing of a rule is derived from the recorded relations between rules. Without "
        "verification of its standing a rule is never called in force.",
    ),
    "about_published": ("Yang diterbitkan dan yang tidak", "What is published and what is not"),
    "about_published_yes": ("Diterbitkan", "Published"),
    "about_published_no": ("Tidak diterbitkan", "Not published"),
    "about_yes_1": (
        "Notula yang telah disahkan: acara, keputusan, dan tindak lanjut.",
        "Approved minutes: agenda, decisions and action items.",
    ),
    "about_yes_2": (
        "Catatan dari liputan pers, diberi tanda dan disertai sumbernya.",
        "Records made from press coverage, marked and with their sources.",
    ),
    "about_yes_3": (
        "Peraturan, istilah, dan angka rangkuman beserta definisinya.",
        "Regulations, terms, and aggregate figures with their definitions.",
    ),
    "about_no_1": (
        "Data pribadi orang asing, pelapor, tamu penginapan, dan peserta rapat.",
        "Personal data of foreign nationals, reporters, lodging guests and meeting participants.",
    ),
    "about_no_2": (
        "Rencana operasi, hasil intelijen, dan perkara yang sedang ditangani.",
        "Operation plans, intelligence, and cases in progress.",
    ),
    "about_no_3": (
        "Notula yang belum disahkan dan angka yang terlalu kecil.",
        "Minutes not yet approved, and counts that are too small.",
    ),
    "about_corrections": (
        "Kesalahan dibetulkan secara terbuka: pembetulan tercantum di tempatnya, dengan tanggal "
        "dan alasan.",
        "Mistakes are corrected openly: a correction stands where it belongs, with its date and "
        "reason.",
    ),
    "about_access": ("Aksesibilitas", "Accessibility"),
    "about_access_text": (
        "Situs ini dirancang menurut WCAG 2.2 tingkat AA: dapat dipakai dengan papan ketik dan "
        "pembaca layar, terbaca di layar 360 piksel, mengikuti tema terang atau gelap perangkat, "
        "dan dapat dicetak. Setiap diagram didampingi tabel. Penilaian oleh pihak luar belum "
        "dilakukan.",
        "This site is designed to WCAG 2.2 level AA: it works with a keyboard and a screen "
        "reader, reads well on a screen 360 pixels wide, follows the light or dark theme of the "
        "device, and prints well. Every chart has a table beside it. It has not been assessed by "
        "an outside party.",
    ),
    "about_machines": ("Untuk mesin", "For machines"),
    "jdihn_feed": ("Daftar peraturan untuk JDIHN (JSON)", "Regulations for the JDIHN (JSON)"),
    "all_sources": ("Semua sumber", "All sources"),
    "used_by": ("Dipakai oleh", "Used by"),
    # Situs anggota
    "briefing": ("Bahan rapat", "Meeting briefing"),
    "menu": ("Menu", "Menu"),
    "members_only": ("%s: untuk anggota tim", "%s: for members of the team"),
    "next_meeting": ("Rapat berikutnya", "Next meeting"),
    "no_next_meeting": ("Belum ada rapat terjadwal.", "No meeting is scheduled."),
    "last_meeting": ("Rapat terakhir", "Last meeting"),
    "open_actions": ("Tindak lanjut terbuka", "Open action items"),
    "no_open_actions": ("Tidak ada tindak lanjut yang terbuka.", "No action item is open."),
    "closed_actions": ("Selesai, dihentikan, atau digabung", "Done, dropped or merged"),
    "newest_shown": ("%s yang terbaru ditampilkan.", "The newest %s are shown."),
    "overdue": ("Lewat tenggat", "Overdue"),
    "overdue_days": ("Lewat %s hari", "%s days overdue"),
    "all_overdue": ("Semua yang lewat tenggat (%s)", "All overdue items (%s)"),
    "due_on": ("tenggat %s", "due %s"),
    "no_due": ("tanpa tenggat", "no due date"),
    "moved_times": ("ditunda %s kali", "postponed %s times"),
    "life": ("Riwayat butir", "Life of the item"),
    "item_of": ("Butir %s, rapat %s", "Item %s, meeting of %s"),
    "born": ("Lahir", "Born"),
    "born_at": ("Dicatat dalam rapat", "Recorded at the meeting"),
    "first_due": ("Tenggat semula", "First due date"),
    "former_owners": ("Semula", "Formerly"),
    "age": ("Umur", "Age"),
    "days": ("%s hari", "%s days"),
    "closed_after": ("Ditutup setelah", "Closed after"),
    "took": ("Selesai dalam", "Done in"),
    "last_heard": ("Terakhir dibicarakan", "Last spoken of"),
    "never_heard": ("Belum pernah, sejak lahir", "Never, since its birth"),
    "first_owner": ("penanggung jawab: %s", "responsible: %s"),
    "absorbed": ("Butir yang digabung ke sini", "Items merged into this one"),
    "state_then": ("Keadaan pada hari rapat.", "As they stood on the day of the meeting."),
    "invited": ("Undangan", "Invited"),
    "by_owner": ("Menurut organisasi", "By organisation"),
    "owners_lead": (
        "Butir yang sedang menjadi tanggung jawab tiap organisasi dan yang sudah diselesaikannya.",
        "What each organisation owes and what it has finished.",
    ),
    "by_due": ("Menurut tenggat", "By due date"),
    "none_overdue": ("Tidak ada yang lewat tenggat.", "Nothing is overdue."),
    "due_in": ("Tenggat %s", "Due in %s"),
    "without_due": ("Tanpa tenggat", "No due date"),
    "open_items": ("Terbuka", "Open"),
    "done_items": ("Selesai", "Done"),
    "dropped_items": ("Dihentikan", "Dropped"),
    "merged_items": ("Digabung", "Merged"),
    "raised_items": ("Dicatat", "Raised"),
    "open_after": ("Masih terbuka", "Still open"),
    "open_after_note": (
        "Masih terbuka: pada akhir tahun itu; untuk tahun berjalan, menurut catatan terakhir.",
        "Still open: at the end of that year; for the current year, by the latest records.",
    ),
    "median_days": ("Median hari", "Median days"),
    "median_note": (
        "Median hari: dari rapat yang melahirkan butir sampai butir itu selesai.",
        "Median days: from the meeting at which an item was born until it was done.",
    ),
    "year": ("Tahun", "Year"),
    "yearly_review": ("Tinjauan tahunan", "Yearly review"),
    "review_of": ("Tinjauan tindak lanjut", "Review of action items,"),
    "done_in_year": ("Selesai tahun ini", "Done this year"),
    "open_of_year": ("Lahir tahun ini, masih terbuka", "Born this year, still open"),
    "month": ("Bulan", "Month"),
    "months_word": ("Menurut bulan", "By month"),
    "items_unit": ("butir", "items"),
    "chart_owners": (
        "Butir terbuka menurut organisasi",
        "Open items by organisation",
    ),
    "chart_owners_text": (
        "Diagram banyaknya butir terbuka tiap organisasi. Semua angkanya ada dalam tabel.",
        "Chart of the open items of each organisation. All figures are in the table.",
    ),
    "chart_years": ("Butir yang dicatat dan yang selesai", "Raised and done"),
    "chart_years_text": (
        "Diagram banyaknya butir yang dicatat dan yang selesai. Semua angkanya ada dalam tabel.",
        "Chart of the items raised and done. All figures are in the table.",
    ),
    "finished": ("Yang sudah selesai", "Finished"),
    "finished_line": (
        "%s butir selesai; median %s hari dari rapat sampai selesai.",
        "%s items done; median %s days from the meeting until done.",
    ),
    "handed_over": ("Dialihkan ke organisasi lain", "Handed over to others"),
    "calendar": ("Kalender tenggat (.ics)", "Calendar of due dates (.ics)"),
    "no_report": ("Belum ada laporan", "No report yet"),
    "no_owner": ("Belum ada penanggung jawab", "Nobody is responsible yet"),
    "by_organisation": ("Terbuka menurut organisasi", "Open, by organisation"),
    "your_organisation": ("Langsung ke organisasi Anda", "Go to your organisation"),
    "unapproved": ("Notula belum disahkan", "Minutes not approved"),
    "changes": ("Perubahan sejak rapat terakhir", "Changes since the last meeting"),
    "no_changes": ("Tidak ada perubahan.", "Nothing has changed."),
    "changed_figures": ("Angka", "Figures"),
    "changed_page": ("Halaman", "Page"),
    "fallen_due": ("Jatuh tempo", "Fallen due"),
    "meeting_of": ("rapat %s", "meeting of %s"),
    "minutes_number": ("Nomor notula", "Number of the minutes"),
    "minute_taker": ("Notulis", "Minute taker"),
    "on_behalf_of": ("mewakili %s", "on behalf of %s"),
    "secretariat_note": ("Catatan sekretariat", "Note of the secretariat"),
    "contact": ("Narahubung", "Contact"),
    "earlier_meetings": ("Rapat sebelumnya", "Earlier meetings"),
    "for_members": ("untuk anggota", "for members"),
    # Yang terbuka bagi publik
    "opened": ("Yang baru terbuka bagi publik", "Newly open to the public"),
    "opened_intro": (
        "Apa yang tampil di situs publik dan belum termasuk dalam persetujuan terakhir. Yang paling "
        "dapat merugikan orang disebut dahulu.",
        "What the public site shows beyond the last approval. What can harm people most comes first.",
    ),
    "approved_by": ("Disetujui oleh", "Approved by"),
    "approved_on": ("Tanggal persetujuan", "Date of the approval"),
    "approved_facts": ("Keterangan yang disetujui", "Facts approved"),
    "approved_hash": ("Sidik daftar", "Hash of the list"),
    "no_approval": (
        "Belum ada persetujuan, jadi belum ada pembanding. Persetujuan pertama dibuat dengan "
        "timpora approve, sesudah daftar dari timpora diff dibaca.",
        "Nothing was approved yet, so there is nothing to compare with. The first approval is made "
        "by timpora approve, after the list of timpora diff was read.",
    ),
    "approval_not_required": (
        "Kantor ini tidak mewajibkan persetujuan sebelum terbit (require_approval).",
        "This office does not require an approval before publication (require_approval).",
    ),
    "not_approved": ("Terbuka dan belum disetujui", "Open and not approved"),
    "all_approved": (
        "Semua yang tampil di situs publik sudah disetujui.",
        "Everything that the public site shows was approved.",
    ),
    "withdrawn_since": ("Ditarik sejak persetujuan", "Withdrawn since the approval"),
    "all_facts": ("%s keterangan", "%s facts"),
    "open_now": ("Yang tampil di situs publik sekarang", "What the public site shows now"),
    "kind_of_fact": ("Jenis keterangan", "Kind of fact"),
    "how_many": ("Banyaknya", "How many"),
}


class Words:
    """The interface words of one language, as attributes; an unknown word is an error."""

    def __init__(self, lang: str) -> None:
        index = 1 if lang == "en" else 0
        self.__dict__.update({name: said[index] for name, said in WORDS.items()})

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> str: ...


def spoken() -> Iterator[str]:
    """Every interface word in every language."""
    return (word for said in WORDS.values() for word in said)
