"""Questions put to other organisations: who was asked, why, until when, and what came of it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from platform_app.accounts.models import Organisation
from platform_app.exchange.models import Post, Thread
from platform_app.kernel.db import Base, Json, Stamped, UtcDateTime


class Ask(Stamped, Base):
    """A question put to one organisation; nobody is asked the same question twice.

    `status` is `open`, `answered`, `passed_on` or `declined`. What it was passed on to is an ask of its own.
    """

    __tablename__ = "asks"
    __mapper_args__ = {"version_id_col": Stamped.version}
    __table_args__ = (
        UniqueConstraint("thread_id", "org_id"),
        Index("ix_asks_org", "org_id", "status", "due_on"),
        Index("ix_asks_due", "status", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"))
    org_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))  # who is asked
    status: Mapped[str] = mapped_column(String(10), default="open")
    due_on: Mapped[date] = mapped_column(Date)
    reasons: Mapped[list[Any]] = mapped_column(Json, default=list)  # why it was proposed, as in `asking.Why`
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    asked_by_name: Mapped[str] = mapped_column(String(80))
    asking_org_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))  # for which she asks
    passed_from_id: Mapped[int | None] = mapped_column(ForeignKey("asks.id"), index=True)

    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))  # the answer
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # answered, passed on or declined
    decided_by_name: Mapped[str | None] = mapped_column(String(80))
    reason: Mapped[str | None] = mapped_column(Text)  # a word with passing on or declining

    thread: Mapped[Thread] = relationship(lazy="raise")
    organisation: Mapped[Organisation] = relationship(foreign_keys=[org_id], lazy="raise")
    asking_organisation: Mapped[Organisation | None] = relationship(foreign_keys=[asking_org_id], lazy="raise")
    passed_from: Mapped["Ask | None"] = relationship(remote_side=[id], lazy="raise")
    post: Mapped[Post | None] = relationship(lazy="raise")
