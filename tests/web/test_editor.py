"""The editor: what is typed is kept, what is wrong is named at its field, what is saved is what was typed."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from platform_app.access.actor import SYSTEM
from platform_app.cases import queries, service
from platform_app.cases.inputs import CaseContent
from platform_app.kernel.inputs import read
from tests import cast as the_cast
from tests.factories import make_case, make_fields
from tests.web.browsing import Browser, Forms

RICH: dict[str, Any] = {
    "form": "full",
    "title": {"zh": "老旧小区加装电梯", "en": "Lifts for old blocks", "state": {"zh": "none", "en": "machine"}},
    "result": {"zh": "三年 1200 部。"},
    "place": {"name": {"zh": "杭州市"}, "latitude": 30.29, "longitude": 120.16},
    "field": "smart-city",
    "secondary_fields": ["new-urbanization"],
    "tags": {"zh": ["电梯", "更新"], "en": ["lift, old", "renewal"]},
    "contact": {"name": "李", "phone": "0571", "email": "li@example.cn"},
    "partners": [{"name": {"zh": "浙大", "en": "ZJU", "state": {"zh": "none", "en": "official"}}, "support": "data"}],
    "level": "city",
    "stage": "scaled",
    "started_on": "2019",
    "key_dates": [{"on": "2019-05", "what": {"zh": "首部电梯"}}],
    "problem": {"zh": "老人下楼难。\n\n- 六层\n- 无电梯", "en": "Old people < stairs & \"walls\"."},
    "standards": [{"number": "GB/T 36333-2018", "clause": "5.2", "role": "deviated", "note": {"en": "Not here."}}],
    "money": [{"source": {"zh": "市财政"}, "amount": 1250000.5, "currency": "CNY"}, {"source": {"zh": "住户"}}],
    "indicators": [{"name": {"zh": "部数"}, "unit": {"zh": "部"}, "baseline": 0, "result": 1200, "source": "年报"}],
    "references": [{"title": "指南", "url": "https://example.cn/a?b=1&c=2"}],
    "licence": "CC BY-SA 4.0",
    "personal_data_checked": True,
    "signed_off_by": "林晓",
    "signed_off_on": "2024-05-31",
}  # fmt: skip


@pytest.fixture
def cast(app: Flask) -> the_cast.Cast:
    with app.app_context():
        make_fields()
        return the_cast.assemble()


@pytest.fixture
def draft(app: Flask, cast: the_cast.Cast) -> int:
    """A rich draft of Hangzhou."""
    with app.app_context():
        return service.create(cast.lin, cast.hangzhou.id, read(CaseContent, RICH)).id


@pytest.fixture
def lin(app: Flask, cast: the_cast.Cast) -> Iterator[Browser]:
    return Browser(app, "lin")


def content(app: Flask, case_id: int) -> tuple[int, CaseContent]:
    """The latest revision: its number and what it says."""
    with app.app_context():
        reading = queries.read(SYSTEM, case_id, latest=True)
        return reading.revision.no, reading.content


def test_a_page_saved_as_it_was_opened_changes_nothing(app: Flask, lin: Browser, draft: int) -> None:
    answer = lin.press(f"/cases/{draft}/edit", act="save")
    assert answer.status_code == 302
    assert content(app, draft) == (1, read(CaseContent, RICH))
    assert "Nothing had changed" in lin.text(answer.headers["Location"])


def test_what_is_typed_is_saved_as_the_next_revision(app: Flask, lin: Browser, draft: int) -> None:
    typed = {
        "title__en": "Lifts",
        "indicators__0__result": "1,300",
        "problem__state__en": "official",
        "secondary_fields": ["", "smart-city", "new-urbanization"],
        "personal_data_checked": "",
    }
    lin.press(f"/cases/{draft}/edit", act="save", **typed)
    number, saved = content(app, draft)
    assert (number, saved.title.en, saved.indicators[0].result) == (2, "Lifts", 1300)
    assert (saved.problem.state.en, saved.secondary_fields) == ("official", ["smart-city", "new-urbanization"])
    assert not saved.personal_data_checked


def test_errors_are_named_at_their_fields_and_keep_what_was_typed(app: Flask, lin: Browser, draft: int) -> None:
    typed = {
        "title__zh": "长" * 41,
        "title__en": "Changed & kept",
        "indicators__0__result": "a <lot>",
        "started_on": "last year",
        "place__latitude": "",
        "contact__email": "nobody",
        "problem__zh": "有\x07控制符",
        "level": "galaxy",
    }
    answer = lin.press(f"/cases/{draft}/edit", act="save", **typed)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert content(app, draft) == (1, read(CaseContent, RICH))
    form = Forms(html).forms[f"/cases/{draft}/edit"]
    assert {name: form[name.replace("__", ".")] for name in typed} == typed
    for name in typed.keys() - {"title__en"}:
        place = "f-" + name.replace("__", "-")
        assert f'href="#{place}"' in html
        assert f'id="{place}-problem"' in html
    assert "At most 40 characters; this has 41." in html
    assert 'id="f-title-en-problem"' not in html


def test_errors_are_told_in_the_readers_language(lin: Browser, draft: int) -> None:
    form = lin.form(f"/cases/{draft}/edit")
    form["started_on"] = form["key_dates.0.on"] = "soon"
    answer = lin.client.post(f"/cases/{draft}/edit?lang=zh", data=form)
    page = answer.get_data(as_text=True)
    assert "开始时间：日期请写成" in page
    assert "关键节点" in page.split('id="problems-title"')[1].split("</section>")[0]


def test_a_refused_form_can_be_mended_and_sent_again(app: Flask, lin: Browser, draft: int) -> None:
    path = f"/cases/{draft}/edit"
    refused = lin.press(path, act="save", started_on="soon", title__en="New")
    lin.send(path, Forms(refused.get_data(as_text=True)).forms[path], act="save", started_on="2020")
    number, saved = content(app, draft)
    assert (number, saved.started_on, saved.title.en) == (2, "2020", "New")


def test_a_row_is_added_without_a_script_and_writes_nothing(app: Flask, lin: Browser, draft: int) -> None:
    path = f"/cases/{draft}/edit"
    answer = lin.press(path, act="add:indicators", title__zh="还没存", indicators__0__name__zh="改名")
    form = Forms(answer.get_data(as_text=True)).forms[path]
    assert (form["title.zh"], form["indicators.0.name.zh"], form["indicators.1.name.zh"]) == ("还没存", "改名", "")
    assert content(app, draft)[0] == 1
    lin.send(path, form, act="save", indicators__1__name__zh="投诉", indicators__1__result="3")
    assert [row.name.zh for row in content(app, draft)[1].indicators] == ["改名", "投诉"]


def test_a_row_is_removed_without_a_script(app: Flask, lin: Browser, draft: int) -> None:
    path = f"/cases/{draft}/edit"
    answer = lin.press(path, act="remove:money:0")
    form = Forms(answer.get_data(as_text=True)).forms[path]
    assert (form["money.rows"], form["money.0.source.zh"]) == ("1", "住户")
    lin.send(path, form, act="save")
    assert [row.source.zh for row in content(app, draft)[1].money] == ["住户"]


NO_ROWS: list[str] = ["add:title", "add:nothing", "remove:money", "remove:money:x", "remove:__class__:0"]


def test_only_lists_have_rows(lin: Browser, draft: int, subtests: pytest.Subtests) -> None:
    for act in NO_ROWS:
        with subtests.test(act=act):
            assert lin.press(f"/cases/{draft}/edit", act=act).status_code == 409


def test_the_short_form_keeps_what_the_full_one_asked(app: Flask, lin: Browser, draft: int) -> None:
    lin.press(f"/cases/{draft}/edit", act="save", form="short")
    number, saved = content(app, draft)
    assert number == 2
    assert saved == read(CaseContent, {**RICH, "form": "short"})


def test_what_only_editors_write_survives_a_city_that_edits(app: Flask, cast: the_cast.Cast, lin: Browser) -> None:
    compiled = {**RICH, "form": "compiled", "confidence": "low", "sources": [{"url": "https://example.cn/1"}]}
    with app.app_context():
        case_id = service.create(cast.lin, cast.hangzhou.id, read(CaseContent, compiled)).id
    lin.press(f"/cases/{case_id}/edit", act="save", form="full")
    lin.press(f"/cases/{case_id}/edit", act="save", title__zh="另一个标题")
    saved = content(app, case_id)[1]
    assert (saved.form, saved.confidence, len(saved.sources)) == ("full", "low", 1)


def test_missing_parts_are_told_with_links_to_their_fields(app: Flask, cast: the_cast.Cast) -> None:
    with app.app_context():
        case = service.create(cast.lin, cast.hangzhou.id, read(CaseContent, {"title": {"zh": "题"}}))
    html = Browser(app, "lin").text(f"/cases/{case.id}/edit")
    assert "13 of 14 still missing" in html
    for field in ("result", "field", "indicators", "licence", "personal_data_checked"):
        assert f'href="#f-{field}"' in html
        assert f'id="f-{field}"' in html


def test_the_readers_own_language_comes_first(app: Flask, cast: the_cast.Cast, draft: int) -> None:
    html = Browser(app, "lin").text(f"/cases/{draft}/edit")
    assert html.index('id="f-title-en"') < html.index('id="f-title-zh"')
    page = Browser(app, "lin").text(f"/cases/{draft}/edit?lang=zh")
    assert page.index('id="f-title-zh"') < page.index('id="f-title-en"')


READERS: list[tuple[str, int]] = [("wu", 403), ("zhou", 200), ("chen", 404), ("gao", 404), ("guest", 404)]


def test_a_draft_opens_only_to_its_editors(app: Flask, draft: int, subtests: pytest.Subtests) -> None:
    for who, status in READERS:
        with subtests.test(who=who, status=status):
            assert Browser(app, who).get(f"/cases/{draft}/edit").status_code == status


def test_strangers_see_a_public_case_but_do_not_edit_it(app: Flask, cast: the_cast.Cast, lin: Browser) -> None:
    with app.app_context():
        case_id = make_case(cast.lin, cast.hangzhou, status="published").id
    form = lin.form(f"/cases/{case_id}/edit")
    chen = Browser(app, "chen")
    assert chen.get(f"/cases/{case_id}/edit").status_code == 403
    token = chen.form("/cases/new")["csrf_token"]
    for act in ("save", "add:money"):
        assert chen.send(f"/cases/{case_id}/edit", form, csrf_token=token, act=act).status_code == 403
    assert chen.send(f"/cases/{case_id}/autosave", form, csrf_token=token).status_code == 403


def test_without_an_account_one_is_asked_to_sign_in(app: Flask, draft: int) -> None:
    answer = app.test_client().get(f"/cases/{draft}/edit")
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/sign-in")


def test_a_form_without_its_token_is_refused(lin: Browser, draft: int) -> None:
    form = lin.form(f"/cases/{draft}/edit")
    assert lin.send(f"/cases/{draft}/edit", form, csrf_token="x", act="save").status_code == 400


def test_markup_in_a_text_stays_text(app: Flask, lin: Browser, draft: int) -> None:
    evil = "</textarea><script>alert(1)</script>"
    lin.press(f"/cases/{draft}/edit", act="save", problem__en=evil, title__en='"><script>')
    html = lin.text(f"/cases/{draft}/edit")
    assert "<script>alert" not in html
    form = Forms(html).forms[f"/cases/{draft}/edit"]
    assert (form["problem.en"], form["title.en"]) == (evil, '"><script>')


def test_an_old_revision_is_restored_as_the_newest(app: Flask, lin: Browser, draft: int) -> None:
    lin.press(f"/cases/{draft}/edit", act="save", title__zh="第二版")
    action = f"/cases/{draft}/revisions/1/restoration"
    form = Forms(lin.text(f"/cases/{draft}/revisions?from=1&to=2")).forms[action]
    assert lin.send(action, form).status_code == 302
    assert content(app, draft) == (3, read(CaseContent, RICH))


def test_a_stale_restoration_changes_nothing_and_says_so(app: Flask, lin: Browser, draft: int) -> None:
    lin.press(f"/cases/{draft}/edit", act="save", title__zh="第二版")
    action = f"/cases/{draft}/revisions/1/restoration"
    form = Forms(lin.text(f"/cases/{draft}/revisions?from=1&to=2")).forms[action]
    lin.press(f"/cases/{draft}/edit", act="save", title__zh="第三版")
    answer = lin.send(action, form)
    assert content(app, draft)[0] == 3
    assert "Somebody has just changed this case" in lin.text(answer.headers["Location"])
