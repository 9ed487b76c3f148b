"""Reading minutes: a meeting's with comments, addenda, who was there and what was resolved; revisions of an item."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload, undefer

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.accounts.queries import can_be_id
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.meetings import canonical, queries, queries_canonical
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_agenda import AgendaItem
from platform_app.meetings.models_decisions import Resolution, ResolutionVote
from platform_app.meetings.models_minutes import (
    MinutesAddendum,
    MinutesComment,
    MinutesItem,
    MinutesRevision,
    MinutesWriter,
)
from platform_app.meetings.models_people import Attendance

LOCKED = ("approved", "closed")
STALE_AFTER = timedelta(seconds=60)
"""Without a sign of life for this long, somebody is not writing any more."""


@dataclass(frozen=True)
class ItemMinutes:
    """An agenda item with its minutes, and who is writing them now; `version` is 0 before the first save."""

    item: AgendaItem
    row: MinutesItem | None
    writers: Sequence[str] = ()

    @property
    def version(self) -> int:
        """What the next save is made on."""
        return self.row.version if self.row else 0


@dataclass(frozen=True)
class Minutes:
    """The minutes of a meeting, as one reader may see them."""

    meeting: Meeting
    items: Sequence[ItemMinutes]
    attendance: Sequence[Attendance]
    resolutions: Sequence[Resolution]
    comments: Sequence[MinutesComment] = field(default=())
    addenda: Sequence[MinutesAddendum] = field(default=())

    @property
    def takes_comments(self) -> bool:
        """Whether members may comment today."""
        until = self.meeting.comments_until
        return self.meeting.status == "circulated" and until is not None and clock.today() <= until


def read(actor: Actor, meeting_id: int) -> Minutes:
    """The minutes of a meeting. Comments are for those of its body and its secretariat.

    Raises:
        NotFound: there is no such meeting, or its minutes are not open to her.
    """
    meeting = seen(actor, meeting_id)
    is_locked = meeting.status in LOCKED
    inside = allows(actor, P.MEETING_SEE_PEOPLE, meeting)
    out = is_locked or meeting.status == "circulated"
    return Minutes(
        meeting,
        _items(meeting, with_writers=not is_locked and inside),
        _attendance(meeting),
        _resolutions(actor, meeting),
        _comments(meeting) if out and inside else (),
        _addenda(meeting) if is_locked else (),
    )


def item(actor: Actor, meeting_id: int, item_id: int) -> tuple[Meeting, ItemMinutes]:
    """One item with its minutes.

    Raises:
        NotFound: there is no such item, or the minutes are not open to her.
    """
    meeting = seen(actor, meeting_id)
    query = select(AgendaItem, MinutesItem).outerjoin(MinutesItem, MinutesItem.item_id == AgendaItem.id)
    query = query.where(AgendaItem.id == item_id, AgendaItem.meeting_id == meeting.id)
    found = db.session.execute(query).one_or_none() if can_be_id(item_id) else None
    if found is None:
        raise NotFound
    return meeting, ItemMinutes(found[0], found[1])


def agenda(actor: Actor, meeting_id: int) -> tuple[Meeting, Sequence[AgendaItem]]:
    """A meeting and the items of its agenda in their order, for the choice of one.

    Raises:
        NotFound: there is no such meeting, or it is not open to her.
    """
    meeting = queries.get(actor, meeting_id)
    rows = db.session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)).all()
    return meeting, sorted(rows, key=lambda row: canonical.place(row.number))


def revisions(actor: Actor, meeting_id: int, item_id: int) -> tuple[Meeting, ItemMinutes, Sequence[MinutesRevision]]:
    """The saved texts of an item, the newest first; for its secretariat and the organisations of its body.

    Raises:
        NotFound: as for the item, or they are not open to her.
    """
    meeting, found = item(actor, meeting_id, item_id)
    if not allows(actor, P.MEETING_SEE_PEOPLE, meeting) and not allows(actor, P.MINUTES_WRITE, meeting):
        raise NotFound
    query = select(MinutesRevision).where(MinutesRevision.item_id == item_id).order_by(MinutesRevision.no.desc())
    return meeting, found, db.session.scalars(query).all()


def canonical_text(actor: Actor, meeting_id: int) -> str:
    """The canonical text of approved minutes, as its SHA-256 was taken.

    Raises:
        NotFound: they are not approved, or not open to her.
    """
    meeting = seen(actor, meeting_id)
    query = select(Meeting).where(Meeting.id == meeting.id).options(undefer(Meeting.minutes_text))
    found = db.session.scalars(query.execution_options(populate_existing=True)).one().minutes_text
    if found is None:
        raise NotFound
    return found


def canonical_addendum(actor: Actor, meeting_id: int, no: int) -> str:
    """The canonical text of an addendum.

    Raises:
        NotFound: there is none with this number.
    """
    meeting = seen(actor, meeting_id)
    query = select(MinutesAddendum, AgendaItem.number).outerjoin(AgendaItem, AgendaItem.id == MinutesAddendum.item_id)
    query = query.where(MinutesAddendum.meeting_id == meeting.id, MinutesAddendum.no == no)
    found = db.session.execute(query).one_or_none() if can_be_id(no) else None
    if found is None:
        raise NotFound
    row, place = found
    head = queries_canonical.head(meeting)
    return canonical.addendum(head, row.no, row.at, place or "", row.text_zh, row.text_en)


def seen(actor: Actor, meeting_id: int) -> Meeting:
    """The meeting, if its minutes are open to her.

    Raises:
        NotFound: they are not.
    """
    meeting = queries.get(actor, meeting_id)
    if not queries.is_open(actor, meeting, P.MINUTES_SEE):
        raise NotFound
    return meeting


def _items(meeting: Meeting, *, with_writers: bool) -> list[ItemMinutes]:
    query = select(AgendaItem, MinutesItem).outerjoin(MinutesItem, MinutesItem.item_id == AgendaItem.id)
    rows = db.session.execute(query.where(AgendaItem.meeting_id == meeting.id)).all()
    writing = _writers([item.id for item, _ in rows]) if with_writers else {}
    ordered = sorted(rows, key=lambda row: canonical.place(row[0].number))
    return [ItemMinutes(item, row, writing.get(item.id, ())) for item, row in ordered]


def _writers(item_ids: Sequence[int]) -> dict[int, list[str]]:
    since = clock.now() - STALE_AFTER
    query = select(MinutesWriter).where(MinutesWriter.item_id.in_(item_ids), MinutesWriter.seen_at > since)
    found: dict[int, list[str]] = {}
    for row in db.session.scalars(query.order_by(MinutesWriter.person_name)):
        found.setdefault(row.item_id, []).append(row.person_name)
    return found


def _attendance(meeting: Meeting) -> Sequence[Attendance]:
    query = select(Attendance).where(Attendance.meeting_id == meeting.id).options(joinedload(Attendance.organisation))
    return db.session.scalars(query.order_by(Attendance.org_id, Attendance.name)).all()


def _resolutions(actor: Actor, meeting: Meeting) -> Sequence[Resolution]:
    query = select(Resolution).where(Resolution.meeting_id == meeting.id, Resolution.number.is_not(None))
    votes: Any = selectinload(Resolution.votes).joinedload(ResolutionVote.organisation)
    return db.session.scalars(query.options(votes).order_by(Resolution.year, Resolution.serial)).all()


def _comments(meeting: Meeting) -> Sequence[MinutesComment]:
    query = select(MinutesComment).where(MinutesComment.meeting_id == meeting.id).order_by(MinutesComment.id)
    return db.session.scalars(query.options(joinedload(MinutesComment.organisation))).all()


def _addenda(meeting: Meeting) -> Sequence[MinutesAddendum]:
    query = select(MinutesAddendum).where(MinutesAddendum.meeting_id == meeting.id).order_by(MinutesAddendum.no)
    return db.session.scalars(query).all()
