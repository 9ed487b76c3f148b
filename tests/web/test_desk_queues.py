"""The queues on pages: what waits, narrowed and kept, several at once after a preview, one decision after another."""

from datetime import timedelta

import pytest
from flask import Flask

from platform_app.access.actor import SYSTEM
from platform_app.cases import curation, queries
from platform_app.desk import canned
from platform_app.desk.inputs import NewReason
from platform_app.kernel import clock
from tests import cast as the_cast
from tests.factories import make_case, make_fields
from tests.scenes import Scene
from tests.web.browsing import Browser
from tests.web.test_budgets import counted

QUEUE = "/desk/queues/to_feature"
READY = NewReason(
    act="unpublish",
    title_zh="数据有误",
    title_en="Wrong figures",
    text_zh="数据有误。",
    text_en="The figures are wrong.",
)


def _recommend() -> list[int]:
    make_fields()
    cast = the_cast.assemble()
    canned.load_reason(SYSTEM, "unpublish-wrong", READY)
    made = [make_case(cast.lin, cast.hangzhou, status="published", title={"zh": f"第{n}个"}) for n in range(3)]
    for case in made:
        curation.nominate(cast.lin, case.id)
        curation.recommend(cast.shen, case.id)
    return [case.id for case in made]


_recommended = Scene(_recommend)


@pytest.fixture
def waiting(app: Flask) -> list[int]:
    """Three recommended cases of Hangzhou, and a reason ready for use."""
    with app.app_context():
        return _recommended.put()


def is_featured(app: Flask, case_id: int) -> bool:
    with app.app_context():
        return queries.get(SYSTEM, case_id).featured_at is not None


def test_the_desk_leads_to_the_queues_with_their_totals(app: Flask, waiting: list[int]) -> None:
    html = Browser(app, "gao").text("/desk")
    assert f'href="{QUEUE}"><b>3</b> To feature' in html
    assert 'href="/desk/queues/to_look_through"><b>3</b>' in html
    assert 'href="/desk/queues/overdue"><b>0</b>' in html
    assert "/desk/queues/" not in Browser(app, "wu").text("/desk")


def test_one_decision_leads_to_the_next_until_nothing_waits(app: Flask, waiting: list[int]) -> None:
    gao = Browser(app, "gao")
    address = gao.get(f"{QUEUE}/next").headers["Location"]
    for case_id in waiting:
        assert address.endswith(f"{QUEUE}/{case_id}")
        answer = gao.press(address, act="feature")
        assert answer.status_code == 302
        address = answer.headers["Location"]
    assert address.endswith(QUEUE)
    assert "Nothing waits here" in gao.text(QUEUE)
    assert all(is_featured(app, case_id) for case_id in waiting)


def test_a_refused_decision_keeps_what_was_typed_and_ticked(app: Flask, waiting: list[int]) -> None:
    gao, path = Browser(app, "gao"), f"/desk/queues/to_look_through/{waiting[0]}"
    answer = gao.press(path, act="unpublish", ticked="privacy", words=" ")
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Give a reason" in html
    assert 'value="privacy" data-key="1" checked' in html
    answer = gao.press(path, act="unpublish", words="", canned="unpublish-wrong")
    assert answer.status_code == 302
    with app.app_context():
        assert queries.get(SYSTEM, waiting[0]).returned_reason == "数据有误。\n\nThe figures are wrong."


def test_somebody_who_comes_too_late_is_told(app: Flask, waiting: list[int]) -> None:
    gao, path = Browser(app, "gao"), f"{QUEUE}/{waiting[0]}"
    gao.text(path)
    assert gao.press(path, act="feature").status_code == 302
    answer = gao.press(path, act="feature")
    assert answer.status_code == 409
    assert "no longer waits here" in answer.get_data(as_text=True)


def test_a_claim_is_shown_to_others_and_can_be_let_go(app: Flask, waiting: list[int]) -> None:
    gao, path = Browser(app, "gao"), f"{QUEUE}/{waiting[0]}"
    gao.press(f"{path}/claim", page=path)
    assert "You are on it" in gao.text(QUEUE)
    assert "You are on it" in gao.text(path)
    assert "You are on it" not in gao.text(f"{QUEUE}?claimed=free")
    gao.press(f"{path}/claim", page=path, end="1")
    assert "You are on it" not in gao.text(QUEUE)


