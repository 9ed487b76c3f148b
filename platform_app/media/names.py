"""Names of files as they may be stored and offered again: pure rules, no file is looked at."""

import re
import unicodedata

from platform_app.kernel import text
from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import Message, msg

LONGEST = 120  # characters; with three bytes each they still fit into a file name everywhere
FIELD = "file"
_PATH = re.compile(r"[/\\]|^[A-Za-z]:")
# Marks that turn the direction of writing: with them `exe.gnp` is read as `png.exe`. Some scripts need joiners.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u200b\u2060-\u2064\u00ad]")
_UNFIT = re.compile(r'[<>:"|?*]')  # Windows takes none of them
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)


def cleaned(name: str) -> str:
    """The name as it is kept: NFC, one line, without what file systems refuse.

    Raises:
        Invalid: it has a path, characters that deceive or control, no ending, or is too long.
    """
    if sentence := _refusal(name):
        raise Invalid.one(FIELD, sentence)
    tidy = text.one_line(text.clean(_INVISIBLE.sub("", name)))
    tidy = _UNFIT.sub("_", tidy).strip(". ")
    stem, dot, ending = tidy.rpartition(".")
    if not (stem.strip(". ") and dot and ending.isascii() and ending.isalnum()):
        raise Invalid.one(FIELD, msg("The name of the file needs an ending that says what it is, as .jpg or .pdf."))
    if len(tidy) > LONGEST:
        raise Invalid.one(FIELD, msg("The name of the file is too long: at most {most} characters.", most=LONGEST))
    if _RESERVED.fullmatch(tidy):
        raise Invalid.one(FIELD, msg("“{name}” is a device on Windows. Give the file another name.", name=tidy))
    return f"{stem.rstrip()}.{ending.lower()}"


def ending(name: str) -> str:
    """What stands behind the last dot, in small letters."""
    return name.rpartition(".")[2].lower()


def ascii_name(name: str) -> str:
    """The same for old programs that read ASCII only (RFC 6266, appendix D)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^A-Za-z0-9._-]+", "_", plain.rpartition(".")[0]).strip("._")
    return f"{stem or 'file'}.{ending(name)}"


def _refusal(name: str) -> Message | None:
    if not name.strip():
        return msg("Choose a file.")
    if _PATH.search(name):
        return msg("The name of the file has a path in it. Send the name alone, without folders.")
    if _DIRECTION.search(name):
        return msg("The name of the file has marks in it that turn the direction of writing. Rename it first.")
    if any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp", "Cn", "Co") for character in name):
        return msg("The name of the file has control or broken characters in it. Rename it first.")
    return None
