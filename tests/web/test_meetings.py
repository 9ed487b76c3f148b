"""Bodies, meetings and their agendas on the pages: planned, convened, run, closed; kept when refused; within budget."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.meetings.models import Body, Meeting
from platform_app.meetings.models_agenda import AgendaItem
from tests.coordination.requesting import put
from tests.meetings.scene import LENGTH, Scene, in_empty_database
from tests.web.browsing import Browser
from tests.web.test_budgets import counted

BODY = {
    "kind": "provincial", "series": "ZJ", "name_zh": "浙江省标准化工作会", "name_en": "Zhejiang working meeting",
    "lead": "浙江省", "members_member": "杭州市\n宁波市", "count_city": "1", "is_public": "1",
}  # fmt: skip
MEETING = {"title_zh": "第二次会议", "starts_at": "2036-03-03T09:00", "ends_at": "2036-03-03T11:30", "place_zh": "杭州"}
ITEM = {"title_zh": "统一验收口径", "expected": "decide", "minutes": "30", "sponsor": "福建省"}


@pytest.fixture
def scene(app: Flask) -> Scene:
    with app.app_context():
        return in_empty_database()


def send(browser: Browser, path: str, **fields: Any) -> Any:
    token = browser.text("/account").split('name="csrf_token" value="')[1].split('"')[0]
    return browser.client.post(path, data={**fields, "csrf_token": token})


def version(browser: Browser, path: str) -> str:
    return str(browser.text(path)).split('name="version" value="')[1].split('"')[0]


def test_a_province_sets_up_a_body_and_plans_and_convenes_its_meeting(app: Flask, scene: Scene) -> None:
    shen, lin = Browser(app, "shen"), Browser(app, "lin")
    made = send(shen, "/bodies/new", **BODY)
    assert made.status_code == 303, made.text
    page = lin.text(made.location)
    assert "Zhejiang working meeting" in page and "Cities: at least 1." in page and "Ningbo" in page
    planned = send(shen, f"{made.location}/meetings/new", **MEETING, is_public="1", time_zone="Asia/Shanghai")
    assert planned.status_code == 303, planned.text
    meeting = planned.location
    assert Browser(app, "chen").client.get(meeting).status_code == 404  # planned, and she is of another province
    assert "Mon 3 March 2036, 09:00–11:30" in lin.text(meeting)
    assert send(shen, f"{meeting}/agenda/new", **{**ITEM, "sponsor": "杭州市"}).status_code == 303
    done = send(shen, f"{meeting}/acts/convene", words="请各市提前准备。")
    assert done.status_code == 303, done.text
    anyone = app.test_client().get(meeting)
    assert anyone.status_code == 200 and "统一验收口径" in anyone.text and "请各市提前准备。" in anyone.text


REFUSED: list[tuple[str, dict[str, str], str, str]] = [
    ("/bodies/new", {**BODY, "count_city": "5"}, "f-count_city-problem", "浙江省标准化工作会"),
    ("/bodies/new", {**BODY, "lead": "没有这个省"}, "f-lead-problem", "浙江省标准化工作会"),
    ("/bodies/new", {**BODY, "series": "小写"}, "f-series-problem", "浙江省标准化工作会"),
    ("/bodies/1/meetings/new", {**MEETING, "ends_at": "2036-03-03T08:00"}, "f-ends_at-problem", "第二次会议"),
    ("/bodies/1/meetings/new", {**MEETING, "starts_at": "2016-03-03T08:00"}, "f-starts_at-problem", "第二次会议"),
    ("/bodies/1/meetings/new", {**MEETING, "starts_at": "bald"}, "f-starts_at-problem", "第二次会议"),
]


def test_what_is_refused_is_named_and_what_was_typed_stays(app: Flask, scene: Scene, subtests: pytest.Subtests) -> None:
    he = Browser(app, "he")
    for path, fields, wrong, kept in REFUSED:
        with subtests.test(path=path, fields=fields, wrong=wrong, kept=kept):
            refused = send(he, path, **fields)
            assert (refused.status_code, wrong in refused.text, kept in refused.text) == (422, True, True)
            with app.app_context():
                assert len(db.session.scalars(db.select(Body)).all()) == 1
                assert db.session.scalars(db.select(Meeting)).all() == []


def test_a_body_changed_in_the_meantime_is_not_written_over(app: Flask, scene: Scene) -> None:
    he = Browser(app, "he")
    page = he.client.get("/bodies/1/edit").text
    assert "浙江省" in page and 'value="2/3"' in page
    own = {"kind": "joint_meeting", "series": "JM", "name_zh": "联席会议", "name_en": "Joint meeting", "lead": "M-SAC"}
    old = version(he, "/bodies/1/edit")
    assert send(he, "/bodies/1/edit", **own, version=old).status_code == 303
    stale = send(he, "/bodies/1/edit", **{**own, "name_zh": "另一个名字"}, version=old)
    assert stale.status_code in (409, 412) and "另一个名字" in stale.text


def test_items_are_ordered_by_buttons_and_changed_by_forms(app: Flask, scene: Scene) -> None:
    with app.app_context():
        meeting = scene.planned()
        ids = [scene.item(meeting, title_zh=title).id for title in ("第一项", "第二项")]
    he, path = Browser(app, "he"), f"/meetings/{meeting.id}"
    assert send(he, f"{path}/agenda/{ids[1]}/move", before=ids[0]).status_code == 303
    page = he.text(f"{path}/agenda")
    assert page.index("第二项") < page.index("第一项")
    edit = f"{path}/agenda/{ids[0]}/edit"
    assert send(he, edit, **ITEM, version=version(he, edit)).status_code == 303
    assert send(he, edit, **{**ITEM, "title_zh": "第三版"}, version="1").status_code in (409, 412)
    under = send(he, f"{path}/agenda/{ids[0]}/move", parent=ids[0])
    assert under.status_code == 422
    shown = version(he, f"{path}/agenda/{ids[1]}/edit")
    assert f'value="{shown}"' in he.text(f"{path}/agenda")
    old = send(he, f"{path}/agenda/{ids[1]}/removal", version="0")
    assert old.status_code == 409 and "第二项" in old.text and "changed this item meanwhile" in old.text
    assert f'action="{path}/agenda/{ids[1]}/removal"' in old.text  # to be pressed again
    assert send(he, f"{path}/agenda/{ids[1]}/removal", version=shown).status_code == 303
    assert "第二项" not in he.text(path)


def test_papers_of_an_item_are_read_by_everybody_once_it_is_convened(app: Flask, scene: Scene) -> None:
    with app.app_context():
        meeting = scene.planned()
        item = scene.item(meeting)
    he, path = Browser(app, "he"), f"/meetings/{meeting.id}"
    send(he, f"{path}/agenda/{item.id}/papers", file=(BytesIO("省份,数量\n".encode()), "方案.csv"))
    reader = app.test_client()
    assert reader.get(f"{path}/papers/1/x.csv").status_code == 404
    send(he, f"{path}/acts/convene")
    assert reader.get(f"{path}/papers/1/x.csv").data == "省份,数量\n".encode()


def test_a_member_proposes_and_reads_why_it_was_declined(app: Flask, scene: Scene) -> None:
    with app.app_context():
        meeting = scene.planned()
    he, shen, path = Browser(app, "he"), Browser(app, "shen"), f"/meetings/{meeting.id}/proposals"
    form = {"organisation": "330000", "title_zh": "统一验收口径", "minutes": "15", "expected": "discuss"}
    assert send(shen, f"{path}/new", **form).status_code == 303
    without = send(he, f"{path}/1", act="decline")
    assert without.status_code == 422 and "f-reason-1-problem" in without.text
    assert send(he, f"{path}/1", act="decline", **{"reason-1": "请先由省内协调。"}).status_code == 303
    assert "请先由省内协调。" in shen.text(path)
    assert send(he, f"{path}/1", act="accept").status_code == 409
    assert Browser(app, "lin").client.get(path).status_code in (403, 404)


def test_a_request_is_brought_before_a_meeting_in_one_step(app: Flask, scene: Scene) -> None:
    with app.app_context():
        meeting = scene.planned()
        request = put(scene.cast.lin, scene.cast.hangzhou, scene.cast.zhejiang)
    he, shen, lin = (Browser(app, name) for name in ("he", "shen", "lin"))
    path = f"/requests/{request.id}"
    assert f"{path}/agenda" in he.text(path) and f"{path}/agenda" in shen.text(path)
    assert f"{path}/agenda" not in lin.text(path)
    done = send(he, f"{path}/agenda", meeting=meeting.id)
    assert done.status_code == 303, done.text
    with app.app_context():
        (item,) = db.session.scalars(db.select(AgendaItem)).all()
    assert done.location == f"/meetings/{meeting.id}#item-{item.id}"
    assert f'href="{path}"' in he.text(f"/meetings/{meeting.id}")
    assert send(shen, f"{path}/agenda", meeting=meeting.id).location == f"/meetings/{meeting.id}/proposals"


def test_the_screen_for_the_room_goes_from_item_to_item_and_reads_the_quorum(app: Flask, scene: Scene) -> None:
    with app.app_context():
        meeting = scene.convened()
        second = scene.item(meeting, title_zh="第二项")
        scene.attend(meeting, scene.cast.ministry)
    he, path = Browser(app, "he"), f"/meetings/{meeting.id}/run"
    assert f"{path}?item={second.id}" in he.text(path)
    page = he.text(f"{path}?item={second.id}")
    assert "第二项" in page and f"/meetings/{meeting.id}/acts/hold" in page
    now = he.client.get(f"{path}/quorum").json
    assert (now["is_met"], [(line["what"], line["there"]) for line in now["lines"]]) == (
        False,
        [("lead", 1), ("ministerial", 1), ("provincial", 0)],
    )
    assert Browser(app, "shen").client.get(path).status_code == 403


def test_a_meeting_is_held_on_its_page_once_it_has_begun(app: Flask, scene: Scene) -> None:
    with app.app_context():
        meeting = scene.convened()
        scene.attend(meeting, scene.cast.ministry, scene.cast.zhejiang, scene.cast.fujian)
    he, path = Browser(app, "he"), f"/meetings/{meeting.id}/acts/hold"
    early = send(he, path, words="先记一笔")
    assert early.status_code == 409 and "先记一笔" in early.text
    with clock.stopped_at(meeting.starts_at + LENGTH):
        assert send(he, path).status_code == 303
        assert "As it stood when the meeting was held." in he.text(f"/meetings/{meeting.id}")


PAGES = [
    "/bodies", "/bodies/1", "/bodies/1/edit", "/meetings", "/meetings?when=past", "/meetings/1", "/meetings/1/edit",
    "/meetings/1/agenda", "/meetings/1/agenda/1/edit", "/meetings/1/proposals", "/meetings/1/acts/cancel",
    "/meetings/1/run", "/requests/1/agenda",
]  # fmt: skip


def test_pages_ask_at_most_ten_statements(app: Flask, scene: Scene, subtests: pytest.Subtests) -> None:
    with app.app_context():
        scene.convened()
        for _ in range(3):
            scene.convened()
        put(scene.cast.lin, scene.cast.hangzhou, scene.cast.zhejiang)
    he = Browser(app, "he")
    for path in PAGES:
        with subtests.test(path=path):
            he.client.get(path)
            with counted(app) as statements:
                assert he.client.get(path).status_code == 200
            assert len(statements) <= 10, statements


def test_the_page_of_an_organisation_says_where_it_sits(app: Flask, scene: Scene) -> None:
    anyone = app.test_client()
    assert f'href="/bodies/{scene.body.id}"' in anyone.get("/organisations/330000?hl=zh").text
    assert f'href="/bodies/{scene.body.id}"' not in anyone.get("/organisations/330100?hl=zh").text
