"""The tags of a thread: a step of the doors, no door."""

from collections.abc import Sequence

from sqlalchemy import delete

from platform_app.exchange.models import Thread, ThreadTag
from platform_app.kernel.db import db
from platform_app.kernel.text import fold


def put(thread: Thread, tags: Sequence[str]) -> None:
    """Give a thread these tags in place of those it has."""
    if thread.tags:
        db.session.execute(delete(ThreadTag).where(ThreadTag.thread_id == thread.id))
    thread.tags = list(tags)
    db.session.add_all(ThreadTag(thread_id=thread.id, key=key) for key in dict.fromkeys(map(fold, tags)))
