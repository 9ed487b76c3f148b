"""Two people on one case, and one person who comes back: nobody's words are lost."""

import re
from typing import Any

import pytest
from flask import Flask

from platform_app.access.actor import SYSTEM
from platform_app.cases import publication, queries, service
from platform_app.cases.inputs import CaseContent
from platform_app.kernel.inputs import read
from tests import cast as the_cast
from tests.factories import make_case, make_fields
from tests.web.browsing import Browser, Forms
from tests.web.test_editor import RICH


@pytest.fixture
def cast(app: Flask) -> the_cast.Cast:
    with app.app_context():
        make_fields()
        return the_cast.assemble()


@pytest.fixture
def draft(app: Flask, cast: the_cast.Cast) -> int:
    with app.app_context():
        return service.create(cast.lin, cast.hangzhou.id, read(CaseContent, RICH)).id


def latest(app: Flask, case_id: int) -> tuple[int, CaseContent]:
    with app.app_context():
        reading = queries.read(SYSTEM, case_id, latest=True)
        return reading.revision.no, reading.content


def notes(html: str) -> str:
    """The words of the warning on top."""
    found = re.search(r'id="stale-title".*?</section>', html, re.DOTALL)
    assert found, "no warning"
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


def test_the_second_to_save_sees_both_texts_and_saves_on_top(app: Flask, draft: int) -> None:
    path = f"/cases/{draft}/edit"
    lin, zhou = Browser(app, "lin"), Browser(app, "zhou")
    hers = lin.form(path)
    zhou.press(path, act="save", title__zh="周宁的标题", result__zh="周宁的一句话。", indicators__0__result="7")
    answer = lin.send(
        path, hers, act="save", title__zh="林晓的标题", problem__zh="林晓的问题", indicators__0__result="8"
    )
    html = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert latest(app, draft)[0] == 2
    warning = notes(html)
    assert "周宁 saved revision 2" in warning
    assert "Title (Chinese)" in warning
    assert "Indicators" in warning
    assert "Result in one sentence (Chinese)" in warning.split("now in your form too")[1]
    theirs = re.search(r'data-theirs="f-title-zh".*?</div>', html, re.DOTALL)
    assert theirs
    assert "<del>林晓</del><ins>周宁</ins>的标题" in theirs[0]
    form = Forms(html).forms[path]
    assert (form["title.zh"], form["problem.zh"], form["result.zh"]) == ("林晓的标题", "林晓的问题", "周宁的一句话。")
    assert lin.send(path, form, act="save").status_code == 302
    number, saved = latest(app, draft)
    assert (number, saved.title.zh, saved.result.zh, saved.problem.zh) == (
        3,
        "林晓的标题",
        "周宁的一句话。",
        "林晓的问题",
    )
    assert saved.indicators[0].result == 8


def test_a_third_who_saves_during_the_comparison_is_compared_too(app: Flask, draft: int) -> None:
    path = f"/cases/{draft}/edit"
    lin, zhou = Browser(app, "lin"), Browser(app, "zhou")
    hers = lin.form(path)
    zhou.press(path, act="save", title__zh="二")
    form = Forms(lin.send(path, hers, act="save", title__zh="甲").get_data(as_text=True)).forms[path]
    zhou.press(path, act="save", title__zh="三")
    again = lin.send(path, form, act="save")
    assert again.status_code == 409
    assert "saved revision 3" in notes(again.get_data(as_text=True))
    assert latest(app, draft)[1].title.zh == "三"


