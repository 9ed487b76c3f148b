"""Reads for calendars: which meetings and action items stand in whose, and whose a secret address is."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from platform_app.access.actor import ANONYMOUS, Actor
from platform_app.access.check import require, visible
from platform_app.access.permissions import P
from platform_app.accounts import queries as accounts
from platform_app.accounts.credentials import digest
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.meetings.models import Body, Meeting
from platform_app.meetings.models_decisions import ActionItem
from platform_app.meetings.models_people import CalendarKey, Delegate

MOST = 5000
KEPT_FOR = timedelta(days=366)  # how long what is settled stays in a calendar


def public_meetings(body_id: int | None = None) -> Sequence[Meeting]:
    """The meetings that everybody may read, of one body or of all, the latest first."""
    narrowed = [visible(ANONYMOUS, P.MEETING_SEE, Meeting)]
    if body_id is not None:
        narrowed.append(Meeting.body_id == body_id)
    return _meetings(*narrowed)


def my_meetings(actor: Actor) -> Sequence[Meeting]:
    """The meetings of the bodies that her organisations belong to, and those that she was named for."""
    named = select(Delegate.meeting_id).where(Delegate.person_id == actor.id, Delegate.withdrawn_at.is_(None))
    own = Meeting.members.any(_seat_of(actor)) | Meeting.org_id.in_(sorted(actor.org_ids))
    seen = visible(actor, P.MEETING_SEE, Meeting) & own
    return _meetings(seen | Meeting.id.in_(named))


def meetings_between(actor: Actor, start: datetime, end: datetime, body_id: int | None = None) -> Sequence[Meeting]:
    """The meetings she may see that touch a span of time, in their order."""
    narrowed = [visible(actor, P.MEETING_SEE, Meeting), Meeting.starts_at < end, Meeting.ends_at > start]
    if body_id is not None:
        narrowed.append(Meeting.body_id == body_id)
    query = select(Meeting).where(*narrowed).options(joinedload(Meeting.body))
    return db.session.scalars(query.order_by(Meeting.starts_at, Meeting.id).limit(MOST)).all()


def my_actions(actor: Actor, *narrowed: ColumnElement[bool]) -> Sequence[ActionItem]:
    """The action items of her organisations and her own: open ones, and what was settled within a year."""
    if actor.id is None:
        return []
    hers = ActionItem.org_id.in_(sorted(actor.org_ids)) | (ActionItem.person_id == actor.id)
    lately = (ActionItem.settled == 0) | (ActionItem.updated_at > clock.now() - KEPT_FOR)
    query = select(ActionItem).where(visible(actor, P.ACTION_SEE, ActionItem), hers, lately, *narrowed)
    query = query.options(joinedload(ActionItem.organisation))
    return db.session.scalars(query.order_by(ActionItem.due_on, ActionItem.id).limit(MOST)).all()


def bodies(actor: Actor) -> Sequence[Body]:
    """The bodies she may know of, to choose from."""
    query = select(Body).where(visible(actor, P.BODY_SEE, Body)).order_by(Body.kind, Body.id)
    return db.session.scalars(query).all()


def public_body(body_id: int) -> Body:
    """A body that everybody may know of.

    Raises:
        NotFound: there is none.
    """
    query = select(Body).where(Body.id == body_id, visible(ANONYMOUS, P.BODY_SEE, Body))
    found = db.session.scalar(query) if accounts.can_be_id(body_id) else None
    if found is None:
        raise NotFound
    return found


def key_of(actor: Actor) -> CalendarKey | None:
    """Since when she has a secret address; the secret itself nobody knows any more."""
    require(actor, P.CALENDAR_KEEP)
    return db.session.get(CalendarKey, actor.id or 0)


def reader_behind(secret: str) -> Actor:
    """Whose calendar this secret opens, to read and nothing else.

    Raises:
        NotFound: nobody's, or she is suspended.
    """
    owner = db.session.scalar(select(CalendarKey.person_id).where(CalendarKey.secret_hash == digest(secret)))
    reader = accounts.actor_of(owner, scope="read") if owner else None
    if reader is None:
        raise NotFound
    return reader


def _meetings(*narrowed: ColumnElement[bool]) -> Sequence[Meeting]:
    query = select(Meeting).where(*narrowed).options(joinedload(Meeting.body))
    return db.session.scalars(query.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(MOST)).all()


def _seat_of(actor: Actor) -> Any:
    return Meeting.members.property.mapper.class_.org_id.in_(sorted(actor.org_ids))
