"""What opens an account besides its password: mailed links, invitations, join requests, API tokens.

Secrets are stored as hashes only.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from platform_app.accounts.models import Organisation, Person
from platform_app.kernel import clock
from platform_app.kernel.db import Base, Json, UtcDateTime

CONFIRM = "confirm"
RESET = "reset"
APPEAL = "appeal"
WAITING, ACCEPTED, DECLINED = "waiting", "accepted", "declined"


class OneTimeLink(Base):
    """A mailed link that confirms an address or resets a password: it expires and works once."""

    __tablename__ = "one_time_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # or replaced by a newer link

    person: Mapped[Person] = relationship(lazy="raise")


class Invitation(Base):
    """A mailed one-time link into an organisation, with the roles it brings."""

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    org_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(String(320), index=True)
    roles: Mapped[list[str]] = mapped_column(Json)
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    organisation: Mapped[Organisation] = relationship(lazy="raise")


class JoinRequest(Base):
    """Somebody asks to join an organisation; a coordinator decides. One may wait at a time."""

    __tablename__ = "join_requests"
    __table_args__ = (
        Index(
            "uq_join_requests_waiting",
            "person_id",
            "org_id",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    org_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    note: Mapped[str] = mapped_column(String(500), default="")
    state: Mapped[str] = mapped_column(String(10), default=WAITING)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str | None] = mapped_column(String(500))

    person: Mapped[Person] = relationship(lazy="raise", foreign_keys=[person_id])
    organisation: Mapped[Organisation] = relationship(lazy="raise")


class ApiToken(Base):
    """A personal key to the API; kept are the SHA-256 of its 256 random bits, and its beginning."""

    __tablename__ = "api_tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    scope: Mapped[str] = mapped_column(String(10))  # read, write
    beginning: Mapped[str] = mapped_column(String(16))
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # to the hour
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Attempt(Base):
    """One try at a password or at having mail sent, counted by address and by client; old rows are swept."""

    __tablename__ = "attempts"
    __table_args__ = (
        Index("ix_attempts_address", "purpose", "address_hash", "at"),
        Index("ix_attempts_client", "purpose", "client", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(10))
    address_hash: Mapped[str] = mapped_column(String(64))  # also of addresses that have no account
    client: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now, index=True)
