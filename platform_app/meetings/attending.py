"""Who is there for whom, and what that makes of the quorum. Reads only."""

from typing import Any

from sqlalchemy import or_, select

from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.meetings import quorum
from platform_app.meetings.models import Meeting, MeetingInvitation
from platform_app.meetings.models_people import Attendance

THERE = ("present", "remote")
FOR_ITS_ORGANISATION = ("member", "substitute")


def quorum_of(meeting: Meeting) -> quorum.Result:
    """How the quorum stands: by who is in the room now, or by who was there at all once the meeting is over."""
    query = select(Attendance.org_id).where(Attendance.meeting_id == meeting.id)
    query = query.where(Attendance.how.in_(THERE), Attendance.capacity.in_(FOR_ITS_ORGANISATION))
    if meeting.status == "convened":
        now = clock.now()
        query = query.where(Attendance.from_at <= now, or_(Attendance.to_at.is_(None), Attendance.to_at > now))
    invited = select(MeetingInvitation).where(MeetingInvitation.meeting_id == meeting.id)
    present = set(db.session.scalars(query))
    rows = db.session.scalars(invited).all()
    seats = [quorum.Seat(row.org_id, row.org_level, row.role, row.org_id in present) for row in rows]
    return quorum.count(quorum.rule_of(meeting.quorum), seats)


def standing(meeting: Meeting) -> dict[str, Any]:
    """The quorum as plain values: live before the meeting is held, as it was frozen afterwards."""
    return meeting.quorum_result or quorum_of(meeting).plain()
