"""The parts that minutes are made of, whatever kind of file they become."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A title; level 0 is the file's own."""

    level: int
    words: str


@dataclass(frozen=True)
class Note:
    """A sentence of the platform's own."""

    words: str


@dataclass(frozen=True)
class Facts:
    """Names and values."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """Rows under a head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Text:
    """A text that people wrote: Markdown, the HTML made of it, and its language."""

    source: str
    html: str
    language: str


Part = Heading | Note | Facts | Table | Text
