"""What moderators and provinces do to threads and posts; each act on record with its reason, each can be undone."""

from typing import Any

from platform_app import events
from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.exchange import appending, lifecycle, queries, records
from platform_app.exchange.inputs import Because, Into, Move, Pin
from platform_app.exchange.models import Post, Thread
from platform_app.exchange.models_records import ThreadRecord
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotFound
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case
from platform_app.standards import queries as standards


@use_case
def lock(actor: Actor, thread_id: int, because: Because) -> ThreadRecord:
    """No more posts, from whatever mouth."""
    thread = _to_curate(actor, thread_id, "lock")
    if thread.is_locked:
        raise Conflict(msg("It is locked already."), "thread_locked")
    thread.is_locked = True
    return _on_record(actor, thread, "lock", because.reason, events.ThreadLocked)


@use_case
def pin(actor: Actor, thread_id: int, where: Pin) -> ThreadRecord:
    """Put a thread on top of its field, or of everything."""
    thread = _to_curate(actor, thread_id, "pin")
    if where.where == "everywhere":
        require(actor, P.THREAD_PIN_EVERYWHERE, thread)
    elif thread.field_slug is None:
        raise Invalid.one("where", msg("It belongs to no field. Pin it everywhere, or move it to a field first."))
    if thread.pinned:
        raise Conflict(msg("It is pinned already."), "thread_pinned")
    thread.pinned = where.where
    return _on_record(actor, thread, "pin", where.reason, events.ThreadPinned, {"where": where.where})


@use_case
def move(actor: Actor, thread_id: int, to: Move) -> ThreadRecord:
    """Put a thread under another field, or make a question of a discussion and the other way round."""
    thread = _to_curate(actor, thread_id, "move")
    try:
        field = standards.field(actor, to.field).slug if to.field else None
    except NotFound:
        raise Invalid.one("field", msg("There is no such field of the plan.")) from None
    if "announcement" in (to.kind, thread.kind) and to.kind not in (None, thread.kind):
        raise Invalid.one("kind", msg("Nothing becomes an announcement, and no announcement something else."))
    detail = {"from": [thread.field_slug, thread.kind], "to": [field, to.kind or thread.kind]}
    if detail["from"] == detail["to"]:
        raise Invalid.one("field", msg("It is there already."))
    thread.field_slug, thread.kind = field, to.kind or thread.kind
    return _on_record(actor, thread, "move", to.reason, events.ThreadMoved, detail)


@use_case
def close_as_duplicate(actor: Actor, thread_id: int, of: Into) -> ThreadRecord:
    """Lead from a thread to the one where the same is talked about, and lock it."""
    thread = _to_curate(actor, thread_id, "duplicate")
    target = records.target(actor, thread, of.thread_id)
    if thread.target_id:
        raise Conflict(msg("It is closed as a duplicate already."), "thread_duplicate")
    detail = {"was_locked": thread.is_locked}
    thread.target_id, thread.is_locked = target.id, True
    return _on_record(actor, thread, "duplicate", of.reason, events.ThreadClosedAsDuplicate, detail, target.id)


@use_case
def hide(actor: Actor, thread_id: int, because: Because) -> ThreadRecord:
    """Take a whole thread out of sight."""
    thread = queries.get_for_change(actor, thread_id)
    require(actor, P.POST_HIDE, thread)
    thread.status = lifecycle.after(thread.status, "hide")
    appending.share_files_of(thread.id, shared=False)
    return _on_record(actor, thread, "hide", because.reason, events.ThreadHidden)


@use_case
def undo(actor: Actor, thread_id: int, act: str) -> ThreadRecord:
    """Undo the newest act of a kind on a thread that has not been undone; merges and splits stand next door.

    Raises:
        Conflict: there is none.
    """
    thread = queries.get_for_change(actor, thread_id)
    require(actor, P.POST_HIDE if act == "hide" else P.THREAD_CURATE, thread)
    done = records.standing(thread.id, act)
    if act == "pin" and done.detail.get("where") == "everywhere":
        require(actor, P.THREAD_PIN_EVERYWHERE, thread)
    event = _put_back(thread, act, done.detail)
    records.close(actor, done)
    thread.updated_at = clock.now()
    record(event(thread.id, thread.org_id))
    return done


@use_case
def hide_post(actor: Actor, post_id: int, because: Because) -> Post:
    """Take a post out of sight; its author reads why."""
    post, thread = queries.post_for_change(actor, post_id)
    require(actor, P.POST_HIDE, post)
    post.status = lifecycle.post_after(post.status, "hide")
    post.status_reason, post.status_by = because.reason, actor.name
    _recount(post, thread, shared=False)
    record(events.PostHidden(post.id, post.org_id, thread_id=thread.id))
    return post


@use_case
def show_post(actor: Actor, post_id: int) -> Post:
    """Bring a hidden post back."""
    post, thread = queries.post_for_change(actor, post_id)
    require(actor, P.POST_HIDE, post)
    post.status = lifecycle.post_after(post.status, "show")
    post.status_reason = post.status_by = None
    _recount(post, thread, shared=True)
    record(events.PostShownAgain(post.id, post.org_id, thread_id=thread.id))
    return post


def _to_curate(actor: Actor, thread_id: int, act: str) -> Thread:
    thread = queries.get_for_change(actor, thread_id)
    require(actor, P.THREAD_CURATE, thread)
    lifecycle.after(thread.status, act)
    return thread


def _on_record(
    actor: Actor,
    thread: Thread,
    act: str,
    reason: str,
    event: type[events.ThreadEvent],
    detail: dict[str, Any] | None = None,
    other_id: int | None = None,
) -> ThreadRecord:
    thread.updated_at = clock.now()
    kept = records.keep(actor, thread, act, reason, detail, other_id)
    record(event(thread.id, thread.org_id))
    return kept


def _put_back(thread: Thread, act: str, detail: dict[str, Any]) -> type[events.ThreadEvent]:
    if act == "lock":
        thread.is_locked = False
        return events.ThreadUnlocked
    if act == "pin":
        thread.pinned = None
        return events.ThreadUnpinned
    if act == "move":
        thread.field_slug, thread.kind = detail["from"]
        return events.ThreadMoved
    if act == "duplicate":
        thread.target_id, thread.is_locked = None, bool(detail.get("was_locked"))
        return events.ThreadReopened
    thread.status = lifecycle.after(thread.status, "show")
    appending.share_files_of(thread.id, shared=True)
    return events.ThreadShownAgain


def _recount(post: Post, thread: Thread, *, shared: bool) -> None:
    db.session.flush()
    appending.share_files([post.id], shared=shared)
    appending.count_anew(thread.id)
