"""What member organisations propose for an agenda, what becomes of it, and requests that come before a meeting."""

from typing import Any

from platform_app.access.actor import Actor
from platform_app.api import agenda, examples, shapes_agenda
from platform_app.api.answers import Answer, created
from platform_app.api.meetings import MeetingId
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Id
from platform_app.api.requests import RequestId
from platform_app.api.shapes import Listing, address, whole
from platform_app.api.shapes_agenda import BROUGHT, PROPOSAL, AgendaProposalShape, BroughtShape
from platform_app.desk import bringing
from platform_app.meetings import queries, queries_agenda, service_proposals
from platform_app.meetings.inputs_agenda import FromRequest, Merger, NewProposal, ProposalRefusal
from platform_app.meetings.models_agenda import AgendaItem

noun = Noun("agenda-proposals", "What member organisations propose for an agenda.")
NEW = {"organisation": "330000", "title_zh": "统一验收口径", "text": "各市口径不一。", "minutes": 15}


class ProposalOfMeeting(MeetingId):
    """Which proposal for which meeting."""

    proposal_id: Id


def acting(sends: Any = None) -> Note:
    """What becomes of a proposal, by a POST."""
    return Note(AgendaProposalShape, PROPOSAL, 201, (403, 404, 409, 422), writes=True, sends=sends)


@noun.operation(
    "GET",
    "/meetings/<int:id>/proposals",
    Note(Listing[AgendaProposalShape], examples.listing(PROPOSAL), refusals=(404,), needs_token=True),
)
def index(actor: Actor, path: MeetingId) -> Answer:
    """What was proposed, the oldest first; for the organisations of the body, an empty list for others."""
    rows = queries_agenda.proposals(actor, queries.get(actor, path.id))
    return Answer(Listing[AgendaProposalShape](**whole([shapes_agenda.proposal(actor, row) for row in rows])))


@noun.operation("POST", "/meetings/<int:id>/proposals", acting(NEW))
def propose(actor: Actor, path: MeetingId, body: NewProposal) -> Answer:
    """Propose an item for a member organisation, until the day papers are due."""
    row = service_proposals.propose(actor, path.id, body)
    return created(_one(actor, path.id, row.id), address("agenda-proposals.show", id=path.id, proposal_id=row.id))


@noun.operation(
    "GET",
    "/meetings/<int:id>/proposals/<int:proposal_id>",
    Note(AgendaProposalShape, PROPOSAL, refusals=(404,), needs_token=True),
)
def show(actor: Actor, path: ProposalOfMeeting) -> Answer:
    """One proposal, and what became of it."""
    return Answer(_one(actor, path.id, path.proposal_id))


@noun.operation("POST", "/meetings/<int:id>/proposals/<int:proposal_id>/acceptance", acting())
def accept(actor: Actor, path: ProposalOfMeeting) -> Answer:
    """Put it on the agenda, brought in by its organisation."""
    service_proposals.accept(actor, path.id, path.proposal_id)
    return Answer(_one(actor, path.id, path.proposal_id), 201)


@noun.operation("POST", "/meetings/<int:id>/proposals/<int:proposal_id>/merger", acting({"item": 7}))
def merge(actor: Actor, path: ProposalOfMeeting, body: Merger) -> Answer:
    """Let it go into an item that stands there already."""
    service_proposals.merge(actor, path.id, path.proposal_id, body)
    return Answer(_one(actor, path.id, path.proposal_id), 201)


@noun.operation(
    "POST", "/meetings/<int:id>/proposals/<int:proposal_id>/refusal", acting({"reason": "请先由省内协调。"})
)
def decline(actor: Actor, path: ProposalOfMeeting, body: ProposalRefusal) -> Answer:
    """Decline it with a reason that its organisation reads."""
    service_proposals.decline(actor, path.id, path.proposal_id, body)
    return Answer(_one(actor, path.id, path.proposal_id), 201)


@noun.operation("POST", "/meetings/<int:id>/proposals/<int:proposal_id>/withdrawal", acting())
def withdraw(actor: Actor, path: ProposalOfMeeting) -> Answer:
    """Take back what was proposed and not decided."""
    service_proposals.withdraw(actor, path.id, path.proposal_id)
    return Answer(_one(actor, path.id, path.proposal_id), 201)


@noun.operation(
    "POST",
    "/requests/<int:id>/agenda",
    Note(BroughtShape, BROUGHT, 201, (403, 404, 409, 422), writes=True, sends={"meeting": 7}),
)
def bring(actor: Actor, path: RequestId, body: FromRequest) -> Answer:
    """Bring an unresolved request before a meeting with its history; the item leads back to it.

    Where you keep the agenda it becomes an item, else a proposal of your organisation.
    """
    made = bringing.bring(actor, path.id, body)
    if isinstance(made, AgendaItem):
        item = agenda.one(actor, made.meeting_id, made.id)
        return created(BroughtShape(item=item, proposal=None), item.url)
    proposal = _one(actor, made.meeting_id, made.id)
    return created(BroughtShape(item=None, proposal=proposal), proposal.url)


def _one(actor: Actor, meeting_id: int, proposal_id: int) -> AgendaProposalShape:
    return shapes_agenda.proposal(actor, queries_agenda.proposal(actor, meeting_id, proposal_id))
