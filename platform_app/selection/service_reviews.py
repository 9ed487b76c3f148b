"""Reviewing: keep a draft, give scores with reasons, or leave a case because of a conflict of interest."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete

from platform_app import events
from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.cases import evidence, queries
from platform_app.cases.inputs import EvidenceLevel
from platform_app.cases.models import Case, EvidenceClaim
from platform_app.cases.reasons import needed_reason
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case
from platform_app.selection import candidates, finding, lifecycle
from platform_app.selection.inputs import GivenReview, Scores
from platform_app.selection.models import Candidacy, Review, Score


@use_case
def give(actor: Actor, case_id: int, given: GivenReview) -> Review:
    """Give one's review: five scores with reasons. It cannot be changed afterwards; others' become readable.

    Raises:
        Conflict: it was given before, or its day has passed.
    """
    review, candidacy = _own(actor, case_id, P.REVIEW_GIVE)
    lifecycle.check_review_in_time(candidacy.batch.status, review.due_on, clock.today())
    for criterion in Scores.model_fields:
        score = getattr(given.scores, criterion)
        db.session.add(Score(review_id=review.id, criterion=criterion, points=score.points, reason=score.reason))
    review.status, review.given_at = "given", clock.now()
    review.comment, review.draft = given.comment or None, None
    db.session.flush()
    record(events.ReviewGiven(candidacy.case_id, candidacy.org_id, batch_id=candidacy.batch_id))
    candidates.open_if_complete(candidacy)
    return review


@use_case
def keep_draft(actor: Actor, case_id: int, typed: Mapping[str, Any]) -> Review:
    """Keep what a reviewer has typed so far; it is hers alone."""
    review, _ = _own(actor, case_id, P.REVIEW_GIVE)
    review.draft = dict(typed)
    return review


@use_case
def declare_conflict(actor: Actor, case_id: int, *, reason: str) -> Review:
    """Leave a case to the other reviewers; what was typed is thrown away."""
    review, candidacy = _own(actor, case_id, P.CONFLICT_DECLARE)
    review.conflict = needed_reason(reason)
    review.status, review.draft = "conflict", None
    db.session.execute(delete(Score).where(Score.review_id == review.id))
    db.session.flush()
    record(events.ConflictDeclared(candidacy.case_id, candidacy.org_id, batch_id=candidacy.batch_id))
    candidates.open_if_complete(candidacy)
    return review


@use_case
def confirm_evidence(actor: Actor, case_id: int, *, level: EvidenceLevel, note: str) -> EvidenceClaim:
    """Confirm the evidence level of a case as one of its reviewers."""
    case = queries.get_for_change(actor, case_id)
    candidacy = finding.newest_candidacy(actor, case.id)
    review = finding.review_of(actor, candidacy)
    require(actor, P.REVIEW_GIVE, review)
    if review.status not in ("assigned", "given"):
        raise Conflict(msg("You left this case to the other reviewers."), "not_reviewing")
    return evidence.settle(actor, case, level, note)


def _own(actor: Actor, case_id: int, permission: P) -> tuple[Review, Candidacy]:
    """The actor's own review of a case that she has not given yet."""
    case: Case = queries.get(actor, case_id)
    candidacy = finding.newest_candidacy(actor, case.id)
    review = finding.review_of(actor, candidacy)
    require(actor, permission, review)
    if review.status == "given":
        raise Conflict(msg("You have given your review of this case; it stands."), "given")
    if review.status != "assigned":
        raise Conflict(msg("This case is no longer yours to review."), "not_assigned")
    return review, candidacy
