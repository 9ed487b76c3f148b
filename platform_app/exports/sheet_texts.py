"""Puts a case's long texts, as they were rendered and cleaned, into a Word file: lists, tables, links and all."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from platform_app.exports.sheets import Sheet

_MARKS = {"strong", "em", "del", "sub", "sup", "code", "a"}
_LOWEST_HEADING = 4
_DEEPEST_LIST = 3
_CODE = RGBColor(0x08, 0x45, 0x4C)


def write(sheet: Sheet, html: str, language: str) -> None:
    """Append the text to the sheet."""
    writer = _Writer(sheet, language)
    writer.feed(html)
    writer.close()


@dataclass
class _List:
    """A list that is open: `number` is Word's numbering of an ordered one."""

    number: int | None


@dataclass
class _Table:
    """A table that is open: rows of cells of pieces."""

    rows: list[list[list[tuple[str, frozenset[str], str | None]]]] = field(default_factory=list)
    in_cell: bool = False


class _Writer(HTMLParser):
    def __init__(self, sheet: Sheet, language: str) -> None:
        super().__init__()
        self.sheet = sheet
        self.language = language
        self.paragraph: Paragraph | None = None
        self.marks: list[str] = []
        self.href: str | None = None
        self.lists: list[_List] = []
        self.item_is_new = False
        self.quotes = self.preformatted = 0
        self.table: _Table | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag in _MARKS:
            self.marks.append(tag)
            self.href = given.get("href") if tag == "a" else self.href
        elif tag in ("ul", "ol"):
            number = self.sheet.new_numbering(int(given.get("start") or 1)) if tag == "ol" else None
            self._end_paragraph()
            self.lists.append(_List(number))
        elif tag == "li":
            self._end_paragraph()
            self.item_is_new = True
        elif tag == "table":
            self.table = _Table()
        elif tag == "tr" and self.table:
            self.table.rows.append([])
        elif tag in ("td", "th") and self.table:
            self.table.rows[-1].append([])
            self.table.in_cell = True
        elif tag == "br":
            self._break()
        elif tag == "img":
            self.handle_data(f"[{given.get('alt') or ''}]")  # the picture itself stands among the files
        else:
            self._open_block(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _MARKS and tag in self.marks:
            self.marks.reverse()
            self.marks.remove(tag)
            self.marks.reverse()
            self.href = None if tag == "a" else self.href
        elif tag in ("ul", "ol") and self.lists:
            self.lists.pop()
            self._end_paragraph()
        elif tag in ("td", "th") and self.table:
            self.table.in_cell = False
        elif tag == "table":
            self._close_table()
        elif tag in ("p", "li", "h3", "h4", "h5", "h6", "pre", "blockquote"):
            self.quotes -= tag == "blockquote"
            self.preformatted -= tag == "pre"
            self._end_paragraph()

    def handle_data(self, data: str) -> None:
        if self.table is not None:
            if self.table.in_cell:
                self.table.rows[-1][-1].append((" ".join(data.split("\n")), frozenset(self.marks), self.href))
            return
        if self.paragraph is None and not data.strip():
            return
        if self.paragraph is None:
            self.paragraph = self._new_paragraph()
        for no, line in enumerate(data.split("\n") if self.preformatted else [" ".join(data.split("\n"))]):
            if no:
                self._break()
            self._put(self.paragraph, line, frozenset(self.marks), self.href)

    def _open_block(self, tag: str) -> None:
        if tag == "blockquote":
            self.quotes += 1
        elif tag == "pre":
            self.preformatted += 1
        elif tag == "hr":
            self.sheet.paragraph("* * *", soft=True)
        elif tag.startswith("h") and tag[1:].isdecimal():
            self.paragraph = self.sheet.paragraph(style=f"Heading {min(int(tag[1:]) - 1, _LOWEST_HEADING)}")
            return
        self._end_paragraph()

    def _end_paragraph(self) -> None:
        """The line break before the next tag is none of the text's."""
        if self.paragraph is not None and self.paragraph.runs:
            last = self.paragraph.runs[-1]
            last.text = last.text.rstrip()
        self.paragraph = None

    def _new_paragraph(self) -> Paragraph:
        if not self.lists:
            return self.sheet.paragraph(style="Quote" if self.quotes else "Normal")
        depth = min(len(self.lists), _DEEPEST_LIST)
        suffix = f" {depth}" if depth > 1 else ""
        number = self.lists[-1].number
        if not self.item_is_new:
            return self.sheet.paragraph(style=f"List Continue{suffix}")
        self.item_is_new = False
        made = self.sheet.paragraph(style=f"List {'Bullet' if number is None else 'Number'}{suffix}")
        if number is not None and depth == 1:
            made._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number
        return made

    def _break(self) -> None:
        if self.paragraph is not None and self.paragraph.runs:
            self.paragraph.runs[-1].add_break()

    def _put(self, paragraph: Paragraph, words: str, marks: frozenset[str], href: str | None) -> None:
        if not words:
            return
        if href and not href.startswith("#"):
            self.sheet.link(paragraph, words, href, **dict(self._look(marks)))
            return
        run: Any = paragraph.add_run(words)
        for name, is_on in self._look(marks):
            setattr(run.font, name, is_on)
        if "code" in marks:
            run.font.name, run.font.color.rgb, run.font.size = "Courier New", _CODE, Pt(9.5)

    def _look(self, marks: frozenset[str]) -> Iterator[tuple[str, bool]]:
        """Emphasis in Chinese is weight: it has no slanted letters."""
        if "strong" in marks or ("em" in marks and self.language == "zh"):
            yield "bold", True
        if "em" in marks and self.language != "zh":
            yield "italic", True
        for mark, name in (("del", "strike"), ("sub", "subscript"), ("sup", "superscript")):
            if mark in marks:
                yield name, True

    def _close_table(self) -> None:
        table, self.table = self.table, None
        if table is None or not table.rows:
            return
        width = max(len(row) for row in table.rows)
        made = self.sheet.document.add_table(rows=0, cols=width, style="Table Grid")
        for no, row in enumerate(table.rows):
            for cell, pieces in zip(made.add_row().cells, row, strict=False):
                for words, marks, href in pieces:
                    self._put(cell.paragraphs[0], words, marks | ({"strong"} if no == 0 else set()), href)
        self.sheet.paragraph()
