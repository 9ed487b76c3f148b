"""The words of PDF, Office files and tables, for search. Runs in a child process only: see `child.py`.

A file may be harmless to keep and still be built to keep a reader busy for ever, so everything counts what it reads.
Each library is loaded only where its kind of file is read: starting the child costs more than most files do.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

from platform_app.media import kinds, tables

MOST_PAGES = 1000
MOST_CELLS = 300_000
MOST_CHARACTERS = 500_000
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class Refused(Exception):
    """There will be no text; the argument is the reason that is kept."""


def text_of(file: BinaryIO, media_type: str) -> str:
    """The words of a file, the first half million characters of them.

    Raises:
        Refused: too_long (pages or cells), protected.
    """
    found: list[str] = []
    length = 0
    for part in _READERS[media_type](file):
        words = " ".join(part.split())
        if words:
            found.append(words)
            length += len(words) + 1
        if length >= MOST_CHARACTERS:
            break
    return "\n".join(found)[:MOST_CHARACTERS].replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def _pdf(file: BinaryIO) -> Iterator[str]:
    import pypdf

    reader = pypdf.PdfReader(file)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused("protected")
    if len(reader.pages) > MOST_PAGES:
        raise Refused("too_long")
    for page in reader.pages:
        yield page.extract_text() or ""


def _word(file: BinaryIO) -> Iterator[str]:
    import docx

    document = docx.Document(file)
    yield document.core_properties.title or ""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                yield " ".join(dict.fromkeys(cell.text for cell in row.cells))
        else:
            yield block.text


def _excel(file: BinaryIO) -> Iterator[str]:
    import openpyxl

    book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    cells = 0
    for sheet in book.worksheets:
        yield sheet.title
        for row in sheet.iter_rows(values_only=True):
            cells += len(row)
            if cells > MOST_CELLS:
                raise Refused("too_long")
            yield _joined(row)


def _slides(file: BinaryIO) -> Iterator[str]:
    import pptx

    deck = pptx.Presentation(file)
    if len(deck.slides) > MOST_PAGES:
        raise Refused("too_long")
    for slide in deck.slides:
        yield from _shapes(slide.shapes)
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame:
            yield slide.notes_slide.notes_text_frame.text


def _shapes(shapes: Iterable[Any]) -> Iterator[str]:
    for shape in shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        elif getattr(shape, "has_table", False) and shape.has_table:
            yield from (" ".join(cell.text for cell in row.cells) for row in shape.table.rows)
        elif hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)


def _csv(file: BinaryIO) -> Iterator[str]:
    encoding = tables.check(file)
    cells = 0
    for row in csv.reader(tables.reader(file, encoding)):
        cells += len(row)
        if cells > MOST_CELLS:
            raise Refused("too_long")
        yield _joined(row)


def _joined(row: Iterable[Any]) -> str:
    return " ".join(str(value) for value in row if value is not None and value != "")


_READERS: dict[str, Callable[[BinaryIO], Iterator[str]]] = {
    kinds.PDF.media_type: _pdf,
    kinds.DOCX.media_type: _word,
    kinds.XLSX.media_type: _excel,
    kinds.PPTX.media_type: _slides,
    kinds.CSV.media_type: _csv,
}
