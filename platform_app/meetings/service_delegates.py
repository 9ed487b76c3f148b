"""Organisations name who comes to a meeting, and withdraw them."""

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts import queries_people as accounts
from platform_app.accounts.credentials import email_key
from platform_app.accounts.models import Membership, Person
from platform_app.events import DelegateNamed, DelegateWithdrawn
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import msg
from platform_app.kernel.subjects import SubjectRef
from platform_app.kernel.use_case import record, use_case
from platform_app.media import keeping as files
from platform_app.media.keeping import Kept, Upload
from platform_app.meetings import keeping, queries, queries_people
from platform_app.meetings.inputs_people import NewDelegate
from platform_app.meetings.lifecycle import MEETING
from platform_app.meetings.models import Meeting, MeetingInvitation
from platform_app.meetings.models_people import Delegate


def name(actor: Actor, meeting_id: int, new: NewDelegate, *, letter: Upload | None = None) -> Delegate:
    """Name somebody for an invited organisation; she gets an invitation by mail. A substitute brings a letter.

    Raises:
        Conflict: the meeting is not convened.
        Invalid: the organisation was not invited, the capacity does not fit its role, the address is named already or
            belongs to another organisation, a substitute has no letter.
    """
    if letter is None:
        return _name(actor, meeting_id, new, None)
    meeting = queries.get(actor, meeting_id)
    require(actor, P.DELEGATE_NAME, _invitation(meeting, new))
    MEETING.after(meeting.status, "name")
    return _name(actor, meeting_id, new, files.keep(files.look(letter)))


@use_case
def _name(actor: Actor, meeting_id: int, new: NewDelegate, letter: Kept | None) -> Delegate:
    meeting = queries.get(actor, meeting_id, lock=True)
    invitation = _invitation(meeting, new)
    require(actor, P.DELEGATE_NAME, invitation)
    MEETING.after(meeting.status, "name")
    _check_capacity(invitation, new, letter)
    person = accounts.by_address(new.email)
    _check_organisation(person, invitation)
    row = _row(meeting, invitation, new)
    row.person_id = person.id if person else None
    row.name, row.language = _called(person, new), person.language if person else new.language
    row.capacity, row.letter, row.letter_file_id = new.capacity, new.letter, None
    if letter is not None:
        about, path = SubjectRef("meeting", meeting.id), invitation.organisation.path
        row.letter_file_id = files.enter(actor, letter, about, org_id=invitation.org_id, org_path=path).id
    row.named_by_id = actor.id
    db.session.add(row)
    db.session.flush()
    record(DelegateNamed(meeting.id, row.org_id, row_id=row.id))
    return row


@use_case
def withdraw(actor: Actor, meeting_id: int, delegate_id: int) -> None:
    """Send somebody no longer; she is told, and her link and calendar entry hold no more.

    Raises:
        Conflict: the meeting is not convened.
    """
    meeting = queries.get(actor, meeting_id, lock=True)
    row = queries_people.delegate(meeting.id, delegate_id, lock=True)
    require(actor, P.DELEGATE_NAME, row)
    MEETING.after(meeting.status, "name")
    row.withdrawn_at, row.token_hash = clock.now(), None
    db.session.flush()
    record(DelegateWithdrawn(meeting.id, row.org_id, row_id=row.id))


def _invitation(meeting: Meeting, new: NewDelegate) -> MeetingInvitation:
    (organisation,) = keeping.organisations([new.organisation], "organisation")
    found = queries_people.invitation(meeting.id, organisation.id)
    if found is None:
        raise Invalid.one("organisation", msg("This organisation was not invited."))
    return found


def _check_capacity(invitation: MeetingInvitation, new: NewDelegate, letter: Kept | None) -> None:
    fitting = queries_people.fitting(invitation.role)
    if new.capacity not in fitting:
        raise Invalid.one("capacity", msg("This does not fit the organisation's place in the body."))
    if new.capacity == "substitute" and not new.letter and letter is None:
        raise Invalid.one("letter", msg("A substitute brings a letter that says who sends her. Write or upload it."))


def _check_organisation(person: Person | None, invitation: MeetingInvitation) -> None:
    if person is None:
        return
    if person.suspended_at is not None:
        raise Invalid.one("email", msg("The account with this address is suspended."))
    seats = set(db.session.scalars(select(Membership.org_id).where(Membership.person_id == person.id)))
    if seats and invitation.org_id not in seats:
        raise Invalid.one("email", msg("This account belongs to another organisation, which names her itself."))


def _row(meeting: Meeting, invitation: MeetingInvitation, new: NewDelegate) -> Delegate:
    """A new row, or that of somebody who was withdrawn: one address once per meeting."""
    key = email_key(new.email)
    found = db.session.scalar(select(Delegate).filter_by(meeting_id=meeting.id, email_key=key))
    if found is not None and found.withdrawn_at is None:
        ours = found.org_id == invitation.org_id
        raise Invalid.one(
            "email",
            msg("Somebody with this address is named already.")
            if ours
            else msg("Another organisation has named somebody with this address already."),
        )
    row = found or Delegate(meeting_id=meeting.id, email_key=key)
    row.organisation, row.email = invitation.organisation, new.email
    row.answer, row.answered_at, row.comment, row.via = "needs_action", None, None, None
    row.answered_sequence = row.answered_stamp = row.withdrawn_at = None
    return row


def _called(person: Person | None, new: NewDelegate) -> str:
    called = new.name or (person.name if person else None)
    if called is None:
        raise Invalid.one("name", msg("This address has no account here: write her name too."))
    return called
