"""`flask demo meeting`: one example, marked as such, with the whole chain in it; and nothing of it without DEMO=1."""

from flask import Flask
from sqlalchemy import func, select

from platform_app.access.actor import SYSTEM
from platform_app.coordination.models import Request
from platform_app.kernel.db import db
from platform_app.meetings.models import Body, Meeting
from platform_app.meetings.models_decisions import ActionItem, Resolution
from platform_app.notifications.models import QueuedMail
from platform_app.tracing import queries as tracing
from tests.cli.conftest import Run, running


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_the_example_shows_the_whole_chain_and_is_marked(loaded_app: Flask) -> None:
    with loaded_app.app_context():
        meeting = db.session.scalars(select(Meeting)).one()
        assert (meeting.is_example, meeting.status, meeting.title_zh[:4]) == (True, "approved", "【示例】")
        assert [count(model) for model in (Request, Resolution, ActionItem)] == [2, 2, 4]
        titles = [*db.session.scalars(select(Request.title)), *db.session.scalars(select(Resolution.title_zh))]
        assert all(title.startswith("【示例】") for title in titles)
        states = set(db.session.scalars(select(ActionItem.status)))
        assert states == {"open", "in_progress", "confirmed"}
        chain = tracing.chain(SYSTEM, "request", 1)
        assert {node.ref.kind for node in chain.nodes} >= {"request", "agenda_item", "resolution", "action"}


def test_no_letter_tells_of_what_happened_to_nobody(loaded_app: Flask) -> None:
    with loaded_app.app_context():
        assert count(QueuedMail) == 0


def test_it_happens_once(loaded_app: Flask) -> None:
    assert running(loaded_app)("demo", "meeting").code == 0
    with loaded_app.app_context():
        assert count(Meeting) == 1


def test_there_is_none_without_demo(app: Flask, run: Run) -> None:
    assert run("demo", "meeting").code == 2
    with app.app_context():
        assert count(Meeting) == count(Body) == 0
