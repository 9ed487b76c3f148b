"""How well a case's results are shown, and whether it still runs."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.api import examples
from platform_app.api.answers import Answer, created
from platform_app.api.cases import CaseId
from platform_app.api.operations import Note, Noun
from platform_app.api.shapes import Listing, Shape, address, whole
from platform_app.cases import confirmation, evidence, queries
from platform_app.cases.confirmation import State
from platform_app.cases.inputs import EvidenceLevel
from platform_app.cases.models import CaseConfirmation, EvidenceClaim
from platform_app.cases.reasons import LONGEST
from platform_app.kernel.errors import NotFound
from platform_app.kernel.inputs import Input
from platform_app.selection import service_reviews

noun = Noun("evidence", "Evidence levels L1 to L5, and the owner's word that a distinguished case still runs.")

REFUSALS = (403, 404, 409, 422)
LEVEL = {"level": "L2", "note": "附前后对比表。"}


class Claim(Input):
    """A level and what it rests on."""

    level: EvidenceLevel
    note: Annotated[str, Field(max_length=LONGEST)]


class Answered(Input):
    """Whether a case still runs; what changed or ended is told in the note."""

    state: State
    note: Annotated[str, Field(max_length=LONGEST)] = ""


class ClaimShape(Shape):
    """What was last proposed about a case's evidence, and what was made of it."""

    level: EvidenceLevel
    note: str | None
    at: datetime
    revision_no: int
    confirmed_level: EvidenceLevel | None
    confirmed_note: str | None
    confirmed_at: datetime | None


class ConfirmationShape(Shape):
    """What the owner of a case answered."""

    state: State
    note: str | None
    at: datetime
    was_due_at: datetime | None


CLAIM = {
    **LEVEL,
    "at": examples.MOMENT,
    "revision_no": 2,
    "confirmed_level": "L2",
    "confirmed_note": "已核对。",
    "confirmed_at": examples.MOMENT,
}
CONFIRMATION = {"state": "running", "note": None, "at": examples.MOMENT, "was_due_at": examples.MOMENT}


@noun.operation("GET", "/cases/<int:id>/evidence-level", Note(ClaimShape, CLAIM, refusals=(404,)))
def show(actor: Actor, path: CaseId) -> Answer:
    """The evidence level of a case; without an account, only one that was confirmed."""
    claim = queries.evidence_claim(actor, queries.get(actor, path.id))
    if claim is None:
        raise NotFound
    return Answer(_claim(claim))


@noun.operation(
    "POST", "/cases/<int:id>/evidence-level", Note(ClaimShape, CLAIM, 201, REFUSALS, writes=True, sends=LEVEL)
)
def propose(actor: Actor, path: CaseId, body: Claim) -> Answer:
    """Propose an evidence level for your own case, with a note on where that can be seen."""
    claim = evidence.propose(actor, path.id, level=body.level, note=body.note)
    return created(_claim(claim), address("evidence.show", id=path.id))


@noun.operation(
    "POST",
    "/cases/<int:id>/evidence-level/confirmation",
    Note(ClaimShape, CLAIM, 201, REFUSALS, writes=True, sends=LEVEL),
)
def confirm_level(actor: Actor, path: CaseId, body: Claim) -> Answer:
    """Confirm the proposed level or another one, with a note; for moderators, the secretariat and its reviewers."""
    leads = allows(actor, P.EVIDENCE_CONFIRM, queries.get(actor, path.id))
    act = evidence.confirm if leads else service_reviews.confirm_evidence
    claim = act(actor, path.id, level=body.level, note=body.note)
    return created(_claim(claim), address("evidence.show", id=path.id))


@noun.operation(
    "GET",
    "/cases/<int:id>/confirmation",
    Note(Listing[ConfirmationShape], examples.listing(CONFIRMATION), refusals=(404,)),
)
def confirmations(actor: Actor, path: CaseId) -> Answer:
    """What its owner answered when asked whether the case still runs, newest first."""
    rows = queries.confirmations(actor, queries.get(actor, path.id))
    return Answer(Listing[ConfirmationShape](**whole([_confirmation(row) for row in rows])))


@noun.operation(
    "POST",
    "/cases/<int:id>/confirmation",
    Note(ConfirmationShape, CONFIRMATION, 201, REFUSALS, writes=True, sends={"state": "running"}),
)
def confirm(actor: Actor, path: CaseId, body: Answered) -> Answer:
    """Say whether your featured or announced case is still running, has changed or has ended."""
    answer = confirmation.confirm(actor, path.id, state=body.state, note=body.note)
    return created(_confirmation(answer), address("evidence.confirmations", id=path.id))


def _claim(row: EvidenceClaim) -> ClaimShape:
    return ClaimShape.model_validate({name: getattr(row, name) for name in ClaimShape.model_fields})


def _confirmation(row: CaseConfirmation) -> ConfirmationShape:
    return ConfirmationShape.model_validate({name: getattr(row, name) for name in ConfirmationShape.model_fields})
