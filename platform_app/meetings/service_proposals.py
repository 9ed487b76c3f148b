"""What member organisations propose for an agenda, and what the secretariat makes of it."""

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation
from platform_app.events import (
    AgendaItemAdded,
    AgendaProposalAccepted,
    AgendaProposalDeclined,
    AgendaProposalMerged,
    AgendaProposalWithdrawn,
    AgendaProposed,
)
from platform_app.kernel import clock, subjects, text
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from platform_app.kernel.messages import msg
from platform_app.kernel.subjects import SubjectRef
from platform_app.kernel.use_case import record, use_case
from platform_app.meetings import keeping, placing, queries, queries_agenda
from platform_app.meetings.inputs import WithReason
from platform_app.meetings.inputs_agenda import ItemContent, Merger, NewProposal
from platform_app.meetings.lifecycle import MEETING
from platform_app.meetings.models import BodyMember, Meeting
from platform_app.meetings.models_agenda import AgendaItem, AgendaProposal
from platform_app.meetings.quorum import VOTING


@use_case
def propose(actor: Actor, meeting_id: int, new: NewProposal) -> AgendaProposal:
    """Propose an item for a member organisation, until the day papers are due.

    Raises:
        Conflict: the meeting is over, or the day has passed.
        Invalid: the organisation is no member, or what it is about is not there for her.
        NotAllowed: she does not speak for that organisation.
    """
    meeting = queries.get(actor, meeting_id, lock=True)
    require(actor, P.AGENDA_PROPOSE, meeting)
    MEETING.after(meeting.status, "propose")
    if clock.today() > meeting.papers_due_on:
        raise Conflict(
            msg(
                "Items could be proposed until {day}. Ask the secretariat of the body.",
                day=meeting.papers_due_on.isoformat(),
            ),
            "too_late",
        )
    organisation = _member(actor, meeting, new.organisation)
    if new.subject is not None:
        _check_seen(actor, SubjectRef(new.subject.kind, new.subject.id))
    proposal = AgendaProposal(
        meeting_id=meeting.id,
        organisation=organisation,
        title_zh=new.title_zh,
        title_en=new.title_en or "",
        text=new.text or "",
        text_html=text.render(new.text) if new.text else "",
        expected=new.expected,
        minutes=new.minutes,
        subject_kind=new.subject.kind if new.subject else None,
        subject_id=new.subject.id if new.subject else None,
        by_id=actor.id,
        by_name=actor.name,
    )
    db.session.add(proposal)
    db.session.flush()
    record(AgendaProposed(meeting.id, organisation.id, row_id=proposal.id))
    return proposal


@use_case
def accept(actor: Actor, meeting_id: int, proposal_id: int) -> AgendaItem:
    """Put what was proposed on the agenda, brought in by its organisation.

    Raises:
        Conflict: it is decided already, or the meeting is over.
    """
    meeting, proposal = _to_decide(actor, meeting_id, proposal_id)
    item = placing.append(
        actor,
        meeting,
        ItemContent(
            title_zh=proposal.title_zh,
            title_en=proposal.title_en or None,
            text=proposal.text or None,
            sponsor=proposal.organisation.code,
            expected=proposal.expected,
            minutes=proposal.minutes,
        ),
    )
    _link(actor, item, proposal)
    _decide(actor, proposal, "accepted", None, item)
    record(AgendaItemAdded(meeting.id, meeting.org_id, item_id=item.id))
    record(AgendaProposalAccepted(meeting.id, proposal.org_id, item_id=item.id, row_id=proposal.id))
    return item


@use_case
def merge(actor: Actor, meeting_id: int, proposal_id: int, new: Merger) -> AgendaProposal:
    """Let a proposal go into an item that stands there already.

    Raises:
        Conflict: it is decided already, or the meeting is over.
        Invalid: there is no such item on this agenda.
    """
    meeting, proposal = _to_decide(actor, meeting_id, proposal_id)
    item = placing.item_of(meeting, new.item)
    _link(actor, item, proposal)
    _decide(actor, proposal, "merged", new.reason, item)
    record(AgendaProposalMerged(meeting.id, proposal.org_id, item_id=item.id, row_id=proposal.id))
    return proposal


@use_case
def decline(actor: Actor, meeting_id: int, proposal_id: int, new: WithReason) -> AgendaProposal:
    """Decline a proposal with a reason that its organisation reads.

    Raises:
        Conflict: it is decided already, or the meeting is over.
    """
    meeting, proposal = _to_decide(actor, meeting_id, proposal_id)
    _decide(actor, proposal, "declined", new.reason, None)
    record(AgendaProposalDeclined(meeting.id, proposal.org_id, row_id=proposal.id))
    return proposal


@use_case
def withdraw(actor: Actor, meeting_id: int, proposal_id: int) -> AgendaProposal:
    """Take back what was proposed and not decided.

    Raises:
        Conflict: it is decided already.
    """
    proposal = queries_agenda.proposal(actor, meeting_id, proposal_id, lock=True)
    require(actor, P.AGENDA_WITHDRAW, proposal)
    _check_open(proposal)
    _decide(actor, proposal, "withdrawn", None, None)
    record(AgendaProposalWithdrawn(meeting_id, proposal.org_id, row_id=proposal.id))
    return proposal


def _to_decide(actor: Actor, meeting_id: int, proposal_id: int) -> tuple[Meeting, AgendaProposal]:
    meeting = queries.get(actor, meeting_id, lock=True)
    require(actor, P.MEETING_RUN, meeting)
    MEETING.after(meeting.status, "change_agenda")
    proposal = queries_agenda.proposal(actor, meeting.id, proposal_id, lock=True)
    _check_open(proposal)
    return meeting, proposal


def _check_open(proposal: AgendaProposal) -> None:
    if proposal.status != "open":
        raise Conflict(msg("This proposal is decided already."), "proposal_decided")


def _decide(actor: Actor, row: AgendaProposal, status: str, reason: str | None, item: AgendaItem | None) -> None:
    row.status, row.reason, row.item_id = status, reason, item.id if item else None
    row.decided_at, row.decided_by_name = clock.now(), actor.name
    db.session.flush()


def _link(actor: Actor, item: AgendaItem, proposal: AgendaProposal) -> None:
    """The item leads to what the proposal came from, whoever of the secretariat decides."""
    if proposal.subject_kind is not None and proposal.subject_id is not None:
        there = SubjectRef(proposal.subject_kind, proposal.subject_id)
        keeping.tie(actor, SubjectRef(placing.ITEM, item.id), there, "came_from")


def _member(actor: Actor, meeting: Meeting, code: str) -> Organisation:
    (organisation,) = keeping.organisations([code], "organisation")
    own = select(BodyMember.role).filter_by(body_id=meeting.body_id, org_id=organisation.id)
    if db.session.scalar(own) not in VOTING:
        raise Invalid.one("organisation", msg("This organisation is no member of the body."))
    if organisation.id not in actor.writes_for | actor.coordinates:
        raise NotAllowed(msg("You do not write for this organisation. Its editors and coordinators propose for it."))
    return organisation


def _check_seen(actor: Actor, ref: SubjectRef) -> None:
    try:
        subjects.load(actor, ref)
    except NotFound:
        raise Invalid.one("subject", msg("There is nothing here, or it is not open to you.")) from None
