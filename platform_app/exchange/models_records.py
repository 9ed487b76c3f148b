"""What was decided about threads, each with who, when and why, and how it was undone; and what answers became."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from platform_app.exchange.models import Post, Thread
from platform_app.kernel import clock
from platform_app.kernel.db import Base, Json, UtcDateTime
from platform_app.kernel.subjects import SubjectRef


class ThreadRecord(Base):
    """One act on a thread. `detail` holds what undoing needs: the field it had, the numbers its posts had."""

    __tablename__ = "thread_records"

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), index=True)
    act: Mapped[str] = mapped_column(String(12))  # lock, pin, move, merge, split, duplicate, hide
    reason: Mapped[str | None] = mapped_column(Text)
    detail: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    other_id: Mapped[int | None] = mapped_column(ForeignKey("threads.id"))  # merged into, split off, duplicate of
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    person_name: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_by_name: Mapped[str | None] = mapped_column(String(80))

    other: Mapped[Thread | None] = relationship(foreign_keys=[other_id], lazy="raise")


class Proposal(Base):
    """An answer on its way to where it is found again: a case's lessons, or the frequent questions.

    `status` is `open`, `taken`, `declined` or `withdrawn`.
    """

    __tablename__ = "answer_proposals"
    __table_args__ = (
        Index("ix_answer_proposals_waiting", "status", "kind"),
        Index("ix_answer_proposals_subject", "subject_kind", "subject_id", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))  # lesson, faq
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    subject_kind: Mapped[str | None] = mapped_column(String(20))  # what it is to be added to
    subject_id: Mapped[int | None]
    field_slug: Mapped[str | None] = mapped_column(ForeignKey("fields.slug"))
    question: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    org_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))  # whose people decide, for a lesson
    status: Mapped[str] = mapped_column(String(10), default="open")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    person_name: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    decided_by_name: Mapped[str | None] = mapped_column(String(80))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str | None] = mapped_column(Text)

    thread: Mapped[Thread] = relationship(lazy="raise")
    post: Mapped[Post] = relationship(lazy="raise")

    @property
    def subject(self) -> SubjectRef | None:
        """What it is to be added to."""
        return SubjectRef(self.subject_kind, self.subject_id) if self.subject_kind and self.subject_id else None
