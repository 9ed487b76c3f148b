"""The evidence level of a case: its people propose it, a reviewer or moderator confirms it with a note."""

from sqlalchemy import select

from platform_app import events
from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.cases import ladder, queries
from platform_app.cases.inputs import EvidenceLevel
from platform_app.cases.models import Case, EvidenceClaim
from platform_app.cases.reasons import needed_note
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict
from platform_app.kernel.messages import Message, msg
from platform_app.kernel.use_case import record, use_case

ENOUGH_TO_ANNOUNCE = "L2"
LEVELS: dict[str, Message] = {
    "L1": msg("The logic is described"),
    "L2": msg("Before and after are compared"),
    "L3": msg("Compared with places that did not do it"),
    "L4": msg("Checked by somebody independent"),
    "L5": msg("Repeated in other cities"),
}


@use_case
def propose(actor: Actor, case_id: int, *, level: EvidenceLevel, note: str) -> EvidenceClaim:
    """Say how well the results of one's own case are shown, and where that can be seen.

    What was confirmed before counts until somebody confirms the new proposal.
    """
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_EDIT, case)
    claim = EvidenceClaim(
        case_id=case.id,
        revision_no=case.latest_no,
        level=level,
        note=needed_note(note),
        person_id=actor.id,
        person_name=actor.name,
    )
    db.session.add(claim)
    case.updated_at = clock.now()
    db.session.flush()
    record(events.EvidenceProposed(case.id, case.org_id, ladder.public_revision_id(case)))
    return claim


@use_case
def confirm(actor: Actor, case_id: int, *, level: EvidenceLevel, note: str) -> EvidenceClaim:
    """Confirm the proposed level, or another one, with a note on what it rests on.

    Raises:
        Conflict: nobody has proposed one.
    """
    case = queries.get_for_change(actor, case_id)
    require(actor, P.EVIDENCE_CONFIRM, case)
    return settle(actor, case, level, note)


def settle(actor: Actor, case: Case, level: EvidenceLevel, note: str) -> EvidenceClaim:
    """The step of confirming, for those who were found to be allowed to."""
    newest = select(EvidenceClaim).where(EvidenceClaim.case_id == case.id).order_by(EvidenceClaim.id.desc()).limit(1)
    claim = db.session.scalar(newest)
    if claim is None:
        raise Conflict(msg("Its organisation has not proposed an evidence level yet."), "nothing_proposed")
    claim.confirmed_level, claim.confirmed_note = level, needed_note(note)
    claim.confirmed_by_id, claim.confirmed_at = actor.id, clock.now()
    case.evidence_level = level
    case.updated_at = clock.now()
    db.session.flush()
    record(events.EvidenceConfirmed(case.id, case.org_id, ladder.public_revision_id(case)))
    return claim
