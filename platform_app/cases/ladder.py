"""The rungs of distinction as rows: which permission, which events, which column go with each, and how one ends."""

from datetime import datetime

from sqlalchemy import select

from platform_app import events
from platform_app.access.actor import Actor
from platform_app.access.permissions import P
from platform_app.cases import revisions, workflow
from platform_app.cases.models import Case, Distinction
from platform_app.cases.workflow import Rung
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.use_case import record

PERMISSION: dict[Rung, P] = {
    "nomination": P.CASE_NOMINATE,
    "recommendation": P.CASE_RECOMMEND,
    "featuring": P.CASE_FEATURE,
}
GIVEN: dict[Rung, type[events.CaseEvent]] = {
    "nomination": events.CaseNominated,
    "recommendation": events.CaseRecommended,
    "featuring": events.CaseFeatured,
}
WITHDRAWN: dict[Rung, type[events.CaseEvent]] = {
    "nomination": events.CaseNominationWithdrawn,
    "recommendation": events.CaseRecommendationWithdrawn,
    "featuring": events.CaseFeaturingWithdrawn,
}
_COLUMN = {"nomination": "nominated_at", "recommendation": "recommended_at", "featuring": "featured_at"}


def mark(case: Case, rung: Rung, at: datetime | None) -> None:
    """Note on the case since when it holds a rung, or that it no longer does."""
    setattr(case, _COLUMN[rung], at)
    case.updated_at = clock.now()
    db.session.flush()


def end(actor: Actor, case: Case, rung: Rung, reason: str) -> None:
    """Close the record of a rung the case holds."""
    held = db.session.scalars(
        select(Distinction).where(
            Distinction.case_id == case.id, Distinction.rung == rung, Distinction.ended_at.is_(None)
        )
    ).one()
    held.ended_at, held.ended_reason = clock.now(), reason
    held.ended_by_id, held.ended_by_name = actor.id, actor.name
    mark(case, rung, None)


def end_all(actor: Actor, case: Case, reason: str) -> None:
    """End every rung, highest first, because the case is no longer public."""
    for rung in reversed(workflow.LADDER):
        if rung in case.held:
            end(actor, case, rung, reason)
            record(WITHDRAWN[rung](case.id, case.org_id, public_revision_id(case)))


def public_revision_id(case: Case) -> int:
    """Id of the revision readers see."""
    return revisions.numbered(case.id, case.public_no).id
