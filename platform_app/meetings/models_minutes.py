"""The minutes of a meeting, item by item: revisions, who is writing, comments with their disposition, addenda."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from platform_app.accounts.models import Organisation
from platform_app.kernel import clock
from platform_app.kernel.db import Base, Stamped, UtcDateTime


class MinutesItem(Stamped, Base):
    """What was said and found under one agenda item. `revision_no` counts its saved texts."""

    __tablename__ = "minutes_items"
    __mapper_args__ = {"version_id_col": Stamped.version}

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"), unique=True)
    text_zh: Mapped[str] = mapped_column(Text, default="")  # Markdown
    html_zh: Mapped[str] = mapped_column(Text, default="")
    text_en: Mapped[str] = mapped_column(Text, default="")
    html_en: Mapped[str] = mapped_column(Text, default="")
    revision_no: Mapped[int] = mapped_column(default=0)
    edited_by_name: Mapped[str | None] = mapped_column(String(80))


class MinutesRevision(Base):
    """A saved text of one item."""

    __tablename__ = "minutes_revisions"
    __table_args__ = (UniqueConstraint("item_id", "no"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"))
    no: Mapped[int]
    text_zh: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    by_name: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class MinutesWriter(Base):
    """Who has an item open for writing; a row is stale after a minute without a sign of life."""

    __tablename__ = "minutes_writers"

    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    person_name: Mapped[str] = mapped_column(String(80))
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class MinutesComment(Stamped, Base):
    """What an organisation wants changed in the circulated minutes, and the disposition of it.

    `disposition` is `accepted`, `accepted_in_part`, `not_accepted` or `noted`; None = not decided.
    """

    __tablename__ = "minutes_comments"
    __mapper_args__ = {"version_id_col": Stamped.version}
    __table_args__ = (Index("ix_minutes_comments_meeting", "meeting_id", "item_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    org_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    text: Mapped[str] = mapped_column(Text)
    text_html: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    by_name: Mapped[str] = mapped_column(String(80))
    disposition: Mapped[str | None] = mapped_column(String(16))
    disposition_words: Mapped[str | None] = mapped_column(Text)
    disposed_by_name: Mapped[str | None] = mapped_column(String(80))
    disposed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    organisation: Mapped[Organisation] = relationship(lazy="raise")


class MinutesAddendum(Base):
    """A dated correction of approved minutes. They themselves stay as they were; `sha256` is over its own text."""

    __tablename__ = "minutes_addenda"
    __table_args__ = (UniqueConstraint("meeting_id", "no"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    no: Mapped[int]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    text_zh: Mapped[str] = mapped_column(Text)
    html_zh: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text, default="")
    html_en: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[str] = mapped_column(String(64))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    by_name: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
