"""What a Word file says, as blocks (see `manuscripts.py`). Runs in a child process only: see `child.py`.

Reads what Word shows: insertions that were not yet accepted, content controls and text boxes, and no deletions.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from platform_app.media.extraction import MOST_CELLS, MOST_CHARACTERS, Refused
from platform_app.media.word_runs import Runs
from platform_app.media.word_styles import OF_FORMS, Styles

_P, _TBL, _SDT, _CONTENT = qn("w:p"), qn("w:tbl"), qn("w:sdt"), qn("w:sdtContent")
_ROW, _CELL, _SPAN, _MERGE = qn("w:tr"), qn("w:tc"), qn("w:gridSpan"), qn("w:vMerge")
_AROUND = {_SDT, _CONTENT, qn("w:ins"), qn("w:customXml"), qn("w:smartTag")}
_VALUE = qn("w:val")
_DEEPEST = 20


@dataclass
class Read:
    """Blocks and pictures: `told` can be written as JSON."""

    told: dict[str, Any] = field(default_factory=lambda: {"blocks": [], "pictures": []})
    pictures: list[bytes] = field(default_factory=list)


def read(file: BinaryIO) -> Read:
    """The blocks of a Word file and its pictures.

    Raises:
        Refused: too_long.
    """
    return _Reader(docx.Document(file)).whole()


class _Reader:
    def __init__(self, document: Any) -> None:
        self.document = document
        self.styles = Styles(document)
        self.runs = Runs(document.part)
        self.length = self.cells = 0

    def whole(self) -> Read:
        blocks = list(self._blocks(self.document.element.body, 0))
        blocks += [{"kind": "note", "words": words, "plain": words} for words in self._footnotes()]
        found = self.runs.pictures
        about = [{"name": picture.name, "alt": picture.alt} for picture in found]
        return Read({"blocks": blocks, "pictures": about}, [picture.data for picture in found])

    def _blocks(self, parent: Any, depth: int) -> Iterator[dict[str, Any]]:
        if depth > _DEEPEST:
            raise Refused("too_long")
        for child in parent.iterchildren():
            if child.tag == _P:
                yield from self._paragraph(child, depth)
            elif child.tag == _TBL:
                yield from self._table(child, depth)
            elif child.tag in _AROUND:
                yield from self._blocks(child, depth + 1)

    def _paragraph(self, element: Any, depth: int) -> Iterator[dict[str, Any]]:
        look = self.styles.look(element)
        said = self.runs.of(element)
        self._count(len(said.words))
        if said.words.strip() and look.name not in OF_FORMS:
            words = {"words": said.words.strip(), "plain": said.plain.strip()}
            if look.kind == "item":
                indent = "    " * look.level
                words["words"] = f"{indent}{'- ' if look.is_bulleted else '1. '}{words['words']}"
            is_heading = look.kind in ("title", "subtitle", "heading")
            yield {
                "kind": look.kind,
                "level": look.level if is_heading else 0,
                "is_bold": said.is_bold,
                "numbering": look.numbering,
                **words,
            }
        for box in said.boxes:
            yield from self._blocks(box, depth + 1)

    def _table(self, table: Any, depth: int) -> Iterator[dict[str, Any]]:
        rows = [list(row.iterchildren(_CELL)) for row in table.iterchildren(_ROW)]
        self.cells += sum(map(len, rows))
        if self.cells > MOST_CELLS:
            raise Refused("too_long")
        if all(len(row) <= 1 for row in rows):  # a box around a text, as on our form
            for row in rows:
                for cell in row:
                    yield from self._blocks(cell, depth + 1)
            return
        made = [[words for cell in row for words in self._cell(cell, depth)] for row in rows]
        width = max(map(len, made))
        if any(any(row) for row in made):
            yield {"kind": "table", "rows": [row + [""] * (width - len(row)) for row in made]}

    def _cell(self, cell: Any, depth: int) -> list[str]:
        """Its words, and an empty cell for each further column it reaches over."""
        properties = cell.tcPr
        merge = properties.find(_MERGE) if properties is not None else None
        span = properties.find(_SPAN) if properties is not None else None
        further = min(int(span.get(_VALUE, "1")), 60) - 1 if span is not None else 0
        if merge is not None and merge.get(_VALUE) != "restart":
            return [""] * (1 + further)
        parts = []
        for block in self._blocks(cell, depth + 1):
            nested = "\n\n".join(" ".join(row) for row in block.get("rows", ()))
            parts.append((block["kind"], block.get("words") or nested))
        return [joined(parts), *[""] * further]

    def _footnotes(self) -> Iterator[str]:
        for relation in self.document.part.rels.values():
            if relation.reltype.endswith(("/footnotes", "/endnotes")):
                root = parse_xml(relation.target_part.blob)
                for note in root.iterchildren():
                    words = "".join(node.text or "" for node in note.iter(qn("w:t"))).strip()
                    if words and note.get(qn("w:type")) is None:
                        self._count(len(words))
                        yield words

    def _count(self, length: int) -> None:
        self.length += length
        if self.length > MOST_CHARACTERS:
            raise Refused("too_long")


def joined(parts: list[tuple[str, str]]) -> str:
    """Paragraphs below each other; items of a list without a gap."""
    made = ""
    for number, (kind, words) in enumerate(parts):
        tight = number and kind == "item" == parts[number - 1][0]
        made += ("\n" if tight else "\n\n" if number else "") + words
    return made
