"""Reading notices: those that their reader may see at this moment, grouped, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from platform_app.access.actor import Actor
from platform_app.access.check import visible
from platform_app.access.permissions import P
from platform_app.accounts.queries import can_be_id
from platform_app.cases.models import Case
from platform_app.exchange.models import Post, Thread
from platform_app.exchange.models_marks import ReadMark
from platform_app.following import official
from platform_app.following.models import Notice
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.kernel.pages import Page, PageRequest, after_keys, cut, decode_cursor

MOST_COUNTED = 100  # the count of unread notices stops here
READ_WITH_ITS_POST = ("replies", "mentions", "followed")
OPEN_KINDS = ("organisation", "standard", "person")  # everybody may see them, or it is herself


@dataclass(frozen=True)
class NoticeGroup:
    """Notices of one kind about one thing: the newest of them with what it is about, and how many there are."""

    notice: Notice
    count: int
    is_read: bool = False
    thread: Thread | None = None
    case: Case | None = None
    post_no: int | None = None
    titles: tuple[str | None, str | None] = (None, None)  # of an official thing, zh and en

    @property
    def id(self) -> int:
        """Of the newest."""
        return self.notice.id

    def title(self, language: str) -> str:
        """What it is about, by name; empty where the sentence says it all."""
        if self.thread is None:
            names = (self.case.title_zh, self.case.title_en) if self.case is not None else self.titles
            own, other = names[:: 1 if language == "zh" else -1]
            return own or other or ""
        translated = self.thread.title_translation if self.thread.language != language else None
        return translated or self.thread.title


def groups(actor: Actor, page: PageRequest, *, unread: bool = False) -> Page[NoticeGroup]:
    """Her notices, what belongs together on one line; what has been read is grouped apart from what has not."""
    newest = func.max(Notice.id)
    waits = _unread().label("waits")
    query = _hers(actor, select(newest.label("newest"), func.count().label("amount"), waits))
    query = query.group_by(*_TOGETHER, "waits").order_by(newest.desc()).limit(page.limit + 1)
    if unread:
        query = query.where(_unread())
    if page.cursor:
        query = query.having(newest < _id_of(page.cursor))
    rows = db.session.execute(query).all()
    part = cut(rows, page.limit, lambda row: [row.newest])
    found = {row.newest: (row.amount, not row.waits) for row in part.items}
    return Page(_with_subjects(found), part.next)


def group(actor: Actor, notice_id: int) -> NoticeGroup:
    """One notice with what it is about.

    Raises:
        NotFound: there is none, it is somebody else's, or she may not see what it is about.
    """
    query = _hers(actor, select(Notice.id)).where(Notice.id == notice_id)
    if not can_be_id(notice_id) or db.session.scalar(query) is None:
        raise NotFound
    return _with_subjects({notice_id: (1, False)})[0]


def count_unread(actor: Actor) -> int:
    """How many lines of notices wait for her, at most a hundred; one statement."""
    if actor.id is None:
        return 0
    lines = _hers(actor, select(func.max(Notice.id))).where(_unread()).group_by(*_TOGETHER)
    return db.session.scalar(select(func.count()).select_from(lines.limit(MOST_COUNTED).subquery())) or 0


def newest_id(actor: Actor) -> int:
    """Of her newest notice; 0 = there is none."""
    return db.session.scalar(select(func.max(Notice.id)).where(visible(actor, P.NOTICE_SEE, Notice))) or 0


def newest(actor: Actor, limit: int = 50) -> Sequence[NoticeGroup]:
    """Her newest notices one by one, for a feed."""
    ids = db.session.scalars(_hers(actor, select(Notice.id)).order_by(Notice.id.desc()).limit(limit))
    return _with_subjects(dict.fromkeys(ids, (1, False)))


def grouped(actor: Actor, ids: Sequence[int]) -> Sequence[NoticeGroup]:
    """Some of her notices, those that she may see now and has not read, grouped for a letter, the newest first."""
    latest = func.max(Notice.id)
    query = _hers(actor, select(latest.label("newest"), func.count().label("amount"))).where(
        Notice.id.in_(ids), _unread()
    )
    rows = db.session.execute(query.group_by(*_TOGETHER).order_by(latest.desc())).all()
    return _with_subjects({row.newest: (row.amount, False) for row in rows})


_TOGETHER = (Notice.kind, Notice.what, Notice.group_key)


def _hers(actor: Actor, query: Any) -> Any:
    """Notices of hers whose subject the permission table lets her see now."""
    is_thread = and_(Notice.subject_kind == "thread", Thread.id == Notice.subject_id)
    is_case = and_(Notice.subject_kind == "case", Case.id == Notice.subject_id)
    joined = query.select_from(Notice).outerjoin(Thread, is_thread).outerjoin(Case, is_case)
    joined = joined.outerjoin(Post, Post.id == Notice.post_id)
    mark = and_(ReadMark.person_id == Notice.person_id, ReadMark.thread_id == Post.thread_id)
    joined = joined.outerjoin(ReadMark, mark)
    return joined.where(visible(actor, P.NOTICE_SEE, Notice), _subject_is_seen(actor))


def _unread() -> ColumnElement[bool]:
    """Neither marked as read, nor about a post that she has read in its thread."""
    not_there_yet = or_(Notice.kind.not_in(READ_WITH_ITS_POST), ReadMark.no.is_(None), Post.no > ReadMark.no)
    return and_(Notice.read_at.is_(None), not_there_yet)


def _subject_is_seen(actor: Actor) -> ColumnElement[bool]:
    readable = or_(Notice.post_id.is_(None), Post.status == "shown", visible(actor, P.POST_READ_WITHHELD, Post))
    return or_(
        and_(Notice.subject_kind == "thread", visible(actor, P.THREAD_SEE, Thread), readable),
        and_(Notice.subject_kind == "case", visible(actor, P.CASE_SEE, Case)),
        Notice.subject_kind.in_(OPEN_KINDS),
        official.is_seen(actor),
    )


def _with_subjects(found: dict[int, tuple[int, bool]]) -> list[NoticeGroup]:
    if not found:
        return []
    query = (
        select(Notice, Thread, Case, Post.no, official.TITLE_ZH, official.TITLE_EN)
        .outerjoin(Thread, and_(Notice.subject_kind == "thread", Thread.id == Notice.subject_id))
        .outerjoin(Case, and_(Notice.subject_kind == "case", Case.id == Notice.subject_id))
        .outerjoin(Post, Post.id == Notice.post_id)
    )
    query = official.joined(query).where(Notice.id.in_(found)).order_by(Notice.id.desc())
    rows = db.session.execute(query)
    return [NoticeGroup(row[0], *found[row[0].id], row[1], row[2], row[3], (row[4], row[5])) for row in rows]


def _id_of(cursor: str) -> Any:
    """The id in a cursor; checked as for any keyset."""
    values = decode_cursor(cursor, 1)
    after_keys([Notice.id], values, descending=True)
    return values[0]
