"""Delegates, answers, attendance and quorum through the API; each refusal with its field or code."""

import io
from typing import Any

import pytest

from platform_app.kernel import clock
from platform_app.meetings.models import Meeting
from tests.api.conftest import Api
from tests.api.test_desk import ok
from tests.media import samples
from tests.meetings.inviting import SOMEBODY, reply
from tests.meetings.scene import open_scene

NEW = {"organisation": "350000", "email": SOMEBODY, "name": "代表"}


@pytest.fixture
def meeting(api: Api) -> Meeting:
    with api.app.app_context():
        return open_scene(api.cast).convened()


def named(api: Api, meeting: Meeting, **parts: Any) -> dict[str, Any]:
    return dict(ok(api.huang.post(f"/meetings/{meeting.id}/delegates", {**NEW, **parts})))


def test_an_organisation_names_and_its_delegate_answers(api: Api, meeting: Meeting) -> None:
    address = f"/meetings/{meeting.id}"
    row = named(api, meeting)
    assert (row["email"], row["actions"]) == (SOMEBODY, ["delegate.name", "delegate.answer"])
    own = named(api, meeting, email="huang@cast.example")
    assert ok(api.huang.post(f"{address}/answers", {"answer": "accepted"}))["id"] == own["id"]
    said = ok(api.huang.post(f"{address}/answers", {"answer": "declined", "delegate": row["id"], "comment": "出差。"}))
    assert (said["answer"], said["via"], said["is_current"]) == ("declined", "page", True)
    items = ok(api.shen.get(f"{address}/delegates"))["items"]
    (fujian,) = [each for each in items if each["organisation"]["code"] == "350000"]
    assert [each["email"] for each in fujian["delegates"]] == [None, None]
    assert api.shen.delete(f"{address}/delegates/{row['id']}").status_code == 403
    assert api.huang.delete(f"{address}/delegates/{row['id']}").status_code == 204
    assert api.huang.delete(f"{address}/delegates/{row['id']}").status_code == 404
    assert api.lin.get(f"{address}/delegates").status_code == 403
    assert api.anyone.get(f"{address}/delegates").status_code == 401


def test_a_substitute_brings_her_letter_as_a_file_that_her_organisation_and_the_secretariat_read(
    api: Api, meeting: Meeting
) -> None:
    address, fields = f"/meetings/{meeting.id}", {**NEW, "file": (io.BytesIO(samples.pdf()), "委托书.pdf")}
    assert api.shen.post(f"{address}/substitutes", data=dict(fields)).status_code == 403
    fields["file"] = (io.BytesIO(samples.pdf()), "委托书.pdf")
    made = ok(api.huang.post(f"{address}/substitutes", data=fields))
    assert (made["capacity"], made["has_letter_file"]) == ("substitute", True)
    letter = f"{address}/delegates/{made['id']}/letter"
    for caller in (api.huang, api.he):
        with caller.get(letter) as answer:
            assert (answer.status_code, answer.data[:5]) == (200, b"%PDF-")
    beyond = api.huang.get(letter, headers={"Range": "bytes=9999999-"})
    assert (beyond.status_code, beyond.json["code"]) == (416, "range")
    assert (api.shen.get(letter).status_code, api.lin.get(letter).status_code) == (404, 403)
    other = named(api, meeting, email="b@x.example")["id"]
    assert api.huang.get(f"{address}/delegates/{other}/letter").status_code == 404
    without = {"organisation": "350000", "email": "c@x.example"}
    missing = api.huang.post(f"{address}/substitutes", data=without, content_type="multipart/form-data")
    assert (missing.status_code, [each["loc"] for each in missing.json["errors"]]) == (422, [["file"]])


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"organisation": "330100"}, "organisation"),
    ({"email": "shen@cast.example"}, "email"),
    ({"email": "x"}, "email"),
    ({"capacity": "substitute"}, "letter"),
    ({"capacity": "guest"}, "capacity"),
    ({"capacity": "king"}, "capacity"),
    ({"name": None}, "name"),
    ({"colour": "red"}, "colour"),
]


def test_a_wrong_name_is_refused_by_its_field(api: Api, meeting: Meeting, subtests: pytest.Subtests) -> None:
    for parts, field in WRONG:
        with subtests.test(parts=parts):
            refused = api.huang.post(f"/meetings/{meeting.id}/delegates", {**NEW, **parts})
            assert (refused.status_code, refused.json["errors"][0]["loc"][0]) == (422, field)


def test_a_calendar_reply_is_taken_or_refused(api: Api, meeting: Meeting) -> None:
    named(api, meeting)
    address = f"/meetings/{meeting.id}/answers"

    def post(content: bytes, kind: str = "text/calendar; charset=utf-8") -> Any:
        return api.he.post(address, data=content, content_type=kind)

    assert ok(post(reply(meeting, answer="TENTATIVE")))["via"] == "itip"
    strange = reply(meeting, "x@outside.example")
    for wrong in (b"hello", strange, reply(meeting, uid="other"), reply(meeting, method="ADD")):
        assert (post(wrong).status_code, post(wrong).json["errors"][0]["loc"]) == (422, ["file"])
    with clock.stopped_at(meeting.ends_at):
        assert post(reply(meeting)).status_code == 409
    assert post(b"x", "text/html").status_code == 415


def test_the_secretariat_notes_who_is_there_and_everybody_reads_the_quorum(api: Api, meeting: Meeting) -> None:
    address = f"/meetings/{meeting.id}"
    named(api, meeting, email="huang@cast.example")
    ok(api.huang.post(f"{address}/answers", {"answer": "accepted"}))
    assert len(ok(api.he.post(f"{address}/attendance/accepted", {}))["items"]) == 1
    for code in ("M-SAC", "330000"):
        ok(api.he.post(f"{address}/attendance", {"organisation": code, "name": "代表"}))
    found = ok(api.anyone.get(f"{address}/quorum"))
    assert (found["is_met"], found["is_frozen"], found["lines"][0]["what"]) == (True, False, "lead")
    (first, *_) = ok(api.shen.get(f"{address}/attendance"))["items"]
    line = f"{address}/attendance/{first['id']}"
    seen = {"If-Match": f'"{first["version"]}-x"'}
    changed = ok(api.he.send("PATCH", line, {"how": "remote"}, headers=seen))
    assert changed["how"] == "remote"
    assert api.he.send("PATCH", line, {"how": "present"}, headers=seen).status_code == 412
    refused = api.he.send("PATCH", line, {"to_at": "2020-01-01T00:00:00Z"})
    assert (refused.status_code, refused.json["errors"][0]["loc"]) == (422, ["to_at"])
    assert "before the start" in refused.json["errors"][0]["msg"]
    assert ok(api.he.send("PATCH", line, {"to_at": "2099-01-01T00:00:00Z"}))["to_at"] == "2099-01-01T00:00:00Z"
    assert ok(api.he.send("PATCH", line, {"to_at": None}))["to_at"] is None
    assert api.he.send("PATCH", line, {"to_at": "soon"}).status_code == 422
    assert api.shen.send("PATCH", line, {"how": "present"}).status_code == 403
    assert api.he.delete(line).status_code == 204
    assert ok(api.anyone.get(f"{address}/quorum"))["is_met"] is False
