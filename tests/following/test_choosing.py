"""Following and muting, reading and marking, one's own feed: all of it is hers alone."""

import pytest
from flask import Flask
from sqlalchemy import select

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.accounts import service_people
from platform_app.accounts.inputs import Refusal
from platform_app.exchange.models import Thread
from platform_app.following import listing, queries, queries_feed, service, service_feed
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid, NotAllowed, NotFound
from platform_app.kernel.pages import PageRequest
from tests import factories
from tests.cast import Cast
from tests.following.conftest import everybody, follow, mute, told
from tests.scenes import Scene

THINGS: list[tuple[str, str, str | None]] = [
    ("field", "smart-city", "smart-city"),
    ("tag", "  Sponge City ", "sponge city"),
    ("tag", "海绵城市", "海绵城市"),
    ("organisation", "P-DUBAI", None),
    ("organisation", "330100", None),
]


def test_what_exists_can_be_followed_muted_and_let_go(cast: Cast, subtests: pytest.Subtests) -> None:
    for kind, ref, kept in THINGS:
        with subtests.test(kind=kind, ref=ref):
            for how in ("follow", "mute"):
                row = service.follow(cast.chen, kind, ref, how=how)  # type: ignore[arg-type]
                assert row.ref == (kept or str({"P-DUBAI": cast.dubai.id, "330100": cast.hangzhou.id}[ref]))
                assert listing.how(cast.chen, kind, row.ref) == how
            service.unfollow(cast.chen, kind, ref)
            service.unfollow(cast.chen, kind, ref)
            assert listing.how(cast.chen, kind, row.ref) is None


NOWHERE: list[tuple[str, str]] = [
        ("thread", "99"), ("thread", "x"), ("thread", "-1"), ("thread", "9" * 40), ("case", "1"), ("field", "nowhere"),
        ("organisation", "0"), ("organisation", "nowhere"), ("tag", ""), ("tag", "长" * 41), ("tag", "a\x00b"),
        ("standard", "1"), ("person", "1"),
    ]  # fmt: skip


def test_what_does_not_exist_or_is_not_seen_cannot_be_followed(cast: Cast, subtests: pytest.Subtests) -> None:
    factories.make_case(cast.lin, cast.hangzhou)  # a draft
    for kind, ref in NOWHERE:
        with subtests.test(kind=kind, ref=ref), pytest.raises(NotFound):
            service.follow(cast.chen, kind, ref)


