"""Which answer of a question counts as accepted: steps of the doors, no doors."""

from platform_app.exchange.models import Post, Thread
from platform_app.kernel.db import db


def put(thread: Thread, post: Post | None) -> None:
    """Set or clear the accepted answer."""
    thread.accepted_post_id = post.id if post else None
    thread.is_answered = post is not None
    db.session.flush()


def drop(thread: Thread, post: Post) -> bool:
    """Clear it if it is this post; says whether it was."""
    was = thread.accepted_post_id == post.id
    if was:
        put(thread, None)
    return was
