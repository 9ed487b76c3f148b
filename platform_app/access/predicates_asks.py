"""The tests for questions put to other organisations: each is one comparison, as in `predicates`."""

from typing import Any

from platform_app.access.actor import Actor
from platform_app.access.predicates import Outcome, one_of


def asked_it(actor: Actor, subject: Any) -> Outcome:
    """She asked."""
    return subject.asked_by_id == actor.id if actor.id else False


def coordinates_the_asking(actor: Actor, subject: Any) -> Outcome:
    """She signs off for the organisation that asks."""
    return one_of(subject.asking_org_id, actor.coordinates)
