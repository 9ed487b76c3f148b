"""Writes one audit line for every event, inside the transaction of the act."""

from collections.abc import Sequence

from sqlalchemy import func, select, text

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.kernel.db import db
from platform_app.kernel.pages import Page, PageRequest, after_keys, cut, decode_cursor
from platform_app.kernel.use_case import Recorded
from platform_app.moderation.models import AuditLine


def write_line(recorded: Recorded) -> None:
    """Append the line of one event."""
    event = recorded.event
    db.session.add(
        AuditLine(
            at=recorded.at,
            actor_id=recorded.actor.id,
            actor_name=recorded.actor.name,
            org_id=event.org_id,
            act=type(event).__name__,
            subject_kind=event.subject_kind,
            subject_id=event.subject_id,
            revision_id=getattr(event, "revision_id", None),
        )
    )


def lines(
    actor: Actor, page: PageRequest, *, subject_kind: str | None = None, subject_id: int | None = None
) -> Page[AuditLine]:
    """The log, newest first, for those who may read it."""
    require(actor, P.AUDIT_READ)
    query = select(AuditLine).order_by(AuditLine.id.desc()).limit(page.limit + 1)
    if subject_kind:
        query = query.where(AuditLine.subject_kind == subject_kind)
    if subject_id is not None:
        query = query.where(AuditLine.subject_id == subject_id)
    if page.cursor:
        query = query.where(after_keys([AuditLine.id], decode_cursor(page.cursor, 1), descending=True))
    rows: Sequence[AuditLine] = db.session.scalars(query).all()
    return cut(rows, page.limit, lambda line: [line.id])


def stamp() -> str:
    """Changes with every act that was committed, by whichever process; says nothing of what happened.

    On PostgreSQL a line with a lower number can be committed after one with a higher number, so the oldest
    transaction still running goes into the stamp too.
    """
    last = select(func.coalesce(func.max(AuditLine.id), 0))
    if db.session.get_bind().dialect.name == "postgresql":
        oldest = text("pg_snapshot_xmin(pg_current_snapshot())::text")
        return ":".join(str(part) for part in db.session.execute(last.add_columns(oldest)).one())
    return str(db.session.scalar(last))
