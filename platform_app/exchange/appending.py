"""The next post of a thread: its number, its text, its files. A step of the doors, no door.

The number comes out of one statement on the thread's row, so that sixteen writers get sixteen numbers, and a thread
that was locked a moment before takes nothing.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select, update

from platform_app.access.actor import Actor
from platform_app.exchange import gate, lifecycle, writing
from platform_app.exchange.models import Post, PostRevision, Thread
from platform_app.exchange.speaking import Voice
from platform_app.kernel import clock, text
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict
from platform_app.kernel.messages import msg
from platform_app.kernel.subjects import SubjectRef
from platform_app.media import keeping
from platform_app.media.keeping import Kept
from platform_app.media.models import File

MOST_FILES = 10
KIND = "post"


def append(
    actor: Actor,
    thread: Thread,
    source: str,
    *,
    speaks: Voice | None = None,
    in_reply_to_id: int | None = None,
    translation: str | None = None,
    files: Sequence[Kept] = (),
    status: str = "shown",
) -> Post:
    """Add a post at the end of a thread, with its first revision, its mentions and its files.

    Raises:
        Conflict: the thread takes no posts.
        Invalid: it mentions too many.
    """
    to = writing.addressees(source)
    speaks = speaks or Voice(thread.org_id, thread.org_path)
    post = Post(
        thread_id=thread.id,
        no=_next_number(thread, actor, shown=status == "shown"),
        status=status,
        author_id=actor.id,
        author_name=thread.author_name if actor.is_system else actor.name,
        org_id=speaks.org_id,
        org_path=speaks.org_path,
        in_reply_to_id=in_reply_to_id,
        text=source,
        text_key=gate.key_of(source),
        html=writing.rendered(source, to),
        language=writing.language_of(source),
        translation=translation,
        translation_html=writing.rendered(translation, to) if translation else None,
        renderer_version=text.RENDERER_VERSION,
        reactions={},
        files=[],
    )
    db.session.add(post)
    db.session.flush()
    if files:
        post.files = attach(actor, thread, post, files)
        post.html = writing.rendered(source, to, post.files)
    writing.put_mentions(post, to, is_new=True)
    keep_revision(post, post.author_name)
    return post


def attach(
    actor: Actor, thread: Thread, post: Post, files: Sequence[Kept], *, alt: str | None = None
) -> list[dict[str, Any]]:
    """The rows of files that come with a post, and what the post says of them.

    Raises:
        Conflict: a post holds no more files than that.
    """
    if len(post.files) + len(files) > MOST_FILES:
        raise Conflict(msg("A post holds at most {most} files.", most=MOST_FILES), "too_many_files")
    entries = []
    for kept in files:
        file = keeping.enter(actor, kept, SubjectRef(KIND, post.id), org_id=None, org_path="")
        file.visibility, file.scope_path, file.is_shared = thread.visibility, thread.scope_path, post.status == "shown"
        shown = {"id": file.id, "name": file.name, "kind": file.kind, "size": file.size, "alt": alt}
        entries.append({**shown, "media_type": file.media_type, "width": file.width, "height": file.height})
    return [*post.files, *entries]


def share_files(post_ids: Sequence[int], *, shared: bool) -> None:
    """Show the files of some posts to the readers of their thread, or to nobody."""
    own = (File.subject_kind == KIND, File.subject_id.in_(post_ids))
    db.session.execute(update(File).where(*own).values(is_shared=shared))


def share_files_of(thread_id: int, *, shared: bool) -> None:
    """The same for all posts of a thread that readers see, when the whole thread goes out of sight or comes back."""
    shown = select(Post.id).where(Post.thread_id == thread_id, Post.status == "shown")
    own = (File.subject_kind == KIND, File.subject_id.in_(shown))
    db.session.execute(update(File).where(*own).values(is_shared=shared))


def keep_revision(post: Post, author_name: str) -> PostRevision:
    """Write down what a post says now."""
    revision = PostRevision(
        post_id=post.id, no=post.revision_no, text=post.text, html=post.html, author_name=author_name
    )
    db.session.add(revision)
    db.session.flush()
    return revision


def count_anew(thread_id: int) -> None:
    """Set a thread's counters by its posts; its row is locked by the caller."""
    own = (Post.thread_id == thread_id, Post.status == "shown")
    count = select(func.count()).select_from(Post).where(*own).scalar_subquery()
    newest = select(Post.created_at).where(*own).order_by(Post.no.desc()).limit(1).scalar_subquery()
    author = select(Post.author_name).where(*own).order_by(Post.no.desc()).limit(1).scalar_subquery()
    values = {
        "post_count": count,
        "active_at": func.coalesce(newest, Thread.active_at),
        "last_author": func.coalesce(author, ""),
    }
    db.session.flush()
    db.session.execute(update(Thread).where(Thread.id == thread_id).values(values))


def _next_number(thread: Thread, actor: Actor, *, shown: bool) -> int:
    values: dict[str, Any] = {"last_no": Thread.last_no + 1}
    if shown:
        name = thread.author_name if actor.is_system else actor.name
        values |= {"post_count": Thread.post_count + 1, "active_at": clock.now(), "last_author": name}
    open_now = (Thread.id == thread.id, Thread.status == "open", Thread.is_locked.is_(False))
    no = db.session.scalar(update(Thread).where(*open_now).values(values).returning(Thread.last_no))
    if no is None:
        status, is_locked = db.session.execute(
            select(Thread.status, Thread.is_locked).where(Thread.id == thread.id)
        ).one()
        lifecycle.check_takes_posts(status, is_locked=is_locked)
    assert no is not None, "a thread that takes posts gave a number"
    return no
