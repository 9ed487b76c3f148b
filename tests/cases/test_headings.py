"""Headings of write-ups: ours in both languages, and what people call the same parts elsewhere."""

import pytest
from flask import Flask

from platform_app.cases.headings import part_of, plain
from platform_app.cases.words import FIELD_NAMES, HEADINGS, TRANSFER
from platform_app.wording import in_language, said

SAME = {"results": "indicators", "partners": "participants"}
NO_TEXTS = {  # parts that no write-up fills
    "form", "secondary_fields", "key_dates", "adapted_from", "difficulties_for_members", "personal_data_checked",
    "confidence", "standards_note", "editors_note", "files", "sources",
}  # fmt: skip


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_heading_of_ours_means_its_part(app: Flask, language: str) -> None:
    with app.test_request_context(), in_language(language):
        for table in (HEADINGS, TRANSFER, FIELD_NAMES):
            for key, words in table.items():
                if key not in NO_TEXTS:
                    assert part_of(said(words)) == SAME.get(key, key), said(words)


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("一、背景", "problem"),
        ("（二）主要做法：", "actions"),
        ("2. 工作成效", "result"),
        ("第三部分 经验启示", "lessons"),
        ("现状与问题（300字以内）", "problem"),
        ("四、下一步工作", "sustaining"),
        ("1.2 保障措施", "conditions"),
        ("项目背景情况", "problem"),
        ("**困难、没做成的**", "difficulties"),
        ("頭90天", None),
        ("背景 Background", "problem"),
        ("二、Approach / 主要做法", "actions"),
        ("BACKGROUND", "problem"),
        ("3) The approach", "actions"),
        ("What we did", "actions"),
        ("Key results:", "result"),
        ("Lessons learned.", "lessons"),
        ("II. Stakeholders", "participants"),
        ("大事记", None),
        ("2024年大事记", None),
        ("", None),
    ],
)
def test_numbering_case_and_punctuation_do_not_count(heading: str, part: str | None) -> None:
    assert part_of(heading) == part


def test_a_heading_is_compared_without_what_stands_in_brackets_at_its_end() -> None:
    assert plain("１．做法（不超过1200字）：") == "做法"
