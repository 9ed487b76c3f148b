"""A case in a batch: entered, taken out, declined; its people answer the reviews and may appeal once to the chair."""

from sqlalchemy import select

from platform_app import events
from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.cases import ladder, queries, workflow
from platform_app.cases.reasons import needed_reason, needed_words, optional_statement
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case
from platform_app.selection import assigning, candidates, finding, lifecycle
from platform_app.selection.inputs import AppealDecision
from platform_app.selection.models import Candidacy


@use_case
def enter(actor: Actor, case_id: int, batch_id: int, *, statement: str = "") -> Candidacy:
    """Enter a recommended case into a batch whose call is open; what is public now is what will be reviewed."""
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_ENTER, case)
    workflow.check_climb(case.status, case.held, "candidacy")
    if "announcement" in case.held:
        raise Conflict(msg("The case is a typical case already."), "already_there")
    batch = finding.batch(actor, batch_id)
    lifecycle.check_entries_open(batch.status, batch.entries_until, clock.today())
    before = select(Candidacy.id).where(Candidacy.batch_id == batch.id, Candidacy.case_id == case.id)
    if db.session.scalar(before) is not None:
        raise Conflict(msg("The case has been in this batch before; enter it into a later one."), "entered_before")
    candidacy = Candidacy(
        batch_id=batch.id,
        case_id=case.id,
        org_id=case.org_id,
        org_path=case.org_path,
        org_level=case.org_level,
        chair_id=batch.chair_id,
        revision_no=case.public_no,
        statement=optional_statement(statement),
        entered_by_id=actor.id,
        entered_by_name=actor.name,
    )
    db.session.add(candidacy)
    ladder.mark(case, "candidacy", clock.now())
    record(events.CandidacyEntered(case.id, case.org_id, batch_id=batch.id))
    return candidacy


@use_case
def withdraw(actor: Actor, case_id: int, *, reason: str) -> Candidacy:
    """Take a case out of its batch before it is decided."""
    case = queries.get_for_change(actor, case_id)
    candidacy = finding.newest_candidacy(actor, case.id)
    require(actor, P.CANDIDACY_WITHDRAW, candidacy)
    lifecycle.candidacy_after(candidacy.status, "withdraw")
    candidates.settle(actor, candidacy, case, "withdraw", needed_reason(reason))
    record(events.CandidacyWithdrawn(case.id, case.org_id, batch_id=candidacy.batch_id))
    return candidacy


@use_case
def decline(actor: Actor, case_id: int, *, reason: str) -> Candidacy:
    """Decline a case with reasons its people read. It stays recommended and may be entered into a later batch."""
    case = queries.get_for_change(actor, case_id)
    candidacy = finding.newest_candidacy(actor, case.id)
    require(actor, P.CANDIDACY_DECLINE, candidacy)
    lifecycle.candidacy_after(candidacy.status, "decline")
    if candidacy.batch.status != "reviewing":
        raise Conflict(msg("Cases are declined while the batch is under review."), "not_reviewing")
    candidates.settle(actor, candidacy, case, "decline", needed_reason(reason))
    assigning.open_scores(candidacy)
    record(events.CandidacyDeclined(case.id, case.org_id, batch_id=candidacy.batch_id))
    return candidacy


@use_case
def open_scores(actor: Actor, case_id: int) -> Candidacy:
    """Let the people of a case read the reviews given so far, though some are still missing."""
    case = queries.get_for_change(actor, case_id)
    candidacy = finding.newest_candidacy(actor, case.id)
    require(actor, P.SCORES_OPEN, candidacy)
    if candidacy.status != "under_review" or candidacy.opened_at or candidacy.batch.status != "reviewing":
        raise Conflict(msg("The reviews are open already, or the case is not under review."), "opened")
    assigning.open_scores(candidacy)
    record(events.ScoresOpened(case.id, case.org_id, batch_id=candidacy.batch_id))
    return candidacy


@use_case
def answer(actor: Actor, case_id: int, *, text: str) -> Candidacy:
    """Answer the reviews, once, before the case is decided."""
    case = queries.get_for_change(actor, case_id)
    candidacy = finding.newest_candidacy(actor, case.id)
    require(actor, P.CANDIDACY_ANSWER, candidacy)
    lifecycle.check_answer(candidacy.status, candidacy.opened_at is not None, candidacy.answered_at is not None)
    candidacy.answer = needed_words("text", text, msg("Write what you want to answer; it can be done once."))
    candidacy.answered_by_name, candidacy.answered_at = actor.name, clock.now()
    record(events.CandidacyAnswered(case.id, case.org_id, batch_id=candidacy.batch_id))
    return candidacy


@use_case
def appeal(actor: Actor, case_id: int, *, text: str) -> Candidacy:
    """Appeal to the chair against being declined, once, until the batch is closed."""
    case = queries.get_for_change(actor, case_id)
    candidacy = finding.newest_candidacy(actor, case.id)
    require(actor, P.CANDIDACY_ANSWER, candidacy)
    lifecycle.check_appeal(candidacy.batch.status, candidacy.status, candidacy.appealed_at is not None)
    candidacy.appeal = needed_words("text", text, msg("Write why the decision should be looked at again."))
    candidacy.appealed_by_name, candidacy.appealed_at = actor.name, clock.now()
    record(events.CandidacyAppealed(case.id, case.org_id, batch_id=candidacy.batch_id))
    return candidacy


@use_case
def decide_appeal(actor: Actor, case_id: int, decision: AppealDecision) -> Candidacy:
    """Uphold an appeal, which brings the case back under review, or dismiss it; either way with reasons."""
    case = queries.get_for_change(actor, case_id)
    candidacy = finding.newest_candidacy(actor, case.id)
    require(actor, P.APPEAL_DECIDE, candidacy)
    if candidacy.appealed_at is None or candidacy.appeal_decided_at is not None:
        raise Conflict(msg("There is no appeal to decide."), "no_appeal")
    if candidacy.batch.status != "reviewing":
        raise Conflict(msg("The batch is closed; an appeal is no longer possible."), "batch_closed")
    candidacy.appeal_reason = needed_reason(decision.reason)
    candidacy.appeal_outcome, candidacy.appeal_decided_at = decision.outcome, clock.now()
    if decision.outcome == "upheld":
        workflow.check_climb(case.status, case.held, "candidacy")
        candidacy.status = lifecycle.candidacy_after(candidacy.status, "uphold_appeal")
        ladder.mark(case, "candidacy", clock.now())
    record(events.AppealDecided(case.id, case.org_id, batch_id=candidacy.batch_id))
    return candidacy
