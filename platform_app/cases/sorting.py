"""Sorts the blocks of a write-up into the parts of a case by their headings; pure rules, nothing is refused or lost.

A heading that means a part begins it; one below it that means none stays in it as a heading of its own. What stands
under no such heading is a rest of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from platform_app.cases import headings
from platform_app.media.manuscripts import Block

_LONGEST_HEADING = 30  # characters of a line that counts as a heading without being marked as one
_ENDS = ("。", "；", "！", "？", ".", ";", "!", "?", "，", ",")


@dataclass
class Piece:
    """What stood under a heading: `part` is the part of a case that it means, None if it means none."""

    part: str | None
    heading: str
    blocks: list[Block] = field(default_factory=list)


@dataclass
class Sorted:
    """Titles in their order, and everything else under its headings."""

    titles: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)


def sort(blocks: Sequence[Block]) -> Sorted:
    """The parts of a write-up, in its order."""
    found = Sorted()
    rest = _without_titles(_with_headings(blocks), found)
    open_at: list[tuple[int, Piece]] = []
    for block in rest:
        if block.kind == "heading":
            _open(found, open_at, block)
        elif block.kind == "note":
            found.pieces.append(Piece(None, "", [block]))
        elif block.kind == "table" and _is_form(block):
            found.pieces += _rows(block)
        else:
            _piece(found, open_at).blocks.append(block)
    found.pieces = [piece for piece in found.pieces if piece.blocks]
    return found


def _open(found: Sorted, open_at: list[tuple[int, Piece]], block: Block) -> None:
    while open_at and open_at[-1][0] >= block.level:
        open_at.pop()
    part = headings.part_of(block.plain)
    if part is None and open_at and open_at[-1][1].part not in headings.GROUPS:
        piece = open_at[-1][1]
        piece.blocks.append(replace(block, words=f"### {block.plain}"))
    else:
        piece = Piece(part, block.plain)
        found.pieces.append(piece)
    open_at.append((block.level, piece))


def _piece(found: Sorted, open_at: list[tuple[int, Piece]]) -> Piece:
    """Where a text belongs: under the heading that is open, else to what stands before the first."""
    if open_at:
        return open_at[-1][1]
    if not found.pieces or found.pieces[-1].heading or found.pieces[-1].part:
        found.pieces.append(Piece(None, ""))
    return found.pieces[-1]


def _with_headings(blocks: Sequence[Block]) -> Sequence[Block]:
    """Lines that are headings though nothing marks them, in a write-up that marks none."""
    if any(block.kind == "heading" for block in blocks):
        return blocks
    return [_as_heading(block) or block for block in blocks]


def _as_heading(block: Block) -> Block | None:
    words = block.plain.strip()
    if block.kind not in ("text", "item") or "\n" in words or len(words) > _LONGEST_HEADING or words.endswith(_ENDS):
        return None
    means = headings.part_of(words) is not None
    is_chinese = block.numbering == "chinese" or headings.is_numbered(words)
    if not (is_chinese or (means and block.kind == "text") or (means and block.is_bold)):
        return None
    return replace(block, kind="heading", level=1 if is_chinese or means else 2)


def _without_titles(blocks: Sequence[Block], found: Sorted) -> Iterator[Block]:
    """Takes the title off: what is marked as one, else the first heading or a short first line that means no part."""
    marked = any(block.kind == "title" for block in blocks)
    for number, block in enumerate(blocks):
        begins = number == len(found.titles)
        is_first = begins and block.kind == "heading" and headings.part_of(block.plain) is None
        is_line = number == 0 and block.kind == "text" and _is_short(block) and len(blocks) > 1
        if block.kind == "title" or (not marked and (is_first or is_line)):
            found.titles.append(" ".join(block.plain.split()))
        elif block.kind == "subtitle":
            found.pieces.append(Piece("subtitle", "", [block]))
        else:
            yield block


def _is_short(block: Block) -> bool:
    words = block.plain.strip()
    return "\n" not in words and len(words) <= 60 and not words.endswith(_ENDS) and not block.rows


def _is_form(table: Block) -> bool:
    """A table whose first column names parts of a case, as forms in Word often are."""
    named = [row for row in table.rows if len(row) > 1 and headings.part_of(row[0])]
    return len(named) > 1 and len(named) * 2 >= len(table.rows)


def _rows(table: Block) -> Iterator[Piece]:
    for row in table.rows:
        name, *cells = row
        words = "\n\n".join(dict.fromkeys(cell for cell in cells if cell))
        if words:
            yield Piece(headings.part_of(name), name, [Block("text", words, words)])
