"""How wide words stand in a terminal, where a Chinese character takes two columns, and where their lines break."""

import re
from unicodedata import east_asian_width

_WHOLE = re.compile(r"[!-~]+|\s+|.")  # Latin words stay in one piece, Chinese breaks anywhere
_NOT_FIRST = "，。；：、！？）》”…"  # such a mark hangs over the end of a line rather than begin one


def width(text: str) -> int:
    """The columns it takes."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def padded(text: str, columns: int) -> str:
    """The text with spaces after it, as many as are missing."""
    return text + " " * (columns - width(text))


def shortened(text: str, columns: int) -> str:
    """The text, or its beginning with an ellipsis."""
    if width(text) <= columns:
        return text
    return lines(text, columns - 1)[0].rstrip(_NOT_FIRST) + "…"


def lines(text: str, columns: int) -> list[str]:
    """One paragraph, broken where its lines are full."""
    found = [""]
    for piece in _WHOLE.findall(text):
        if found[-1] and width(found[-1] + piece.rstrip()) > columns and piece not in _NOT_FIRST:
            found[-1] = found[-1].rstrip()
            found.append(piece.lstrip())
        else:
            found[-1] += piece
    return found
