"""Takes what was proposed out of an answer to where it is found again: a case's lessons, the frequent questions."""

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.cases import queries as cases
from platform_app.cases import service as writing
from platform_app.events import ProposalTaken
from platform_app.exchange import queries_answers
from platform_app.exchange.models_records import Proposal
from platform_app.kernel import clock
from platform_app.kernel.use_case import record, use_case


@use_case
def take(actor: Actor, proposal_id: int) -> Proposal:
    """Say yes: a lesson goes to the end of the lessons in the newest revision of its case, a question to the others.

    The case's readers see the lesson when its coordinator publishes that revision.

    Raises:
        Conflict: somebody has decided already.
        Invalid: the case's lessons would become too long.
    """
    proposal = queries_answers.proposal_for_change(actor, proposal_id)
    require(actor, P.PROPOSAL_DECIDE, proposal)
    queries_answers.check_undecided(proposal)
    if proposal.kind == "lesson":
        _add_lesson(actor, proposal)
    proposal.status, proposal.decided_by_name, proposal.decided_at = "taken", actor.name, clock.now()
    record(ProposalTaken(proposal.id, proposal.org_id, thread_id=proposal.thread_id))
    return proposal


def _add_lesson(actor: Actor, proposal: Proposal) -> None:
    case = cases.get_for_change(actor, proposal.subject_id or 0)
    lessons = cases.read(actor, case.id, latest=True).content.lessons
    old = getattr(lessons, proposal.language)
    text = f"{old}\n\n{proposal.text}" if old else proposal.text
    writing.edit(actor, case.id, {"lessons": {proposal.language: text}}, version=case.version, note=None)
