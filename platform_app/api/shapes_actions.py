"""Action items as the API tells them."""

from datetime import date, datetime
from typing import Any, Literal

from flask import request as asked_for
from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.access.permissions import P
from platform_app.api import examples
from platform_app.api.shapes import Entity, Shape, address, permitted
from platform_app.api.shapes_case import Owner, owner
from platform_app.kernel import clock
from platform_app.meetings.inputs_actions import EvidenceKind, Priority
from platform_app.meetings.lifecycle import OWED_ACTIONS
from platform_app.meetings.models_agenda import SubjectLink
from platform_app.meetings.models_decisions import ActionItem, ActionRecord

PERMISSIONS = (P.ACTION_WORK, P.ACTION_JUDGE)
ActionStatus = Literal["open", "in_progress", "done", "confirmed", "dropped"]


class ActionRecordShape(Shape):
    """A line of the log."""

    act: str
    by_name: str
    words: str | None
    due_on: date | None
    at: datetime


class EvidenceShape(Shape):
    """Something on the platform that shows that it is done; whether you may read it is asked where it is."""

    kind: EvidenceKind
    id: int


class ActionShape(Entity):
    """Something an organisation has to do by a day."""

    page_url: str = Field(description="Where people read it")
    title_zh: str
    title_en: str
    text: str = Field(description="Markdown")
    organisation: Owner = Field(description="Who owns it")
    person_name: str | None = Field(description="Who does it there")
    body_id: int
    meeting_id: int | None
    item_id: int | None = Field(description="The agenda item it comes from")
    resolution_id: int | None
    indicator_id: int | None = Field(description="The target of the plan that it serves")
    due_on: date
    is_overdue: bool
    priority: Priority
    status: ActionStatus
    evidence: list[EvidenceShape] | None = Field(description="Null in lists")
    evidence_url: str | None
    evidence_words: str | None
    done_at: datetime | None
    confirmed_at: datetime | None
    confirmed_by_name: str | None
    dropped_reason: str | None
    escalated_at: datetime | None
    log: list[ActionRecordShape] | None = Field(description="Null in lists")


RECORD = {"act": "assigned", "by_name": "何静", "words": None, "due_on": "2026-12-31", "at": examples.MOMENT}
ACTION: dict[str, Any] = {
    **examples.entity("actions/7", version=1, actions=("action.judge",)),
    "page_url": "https://cities.example/actions/7",
    "title_zh": "编制加装电梯指南",
    "title_en": "Write a guide to adding lifts",
    "text": "",
    "organisation": examples.OWNER,
    "person_name": None,
    "body_id": 1,
    "meeting_id": 3,
    "item_id": None,
    "resolution_id": 5,
    "indicator_id": None,
    "due_on": "2026-12-31",
    "is_overdue": False,
    "priority": "normal",
    "status": "open",
    "evidence": [],
    "evidence_url": None,
    "evidence_words": None,
    "done_at": None,
    "confirmed_at": None,
    "confirmed_by_name": None,
    "dropped_reason": None,
    "escalated_at": None,
    "log": [RECORD],
}
_SAME = (
    *("id", "version", "created_at", "updated_at", "title_zh", "title_en", "text", "person_name", "body_id"),
    *("meeting_id", "item_id", "resolution_id", "indicator_id", "due_on", "priority", "status", "evidence_url"),
    *("evidence_words", "done_at", "confirmed_at", "confirmed_by_name", "dropped_reason", "escalated_at"),
)


def action(actor: Actor, row: ActionItem, evidence: list[SubjectLink] | None = None) -> ActionShape:
    """One action item; its log where it was read with its evidence."""
    return ActionShape(
        **{name: getattr(row, name) for name in _SAME},
        url=address("actions.show", id=row.id),
        actions=permitted(actor, PERMISSIONS, row),
        page_url=f"{asked_for.url_root}actions/{row.id}",
        organisation=owner(row.organisation),
        is_overdue=row.status in OWED_ACTIONS and row.due_on < clock.today(),
        evidence=None if evidence is None else [_evidence(each) for each in evidence],
        log=None if evidence is None else [_record(each) for each in row.log],
    )


def _evidence(link: SubjectLink) -> EvidenceShape:
    return EvidenceShape.model_validate({"kind": link.to_kind, "id": link.to_id})


def _record(row: ActionRecord) -> ActionRecordShape:
    return ActionRecordShape.model_validate(row)
