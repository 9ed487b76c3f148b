"""What can be reported, as its reporter sees it: whose it is, which province may decide, in which field it stands."""

from dataclasses import dataclass

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import selectinload

from platform_app.access.actor import Actor
from platform_app.access.check import visible
from platform_app.access.permissions import P
from platform_app.accounts.models import Membership, Person
from platform_app.accounts.queries import can_be_id
from platform_app.cases import queries as cases
from platform_app.exchange import queries as threads
from platform_app.exchange import queries_posts as posts
from platform_app.exchange.models import Post, Thread
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.kernel.subjects import SubjectRef


@dataclass(frozen=True)
class Thing:
    """A thing, whom it is about (`author_id`), and to whose part of the country it belongs."""

    ref: SubjectRef
    author_id: int | None
    org_id: int | None
    org_path: str
    field_slug: str | None = None


def reported(actor: Actor, ref: SubjectRef) -> Thing:
    """A thing that somebody wants to report.

    Raises:
        NotFound: there is none, or she does not see it.
    """
    if ref.kind == "post":
        thread, shown = posts.read(actor, ref.id)
        if not shown.is_readable:
            raise NotFound
        return of_post(shown.post, thread)
    if ref.kind == "thread":
        return of_thread(threads.get(actor, ref.id))
    if ref.kind == "case":
        case = cases.get(actor, ref.id)
        return Thing(ref, None, case.org_id, case.org_path, case.field_slug)
    found = person(ref.id)
    if not _meets(actor, ref.id):
        raise NotFound
    return found


def of_post(post: Post, thread: Thread) -> Thing:
    """A post."""
    return Thing(SubjectRef("post", post.id), post.author_id, post.org_id, post.org_path, thread.field_slug)


def of_thread(thread: Thread) -> Thing:
    """A thread."""
    ref = SubjectRef("thread", thread.id)
    return Thing(ref, thread.author_id, thread.org_id, thread.org_path, thread.field_slug)


def person(person_id: int) -> Thing:
    """A person, for the province of the organisation where she sits first.

    Raises:
        NotFound: there is no such account.
    """
    query = select(Person).where(Person.id == person_id)
    query = query.options(selectinload(Person.seats).joinedload(Membership.organisation))
    found = db.session.scalar(query) if can_be_id(person_id) else None
    if found is None:
        raise NotFound
    first = min((seat.organisation for seat in found.seats), key=lambda own: (own.path, own.id), default=None)
    ref = SubjectRef("person", found.id)
    return Thing(ref, found.id, first.id if first else None, first.path if first else "")


def _meets(actor: Actor, person_id: int) -> bool:
    """Whether she can know of this person: as a member among members, or by what that person wrote in her sight."""
    seated = exists().where(Membership.person_id == person_id)
    sees = visible(actor, P.THREAD_SEE, Thread)
    started = exists().where(Thread.author_id == person_id, sees)
    wrote = exists().where(Post.author_id == person_id, Post.status == "shown", Post.thread_id == Thread.id, sees)
    ways = [started, wrote, *([seated] if actor.is_insider else [])]
    return actor.id == person_id or bool(db.session.scalar(select(or_(*ways))))
