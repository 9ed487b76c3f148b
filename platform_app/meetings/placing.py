"""The steps that write an agenda: an item at its place, what it says with its links, and finding one of a meeting."""

from sqlalchemy import delete, select

from platform_app.access.actor import Actor
from platform_app.kernel import text
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import msg
from platform_app.kernel.subjects import SubjectRef
from platform_app.meetings import keeping, numbering
from platform_app.meetings.inputs_agenda import ItemContent
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_agenda import AgendaItem, SubjectLink

ITEM = "agenda_item"
DEEPEST = 3


def append(actor: Actor, meeting: Meeting, new: ItemContent) -> AgendaItem:
    """Write an item at its place and number the agenda anew."""
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
    write(actor, item, new)
    numbering.number(meeting.id)
    return item


def write(actor: Actor, item: AgendaItem, new: ItemContent) -> None:
    """Set what an item says, and its links."""
    (sponsor,) = keeping.organisations([new.sponsor], "sponsor") if new.sponsor else (None,)
    item.title_zh, item.title_en = new.title_zh, new.title_en or ""
    item.text = new.text or ""
    item.text_html = text.render(item.text) if item.text else ""
    item.sponsor_id = sponsor.id if sponsor else None
    item.expected, item.minutes = new.expected, new.minutes
    db.session.add(item)
    db.session.flush()
    own = (SubjectLink.from_kind == ITEM, SubjectLink.from_id == item.id, SubjectLink.role == "about")
    db.session.execute(delete(SubjectLink).where(*own))
    for each in new.links:
        keeping.link(actor, SubjectRef(ITEM, item.id), SubjectRef(each.kind, each.id))


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
