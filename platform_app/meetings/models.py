"""Bodies and their meetings: who belongs to a body, when it meets, who is invited, and the dated record of it all."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from platform_app.accounts.models import Organisation
from platform_app.kernel import clock
from platform_app.kernel.db import Base, Json, Stamped, UtcDateTime

if TYPE_CHECKING:
    from platform_app.meetings.models_people import Delegate


class Body(Stamped, Base):
    """A joint meeting, a provincial working meeting or a field working group.

    `org_id` is the organisation that is its secretariat; `lead_id` the one that leads it. `series` opens the numbers
    of its meetings and resolutions. `quorum` holds a `quorum.Rule` as plain values.
    """

    __tablename__ = "bodies"
    __mapper_args__ = {"version_id_col": Stamped.version}

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))  # joint_meeting, provincial, working_group
    level: Mapped[str] = mapped_column(String(20))
    series: Mapped[str] = mapped_column(String(12), unique=True)  # JM, ZJ, WG-SC …
    name_zh: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(160))
    about_zh: Mapped[str] = mapped_column(Text, default="")
    about_en: Mapped[str] = mapped_column(Text, default="")
    field_slug: Mapped[str | None] = mapped_column(ForeignKey("fields.slug"))
    lead_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    org_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    org_path: Mapped[str] = mapped_column(String(200))
    org_level: Mapped[str] = mapped_column(String(20))
    chair_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    chair_name: Mapped[str | None] = mapped_column(String(80))
    quorum: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    is_public: Mapped[bool] = mapped_column(default=True)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    source_url: Mapped[str | None] = mapped_column(String(500))

    lead: Mapped[Organisation] = relationship(foreign_keys=[lead_id], lazy="raise")
    organisation: Mapped[Organisation] = relationship(foreign_keys=[org_id], lazy="raise")
    members: Mapped[list["BodyMember"]] = relationship(lazy="raise", order_by="BodyMember.position")


class BodyMember(Base):
    """An organisation's place in a body. Lead, co-conveners and members count for the quorum and vote."""

    __tablename__ = "body_members"
    __table_args__ = (UniqueConstraint("body_id", "org_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    org_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    role: Mapped[str] = mapped_column(String(12))  # lead, co_convener, member, observer, guest
    position: Mapped[int]

    organisation: Mapped[Organisation] = relationship(lazy="raise")


class Meeting(Stamped, Base):
    """One meeting of a body. `org_*`, `lead_id`, `chair_*` are the body's at its planning; times are UTC.

    `sequence` is the RFC 5545 SEQUENCE: it grows when time, place, link or state change. `quorum_result` is frozen when
    the meeting is held; `minutes_text` is the canonical text that `minutes_sha256` is taken over.
    """

    __tablename__ = "meetings"
    __mapper_args__ = {"version_id_col": Stamped.version}
    __table_args__ = (UniqueConstraint("body_id", "number"), Index("ix_meetings_starts", "starts_at", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"), index=True)
    number: Mapped[int]  # in its series
    title_zh: Mapped[str] = mapped_column(String(160))
    title_en: Mapped[str] = mapped_column(String(240), default="")
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    time_zone: Mapped[str] = mapped_column(String(40), default="Asia/Shanghai")  # IANA
    place_zh: Mapped[str] = mapped_column(String(200), default="")
    place_en: Mapped[str] = mapped_column(String(200), default="")
    conference_url: Mapped[str | None] = mapped_column(String(500))  # invited people only
    papers_due_on: Mapped[date] = mapped_column(Date)  # also the last day for proposals
    is_public: Mapped[bool] = mapped_column(default=True)
    is_example: Mapped[bool] = mapped_column(default=False)  # made for the demo and marked everywhere
    status: Mapped[str] = mapped_column(String(16), default="planned")
    uid: Mapped[str] = mapped_column(String(80), unique=True)  # RFC 5545 UID
    sequence: Mapped[int] = mapped_column(default=0)
    org_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    org_path: Mapped[str] = mapped_column(String(200))
    org_level: Mapped[str] = mapped_column(String(20))
    lead_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    chair_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    chair_name: Mapped[str | None] = mapped_column(String(80))
    quorum: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)  # the body's rule at the convening
    quorum_result: Mapped[dict[str, Any] | None] = mapped_column(Json)
    convened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    held_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    comments_until: Mapped[date | None] = mapped_column(Date)  # on the circulated minutes
    minutes_text: Mapped[str | None] = mapped_column(Text, deferred=True, deferred_raiseload=True)
    minutes_sha256: Mapped[str | None] = mapped_column(String(64))
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_by_name: Mapped[str | None] = mapped_column(String(80))

    body: Mapped[Body] = relationship(lazy="raise")
    organisation: Mapped[Organisation] = relationship(foreign_keys=[org_id], lazy="raise")
    members: Mapped[list[BodyMember]] = relationship(
        primaryjoin="foreign(BodyMember.body_id) == Meeting.body_id", viewonly=True, lazy="raise"
    )
    named: Mapped[list["Delegate"]] = relationship(
        primaryjoin="and_(foreign(Delegate.meeting_id) == Meeting.id, Delegate.withdrawn_at.is_(None))",
        viewonly=True,
        lazy="raise",
    )
    records: Mapped[list["MeetingRecord"]] = relationship(lazy="raise", order_by="MeetingRecord.id")
    invitations: Mapped[list["MeetingInvitation"]] = relationship(lazy="raise", order_by="MeetingInvitation.id")


class MeetingInvitation(Base):
    """That an organisation was invited, in which capacity, and the numbers its people are told by."""

    __tablename__ = "meeting_invitations"
    __table_args__ = (UniqueConstraint("meeting_id", "org_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    org_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    org_level: Mapped[str] = mapped_column(String(20))
    role: Mapped[str] = mapped_column(String(12))  # the body's: lead, co_convener, member, observer, guest
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)

    organisation: Mapped[Organisation] = relationship(lazy="raise")


class MeetingRecord(Base):
    """One dated line of a meeting's history."""

    __tablename__ = "meeting_records"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    act: Mapped[str] = mapped_column(String(20))
    words: Mapped[str | None] = mapped_column(Text)
    detail: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    by_name: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