def test_who_has_no_account_follows_nothing(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        service.follow(ANONYMOUS, "field", "smart-city")
    assert listing.how(ANONYMOUS, "field", "smart-city") is None
    assert queries.count_unread(ANONYMOUS) == 0


def test_the_list_of_what_she_follows_has_the_names_she_may_read(cast: Cast) -> None:
    thread = factories.make_thread(cast.lin, visibility="members", title="只给成员看的讨论")
    case = factories.make_case(cast.lin, cast.hangzhou, status="published")
    guest = factories.make_person()
    her = factories.acting(guest)
    for kind, ref in (("field", "smart-city"), ("organisation", "330100"), ("case", case.id), ("tag", "电梯")):
        follow(her, kind, ref)
    mute(cast.chen, "thread", thread.id)
    page = listing.follows(her, PageRequest(3))
    rest = listing.follows(her, PageRequest(3, page.next))
    rows = {each.follow.kind: (each.title("zh"), each.url) for each in [*page.items, *rest.items]}
    assert rows == {
        "field": ("智慧城市", "/fields/smart-city"),
        "organisation": ("杭州市", "/organisations/330100"),
        "case": ("社区微更新试点", f"/cases/{case.id}"),
        "tag": ("电梯", None),
    }
    (own,) = listing.follows(cast.chen, PageRequest()).items
    assert (own.follow.how, own.title("en")) == ("mute", "只给成员看的讨论")
    assert listing.follows(cast.chen, PageRequest(), kind="case").items == []


def _some_notices() -> Cast:
    cast = everybody()
    for n in range(3):
        thread = factories.make_thread(cast.lin, title=f"第{n}个问题？")
        for _ in range(2):
            factories.make_post(cast.chen, thread)
    return cast


_noticed = Scene(_some_notices, with_notices=True)


@pytest.fixture
def noticed(platform: Flask) -> Cast:
    """Everybody, and three threads of Lin's, each with two replies of Chen's that she was told of."""
    return _noticed.put()


def reply(cast: Cast, n: int) -> None:
    """Chen writes once more in one of the threads."""
    factories.make_post(cast.chen, db.session.scalars(select(Thread).where(Thread.title == f"第{n}个问题？")).one())


def test_pages_of_notices_go_on_where_they_ended(noticed: Cast) -> None:
    first = queries.groups(noticed.lin, PageRequest(2))
    second = queries.groups(noticed.lin, PageRequest(2, first.next))
    assert [each.title("zh") for each in first.items] == ["第2个问题？", "第1个问题？"]
    assert [each.title("zh") for each in second.items] == ["第0个问题？"]
    assert second.next is None
    middle = queries.groups(noticed.lin, PageRequest(1, queries.groups(noticed.lin, PageRequest(1)).next))
    assert [each.title("zh") for each in middle.items] == ["第1个问题？"]
    assert queries.groups(noticed.lin, PageRequest(1, middle.next)).items[0].title("zh") == "第0个问题？"
    for wrong in ("nonsense", "WyJhIl0"):
        with pytest.raises(Invalid):
            queries.groups(noticed.lin, PageRequest(2, wrong))


def test_a_line_is_read_as_a_whole_and_what_comes_after_is_a_new_one(noticed: Cast) -> None:
    lin = noticed.lin
    newest, *_ = queries.groups(lin, PageRequest()).items
    assert service.mark_read(lin, [newest.id]) == 2
    assert queries.count_unread(lin) == 2
    reply(noticed, 2)
    lines = queries.groups(lin, PageRequest()).items
    assert [(each.title("zh"), each.count, each.is_read) for each in lines] == [
        ("第2个问题？", 1, False),
        ("第2个问题？", 2, True),
        ("第1个问题？", 2, False),
        ("第0个问题？", 2, False),
    ]
    assert len(queries.groups(lin, PageRequest(), unread=True).items) == 3
    assert service.mark_unread(lin, [newest.id]) == 2
    assert queries.count_unread(lin) == 3


def test_marking_all_leaves_what_came_after_the_page_was_made(noticed: Cast) -> None:
    seen = queries.newest_id(noticed.lin)
    reply(noticed, 0)
    service.mark_all_read(noticed.lin, up_to=seen)
    assert queries.count_unread(noticed.lin) == 1


def test_nobody_reads_or_marks_the_notices_of_another(noticed: Cast) -> None:
    lin, qi = noticed.lin, noticed.qi
    own, *_ = queries.groups(lin, PageRequest()).items
    assert told(qi) == []
    with pytest.raises(NotFound):
        queries.group(qi, own.id)
    assert service.mark_read(qi, [own.id]) == 0
    service.mark_all_read(qi, up_to=own.id)
    assert queries.count_unread(lin) == 3


def test_a_feed_opens_by_its_newest_secret_until_it_is_revoked(cast: Cast) -> None:
    old, new = service_feed.make_feed(cast.lin), service_feed.make_feed(cast.lin)
    reader = queries_feed.reader_behind(new)
    assert (reader.id, reader.may_write) == (cast.lin.id, False)
    for wrong in (old, "", "guessed", new[:-1]):
        with pytest.raises(NotFound):
            queries_feed.reader_behind(wrong)
    service_feed.revoke_feed(cast.lin)
    service_feed.revoke_feed(cast.lin)
    with pytest.raises(NotFound):
        queries_feed.reader_behind(new)
    assert queries_feed.feed_of(cast.lin) is None


def test_the_feed_of_somebody_who_is_suspended_opens_nothing(cast: Cast) -> None:
    secret = service_feed.make_feed(cast.lin)
    service_people.suspend(SYSTEM, cast.lin.id or 0, Refusal(reason="离职"))
    with pytest.raises(NotFound):
        queries_feed.reader_behind(secret)
