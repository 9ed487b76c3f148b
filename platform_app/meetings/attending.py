"""Who is there for whom, and what that makes of the quorum. Reads only."""

from sqlalchemy import select

from platform_app.kernel.db import db
from platform_app.meetings import quorum
from platform_app.meetings.models import Meeting, MeetingInvitation
from platform_app.meetings.models_people import Attendance

THERE = ("present", "remote")
FOR_ITS_ORGANISATION = ("member", "substitute")


def quorum_of(meeting: Meeting) -> quorum.Result:
    """How the quorum stands: by who is in the room now, or by who was there at all once the meeting is over."""
    ours = Attendance.meeting_id == meeting.id
    counts = Attendance.how.in_(THERE) & Attendance.capacity.in_(FOR_ITS_ORGANISATION)
    there = select(Attendance.org_id).where(ours, counts, Attendance.to_at.is_(None))
    invited = select(MeetingInvitation).where(MeetingInvitation.meeting_id == meeting.id)
    present = set(db.session.scalars(there))
    rows = db.session.scalars(invited).all()
    seats = [quorum.Seat(row.org_id, row.org_level, row.role, row.org_id in present) for row in rows]
    return quorum.count(quorum.rule_of(meeting.quorum), seats)
