"""Minutes as Markdown."""

import re
from collections.abc import Sequence
from datetime import datetime

from platform_app.exports.minutes_parts import Facts, Heading, Note, Part, Table, Text

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|])")


def make(language: str, moment: datetime, parts: Sequence[Part]) -> bytes:
    """The file."""
    return ("\n\n".join(filter(None, map(_written, parts))) + "\n").encode()


def _written(part: Part) -> str:
    match part:
        case Heading():
            return f"{'#' * (part.level + 1)} {_plain(part.words)}"
        case Note():
            return f"> {_plain(part.words)}"
        case Facts():
            return "\n".join(f"- **{_plain(name)}**: {_plain(value)}" for name, value in part.rows)
        case Table():
            return "\n".join([_row(part.head), _row(["---"] * len(part.head), raw=True), *map(_row, part.rows)])
        case Text():
            return part.source


def _row(cells: Sequence[str], *, raw: bool = False) -> str:
    return "| " + " | ".join(cell if raw else _plain(cell) for cell in cells) + " |"


def _plain(words: str) -> str:
    return _SIGNS.sub(r"\\\1", " ".join(words.split()))
