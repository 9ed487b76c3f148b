"""A thread, its posts, and the texts that each post has had."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from platform_app.accounts.models import Organisation
from platform_app.kernel import clock
from platform_app.kernel.db import Base, Json, Stamped, UtcDateTime
from platform_app.kernel.subjects import SubjectRef


class Thread(Stamped, Base):
    """A conversation. Its counters repeat what its posts say; `flask exchange check` counts them anew.

    `status` is `open`, `held`, `hidden`, `deleted` or `merged`; whether it is locked, pinned or a duplicate stands
    beside that, because a hidden thread can be locked too.
    """

    __tablename__ = "threads"
    __mapper_args__ = {"version_id_col": Stamped.version}
    __table_args__ = (
        Index("ix_threads_active", "status", "active_at", "id"),
        Index("ix_threads_field", "field_slug", "status", "active_at", "id"),
        Index("ix_threads_subject", "subject_kind", "subject_id", "status", "active_at"),
        Index("ix_threads_org", "org_id", "status", "active_at"),
        Index("ix_threads_pinned", "pinned", "status"),
        Index("ix_threads_waiting", "kind", "is_answered", "status", "active_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str | None] = mapped_column(String(80), unique=True)  # stable name of loaded threads
    kind: Mapped[str] = mapped_column(String(12))  # question, discussion, announcement
    field_slug: Mapped[str | None] = mapped_column(ForeignKey("fields.slug"))  # None = general
    title: Mapped[str] = mapped_column(String(160))
    language: Mapped[str] = mapped_column(String(2))  # of title and first post
    title_translation: Mapped[str | None] = mapped_column(String(300))  # the title in the other language
    tags: Mapped[list[str]] = mapped_column(Json, default=list)  # as written; `thread_tags` finds by them
    subject_kind: Mapped[str | None] = mapped_column(String(20))
    subject_id: Mapped[int | None]

    visibility: Mapped[str] = mapped_column(String(8))  # public, members, subtree
    scope_path: Mapped[str] = mapped_column(String(200), default="")  # of the organisation whose subtree may read it
    status: Mapped[str] = mapped_column(String(8), default="open")
    org_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))  # for which its author speaks
    org_path: Mapped[str] = mapped_column(String(200), default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    author_name: Mapped[str] = mapped_column(String(80))

    is_locked: Mapped[bool] = mapped_column(default=False)
    pinned: Mapped[str | None] = mapped_column(String(10))  # field, everywhere
    target_id: Mapped[int | None] = mapped_column(ForeignKey("threads.id"))  # merged into, or a duplicate of
    accepted_post_id: Mapped[int | None]
    is_answered: Mapped[bool] = mapped_column(default=False)  # a question with an accepted answer

    last_no: Mapped[int] = mapped_column(default=0)  # numbers are never given twice
    post_count: Mapped[int] = mapped_column(default=0)  # those that readers see
    active_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)  # of the newest of these
    last_author: Mapped[str] = mapped_column(String(80), default="")

    organisation: Mapped[Organisation | None] = relationship(lazy="raise")
    target: Mapped["Thread | None"] = relationship(remote_side=[id], lazy="raise")

    @property
    def subject(self) -> SubjectRef | None:
        """What it is about."""
        return SubjectRef(self.subject_kind, self.subject_id) if self.subject_kind and self.subject_id else None


class ThreadTag(Base):
    """A tag of a thread, folded for finding."""

    __tablename__ = "thread_tags"

    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(40), primary_key=True, index=True)


class Post(Stamped, Base):
    """One post. `no` is its place for ever: pages are cut by it, so that hiding a post moves nothing.

    `status` is `shown`, `held`, `hidden` or `deleted`.
    """

    __tablename__ = "posts"
    __mapper_args__ = {"version_id_col": Stamped.version}
    __table_args__ = (
        UniqueConstraint("thread_id", "no"),
        Index("ix_posts_author", "author_id", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"))
    no: Mapped[int]
    status: Mapped[str] = mapped_column(String(8), default="shown")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    author_name: Mapped[str] = mapped_column(String(80))
    org_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    org_path: Mapped[str] = mapped_column(String(200), default="")
    in_reply_to_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))

    text: Mapped[str] = mapped_column(Text)
    text_key: Mapped[str] = mapped_column(String(32), default="", server_default="")  # the same again? see `gate`
    html: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    translation: Mapped[str | None] = mapped_column(Text)  # the same in the other language
    translation_html: Mapped[str | None] = mapped_column(Text)
    renderer_version: Mapped[int]
    revision_no: Mapped[int] = mapped_column(default=1)
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    status_reason: Mapped[str | None] = mapped_column(Text)  # why it is hidden
    status_by: Mapped[str | None] = mapped_column(String(80))
    reactions: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)  # sign → how many
    files: Mapped[list[Any]] = mapped_column(Json, default=list)  # id, name, kind, media_type, size, alt …

    organisation: Mapped[Organisation | None] = relationship(lazy="raise")
    in_reply_to: Mapped["Post | None"] = relationship(remote_side=[id], lazy="raise")
    thread: Mapped[Thread] = relationship(lazy="raise")


class PostRevision(Base):
    """What a post said before and after each edit."""

    __tablename__ = "post_revisions"
    __table_args__ = (UniqueConstraint("post_id", "no"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    no: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    author_name: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
