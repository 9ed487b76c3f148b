"""The programs that are told, and the queue of what they are told."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from platform_app.accounts.models import Organisation
from platform_app.kernel import clock
from platform_app.kernel.db import Base, Json, Stamped, UtcDateTime

WAITING, SENT, FAILED, DROPPED = "waiting", "sent", "failed", "dropped"


class Webhook(Stamped, Base):
    """Where an organisation wants something to be told. The secret signs and so has to be kept as it is.

    After a change of secret, deliveries are signed with both for a day. `disabled_at` is set by whoever switched it
    off; `failures` counts tries since the last success.
    """

    __tablename__ = "webhooks"
    __mapper_args__ = {"version_id_col": Stamped.version}

    id: Mapped[int] = mapped_column(primary_key=True)
    org_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    org_path: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(80))
    url: Mapped[str] = mapped_column(String(500))
    events: Mapped[list[Any]] = mapped_column(Json)  # names of `catalogue.HAPPENINGS`
    scope: Mapped[str] = mapped_column(String(10))  # own, everything
    secret: Mapped[str] = mapped_column(String(80))
    former_secret: Mapped[str | None] = mapped_column(String(80))
    former_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    disabled_because: Mapped[str | None] = mapped_column(String(20))  # switched_off, failing
    failures: Mapped[int] = mapped_column(default=0)
    failing_since: Mapped[datetime | None] = mapped_column(UtcDateTime)

    organisation: Mapped[Organisation] = relationship(lazy="raise")

    @property
    def is_active(self) -> bool:
        """It is told of things."""
        return self.disabled_at is None


class Delivery(Base):
    """One thing that one program is told: the very bytes, so that a repetition says the same under the same key."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        Index("ix_webhook_deliveries_due", "state", "next_try_at"),
        Index("ix_webhook_deliveries_webhook", "webhook_id", "id"),
        Index("ix_webhook_deliveries_created_at", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhooks.id"))
    key: Mapped[str] = mapped_column(String(36))  # by which the receiver knows a repetition
    event: Mapped[str] = mapped_column(String(40))
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), default=WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    next_try_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)  # while claimed: when the claim ends
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    status_code: Mapped[int | None]  # of the last answer
    error: Mapped[str | None] = mapped_column(String(20))  # a key of `posting.ERRORS`
