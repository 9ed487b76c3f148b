"""Write-ups sorted into the parts of a case: pure rules, and nothing is lost on the way."""

from typing import Any

from platform_app.cases import filling, sorting
from platform_app.cases.filling import Filled
from platform_app.media.manuscripts import Block


def heading(words: str, level: int = 1) -> Block:
    return Block("heading", words, words, level)


def text(words: str, **more: Any) -> Block:
    return Block("text", words, words, **more)


def fill(*blocks: Block, language: str = "zh") -> Filled:
    return filling.fill(sorting.sort(blocks), {"智慧城市": "smart-city"}, language=language)


def test_each_text_goes_where_its_heading_says_and_the_first_heading_is_the_title() -> None:
    found = fill(
        heading("西湖区微更新"),
        heading("一、背景", 2),
        text("设施老化。"),
        heading("二、主要做法", 2),
        text("逐项改造。"),
        heading("Lessons learned", 2),
        text("Start with a list."),
    )
    assert found.content.title.zh == "西湖区微更新"
    assert (found.content.problem.zh, found.content.actions.zh) == ("设施老化。", "逐项改造。")
    assert found.content.lessons.en == "Start with a list."
    assert found.matched["problem"] == ["一、背景"]
    assert found.leftovers == []


def test_a_heading_below_a_part_stays_in_it_and_one_beside_it_is_left_over() -> None:
    found = fill(
        heading("做法"),
        text("先摸底。"),
        heading("建平台", 2),
        text("再建平台。"),
        heading("大事记"),
        text("2024年启动。"),
    )
    assert found.content.actions.zh == "先摸底。\n\n### 建平台\n\n再建平台。"
    assert [(rest.heading, rest.text, rest.section) for rest in found.leftovers] == [("大事记", "2024年启动。", None)]


def test_after_a_deeper_part_the_one_above_goes_on() -> None:
    found = fill(
        heading("做法"),
        text("甲。"),
        heading("保障措施", 2),
        text("乙。"),
        heading("建平台", 2),
        text("丙。"),
    )
    assert found.content.conditions.zh == "乙。"
    assert found.content.actions.zh == "甲。\n\n### 建平台\n\n丙。"


def test_lines_that_look_like_headings_are_some_where_nothing_is_marked() -> None:
    found = fill(
        text("西湖区社区微更新"),
        text("一、背景"),
        text("设施老化。"),
        text("二、大事记"),
        text("2024年启动。"),
        text("主要做法", is_bold=True),
        text("逐项改造。"),
    )
    assert found.content.title.zh == "西湖区社区微更新"
    assert (found.content.problem.zh, found.content.actions.zh) == ("设施老化。", "逐项改造。")
    assert [rest.heading for rest in found.leftovers] == ["二、大事记"]


def test_both_languages_under_one_heading_are_told_apart() -> None:
    found = fill(
        heading("背景"), text("老旧小区设施老化，居民出行不便。"), text("The lifts of the estates were worn out.")
    )
    assert found.content.problem.zh == "老旧小区设施老化，居民出行不便。"
    assert found.content.problem.en == "The lifts of the estates were worn out."


def test_a_quotation_in_the_other_language_stays_where_it_is() -> None:
    found = fill(heading("背景"), text("老旧小区设施老化，" * 20), text("Smart city."))
    assert found.content.problem.en is None
    assert "Smart city." in (found.content.problem.zh or "")


def test_what_is_too_long_is_left_over_whole_with_the_part_it_was_meant_for() -> None:
    long = "长" * 301
    (rest,) = fill(heading("背景"), text(long)).leftovers
    assert (rest.text, rest.section, rest.reason) == (long, "problem", "too_long")


def test_a_part_that_stands_there_twice_is_put_together() -> None:
    found = fill(heading("背景"), text("甲。"), heading("存在问题"), text("乙。"))
    assert found.content.problem.zh == "甲。\n\n乙。"
    assert found.matched["problem"] == ["背景", "存在问题"]


def test_a_form_in_a_table_is_read_row_by_row() -> None:
    rows = [["案例名称", "西湖区微更新"], ["主要做法", "逐项改造。"], ["电话", "0571"], ["领域", "智慧城市"]]
    found = fill(Block("table", rows=rows))
    assert (found.content.title.zh, found.content.actions.zh) == ("西湖区微更新", "逐项改造。")
    assert found.content.field == "smart-city"
    assert [(rest.heading, rest.text) for rest in found.leftovers] == [("电话", "0571")]


def test_a_table_of_indicators_becomes_rows_and_one_that_is_none_is_left_over() -> None:
    rows = [["指标", "单位", "之前", "之后"], ["改造点位", "处", "0", "1,200"]]
    (row,) = fill(heading("指标"), Block("table", rows=rows)).content.indicators
    assert (row.name.zh, row.unit.zh, row.baseline, row.result) == ("改造点位", "处", 0, 1200)
    (rest,) = fill(heading("指标"), Block("table", rows=[["指标", "之后"], ["点位", "许多"]])).leftovers
    assert (rest.section, rest.text.splitlines()[0]) == ("indicators", "| 指标 | 之后 |")


def test_dates_and_choices_are_read_as_people_write_them() -> None:
    found = fill(
        heading("开始时间"), text("2024年5月"), heading("所处阶段"), text("运行中"), heading("许可"), text("CC BY 4.0")
    )
    assert (found.content.started_on, found.content.stage, found.content.licence) == ("2024-05", "running", "CC BY 4.0")
    (rest,) = fill(heading("开始时间"), text("去年")).leftovers
    assert (rest.section, rest.reason) == ("started_on", "unreadable")


def test_lists_and_tables_keep_their_form() -> None:
    items = [Block("item", "- 甲", "甲"), Block("item", "- 乙", "乙")]
    found = fill(heading("做法"), *items, Block("table", rows=[["a|b", "c"], ["1", "2"]]))
    assert found.content.actions.zh == "- 甲\n- 乙\n\n| a\\|b | c |\n| --- | --- |\n| 1 | 2 |"


def test_what_stands_before_the_first_heading_is_left_over() -> None:
    found = fill(Block("title", "西湖区", "西湖区"), text("某某局供稿。"), heading("做法"), text("甲。"))
    assert [(rest.heading, rest.text) for rest in found.leftovers] == [("", "某某局供稿。")]


def test_fields_that_are_no_markdown_get_no_signs_of_it() -> None:
    found = fill(heading("牵头单位"), text("**住建局** 5\\*"), heading("做法"), text("**先**摸底。"))
    assert (found.content.lead_body.zh, found.content.actions.zh) == ("住建局 5*", "**先**摸底。")
