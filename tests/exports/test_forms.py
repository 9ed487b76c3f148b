"""The form on paper: as a Word file that says the same each time, and that comes back filled in."""

import io
import zipfile
from typing import Any

import docx
import pytest
from flask import Flask

from platform_app.access.actor import ANONYMOUS
from platform_app.cases import imports, queries
from platform_app.cases.blanks import PaperForm, blanks
from platform_app.cases.completeness import missing
from platform_app.cases.headings import part_of
from platform_app.exports import forms
from platform_app.wording import in_language
from tests import cast as the_cast
from tests.cases import papers
from tests.factories import make_fields

pytestmark = pytest.mark.databases("sqlite")

ZH = {
    "title": "西湖区社区微更新",
    "result": "三个月完成十二处改造。",
    "place": "西湖区",
    "field": "新型城镇化标准化建设",
    "lead_body": "住房城乡建设局",
    "stage": "运行中",
    "problem": "老旧小区设施老化。",
    "actions": "先摸底。\n再改造。",
    "difficulties": "居民意见不一。",
    "licence": "CC BY 4.0",
    "signed_off_by": "林晓",
    "signed_off_on": "2026年11月1日",
}
MORE = {
    "tags": "微更新、社区",
    "started_on": "2024年5月",
    "standards": "GB/T 36333-2018\nDB33/T 1-2020",
    "objectives": "一年内完成。",
    "participants": "街道、居民。",
    "lessons": "先算账。",
    "keep": "清单。",
    "first_90_days": "先摸底。",
}


@pytest.fixture
def cast(platform: Flask) -> the_cast.Cast:
    make_fields()
    return the_cast.assemble()


def filled(form: PaperForm, language: str, words: dict[str, str]) -> bytes:
    """The form as somebody fills it in with Word."""
    document: Any = docx.Document(io.BytesIO(forms.blank_form(ANONYMOUS, form, language=language).body))
    names = [blank.field for blank in blanks(form)]
    for name, table in zip(names, document.tables, strict=True):
        cells = table.rows[1].cells if name == "indicators" else []
        for cell, own in zip(cells, ("改造点位", "处", "0", "2024", "12", "2025", "现场清点", "年报"), strict=False):
            cell.text = own
        if name in words:
            table.rows[0].cells[0].text = words[name]
    return papers.saved(document)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", ["short", "full"])
def test_a_form_that_was_filled_in_lands_in_the_right_fields(
    cast: the_cast.Cast, form: PaperForm, language: str
) -> None:
    words = ZH | (MORE if form == "full" else {})
    if language == "en":
        words |= {"stage": "Running", "field": "New urbanization", "signed_off_on": "2026-11-01"}
    made = papers.send(cast.lin, cast.hangzhou.id, filled(form, language, words), language=language)
    content = queries.read(cast.lin, made.case.id).content
    assert made.leftovers == []
    assert (content.title.zh, content.title.en, content.place.name.zh) == (ZH["title"], None, "西湖区")
    assert content.actions.zh == "先摸底。  \n再改造。"
    assert (content.field, content.stage, content.licence) == ("new-urbanization", "running", "CC BY 4.0")
    (row,) = content.indicators
    assert (row.name.zh, row.baseline, row.baseline_period, row.result) == ("改造点位", 0, "2024", 12)
    assert (content.signed_off_by, content.signed_off_on) == ("林晓", "2026-11-01")
    assert [need.field for need in missing(content)] == ["personal_data_checked"]  # which nobody ticks on paper
    if form == "full":
        assert (content.tags.zh, content.started_on) == (["微更新", "社区"], "2024-05")
        assert [cited.number for cited in content.standards] == ["GB/T 36333-2018", "DB33/T 1-2020"]
        assert (content.first_90_days.zh, content.keep.zh) == ("先摸底。", "清单。")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_heading_and_every_choice_of_the_form_is_recognised(cast: the_cast.Cast, language: str) -> None:
    with in_language(language):
        rows = forms.rows(ANONYMOUS, "full", language)
    for row in rows:
        assert part_of(row.label) == row.blank.field
        for option in row.options:
            made = papers.send(cast.lin, cast.hangzhou.id, f"## {row.label}\n\n{option}\n".encode(), "a.md")
            assert made.matched.get(row.blank.field) == [row.label], option


def test_an_empty_form_is_refused_and_says_the_same_each_time(cast: the_cast.Cast) -> None:
    first, second = (forms.blank_form(ANONYMOUS, "short", language="zh").body for _ in range(2))
    assert first == second
    assert zipfile.is_zipfile(io.BytesIO(first))
    with pytest.raises(imports.Invalid):
        papers.send(cast.lin, cast.hangzhou.id, first)
