"""Counts everything in threads anew and compares it with what is stored: for operators and for tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.events import ThreadsCounted
from platform_app.exchange import appending
from platform_app.exchange.models import Post, Thread
from platform_app.exchange.models_marks import Reaction
from platform_app.kernel.db import db
from platform_app.kernel.use_case import record, use_case


@dataclass(frozen=True)
class Difference:
    """A stored counter that is not what the rows say."""

    kind: str
    id: int
    what: str
    stored: Any
    counted: Any


def check(actor: Actor) -> list[Difference]:
    """Every stored counter that differs from its rows."""
    require(actor, P.EXCHANGE_CHECK)
    return [*_threads(), *_posts(), *_answers()]


@use_case
def repair(actor: Actor) -> list[Difference]:
    """Set what differs by its rows; says what that was."""
    require(actor, P.EXCHANGE_CHECK)
    found = [*_threads(), *_posts(), *_answers()]
    for each in found:
        if each.what == "reactions":
            db.session.execute(update(Post).where(Post.id == each.id).values(reactions=each.counted))
        elif each.what == "is_answered":
            db.session.execute(update(Thread).where(Thread.id == each.id).values(is_answered=each.counted))
        elif each.what == "last_no":
            db.session.execute(update(Thread).where(Thread.id == each.id).values(last_no=each.counted))
        else:
            appending.count_anew(each.id)
    if found:
        record(ThreadsCounted(0))
    return found


def _threads() -> Iterator[Difference]:
    shown = func.count().filter(Post.status == "shown")
    query = (
        select(Thread.id, Thread.post_count, shown, Thread.last_no, func.coalesce(func.max(Post.no), 0))
        .outerjoin(Post, Post.thread_id == Thread.id)
        .group_by(Thread.id)
        .order_by(Thread.id)
    )
    for id, stored, counted, last, highest in db.session.execute(query):
        if stored != counted:
            yield Difference("thread", id, "post_count", stored, counted)
        if last < highest:  # a number may be free, because its post moved on; it is never too small
            yield Difference("thread", id, "last_no", last, highest)


def _posts() -> Iterator[Difference]:
    query = select(Reaction.post_id, Reaction.sign, func.count()).group_by(Reaction.post_id, Reaction.sign)
    counted: dict[int, dict[str, int]] = {}
    for id, sign, count in db.session.execute(query.order_by(Reaction.post_id, Reaction.sign)):
        counted.setdefault(id, {})[sign] = count
    for id, stored in db.session.execute(select(Post.id, Post.reactions).order_by(Post.id)):
        if stored != counted.get(id, {}):
            yield Difference("post", id, "reactions", stored, counted.get(id, {}))


def _answers() -> Iterator[Difference]:
    says = Thread.accepted_post_id.is_not(None)
    query = select(Thread.id, Thread.is_answered).where(Thread.is_answered != says).order_by(Thread.id)
    for id, stored in db.session.execute(query):
        yield Difference("thread", id, "is_answered", stored, not stored)
