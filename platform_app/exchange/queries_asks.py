"""Reading who was asked what. An ask is open to whoever may read its thread."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, load_only

from platform_app.access.actor import Actor
from platform_app.access.check import allows, visible
from platform_app.access.permissions import P
from platform_app.accounts.queries import can_be_id
from platform_app.exchange import queries
from platform_app.exchange.models import Post, Thread
from platform_app.exchange.models_asks import Ask
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.kernel.pages import Page, PageRequest, after_keys, cut, decode_cursor

DAY_S = 24 * 3600.0


@dataclass(frozen=True)
class AskFilter:
    """What a list of asks is narrowed to; None = not at all. `overdue` = open and past its day."""

    org_ids: Collection[int] | None = None
    status: str | None = None


@dataclass(frozen=True)
class Responses:
    """How an organisation has answered; days are those from the ask to the answer. None = it has answered nothing."""

    asked: int = 0
    answered: int = 0
    declined: int = 0
    passed_on: int = 0
    median_days: float | None = None


def get(actor: Actor, ask_id: int) -> Ask:
    """One ask with its thread and organisations.

    Raises:
        NotFound: there is none, or its thread is not open to her.
    """
    query = select(Ask).join(Ask.thread).options(*_with_thread()).where(Ask.id == ask_id)
    found = db.session.scalar(query) if can_be_id(ask_id) else None
    if found is None or not allows(actor, P.THREAD_SEE, found.thread):
        raise NotFound
    return found


def get_for_change(actor: Actor, ask_id: int) -> tuple[Ask, Thread]:
    """An ask and its thread, both locked: first the thread, as everybody does."""
    owner = db.session.scalar(select(Ask.thread_id).where(Ask.id == ask_id)) if can_be_id(ask_id) else None
    thread = queries.get_for_change(actor, owner or 0)
    query = select(Ask).where(Ask.id == ask_id).options(joinedload(Ask.organisation)).with_for_update(of=Ask)
    return db.session.scalars(query.execution_options(populate_existing=True)).one(), thread


def of_thread(actor: Actor, thread: Thread) -> Sequence[Ask]:
    """Who was asked a question that the caller has found open to her, in the order of asking."""
    return db.session.scalars(_OF_THREAD, {"thread_id": thread.id}).all()


def asks(actor: Actor, wanted: AskFilter, page: PageRequest) -> Page[Ask]:
    """Asks open to the actor, the newest first; their threads are loaded."""
    query = _narrowed(actor, select(Ask).join(Ask.thread), wanted)
    total = db.session.scalar(_narrowed(actor, select(func.count(Ask.id)).join(Ask.thread), wanted))
    if page.cursor:
        query = query.where(after_keys([Ask.id], decode_cursor(page.cursor, 1), descending=True))
    rows = db.session.scalars(query.options(*_with_thread()).order_by(Ask.id.desc()).limit(page.limit + 1)).all()
    return cut(rows, page.limit, lambda row: [row.id], total)


def waiting(actor: Actor, limit: int = 20) -> Sequence[Ask]:
    """What her organisations are asked and have not answered, the nearest day first; where it can be answered."""
    if not actor.org_ids:
        return []
    query = select(Ask).join(Ask.thread).where(Ask.status == "open", visible(actor, P.ASK_ANSWER, Ask))
    takes_posts = (Thread.status == "open", Thread.is_locked.is_(False), visible(actor, P.THREAD_SEE, Thread))
    query = query.where(*takes_posts).options(*_with_thread()).order_by(Ask.due_on, Ask.id).limit(limit)
    return db.session.scalars(query).all()


def answering_posts(actor: Actor, ask: Ask, limit: int = 20) -> Sequence[Post]:
    """Posts that can be named as the answer: of the asked organisation or her own, the newest first."""
    own = or_(Post.org_id == ask.org_id, Post.author_id == (actor.id or 0))
    query = select(Post).where(Post.thread_id == ask.thread_id, Post.status == "shown", own)
    return db.session.scalars(query.order_by(Post.no.desc()).limit(limit)).all()


def responses(actor: Actor, org_ids: Collection[int]) -> Mapping[int, Responses]:
    """How each of some organisations has answered so far, in one statement: figures only, whoever reads them."""
    query = select(Ask.org_id, Ask.status, Ask.created_at, Ask.decided_at).where(Ask.org_id.in_(sorted(org_ids)))
    by_org: dict[int, list[Any]] = {}
    for row in db.session.execute(query):
        by_org.setdefault(row.org_id, []).append(row)
    return {org_id: _responses(rows) for org_id, rows in by_org.items()}


_AnsweringPost = joinedload(Ask.post).options(load_only(Post.id, Post.no, Post.author_name, Post.status))
_WITH = (
    joinedload(Ask.organisation),
    joinedload(Ask.asking_organisation),
    joinedload(Ask.passed_from).joinedload(Ask.organisation),
    _AnsweringPost,
)
_OF_THREAD = select(Ask).where(Ask.thread_id == bindparam("thread_id")).options(*_WITH).order_by(Ask.id)


def _with_thread() -> tuple[Any, ...]:
    return (contains_eager(Ask.thread), *_WITH)


def _narrowed(actor: Actor, query: Select[Any], wanted: AskFilter) -> Select[Any]:
    query = query.where(visible(actor, P.THREAD_SEE, Thread))
    if wanted.org_ids is not None:
        query = query.where(Ask.org_id.in_(sorted(wanted.org_ids)))
    if wanted.status == "overdue":
        return query.where(Ask.status == "open", Ask.due_on < clock.today())
    return query.where(Ask.status == wanted.status) if wanted.status else query


def _responses(rows: Sequence[Any]) -> Responses:
    counts = {status: sum(row.status == status for row in rows) for status in ("answered", "declined", "passed_on")}
    took = [
        (row.decided_at - row.created_at).total_seconds() / DAY_S
        for row in rows
        if row.status == "answered" and row.decided_at
    ]
    return Responses(asked=len(rows), **counts, median_days=round(median(took), 1) if took else None)
