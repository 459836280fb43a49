"""Places, organisations and people of Kota Contoh; all of them invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.contoh.canaries import Canaries
from tests.contoh.dice import sentences

CITY = "99.01"
DISTRICTS = {
    f"99.01.0{number}": f"Kecamatan Contoh {name}"
    for number, name in enumerate(["Barat", "Timur", "Utara", "Selatan", "Tengah", "Pesisir"], 1)
}
_FLOWERS = (
    "Melati Kenanga Cempaka Anggrek Mawar Dahlia Teratai Seruni Flamboyan Bugenvil Kamboja Wijaya "
    "Tanjung Sakura Lavender Asoka Kantil Sedap Gardenia Begonia Lili Tulip Nusa Bakung"
)
WARDS = {
    f"{district}.100{number}": f"Kelurahan Contoh {_FLOWERS.split()[index * 4 + number - 1]}"
    for index, district in enumerate(DISTRICTS)
    for number in range(1, 5)
}
_HIDDEN_WARD = "99.01.06.1004"
_CHANGE_OF_HEADS = date(2022, 7, 1)
_UNITS = ("Nol", "Satu", "Dua", "Tiga", "Empat", "Lima", "Enam", "Tujuh", "Delapan", "Sembilan")


@dataclass(frozen=True)
class Office:
    """One organisation as the script knows it."""

    short: str
    id: str
    name: str
    english: str
    abbreviation: str
    kind: str
    head: str
    staff: str
    role: str
    grade: str | None = "terbuka"
    place: str = CITY

    @property
    def hidden(self) -> bool:
        """Whether the public may not know of it."""
        return self.grade != "terbuka"


def make_offices(canaries: Canaries) -> dict[str, Office]:
    """All eighteen organisations by the short word that `kalimat.txt` uses."""
    offices = {office.short: office for office in (*_open_offices(), *_hidden_offices(canaries))}
    for office in offices.values():
        canaries.know(office.id, office.grade or "terbatas")
    return offices


def _open_offices() -> list[Office]:
    rows = [line.split(" | ") for line in sentences()["organisasi"]["baris"]]
    offices = [
        Office(short, f"{short}-kota-contoh" if short != "kanwil" else "kanwil-contoh", *rest)
        for short, *rest in rows
    ]
    return offices + [_district_office(code, name) for code, name in DISTRICTS.items()]


def _district_office(code: str, name: str) -> Office:
    word = name.rsplit(" ", 1)[1]
    return Office(
        short=f"kecamatan-{word.lower()}",
        id=f"kecamatan-contoh-{word.lower()}",
        name=name,
        english=f"{name} Sub-district Office",
        abbreviation=f"Kec. Contoh {word}",
        kind="kecamatan",
        head=f"Camat Contoh {word}",
        staff="Kepala Seksi Pemerintahan Kecamatan",
        role="Mendata keberadaan orang asing dari kelurahan.",
        place=code,
    )


def _hidden_offices(canaries: Canaries) -> list[Office]:
    return [
        Office(
            short="pos",
            id=f"pos-{canaries.slug('terbatas', 'organisation pos')}",
            name="Pos Intelijen Contoh",
            english="Contoh Intelligence Post",
            abbreviation="Posintel Contoh",
            kind="intelijen",
            head="Kepala Pos Intelijen",
            staff="Petugas Pos Intelijen",
            role="Memberi bahan keterangan awal kepada ketua tim.",
            grade="terbatas",
        ),
        Office(
            short="satgas",
            id=f"satgas-{canaries.slug('rahasia', 'organisation satgas')}",
            name="Satuan Tugas Khusus Contoh",
            english="Contoh Special Task Force",
            abbreviation="Satgassus Contoh",
            kind="lainnya",
            head="Komandan Satuan Tugas",
            staff="Perwira Penghubung Satuan Tugas",
            role="Melaksanakan kegiatan tertutup atas permintaan ketua tim.",
            grade="rahasia",
        ),
    ]


def organisation_record(office: Office, number: int) -> dict[str, Any]:
    """What `content/organisations/<id>.yml` says."""
    record: dict[str, Any] = {"grade": office.grade, "names": _names(office), "kind": office.kind}
    if office.short == "kanim":
        record["parents"] = [{"organisation": "kanwil-contoh", "from": "2018-01-01"}]
    record |= {
        "place": office.place,
        "member": [{"from": "2019-01-02", "decree": f"Keputusan Contoh {number} Tahun 2019"}],
        "role": {"id": office.role, "en": f"Member of the team: {office.english}."},
        "website": f"https://{office.kind.replace('/', '-')}.contoh.example/{number}",
        "contact": f"Sekretaris {office.abbreviation}, telepon contoh 000-{number:04d}",
    }
    return record


def _names(office: Office) -> list[dict[str, Any]]:
    name = {"id": office.name, "en": office.english}
    if office.short != "kesbangpol":
        return [{"name": name, "short": office.abbreviation}]
    former = {
        "id": office.name.replace("Badan", "Kantor", 1),
        "en": office.english.replace("Agency", "Office"),
    }
    return [
        {"name": former, "short": "Kantor Kesbangpol Contoh", "to": "2022-06-30"},
        {"name": name, "short": office.abbreviation, "from": "2022-07-01"},
    ]


def places_record() -> dict[str, Any]:
    """What `content/places.yml` says."""
    rows = [("99", "Provinsi Contoh", "provinsi"), (CITY, "Kota Contoh", "kota")]
    for district, name in DISTRICTS.items():
        rows.append((district, name, "kecamatan"))
        rows += [(code, ward, "kelurahan") for code, ward in WARDS.items() if code[:8] == district]
    places = [{"code": code, "name": name, "level": level} for code, name, level in rows]
    for place in places:
        if place["code"] == _HIDDEN_WARD:
            place["grade"] = "terbatas"
    return {
        "grade": "terbuka",
        "source": {"title": "Daftar kode contoh di luar kode yang terpakai"},
        "places": places,
    }


def open_wards(district: str) -> list[str]:
    """The names of the wards of a district that everyone may read."""
    return [name for code, name in WARDS.items() if code[:8] == district and code != _HIDDEN_WARD]


def person_name(number: int) -> str:
    """ "Bapak Contoh Satu", "Ibu Contoh Dua", ... up to 199."""
    title = "Ibu" if number % 2 == 0 else "Bapak"
    return f"{title} Contoh {_number_words(number)}"


def _number_words(number: int) -> str:
    if number < 10:
        return _UNITS[number]
    if number in (10, 11):
        return "Sepuluh" if number == 10 else "Sebelas"
    if number < 20:
        return f"{_UNITS[number - 10]} Belas"
    if number < 100:
        rest = f" {_UNITS[number % 10]}" if number % 10 else ""
        return f"{_UNITS[number // 10]} Puluh{rest}"
    return f"Seratus {_number_words(number - 100)}" if number > 100 else "Seratus"


def head_of(office: Office, index: int, day: date) -> dict[str, str]:
    """Who leads an organisation on a day, as a `Person`."""
    number = 1 + index * 2 + (40 if index % 3 == 0 and day >= _CHANGE_OF_HEADS else 0)
    return {"name": person_name(number), "position": office.head, "organisation": office.id}


def staff_of(office: Office, index: int, number: int) -> dict[str, str]:
    """Somebody who attends for an organisation, as a `Person`."""
    name = person_name(80 + index * 5 + number)
    return {"name": name, "position": office.staff, "organisation": office.id}
