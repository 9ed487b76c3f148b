"""The agenda: put an item on it, change it, move it, take it off; add papers as they are, and take them off again."""

from sqlalchemy import delete, or_, select, update

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.events import AgendaItemAdded, AgendaItemEdited, AgendaItemMoved, AgendaItemRemoved
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotFound, Stale
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case
from platform_app.meetings import numbering, placing, queries, queries_agenda
from platform_app.meetings.inputs_agenda import ItemContent, Place
from platform_app.meetings.lifecycle import MEETING
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_agenda import AgendaItem, AgendaProposal, SubjectLink
from platform_app.meetings.models_decisions import Resolution
from platform_app.meetings.models_minutes import MinutesItem


@use_case
def add(actor: Actor, meeting_id: int, new: ItemContent) -> AgendaItem:
    """Put an item at the end of an agenda, or under another.

    Raises:
        Conflict: the meeting is over.
        Invalid: an unknown parent, sponsor or link, or too deep.
    """
    meeting = _open(actor, meeting_id)
    item = placing.append(actor, meeting, new)
    record(AgendaItemAdded(meeting.id, meeting.org_id, item_id=item.id))
    return item


@use_case
def edit(actor: Actor, meeting_id: int, item_id: int, version: int, new: ItemContent) -> AgendaItem:
    """Change what an item says; under which it stands is changed by moving it.

    Raises:
        Stale: somebody has changed it in the meantime.
        Conflict: the meeting is over.
    """
    meeting = _open(actor, meeting_id)
    item = _item(meeting, item_id)
    if item.version != version:
        raise Stale(current=item)
    placing.write(actor, item, new)
    item.updated_at = clock.now()
    db.session.flush()
    record(AgendaItemEdited(meeting.id, meeting.org_id, item_id=item.id))
    return item


@use_case
def move(actor: Actor, meeting_id: int, item_id: int, to: Place, *, version: int | None = None) -> AgendaItem:
    """Let an item stand before another, or last under a parent; with a version, as the caller has read it.

    The agenda is numbered anew.

    Raises:
        Stale: somebody has changed it in the meantime.
        Conflict: the meeting is over.
        Invalid: under itself or under what stands under it, or too deep.
    """
    meeting = _open(actor, meeting_id)
    item = _as_read(meeting, item_id, version)
    items = {row.id: row for row in queries_agenda.items(meeting.id)}
    parent_id = _parent(meeting, items, item, to)
    siblings = [row for row in items.values() if row.parent_id == parent_id and row.id != item.id]
    siblings.sort(key=lambda row: row.position)
    at = next((place for place, row in enumerate(siblings) if row.id == to.before), len(siblings))
    item.parent_id = parent_id
    for position, row in enumerate([*siblings[:at], item, *siblings[at:]], start=1):
        row.position = position
    db.session.flush()
    numbering.number(meeting.id)
    record(AgendaItemMoved(meeting.id, meeting.org_id, item_id=item.id))
    return item


@use_case
def remove(actor: Actor, meeting_id: int, item_id: int, *, version: int | None = None) -> Meeting:
    """Take an item off, with what stands under it; with a version, as the caller has read it.

    Raises:
        Stale: somebody has changed it in the meantime.
        Conflict: the meeting is over, or a resolution or minutes stand under it.
    """
    meeting = _open(actor, meeting_id)
    item = _as_read(meeting, item_id, version)
    gone = [item.id, *numbering.below(item.id, [(row.id, row.parent_id) for row in queries_agenda.items(meeting.id)])]
    kept = or_(
        select(Resolution.id).where(Resolution.item_id.in_(gone)).exists(),
        select(MinutesItem.id).where(MinutesItem.item_id.in_(gone)).exists(),
    )
    if db.session.scalar(select(kept)):
        raise Conflict(msg("Minutes or a resolution stand under this item; it stays."), "item_used")
    back = (AgendaProposal.item_id.in_(gone),)
    db.session.execute(update(AgendaProposal).where(*back).values(item_id=None))
    links = (SubjectLink.from_kind == placing.ITEM, SubjectLink.from_id.in_(gone))
    db.session.execute(delete(SubjectLink).where(*links))
    for row in sorted(queries_agenda.items(meeting.id), key=lambda row: -row.number.count(".")):
        if row.id in gone:
            db.session.delete(row)
            db.session.flush()
    numbering.number(meeting.id)
    record(AgendaItemRemoved(meeting.id, meeting.org_id, item_id=item_id))
    return meeting


def _open(actor: Actor, meeting_id: int) -> Meeting:
    meeting = queries.get(actor, meeting_id, lock=True)
    require(actor, P.MEETING_RUN, meeting)
    MEETING.after(meeting.status, "change_agenda")
    return meeting


def _item(meeting: Meeting, item_id: int) -> AgendaItem:
    found = db.session.scalar(select(AgendaItem).where(AgendaItem.id == item_id, AgendaItem.meeting_id == meeting.id))
    if found is None:
        raise NotFound
    return found


def _as_read(meeting: Meeting, item_id: int, version: int | None) -> AgendaItem:
    item = _item(meeting, item_id)
    if version not in (None, item.version):
        raise Stale(current=item)
    return item


def _parent(meeting: Meeting, items: dict[int, AgendaItem], item: AgendaItem, to: Place) -> int | None:
    """Under which item it shall stand, by the parent or by the sibling that was named."""
    if to.before is not None and to.before not in items:
        raise Invalid.one("before", msg("There is no such item on this agenda."))
    parent_id = items[to.before].parent_id if to.before is not None else to.parent
    if parent_id is not None and parent_id not in items:
        raise Invalid.one("parent", msg("There is no such item on this agenda."))
    places = [(row.id, row.parent_id) for row in items.values()]
    if parent_id == item.id or parent_id in numbering.below(item.id, places):
        raise Invalid.one("parent", msg("An item cannot stand under itself or under what stands under it."))
    if numbering.depth(parent_id, places) + numbering.height(item.id, places) > placing.DEEPEST:
        raise Invalid.one("parent", msg("An agenda has at most {deepest} levels.", deepest=placing.DEEPEST))
    return parent_id