def test_several_are_decided_at_once_after_a_preview(app: Flask, waiting: list[int]) -> None:
    gao = Browser(app, "gao")
    gao.press(f"{QUEUE}/{waiting[2]}", act="set_aside")
    answer = gao.press(f"{QUEUE}/preview", page=QUEUE, act="feature", case=[str(waiting[0]), str(waiting[2])])
    html = answer.get_data(as_text=True)
    assert "It will be done to one case" in html
    assert "left out:" in html
    assert not is_featured(app, waiting[0])
    gao.press_in(html, f"{QUEUE}/decisions")
    assert [is_featured(app, case_id) for case_id in waiting] == [True, False, False]
    answer = gao.press(f"{QUEUE}/preview", page=QUEUE, act="feature")
    assert answer.status_code == 422
    assert "Choose at least one case" in answer.get_data(as_text=True)


def test_a_view_is_kept_and_removed(app: Flask, waiting: list[int]) -> None:
    gao = Browser(app, "gao")
    narrowed = f"{QUEUE}?province=330000&older_than=7"
    assert "Nothing waits here" in gao.text(narrowed)
    assert gao.press("/desk/views", page=narrowed, name="Old ones").status_code == 302
    html = gao.text("/desk")
    assert 'href="/desk/queues/to_feature?province=330000&amp;older_than=7"' in html
    assert "Old ones" in html
    assert gao.press("/desk/views", page=narrowed, name=" ").status_code == 422
    assert gao.press("/desk/views", page=narrowed, name="x" * 41).status_code == 422
    gao.press("/desk/views/1/removal", page="/desk")
    assert "Old ones" not in gao.text("/desk")


def test_an_address_that_means_nothing_is_refused(app: Flask, waiting: list[int]) -> None:
    gao = Browser(app, "gao")
    assert gao.get("/desk/queues/nothing").status_code == 404
    assert gao.get(f"{QUEUE}?stage=nonsense").status_code == 422
    assert gao.get(f"{QUEUE}?cursor=nonsense").status_code == 422
    assert gao.get(f"{QUEUE}/999").status_code == 404
    assert Browser(app, "lin").get(f"{QUEUE}/{waiting[0]}").status_code == 403


def test_reasons_are_kept_by_moderators(app: Flask, waiting: list[int]) -> None:
    gao = Browser(app, "gao")
    new = {"act": "archive", "title_zh": "重复", "title_en": "Twice", "text_zh": "重复。", "text_en": "Told twice."}
    assert gao.press("/desk/reasons/new", code="archive-twice", **new).status_code == 302
    assert "Told twice." in gao.text("/desk/reasons")
    assert gao.press("/desk/reasons/new", code="archive-twice", **new).status_code == 409
    answer = gao.press("/desk/reasons/1", text_en=" ")
    assert answer.status_code == 422
    assert gao.press("/desk/reasons/1", text_en="They are wrong.").status_code == 302
    gao.press("/desk/reasons/1/removal", page="/desk/reasons/1")
    html = gao.text("/desk/reasons")
    assert "They are wrong." not in html
    assert Browser(app, "lin").get("/desk/reasons/new").status_code == 403
    assert Browser(app, "guest").get("/desk/reasons").status_code == 403


@pytest.mark.parametrize("path", [QUEUE, f"{QUEUE}/1"])
def test_a_queue_and_a_decision_ask_few_statements(app: Flask, waiting: list[int], path: str) -> None:
    gao = Browser(app, "gao")
    with counted(app) as statements:
        gao.text(path)
    assert len(statements) <= 12, statements


def test_a_text_that_changed_meanwhile_is_shown_and_what_was_typed_is_kept(app: Flask, waiting: list[int]) -> None:
    gao, path = Browser(app, "gao"), f"/desk/queues/to_look_through/{waiting[0]}"
    answer = gao.press(path, act="unpublish", words="A figure is wrong.", revision="7")
    html = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "A newer text is there" in html and "A figure is wrong." in html
    assert gao.press_in(html, path, act="unpublish").status_code == 302


def test_the_reason_for_several_is_asked_for_on_the_preview(app: Flask, waiting: list[int]) -> None:
    gao, queue = Browser(app, "gao"), "/desk/queues/overdue"
    gao.press(f"{QUEUE}/{waiting[0]}", act="feature")
    with clock.stopped_at(clock.now() + timedelta(days=800)):
        gao = Browser(app, "gao")
        chosen = gao.press(f"{queue}/preview", page=queue, act="withdraw_featuring", case=[str(waiting[0])])
        assert chosen.status_code == 200
        html = chosen.get_data(as_text=True)
        again = gao.press_in(html, f"{queue}/decisions")
        assert again.status_code == 422
        assert "Give a reason" in again.get_data(as_text=True)
        assert gao.press_in(html, f"{queue}/decisions", words="No answer.").status_code == 302
    assert not is_featured(app, waiting[0])
