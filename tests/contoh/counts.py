"""Four datasets of small invented counts: three monthly ones over five public years, one withheld.

`day` turns the clock back: what the office had written by then, so that releases can be made one
after the other as they would have been (see `releases`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.contoh.canaries import Canaries
from tests.contoh.dice import Dice
from tests.contoh.emit import emit_csv
from tests.contoh.world import DISTRICTS, WARDS

YEARS = range(2019, 2025)
_LATE = date(9999, 12, 31)
_CLOSED_WARD = "99.01.06.1004"  # a place that is withheld is no code of an open dataset
_WARDS = {code: name for code, name in WARDS.items() if code != _CLOSED_WARD}
_BUSY = ("99.01.02", "99.01.06")  # two busier districts
_OFFENCES = {
    "izin-lewat": ("Izin tinggal melewati batas", "Overstay", 6),
    "izin-disalahgunakan": ("Izin tinggal disalahgunakan", "Misuse of stay permit", 4),
    "tanpa-dokumen": ("Tanpa dokumen yang sah", "Without valid documents", 2),
    "tidak-lapor": ("Perubahan alamat tidak dilaporkan", "Change of address not reported", 4),
    "dokumen-palsu": ("Dokumen palsu", "Forged documents", 2),
    "lainnya": ("Pelanggaran lain", "Other offences", 2),
}
_SINCE = {"dokumen-palsu": "2023-07"}  # counted among the other offences before
_MEASURES = {
    "cegah-tangkal": ("Pencantuman dalam daftar cegah tangkal", "Entry or exit ban", 6, "a"),
    "batas-izin": ("Pembatasan atau pembatalan izin tinggal", "Restriction of permit", 7, "b"),
    "larangan-tempat": ("Larangan berada di tempat tertentu", "Ban from certain places", 3, "c"),
    "wajib-tempat": ("Keharusan bertempat tinggal tertentu", "Assigned residence", 4, "d"),
    "biaya-beban": ("Biaya beban", "Overstay charge", 14, "e"),
    "deportasi": ("Deportasi", "Deportation", 9, "f"),
}
_LODGINGS = {
    "hotel": ("Hotel", "Hotel", 9),
    "apartemen": ("Apartemen", "Apartment", 5),
    "indekos": ("Indekos", "Boarding house", 3),
    "rumah": ("Rumah warga", "Private home", 2),
}
_REGIONS = {
    "asia-timur": ("Asia Timur", "East Asia"),
    "asia-tenggara": ("Asia Tenggara", "South-East Asia"),
    "asia-lain": ("Asia lainnya", "Rest of Asia"),
    "eropa": ("Eropa", "Europe"),
    "lainnya": ("Kawasan lain", "Other regions"),
}
_COUNTRIES = {
    "cn": ("asia-timur", "Tiongkok", "China", 9),
    "jp": ("asia-timur", "Jepang", "Japan", 6),
    "kr": ("asia-timur", "Korea Selatan", "South Korea", 5),
    "my": ("asia-tenggara", "Malaysia", "Malaysia", 6),
    "sg": ("asia-tenggara", "Singapura", "Singapore", 5),
    "in": ("asia-lain", "India", "India", 5),
    "eropa-semua": ("eropa", "Semua negara Eropa", "All European countries", 6),
    "negara-lain": ("lainnya", "Negara lain", "Other countries", 4),
}


@dataclass(frozen=True)
class _Change:
    """What happened to a period's figures after their release."""

    day: date
    kind: str
    why: str
    month: str
    where: dict[str, str]  # the row whose count changes
    by: int


_CHANGES = {
    ("pelanggaran", "2022"): (
        _Change(
            date(2023, 6, 12),
            "susulan",
            "Laporan November dari satu kelurahan baru diterima (contoh).",
            "2022-11",
            {"kategori": "izin-lewat", "wilayah": "99.01.02.1001"},
            7,
        ),
    ),
    ("tindakan", "2024-05"): (
        _Change(
            date(2024, 9, 10),
            "pembetulan",
            "Sembilan biaya beban semula tercatat dua kali (contoh).",
            "2024-05",
            {"tindakan": "biaya-beban", "kecamatan": "99.01.02"},
            -9,
        ),
    ),
    ("laporan-tamu", "2021"): (
        _Change(
            date(2022, 8, 22),
            "penarikan",
            "Laporan ganda dari satu apartemen ditarik (contoh).",
            "2021-07",
            {"asal": "cn", "penginapan": "apartemen"},
            -6,
        ),
    ),
}
_WITHDRAWN = {
    ("tindakan", "2024-03"): (
        date(2024, 10, 7),
        "Rekapitulasi dua kecamatan tertukar dan tidak dapat dipulihkan (contoh).",
    )
}


