"""The letters about minutes and resolutions: to the member organisations, and to who has commented.

Nobody is told of what she did herself, and nobody of what she may not read.
"""

from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import select

from platform_app import events
from platform_app.access.actor import SYSTEM
from platform_app.access.levels import Role
from platform_app.access.permissions import P
from platform_app.accounts.models import Membership, Person
from platform_app.kernel.db import db
from platform_app.kernel.use_case import Recorded
from platform_app.meetings import queries, quorum
from platform_app.meetings.models import BodyMember, Meeting
from platform_app.meetings.models_decisions import Resolution
from platform_app.meetings.models_minutes import MinutesComment
from platform_app.notifications import recipients
from platform_app.notifications.letterhead import address, queue


def write(recorded: Recorded) -> None:
    """Queue the mail of one event."""
    WRITERS[type(recorded.event)](recorded)


def _circulated(recorded: Recorded) -> None:
    meeting = queries.get(SYSTEM, recorded.event.subject_id)
    until = meeting.comments_until.isoformat() if meeting.comments_until else ""
    for person in recipients.who_may(recorded.actor, P.MINUTES_SEE, meeting, _members(meeting.members)):
        queue("minutes_circulated", person, None, **_about(meeting, person), due=until, link=_page(meeting))


def _approved(recorded: Recorded) -> None:
    """Who has commented gets one letter, with what became of it; the others of the members another."""
    meeting = queries.get(SYSTEM, recorded.event.subject_id)
    commenting = _commenting(meeting)
    everybody = [*commenting, *_members(meeting.members)]
    for person in recipients.who_may(recorded.actor, P.MINUTES_SEE, meeting, everybody):
        kind = "minutes_comments_decided" if person.id in commenting else "minutes_approved"
        digest = meeting.minutes_sha256 or ""
        queue(kind, person, None, **_about(meeting, person), digest=digest, link=_page(meeting))


def _addendum(recorded: Recorded) -> None:
    meeting = queries.get(SYSTEM, recorded.event.subject_id)
    for person in recipients.who_may(recorded.actor, P.MINUTES_SEE, meeting, _members(meeting.members)):
        queue("minutes_addendum", person, None, **_about(meeting, person), link=_page(meeting))


def _adopted(recorded: Recorded) -> None:
    row = queries.resolution(SYSTEM, recorded.event.subject_id)
    for person in recipients.who_may(recorded.actor, P.RESOLUTION_SEE, row, _members(row.members)):
        day = row.in_force_on.isoformat() if row.in_force_on else ""
        named = {"number": row.number or "", "title": _either(row, person.language), "due": day}
        queue("resolution_adopted", person, None, **named, link=address(f"/resolutions/{row.id}"))


WRITERS: Mapping[type, Callable[[Recorded], None]] = {
    events.MinutesCirculated: _circulated,
    events.MinutesApproved: _approved,
    events.MinutesAddendumMade: _addendum,
    events.ResolutionAdopted: _adopted,
}


def _members(members: Iterable[BodyMember]) -> list[int]:
    """The editors and coordinators of the organisations that vote."""
    voting = [each.org_id for each in members if each.role in quorum.VOTING]
    query = select(Person.id).join(Membership, Membership.person_id == Person.id)
    held = query.where(Membership.org_id.in_(voting), Membership.role.in_([Role.EDITOR, Role.COORDINATOR]))
    return list(db.session.scalars(held.where(Person.suspended_at.is_(None)).distinct().order_by(Person.id)))


def _commenting(meeting: Meeting) -> list[int]:
    query = select(MinutesComment.by_id).where(MinutesComment.meeting_id == meeting.id)
    return list(db.session.scalars(query.where(MinutesComment.by_id.is_not(None)).distinct().order_by("by_id")))


def _about(meeting: Meeting, person: Person) -> dict[str, str]:
    body = meeting.body
    return {
        "title": _either(meeting, person.language),
        "body": (body.name_zh if person.language == "zh" else body.name_en) or body.name_zh,
    }


def _either(row: Meeting | Resolution, language: str) -> str:
    return (row.title_en if language == "en" else row.title_zh) or row.title_zh


def _page(meeting: Meeting) -> str:
    return address(f"/meetings/{meeting.id}/minutes")
