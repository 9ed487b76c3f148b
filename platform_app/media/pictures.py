"""How large a picture is and where it ends, read from its frame; nothing is decoded, so a bomb cannot go off."""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from platform_app.kernel.messages import msg
from platform_app.media.refusals import refusal

BROKEN = msg("The picture is broken or was cut off on the way.")
_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_ALONE = frozenset([0x01, *range(0xD0, 0xD8)])  # markers without a length


@dataclass(frozen=True)
class Shape:
    """Width and height in pixels, and the first byte behind the picture."""

    width: int
    height: int
    end: int


Measure = Callable[[BinaryIO, int], Shape]


def png(file: BinaryIO, size: int) -> Shape:
    """PNG (ISO/IEC 15948): chunks from IHDR to IEND."""
    file.seek(8)
    width = height = 0
    while True:
        length, kind = struct.unpack(">I4s", _exactly(file, 8))
        if not width:
            if kind != b"IHDR" or length != 13:
                raise refusal(BROKEN)
            width, height = struct.unpack(">II", _exactly(file, 8))
            length -= 8
        end = _skip(file, length + 4, size)
        if kind == b"IEND":
            return Shape(width, height, end)


def jpeg(file: BinaryIO, size: int, start: int = 0) -> Shape:
    """JPEG (ITU-T T.81): segments, then scans up to the mark of the end."""
    file.seek(start + 2)
    width = height = 0
    while True:
        mark = _jpeg_mark(file)
        if mark == 0xD9:
            if not width:
                raise refusal(BROKEN)
            return Shape(width, height, file.tell())
        if mark in _JPEG_ALONE:
            continue
        (length,) = struct.unpack(">H", _exactly(file, 2))
        if length < 2:
            raise refusal(BROKEN)
        if mark in _JPEG_SIZES and length >= 8:
            _, height, width = struct.unpack(">BHH", _exactly(file, 5))
            length -= 5
        _skip(file, length - 2, size)
        if mark == 0xDA:
            _skip_scan(file)


def gif(file: BinaryIO, size: int) -> Shape:
    """GIF 87a and 89a: blocks up to the trailer; a frame may be larger than the screen that it is drawn on."""
    file.seek(6)
    width, height, flags = struct.unpack("<HHB", _exactly(file, 5))
    _skip(file, 2 + _gif_colours(flags), size)
    while True:
        kind = _exactly(file, 1)[0]
        if kind == 0x3B:
            return Shape(width, height, file.tell())
        if kind == 0x21:
            _skip(file, 1, size)
        elif kind == 0x2C:
            left, top, across, down, flags = struct.unpack("<HHHHB", _exactly(file, 9))
            width, height = max(width, left + across), max(height, top + down)
            _skip(file, _gif_colours(flags) + 1, size)
        else:
            raise refusal(BROKEN)
        while length := _exactly(file, 1)[0]:
            _skip(file, length, size)


def webp(file: BinaryIO, size: int) -> Shape:
    """WebP (RFC 9649): the canvas of VP8X, else the only frame."""
    file.seek(4)
    (length,) = struct.unpack("<I", _exactly(file, 4))
    end = 8 + length + length % 2
    if end > size or length < 12:
        raise refusal(BROKEN)
    file.seek(12)
    width = height = 0
    while file.tell() + 8 <= 8 + length:
        kind, own = struct.unpack("<4sI", _exactly(file, 8))
        start = file.tell()
        across, down = _webp_size(kind, file.read(min(own, 10)))
        width, height = max(width, across), max(height, down)
        file.seek(start)
        _skip(file, own + own % 2, end)
    return Shape(width, height, end)


def _webp_size(kind: bytes, start: bytes) -> tuple[int, int]:
    if kind == b"VP8X" and len(start) == 10:
        return 1 + int.from_bytes(start[4:7], "little"), 1 + int.from_bytes(start[7:10], "little")
    if kind == b"VP8L" and len(start) >= 5 and start[0] == 0x2F:
        bits = int.from_bytes(start[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and len(start) == 10 and start[3:6] == b"\x9d\x01\x2a":
        across, down = struct.unpack("<HH", start[6:])
        return across & 0x3FFF, down & 0x3FFF
    return 0, 0


def _gif_colours(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _jpeg_mark(file: BinaryIO) -> int:
    if _exactly(file, 1) != b"\xff":
        raise refusal(BROKEN)
    mark = 0xFF
    while mark == 0xFF:  # any number of them may fill up
        mark = _exactly(file, 1)[0]
    return mark


def _skip_scan(file: BinaryIO) -> None:
    """Go to the next mark behind coded data, in which \\xff\\x00 is data and restarts are part of the scan."""
    before = b""
    while block := file.read(64 * 1024):
        data, start = before + block, file.tell() - len(block) - len(before)
        at = data.find(b"\xff")
        while 0 <= at < len(data) - 1:
            if data[at + 1] and data[at + 1] != 0xFF and data[at + 1] not in _JPEG_ALONE:
                file.seek(start + at)
                return
            at = data.find(b"\xff", at + 1)
        before = b"\xff" if data.endswith(b"\xff") else b""
    raise refusal(BROKEN)


def _exactly(file: BinaryIO, count: int) -> bytes:
    data = file.read(count)
    if len(data) < count:
        raise refusal(BROKEN)
    return data


def _skip(file: BinaryIO, count: int, size: int) -> int:
    end = file.tell() + count
    if end > size:
        raise refusal(BROKEN)
    return file.seek(end)
