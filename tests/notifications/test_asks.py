"""Who is told what of a question that was put to a city: those who can read it, once, and never of their own act."""

from datetime import timedelta
from functools import partial

import pytest
from flask import Flask

from platform_app.access.actor import SYSTEM, Actor
from platform_app.access.levels import Role
from platform_app.exchange import service_asks, service_curating
from platform_app.exchange.inputs import Because
from platform_app.exchange.inputs_asks import Declining, PassingOn
from platform_app.kernel import clock
from platform_app.notifications import reminders
from tests import factories
from tests.cast import Cast, assemble
from tests.exchange.asking import put
from tests.mailbox import Mailbox
from tests.notifications.test_notices import body, got
from tests.simultaneously import together


@pytest.fixture
def cast(platform: Flask) -> Cast:
    factories.make_fields()
    return assemble()


@pytest.fixture
def mailbox(platform: Flask) -> Mailbox:
    return Mailbox(platform)


def remind(days: float) -> int:
    """What the day brings, so many days from now."""
    with clock.stopped_at(clock.now() + timedelta(days=days)):
        return reminders.send_due(SYSTEM)


def test_coordinators_and_editors_of_the_asked_city_are_told_in_their_language(cast: Cast, mailbox: Mailbox) -> None:
    editor = factories.make_actor(cast.xiamen, Role.EDITOR)
    member = factories.make_actor(cast.xiamen, Role.MEMBER)
    thread = factories.make_thread(cast.lin, title="老旧小区加装电梯花了多少钱？")
    put(cast.lin, thread, cast.xiamen, cast.dubai)
    assert got(mailbox, cast.chen) == ["杭州市向贵单位请教：老旧小区加装电梯花了多少钱？"]
    assert len(got(mailbox, editor)) == 1
    assert got(mailbox, member) == []
    assert f"/threads/{thread.id}" in body(mailbox, cast.amal)
    assert "Hangzhou would like to learn from Dubai" in body(mailbox, cast.amal)
    assert got(mailbox, cast.lin) == []


def test_the_asker_is_told_of_the_answer_of_declining_and_of_passing_on(cast: Cast, mailbox: Mailbox) -> None:
    thread = factories.make_thread(cast.zhou, title="电梯花了多少钱？")
    _, beijing, dubai = put(cast.lin, thread, cast.xiamen, cast.beijing, cast.dubai)
    quanzhou = factories.make_actor(cast.quanzhou, Role.EDITOR)
    mailbox.outbox.clear()
    factories.make_post(cast.chen, thread, "约四十万元。")
    assert got(mailbox, cast.lin) == ["厦门市答复了：电梯花了多少钱？"]
    assert got(mailbox, cast.zhou) == ["厦门市答复了：电梯花了多少钱？"]  # who started the thread
    service_asks.decline(cast.qi, beijing.id, Declining(reason="尚在试点，\n不便答复。"))
    assert "尚在试点，\n不便答复。" in body(mailbox, cast.lin)
    got(mailbox, cast.lin)
    service_asks.pass_on(cast.amal, dubai.id, PassingOn(organisation="350500", reason="They know."))
    assert got(mailbox, cast.lin) == ["您的问题已转给泉州市：电梯花了多少钱？"]
    assert "They know." in body(mailbox, quanzhou)
    assert (got(mailbox, cast.chen), got(mailbox, cast.qi), got(mailbox, cast.amal)) == ([], [], [])


def test_reminders_come_at_seven_days_and_at_one_and_the_province_hears_once(cast: Cast, mailbox: Mailbox) -> None:
    thread = factories.make_thread(cast.lin)
    put(cast.lin, thread, cast.xiamen)
    put(cast.lin, factories.make_thread(cast.lin), cast.beijing)
    mailbox.outbox.clear()
    assert [remind(days) for days in (5, 7, 7, 9, 13, 13)] == [0, 2, 0, 0, 2, 0]
    assert len(got(mailbox, cast.chen)) == 2
    assert [remind(days) for days in (14, 15, 15, 20)] == [0, 2, 0, 0]
    assert [subject.partition("：")[0] for subject in got(mailbox, cast.huang)] == ["厦门市尚未答复"]
    assert [subject.partition("：")[0] for subject in got(mailbox, cast.he)] == ["北京市尚未答复"]
    assert got(mailbox, cast.shen) == []


def test_who_had_less_time_from_the_start_is_not_reminded_at_once(cast: Cast, mailbox: Mailbox) -> None:
    soon = (clock.today() + timedelta(days=3)).isoformat()
    put(cast.lin, factories.make_thread(cast.lin), cast.xiamen, due_on=soon)
    assert [remind(0), remind(1), remind(2)] == [0, 0, 1]


ENDS: list[str] = ["answered", "declined", "locked", "hidden"]


def test_nobody_is_reminded_of_what_has_ended(cast: Cast, mailbox: Mailbox, subtests: pytest.Subtests) -> None:
    for ends in ENDS:
        thread = factories.make_thread(cast.lin, title=f"{ends}: 电梯花了多少钱？")
        (ask,) = put(cast.lin, thread, cast.xiamen)
        if ends == "answered":
            factories.make_post(cast.chen, thread)
        elif ends == "declined":
            service_asks.decline(cast.chen, ask.id, Declining(reason="不了解。"))
        else:
            act = {"locked": service_curating.lock, "hidden": service_curating.hide}[ends]
            act(cast.gao, thread.id, Because(reason="讨论已结束。"))
    mailbox.outbox.clear()
    counts = [remind(7), remind(13), remind(15)]
    for ends in ENDS:
        with subtests.test(ends=ends):
            assert [letter["Subject"] for letter in mailbox.outbox if ends in letter["Subject"]] == []
    assert (counts, mailbox.outbox) == ([0, 0, 0], [])


def test_any_number_of_workers_write_each_letter_once(platform: Flask, cast: Cast, mailbox: Mailbox) -> None:
    put(cast.lin, factories.make_thread(cast.lin), cast.xiamen)
    for days, reader in ((13, cast.chen), (16, cast.huang)):
        mailbox.outbox.clear()
        assert together(platform, *[partial(remind, days)] * 6) == ["done"] * 6
        assert len(got(mailbox, reader)) == 1


def test_nobody_is_told_who_may_not_read_the_thread(cast: Cast, mailbox: Mailbox) -> None:
    district = factories.make_organisation(parent=cast.hangzhou)
    editor: Actor = factories.make_actor(district, Role.EDITOR)
    thread = factories.make_thread(cast.lin, visibility="subtree", scope="330100")
    put(cast.lin, thread, district)
    assert len(got(mailbox, editor)) == 1
    remind(16)
    assert got(mailbox, cast.shen) == []  # her province does not read what is kept within the city
    assert got(mailbox, cast.he) == []
