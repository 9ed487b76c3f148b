"""The queue of mail: written with the change it tells of, sent after it. And what people were reminded of."""

from datetime import date, datetime

from sqlalchemy import Date, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from platform_app.kernel import clock
from platform_app.kernel.db import Base, UtcDateTime

WAITING, SENT, FAILED = "waiting", "sent", "failed"


class QueuedMail(Base):
    """One mail to one person. The body may hold a one-time link, so it is wiped when it has left or was given up."""

    __tablename__ = "mail_queue"
    __table_args__ = (Index("ix_mail_queue_due", "state", "next_try_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    to_name: Mapped[str] = mapped_column(String(80))
    to_address: Mapped[str] = mapped_column(String(320))
    language: Mapped[str] = mapped_column(String(2))
    subject: Mapped[str] = mapped_column(String(300))
    body: Mapped[str | None] = mapped_column(Text)
    calendar: Mapped[str | None] = mapped_column(Text)  # an invitation (RFC 6047); wiped with the body
    unsubscribe: Mapped[str | None] = mapped_column(String(500))  # the address that stops such mail (RFC 8058)
    state: Mapped[str] = mapped_column(String(10), default=WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    next_try_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)  # while claimed: when the claim ends
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str | None] = mapped_column(String(500))


class Reminder(Base):
    """That somebody was reminded of a day, once; `about` is the id of a seat, case, ask, answer or action."""

    __tablename__ = "reminders"
    __table_args__ = (UniqueConstraint("kind", "about", "due_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(
        String(20)
    )  # review_7, review_1, confirm_1, confirm_2, ask_7, ask_1, ask_over, request_near, action_up …
    about: Mapped[int]
    due_on: Mapped[date] = mapped_column(Date)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
