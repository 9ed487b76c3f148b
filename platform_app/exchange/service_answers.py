"""Answers: the asker accepts one, and what is worth keeping is proposed to a case or to the frequent questions."""

from typing import Any

from platform_app.access.actor import ANONYMOUS, Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.events import (
    AnswerAccepted,
    AnswerUnaccepted,
    FaqProposed,
    LessonProposed,
    ProposalDeclined,
    ProposalWithdrawn,
)
from platform_app.exchange import acceptance, lifecycle, queries, queries_answers
from platform_app.exchange.inputs import Proposed
from platform_app.exchange.models import Post, Thread
from platform_app.exchange.models_records import Proposal
from platform_app.exchange.writing import language_of
from platform_app.kernel import clock, subjects, text
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotFound
from platform_app.kernel.messages import msg
from platform_app.kernel.subjects import SubjectRef
from platform_app.kernel.use_case import record, use_case


@use_case
def accept(actor: Actor, thread_id: int, post_id: int) -> Thread:
    """Say which answer solved it; an earlier one steps back.

    Raises:
        Conflict: it is no question, or the post is hidden or gone.
        Invalid: the post is not an answer in this thread.
    """
    thread = queries.get_for_change(actor, thread_id)
    require(actor, P.ANSWER_ACCEPT, thread)
    queries.check_open(thread)
    if thread.kind != "question":
        raise Conflict(msg("Only a question can have an accepted answer."), "no_question")
    post = db.session.get(Post, post_id)
    if post is None or post.thread_id != thread.id or post.no == 1:
        raise Invalid.one("post_id", msg("There is no such answer in this thread."))
    lifecycle.post_after(post.status, "accept")
    if thread.accepted_post_id != post.id:
        acceptance.put(thread, post)
        record(AnswerAccepted(thread.id, thread.org_id, post_id=post.id))
    return thread


@use_case
def unaccept(actor: Actor, thread_id: int) -> Thread:
    """Say that it is not solved after all."""
    thread = queries.get_for_change(actor, thread_id)
    require(actor, P.ANSWER_ACCEPT, thread)
    queries.check_open(thread)
    if (post_id := thread.accepted_post_id) is not None:
        acceptance.put(thread, None)
        record(AnswerUnaccepted(thread.id, thread.org_id, post_id=post_id))
    return thread


@use_case
def propose(actor: Actor, thread_id: int, new: Proposed) -> Proposal:
    """Propose the accepted answer to the people of a case, or as a frequent question.

    Raises:
        Conflict: no answer is accepted, or not everybody may read the thread, or the same waits already.
        Invalid: there is no such case.
    """
    thread = queries.get_for_change(actor, thread_id)
    require(actor, P.ANSWER_PROPOSE, thread)
    queries.check_open(thread)
    if thread.accepted_post_id is None:
        raise Conflict(msg("Accept an answer first."), "not_answered")
    if thread.visibility != "public":
        sentence = msg("What becomes public must come out of a thread that everybody may read.")
        raise Conflict(sentence, "not_public")
    if queries_answers.is_proposed(thread, new.kind, new.case_id):
        raise Conflict(msg("This was proposed already."), "proposed_already")
    about = _case(new)
    proposal = Proposal(
        kind=new.kind,
        thread_id=thread.id,
        post_id=thread.accepted_post_id,
        subject_kind="case" if about else None,
        subject_id=new.case_id,
        field_slug=thread.field_slug,
        question=new.question or thread.title,
        text=new.text,
        html=text.render(new.text),
        language=language_of(new.text),
        org_id=about.org_id if about else None,
        person_id=actor.id,
        person_name=actor.name,
    )
    db.session.add(proposal)
    db.session.flush()
    event = LessonProposed if new.kind == "lesson" else FaqProposed
    record(event(proposal.id, proposal.org_id or thread.org_id, thread_id=thread.id))
    return proposal


@use_case
def decline(actor: Actor, proposal_id: int, *, reason: str) -> Proposal:
    """Say no to a proposal, with a reason that its author reads.

    Raises:
        Conflict: somebody has decided already.
    """
    proposal = queries_answers.proposal_for_change(actor, proposal_id)
    require(actor, P.PROPOSAL_DECIDE, proposal)
    queries_answers.check_undecided(proposal)
    _decide(actor, proposal, "declined", reason)
    record(ProposalDeclined(proposal.id, proposal.org_id, thread_id=proposal.thread_id))
    return proposal


@use_case
def withdraw_faq(actor: Actor, proposal_id: int, *, reason: str) -> Proposal:
    """Take a frequent question out again.

    Raises:
        Conflict: it is not among them.
    """
    proposal = queries_answers.proposal_for_change(actor, proposal_id)
    require(actor, P.PROPOSAL_DECIDE, proposal)
    if proposal.kind != "faq" or proposal.status != "taken":
        raise Conflict(msg("This is not among the frequent questions."), "not_taken")
    _decide(actor, proposal, "withdrawn", reason)
    record(ProposalWithdrawn(proposal.id, proposal.org_id, thread_id=proposal.thread_id))
    return proposal


def _decide(actor: Actor, proposal: Proposal, status: str, reason: str | None) -> None:
    proposal.status, proposal.reason = status, reason
    proposal.decided_by_name, proposal.decided_at = actor.name, clock.now()


def _case(new: Proposed) -> Any:
    if new.kind != "lesson":
        return None
    try:
        case = subjects.load(ANONYMOUS, SubjectRef("case", new.case_id or 0))
    except NotFound:
        raise Invalid.one("case_id", msg("There is no such case.")) from None
    return case
