"""Deciding at the desk: one case or several, on the revision that was read, with what was checked on record."""

from sqlalchemy import delete

from platform_app import events
from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.cases import queries as cases
from platform_app.cases import revisions
from platform_app.cases.models import Case
from platform_app.cases.reasons import optional_statement
from platform_app.desk import canned, deeds, foresight, queries
from platform_app.desk.inputs import BulkDecision, Decision
from platform_app.desk.models import CaseClaim, CaseLook
from platform_app.desk.queues import LOOK, QUEUES, SET_ASIDE, Queue
from platform_app.kernel import batch
from platform_app.kernel.batch import Outcome
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, Stale
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case

OWN_EVENTS = {LOOK: events.CaseLookedThrough, SET_ASIDE: events.CaseSetAside}


@use_case
def decide(actor: Actor, case_id: int, decision: Decision) -> Case:
    """Decide about a case that waits in a queue; what was checked goes on record, and a claim on it ends.

    Raises:
        Conflict: it does not wait there any more; somebody else has decided.
        Stale: another revision is there by now than the one that was read.
        Invalid: the queue has no such act, or the words that go with it are missing.
    """
    queue = QUEUES[decision.queue]
    foresight.check(decision)
    case = cases.get_for_change(actor, case_id)
    require(actor, queue.permission, case)
    if not queries.is_waiting(actor, queue, case.id):
        raise Conflict(msg("It no longer waits here: somebody has decided, or it has changed."), "not_waiting")
    read = _revision_no(queue, case)
    if decision.revision is not None and decision.revision != read:
        raise Stale(message=msg("A newer text is there than the one you read. Please look at it again."))
    words = canned.words(actor, decision.act, decision.words, decision.canned)
    _note(actor, case, decision, read, words)
    _do(actor, case, decision, words)
    db.session.execute(delete(CaseClaim).where(CaseClaim.case_id == case.id))
    db.session.flush()
    return case


def decide_each(actor: Actor, bulk: BulkDecision) -> list[Outcome[int]]:
    """The same act on several cases; what is refused is named and the rest stands.

    Raises:
        Invalid: the act needs words and there are none, or the queue has no such act.
    """
    decision = bulk.decision()
    foresight.check_bulk(actor, bulk)
    return batch.each(actor, bulk.cases, lambda who, case_id: decide(who, case_id, decision))


def _revision_no(queue: Queue, case: Case) -> int:
    """What is decided about: the newest text where it is to be published, else the one readers see."""
    return case.latest_no if queue.acts[0] == "publish" else case.public_no


def _note(actor: Actor, case: Case, decision: Decision, read: int, words: str) -> None:
    db.session.add(
        CaseLook(
            case_id=case.id,
            queue=decision.queue,
            revision_no=read,
            act=decision.act,
            ticked=list(decision.ticked),
            note=optional_statement(words, "words"),
            person_id=actor.id,
            person_name=actor.name,
        )
    )
    db.session.flush()


def _do(actor: Actor, case: Case, decision: Decision, words: str) -> None:
    own = OWN_EVENTS.get(decision.act)
    if own:
        record(own(case.id, case.org_id, revisions.numbered(case.id, case.public_no).id))
        return
    more = {"level": decision.level} if decision.level and decision.act == "confirm_evidence" else {}
    try:
        deeds.perform(actor, decision.act, case.id, words, **more)
    except Invalid as refusal:  # the service names its own argument; here it is `words`
        own_name = deeds.DEEDS[decision.act].words
        raise Invalid(
            {"words" if field == own_name else field: said for field, said in refusal.errors.items()}
        ) from None
