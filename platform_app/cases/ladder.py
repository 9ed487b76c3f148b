"""The rungs of distinction as rows: which permission, which events, which column go with each, and how one ends.

A candidacy has its own record in the feature of selection; here it is a column alone.
"""

from calendar import monthrange
from datetime import datetime
from typing import Any

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
    "announcement": P.CASE_ANNOUNCE,
}
GIVEN: dict[Rung, type[events.CaseEvent]] = {
    "nomination": events.CaseNominated,
    "recommendation": events.CaseRecommended,
    "featuring": events.CaseFeatured,
    "announcement": events.CaseAnnounced,
}
WITHDRAWN: dict[Rung, type[events.CaseEvent]] = {
    "nomination": events.CaseNominationWithdrawn,
    "recommendation": events.CaseRecommendationWithdrawn,
    "featuring": events.CaseFeaturingWithdrawn,
    "announcement": events.CaseAnnouncementWithdrawn,
}
LASTING: tuple[Rung, ...] = ("featuring", "announcement")  # whoever carries one is asked whether it still runs
MONTHS_UNTIL_ASKED = 24
_COLUMN = {
    "nomination": "nominated_at",
    "recommendation": "recommended_at",
    "featuring": "featured_at",
    "candidacy": "candidate_at",
    "announcement": "announced_at",
}


def months_later(moment: datetime, months: int) -> datetime:
    """The same day of a later month, or that month's last day."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


def give(actor: Actor, case: Case, rung: Rung, **details: Any) -> None:
    """Write the record of a rung that `workflow.check_climb` let the case climb to."""
    db.session.add(
        Distinction(
            case_id=case.id,
            rung=rung,
            person_id=actor.id,
            person_name=actor.name,
            revision_no=case.public_no,
            **details,
        )
    )
    case.was_distinguished = case.was_distinguished or rung in LASTING
    mark(case, rung, clock.now())


def mark(case: Case, rung: Rung, at: datetime | None) -> None:
    """Note on the case since when it holds a rung, or that it no longer does."""
    setattr(case, _COLUMN[rung], at)
    if rung in LASTING:
        carries = case.held & set(LASTING)
        case.confirm_by = months_later(at, MONTHS_UNTIL_ASKED) if at else case.confirm_by if carries else None
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
        if rung in case.held and rung in GIVEN:
            end(actor, case, rung, reason)
            record(WITHDRAWN[rung](case.id, case.org_id, public_revision_id(case)))


def public_revision_id(case: Case) -> int:
    """Id of the revision readers see."""
    return revisions.numbered(case.id, case.public_no).id
