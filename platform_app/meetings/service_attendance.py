"""Note who is there at a meeting, for which organisation, from when to when."""

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.events import AttendanceNoted
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case
from platform_app.meetings import keeping, queries
from platform_app.meetings.inputs import AttendanceEntry
from platform_app.meetings.lifecycle import MEETING
from platform_app.meetings.models import MeetingInvitation
from platform_app.meetings.models_people import Attendance, Delegate


@use_case
def note(actor: Actor, meeting_id: int, new: AttendanceEntry) -> Attendance:
    """Note somebody, or change what was noted of the same person of the same organisation.

    Raises:
        Conflict: the meeting is not convened, or its minutes are out.
        Invalid: the organisation was not invited, the delegate is another's, or the end lies before the start.
    """
    meeting = queries.get(actor, meeting_id, lock=True)
    require(actor, P.MEETING_RUN, meeting)
    MEETING.after(meeting.status, "attend")
    (organisation,) = keeping.organisations([new.organisation], "organisation")
    invited = select(MeetingInvitation.id).filter_by(meeting_id=meeting.id, org_id=organisation.id)
    if db.session.scalar(invited) is None:
        raise Invalid.one("organisation", msg("This organisation was not invited."))
    _check_delegate(new.delegate, meeting.id, organisation.id)
    same = select(Attendance).filter_by(meeting_id=meeting.id, org_id=organisation.id, name=new.name)
    row = db.session.scalar(same) or Attendance(meeting_id=meeting.id, organisation=organisation, name=new.name)
    row.capacity, row.how, row.delegate_id = new.capacity, new.how, new.delegate
    is_there = new.how != "apologies"
    row.from_at = (new.from_at or row.from_at or clock.now()) if is_there else None
    row.to_at = new.to_at if is_there else None
    if row.from_at and row.to_at and row.to_at < row.from_at:
        raise Invalid.one("to_at", msg("The end lies before the start."))
    db.session.add(row)
    db.session.flush()
    record(AttendanceNoted(meeting.id, organisation.id, row_id=row.id))
    return row


def _check_delegate(delegate_id: int | None, meeting_id: int, org_id: int) -> None:
    if delegate_id is None:
        return
    ours = select(Delegate.id).filter_by(id=delegate_id, meeting_id=meeting_id, org_id=org_id)
    if db.session.scalar(ours) is None:
        raise Invalid.one("delegate", msg("This delegate is not one of this organisation."))
