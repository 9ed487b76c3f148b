"""The steps that acts on meetings share: whom a code or an address names, a line of the record, a link of the chain."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from platform_app.access.actor import Actor
from platform_app.accounts import queries_people
from platform_app.accounts.models import Person
from platform_app.accounts.queries_names import organisations as organisations
from platform_app.kernel import clock, subjects
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid, NotFound
from platform_app.kernel.messages import msg
from platform_app.kernel.subjects import SubjectRef
from platform_app.meetings.models import Meeting, MeetingRecord
from platform_app.meetings.models_agenda import SubjectLink

LINKABLE = ("case", "standard", "request", "thread", "meeting", "resolution", "action", "indicator")


def person(email: str | None, field: str) -> Person | None:
    """An active account by its address; None for none.

    Raises:
        Invalid: there is none with it; the field is named.
    """
    if email is None:
        return None
    found = queries_people.by_address(email)
    if found is None or found.suspended_at or not found.confirmed_at:
        raise Invalid.one(field, msg("There is no active account with this address."))
    return found


def note(actor: Actor, meeting: Meeting, act: str, words: str | None = None, **detail: Any) -> None:
    """A dated line of a meeting's history; the meeting gets a new version by it."""
    db.session.add(
        MeetingRecord(meeting_id=meeting.id, act=act, words=words, detail=detail, by_id=actor.id, by_name=actor.name)
    )
    touch(meeting)
    db.session.flush()


def touch(meeting: Meeting) -> None:
    """Give a meeting a new version: something that belongs to it has changed."""
    meeting.updated_at = clock.now()
    flag_modified(meeting, "updated_at")  # a new version at every act, within the same moment too


def link(actor: Actor, here: SubjectRef, there: SubjectRef, role: str = "about", field: str = "links") -> None:
    """Tie two subjects together, once; she must see what she links to.

    Raises:
        Invalid: there is no such thing, or nothing of this kind is linked; the field is named.
    """
    if there.kind not in LINKABLE:
        raise Invalid.one(field, msg("Must be one of: {expected}.", expected=", ".join(LINKABLE)))
    try:
        subjects.load(actor, there)
    except NotFound:
        raise Invalid.one(field, msg("There is nothing here, or it is not open to you.")) from None
    tie(actor, here, there, role)


def tie(actor: Actor, here: SubjectRef, there: SubjectRef, role: str) -> None:
    """The same without asking what she may see: for what was seen when it was proposed."""
    same = select(SubjectLink.id).filter_by(
        from_kind=here.kind, from_id=here.id, to_kind=there.kind, to_id=there.id, role=role
    )
    if db.session.scalar(same) is None:
        db.session.add(
            SubjectLink(
                from_kind=here.kind,
                from_id=here.id,
                to_kind=there.kind,
                to_id=there.id,
                role=role,
                by_name=actor.name,
            )
        )
        db.session.flush()
