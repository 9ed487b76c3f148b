"""The tests for requests between levels: each is one comparison, as in `predicates`."""

from collections.abc import Callable
from typing import Any

from platform_app.access.actor import Actor
from platform_app.access.levels import Level
from platform_app.access.predicates import Outcome, one_of, starts_with_any


def is_below_a_party(actor: Actor, subject: Any) -> Outcome:
    """She belongs to an organisation concerned, or to one below it."""
    return _of_any_party(subject, lambda path: one_of(path, actor.paths_above)) if actor.paths_above else False


def is_above_a_party(actor: Actor, subject: Any) -> Outcome:
    """She belongs to an organisation concerned, or to one above it."""
    return _of_any_party(subject, lambda path: starts_with_any(path, actor.org_paths)) if actor.org_paths else False


def sits_in_a_ministry(actor: Actor, subject: Any) -> Outcome:
    """She belongs to a ministry, which stands over every province."""
    return any(seat.level == Level.MINISTERIAL for seat in actor.seats)


def coordinates_the_asker(actor: Actor, subject: Any) -> Outcome:
    """She signs off for the organisation that has asked."""
    return one_of(subject.asker_id, actor.coordinates)


def takes_part(actor: Actor, subject: Any) -> Outcome:
    """The organisation asks or is asked; it has not just a copy."""
    return one_of(subject.role, ("asked", "asks"))


def is_made_known(actor: Actor, subject: Any) -> Outcome:
    """It was published."""
    at = subject.published_at
    return at.is_not(None) if hasattr(at, "is_not") else at is not None


def _of_any_party(subject: Any, test: Callable[[Any], Outcome]) -> Outcome:
    """Whether the path of one of a request's parties passes, for a row and for a model."""
    parties = subject.parties
    if isinstance(parties, list):
        return any(test(party.path) for party in parties)
    return parties.any(test(parties.property.mapper.class_.path))
