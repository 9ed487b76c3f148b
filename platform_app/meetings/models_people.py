"""Who comes to a meeting: the delegates that organisations name, their answers, and who was there."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from platform_app.accounts.models import Organisation
from platform_app.kernel.db import Base, Stamped, UtcDateTime


class Delegate(Stamped, Base):
    """A person named for an organisation. `answer` is RFC 5545's PARTSTAT in lower case; `via` says how it came.

    `token_hash` is of the one-time link in her letter; `answered_sequence` and `answered_stamp` are the SEQUENCE and
    DTSTAMP of the last iTIP REPLY, so that an older one is refused.
    """

    __tablename__ = "delegates"
    __mapper_args__ = {"version_id_col": Stamped.version}
    __table_args__ = (UniqueConstraint("meeting_id", "email_key"), Index("ix_delegates_org", "meeting_id", "org_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    org_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(String(320))
    language: Mapped[str] = mapped_column(String(2), default="zh")
    capacity: Mapped[str] = mapped_column(String(10))  # member, substitute, observer, guest
    letter: Mapped[str | None] = mapped_column(Text)  # a substitute's: who sends her and why
    letter_file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    answer: Mapped[str] = mapped_column(String(12), default="needs_action")  # accepted, declined, tentative
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    comment: Mapped[str | None] = mapped_column(String(500))
    via: Mapped[str | None] = mapped_column(String(6))  # page, link, itip
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    answered_sequence: Mapped[int | None]
    answered_stamp: Mapped[datetime | None] = mapped_column(UtcDateTime)
    named_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    organisation: Mapped[Organisation] = relationship(lazy="raise")


class Attendance(Stamped, Base):
    """That somebody was there, from when to when, or sent apologies."""

    __tablename__ = "attendances"
    __mapper_args__ = {"version_id_col": Stamped.version}
    __table_args__ = (UniqueConstraint("meeting_id", "delegate_id"), Index("ix_attendances_meeting", "meeting_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("delegates.id"))
    org_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    name: Mapped[str] = mapped_column(String(80))
    capacity: Mapped[str] = mapped_column(String(10))
    how: Mapped[str] = mapped_column(String(10))  # present, remote, apologies
    from_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    to_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    organisation: Mapped[Organisation] = relationship(lazy="raise")


class CalendarKey(Base):
    """The secret address of one person's calendar; kept is its SHA-256."""

    __tablename__ = "calendar_keys"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
