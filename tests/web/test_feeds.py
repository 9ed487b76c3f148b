"""A feed over HTTP: kept until something changes, the same for everybody, found from the pages, cheap."""

import re
from datetime import timedelta
from typing import Any

import feedparser
import pytest
from flask import Flask
from flask.testing import FlaskClient

from platform_app.cases import publication
from platform_app.kernel import clock
from platform_app.search import documents
from platform_app.search.index import installed
from tests import cast as the_cast
from tests.factories import make_fields
from tests.web.arriving import let_in
from tests.web.public_cases import BOTH, publish, read
from tests.web.test_budgets import counted

FEED = "/feeds/cases.atom"


@pytest.fixture
def cast(app: Flask) -> the_cast.Cast:
    """The cast, the fields, one public case and its index."""
    with app.app_context():
        make_fields()
        cast = the_cast.assemble()
    publish(app, cast, **BOTH)
    with app.app_context():
        installed().engine.rebuild(documents.every())
    return cast


def entries(answer: Any) -> list[str]:
    """The titles in an answer."""
    assert answer.status_code == 200
    parsed = feedparser.parse(answer.data)
    assert parsed.bozo == 0
    return [entry.title for entry in parsed.entries]


def test_a_feed_is_sent_once_until_something_changes(app: Flask, client: FlaskClient, cast: the_cast.Cast) -> None:
    first = client.get(FEED)
    assert first.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert first.headers["Cache-Control"] == "public, no-cache"
    for known in ({"If-None-Match": first.headers["ETag"]}, {"If-Modified-Since": first.headers["Last-Modified"]}):
        with counted(app) as statements:
            again = client.get(FEED, headers=known)
        assert (again.status_code, again.data, len(statements)) == (304, b"", 1)
    case_id = publish(app, cast, title={"zh": "又一个"})
    assert entries(client.get(FEED, headers={"If-None-Match": first.headers["ETag"]})) == ["又一个", "社区微更新试点"]
    with app.app_context():
        publication.archive(cast.lin, case_id, reason="被取代。")
    changed = client.get(FEED)
    assert entries(changed) == ["社区微更新试点"]
    assert "Set-Cookie" not in changed.headers


def test_taking_the_newest_case_off_is_a_change_too(app: Flask, client: FlaskClient, cast: the_cast.Cast) -> None:
    case_id = publish(app, cast, title={"zh": "又一个"})
    known = {"If-Modified-Since": client.get(FEED).headers["Last-Modified"]}
    with app.app_context(), clock.stopped_at(clock.now() + timedelta(seconds=5)):
        publication.archive(cast.lin, case_id, reason="被取代。")
    assert entries(client.get(FEED, headers=known)) == ["社区微更新试点"]


def test_who_is_signed_in_gets_the_same_feed(app: Flask, client: FlaskClient, cast: the_cast.Cast) -> None:
    before = client.get(FEED).data
    let_in(client, "lin")
    assert client.get(FEED).data == before


def test_language_is_part_of_the_address(client: FlaskClient, cast: the_cast.Cast) -> None:
    assert entries(client.get(FEED, headers={"Accept-Language": "en"})) == ["社区微更新试点"]
    english = client.get(f"{FEED}?lang=en")
    assert entries(english) == ["Small repairs in old estates"]
    assert "Set-Cookie" not in english.headers


WRONG: list[tuple[str, str, str]] = [
    ("field=sleep", "There is no such field of the plan.", "行动方案中没有这个领域。"),
    ("organisation=999999", "There is no organisation with the code 999999.", "没有代码为999999的机构"),
    ("featured=perhaps", "This must be yes or no.", "此项应为是或否"),
    ("lang=fr", "Must be one of: zh, en.", "只能是以下之一"),
    ("cursor=x", "This is not a cursor of this list.", "分页标记不属于此列表"),
]


def test_a_wrong_parameter_is_a_page_that_says_what_is_wrong(
    client: FlaskClient, cast: the_cast.Cast, subtests: pytest.Subtests
) -> None:
    for query, english, chinese in WRONG:
        with subtests.test(query=query):
            for language, sentence in (("en", english), ("zh", chinese)):
                answer = client.get(f"{FEED}?{query}", headers={"Accept-Language": language})
                assert answer.status_code == 422
                assert sentence in answer.get_data(as_text=True)
            assert client.get(f"{FEED}?utm_source=reader").status_code == 200


FEEDS: list[tuple[str, str]] = [
    ("/", f"{FEED}?lang=en"),
    ("/cases?field=new-urbanization&province=330000", f"{FEED}?field=new-urbanization&organisation=330000&lang=en"),
    ("/cases?featured=1", f"{FEED}?featured=1&lang=en"),
    ("/fields/new-urbanization", f"{FEED}?field=new-urbanization&lang=en"),
    ("/organisations/330100", f"{FEED}?organisation=330100&lang=en"),
    ("/search?q=repairs", f"{FEED}?q=repairs&lang=en"),
]


def test_pages_name_their_feed_in_head_and_text(
    client: FlaskClient, cast: the_cast.Cast, subtests: pytest.Subtests
) -> None:
    for page, feed in FEEDS:
        with subtests.test(page=page):
            html = read(client, page).replace("&amp;", "&")
            heads = re.findall(r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)"', html)
            assert f"http://127.0.0.1:8000{feed}" in heads
            assert f'<a class="more" href="{feed}" type="application/atom+xml">' in html
            assert client.get(feed).status_code == 200


def test_a_list_that_no_feed_can_follow_offers_none(client: FlaskClient, cast: the_cast.Cast) -> None:
    assert 'class="more" href="/feeds' not in read(client, "/cases?stage=running")
    assert 'class="more" href="/feeds' not in read(client, "/search?q=Hangzhou&kind=organisation")


BUDGETS: list[tuple[str, int]] = [
    ("", 5),
    ("field=new-urbanization", 5),
    ("organisation=330100", 6),
    ("featured=1", 5),
    ("q=repairs", 9),
]


def test_a_feed_asks_few_statements(
    app: Flask, client: FlaskClient, cast: the_cast.Cast, subtests: pytest.Subtests
) -> None:
    for no in range(8):
        publish(app, cast, title={"zh": f"第{no}个"})
    for query, most in BUDGETS:
        with subtests.test(query=query):
            client.get(f"{FEED}?{query}&lang=en")  # names of fields, the glossary
            with counted(app) as statements:
                assert client.get(f"{FEED}?{query}").status_code == 200
            assert 0 < len(statements) <= most, "\n".join(statements)


def test_a_list_that_no_feed_can_tell_of_offers_none(client: FlaskClient, cast: the_cast.Cast) -> None:
    for query, is_offered in (
        ("", True),
        ("?featured=1", True),
        ("?featured=announced", False),
        ("?failures=1", False),
    ):
        main = client.get(f"/cases{query}").get_data(as_text=True).split("<main")[1]
        assert (f"{FEED}?" in main) is is_offered, query
