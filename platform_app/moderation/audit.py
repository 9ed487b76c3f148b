"""Writes one audit line for every event, inside the transaction of the act."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, false, func, or_, select, text

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation
from platform_app.accounts.queries import can_be_id
from platform_app.kernel.db import db
from platform_app.kernel.pages import Page, PageRequest, after_keys, cut, decode_cursor
from platform_app.kernel.use_case import Recorded
from platform_app.moderation.models import AuditLine
from platform_app.moderation.models_matters import Matter

# Asked before every page that may be kept, so put together once.
_LAST = select(func.coalesce(func.max(AuditLine.id), 0))
_LAST_AND_OLDEST = _LAST.add_columns(text("pg_snapshot_xmin(pg_current_snapshot())::text"))


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
    actor: Actor,
    page: PageRequest,
    *,
    subject_kind: str | None = None,
    subject_id: int | None = None,
    act: str | None = None,
    organisation: str | None = None,
    person: str | None = None,
    count: bool = False,
) -> Page[AuditLine]:
    """The log, newest first, for those who may read it; `AuditFilter` says what each choice means."""
    require(actor, P.AUDIT_READ)
    query = select(AuditLine).where(_is_not_about_what_she_wrote(actor))
    for column, value in (("subject_kind", subject_kind), ("subject_id", subject_id), ("act", act)):
        if value is not None:
            query = query.where(getattr(AuditLine, column) == value)
    if organisation:
        query = query.where(_concerns(organisation))
    if person:
        query = query.where(_is_by(person))
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) if count else None
    if page.cursor:
        query = query.where(after_keys([AuditLine.id], decode_cursor(page.cursor, 1), descending=True))
    query = query.order_by(AuditLine.id.desc()).limit(page.limit + 1)
    rows: Sequence[AuditLine] = db.session.scalars(query).all()
    return cut(rows, page.limit, lambda line: [line.id], total)


def _is_not_about_what_she_wrote(actor: Actor) -> ColumnElement[bool]:
    """Whoever was reported never reads who reported her, even where she reads the log."""
    hers = select(Matter.id).where(Matter.author_id == (actor.id or 0))
    return ~and_(AuditLine.subject_kind == "matter", AuditLine.subject_id.in_(hers))


def _concerns(code: str) -> ColumnElement[bool]:
    """Done for the organisation with this code, or to it."""
    org_id = select(Organisation.id).where(Organisation.code == code).scalar_subquery()
    itself = and_(AuditLine.subject_kind == "organisation", AuditLine.subject_id == org_id)
    return or_(AuditLine.org_id == org_id, itself)


def _is_by(person: str) -> ColumnElement[bool]:
    """A number is a person who acted or was acted upon; words are part of the name of who acted."""
    if not (person.isascii() and person.isdecimal()):
        return AuditLine.actor_name.icontains(person, autoescape=True)
    number = int(person)
    if not can_be_id(number):
        return false()
    return or_(AuditLine.actor_id == number, and_(AuditLine.subject_kind == "person", AuditLine.subject_id == number))


def stamp() -> str:
    """Changes with every act that was committed, by whichever process; says nothing of what happened.

    On PostgreSQL a line with a lower number can be committed after one with a higher number, so the oldest
    transaction still running goes into the stamp too.
    """
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        return ":".join(str(part) for part in connection.execute(_LAST_AND_OLDEST).one())
    return str(connection.scalar(_LAST))
