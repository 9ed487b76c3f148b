"""An empty Word file of ours: A4, fonts for both scripts, page numbers, and the few shapes write-ups are made of.

The same content gives the same bytes: a file has the dates of what stands in it, not of the moment it was made.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import IO, Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from PIL import Image, ImageOps

INK = RGBColor(0x1D, 0x2B, 0x34)
TEAL = RGBColor(0x0D, 0x5B, 0x63)
SOFT = RGBColor(0x55, 0x64, 0x6C)
# Style → (Latin font, Chinese font, size in points, space before, space after).
_STYLES = {
    "Normal": ("Times New Roman", "SimSun", 10.5, 0, 6),
    "Title": ("Arial", "SimHei", 22, 0, 8),
    "Subtitle": ("Times New Roman", "KaiTi", 13, 0, 10),
    "Heading 1": ("Arial", "SimHei", 14, 16, 6),
    "Heading 2": ("Arial", "SimHei", 11.5, 10, 4),
    "Heading 3": ("Arial", "SimHei", 10.5, 8, 3),
    "Heading 4": ("Arial", "SimHei", 10.5, 6, 3),
    "Quote": ("Times New Roman", "KaiTi", 10.5, 0, 6),
    "Caption": ("Times New Roman", "SimSun", 9, 0, 4),
}
WIDEST = 1400  # pixels of a picture
_WIDTH = Mm(210 - 2 * 22)


class Sheet:
    """A Word document that grows from top to bottom."""

    def __init__(self, language: str) -> None:
        self.document: DocumentObject = Document()
        self.language = language
        for name, look in _STYLES.items():
            _dress(self.document.styles[name], *look)
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(22)
        section.top_margin, section.bottom_margin = Mm(24), Mm(22)

    def paragraph(self, words: str = "", style: str = "Normal", *, soft: bool = False) -> Paragraph:
        """A paragraph of plain words."""
        made = self.document.add_paragraph(style=style)
        if words:
            run = made.add_run(words)
            if soft:
                run.font.color.rgb = SOFT
        return made

    def facts(self, rows: Iterable[tuple[str, str]]) -> None:
        """Names and values side by side."""
        table = self.document.add_table(rows=0, cols=2, style="Table Grid")
        for name, value in rows:
            cells = table.add_row().cells
            _fill(cells[0], name, bold=True)
            _fill(cells[1], value)
        _size(table, [1, 3])

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> None:
        """A table whose head is repeated on every page it reaches."""
        table = self.document.add_table(rows=1, cols=len(head), style="Table Grid")
        for cell, words in zip(table.rows[0].cells, head, strict=True):
            _fill(cell, words, bold=True)
        table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                _fill(cell, words)
        _size(table, widths)

    def link(self, paragraph: Paragraph, words: str, url: str, **look: bool) -> None:
        """Words that lead to an address outside."""
        part = self.document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        anchor = _element("w:hyperlink", **{"r:id": part})
        run = paragraph.add_run(words)
        run.font.color.rgb, run.font.underline = TEAL, True
        for name, is_on in look.items():
            setattr(run.font, name, is_on)
        anchor.append(run._r)
        paragraph._p.append(anchor)

    def picture(self, source: IO[bytes], words: str) -> None:
        """A picture as wide as the page at most, made anew, so that nothing else of the file comes along."""
        image = ImageOps.exif_transpose(Image.open(source))
        image.thumbnail((WIDEST, WIDEST))
        made = io.BytesIO()
        image.convert("RGB").save(made, "JPEG", quality=85)
        made.seek(0)
        width = min(_WIDTH, Mm(image.width * 25.4 / 144))
        shown = self.document.add_picture(made, width=width)
        shown._inline.docPr.set("descr", words)

    def new_numbering(self, start: int = 1) -> int:
        """A numbered list of its own: Word would go on counting from the list before."""
        numbering = self.document.part.numbering_part.element
        numbered: Any = self.document.styles["List Number"].element
        known = numbering.num_having_numId(numbered.pPr.numPr.numId.val)
        made = numbering.add_num(known.abstractNumId.val)
        made.add_lvlOverride(ilvl=0).add_startOverride(start)
        return int(made.numId)

    def margins(self, above: str, below: str) -> None:
        """A line at the top of every page, and one at its foot with the page's number."""
        section = self.document.sections[0]
        head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
        head.add_run(above)
        foot.add_run(f"{below}\u2003")
        _add_field(foot, "PAGE")
        foot.add_run(" / ")
        _add_field(foot, "NUMPAGES")
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for run in (*head.runs, *foot.runs):
            run.font.size, run.font.color.rgb = Pt(8.5), SOFT

    def describe(self, moment: datetime, **properties: str) -> None:
        """What the file says of itself; 255 characters each is what Word takes."""
        core = self.document.core_properties
        core.created = core.modified = moment.replace(tzinfo=None, microsecond=0)
        core.revision, core.last_modified_by = 1, ""
        for name, value in properties.items():
            setattr(core, name, value[:255])

    def finish(self) -> bytes:
        """The file."""
        relations = self.document.part.package.rels
        for key in [key for key, each in relations.items() if each.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
            del relations[key]  # a picture of the empty template
        made = io.BytesIO()
        self.document.save(made)
        return _settled(made)


def _dress(style: ParagraphStyle, latin: str, chinese: str, size: float, before: float, after: float) -> None:
    """Both fonts by name: Word takes the Chinese one from `eastAsia` alone, and themes would win over it."""
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), latin)
    fonts.set(qn("w:eastAsia"), chinese)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(_element("w:lang", **{"w:val": "en-GB", "w:eastAsia": "zh-CN"}))
    style.font.size, style.font.italic = Pt(size), False  # Chinese has no slanted letters
    style.font.color.rgb = TEAL if style.name.startswith("Heading") else INK
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.25


def _fill(cell: _Cell, words: str, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    for line in words.split("\n"):
        if paragraph.runs:
            paragraph.runs[-1].add_break()
        run = paragraph.add_run(line)
        run.font.size, run.bold = Pt(9.5), bold or None


def _size(table: Any, widths: Sequence[float]) -> None:
    """Widths as parts of the page's; every cell must have its own, or some programs ignore them."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = int(_WIDTH * width / sum(widths))
        for cell in column.cells:
            cell.width = column.width


def _add_field(paragraph: Paragraph, code: str) -> None:
    """A number that Word counts itself."""
    for kind, words in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        run = paragraph.add_run(words if kind == "text" else "")
        if kind in ("begin", "separate", "end"):
            run._r.append(_element("w:fldChar", **{"w:fldCharType": kind}))
        elif not kind:
            instruction = _element("w:instrText", **{"xml:space": "preserve"})
            instruction.text = words
            run._r.append(instruction)


def _element(name: str, **attributes: str) -> Any:
    made = OxmlElement(name)
    for key, value in attributes.items():
        space = "{http://www.w3.org/XML/1998/namespace}space"
        made.set(space if key == "xml:space" else qn(key), value)
    return made


def _settled(made: io.BytesIO) -> bytes:
    """The same archive without the time of day in it."""
    settled = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return settled.getvalue()
