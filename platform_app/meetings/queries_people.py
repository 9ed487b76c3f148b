"""Reads of who comes to a meeting: invited organisations with their delegates, one delegate, who was there."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from platform_app.access.actor import SYSTEM, Actor
from platform_app.access.check import allows, require
from platform_app.access.permissions import P
from platform_app.accounts.credentials import digest
from platform_app.accounts.queries import can_be_id
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, NotFound
from platform_app.kernel.messages import msg
from platform_app.media import queries as files
from platform_app.media.models import File
from platform_app.meetings import queries
from platform_app.meetings.lifecycle import MEETING
from platform_app.meetings.models import Meeting, MeetingInvitation
from platform_app.meetings.models_people import Attendance, Delegate

FITTING = {"observer": ("observer",), "guest": ("guest",)}
OF_MEMBERS = ("member", "substitute", "observer")


@dataclass(frozen=True)
class Delegation:
    """An invited organisation and who comes for it, withdrawn ones left out."""

    invitation: MeetingInvitation
    delegates: tuple[Delegate, ...]

    @property
    def is_missing(self) -> bool:
        """Nobody was named who comes or may come."""
        return all(each.answer == "declined" for each in self.delegates)

    @property
    def capacities(self) -> tuple[str, ...]:
        """In what its people may come."""
        return fitting(self.invitation.role)


def fitting(role: str) -> tuple[str, ...]:
    """In what capacities an organisation of a role sends people."""
    return FITTING.get(role, OF_MEMBERS)


def delegations(actor: Actor, meeting_id: int) -> tuple[Meeting, Sequence[Delegation]]:
    """A meeting and every invited organisation with its delegates, in two statements.

    Raises:
        NotFound: there is no such meeting, or it is not open to her.
        NotAllowed: who comes is not hers to see.
    """
    meeting = queries.get(actor, meeting_id)
    require(actor, P.MEETING_SEE_PEOPLE, meeting)
    return meeting, of_meeting(meeting.id)


def of_meeting(meeting_id: int) -> Sequence[Delegation]:
    """The delegations of a meeting, whoever asks."""
    invited = select(MeetingInvitation).where(MeetingInvitation.meeting_id == meeting_id)
    rows = db.session.scalars(
        invited.options(joinedload(MeetingInvitation.organisation)).order_by(MeetingInvitation.id)
    )
    named: dict[int, list[Delegate]] = {}
    for each in coming(meeting_id):
        named.setdefault(each.org_id, []).append(each)
    return [Delegation(row, tuple(named.get(row.org_id, ()))) for row in rows]


def coming(meeting_id: int) -> Sequence[Delegate]:
    """Who is named for a meeting and not withdrawn, with their organisations."""
    query = select(Delegate).where(Delegate.meeting_id == meeting_id, Delegate.withdrawn_at.is_(None))
    return db.session.scalars(query.options(joinedload(Delegate.organisation)).order_by(Delegate.id)).all()


def invitation(meeting_id: int, org_id: int) -> MeetingInvitation | None:
    """The invitation of an organisation."""
    query = select(MeetingInvitation).filter_by(meeting_id=meeting_id, org_id=org_id)
    return db.session.scalar(query.options(joinedload(MeetingInvitation.organisation)))


def delegate(meeting_id: int, delegate_id: int, *, lock: bool = False) -> Delegate:
    """A delegate of this meeting who was not withdrawn.

    Raises:
        NotFound: there is none.
    """
    query = select(Delegate).where(
        Delegate.id == delegate_id, Delegate.meeting_id == meeting_id, Delegate.withdrawn_at.is_(None)
    )
    found = _one(query, lock) if can_be_id(delegate_id) else None
    if found is None:
        raise NotFound
    return found


def delegate_behind(secret: str, *, lock: bool = False) -> Delegate:
    """Whose letter this link stands in, as long as it works: until the meeting begins.

    Raises:
        Conflict: it is unknown or was replaced, or it is too late.
    """
    found = _one(select(Delegate).where(Delegate.token_hash == digest(secret)), lock)
    if found is None or found.withdrawn_at is not None:
        raise Conflict(
            msg("This link does not work any more: a newer letter has another one, or you are not named any more."),
            "link_unknown",
        )
    return found


def by_address(meeting_id: int, email_key: str) -> Delegate | None:
    """Who is named with an address, locked."""
    query = select(Delegate).where(Delegate.meeting_id == meeting_id, Delegate.email_key == email_key)
    return _one(query.where(Delegate.withdrawn_at.is_(None)), lock=True)


def id_of_uid(uid: str) -> int | None:
    """Which meeting has this UID."""
    return db.session.scalar(select(Meeting.id).where(Meeting.uid == uid))


def check_answerable(meeting: Meeting) -> None:
    """Refuse an answer that comes too late.

    Raises:
        Conflict: the meeting is not convened, or it has begun.
    """
    MEETING.after(meeting.status, "answer")
    if clock.now() >= meeting.starts_at:
        raise Conflict(msg("The meeting has begun. Who is there is noted by its secretariat now."), "meeting_begun")


def own(actor: Actor, meeting_id: int) -> Delegate | None:
    """She herself as a delegate."""
    if actor.id is None:
        return None
    query = select(Delegate).where(Delegate.meeting_id == meeting_id, Delegate.person_id == actor.id)
    return db.session.scalar(query.where(Delegate.withdrawn_at.is_(None)).order_by(Delegate.id).limit(1))


def attendance(actor: Actor, meeting_id: int) -> tuple[Meeting, Sequence[Attendance]]:
    """A meeting and who is or was there.

    Raises:
        NotFound: there is no such meeting, or it is not open to her.
        NotAllowed: who comes is not hers to see.
    """
    meeting = queries.get(actor, meeting_id)
    require(actor, P.MEETING_SEE_PEOPLE, meeting)
    query = select(Attendance).where(Attendance.meeting_id == meeting.id)
    return meeting, db.session.scalars(query.options(joinedload(Attendance.organisation)).order_by(Attendance.id)).all()


def attendance_row(meeting_id: int, row_id: int) -> Attendance:
    """A line of it.

    Raises:
        NotFound: there is none.
    """
    query = select(Attendance).where(Attendance.id == row_id, Attendance.meeting_id == meeting_id)
    found = db.session.scalar(query.options(joinedload(Attendance.organisation))) if can_be_id(row_id) else None
    if found is None:
        raise NotFound
    return found


def sees_addresses(actor: Actor, meeting: Meeting, org_id: int) -> bool:
    """Whether e-mail addresses of an organisation's delegates are shown: to its own people and the secretariat."""
    return org_id in actor.org_ids or allows(actor, P.MEETING_RUN, meeting)


def letter(actor: Actor, meeting_id: int, delegate_id: int) -> File:
    """The file of a substitute's letter, for her organisation and the secretariat.

    Raises:
        NotFound: there is none, or she may not read it.
    """
    meeting, _ = delegations(actor, meeting_id)
    row = delegate(meeting.id, delegate_id)
    if row.letter_file_id is None or not sees_addresses(actor, meeting, row.org_id):
        raise NotFound
    return files.get(SYSTEM, row.letter_file_id)


def _one(query: Select[Delegate], lock: bool) -> Delegate | None:
    query = query.options(joinedload(Delegate.organisation))
    if lock:
        query = query.with_for_update(of=Delegate).execution_options(populate_existing=True)
    return db.session.scalar(query)
