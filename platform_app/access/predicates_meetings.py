"""The tests for bodies, meetings and what comes out of them: each is one comparison, as in `predicates`."""

from typing import Any

from platform_app.access.actor import Actor
from platform_app.access.levels import Level
from platform_app.access.predicates import Outcome, one_of, starts_with_any

VOTING = ("co_convener", "lead", "member")


def is_open_body(actor: Actor, subject: Any) -> Outcome:
    """Everybody may know of it."""
    return subject.is_public == True  # noqa: E712  one comparison for row and column


def sits_in_its_body(actor: Actor, subject: Any) -> Outcome:
    """She belongs to one of the organisations of its body, in whatever role."""
    members = subject.members
    if isinstance(members, list):
        return any(member.org_id in actor.org_ids for member in members)
    return members.any(members.property.mapper.class_.org_id.in_(sorted(actor.org_ids)))


def is_named_for_it(actor: Actor, subject: Any) -> Outcome:
    """She was named for the meeting by one of its organisations (for a row, see `meetings.queries.as_delegate`)."""
    if isinstance(subject.id, int):
        return subject.id in actor.meetings_named
    named = subject.named
    return named.any(named.property.mapper.class_.person_id == actor.id) if actor.id else False


def writes_for_a_member(actor: Actor, subject: Any) -> Outcome:
    """She is an editor or coordinator of an organisation that is a member of its body and votes there."""
    hers = actor.writes_for | actor.coordinates
    members = subject.members
    if isinstance(members, list):
        return any(member.org_id in hers and member.role in VOTING for member in members)
    kind = members.property.mapper.class_
    return members.any(kind.org_id.in_(sorted(hers)) & kind.role.in_(VOTING))


def is_of_ministries(actor: Actor, subject: Any) -> Outcome:
    """Its secretariat is a ministry, for which the platform's secretariat acts too."""
    return subject.org_level == Level.MINISTERIAL


def is_not_of_cities(actor: Actor, subject: Any) -> Outcome:
    """It is a province or a ministry."""
    return one_of(subject.org_level, (Level.MINISTERIAL, Level.PROVINCIAL))


def is_beyond_plans(actor: Actor, subject: Any) -> Outcome:
    """It has been convened once."""
    at = subject.convened_at
    return at.is_not(None) if hasattr(at, "is_not") else at is not None


def has_minutes_out(actor: Actor, subject: Any) -> Outcome:
    """Its minutes have been circulated."""
    return one_of(subject.status, ("approved", "circulated", "closed"))


def has_minutes_approved(actor: Actor, subject: Any) -> Outcome:
    """Its minutes have been approved."""
    return one_of(subject.status, ("approved", "closed"))


def chairs_it(actor: Actor, subject: Any) -> Outcome:
    """She chairs it."""
    return subject.chair_id == actor.id if actor.id else False


def has_no_chair(actor: Actor, subject: Any) -> Outcome:
    """Nobody is named as its chair."""
    return subject.chair_id == None  # noqa: E711  one comparison for row and column


def coordinates_its_lead(actor: Actor, subject: Any) -> Outcome:
    """She signs off for the organisation that leads it."""
    return one_of(subject.lead_id, actor.coordinates)


def was_adopted(actor: Actor, subject: Any) -> Outcome:
    """It has been adopted."""
    at = subject.adopted_at
    return at.is_not(None) if hasattr(at, "is_not") else at is not None


def votes_there(actor: Actor, subject: Any) -> Outcome:
    """The organisation was invited as one that votes."""
    return one_of(subject.role, VOTING)


def was_given_it(actor: Actor, subject: Any) -> Outcome:
    """It was given to her, or she was named for it."""
    return subject.person_id == actor.id if actor.id else False


def keeps_its_body(actor: Actor, subject: Any) -> Outcome:
    """She writes for the secretariat of its body, whoever owns it."""
    return one_of(subject.secretariat_id, actor.writes_for | actor.coordinates)


def is_kept_by_ministries(actor: Actor, subject: Any) -> Outcome:
    """The secretariat of its body is a ministry."""
    return subject.secretariat_level == Level.MINISTERIAL


def is_above_the_owner(actor: Actor, subject: Any) -> Outcome:
    """She belongs to the organisation that owns it or to one above that."""
    return starts_with_any(subject.org_path, actor.org_paths)