def make_statistics(
    canaries: Canaries, day: date = _LATE
) -> tuple[dict[str, dict[str, Any]], dict[str, bytes]]:
    """The records and the CSV files as of `day`, both by path below `content/`."""
    records: dict[str, dict[str, Any]] = {}
    files: dict[str, bytes] = {}
    for name, dataset in _open_datasets().items():
        records[f"statistics/{name}/dataset.yml"] = dataset
        for period in _periods(name):
            rows = _rows_until(name, period, day)
            record = _period(name, period, sum(int(row["count"]) for row in rows), day)
            csv = _csv_name(canaries, name, period)
            if csv:
                record["csv"] = csv
                files[f"statistics/{name}/{csv}"] = _as_csv(rows)
            else:
                record["rows"] = rows
            records[f"statistics/{name}/{period}.yml"] = _remarked(period, record)
    return records | _withheld_dataset(canaries), files


def release_days() -> list[date]:
    """Every day on which the office released or revised something, in order."""
    days = {_released(name, period) for name in _open_datasets() for period in _periods(name)}
    days |= {change.day for changes in _CHANGES.values() for change in changes}
    return sorted(days)


def _open_datasets() -> dict[str, dict[str, Any]]:
    return {"pelanggaran": _offences(), "tindakan": _measures(), "laporan-tamu": _reports()}


def _offences() -> dict[str, Any]:
    kinds = [
        {"code": code, "label": {"id": words[0], "en": words[1]}}
        | (
            {"since": _SINCE[code], "note": "Sebelumnya dihitung dalam Pelanggaran lain."}
            if code in _SINCE
            else {}
        )
        for code, words in _OFFENCES.items()
    ]
    places: list[dict[str, Any]] = [
        {"code": code, "label": name} for code, name in DISTRICTS.items()
    ]
    places += [{"code": code, "label": name, "parent": code[:8]} for code, name in _WARDS.items()]
    levels = [
        {"id": "kecamatan", "label": {"id": "Kecamatan", "en": "Sub-district"}},
        {"id": "kelurahan", "label": {"id": "Kelurahan", "en": "Urban ward"}},
    ]
    dataset = _dataset("Orang asing yang melanggar", "Foreigners who broke the rules", "orang")
    return dataset | {
        "dimensions": [
            _dimension("kategori", "Jenis pelanggaran", "Kind of offence", kinds),
            _dimension("wilayah", "Wilayah", "Place", places)
            | {"kind": "wilayah", "levels": levels},
        ],
        "publish": [
            _table("jumlah", "Jumlah pelanggaran", "Offences", "bulan, triwulan, tahun"),
            _table("kecamatan", "Menurut kecamatan", "By sub-district", "bulan, tahun", "wilayah")
            | {"level": {"wilayah": "kecamatan"}, "chart": "panel"},
            _table("peta", "Kecamatan setahun", "Sub-districts in a year", "tahun", "wilayah")
            | {"level": {"wilayah": "kecamatan"}, "chart": "peta"},
            _table("jenis", "Menurut jenis", "By kind", "bulan, tahun", "kategori")
            | {"chart": "batang"},
            _table(
                "silang", "Kecamatan dan jenis", "Sub-district and kind", "triwulan",
                "wilayah, kategori",
            )
            | {"level": {"wilayah": "kecamatan"}},
            _table("kelurahan", "Menurut kelurahan", "By urban ward", "tahun", "wilayah")
            | {"chart": "tanpa"},
        ],
    }  # fmt: skip


def _measures() -> dict[str, Any]:
    kinds = [
        {"code": code, "label": {"id": words[0], "en": words[1]}, "letter": words[3]}
        for code, words in _MEASURES.items()
    ]
    places = [{"code": code, "label": name} for code, name in DISTRICTS.items()]
    dataset = _dataset("Tindakan administratif", "Administrative actions", "tindakan")
    return dataset | {
        "persons_unknown": "true",
        "dimensions": [
            _dimension("tindakan", "Jenis tindakan", "Kind of action", kinds)
            | {"kind": "tindakan"},
            _dimension("kecamatan", "Kecamatan", "Sub-district", places) | {"kind": "wilayah"},
        ],
        "publish": [
            _table("tindakan", "Menurut jenis tindakan", "By kind of action", "bulan, tahun",
                   "tindakan"),
            _table("kecamatan", "Menurut kecamatan", "By sub-district", "bulan, tahun",
                   "kecamatan"),
            _table("silang", "Jenis tindakan dan kecamatan", "Kind of action and sub-district",
                   "triwulan, tahun", "tindakan, kecamatan"),
        ],
    }  # fmt: skip


