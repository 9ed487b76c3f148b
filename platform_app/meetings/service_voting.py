"""Votes on a resolution, one for each organisation, and its adoption with a number."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.check import allows, require
from platform_app.access.permissions import P
from platform_app.events import ResolutionAdopted, ResolutionVoted
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, Stale
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case
from platform_app.meetings import keeping, numbers, quorum, resolving, voting
from platform_app.meetings.inputs_resolutions import Adoption, NewVote, ShowOfHands
from platform_app.meetings.lifecycle import MEETING, RESOLUTION
from platform_app.meetings.models import MeetingInvitation
from platform_app.meetings.models_decisions import Resolution, ResolutionVote

T = TypeVar("T")


@use_case
def vote(actor: Actor, resolution_id: int, new: NewVote) -> Resolution:
    """Record one organisation's vote: by its coordinator, or by the secretariat from a show of hands.

    Raises:
        Conflict: the organisation has voted, or the resolution is decided.
        Invalid: the organisation was not invited as one that votes.
    """
    row = _votable(actor, resolution_id)
    _put(actor, row, new, "organisation")
    return row


@use_case
def show_of_hands(actor: Actor, resolution_id: int, new: ShowOfHands) -> Resolution:
    """Record the votes of several organisations at once: all of them, or none if one has voted already."""
    row = _votable(actor, resolution_id)
    require(actor, P.RESOLUTION_LEAD, row)
    for place, each in enumerate(new.votes):
        _put(actor, row, each, f"votes.{place}.organisation")
    return row


@use_case
def adopt(actor: Actor, resolution_id: int, new: Adoption) -> Resolution:
    """Adopt a resolution by consensus or vote and give it the next number of its body's series in this year.

    Raises:
        Conflict: it is decided, was not carried, or there is no quorum and the rule does not allow adopting without.
        Invalid: a day in the past.
    """
    row = resolving.locked(actor, resolution_id)
    require(actor, P.RESOLUTION_LEAD, row)
    MEETING.after(row.meeting.status, "write_minutes")
    row.status = RESOLUTION.after(row.status, "adopt")
    today = clock.today()
    if new.in_force_on is not None and new.in_force_on < today:
        raise Invalid.one("in_force_on", msg("A resolution holds from the day of its adoption at the earliest."))
    votes = select(ResolutionVote.vote).where(ResolutionVote.resolution_id == row.id)
    counted = voting.tally(db.session.scalars(votes).all())
    voting.check_adopted(new.method, counted)
    has_quorum = resolving.quorum_is_met(row.meeting)
    voting.check_quorum(has_quorum, quorum.rule_of(row.meeting.quorum).may_adopt_without)
    row.method, row.tally = new.method, counted.plain(quorum=has_quorum)
    row.adopted_at, row.in_force_on = clock.now(), new.in_force_on or today
    row.year, row.serial = today.year, numbers.take(row.body.series, today.year)
    row.number = numbers.written(row.body.series, row.year, row.serial)
    if row.meeting.status == "circulated":  # who approves the minutes must have seen it
        keeping.touch(row.meeting)
    record(ResolutionAdopted(row.id, row.org_id))
    return row


@use_case
def at_version(actor: Actor, resolution_id: int, version: int, act: Callable[[], T]) -> T:
    """Do `act` if the resolution is still at `version`.

    Raises:
        Stale: somebody has changed it in the meantime.
    """
    row = resolving.locked(actor, resolution_id)
    require(actor, P.RESOLUTION_SEE, row)
    if row.version != version:
        raise Stale(current=row)
    return act()


def _votable(actor: Actor, resolution_id: int) -> Resolution:
    row = resolving.locked(actor, resolution_id)
    MEETING.after(row.meeting.status, "write_minutes")
    row.status = RESOLUTION.after(row.status, "vote")
    return row


def _put(actor: Actor, row: Resolution, new: NewVote, field: str) -> None:
    (organisation,) = keeping.organisations([new.organisation], field)
    invited = select(MeetingInvitation).filter_by(meeting_id=row.meeting_id, org_id=organisation.id)
    invitation = db.session.scalar(invited.where(MeetingInvitation.role.in_(quorum.VOTING)))
    if invitation is None:
        raise Invalid.one(field, msg("This organisation does not vote at this meeting."))
    if not allows(actor, P.RESOLUTION_LEAD, row):
        require(actor, P.RESOLUTION_VOTE, invitation)
    same = select(ResolutionVote.id).filter_by(resolution_id=row.id, org_id=organisation.id)
    if db.session.scalar(same) is not None:
        sentence = msg("{name} has voted on this already. A vote stays as it was given.", name=organisation.name_zh)
        raise Conflict(sentence, "voted")
    db.session.add(
        ResolutionVote(
            resolution_id=row.id,
            organisation=organisation,
            org_level=organisation.level,
            vote=new.vote,
            statement=new.statement,
            by_id=actor.id,
            by_name=actor.name,
        )
    )
    row.updated_at = clock.now()
    db.session.flush()
    record(ResolutionVoted(row.id, organisation.id))
