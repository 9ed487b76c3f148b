"""Threads through the API: the conventions of everything else, and every bad input answered with its field."""

import io
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from tests.api.conftest import Api, Caller
from tests.media import samples

NEW = {"kind": "question", "title": "加装电梯每台花了多少钱？", "text": "请问由谁承担？"}


def start(caller: Caller, **parts: Any) -> dict[str, Any]:
    made = caller.post("/threads", {**NEW, **parts})
    assert made.status_code == 201, made.text
    return dict(made.json)


def reply(caller: Caller, thread: dict[str, Any], text: str = "约四十万元。", **more: Any) -> TestResponse:
    return caller.post(f"/threads/{thread['id']}/posts", {"text": text, **more})


def send(caller: Caller, post_id: int, data: bytes, name: str, **words: str) -> TestResponse:
    boundary, body = encode_multipart({"file": FileStorage(io.BytesIO(data), name), **words})
    kind = f"multipart/form-data; boundary={boundary}"
    return caller.post(f"/posts/{post_id}/files", data=body, content_type=kind)


def loc(refused: TestResponse) -> list[Any]:
    assert refused.status_code == 422, refused.text
    return [each["loc"] for each in refused.json["errors"]]


def test_a_thread_is_started_answered_accepted_and_listed(api: Api) -> None:
    thread = start(api.lin, field="new-urbanization", tags=["电梯"])
    assert thread["actions"] == ["post.write", "thread.edit", "answer.accept", "answer.propose"]
    answer = reply(api.chen, thread)
    assert answer.status_code == 201 and answer.headers["Location"] == answer.json["url"]
    accepted = api.lin.send("PUT", f"/threads/{thread['id']}/acceptance", {"post_id": answer.json["id"]})
    assert accepted.json["accepted_post_id"] == answer.json["id"]
    listed = api.anyone.get("/threads?field=new-urbanization&tag=电梯&organisation=330100").json
    assert (listed["total"], listed["items"][0]["post_count"]) == (1, 2)
    assert api.anyone.get("/threads?unanswered=true").json["total"] == 0
    posts = api.anyone.get(f"/threads/{thread['id']}/posts?limit=1")
    assert posts.json["items"][0]["no"] == 1 and posts.json["next"] and 'rel="next"' in posts.headers["Link"]


def test_a_change_needs_the_version_that_was_read(api: Api) -> None:
    thread = start(api.lin)
    post = reply(api.chen, thread).json
    address = f"/posts/{post['id']}"
    tag = api.chen.get(address).headers["ETag"]
    assert api.chen.patch(address, {"text": "约五十万元。"}).status_code == 428
    assert api.chen.patch(address, {"text": "约五十万元。"}, match=tag).json["revision_no"] == 2
    assert api.chen.patch(address, {"text": "约六十万元。"}, match=tag).status_code == 412
    assert api.anyone.get(f"{address}/revisions").json["total"] == 2
    tag = api.lin.get(f"/threads/{thread['id']}").headers["ETag"]
    reply(api.qi, thread)  # a reply makes no edit of the title stale
    changed = api.lin.patch(f"/threads/{thread['id']}", {"title": "加装电梯由谁出钱？"}, match=tag)
    assert changed.json["title"] == "加装电梯由谁出钱？"


def test_a_key_makes_a_reply_once(api: Api) -> None:
    thread = start(api.lin)
    both = [
        api.chen.post(f"/threads/{thread['id']}/posts", {"text": "一次。"}, headers={"Idempotency-Key": "r-1"})
        for _ in range(2)
    ]
    assert both[0].json == both[1].json
    assert api.anyone.get(f"/threads/{thread['id']}").json["post_count"] == 2


@pytest.mark.parametrize(
    ("sent", "where"),
    [
        ({"title": "短"}, ["title"]),
        ({"kind": "poll"}, ["kind"]),
        ({"text": "> 只有引用"}, ["text"]),
        ({"field": "none"}, ["field"]),
        ({"subject": {"kind": "case", "id": 99}}, ["subject"]),
        ({"visibility": "nobody"}, ["visibility"]),
        ({"tags": ["太" * 41]}, ["tags", 0]),
        ({"colour": "red"}, ["colour"]),
    ],
)
def test_a_thread_that_cannot_be_names_the_field(api: Api, sent: dict[str, Any], where: list[Any]) -> None:
    assert loc(api.lin.post("/threads", {**NEW, **sent})) == [where]


