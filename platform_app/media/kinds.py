"""What a file is, found from its bytes and held against its name; pure rules that never decode a picture.

A file must be one thing to every program: a picture with an archive behind it is refused, and so is whatever could
run: HTML, SVG, macros, objects of other programs.
"""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Literal

from platform_app.kernel.messages import Message, msg
from platform_app.media import names, office, pictures, tables
from platform_app.media.refusals import A_WEB_PAGE, refusal

Kind = Literal["image", "document", "table"]
LARGEST = 20 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 30_000
_HEAD = 1024
_TAIL_KEPT = 64 * 1024
_PADDING = b"\0 \t\r\n"


@dataclass(frozen=True)
class FileKind:
    """A kind of file that is taken."""

    name: str
    kind: Kind
    media_type: str
    endings: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument."
PNG = FileKind("PNG", "image", "image/png", ("png",))
JPEG = FileKind("JPEG", "image", "image/jpeg", ("jpg", "jpeg"))
GIF = FileKind("GIF", "image", "image/gif", ("gif",))
WEBP = FileKind("WebP", "image", "image/webp", ("webp",))
PDF = FileKind("PDF", "document", "application/pdf", ("pdf",))
DOCX = FileKind("Word", "document", f"{_OFFICE}wordprocessingml.document", ("docx",))
XLSX = FileKind("Excel", "table", f"{_OFFICE}spreadsheetml.sheet", ("xlsx",))
PPTX = FileKind("PowerPoint", "document", f"{_OFFICE}presentationml.presentation", ("pptx",))
CSV = FileKind("CSV", "table", "text/csv", ("csv",))
KINDS = (PNG, JPEG, GIF, WEBP, PDF, DOCX, XLSX, PPTX, CSV)
ENDINGS = tuple(ending for kind in KINDS for ending in kind.endings)
_BY_OFFICE_NAME = {"word": DOCX, "excel": XLSX, "powerpoint": PPTX}


@dataclass(frozen=True)
class Found:
    """What a file turned out to be; width and height are in pixels, of pictures only."""

    of: FileKind
    size: int
    width: int | None = None
    height: int | None = None


def find(file: BinaryIO, name: str) -> Found:
    """Look at a file that was sent under a cleaned name.

    Raises:
        Invalid: it is too large, of no kind that is taken, not what its name says, or more than one thing at once.
    """
    size = file.seek(0, 2)
    if not size:
        raise refusal(msg("The file is empty."))
    if size > LARGEST:
        raise refusal(msg("The file is larger than {most} MB.", most=LARGEST // 2**20))
    file.seek(0)
    head = file.read(_HEAD)
    found = _of_bytes(file, head, size, names.ending(name))
    if names.ending(name) not in found.of.endings:
        sentence = msg(
            "The name ends in .{ending}, but this is a {kind} file. Its name should end in .{right}.",
            ending=names.ending(name),
            kind=found.of.name,
            right=found.of.endings[0],
        )
        raise refusal(sentence)
    file.seek(0)
    return found


def _of_bytes(file: BinaryIO, head: bytes, size: int, ending: str) -> Found:
    for start, kind, measure in _PICTURES:
        if head.startswith(start) and (kind is not WEBP or head[8:12] == b"WEBP"):
            return _picture(file, size, kind, measure)
    if head.startswith(b"%PDF-"):
        _check_pdf(file, size)
        return Found(PDF, size)
    if head.startswith(b"PK\x03\x04"):
        return Found(_BY_OFFICE_NAME[office.check(file, size)], size)
    if sentence := _known_refusal(head):
        raise refusal(sentence)
    if ending in CSV.endings:
        tables.check(file)
        return Found(CSV, size)
    raise refusal(msg("Files of this kind are not taken: send one of {endings}.", endings=", ".join(ENDINGS)))


def _picture(file: BinaryIO, size: int, kind: FileKind, measure: pictures.Measure) -> Found:
    shape = measure(file, size)
    if shape.width < 1 or shape.height < 1:
        raise refusal(pictures.BROKEN)
    if shape.width * shape.height > MOST_PIXELS or max(shape.width, shape.height) > LONGEST_SIDE:
        sentence = msg(
            "The picture has {width} × {height} points; at most {most} million are taken. Make it smaller.",
            width=shape.width,
            height=shape.height,
            most=MOST_PIXELS // 1_000_000,
        )
        raise refusal(sentence)
    _check_tail(file, shape.end, size)
    return Found(kind, size, shape.width, shape.height)


def _check_pdf(file: BinaryIO, size: int) -> None:
    start = max(0, size - _TAIL_KEPT)
    file.seek(start)
    tail = file.read()
    end = tail.rfind(b"%%EOF")
    if end < 0:
        raise refusal(msg("The PDF has no end; it was probably cut off on the way."))
    _check_tail(file, start + end + len(b"%%EOF"), size)


def _check_tail(file: BinaryIO, end: int, size: int) -> None:
    """What stands behind the end of a file: padding, further pictures of a phone, or a few bytes of a camera's own."""
    if _is_archive(file):
        raise refusal(_TWO_THINGS)
    while tail := _behind(file, end):
        if not tail.startswith(b"\xff\xd8\xff"):
            lowered = tail.lower()
            if len(tail) > _TAIL_KEPT or any(sign in lowered for sign in _OTHER_FORMATS):
                raise refusal(_TWO_THINGS)
            return
        end = pictures.jpeg(file, size, size - len(tail)).end


def _behind(file: BinaryIO, end: int) -> bytes:
    file.seek(end)
    return file.read().lstrip(_PADDING)


def _is_archive(file: BinaryIO) -> bool:
    """Whether a program for archives would find files in it."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            return bool(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
        return False


def _known_refusal(head: bytes) -> Message | None:
    """For what people often try, a sentence that says what to do instead."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if b"<svg" in start:
        return msg("SVG drawings are not taken, because they can hold scripts. Save it as PNG.")
    if start.startswith((b"<!doctype", b"<html", b"<script", b"<?xml", b"<!--", b"<head", b"<body", b"<?php")):
        return A_WEB_PAGE
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return msg("This is a file of an old or protected Office. Save it as docx, xlsx or pptx without a password.")
    if head[4:8] == b"ftyp":
        return msg("Films and HEIC pictures are not taken. Save the picture as JPEG.")
    if b"%pdf-" in start:
        return msg("This PDF does not start as a PDF must; something stands before it. Save it again as PDF.")
    return None


_TWO_THINGS = msg("Something else is hidden in or behind this file. Save it again in the program it comes from.")
_OTHER_FORMATS = (
    b"<html", b"<!doctype", b"<script", b"<svg", b"<?php", b"<?xml", b"%pdf-", b"pk\x03\x04", b"rar!\x1a",
    b"7z\xbc\xaf", b"\x7felf", b"mz\x90\x00", b"\xd0\xcf\x11\xe0", b"ftyp", b"\x89png", b"gif8",
)  # fmt: skip
_PICTURES: tuple[tuple[bytes, FileKind, Callable[[BinaryIO, int], pictures.Shape]], ...] = (
    (b"\x89PNG\r\n\x1a\n", PNG, pictures.png),
    (b"\xff\xd8\xff", JPEG, pictures.jpeg),
    (b"GIF87a", GIF, pictures.gif),
    (b"GIF89a", GIF, pictures.gif),
    (b"RIFF", WEBP, pictures.webp),
)
