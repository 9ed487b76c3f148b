"""Two years after a case was distinguished its owner is asked: still running, changed, or ended?"""

from datetime import datetime
from typing import Literal

from platform_app import events
from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.cases import ladder, queries
from platform_app.cases.models import CaseConfirmation
from platform_app.cases.reasons import needed_note, optional_statement
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict
from platform_app.kernel.messages import Message, msg
from platform_app.kernel.use_case import record, use_case

State = Literal["running", "changed", "ended"]
STATES: dict[str, Message] = {
    "running": msg("Still running"),
    "changed": msg("Changed"),
    "ended": msg("Ended"),
}


def is_overdue(confirm_by: datetime | None, now: datetime) -> bool:
    """Whether the owner should have been heard of by now."""
    return confirm_by is not None and confirm_by <= now


@use_case
def confirm(actor: Actor, case_id: int, *, state: State, note: str = "") -> CaseConfirmation:
    """Answer for one's own case; it may be answered before it is due. What changed or ended is told in a note.

    Raises:
        Conflict: the case carries no distinction that has to be confirmed.
        Invalid: something changed or ended, and the note does not say what.
    """
    case = queries.get_for_change(actor, case_id)
    require(actor, P.CASE_CONFIRM, case)
    if not case.held & set(ladder.LASTING):
        raise Conflict(msg("Only featured and announced cases are confirmed."), "not_distinguished")
    words = optional_statement(note, "note") if state == "running" else needed_note(note)
    answer = CaseConfirmation(
        case_id=case.id,
        state=state,
        note=words,
        person_id=actor.id,
        person_name=actor.name,
        was_due_at=case.confirm_by,
    )
    db.session.add(answer)
    case.confirm_by = None if state == "ended" else ladder.months_later(clock.now(), ladder.MONTHS_UNTIL_ASKED)
    case.updated_at = clock.now()
    db.session.flush()
    record(events.CaseConfirmed(case.id, case.org_id, ladder.public_revision_id(case)))
    return answer
