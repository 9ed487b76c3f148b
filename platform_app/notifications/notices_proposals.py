"""The letters about proposals for an agenda: to the secretariat that decides, and to whom a decision concerns.

Nobody is told of what she did herself, and nobody of a meeting whose proposals she may not read.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from platform_app import events
from platform_app.access.actor import SYSTEM
from platform_app.access.levels import Level, PlatformRole, Role
from platform_app.access.permissions import P
from platform_app.accounts.models import Membership, Person, PlatformRoleGrant
from platform_app.kernel.db import db
from platform_app.kernel.use_case import Recorded
from platform_app.meetings import queries, queries_agenda
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_agenda import AgendaItem, AgendaProposal
from platform_app.notifications import recipients
from platform_app.notifications.letterhead import address, queue

WRITERS: Mapping[type, str] = {
    events.AgendaProposed: "proposal_made",
    events.AgendaProposalAccepted: "proposal_accepted",
    events.AgendaProposalMerged: "proposal_merged",
    events.AgendaProposalDeclined: "proposal_declined",
}


def write(recorded: Recorded) -> None:
    """Queue the mail of one event."""
    kind = WRITERS[type(recorded.event)]
    meeting = queries.get(SYSTEM, recorded.event.subject_id)
    proposal = queries_agenda.proposal(SYSTEM, meeting.id, recorded.event.row_id)
    item = db.session.get(AgendaItem, proposal.item_id) if proposal.item_id else None
    told = _secretariat(meeting) if kind == "proposal_made" else _proposing(proposal)
    for person in recipients.who_may(recorded.actor, P.MEETING_SEE_PEOPLE, meeting, told):
        is_english = person.language == "en"
        queue(
            kind,
            person,
            None,
            title=_either(proposal, person.language),
            meeting=_either(meeting, person.language),
            asking=proposal.organisation.name_en if is_english else proposal.organisation.name_zh,
            item=f"{item.number} {_either(item, person.language)}" if item is not None else "",
            reason=proposal.reason or "—",
            link=address(f"/meetings/{meeting.id}/proposals"),
        )


def _secretariat(meeting: Meeting) -> list[int]:
    """Who keeps the agenda; for a body of a ministry the platform's secretariat too, which acts for it."""
    own = _holders(meeting.org_id, (Role.COORDINATOR, Role.EDITOR))
    if meeting.org_level != Level.MINISTERIAL:
        return own
    query = select(PlatformRoleGrant.person_id).where(PlatformRoleGrant.role == PlatformRole.SECRETARIAT)
    return [*own, *db.session.scalars(query.order_by(PlatformRoleGrant.person_id))]


def _proposing(proposal: AgendaProposal) -> list[int]:
    """Who has written it, and the coordinators of her organisation."""
    signing = _holders(proposal.org_id, (Role.COORDINATOR,))
    return [proposal.by_id, *signing] if proposal.by_id is not None else signing


def _holders(org_id: int, roles: Iterable[Role]) -> list[int]:
    query = select(Person.id).join(Membership, Membership.person_id == Person.id)
    held = query.where(Membership.org_id == org_id, Membership.role.in_(list(roles)), Person.suspended_at.is_(None))
    return list(db.session.scalars(held.distinct().order_by(Person.id)))


def _either(row: Meeting | AgendaItem | AgendaProposal, language: str) -> str:
    return (row.title_en if language == "en" else row.title_zh) or row.title_zh
