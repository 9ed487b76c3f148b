"""What people follow, the queue of what is to be told, and what each was told."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from platform_app.kernel import clock
from platform_app.kernel.db import Base, UtcDateTime


class Follow(Base):
    """That somebody follows something, or wants to hear nothing of it. `ref` is an id, a field's slug or a tag."""

    __tablename__ = "follows"
    __table_args__ = (Index("ix_follows_subject", "kind", "ref", "how"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)  # thread, case, field, organisation, tag
    ref: Mapped[str] = mapped_column(String(40), primary_key=True)
    how: Mapped[str] = mapped_column(String(6))  # follow, mute
    is_automatic: Mapped[bool] = mapped_column(default=False)  # because she wrote in it, or because it is hers
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class NoticeJob(Base):
    """Something that happened and that nobody has been told of yet: one row, however many follow it."""

    __tablename__ = "notice_queue"

    id: Mapped[int] = mapped_column(primary_key=True)
    event: Mapped[str] = mapped_column(String(40))
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    detail_id: Mapped[int | None]  # of the post or the revision
    actor_id: Mapped[int | None]
    actor_name: Mapped[str] = mapped_column(String(80))
    person_id: Mapped[int | None]  # where one person is addressed
    note: Mapped[str | None] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now, index=True)


class Notice(Base):
    """That one person is told of one thing. `occasion` names the thing, so that nobody is told of it twice.

    `group_key` is what notices are shown together by; `note` is a moderator's sentence or a kept search's name.
    """

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("person_id", "occasion"),
        Index("ix_notices_person", "person_id", "read_at", "id"),
        Index("ix_notices_to_mail", "to_mail", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[str] = mapped_column(String(12))  # see `kinds`
    what: Mapped[str] = mapped_column(String(24))
    occasion: Mapped[str] = mapped_column(String(80))
    group_key: Mapped[str] = mapped_column(String(40))
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    post_id: Mapped[int | None]
    by_name: Mapped[str] = mapped_column(String(80))
    note: Mapped[str | None] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    to_mail: Mapped[bool] = mapped_column(default=True)  # no mail has told her of it yet


class NoticeDigest(Base):
    """That somebody's digest of a day or week was written, once; `on` is the day it was due, where she is."""

    __tablename__ = "notice_digests"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    how: Mapped[str] = mapped_column(String(8), primary_key=True)  # daily, weekly
    on: Mapped[date] = mapped_column(Date, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
