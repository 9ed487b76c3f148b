"""From a change to the index: a row in the transaction of the change, the index after it, then the row goes.

A process that dies at any point leaves its rows, and whoever drains next indexes them; indexing twice does no harm.
"""

import logging
import time
from datetime import datetime
from functools import cache

from sqlalchemy import bindparam, delete, select

from platform_app import events
from platform_app.cases.models import Case
from platform_app.coordination.models import RequestAnswer
from platform_app.exchange.models import Post, Thread
from platform_app.exchange.models_records import ThreadRecord
from platform_app.kernel.db import BUSY_TIMEOUT_MS, db, write_unless_busy
from platform_app.kernel.subjects import SubjectRef
from platform_app.kernel.use_case import Recorded
from platform_app.media.models import File
from platform_app.search import documents, fields, queue_meetings
from platform_app.search.engine import Busy, Document
from platform_app.search.index import installed
from platform_app.search.models import QueuedChange

log = logging.getLogger(__name__)
BATCH = 100
PATIENCE_MS = 100
Noted = tuple[int, datetime]
"""A row by its id and its moment: SQLite gives the id of a row that went to the next one."""
_NOTED = (
    events.CaseEvent,
    events.CandidacyEvent,
    events.FilePrepared,
    events.OrganisationLoaded,
    events.OrganisationEdited,
    events.StandardLoaded,
    events.ThreadEvent,
    events.PostEvent,
    events.RequestEvent,
    *queue_meetings.NOTED,
)
_MOVING = (events.ThreadMerged, events.ThreadMergeUndone, events.ThreadSplit, events.ThreadSplitUndone)
_UNHEARD = (
    events.PostReacted,
    events.PostReactionTakenBack,
    events.ThreadsCounted,
    events.RequestRaised,
    events.RequestCopied,
    events.RequestReminded,
    events.RequestOverdue,
    events.ResolutionProposed,
    events.ResolutionEdited,
    events.ResolutionVoted,
)


def note(recorded: Recorded) -> None:
    """Before the commit: remember what the index has to look at again."""
    event = recorded.event
    if isinstance(event, events.CaseEvent | events.CandidacyEvent):
        _note_case(event.subject_id)
    elif isinstance(event, events.OrganisationLoaded | events.OrganisationEdited):
        db.session.add(QueuedChange(kind="organisation", subject_id=event.subject_id, hides=False))
        public = select(Case.id).where(Case.org_id == event.subject_id, Case.status == "published")
        for case_id in db.session.scalars(public):  # they carry its names
            db.session.add(QueuedChange(kind="case", subject_id=case_id, hides=False))
    elif isinstance(event, events.FilePrepared):
        _note_file(db.session.get(File, event.subject_id))
    elif isinstance(event, events.ThreadEvent | events.PostEvent):
        _note_thread(event)
    elif isinstance(event, events.RequestEvent):
        _note_interpretations(event.subject_id)
    elif isinstance(event, queue_meetings.NOTED):
        queue_meetings.note(event)
    elif isinstance(event, events.StandardLoaded):
        db.session.add(QueuedChange(kind="standard", subject_id=event.subject_id, hides=False))


def is_noted(event: type) -> bool:
    """Does this kind of event change what can be found?"""
    return issubclass(event, _NOTED) and not issubclass(event, _UNHEARD)


def drain() -> int:
    """Index what waits; says how much that was. While another process writes, the rows wait for it or for us.

    The database is read under the writer's lock: an older state can never overwrite a newer one. Nothing else that
    can take long happens under it, for all processes wait there: words are loaded before, rows are cleared after.
    """
    load_words()
    done, broken, indexed = 0, set[Noted](), set[Noted]()
    patience_ends = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    try:
        while time.monotonic() < patience_ends:
            handled, bad = _index_waiting(broken | indexed)
            done += len(handled)
            broken |= bad
            indexed |= handled
            if not (indexed or bad):
                break
            if _cleared(indexed):
                indexed.clear()
            if handled:
                patience_ends = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    except Busy:
        log.info("another process is indexing; what waits is left to it or to our next turn")
    return done


@cache
def load_words() -> None:
    """Read the tables behind the words; a new process needs up to seconds for it and should not hold others up then."""
    fields.index(Document(key="", kind="case", id=0, url="", titles={"zh": "城市", "en": "cities"}, updated=0))


def waiting() -> int:
    """How many changes the index does not know yet."""
    return len(rows())


def rows() -> set[Noted]:
    """What waits."""
    with db.engine.connect() as connection:
        return {(row.id, row.at) for row in connection.execute(select(QueuedChange.id, QueuedChange.at))}


