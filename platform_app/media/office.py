"""Office files (ISO/IEC 29500) as archives: what is in them, before any program for them reads a word.

Every part is unpacked once against a counter, because the sizes that an archive states of itself may be lies.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, BinaryIO

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from platform_app.kernel.messages import msg
from platform_app.media.refusals import refusal

MOST_PARTS = 4000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 200
SMALL = 1024 * 1024  # of a part this small the ratio says nothing: ten thousand equal cells pack well
LARGEST_XML = 4 * 1024 * 1024
_BLOCK = 256 * 1024
_TYPES = "[Content_Types].xml"
_MAIN = {
    "wordprocessingml.document.main+xml": "word",
    "spreadsheetml.sheet.main+xml": "excel",
    "presentationml.presentation.main+xml": "powerpoint",
}
_BROKEN = msg("This Office file is broken or was cut off on the way. Open it, save it again, and send that.")
_BOMB = msg("This Office file unpacks to far more than it should. Save it again in the program it comes from.")
_MACROS = msg("This Office file has macros in it. Save it without them, as docx, xlsx or pptx.")
_OBJECTS = msg("This Office file has objects of other programs in it. Replace them by pictures or by tables.")
_OUTSIDE = msg(
    "This Office file loads something from elsewhere when it is opened: a template, a picture, another table. "
    "Break these links, or put the content in, and save it again."
)
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin", "vbaprojectsignatureagile.bin")
_FETCHING_PARTS = ("/xl/connections.xml", "/xl/querytables/", "/xl/webextensions/", "/word/webextensions/")
_PAGES = (".htm", ".html", ".xhtml", ".mht", ".mhtml", ".hta", ".js", ".vbs")  # Word takes pages in as parts
_MACRO_FOLDERS = ("/macrosheets/", "/activex/", "/customui/", "/dialogsheets/")


@dataclass
class _Budget:
    """How much may still be unpacked, workbooks inside charts included."""

    left: int = MOST_UNPACKED
    parts: int = MOST_PARTS


def check(file: BinaryIO, size: int) -> str:
    """`word`, `excel` or `powerpoint`.

    Raises:
        Invalid: it is none of them, a bomb, or can run or load something.
    """
    return _check(file, size, _Budget(), nested=False)


def _check(file: BinaryIO, size: int, budget: _Budget, *, nested: bool) -> str:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            _check_frame(archive, parts, size)
            _check_names(parts)
            for part in parts:
                _unpack(archive, part, budget)
            program = _program(archive)
            for part in parts:
                _check_part(archive, part, budget, nested=nested)
    except _UNREADABLE as error:
        raise refusal(_BROKEN) from error
    return program


def _check_frame(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], size: int) -> None:
    """Nothing before, between or behind the parts: what one program skips another would read."""
    if len(parts) > MOST_PARTS:
        raise refusal(_BOMB)
    places = sorted((part.header_offset, part.compress_size) for part in parts)
    overlap = any(start + length > after for (start, length), (after, _) in pairwise(places))
    end_record = 22
    if not places or places[0][0] != 0 or overlap or archive.comment or archive.start_dir + end_record > size:
        raise refusal(_BROKEN)
    archive.fp.seek(size - end_record)  # type: ignore[union-attr]
    if archive.fp.read(4) != b"PK\x05\x06":  # type: ignore[union-attr]
        raise refusal(_BROKEN)


def _check_names(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename.lower() for part in parts]
    if len(set(names)) < len(names):
        raise refusal(_BROKEN)
    for name in names:
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/"):
            raise refusal(_BROKEN)
        if posixpath.basename(name) in _MACRO_PARTS or any(folder in f"/{name}" for folder in _MACRO_FOLDERS):
            raise refusal(_MACROS)
        if any(part in f"/{name}" for part in _FETCHING_PARTS):
            raise refusal(_OUTSIDE)
        if name.endswith(_PAGES):
            raise refusal(_OBJECTS)


def _unpack(archive: zipfile.ZipFile, part: zipfile.ZipInfo, budget: _Budget) -> None:
    """Count what a part really unpacks to, a block at a time, and stop at the first byte too many."""
    if part.flag_bits & 0x1:
        raise refusal(msg("This Office file is protected by a password. Send it without one."))
    budget.parts -= 1
    most = min(budget.left, max(SMALL, part.compress_size * MOST_RATIO))
    if budget.parts < 0 or part.file_size > most:
        raise refusal(_BOMB)
    count = checksum = 0
    for block in _blocks(archive, part):
        count += len(block)
        if count > part.file_size:  # it stated less than there is
            raise refusal(_BOMB)
        checksum = zlib.crc32(block, checksum)
    if count != part.file_size or checksum != part.CRC:
        raise refusal(_BROKEN)
    budget.left -= count


def _blocks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part unpacked to its real end; `zipfile` would stop in silence where the stated size does."""
    file: Any = archive.fp
    file.seek(part.header_offset + 26)
    lengths = file.read(4)
    file.seek(int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little"), 1)
    left = part.compress_size
    if part.compress_type == zipfile.ZIP_STORED:
        while left and (block := file.read(min(left, _BLOCK))):
            left -= len(block)
            yield block
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile("packed in another way")
    inflate, packed = zlib.decompressobj(-zlib.MAX_WBITS), b""
    while not inflate.eof:
        if not packed:
            packed = file.read(min(left, _BLOCK))
            left -= len(packed)
            if not packed:
                raise zipfile.BadZipFile("cut off")
        yield inflate.decompress(packed, _BLOCK)
        packed = inflate.unconsumed_tail


def _program(archive: zipfile.ZipFile) -> str:
    """Which program's file it is, by the type of its main part."""
    try:
        types = _xml(archive, archive.getinfo(_TYPES))
    except KeyError:
        raise refusal(msg("Archives are not taken. Unpack it and send the files one by one.")) from None
    stated = [str(each.get("ContentType", "")) for each in types]
    if any("macroenabled" in each.lower() for each in stated):
        raise refusal(_MACROS)
    found = {program for each in stated for ending, program in _MAIN.items() if each.endswith(ending)}
    if len(found) != 1:
        raise refusal(msg("This is an Office file of a kind that is not taken: send docx, xlsx or pptx."))
    return found.pop()


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, budget: _Budget, *, nested: bool) -> None:
    name = part.filename.lower()
    if name.endswith(".rels"):
        for link in _xml(archive, part):
            kind = str(link.get("Type", "")).rpartition("/")[2].lower()
            if str(link.get("TargetMode", "")).lower() == "external" and kind != "hyperlink":
                raise refusal(_OUTSIDE)
        return
    with archive.open(part) as opened:
        start = opened.read(8)
    if start.startswith((b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF")) or "/embeddings/oleobject" in f"/{name}":
        raise refusal(_OBJECTS)
    if start.startswith(b"PK\x03\x04"):
        # The figures behind a chart are a workbook of their own, which must be as harmless as the rest.
        if nested or "/embeddings/" not in name or not name.endswith(".xlsx"):
            raise refusal(_OBJECTS)
        data = archive.read(part)
        _check(io.BytesIO(data), len(data), budget, nested=True)


def _xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[Any]:
    if part.file_size > LARGEST_XML:
        raise refusal(_BOMB)
    try:
        return iter(list(ElementTree.fromstring(archive.read(part), forbid_dtd=True)))
    except (ElementTree.ParseError, DefusedXmlException) as error:
        raise refusal(_BROKEN) from error
