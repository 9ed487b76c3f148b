"""What was done to threads, on record: steps of the doors, and reading it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from platform_app.access.actor import Actor
from platform_app.exchange import queries
from platform_app.exchange.models import Thread
from platform_app.exchange.models_records import ThreadRecord
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotFound
from platform_app.kernel.messages import msg


def keep(
    actor: Actor,
    thread: Thread,
    act: str,
    reason: str | None,
    detail: dict[str, Any] | None = None,
    other_id: int | None = None,
) -> ThreadRecord:
    """Write an act down."""
    kept = ThreadRecord(
        thread_id=thread.id,
        act=act,
        reason=reason,
        detail=detail or {},
        other_id=other_id,
        person_id=actor.id,
        person_name=actor.name,
    )
    db.session.add(kept)
    db.session.flush()
    return kept


def standing(thread_id: int, act: str) -> ThreadRecord:
    """The newest act of a kind that was not undone.

    Raises:
        Conflict: there is none.
    """
    query = select(ThreadRecord).where(
        ThreadRecord.thread_id == thread_id, ThreadRecord.act == act, ThreadRecord.undone_at.is_(None)
    )
    found = db.session.scalar(query.order_by(ThreadRecord.id.desc()).limit(1).with_for_update())
    if found is None:
        raise Conflict(msg("There is nothing to undo."), "nothing_to_undo")
    return found


def close(actor: Actor, done: ThreadRecord) -> None:
    """Write down that an act was undone."""
    done.undone_at, done.undone_by_name = clock.now(), actor.name
    db.session.flush()


def target(actor: Actor, thread: Thread, other_id: int) -> Thread:
    """The thread that another one leads to, locked.

    Raises:
        Invalid: it is the same, does not exist, is not open, or is read by others.
    """
    if other_id == thread.id:
        raise Invalid.one("thread_id", msg("Choose another thread: this is the same."))
    try:
        other = queries.get_for_change(actor, other_id)
    except NotFound:
        raise Invalid.one("thread_id", msg("There is no such thread.")) from None
    if other.status != "open" or other.target_id:
        raise Invalid.one("thread_id", msg("That thread is hidden, merged or a duplicate itself."))
    if (other.visibility, other.scope_path) != (thread.visibility, thread.scope_path):
        raise Invalid.one("thread_id", msg("That thread is read by others than this one."))
    return other


def of_thread(actor: Actor, thread: Thread) -> Sequence[ThreadRecord]:
    """What was done to a thread that the caller has found open to her, the newest first."""
    return db.session.scalars(_OF_THREAD, {"thread_id": thread.id}).all()


_OF_THREAD = (
    select(ThreadRecord)
    .where(ThreadRecord.thread_id == bindparam("thread_id"))
    .options(joinedload(ThreadRecord.other))
    .order_by(ThreadRecord.id.desc())
)
