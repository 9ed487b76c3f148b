"""Minutes through the API: written on a version, commented on, approved, locked, verifiable; and as files."""

import io
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from docx import Document

from platform_app.kernel import clock
from tests.api.conftest import Api
from tests.api.test_desk import ok
from tests.meetings.scene import Scene, open_scene


@pytest.fixture
def held(api: Api) -> tuple[Api, str, int]:
    """A meeting that Shen chairs and that was held; its address and its first item."""
    with api.app.app_context():
        scene: Scene = open_scene(api.cast)
        meeting = scene.held(chair="shen@cast.example", title_en="First meeting")
        address = f"/meetings/{meeting.id}/minutes"
    return api, address, ok(api.he.get(address))["items"][0]["item"]


def put(api: Api, address: str, body: dict[str, Any], version: int | None = 0, who: str = "he") -> Any:
    """Save an item."""
    headers = {} if version is None else {"If-Match": f'"{version}-x"'}
    return getattr(api, who).send("PUT", address, body, headers=headers)


def test_minutes_are_written_commented_on_approved_and_locked(held: tuple[Api, str, int]) -> None:
    api, address, item = held
    own = f"{address}/{item}"
    assert ok(put(api, own, {"text_zh": "会议同意**统一**标准。"}))["version"] == 1
    assert api.anyone.get(address).status_code == 404
    today = clock.today().isoformat()
    assert ok(api.he.post(f"{address}/circulation", {"comments_until": today}))["status"] == "circulated"
    made = ok(api.huang.post(f"{address}/comments", {"text": "请写明时限。", "item": item}))
    early = api.shen.post(f"{address}/approval", {})
    assert (early.status_code, early.json["code"]) == (409, "comments_open")
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        late = api.huang.post(f"{address}/comments", {"text": "再补一条。"})
        assert (late.status_code, late.json["code"]) == (409, "comments_over")
        undecided = api.shen.post(f"{address}/approval", {})
        assert (undecided.status_code, undecided.json["code"]) == (409, "comments_undecided")
        decided = {"disposition": "accepted", "words": "已写明。"}
        ok(api.he.post(f"{address}/comments/{made['id']}/disposition", decided))
        assert ok(put(api, own, {"text_zh": "会议同意统一标准，年底前完成。"}, 1))["revision_no"] == 2
        assert api.he.post(f"{address}/approval", {}).status_code == 403
        version = ok(api.shen.get(address))["version"]
        done = ok(api.shen.post(f"{address}/approval", {}, headers={"If-Match": f'"{version}-x"'}))
    assert (done["status"], done["approved_by_name"]) == ("approved", "沈岚")
    whole = api.anyone.get(f"{address}/canonical")
    assert whole.headers["Content-Type"].startswith("text/plain")
    assert sha256(whole.data).hexdigest() == done["sha256"]
    locked = put(api, own, {"text_zh": "改"}, 2)
    assert (locked.status_code, locked.json["code"]) == (409, "meeting_approved")
    assert "addendum" in locked.json["detail"]
    added = ok(api.he.post(f"{address}/addenda", {"text_zh": "“年底”指本年12月31日。"}))
    assert sha256(api.anyone.get(added["canonical_url"]).data).hexdigest() == added["sha256"]
    public = ok(api.anyone.get(address))
    assert (public["comments"], [each["no"] for each in public["addenda"]]) == ([], [1])
    assert [each["no"] for each in ok(api.shen.get(f"{own}/revisions"))["items"]] == [2, 1]


def test_a_save_needs_the_version_and_a_stale_one_shows_what_is_stored(held: tuple[Api, str, int]) -> None:
    api, address, item = held
    own = f"{address}/{item}"
    assert put(api, own, {"text_zh": "无"}, None).status_code == 428
    ok(put(api, own, {"text_zh": "先到"}))
    stale = put(api, own, {"text_zh": "后到"})
    assert (stale.status_code, stale.json["current"]["text_zh"]) == (412, "先到")
    tag = api.he.get(own).headers["ETag"]
    assert api.he.send("PUT", own, {"text_zh": "再改"}, headers={"If-Match": tag}).status_code == 200


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("circulation", {"comments_until": "2020-01-01"}, "comments_until"),
    ("circulation", {"comments_until": "soon"}, "comments_until"),
    ("circulation", {}, "comments_until"),
]


def test_a_wrong_act_names_its_field(held: tuple[Api, str, int], subtests: pytest.Subtests) -> None:
    api, address, _ = held
    for act, body, field in WRONG:
        with subtests.test(act=act, body=body, field=field):
            refused = api.he.post(f"{address}/{act}", body)
            assert (refused.status_code, refused.json["errors"][0]["loc"][0]) == (422, field)
            assert ok(api.he.get(address))["status"] == "held"


def test_who_may_not_write_is_told_who_may(held: tuple[Api, str, int]) -> None:
    api, address, item = held
    assert put(api, f"{address}/{item}", {"text_zh": "我也写"}, who="lin").status_code == 403
    ok(api.he.post(f"{address}/circulation", {"comments_until": clock.today().isoformat()}))
    refused = put(api, f"{address}/{item}", {"text_zh": "我也写"}, who="huang")
    assert (refused.status_code, refused.json["code"]) == (403, "not_allowed")
    assert api.amal.post(f"{address}/comments", {"text": "a guest speaks"}).status_code == 403


def test_minutes_leave_as_markdown_html_and_for_word(held: tuple[Api, str, int]) -> None:
    api, address, item = held
    ok(put(api, f"{address}/{item}", {"text_zh": "会议**同意**。\n\n- 甲\n- 乙", "text_en": "Agreed."}))
    number = adopt(api, address, item)
    word = api.he.get(f"{address}/export?format=docx&language=zh")
    words = [each.text for each in Document(io.BytesIO(word.data)).paragraphs]
    assert {"第一次全体会议", "会议同意。", "甲", "各省统一执行。"} <= set(words)
    assert any(number in each for each in words)
    page = api.he.get(f"{address}/export?format=html&language=en").data.decode()
    assert "<h1>First meeting</h1>" in page
    assert "<p>Agreed.</p>" in page
    assert "Shown in Chinese; there is no English text yet." in page  # of the resolution
    assert "http" not in page.split("<body>")[0]
    plain = api.he.get(f"{address}/export?format=md&language=zh").data.decode()
    assert "会议**同意**。" in plain
    assert api.he.get(f"{address}/export?format=pdf").status_code == 422


def adopt(api: Api, address: str, item: int) -> str:
    """Put a resolution forward and adopt it; its number."""
    new = {"meeting": int(address.split("/")[2]), "item": item, "title_zh": "统一标准", "text_zh": "各省统一执行。"}
    made = ok(api.he.post("/resolutions", new))
    return str(ok(api.he.post(f"/resolutions/{made['id']}/adoption", {"method": "consensus"}))["number"])
