"""Note who is there at a meeting, for which organisation, from when to when; change it and take it out."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.events import AttendanceNoted
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, Stale
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case
from platform_app.meetings import keeping, queries, queries_people
from platform_app.meetings.inputs import AttendanceEntry
from platform_app.meetings.inputs_people import AttendanceChange
from platform_app.meetings.lifecycle import MEETING
from platform_app.meetings.models import Meeting, MeetingInvitation
from platform_app.meetings.models_people import Attendance, Delegate


@use_case
def note(actor: Actor, meeting_id: int, new: AttendanceEntry) -> Attendance:
    """Note somebody, or change what was noted of the same person of the same organisation.

    Raises:
        Conflict: the meeting is not convened, or its minutes are out.
        Invalid: the organisation was not invited, the delegate is another's, or the end lies before the start.
    """
    meeting = _running(actor, meeting_id)
    (organisation,) = keeping.organisations([new.organisation], "organisation")
    invited = select(MeetingInvitation.id).filter_by(meeting_id=meeting.id, org_id=organisation.id)
    if db.session.scalar(invited) is None:
        raise Invalid.one("organisation", msg("This organisation was not invited."))
    _check_delegate(new.delegate, meeting.id, organisation.id)
    row = _same(meeting.id, organisation.id, new) or Attendance(meeting_id=meeting.id, organisation=organisation)
    row.name, row.capacity, row.how, row.delegate_id = new.name, new.capacity, new.how, new.delegate
    _set_times(meeting, row, new.from_at or row.from_at, new.to_at)
    return _kept(meeting, row)


@use_case
def change(actor: Actor, meeting_id: int, row_id: int, version: int | None, new: AttendanceChange) -> Attendance:
    """Change what was noted of somebody: how she attends, since when, until when.

    Raises:
        Stale: somebody has changed it in the meantime.
        Conflict: the meeting is not convened, or its minutes are out.
        Invalid: the end lies before the start.
    """
    meeting = _running(actor, meeting_id)
    row = queries_people.attendance_row(meeting.id, row_id)
    if version is not None and row.version != version:
        raise Stale(current=row)
    row.capacity, row.how = new.capacity or row.capacity, new.how or row.how
    given = new.model_fields_set
    from_at = new.from_at if "from_at" in given else row.from_at
    _set_times(meeting, row, from_at, new.to_at if "to_at" in given else row.to_at)
    return _kept(meeting, row)


@use_case
def leave(actor: Actor, meeting_id: int, row_id: int) -> Attendance:
    """Note that somebody has just left; noting it twice changes nothing.

    Raises:
        Conflict: the meeting is not convened, or she was not there.
    """
    meeting = _running(actor, meeting_id)
    row = queries_people.attendance_row(meeting.id, row_id)
    if row.from_at is None:
        raise Conflict(msg("Who has sent apologies cannot leave."), "not_there")
    row.to_at = row.to_at or max(clock.now(), row.from_at)
    return _kept(meeting, row)


@use_case
def remove(actor: Actor, meeting_id: int, row_id: int) -> None:
    """Take out what was noted by mistake."""
    meeting = _running(actor, meeting_id)
    row = queries_people.attendance_row(meeting.id, row_id)
    db.session.delete(row)
    db.session.flush()
    record(AttendanceNoted(meeting.id, row.org_id, row_id=row_id))


@use_case
def note_who_accepted(actor: Actor, meeting_id: int) -> list[Attendance]:
    """Note everybody who has accepted and is not noted yet as present.

    Raises:
        Conflict: the meeting is not convened, or its minutes are out.
    """
    meeting = _running(actor, meeting_id)
    noted = set(db.session.scalars(select(Attendance.delegate_id).where(Attendance.meeting_id == meeting.id)))
    rows = []
    for each in queries_people.coming(meeting.id):
        if each.answer == "accepted" and each.id not in noted:
            row = Attendance(meeting_id=meeting.id, organisation=each.organisation, delegate_id=each.id)
            row.name, row.capacity, row.how = each.name, each.capacity, "present"
            _set_times(meeting, row, None, None)
            rows.append(_kept(meeting, row))
    return rows


def _running(actor: Actor, meeting_id: int) -> Meeting:
    meeting = queries.get(actor, meeting_id, lock=True)
    require(actor, P.MEETING_RUN, meeting)
    MEETING.after(meeting.status, "attend")
    return meeting


def _same(meeting_id: int, org_id: int, new: AttendanceEntry) -> Attendance | None:
    """What was noted of this delegate, or of somebody of this name who is none."""
    ours = (
        select(Attendance).filter_by(meeting_id=meeting_id, org_id=org_id).options(joinedload(Attendance.organisation))
    )
    if new.delegate is not None:
        found = db.session.scalar(ours.where(Attendance.delegate_id == new.delegate))
        if found is not None:
            return found
    same_name = ours.where(Attendance.name == new.name, Attendance.delegate_id.is_(None))
    return db.session.scalar(same_name.order_by(Attendance.id).limit(1))


def _set_times(meeting: Meeting, row: Attendance, from_at: datetime | None, to_at: datetime | None) -> None:
    """Who sent apologies has no times; who is there and was given none is there from now on."""
    zone = ZoneInfo(meeting.time_zone)
    from_at, to_at = (each and (each if each.tzinfo else each.replace(tzinfo=zone)) for each in (from_at, to_at))
    is_there = row.how != "apologies"
    row.from_at, row.to_at = (from_at or clock.now()) if is_there else None, to_at if is_there else None
    if row.from_at and row.to_at and row.to_at < row.from_at:
        raise Invalid.one("to_at", msg("The end lies before the start."))


def _kept(meeting: Meeting, row: Attendance) -> Attendance:
    db.session.add(row)
    db.session.flush()
    record(AttendanceNoted(meeting.id, row.org_id, row_id=row.id))
    return row


def _check_delegate(delegate_id: int | None, meeting_id: int, org_id: int) -> None:
    if delegate_id is None:
        return
    ours = select(Delegate.id).filter_by(id=delegate_id, meeting_id=meeting_id, org_id=org_id)
    if db.session.scalar(ours) is None:
        raise Invalid.one("delegate", msg("This delegate is not one of this organisation."))
