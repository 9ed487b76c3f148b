"""Threads on the pages: within their statements at any depth, with what was typed kept, for whom they are meant."""

import re
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from platform_app.exchange import service_answers, service_curating, service_files, service_posts
from platform_app.exchange.inputs import Because
from platform_app.exchange.models import Post, Thread
from platform_app.following import worker as teller
from platform_app.kernel.db import db
from platform_app.media.keeping import Upload
from tests import factories
from tests.cast import Cast, assemble
from tests.media import samples
from tests.scenes import Scene
from tests.web.arriving import let_in
from tests.web.browsing import Browser
from tests.web.test_budgets import counted

LONG = 105


@pytest.fixture
def cast(app: Flask) -> Cast:
    app.config["WTF_CSRF_METHODS"] = set()
    with app.app_context():
        factories.make_fields()
        return assemble()


def _talk_at_length(cast: Cast) -> int:
    case = factories.make_case(cast.chen, cast.xiamen, status="published")
    thread = factories.make_thread(cast.lin, field="smart-city", subject={"kind": "case", "id": case.id})
    posts = [factories.make_post(cast.chen, thread, f"第{n}条") for n in range(2, LONG + 1)]
    service_answers.accept(cast.lin, thread.id, posts[30].id)
    service_posts.react(cast.lin, posts[0].id, "thanks")
    service_posts.mark_read(cast.lin, thread.id, 40)
    service_posts.keep_draft(cast.lin, thread.id, "还没写完")
    service_curating.lock(cast.gao, thread.id, Because(reason="暂停。"))
    service_curating.undo(cast.gao, thread.id, "lock")
    for number in range(25):
        factories.make_thread(cast.chen, title=f"另一个讨论{number}", kind="discussion", field="smart-city")
    return thread.id


_long_thread = Scene(_talk_at_length)


@pytest.fixture
def long_thread(app: Flask, cast: Cast) -> int:
    with app.app_context():
        return _long_thread.put(cast)


@pytest.mark.parametrize("name", [None, "lin"])
def test_lists_and_threads_stay_within_their_statements_at_any_depth(
    app: Flask, client: FlaskClient, long_thread: int, name: str | None
) -> None:
    if name:
        let_in(client, name)
    asked = {}
    for path in ("/threads", "/threads?field=smart-city&kind=discussion", f"/threads/{long_thread}"):
        client.get(path)  # labels are read once a minute
        with counted(app) as statements:
            assert client.get(f"{path}{'&' if '?' in path else '?'}x=1").status_code == 200
        asked[path] = len(statements)
        assert len(statements) <= (8 if path.startswith(f"/threads/{long_thread}") else 6), "\n".join(statements)
    for page in (3, 6):
        with counted(app) as statements:
            answer = client.get(f"/threads/{long_thread}?page={page}")
        assert f"第{page * 20 - 19}条" in answer.text
        assert len(statements) <= asked[f"/threads/{long_thread}"]


