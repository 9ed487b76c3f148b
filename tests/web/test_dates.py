"""Dates and periods as their readers write them, no more precise than they are known; and the names of bodies."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from platform_app.access.actor import SYSTEM
from platform_app.search import documents
from platform_app.search.index import installed
from platform_app.standards import service as standards
from platform_app.standards.inputs import NewStandard
from platform_app.web.dates import day, moment, partial
from platform_app.wording import STANDARD_BODIES, word
from tests import cast as the_cast
from tests.factories import make_case, make_fields
from tests.web.public_cases import STANDARD, main_text, read

CATALOGUE = Path(__file__).resolve().parents[2] / "content/reference/standards.csv"


def said(app: Flask, value: str) -> tuple[str, str]:
    """A date in Chinese and in English."""
    shown = []
    for language in ("zh", "en"):
        with app.test_request_context(f"/?lang={language}"):
            shown.append(partial(value))
    return shown[0], shown[1]


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("2016", "2016年", "2016"),
        ("2016-05", "2016年5月", "May 2016"),
        ("2016-05-01", "2016年5月1日", "1 May 2016"),
        ("2016-Q1", "2016年第一季度", "first quarter of 2016"),
        ("2016-Q4", "2016年第四季度", "fourth quarter of 2016"),
        ("2019-10/2021-11", "2019年10月至2021年11月", "October 2019 to November 2021"),
        ("2019-03/2019-10", "2019年3月至10月", "March to October 2019"),
        ("2019-03-04/2019-10-05", "2019年3月4日至10月5日", "4 March to 5 October 2019"),
        ("2019-03-04/2019-03-10", "2019年3月4日至10日", "4 to 10 March 2019"),
        ("2019/2021", "2019年至2021年", "2019 to 2021"),
        ("2019/2021-06", "2019年至2021年6月", "2019 to June 2021"),
        ("2019-06/2019", "2019年6月至2019年", "June 2019 to 2019"),
        ("2019-Q2/2019-Q3", "2019年第二季度至2019年第三季度", "second quarter of 2019 to third quarter of 2019"),
        ("2019/2019", "2019年", "2019"),
    ],
)
def test_a_date_or_period_shows_no_more_than_is_known(app: Flask, value: str, zh: str, en: str) -> None:
    assert said(app, value) == (zh, en)


@pytest.mark.parametrize(
    "value",
    ["", "before the works", "施工前", "2019-13", "2019-02-30", "0000", "0000-01", "2021/2019", "2019-10/2019-02-30",
     "2019/", "/2019", "2018/19", "2019/2020/2021", "2019-Q5", "2016 to 2018", "9999-99-99", "２０１９-1x"],
)  # fmt: skip
def test_anything_else_stays_as_it_was_typed(app: Flask, value: str) -> None:
    assert said(app, value) == (value, value)


def test_a_day_is_the_one_on_the_wall_in_beijing_written_as_its_readers_write_it(app: Flask) -> None:
    late = datetime(2026, 11, 21, 23, 5, tzinfo=UTC)
    words = {"zh": ("2026年11月22日", "2026年11月22日 07:05"), "en": ("22 November 2026", "22 November 2026, 07:05")}
    for language, (as_day, as_moment) in words.items():
        with app.test_request_context(f"/?lang={language}"):
            assert (day(late), day(date(2026, 11, 22)), moment(late)) == (as_day, as_day, as_moment)


def test_a_case_page_writes_its_periods_for_readers(app: Flask, client: FlaskClient) -> None:
    row = {"name": {"zh": "节点", "en": "Places"}, "unit": {"zh": "处", "en": "places"}}
    figures = {"baseline": 1, "baseline_period": "2018-Q4", "result": 12, "result_period": "2019-10/2021-11"}
    with app.app_context():
        make_fields()
        cast = the_cast.assemble()
        dates = {"started_on": "2019-03", "ended_on": "2019-10", "indicators": [{**row, **figures}]}
        case_id = make_case(cast.lin, cast.hangzhou, status="published", **dates).id
    chinese, english = (main_text(read(client, f"/cases/{case_id}", code)) for code in ("zh-CN", "en"))
    for words in ("2018年第四季度", "2019年10月至2021年11月", "2019年3月至10月"):
        assert words in chinese
    for words in ("fourth quarter of 2018", "October 2019 to November 2021", "March to October 2019"):
        assert words in english


def test_a_period_that_cannot_be_does_not_break_the_case(app: Flask, client: FlaskClient) -> None:
    row = {"name": {"en": "Places"}, "unit": {"en": "places"}, "result": 12, "result_period": "2019-02-30"}
    with app.app_context():
        make_fields()
        cast = the_cast.assemble()
        case_id = make_case(cast.lin, cast.hangzhou, status="published", indicators=[row]).id
    assert all("2019-02-30" in read(client, f"/cases/{case_id}", code) for code in ("zh-CN", "en"))


def test_every_body_of_the_catalogue_has_a_name_in_both_languages(app: Flask) -> None:
    with CATALOGUE.open(encoding="utf-8") as file:
        bodies = {row["body"] for row in csv.DictReader(file)}
    assert bodies == set(STANDARD_BODIES)
    for language in ("zh", "en"):
        with app.test_request_context(f"/?lang={language}"):
            names = {body: word("standard_body", body) for body in bodies}
            assert len(set(names.values())) == len(bodies)
            assert all(any("\u4e00" <= c <= "\u9fff" for c in name) == (language == "zh") for name in names.values())


def test_a_standard_names_its_body_and_an_unknown_one_as_it_stands(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        make_fields()
        known = standards.put_standard(SYSTEM, NewStandard.model_validate({**STANDARD, "body": "SAMR/SAC"})).id
        other = {**STANDARD, "number": "DIN 1", "body": "DIN e. V."}
        unknown = standards.put_standard(SYSTEM, NewStandard.model_validate(other)).id
        installed().engine.rebuild(documents.every())
    page = read(client, f"/standards/{known}", "zh-CN")
    assert "国家市场监督管理总局、国家标准化管理委员会" in page
    assert "State Administration for Market Regulation" in read(client, f"/standards/{known}")
    assert "<dd>DIN e. V.</dd>" in read(client, f"/standards/{unknown}", "zh-CN")
    assert "国家标准化管理委员会" in read(client, "/search?q=36333&kind=standard", "zh-CN")
    assert "<mark>SAC</mark>" in read(client, "/search?q=SAC&kind=standard", "zh-CN"), "what was found is shown"
