"""Pictures made smaller for pages: WebP in three widths, upright, with nothing else of the original.

Decoding other people's files is done in a child process (`child.py`); here stands what it does.
"""

import io
import struct
from dataclasses import replace
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from platform_app.media.kinds import MOST_PIXELS, Found

WIDTHS = (480, 960, 1600)
QUALITY = 80
_ORIENTATION = 0x0112  # of EXIF; PIL.ExifTags would cost half a second to load for this one name
_TURNED = (5, 6, 7, 8)  # orientations of EXIF in which width and height change places
_UNREADABLE = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    KeyError,
    struct.error,
    Image.DecompressionBombError,
)

Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def as_shown(file: BinaryIO, found: Found) -> Found:
    """Width and height with the orientation applied that a camera noted; only the head of the file is read."""
    file.seek(0)
    try:
        with Image.open(file) as picture:
            # Asked of a PNG without any, getexif() decodes all of it to look for some behind the picture.
            turned = "exif" in picture.info and picture.getexif().get(_ORIENTATION) in _TURNED
    except _UNREADABLE:
        turned = False
    return replace(found, width=found.height, height=found.width) if turned else found


def variants(file: BinaryIO) -> dict[int, bytes]:
    """The picture in each width, never larger than it is; of a moving one its first frame."""
    with Image.open(file) as picture:
        picture.draft("RGB", (2 * WIDTHS[-1], 2 * WIDTHS[-1]))  # a JPEG is decoded no larger than needed
        upright = ImageOps.exif_transpose(picture)
    alpha = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    plain = upright.convert("RGBA" if alpha else "RGB")
    made: dict[int, bytes] = {}
    for width in sorted(WIDTHS, reverse=True):
        if plain.width > width:
            plain = plain.resize((width, max(1, round(plain.height * width / plain.width))), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        plain.save(out, "WEBP", quality=QUALITY, method=4, exif=b"", icc_profile=None, xmp=b"")
        made[width] = out.getvalue()
    return made
