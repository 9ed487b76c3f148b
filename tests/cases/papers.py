"""Write-ups as cities send them: a Word file with headings, lists, a table, a link and pictures; and its Markdown."""

import io
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from platform_app.access.actor import Actor
from platform_app.cases import imports
from platform_app.cases.imports import Imported
from platform_app.media.keeping import Upload
from tests.media import samples

MARKDOWN = """# 西湖区社区微更新

某某局供稿

## 一、工作背景

老旧小区设施老化。

## 二、主要做法

1. 先摸底
2. 再改造

## 三、经验启示

先算账，再动工。

## What was difficult

Neighbours disagreed about the lifts.

## 大事记

2024年5月启动。
"""


def send(actor: Actor, org_id: int, data: bytes, name: str = "write-up.docx", language: str = "zh") -> Imported:
    return imports.import_document(actor, org_id, Upload(io.BytesIO(data), name), language=language)


def word(*, picture: bytes = b"", alt: str = "改造后的入口", second: bytes = b"") -> bytes:
    """A Word file with everything a write-up may have."""
    document = docx.Document()
    document.add_paragraph("西湖区社区微更新", style="Title")
    document.add_heading("一、背景", 1)
    said = document.add_paragraph("老旧小区设施")
    said.add_run("普遍 ").bold = True
    said.add_run("老化。")
    document.add_heading("二、主要做法", 1)
    document.add_paragraph("先摸底", style="List Number")
    document.add_paragraph("再改造", style="List Number")
    if picture:
        shown = document.add_picture(io.BytesIO(picture))
        shown._inline.docPr.set("descr", alt)
    if second:
        document.add_picture(io.BytesIO(second))
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip((c for row in table.rows for c in row.cells), ("年", "点位", "2024", "12"), strict=True):
        cell.text = words
    _link(document.add_paragraph("见"), "通知", "https://example.org/a(1)")
    document.add_heading("三、大事记", 1)
    document.add_paragraph("2024年启动。")
    return saved(document)


def saved(document: Any) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _link(paragraph: Any, words: str, url: str) -> None:
    anchor = OxmlElement("w:hyperlink")
    anchor.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    anchor.append(paragraph.add_run(words)._r)
    paragraph._p.append(anchor)


def with_hint() -> bytes:
    """A heading, what our form says about it, and a box that was filled in."""
    document = docx.Document()
    document.styles.add_style("Form hint", WD_STYLE_TYPE.PARAGRAPH)
    document.add_heading("情况与问题", 1)
    document.add_paragraph("不超过300字", style="Form hint")
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "设施老化。"
    return saved(document)


PICTURE = samples.picture()
