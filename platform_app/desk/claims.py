"""“I am on this”: a claim tells others that somebody is deciding about a case. It forbids nothing and runs out."""

from datetime import timedelta

from platform_app import events
from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.cases import queries as cases
from platform_app.desk import queries
from platform_app.desk.inputs import QueueKey
from platform_app.desk.models import CaseClaim
from platform_app.desk.queues import QUEUES
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, NotFound
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case

LASTS = timedelta(minutes=30)


@use_case
def claim(actor: Actor, case_id: int, *, queue: QueueKey) -> CaseClaim:
    """Be on a case for half an hour; once more makes it half an hour from now.

    Raises:
        Conflict: somebody else is on it, or it does not wait in this queue.
    """
    case = cases.get_for_change(actor, case_id)
    require(actor, QUEUES[queue].permission, case)
    if not queries.is_waiting(actor, QUEUES[queue], case.id):
        raise Conflict(msg("It no longer waits here: somebody has decided, or it has changed."), "not_waiting")
    now = clock.now()
    held = db.session.get(CaseClaim, case.id)
    if held and held.until > now and held.person_id != actor.id:
        raise Conflict(msg("{name} is on this.", name=held.person_name), "claimed")
    mine = held or CaseClaim(case_id=case.id)
    mine.person_id, mine.person_name, mine.until = actor.id or 0, actor.name, now + LASTS
    mine.at = mine.at if held and held.person_id == actor.id and mine.at else now
    db.session.add(mine)
    db.session.flush()
    record(events.CaseClaimed(case.id, case.org_id))
    return mine


@use_case
def end_claim(actor: Actor, case_id: int) -> None:
    """Be on it no longer.

    Raises:
        NotFound: she is not on it.
    """
    case = cases.get_for_change(actor, case_id)
    require(actor, P.CASE_SEE, case)
    held = db.session.get(CaseClaim, case.id)
    if held is None or held.person_id != actor.id:
        raise NotFound
    db.session.delete(held)
    db.session.flush()
    record(events.CaseClaimEnded(case.id, case.org_id))
