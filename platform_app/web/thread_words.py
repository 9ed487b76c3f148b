"""How pages speak of threads: kinds, signs, what they are about, who may read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, cast

from flask import request

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.exchange.lifecycle import KINDS
from platform_app.exchange.models import Post, PostRevision, Thread
from platform_app.exchange.service_threads import EDITORS
from platform_app.kernel import subjects
from platform_app.kernel.messages import Message, msg
from platform_app.kernel.subjects import SubjectRef
from platform_app.media import keeping
from platform_app.media.keeping import Kept, Upload
from platform_app.web.locale import Text, local, pick
from platform_app.wording import said as say

SIGNS: dict[str, tuple[str, Message]] = {
    "thanks": ("heart", msg("Thanks")),
    "agree": ("hand-thumb-up", msg("Agree")),
    "helpful": ("light-bulb", msg("Helpful")),
    "same_here": ("users", msg("Same here")),
}
FIELD = "files"


@dataclass(frozen=True)
class Subject:
    """What a thread is about: its kind, its name, its page."""

    kind: str
    id: int
    name: Text | str
    page: str


def subject_of(actor: Actor, ref: SubjectRef | None) -> Subject | None:
    """The case or standard that a thread is about, as this reader sees it; None if it is not open to her."""
    if ref is None:
        return None
    thing = subjects.load(actor, ref)
    if ref.kind == "standard":
        return Subject("standard", ref.id, f"{thing.number} {local(thing, 'title')}", f"/standards/{ref.id}")
    return Subject(ref.kind, ref.id, local(thing, "title"), f"/cases/{ref.id}")


def kinds_open_to(actor: Actor) -> Sequence[str]:
    """The kinds of thread she can start; announcements for those who may make one to somebody."""
    led = [*actor.provinces_coordinated, ""]
    probes = [Thread(visibility="subtree", scope_path=path, org_path=path, org_id=None) for path in led]
    announces = any(allows(actor, P.THREAD_ANNOUNCE, probe) for probe in probes)
    return [kind for kind in KINDS if kind != "announcement" or announces]


def uploads() -> tuple[Kept, ...]:
    """The files that came with a form, on disk before anything speaks of them.

    Raises:
        Invalid: one of them is refused.
    """
    sent = [file for file in request.files.getlist(FIELD) if file.filename]
    looked = [keeping.look(Upload(cast(BinaryIO, file.stream), file.filename or "")) for file in sent]
    return tuple(keeping.keep(each) for each in looked)


def thread_title(thread: Thread) -> Text:
    """What a thread is called, in the page's language if somebody put it into both."""
    other = "en" if thread.language == "zh" else "zh"
    return pick({thread.language: thread.title, other: thread.title_translation})


def post_html(post: Post) -> Text:
    """What a post says as HTML, in the page's language if it is there in both."""
    other = "en" if post.language == "zh" else "zh"
    return pick({post.language: post.html, other: post.translation_html})


def author(said: Thread | Post | PostRevision) -> str:
    """Who said it; the editors are called so in the page's language."""
    return say(msg("The editors")) if said.author_name == EDITORS else said.author_name
