"""Conversation starters out of files: written by the editors, in both languages, loaded once and kept up to date."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.events import ThreadEdited
from platform_app.exchange import appending, service_threads, tagging, writing
from platform_app.exchange.inputs import NewThread
from platform_app.exchange.models import Post, Thread
from platform_app.kernel import clock, text
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid
from platform_app.kernel.inputs import read
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case

_PARTS = re.compile(r"^# (中文|English)\s*$", re.M)
_LANGUAGES = {"中文": "zh", "English": "en"}


class Loaded(StrEnum):
    """What a file came to."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WAITING = "waiting"  # for the case that it is about


@dataclass(frozen=True)
class Starter:
    """A thread as a file tells it: its stable name, the case it is about by its own, and what it says."""

    slug: str
    case: str | None
    new: NewThread


def starter(front: dict[str, Any], body: str) -> Starter:
    """A starter out of a file's front matter and what stands below it.

    Raises:
        Invalid: a part is missing or wrong, each named.
    """
    pieces = _PARTS.split(body)
    said = {_LANGUAGES[name]: words.strip() for name, words in zip(pieces[1::2], pieces[2::2], strict=True)}
    if set(said) != {"zh", "en"}:
        raise Invalid.one("text", msg("The text must stand under “# 中文” and “# English”."))
    titles = front.get("title") or {}
    if not front.get("slug") or not isinstance(titles, dict) or not {"zh", "en"} <= set(titles):
        raise Invalid.one("title", msg("A starter needs a slug and a title in both languages."))
    given = {name: front[name] for name in ("kind", "field", "tags") if front.get(name)}
    words = {"title": titles["zh"], "title_translation": titles["en"], "text": said["zh"], "translation": said["en"]}
    return Starter(str(front["slug"]), front.get("case"), read(NewThread, {**given, **words}))


@use_case
def put(actor: Actor, one: Starter, *, case_id: int | None = None) -> Loaded:
    """Bring the thread of this name to what its file says; the same file again changes nothing.

    Replies stay whatever becomes of the starter. One that a moderator has hidden or locked is left as it is.
    """
    require(actor, P.REFERENCE_LOAD)
    thread = db.session.scalar(select(Thread).where(Thread.slug == one.slug))
    about = {"subject": {"kind": "case", "id": case_id}} if case_id else {}
    new = read(NewThread, {**one.new.model_dump(exclude={"subject"}), **about})
    if thread is None:
        service_threads.start(actor, new, slug=one.slug)
        return Loaded.NEW
    post = db.session.scalars(select(Post).where(Post.thread_id == thread.id, Post.no == 1)).one()
    now = (thread.title, thread.title_translation, post.text, post.translation, thread.tags)
    if now == (new.title, new.title_translation, new.text, new.translation, list(new.tags)) or thread.status != "open":
        return Loaded.UNCHANGED
    _update(thread, post, new)
    record(ThreadEdited(thread.id, thread.org_id, post_id=post.id))
    return Loaded.CHANGED


def _update(thread: Thread, post: Post, new: NewThread) -> None:
    thread.title, thread.title_translation, thread.updated_at = new.title, new.title_translation, clock.now()
    tagging.put(thread, new.tags)
    to = writing.addressees(new.text)
    post.text, post.html = new.text, writing.rendered(new.text, to)
    post.translation = new.translation
    post.translation_html = writing.rendered(new.translation, to) if new.translation else None
    post.renderer_version, post.revision_no = text.RENDERER_VERSION, post.revision_no + 1
    appending.keep_revision(post, post.author_name)
