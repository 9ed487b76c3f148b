"""Markdown and plain text as blocks, line by line; nothing of it is rendered here."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from platform_app.kernel.messages import msg
from platform_app.media import tables
from platform_app.media.extraction import UNPRINTABLE
from platform_app.media.refusals import A_WEB_PAGE, refusal

LARGEST = 1024 * 1024
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*")
_MARK = re.compile(r"<!-- (?:zh|en): ([a-z0-9_]+)(?: \([a-z]+\))? -->")  # as in our own files of cases
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+\S")
_RULE = re.compile(r"\|?[ \t:|-]+\|?")
_BARS = re.compile(r"(?<!\\)\|")
_SIGNS = re.compile(r"[*_`]+")


def blocks(file: BinaryIO, ending: str) -> list[dict[str, Any]]:
    """The blocks of a text, as the fields of `manuscripts.Block`.

    Raises:
        Invalid: it is empty, too long, or no text.
    """
    lines = [line.rstrip() for line in _text(file).split("\n")]
    front = lines.index("---", 1) if lines[0] == "---" and "---" in lines[1:] else 0
    noted = [{"kind": "note", "words": "\n".join(lines[1:front])}] if front > 1 else []
    body = lines[front + 1 :] if front else lines
    return [_block(*each) for each in _pieces(body, one_each=ending == "txt")] + noted


def _text(file: BinaryIO) -> str:
    size = file.seek(0, 2)
    if not size:
        raise refusal(msg("The file is empty."))
    if size > LARGEST:
        raise refusal(msg("The text is larger than {most} MB.", most=LARGEST // 2**20))
    for encoding in tables.ENCODINGS:
        if tables.is_text(file, encoding):
            file.seek(0)
            text = file.read().decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
            if text.lstrip().lower().startswith(("<!doctype", "<html", "<script")):
                raise refusal(A_WEB_PAGE)
            return UNPRINTABLE.sub("", text.replace("\x0b", "\n").replace("\x0c", "\n"))
    raise refusal(msg("This is no text: it has bytes in it that no text has. Save it as text in UTF-8."))


def _pieces(lines: list[str], *, one_each: bool) -> Iterator[tuple[str, int, list[str]]]:
    """Kind, level and lines of each block; in plain text every line is one."""
    held: list[str] = []
    fence = ""
    for line in lines:
        opened = _FENCE.match(line)
        if fence or opened:
            held.append(line)
            fence = "" if fence and line.strip().startswith(fence) else fence or (opened[1] if opened else "")
            continue
        heading, mark = _HEADING.fullmatch(line), _MARK.fullmatch(line)
        if len(held) == 1 and not _ITEM.match(held[0]) and (under := _UNDERLINE.fullmatch(line)):
            yield "heading", 1 if under[1][0] == "=" else 2, held
        elif heading:
            yield from _held(held)
            yield "heading", len(heading[1]), [heading[2]]
        elif mark:
            yield from _held(held)
            yield "heading", 1, [mark[1].replace("_", " ")]
        elif line and not (one_each and held and not _is_row(line)):
            held.append(line)
            continue
        else:
            yield from _held(held)
            held = [line] if line else []
            continue
        held = []
    yield from _held(held)


def _held(lines: list[str]) -> Iterator[tuple[str, int, list[str]]]:
    if lines:
        is_table = len(lines) > 1 and all(_is_row(line) for line in lines)
        is_item = len(lines) == 1 and _ITEM.match(lines[0])
        yield "table" if is_table else "item" if is_item else "text", 0, lines


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|")


def _block(kind: str, level: int, lines: list[str]) -> dict[str, Any]:
    words = "\n".join(lines)
    if kind == "table":
        rows = [[cell.strip() for cell in _BARS.split(line.strip().strip("|"))] for line in lines]
        return {"kind": kind, "rows": [row for row, line in zip(rows, lines, strict=True) if not _RULE.fullmatch(line)]}
    plain = _SIGNS.sub("", words).strip()
    is_bold = len(lines) == 1 and words.strip().startswith("**") and words.strip().endswith("**")
    return {"kind": kind, "words": words, "plain": plain, "level": level, "is_bold": is_bold}
