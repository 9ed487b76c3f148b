"""A write-up that somebody wrote elsewhere, as a row of blocks: headings, texts, lists, tables, and its pictures.

What the blocks mean is not known here. Pictures stand in the words as `![alt](picture:0)`, by their place in the list.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from platform_app.kernel.messages import Message, msg
from platform_app.media import kinds, making, names, plain_texts
from platform_app.media.keeping import Upload
from platform_app.media.making import Failed
from platform_app.media.refusals import refusal

BlockKind = Literal["title", "subtitle", "heading", "text", "item", "table", "note"]
TEXT_ENDINGS = ("md", "markdown", "txt")
ENDINGS = ("docx", *TEXT_ENDINGS)
_TROUBLE: dict[str, Message] = {
    "too_long": msg("The write-up is too long or has too many pictures. Send it in parts."),
    "too_slow": msg("Reading this file took too long. Save it again in Word, or send it as Markdown."),
    "too_large": msg("Reading this file needed too much memory. Make its pictures smaller and send it again."),
}
_BROKEN = msg("This Word file cannot be read. Open it, save it again, and send that.")


@dataclass(frozen=True)
class Block:
    """A piece of a write-up: `words` are Markdown, `plain` are the words alone."""

    kind: BlockKind
    words: str = ""
    plain: str = ""
    level: int = 0  # of a heading, from 1
    is_bold: bool = False  # all of it
    numbering: str = ""  # how Word numbers it: `chinese` where 一、二、三 stand before it
    rows: Sequence[Sequence[str]] = ()  # of a table: cells of Markdown


@dataclass(frozen=True)
class FoundPicture:
    """A picture of a write-up, not yet looked at; its name is only good for its ending."""

    name: str
    alt: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Manuscript:
    """A write-up as it was read."""

    name: str
    blocks: Sequence[Block]
    pictures: Sequence[FoundPicture] = ()


def read(upload: Upload) -> Manuscript:
    """Read a Word, Markdown or text file; Word files are opened in a child process, after they were looked at.

    Raises:
        Invalid: the file is refused, or cannot be read.
    """
    name = names.cleaned(upload.name)
    ending = names.ending(name)
    if ending in TEXT_ENDINGS:
        return Manuscript(name, [Block(**each) for each in plain_texts.blocks(upload.stream, ending)])
    if ending == "doc":
        raise refusal(msg("This is a file of an old Word. Save it as docx and send that."))
    if ending != "docx":
        raise refusal(msg("Send a Word file (.docx), Markdown (.md) or plain text (.txt)."))
    kinds.find(upload.stream, name)
    try:
        found, pictures = making.manuscript(upload.stream)
    except Failed as failure:
        raise refusal(_TROUBLE.get(str(failure), _BROKEN)) from None
    return Manuscript(name, [Block(**each) for each in found["blocks"]], _pictures(found, pictures))


def _pictures(found: dict[str, Any], data: Sequence[bytes]) -> list[FoundPicture]:
    return [FoundPicture(about["name"], about["alt"], own) for about, own in zip(found["pictures"], data, strict=True)]