def test_what_cannot_be_written_is_refused_and_leaves_nothing(api: Api) -> None:
    thread, other = start(api.lin), start(api.lin)
    hidden = reply(api.chen, thread, "会被隐藏。").json
    assert api.gao.post("/hidings", {"kind": "post", "id": hidden["id"], "reason": "无关。"}).status_code == 204
    assert reply(api.qi, thread, in_reply_to=hidden["id"]).json["code"] == "post_hidden"
    assert loc(reply(api.qi, other, in_reply_to=hidden["id"])) == [["in_reply_to"]]
    assert loc(reply(api.qi, thread, " ".join(f"@[某](person:{n})" for n in range(1, 501)))) == [["text"]]
    assert loc(reply(api.qi, thread, "长" * 20_001)) == [["text"]]
    assert reply(api.qi, thread, "大" * 4_000_000).status_code == 413  # ten megabytes and more
    assert api.lin.post(f"/threads/{thread['id']}/merge", {"thread_id": 1, "reason": "同。"}).status_code == 403
    itself = {"thread_id": thread["id"], "reason": "重复。"}
    assert loc(api.gao.post(f"/threads/{thread['id']}/merge", itself)) == [["thread_id"]]
    post = reply(api.chen, thread).json["id"]
    assert api.qi.send("PUT", f"/threads/{thread['id']}/acceptance", {"post_id": post}).status_code == 403
    for _ in range(2):
        given = api.lin.post(f"/posts/{post}/reactions", {"sign": "thanks"})
    assert given.json["reactions"] == {"thanks": 1} and given.json["own_reactions"] == ["thanks"]
    assert api.chen.post(f"/posts/{post}/reactions", {"sign": "thanks"}).status_code == 403
    assert loc(api.lin.post(f"/posts/{post}/reactions", {"sign": "anger"})) == [["sign"]]
    assert api.anyone.get(f"/threads/{thread['id']}").json["post_count"] == 2


def test_a_locked_hidden_or_merged_thread_takes_nothing(api: Api) -> None:
    thread, target = start(api.lin), start(api.lin)
    address = f"/threads/{thread['id']}"
    assert api.gao.post(f"{address}/lock", {"reason": "已有结论。"}).json["is_locked"] is True
    for caller in (api.lin, api.chen, api.gao):
        assert reply(caller, thread).json["code"] == "thread_locked"
    assert api.gao.delete(f"{address}/lock").status_code == 204
    assert api.gao.post(f"{address}/merge", {"thread_id": target["id"], "reason": "重复。"}).json["post_count"] == 2
    assert reply(api.chen, thread).json["code"] == "thread_merged"
    assert api.gao.delete(f"{address}/merge").status_code == 204
    assert api.gao.post("/hidings", {"kind": "thread", "id": thread["id"], "reason": "无关。"}).status_code == 204
    assert reply(api.chen, thread).status_code == 404
    assert reply(api.lin, thread).json["code"] == "thread_hidden"
    told = [each["act"] for each in api.gao.get(f"{address}/records").json["items"]]
    assert told == ["hide", "merge", "lock"]


def test_who_may_not_see_a_thread_is_told_nothing_of_it(api: Api) -> None:
    thread = start(api.lin, visibility="members")
    post = reply(api.chen, thread).json["id"]
    for path in (f"/threads/{thread['id']}", f"/threads/{thread['id']}/posts", f"/posts/{post}"):
        assert {api.anyone.get(path).status_code, api.guest.get(path).status_code} == {404}
        assert api.qi.get(path).status_code == 200
    assert api.guest.get("/threads").json["total"] == 0


def test_files_of_a_post_are_seen_as_far_as_its_thread(api: Api) -> None:
    inside, outside = start(api.lin, visibility="members"), start(api.lin)
    seen = {}
    for name, thread in (("inside", inside), ("outside", outside)):
        post = reply(api.chen, thread).json["id"]
        made = send(api.chen, post, samples.picture(), "电梯.png", alt="电梯外观")
        assert made.status_code == 201, made.text
        seen[name] = (post, made.json["files"][0])
        assert seen[name][1]["alt"] == "电梯外观"
    post, file = seen["inside"]
    assert api.anyone.get(file["content_url"]).status_code == 404
    assert api.qi.get(file["content_url"]).status_code == 200
    assert api.anyone.get(seen["outside"][1]["content_url"]).status_code == 200
    assert send(api.lin, post, samples.picture(), "a.png").status_code == 403
    assert loc(send(api.chen, post, b"MZ" + b"\0" * 64, "a.exe")) == [["file"]]
    assert (
        api.chen.patch(f"/posts/{post}/files/{file['id']}", {"alt": "新的说明"}).json["files"][0]["alt"] == "新的说明"
    )
    public_post, public_file = seen["outside"]
    api.gao.post("/hidings", {"kind": "post", "id": public_post, "reason": "无关。"})
    assert api.anyone.get(public_file["content_url"]).status_code == 404
    api.gao.delete(f"/hidings/post/{public_post}")
    assert api.anyone.get(public_file["content_url"]).status_code == 200
    api.gao.post("/hidings", {"kind": "thread", "id": outside["id"], "reason": "无关。"})
    assert api.anyone.get(public_file["content_url"]).status_code == 404
    api.gao.delete(f"/hidings/thread/{outside['id']}")
    assert api.anyone.get(public_file["content_url"]).status_code == 200
    assert api.chen.delete(f"/posts/{public_post}/files/{public_file['id']}").status_code == 204
    assert api.anyone.get(public_file["content_url"]).status_code == 404
