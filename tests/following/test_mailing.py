"""Mail out of notices: at once, in digests, in quiet hours, never; only what its reader may see then."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from platform_app.access.actor import ANONYMOUS, SYSTEM, Actor
from platform_app.accounts import service_people
from platform_app.accounts.inputs import Refusal
from platform_app.exchange import service_curating
from platform_app.exchange.inputs import Because
from platform_app.following import choices, looking, mailing, queries, service, unsubscribing
from platform_app.following.inputs import NoticePreferences
from platform_app.kernel import clock
from platform_app.kernel.errors import Invalid, NotFound
from platform_app.kernel.inputs import read
from platform_app.notifications import mail
from tests import factories
from tests.cast import Cast, address
from tests.following.conftest import follow, mute, told
from tests.mailbox import Mailbox
from tests.simultaneously import together

MORNING = datetime(2026, 11, 4, 1, 0, tzinfo=UTC)  # a Wednesday, nine o'clock in China
NEXT_DAY = MORNING + timedelta(days=1)


@pytest.fixture
def mailbox(cast: Cast, platform: Flask) -> Mailbox:
    """What was mailed."""
    return Mailbox(platform)


def choose(actor: Actor, **wanted: object) -> None:
    """Choose how notices come by mail."""
    service.choose(actor, read(NoticePreferences, wanted))


def round_of_the_worker() -> int:
    """What the worker does once a minute; says how many letters it wrote."""
    written = mailing.write_due()
    mail.drain()
    return written


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Then."""
    with clock.stopped_at(moment):
        yield


def replies(cast: Cast, count: int = 3) -> Any:
    """A thread of Lin's with some replies of Chen's, written in the morning."""
    with at(MORNING):
        thread = factories.make_thread(cast.lin)
        for _ in range(count):
            factories.make_post(cast.chen, thread)
        return thread


def test_a_daily_digest_is_what_comes_unless_something_else_was_chosen(cast: Cast, mailbox: Mailbox) -> None:
    replies(cast)
    with at(MORNING + timedelta(hours=12)):
        assert round_of_the_worker() == 0
    with at(NEXT_DAY):
        assert [round_of_the_worker(), round_of_the_worker()] == [1, 0]
    (digest,) = mailbox.to(address("lin"))
    assert digest["Subject"] == "【城标互鉴】每日摘要：1条新通知"
    assert "有3条新回复，最新一条来自陈屿" in digest.get_content()
    with at(NEXT_DAY + timedelta(days=1)):
        assert round_of_the_worker() == 0, "there is nothing new"


def test_a_weekly_digest_comes_on_monday(cast: Cast, mailbox: Mailbox) -> None:
    choose(cast.lin, replies="weekly")
    replies(cast)
    with at(NEXT_DAY):
        assert round_of_the_worker() == 0
    with at(datetime(2026, 11, 9, 0, 0, tzinfo=UTC)):
        assert round_of_the_worker() == 1
    assert mailbox.to(address("lin"))[0]["Subject"] == "【城标互鉴】每周摘要：1条新通知"


def test_mail_at_once_comes_at_once_and_not_once_more_in_a_digest(cast: Cast, mailbox: Mailbox) -> None:
    choose(cast.lin, replies="at_once")
    replies(cast, 1)
    (letter,) = mailbox.to(address("lin"))
    assert "陈屿回复了“老旧小区加装电梯花了多少钱？”" in letter["Subject"]
    with at(NEXT_DAY):
        assert round_of_the_worker() == 0


def test_never_is_never_and_the_page_has_it_all_the_same(cast: Cast, mailbox: Mailbox) -> None:
    choose(cast.lin, replies="never")
    replies(cast)
    with at(NEXT_DAY):
        assert round_of_the_worker() == 0
    assert told(cast.lin) == ["reply x3"]
    choose(cast.lin, replies="at_once")
    assert round_of_the_worker() == 0, "what was not to be mailed does not come later"


def test_each_kind_goes_its_own_way(cast: Cast, mailbox: Mailbox) -> None:
    choose(cast.lin, mentions="at_once", replies="never")
    with at(MORNING):
        thread = factories.make_thread(cast.lin)
        factories.make_post(cast.chen, thread)
        factories.make_post(cast.chen, thread, f"@[林](person:{cast.lin.id}) 好")
    assert ["提到了您" in letter["Subject"] for letter in mailbox.to(address("lin"))] == [True]


# who reads where, and how many letters she has by night, before its end, and then
ZONES = {
    "lin": ("Asia/Shanghai", [0, 0, 1]),
    "amal": ("Asia/Dubai", [2, 2, 2]),
    "qi": ("America/New_York", [2, 2, 2]),
}


def test_what_falls_into_quiet_hours_waits_until_they_end_and_comes_together(
    cast: Cast, mailbox: Mailbox, subtests: pytest.Subtests
) -> None:
    late = datetime(2026, 11, 4, 15, 0, tzinfo=UTC)  # 23:00 in China, 19:00 in Dubai, 10:00 in New York
    had: dict[str, list[int]] = {name: [] for name in ZONES}
    for name, (zone, _) in ZONES.items():
        hours = {"time_zone": zone, "quiet_from": "22:00", "quiet_until": "07:00"}
        choose(cast.actors[name], replies="at_once", **hours)
    thread = factories.make_thread(cast.lin)
    for name in ("amal", "qi"):
        follow(cast.actors[name], "thread", thread.id)
    for pause in (timedelta(0), timedelta(hours=7, minutes=59), timedelta(hours=8)):
        with at(late + pause):
            for _ in range(0 if pause else 2):
                factories.make_post(cast.chen, thread)
            if pause:
                round_of_the_worker()
        for name, counts in had.items():
            counts.append(len(mailbox.to(address(name))))
    for name, (zone, expected) in ZONES.items():
        with subtests.test(zone):
            assert had[name] == expected


