"""Action items whose life is written, not thrown: each story is told by the months of its events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Month = tuple[int, int]


@dataclass(frozen=True)
class Step:
    """What the meeting of a month reports. `to` are short names of offices, `into` is a story."""

    status: str
    days: int = 0  # from the meeting to the new due date; 0 for none
    to: tuple[str, ...] = ()
    into: str = ""
    ago: int = 0  # days before the meeting on which it happened
    grade: str = ""  # another one than the item's
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Story:
    """One action item, born at the meeting of a month; `days` until its first due date."""

    born: Month
    text: str
    owners: tuple[str, ...]
    steps: Mapping[Month, tuple[Step, ...]]
    days: int = 45
    grade: str = "terbuka"


STORIES: Mapping[str, Story] = {
    # Postponed three times, then merged into a larger one, which is done between two meetings.
    "latihan": Story(
        born=(2021, 2),
        text="Mengadakan latihan bersama petugas penghubung seluruh kecamatan.",
        owners=("kesbangpol", "kanim"),
        steps={
            (2021, 4): (Step("ditunda", days=40),),
            (2021, 6): (Step("ditunda", days=80),),
            (2021, 9): (Step("ditunda", days=75),),
            (2021, 12): (Step("digabung", into="program"),),
        },
    ),
    "program": Story(
        born=(2021, 11),
        text="Menyusun program latihan tahunan bagi anggota tim.",
        owners=("kanim",),
        steps={(2022, 1): (Step("berjalan"),), (2022, 4): (Step("selesai", ago=6),)},
        days=150,
    ),
    "penghubung": Story(
        born=(2022, 2),
        text="Memperbarui daftar petugas penghubung tiap instansi.",
        owners=("kesbangpol",),
        steps={
            (2022, 4): (Step("berjalan"),),
            (2022, 6): (Step("dialihkan", to=("polres",)), Step("ditunda", days=70)),
            (2022, 9): (Step("selesai"),),
        },
        days=100,
    ),
    # Its owner is renamed on 1 July 2022, between birth and end.
    "ormas": Story(
        born=(2022, 5),
        text="Mendata organisasi kemasyarakatan yang didirikan warga asing.",
        owners=("kesbangpol",),
        steps={(2022, 8): (Step("ditunda", days=60),), (2022, 11): (Step("selesai"),)},
        days=75,
    ),
    "seragam": Story(
        born=(2023, 1),
        text="Menyusun usulan rompi seragam bagi petugas tim.",
        owners=("satpol-pp",),
        steps={(2023, 3): (Step("berjalan"),), (2023, 5): (Step("dihentikan"),)},
    ),
    # Handed to somebody whom the public may not know; it never learns that the item was done.
    "peta": Story(
        born=(2023, 2),
        text="Menyusun peta kerawanan tingkat kelurahan.",
        owners=("kodim",),
        steps={
            (2023, 4): (Step("dialihkan", to=("pos",)), Step("berjalan")),
            (2023, 7): (Step("selesai", grade="terbatas"),),
        },
    ),
    # Merged into an item that the public may not know.
    "pesisir": Story(
        born=(2023, 9),
        text="Menyusun jadwal ronda pesisir bersama nelayan.",
        owners=("kodim", "polres"),
        steps={(2023, 12): (Step("digabung", into="jaga"),)},
        days=60,
    ),
    "jaga": Story(
        born=(2023, 10),
        text="Menyusun rencana penjagaan kawasan pesisir.",
        owners=("polres",),
        steps={(2024, 2): (Step("berjalan"),)},
        days=200,
        grade="terbatas",
    ),
    # Without a due date at first; the day to which it is moved later is for members only.
    "aplikasi": Story(
        born=(2024, 1),
        text="Menyusun kebutuhan aplikasi pelaporan bersama.",
        owners=("disdukcapil",),
        steps={
            (2024, 3): (Step("berjalan", days=45),),
            (2024, 5): (Step("ditunda", days=120, more={"grades": {"due": "terbatas"}}),),
        },
        days=0,
    ),
}
