"""Action items through the API: the whole way, refusals with fields, stale versions, the board as a file."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from flask import Flask

from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.meetings.models_decisions import ActionItem
from tests.api.conftest import Api
from tests.api.test_desk import ok
from tests.cast import Cast
from tests.meetings.acting import resolve
from tests.meetings.scene import in_empty_database
from tests.scenes import Scene

NEW: dict[str, Any] = {"title_zh": "编制加装电梯指南", "organisation": "330100", "resolution": 1}


def _resolve() -> Cast:
    scene = in_empty_database()
    resolve(scene.convened())
    return scene.cast


_resolved = Scene(_resolve)


@pytest.fixture
def api(app: Flask) -> Api:
    """The cast with tokens, a joint meeting that was convened, and one resolution of it."""
    with app.app_context():
        return Api(app, _resolved.put())


def day(days: int = 30) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


def assigned(api: Api, **parts: Any) -> dict[str, Any]:
    return dict(ok(api.he.post("/actions", {**NEW, "due_on": day(), **parts})))


def test_it_is_given_worked_on_closed_with_evidence_and_confirmed(api: Api) -> None:
    made = assigned(api, person="lin@cast.example")
    assert (made["status"], made["body_id"], made["meeting_id"], made["actions"]) == ("open", 1, 1, ["action.judge"])
    address = f"/actions/{made['id']}"
    case = api.published_case()
    ok(api.lin.post(f"{address}/start", {}))
    ok(api.zhou.post(f"{address}/notes", {"words": "完成一半。"}))
    done = ok(api.lin.post(f"{address}/completion", {"evidence": [{"kind": "case", "id": case["id"]}]}))
    assert (done["status"], done["evidence"]) == ("done", [{"kind": "case", "id": case["id"]}])
    ok(api.he.post(f"{address}/reopening", {"reason": "材料不全。", "due_on": day(40)}))
    ok(api.lin.post(f"{address}/completion", {"evidence_url": "https://hz.example", "evidence_words": "报告。"}))
    final = ok(api.he.post(f"{address}/confirmation", {}))
    acts = ["assigned", "started", "noted", "done", "reopened", "done", "confirmed"]
    assert (final["status"], [each["act"] for each in final["log"]]) == ("confirmed", acts)
    again = api.he.post(f"{address}/dropping", {"reason": "不再需要。"})
    assert (again.status_code, again.json["code"]) == (409, "action_confirmed")


WRONG: list[tuple[dict[str, Any], Any]] = [
    ({"due_on": "2020-01-01"}, ["due_on"]),
    ({"due_on": "tomorrow"}, ["due_on"]),
    ({"person": "chen@cast.example"}, ["person"]),
    ({"organisation": "999999"}, ["organisation"]),
    ({"resolution": None}, ["body"]),
    ({"resolution": 10**30}, ["resolution"]),
    ({"indicator": "I77"}, ["indicator"]),
    ({"priority": "huge"}, ["priority"]),
    ({"title_zh": "有\x07铃"}, ["title_zh"]),
    ({"colour": "red"}, ["colour"]),
]


def test_a_wrong_action_item_names_its_field_and_nothing_is_made(api: Api, subtests: pytest.Subtests) -> None:
    for parts, loc in WRONG:
        with subtests.test(parts=parts):
            refused = api.he.post("/actions", {**NEW, "due_on": day(), **parts})
            assert (refused.status_code, refused.json["errors"][0]["loc"]) == (422, loc)
            assert ok(api.he.get("/actions"))["total"] == 0


UNPROVEN: list[dict[str, Any]] = [
    {},
    {"evidence": []},
    {"evidence_words": "做完了。"},
    {"evidence": [{"kind": "case", "id": 9}]},
]


def test_closing_without_evidence_names_it_and_changes_nothing(api: Api, subtests: pytest.Subtests) -> None:
    made = assigned(api)
    for body in UNPROVEN:
        with subtests.test(body=body):
            refused = api.lin.post(f"/actions/{made['id']}/completion", body)
            assert (refused.status_code, refused.json["errors"][0]["loc"]) == (422, ["evidence"])
            assert ok(api.lin.get(f"/actions/{made['id']}"))["status"] == "open"


def test_a_change_needs_the_version_it_was_made_on(api: Api) -> None:
    made = assigned(api, person="lin@cast.example")
    address = f"/actions/{made['id']}"
    seen = f'"{made["version"]}-x"'
    assert api.he.patch(address, {"priority": "high"}).status_code == 428
    changed = ok(api.he.patch(address, {"priority": "high", "due_on": day(50)}, match=seen))
    assert (changed["priority"], changed["due_on"], changed["person_name"]) == ("high", day(50), "林晓")
    stale = api.he.patch(address, {"priority": "low"}, match=seen)
    assert (stale.status_code, stale.json["current"]["priority"]) == (412, "high")
    late = api.lin.post(f"{address}/start", {}, headers={"If-Match": seen})
    assert late.status_code == 412
    assert api.he.patch(address, {"due_on": None}, match=f'"{changed["version"]}-x"').status_code == 422
    assert api.lin.patch(address, {"priority": "low"}, match=f'"{changed["version"]}-x"').status_code == 403


def test_others_neither_read_nor_act(api: Api) -> None:
    made = assigned(api)
    address = f"/actions/{made['id']}"
    assert api.guest.get(address).status_code == 404
    assert api.chen.get(address).status_code == 404
    assert ok(api.shen.get(address))["actions"] == []
    assert api.shen.post(f"{address}/start", {}).status_code == 403
    assert api.lin.post(f"{address}/confirmation", {}).status_code == 403
    assert api.lin.post("/actions", {**NEW, "due_on": day()}).status_code == 403
    assert api.anyone.get("/actions").status_code == 401


def test_lists_are_narrowed(api: Api) -> None:
    own, other = assigned(api), assigned(api, organisation="330000")
    ok(api.lin.post(f"/actions/{own['id']}/start", {}))

    def listed(query: str, who: str = "he") -> list[int]:
        return [each["id"] for each in ok(getattr(api, who).get(f"/actions?{query}"))["items"]]

    assert listed("mine=true", "lin") == listed("status=in_progress") == listed("level=city") == [own["id"]]
    assert listed("meeting=1&body=1&resolution=1") == [own["id"], other["id"]]
    assert listed("overdue=true") == listed("meeting=2") == []
    with api.app.app_context():
        db.session.get_one(ActionItem, other["id"]).due_on = clock.today() - timedelta(days=1)
        db.session.commit()
    assert listed("overdue=true") == [other["id"]]
    assert listed("limit=1") == [other["id"]]
    assert api.he.get("/actions?status=burnt").status_code == 422


def test_the_board_leaves_as_a_file_whose_cells_are_no_formulas(api: Api) -> None:
    assigned(api, title_zh="=HYPERLINK(1)", due_on=day(2))
    assigned(api, organisation="330000")
    text = api.he.get("/board/export?format=csv", headers={"Accept-Language": "zh"})
    assert text.data.startswith(b"\xef\xbb\xbf")
    lines = text.data.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("编号,行动事项")
    assert "'=HYPERLINK(1)" in lines[1] and len(lines) == 3
    book = openpyxl.load_workbook(BytesIO(api.he.get("/board/export?level=city").data))
    rows = list(book.active.values)
    assert (len(rows), rows[1][1]) == (2, "'=HYPERLINK(1)")
    assert api.lin.get("/board/export").status_code == 403
    assert api.anyone.get("/board/export").status_code == 401
    assert api.he.get("/board/export?format=pdf").status_code == 422
