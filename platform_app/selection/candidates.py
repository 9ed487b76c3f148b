"""What the services share about cases in a batch. Steps of a door, no doors."""

from sqlalchemy import select

from platform_app import events
from platform_app.access.actor import Actor
from platform_app.cases import ladder
from platform_app.cases.models import Case
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.use_case import Recorded, record
from platform_app.selection import assigning
from platform_app.selection.lifecycle import candidacy_after
from platform_app.selection.models import Candidacy


def settle(actor: Actor, candidacy: Candidacy, case: Case, act: str, reason: str | None) -> None:
    """Note a decision about a case in a batch; nobody needs to review it any more."""
    candidacy.status = candidacy_after(candidacy.status, act)
    candidacy.decided_at, candidacy.decision_reason = clock.now(), reason
    candidacy.decided_by_id, candidacy.decided_by_name = actor.id, actor.name
    assigning.close(candidacy)
    ladder.mark(case, "candidacy", None)


def open_if_complete(candidacy: Candidacy) -> None:
    """Open the scores of a case to its people once all its reviews are there."""
    if candidacy.status == "under_review" and candidacy.opened_at is None and assigning.is_complete(candidacy.id):
        assigning.open_scores(candidacy)
        record(events.ScoresOpened(candidacy.case_id, candidacy.org_id, batch_id=candidacy.batch_id))


def leave_with_case(recorded: Recorded) -> None:
    """A case that is no longer public leaves its batch, in the transaction that took it off."""
    case = db.session.get_one(Case, recorded.event.subject_id)
    if case.candidate_at is None:
        return
    query = select(Candidacy).where(Candidacy.case_id == case.id, Candidacy.status == "under_review")
    candidacy = db.session.scalars(query.with_for_update()).one()
    reason = case.archived_reason or case.returned_reason or ""
    settle(recorded.actor, candidacy, case, "withdraw", reason)
