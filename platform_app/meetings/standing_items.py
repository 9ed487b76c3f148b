"""What puts itself on the next agenda: the previous minutes to approve, and the action items that are still open."""

from sqlalchemy import select

from platform_app.kernel.db import db
from platform_app.meetings import numbering
from platform_app.meetings.lifecycle import OWED_ACTIONS
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_agenda import AgendaItem
from platform_app.meetings.models_decisions import ActionItem

_APPROVAL = ("上次会议纪要的确认", "Approval of the previous minutes")
_REVIEW = ("行动事项进展", "Progress of action items")


def add(meeting: Meeting) -> None:
    """Put them on a new meeting's agenda; each action item stands under one heading."""
    previous = db.session.scalar(
        select(Meeting)
        .where(Meeting.body_id == meeting.body_id, Meeting.id != meeting.id)
        .where(Meeting.status.in_(("held", "circulated")))
        .order_by(Meeting.number.desc())
        .limit(1)
    )
    if previous is not None:
        _item(meeting, None, _APPROVAL, "approval", previous.id, expected="decide", minutes=5)
    owed = select(ActionItem).where(ActionItem.body_id == meeting.body_id, ActionItem.status.in_(OWED_ACTIONS))
    actions = db.session.scalars(owed.order_by(ActionItem.due_on, ActionItem.id)).all()
    if actions:
        heading = _item(meeting, None, _REVIEW, "plain", None, expected="inform", minutes=0)
        for action in actions:
            titles = (action.title_zh, action.title_en)
            _item(meeting, heading.id, titles, "action", action.id, expected="inform", minutes=3, sponsor=action.org_id)
    numbering.number(meeting.id)


def _item(
    meeting: Meeting,
    parent_id: int | None,
    titles: tuple[str, str],
    source: str,
    source_id: int | None,
    *,
    expected: str,
    minutes: int,
    sponsor: int | None = None,
) -> AgendaItem:
    item = AgendaItem(
        meeting_id=meeting.id,
        parent_id=parent_id,
        position=numbering.next_position(meeting.id, parent_id),
        number="",
        title_zh=titles[0],
        title_en=titles[1],
        source=source,
        source_id=source_id,
        expected=expected,
        minutes=minutes,
        sponsor_id=sponsor,
        papers=[],
    )
    db.session.add(item)
    db.session.flush()
    return item
