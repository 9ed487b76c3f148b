"""Following and muting, reading and marking, one's own feed: all of it is hers alone."""

import pytest

from platform_app.access.actor import ANONYMOUS, SYSTEM
from platform_app.accounts import service_people
from platform_app.accounts.inputs import Refusal
from platform_app.exchange.models import Thread
from platform_app.following import listing, queries, queries_feed, service, service_feed
from platform_app.kernel.errors import Invalid, NotAllowed, NotFound
from platform_app.kernel.pages import PageRequest
from tests import factories
from tests.cast import Cast
from tests.following.conftest import follow, mute, told

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


def some_notices(cast: Cast, count: int = 3) -> list[Thread]:
    """Threads of Lin's, each with two replies."""
    threads = [factories.make_thread(cast.lin, title=f"第{n}个问题？") for n in range(count)]
    for thread in threads:
        for _ in range(2):
            factories.make_post(cast.chen, thread)
    return threads


def test_pages_of_notices_go_on_where_they_ended(cast: Cast) -> None:
    some_notices(cast, 5)
    first = queries.groups(cast.lin, PageRequest(2))
    second = queries.groups(cast.lin, PageRequest(2, first.next))
    third = queries.groups(cast.lin, PageRequest(2, second.next))
    titles = [each.title("zh") for page in (first, second, third) for each in page.items]
    assert titles == [f"第{n}个问题？" for n in (4, 3, 2, 1, 0)]
    assert third.next is None
    for wrong in ("nonsense", "WyJhIl0"):
        with pytest.raises(Invalid):
            queries.groups(cast.lin, PageRequest(2, wrong))


def test_a_line_is_read_as_a_whole_and_what_comes_after_is_a_new_one(cast: Cast) -> None:
    threads = some_notices(cast)
    newest, *_ = queries.groups(cast.lin, PageRequest()).items
    assert service.mark_read(cast.lin, [newest.id]) == 2
    assert queries.count_unread(cast.lin) == 2
    factories.make_post(cast.chen, threads[2])
    lines = queries.groups(cast.lin, PageRequest()).items
    assert [(each.title("zh"), each.count, each.is_read) for each in lines] == [
        ("第2个问题？", 1, False),
        ("第2个问题？", 2, True),
        ("第1个问题？", 2, False),
        ("第0个问题？", 2, False),
    ]
    assert len(queries.groups(cast.lin, PageRequest(), unread=True).items) == 3
    assert service.mark_unread(cast.lin, [newest.id]) == 2
    assert queries.count_unread(cast.lin) == 3


def test_marking_all_leaves_what_came_after_the_page_was_made(cast: Cast) -> None:
    threads = some_notices(cast)
    seen = queries.newest_id(cast.lin)
    factories.make_post(cast.chen, threads[0])
    service.mark_all_read(cast.lin, up_to=seen)
    assert queries.count_unread(cast.lin) == 1


def test_nobody_reads_or_marks_the_notices_of_another(cast: Cast) -> None:
    some_notices(cast, 1)
    (own,) = queries.groups(cast.lin, PageRequest()).items
    assert told(cast.qi) == []
    with pytest.raises(NotFound):
        queries.group(cast.qi, own.id)
    assert service.mark_read(cast.qi, [own.id]) == 0
    service.mark_all_read(cast.qi, up_to=own.id)
    assert queries.count_unread(cast.lin) == 1


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
