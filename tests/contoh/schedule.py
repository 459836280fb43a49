"""When the meetings take place, of which kind and grade each is, and what its blanks say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tests.contoh.canaries import Canaries, highest
from tests.contoh.dice import Dice
from tests.contoh.regulations import cite
from tests.contoh.world import DISTRICTS, open_wards

_NAMES = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
_ENGLISH = "January February March April May June July August September October November December"
MONTHS, ENGLISH_MONTHS = _NAMES.split(), _ENGLISH.split()
# Whole meetings above `terbuka`; None: the editor wrote no grade.
_WITHHELD: dict[tuple[int, int], str | None] = {
    (2020, 5): "terbatas",
    (2020, 11): None,
    (2021, 7): "rahasia",
    (2022, 3): "terbatas",
    (2022, 12): None,
    (2023, 6): "sangat_rahasia",
    (2023, 11): "rahasia",
    (2024, 4): "terbatas",
}
_PRESS = {(2021, 3), (2023, 8)}


@dataclass(frozen=True)
class Slot:
    """One meeting before it has any content."""

    day: date
    kind: str  # kota, kecamatan, khusus, berita
    grade: str | None
    stage: str | None
    district: str

    @property
    def month(self) -> tuple[int, int]:
        """Year and month."""
        return self.day.year, self.day.month

    @property
    def least(self) -> str:
        """The lowest clearance that may see the meeting."""
        grade = self.grade or "terbatas"
        finished = self.kind == "berita" or self.stage == "disahkan"
        return grade if finished else highest(grade, "terbatas")

    def identity(self, canaries: Canaries) -> str:
        """The record's id; a withheld one carries a token."""
        if self.least != "terbuka":
            return f"{self.day}-{canaries.slug(self.least, f'meeting {self.day}')}"
        word = self.district.lower().replace(" ", "-")
        names = {"kecamatan": f"rapat-timpora-{word}", "berita": "liputan-timpora-kota-contoh"}
        return f"{self.day}-{names.get(self.kind, 'rakor-timpora-kota-contoh')}"


def slots() -> list[Slot]:
    """Sixty monthly meetings, one without approved minutes, and one planned."""
    months = [(year, month) for year in range(2020, 2025) for month in range(1, 13)]
    found = [_monthly(year, month) for year, month in months]
    barat = DISTRICTS["99.01.01"]
    held = Slot(date(2024, 12, 18), "kota", "terbuka", "berlangsung", barat)
    planned = Slot(date(2025, 1, 15), "kota", "terbuka", "direncanakan", barat)
    return [*found, held, planned]


def _monthly(year: int, month: int) -> Slot:
    dice = Dice(f"slot {year}-{month}")
    first = date(year, month, 8 if (year, month) != (2024, 12) else 1)
    day = first + timedelta(days=(2 - first.weekday()) % 7)  # a Wednesday
    if (year, month) != (2024, 12) and dice.chance(0.4):
        day += timedelta(days=dice.pick((1, 6, 7, 8)))
    kind = "kecamatan" if month % 5 == 0 else "kota"
    if (year, month) in _WITHHELD:
        kind = "khusus"
    if (year, month) in _PRESS:
        kind = "berita"
    grade = _WITHHELD.get((year, month), "terbuka")
    stage = None if kind == "berita" else "disahkan"
    return Slot(day, kind, grade, stage, dice.pick(list(DISTRICTS.values())))


class Blanks:
    """Fills `{kec}`, `{bulan}` and the other blanks of a sentence for one meeting."""

    def __init__(self, slot: Slot, dice: Dice) -> None:
        self.slot = slot
        self.dice = dice

    def fill(self, sentence: str, place: str = "") -> str:
        """`sentence` without blanks; a sub-district at `place` speaks of itself."""
        code = self.dice.pick(list(DISTRICTS))
        own = [code for code, name in DISTRICTS.items() if name == self.slot.district]
        if place in DISTRICTS or self.slot.kind == "kecamatan":
            code = place if place in DISTRICTS else own[0]
        year, month = self.slot.month
        before = date(year, month, 1) - timedelta(days=1)
        quarter = ("I", "II", "III", "IV")[(before.month - 1) // 3]
        return sentence.format(
            kec=DISTRICTS[code],
            kel=self.dice.pick(open_wards(code)),
            n=self.dice.between(2, 6),
            m=self.dice.between(18, 45),
            bulan=f"{MONTHS[before.month - 1]} {before.year}",
            triwulan=f"triwulan {quarter} {before.year}",
            tahun=year + (month > 10),
            tim=f"[[{cite('tim', self.slot.day)}]]",
        )
