"""What puts itself on the next agenda: the previous minutes to approve, and the action items that are still open."""

from sqlalchemy import select

from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.meetings import numbering
from platform_app.meetings.lifecycle import MEETING, OWED_ACTIONS
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_agenda import AgendaItem
from platform_app.meetings.models_decisions import ActionItem

OPEN_AGENDAS = MEETING.moves["change_agenda"][0]
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
            _action(meeting, heading.id, action)
    numbering.number(meeting.id)


def next_meeting_id(body_id: int) -> int | None:
    """The nearest meeting of a body that is still to come and has an agenda that can change."""
    coming = select(Meeting.id).where(Meeting.body_id == body_id, Meeting.status.in_(OPEN_AGENDAS))
    coming = coming.where(Meeting.starts_at > clock.now())
    return db.session.scalar(coming.order_by(Meeting.starts_at, Meeting.id).limit(1))


def add_action(meeting: Meeting, action: ActionItem) -> AgendaItem | None:
    """Put an action item on the agenda of a meeting that is planned already; None where it stands there."""
    own = (AgendaItem.meeting_id == meeting.id, AgendaItem.source == "action")
    if db.session.scalar(select(AgendaItem.id).where(*own, AgendaItem.source_id == action.id)) is not None:
        return None
    under = select(AgendaItem.parent_id).where(*own, AgendaItem.parent_id.is_not(None)).order_by(AgendaItem.id)
    parent_id = db.session.scalar(under.limit(1))
    if parent_id is None:
        parent_id = _item(meeting, None, _REVIEW, "plain", None, expected="inform", minutes=0).id
    item = _action(meeting, parent_id, action)
    numbering.number(meeting.id)
    return item


def _action(meeting: Meeting, parent_id: int, action: ActionItem) -> AgendaItem:
    titles = (action.title_zh, action.title_en)
    return _item(meeting, parent_id, titles, "action", action.id, expected="inform", minutes=3, sponsor=action.org_id)


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
