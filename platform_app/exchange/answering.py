"""How an ask ends, and that a reply ends it: steps of the doors and of the events, no doors."""

from sqlalchemy import and_, or_, select

from platform_app.access.actor import Actor
from platform_app.events import AskAnswered
from platform_app.exchange import ask_lifecycle
from platform_app.exchange.models import Post, Thread
from platform_app.exchange.models_asks import Ask
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.use_case import Recorded, record


def settle(actor: Actor, ask: Ask, act: str, *, reason: str | None = None, post: Post | None = None) -> None:
    """Note what became of an ask; its row is locked by the caller.

    Raises:
        Conflict: it has ended already.
    """
    ask.status = ask_lifecycle.after(ask.status, act)
    ask.decided_at, ask.decided_by_name = clock.now(), actor.name
    ask.reason, ask.post_id = reason, post.id if post else None
    db.session.flush()


def take_reply(recorded: Recorded) -> None:
    """A post that its organisation was asked for is the answer, in the transaction that shows it."""
    post = db.session.get_one(Post, recorded.event.subject_id)
    if post.status != "shown" or post.org_id is None:
        return
    came_here = and_(Thread.target_id == post.thread_id, Thread.status == "merged")
    threads = select(Thread.id).where(or_(Thread.id == post.thread_id, came_here))
    waiting = select(Ask).where(Ask.thread_id.in_(threads), Ask.org_id == post.org_id, Ask.status == "open")
    for ask in db.session.scalars(waiting.order_by(Ask.id).with_for_update()):
        settle(recorded.actor, ask, "answer", post=post)
        record(AskAnswered(ask.id, ask.org_id, thread_id=ask.thread_id))
