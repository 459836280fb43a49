"""Personal data is found in the forms in which it is written, and ordinary text is left alone."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.disclosure.personal import find_personal, mask

# Every number and name here is made up (contoh).
FOUND = {
    "PRV001": (
        "NIK 3172051203900001", "3172 0512 0390 0001", "31.72.05.520390.0001 itu",
        "no KTP: 9999991203900001", "nomor KTP 3172059903900001",
    ),
    "PRV002": (
        "paspor A1234567", "Paspor Nigeria nomor A01234567", "passport no. AB123456",
        "nomor paspor: 123456789", "paspor dengan nomor B 1234567", "C1234567 (paspor)",
    ),
    "PRV003": (
        "KITAS 2C21AB1234-X", "KITAP nomor: J1U1AB12345", "visa No. B1AB234567", "ITAS 2C11JE1234AT",
        "NIORA: IM1AB12345",
    ),
    "PRV004": ("NIP 19800101 200501 1 001", "198001012005011001", "NIP. 198507122010122003"),
    "PRV005": (
        "081234567890", "+62 812-3456-7890", "0812 3456 7890", "(021) 4301 5566", "021-43015566",
        "+62 21 4301 5566", "+234 803 123 4567", "Telp. 4301556", "https://wa.me/6281234567890",
        "hubungi WA: 0812.3456.7890",
    ),
    "PRV006": ("budi.s@contoh.example", "humas [at] contoh.go.id", "mailto:humas@contoh.go.id"),
    "PRV007": (
        "lahir di Lagos, 12 Maret 1990", "TTL: Jakarta, 12-03-1990", "born on 12 March 1990",
        "tanggal lahir 1990-03-12", "Tempat/tanggal lahir: Lagos/12.03.90",
    ),
    "PRV008": ("RT 005/RW 012", "RT.05 RW.02", "Jalan Mawar RT 3", "RT/RW 005/012"),
    "PRV009": (
        "CL (34), WN Nigeria", "WN Nigeria CL (34)", "seorang pria berinisial CL",
        "CL, 34 tahun, warga negara Nigeria", "Chidi Contoh (34), WN Nigeria", "NU (WN Ghana)",
        "a man with the initials KA", "KA (29), a Ghanaian citizen",
        "warga negara Pantai Gading berinisial NU (41)",
    ),
    "PRV010": (
        "-6.123456, 106.876543", "6°08'12\" LS", "https://peta.example/?q=-6.1234567,106.8765432",
        "https://peta.example/@-6.1234,106.8765",
    ),
}  # fmt: skip
ORDINARY = (
    "UU 6/2011 Pasal 71 ayat (2)",
    "16 Oktober 2024 pukul 09.30",
    "Rp1.234.567.890.123",
    "https://berita.example/read/1041835/171/abc-1678291382",
    "https://berita.example/2024/10/16/081234567890",
    "31.72.06.1001",
    "visa kunjungan dan izin tinggal terbatas",
    "paspor dan visa pada 2024",
    "Permen M.HH-02.GR.01.04 tahun 2010 tentang visa",
    "kewarganegaraan Nigeria (34 orang)",
    "Nigeria (34), Ghana (12)",
    "RT/RW setempat",
    "ketua RT dan RW",
    "lahir pada tahun 1945",
    "anak yang lahir sebelum 1 Agustus 2006",
    "WNA asal Nigeria",
    "Jumlah WNA (34)",
    "TPI (12), WN Nigeria",
    "08.30-10.00",
    "2023-01/2023-08",
    "LN 2011 No 52, TLN 5216",
    "IMI-KP.04.01-1395",
    "deportasi 92, pendetensian 130",
    "visa nomor 12 tahun 2020",
    "Kepala Kantor, 45 tahun, dari Jakarta",
    "d97a6847fac9089169441b9a17c5b62dbe1f23bcf6b6ce93af257819dbbd4a90",
    "1234567890123456789012345678901234567890",
    "jam 08.12-10.34, ruang 5678",
    "9999991203900001",
    "3172053203900001",
    "",
)


def codes(text: str) -> list[str]:
    return [found.rule for found in find_personal(text)]


@pytest.mark.parametrize(
    ("rule", "text"), [(r, text) for r, texts in FOUND.items() for text in texts]
)
@pytest.mark.parametrize("around", ["{}", "Catatan: {}.", "({})", "Awal kalimat {} dan seterusnya"])
def test_is_found(rule: str, text: str, around: str) -> None:
    assert codes(around.format(text)) == [rule]


@pytest.mark.parametrize("text", ORDINARY)
def test_is_left_alone(text: str) -> None:
    assert codes(text) == []


def test_several_in_one_text() -> None:
    text = "CL (34), WN Nigeria, paspor A1234567, lahir di Lagos, 12 Maret 1990, HP 0812 3456 7890"
    assert codes(text) == ["PRV009", "PRV002", "PRV007", "PRV005"]
    stretches = [(found.start, found.end) for found in find_personal(text)]
    assert all(end <= start for (_, end), (start, _) in pairwise(stretches))


@given(st.integers(0, 10**9))
def test_every_nik_is_found(seed: int) -> None:
    chance = random.Random(seed)
    day = chance.randint(1, 31) + chance.choice((0, 40))
    number = (
        f"{chance.choice((11, 31, 36, 53, 65, 76, 82, 94))}{chance.randint(1, 79):02}"
        f"{chance.randint(1, 40):02}{day:02}{chance.randint(1, 12):02}{chance.randint(0, 99):02}"
        f"{chance.randint(1, 9999):04}"
    )
    assert codes(f"nomor {number} itu") == ["PRV001"]


@given(st.text(max_size=40))
def test_a_masked_value_shows_two_signs_at_most(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert not any(sign.isalnum() for sign in masked[2:])
    assert masked[:1] == text[:1]


@pytest.mark.parametrize(
    "text", ["1 " * 50_000, "0812 " * 20_000, "RT " * 30_000, "a@" * 30_000, "A (3" * 20_000]
)
def test_long_texts_take_no_time(text: str) -> None:
    find_personal(text)  # a pattern that backtracks would not end
