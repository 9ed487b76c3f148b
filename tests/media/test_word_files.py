"""What Word shows is read, and nothing else: insertions, controls, boxes and notes; no deletions and no hints."""

import io
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from platform_app.media import word_files
from platform_app.media.extraction import Refused
from platform_app.media.word_runs import MOST_PICTURES
from tests.cases.papers import saved
from tests.media import samples

WORDS = '<w:p {ns}><w:r><w:t>老旧</w:t></w:r><w:ins w:id="1" w:author="a"><w:r><w:t>小区</w:t></w:r></w:ins>' \
    '<w:del w:id="2" w:author="a"><w:r><w:delText>街区</w:delText></w:r></w:del></w:p>'  # fmt: skip
CONTROL = "<w:sdt {ns}><w:sdtContent><w:p><w:r><w:t>控件里的文字</w:t></w:r></w:p></w:sdtContent></w:sdt>"
BOX = (
    '<w:p {ns} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><mc:AlternateContent>'
    '<mc:Choice Requires="wps"><w:drawing><w:txbxContent><w:p><w:r><w:t>框里的文字</w:t></w:r></w:p></w:txbxContent>'
    "</w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>框里的文字</w:t></w:r></w:p>"
    "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
NUMBERED = (
    '<w:abstractNum {ns} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
)


def read(document: Any) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = word_files.read(io.BytesIO(saved(document))).told["blocks"]
    return blocks


def with_xml(*pieces: str) -> Any:
    document = docx.Document()
    for piece in pieces:
        document.element.body.insert(0, parse_xml(piece.format(ns=nsdecls("w"))))
    return document


def test_insertions_are_read_and_deletions_are_not() -> None:
    assert [block["plain"] for block in read(with_xml(WORDS))] == ["老旧小区"]


def test_content_controls_and_text_boxes_are_read_once() -> None:
    assert [block["plain"] for block in read(with_xml(BOX, CONTROL))] == ["控件里的文字", "框里的文字"]


def test_a_paragraph_that_word_numbers_in_chinese_says_so() -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(NUMBERED.format(ns=nsdecls("w"))))
    number = numbering.add_num(77).numId
    paragraph = document.add_paragraph("背景")
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val, properties.get_or_add_ilvl().val = number, 0
    (block,) = read(document)
    assert (block["kind"], block["numbering"], block["plain"]) == ("text", "chinese", "背景")


def test_headings_are_known_by_style_by_outline_and_by_what_a_style_is_based_on() -> None:
    document = docx.Document()
    document.add_heading("甲", 2)
    own = document.styles.add_style("我的标题", 1)
    own.base_style = document.styles["Heading 1"]
    document.add_paragraph("乙", style="我的标题")
    outlined = document.add_paragraph("丙")
    outlined._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="2"/>'))
    assert [(block["kind"], block["level"]) for block in read(document)] == [
        ("heading", 2),
        ("heading", 1),
        ("heading", 3),
    ]


def test_marks_stand_close_to_the_words_and_signs_are_escaped() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("面积 5*6，")
    paragraph.add_run(" 重点 ").bold = True
    paragraph.add_run("其他").italic = True
    (block,) = read(document)
    assert block["words"] == "面积 5\\*6， **重点** *其他*"


def test_merged_cells_and_lists_in_cells_make_a_table_of_equal_rows() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "宽"
    table.cell(1, 2).text = "x|y"
    (block,) = read(document)
    assert block["rows"] == [["宽", "", ""], ["", "", "x|y"]]


def test_the_same_picture_twice_is_one_and_too_many_are_refused() -> None:
    document = docx.Document()
    for _ in range(2):
        document.add_picture(io.BytesIO(samples.picture()))
    found = word_files.read(io.BytesIO(saved(document)))
    assert len(found.pictures) == 1
    assert [block["words"] for block in found.told["blocks"]] == ["![](picture:0)"] * 2
    for number in range(MOST_PICTURES):
        document.add_picture(io.BytesIO(samples.picture(size=(number + 1, 3))))
    with pytest.raises(Refused):
        read(document)


def test_an_empty_file_has_no_blocks() -> None:
    assert read(docx.Document()) == []
