"""From a change to the index: a row in the transaction of the change, the index after it, then the row goes.

A process that dies at any point leaves its rows, and whoever drains next indexes them; indexing twice does no harm.
"""

import logging
from collections.abc import Iterable, Sequence

from sqlalchemy import delete, select

from platform_app import events
from platform_app.cases.models import Case
from platform_app.kernel.db import IMMEDIATE, db
from platform_app.kernel.subjects import SubjectRef
from platform_app.kernel.use_case import Recorded
from platform_app.media.models import File
from platform_app.search import documents
from platform_app.search.engine import Busy, Document
from platform_app.search.index import installed
from platform_app.search.models import QueuedChange

log = logging.getLogger(__name__)
BATCH = 100
_NOTED = (
    events.CaseEvent,
    events.CandidacyEvent,
    events.FilePrepared,
    events.OrganisationLoaded,
    events.OrganisationEdited,
    events.StandardLoaded,
)


def note(recorded: Recorded) -> None:
    """Before the commit: remember what the index has to look at again."""
    event = recorded.event
    if isinstance(event, events.CaseEvent):
        _note_case(event.subject_id)
    elif isinstance(event, events.OrganisationLoaded | events.OrganisationEdited):
        db.session.add(QueuedChange(kind="organisation", subject_id=event.subject_id, hides=False))
        public = select(Case.id).where(Case.org_id == event.subject_id, Case.status == "published")
        for case_id in db.session.scalars(public):  # they carry its names
            db.session.add(QueuedChange(kind="case", subject_id=case_id, hides=False))
    elif isinstance(event, events.FilePrepared):
        file = db.session.get(File, event.subject_id)
        if file is not None and file.subject_kind == "case":
            _note_case(file.subject_id)
    elif isinstance(event, events.StandardLoaded):
        db.session.add(QueuedChange(kind="standard", subject_id=event.subject_id, hides=False))


def is_noted(event: type) -> bool:
    """Does this kind of event change what can be found?"""
    return issubclass(event, _NOTED)


def drain() -> int:
    """Index what waits, and say how much that was. While another process writes, the rows wait for it or for us.

    The database is read under the writer's lock: an older state can never overwrite a newer one.
    """
    done, broken = 0, set[int]()
    try:
        while _waiting(broken):  # looked at without the lock first: most often nothing waits
            with installed().engine.writing():
                rows = _waiting(broken)
                good, bad = _documents({SubjectRef(kind, id) for _, kind, id in rows})
                _index(good)
                handled = [row for row, kind, id in rows if SubjectRef(kind, id) not in bad]
                broken.update(row for row, kind, id in rows if SubjectRef(kind, id) in bad)
                _clear(handled)
                done += len(handled)
    except Busy:
        log.info("another process is indexing; what waits is left to it or to our next turn")
    return done


def waiting() -> int:
    """How many changes the index does not know yet."""
    return len(rows())


def rows() -> Sequence[int]:
    """The ids of what waits."""
    with db.engine.connect() as connection:
        return connection.scalars(select(QueuedChange.id)).all()


def clear(ids: Sequence[int]) -> None:
    """Take away what the index knows."""
    for at in range(0, len(ids), BATCH):
        _clear(ids[at : at + BATCH])


def _note_case(case_id: int) -> None:
    case = db.session.get(Case, case_id)
    if case is None:  # a draft that nobody could find was deleted
        return
    if case.was_published:
        db.session.add(QueuedChange(kind="case", subject_id=case_id, hides=case.status != "published"))


def _waiting(broken: Iterable[int]) -> Sequence[tuple[int, str, int]]:
    query = select(QueuedChange.id, QueuedChange.kind, QueuedChange.subject_id)
    query = query.where(QueuedChange.id.not_in(list(broken))).order_by(QueuedChange.id).limit(BATCH)
    with db.engine.connect() as connection:
        return [(row.id, row.kind, row.subject_id) for row in connection.execute(query)]


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


def _clear(rows: Sequence[int]) -> None:
    if rows:
        beside_session = db.engine.connect().execution_options(**{IMMEDIATE: True})
        with beside_session as connection, connection.begin():
            connection.execute(delete(QueuedChange).where(QueuedChange.id.in_(rows)))
