"""Threads: the list, one of them, starting and changing them; how far one has read, what one has begun to write."""

from typing import Annotated, Literal

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.accounts import queries as accounts
from platform_app.api import examples, shapes_exchange
from platform_app.api import examples_exchange as example
from platform_app.api.answers import Answer, created, linked
from platform_app.api.operations import Note, Noun
from platform_app.api.reading import Asked, Id, ListQuery, Word
from platform_app.api.shapes import Listing, Shape, address, whole
from platform_app.api.shapes_exchange import RecordShape, ThreadShape
from platform_app.exchange import queries, records, service_posts, service_threads
from platform_app.exchange.inputs import Kind, NewThread, ThreadChange
from platform_app.exchange.models import Thread
from platform_app.exchange.queries import ThreadFilter
from platform_app.kernel.errors import Invalid, NotFound
from platform_app.kernel.inputs import Input
from platform_app.kernel.messages import msg
from platform_app.kernel.subjects import SubjectRef

noun = Noun("threads", "What cities ask and tell one another.")


class ThreadId(Asked):
    """Which thread."""

    id: Id


class ThreadsQuery(ListQuery):
    """Which threads."""

    kind: Kind | None = None
    field: Word | None = Field(None, description="Slug of a field, or `general`")
    tag: Word | None = None
    organisation: Word | None = Field(None, description="Code of the organisation their authors speak for")
    subject: Annotated[Word, Field(pattern=r"^[a-z]+:[1-9]\d{0,8}$")] | None = Field(
        None, description="What they are about: `case:7`, `standard:12`"
    )
    unanswered: bool = Field(False, description="Questions without an accepted answer")


class ReadMark(Input):
    """How far one has read."""

    no: Annotated[int, Field(ge=0, le=2**31 - 1)]


class DraftShape(Shape):
    """What one has begun to write under a thread."""

    text: str
    in_reply_to: int | None


class Draft(Input):
    """The same, to be kept."""

    text: Annotated[str, Field(max_length=40_000)]
    in_reply_to: Id | None = None


@noun.operation(
    "GET", "/threads", Note(gives=Listing[ThreadShape], example=examples.listing(example.THREAD), refusals=(422,))
)
def index(actor: Actor, query: ThreadsQuery) -> Answer:
    """Threads open to you, the one with the newest post first."""
    wanted = narrowed(actor, query)
    page = queries.threads(actor, wanted, query.page)
    items = [shapes_exchange.thread(actor, line.thread) for line in page.items]
    shape = Listing[ThreadShape](items=items, next=page.next, total=queries.count(actor, wanted))
    return linked(shape, page.next)


@noun.operation("GET", "/threads/<int:id>", Note(gives=ThreadShape, example=example.THREAD, refusals=(404,)))
def show(actor: Actor, path: ThreadId) -> Answer:
    """One thread, without its posts. Its ETag is what PATCH wants in If-Match."""
    return told(actor, path.id)


@noun.operation(
    "POST",
    "/threads",
    Note(ThreadShape, example.THREAD, 201, (403, 409, 422), writes=True, sends=example.NEW_THREAD),
)
def start(actor: Actor, body: NewThread) -> Answer:
    """Start a thread with its first post. `announcement` is for provinces, ministries, the secretariat, moderators."""
    thread = service_threads.start(actor, body)
    return created(told(actor, thread.id).shape, address("threads.show", id=thread.id))  # type: ignore[arg-type]


@noun.operation(
    "PATCH",
    "/threads/<int:id>",
    Note(
        ThreadShape,
        example.THREAD,
        refusals=(403, 404, 409, 422),
        writes=True,
        match="needed",
        sends={"title": "老旧小区加装电梯的费用由谁承担？"},
    ),
)
def change(actor: Actor, path: ThreadId, body: ThreadChange, version: int | None) -> Answer:
    """Change its title or its tags."""
    service_threads.edit(actor, path.id, body, version=version)
    return told(actor, path.id)


@noun.operation(
    "GET",
    "/threads/<int:id>/records",
    Note(gives=Listing[RecordShape], example=examples.listing(example.RECORD), refusals=(404,)),
)
def history(actor: Actor, path: ThreadId) -> Answer:
    """What was done to a thread: locked, pinned, moved, merged, split, hidden; by whom and why."""
    rows = records.of_thread(actor, queries.get(actor, path.id))
    return Answer(Listing[RecordShape](**whole([shapes_exchange.record(row) for row in rows])))


@noun.operation(
    "PUT",
    "/threads/<int:id>/read",
    Note(None, status=204, refusals=(404, 422), writes=True, sends={"no": 2}),
)
def mark_read(actor: Actor, path: ThreadId, body: ReadMark) -> Answer:
    """Remember that you have read up to a number; the mark only moves on."""
    service_posts.mark_read(actor, path.id, body.no)
    return Answer(None, 204)


@noun.operation(
    "GET",
    "/threads/<int:id>/draft",
    Note(DraftShape, {"text": "我们按楼层", "in_reply_to": None}, refusals=(404,), needs_token=True),
)
def draft(actor: Actor, path: ThreadId) -> Answer:
    """What you have begun to write under a thread."""
    kept = queries.read(actor, path.id).draft
    if kept is None:
        raise NotFound
    return Answer(DraftShape(text=kept.text, in_reply_to=kept.in_reply_to_id))


@noun.operation(
    "PUT",
    "/threads/<int:id>/draft",
    Note(None, status=204, refusals=(403, 404, 422), writes=True, sends={"text": "我们按楼层"}),
)
def keep_draft(actor: Actor, path: ThreadId, body: Draft) -> Answer:
    """Keep what you have typed so far; it is yours alone and goes when you reply."""
    service_posts.keep_draft(actor, path.id, body.text, in_reply_to=body.in_reply_to)
    return Answer(None, 204)


@noun.operation("DELETE", "/threads/<int:id>/draft", Note(None, status=204, refusals=(403, 404), writes=True))
def discard_draft(actor: Actor, path: ThreadId) -> Answer:
    """Throw it away."""
    service_posts.discard_draft(actor, path.id)
    return Answer(None, 204)


def told(actor: Actor, thread_id: int) -> Answer:
    """A thread as it is now."""
    return Answer(shapes_exchange.thread(actor, _whole(actor, thread_id)))


def _whole(actor: Actor, thread_id: int) -> Thread:
    return queries.read(actor, thread_id).thread


def narrowed(actor: Actor, query: ThreadsQuery) -> ThreadFilter:
    """The list that a query asks for."""
    kind, _, id = (query.subject or "").partition(":")
    subject: Literal[None] | SubjectRef = SubjectRef(kind, int(id)) if kind else None
    return ThreadFilter(
        kind=query.kind,
        field=None if query.field == "general" else query.field,
        general=query.field == "general",
        tag=query.tag,
        org_id=_organisation(actor, query.organisation) if query.organisation else None,
        subject=subject,
        unanswered=query.unanswered,
    )


def _organisation(actor: Actor, code: str) -> int:
    try:
        return accounts.organisation_by_code(actor, code).id
    except NotFound:
        raise Invalid.one("organisation", msg("There is no such organisation.")) from None
