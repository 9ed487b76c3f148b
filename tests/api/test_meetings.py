"""Bodies and meetings through the API: the whole way, refusals with fields, stale versions, what the public reads."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from platform_app.kernel import clock
from platform_app.meetings import service_attendance
from platform_app.meetings.inputs import AttendanceEntry
from tests.api.conftest import Api
from tests.api.test_desk import ok
from tests.meetings.scene import BODY, LENGTH

ITEM: dict[str, Any] = {"title_zh": "电梯加装的标准", "expected": "decide", "minutes": 20}
PROPOSAL: dict[str, Any] = {"organisation": "330000", "title_zh": "统一验收口径", "minutes": 15}


@pytest.fixture
def api(app: Flask, populate: Callable[[Flask], Api]) -> Api:
    return populate(app)


def at(days: int = 14, hours: int = 0) -> str:
    return (clock.now() + timedelta(days=days, hours=hours)).isoformat()


def founded(api: Api, **parts: Any) -> dict[str, Any]:
    return dict(ok(api.he.post("/bodies", {**BODY, **parts})))


def planned(api: Api, **parts: Any) -> dict[str, Any]:
    new = {"body": 1, "title_zh": "第一次全体会议", "starts_at": at(), "ends_at": at(hours=3), **parts}
    return dict(ok(api.he.post("/meetings", new)))


def added(api: Api, **parts: Any) -> dict[str, Any]:
    return dict(ok(api.he.post("/meetings/1/agenda-items", {**ITEM, **parts})))


def tag(thing: dict[str, Any]) -> str:
    return f'"{thing["version"]}-x"'


def numbers(api: Api) -> list[tuple[int, str]]:
    return [(row["id"], row["number"]) for row in ok(api.he.get("/meetings/1/agenda-items"))["items"]]


def test_from_a_body_to_a_meeting_that_was_held(api: Api) -> None:
    body = founded(api)
    roles = ["lead", "member", "member", "member", "observer", "guest"]
    assert ([each["role"] for each in body["members"]], body["secretariat"]["code"]) == (roles, "M-SAC")
    assert body["quorum"]["shares"] == {"provincial": "2/3"}
    made = planned(api, conference_url="https://meet.example/1")
    assert (made["status"], made["number"], made["minutes_available"]) == ("planned", 1, 180)
    item = added(api)
    proposal = ok(api.shen.post("/meetings/1/proposals", PROPOSAL))
    accepted = ok(api.he.post(f"/meetings/1/proposals/{proposal['id']}/acceptance"))
    assert (accepted["status"], accepted["decided_by_name"]) == ("accepted", "何静")
    assert numbers(api) == [(item["id"], "1"), (accepted["item_id"], "2")]
    convened = ok(api.he.post("/meetings/1/convocation", {"words": "请报送名单。"}))
    assert (convened["status"], convened["minutes_planned"], convened["is_over"]) == ("convened", 35, False)
    early = api.he.post("/meetings/1/holding", {})
    assert (early.status_code, early.json["code"]) == (409, "not_begun")
    with clock.stopped_at(datetime.fromisoformat(made["starts_at"]) + LENGTH):
        with api.app.app_context():
            for code in ("M-SAC", "330000", "350000"):
                service_attendance.note(api.cast.he, 1, AttendanceEntry(organisation=code, name="代表"))
        held = ok(api.he.post("/meetings/1/holding", {}))
    assert (held["status"], held["quorum_result"]["is_met"]) == ("held", True)
    assert [each["act"] for each in held["history"]][-1] == "held"
    assert api.he.post("/meetings/1/closure").json["code"] == "meeting_held"
    assert ok(api.anyone.get("/meetings?when=past&body=1"))["total"] == 1
    assert ok(api.anyone.get("/meetings?when=upcoming"))["total"] == 0


def test_what_the_public_reads_of_a_convened_meeting(api: Api) -> None:
    founded(api)
    planned(api, conference_url="https://meet.example/1")
    added(api, sponsor="330000")
    assert ok(api.anyone.get("/meetings"))["total"] == 0
    for address in ("/meetings/1", "/meetings/1/agenda-items", "/meetings/1/agenda-items/1"):
        assert api.anyone.get(address).status_code == 404
        assert api.guest.get(address).status_code == 404
    assert api.guest.get("/meetings/1/proposals").status_code == 404
    ok(api.he.post("/meetings/1/convocation", {}))
    seen = ok(api.anyone.get("/meetings/1"))
    assert (seen["conference_url"], seen["actions"], seen["history"][0]["by_name"]) == (None, [], None)
    assert seen["starts_at"].endswith("Z") and seen["time_zone"] == "Asia/Shanghai"
    inside = ok(api.shen.get("/meetings/1"))
    assert (inside["conference_url"], inside["actions"]) == (
        "https://meet.example/1",
        ["agenda.propose", "resolution.propose"],
    )
    assert ok(api.anyone.get("/meetings/1/agenda-items"))["items"][0]["sponsor"]["code"] == "330000"
    assert ok(api.guest.get("/meetings/1/proposals"))["total"] == 0
    assert api.anyone.get("/meetings/1/proposals").status_code == 401
    for path, content in (("convocation", {}), ("agenda-items", ITEM), ("cancellation", {"reason": "不再需要。"})):
        assert api.shen.post(f"/meetings/1/{path}", content).status_code == 403
    assert (
        api.lin.post("/meetings", {"body": 1, "title_zh": "会议", "starts_at": at(), "ends_at": at(15)}).status_code
        == 403
    )
    assert api.lin.post("/bodies", {**BODY, "series": "ZZ"}).status_code == 403


WRONG_MEETINGS: list[tuple[dict[str, Any], Any]] = [
    ({"ends_at": at(13)}, ["ends_at"]),
    ({"starts_at": "2020-01-01T09:00:00Z"}, ["starts_at"]),
    ({"starts_at": "tomorrow"}, ["starts_at"]),
    ({"starts_at": 1_900_000_000}, ["starts_at"]),
    ({"ends_at": "9999-12-31T23:59:59-14:00"}, ["ends_at"]),
    ({"time_zone": "Mars/Olympus"}, ["time_zone"]),
    ({"papers_due_on": "2199-01-01"}, ["papers_due_on"]),
    ({"conference_url": "javascript:alert(1)"}, ["conference_url"]),
    ({"chair": "nobody@cast.example"}, ["chair"]),
    ({"body": 99}, ["body"]),
    ({"body": None}, ["body"]),
    ({"title_zh": "有\x07铃"}, ["title_zh"]),
    ({"colour": "red"}, ["colour"]),
]


def test_a_wrong_meeting_names_its_field_and_nothing_is_made(api: Api, subtests: pytest.Subtests) -> None:
    founded(api)
    for parts, loc in WRONG_MEETINGS:
        with subtests.test(parts=parts):
            new = {"body": 1, "title_zh": "第一次全体会议", "starts_at": at(), "ends_at": at(hours=3), **parts}
            refused = api.he.post("/meetings", new)
            assert (refused.status_code, refused.json["errors"][0]["loc"]) == (422, loc)
            assert ok(api.he.get("/meetings"))["total"] == 0


WRONG_BODIES: list[tuple[dict[str, Any], Any]] = [
    ({"quorum": {"counts": {"provincial": 4}}}, ["quorum", "counts", "provincial"]),
    ({"quorum": {"shares": {"provincial": "3/2"}}}, ["quorum", "shares", "provincial"]),
    ({"quorum": {"shares": {"provincial": "1/0"}}}, ["quorum", "shares", "provincial"]),
    ({"quorum": {"shares": {"provincial": "1e99999999"}}}, ["quorum", "shares", "provincial"]),
    ({"quorum": {"counts": {"village": 1}}}, ["quorum", "counts", "village", "[key]"]),
    ({"members": [{"organisation": "999999"}]}, ["members"]),
    ({"members": [{"organisation": "330000"}, {"organisation": "330000"}]}, ["members"]),
    ({"lead": "999999"}, ["lead"]),
    ({"field": "gardening"}, ["field"]),
    ({"series": "jm"}, ["series"]),
]


def test_a_wrong_body_names_its_field_and_nothing_is_made(api: Api, subtests: pytest.Subtests) -> None:
    for parts, loc in WRONG_BODIES:
        with subtests.test(parts=parts):
            refused = api.he.post("/bodies", {**BODY, **parts})
            assert (refused.status_code, refused.json["errors"][0]["loc"]) == (422, loc)
            assert ok(api.anyone.get("/bodies"))["total"] == 0


def test_a_body_is_changed_on_its_version_and_ended(api: Api) -> None:
    body = founded(api)
    founded(api, series="WG-SC", kind="working_group")
    first = ok(api.anyone.get("/bodies?limit=1"))
    assert [row["series"] for row in first["items"]] == ["JM"]
    assert ok(api.anyone.get(f"/bodies?limit=1&cursor={first['next']}"))["items"][0]["series"] == "WG-SC"
    new = {**BODY, "name_en": "Joint meeting"}
    assert api.he.send("PUT", "/bodies/1", new).status_code == 428
    changed = ok(api.he.send("PUT", "/bodies/1", new, headers={"If-Match": tag(body)}))
    assert (changed["name_en"], len(changed["members"])) == ("Joint meeting", 6)
    stale = api.he.send("PUT", "/bodies/1", new, headers={"If-Match": tag(body)})
    assert (stale.status_code, stale.json["current"]["version"]) == (412, changed["version"])
    assert api.shen.send("PUT", "/bodies/1", new, headers={"If-Match": "*"}).status_code == 403
    assert ok(api.he.post("/bodies/1/ending"))["ended_at"]
    assert api.he.post("/bodies/1/ending").json["code"] == "body_ended"


def test_a_change_of_a_meeting_needs_the_version_it_was_made_on(api: Api) -> None:
    founded(api)
    made = planned(api, chair="shen@cast.example")
    assert api.he.patch("/meetings/1", {"place_zh": "杭州"}).status_code == 428
    changed = ok(api.he.patch("/meetings/1", {"place_zh": "杭州", "ends_at": at(hours=5)}, match=tag(made)))
    assert (changed["place_zh"], changed["chair_name"], changed["sequence"]) == ("杭州", made["chair_name"], 1)
    assert changed["minutes_available"] == 300
    stale = api.he.patch("/meetings/1", {"place_zh": "厦门"}, match=tag(made))
    assert (stale.status_code, stale.json["current"]["place_zh"]) == (412, "杭州")
    late = api.he.post("/meetings/1/convocation", {}, headers={"If-Match": tag(made)})
    assert (late.status_code, late.json["current"]["status"]) == (412, "planned")
    for wrong, loc in (({"ends_at": at(1)}, ["ends_at"]), ({"title_zh": None}, ["title_zh"])):
        refused = api.he.patch("/meetings/1", wrong, match="*")
        assert (refused.status_code, refused.json["errors"][0]["loc"]) == (422, loc)
    assert api.he.patch("/meetings/1", [], match="*").status_code == 422
    assert api.shen.patch("/meetings/1", {"place_zh": "宁波"}, match="*").status_code == 403
    current = {"If-Match": tag(changed)}
    assert (
        ok(api.he.post("/meetings/1/postponement", {"reason": "另有会议。"}, headers=current))["status"] == "postponed"
    )
    assert ok(api.he.post("/meetings/1/cancellation", {"reason": "不再召开。"}))["status"] == "cancelled"
    assert api.he.post("/meetings/1/convocation", {}).json["code"] == "meeting_cancelled"


def test_a_meeting_of_a_body_that_is_not_public_stays_inside(api: Api) -> None:
    founded(api, is_public=False)
    planned(api)
    ok(api.he.post("/meetings/1/convocation", {}))
    for address in ("/bodies/1", "/meetings/1", "/meetings/1/agenda-items"):
        assert api.anyone.get(address).status_code == 404
        assert api.huang.get(address).status_code == 200
    assert ok(api.anyone.get("/bodies"))["total"] == ok(api.anyone.get("/meetings"))["total"] == 0
