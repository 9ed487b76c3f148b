"""Posts: reply, edit, take back, give a sign; what one has begun to write and how far one has read."""

from sqlalchemy import delete, func, select, update

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.events import PostDeleted, PostEdited, PostHeld, PostReacted, PostReactionTakenBack, PostWritten
from platform_app.exchange import acceptance, admission, appending, gate, lifecycle, queries, speaking, writing
from platform_app.exchange.inputs import NewPost, PostChange, Sign
from platform_app.exchange.models import Post, Thread
from platform_app.exchange.models_marks import Reaction, ReadMark, ReplyDraft
from platform_app.kernel import clock, text
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid, NotFound, Stale
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case
from platform_app.media.keeping import Kept


@use_case
def reply(actor: Actor, thread_id: int, new: NewPost, *, files: tuple[Kept, ...] = ()) -> Post:
    """Write a post under a thread.

    Raises:
        Conflict: the thread is locked, hidden or merged, or the post that is answered is gone.
        Invalid: what it answers stands in another thread; it mentions too many; it is nothing but quotes; the gate.
    """
    thread = queries.get(actor, thread_id)
    require(actor, P.POST_WRITE, thread)
    queries.check_open(thread)
    speaks = speaking.voice(actor, new.organisation)
    _check_reply(thread, new.in_reply_to)
    status = admission.admit(actor, new.text)
    answers = new.in_reply_to
    post = appending.append(actor, thread, new.text, speaks=speaks, in_reply_to_id=answers, files=files, status=status)
    _forget_draft(actor, thread.id)
    record((PostHeld if status == "held" else PostWritten)(post.id, post.org_id, thread_id=thread.id))
    return post


@use_case
def edit(
    actor: Actor, post_id: int, change: PostChange, *, version: int | None = None, files: tuple[Kept, ...] = ()
) -> Post:
    """Give a post another text; the old one is kept and shown.

    Raises:
        Stale: it is no longer at `version`.
        Conflict: its thread takes no posts, or it is hidden or deleted.
    """
    post, thread = queries.post_for_change(actor, post_id)
    require(actor, P.POST_EDIT, post)
    if version is not None and post.version != version:
        raise Stale(post)
    post.status = lifecycle.post_after(post.status, "edit")
    queries.check_open(thread)
    if change.text == post.text and not files:
        return post
    admission.admit(actor, change.text, post.id)
    to = writing.addressees(change.text)
    post.files = appending.attach(actor, thread, post, files)
    post.text, post.language = change.text, writing.language_of(change.text)
    post.text_key = gate.key_of(change.text)
    post.html, post.renderer_version = writing.rendered(change.text, to, post.files), text.RENDERER_VERSION
    post.translation = post.translation_html = None  # it was of the old text
    post.revision_no += 1
    post.edited_at = clock.now()
    writing.put_mentions(post, to)
    _touch(thread)
    revision = appending.keep_revision(post, actor.name or post.author_name)
    record(PostEdited(post.id, post.org_id, thread_id=thread.id, revision_id=revision.id))
    return post


@use_case
def take_back(actor: Actor, post_id: int) -> Post:
    """Delete one's post: its place stays, its text goes from all pages. A first post without answers takes its thread.

    Raises:
        Conflict: it is hidden or gone already.
    """
    post, thread = queries.post_for_change(actor, post_id)
    require(actor, P.POST_DELETE, post)
    post.status = lifecycle.post_after(post.status, "delete")
    db.session.flush()
    appending.share_files([post.id], shared=False)
    acceptance.drop(thread, post)
    if post.no == 1 and thread.last_no == 1:
        thread.status = lifecycle.after(thread.status, "delete")
    appending.count_anew(thread.id)
    record(PostDeleted(post.id, post.org_id, thread_id=thread.id))
    return post


