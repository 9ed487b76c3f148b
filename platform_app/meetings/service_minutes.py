"""Write the minutes of a meeting item by item; every save is a revision, and nobody writes over another unseen."""

from datetime import timedelta

from sqlalchemy import delete, select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.events import MinutesSaved
from platform_app.kernel import clock, text
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound, Stale
from platform_app.kernel.use_case import record, use_case
from platform_app.meetings import keeping, queries
from platform_app.meetings.inputs_minutes import MinutesText
from platform_app.meetings.lifecycle import MEETING
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_agenda import AgendaItem
from platform_app.meetings.models_minutes import MinutesItem, MinutesRevision, MinutesWriter
from platform_app.meetings.queries_minutes import STALE_AFTER


@use_case
def save(actor: Actor, meeting_id: int, item_id: int, version: int, new: MinutesText) -> MinutesItem:
    """Save the minutes of an item over the version that was read; 0 = there were none.

    Raises:
        NotFound: there is no such item on this agenda.
        Conflict: the meeting is not convened yet, or the minutes are approved: an addendum corrects them.
        Stale: somebody has saved in the meantime; it carries what is stored now.
    """
    meeting = queries.get(actor, meeting_id, lock=True)
    require(actor, P.MINUTES_WRITE, meeting)
    MEETING.after(meeting.status, "write_minutes")
    row = _row(meeting, _item(meeting, item_id))
    if (row.version if row.revision_no else 0) != version:
        raise Stale(current=row)
    row.text_zh, row.html_zh = new.text_zh or "", text.render(new.text_zh) if new.text_zh else ""
    row.text_en, row.html_en = new.text_en or "", text.render(new.text_en) if new.text_en else ""
    row.revision_no += 1
    row.edited_by_name = actor.name
    row.updated_at = clock.now()
    db.session.add(row)
    db.session.add(
        MinutesRevision(
            meeting_id=meeting.id,
            item_id=item_id,
            no=row.revision_no,
            text_zh=row.text_zh,
            text_en=row.text_en,
            by_id=actor.id,
            by_name=actor.name,
        )
    )
    if meeting.status == "circulated":  # who approves must have seen this text
        keeping.touch(meeting)
    _leave(actor, item_id)
    db.session.flush()
    record(MinutesSaved(meeting.id, meeting.org_id, item_id=item_id))
    return row


@use_case
def note_writing(actor: Actor, meeting_id: int, item_id: int) -> list[str]:
    """Say that she has an item open for writing; gives the names of the others who have. Holds for a minute."""
    meeting = queries.get(actor, meeting_id)
    require(actor, P.MINUTES_WRITE, meeting)
    MEETING.after(meeting.status, "write_minutes")
    _item(meeting, item_id)
    now = clock.now()
    rows = db.session.scalars(select(MinutesWriter).where(MinutesWriter.item_id == item_id)).all()
    own = next((row for row in rows if row.person_id == actor.id), None)
    if own is not None:
        own.seen_at = now
    elif actor.id is not None:
        db.session.add(MinutesWriter(item_id=item_id, person_id=actor.id, person_name=actor.name, seen_at=now))
    return [row.person_name for row in rows if row is not own and row.seen_at > now - STALE_AFTER]


def _item(meeting: Meeting, item_id: int) -> AgendaItem:
    query = select(AgendaItem).where(AgendaItem.id == item_id, AgendaItem.meeting_id == meeting.id)
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return found


def _row(meeting: Meeting, item: AgendaItem) -> MinutesItem:
    query = select(MinutesItem).where(MinutesItem.item_id == item.id).with_for_update()
    found = db.session.scalar(query.execution_options(populate_existing=True))
    return found or MinutesItem(meeting_id=meeting.id, item_id=item.id, revision_no=0, text_zh="", text_en="")


def _leave(actor: Actor, item_id: int) -> None:
    own = (MinutesWriter.item_id == item_id, MinutesWriter.person_id == actor.id)
    stale = MinutesWriter.seen_at < clock.now() - timedelta(days=1)
    db.session.execute(delete(MinutesWriter).where(*own))
    db.session.execute(delete(MinutesWriter).where(stale))
