"""The life of a meeting: planned, changed, convened, postponed or cancelled, held, closed."""

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.events import (
    MeetingCancelled,
    MeetingClosed,
    MeetingConvened,
    MeetingEdited,
    MeetingHeld,
    MeetingPlanned,
    MeetingPostponed,
)
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, Stale
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case
from platform_app.meetings import attending, keeping, queries, standing_items
from platform_app.meetings.inputs import Convocation, Holding, NewMeeting, WithReason
from platform_app.meetings.lifecycle import MEETING
from platform_app.meetings.models import Body, Meeting, MeetingInvitation

USUAL_TIME_FOR_PAPERS = timedelta(days=7)


@use_case
def plan(actor: Actor, body_id: int, new: NewMeeting, *, is_example: bool = False) -> Meeting:
    """Plan the next meeting of a body; what is left from before puts itself on its agenda.

    Raises:
        Conflict: the body meets no more.
        Invalid: an end before the start, a start in the past, a day for papers after the start.
    """
    body = queries.body(actor, body_id, lock=True)
    require(actor, P.BODY_LEAD, body)
    if body.ended_at is not None:
        raise Conflict(msg("This body meets no more."), "body_ended")
    number = (db.session.scalar(select(func.max(Meeting.number)).where(Meeting.body_id == body.id)) or 0) + 1
    meeting = Meeting(
        body=body,
        number=number,
        uid=f"meeting-{uuid4()}",
        organisation=body.organisation,
        org_path=body.org_path,
        org_level=body.org_level,
        lead_id=body.lead_id,
        quorum=body.quorum,
        is_example=is_example,
    )
    _write(meeting, new, body)
    db.session.add(meeting)
    db.session.flush()
    standing_items.add(meeting)
    keeping.note(actor, meeting, "planned")
    record(MeetingPlanned(meeting.id, meeting.org_id))
    return meeting


@use_case
def edit(actor: Actor, meeting_id: int, version: int, new: NewMeeting) -> Meeting:
    """Change time, place or title; the calendars of the invited follow.

    Raises:
        Stale: somebody has changed it in the meantime.
        Conflict: it was held or cancelled.
    """
    meeting = queries.get(actor, meeting_id, lock=True)
    require(actor, P.MEETING_RUN, meeting)
    MEETING.after(meeting.status, "edit")
    if meeting.version != version:
        raise Stale(current=meeting)
    _write(meeting, new, meeting.body)
    meeting.sequence += 1
    keeping.note(actor, meeting, "edited")
    record(MeetingEdited(meeting.id, meeting.org_id))
    return meeting


@use_case
def convene(actor: Actor, meeting_id: int, new: Convocation) -> Meeting:
    """Invite the organisations of the body, with its members and its rule as they are now.

    Raises:
        Conflict: it is convened already, or over.
        Invalid: its time has passed.
    """
    meeting = queries.get(actor, meeting_id, lock=True)
    require(actor, P.MEETING_RUN, meeting)
    was = meeting.status
    meeting.status = MEETING.after(meeting.status, "convene")
    if meeting.starts_at <= clock.now():
        raise Invalid.one("starts_at", msg("This time has passed. Give the meeting a new time first."))
    body = queries.body(actor, meeting.body_id)
    known = set(db.session.scalars(select(MeetingInvitation.org_id).where(MeetingInvitation.meeting_id == meeting.id)))
    for member in body.members:
        if member.org_id not in known:
            db.session.add(
                MeetingInvitation(
                    meeting_id=meeting.id,
                    org_id=member.org_id,
                    org_level=member.organisation.level,
                    role=member.role,
                )
            )
    meeting.quorum = body.quorum
    meeting.convened_at = meeting.convened_at or clock.now()
    meeting.sequence += was == "postponed"
    keeping.note(actor, meeting, "convened", new.words)
    record(MeetingConvened(meeting.id, meeting.org_id))
    return meeting


@use_case
def postpone(actor: Actor, meeting_id: int, new: WithReason) -> Meeting:
    """Put a meeting off, with a reason; it is convened again once it has a new time."""
    meeting = queries.get(actor, meeting_id, lock=True)
    require(actor, P.MEETING_RUN, meeting)
    meeting.status = MEETING.after(meeting.status, "postpone")
    meeting.sequence += 1
    keeping.note(actor, meeting, "postponed", new.reason)
    record(MeetingPostponed(meeting.id, meeting.org_id))
    return meeting


@use_case
def cancel(actor: Actor, meeting_id: int, new: WithReason) -> Meeting:
    """Call a meeting off for good, with a reason."""
    meeting = queries.get(actor, meeting_id, lock=True)
    require(actor, P.MEETING_RUN, meeting)
    meeting.status = MEETING.after(meeting.status, "cancel")
    meeting.sequence += 1
    keeping.note(actor, meeting, "cancelled", new.reason)
    record(MeetingCancelled(meeting.id, meeting.org_id))
    return meeting


@use_case
def hold(actor: Actor, meeting_id: int, new: Holding) -> Meeting:
    """Say that a meeting was held; who was there and its quorum are frozen.

    Raises:
        Conflict: it is not convened, or its time has not come.
    """
    meeting = queries.get(actor, meeting_id, lock=True)
    require(actor, P.MEETING_RUN, meeting)
    meeting.status = MEETING.after(meeting.status, "hold")
    if clock.now() < meeting.starts_at:
        raise Conflict(msg("The meeting has not begun yet."), "not_begun")
    meeting.quorum_result = attending.quorum_of(meeting).plain()
    meeting.held_at = clock.now()
    keeping.note(actor, meeting, "held", new.words)
    record(MeetingHeld(meeting.id, meeting.org_id))
    return meeting


@use_case
def close(actor: Actor, meeting_id: int) -> Meeting:
    """Put a meeting away once its minutes are approved."""
    meeting = queries.get(actor, meeting_id, lock=True)
    require(actor, P.MEETING_RUN, meeting)
    meeting.status = MEETING.after(meeting.status, "close")
    keeping.note(actor, meeting, "closed")
    record(MeetingClosed(meeting.id, meeting.org_id))
    return meeting


def _write(meeting: Meeting, new: NewMeeting, body: Body) -> None:
    zone = ZoneInfo(new.time_zone)
    starts, ends = _local(new.starts_at, zone), _local(new.ends_at, zone)
    if ends <= starts:
        raise Invalid.one("ends_at", msg("The end lies before the start."))
    if starts <= clock.now():
        raise Invalid.one("starts_at", msg("This time has passed."))
    first_day = starts.astimezone(zone).date()
    due = new.papers_due_on or max(clock.today(), first_day - USUAL_TIME_FOR_PAPERS)
    if due > first_day:
        raise Invalid.one("papers_due_on", msg("Papers are due before the meeting begins."))
    chair = keeping.person(new.chair, "chair")
    meeting.title_zh, meeting.title_en = new.title_zh, new.title_en or ""
    meeting.starts_at, meeting.ends_at, meeting.time_zone = starts, ends, new.time_zone
    meeting.place_zh, meeting.place_en = new.place_zh or "", new.place_en or ""
    meeting.conference_url, meeting.papers_due_on = new.conference_url, due
    meeting.chair_id, meeting.chair_name = (chair.id, chair.name) if chair else (body.chair_id, body.chair_name)
    meeting.is_public = new.is_public and body.is_public


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    """A time without an offset is of the meeting's zone."""
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
