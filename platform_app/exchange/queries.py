"""Reading threads: one as its reader sees it, and lists of them. Every list asks the permission table in SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from platform_app.access.actor import ANONYMOUS, Actor
from platform_app.access.check import allows, visible
from platform_app.access.permissions import P
from platform_app.accounts.queries import can_be_id
from platform_app.exchange import lifecycle
from platform_app.exchange.models import Post, Thread, ThreadTag
from platform_app.exchange.models_asks import Ask
from platform_app.exchange.models_marks import ReadMark, ReplyDraft
from platform_app.exchange.models_records import ThreadRecord
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.kernel.pages import Page, PageRequest, after_keys, cut, decode_moment_cursor
from platform_app.kernel.subjects import SubjectRef
from platform_app.kernel.text import fold

MOST_PINNED = 5


@dataclass(frozen=True)
class ThreadFilter:
    """What a list of threads is narrowed to; None = not at all. `general` = those of no field."""

    kind: str | None = None
    field: str | None = None
    general: bool = False
    tag: str | None = None
    org_id: int | None = None
    subject: SubjectRef | None = None
    unanswered: bool = False


@dataclass(frozen=True)
class ThreadLine:
    """A thread in a list: how far this reader has read it (None = not at all, or nobody is signed in)."""

    thread: Thread
    read_no: int | None

    @property
    def unread(self) -> int:
        """How many numbers have come since."""
        return 0 if self.read_no is None else max(0, self.thread.last_no - self.read_no)


@dataclass(frozen=True)
class ThreadReading:
    """A thread with what its page shows of this reader's own: how far she has read, what she has begun to write."""

    thread: Thread
    accepted: Post | None
    read_no: int | None
    draft: ReplyDraft | None
    has_asks: bool
    """Somebody was asked: `queries_asks.of_thread` finds whom."""
    has_records: bool
    """Something was done to it: `records.of_thread` finds what."""

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return lifecycle.page_of(max(1, self.thread.last_no))


def get(actor: Actor, thread_id: int) -> Thread:
    """A thread the actor may see.

    Raises:
        NotFound: there is none, or she may not see it.
    """
    return _seen(actor, db.session.get(Thread, thread_id) if can_be_id(thread_id) else None)


def get_for_change(actor: Actor, thread_id: int) -> Thread:
    """The same, locked until the transaction ends."""
    query = select(Thread).where(Thread.id == thread_id).with_for_update(of=Thread)
    fresh = query.execution_options(populate_existing=True)
    return _seen(actor, db.session.scalar(fresh) if can_be_id(thread_id) else None)


def post_for_change(actor: Actor, post_id: int) -> tuple[Post, Thread]:
    """A post and its thread, both locked: first the thread, as everybody does."""
    owner = db.session.scalar(select(Post.thread_id).where(Post.id == post_id)) if can_be_id(post_id) else None
    thread = get_for_change(actor, owner or 0)
    query = select(Post).where(Post.id == post_id).with_for_update(of=Post)
    post = db.session.scalar(query.execution_options(populate_existing=True))
    if post is None or not is_readable(actor, post):
        raise NotFound
    return post, thread


def read(actor: Actor, thread_id: int) -> ThreadReading:
    """A thread for its page, in one statement."""
    wanted = {"thread_id": thread_id, "reader_id": actor.id or 0}
    row = db.session.execute(_READ, wanted).first() if can_be_id(thread_id) else None
    return ThreadReading(_seen(actor, row[0] if row else None), *row[1:])  # type: ignore[index]


def threads(actor: Actor, wanted: ThreadFilter, page: PageRequest) -> Page[ThreadLine]:
    """Threads open to the actor, the one with the newest post first; organisations are loaded."""
    query = _listed(actor, wanted)
    if page.cursor:
        query = query.where(after_keys(_ORDER, decode_moment_cursor(page.cursor), descending=True))
    query = query.order_by(*(column.desc() for column in _ORDER)).limit(page.limit + 1)
    lines = [ThreadLine(thread, no) for thread, no in db.session.execute(query)]
    return cut(lines, page.limit, lambda line: [line.thread.active_at.isoformat(), line.thread.id])


def pinned(actor: Actor, wanted: ThreadFilter) -> Sequence[ThreadLine]:
    """What stands on top: pinned everywhere, and in the field that the list is narrowed to."""
    here = Thread.pinned == "everywhere"
    if wanted.field:
        here = or_(here, and_(Thread.pinned == "field", Thread.field_slug == wanted.field))
    marked = _with_marks(actor, select(Thread, ReadMark.no))
    query = marked.where(visible(actor, P.THREAD_SEE, Thread), Thread.status == "open", here)
    query = query.order_by(Thread.active_at.desc(), Thread.id.desc()).limit(MOST_PINNED)
    return [ThreadLine(thread, no) for thread, no in db.session.execute(query)]


