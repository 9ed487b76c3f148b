"""The write-up for Word: everything the page says, in fonts that have the characters, the same bytes each time."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import HealthCheck, given, settings

from platform_app.access.actor import ANONYMOUS, Actor
from platform_app.cases import curation, publication, service
from platform_app.cases.inputs import CaseContent
from platform_app.exports import cases, sheet_texts
from platform_app.exports.sheets import Sheet
from platform_app.kernel import clock, text
from tests.cases.contents import contents
from tests.exports.conftest import Country

pytestmark = pytest.mark.databases("sqlite")


def opened(case_id: int, actor: Actor = ANONYMOUS, language: str = "zh", **options: Any) -> Any:
    """The file as Word would open it."""
    return Document(io.BytesIO(cases.export(actor, case_id, "docx", language=language, **options).body))


def headings(document: Any) -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name == "Heading 1"]


def words(document: Any) -> str:
    """Everything that stands in it."""
    return "\n".join(node.text or "" for node in document.element.body.iter(qn("w:t")))


def table_rows(document: Any, no: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[no].rows]


def written(source: str, language: str = "zh") -> Any:
    """A long text by itself, as a file that was saved and opened."""
    sheet = Sheet(language)
    sheet_texts.write(sheet, text.render(source), language)
    return Document(io.BytesIO(sheet.finish()))


def test_a_write_up_has_title_facts_and_every_part_in_order(country: Country) -> None:
    zh, en = (opened(country.case().id, language=language) for language in ("zh", "en"))
    assert (zh.paragraphs[0].style.name, zh.paragraphs[0].text) == ("Title", "社区微更新试点")
    assert zh.paragraphs[1].text == "三个月完成十二处改造。"
    assert headings(en) == [
        "The situation and the problem",
        "What it set out to do",
        "What was done",
        "Results in figures",
        "Standards",
        "Money, staff, time, legal basis",
        "Who took part",
        "What was difficult, what did not work",
        "If your city wants to do the same",
        "Lessons",
        "Sources",
        "Links and documents",
        "About this text",
    ]
    assert len(headings(zh)) == len(headings(en))
    facts = dict(table_rows(zh, 0))
    assert facts["机构"] == "杭州市"
    assert facts["时间"] == "2025年3月–2026年5月31日"
    assert dict(table_rows(en, 0))["Time"] == "March 2025–31 May 2026"


def test_figures_standards_and_sources_are_tables_and_numbers(country: Country) -> None:
    document = opened(country.case().id)
    assert ["改造点位\n方法：现场验收。", "0处", "12处\n2026年", "[1]"] in table_rows(document, 1)
    assert ["GB/T 36333-2018", "智慧城市 顶层设计指南", "采用", "按第五章。"] in table_rows(document, 2)
    assert any(p.text.startswith("[1] 报道") for p in document.paragraphs)
    told = words(document)
    for part in ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/", "http://127.0.0.1:8000/cases/"):
        assert part in told
    targets = {own.target_ref for own in document.part.rels.values() if own.is_external}
    assert {"https://news.example/a", "https://docs.example/list"} <= targets


def test_every_style_names_a_font_for_chinese(country: Country) -> None:
    document = opened(country.case().id)
    for name in {p.style.name for p in document.paragraphs} | {"Normal"}:
        style = document.styles[name]
        fonts = []
        while style is not None:
            found = style.element.rPr.rFonts if style.element.rPr is not None else None
            fonts += [found.get(qn("w:eastAsia"))] if found is not None else []
            style = style.base_style
        assert fonts, name
        assert fonts[0] in ("SimSun", "SimHei", "KaiTi"), name
    assert 'w:eastAsia="zh-CN"' in document.styles.element.xml
    assert "asciiTheme" not in document.styles["Normal"].element.xml


def test_the_file_says_what_it_is(country: Country) -> None:
    with clock.stopped_at(datetime(2026, 5, 6, 7, tzinfo=UTC)):
        case = country.case()
    core = opened(case.id, language="en").core_properties
    assert (core.title, core.author, core.language) == ("Small repairs in old estates", "Hangzhou", "en-GB")
    assert core.identifier == f"http://127.0.0.1:8000/cases/{case.id}"
    assert (core.keywords, core.category) == ("renewal", "New urbanization")
    assert core.created.replace(tzinfo=UTC) == datetime(2026, 5, 6, 7, tzinfo=UTC)


def test_the_same_case_gives_the_same_bytes(country: Country) -> None:
    case = country.case()
    with clock.stopped_at(datetime(2027, 1, 1, tzinfo=UTC)):
        first = cases.export(ANONYMOUS, case.id, "docx").body
    with clock.stopped_at(datetime(2028, 1, 1, tzinfo=UTC)):
        assert cases.export(ANONYMOUS, case.id, "docx").body == first
    assert {info.date_time[0] for info in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {1980}


def test_pages_are_numbered(country: Country) -> None:
    footer = opened(country.case().id).sections[0].footer._element.xml
    assert "PAGE" in footer and "NUMPAGES" in footer


def test_a_text_in_the_other_language_is_marked(country: Country) -> None:
    document = opened(country.case().id, language="en")
    captions = [p.text for p in document.paragraphs if p.style.name == "Caption"]
    assert captions[0] == "Shown in Chinese; there is no English text yet."
    assert [p for p in opened(country.case().id).paragraphs if p.style.name == "Caption"] == []


def test_what_readers_must_know_stands_on_top(country: Country) -> None:
    compiled = country.case(form="compiled", editors_note={"zh": "请核对原文。"}, difficulties={})
    told = words(opened(compiled.id))
    assert "编者根据公开来源整理。" in told and "请核对原文。" in told and "公开来源中没有提及。" in told
    draft = country.case("draft")
    assert "该案例尚未公开。" in words(opened(draft.id, country.cast.lin))
    case = country.case()
    case = curation.nominate(country.cast.lin, case.id)
    assert "城市提名" in words(opened(case.id))
    service.edit(country.cast.lin, case.id, {"problem": {"zh": "改动。"}}, version=case.version)
    assert "这一版尚未公开。" in words(opened(case.id, country.cast.lin, latest=True))
    publication.archive(country.cast.lin, case.id, reason="被新案例取代。")
    assert "被新案例取代。" in words(opened(case.id, country.cast.lin))


def test_the_contact_is_for_members(country: Country) -> None:
    case = country.case()
    assert "0571-1234567" not in words(opened(case.id))
    assert "0571-1234567" in words(opened(case.id, country.cast.chen))


def test_each_numbered_list_starts_anew(country: Country) -> None:
    document = written("1. 甲\n2. 乙\n\n中间\n\n3. 丙\n4. 丁")
    numbers = [p._p.pPr.numPr.numId.val for p in document.paragraphs if p.style.name == "List Number"]
    assert len(numbers) == 4 and len(set(numbers)) == 2
    starts = {
        num.numId: [own.find(qn("w:startOverride")).get(qn("w:val")) for own in num.findall(qn("w:lvlOverride"))]
        for num in document.part.numbering_part.element.num_lst
    }
    assert [starts[no] for no in dict.fromkeys(numbers)] == [["1"], ["3"]]


def test_marks_of_a_text_become_marks_of_word(country: Country) -> None:
    document = written(
        "**粗** 和 *斜* 和 ~~删~~ 和 `码`，见[这里](https://a.example/?x=1&y=2)。\n\n> 引\n\n- 一\n    - 二\n\n"
        "中\n\n    if a:\n      b\n\n### 小题\n\n| 甲 | 乙 |\n|---|---|\n| **1** | 2 |"
    )
    first: Paragraph = document.paragraphs[0]
    looks = {run.text: run.font for run in first.runs}
    assert looks["粗"].bold and looks["斜"].bold and not looks["斜"].italic and looks["删"].strike
    assert [link.address for link in first.hyperlinks] == ["https://a.example/?x=1&y=2"]
    styles = {p.text: p.style.name for p in document.paragraphs}
    assert (styles["引"], styles["一"], styles["二"]) == ("Quote", "List Bullet", "List Bullet 2")
    assert styles["if a:\n  b"] == "Normal"
    assert styles["小题"] == "Heading 4"
    assert table_rows(document, 0) == [["甲", "乙"], ["1", "2"]]
    assert {run.text: run.font.italic for run in written("*slanted*", "en").paragraphs[0].runs} == {"slanted": True}


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(content=contents())
def test_any_content_makes_a_file_that_opens(country: Country, content: CaseContent) -> None:
    plain = content.model_copy(update={"field": None, "secondary_fields": [], "adapted_from": None})
    case = service.create(country.cast.lin, country.cast.hangzhou.id, plain)
    for language in ("zh", "en"):
        assert headings(opened(case.id, country.cast.lin, language))