def test_a_form_sent_twice_is_saved_once(app: Flask, draft: int) -> None:
    path, lin = f"/cases/{draft}/edit", Browser(app, "lin")
    form = lin.form(path)
    answers = [lin.send(path, form, act="save", title__zh="一次") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert latest(app, draft)[0] == 2


def test_a_case_whose_state_alone_changed_is_saved_without_a_word(app: Flask, cast: the_cast.Cast) -> None:
    with app.app_context():
        case_id = make_case(cast.lin, cast.hangzhou).id
    path, lin = f"/cases/{case_id}/edit", Browser(app, "lin")
    hers = lin.form(path)
    with app.app_context():
        publication.submit(cast.zhou, case_id)
        publication.publish(cast.lin, case_id)
    assert lin.send(path, hers, act="save", title__zh="发布之后").status_code == 302
    assert latest(app, case_id)[1].title.zh == "发布之后"
    with app.app_context():
        assert queries.read(SYSTEM, case_id).content.title.zh != "发布之后"


def test_a_case_handed_in_meanwhile_keeps_what_was_typed_on_the_page(app: Flask, cast: the_cast.Cast) -> None:
    with app.app_context():
        case_id = make_case(cast.lin, cast.hangzhou).id
    path, lin = f"/cases/{case_id}/edit", Browser(app, "lin")
    hers = lin.form(path)
    with app.app_context():
        publication.submit(cast.zhou, case_id)
    answer = lin.send(path, hers, act="save", title__zh="太晚")
    assert answer.status_code == 403
    assert Forms(answer.get_data(as_text=True)).forms[path]["title.zh"] == "太晚"
    assert lin.get(path).status_code == 302  # to the case, which says what it waits for


def autosave(browser: Browser, case_id: int, **typed: Any) -> Any:
    return browser.send(f"/cases/{case_id}/autosave", browser.form(f"/cases/{case_id}/edit"), **typed)


def test_leaving_and_returning_loses_nothing(app: Flask, draft: int) -> None:
    path, lin = f"/cases/{draft}/edit", Browser(app, "lin")
    typed = {
        "title__zh": "没写完",
        "started_on": "不知道",
        "indicators__0__result": "",
        "money__rows": "0",
        "money__0__source__zh": "",
    }
    answer = autosave(lin, draft, **typed, money__1__source__zh="", money__0__amount="")
    assert answer.status_code == 200
    assert latest(app, draft)[0] == 1
    page = lin.text(path)
    assert "You are back where you left off." in page
    form = Forms(page).forms[path]
    assert (form["title.zh"], form["started_on"], form["indicators.0.result"]) == ("没写完", "不知道", "")
    assert form["money.rows"] == "0"
    assert "You are back" not in Browser(app, "zhou").text(path)


def test_an_autosave_is_discarded_on_demand_and_forgotten_on_saving(app: Flask, draft: int) -> None:
    path, lin = f"/cases/{draft}/edit", Browser(app, "lin")
    autosave(lin, draft, title__zh="一时兴起")
    action = f"/cases/{draft}/autosave/discard"
    assert lin.send(action, lin.form(path, action)).status_code == 302
    assert lin.form(path)["title.zh"] == RICH["title"]["zh"]
    autosave(lin, draft, title__zh="再来一次")
    lin.press(path, act="save")
    assert latest(app, draft)[1].title.zh == "再来一次"
    assert "You are back" not in lin.text(path)


def test_an_autosave_from_before_another_revision_is_laid_over_it(app: Flask, draft: int) -> None:
    path, lin, zhou = f"/cases/{draft}/edit", Browser(app, "lin"), Browser(app, "zhou")
    autosave(lin, draft, problem__zh="林晓写的", title__zh="甲")
    zhou.press(path, act="save", result__zh="周宁写的。", title__zh="乙")
    page = lin.text(path)
    form = Forms(page).forms[path]
    assert (form["problem.zh"], form["result.zh"], form["title.zh"]) == ("林晓写的", "周宁写的。", "甲")
    assert "<del>甲</del><ins>乙</ins>" in page
    lin.send(path, form, act="save")
    assert latest(app, draft)[1].problem.zh == "林晓写的"


def test_an_autosave_says_what_is_still_missing(app: Flask, draft: int) -> None:
    told = autosave(Browser(app, "lin"), draft, licence="", started_on="nonsense").get_json()
    fields = [need["field"] for need in told["missing"]]
    assert {"licence", "started_on"} <= set(fields)
    assert told["total"] == 20


EVIL: list[str] = ["\x00", "\x07", "\ufeff", "长" * 30_000]


def test_whatever_is_typed_can_be_autosaved(app: Flask, draft: int, subtests: pytest.Subtests) -> None:
    lin = Browser(app, "lin")
    for evil in EVIL:
        with subtests.test(evil=evil):
            assert autosave(lin, draft, problem__zh=f"前{evil}后").status_code == 200
            assert lin.form(f"/cases/{draft}/edit")["problem.zh"].startswith("前")


@pytest.mark.parametrize(("who", "status"), [("wu", 403), ("chen", 404)])
def test_only_editors_autosave(app: Flask, draft: int, who: str, status: int) -> None:
    stranger = Browser(app, who)
    fields = {"csrf_token": stranger.form("/cases/new")["csrf_token"]} if who == "chen" else None
    token = fields or {"csrf_token": stranger.form("/desk", "/sign-out")["csrf_token"]}
    answer = stranger.send(f"/cases/{draft}/autosave", token, title__zh="x")
    assert (answer.status_code, answer.is_json) == (status, True)