def test_a_reply_stays_within_its_statements(
    app: Flask, client: FlaskClient, long_thread: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(teller, "_teller", type("Idle", (), {"poke": lambda self: None})())  # a thread's work
    let_in(client, "lin")
    with counted(app) as statements:
        answer = client.post(f"/threads/{long_thread}/replies", data={"text": "收到，@[厦门](organisation:350200)。"})
    assert answer.status_code == 302
    queues = [each for each in statements if re.match(r"INSERT INTO \w*queue", each)]
    assert len(statements) - len(queues) <= 12, "\n".join(statements)


def test_page_numbers_stay_right_when_posts_are_hidden(
    app: Flask, client: FlaskClient, cast: Cast, long_thread: int
) -> None:
    with app.app_context():
        both = select(Post).where(Post.thread_id == long_thread, Post.no.in_((5, 21))).order_by(Post.no)
        rows = db.session.scalars(both).all()
        for row in rows:
            service_curating.hide_post(cast.gao, row.id, Because(reason="无关。"))
        permalink = f"/posts/{rows[1].id}"
    page = client.get(f"/threads/{long_thread}?page=2").text
    assert "第21条" not in page and "第22条" in page and "第40条" in page and "无关。" in page
    assert client.get(permalink).location.startswith(f"/threads/{long_thread}?page=2#post-")
    assert client.get(f"/threads/{long_thread}?page=7").status_code == 404
    assert client.get(f"/threads/{long_thread}?page=0").status_code == 404


def test_the_first_unread_post_is_a_link_away(client: FlaskClient, long_thread: int) -> None:
    let_in(client, "lin")
    assert client.get(f"/threads/{long_thread}/unread").location.endswith("?page=3#no-41")
    client.post(f"/threads/{long_thread}/read", data={"no": "60"})
    assert client.get(f"/threads/{long_thread}/unread").location.endswith("?page=4#no-61")


def test_what_was_typed_survives_a_refusal_and_a_closed_browser(client: FlaskClient, long_thread: int) -> None:
    let_in(client, "lin")
    assert "还没写完</textarea>" in client.get(f"/threads/{long_thread}?page=6").text
    refused = client.post(f"/threads/{long_thread}/replies", data={"text": "> 只有引用"})
    assert refused.status_code == 422
    assert "&gt; 只有引用</textarea>" in refused.text and 'href="#f-text"' in refused.text
    begun = client.post("/threads", data={"title": "短", "text": "写了很多", "kind": "question", "tags": "甲，乙"})
    assert begun.status_code == 422
    assert "写了很多</textarea>" in begun.text and 'value="甲，乙"' in begun.text


def test_a_reply_to_a_locked_thread_is_refused_with_its_words_kept(
    app: Flask, client: FlaskClient, cast: Cast, long_thread: int
) -> None:
    let_in(client, "lin")
    with app.app_context():
        service_curating.lock(cast.gao, long_thread, Because(reason="讨论结束。"))
    refused = client.post(f"/threads/{long_thread}/replies", data={"text": "再说一句。"})
    assert refused.status_code == 409
    assert "讨论结束。" in refused.text and "再说一句。" in refused.text
    assert client.get(f"/threads/{long_thread}").text.count('name="text"') == 0


def test_readers_see_what_is_meant_for_them(app: Flask, client: FlaskClient, cast: Cast) -> None:
    with app.app_context():
        inside = factories.make_thread(cast.lin, title="只给成员的话", visibility="members").id
        down = factories.make_thread(cast.shen, kind="announcement", title="省内通知一则", visibility="subtree").id
    assert "只给成员的话" not in client.get("/threads").text
    assert {client.get(f"/threads/{id}").status_code for id in (inside, down)} == {404}
    let_in(client, "chen")
    listed = client.get("/threads").text
    assert "只给成员的话" in listed and "省内通知一则" not in listed
    assert client.get(f"/threads/{down}").status_code == 404


def test_a_merged_thread_leads_on_and_its_act_page_says_what_happens(
    app: Flask, client: FlaskClient, cast: Cast, long_thread: int
) -> None:
    with app.app_context():
        other = factories.make_thread(cast.qi, title="重复的问题").id
    let_in(client, "gao")
    page = client.get(f"/threads/{other}/acts/merge").text
    assert "其所有帖子移到另一讨论串末尾" in page
    refused = client.post(f"/threads/{other}/acts/merge", data={"thread_id": str(other), "reason": "重复。"})
    assert refused.status_code == 422 and 'value="重复。"' not in refused.text and "重复。</textarea>" in refused.text
    done = client.post(f"/threads/{other}/acts/merge", data={"thread_id": str(long_thread), "reason": "重复。"})
    assert done.location == f"/threads/{long_thread}"
    moved = client.get(f"/threads/{other}")
    assert (moved.status_code, moved.location) == (301, f"/threads/{long_thread}")
    client.post(f"/threads/{other}/acts/merge/undoing")
    assert client.get(f"/threads/{other}").status_code == 200


def test_an_answer_becomes_a_lesson_on_the_pages(app: Flask, client: FlaskClient, cast: Cast) -> None:
    with app.app_context():
        case = factories.make_case(cast.chen, cast.xiamen, status="published").id
        thread = factories.make_thread(cast.lin, subject={"kind": "case", "id": case})
        post = factories.make_post(cast.chen, thread, "按楼层分摊。").id
    assert "老旧小区加装电梯花了多少钱？" in client.get(f"/cases/{case}").text
    let_in(client, "lin")
    client.post(f"/threads/{thread.id}/acceptance", data={"post_id": str(post)})
    form = client.get(f"/threads/{thread.id}/proposals/new").text
    assert "按楼层分摊。</textarea>" in form and f'value="{case}"' in form
    kept = {"kind": "lesson", "case_id": str(case), "question": "怎样分摊？", "text": "按楼层分摊。"}
    assert client.post(f"/threads/{thread.id}/proposals", data=kept).status_code == 302
    client.post("/sign-out")
    let_in(client, "chen")
    assert "怎样分摊？" in client.get("/proposals").text
    taken = client.post("/proposals/1/taking")
    assert taken.location == f"/cases/{case}?latest=1#lessons"
    assert "按楼层分摊。" in client.get(taken.location).text


def test_names_are_offered_after_an_at_sign_to_insiders(client: FlaskClient, cast: Cast) -> None:
    let_in(client, "lin")
    items = client.get("/mentions?q=厦").json["items"]
    assert items == [{"name": "厦门市", "kind": "organisation", "text": "@[厦门市](organisation:350200) "}]
    assert client.get("/mentions?q=陈").json["items"][0]["kind"] == "person"
    client.post("/sign-out")
    let_in(client, "guest")
    assert client.get("/mentions?q=厦").json["items"] == []


def test_the_editors_of_a_thread_are_told_what_is_stored_when_they_are_too_late(
    app: Flask, client: FlaskClient, cast: Cast
) -> None:
    with app.app_context():
        thread = factories.make_thread(cast.lin)
        post = factories.make_post(cast.chen, thread, "原来的话。").id
    let_in(client, "chen")
    client.post(f"/posts/{post}/edit", data={"text": "第一次改。", "version": "1"})
    stale = client.post(f"/posts/{post}/edit", data={"text": "第二次改。", "version": "1"})
    assert stale.status_code == 409
    assert "第二次改。</textarea>" in stale.text and "第一次改。" in stale.text
    assert "原来的话。" in client.get(f"/posts/{post}/history").text
    with app.app_context():
        assert db.session.get_one(Thread, thread.id).version == 1


def test_the_author_of_a_picture_without_a_description_is_asked_for_one(app: Flask, cast: Cast) -> None:
    with app.app_context():
        thread = factories.make_thread(cast.lin)
        post = factories.make_post(cast.chen, thread, "现场照片")
        picture = service_files.attach(cast.chen, post.id, Upload(BytesIO(samples.picture()), "site.png")).files[0]
    page, ask = f"/threads/{thread.id}", f"/posts/{post.id}/edit#alt-{picture['id']}"
    chen, lin = Browser(app, "chen"), Browser(app, "lin")
    assert ask in chen.text(page) and 'id="alt-' in chen.text(ask)
    assert 'alt="A picture without a description: site.png"' in lin.text(page) and ask not in lin.text(page)
    words = f"/posts/{post.id}/files/{picture['id']}/words"
    assert chen.press(words, f"/posts/{post.id}/edit", alt="The new ramp").status_code == 302
    assert 'alt="The new ramp"' in lin.text(page) and ask not in chen.text(page)
