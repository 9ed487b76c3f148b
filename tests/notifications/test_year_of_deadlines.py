"""A year of deadlines in seconds: each step once, however often the worker dies, however many run."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import func, select

from platform_app.access.actor import SYSTEM
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.meetings.models_agenda import AgendaItem
from platform_app.moderation.models import AuditLine
from platform_app.notifications import reminders
from platform_app.notifications.models import QueuedMail, Reminder
from tests.coordination.requesting import put
from tests.meetings.acting import done, give
from tests.meetings.conftest import scene
from tests.meetings.scene import Scene
from tests.notifications.interrupting import dies, dies_anew
from tests.simultaneously import together

__all__ = ["scene"]
START = datetime(2026, 12, 1, 2, tzinfo=UTC)
DAYS = 365
ACTION_STEPS = ("ActionReminded", "ActionReminded", "ActionOverdue", "ActionEscalated")
REQUEST_STEPS = ("RequestReminded", "RequestOverdue", "RequestEscalated")
# When steps happen to what is due, in days from its day (weekends move some); and the days beside these.
STEPS = (-7, -3, -1, 1, 8, 11)
BESIDE = (-8, -6, -5, -4, 0, 2, 7, 9)
QUIET = 30  # a day on which nothing need happen comes as often as this
Expected = Counter[tuple[str, int]]


def days_that_matter(dues: range, around: tuple[int, ...]) -> list[int]:
    """Those around what is due, and some quiet ones; the last comes when all is over."""
    over = dues[-1] + 30
    return sorted({due + days for due in dues for days in around} | {*range(0, over, QUIET), over})


def work(day: int) -> int:
    """What the worker does on a day."""
    with clock.stopped_at(START + timedelta(days=day)):
        return reminders.send_due(SYSTEM)


def fill(scene: Scene, dues: range) -> Expected:
    """Action items and requests due through the year, all neglected but two; gives what must happen."""
    cast = scene.cast
    # Of a city its province is told, one person; else the body's secretariat and the platform's, one person each.
    owners = [cast.hangzhou, cast.zhejiang, cast.dubai, cast.xiamen]
    expected: Expected = Counter()
    with clock.stopped_at(START):
        far = START + timedelta(days=DAYS + 60)
        scene.planned(starts_at=far, ends_at=far + timedelta(hours=2))
        for no, days in enumerate(dues):
            action = give(scene, owners[no % 4], days)
            expected.update((step, action.id) for step in ACTION_STEPS)
            due_on = (START + timedelta(days=days)).date().isoformat()
            request = put(cast.lin, cast.hangzhou, cast.zhejiang, due_on=due_on)
            expected.update((step, request.id) for step in REQUEST_STEPS)
        done(cast.lin, give(scene, cast.hangzhou, dues[0]))
    return expected


def happened() -> Expected:
    """Which steps stand in the audit log, and how often."""
    steps = set(ACTION_STEPS) | set(REQUEST_STEPS)
    lines = select(AuditLine.act, AuditLine.subject_id).where(AuditLine.act.in_(steps))
    return Counter((action, id) for action, id in db.session.execute(lines))


def letters(expected: Expected) -> dict[str, tuple[int, int]]:
    """How many letters of each kind there are, and how many there should be: each reader gets one for each step."""
    steps = Counter(step for step, _ in expected.elements())
    going_up = sum(2 if no % 4 in (1, 2) else 1 for no in range(steps["ActionEscalated"]))  # see `owners`
    wanted = {
        "action_reminder": steps["ActionReminded"],
        "action_overdue": steps["ActionOverdue"],
        "action_escalated": going_up,
        "request_reminder": steps["RequestReminded"],
        "request_overdue": 2 * steps["RequestOverdue"],
        "request_escalated": 3 * steps["RequestEscalated"],
    }
    query = select(QueuedMail.kind, func.count()).where(QueuedMail.kind.in_(wanted)).group_by(QueuedMail.kind)
    written = dict(db.session.execute(query).all())
    return {kind: (written.get(kind, 0), count) for kind, count in wanted.items()}


def check(expected: Expected) -> None:
    """Each step happened once, and so did its row and its place on the agenda."""
    db.session.remove()
    assert happened() == expected
    assert db.session.scalar(select(func.count(Reminder.id))) == expected.total()
    escalated = sum(step == "ActionEscalated" for step, _ in expected)
    on_agenda = select(func.count(AgendaItem.id)).where(AgendaItem.source == "action")
    assert db.session.scalar(on_agenda) == escalated
    assert all(written == wanted for written, wanted in letters(expected).values()), letters(expected)


def by_itself(day: int) -> None:
    work(day)


def killed_every_day(day: int) -> None:
    """The worker dies at another statement each time and is started again."""
    dies(partial(work, day), day % 60 + 1)
    dies(partial(work, day), day % 7 + 1)
    work(day)


# A whole year of it; what differs between the databases shows in the two tests below, in less time.
@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("live", [by_itself, killed_every_day])
def test_in_a_year_each_step_happens_once(scene: Scene, live: Callable[[int], None]) -> None:
    dues = range(20, DAYS - 20, 100)
    expected = fill(scene, dues)
    for day in days_that_matter(dues, STEPS + BESIDE):
        live(day)
    check(expected)


def test_killed_before_any_writing_and_started_again_nothing_is_lost_or_doubled(scene: Scene) -> None:
    """A kind of writing once each day: a step writes the same for one thing as for another."""
    expected = fill(scene, range(20, 21))
    killed = []
    for day in (14, 19, 21, 40):
        known: set[str] = set()
        while dies_anew(partial(work, day), known):
            pass
        killed += known
        assert work(day) == 0
    check(expected)
    assert killed.count("COMMIT") == 4
    assert len(killed) > 35, "the worker was killed before each of its writings"


def test_two_workers_at_the_same_time_for_months_write_each_once(platform: Flask, scene: Scene) -> None:
    dues = range(20, 120, 30)
    expected = fill(scene, dues)
    for day in days_that_matter(dues, STEPS):
        assert together(platform, partial(work, day), partial(work, day)) == ["done"] * 2
    check(expected)