@use_case
def react(actor: Actor, post_id: int, sign: Sign) -> Post:
    """Give a post of somebody else a sign. Twice is once."""
    post, thread = queries.post_for_change(actor, post_id)
    require(actor, P.POST_REACT, post)
    lifecycle.post_after(post.status, "react")
    queries.check_open(thread)
    if db.session.get(Reaction, (post.id, actor.id, sign)) is None:
        db.session.add(Reaction(post_id=post.id, person_id=actor.id, sign=sign))
        _count_signs(post)
        record(PostReacted(post.id, post.org_id, thread_id=thread.id))
    return post


@use_case
def take_sign_back(actor: Actor, post_id: int, sign: Sign) -> Post:
    """Take a sign back; one that was not given stays so."""
    post, thread = queries.post_for_change(actor, post_id)
    require(actor, P.POST_REACT, post)
    own = db.session.get(Reaction, (post.id, actor.id, sign))
    if own is not None:
        db.session.delete(own)
        _count_signs(post)
        record(PostReactionTakenBack(post.id, post.org_id, thread_id=thread.id))
    return post


@use_case
def keep_draft(actor: Actor, thread_id: int, typed: str, *, in_reply_to: int | None = None) -> ReplyDraft:
    """Keep what somebody has typed under a thread so far; it is hers alone until she sends it."""
    thread = queries.get(actor, thread_id)
    require(actor, P.POST_WRITE, thread)
    if actor.id is None:
        raise NotFound
    kept = db.session.get(ReplyDraft, (actor.id, thread.id)) or ReplyDraft(person_id=actor.id, thread_id=thread.id)
    kept.text, kept.in_reply_to_id, kept.at = typed[: 2 * 20_000].replace("\0", ""), in_reply_to, clock.now()
    db.session.add(kept)
    return kept


@use_case
def discard_draft(actor: Actor, thread_id: int) -> None:
    """Throw away what somebody has typed under a thread."""
    thread = queries.get(actor, thread_id)
    require(actor, P.POST_WRITE, thread)
    _forget_draft(actor, thread.id)


@use_case
def mark_read(actor: Actor, thread_id: int, no: int) -> None:
    """Remember how far somebody has read; the mark only moves on."""
    thread = queries.get(actor, thread_id)
    require(actor, P.THREAD_SEE, thread)
    if actor.id is None:
        raise NotFound
    no = min(no, thread.last_no)
    mark = db.session.get(ReadMark, (actor.id, thread.id))
    if mark is None:
        db.session.add(ReadMark(person_id=actor.id, thread_id=thread.id, no=no))
    elif mark.no < no:
        mark.no, mark.at = no, clock.now()


def _check_reply(thread: Thread, in_reply_to: int | None) -> None:
    if in_reply_to is None:
        return
    answered = db.session.execute(select(Post.thread_id, Post.status).where(Post.id == in_reply_to)).first()
    if answered is None or answered.thread_id != thread.id:
        raise Invalid.one("in_reply_to", msg("There is no such post in this thread."))
    lifecycle.post_after(answered.status, "reply")


def _count_signs(post: Post) -> None:
    """What a post says of its signs, by the rows; the post's own row is locked."""
    db.session.flush()
    query = select(Reaction.sign, func.count()).where(Reaction.post_id == post.id).group_by(Reaction.sign)
    counts = dict(db.session.execute(query.order_by(Reaction.sign)).all())
    db.session.execute(update(Post).where(Post.id == post.id).values(reactions=counts, updated_at=Post.updated_at))
    db.session.refresh(post, ["reactions"])


def _forget_draft(actor: Actor, thread_id: int) -> None:
    own = (ReplyDraft.person_id == actor.id, ReplyDraft.thread_id == thread_id)
    db.session.execute(delete(ReplyDraft).where(*own))


def _touch(thread: Thread) -> None:
    """Its text has changed: what is found by it has too."""
    db.session.execute(update(Thread).where(Thread.id == thread.id).values(updated_at=clock.now()))
