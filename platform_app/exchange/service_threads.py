"""Threads: start one, change what it is called, take it back."""

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.events import ThreadEdited, ThreadHeld, ThreadStarted
from platform_app.exchange import admission, appending, queries, speaking, tagging
from platform_app.exchange.inputs import NewThread, ThreadChange
from platform_app.exchange.models import Thread
from platform_app.exchange.writing import language_of
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid, NotFound, Stale
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case
from platform_app.media.keeping import Kept
from platform_app.standards import queries as standards

EDITORS = "编辑部 Editors"


@use_case
def start(actor: Actor, new: NewThread, *, slug: str | None = None, files: tuple[Kept, ...] = ()) -> Thread:
    """Open a thread with its first post.

    Raises:
        Invalid: its field, subject, organisation or readers do not exist or are not hers to name.
    """
    speaks = speaking.voice(actor, new.organisation)
    about = speaking.about(new.subject)
    thread = Thread(
        slug=slug,
        kind=new.kind,
        field_slug=_field(actor, new.field),
        title=new.title,
        title_translation=new.title_translation,
        language=language_of(new.title),
        subject_kind=about.kind if about else None,
        subject_id=about.id if about else None,
        visibility=new.visibility,
        scope_path=speaking.scope(actor, new.visibility, new.scope, speaks),
        org_id=speaks.org_id,
        org_path=speaks.org_path,
        tags=[],
        author_id=actor.id,
        author_name=EDITORS if actor.is_system else actor.name,
    )
    require(actor, P.THREAD_ANNOUNCE if new.kind == "announcement" else P.THREAD_START, thread)
    status = admission.admit(actor, new.text)
    db.session.add(thread)
    db.session.flush()
    tagging.put(thread, new.tags)
    post = appending.append(actor, thread, new.text, translation=new.translation, files=files, status=status)
    if status == "held":
        thread.status = "held"
        record(ThreadHeld(thread.id, thread.org_id, post_id=post.id))
        return thread
    record(ThreadStarted(thread.id, thread.org_id, post_id=post.id))
    return thread


@use_case
def edit(actor: Actor, thread_id: int, change: ThreadChange, *, version: int | None = None) -> Thread:
    """Change a thread's title and tags.

    Raises:
        Stale: it is no longer at `version`.
        Conflict: it is locked, hidden or merged.
    """
    thread = queries.get_for_change(actor, thread_id)
    require(actor, P.THREAD_EDIT, thread)
    if version is not None and thread.version != version:
        raise Stale(thread)
    queries.check_open(thread)
    if change.title is not None:
        thread.title, thread.language = change.title, language_of(change.title)
    if change.title_translation is not None:
        thread.title_translation = change.title_translation or None
    if change.tags is not None:
        tagging.put(thread, change.tags)
    thread.updated_at = clock.now()
    record(ThreadEdited(thread.id, thread.org_id))
    return thread


def _field(actor: Actor, slug: str | None) -> str | None:
    if slug is None:
        return None
    try:
        return standards.field(actor, slug).slug
    except NotFound:
        raise Invalid.one("field", msg("There is no such field of the plan.")) from None
