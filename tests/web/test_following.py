"""Following on pages: buttons, the list of notices, what comes by mail, kept searches, the link that stops mail."""

import re
from datetime import timedelta

import feedparser
import pytest
from flask import Flask

from platform_app.accounts import throttle
from platform_app.exchange import service_curating
from platform_app.exchange.inputs import Because
from platform_app.following import choices, looking, service, unsubscribing
from platform_app.kernel import clock
from platform_app.search import maintenance
from tests import cast as the_cast
from tests import factories
from tests.scenes import Scene
from tests.web.browsing import Browser, Forms
from tests.web.test_budgets import counted


def _talk() -> the_cast.Cast:
    made = the_cast.assemble()
    factories.make_fields()
    factories.make_case(made.zhou, made.hangzhou, status="published")
    thread = factories.make_thread(made.lin, field="smart-city")
    factories.make_post(made.chen, thread)
    factories.make_post(made.qi, thread)
    return made


_talked = Scene(_talk, with_notices=True)


@pytest.fixture
def cast(app: Flask) -> the_cast.Cast:
    """Everybody, a case of Hangzhou's, and a thread of Lin's with two replies."""
    with app.app_context():
        return _talked.put()


THINGS: list[str] = ["/cases/1", "/organisations/330100", "/fields/smart-city"]


def test_a_thing_is_followed_muted_and_let_go_by_one_press_each(
    app: Flask, cast: the_cast.Cast, subtests: pytest.Subtests
) -> None:
    chen = Browser(app, "chen")
    for path in THINGS:
        with subtests.test(path=path):
            for how, said in (("follow", "You follow this"), ("mute", "Muted"), ("none", ">Follow<")):
                answer = chen.press("/follows", path, how=how)
                assert (answer.status_code, answer.location) == (303, path)
                assert said in re.sub(r"<svg.*?</svg>", "", chen.text(path), flags=re.DOTALL)


def test_who_has_no_account_is_offered_nothing_to_follow(app: Flask, cast: the_cast.Cast) -> None:
    page = app.test_client().get("/cases/1").get_data(as_text=True)
    assert "/follows" not in page
    assert 'href="/notices"' not in page


def test_the_count_stands_in_the_head_of_every_page_until_it_is_read(app: Flask, cast: the_cast.Cast) -> None:
    lin = Browser(app, "lin")
    assert re.search(r'href="/notices">.*?<span class="count">1<', lin.text("/cases"), re.DOTALL)
    page = lin.text("/notices")
    assert "2 replies in “老旧小区加装电梯花了多少钱？”, the latest by 齐正" in page
    link = re.search(r'href="(/notices/\d+\?count=2)"', page)
    assert link is not None
    opened = lin.get(link[1])
    assert opened.status_code == 303
    assert opened.location.startswith("/threads/1")
    assert 'class="count"' not in lin.text("/cases")


def test_all_is_marked_as_read_and_that_is_taken_back(app: Flask, cast: the_cast.Cast) -> None:
    lin = Browser(app, "lin")
    answer = lin.send("/notices/read", lin.form("/notices", "/notices/read"), id=[])
    assert answer.status_code == 303
    page = lin.text(answer.location)
    assert "All is marked as read." in page
    assert "Nothing unread" in lin.text("/notices?unread=1")
    form = re.search(r'name="read" value="([\d.]+)"', page)
    assert form is not None
    lin.send("/notices/unread", Forms(page).forms["/notices/unread"], read=form[1], id=[])
    assert "Nothing unread" not in lin.text("/notices?unread=1")


def test_one_line_is_marked_as_read_and_unread(app: Flask, cast: the_cast.Cast) -> None:
    lin = Browser(app, "lin")
    lin.press("/notices/read", "/notices", up_to="0")
    assert "Mark as unread" in lin.text("/notices")
    lin.press("/notices/unread", "/notices")
    assert "Mark as read" in lin.text("/notices")


EMPTY: list[str] = ["/notices", "/account/follows", "/account/searches", "/account/notices"]


def test_each_page_says_what_to_do_where_there_is_nothing(
    app: Flask, cast: the_cast.Cast, subtests: pytest.Subtests
) -> None:
    amal = Browser(app, "amal")
    for path in EMPTY:
        with subtests.test(path=path):
            for language in ("en", "zh"):
                page = amal.text(f"{path}?lang={language}")
                assert 'class="empty"' in page or path == "/account/notices"


def test_a_page_of_notices_asks_few_statements_however_many_there_are(app: Flask, cast: the_cast.Cast) -> None:
    with app.app_context():
        for n in range(15):
            factories.make_post(cast.chen, factories.make_thread(cast.lin, title=f"第{n}个问题？"))
    lin = Browser(app, "lin")
    lin.text("/notices")
    with counted(app) as statements:
        lin.text("/notices")
    assert len(statements) <= 4, statements


