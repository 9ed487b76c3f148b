"""Small files of every kind, made here: what people send, and what somebody might try."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import docx
import openpyxl
import pptx
from PIL import Image
from pypdf import PdfWriter

HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
GPS = 0x8825
ORIENTATION = 0x0112


def picture(form: str = "PNG", size: tuple[int, int] = (40, 30), colour: str = "teal", **options: object) -> bytes:
    """A plain picture."""
    made = io.BytesIO()
    Image.new("RGB", size, colour).save(made, form, **options)
    return made.getvalue()


def turned() -> Image.Exif:
    """What a camera notes that was held upright."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # to be turned by 90 degrees
    return exif


def photograph(size: tuple[int, int] = (80, 40)) -> bytes:
    """A JPEG as a telephone makes it: turned, and with the place it was taken at."""
    exif = turned()
    exif[0x010F] = "A Maker of Telephones"
    return picture("JPEG", size, exif=exif)


def huge_png(width: int, height: int) -> bytes:
    """A PNG that says how large it is and holds almost nothing."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(b"")) + _chunk(b"IEND", b"")


def pdf(pages: int = 1, text: str = "") -> bytes:
    """A PDF; the text, in ASCII, stands on its first page."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue() if not text else _pdf_with(text)


def word(*paragraphs: str) -> bytes:
    """A Word file."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return _saved(document)


def excel(*rows: tuple[object, ...]) -> bytes:
    """An Excel file of one sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    return _saved(book)


def slides(*titles: str) -> bytes:
    """A PowerPoint file with a slide for each title."""
    deck = pptx.Presentation()
    for title in titles:
        deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = title
    return _saved(deck)


def with_part(archive: bytes, parts: Mapping[str, bytes]) -> bytes:
    """An Office file with parts added or replaced."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for info in old.infolist():
            if info.filename not in parts:
                new.writestr(info.filename, old.read(info))
        for name, data in parts.items():
            new.writestr(name, data)
    return made.getvalue()


def an_archive(**files: bytes) -> bytes:
    """A plain zip."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in (files or {"a.txt": b"a"}).items():
            archive.writestr(name, data)
    return made.getvalue()


def relations(target: str, kind: str) -> bytes:
    """A part that says what a document loads from elsewhere."""
    types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    return (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{types}{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    ).encode()


def _saved(document: object) -> bytes:
    made = io.BytesIO()
    document.save(made)  # type: ignore[attr-defined]
    return made.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _pdf_with(text: str) -> bytes:
    """The smallest PDF with words on it."""
    stream = f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end