def _reports() -> dict[str, Any]:
    origins: list[dict[str, Any]] = [
        {"code": code, "label": {"id": words[0], "en": words[1]}}
        for code, words in _REGIONS.items()
    ]
    origins += [
        {"code": code, "label": {"id": words[1], "en": words[2]}, "parent": words[0]}
        for code, words in _COUNTRIES.items()
    ]
    levels = [
        {"id": "kawasan", "label": {"id": "Kawasan", "en": "Region"}},
        {"id": "negara", "label": {"id": "Negara", "en": "Country"}},
    ]
    lodgings = [
        {"code": code, "label": {"id": words[0], "en": words[1]}}
        for code, words in _LODGINGS.items()
    ]
    dataset = _dataset("Laporan tamu asing", "Reports of foreign guests", "dokumen")
    return dataset | {
        "persons_unknown": "true",
        "dimensions": [
            _dimension("asal", "Kewarganegaraan tamu", "Nationality of the guest", origins)
            | {"kind": "kewarganegaraan", "levels": levels},
            _dimension("penginapan", "Jenis penginapan", "Kind of lodging", lodgings),
        ],
        "publish": [
            _table("kawasan", "Menurut kawasan asal", "By region of origin", "bulan, tahun",
                   "asal") | {"level": {"asal": "kawasan"}},
            _table("negara", "Menurut kewarganegaraan", "By nationality", "triwulan, tahun",
                   "asal") | {"chart": "batang"},
            _table("penginapan", "Menurut jenis penginapan", "By kind of lodging",
                   "bulan, tahun", "penginapan"),
        ],
    }  # fmt: skip


