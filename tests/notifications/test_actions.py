"""Who is told what of an action item, and what the day brings: each letter and each escalation once."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select

from platform_app.access.actor import SYSTEM, Actor
from platform_app.access.levels import Role
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.inputs import read
from platform_app.meetings import queries_actions, queries_agenda, service, service_action_end, service_actions
from platform_app.meetings.deadlines import stages
from platform_app.meetings.inputs import Convocation, WithReason
from platform_app.meetings.inputs_actions import ActionContent, ActionReopening, ActionWords
from platform_app.meetings.models_agenda import AgendaItem
from platform_app.notifications import reminders
from tests import factories
from tests.mailbox import Mailbox
from tests.meetings.acting import done, give, now
from tests.meetings.conftest import scene
from tests.meetings.scene import Scene
from tests.notifications.test_notices import body, got
from tests.simultaneously import together

__all__ = ["scene"]
START = datetime(2026, 12, 1, 2, tzinfo=UTC)
BECAUSE = WithReason(reason="另有安排。")


@pytest.fixture
def mailbox(platform: Flask) -> Mailbox:
    return Mailbox(platform)


def remind(days: int) -> int:
    """What a day brings, so many days after the start."""
    with clock.stopped_at(START + timedelta(days=days)):
        return reminders.send_due(SYSTEM)


def at_start(scene: Scene, days: int = 30, **parts: object) -> int:
    with clock.stopped_at(START):
        return give(scene, scene.cast.hangzhou, days, **parts).id


@pytest.mark.parametrize(
    ("left", "had", "expected"),
    [
        (8, 30, []),
        (7, 30, ["7"]),
        (7, 7, ["7"]),
        (7, 6, []),
        (2, 30, ["7"]),
        (1, 30, ["1"]),
        (0, 30, ["1"]),
        (1, 1, ["1"]),
        (0, 0, []),
        (-1, 0, ["over"]),
        (-7, 30, ["over"]),
        (-8, 30, ["over", "up"]),
        (-400, 30, ["over", "up"]),
    ],
)
def test_the_steps_of_a_day(left: int, had: int, expected: list[str]) -> None:
    today = START.date()
    due_on = today + timedelta(days=left)
    assert stages(due_on, due_on - timedelta(days=had), today) == expected


def test_each_side_is_told_of_the_others_steps_and_nobody_of_her_own(scene: Scene, mailbox: Mailbox) -> None:
    cast = scene.cast
    action = give(scene, cast.hangzhou, person="wu@cast.example")
    for actor in (cast.lin, cast.zhou, cast.wu):
        assert got(mailbox, actor) == ["行动事项：编制加装电梯指南"]
    assert [got(mailbox, actor) for actor in (cast.shen, cast.he)] == [[], []]
    done(cast.lin, action)
    said = ["杭州市报告已办结：编制加装电梯指南"]
    assert [got(mailbox, actor) for actor in (scene.ministry, cast.he, cast.lin)] == [said, said, []]
    service_action_end.reopen(cast.he, action.id, ActionReopening(reason="材料不全。"))
    assert "材料不全。" in body(mailbox, cast.lin)
    assert got(mailbox, cast.zhou) == ["需继续办理：编制加装电梯指南"]
    done(cast.zhou, action)
    service_action_end.confirm(cast.he, action.id, ActionWords())
    assert got(mailbox, cast.wu)[-1] == "已确认办结：编制加装电梯指南"
    other = give(scene, cast.dubai)
    service_action_end.drop(cast.he, other.id, BECAUSE)
    assert got(mailbox, cast.amal) == [
        "[City Exchange] Something to do for Dubai: 编制加装电梯指南",
        "[City Exchange] Dropped: 编制加装电梯指南",
    ]


def test_the_days_bring_two_reminders_a_word_and_the_way_up_each_once(scene: Scene, mailbox: Mailbox) -> None:
    cast = scene.cast
    id = at_start(scene, person="wu@cast.example")
    mailbox.outbox.clear()
    assert [remind(days) for days in (22, 23, 23, 24, 28, 29, 29, 30, 31, 31, 37)] == [0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0]
    assert [len(got(mailbox, actor)) for actor in (cast.lin, cast.wu, cast.zhou, cast.shen)] == [3, 3, 0, 0]
    assert [remind(days) for days in (38, 38, 90)] == [1, 0, 0]
    assert got(mailbox, cast.shen) == ["逾期一周以上：编制加装电梯指南"]
    assert got(mailbox, cast.he) == []
    kept = queries_actions.read(cast.he, id)
    assert (kept.escalated_at is not None, [each.act for each in kept.log]) == (True, ["assigned", "escalated"])


def test_of_a_province_and_a_partner_the_secretariats_are_told(scene: Scene, mailbox: Mailbox) -> None:
    cast = scene.cast
    with clock.stopped_at(START):
        give(scene, cast.zhejiang, 3)
        give(scene, cast.dubai, 3)
    mailbox.outbox.clear()
    assert remind(20) == 4
    for actor in (cast.he, scene.ministry):
        assert got(mailbox, actor) == ["逾期一周以上：编制加装电梯指南"] * 2
    assert got(mailbox, cast.huang) == []


def test_a_new_day_brings_new_reminders(scene: Scene) -> None:
    id = at_start(scene, 10)
    assert [remind(days) for days in (3, 9, 11)] == [1, 1, 1]
    new = {"title_zh": "编制指南", "organisation": "330100", "due_on": (START + timedelta(days=40)).date()}
    with clock.stopped_at(START + timedelta(days=12)):
        service_actions.edit(scene.cast.he, id, queries_actions.read(SYSTEM, id).version, read(ActionContent, new))
    assert [remind(days) for days in (12, 33, 33, 39, 41, 48)] == [0, 1, 0, 1, 1, 1]


def test_nobody_is_reminded_of_what_has_ended(scene: Scene, mailbox: Mailbox, subtests: pytest.Subtests) -> None:
    ended = {title: at_start(scene, title_zh=title) for title in ("已办结的事项", "已撤销的事项")}
    with clock.stopped_at(START):
        done(scene.cast.lin, queries_actions.read(SYSTEM, ended["已办结的事项"]))
        service_action_end.drop(scene.cast.he, ended["已撤销的事项"], BECAUSE)
    mailbox.outbox.clear()
    counts = [remind(days) for days in (23, 29, 31, 99)]
    for title in ended:
        with subtests.test(title):
            assert [letter["Subject"] for letter in mailbox.outbox if title in letter["Subject"]] == []
    assert (counts, mailbox.outbox) == ([0, 0, 0, 0], [])


def test_an_overdue_item_goes_onto_the_agenda_that_is_there_already_once(scene: Scene) -> None:
    cast = scene.cast
    with clock.stopped_at(START):
        starts = START + timedelta(days=60)
        meeting = scene.planned(starts_at=starts, ends_at=starts + timedelta(hours=2))
        scene.item(meeting)
        service.convene(cast.he, meeting.id, Convocation())
    late, other = at_start(scene, 5), at_start(scene, 6)
    assert remind(30) == 4
    assert remind(31) == 0
    rows = queries_agenda.items(meeting.id)
    assert [(row.number, row.source_id) for row in rows if row.source == "action"] == [("2.1", late), ("2.2", other)]
    with clock.stopped_at(START + timedelta(days=31)):
        following = scene.planned(starts_at=starts + timedelta(days=60), ends_at=starts + timedelta(days=60, hours=2))
    rows = queries_agenda.items(following.id)
    assert [row.source_id for row in rows if row.source == "action"] == [late, other]


def test_any_number_of_workers_write_each_letter_and_escalate_once(
    platform: Flask, scene: Scene, mailbox: Mailbox
) -> None:
    cast = scene.cast
    with clock.stopped_at(START):
        meeting = scene.planned(starts_at=START + timedelta(days=60), ends_at=START + timedelta(days=61))
    id = at_start(scene, 10)
    expected: list[tuple[int, Actor]] = [(3, cast.lin), (9, cast.lin), (11, cast.lin), (18, cast.shen)]
    for days, reader in expected:
        mailbox.outbox.clear()
        assert together(platform, *[partial(remind, days)] * 4) == ["done"] * 4
        assert len(got(mailbox, reader)) == 1, days
    db.session.remove()
    assert [each.act for each in queries_actions.read(SYSTEM, id).log] == ["assigned", "escalated"]
    rows = db.session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)).all()
    assert [row.source_id for row in rows if row.source == "action"] == [id]


def test_who_completes_at_the_moment_of_escalation_is_first_or_second_and_nothing_breaks(
    platform: Flask, scene: Scene
) -> None:
    id = at_start(scene, 10)
    coordinator = factories.make_actor(scene.cast.hangzhou, Role.COORDINATOR)
    action = queries_actions.read(SYSTEM, id)
    outcomes = together(platform, partial(remind, 40), partial(done, coordinator, action))
    assert set(outcomes) == {"done"}
    db.session.remove()
    assert now(action).status == "done"
