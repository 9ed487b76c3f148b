"""What an official notice is about: whether its reader may see it now, and its title, in the statements of the list."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_

from platform_app.access.actor import Actor
from platform_app.access.check import visible
from platform_app.access.permissions import P
from platform_app.coordination.models import Request
from platform_app.following.models import Notice
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_decisions import ActionItem, Resolution

SUBJECTS: tuple[tuple[str, Any, P], ...] = (
    ("request", Request, P.REQUEST_SEE),
    ("meeting", Meeting, P.MEETING_SEE),
    ("resolution", Resolution, P.RESOLUTION_SEE),
    ("action", ActionItem, P.ACTION_SEE),
)
TITLE_ZH = func.coalesce(Request.title, Meeting.title_zh, Resolution.title_zh, ActionItem.title_zh)
TITLE_EN = func.coalesce(Request.title, Meeting.title_en, Resolution.title_en, ActionItem.title_en)


def is_seen(actor: Actor) -> ColumnElement[bool]:
    """Whether she may see what it is about."""
    tests = [
        and_(
            Notice.subject_kind == kind,
            exists().where(model.id == Notice.subject_id, visible(actor, permission, model)),
        )
        for kind, model, permission in SUBJECTS
    ]
    return or_(*tests)


def joined(query: Any) -> Any:
    """A select of notices with the rows that have the titles."""
    for kind, model, _ in SUBJECTS:
        query = query.outerjoin(model, and_(Notice.subject_kind == kind, model.id == Notice.subject_id))
    return query