def of_subject(actor: Actor, subject: SubjectRef, limit: int = 5) -> Sequence[Thread]:
    """The newest threads about something, open to the actor."""
    query = _about_for_anybody() if actor is ANONYMOUS else _about(actor)
    return db.session.scalars(query, {"kind": subject.kind, "id": subject.id, "most": limit}).all()


def count(actor: Actor, wanted: ThreadFilter) -> int:
    """How many threads a list has."""
    query = _narrowed(actor, select(func.count(Thread.id)), wanted)
    return db.session.scalar(query) or 0


def last_change(actor: Actor) -> datetime | None:
    """When anything in the threads open to the actor last changed."""
    return db.session.scalar(select(func.max(Thread.updated_at)).where(visible(actor, P.THREAD_SEE, Thread)))


def check_open(thread: Thread) -> None:
    """Refuse writing where a thread takes none.

    Raises:
        Conflict: it is locked, hidden, merged, held or deleted.
    """
    lifecycle.check_takes_posts(thread.status, is_locked=thread.is_locked)


def is_readable(actor: Actor, post: Post) -> bool:
    """Whether she reads its text, and not only that there was one."""
    return post.status == "shown" or (post.status != "deleted" and allows(actor, P.POST_READ_WITHHELD, post))


_ORDER = [Thread.active_at, Thread.id]
_ACCEPTED = aliased(Post)
_READER: Any = bindparam("reader_id")
# Put together once: putting it together costs more than asking it.
_READ = (
    select(
        Thread,
        _ACCEPTED,
        ReadMark.no,
        ReplyDraft,
        exists().where(Ask.thread_id == Thread.id),
        exists().where(ThreadRecord.thread_id == Thread.id),
    )
    .outerjoin(_ACCEPTED, and_(_ACCEPTED.id == Thread.accepted_post_id, _ACCEPTED.status == "shown"))
    .outerjoin(ReadMark, and_(ReadMark.thread_id == Thread.id, ReadMark.person_id == _READER))
    .outerjoin(ReplyDraft, and_(ReplyDraft.thread_id == Thread.id, ReplyDraft.person_id == _READER))
    .options(joinedload(Thread.organisation), joinedload(Thread.target), joinedload(_ACCEPTED.organisation))
    .where(Thread.id == bindparam("thread_id"))
)


def _about(actor: Actor) -> Any:
    about = (Thread.subject_kind == bindparam("kind"), Thread.subject_id == bindparam("id"))
    query = _narrowed(actor, select(Thread), ThreadFilter()).where(*about)
    return query.order_by(*(column.desc() for column in _ORDER)).limit(bindparam("most"))


@cache
def _about_for_anybody() -> Any:
    return _about(ANONYMOUS)


def _listed(actor: Actor, wanted: ThreadFilter) -> Any:
    return _with_marks(actor, _narrowed(actor, select(Thread, ReadMark.no), wanted))


def _with_marks(actor: Actor, query: Any) -> Any:
    mark = and_(ReadMark.thread_id == Thread.id, ReadMark.person_id == (actor.id or 0))
    return query.outerjoin(ReadMark, mark).options(joinedload(Thread.organisation))


def _narrowed(actor: Actor, query: Any, wanted: ThreadFilter) -> Any:
    query = query.where(visible(actor, P.THREAD_SEE, Thread), Thread.status == "open")
    for column, value in (
        (Thread.kind, wanted.kind),
        (Thread.org_id, wanted.org_id),
        (Thread.field_slug, wanted.field),
    ):
        if value is not None:
            query = query.where(column == value)
    if wanted.general:
        query = query.where(Thread.field_slug.is_(None))
    if wanted.tag is not None:
        query = query.where(Thread.id.in_(select(ThreadTag.thread_id).where(ThreadTag.key == fold(wanted.tag))))
    if wanted.subject is not None:
        ref = wanted.subject
        query = query.where(Thread.subject_kind == ref.kind, Thread.subject_id == ref.id)
    if wanted.unanswered:
        query = query.where(Thread.kind == "question", Thread.is_answered.is_(False))
    return query


def _seen(actor: Actor, thread: Thread | None) -> Thread:
    if thread is None or not allows(actor, P.THREAD_SEE, thread):
        raise NotFound
    return thread
