"""Reading posts: a page of a thread by numbers, one post, how it came to say what it says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, or_, select, tuple_
from sqlalchemy.orm import joinedload, load_only

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation, Person
from platform_app.accounts.queries import can_be_id, question
from platform_app.exchange import lifecycle, queries
from platform_app.exchange.models import Post, PostRevision, Thread
from platform_app.exchange.models_marks import Reaction
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.kernel.pages import Page, PageRequest, cut, decode_cursor


@dataclass(frozen=True)
class ShownPost:
    """A post as a reader sees it: with its text, or as the place where one stood."""

    post: Post
    is_readable: bool
    own_signs: frozenset[str] = frozenset()


def page_of(actor: Actor, thread: Thread, page: int) -> Sequence[ShownPost]:
    """The posts of a page, by their numbers: one statement, the same whatever the page.

    Raises:
        NotFound: the thread has no such page.
    """
    if not 1 <= page <= max(1, lifecycle.page_of(max(1, thread.last_no))):
        raise NotFound
    first, last = lifecycle.numbers_on(page)
    return _shown(actor, _PAGE, thread_id=thread.id, first=first, last=last)


def all_of(actor: Actor, thread: Thread) -> Sequence[ShownPost]:
    """The posts that can be split off: all but the first, two hundred at most."""
    query = select(Post).where(Post.thread_id == thread.id, Post.no > 1).order_by(Post.no).limit(200)
    return [ShownPost(row, queries.is_readable(actor, row)) for row in db.session.scalars(query.options(*_WITH))]


def posts(actor: Actor, thread: Thread, page: PageRequest) -> Page[ShownPost]:
    """The posts of a thread from its first, by keyset, for the API."""
    after = decode_cursor(page.cursor, 1)[0] if page.cursor else 0
    query = _POSTS.where(Post.thread_id == thread.id).order_by(Post.no).limit(page.limit + 1)
    query = query.where(Post.no > (after if isinstance(after, int) else 0))
    return cut(_shown(actor, query), page.limit, lambda shown: [shown.post.no], thread.last_no)


def read(actor: Actor, post_id: int) -> tuple[Thread, ShownPost]:
    """One post with its thread.

    Raises:
        NotFound: there is none, or its thread is not open to her.
    """
    query = _POSTS.where(Post.id == post_id).options(joinedload(Post.thread))
    found = _shown(actor, query) if can_be_id(post_id) else []
    if not found or not allows(actor, P.THREAD_SEE, found[0].post.thread):
        raise NotFound
    return found[0].post.thread, found[0]


def get(actor: Actor, post_id: int) -> Post:
    """A post as a subject: one whose text she reads."""
    _, shown = read(actor, post_id)
    if not shown.is_readable:
        raise NotFound
    return shown.post


def revisions(actor: Actor, post_id: int) -> tuple[Post, Sequence[PostRevision]]:
    """What a post has said, the newest first, for those who may read it now."""
    post = get(actor, post_id)
    query = select(PostRevision).where(PostRevision.post_id == post.id).order_by(PostRevision.no.desc())
    return post, db.session.scalars(query).all()


def mentionable(actor: Actor, typed: str, limit: int = 8) -> Sequence[Organisation | Person]:
    """Organisations and people with a seat whose name goes on from what was typed after @; for insiders."""
    wanted = question(typed)
    if not actor.is_insider or not wanted:
        return []
    names = (Organisation.name_zh, Organisation.short_zh, Organisation.name_en, Organisation.name_pinyin)
    found = select(Organisation).where(or_(*(name.istartswith(wanted, autoescape=True) for name in names)))
    places = db.session.scalars(found.order_by(func.length(Organisation.name_zh), Organisation.code).limit(limit)).all()
    known = select(Person).where(Person.name.istartswith(wanted, autoescape=True), Person.suspended_at.is_(None))
    seated = known.where(Person.seats.any(), Person.confirmed_at.is_not(None)).order_by(Person.name, Person.id)
    people: Sequence[Organisation | Person] = db.session.scalars(seated.limit(limit)).all()
    return [*places, *people][:limit]


def first_posts(actor: Actor, thread_ids: Sequence[int]) -> Mapping[int, Post]:
    """The first posts of some threads that the caller has found open to her, by thread; for feeds."""
    query = select(Post).where(tuple_(Post.thread_id, Post.no).in_([(id, 1) for id in thread_ids]))
    rows = db.session.scalars(query.options(joinedload(Post.organisation))).all() if thread_ids else []
    return {row.thread_id: row for row in rows if queries.is_readable(actor, row)}


_WITH = (
    joinedload(Post.organisation),
    joinedload(Post.in_reply_to).options(load_only(Post.id, Post.no, Post.author_name, Post.status)),
)


# The reader's own signs come with each post, as one text.
_SIGNS = select(func.aggregate_strings(Reaction.sign, ",")).where(
    Reaction.post_id == Post.id, Reaction.person_id == bindparam("reader_id")
)
_POSTS = select(Post, _SIGNS.scalar_subquery()).options(*_WITH)
# Put together once: putting it together costs more than asking it.
_PAGE = (
    _POSTS.where(Post.thread_id == bindparam("thread_id"))
    .where(Post.no >= bindparam("first"), Post.no <= bindparam("last"))
    .order_by(Post.no)
)


def _shown(actor: Actor, query: Any, **values: int) -> list[ShownPost]:
    return [
        ShownPost(post, queries.is_readable(actor, post), frozenset(signs.split(",") if signs else ()))
        for post, signs in db.session.execute(query, {"reader_id": actor.id or 0, **values})
    ]
