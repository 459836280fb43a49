"""What the sites say of figures, in both languages; part of `words.WORDS`."""

from __future__ import annotations

from collections.abc import Mapping

FIGURE_WORDS: Mapping[str, tuple[str, str]] = {
    "statistics_lead": (
        "Angka rangkuman saja, dengan definisi dan sumbernya. Angka kecil dilindungi agar tidak "
        "seorang pun dapat dikenali.",
        "Aggregates only, with definitions and sources. Small counts are protected, so that "
        "nobody can be recognised.",
    ),
    "definition_block": ("Yang dihitung dan yang tidak", "What is counted and what is not"),
    "about_data": ("Keterangan data", "About the data"),
    "classification": ("Klasifikasi", "Classification"),
    "measure": ("Ukuran", "Measure"),
    "unit": ("Satuan", "Unit"),
    "frequency": ("Frekuensi", "Frequency"),
    "producer": ("Produsen data", "Produced by"),
    "revision_policy": ("Kebijakan revisi", "Revision policy"),
    "next_release": ("Rilis berikutnya", "Next release"),
    "last_release": ("Rilis terakhir", "Latest release"),
    # Angka utama dan perbandingan
    "rises": ("naik", "up"),
    "falls": ("turun", "down"),
    "less_than_one": ("kurang dari 1\u00a0%", "less than 1%"),
    "percent": ("%s\u00a0%%", "%s%%"),
    "compared": ("dibandingkan dengan %s (%s)", "compared with %s (%s)"),
    "unchanged": ("sama dengan %s", "the same as in %s"),
    "not_compared": (
        "Tidak dibandingkan dengan %s: kategorinya berubah.",
        "Not compared with %s: the categories changed.",
    ),
    "no_figures": ("Belum ada angka yang diterbitkan.", "No figures have been published yet."),
    # Tabel
    "per_level": ("Per %s", "By %s"),
    "all_of": ("Semua", "All"),
    "period": ("Periode", "Period"),
    "periods": ("Periode", "Periods"),
    "released": ("Rilis", "Released"),
    "released_unknown": ("Tanggal rilis tidak diketahui", "Release date unknown"),
    "provisional": ("Sementara", "Provisional"),
    "not_released": ("Belum dirilis", "Not released"),
    "withdrawn": ("Ditarik", "Withdrawn"),
    "protected": ("dilindungi", "protected"),
    "missing": ("tidak tersedia", "not available"),
    "figure_protected": ("(angka dilindungi)", "(protected figure)"),
    "figure_missing": ("(angka belum dirilis)", "(figure not released)"),
    "mark_c": (
        "dilindungi: tidak ditampilkan agar tidak seorang pun dapat dikenali. Angkanya dapat kecil, "
        "besar, atau nol.",
        "protected: not shown, so that nobody can be recognised. The figure may be small, large or "
        "zero.",
    ),
    "mark_M": ("tidak tersedia.", "not available."),
    "mark_k": ("kelas terkecil dari pembulatan.", "the smallest class of rounding."),
    "mark_r": (
        "Angka tabel ini dibulatkan ke kelipatan 5 terdekat.",
        "The figures of this table are rounded to the nearest 5.",
    ),
    "mark_withdrawn": (
        "ditarik, atau memuat bulan yang ditarik. Alasannya di bagian Periode.",
        "withdrawn, or holding a month that was withdrawn. The reason is given under Periods.",
    ),
    "mark_unused": (
        "kategori atau bulan ini tidak dipakai pada periode itu.",
        "this category or month was not in use in that period.",
    ),
    "mark_provisional": ("angka sementara.", "provisional figure."),
    "mark_unreleased": (
        "belum dirilis; hanya untuk anggota.",
        "not released; for members only.",
    ),
    "code_notes": ("Catatan kategori", "Notes on categories"),
    "code_since": ("dipakai sejak %s", "in use since %s"),
    "code_until": ("dipakai sampai %s", "in use until %s"),
    "no_tables": (
        "Belum ada angka data ini yang diterbitkan.",
        "No figures of this dataset have been published yet.",
    ),
    "no_periods": ("Belum ada periode yang diterbitkan.", "No period has been published yet."),
    "all_periods": ("Periode lain (%s)", "Other periods (%s)"),
    # Gambar
    "chart_line": (
        "Diagram garis: banyaknya %s, %s.",
        "Line chart: number of %s, %s.",
    ),
    "chart_ends": (
        "Tertinggi %s (%s), terendah %s (%s), terakhir %s (%s).",
        "Highest %s (%s), lowest %s (%s), latest %s (%s).",
    ),
    "chart_series": (
        "Diagram garis: banyaknya %s menurut %s, %s. Angka terakhir yang tampil:",
        "Line chart: number of %s by %s, %s. Latest figures shown:",
    ),
    "chart_bars": (
        "Diagram batang: banyaknya %s menurut %s, %s.",
        "Bar chart: number of %s by %s, %s.",
    ),
    "chart_tiles": (
        "Peta petak, bukan peta letak: banyaknya %s menurut %s, %s.",
        "Tile map, not a map of locations: number of %s by %s, %s.",
    ),
    "chart_nothing": ("tidak ada yang dapat ditampilkan", "nothing can be shown"),
    "chart_all_in_table": ("Semua angka ada dalam tabel.", "All figures are in the table."),
    "tiles_note": (
        "Peta petak, bukan peta letak: satu petak satu wilayah, urut menurut daftar kode. Makin "
        "gelap makin banyak.",
        "Tile map, not a map of locations: one square a place, in the order of the list of codes. "
        "Darker means more.",
    ),
    # Perlindungan
    "method": ("Perlindungan angka kecil", "How small counts are protected"),
    "method_what": (
        "Angka dari 1 sampai di bawah %s orang tidak ditampilkan, agar tidak seorang pun dapat "
        "dikenali dari angka.",
        "Counts from 1 to below %s persons are not shown, so that nobody can be recognised from a "
        "figure.",
    ),
    "method_finer": (
        "Bila kewarganegaraan bertemu kelurahan, batasnya %s orang.",
        "Where nationality meets an urban ward, the limit is %s persons.",
    ),
    "method_incidents": (
        "Angka dari kurang dari %s kejadian juga tidak ditampilkan.",
        "Counts from fewer than %s incidents are not shown either.",
    ),
    "method_unknown": (
        "Banyaknya orang di balik angka ini tidak dicatat; satu orang dapat terhitung lebih dari "
        "sekali. Batas itu karena itu dikenakan pada angkanya sendiri.",
        "How many persons stand behind these figures is not recorded; one person may be counted "
        "more than once. The limit is therefore applied to the figure itself.",
    ),
    "method_others": (
        "Agar angka itu tidak dapat dihitung dari jumlah dan angka di sekitarnya, atau dari "
        "terbitan terdahulu, sebagian angka lain ikut ditutup, yang besar maupun nol. Tandanya "
        "sama, sehingga tidak terlihat mana yang kecil.",
        "So that such a count cannot be worked out from totals and other figures around it, or "
        "from earlier releases, some other figures are hidden with it, large ones as well as "
        "zeros. They carry the same mark, so that nobody can tell which of them is small.",
    ),
    "method_forever": (
        "Yang sudah pernah tampil tetap tampil; yang ditutup tetap ditutup, kecuali dalam revisi "
        "yang diumumkan.",
        "What was shown once stays visible; what was hidden stays hidden, except in a revision "
        "that is announced.",
    ),
    "method_reader": (
        "Angka yang tampil adalah angka sebenarnya menurut sumber, tidak diubah. Jumlah yang "
        "tampil sudah termasuk angka yang ditutup. Tanda c berarti angkanya ada, tetapi tidak dapat "
        "disimpulkan besarnya. Persentase hanya dihitung dari dua angka yang tampil, dan hanya bila "
        "pembandingnya paling sedikit 30.",
        "A figure that is shown is the true one according to the source; it has not been altered. "
        "Totals that are shown include the hidden figures. The mark c means that there is a figure, "
        "but its size cannot be concluded. Percentages are taken only of two figures that are "
        "shown, and only when the base is at least 30.",
    ),
    "method_rounding": (
        "Angka dalam tabel yang dibulatkan ditulis sebagai kelipatan 5 terdekat, atau 1–7; "
        "pembulatannya sekali saja, sehingga jumlahnya dapat berbeda sedikit dari bagian-bagiannya.",
        "Figures in a rounded table are written as the nearest multiple of 5, or as 1–7; each is "
        "rounded once, so that a total may differ slightly from its parts.",
    ),
    "audited": (
        "Semua angka di halaman ini diperiksa terhadap semua yang pernah diterbitkan dari data ini.",
        "All figures on this page were checked against everything ever published from this dataset.",
    ),
    # Rilis dan revisi
    "release_log": ("Rilis dan revisi", "Releases and revisions"),
    "older_releases": ("Rilis lain (%s)", "Other releases (%s)"),
    "revision": ("Revisi", "Revision"),
    "revised_count": ("%s angka berubah", "%s figures changed"),
    "revision_none": ("Belum ada angka yang direvisi.", "No figure has been revised yet."),
    "revised_figure": ("Angka", "Figure"),
    "old_figure": ("Semula", "Before"),
    "new_figure": ("Menjadi", "Now"),
    "why_unknown": ("alasan tidak dicatat", "no reason was recorded"),
    "published_at": ("terbit di %s", "published in %s"),
    "withdrawn_on": ("Ditarik %s:", "Withdrawn on %s:"),
    # Unduhan dan kutipan
    "data_file": ("Tabel (CSV)", "Tables (CSV)"),
    "data_json": ("Data dan revisi (JSON)", "Data and revisions (JSON)"),
    "data_package": ("Keterangan data (Data Package)", "Description of the data (Data Package)"),
    "data_file_note": (
        "Satu baris satu angka; _T berarti jumlah. Angka ditulis tanpa titik pemisah.",
        "One row a figure; _T stands for a total. Numbers carry no separators.",
    ),
    "data_status": (
        "Status: A angka, c dilindungi, M tidak tersedia, r dibulatkan ke kelipatan 5, k kelas 1–7.",
        "Status: A figure, c protected, M not available, r rounded to the nearest 5, k class 1–7.",
    ),
    "citation": ("Cara mengutip", "How to cite"),
    "citation_release": ("rilis %s", "released %s"),
    # Situs anggota
    "trend": ("Perkembangan dan perbandingan setahun", "Trend and change over a year"),
    "year_before": ("Setahun lalu", "A year before"),
    "change": ("Selisih", "Change"),
    "contribution": ("Andil menurut %s, %s", "Shares by %s, %s"),
    "share": ("Andil", "Share"),
    "share_before": ("Andil setahun lalu", "Share a year before"),
    "protection_page": ("Angka yang ditutup", "Protected figures"),
    "protection_lead": (
        "Setiap angka yang ditutup di situs publik: mengapa, dan rentang yang masih dapat "
        "disimpulkan siapa pun dari semua yang pernah terbit. Hanya untuk anggota.",
        "Every figure that is hidden on the public site: why, and the range that anyone can still "
        "conclude from everything ever published. For members only.",
    ),
    "protection_none": ("Tidak ada angka yang ditutup.", "No figure is hidden."),
    "protection_sum": (
        "%d angka ditutup karena kecil. Untuk melindunginya, %d angka lain ikut ditutup, yang jumlahnya %s.",
        "%d figures are hidden because they are small. To protect them %d more are hidden, %s together.",
    ),
    "protection_why": ("Sebab", "Why"),
    "protection_primer": ("kecil", "small"),
    "protection_pelengkap": ("pelengkap", "complementary"),
    "protection_interval": ("Rentang", "Range"),
    "protection_insiders": (
        "Orang dalam: satu orang yang tahu angkanya sendiri akan tahu angka ini",
        "Insiders: somebody who knows their own figure would know this one",
    ),
    "insider": ("orang dalam", "insider"),
}
