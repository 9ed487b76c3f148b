"""Turns threads into Documents: the title, and what is said in them, found by whoever may read them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from platform_app.access.actor import Actor
from platform_app.access.levels import PlatformRole
from platform_app.exchange.models import Post, Thread
from platform_app.search.engine import PUBLIC

MEMBERS, MODERATORS, SCOPE = "members", "moderators", "scope:"
MOST_CHARACTERS = 30_000
"""Of one thread: what is said further on tells little of what it is about."""


def marks(actor: Actor) -> tuple[str, ...]:
    """The marks a reader holds: whatever is meant for one of them she may find."""
    held = [PUBLIC]
    if actor.is_insider:
        held.append(MEMBERS)
    if PlatformRole.MODERATOR in actor.roles:
        held.append(MODERATORS)
    return (*held, *(f"{SCOPE}{path}" for path in sorted(actor.paths_above)))


def audience(thread: Thread) -> tuple[str, ...]:
    """For whom a thread is meant."""
    if thread.visibility == "subtree":
        return (f"{SCOPE}{thread.scope_path}", MODERATORS)
    return (PUBLIC,) if thread.visibility == "public" else (MEMBERS,)


def titles(thread: Thread) -> dict[str, str]:
    """What it is called, by language."""
    other = "en" if thread.language == "zh" else "zh"
    named = {thread.language: thread.title, other: thread.title_translation}
    return {language: title for language, title in named.items() if title}


def found(session: Session, ids: Sequence[int]) -> Iterator[tuple[Thread, dict[str, str]]]:
    """Open threads with what is said in them by language; two statements."""
    said = texts(session, ids)
    query = select(Thread).where(Thread.id.in_(ids), Thread.status == "open").options(joinedload(Thread.organisation))
    for thread in session.scalars(query):
        yield thread, said.get(thread.id, {})


def texts(session: Session, ids: Iterable[int]) -> Mapping[int, dict[str, str]]:
    """What is said in some threads, as far as readers see it, from the first post on, by language."""
    query = select(Post.thread_id, Post.language, Post.text, Post.translation)
    query = query.where(Post.thread_id.in_(ids), Post.status == "shown").order_by(Post.thread_id, Post.no)
    parts: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    length: dict[int, int] = defaultdict(int)
    for thread_id, language, text, translation in session.execute(query):
        if length[thread_id] < MOST_CHARACTERS:
            length[thread_id] += len(text)
            parts[thread_id][language].append(_own_words(text))
            if translation:
                parts[thread_id]["en" if language == "zh" else "zh"].append(translation)
    return {id: {language: "\n".join(own) for language, own in each.items()} for id, each in parts.items()}


def _own_words(text: str) -> str:
    """Without what is quoted: that is said elsewhere, and counts there."""
    return "\n".join(line for line in text.split("\n") if not line.lstrip().startswith(">"))
