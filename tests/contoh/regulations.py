"""Eleven invented regulations: amended, revoked between two meetings, withheld, not yet in force.

An amending act ends with the rule that it amends; a regulation in lieu of law becomes a law on a
day that nobody wrote down.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.contoh.canaries import Canaries

REPLACED = date(2022, 8, 1)  # the first day on which the newer rule on the team is in force
_OLD_TEAM, _NEW_TEAM = "permen-contoh-12-2016", "permen-contoh-3-2022"
NOT_YET = "permen-contoh-15-2024"  # cited by a meeting before it was in force
_IDS = {
    "perpres": "perpres-contoh-4-2015",
    "tamu": "permen-contoh-7-2018",
    "pergub": "pergub-contoh-21-2019",
}

_ARTICLES = {
    "perpres": {
        2: "Pengawasan dilakukan bersama oleh instansi yang tugasnya berkaitan dengan orang asing.",
        6: "Instansi saling memberi data keberadaan orang asing dalam bentuk jumlah.",
        10: "Penanganan bersama di lapangan dilakukan menurut kewenangan setiap instansi.",
    },
    "tim": {
        3: "Keanggotaan tim ditetapkan dengan keputusan kepala kantor imigrasi.",
        5: "Tim mengadakan rapat berkala dan membuat notula.",
        7: "Anggota menunjuk petugas penghubung dan bertukar data melalui jalur resmi.",
        9: "Tim menyusun peta pengawasan dari data yang dihimpun berjenjang.",
        11: "Operasi gabungan memakai rencana operasi dan surat perintah.",
    },
    "tamu": {
        2: "Pengelola penginapan memberi data tamu asing bila diminta petugas.",
        4: "Laporan disampaikan melalui aplikasi tanpa biaya.",
        8: "Petugas memberi pembinaan dan menanggapi pertanyaan masyarakat.",
    },
    "pergub": {
        3: "Kecamatan dan kelurahan mendata orang asing di wilayahnya.",
        5: "Dinas terkait membantu pemantauan sesuai tugasnya.",
    },
    "sop": {
        1: "Urutan pemberitahuan sebelum kegiatan tertutup.",
        2: "Pembagian peran antara regu dan pos kendali.",
    },
}
_TITLES = {
    "perpres": ("Pengawasan Terpadu Orang Asing", "Integrated Supervision of Foreigners"),
    "tim-lama": ("Tim Pengawasan Orang Asing di Daerah", "Regional Foreigner Supervision Teams"),
    "tim": ("Tim Pengawasan Orang Asing", "Foreigner Supervision Teams"),
    "tim-ubah": (
        "Perubahan atas Tim Pengawasan Orang Asing di Daerah",
        "Amendment of the Regional Foreigner Supervision Teams",
    ),
    "perppu": ("Pemantauan dalam Keadaan Darurat", "Monitoring in an Emergency"),
    "uu": (
        "Penetapan Perppu Contoh 1/2020 menjadi Undang-Undang",
        "Enactment of Perppu Contoh 1/2020 as Law",
    ),
    "tamu": ("Pelaporan Tamu Asing oleh Penginapan", "Reporting of Foreign Guests by Lodgings"),
    "tamu-ubah": (
        "Perubahan atas Pelaporan Tamu Asing oleh Penginapan",
        "Amendment of the Reporting of Foreign Guests",
    ),
    "tamu-baru": (
        "Pelaporan Tamu Asing secara Elektronik",
        "Electronic Reporting of Foreign Guests",
    ),
    "pergub": (
        "Pemantauan Orang Asing oleh Pemerintah Daerah",
        "Monitoring of Foreigners by Local Government",
    ),
    "sop": ("Prosedur Kegiatan Tertutup", "Procedure of Covert Activities"),
}


def cite(short: str, day: date) -> str:
    """`tim#pasal-7` as the id of the rule that was in force on `day`, with its article."""
    name, _, part = short.partition("#")
    identity = _IDS.get(name) or (_NEW_TEAM if day >= REPLACED else _OLD_TEAM)
    return f"{identity}#{part}" if part else identity


def make_regulations(canaries: Canaries) -> dict[str, dict[str, Any]]:
    """All records by id."""
    token = canaries.slug("terbatas", "regulation sop")
    sop = _sop(canaries, token)
    records = {
        "perpres-contoh-4-2015": _perpres(),
        "perppu-contoh-1-2020": _in_lieu_of_law(),
        "uu-contoh-2-2021": _enacting_law(),
        _OLD_TEAM: _old_team(),
        "permen-contoh-5-2018": _team_amended(),
        "permen-contoh-7-2018": _guests(),
        "pergub-contoh-21-2019": _governor(f"sop-{token}-2-2021"),
        f"sop-{token}-2-2021": sop,
        "permen-contoh-9-2021": _guests_amended(),
        _NEW_TEAM: _new_team(),
        NOT_YET: _not_yet(),
    }
    for identity, record in records.items():
        canaries.know(identity, record.get("grade", "terbatas"))
        for article in record.get("articles", []):
            grade = record.get("grade", "terbatas")
            canaries.know(f"{identity}#{article['id']}", grade)
    return records


def _regulation(kind: str, title: str, number: str, year: int, **more: Any) -> dict[str, Any]:
    names = {"perpres": "Perpres", "permen": "Permen", "pergub": "Pergub", "sop": "SOP"}
    names |= {"perppu": "Perppu", "uu": "UU"}
    indonesian, english = _TITLES[title]
    return {
        "grade": "terbuka",
        "title": {
            "id": f"{indonesian} (Peraturan Contoh)",
            "en": f"{english} (Peraturan Contoh, fictional)",
        },
        "type": kind,
        "abbreviation": f"{names[kind]} Contoh",
        "number": number,
        "year": str(year),
        **more,
    }


def _relation(kind: str, target: str, **more: str) -> dict[str, str]:
    return {"kind": kind, "target": target, **more, "evidence": "naskah"}


def _articles(name: str) -> list[dict[str, Any]]:
    return [
        {
            "id": f"pasal-{number}",
            "heading": {"id": f"Pasal {number}", "en": f"Article {number}"},
            "summary": summary,
            "topics": ["contoh", name],
            "evidence": "naskah",
        }
        for number, summary in _ARTICLES[name].items()
    ]


def _verified(*fields: str) -> dict[str, dict[str, str]]:
    source = "Naskah rekaan untuk contoh"
    return {name: {"evidence": "naskah", "source": source, "date": "2024-12-02"} for name in fields}


def _perpres() -> dict[str, Any]:
    unlisted = {
        "kind": "mencabut",
        "unlisted": "Keputusan Contoh 88/1999",
        "article": "Pasal 14",
        "evidence": "sekunder",
        "source": "Catatan rekaan",
    }
    return _regulation(
        "perpres",
        "perpres",
        "4",
        2015,
        enacted="2015-02-10",
        promulgated="2015-02-12",
        gazette=[
            {"series": "LN", "year": "2015", "number": "904"},
            {"series": "TLN", "number": "9904"},
        ],
        relations=[unlisted],
        summary={
            "id": "Peraturan contoh yang mendasari kerja sama pengawasan.",
            "en": "Fictional rule on which the agencies' cooperation rests.",
        },
        articles=_articles("perpres"),
        topics=["pengawasan", "kerja sama"],
        verified=_verified("title", "enacted", "promulgated", "gazette", "official_text", "status"),
        official_text="https://jdih.contoh.example/perpres-4-2015",
    )


def _old_team() -> dict[str, Any]:
    return _regulation(
        "permen",
        "tim-lama",
        "12",
        2016,
        enacted="2016-05-02",
        promulgated="2016-05-09",
        gazette=[{"series": "BN", "year": "2016", "number": "812"}],
        relations=[_relation("melaksanakan", "perpres-contoh-4-2015#pasal-2")],
        summary="Peraturan contoh tentang tim di daerah; tidak berlaku lagi sejak Agustus 2022.",
        text_date="2018-02-05",
        articles=_articles("tim"),
        topics=["tim"],
        verified=_verified("title", "promulgated", "status"),
        sources=[{"title": "Berita Negara Contoh 2016", "read": "2024-12-02"}],
    )


def _new_team() -> dict[str, Any]:
    return _regulation(
        "permen",
        "tim",
        "3",
        2022,
        enacted="2022-06-20",
        promulgated="2022-06-27",
        effective=REPLACED.isoformat(),
        gazette=[{"series": "BN", "year": "2022", "number": "533"}],
        relations=[
            _relation("mencabut", _OLD_TEAM, article="Pasal 20"),
            _relation("melaksanakan", "perpres-contoh-4-2015"),
        ],
        summary={
            "id": "Peraturan contoh tentang tim, pengganti [[permen-contoh-12-2016]].",
            "en": "Fictional rule on the teams, replacing [[permen-contoh-12-2016]].",
        },
        articles=_articles("tim"),
        topics=["tim"],
        verified=_verified("title", "promulgated", "effective", "relations", "status"),
        secretariat_note="Salinan bertanda tangan disimpan di lemari sekretariat.",
    )


def _team_amended() -> dict[str, Any]:
    return _regulation(
        "permen",
        "tim-ubah",
        "5",
        2018,
        enacted="2018-01-29",
        promulgated="2018-02-05",
        relations=[_relation("mengubah", f"{_OLD_TEAM}#pasal-5", article="Pasal I")],
        summary="Peraturan contoh yang mengubah jadwal rapat tim; berakhir bersama induknya.",
        topics=["tim"],
        verified=_verified("title", "promulgated", "relations", "status"),
    )


def _in_lieu_of_law() -> dict[str, Any]:
    return _regulation(
        "perppu",
        "perppu",
        "1",
        2020,
        enacted="2020-04-20",
        promulgated="2020-04-20",
        relations=[_relation("mengubah", "perpres-contoh-4-2015#pasal-10")],
        summary="Peraturan contoh untuk keadaan darurat, kemudian menjadi undang-undang.",
        topics=["darurat"],
        verified=_verified("title", "promulgated", "status"),
    )


def _enacting_law() -> dict[str, Any]:
    return _regulation(
        "uu",
        "uu",
        "2",
        2021,
        relations=[_relation("menetapkan", "perppu-contoh-1-2020")],
        summary="Undang-undang contoh; hari pengundangannya tidak tercatat.",
        topics=["darurat"],
        verified=_verified("title", "relations"),
    )


def _guests() -> dict[str, Any]:
    return _regulation(
        "permen",
        "tamu",
        "7",
        2018,
        promulgated="2018-03-15",
        relations=[_relation("melaksanakan", "perpres-contoh-4-2015#pasal-6")],
        summary="Peraturan contoh tentang kewajiban penginapan; Pasal 4 diubah pada tahun 2021.",
        articles=_articles("tamu"),
        topics=["penginapan", "pelaporan"],
        verified=_verified("promulgated"),
        note="Nomor Berita Negara contoh belum diketahui.",
    )


def _guests_amended() -> dict[str, Any]:
    return _regulation(
        "permen",
        "tamu-ubah",
        "9",
        2021,
        promulgated="2021-09-06",
        relations=[_relation("mengubah", "permen-contoh-7-2018#pasal-4", article="Pasal I")],
        summary="Peraturan contoh yang mengalihkan laporan kertas ke aplikasi.",
        topics=["penginapan"],
        verified=_verified("promulgated", "status"),
        secretariat_note="Lampiran formulir lama masih dipakai dua kecamatan.",
    )


def _not_yet() -> dict[str, Any]:
    return _regulation(
        "permen",
        "tamu-baru",
        "15",
        2024,
        enacted="2024-11-20",
        promulgated="2024-11-25",
        effective="2025-07-01",
        relations=[
            _relation("mencabut", "permen-contoh-7-2018"),
            _relation("mencabut", "permen-contoh-9-2021"),
        ],
        summary="Peraturan contoh yang baru berlaku pada 1 Juli 2025.",
        articles=_articles("tamu")[:1],
        topics=["penginapan", "elektronik"],
        verified=_verified("title", "promulgated", "effective", "status"),
    )


def _governor(sop: str) -> dict[str, Any]:
    return _regulation(
        "pergub",
        "pergub",
        "21",
        2019,
        enacted="2019-04-01",
        promulgated="2019-04-04",
        gazette=[{"series": "BD", "year": "2019", "number": "21"}],
        relations=[_relation("merujuk", "perpres-contoh-4-2015"), _relation("merujuk", sop)],
        summary="Peraturan contoh tentang peran kecamatan dan kelurahan.",
        articles=_articles("pergub"),
        topics=["pemerintah daerah"],
    )


def _sop(canaries: Canaries, token: str) -> dict[str, Any]:
    record = _regulation(
        "sop",
        "sop",
        "2",
        2021,
        promulgated="2021-01-18",
        relations=[_relation("melaksanakan", f"{_OLD_TEAM}#pasal-11")],
        summary="Prosedur contoh bagi anggota; tidak untuk umum.",
        articles=_articles("sop"),
        topics=["kegiatan tertutup"],
        note="Berlaku juga bagi petugas pengganti.",
        secretariat_note="Hanya dibacakan, tidak dibagikan.",
    )
    record |= {"grade": "terbatas", "abbreviation": f"SOP {token}"}
    for number, article in enumerate(record["articles"], 1):
        article["id"] = f"bagian-{number}-{canaries.slug('terbatas', f'sop bagian {number}')}"
    return record
