"""Send the minutes round, take the members' comments, and decide what becomes of each."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation
from platform_app.events import MinutesCirculated, MinutesCommentDisposed, MinutesCommented
from platform_app.kernel import clock, text
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotFound, Stale
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case
from platform_app.meetings import keeping, placing, queries, quorum
from platform_app.meetings.inputs_minutes import Circulation, Disposition, NewComment
from platform_app.meetings.lifecycle import MEETING
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_minutes import MinutesComment


@use_case
def circulate(actor: Actor, meeting_id: int, new: Circulation, version: int | None = None) -> Meeting:
    """Send the minutes to the members for comments until a day; they may be sent round again.

    Raises:
        Conflict: the meeting was not held yet, or the minutes are approved.
        Stale: the meeting has changed since she read it.
        Invalid: a day in the past.
    """
    meeting = queries.get(actor, meeting_id, lock=True)
    require(actor, P.MINUTES_WRITE, meeting)
    status = MEETING.after(meeting.status, "circulate")
    if version is not None and meeting.version != version:
        raise Stale(current=meeting)
    if new.comments_until < clock.today():
        raise Invalid.one("comments_until", msg("This day has passed."))
    meeting.status, meeting.comments_until = status, new.comments_until
    keeping.note(actor, meeting, "circulated", new.words, until=new.comments_until.isoformat())
    record(MinutesCirculated(meeting.id, meeting.org_id))
    return meeting


@use_case
def comment(actor: Actor, meeting_id: int, new: NewComment) -> MinutesComment:
    """Say for a member organisation what should change, in an item or in the whole.

    Raises:
        Conflict: the minutes do not circulate, or the day has passed.
        Invalid: an organisation that is no member or not hers, an unknown item.
    """
    meeting = queries.get(actor, meeting_id, lock=True)
    require(actor, P.MINUTES_COMMENT, meeting)
    MEETING.after(meeting.status, "comment")
    if meeting.comments_until is None or clock.today() > meeting.comments_until:
        raise Conflict(msg("The time for comments is over. Write to the secretariat of the body."), "comments_over")
    row = MinutesComment(
        meeting_id=meeting.id,
        item_id=placing.item_of(meeting, new.item).id if new.item else None,
        organisation=_speaking_for(actor, meeting, new.organisation),
        text=new.text,
        text_html=text.render(new.text),
        by_id=actor.id,
        by_name=actor.name,
    )
    db.session.add(row)
    keeping.touch(meeting)
    db.session.flush()
    record(MinutesCommented(meeting.id, row.org_id, item_id=row.item_id or 0, row_id=row.id))
    return row


@use_case
def dispose(
    actor: Actor, meeting_id: int, comment_id: int, new: Disposition, version: int | None = None
) -> MinutesComment:
    """Say what becomes of a comment; it can be changed until the minutes are approved.

    Raises:
        NotFound: there is no such comment.
        Conflict: the minutes do not circulate.
        Stale: somebody has decided in the meantime.
    """
    meeting = queries.get(actor, meeting_id, lock=True)
    require(actor, P.MINUTES_WRITE, meeting)
    MEETING.after(meeting.status, "comment")
    query = select(MinutesComment).where(MinutesComment.id == comment_id, MinutesComment.meeting_id == meeting.id)
    row = db.session.scalar(query.options(joinedload(MinutesComment.organisation)))
    if row is None:
        raise NotFound
    if version is not None and row.version != version:
        raise Stale(current=row)
    row.disposition, row.disposition_words = new.disposition, new.words
    row.disposed_by_name, row.disposed_at = actor.name, clock.now()
    keeping.touch(meeting)
    db.session.flush()
    record(MinutesCommentDisposed(meeting.id, row.org_id, item_id=row.item_id or 0, row_id=row.id))
    return row


def _speaking_for(actor: Actor, meeting: Meeting, code: str | None) -> Organisation:
    """The member organisation that she writes for: the one she names, or the only one."""
    hers = actor.writes_for | actor.coordinates
    own = [each.org_id for each in meeting.members if each.org_id in hers and each.role in quorum.VOTING]
    if code is not None:
        (named,) = keeping.organisations([code], "organisation")
        own = [each for each in own if each == named.id]
        if not own:
            raise Invalid.one("organisation", msg("You do not write for a member organisation with this code."))
    if len(own) != 1:
        raise Invalid.one("organisation", msg("You write for several members: say for which."))
    return db.session.get_one(Organisation, own[0])
