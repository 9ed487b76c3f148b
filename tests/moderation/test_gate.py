"""Who may write how much: the rules as a table, and that every way of writing asks them."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from platform_app.access.actor import SYSTEM
from platform_app.access.levels import Role
from platform_app.accounts.models import Person
from platform_app.exchange import admission, gate, service_posts
from platform_app.exchange.gate import Limits, Standing
from platform_app.exchange.inputs import PostChange
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import DomainError, Invalid, Throttled
from tests import factories
from tests.cast import Cast

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
LONG = "我们市每台电梯的造价大约是四十五万元，由居民按楼层分摊。"


@pytest.mark.parametrize(
    ("hours", "is_vouched", "expected"),
    [
        (0, False, Limits(5, 3)),
        (23, False, Limits(5, 3)),
        (24, False, Limits(20, 3)),
        (24 * 7 - 1, False, Limits(20, 3)),
        (24 * 7, False, Limits(60, 20)),
        (0, True, Limits(60, 20)),
        (24 * 400, True, Limits(60, 20)),
    ],
)
def test_an_account_may_do_more_as_it_grows_older_or_somebody_vouches_for_it(
    hours: int, is_vouched: bool, expected: Limits
) -> None:
    assert gate.limits(timedelta(hours=hours), is_vouched=is_vouched, most=60) == expected


def author(hours: int = 0, *, is_vouched: bool = False, posts: int = 0, said_it: bool = False) -> Standing:
    return Standing(timedelta(hours=hours), is_vouched, posts, NOW - timedelta(minutes=50), said_it)


@pytest.mark.parametrize(
    ("text", "standing", "refusal"),
    [
        (LONG, author(posts=4), None),
        (LONG, author(posts=5), Throttled),
        (LONG, author(30, posts=19), None),
        (LONG, author(30, posts=20), Throttled),
        (LONG, author(posts=59, is_vouched=True), None),
        (LONG, author(posts=60, is_vouched=True), Throttled),
        ("见 https://a.cn http://b.cn www.c.cn", author(), None),
        ("见 https://a.cn http://b.cn www.c.cn HTTPS://d.cn", author(), Invalid),
        ("https://a.cn " * 20, author(is_vouched=True), None),
        ("https://a.cn " * 21, author(is_vouched=True), Invalid),
        (LONG, author(said_it=True), Invalid),
        ("谢谢！", author(said_it=True), None),
    ],
)
def test_too_much_too_many_links_and_the_same_again_are_refused(
    text: str, standing: Standing, refusal: type[DomainError] | None
) -> None:
    if refusal is None:
        gate.check(text, standing, NOW, most=60)
        return
    with pytest.raises(refusal) as refused:
        gate.check(text, standing, NOW, most=60)
    if isinstance(refused.value, Throttled):
        assert refused.value.retry_after == 600
    elif isinstance(refused.value, Invalid):
        assert set(refused.value.errors) == {"text"}


def test_an_edit_is_no_further_post() -> None:
    gate.check(LONG, author(posts=99), NOW, most=60, is_edit=True)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (LONG.replace("，", ", ").replace("。", " !"), True),
        (LONG + "\n\n", True),
        (LONG.replace("四十五", "五十"), False),
    ],
)
def test_texts_that_differ_in_blanks_and_signs_only_are_the_same(text: str, same: bool) -> None:
    assert (gate.key_of(text) == gate.key_of(LONG)) is same


def test_the_same_text_is_refused_wherever_it_is_written_and_taken_a_day_later(cast: Cast) -> None:
    thread, other = factories.make_thread(cast.lin), factories.make_thread(cast.lin)
    first = factories.make_post(cast.chen, thread, LONG)
    second = factories.make_post(cast.chen, thread)
    for write in (
        lambda: factories.make_post(cast.chen, other, f"{LONG} "),
        lambda: factories.make_thread(cast.chen, text=LONG),
        lambda: service_posts.edit(cast.chen, second.id, PostChange(text=LONG)),
    ):
        with pytest.raises(Invalid):
            write()
    service_posts.edit(cast.chen, first.id, PostChange(text=f"{LONG}!"))  # it is not compared with itself
    factories.make_post(cast.qi, other, LONG)  # somebody else may say so too
    with clock.stopped_at(clock.now() + timedelta(hours=25)):
        factories.make_post(cast.chen, other, LONG)


def test_more_posts_than_the_setting_says_have_to_wait(app: Flask) -> None:
    admission._door = admission.Door(posts_per_hour=2)
    try:
        with app.app_context():
            member = factories.make_actor(factories.make_organisation(), Role.EDITOR)
            thread = factories.make_thread(member)
            factories.make_post(member, thread)
            with pytest.raises(Throttled):
                factories.make_post(member, thread)
            with clock.stopped_at(clock.now() + timedelta(minutes=61)):
                factories.make_post(member, thread)
            for _ in range(3):
                factories.make_thread(SYSTEM)
    finally:
        admission._door = admission.Door()


def test_only_insiders_write_so_a_seat_vouches_for_a_new_account(cast: Cast) -> None:
    assert db.session.get_one(Person, cast.lin.id).created_at > clock.now() - timedelta(days=1)
    thread = factories.make_thread(cast.lin)
    for n in range(8):
        factories.make_post(cast.chen, thread, f"第{n}条。")
