"""Reading what waits for moderators beside cases: posts that are held, and how much there is of each kind."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import joinedload

from platform_app.access.actor import Actor
from platform_app.access.check import visible
from platform_app.access.permissions import P
from platform_app.exchange.models import Post, Thread
from platform_app.kernel.db import db
from platform_app.kernel.pages import Page, PageRequest, after_keys, cut, decode_moment_cursor
from platform_app.moderation.models_matters import Matter
from platform_app.moderation.models_sanctions import Sanction

_ORDER = [Post.created_at, Post.id]


@dataclass(frozen=True)
class Waiting:
    """How much of one kind waits for somebody, and since when."""

    key: str  # reports, held, appeals
    total: int
    oldest_at: datetime | None


def held(actor: Actor, page: PageRequest) -> Page[Post]:
    """Posts that wait to be shown and that she may show, the oldest first, counted; with thread and organisation."""
    query = _held(actor, select(Post))
    total = db.session.scalar(_held(actor, select(func.count(Post.id))))
    if page.cursor:
        query = query.where(after_keys(_ORDER, decode_moment_cursor(page.cursor), descending=False))
    query = query.options(joinedload(Post.thread), joinedload(Post.organisation))
    rows = db.session.scalars(query.order_by(*_ORDER).limit(page.limit + 1)).all()
    return cut(rows, page.limit, lambda row: [row.created_at.isoformat(), row.id], total)


def waiting(actor: Actor) -> list[Waiting]:
    """How much waits for her at the desk beside cases, in one statement; empty for those who never decide."""
    if not (actor.roles or actor.provinces_coordinated):
        return []
    reports = (Matter.status == "open", visible(actor, P.MATTER_SEE, Matter))
    appeals = (Sanction.appeal_state == "open", visible(actor, P.SANCTION_JUDGE, Sanction))
    parts = [
        select(literal("reports"), func.count(Matter.id), func.min(Matter.created_at)).where(*reports),
        _held(actor, select(literal("held"), func.count(Post.id), func.min(Post.created_at))),
        select(literal("appeals"), func.count(Sanction.id), func.min(Sanction.appealed_at)).where(*appeals),
    ]
    counted = db.session.execute(union_all(*parts)).all()
    return [Waiting(key, total, _moment(oldest)) for key, total, oldest in counted]


def _held(actor: Actor, query: Any) -> Any:
    may = visible(actor, P.POST_RELEASE, Post)
    return query.join(Thread, Thread.id == Post.thread_id).where(
        Post.status == "held", Thread.status.in_(("open", "held")), may
    )


def _moment(value: Any) -> datetime | None:
    """SQLite gives the least of several moments back as text, in UTC."""
    if isinstance(value, str):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return value.astimezone(UTC) if isinstance(value, datetime) else None
