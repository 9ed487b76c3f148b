"""Two threads become one, or one becomes two: posts keep their permalinks, and both can be undone."""

from collections.abc import Sequence

from sqlalchemy import select, update

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.events import ThreadMerged, ThreadMergeUndone, ThreadSplit, ThreadSplitUndone
from platform_app.exchange import acceptance, appending, lifecycle, queries, records
from platform_app.exchange.inputs import Into, Split
from platform_app.exchange.models import Post, Thread
from platform_app.exchange.models_records import ThreadRecord
from platform_app.exchange.writing import language_of
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case

FIRST_IS_ITS_OWN = msg("The first post cannot leave its thread. Move or merge the whole thread instead.")


@use_case
def merge(actor: Actor, thread_id: int, into: Into) -> ThreadRecord:
    """Put all posts of a thread at the end of another one, in their order; its page leads there from now on.

    Raises:
        Invalid: into itself, or into one that is not open or is read by others.
    """
    ordered = sorted({thread_id, into.thread_id})  # two merges that cross lock in the same order
    for each in ordered[: len(ordered) - 1]:
        queries.get_for_change(actor, each)
    thread = queries.get_for_change(actor, thread_id)
    require(actor, P.THREAD_CURATE, thread)
    target = records.target(actor, thread, into.thread_id)
    require(actor, P.THREAD_CURATE, target)
    thread.status = lifecycle.after(thread.status, "merge")
    thread.target_id, thread.updated_at = target.id, clock.now()
    moved = _move(_posts(thread), target)
    done = records.keep(actor, thread, "merge", into.reason, {"posts": moved}, target.id)
    _count(thread, target)
    record(ThreadMerged(thread.id, thread.org_id))
    return done


@use_case
def undo_merge(actor: Actor, thread_id: int) -> ThreadRecord:
    """Take the posts that a merge moved back to where they stood."""
    thread = queries.get_for_change(actor, thread_id)
    require(actor, P.THREAD_CURATE, thread)
    done = records.standing(thread.id, "merge")
    target = _other(actor, done)
    thread.status = lifecycle.after(thread.status, "unmerge")
    thread.target_id, thread.updated_at = None, clock.now()
    _return(done.detail["posts"], target, thread)
    records.close(actor, done)
    _count(thread, target)
    record(ThreadMergeUndone(thread.id, thread.org_id))
    return done


@use_case
def split(actor: Actor, thread_id: int, off: Split) -> Thread:
    """Make a thread of some posts, in the same field and for the same readers.

    Raises:
        Invalid: a post is not of this thread, or is its first.
    """
    thread = queries.get_for_change(actor, thread_id)
    require(actor, P.THREAD_CURATE, thread)
    lifecycle.after(thread.status, "split")
    posts = _chosen(thread, off.post_ids)
    new = _like(thread, off, posts[0])
    db.session.add(new)
    db.session.flush()
    for post in posts:
        acceptance.drop(thread, post)
    moved = _move(posts, new)
    thread.updated_at = clock.now()
    records.keep(actor, thread, "split", off.reason, {"posts": moved}, new.id)
    _count(thread, new)
    record(ThreadSplit(thread.id, thread.org_id))
    return new


@use_case
def undo_split(actor: Actor, thread_id: int) -> ThreadRecord:
    """Take the posts of the newest split back; what was written there since comes along at the end.

    Raises:
        Conflict: the thread that was split off is not open any more.
    """
    thread = queries.get_for_change(actor, thread_id)
    require(actor, P.THREAD_CURATE, thread)
    done = records.standing(thread.id, "split")
    new = _other(actor, done)
    if new.status != "open":
        raise Conflict(msg("The thread that was split off is not open any more."), "not_open")
    _return(done.detail["posts"], new, thread)
    _move(_posts(new), thread)
    new.status, new.target_id, new.updated_at = "merged", thread.id, clock.now()
    records.close(actor, done)
    _count(thread, new)
    record(ThreadSplitUndone(thread.id, thread.org_id))
    return done


def _posts(thread: Thread) -> Sequence[Post]:
    query = select(Post).where(Post.thread_id == thread.id).order_by(Post.no)
    return db.session.scalars(query.execution_options(populate_existing=True)).all()


def _chosen(thread: Thread, ids: Sequence[int]) -> Sequence[Post]:
    found = [post for post in _posts(thread) if post.id in set(ids)]
    if len(found) != len(set(ids)):
        raise Invalid.one("post_ids", msg("Not all of these posts stand in this thread."))
    if found[0].no == 1:
        raise Invalid.one("post_ids", FIRST_IS_ITS_OWN)
    return found


def _like(thread: Thread, off: Split, first: Post) -> Thread:
    return Thread(
        kind="discussion" if thread.kind == "announcement" else thread.kind,
        field_slug=thread.field_slug,
        title=off.title,
        language=language_of(off.title),
        tags=[],
        subject_kind=thread.subject_kind,
        subject_id=thread.subject_id,
        visibility=thread.visibility,
        scope_path=thread.scope_path,
        org_id=first.org_id,
        org_path=first.org_path,
        author_id=first.author_id,
        author_name=first.author_name,
    )


def _move(posts: Sequence[Post], to: Thread) -> list[list[int]]:
    """Put posts at the end of a thread; gives [id, number before] of each."""
    before = [[post.id, post.no] for post in posts]
    last = db.session.scalar(select(Thread.last_no).where(Thread.id == to.id)) or 0
    for step, (id, _) in enumerate(before, start=1):
        db.session.execute(update(Post).where(Post.id == id).values(thread_id=to.id, no=last + step))
    db.session.execute(update(Thread).where(Thread.id == to.id).values(last_no=last + len(before)))
    return before


def _return(moved: list[list[int]], of: Thread, to: Thread) -> None:
    """Put posts back under their old numbers, as far as they still stand in the other thread."""
    for id, no in moved:
        still_there = (Post.id == id, Post.thread_id == of.id)
        db.session.execute(update(Post).where(*still_there).values(thread_id=to.id, no=no))
    db.session.flush()


def _other(actor: Actor, done: ThreadRecord) -> Thread:
    return queries.get_for_change(actor, done.other_id or 0)


def _count(*threads: Thread) -> None:
    for thread in threads:
        appending.count_anew(thread.id)
        db.session.refresh(thread)
