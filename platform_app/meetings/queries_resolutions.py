"""Reading resolutions: one with its votes and links, those of a meeting, and lists over all bodies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from platform_app.access.actor import Actor
from platform_app.access.check import allows, visible
from platform_app.access.permissions import P
from platform_app.accounts.queries import can_be_id
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.kernel.pages import Page, PageRequest, after_keys, cut, decode_cursor
from platform_app.meetings import queries, quorum
from platform_app.meetings.models import Body, Meeting, MeetingInvitation
from platform_app.meetings.models_agenda import AgendaItem, SubjectLink
from platform_app.meetings.models_decisions import Resolution, ResolutionVote


@dataclass(frozen=True)
class ResolutionFilter:
    """Which resolutions; None = not narrowed. `meeting` and `body` are ids, `year` that of adoption."""

    body: int | None = None
    status: str | None = None
    year: int | None = None
    meeting: int | None = None


def read(actor: Actor, resolution_id: int) -> Resolution:
    """One resolution with its votes, body, meeting.

    Raises:
        NotFound: there is none, or it is not open to her.
    """
    votes = selectinload(Resolution.votes).joinedload(ResolutionVote.organisation)
    query = select(Resolution).where(Resolution.id == resolution_id).options(votes, *_WITH)
    found = db.session.scalar(query.execution_options(populate_existing=True)) if can_be_id(resolution_id) else None
    if found is None or not allows(actor, P.RESOLUTION_SEE, found):
        raise NotFound
    return found


def listed(actor: Actor, wanted: ResolutionFilter, page: PageRequest) -> Page[Resolution]:
    """Resolutions that she may read, the newest first."""
    narrowing = [visible(actor, P.RESOLUTION_SEE, Resolution)]
    for column, value in (
        (Resolution.body_id, wanted.body),
        (Resolution.status, wanted.status),
        (Resolution.year, wanted.year),
        (Resolution.meeting_id, wanted.meeting),
    ):
        if value is not None:
            narrowing.append(column == value)
    total = db.session.scalar(select(func.count(Resolution.id)).where(*narrowing))
    query = select(Resolution).where(*narrowing).options(*_WITH)
    if page.cursor:
        query = query.where(after_keys([Resolution.id], decode_cursor(page.cursor, 1), descending=True))
    rows = db.session.scalars(query.order_by(Resolution.id.desc()).limit(page.limit + 1)).all()
    return cut(rows, page.limit, lambda row: [row.id], total)


def of_meeting(actor: Actor, meeting_id: int) -> tuple[Meeting, Sequence[Resolution]]:
    """A meeting and its resolutions that she may read, in their order.

    Raises:
        NotFound: there is no such meeting, or it is not open to her.
    """
    meeting = queries.get(actor, meeting_id)
    own = (Resolution.meeting_id == meeting.id, visible(actor, P.RESOLUTION_SEE, Resolution))
    return meeting, db.session.scalars(select(Resolution).where(*own).options(*_WITH).order_by(Resolution.id)).all()


def links(actor: Actor, row: Resolution) -> tuple[Sequence[SubjectLink], Sequence[SubjectLink]]:
    """What it points at, and what points at it."""
    here = (SubjectLink.from_kind == "resolution") & (SubjectLink.from_id == row.id)
    there = (SubjectLink.to_kind == "resolution") & (SubjectLink.to_id == row.id)
    found = db.session.scalars(select(SubjectLink).where(here | there).order_by(SubjectLink.id)).all()
    own = [each for each in found if (each.from_kind, each.from_id) == ("resolution", row.id)]
    return own, [each for each in found if each not in own]


def content(actor: Actor, row: Resolution) -> dict[str, Any]:
    """What it says, as `ResolutionContent` has it."""
    names = ("title_zh", "title_en", "text_zh", "text_en", "authoritative", "responsible_level")
    own = [each for each in links(actor, row)[0] if each.role == "about"]
    pointing = [{"kind": each.to_kind, "id": each.to_id} for each in own]
    return {**{name: getattr(row, name) for name in names}, "item": row.item_id, "links": pointing}


def item_of(actor: Actor, row: Resolution) -> AgendaItem | None:
    """The agenda item it stands under."""
    return db.session.get(AgendaItem, row.item_id) if row.item_id else None


def voters(actor: Actor, row: Resolution) -> Sequence[MeetingInvitation]:
    """The organisations that vote on it and have not, in their order."""
    voted = select(ResolutionVote.org_id).where(ResolutionVote.resolution_id == row.id)
    query = select(MeetingInvitation).where(
        MeetingInvitation.meeting_id == row.meeting_id,
        MeetingInvitation.role.in_(quorum.VOTING),
        MeetingInvitation.org_id.not_in(voted),
    )
    query = query.options(joinedload(MeetingInvitation.organisation)).order_by(MeetingInvitation.id)
    return db.session.scalars(query).all()


def bodies(actor: Actor) -> Sequence[Body]:
    """Bodies that she may see, for the choice of one."""
    return db.session.scalars(select(Body).where(visible(actor, P.BODY_SEE, Body)).order_by(Body.id)).all()


_WITH: tuple[Any, ...] = (joinedload(Resolution.body), joinedload(Resolution.meeting), selectinload(Resolution.members))
