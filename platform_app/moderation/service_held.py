"""First posts of new accounts that wait until somebody looked at them: shown, or declined with a reason."""

from platform_app import events
from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.exchange import appending, lifecycle, queries, service_curating
from platform_app.exchange.inputs import Because
from platform_app.exchange.models import Post, Thread
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case


@use_case
def release(actor: Actor, post_id: int) -> Post:
    """Show a post that was held, and with a thread's first post the thread.

    Raises:
        Conflict: it does not wait.
    """
    post, thread = queries.post_for_change(actor, post_id)
    require(actor, P.POST_RELEASE, post)
    _show(post, thread)
    if thread.status == "held":
        thread.status = lifecycle.after(thread.status, "release")
        record(events.ThreadReleased(thread.id, thread.org_id, post_id=post.id))
    else:
        record(events.PostReleased(post.id, post.org_id, thread_id=thread.id))
    return post


@use_case
def decline(actor: Actor, post_id: int, because: Because) -> Post:
    """Hide what was held, with a reason that its author reads and can appeal against.

    Raises:
        Conflict: it does not wait.
    """
    post, thread = queries.post_for_change(actor, post_id)
    require(actor, P.POST_RELEASE, post)
    if post.status != "held":
        raise Conflict(msg("It does not wait any more: somebody has decided."), "not_held")
    if thread.status == "held":  # what is hidden is the thread; shown again, its first post is there
        _show(post, thread)
        service_curating.hide(actor, thread.id, because)
        appending.share_files([post.id], shared=False)
    else:
        service_curating.hide_post(actor, post.id, because)
    return post


def _show(post: Post, thread: Thread) -> None:
    post.status = lifecycle.post_after(post.status, "release")
    db.session.flush()
    appending.share_files([post.id], shared=True)
    appending.count_anew(thread.id)
