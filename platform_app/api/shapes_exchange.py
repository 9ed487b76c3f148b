"""Threads, posts and what was done to them, as the API tells them."""

from datetime import datetime
from typing import Any, Literal

from flask import request
from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation
from platform_app.api.shapes import Entity, Shape, address, permitted
from platform_app.api.shapes_case import Owner
from platform_app.exchange.lifecycle import PAGE, page_of
from platform_app.exchange.models import PostRevision, Thread
from platform_app.exchange.models_records import Proposal, ThreadRecord
from platform_app.exchange.queries_posts import ShownPost

ON_THREADS = (P.POST_WRITE, P.THREAD_EDIT, P.ANSWER_ACCEPT, P.ANSWER_PROPOSE, P.THREAD_CURATE, P.POST_HIDE)
ON_POSTS = (P.POST_EDIT, P.POST_DELETE, P.POST_REACT, P.POST_HIDE)


class Ref(Shape):
    """What a thread is about."""

    kind: str
    id: int


class ThreadShape(Entity):
    """A conversation. `version` grows with its title, tags and state; a reply changes only the counts."""

    page_url: str = Field(description="Where people read it")
    kind: Literal["question", "discussion", "announcement"]
    field: str | None = Field(description="Slug of its field; null = general")
    title: str
    title_translation: str | None
    language: Literal["zh", "en"]
    tags: list[str]
    subject: Ref | None
    visibility: Literal["public", "members", "subtree"]
    status: Literal["open", "held", "hidden", "deleted", "merged"]
    organisation: Owner | None = Field(description="For which its author speaks; null for the platform itself")
    author_id: int | None
    author_name: str
    is_locked: bool
    pinned: Literal["field", "everywhere"] | None
    leads_to: int | None = Field(description="The thread it was merged into or is a duplicate of")
    accepted_post_id: int | None
    post_count: int = Field(description="Posts that readers see, the first included")
    last_no: int = Field(description="The highest number given to a post")
    active_at: datetime = Field(description="When the newest post was written")
    last_author: str


class FileOfPost(Shape):
    """A file of a post."""

    id: int
    name: str
    kind: str
    media_type: str
    size: int
    alt: str | None
    content_url: str


class PostShape(Entity):
    """A post. Of one that is hidden or taken back only its place is told to readers: `text` and `html` are null."""

    thread_id: int
    page_url: str = Field(description="Permalink for people")
    no: int = Field(description=f"Its place for ever; page {PAGE} by {PAGE} for people")
    status: Literal["shown", "held", "hidden", "deleted"]
    author_id: int | None
    author_name: str | None
    organisation: Owner | None
    in_reply_to: int | None
    text: str | None = Field(description="Markdown")
    html: str | None
    translation: str | None
    language: Literal["zh", "en"]
    revision_no: int
    edited_at: datetime | None
    hidden_because: str | None
    reactions: dict[str, int]
    own_reactions: list[str]
    files: list[FileOfPost]


class PostRevisionShape(Shape):
    """What a post said."""

    no: int
    text: str
    html: str
    author_name: str
    at: datetime


class RecordShape(Shape):
    """An act on a thread: who, when, why, and whether it was undone."""

    id: int
    act: str
    reason: str | None
    other_id: int | None = Field(description="The other thread, of a merge, a split or a duplicate")
    person_name: str
    at: datetime
    undone_at: datetime | None
    undone_by_name: str | None


class ProposalShape(Shape):
    """An answer proposed as a lesson of a case or as a frequent question."""

    id: int
    url: str
    kind: Literal["lesson", "faq"]
    status: Literal["open", "taken", "declined", "withdrawn"]
    thread_id: int
    post_id: int
    subject: Ref | None
    field: str | None
    question: str
    text: str
    html: str
    language: Literal["zh", "en"]
    person_name: str
    at: datetime
    decided_by_name: str | None
    decided_at: datetime | None
    reason: str | None
    actions: list[str]


def owner(organisation: Organisation | None) -> Owner | None:
    """The organisation somebody speaks for."""
    if organisation is None:
        return None
    named = {name: getattr(organisation, name) for name in ("id", "code", "level", "name_zh", "name_en")}
    return Owner(url=address("organisations.show", id=organisation.id), **named)


def thread(actor: Actor, row: Thread) -> ThreadShape:
    """A thread; its organisation is loaded."""
    plain = _plain(ThreadShape, row, without=("url", "actions", "page_url", "field", "subject", "organisation"))
    return ThreadShape(
        **{name: value for name, value in plain.items() if name != "leads_to"},
        url=address("threads.show", id=row.id),
        page_url=f"{request.url_root}threads/{row.id}",
        field=row.field_slug,
        subject=Ref(kind=row.subject_kind, id=row.subject_id) if row.subject_kind and row.subject_id else None,
        organisation=owner(row.organisation),
        leads_to=row.target_id,
        actions=permitted(actor, ON_THREADS, row),
    )


def post(actor: Actor, shown: ShownPost) -> PostShape:
    """A post as this reader sees it; its organisation is loaded."""
    row, readable = shown.post, shown.is_readable
    page = page_of(row.no)
    return PostShape(
        **_plain(PostShape, row, without=_OF_POST),
        url=address("posts.show", id=row.id),
        page_url=f"{request.url_root}threads/{row.thread_id}?page={page}#post-{row.id}",
        author_id=row.author_id if readable else None,
        author_name=row.author_name if readable else None,
        organisation=owner(row.organisation) if readable else None,
        in_reply_to=row.in_reply_to_id,
        text=row.text if readable else None,
        html=row.html if readable else None,
        translation=row.translation if readable else None,
        hidden_because=row.status_reason,
        reactions=row.reactions,
        own_reactions=sorted(shown.own_signs),
        files=[_file(entry) for entry in row.files] if readable else [],
        actions=permitted(actor, ON_POSTS, row) if readable else [],
    )


def revision(row: PostRevision) -> PostRevisionShape:
    """A text that a post has had."""
    return PostRevisionShape.model_validate(row)


def record(row: ThreadRecord) -> RecordShape:
    """An act on record."""
    return RecordShape.model_validate(row)


def proposal(actor: Actor, row: Proposal) -> ProposalShape:
    """A proposal as it stands."""
    return ProposalShape(
        **_plain(ProposalShape, row, without=("url", "subject", "field", "actions")),
        url=address("proposals.show", id=row.id),
        subject=Ref(kind=row.subject_kind, id=row.subject_id) if row.subject_kind and row.subject_id else None,
        field=row.field_slug,
        actions=permitted(actor, (P.PROPOSAL_DECIDE,), row),
    )


_OF_POST = (
    *("url", "page_url", "author_id", "author_name", "organisation", "in_reply_to", "text", "html", "translation"),
    *("hidden_because", "reactions", "own_reactions", "files", "actions"),
)


def _plain(shape: type[Shape], row: Any, without: tuple[str, ...]) -> dict[str, Any]:
    """Columns that are told as they are."""
    names = (name for name in shape.model_fields if name not in without and name != "leads_to")
    return {name: getattr(row, name) for name in names}


def _file(entry: dict[str, Any]) -> FileOfPost:
    told = {name: entry.get(name) for name in ("id", "name", "kind", "media_type", "size", "alt")}
    return FileOfPost(**told, content_url=address("files.content", id=entry["id"]))
