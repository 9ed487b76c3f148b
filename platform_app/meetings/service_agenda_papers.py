"""Papers of agenda items: a file is added as it is and stays so; a newer one is another paper."""

from typing import Any

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.events import AgendaPaperAdded, AgendaPaperRemoved
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, NotFound
from platform_app.kernel.messages import msg
from platform_app.kernel.subjects import SubjectRef
from platform_app.kernel.use_case import record, use_case
from platform_app.media import keeping
from platform_app.media.keeping import Kept, Upload
from platform_app.media.models import File
from platform_app.meetings import placing, queries
from platform_app.meetings.lifecycle import MEETING
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_agenda import AgendaItem

MOST_PAPERS = 20


def attach(actor: Actor, meeting_id: int, item_id: int, upload: Upload) -> AgendaItem:
    """Add a paper to an item; its bytes are on disk before anything says so.

    Raises:
        Invalid: the file is refused.
        Conflict: the meeting is over, or the item holds as many papers as it may.
    """
    meeting = queries.get(actor, meeting_id)
    require(actor, P.MEETING_RUN, meeting)
    return _attach(actor, meeting_id, item_id, keeping.keep(keeping.look(upload)))


@use_case
def _attach(actor: Actor, meeting_id: int, item_id: int, kept: Kept) -> AgendaItem:
    meeting, item = _open(actor, meeting_id, item_id)
    if len(item.papers) >= MOST_PAPERS:
        raise Conflict(msg("An item holds at most {most} papers.", most=MOST_PAPERS), "too_many_papers")
    file = keeping.enter(
        actor, kept, SubjectRef(placing.ITEM, item.id), org_id=meeting.org_id, org_path=meeting.org_path
    )
    file.is_shared = True
    paper: dict[str, Any] = {"id": file.id, "name": file.name, "sha256": file.sha256, "size": file.size}
    paper |= {"media_type": file.media_type, "by": actor.name, "at": clock.now().isoformat()}
    item.papers = [*item.papers, paper]
    db.session.flush()
    record(AgendaPaperAdded(meeting.id, meeting.org_id, item_id=item.id, row_id=file.id))
    return item


@use_case
def detach(actor: Actor, meeting_id: int, item_id: int, file_id: int) -> AgendaItem:
    """Take a paper off an item.

    Raises:
        NotFound: the item has no such paper.
        Conflict: the meeting is over.
    """
    meeting, item = _open(actor, meeting_id, item_id)
    if all(paper["id"] != file_id for paper in item.papers):
        raise NotFound
    item.papers = [paper for paper in item.papers if paper["id"] != file_id]
    db.session.get_one(File, file_id).is_shared = False
    db.session.flush()
    record(AgendaPaperRemoved(meeting.id, meeting.org_id, item_id=item.id, row_id=file_id))
    return item


def _open(actor: Actor, meeting_id: int, item_id: int) -> tuple[Meeting, AgendaItem]:
    meeting = queries.get(actor, meeting_id, lock=True)
    require(actor, P.MEETING_RUN, meeting)
    MEETING.after(meeting.status, "change_agenda")
    item = db.session.scalar(select(AgendaItem).where(AgendaItem.id == item_id, AgendaItem.meeting_id == meeting.id))
    if item is None:
        raise NotFound
    return meeting, item
