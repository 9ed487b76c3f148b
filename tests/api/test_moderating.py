"""Reports, sanctions, held posts and the public log through the API."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests import factories
from tests.api.conftest import Api

WHY = "Not a place for advertising."


@pytest.fixture
def post(api: Api) -> int:
    """A post of Chen's in a thread of Lin's."""
    with api.app.app_context():
        thread = factories.make_thread(api.cast.lin, field="smart-city")
        return factories.make_post(api.cast.chen, thread, "Buy our lifts.").id


def report(api: Api, post: int, name: str = "lin", **parts: Any) -> dict[str, Any]:
    answer = getattr(api, name).post("/reports", {"kind": "post", "id": post, "reason": "spam", **parts})
    assert answer.status_code == 201, answer.text
    return dict(answer.json)


def test_a_report_is_made_once_decided_and_its_outcome_told(api: Api, post: int) -> None:
    made = report(api, post, words="Nothing but ads.")
    assert (made["kind"], made["subject_id"], made["outcome"]) == ("post", post, None)
    again = api.lin.post("/reports", {"kind": "post", "id": post, "reason": "abuse"})
    assert (again.status_code, again.json["code"]) == (409, "reported")
    report(api, post, "qi")
    (row,) = api.gao.get("/reports?kind=post").json["items"]
    assert (row["report_count"], row["reports"][0]["words"]) == (2, "Nothing but ads.")
    assert "林晓" not in api.gao.get(f"/reports/{row['id']}").text
    assert api.lin.get(f"/reports/{row['id']}").status_code == 404
    assert api.gao.get("/reports?kind=thread").json["total"] == 0
    decided = api.gao.post(f"/reports/{row['id']}/decision", {"act": "silence", "days": 7, "words": WHY})
    assert (decided.status_code, decided.json["outcome"], decided.json["actions"]) == (200, "silence", [])
    (own,) = api.lin.get("/reports/mine").json["items"]
    assert (own["outcome"], own["word"]) == ("acted", None)
    assert "高远" not in api.lin.get("/reports/mine").text


WRONG: list[tuple[dict[str, Any], list[str]]] = [
    ({"act": "silence", "words": WHY}, ["days"]),
    ({"act": "silence", "words": WHY, "days": 5}, ["days"]),
    ({"act": "warn"}, ["words"]),
    ({"act": "ban", "words": WHY}, ["act"]),
    ({"act": "warn", "canned": "unknown"}, ["canned"]),
]


def test_a_wrong_decision_names_its_field_and_decides_nothing(api: Api, post: int, subtests: pytest.Subtests) -> None:
    report(api, post)
    for body, loc in WRONG:
        with subtests.test(body=body, loc=loc):
            answer = api.gao.post("/reports/1/decision", body)
            assert answer.status_code == 422
            assert [error["loc"] for error in answer.json["errors"]] == [loc]
            assert api.gao.get("/reports/1").json["status"] == "open"


def test_what_one_may_not_see_is_404_and_what_one_may_not_do_403(api: Api, post: int) -> None:
    assert api.lin.post("/reports", {"kind": "thread", "id": 999, "reason": "spam"}).status_code == 404
    assert api.anyone.post("/reports", {"kind": "post", "id": post, "reason": "spam"}).status_code == 401
    report(api, post)
    assert api.shen.post("/reports/1/decision", {"act": "nothing", "words": WHY}).status_code == 404
    assert api.gao.post("/reports/1/decision", {"act": "suspend", "words": WHY}).status_code == 403
    assert api.lin.post("/sanctions", {"kind": "warn", "person": api.cast.chen.id, "words": WHY}).status_code == 403


def test_whoever_is_silenced_is_refused_until_her_appeal_is_upheld(api: Api, post: int) -> None:
    new = {"kind": "silence", "person": api.cast.chen.id, "days": 3, "words": WHY, "category": "spam"}
    made = api.gao.post("/sanctions", new)
    assert made.status_code == 201
    for path, body in (
        ("/threads/1/posts", {"text": "One more."}),
        ("/threads", factories.THREAD),
        ("/posts/1/reactions", {"sign": "thanks"}),
    ):
        assert api.chen.post(path, body).status_code == 403
    (own,) = api.chen.get("/sanctions").json["items"]
    assert (own["reason"], own["by_name"], own["actions"]) == (WHY, None, ["sanction.appeal"])
    appeal = f"/sanctions/{own['id']}/appeal"
    assert api.lin.post(appeal, {"text": "I was right."}).status_code == 404
    assert api.chen.post(appeal, {"text": "I was right."}).json["appeal_state"] == "open"
    assert api.chen.post(appeal, {"text": "I was right."}).json["code"] == "appealed"
    assert api.gao.get("/sanctions?which=appealed").json["total"] == 1
    ruling = {"outcome": "upheld", "reason": "You were."}
    assert api.chen.post(f"{appeal}-decision", ruling).status_code == 403
    assert api.gao.post(f"{appeal}-decision", ruling).json["appeal_state"] == "upheld"
    assert api.chen.post("/threads/1/posts", {"text": "One more."}).status_code == 201


def test_hiding_directly_is_a_sanction_that_its_author_reads(api: Api, post: int) -> None:
    assert api.gao.post("/hidings", {"kind": "post", "id": post, "reason": WHY}).status_code == 204
    (own,) = api.chen.get("/sanctions").json["items"]
    assert (own["kind"], own["subject"], own["can_be_appealed"]) == ("hide", {"kind": "post", "id": post}, True)
    assert api.gao.delete(f"/hidings/post/{post}").status_code == 204
    assert api.chen.get(f"/sanctions/{own['id']}").json["lifted_at"] is not None


def test_the_public_log_is_open_to_everybody_and_names_nobody(api: Api, post: int) -> None:
    report(api, post)
    api.gao.post("/reports/1/decision", {"act": "hide", "words": WHY})
    answer = api.anyone.get("/moderation-log")
    (line,) = answer.json["items"]
    assert {name: line[name] for name in line if name not in ("id", "at")} == {
        "act": "post_hidden",
        "days": None,
        "field": "smart-city",
        "category": "spam",
        "by_role": "moderator",
    }
    assert not any(secret in answer.text for secret in ("陈屿", "林晓", "高远", WHY, "Buy our lifts"))


def test_held_posts_are_listed_released_and_declined(
    make_app: Callable[..., Flask], populate: Callable[[Flask], Api]
) -> None:
    api = populate(make_app(hold_first_posts=1))
    thread = api.gao.post("/threads", factories.THREAD).json["id"]
    first, second = (api.chen.post(f"/threads/{thread}/posts", {"text": text}).json for text in ("One.", "Two."))
    assert (first["status"], api.lin.get(f"/posts/{first['id']}").json["text"]) == ("held", None)
    assert [row["id"] for row in api.gao.get("/held").json["items"]] == [first["id"], second["id"]]
    assert api.lin.get("/held").json["total"] == 0
    assert api.gao.post(f"/held/{first['id']}/release").json["status"] == "shown"
    assert api.gao.post(f"/held/{first['id']}/release").status_code == 409
    declined = api.gao.post(f"/held/{second['id']}/refusal", {"reason": WHY})
    assert (declined.json["status"], declined.json["hidden_because"]) == ("hidden", WHY)
    assert api.lin.get(f"/posts/{first['id']}").json["text"] == "One."


def test_the_gate_answers_429_with_how_long_to_wait_and_422_with_the_field(
    make_app: Callable[..., Flask], populate: Callable[[Flask], Api]
) -> None:
    api = populate(make_app(posts_per_hour=2))
    api.lin.post("/threads", {**factories.THREAD, "text": "How much did each of your lifts cost in the end?"})
    same = api.lin.post("/threads/1/posts", {"text": "HOW MUCH did each of your lifts cost, in the end"})
    assert (same.status_code, [error["loc"] for error in same.json["errors"]]) == (422, [["text"]])
    assert api.lin.post("/threads/1/posts", {"text": "https://a.cn " * 21}).status_code == 422
    assert api.lin.post("/threads/1/posts", {"text": "Well."}).status_code == 201
    answer = api.lin.post("/threads/1/posts", {"text": "Well?"})
    assert (answer.status_code, 0 < int(answer.headers["Retry-After"]) <= 3600) == (429, True)
