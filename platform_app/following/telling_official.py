"""Who is told of official acts: requests between levels, meetings, minutes, resolutions and action items.

Their letters, where there are any, come at once and cannot be chosen away; so their notices stand in no digest.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import or_, select, union

from platform_app.access.levels import PlatformRole, Role
from platform_app.accounts.models import Membership, Organisation, Person, PlatformRoleGrant
from platform_app.coordination.models import RequestAnswer, RequestParty
from platform_app.following.models import NoticeJob
from platform_app.following.people import People
from platform_app.following.putting import Draft, put
from platform_app.kernel.db import db
from platform_app.meetings.models import BodyMember, Meeting
from platform_app.meetings.models_agenda import AgendaProposal
from platform_app.meetings.models_decisions import ActionItem, Resolution

Readers = Callable[[NoticeJob], Any]
KIND = "official"
WORKING = (Role.COORDINATOR, Role.EDITOR)


def tell(job: NoticeJob) -> None:
    """Put one notice for everybody whom an official act concerns."""
    what, readers = OFFICIAL[job.event]
    thing = f"{job.subject_kind}:{job.subject_id}"
    occasion = f"{what}:{thing}:{job.detail_id or 0}:{job.at:%Y%m%dT%H%M%S.%f}"
    draft = Draft(KIND, what, occasion, thing, job.subject_kind, job.subject_id, (), is_official=True)
    put(job, draft, readers(job))


def _people(orgs: Any) -> People:
    """The editors and coordinators of some organisations, given as a select of their ids."""
    return select(Membership.person_id).where(Membership.org_id.in_(orgs), Membership.role.in_(WORKING))


def _both_sides(job: NoticeJob) -> People:
    party = RequestParty.request_id == job.subject_id
    return _people(select(RequestParty.org_id).where(party, RequestParty.role.in_(("asked", "asks"))))


def _copied(job: NoticeJob) -> People:
    party = RequestParty.request_id == job.subject_id
    return _people(select(RequestParty.org_id).where(party, RequestParty.role == "copied"))


def _asked(job: NoticeJob) -> People:
    return _people(select(RequestAnswer.org_id).where(RequestAnswer.id == job.detail_id))


def _both_sides_and_above(job: NoticeJob) -> Any:
    secretariat = select(PlatformRoleGrant.person_id).where(PlatformRoleGrant.role == PlatformRole.SECRETARIAT)
    return union(_both_sides(job), secretariat)


def _members(job: NoticeJob) -> People:
    body_id = select(Meeting.body_id).where(Meeting.id == job.subject_id).scalar_subquery()
    return _people(select(BodyMember.org_id).where(BodyMember.body_id == body_id))


def _members_if_convened(job: NoticeJob) -> Any:
    meeting = db.session.get(Meeting, job.subject_id)
    return _members(job) if meeting and meeting.convened_at else _nobody()


def _its_secretariat(job: NoticeJob) -> People:
    return _people(select(Meeting.org_id).where(Meeting.id == job.subject_id))


def _proposer(job: NoticeJob) -> People:
    return _people(select(AgendaProposal.org_id).where(AgendaProposal.id == job.detail_id))


def _resolving(job: NoticeJob) -> People:
    body_id = select(Resolution.body_id).where(Resolution.id == job.subject_id).scalar_subquery()
    return _people(select(BodyMember.org_id).where(BodyMember.body_id == body_id))


def _owner(job: NoticeJob) -> Any:
    own = ActionItem.id == job.subject_id
    named = select(ActionItem.person_id).where(own, ActionItem.person_id.is_not(None))
    return union(_people(select(ActionItem.org_id).where(own)), named)


def _keeper(job: NoticeJob) -> People:
    return _people(select(ActionItem.secretariat_id).where(ActionItem.id == job.subject_id))


def _above_the_owner(job: NoticeJob) -> People:
    own = ActionItem.id == job.subject_id
    above = select(Organisation.parent_id).join(ActionItem, ActionItem.org_id == Organisation.id).where(own)
    keeper = select(ActionItem.secretariat_id).where(own)
    return _people(select(Organisation.id).where(or_(Organisation.id.in_(above), Organisation.id.in_(keeper))))


def _nobody() -> People:
    return select(Person.id).where(Person.id.is_(None))


OFFICIAL: Mapping[str, tuple[str, Readers]] = {
    "RequestRaised": ("request_raised", _both_sides),
    "RequestCopied": ("request_copied", _copied),
    "RequestAcknowledged": ("request_acknowledged", _both_sides),
    "RequestAnswered": ("request_answered", _both_sides),
    "RequestReturned": ("request_returned", _both_sides),
    "RequestPassedDown": ("request_passed_down", _both_sides),
    "RequestEscalated": ("request_escalated", _both_sides_and_above),
    "RequestObjected": ("request_objected", _both_sides),
    "RequestExtensionAsked": ("request_more_time", _both_sides),
    "RequestExtensionGranted": ("request_time_granted", _both_sides),
    "RequestExtensionRefused": ("request_time_refused", _both_sides),
    "RequestAccepted": ("request_accepted", _both_sides),
    "RequestReopened": ("request_reopened", _both_sides),
    "RequestClosed": ("request_closed", _both_sides),
    "RequestReminded": ("request_reminded", _asked),
    "RequestOverdue": ("request_overdue", _both_sides),
    "MeetingConvened": ("meeting_convened", _members),
    "MeetingEdited": ("meeting_edited", _members_if_convened),
    "MeetingPostponed": ("meeting_postponed", _members_if_convened),
    "MeetingCancelled": ("meeting_cancelled", _members_if_convened),
    "AgendaProposed": ("agenda_proposed", _its_secretariat),
    "AgendaProposalAccepted": ("proposal_accepted", _proposer),
    "AgendaProposalMerged": ("proposal_merged", _proposer),
    "AgendaProposalDeclined": ("proposal_declined", _proposer),
    "MinutesCirculated": ("minutes_circulated", _members),
    "MinutesCommented": ("minutes_commented", _its_secretariat),
    "MinutesApproved": ("minutes_approved", _members),
    "MinutesAddendumMade": ("minutes_corrected", _members),
    "ResolutionProposed": ("resolution_proposed", _resolving),
    "ResolutionAdopted": ("resolution_adopted", _resolving),
    "ResolutionSuperseded": ("resolution_superseded", _resolving),
    "ResolutionCarriedOut": ("resolution_carried_out", _resolving),
    "ResolutionLapsed": ("resolution_lapsed", _resolving),
    "ActionAssigned": ("action_assigned", _owner),
    "ActionReminded": ("action_reminded", _owner),
    "ActionOverdue": ("action_overdue", _owner),
    "ActionEscalated": ("action_escalated", _above_the_owner),
    "ActionDone": ("action_done", _keeper),
    "ActionConfirmed": ("action_confirmed", _owner),
    "ActionReopened": ("action_reopened", _owner),
    "ActionDropped": ("action_dropped", _owner),
}
