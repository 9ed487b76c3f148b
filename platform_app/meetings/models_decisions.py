"""What a body resolves, how its members voted, and the action items that carry it out."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from platform_app.accounts.models import Organisation
from platform_app.kernel import clock
from platform_app.kernel.db import Base, Json, Stamped, UtcDateTime
from platform_app.meetings.models import Body, BodyMember, Meeting


class Serial(Base):
    """The last number given in a series and year. Its row is locked by who takes the next, so that none is left out."""

    __tablename__ = "serials"

    series: Mapped[str] = mapped_column(String(12), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int] = mapped_column(default=0)


class Resolution(Stamped, Base):
    """A resolution. `number` (`JM/2026/3`) is given at adoption; `authoritative` says which language decides.

    `org_*` is the secretariat of its body, `is_public` its meeting's.
    """

    __tablename__ = "resolutions"
    __mapper_args__ = {"version_id_col": Stamped.version}
    __table_args__ = (Index("ix_resolutions_newest", "body_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"), index=True)
    year: Mapped[int | None]
    serial: Mapped[int | None]
    number: Mapped[str | None] = mapped_column(String(24), unique=True)
    title_zh: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(300), default="")
    text_zh: Mapped[str] = mapped_column(Text)  # Markdown
    html_zh: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text, default="")
    html_en: Mapped[str] = mapped_column(Text, default="")
    authoritative: Mapped[str] = mapped_column(String(2), default="zh")
    responsible_level: Mapped[str] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(12), default="proposed")
    method: Mapped[str | None] = mapped_column(String(10))  # consensus, vote
    tally: Mapped[dict[str, Any] | None] = mapped_column(Json)  # for, against, abstain, quorum, as adopted
    adopted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    in_force_on: Mapped[date | None] = mapped_column(Date)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_reason: Mapped[str | None] = mapped_column(Text)
    superseded_by_id: Mapped[int | None] = mapped_column(ForeignKey("resolutions.id"))
    org_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    org_path: Mapped[str] = mapped_column(String(200))
    org_level: Mapped[str] = mapped_column(String(20))
    lead_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    is_public: Mapped[bool] = mapped_column(default=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    by_name: Mapped[str] = mapped_column(String(80))

    body: Mapped[Body] = relationship(lazy="raise")
    meeting: Mapped[Meeting] = relationship(lazy="raise")
    votes: Mapped[list["ResolutionVote"]] = relationship(lazy="raise", order_by="ResolutionVote.id")
    members: Mapped[list[BodyMember]] = relationship(
        primaryjoin="foreign(BodyMember.body_id) == Resolution.body_id", viewonly=True, lazy="raise"
    )


class ResolutionVote(Base):
    """One organisation's vote, once; `statement` is its dissent or explanation."""

    __tablename__ = "resolution_votes"
    __table_args__ = (UniqueConstraint("resolution_id", "org_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    resolution_id: Mapped[int] = mapped_column(ForeignKey("resolutions.id"))
    org_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    org_level: Mapped[str] = mapped_column(String(20))
    vote: Mapped[str] = mapped_column(String(8))  # for, against, abstain
    statement: Mapped[str | None] = mapped_column(Text)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    by_name: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)

    organisation: Mapped[Organisation] = relationship(lazy="raise")


class ActionItem(Stamped, Base):
    """Something an organisation has to do by a day. `org_*` is the owner; `secretariat_id` confirms or reopens it."""

    __tablename__ = "action_items"
    __mapper_args__ = {"version_id_col": Stamped.version}
    __table_args__ = (
        Index("ix_action_items_owed", "org_id", "settled", "due_on", "id"),
        Index("ix_action_items_due", "settled", "due_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    resolution_id: Mapped[int | None] = mapped_column(ForeignKey("resolutions.id"), index=True)
    indicator_id: Mapped[int | None] = mapped_column(ForeignKey("programme_indicators.id"))
    title_zh: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(300), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    text_html: Mapped[str] = mapped_column(Text, default="")
    org_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    org_path: Mapped[str] = mapped_column(String(200))
    org_level: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    person_name: Mapped[str | None] = mapped_column(String(80))
    secretariat_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    secretariat_level: Mapped[str] = mapped_column(String(20))
    due_on: Mapped[date] = mapped_column(Date)
    priority: Mapped[str] = mapped_column(String(8), default="normal")  # low, normal, high
    status: Mapped[str] = mapped_column(String(12), default="open")
    settled: Mapped[int] = mapped_column(default=0)  # 1 once done and confirmed, or dropped; a number, for cursors
    uid: Mapped[str] = mapped_column(String(80), unique=True)  # RFC 5545 UID of its VTODO
    sequence: Mapped[int] = mapped_column(default=0)
    evidence_url: Mapped[str | None] = mapped_column(String(500))  # beside linked subjects with the role `evidence`
    evidence_words: Mapped[str | None] = mapped_column(Text)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed_by_name: Mapped[str | None] = mapped_column(String(80))
    dropped_reason: Mapped[str | None] = mapped_column(Text)
    escalated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    body: Mapped[Body] = relationship(lazy="raise")
    organisation: Mapped[Organisation] = relationship(foreign_keys=[org_id], lazy="raise")
    resolution: Mapped[Resolution | None] = relationship(lazy="raise")
    members: Mapped[list[BodyMember]] = relationship(
        primaryjoin="foreign(BodyMember.body_id) == ActionItem.body_id", viewonly=True, lazy="raise"
    )
    log: Mapped[list["ActionRecord"]] = relationship(lazy="raise", order_by="ActionRecord.id")


class ActionRecord(Base):
    """One dated line of an action item's log."""

    __tablename__ = "action_records"

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action_items.id"), index=True)
    act: Mapped[str] = mapped_column(String(12))
    words: Mapped[str | None] = mapped_column(Text)
    due_on: Mapped[date | None] = mapped_column(Date)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    by_name: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
