"""Sheets become Word documents (the only importer of docx).

Headings, lists, tables with repeated heads, page numbers and the grade on each page, in styles that
an office can change. The same sheet gives the same bytes: the day of the sheet stands for the clock,
and the archive is packed again without times.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from generator.pages.lettering import clean
from generator.pages.sheet import (
    Block,
    Cell,
    Facts,
    Heading,
    NewPage,
    Para,
    Prose,
    Sheet,
    Signatures,
    Table,
)

_LINE = 16.6  # cm between the margins of A4
_NARROW = 1.2  # the share of a column that is as wide as need be
_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that an archive can hold
_FONT = "Times New Roman"
_SIZES = {
    "Normal": 11,
    "Title": 17,
    "Subtitle": 11,
    "Heading 1": 13,
    "Heading 2": 11,
    "Heading 3": 11,
}
_LISTS = {"-": "List Bullet", "1.": "List Number"}
_LANGUAGES = {"id": "id-ID", "en": "en-GB"}


def as_docx(sheet: Sheet) -> bytes:
    """The sheet as a Word document."""
    return _without_times(_Writer(sheet).write())


class _Writer:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.document = Document()

    def write(self) -> bytes:
        self._set_up()
        for text, style in (
            (self.sheet.kicker, "Subtitle"),
            (self.sheet.title, "Title"),
            (self.sheet.subtitle, "Subtitle"),
        ):
            if text:
                self._centred(text, style)
        for block in self.sheet.blocks:
            self._block(block)
        packed = BytesIO()
        self.document.save(packed)
        return packed.getvalue()

    def _set_up(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.header.paragraphs[0].add_run(_xml(" · ".join(self.sheet.marks))).bold = True
        self._footer(section.footer.paragraphs[0])
        for name, size in _SIZES.items():
            font = self.document.styles[name].font
            font.name, font.size, font.color.rgb = _FONT, Pt(size), RGBColor(0, 0, 0)
            self._in_every_script(self.document.styles[name])
        self._language(self.document.styles["Normal"])
        about = self.document.core_properties
        about.title, about.author = _xml(self.sheet.title), ""
        about.language = _LANGUAGES[self.sheet.lang]
        day = self.sheet.day
        about.created = about.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001
        about.comments = ""

    def _in_every_script(self, style: Any) -> None:
        """The font of a style in place of the theme's, which the template names beside it."""
        fonts = style.element.rPr.rFonts
        for key in list(fonts.attrib):
            if key.endswith("Theme"):
                del fonts.attrib[key]

    def _language(self, style: Any) -> None:
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), _LANGUAGES[self.sheet.lang])
        style.element.get_or_add_rPr().append(language)

    def _footer(self, paragraph: Any) -> None:
        before, middle, after = self.sheet.page_of.split("%s")
        paragraph.add_run(_xml(f"{self.sheet.foot} · {before}"))
        _field(paragraph, "PAGE")
        paragraph.add_run(middle)
        _field(paragraph, "NUMPAGES")
        paragraph.add_run(after)

    def _centred(self, text: str, style: str) -> None:
        paragraph = self.document.add_paragraph(_xml(text), style=style)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self.document.add_heading(_xml(block.text), block.level)
            case Prose():
                for para in block.paras:
                    self._para(self.document, para)
            case Facts():
                self._facts(block)
            case Table():
                self._table(block)
            case Signatures():
                self._signatures(block)
            case NewPage():
                self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case _:
                raise TypeError(f"no {block.kind} in Word documents")

    def _para(self, into: Any, para: Para, first: Any = None) -> None:
        style = _LISTS.get(para.mark)
        paragraph = first if first is not None else into.add_paragraph()
        if style:
            paragraph.style = self.document.styles[style]
        for run in para.runs:
            made = paragraph.add_run(_xml(run.text))
            made.bold = True if "b" in run.style or para.mark == "#" else None
            made.italic = True if "i" in run.style else None
            if "c" in run.style:
                made.font.name = "Courier New"

    def _cell(self, cell: Any, paras: Cell) -> None:
        for index, para in enumerate(paras):
            self._para(cell, para, None if index else cell.paragraphs[0])

    def _facts(self, block: Facts) -> None:
        table = self.document.add_table(rows=0, cols=2)
        for label, said in block.pairs:
            cells = table.add_row().cells
            cells[0].text = _xml(label)
            self._cell(cells[1], said)
        _set_widths(table, (1, 3.6))

    def _table(self, block: Table) -> None:
        table = self.document.add_table(rows=1, cols=len(block.head), style="Table Grid")
        for cell, name in zip(table.rows[0].cells, block.head, strict=True):
            cell.paragraphs[0].add_run(_xml(name)).bold = True
        _repeat_head(table.rows[0])
        for row in block.rows:
            for cell, said in zip(table.add_row().cells, row, strict=True):
                self._cell(cell, said)
        _set_widths(table, block.widths)

    def _signatures(self, block: Signatures) -> None:
        self.document.add_paragraph()
        table = self.document.add_table(rows=1, cols=len(block.signers))
        for cell, (above, below) in zip(table.rows[0].cells, block.signers, strict=True):
            lines = [*above, "", "", "", *below]
            cell.text = "\n".join(_xml(said) for said in lines)
        _keep_together(table.rows[0])


def _xml(text: str) -> str:
    """One line that XML can hold; blanks at its ends stay, since runs are parts of a line."""
    start = " " if text[:1].isspace() else ""
    end = " " if text[-1:].isspace() and len(text) > 1 else ""
    return f"{start}{clean(text)}{end}"


def _field(paragraph: Any, name: str) -> None:
    """A number that Word works out, such as that of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _repeat_head(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_together(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _set_widths(table: Any, shares: Sequence[float]) -> None:
    table.autofit = False
    shares = [share or _NARROW for share in shares]
    for row in table.rows:
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = Cm(_LINE * share / sum(shares))


def _without_times(packed: bytes) -> bytes:
    """The same archive, each entry of the same fixed time and system."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(packed)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            new.writestr(entry, old.read(name))
    return made.getvalue()
