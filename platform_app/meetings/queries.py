"""Finding one body, meeting, resolution or action item as an actor may see it; the loaders of their kinds."""

from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.accounts.queries import can_be_id
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.meetings.models import Body, BodyMember, Meeting
from platform_app.meetings.models_decisions import ActionItem, Resolution
from platform_app.meetings.models_people import Delegate

T = TypeVar("T", Body, Meeting, Resolution, ActionItem)


def body(actor: Actor, body_id: int, *, lock: bool = False) -> Body:
    """One body with its members and their organisations.

    Raises:
        NotFound: there is none, or it is not open to her.
    """
    options = (
        joinedload(Body.lead),
        joinedload(Body.organisation),
        selectinload(Body.members).joinedload(BodyMember.organisation),
    )
    return _seen(actor, P.BODY_SEE, _one(Body, body_id, options, lock))


def get(actor: Actor, meeting_id: int, *, lock: bool = False) -> Meeting:
    """One meeting with its body and who belongs to it.

    Raises:
        NotFound: there is none, or it is not open to her.
    """
    options = (joinedload(Meeting.body), joinedload(Meeting.organisation), selectinload(Meeting.members))
    found = _one(Meeting, meeting_id, options, lock)
    if found is None or not is_open(actor, found):
        raise NotFound
    return found


def is_open(actor: Actor, meeting: Meeting, permission: P = P.MEETING_SEE) -> bool:
    """Whether she may read it, for her seat or, which is asked only then, because she was named for it."""
    return allows(actor, permission, meeting) or allows(as_delegate(actor), permission, meeting)


def as_delegate(actor: Actor) -> Actor:
    """The actor with the meetings she was named for, which open to her whatever seat she has."""
    if actor.id is None or actor.meetings_named:
        return actor
    named = select(Delegate.meeting_id).where(Delegate.person_id == actor.id, Delegate.withdrawn_at.is_(None))
    return replace(actor, meetings_named=frozenset(db.session.scalars(named)))


def resolution(actor: Actor, resolution_id: int, *, lock: bool = False) -> Resolution:
    """One resolution with its body, its meeting and its votes' body members.

    Raises:
        NotFound: there is none, or it is not open to her.
    """
    options = (joinedload(Resolution.body), joinedload(Resolution.meeting), selectinload(Resolution.members))
    return _seen(actor, P.RESOLUTION_SEE, _one(Resolution, resolution_id, options, lock))


def action(actor: Actor, action_id: int, *, lock: bool = False) -> ActionItem:
    """One action item with its owner, its body and its resolution.

    Raises:
        NotFound: there is none, or it is not open to her.
    """
    options = (
        joinedload(ActionItem.body),
        joinedload(ActionItem.organisation),
        joinedload(ActionItem.resolution),
        selectinload(ActionItem.members),
    )
    return _seen(actor, P.ACTION_SEE, _one(ActionItem, action_id, options, lock))


def _one(kind: type[T], id: int, options: Any, lock: bool) -> T | None:
    if not can_be_id(id):
        return None
    query = select(kind).where(kind.id == id).options(*options)
    if lock:
        query = query.with_for_update(of=kind).execution_options(populate_existing=True)
    return db.session.scalar(query)


def _seen(actor: Actor, permission: P, found: T | None) -> T:
    if found is None or not allows(actor, permission, found):
        raise NotFound
    return found
