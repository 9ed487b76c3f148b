"""Following through the API: follows and mutes, notices, what comes by mail, kept searches."""

from typing import Any

import pytest
from flask import Flask

from tests import factories
from tests.api.conftest import Api


def ok(answer: Any) -> dict[str, Any]:
    """What was answered, if it was not refused."""
    assert answer.status_code in (200, 201), answer.text
    return dict(answer.json)


@pytest.fixture
def thread(app: Flask, api: Api) -> int:
    """A thread of Lin's with two replies of Chen's."""
    with app.app_context():
        made = factories.make_thread(api.cast.lin)
        for _ in range(2):
            factories.make_post(api.cast.chen, made)
        return made.id


THINGS: list[tuple[str, str]] = [
    ("field/smart-city", "smart-city"),
    ("tag/Sponge%20City", "sponge city"),
    ("thread/1", "1"),
]


def test_a_thing_is_followed_muted_and_let_go(api: Api, thread: int, subtests: pytest.Subtests) -> None:
    for path, ref in THINGS:
        with subtests.test(path=path, ref=ref):
            assert ok(api.gao.get(f"/follows/{path}"))["how"] is None
            assert ok(api.gao.send("PUT", f"/follows/{path}", {}))["how"] == "follow"
            assert ok(api.gao.send("PUT", f"/follows/{path}", {"how": "mute"}))["how"] == "mute"
            (row,) = ok(api.gao.get("/follows"))["items"]
            assert (row["id"], row["how"], row["automatic"], bool(row["title"])) == (ref, "mute", False, True)
            assert api.gao.delete(f"/follows/{path}").status_code == 204
            assert api.gao.delete(f"/follows/{path}").status_code == 204
            assert ok(api.gao.get("/follows"))["total"] == 0


def test_what_is_not_there_cannot_be_followed(api: Api) -> None:
    for path in ("thread/99", "person/1", "organisation/nowhere"):
        assert api.gao.send("PUT", f"/follows/{path}", {}).status_code == 404
    assert api.anyone.get("/follows").status_code == 401


def test_notices_come_grouped_and_are_read(api: Api, thread: int) -> None:
    found = ok(api.lin.get("/notices"))
    (line,) = found["items"]
    assert found["unread"] == 1
    assert (line["kind"], line["what"], line["count"], line["by"], line["read"]) == (
        "replies",
        "reply",
        2,
        "陈屿",
        False,
    )
    assert line["text"] == "2 replies in “老旧小区加装电梯花了多少钱？”, the latest by 陈屿"
    assert line["subject"] == {"kind": "thread", "id": thread}
    assert api.lin.post("/notices/read", {}).status_code == 422
    assert ok(api.chen.post("/notices/read", {"ids": [line["id"]]}))["unread"] == 0
    assert ok(api.lin.get("/notices"))["unread"] == 1, "she has not marked it herself"
    assert ok(api.lin.post("/notices/read", {"ids": [line["id"]]})) == {"unread": 0}
    assert ok(api.lin.get("/notices?unread=true"))["items"] == []


def test_all_up_to_one_is_read_at_once(api: Api, thread: int) -> None:
    newest = ok(api.lin.get("/notices"))["items"][0]["id"]
    assert ok(api.lin.post("/notices/read", {"up_to": newest})) == {"unread": 0}


def test_preferences_are_chosen_whole(api: Api) -> None:
    assert ok(api.lin.get("/notice-preferences"))["replies"] == "daily"
    chosen = ok(api.lin.send("PUT", "/notice-preferences", {"replies": "at_once", "time_zone": "Asia/Dubai"}))
    assert (chosen["replies"], chosen["mentions"], chosen["time_zone"]) == ("at_once", "daily", "Asia/Dubai")
    assert ok(api.lin.get("/notice-preferences")) == chosen
    refused = api.lin.send("PUT", "/notice-preferences", {"time_zone": "Nowhere"})
    assert (refused.status_code, refused.json["errors"][0]["loc"]) == (422, ["time_zone"])


def test_a_search_is_kept_renamed_and_removed(api: Api) -> None:
    kept = ok(api.lin.post("/saved-searches", {"name": "微更新", "q": "更新", "stage": "running"}))
    assert kept["request"] == {"q": "更新", "stage": "running"}
    path = f"/saved-searches/{kept['id']}"
    assert api.lin.patch(path, {"name": "在建"}).status_code == 428
    assert api.lin.patch(path, {"name": "在建"}, match='"9"').status_code == 412
    assert ok(api.lin.patch(path, {"name": "在建"}, match=f'"{kept["version"]}"'))["name"] == "在建"
    assert api.chen.get(path).status_code == 404
    assert ok(api.lin.get("/saved-searches"))["total"] == 1
    assert api.lin.delete(path).status_code == 204
    assert api.lin.get(path).status_code == 404
