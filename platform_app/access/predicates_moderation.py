"""The tests for reports and sanctions: each is one comparison, as in `predicates`."""

from typing import Any

from platform_app.access.actor import Actor
from platform_app.access.predicates import Outcome, is_not


def is_put_to_administrators(actor: Actor, subject: Any) -> Outcome:
    """A moderator asks the administrators to decide."""
    return subject.is_for_administrators == True  # noqa: E712  one comparison for row and column


def is_concerned(actor: Actor, subject: Any) -> Outcome:
    """It meets her."""
    return subject.person_id == actor.id if actor.id else False


def is_not_concerned(actor: Actor, subject: Any) -> Outcome:
    """It meets somebody else."""
    return is_not(subject.person_id, actor.id) if actor.id else True


def did_not_decide_it(actor: Actor, subject: Any) -> Outcome:
    """Somebody else decided it."""
    return is_not(subject.by_id, actor.id) if actor.id else True


def is_open_to_all(actor: Actor, subject: Any) -> Outcome:
    """There was no other moderator when the appeal was made."""
    return subject.is_open_to_all == True  # noqa: E712


def is_suspension(actor: Actor, subject: Any) -> Outcome:
    """It closes an account."""
    return subject.kind == "suspend"


def is_no_suspension(actor: Actor, subject: Any) -> Outcome:
    """It leaves the account open."""
    return subject.kind != "suspend"
