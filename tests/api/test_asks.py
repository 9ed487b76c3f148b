"""Asking a city through the API: proposals with reasons, asks, answers, who may not."""

from datetime import timedelta
from typing import Any

import pytest

from platform_app.kernel import clock
from platform_app.search import documents
from platform_app.search.index import installed
from tests import factories
from tests.api.conftest import Api
from tests.api.test_desk import ok


@pytest.fixture
def thread(api: Api) -> int:
    """A question of Hangzhou."""
    with api.app.app_context():
        factories.make_case(api.cast.chen, api.cast.xiamen, status="published", title={"zh": "老旧小区加装电梯"})
        installed().engine.rebuild(documents.every())
        return factories.make_thread(api.cast.lin, field="new-urbanization", title="加装电梯花了多少钱？").id


def asked(api: Api, thread: int, *codes: str, **more: Any) -> list[dict[str, Any]]:
    return list(ok(api.lin.post(f"/threads/{thread}/asks", {"organisations": list(codes), **more}))["items"])


def test_who_might_know_is_proposed_asked_and_answers(api: Api, thread: int) -> None:
    (proposed,) = ok(api.lin.get(f"/threads/{thread}/ask-proposals"))["items"]
    assert proposed["organisation"]["code"] == "350200"
    assert [why["sentence"] for why in proposed["reasons"]] == [
        "A published case speaks of much the same: “老旧小区加装电梯”",
        "Published cases in this field: 1",
    ]
    due = (clock.today() + timedelta(days=30)).isoformat()
    (ask,) = asked(api, thread, "350200", due_on=due)
    assert (ask["status"], ask["due_on"], ask["is_overdue"]) == ("open", due, False)
    assert [why["key"] for why in ask["reasons"]] == ["on_topic", "same_field"]
    assert ok(api.chen.get(ask["url"]))["actions"] == ["ask.answer"]
    done = ok(api.chen.post(f"/asks/{ask['id']}/answer", {"text": "每台约四十万元。"}))
    assert (done["status"], done["post_id"] is not None) == ("answered", True)
    again = api.chen.post(f"/asks/{ask['id']}/answer", {"text": "每台约四十万元。"})
    assert (again.status_code, again.json["code"]) == (409, "ask_answered")


def test_declining_and_passing_on_tell_their_word_to_those_who_asked(api: Api, thread: int) -> None:
    xiamen, beijing = asked(api, thread, "350200", "110000")
    ok(api.qi.post(f"/asks/{beijing['id']}/decline", {"reason": "尚在试点。"}))
    to = ok(api.chen.post(f"/asks/{xiamen['id']}/passing-on", {"organisation": "350500"}))
    assert (to["organisation"]["code"], to["passed_from_id"]) == ("350500", xiamen["id"])
    assert ok(api.lin.get(f"/asks/{beijing['id']}"))["word"] == "尚在试点。"
    assert ok(api.anyone.get(f"/asks/{beijing['id']}"))["word"] is None
    states = {row["organisation"]["code"]: row["status"] for row in ok(api.anyone.get("/asks"))["items"]}
    assert states == {"350200": "passed_on", "110000": "declined", "350500": "open"}
    assert ok(api.anyone.get("/asks?organisation=110000&status=declined"))["total"] == 1
    assert ok(api.anyone.get(f"/threads/{thread}/asks"))["total"] == 3


REFUSED: list[tuple[str, dict[str, Any], int]] = [
    ("chen", {"organisations": ["110000"]}, 403),
    ("lin", {"organisations": []}, 422),
    ("lin", {"organisations": ["330100"]}, 422),
    ("lin", {"organisations": ["no"]}, 422),
    ("lin", {"organisations": ["110000"], "due_on": "2020-01-01"}, 422),
    ("lin", {"organisations": ["110000"], "due_on": 7}, 422),
    ("lin", {"organisations": ["110000"], "reasons": []}, 422),
]


def test_what_cannot_be_asked_is_refused(api: Api, thread: int, subtests: pytest.Subtests) -> None:
    for who, body, status in REFUSED:
        with subtests.test(who=who, body=body):
            assert getattr(api, who).post(f"/threads/{thread}/asks", body).status_code == status
            assert ok(api.lin.get(f"/threads/{thread}/asks"))["total"] == 0


def test_nobody_answers_for_another_city_or_with_both_a_post_and_a_text(api: Api, thread: int) -> None:
    (ask,) = asked(api, thread, "350200")
    for act, body in (("answer", {"text": "一。"}), ("decline", {"reason": "不便。"})):
        assert api.qi.post(f"/asks/{ask['id']}/{act}", body).status_code == 403
    assert api.chen.post(f"/asks/{ask['id']}/answer", {"text": "一。", "post_id": 1}).status_code == 422
    assert api.chen.post(f"/asks/{ask['id']}/answer", {}).status_code == 422
    assert api.anyone.get("/asks?organisation=nobody").status_code == 422
