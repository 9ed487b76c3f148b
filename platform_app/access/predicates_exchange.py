"""The tests for threads, posts and what comes out of them: each is one comparison, as in `predicates`."""

from typing import Any

from platform_app.access.actor import Actor
from platform_app.access.predicates import Outcome, is_not, one_of, starts_with_any
from platform_app.kernel import clock


def may_speak(actor: Actor, subject: Any) -> Outcome:
    """No moderator has asked her to be quiet for now."""
    return actor.silenced_until is None or actor.silenced_until <= clock.now()


def is_author(actor: Actor, subject: Any) -> Outcome:
    """She wrote it."""
    return subject.author_id == actor.id if actor.id else False


def is_not_author(actor: Actor, subject: Any) -> Outcome:
    """Somebody else wrote it; nobody is its author for the comparison."""
    if actor.id is None:
        return True
    return is_not(subject.author_id, actor.id)


def is_in_sight(actor: Actor, subject: Any) -> Outcome:
    """A thread that readers see: open, or merged and leading to where it went."""
    return one_of(subject.status, ("merged", "open"))


def is_for_everybody(actor: Actor, subject: Any) -> Outcome:
    """Open to everybody."""
    return subject.visibility == "public"


def is_for_members(actor: Actor, subject: Any) -> Outcome:
    """Open to signed-in members of organisations."""
    return subject.visibility == "members"


def is_for_subtree(actor: Actor, subject: Any) -> Outcome:
    """Open to one organisation and those below it."""
    return subject.visibility == "subtree"


def is_within_scope(actor: Actor, subject: Any) -> Outcome:
    """She belongs to the organisation whose subtree may read it, or to one below that."""
    return one_of(subject.scope_path, actor.paths_above)


def leads_its_scope(actor: Actor, subject: Any) -> Outcome:
    """She coordinates a province on the path of the organisation whose subtree may read it."""
    return starts_with_any(subject.scope_path, actor.provinces_coordinated)


def coordinates_a_ministry(actor: Actor, subject: Any) -> Outcome:
    """She signs off for a ministry."""
    return actor.coordinates_a_ministry


def is_shared(actor: Actor, subject: Any) -> Outcome:
    """A file that its thread shows to those who may read it."""
    return subject.is_shared == True  # noqa: E712


def is_open_proposal(actor: Actor, subject: Any) -> Outcome:
    """Nobody has decided yet."""
    return subject.status == "open"


def is_taken_proposal(actor: Actor, subject: Any) -> Outcome:
    """It was taken."""
    return subject.status == "taken"


def is_lesson(actor: Actor, subject: Any) -> Outcome:
    """Proposed to the people of a case."""
    return subject.kind == "lesson"


def is_faq(actor: Actor, subject: Any) -> Outcome:
    """Proposed for the frequent questions."""
    return subject.kind == "faq"


def proposed_it(actor: Actor, subject: Any) -> Outcome:
    """She proposed it."""
    return subject.person_id == actor.id if actor.id else False
