"""Reading agendas: the items with their links and papers, how long they take, and what was proposed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.accounts.queries import can_be_id
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.media.models import File
from platform_app.meetings import placing, queries, timing
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_agenda import AgendaItem, AgendaProposal, SubjectLink


@dataclass(frozen=True)
class Agenda:
    """The items in their order, the links of each, and how the planned time stands to the meeting's."""

    items: Sequence[AgendaItem]
    links: Mapping[int, Sequence[SubjectLink]]
    time: timing.Time


def items(meeting_id: int) -> Sequence[AgendaItem]:
    """The items of an agenda with their sponsors, by number. A step of reading and of doors."""
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id).options(joinedload(AgendaItem.sponsor))
    return sorted(db.session.scalars(query).all(), key=lambda row: [int(part or 0) for part in row.number.split(".")])


def agenda(actor: Actor, meeting: Meeting) -> Agenda:
    """The agenda of a meeting that she has been given to read; two statements."""
    if not queries.is_open(actor, meeting):
        raise NotFound
    rows = items(meeting.id)
    links: dict[int, list[SubjectLink]] = defaultdict(list)
    own = (SubjectLink.from_kind == placing.ITEM, SubjectLink.from_id.in_([row.id for row in rows]))
    for link in db.session.scalars(select(SubjectLink).where(*own).order_by(SubjectLink.id)) if rows else ():
        links[link.from_id].append(link)
    available = int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    return Agenda(rows, links, timing.Time(sum(row.minutes for row in rows), available))


def item(actor: Actor, meeting_id: int, item_id: int) -> AgendaItem:
    """One item of a meeting.

    Raises:
        NotFound: there is none, or the meeting is not open to her.
    """
    meeting = queries.get(actor, meeting_id)
    query = select(AgendaItem).where(AgendaItem.id == item_id, AgendaItem.meeting_id == meeting.id)
    found = db.session.scalar(query.options(joinedload(AgendaItem.sponsor))) if can_be_id(item_id) else None
    if found is None:
        raise NotFound
    return found


def agenda_item(actor: Actor, item_id: int) -> AgendaItem:
    """One item by its number alone, for what links to it.

    Raises:
        NotFound: there is none, or its meeting is not open to her.
    """
    meeting_id = (
        db.session.scalar(select(AgendaItem.meeting_id).where(AgendaItem.id == item_id)) if can_be_id(item_id) else None
    )
    if meeting_id is None:
        raise NotFound
    return item(actor, meeting_id, item_id)


def proposals(actor: Actor, meeting: Meeting) -> Sequence[AgendaProposal]:
    """What was proposed for a meeting, the oldest first; for the people of its body."""
    if not allows(actor, P.MEETING_SEE_PEOPLE, meeting):
        return ()
    query = select(AgendaProposal).where(AgendaProposal.meeting_id == meeting.id)
    return db.session.scalars(query.options(joinedload(AgendaProposal.organisation)).order_by(AgendaProposal.id)).all()


def proposal(actor: Actor, meeting_id: int, proposal_id: int, *, lock: bool = False) -> AgendaProposal:
    """One proposal for a meeting.

    Raises:
        NotFound: there is none, or it is not for her.
    """
    meeting = queries.get(actor, meeting_id)
    query = select(AgendaProposal).where(AgendaProposal.id == proposal_id, AgendaProposal.meeting_id == meeting.id)
    query = query.options(joinedload(AgendaProposal.organisation))
    if lock:
        query = query.with_for_update(of=AgendaProposal).execution_options(populate_existing=True)
    found = db.session.scalar(query) if can_be_id(proposal_id) else None
    if found is None or not allows(actor, P.MEETING_SEE_PEOPLE, meeting):
        raise NotFound
    return found


def paper(actor: Actor, meeting_id: int, file_id: int) -> File:
    """One paper of an agenda; who reads the meeting reads it.

    Raises:
        NotFound: there is none, or the meeting is not open to her.
    """
    meeting = queries.get(actor, meeting_id)
    of_item = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting.id)
    own = (File.subject_kind == placing.ITEM, File.subject_id.in_(of_item), File.is_shared.is_(True))
    found = db.session.scalar(select(File).where(File.id == file_id, *own)) if can_be_id(file_id) else None
    if found is None:
        raise NotFound
    return found