def test_what_was_read_meanwhile_is_not_mailed(cast: Cast, mailbox: Mailbox) -> None:
    replies(cast)
    service.mark_all_read(cast.lin, up_to=queries.newest_id(cast.lin))
    with at(NEXT_DAY):
        assert round_of_the_worker() == 0


def test_what_is_hidden_or_muted_or_whose_reader_is_suspended_by_then_is_not_mailed(
    cast: Cast, mailbox: Mailbox
) -> None:
    hidden, muted = replies(cast, 1), replies(cast, 1)
    follow(cast.qi, "thread", hidden.id)
    follow(cast.wu, "thread", muted.id)
    with at(MORNING):
        factories.make_post(cast.chen, hidden)
        factories.make_post(cast.chen, muted)
    assert told(cast.qi) == told(cast.wu) == ["reply"]
    service_curating.hide(cast.gao, hidden.id, Because(reason="广告"))
    mute(cast.lin, "thread", muted.id)
    mute(cast.lin, "thread", hidden.id)
    service_people.suspend(SYSTEM, cast.wu.id or 0, Refusal(reason="离职"))
    with at(NEXT_DAY):
        assert round_of_the_worker() == 0


def test_a_digest_speaks_the_language_of_its_reader(cast: Cast, mailbox: Mailbox) -> None:
    with at(MORNING):
        factories.make_post(cast.chen, factories.make_thread(cast.amal, title="How much is a lift?"))
    with at(NEXT_DAY):
        assert round_of_the_worker() == 1
    (digest,) = mailbox.to(address("amal"))
    assert digest["Subject"] == "[City Exchange] Your day: 1 new"
    assert "陈屿 replied in “How much is a lift?”" in digest.get_content()


def test_several_workers_write_each_digest_once(cast: Cast, platform: Flask, mailbox: Mailbox) -> None:
    for author in (cast.lin, cast.qi, cast.amal):
        with at(MORNING):
            factories.make_post(cast.chen, factories.make_thread(author))

    def work() -> None:
        with at(NEXT_DAY):
            mailing.write_due()

    assert together(platform, *[work] * 4) == ["done"] * 4
    mail.drain()
    with at(NEXT_DAY):
        mail.drain()
    digests = [m["To"].addresses[0].addr_spec for m in mailbox.outbox]
    assert sorted(digests) == sorted(address(name) for name in ("amal", "lin", "qi"))


def test_one_post_to_the_link_stops_that_kind_and_no_other(cast: Cast, mailbox: Mailbox) -> None:
    choose(cast.lin, mentions="at_once", replies="at_once")
    replies(cast, 1)
    (letter,) = mailbox.to(address("lin"))
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    token = letter["List-Unsubscribe"].rpartition("/")[2].rstrip(">")
    for _ in range(2):
        assert service.unsubscribe(ANONYMOUS, token).topic == "replies"
    chosen = choices.preferences(cast.lin)
    assert (chosen.replies, chosen.mentions, chosen.answers) == ("never", "at_once", "daily")


def test_the_link_of_a_digest_stops_what_came_in_it(cast: Cast) -> None:
    choose(cast.lin, mentions="at_once", searches="weekly")
    service.unsubscribe(ANONYMOUS, unsubscribing.token(cast.lin.id or 0, "daily"))
    chosen = choices.preferences(cast.lin)
    assert (chosen.replies, chosen.mentions, chosen.searches) == ("never", "at_once", "weekly")


@pytest.mark.parametrize(
    "change", [lambda t: "2" + t[1:], lambda t: t.replace("replies", "mentions"), lambda t: t[:-1]]
)
def test_a_link_that_was_tampered_with_is_none(cast: Cast, change: Any) -> None:
    token = unsubscribing.token(1, "replies")
    for wrong in (change(token), "", "1.replies", "1.replies.", "x.replies.y", "9" * 30 + ".replies.x"):
        with pytest.raises(NotFound):
            service.unsubscribe(ANONYMOUS, wrong)


UNMEANT: list[tuple[dict[str, object], str]] = [
    ({"time_zone": "Asia/Nowhere"}, "time_zone"),
    ({"time_zone": "../etc/passwd"}, "time_zone"),
    ({"quiet_from": "22:00"}, "quiet_until"),
    ({"quiet_from": "22:00", "quiet_until": "22:00"}, "quiet_until"),
    ({"quiet_from": "25:00", "quiet_until": "07:00"}, "quiet_from"),
    ({"replies": "hourly"}, "replies"),
]


def test_preferences_that_cannot_be_meant_name_the_field(cast: Cast, subtests: pytest.Subtests) -> None:
    for wanted, field in UNMEANT:
        with subtests.test(wanted=wanted, field=field):
            with pytest.raises(Invalid) as refused:
                choose(cast.lin, **wanted)
            assert list(refused.value.errors) == [field]


def test_looking_and_writing_with_nothing_to_do_does_nothing(cast: Cast, mailbox: Mailbox) -> None:
    assert (looking.look(), mailing.write_due()) == (0, 0)
