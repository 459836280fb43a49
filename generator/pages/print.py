"""Sheets become PDF (the only importer of typst).

PDF/A-2b and PDF/UA-1: tags, title, language, bookmarks. Fonts are those inside the library and no clock is
read, so the same sheet gives the same bytes on every machine that has the same version of it.
"""

from __future__ import annotations

import json

from generator.locating import templates_dir
from generator.pages.sheet import Sheet


def as_pdf(sheet: Sheet) -> bytes:
    """The sheet as a PDF."""
    import typst

    template = (templates_dir() / "print" / "sheet.typ").read_bytes()
    return typst.compile(
        template,
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=["a-2b", "ua-1"],
        sys_inputs={"sheet": json.dumps(sheet.as_dict(), ensure_ascii=False)},
        timestamp=0,
    )
