"""Approve minutes, which locks them under a SHA-256, and correct them afterwards by addenda."""

from sqlalchemy import func, select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.events import MinutesAddendumMade, MinutesApproved
from platform_app.kernel import clock, text
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Stale
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case
from platform_app.meetings import canonical, keeping, placing, queries, queries_canonical
from platform_app.meetings.inputs_minutes import Approval, NewAddendum
from platform_app.meetings.lifecycle import MEETING
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_minutes import MinutesAddendum, MinutesComment


@use_case
def approve(actor: Actor, meeting_id: int, new: Approval, version: int | None = None) -> Meeting:
    """Approve the minutes as they stand; from now on their canonical text and its SHA-256 stay.

    Raises:
        Conflict: they do not circulate, comments can still be made, or one is not decided.
        Stale: something has changed since she read them.
    """
    meeting = queries.get(actor, meeting_id, lock=True)
    require(actor, P.MINUTES_APPROVE, meeting)
    status = MEETING.after(meeting.status, "approve")
    if version is not None and meeting.version != version:
        raise Stale(current=meeting)
    _check_comments_are_done(meeting)
    meeting.status = status
    meeting.minutes_text = queries_canonical.text(meeting)
    meeting.minutes_sha256 = canonical.digest(meeting.minutes_text)
    meeting.approved_at, meeting.approved_by_name = clock.now(), actor.name
    keeping.note(actor, meeting, "approved", sha256=meeting.minutes_sha256)
    record(MinutesApproved(meeting.id, meeting.org_id))
    return meeting


@use_case
def add_addendum(actor: Actor, meeting_id: int, new: NewAddendum) -> MinutesAddendum:
    """Correct approved minutes by a dated and numbered addendum; they themselves stay as they were approved.

    Raises:
        Conflict: the minutes are not approved yet: change them instead.
        Invalid: an unknown item.
    """
    meeting = queries.get(actor, meeting_id, lock=True)
    require(actor, P.MINUTES_WRITE, meeting)
    MEETING.after(meeting.status, "add_addendum")
    item = placing.item_of(meeting, new.item) if new.item else None
    last = db.session.scalar(select(func.max(MinutesAddendum.no)).where(MinutesAddendum.meeting_id == meeting.id))
    no, at = (last or 0) + 1, clock.now()
    head, place, english = queries_canonical.head(meeting), item.number if item else "", new.text_en or ""
    row = MinutesAddendum(
        meeting_id=meeting.id,
        no=no,
        item_id=item.id if item else None,
        text_zh=new.text_zh,
        html_zh=text.render(new.text_zh),
        text_en=english,
        html_en=text.render(english) if english else "",
        sha256=canonical.digest(canonical.addendum(head, no, at, place, new.text_zh, english)),
        by_id=actor.id,
        by_name=actor.name,
        at=at,
    )
    db.session.add(row)
    keeping.note(actor, meeting, "addendum", no=no, sha256=row.sha256)
    record(MinutesAddendumMade(meeting.id, meeting.org_id, item_id=row.item_id or 0, row_id=row.id))
    return row


def _check_comments_are_done(meeting: Meeting) -> None:
    if meeting.comments_until is not None and clock.today() <= meeting.comments_until:
        sentence = msg(
            "Members may comment until {day}, that day included. Approve the minutes after it.",
            day=meeting.comments_until.isoformat(),
        )
        raise Conflict(sentence, "comments_open")
    undecided = select(func.count(MinutesComment.id)).where(
        MinutesComment.meeting_id == meeting.id, MinutesComment.disposition.is_(None)
    )
    if count := db.session.scalar(undecided):
        sentence = msg("{count} comments are not decided yet. The secretariat decides on each first.", count=count)
        raise Conflict(sentence, "comments_undecided")
