"""Reading bodies and meetings as lists, and one meeting whole: who was invited, and its dated record."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from platform_app.access.actor import Actor
from platform_app.access.check import visible
from platform_app.access.permissions import P
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.kernel.pages import Page, PageRequest, after_keys, cut, decode_cursor, decode_moment_cursor
from platform_app.meetings import queries
from platform_app.meetings.lifecycle import MEETING
from platform_app.meetings.models import Body, BodyMember, Meeting, MeetingRecord

OVER = ("held", "circulated", "approved", "closed", "cancelled")


@dataclass(frozen=True)
class MeetingFilter:
    """Which meetings: `when` is `upcoming` (nearest first) or `past` (newest first); None = all, the newest first."""

    body_id: int | None = None
    when: str | None = None


def bodies(actor: Actor, page: PageRequest) -> Page[Body]:
    """The bodies she may know of, in the order of their series."""
    narrowed = visible(actor, P.BODY_SEE, Body)
    query = select(Body).where(narrowed).options(joinedload(Body.lead), joinedload(Body.organisation))
    query = query.options(selectinload(Body.members).joinedload(BodyMember.organisation))
    total = db.session.scalar(select(func.count(Body.id)).where(narrowed))
    if page.cursor:
        query = query.where(after_keys([Body.series], decode_cursor(page.cursor, 1), descending=False))
    rows = db.session.scalars(query.order_by(Body.series).limit(page.limit + 1)).all()
    return cut(rows, page.limit, lambda row: [row.series], total)


def bodies_of(actor: Actor, org_id: int) -> Sequence[Body]:
    """The bodies that an organisation belongs to, as far as she may know of them."""
    own = Body.members.any(BodyMember.org_id == org_id)
    query = select(Body).where(own, Body.ended_at.is_(None), visible(actor, P.BODY_SEE, Body))
    return db.session.scalars(query.order_by(Body.series)).all()


def meetings(actor: Actor, wanted: MeetingFilter, page: PageRequest) -> Page[Meeting]:
    """The meetings she may read, by their beginning."""
    query, count = (_narrowed(actor, each, wanted) for each in (select(Meeting), select(func.count(Meeting.id))))
    query = query.options(joinedload(Meeting.body), selectinload(Meeting.members))
    is_coming = wanted.when == "upcoming"
    order = [Meeting.starts_at, Meeting.id]
    if page.cursor:
        query = query.where(after_keys(order, decode_moment_cursor(page.cursor), descending=not is_coming))
    ordered = query.order_by(*(order if is_coming else [key.desc() for key in order]))
    rows = db.session.scalars(ordered.limit(page.limit + 1)).all()
    return cut(rows, page.limit, lambda row: [row.starts_at.isoformat(), row.id], db.session.scalar(count))


def open_for(actor: Actor) -> Sequence[Meeting]:
    """Meetings to come whose agenda she may propose something for, or write herself; the nearest first."""
    may = or_(
        visible(actor, P.MEETING_RUN, Meeting),
        visible(actor, P.AGENDA_PROPOSE, Meeting) & (Meeting.papers_due_on >= clock.today()),
    )
    query = select(Meeting).where(may, Meeting.status.in_(MEETING.moves["propose"][0]), Meeting.starts_at > clock.now())
    return db.session.scalars(query.options(joinedload(Meeting.body)).order_by(Meeting.starts_at)).all()


def records(actor: Actor, meeting: Meeting) -> Sequence[MeetingRecord]:
    """The dated record of a meeting that she has been given to read."""
    if not queries.is_open(actor, meeting):
        raise NotFound
    query = select(MeetingRecord).where(MeetingRecord.meeting_id == meeting.id)
    return db.session.scalars(query.order_by(MeetingRecord.id)).all()


def _narrowed(actor: Actor, query: Select[Any], wanted: MeetingFilter) -> Select[Any]:
    query = query.where(visible(actor, P.MEETING_SEE, Meeting))
    if wanted.body_id is not None:
        query = query.where(Meeting.body_id == wanted.body_id)
    if wanted.when == "upcoming":
        query = query.where(Meeting.status.not_in(OVER))
    elif wanted.when == "past":
        query = query.where(Meeting.status.in_(OVER))
    return query
