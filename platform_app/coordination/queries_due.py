"""Which answers somebody's organisations owe, and until when: for her calendar."""

from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import contains_eager

from platform_app.access.actor import Actor
from platform_app.access.check import visible
from platform_app.access.permissions import P
from platform_app.coordination.lifecycle import TICKING
from platform_app.coordination.models import Request, RequestAnswer
from platform_app.kernel.db import db

MOST = 2000


def owed(actor: Actor, *narrowed: ColumnElement[bool]) -> Sequence[RequestAnswer]:
    """The answers that her organisations owe, the nearest day first, with their requests."""
    if not actor.org_ids:
        return []
    query = select(RequestAnswer).join(RequestAnswer.request).options(contains_eager(RequestAnswer.request))
    query = query.where(RequestAnswer.org_id.in_(sorted(actor.org_ids)), RequestAnswer.status.in_(TICKING))
    query = query.where(visible(actor, P.REQUEST_SEE, Request), *narrowed)
    return db.session.scalars(query.order_by(RequestAnswer.due_on, RequestAnswer.id).limit(MOST)).all()


def uid(row: RequestAnswer) -> str:
    """A name in calendars (RFC 5545, UID) that stays, and that no other platform gives."""
    return f"answer-{uuid5(NAMESPACE_URL, f'request-answer:{row.id}:{row.created_at.isoformat()}')}"