def test_preferences_are_chosen_and_come_back_with_what_is_wrong(app: Flask, cast: the_cast.Cast) -> None:
    lin = Browser(app, "lin")
    wrong = lin.press("/account/notices", replies="weekly", quiet_from="22:00", quiet_until="")
    assert wrong.status_code == 422
    assert 'value="22:00"' in wrong.get_data(as_text=True)
    assert lin.press("/account/notices", replies="weekly", quiet_from="22:00", quiet_until="07:00").status_code == 303
    with app.app_context():
        chosen = choices.preferences(cast.lin)
    assert (chosen.replies, chosen.mentions, chosen.quiet_until) == ("weekly", "daily", "07:00")


def test_a_search_is_kept_renamed_removed_and_brought_back(app: Flask, cast: the_cast.Cast) -> None:
    with app.app_context():
        maintenance.rebuild()
    chen = Browser(app, "chen")
    kept = chen.press("/account/searches", "/search?q=更新&stage=running&sort=newest", name="微更新")
    assert kept.status_code == 303
    page = chen.text("/account/searches")
    assert "微更新" in page
    assert "stage=running" in page
    assert chen.press("/account/searches/1/name", "/account/searches", name="").status_code == 422
    assert chen.press("/account/searches/1/name", "/account/searches", name="微更新在建").status_code == 303
    removed = chen.press("/account/searches/1/removal", "/account/searches")
    html = removed.get_data(as_text=True)
    assert "“微更新在建” is removed." in html
    assert chen.press_in(html, "/account/searches").status_code == 303
    assert "微更新在建" in chen.text("/account/searches")


def test_new_matches_lead_to_the_search(app: Flask, cast: the_cast.Cast) -> None:
    with app.app_context():
        maintenance.rebuild()
    chen = Browser(app, "chen")
    chen.press("/account/searches", "/search?q=更新", name="微更新")
    with app.app_context():
        for _ in range(2):
            factories.make_case(cast.lin, cast.hangzhou, status="published")
        with clock.stopped_at(clock.now() + timedelta(days=1, minutes=1)):
            looking.look()
    page = chen.text("/notices")
    assert "3 new matches for “微更新”" in page or "2 new matches for “微更新”" in page
    link = re.search(r'href="(/notices/\d+\?count=\d)"', page)
    assert link is not None
    assert chen.get(link[1]).location == "/account/searches/1"
    assert chen.get("/account/searches/1").location.startswith("/search?q=")


def test_looking_at_the_link_stops_nothing_and_one_post_does_without_session_or_token(
    app: Flask, cast: the_cast.Cast
) -> None:
    with app.app_context():
        path = f"/unsubscribe/{unsubscribing.token(cast.lin.id or 0, 'replies')}"
    reader = app.test_client()
    assert "Replies" in reader.get(f"{path}?lang=en").get_data(as_text=True)
    with app.app_context():
        assert choices.preferences(cast.lin).replies == "daily"
    assert reader.post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    with app.app_context():
        assert choices.preferences(cast.lin).replies == "never"
    assert reader.get(path + "x").status_code == reader.post(path + "x").status_code == 404


def test_a_feed_of_ones_own_is_read_by_its_address_alone(app: Flask, cast: the_cast.Cast) -> None:
    lin = Browser(app, "lin")
    made = lin.press("/account/notices/feed", "/account/notices").get_data(as_text=True)
    address = re.search(r"http://\S+(/feeds/notices/\S+?\.atom)", made)
    assert address is not None
    reader = app.test_client()
    answer = reader.get(address[1])
    feed = feedparser.parse(answer.get_data())
    assert [entry.title for entry in feed.entries] == [
        "齐正回复了“老旧小区加装电梯花了多少钱？”",
        "陈屿回复了“老旧小区加装电梯花了多少钱？”",
    ]
    assert answer.headers["Cache-Control"] == "private, no-store"
    with app.app_context():
        service_curating.hide_post(cast.gao, 3, Because(reason="广告"))
    assert len(feedparser.parse(reader.get(address[1]).get_data()).entries) == 1
    lin.press("/account/notices/feed/revocation", "/account/notices")
    assert reader.get(address[1]).status_code == 404


def test_who_guesses_addresses_of_feeds_has_to_wait(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(throttle.LIMITS, throttle.FEED, (3, 3))
    reader = app.test_client()
    assert [reader.get(f"/feeds/notices/guess{n}.atom").status_code for n in range(5)] == [404] * 3 + [429] * 2


def test_what_is_muted_stands_in_the_list_and_can_be_undone_there(app: Flask, cast: the_cast.Cast) -> None:
    with app.app_context():
        service.follow(cast.chen, "thread", "1", how="mute")
        service.follow(cast.chen, "tag", "海绵城市")
    chen = Browser(app, "chen")
    page = chen.text("/account/follows")
    assert "Unmute" in page
    assert "海绵城市" in page
    chen.send("/follows", chen.form("/account/follows", "/follows"), kind="thread", ref="1", how="none")
    assert "Unmute" not in chen.text("/account/follows")
