"""Action items of tests: given, done, found again."""

from datetime import timedelta
from typing import Any

from platform_app.access.actor import Actor
from platform_app.accounts.models import Organisation
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.inputs import read
from platform_app.meetings import service_action_end, service_actions
from platform_app.meetings.inputs_actions import Completion, NewAction
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_decisions import ActionItem, Resolution
from tests.meetings.scene import Scene

PAGE = {"evidence_url": "https://hangzhou.example/1", "evidence_words": "验收报告。"}


def give(scene: Scene, owner: Organisation, days: int = 30, **parts: Any) -> ActionItem:
    """Give an organisation something to do in some days."""
    plain = {"title_zh": "编制加装电梯指南", "due_on": clock.today() + timedelta(days=days), "body": scene.body.id}
    new = {**plain, "organisation": owner.code, **parts}
    return service_actions.assign(scene.cast.he, read(NewAction, new))


def done(actor: Actor, action: ActionItem, **parts: Any) -> ActionItem:
    """Say that it is done, by a page elsewhere or by what is named."""
    return service_action_end.complete(actor, action.id, read(Completion, parts or PAGE))


def now(action: ActionItem) -> ActionItem:
    """How it stands."""
    return db.session.get_one(ActionItem, action.id, populate_existing=True)


def resolve(meeting: Meeting, **parts: Any) -> Resolution:
    """An adopted resolution of a meeting, written as a row."""
    plain = {"title_zh": "推广加装电梯指南", "text_zh": "各地推广。", "html_zh": "<p>各地推广。</p>"}
    same = ("body_id", "org_id", "org_path", "org_level", "lead_id", "is_public")
    row = Resolution(
        meeting_id=meeting.id,
        responsible_level="provincial",
        status="adopted",
        number="JM/2026/1",
        adopted_at=clock.now(),
        by_name="何静",
        **{name: getattr(meeting, name) for name in same},
        **plain,
        **parts,
    )
    db.session.add(row)
    db.session.commit()
    return row
