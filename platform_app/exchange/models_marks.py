"""What single people leave at threads and posts: signs, how far they have read, what they have begun to write."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from platform_app.kernel import clock
from platform_app.kernel.db import Base, UtcDateTime


class Reaction(Base):
    """A sign that a person gave a post; each sign once."""

    __tablename__ = "post_reactions"

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    sign: Mapped[str] = mapped_column(String(12), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class ReadMark(Base):
    """Up to which number a person has read a thread."""

    __tablename__ = "read_marks"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), primary_key=True)
    no: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class ReplyDraft(Base):
    """What a person has typed under a thread and not sent."""

    __tablename__ = "reply_drafts"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    in_reply_to_id: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class Mention(Base):
    """A person or an organisation that a post speaks to; who is told of it is decided when it is told."""

    __tablename__ = "mentions"
    __table_args__ = (Index("ix_mentions_target", "kind", "target_id"),)

    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)  # person, organisation
    target_id: Mapped[int] = mapped_column(primary_key=True)
