"""Which meetings have attachments, and the small files themselves."""

from __future__ import annotations

from tests.contoh.dice import Dice
from tests.contoh.emit import emit_csv, make_pdf, make_png
from tests.contoh.world import DISTRICTS

# Year and month of the meeting: kind and grade of each file ("": the editor wrote no grade).
ATTACHED: dict[tuple[int, int], tuple[tuple[str, str], ...]] = {
    (2020, 2): (("txt", "terbuka"),),
    (2020, 6): (("csv", "terbuka"), ("txt", "terbatas")),
    (2020, 11): (("pdf", "terbuka"),),
    (2021, 1): (("pdf", "terbuka"),),
    (2021, 6): (("png", "terbuka"), ("csv", "rahasia")),
    (2021, 10): (("txt", "terbuka"),),
    (2022, 2): (("csv", "terbuka"), ("png", "terbatas")),
    (2022, 8): (("pdf", "terbuka"), ("txt", "")),
    (2022, 12): (("csv", "terbuka"),),
    (2023, 3): (("png", "terbuka"), ("pdf", "terbatas")),
    (2023, 6): (("txt", "terbatas"),),
    (2023, 9): (("txt", "terbuka"), ("csv", "terbuka")),
    (2024, 2): (("csv", "terbuka"), ("pdf", "sangat_rahasia")),
    (2024, 10): (("pdf", "terbuka"), ("png", "rahasia")),
}
TITLES = {
    "txt": "Butir tindak lanjut rapat",
    "csv": "Rekapitulasi contoh menurut kecamatan",
    "pdf": "Bahan paparan rapat",
    "png": "Peta pengawasan menurut kecamatan",
}


def attached_bytes(kind: str, remark: str, sentences: list[str], dice: Dice) -> bytes:
    """A file of that kind with `remark` inside."""
    counts = [[dice.between(0, 14) for _ in DISTRICTS] for _ in range(4)]
    if kind == "pdf":
        return make_pdf(["Timpora Kota Contoh (contoh)", remark])
    if kind == "png":
        return make_png(counts, remark)
    if kind == "csv":
        rows = [
            [code, name, str(count)]
            for (code, name), count in zip(DISTRICTS.items(), counts[0], strict=True)
        ]
        note = ["", remark.replace(",", ";"), ""]
        return emit_csv(["kode", "kecamatan", "jumlah"], [*rows, note]).encode()
    return ("\n".join([remark, "", *sentences]) + "\n").encode()