def _dimension(name: str, label: str, english: str, codes: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": name, "label": {"id": label, "en": english}, "codes": codes}


def _table(name: str, title: str, english: str, time: str, by: str = "") -> dict[str, Any]:
    table = {"id": name, "title": {"id": title, "en": english}, "time": time.split(", ")}
    return table | ({"by": by.split(", ")} if by else {})


def _dataset(title: str, english: str, measure: str) -> dict[str, Any]:
    units = {"orang": "persons", "tindakan": "actions", "dokumen": "documents"}
    return {
        "grade": "terbuka",
        "title": {"id": f"{title} (contoh)", "en": f"{english} (contoh, fictional)"},
        "office": "kanim-kota-contoh",
        "concept": f"Jumlah rekaan: {title.lower()} di Kota Contoh.",
        "definition": f"Dihitung per bulan menurut tempat kejadian, dalam satuan {measure}; contoh "
        "saja. Perkara yang masih diperiksa tidak termasuk.",
        "classification": "Kode wilayah contoh dan jenis menurut laporan bulanan.",
        "measure": measure,
        "unit": {"id": measure, "en": units[measure]},
        "frequency": "bulanan",
        "threshold": "5",
        "revision_policy": "Angka dapat dibetulkan sesudah rilis; setiap perubahan diumumkan.",
        "next_release": "2025-02-17",
        "note": "Seluruh angka adalah contoh rekaan.",
        "sources": [{"title": "Laporan bulanan rekaan", "published": "2020-02-01"}],
        "secretariat_note": "Angka mentah dikirim kecamatan melalui petugas penghubung.",
    }


# Periods and their rows


def _periods(name: str) -> list[str]:
    """A file a year; the newest year of one dataset has a file a month."""
    years = [str(year) for year in YEARS]
    if name != "tindakan":
        return years
    return years[:-1] + [f"{years[-1]}-{month:02d}" for month in range(1, 13)]


def _released(name: str, period: str) -> date:
    year = int(period[:4])
    if len(period) == 4:
        return date(year + 1, 1, 20)
    month = int(period[5:])
    return date(year + month // 12, month % 12 + 1, 15)


def _rows_until(name: str, period: str, day: date) -> list[dict[str, str]]:
    """The rows of a period with the changes that were made by `day`; zeros are not written."""
    rows = list(_rows(name, period))
    for change in _CHANGES.get((name, period), ()):
        if change.day <= day:
            place = {"period": change.month} | change.where
            row = next(one for one in rows if place.items() <= one.items())
            row["count"] = str(int(row["count"]) + change.by)
    if len(period) == 7:
        for row in rows:
            del row["period"]
    return [row for row in rows if row["count"] != "0"]


def _rows(name: str, period: str) -> Iterator[dict[str, str]]:
    months = [period] if len(period) == 7 else [f"{period}-{one:02d}" for one in range(1, 13)]
    make = {"pelanggaran": _offence_rows, "tindakan": _measure_rows, "laporan-tamu": _report_rows}
    for month in months:
        yield from make[name](Dice(f"counts {name} {month}"), month)


def _offence_rows(dice: Dice, month: str) -> Iterator[dict[str, str]]:
    for kind, (_, _, usual) in _OFFENCES.items():
        for ward in _WARDS:
            high = usual * (2 if ward[:8] in _BUSY else 1)
            count = max(0, dice.between(-1, high))
            code = kind if month >= _SINCE.get(kind, "") else "lainnya"
            if code == kind:
                if kind == "lainnya" and month < max(_SINCE.values()):
                    count += dice.between(0, 2)
                yield {"period": month, "kategori": kind, "wilayah": ward, "count": str(count)}


def _measure_rows(dice: Dice, month: str) -> Iterator[dict[str, str]]:
    for kind, (_, _, usual, _) in _MEASURES.items():
        for district in DISTRICTS:
            high = usual * (3 if district in _BUSY else 1)
            count = max(0, dice.between(usual // 3 - 1, high))
            yield {"period": month, "tindakan": kind, "kecamatan": district, "count": str(count)}


def _report_rows(dice: Dice, month: str) -> Iterator[dict[str, str]]:
    for country, (*_, usual) in _COUNTRIES.items():
        for lodging, (_, _, share) in _LODGINGS.items():
            count = dice.between(usual * share // 4, usual * share)
            yield {"period": month, "asal": country, "penginapan": lodging, "count": str(count)}


def _period(name: str, period: str, total: int, day: date) -> dict[str, Any]:
    """What a period says of itself: one year is withheld, one unmarked, one still provisional."""
    grade = {("tindakan", "2019"): "terbatas", ("pelanggaran", "2019"): ""}.get(
        (name, period), "terbuka"
    )
    record: dict[str, Any] = {"grade": grade} if grade else {}
    record |= {"period": period, "released": str(_released(name, period))}
    if (name, period) == ("laporan-tamu", "2024"):
        record["provisional"] = "true"
    changes = [one for one in _CHANGES.get((name, period), ()) if one.day <= day]
    if changes:
        record["revisions"] = [
            {"date": str(one.day), "kind": one.kind, "why": one.why} for one in changes
        ]
    withdrawn = _WITHDRAWN.get((name, period))
    if withdrawn and withdrawn[0] <= day:
        record["withdrawn"] = {"date": str(withdrawn[0]), "why": withdrawn[1]}
    return record | {"total": str(total)}


def _csv_name(canaries: Canaries, name: str, period: str) -> str | None:
    """Two datasets keep their rows in CSV files; one in files whose names nobody may know."""
    if name == "laporan-tamu":
        return f"{period}-{canaries.slug('terbatas', f'csv {period}')}.csv"
    return f"{period}.csv" if name == "pelanggaran" else None


def _remarked(period: str, record: dict[str, Any]) -> dict[str, Any]:
    record["note"] = f"Angka contoh {period}."
    record["sources"] = [{"title": f"Rekapitulasi rekaan {period}"}]
    if int(period[:4]) % 2 == 0 and len(period) == 4:
        record["secretariat_note"] = "Dua kecamatan mengirim ulang laporan bulan Maret."
    return record


def _as_csv(rows: list[dict[str, str]]) -> bytes:
    header = list(rows[0])
    return emit_csv(header, [list(row.values()) for row in rows]).encode()


def _withheld_dataset(canaries: Canaries) -> dict[str, dict[str, Any]]:
    """A yearly dataset for members: its folder, dimension and codes carry tokens too."""

    def hidden(name: str) -> str:
        return f"{name}-{canaries.slug('terbatas', f'dataset {name}')}"

    folder, dimension = f"statistics/{hidden('informasi')}", hidden("asal")
    codes = {hidden(name): name.capitalize() for name in ("warga", "petugas", "mitra")}
    dataset = {
        "grade": "terbatas",
        "title": "Informasi awal yang diterima (contoh)",
        "office": "kanim-kota-contoh",
        "concept": "Informasi awal rekaan menurut asalnya.",
        "definition": "Satu informasi dihitung satu kali pada tahun diterima.",
        "measure": "dokumen",
        "unit": "dokumen",
        "frequency": "tahunan",
        "dimensions": [
            {
                "id": dimension,
                "label": "Asal informasi",
                "codes": [{"code": code, "label": label} for code, label in codes.items()],
            }
        ],
        "publish": [dimension],
        "note": "Tidak untuk umum.",
    }
    records: dict[str, dict[str, Any]] = {f"{folder}/dataset.yml": dataset}
    dice = Dice("counts informasi")
    for year in YEARS:
        rows = [{dimension: code, "count": str(dice.between(0, 12))} for code in codes]
        total = str(sum(int(row["count"]) for row in rows))
        grade = "terbuka" if year == 2023 else "terbatas"  # the dataset's grade still holds
        records[f"{folder}/{year}.yml"] = {
            "grade": grade,
            "period": str(year),
            "total": total,
            "rows": rows,
            "note": "Angka anggota.",
        }
    return records
