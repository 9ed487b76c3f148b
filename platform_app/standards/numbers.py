"""How standard numbers are compared: `GB/T 36333-2018`, `GBT36333-2018` and `gb/t 36333—2018` are one."""

import re
import unicodedata

_DASHES = re.compile(r"[\u2010-\u2015\u2212\uff0d]")
_NOISE = re.compile(r"[^A-Z0-9.:-]")


def number_key(number: str) -> str:
    """The form in which two spellings of a number are equal."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", number)).upper()
    return _NOISE.sub("", plain).replace(":", "-")
