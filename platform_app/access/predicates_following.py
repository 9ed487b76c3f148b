"""The test for what belongs to one person: one comparison, as in `predicates`."""

from typing import Any

from platform_app.access.actor import Actor
from platform_app.access.predicates import Outcome


def is_hers(actor: Actor, subject: Any) -> Outcome:
    """It is her own: a notice, a follow, a kept search."""
    return subject.person_id == actor.id if actor.id else False
