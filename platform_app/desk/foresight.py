"""What a decision would do, before it is done: whether it can be meant, and what is in its way case by case."""

from collections.abc import Sequence
from dataclasses import dataclass

from platform_app.access.actor import Actor
from platform_app.cases.models import Case
from platform_app.desk import canned, deeds, queries
from platform_app.desk.inputs import BulkDecision, Decision
from platform_app.desk.queues import QUEUES
from platform_app.kernel.errors import Conflict, DomainError, Invalid
from platform_app.kernel.messages import msg


@dataclass(frozen=True)
class Foreseen:
    """What would become of a case in a bulk act: nothing in the way, or why not."""

    case_id: int
    case: Case | None
    refusal: DomainError | None


def foresee(actor: Actor, bulk: BulkDecision) -> Sequence[Foreseen]:
    """What `decide_each` would do, case by case, without doing it; cases that others are on are refused here.

    The words may still be missing: they are asked for where all this is shown.
    """
    check(bulk.decision())
    queue = QUEUES[bulk.queue]
    waiting = queries.those_waiting(actor, queue, bulk.cases)
    taken = queries.claims(actor, bulk.cases)
    found = []
    for case_id in dict.fromkeys(bulk.cases):
        case, claim = waiting.get(case_id), taken.get(case_id)
        refusal: DomainError | None = None
        if case is None:
            refusal = Conflict(msg("It no longer waits here: somebody has decided, or it has changed."), "not_waiting")
        elif claim and claim.person_id != actor.id:
            refusal = Conflict(msg("{name} is on this.", name=claim.person_name), "claimed")
        found.append(Foreseen(case_id, case, refusal))
    return found


def check(decision: Decision) -> None:
    """Whether its queue has such an act and such checks.

    Raises:
        Invalid: it has not, or the act needs something that is missing; each is named.
    """
    queue = QUEUES[decision.queue]
    if decision.act not in queue.acts:
        raise Invalid.one("act", msg("Must be one of: {expected}.", expected=", ".join(queue.acts)))
    if unknown := set(decision.ticked) - set(queue.checks):
        raise Invalid.one("ticked", msg("There is no such check: {name}.", name=min(unknown)))
    if decision.act == "confirm_evidence" and decision.level is None:
        raise Invalid.one("level", msg("This is needed."))


def check_bulk(actor: Actor, bulk: BulkDecision) -> None:
    """The same for many, and whether the words are there that all of them need.

    Raises:
        Invalid: as `check`; or the words are missing or too long.
    """
    check(bulk.decision())
    deeds.check_words(bulk.act, canned.words(actor, bulk.act, bulk.words, bulk.canned))
