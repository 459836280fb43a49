"""A fictional office (*contoh*) of any size, the same for the same number of records.

Comes in: how many records. Goes out: each file of the office by its name, and what an edit changes.
For N records: 5 % regulations, 5 % periods of statistics, the rest meetings from 2010 to 2025, in
order of time. Beside them stand a few organisations and places. One meeting in seven is `terbatas`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from tests.contoh.dice import Dice
from tests.contoh.emit import emit_csv, emit_yaml

TODAY = date(2026, 1, 1)
_FIRST, _DAYS = date(2010, 1, 4), 5800
_SAID = (
    "rapat koordinasi tim pengawasan orang asing imigrasi pelabuhan petugas lapangan langkah peraturan"
    " masyarakat pelayanan kelurahan kecamatan wilayah kota sosialisasi laporan bulanan data izin tinggal"
    " kunjungan pekerja perusahaan penjamin penginapan pemeriksaan dokumen perjalanan verifikasi"
    " pendataan evaluasi tindak lanjut hasil kegiatan anggaran jadwal operasi gabungan instansi keamanan"
    " perairan dermaga kapal awak pengungsi bantuan sosial kesehatan pendidikan formulir undangan peserta"
    " notula keputusan usulan pembahasan kesepakatan yang dan di untuk dengan pada oleh serta dari dalam"
)
_CALLED = "Agus Budi Citra Dewi Eko Fitri Hadi Indah Joko Lestari Made Nia Putri Rahmat Sari Umar"
_WORDS, _NAMES = _SAID.split(), _CALLED.split()
_AGENCIES = (
    *("Kantor Imigrasi", "Polres", "Kodim", "Kejaksaan Negeri", "Satpol PP", "Otoritas Pelabuhan"),
    *(
        "Dinas Tenaga Kerja",
        "Dinas Kependudukan",
        "Dinas Pariwisata",
        "Dinas Sosial",
        "Dinas Kesehatan",
    ),
    *("Dinas Pendidikan", "Bea Cukai", "Kantor Kementerian Agama", "Kantor Pajak"),
    *("Kecamatan Utara", "Kecamatan Selatan", "Kecamatan Pesisir"),
)
_RULES = (
    ("uu", "UU"),
    ("pp", "PP"),
    ("perpres", "Perpres"),
    ("permen", "Permen"),
    ("pergub", "Pergub"),
)
_CATEGORIES = "kunjungan", "terbatas", "tetap", "lain"
_CITY, _DISTRICTS = "99.01", 6
_MONTHS = 120  # of one dataset
_YEARS_OF_RULES = 1960, 1999  # all in force before the first meeting


@dataclass(frozen=True)
class Corpus:
    """An office of `size` records; its meetings come in order of time."""

    size: int

    @cached_property
    def records(self) -> Mapping[str, Mapping[str, Any]]:
        """Every record by the name of its file."""
        return {
            "content/places.yml": _places(),
            **{f"content/organisations/{_slug(name)}.yml": _agency(name) for name in _AGENCIES},
            **{f"content/regulations/{_rule_id(one)}.yml": _rule(one) for one in range(self._few)},
            **{f"content/meetings/{one['date'][:4]}/{name}.yml": one for name, one in self._held()},
            **dict(self._statistics()),
        }

    @property
    def edited(self) -> str:
        """The file of the meeting in the middle, the one that an edit changes."""
        meetings = [name for name in self.records if name.startswith("content/meetings/")]
        public = [name for name in meetings if self.records[name]["grade"] == "terbuka"]
        return public[len(public) // 2]

    def files(self) -> Iterator[tuple[str, str]]:
        """Every file of the office by its name."""
        yield "site_config.yml", emit_yaml(_settings(), {})
        for name, record in self.records.items():
            yield name, emit_yaml(record, {})
        yield from self._counts()

    def with_title(self, title: str) -> tuple[str, str]:
        """The edited meeting's file and its text under another title."""
        return self.edited, emit_yaml({**self.records[self.edited], "title": title}, {})

    @property
    def _few(self) -> int:
        return max(2, self.size // 20)

    def _held(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        count = self.size - 2 * self._few
        waiting: list[tuple[str, bool]] = []
        for number in range(count):
            day = _FIRST + timedelta(days=_DAYS * number // count)
            name = f"{day.isoformat()}-rapat-{number:05d}"
            yield name, _meeting(name, day, self._few, waiting)

    def _statistics(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        for number in range(self._few):
            if number % _MONTHS == 0:
                yield f"{_folder(number)}/dataset.yml", _dataset()
            name = f"{_folder(number)}/{_month(number)}"
            total = sum(int(row[-1]) for row in _rows(number))
            period = {"grade": "terbatas", "period": _month(number), "total": total}
            yield (
                f"{name}.yml",
                {**period, "csv": f"{_month(number)}.csv", "note": _said(Dice(name))},
            )

    def _counts(self) -> Iterator[tuple[str, str]]:
        for number in range(self._few):
            header = ["wilayah", "izin", "count"]
            yield f"{_folder(number)}/{_month(number)}.csv", emit_csv(header, _rows(number))


def _settings() -> Mapping[str, Any]:
    site = {"languages": ["id"]}
    return {
        "office": _slug(_AGENCIES[0]),
        "notice": "Contoh: semua nama, angka dan peraturan di sini rekaan.",
        "report": "Contoh: laporan disampaikan ke kantor rekaan.",
        "search": "false",  # the peers below make no index either
        "sites": {
            "public": {"clearance": "terbuka", "title": "Kota Contoh (contoh)", **site},
            "internal": {"clearance": "terbatas", "title": "Bahan Rapat (contoh)", **site},
        },
    }


def _places() -> Mapping[str, Any]:
    city = [
        {"code": "99", "name": "Provinsi Contoh", "level": "provinsi"},
        {"code": _CITY, "name": "Kota Contoh", "level": "kota"},
    ]
    inner = [
        {"code": _district(one), "name": f"Kecamatan Contoh {one}", "level": "kecamatan"}
        for one in range(_DISTRICTS)
    ]
    return {"grade": "terbuka", "source": {"title": "Daftar contoh"}, "places": city + inner}


def _agency(name: str) -> Mapping[str, Any]:
    named = [{"name": f"{name} Kota Contoh"}]
    return {"grade": "terbuka", "names": named, "kind": "pemerintah-daerah", "place": _CITY}


def _rule_id(number: int) -> str:
    first, last = _YEARS_OF_RULES
    return f"{_RULES[number % len(_RULES)][0]}-{number + 1}-{first + number % (last - first)}"


def _rule(number: int) -> Mapping[str, Any]:
    dice, year = Dice(f"bench/rule/{number}"), int(_rule_id(number)[-4:])
    kind, short = _RULES[number % len(_RULES)]
    article = {"evidence": "naskah"}
    return {
        "grade": "terbuka",
        "title": _said(dice, 5).rstrip("."),
        "type": kind,
        "abbreviation": short,
        "number": number + 1,
        "year": year,
        "enacted": f"{year}-03-01",
        "promulgated": f"{year}-03-10",
        "articles": [
            {"id": f"pasal-{one}", "heading": f"Pasal {one}", "summary": _told(dice, 2), **article}
            for one in range(1, 11)
        ],
    }


def _meeting(
    name: str, day: date, rules: int, waiting: list[tuple[str, bool]]
) -> Mapping[str, Any]:
    """One meeting; `waiting` holds the action items that are not done, and whether they are public."""
    dice = Dice(f"bench/{name}")
    public = not dice.chance(1 / 7)
    grade = {"grade": "terbuka" if public else "terbatas"}
    present = dice.some(_AGENCIES, dice.between(4, 8))
    cited = _cited(dice, rules)
    actions = [
        {
            **grade,
            "id": f"t{one}",
            "text": _said(dice, 9),
            "responsible": [_slug(dice.pick(_AGENCIES))],
            "due": (day + timedelta(days=dice.between(14, 120))).isoformat(),
        }
        for one in range(1, dice.between(2, 3) + 1)
    ]
    record = {
        **grade,
        "title": f"Rapat koordinasi (contoh): {_said(dice, 5)}".rstrip("."),
        "date": day.isoformat(),
        "start": f"{dice.between(8, 15):02d}:00",
        "venue": f"Aula {dice.pick(_AGENCIES)}",
        "place": _district(dice.below(_DISTRICTS)),
        "level": "kecamatan",
        "source": "notula",
        "stage": "disahkan",
        "summary": f"{_told(dice, 4)}\n\nDasar: [[{cited}]].\n\n- {_said(dice)}\n- {_said(dice)}",
        "chair": {"name": _somebody(dice), "organisation": _slug(present[0])},
        "attendance": [
            {"organisation": _slug(one), "role": "anggota", "name": _somebody(dice)}
            for one in present
        ],
        "agenda": [{**grade, "id": f"a{one}", "title": _said(dice, 7)} for one in range(1, 4)],
        "decisions": [
            {**grade, "id": f"k{one}", "text": _said(dice, 15), "rests_on": [_cited(dice, rules)]}
            for one in range(1, dice.between(2, 4) + 1)
        ],
        "actions": actions,
        "follow_ups": _follow_ups(dice, waiting, public=public),
        "secretariat_note": _told(dice, 3),
    }
    # One in twenty is never heard of again and stays open.
    waiting += [(f"{name}#{one['id']}", public) for one in actions if not dice.chance(0.05)]
    return {key: value for key, value in record.items() if value}


def _follow_ups(
    dice: Dice, waiting: list[tuple[str, bool]], *, public: bool
) -> list[Mapping[str, Any]]:
    """Some of the items that wait are done; what was born open is not closed in secret."""
    heard = [one for one in waiting if public or not one[1]][:4]
    found = []
    for item in heard:
        grade = "terbuka" if public and item[1] else "terbatas"
        done = dice.chance(0.7)
        found.append(
            {"grade": grade, "action": item[0], "status": "selesai" if done else "berjalan"}
        )
        if done:
            waiting.remove(item)
    return found


def _dataset() -> Mapping[str, Any]:
    districts = [
        {"code": _district(one), "label": f"Kecamatan Contoh {one}"} for one in range(_DISTRICTS)
    ]
    kinds = [{"code": one, "label": one.capitalize()} for one in _CATEGORIES]
    return {
        "grade": "terbatas",  # to publish figures is a release of its own
        "title": "Izin tinggal (contoh)",
        "concept": "Dokumen rekaan.",
        "definition": "Dokumen yang tercatat pada bulan itu.",
        "measure": "dokumen",
        "unit": "dokumen",
        "frequency": "bulanan",
        "persons_unknown": "true",
        "dimensions": [
            {"id": "wilayah", "label": "Kecamatan", "kind": "wilayah", "codes": districts},
            {"id": "izin", "label": "Izin", "codes": kinds},
        ],
        "publish": [
            {"id": "semua", "title": "Semua", "time": ["bulan"], "by": ["wilayah", "izin"]}
        ],
    }


def _rows(number: int) -> list[list[str]]:
    dice = Dice(f"bench/counts/{number}")
    return [
        [_district(one), kind, str(dice.between(20, 40))]
        for one in range(_DISTRICTS)
        for kind in _CATEGORIES
    ]


def _folder(number: int) -> str:
    return f"content/statistics/izin-tinggal-{number // _MONTHS + 1}"


def _month(number: int) -> str:
    last = 2025 * 12 + 11 - number % _MONTHS
    return f"{last // 12}-{last % 12 + 1:02d}"


def _district(number: int) -> str:
    return f"{_CITY}.{number + 1:02d}"


def _cited(dice: Dice, rules: int) -> str:
    return f"{_rule_id(dice.below(rules))}#pasal-{dice.between(1, 10)}"


def _somebody(dice: Dice) -> str:
    return f"{dice.pick(_NAMES)} {dice.pick(_NAMES)} Contoh"


def _said(dice: Dice, words: int = 10) -> str:
    return " ".join(dice.pick(_WORDS) for _ in range(words)).capitalize() + "."


def _told(dice: Dice, sentences: int) -> str:
    return " ".join(_said(dice, 12) for _ in range(sentences))


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")
