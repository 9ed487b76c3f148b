"""CSV: text that is nothing else, in UTF-8 or GB 18030."""

import codecs
import csv
import io
from typing import BinaryIO

from platform_app.kernel.messages import msg
from platform_app.media.refusals import A_WEB_PAGE, refusal

ENCODINGS = ("utf-8-sig", "gb18030")
_BLOCK = 256 * 1024
_LOOKED_AT = 200  # rows
_CONTROLS = frozenset(map(chr, range(32))) - set("\t\r\n\x0b\x0c") | {"\x7f", "\ufffe", "\uffff"}


def check(file: BinaryIO) -> str:
    """The encoding of a table.

    Raises:
        Invalid: it is no text, or no table.
    """
    for encoding in ENCODINGS:
        if is_text(file, encoding):
            _check_rows(file, encoding)
            return encoding
    raise refusal(msg("This is no CSV file: it has bytes in it that are no text. Save it as CSV in UTF-8."))


def reader(file: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """The text of a table; detach it to go on with the file."""
    file.seek(0)
    return io.TextIOWrapper(file, encoding, newline="")


def is_text(file: BinaryIO, encoding: str) -> bool:
    """Whether a file can be read in an encoding and holds no control characters."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while block := file.read(_BLOCK):
            if not _CONTROLS.isdisjoint(decoder.decode(block)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _check_rows(file: BinaryIO, encoding: str) -> None:
    lines = reader(file, encoding)
    try:
        for number, row in enumerate(csv.reader(lines)):
            if number >= _LOOKED_AT:
                break
            if number == 0 and row and row[0].lstrip().startswith("<"):
                raise refusal(A_WEB_PAGE)
    except csv.Error:
        raise refusal(msg("This is no CSV file: a cell in it is endless or its quotes do not match.")) from None
    finally:
        lines.detach()
