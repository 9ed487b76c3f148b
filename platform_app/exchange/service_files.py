"""Files of posts: add one to a post of one's own, take one out."""

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.events import PostEdited
from platform_app.exchange import appending, lifecycle, queries, writing
from platform_app.exchange.models import Post, Thread
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.kernel.use_case import record, use_case
from platform_app.media import keeping
from platform_app.media.keeping import Kept, Upload
from platform_app.media.models import File


def attach(actor: Actor, post_id: int, upload: Upload, *, alt: str | None = None) -> Post:
    """Add a file to a post of one's own; its bytes are on disk before anything says so.

    Raises:
        Invalid: the file is refused.
        Conflict: the post holds as many as it may, or its thread takes no posts.
    """
    post, thread = queries.post_for_change(actor, post_id)
    require(actor, P.POST_EDIT, post)
    queries.check_open(thread)
    return _attach(actor, post_id, keeping.keep(keeping.look(upload)), alt)


@use_case
def _attach(actor: Actor, post_id: int, kept: Kept, alt: str | None) -> Post:
    post, thread = _own(actor, post_id)
    post.files = appending.attach(actor, thread, post, [kept], alt=alt)
    return _say_anew(post, thread)


@use_case
def describe(actor: Actor, post_id: int, file_id: int, alt: str) -> Post:
    """Say what a file of one's own post shows, for those who cannot see it."""
    post, thread = _own(actor, post_id)
    if all(entry["id"] != file_id for entry in post.files):
        raise NotFound
    post.files = [{**entry, "alt": alt} if entry["id"] == file_id else entry for entry in post.files]
    return _say_anew(post, thread)


@use_case
def detach(actor: Actor, post_id: int, file_id: int) -> Post:
    """Take a file out of a post: nobody sees it any more."""
    post, thread = _own(actor, post_id)
    if all(entry["id"] != file_id for entry in post.files):
        raise NotFound
    post.files = [entry for entry in post.files if entry["id"] != file_id]
    file = db.session.get_one(File, file_id)
    file.is_shared = False
    return _say_anew(post, thread)


def _own(actor: Actor, post_id: int) -> tuple[Post, Thread]:
    post, thread = queries.post_for_change(actor, post_id)
    require(actor, P.POST_EDIT, post)
    lifecycle.post_after(post.status, "edit")
    queries.check_open(thread)
    return post, thread


def _say_anew(post: Post, thread: Thread) -> Post:
    post.html = writing.rendered(post.text, writing.addressees(post.text), post.files)
    post.updated_at = clock.now()
    db.session.flush()
    record(PostEdited(post.id, post.org_id, thread_id=thread.id))
    return post
