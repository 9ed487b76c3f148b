"""The desk through the API: queues with totals, claims, decisions on what was read, views and reasons."""

from typing import Any

import pytest

from tests.api.conftest import Api

READY = {
    "code": "archive-twice", "act": "archive", "title_zh": "重复", "title_en": "Twice",
    "text_zh": "重复。", "text_en": "Told twice.",
}  # fmt: skip


def ok(answer: Any) -> dict[str, Any]:
    """What was answered, if it was not refused."""
    assert answer.status_code in (200, 201), answer.text
    return dict(answer.json)


@pytest.fixture
def waiting(api: Api) -> list[int]:
    """Two cases to feature."""
    made = [api.published_case()["id"] for _ in range(2)]
    for case in made:
        ok(api.lin.post(f"/cases/{case}/nomination", {}))
        ok(api.shen.post(f"/cases/{case}/recommendation", {}))
    return made


def test_the_desk_tells_each_queue_and_shows_the_one_that_is_asked_for(api: Api, waiting: list[int]) -> None:
    found = ok(api.gao.get("/desk"))
    assert {queue["key"]: queue["total"] for queue in found["queues"]} == {
        "to_look_through": 2,
        "to_feature": 2,
        "evidence": 0,
        "overdue": 0,
    }
    assert found["items"] is None
    part = ok(api.gao.get("/desk?queue=to_feature&limit=1"))
    assert ([case["id"] for case in part["items"]], part["total"]) == ([waiting[0]], 2)
    rest = ok(api.gao.get(f"/desk?queue=to_feature&limit=1&cursor={part['next']}"))
    assert ([case["id"] for case in rest["items"]], rest["next"]) == ([waiting[1]], None)
    assert ok(api.gao.get("/desk?queue=to_feature&province=350000"))["total"] == 0
    refused = api.gao.get("/desk?queue=nothing")
    assert (refused.status_code, refused.json["errors"][0]["loc"]) == (422, ["queue"])


def test_a_claim_is_made_seen_and_ended(api: Api, waiting: list[int]) -> None:
    ok(api.gao.post("/desk/claims", {"case": waiting[0], "queue": "to_feature"}))
    assert [claim["case_id"] for claim in ok(api.gao.get("/desk/claims"))["items"]] == [waiting[0]]
    assert ok(api.gao.get("/desk?queue=to_feature&claimed=mine"))["total"] == 1
    assert api.lin.post("/desk/claims", {"case": waiting[0], "queue": "to_feature"}).status_code == 403
    assert api.gao.delete(f"/desk/claims/{waiting[0]}").status_code == 204
    assert api.gao.delete(f"/desk/claims/{waiting[0]}").status_code == 404


def test_a_decision_names_what_was_read_and_stays_on_record(api: Api, waiting: list[int]) -> None:
    decision = {"case": waiting[0], "queue": "to_feature", "act": "feature", "ticked": ["clarity"]}
    assert api.gao.post("/desk/decisions", {**decision, "revision": 9}).status_code == 412
    assert ok(api.gao.post("/desk/decisions", {**decision, "revision": 1}))["featured_at"]
    assert api.gao.post("/desk/decisions", decision).status_code == 409
    (look,) = ok(api.gao.get(f"/cases/{waiting[0]}/decisions"))["items"]
    assert (look["act"], look["ticked"], look["person_name"]) == ("feature", ["clarity"], "高远")
    assert api.chen.get(f"/cases/{waiting[0]}/decisions").status_code == 403
    refused = api.gao.post("/desk/decisions", {**decision, "case": waiting[1], "act": "publish"})
    assert (refused.status_code, refused.json["errors"][0]["loc"]) == (422, ["act"])


def test_several_are_foreseen_and_decided(api: Api, waiting: list[int]) -> None:
    many = {"queue": "to_feature", "act": "feature", "cases": [*waiting, 999]}
    foreseen = ok(api.gao.post("/desk/previews", many))["items"]
    assert [each["done"] for each in foreseen] == [True, True, False]
    assert ok(api.gao.get("/desk?queue=to_feature"))["total"] == 2
    done = ok(api.gao.post("/desk/bulk-decisions", many))["items"]
    assert [each["done"] for each in done] == [True, True, False]
    assert done[2]["code"] == "not_found"
    assert ok(api.gao.get("/desk?queue=to_feature"))["total"] == 0


def test_views_are_kept_by_name(api: Api) -> None:
    view = {"name": "Old ones", "queue": "to_feature", "older_than": 7}
    made = ok(api.gao.post("/desk/views", view))
    assert ok(api.gao.post("/desk/views", {**view, "older_than": 30}))["id"] == made["id"]
    (kept,) = ok(api.gao.get("/desk/views"))["items"]
    assert kept["filters"]["older_than"] == 30
    assert api.lin.delete(f"/desk/views/{made['id']}").status_code == 404
    assert api.gao.delete(f"/desk/views/{made['id']}").status_code == 204


def test_reasons_are_kept_by_moderators_and_taken_by_their_code(api: Api) -> None:
    made = ok(api.gao.post("/desk/reasons", READY))
    assert api.gao.post("/desk/reasons", READY).status_code == 409
    assert api.lin.post("/desk/reasons", {**READY, "code": "mine"}).status_code == 403
    assert [row["code"] for row in ok(api.lin.get("/desk/reasons?act=archive"))["items"]] == ["archive-twice"]
    case = api.published_case()["id"]
    taken = {"case": case, "queue": "to_look_through", "act": "archive", "canned": "archive-twice"}
    assert ok(api.gao.post("/desk/decisions", taken))["archived_reason"] == "重复。\n\nTold twice."
    new = {name: value for name, value in READY.items() if name != "code"}
    assert api.gao.send("PUT", f"/desk/reasons/{made['id']}", new).status_code == 428
    changed = api.gao.send(
        "PUT", f"/desk/reasons/{made['id']}", {**new, "text_en": "Again."}, headers={"If-Match": '"1"'}
    )
    assert ok(changed)["text_en"] == "Again."
    assert api.gao.delete(f"/desk/reasons/{made['id']}", match='"1"').status_code == 412
    assert api.gao.delete(f"/desk/reasons/{made['id']}", match='"2"').status_code == 204
