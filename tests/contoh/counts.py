"""Four datasets of small invented counts: three monthly ones in five yearly files each, one withheld."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.contoh.canaries import Canaries
from tests.contoh.dice import Dice
from tests.contoh.emit import emit_csv
from tests.contoh.world import DISTRICTS

YEARS = range(2020, 2025)
_DISTRICT_DIMENSION = {
    "id": "kecamatan",
    "label": {"id": "Kecamatan", "en": "Sub-district"},
    "codes": [{"code": code, "label": name} for code, name in DISTRICTS.items()],
}
_OFFENCES = {
    "izin-lewat": ("Izin tinggal melewati batas", "Overstay", 5),
    "izin-disalahgunakan": ("Izin tinggal disalahgunakan", "Misuse of stay permit", 3),
    "tanpa-dokumen": ("Tanpa dokumen yang sah", "Without valid documents", 1),
    "tidak-lapor": ("Perubahan alamat tidak dilaporkan", "Change of address not reported", 4),
    "lainnya": ("Pelanggaran lain", "Other offences", 1),
}
_MEASURES = {
    "cegah-tangkal": ("Pencantuman dalam daftar cegah tangkal", "Entry or exit ban", 2),
    "batas-izin": ("Pembatasan atau pembatalan izin tinggal", "Restriction of stay permit", 2),
    "larangan-tempat": ("Larangan berada di tempat tertentu", "Ban from certain places", 0),
    "wajib-tempat": ("Keharusan bertempat tinggal tertentu", "Assigned residence", 1),
    "biaya-beban": ("Biaya beban", "Overstay charge", 5),
    "deportasi": ("Deportasi", "Deportation", 3),
}
_LODGINGS = {
    "hotel": ("Hotel", "Hotel", 60),
    "apartemen": ("Apartemen", "Apartment", 25),
    "indekos": ("Indekos", "Boarding house", 9),
    "rumah": ("Rumah warga", "Private home", 3),
}
Kinds = dict[str, tuple[str, str, int]]


def make_statistics(canaries: Canaries) -> tuple[dict[str, dict[str, Any]], dict[str, bytes]]:
    """The records and the CSV files, both by path below `content/`."""
    records: dict[str, dict[str, Any]] = {}
    files: dict[str, bytes] = {}
    for name, dataset, kinds in _open_datasets():
        records[f"statistics/{name}/dataset.yml"] = dataset
        for year in YEARS:
            rows = list(_monthly_rows(name, year, kinds))
            period = _period(year, sum(int(row["count"]) for row in rows))
            if name == "laporan-tamu":
                token = canaries.slug("terbatas", f"csv {year}")
                period["csv"] = f"{year}-{token}.csv"
                files[f"statistics/{name}/{period['csv']}"] = _as_csv(rows)
            else:
                period["rows"] = rows
            records[f"statistics/{name}/{year}.yml"] = _finish(name, year, period)
    return records | _withheld_dataset(canaries), files


def _open_datasets() -> Iterator[tuple[str, dict[str, Any], Kinds]]:
    yield (
        "pelanggaran",
        _dataset(
            ("Orang asing yang melanggar", "Foreigners who broke the rules"),
            "orang",
            ("kategori", "Jenis pelanggaran", "Kind of offence"),
            _OFFENCES,
        ),
        _OFFENCES,
    )
    yield (
        "tindakan",
        _dataset(
            ("Tindakan administratif", "Administrative actions"),
            "tindakan",
            ("tindakan", "Jenis tindakan", "Kind of action"),
            _MEASURES,
        ),
        _MEASURES,
    )
    yield (
        "laporan-tamu",
        _dataset(
            ("Laporan tamu asing", "Reports of foreign guests"),
            "dokumen",
            ("penginapan", "Jenis penginapan", "Kind of lodging"),
            _LODGINGS,
        ),
        _LODGINGS,
    )


def _dataset(
    title: tuple[str, str], measure: str, dimension: tuple[str, str, str], kinds: Kinds
) -> dict[str, Any]:
    units = {"orang": "persons", "tindakan": "actions", "dokumen": "documents"}
    identity, label, english = dimension
    return {
        "grade": "terbuka",
        "title": {"id": f"{title[0]} (contoh)", "en": f"{title[1]} (contoh, fictional)"},
        "office": "kanim-kota-contoh",
        "concept": f"Jumlah rekaan: {title[0].lower()} di Kota Contoh.",
        "definition": f"Dihitung per bulan dan kecamatan dalam satuan {measure}; contoh saja.",
        "classification": "Kode wilayah contoh dan jenis menurut laporan bulanan.",
        "measure": measure,
        "unit": {"id": measure, "en": units[measure]},
        "frequency": "bulanan",
        "dimensions": [
            {
                "id": identity,
                "label": {"id": label, "en": english},
                "codes": [
                    {"code": code, "label": {"id": words[0], "en": words[1]}}
                    for code, words in kinds.items()
                ],
            },
            _DISTRICT_DIMENSION,
        ],
        "threshold": "5",
        "publish": ["period", identity, "kecamatan"],
        "revision_policy": "Angka dapat dibetulkan sampai tiga bulan sesudah rilis.",
        "note": "Seluruh angka adalah contoh rekaan.",
        "sources": [{"title": "Laporan bulanan rekaan", "published": "2020-02-01"}],
        "secretariat_note": "Angka mentah dikirim kecamatan melalui petugas penghubung.",
    }


def _monthly_rows(name: str, year: int, kinds: Kinds) -> Iterator[dict[str, str]]:
    dice = Dice(f"counts {name} {year}")
    dimension = {"pelanggaran": "kategori", "tindakan": "tindakan"}.get(name, "penginapan")
    for month in range(1, 13):
        for kind, (_, _, usual) in kinds.items():
            for index, district in enumerate(DISTRICTS):
                high = usual * (3 if index in (1, 5) else 1)  # two busier districts
                yield {
                    "period": f"{year}-{month:02d}",
                    dimension: kind,
                    "kecamatan": district,
                    "count": str(max(0, dice.between(-usual, high))),
                }


def _period(year: int, total: int) -> dict[str, Any]:
    return {
        "grade": "terbuka",
        "period": str(year),
        "released": f"{year + 1}-01-20",
        "total": str(total),
    }


def _finish(name: str, year: int, period: dict[str, Any]) -> dict[str, Any]:
    """The remarks; one year is withheld as a whole, one unmarked, one still provisional."""
    if (name, year) == ("tindakan", 2021):
        period["grade"] = "terbatas"
    if (name, year) == ("pelanggaran", 2020):
        period.pop("grade")
    if (name, year) == ("laporan-tamu", 2024):
        period = {"grade": period.pop("grade"), "period": period.pop("period")} | {
            "released": period.pop("released"),
            "provisional": "true",
            **period,
        }
    period["note"] = f"Angka contoh tahun {year}."
    period["sources"] = [{"title": f"Rekapitulasi rekaan {year}"}]
    if year % 2 == 0:
        period["secretariat_note"] = "Dua kecamatan mengirim ulang laporan bulan Maret."
    return period


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
        "publish": ["period", dimension],
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
