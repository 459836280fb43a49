"""Fifteen glossary terms and five pages of plain Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.contoh.canaries import Canaries
from tests.contoh.dice import sentences

_HIDDEN_TERMS = [
    ("sandi", "Sandi kegiatan", "SK-7", "Sebutan internal satu kegiatan tertutup.", "terbatas"),
    ("titik", "Titik kumpul", "TK", "Tempat petugas berkumpul sebelum kegiatan.", "rahasia"),
    ("rute", "Rute pantau", "RP", "Rute yang dilalui petugas pemantau.", "terbatas"),
]


@dataclass(frozen=True)
class Page:
    """One knowledge page, maybe with its English body."""

    front: dict[str, Any]
    body: str
    english: str = ""


def glossary_record(canaries: Canaries) -> dict[str, Any]:
    """What `content/glossary.yml` says; open terms take the file's grade."""
    terms = [_open_term(*row.split(" | ")) for row in sentences()["istilah"]["baris"]]
    for number, (name, term, short, definition, grade) in enumerate(_HIDDEN_TERMS):
        identity = f"{name}-{canaries.slug(grade, f'term {name}')}"
        canaries.know(identity, grade)
        hidden = {
            "grade": grade,
            "id": identity,
            "term": f"{term} (contoh)",
            "abbreviation": short,
            "aliases": [f"{term} lama"],
            "definition": definition,
            "see": ["operasi-gabungan"],
        }
        terms.insert(3 + 4 * number, hidden)
    see = next(term for term in terms if term["id"] == "operasi-gabungan")
    see["see"] = ["surat-perintah", terms[3]["id"]]  # the second one is withheld
    return {"grade": "terbuka", "terms": terms}


def _open_term(
    identity: str, term: str, english: str, short: str, definition: str
) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": identity,
        "term": {"id": f"{term} (contoh)", "en": f"{english} (contoh)"},
    }
    record |= {"abbreviation": short} if short != "-" else {}
    return record | {
        "aliases": [term.lower()],
        "definition": {"id": definition, "en": f"Fictional example: {english.lower()}."},
        "sources": [{"title": "Daftar istilah rekaan Kota Contoh"}],
    }


def make_pages(canaries: Canaries) -> dict[str, Page]:
    """The pages by path below `content/`, without `.md`."""
    remark = canaries.mint("never", "page cara-melapor remark")
    hidden = [canaries.slug("terbatas", f"page {name}") for name in ("piket", "rapat")]
    return {
        "knowledge/apa-itu-timpora": Page(
            _front("Apa itu Timpora Kota Contoh (contoh)", "terbuka", 10),
            _ABOUT,
            _ABOUT_ENGLISH,
        ),
        "knowledge/cara-melapor": Page(
            _front("Cara melapor (contoh)", "terbuka", 20), _REPORTING.format(remark=remark)
        ),
        "knowledge/membaca-statistik": Page(
            _front("Membaca angka bulanan (contoh)", "terbuka", 30), _READING
        ),
        f"knowledge/piket/{hidden[0]}": Page(
            _front("Panduan petugas piket (contoh)", "terbatas", 40), _DUTY
        ),
        f"knowledge/persiapan-{hidden[1]}": Page(
            _front("Persiapan rapat (contoh)", None, 50), _PREPARING
        ),
    }


def _front(title: str, grade: str | None, order: int) -> dict[str, Any]:
    return ({"grade": grade} if grade else {}) | {
        "title": title,
        "summary": "Halaman contoh rekaan untuk Kota Contoh.",
        "order": str(order),
        "updated": "2024-11-04",
        "sources": [{"title": "Panduan rekaan Kota Contoh", "read": "2024-11-01"}],
    }


_ABOUT = """
[[timpora|Tim Pengawasan Orang Asing]] Kota Contoh adalah tim rekaan. Ketuanya kepala
[[kanim-kota-contoh]], anggotanya instansi yang tugasnya berkaitan dengan [[orang-asing]].

## Dasar hukum

- [[perpres-contoh-4-2015#pasal-2]] mengatur kerja sama antarinstansi.
- [[permen-contoh-3-2022]] mengatur susunan tim; sebelumnya [[permen-contoh-12-2016]].

## Rapat

Rapat diadakan setiap bulan. Notula diumumkan sesudah disahkan.

| Tahap | Artinya |
| --- | --- |
| direncanakan | tanggal sudah ada |
| disahkan | notula sudah disetujui |
"""
_ABOUT_ENGLISH = """
The [[timpora|Foreigner Supervision Team]] of Kota Contoh is fictional (contoh). It is chaired by the
head of [[kanim-kota-contoh]]; its members are agencies whose work concerns [[orang-asing]].

## Legal basis

- [[perpres-contoh-4-2015#pasal-2]] governs how agencies cooperate.
- [[permen-contoh-3-2022]] governs the team; before it [[permen-contoh-12-2016]].

## Meetings

Meetings are held every month. Minutes are published once approved.
"""
_REPORTING = """
Halaman contoh ini menjelaskan cara melapor kepada kantor imigrasi.

<!-- periksa nomor telepon sebelum terbit {remark} -->

1. Datang ke kantor kelurahan atau kantor imigrasi.
2. Sampaikan apa yang dilihat, bukan dugaan.
3. Simpan tanda terima.

> Identitas pelapor tidak dicatat dalam notula.

Penginapan melapor menurut [[permen-contoh-7-2018#pasal-4]].
"""
_READING = """
Angka contoh disajikan dalam tiga ukuran: **orang**, **tindakan** dan **dokumen**. Ketiganya tidak
dijumlahkan satu sama lain. Satu orang dapat dikenai lebih dari satu [[tak]].

Angka yang kecil [[angka-disamarkan|disamarkan]]; nol tetap ditampilkan. Lihat [[tindakan]] dan
[[pelanggaran]].
"""
_DUTY = """
Panduan contoh bagi petugas piket.

## Urutan kerja

1. Catat waktu dan tempat.
2. Hubungi petugas penghubung.
3. Laporkan kepada ketua dalam satu jam.
"""
_PREPARING = """
Daftar contoh sebelum rapat: undangan, ruang, bahan paparan, notulis. Lihat [[notula]].
"""
