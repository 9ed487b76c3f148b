"""What moderators are shown of the things that reports and sanctions are about, as far as each reader sees them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.check import visible
from platform_app.access.permissions import P
from platform_app.accounts.models import Person
from platform_app.cases.models import Case
from platform_app.exchange import queries
from platform_app.exchange.models import Post, Thread
from platform_app.kernel.db import db
from platform_app.kernel.subjects import SubjectRef


@dataclass(frozen=True)
class Shown:
    """A thing: what it or its thread is called, who wrote it, and of a post its words as HTML."""

    title_zh: str | None
    title_en: str | None
    author_name: str = ""
    html: str | None = None
    text: str = ""
    status: str = ""


def shown(actor: Actor, refs: Iterable[SubjectRef]) -> Mapping[SubjectRef, Shown]:
    """Some things by kind and id, a statement for each kind; what is gone or not open to her is missing."""
    wanted: dict[str, set[int]] = {}
    for ref in refs:
        wanted.setdefault(ref.kind, set()).add(ref.id)
    return {SubjectRef(kind, id): each for kind, ids in wanted.items() for id, each in _READ[kind](actor, ids)}


def _posts(actor: Actor, ids: set[int]) -> list[tuple[int, Shown]]:
    query = select(Post, Thread.title).join(Thread, Thread.id == Post.thread_id).where(Post.id.in_(ids))
    rows = db.session.execute(query.where(visible(actor, P.THREAD_SEE, Thread))).all()
    return [(post.id, _post(actor, post, title)) for post, title in rows]


def _post(actor: Actor, post: Post, title: str) -> Shown:
    if not queries.is_readable(actor, post):
        return Shown(title, title, post.author_name, status=post.status)
    return Shown(title, title, post.author_name, post.html, post.text, post.status)


def _threads(actor: Actor, ids: set[int]) -> list[tuple[int, Shown]]:
    query = select(Thread).where(Thread.id.in_(ids), visible(actor, P.THREAD_SEE, Thread))
    return [
        (row.id, Shown(row.title, row.title, row.author_name, status=row.status)) for row in db.session.scalars(query)
    ]


def _cases(actor: Actor, ids: set[int]) -> list[tuple[int, Shown]]:
    query = select(Case.id, Case.title_zh, Case.title_en, Case.status)
    rows = db.session.execute(query.where(Case.id.in_(ids), visible(actor, P.CASE_SEE, Case)))
    return [(id, Shown(zh, en, status=status)) for id, zh, en, status in rows]


def _people(actor: Actor, ids: set[int]) -> list[tuple[int, Shown]]:
    rows = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return [(id, Shown(name, name, name)) for id, name in rows]


_READ: Mapping[str, Any] = {"post": _posts, "thread": _threads, "case": _cases, "person": _people}
