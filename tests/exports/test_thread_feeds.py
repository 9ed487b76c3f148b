"""Feeds of threads: valid Atom of what everybody may read, whoever asks; all, of a field, without an answer."""

import feedparser
import pytest
from flask import Flask
from flask.testing import FlaskClient

from platform_app.exchange import service_answers, service_curating
from platform_app.exchange.inputs import Because
from tests import factories
from tests.cast import Cast, assemble
from tests.web.test_signin import sign_in

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def cast(app: Flask) -> Cast:
    with app.app_context():
        factories.make_fields()
        return assemble()


def titles(client: FlaskClient, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(answer.data)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert {feed.feed.get(name) is not None for name in ("id", "title", "updated")} == {True}
    for entry in feed.entries:
        assert entry.id and entry.updated and entry.link and entry.author
    return [entry.title for entry in feed.entries]


def test_feeds_tell_of_public_threads_only_whoever_asks(app: Flask, client: FlaskClient, cast: Cast) -> None:
    with app.app_context():
        asked = factories.make_thread(cast.lin, title="公开的问题", field="smart-city")
        factories.make_thread(cast.lin, title="内部的问题", visibility="members")
        factories.make_thread(cast.lin, title="省内的问题", visibility="subtree")
        hidden = factories.make_thread(cast.lin, title="隐藏的问题")
        service_curating.hide(cast.gao, hidden.id, Because(reason="无关。"))
        factories.make_thread(
            cast.chen, title="公开的讨论", kind="discussion", text="![图](file:1) 见@[厦门](organisation:350200)"
        )
    assert titles(client, "/feeds/threads.atom") == ["公开的讨论", "公开的问题"]
    assert titles(client, "/feeds/threads.atom?field=smart-city") == ["公开的问题"]
    assert titles(client, "/feeds/threads.atom?organisation=350200") == ["公开的讨论"]
    assert titles(client, "/feeds/unanswered.atom") == ["公开的问题"]
    sign_in(client, "lin")
    assert titles(client, "/feeds/threads.atom") == ["公开的讨论", "公开的问题"]
    with app.app_context():
        service_answers.accept(cast.lin, asked.id, factories.make_post(cast.chen, asked).id)
    assert titles(client, "/feeds/unanswered.atom") == []


def test_a_long_feed_has_pages_and_what_is_wrong_is_said(app: Flask, client: FlaskClient, cast: Cast) -> None:
    with app.app_context():
        for number in range(25):
            factories.make_thread(cast.lin, title=f"第{number:02}个问题")
    first = feedparser.parse(client.get("/feeds/threads.atom").data)
    following = next(link.href for link in first.feed.links if link.rel == "next")
    second = feedparser.parse(client.get(following.split("://", 1)[1].partition("/")[2].join(["/", ""])).data)
    assert len(first.entries) + len(second.entries) == 25
    assert not {entry.id for entry in first.entries} & {entry.id for entry in second.entries}
    for wrong in ("field=none", "organisation=none", "cursor=none"):
        assert client.get(f"/feeds/threads.atom?{wrong}").status_code == 422
