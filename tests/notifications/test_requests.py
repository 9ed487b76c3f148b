"""Who is told what of a request between levels, and what the day brings: each letter and each escalation once."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from flask import Flask

from platform_app.access.actor import SYSTEM
from platform_app.access.levels import Role
from platform_app.coordination import queries, service, service_answering, service_asking
from platform_app.coordination.inputs import (
    Acknowledgement,
    ExtensionDecision,
    ExtensionWish,
    PassingDown,
    RequestClosing,
    RequestReason,
)
from platform_app.kernel import clock
from platform_app.notifications import reminders
from tests import factories
from tests.cast import Cast, assemble
from tests.coordination.requesting import answer, now, put, row
from tests.mailbox import Mailbox
from tests.notifications.test_notices import body, got
from tests.simultaneously import together

FRIDAY = datetime(2026, 11, 27, 2, tzinfo=UTC)
DUE = "2026-12-11"  # a Friday too
BECAUSE = RequestReason(reason="口径不明。")


@pytest.fixture
def cast(platform: Flask) -> Cast:
    factories.make_fields()
    return assemble()


@pytest.fixture
def mailbox(platform: Flask) -> Mailbox:
    return Mailbox(platform)


def remind(day: str) -> int:
    """What a day brings."""
    with clock.stopped_at(datetime.fromisoformat(f"{day}T02:00:00+00:00")):
        return reminders.send_due(SYSTEM)


def test_both_sides_are_told_of_each_step_and_nobody_of_her_own(cast: Cast, mailbox: Mailbox) -> None:
    request = put(cast.lin, cast.hangzhou, cast.zhejiang, copies=["350200"])
    assert got(mailbox, cast.shen) == ["杭州市来函：加装电梯的补贴口径"]
    assert got(mailbox, cast.chen) == ["抄送：加装电梯的补贴口径"]
    service_answering.acknowledge(cast.shen, request.id, Acknowledgement())
    assert got(mailbox, cast.lin) == ["浙江省已签收：加装电梯的补贴口径"]
    until = now(request).due_on + timedelta(days=7)
    service_answering.ask_extension(cast.shen, request.id, ExtensionWish(until=until, reason="数据未齐。"))
    assert until.isoformat() in body(mailbox, cast.lin)
    service_asking.decide_extension(cast.lin, request.id, ExtensionDecision(decision="grant"))
    assert got(mailbox, cast.shen) == ["同意延期：加装电梯的补贴口径"]
    service_answering.pass_down(cast.shen, request.id, PassingDown(to=["330200"]))
    service_answering.return_with_reason(cast.shen, request.id, BECAUSE)
    assert "口径不明。" in body(mailbox, cast.lin)
    got(mailbox, cast.lin)
    service_asking.object_with_reason(cast.lin, request.id, BECAUSE)
    assert got(mailbox, cast.shen) == ["异议：加装电梯的补贴口径"]
    answer(cast.shen, request, organisation="330000")
    assert got(mailbox, cast.lin) == ["浙江省已答复：加装电梯的补贴口径"]
    assert got(mailbox, cast.shen) == []


def test_the_day_brings_a_reminder_a_word_and_the_way_up_each_once(cast: Cast, mailbox: Mailbox) -> None:
    minister = factories.make_actor(cast.ministry, Role.COORDINATOR)
    with clock.stopped_at(FRIDAY):
        request = put(cast.lin, cast.hangzhou, cast.zhejiang, ministry="M-SAC", due_on=DUE)
    mailbox.outbox.clear()
    days = ("2026-12-07", "2026-12-08", "2026-12-08", "2026-12-11", "2026-12-12", "2026-12-12", "2026-12-18")
    assert [remind(day) for day in days] == [0, 1, 0, 0, 1, 0, 0]
    assert len(got(mailbox, cast.shen)) == 2
    assert got(mailbox, cast.lin) == ["逾期：加装电梯的补贴口径"]
    assert got(mailbox, minister) == []
    assert [remind(day) for day in ("2026-12-19", "2026-12-19")] == [1, 0]
    assert got(mailbox, minister) == ["提请上级协调：加装电梯的补贴口径"]
    assert (row(request, cast.zhejiang).status, row(request, cast.ministry).status) == ("escalated", "raised")
    assert [each.act for each in queries.read(minister, request.id).records] == ["raised", "escalated"]
    with clock.stopped_at(FRIDAY + timedelta(days=30)):
        answer(minister, request)
    assert remind("2027-03-01") == 0


def test_without_a_ministry_the_secretariat_is_told_and_a_tasking_does_not_go_up(cast: Cast, mailbox: Mailbox) -> None:
    with clock.stopped_at(FRIDAY):
        request = put(cast.lin, cast.hangzhou, cast.zhejiang, due_on=DUE)
        task = put(cast.shen, cast.zhejiang, cast.hangzhou, due_on=DUE)
    mailbox.outbox.clear()
    assert [remind("2027-01-15"), remind("2027-01-15")] == [3, 0]
    assert got(mailbox, cast.he) == ["提请上级协调：加装电梯的补贴口径"]
    assert (row(request, cast.zhejiang).status, row(task, cast.hangzhou).status) == ("escalated", "raised")


def test_more_time_brings_a_reminder_of_the_new_day(cast: Cast, mailbox: Mailbox) -> None:
    with clock.stopped_at(FRIDAY):
        request = put(cast.lin, cast.hangzhou, cast.zhejiang, due_on=DUE)
        until = datetime(2026, 12, 25).date()  # noqa: DTZ001
        service_answering.ask_extension(cast.shen, request.id, ExtensionWish(until=until, reason="数据未齐。"))
        service_asking.decide_extension(cast.lin, request.id, ExtensionDecision(decision="grant"))
    assert [remind(day) for day in ("2026-12-10", "2026-12-14", "2026-12-22", "2026-12-26")] == [0, 0, 1, 1]


ENDS: list[str] = ["answered", "returned", "closed"]


def test_nobody_is_reminded_of_what_has_ended(cast: Cast, mailbox: Mailbox, subtests: pytest.Subtests) -> None:
    for ends in ENDS:
        with clock.stopped_at(FRIDAY):
            request = put(cast.lin, cast.hangzhou, cast.zhejiang, due_on=DUE, title=f"{ends}: 补贴口径")
            if ends == "answered":
                answer(cast.shen, request)
            elif ends == "returned":
                service_answering.return_with_reason(cast.shen, request.id, BECAUSE)
            else:
                service.close(cast.lin, request.id, RequestClosing())
    mailbox.outbox.clear()
    counts = [remind(day) for day in ("2026-12-10", "2026-12-12", "2027-01-15")]
    for ends in ENDS:
        with subtests.test(ends=ends):
            assert [letter["Subject"] for letter in mailbox.outbox if ends in letter["Subject"]] == []
    assert (counts, mailbox.outbox) == ([0, 0, 0], [])


def test_any_number_of_workers_write_each_letter_and_escalate_once(
    platform: Flask, cast: Cast, mailbox: Mailbox
) -> None:
    minister = factories.make_actor(cast.ministry, Role.COORDINATOR)
    with clock.stopped_at(FRIDAY):
        request = put(cast.lin, cast.hangzhou, cast.zhejiang, ministry="M-SAC", due_on=DUE)
    for day, reader in (("2026-12-10", cast.shen), ("2026-12-14", cast.lin), ("2026-12-21", minister)):
        mailbox.outbox.clear()
        assert together(platform, *[partial(remind, day)] * 4) == ["done"] * 4
        assert len(got(mailbox, reader)) == 1, day
    assert row(request, cast.ministry).status == "raised"
