"""Sheets become Word documents (the only importer of docx).

Headings, lists, tables with repeated heads, page numbers and the grade on each page, in styles that
an office can change. The same sheet gives the same bytes: the day of the sheet stands for the clock,
and the archive is packed again without times.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
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
    Run,
    Sheet,
    Signatures,
    Table,
    line,
)

_LINE = 16.6  # cm between the margins of A4
_LETTER, _WIDEST = 0.19, 4.2  # cm of a letter in a table; of a column that is as wide as need be
_PADDING = 0.5  # cm of a cell
_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that an archive can hold
_FONT = "Times New Roman"
_IN_TABLE, _IN_FACTS = "Isi Tabel", "Keterangan"
_LABEL = 3.6  # cm of the labels beside facts
_SIGNING_ROOM = 2.2  # cm
_SHADE = "F0F0EC"


@dataclass(frozen=True)
class _Look:
    """How a style looks: sizes and distances in points."""

    size: float
    before: float = 0
    after: float = 4
    bold: bool = False
    italic: bool = False


_LOOKS = {
    "Normal": _Look(11),
    "Title": _Look(17, after=4, bold=True),
    "Subtitle": _Look(11, after=4),
    "Heading 1": _Look(13, before=14, bold=True),
    "Heading 2": _Look(11, before=10, bold=True),
    "Heading 3": _Look(11, before=6, after=0, italic=True),
    "List Bullet": _Look(11, after=2),
    "List Number": _Look(11, after=2),
    "Header": _Look(9.5, after=0),
    "Footer": _Look(9, after=0),
    _IN_TABLE: _Look(10, before=1, after=1),
    _IN_FACTS: _Look(11, after=2),
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
        self.turns_page = False  # before what comes next
        self.numbering = 0  # of the list at hand; 0 outside of one

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
        self._styles()
        header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
        header.add_run(_xml(" · ".join(self.sheet.marks))).bold = True
        self._footer(footer)
        about = self.document.core_properties
        about.title, about.author = _xml(self.sheet.title), ""
        about.language = _LANGUAGES[self.sheet.lang]
        day = self.sheet.day
        about.created = about.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001
        about.comments = ""

    def _styles(self) -> None:
        styles = self.document.styles
        for name in (_IN_TABLE, _IN_FACTS):
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
        for name, look in _LOOKS.items():
            style = styles[name]
            font, paragraph = style.font, style.paragraph_format
            font.name, font.size, font.color.rgb = _FONT, Pt(look.size), RGBColor(0, 0, 0)
            font.bold, font.italic = look.bold, look.italic
            paragraph.space_before, paragraph.space_after = Pt(look.before), Pt(look.after)
            paragraph.line_spacing = 1.05
            _without_ornament(style)
        self._language(styles["Normal"])

    def _language(self, style: Any) -> None:
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), _LANGUAGES[self.sheet.lang])
        style.element.get_or_add_rPr().append(language)

    def _footer(self, paragraph: Any) -> None:
        before, middle, after = self.sheet.page_of.split("%s")
        stops = paragraph.style.paragraph_format.tab_stops
        stops.clear_all()  # those of the template are for other margins
        stops.add_tab_stop(Cm(_LINE), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(f"{_xml(self.sheet.foot)}\t{before}")
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
                heading = self.document.add_heading(_xml(block.text), block.level)
                heading.paragraph_format.page_break_before = self.turns_page
                self.turns_page = False
            case Prose():
                self._paras(self.document, block.paras, "Normal")
            case Facts():
                self._facts(block)
            case Table():
                self._table(block)
            case Signatures():
                self._signatures(block)
            case NewPage():
                self.turns_page = True
            case _:
                raise TypeError(f"no {block.kind} in Word documents")

    def _paras(self, into: Any, paras: Cell, style: str, first: Any = None) -> None:
        """Paragraphs in `style`, the first of them into a paragraph that is there already."""
        self.numbering = 0
        for para in paras:
            paragraph = into.add_paragraph() if first is None else first
            first = None
            paragraph.style = self.document.styles[_LISTS.get(para.mark, style)]
            self._number(paragraph, para)
            self._para(paragraph, para)

    def _number(self, paragraph: Any, para: Para) -> None:
        """Each list begins at one: Word goes on counting within a style."""
        if para.mark != "1.":
            self.numbering = 0
            return
        self.numbering = self.numbering or self._new_numbering(paragraph.style)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = self.numbering

    def _new_numbering(self, style: Any) -> int:
        lists = self.document.part.numbering_part.element
        known = lists.num_having_numId(style.element.pPr.numPr.numId.val)
        made = lists.add_num(known.abstractNumId.val)
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        number: int = made.numId
        return number

    def _para(self, paragraph: Any, para: Para) -> None:
        for run in para.runs:
            made = paragraph.add_run(_xml(run.text))
            made.bold = True if "b" in run.style or para.mark == "#" else None
            made.italic = True if "i" in run.style else None
            if "c" in run.style:
                made.font.name = "Courier New"

    def _cell(self, cell: Any, paras: Cell, style: str) -> None:
        cell.paragraphs[0].style = self.document.styles[style]
        self._paras(cell, paras, style, cell.paragraphs[0])

    def _facts(self, block: Facts) -> None:
        table = self.document.add_table(rows=0, cols=2)
        for label, said in block.pairs:
            cells = table.add_row().cells
            self._cell(cells[0], line(label), _IN_FACTS)
            self._cell(cells[1], said, _IN_FACTS)
        _set_widths(table, (_LABEL, _LINE - _LABEL))

    def _table(self, block: Table) -> None:
        table = self.document.add_table(rows=1, cols=len(block.head), style="Table Grid")
        for cell, name in zip(table.rows[0].cells, block.head, strict=True):
            self._cell(cell, line(name, "b"), _IN_TABLE)
            _shade(cell)
        _repeat_head(table.rows[0])
        for row in block.rows:
            made = table.add_row()
            _keep_together(made)
            for cell, said in zip(made.cells, row, strict=True):
                self._cell(cell, said, _IN_TABLE)
        _set_widths(table, _widths(block))

    def _signatures(self, block: Signatures) -> None:
        """Lines, the room to sign, and lines: a row each, so that they are level with each other."""
        self.document.add_paragraph()
        table = self.document.add_table(rows=3, cols=len(block.signers))
        table.rows[1].height = Cm(_SIGNING_ROOM)
        for column, (above, below) in enumerate(block.signers):
            for row, lines in ((0, above), (2, below)):
                said = tuple(Para((Run(one),)) for one in lines)
                self._cell(table.rows[row].cells[column], said, _IN_FACTS)
        for row in table.rows:
            _keep_together(row)
            for cell in row.cells:
                for paragraph in cell.paragraphs:
                    paragraph.paragraph_format.keep_with_next = True
        _set_widths(table, (_LINE / len(block.signers),) * len(block.signers))


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


def _without_ornament(style: Any) -> None:
    """What the template has beside it: fonts of its theme, wide letters, a coloured line below."""
    fonts = style.element.rPr.rFonts
    for key in list(fonts.attrib):
        if key.endswith("Theme"):
            del fonts.attrib[key]
    for name in ("w:spacing", "w:kern"):
        for found in style.element.rPr.findall(qn(name)):
            style.element.rPr.remove(found)
    for found in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(found)


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shade.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _repeat_head(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_together(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _widths(block: Table) -> list[float]:
    """The columns of a table in cm: as wide as need be, the rest by their shares."""
    needed = [0 if share else _needed(block, at) for at, share in enumerate(block.widths)]
    rest, shares = _LINE - sum(needed), sum(block.widths)
    if shares == 0:
        return [_LINE * one / sum(needed) for one in needed]
    return [one or rest * share / shares for one, share in zip(needed, block.widths, strict=True)]


def _needed(block: Table, column: int) -> float:
    said = [len(run.text) for row in block.rows for para in row[column] for run in para.runs]
    return min(max([len(block.head[column]), *said]) * _LETTER + _PADDING, _WIDEST)


def _set_widths(table: Any, widths: Sequence[float]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)  # some readers look here, others at the cells
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)


def _without_times(packed: bytes) -> bytes:
    """The same archive, each entry of the same fixed time and system."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(packed)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            new.writestr(entry, old.read(name))
    return made.getvalue()
