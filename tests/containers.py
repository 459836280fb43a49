"""Files of many kinds that hold a given text, made by the libraries and programs that offices use."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from urllib.parse import quote

import docx
import openpyxl
from PIL import Image, PngImagePlugin
from PIL.ExifTags import IFD, Base
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas


def pdf(text: str = "", *, author: str = "", title: str = "", compress: bool = True) -> bytes:
    """A PDF with `text` on its page, as ReportLab writes it."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, pageCompression=int(compress), invariant=1)
    canvas.setAuthor(author)
    canvas.setTitle(title)
    canvas.drawString(72, 720, text)
    canvas.save()
    return out.getvalue()


def pdf_with(edit: Callable[[PdfWriter], None], text: str = "contoh") -> bytes:
    """A PDF that pypdf has changed."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(text))))
    edit(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_with_note(text: str) -> bytes:
    from pypdf.annotations import Text

    note = Text(text=text, rect=(50, 550, 200, 650))
    return pdf_with(lambda writer: writer.add_annotation(0, note))


def pdf_with_file(text: str) -> bytes:
    return pdf_with(lambda writer: writer.add_attachment("isi.txt", text.encode()) and None)


def pdf_with_xmp(text: str) -> bytes:
    packet = (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>'
        f"{text}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    return pdf_with(lambda writer: setattr(writer, "xmp_metadata", packet.encode()))


def pdf_locked(text: str) -> bytes:
    return pdf_with(lambda writer: writer.encrypt("sandi contoh"), text)


def pdf_of_before(text: str) -> bytes:
    """A PDF whose earlier version, still inside, says `text`: saved on top, as editors do."""
    first = pdf(text)
    writer = PdfWriter(io.BytesIO(first), incremental=True)
    page = PdfReader(io.BytesIO(pdf("Sudah dihapus"))).pages[0]
    writer.pages[0].replace_contents(page.get_contents())
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(text: str = "contoh", **properties: str) -> bytes:
    document = docx.Document()
    document.core_properties.author = properties.get("author", "")
    document.core_properties.last_modified_by = properties.get("changed_by", "")
    document.core_properties.comments = properties.get("remark", "")
    paragraph = document.add_paragraph()
    middle = len(text) // 2
    paragraph.add_run(text[:middle]).bold = True  # a word in two runs, as Word leaves it
    paragraph.add_run(text[middle:])
    if "comment" in properties:
        document.add_comment(paragraph.runs, properties["comment"], author=properties.get("by", ""))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_tracked(text: str) -> bytes:
    """A document with a deletion that is kept, by somebody."""
    change = (
        '<w:p><w:del w:id="1" w:author="Putu Rekaan" w:date="2025-01-01T00:00:00Z"><w:r><w:delText>'
        f"{text}</w:delText></w:r></w:del></w:p><w:sectPr"
    )
    return _edited(word(), "word/document.xml", lambda xml: xml.replace("<w:sectPr", change, 1))


def _edited(archive: bytes, name: str, edit: Callable[[str], str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as before, zipfile.ZipFile(out, "w") as after:
        for member in before.infolist():
            content = before.read(member)
            if member.filename == name:
                content = edit(content.decode()).encode()
            after.writestr(member, content)
    return out.getvalue()


def excel(text: str = "contoh", *, hidden: bool = False, author: str = "openpyxl") -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = author
    sheet = book.active
    sheet["A1"] = text
    if hidden:
        book.create_sheet("Terbuka")
        sheet.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def odt(text: str) -> bytes:
    """A text document as LibreOffice packs it."""
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:text><text:p>{text}</text:p></office:text>".encode(),
            "meta.xml": b"<office:meta><dc:creator>Putu Rekaan</dc:creator></office:meta>",
        }
    )


def zipped(files: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return out.getvalue()


def jpeg(*, gps: bool = False, thumbnail: bool = False, **tags: str) -> bytes:
    """A photograph with EXIF as cameras and phones write it."""
    picture = Image.new("RGB", (48, 32), "navy")
    exif = picture.getexif()
    for name, value in tags.items():
        exif[Base[name]] = value
    if gps:
        exif.get_ifd(IFD.GPSInfo).update(
            {1: "S", 2: (6.0, 7.0, 12.0), 3: "E", 4: (106.0, 54.0, 3.0)}
        )
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=_exif_with_thumbnail() if thumbnail else exif)
    return out.getvalue()


def _exif_with_thumbnail() -> bytes:
    """EXIF with a second directory that points to a small JPEG (TIFF 6.0, EXIF 2.3 section 4.5)."""
    small = io.BytesIO()
    Image.new("RGB", (16, 12), "red").save(small, "JPEG")
    data = small.getvalue()
    first = struct.pack("<HI", 0, 14)  # no entries; the next directory follows
    entries = ((0x103, 3, 1, 6), (0x201, 4, 1, 8 + 6 + 2 + 3 * 12 + 4), (0x202, 4, 1, len(data)))
    second = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *e) for e in entries)
    return b"Exif\0\0II*\0" + struct.pack("<I", 8) + first + second + bytes(4) + data


def png(text: str = "", *, packed: bool = False, key: str = "Comment") -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text(key, text, zip=packed)
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG", pnginfo=notes)
    return out.getvalue()


def pagefind_index(text: str) -> bytes:
    """A part of a search index: a prefix and CBOR (RFC 8949), as one gzip member."""
    said = text.encode()
    head = bytes((0x78, len(said))) if len(said) < 256 else b"\x79" + len(said).to_bytes(2, "big")
    return gzip.compress(b"pagefind_dcd" + b"\x82\x01" + head + said, mtime=0)


def escaped(text: str) -> str:
    return "".join(f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else sign for sign in text)


CONTAINERS: dict[str, Callable[[str], bytes]] = {
    "text": lambda text: text.encode(),
    "utf-16": lambda text: text.encode("utf-16"),
    "html": lambda text: f"<p>{''.join(f'&#{ord(sign)};' for sign in text)}</p>".encode(),
    "percent": lambda text: f'<a href="?q={quote(text)}">x</a>'.encode(),
    "query": lambda text: f'<a href="/cari?q={text.replace(" ", "+")}&amp;n=1">x</a>'.encode(),
    "json": lambda text: json.dumps({"x": text}).encode(),
    "escapes": lambda text: f'var x = "{escaped(text)}";'.encode(),
    "twice": lambda text: json.dumps(quote(text)).encode(),
    "data": lambda text: b'<img src="data:image/svg+xml;base64,' + base64.b64encode(
        f"<svg><text>{text}</text></svg>".encode()) + b'">',
    "gzip": lambda text: gzip.compress(text.encode(), mtime=0),
    "gzip members": lambda text: gzip.compress(b"x", mtime=0) + gzip.compress(text.encode(), mtime=0),
    "gzip behind a prefix": lambda text: b"PREFIX\0\1" + gzip.compress(text.encode(), mtime=0),
    "zlib": lambda text: zlib.compress(text.encode()),
    "bzip2": lambda text: bz2.compress(text.encode()),
    "xz": lambda text: lzma.compress(text.encode()),
    "pagefind": pagefind_index,
    "zip": lambda text: zipped({"a.txt": text.encode()}),
    "zip stored": lambda text: zipped({"a.txt": text.encode()}, zipfile.ZIP_STORED),
    "zip in zip": lambda text: zipped({"b.zip": zipped({"a.txt": text.encode()})}),
    "zip behind a prefix": lambda text: b"#!/bin/sh\nexit\n" + zipped({"a.txt": text.encode()}),
    "gzip in zip in tar": lambda text: tarred(
        {"b.zip": zipped({"a.gz": gzip.compress(text.encode(), mtime=0)})}),
    "tar": lambda text: tarred({"a.txt": text.encode()}),
    "tar.gz": lambda text: tarred({"a.txt": text.encode()}, "w:gz"),
    "tar.xz": lambda text: tarred({"a.txt": text.encode()}, "w:xz"),
    "pdf": pdf,
    "pdf plain": lambda text: pdf(text, compress=False),
    "pdf author": lambda text: pdf(author=text),
    "pdf title": lambda text: pdf(title=text),
    "pdf xmp": pdf_with_xmp,
    "pdf note": pdf_with_note,
    "pdf file": pdf_with_file,
    "pdf earlier version": pdf_of_before,
    "docx": word,
    "docx author": lambda text: word(author=text),
    "docx changed by": lambda text: word(changed_by=text),
    "docx comment": lambda text: word(comment=text),
    "docx tracked": word_tracked,
    "docx in zip": lambda text: zipped({"notula.docx": word(text)}),
    "xlsx": excel,
    "odt": odt,
    "jpeg artist": lambda text: jpeg(Artist=text),
    "jpeg description": lambda text: jpeg(ImageDescription=text),
    "png": png,
    "png packed": lambda text: png(text, packed=True),
}  # fmt: skip
