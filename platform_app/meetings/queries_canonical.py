"""Reads what the canonical text of a meeting's minutes is made of."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from platform_app.kernel.db import db
from platform_app.meetings import canonical
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_agenda import AgendaItem
from platform_app.meetings.models_decisions import Resolution, ResolutionVote
from platform_app.meetings.models_minutes import MinutesItem
from platform_app.meetings.models_people import Attendance


def head(meeting: Meeting) -> canonical.Head:
    """Which meeting it is."""
    return canonical.Head(
        series=meeting.body.series,
        number=meeting.number,
        title_zh=meeting.title_zh,
        title_en=meeting.title_en,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        time_zone=meeting.time_zone,
        chair=meeting.chair_name or "",
    )


def text(meeting: Meeting) -> str:
    """The canonical text as the rows are now; four statements."""
    rows = db.session.execute(
        select(AgendaItem, MinutesItem)
        .outerjoin(MinutesItem, MinutesItem.item_id == AgendaItem.id)
        .where(AgendaItem.meeting_id == meeting.id)
    ).all()
    numbers: dict[int | None, str] = defaultdict(str, {item.id: item.number for item, _ in rows})
    items = [
        canonical.Item(
            number=item.number,
            title_zh=item.title_zh,
            title_en=item.title_en,
            text_zh=row.text_zh if row else "",
            text_en=row.text_en if row else "",
        )
        for item, row in rows
    ]
    return canonical.text(head(meeting), _attendance(meeting), meeting.quorum_result, items, _adopted(meeting, numbers))


def _attendance(meeting: Meeting) -> list[canonical.Attendee]:
    query = select(Attendance).where(Attendance.meeting_id == meeting.id).options(joinedload(Attendance.organisation))
    return [
        canonical.Attendee(row.organisation.code, row.name, row.capacity, row.how) for row in db.session.scalars(query)
    ]


def _adopted(meeting: Meeting, numbers: dict[int | None, str]) -> list[canonical.Adopted]:
    query = select(Resolution).where(Resolution.meeting_id == meeting.id, Resolution.number.is_not(None))
    votes = selectinload(Resolution.votes).joinedload(ResolutionVote.organisation)
    return [_one(row, numbers[row.item_id]) for row in db.session.scalars(query.options(votes))]


def _one(row: Resolution, item: str) -> canonical.Adopted:
    return canonical.Adopted(
        item=item,
        year=row.year or 0,
        serial=row.serial or 0,
        number=row.number or "",
        title_zh=row.title_zh,
        title_en=row.title_en,
        text_zh=row.text_zh,
        text_en=row.text_en,
        authoritative=row.authoritative,
        method=row.method or "",
        votes=[canonical.Vote(each.organisation.code, each.vote, each.statement or "") for each in row.votes],
    )
