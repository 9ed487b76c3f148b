"""Delegates say whether they come: on a page, by the link in their letter, or by an iTIP REPLY."""

from datetime import datetime

from platform_app.access.actor import SYSTEM, Actor
from platform_app.access.check import allows, require
from platform_app.access.permissions import P
from platform_app.events import DelegateAnswered
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotFound
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case
from platform_app.meetings import itip, queries, queries_people
from platform_app.meetings.inputs_people import DelegateAnswer, LinkAnswer
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_people import Delegate


@use_case
def answer(actor: Actor, meeting_id: int, new: DelegateAnswer) -> Delegate:
    """Answer for oneself, or as a coordinator for somebody of one's organisation.

    Raises:
        Conflict: the meeting is not convened, or it has begun.
        Invalid: there is no such delegate, or she is not one herself.
    """
    meeting = queries.get(actor, meeting_id, lock=True)
    row = _meant(actor, meeting, new.delegate)
    require(actor, P.DELEGATE_ANSWER, row)
    return _take(meeting, row, new.answer, new.comment, via="page")


@use_case
def answer_by_link(actor: Actor, secret: str, new: LinkAnswer) -> Delegate:
    """Answer by the link in a letter, whoever opens it; until the meeting begins one may think again.

    Raises:
        Conflict: the link does not work any more, the meeting is not convened, or it has begun.
    """
    require(actor, P.ACCOUNT_ENTER)
    meeting = queries.get(SYSTEM, queries_people.delegate_behind(secret).meeting_id, lock=True)
    row = queries_people.delegate_behind(secret, lock=True)
    return _take(meeting, row, new.answer, new.comment, via="link")


@use_case
def take_reply(actor: Actor, content: bytes, *, meeting_id: int | None = None) -> Delegate:
    """Take an iTIP REPLY (RFC 5546): from the delegate, her coordinator, the secretariat, or piped by the system.

    Raises:
        Invalid: it is no reply, or to another meeting, or of somebody who was not invited.
        Conflict: it is older than the last answer or than the invitation, or too late.
    """
    reply = itip.read(content)
    meeting = _meeting(actor, reply.uid, meeting_id)
    row = _replying(actor, meeting, reply.email_key)
    if not allows(actor, P.MEETING_RUN, meeting):
        require(actor, P.DELEGATE_ANSWER, row)
    if reply.sequence < meeting.sequence:
        raise Conflict(
            msg("This answers an earlier invitation; the meeting has changed since. Answer the newest one."),
            "reply_outdated",
        )
    if reply.stamp < _last_answer(row):
        raise Conflict(msg("A later answer of the same person is on record already."), "reply_superseded")
    if reply.stamp > clock.now() + itip.CLOCKS_DIFFER:
        raise Invalid.one("file", msg("This answer claims to be written in the future (DTSTAMP)."))
    return _take(meeting, row, reply.answer, reply.comment, via="itip", stamp=reply.stamp)


def _meant(actor: Actor, meeting: Meeting, delegate_id: int | None) -> Delegate:
    if delegate_id is None:
        found = queries_people.own(actor, meeting.id)
        if found is None:
            raise Invalid.one("delegate", msg("You are not named for this meeting. Say for which delegate you answer."))
        return queries_people.delegate(meeting.id, found.id, lock=True)
    try:
        return queries_people.delegate(meeting.id, delegate_id, lock=True)
    except NotFound:
        raise Invalid.one("delegate", msg("There is no such delegate.")) from None


def _meeting(actor: Actor, uid: str, meeting_id: int | None) -> Meeting:
    found = queries_people.id_of_uid(uid)
    if found is None or (meeting_id is not None and found != meeting_id):
        raise Invalid.one("file", msg("This answers the invitation to another meeting (UID)."))
    try:
        return queries.get(actor, found, lock=True)
    except NotFound:
        raise Invalid.one("file", msg("This answers the invitation to another meeting (UID).")) from None


def _replying(actor: Actor, meeting: Meeting, email_key: str) -> Delegate:
    """Whom it is of; one who may not answer for her is told no more than that nobody was invited."""
    row = queries_people.by_address(meeting.id, email_key)
    runs = allows(actor, P.MEETING_RUN, meeting)
    if row is None or not (runs or allows(actor, P.DELEGATE_ANSWER, row)):
        raise Invalid.one("file", msg("Nobody with the address in this answer was invited by you (ATTENDEE)."))
    return row


def _last_answer(row: Delegate) -> datetime:
    """When she answered last; calendars write whole seconds."""
    moments = [row.answered_stamp] if row.via == "itip" else [row.answered_stamp, row.answered_at]
    return max((each.replace(microsecond=0) for each in moments if each), default=itip.NEVER)


def _take(
    meeting: Meeting, row: Delegate, said: str, comment: str | None, *, via: str, stamp: datetime | None = None
) -> Delegate:
    queries_people.check_answerable(meeting)
    row.answer, row.comment, row.via = said, comment, via
    row.answered_at, row.answered_sequence = clock.now(), meeting.sequence
    row.answered_stamp = stamp or row.answered_stamp
    db.session.flush()
    record(DelegateAnswered(meeting.id, row.org_id, row_id=row.id))
    return row
