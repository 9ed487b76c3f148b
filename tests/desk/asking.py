"""Asking the desk in few words."""

from platform_app.access.actor import Actor
from platform_app.cases.models import Case
from platform_app.desk import queries as desk
from platform_app.desk import service
from platform_app.desk.inputs import Decision, DeskFilter
from platform_app.kernel.pages import PageRequest


def waiting(actor: Actor, queue: str, **narrowed: object) -> list[int]:
    """Ids of what waits, in order."""
    page = desk.waiting(actor, DeskFilter.model_validate({"queue": queue, **narrowed}), PageRequest(20))
    assert page.total == len(page.items)
    return [case.id for case in page.items]


def totals(actor: Actor) -> dict[str, int]:
    """How much waits in each of her queues."""
    return {state.queue.key: state.total for state in desk.queues(actor)}


def decide(actor: Actor, case: Case, queue: str, act: str, **more: object) -> Case:
    """One decision."""
    return service.decide(actor, case.id, Decision.model_validate({"queue": queue, "act": act, **more}))