def clear(known: set[Noted]) -> None:
    """Take away what the index knows; what a long write keeps us from taking is indexed once more, with no harm."""
    for _ in range(BUSY_TIMEOUT_MS // PATIENCE_MS):
        if _cleared(known):
            return
    log.info("a long write kept the search queue from being cleared")


def _note_case(case_id: int) -> None:
    case = db.session.get(Case, case_id)
    if case is None:  # a draft that nobody could find was deleted
        return
    if case.was_published:
        db.session.add(QueuedChange(kind="case", subject_id=case_id, hides=case.status != "published"))


def _note_interpretations(request_id: int) -> None:
    """The answers of a request that are public or were."""
    public = select(RequestAnswer.id, RequestAnswer.published_at)
    public = public.where(RequestAnswer.request_id == request_id, RequestAnswer.public_question.is_not(None))
    for answer_id, published_at in db.session.execute(public):
        db.session.add(QueuedChange(kind="interpretation", subject_id=answer_id, hides=published_at is None))


def _note_thread(event: events.ThreadEvent | events.PostEvent) -> None:
    """The thread, and the one its posts went to or came from; without asking for it, as a reply must be cheap."""
    if isinstance(event, events.PostEvent):
        db.session.add(QueuedChange(kind="thread", subject_id=event.thread_id, hides=False))
        return
    thread = db.session.get(Thread, event.subject_id)
    hides = thread is None or thread.status != "open"
    db.session.add(QueuedChange(kind="thread", subject_id=event.subject_id, hides=hides))
    others = select(ThreadRecord.other_id).where(ThreadRecord.thread_id == event.subject_id)
    if isinstance(event, _MOVING):
        for other_id in db.session.scalars(others.where(ThreadRecord.other_id.is_not(None)).distinct()):
            db.session.add(QueuedChange(kind="thread", subject_id=other_id, hides=False))


def _note_file(file: File | None) -> None:
    """What is searched by the text of a file: its case, or the thread of its post."""
    if file is not None and file.subject_kind == "case":
        _note_case(file.subject_id)
    elif file is not None and file.subject_kind == "post":
        _note_thread_of(file.subject_id)


def _note_thread_of(post_id: int) -> None:
    thread_id = db.session.scalar(select(Post.thread_id).where(Post.id == post_id))
    if thread_id is not None:
        db.session.add(QueuedChange(kind="thread", subject_id=thread_id, hides=False))


def _waiting(known: set[Noted]) -> list[tuple[Noted, SubjectRef]]:
    """The next batch of what is not known yet, the oldest first."""
    query = select(QueuedChange.id, QueuedChange.at, QueuedChange.kind, QueuedChange.subject_id)
    query = query.order_by(QueuedChange.id).limit(BATCH + len(known))
    with db.engine.connect() as connection:
        found = [((row.id, row.at), SubjectRef(row.kind, row.subject_id)) for row in connection.execute(query)]
    return [each for each in found if each[0] not in known][:BATCH]


def _index_waiting(known: set[Noted]) -> tuple[set[Noted], set[Noted]]:
    """Index a batch of what is not known yet: what the index has now, and what is broken."""
    if not _waiting(known):  # looked at without the lock first: most often nothing waits
        return set(), set()
    with installed().engine.writing():
        batch = _waiting(known)
        good, bad = _documents({ref for _, ref in batch})
        _index(good)
    return {noted for noted, ref in batch if ref not in bad}, {noted for noted, ref in batch if ref in bad}


def _documents(refs: set[SubjectRef]) -> tuple[dict[str, Document | None], set[SubjectRef]]:
    """The documents, and what could not be made into one: it stays in the queue and does not stop the rest."""
    try:
        return documents.of(refs), set()
    except Exception:
        log.exception("a document could not be made; each is tried alone")
    good: dict[str, Document | None] = {}
    bad: set[SubjectRef] = set()
    for ref in refs:
        try:
            good.update(documents.of([ref]))
        except Exception:
            log.exception("%s could not be made into a document; it stays in the queue", ref)
            bad.add(ref)
    return good, bad


def _index(found: dict[str, Document | None]) -> None:
    if found:
        kept = [document for document in found.values() if document]
        installed().engine.put(kept, [key for key, document in found.items() if document is None])


def _cleared(known: set[Noted]) -> bool:
    """Take rows away, unless a long write keeps us from it: they can wait, whoever waits to be indexed cannot."""
    each = [{"row": row, "noted_at": at} for row, at in sorted(known)]
    ours = delete(QueuedChange).where(QueuedChange.id == bindparam("row"), QueuedChange.at == bindparam("noted_at"))
    return not each or write_unless_busy(ours, each, patience_ms=PATIENCE_MS)
