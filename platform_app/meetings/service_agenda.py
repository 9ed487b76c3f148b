"""The agenda: put an item on it, change it, take it off."""

from sqlalchemy import delete, select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.events import AgendaItemAdded
from platform_app.kernel import text
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import msg
from platform_app.kernel.subjects import SubjectRef
from platform_app.kernel.use_case import record, use_case
from platform_app.meetings import keeping, numbering, queries
from platform_app.meetings.inputs_agenda import ItemContent
from platform_app.meetings.lifecycle import MEETING
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_agenda import AgendaItem, SubjectLink

DEEPEST = 3


@use_case
def add(actor: Actor, meeting_id: int, new: ItemContent) -> AgendaItem:
    """Put an item at the end of an agenda, or under another.

    Raises:
        Conflict: the meeting is over.
        Invalid: an unknown parent, sponsor or link, or too deep.
    """
    meeting = queries.get(actor, meeting_id, lock=True)
    require(actor, P.MEETING_RUN, meeting)
    MEETING.after(meeting.status, "change_agenda")
    item = append(actor, meeting, new)
    record(AgendaItemAdded(meeting.id, meeting.org_id, item_id=item.id))
    return item


def append(actor: Actor, meeting: Meeting, new: ItemContent) -> AgendaItem:
    """A step of a door: write an item at its place and number the agenda anew."""
    parent = item_of(meeting, new.parent, "parent") if new.parent else None
    if parent is not None and parent.number.count(".") + 2 > DEEPEST:
        raise Invalid.one("parent", msg("An agenda has at most {deepest} levels.", deepest=DEEPEST))
    item = AgendaItem(
        meeting_id=meeting.id,
        parent_id=parent.id if parent else None,
        position=numbering.next_position(meeting.id, parent.id if parent else None),
        number="",
        papers=[],
    )
    db.session.add(item)
    write(actor, item, new)
    numbering.number(meeting.id)
    return item


def write(actor: Actor, item: AgendaItem, new: ItemContent) -> None:
    """A step of a door: set what an item says, and its links."""
    (sponsor,) = keeping.organisations([new.sponsor], "sponsor") if new.sponsor else (None,)
    item.title_zh, item.title_en = new.title_zh, new.title_en or ""
    item.text = new.text or ""
    item.text_html = text.render(item.text) if item.text else ""
    item.sponsor_id = sponsor.id if sponsor else None
    item.expected, item.minutes = new.expected, new.minutes
    db.session.flush()
    own = (SubjectLink.from_kind == "agenda_item", SubjectLink.from_id == item.id, SubjectLink.role == "about")
    db.session.execute(delete(SubjectLink).where(*own))
    for each in new.links:
        keeping.link(actor, SubjectRef("agenda_item", item.id), SubjectRef(each.kind, each.id))


def item_of(meeting: Meeting, item_id: int, field: str = "item") -> AgendaItem:
    """An item of this meeting.

    Raises:
        Invalid: there is none; the field is named.
    """
    query = select(AgendaItem).where(AgendaItem.id == item_id, AgendaItem.meeting_id == meeting.id)
    found = db.session.scalar(query)
    if found is None:
        raise Invalid.one(field, msg("There is no such item on this agenda."))
    return found
