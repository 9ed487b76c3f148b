"""Requests between levels: who asks, who is asked, each answer, the dated record; and the days nobody works."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from platform_app.accounts.models import Organisation
from platform_app.kernel import clock
from platform_app.kernel.db import Base, Json, Stamped, UtcDateTime
from platform_app.standards.models import Standard


class Request(Stamped, Base):
    """What one organisation wants of others above or below it. `status`, `due_on` and `settled` follow its answers."""

    __tablename__ = "requests"
    __mapper_args__ = {"version_id_col": Stamped.version}
    __table_args__ = (Index("ix_requests_out", "org_id", "settled", "due_on", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    org_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))  # who asks
    through_to_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))  # the ministry it is meant for
    standard_id: Mapped[int | None] = mapped_column(ForeignKey("standards.id"), index=True)
    title: Mapped[str] = mapped_column(String(160))
    text: Mapped[str] = mapped_column(Text)
    text_html: Mapped[str] = mapped_column(Text)
    links: Mapped[list[Any]] = mapped_column(Json, default=list)  # [{"name", "url"}]
    raised_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    raised_by_name: Mapped[str] = mapped_column(String(80))
    status: Mapped[str] = mapped_column(String(20), default="raised")
    due_on: Mapped[date] = mapped_column(Date)  # the nearest day of those who owe an answer
    settled: Mapped[int] = mapped_column(default=0)  # 1 once nothing is left to do; a number, for cursors
    escalated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    organisation: Mapped[Organisation] = relationship(foreign_keys=[org_id], lazy="raise")
    through_to: Mapped[Organisation | None] = relationship(foreign_keys=[through_to_id], lazy="raise")
    standard: Mapped[Standard | None] = relationship(lazy="raise")
    parties: Mapped[list["RequestParty"]] = relationship(lazy="raise", order_by="RequestParty.id")
    answers: Mapped[list["RequestAnswer"]] = relationship(
        back_populates="request", lazy="raise", order_by="RequestAnswer.id"
    )
    records: Mapped[list["RequestRecord"]] = relationship(lazy="raise", order_by="RequestRecord.id")


class RequestParty(Base):
    """That an organisation asks, is asked or has a copy; its subtree and those above it may read the request."""

    __tablename__ = "request_parties"
    __table_args__ = (UniqueConstraint("request_id", "org_id"), Index("ix_request_parties_path", "path", "request_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"))
    org_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    path: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(10))  # asks, asked, copied

    organisation: Mapped[Organisation] = relationship(lazy="raise")


class RequestAnswer(Stamped, Base):
    """One asked organisation: how it stands, until when, what it says. `asker_id` judges the answer."""

    __tablename__ = "request_answers"
    __mapper_args__ = {"version_id_col": Stamped.version}
    __table_args__ = (
        UniqueConstraint("request_id", "org_id"),
        Index("ix_request_answers_in", "org_id", "status", "due_on"),
        Index("ix_request_answers_due", "status", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"))
    org_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))  # who is asked
    asker_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)  # who asks, or passed it down
    way: Mapped[str] = mapped_column(String(4))  # up or down, from the asker
    status: Mapped[str] = mapped_column(String(20), default="raised")
    due_on: Mapped[date] = mapped_column(Date)
    text: Mapped[str | None] = mapped_column(Text)
    text_html: Mapped[str | None] = mapped_column(Text)
    links: Mapped[list[Any]] = mapped_column(Json, default=list)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by_name: Mapped[str | None] = mapped_column(String(80))
    extension_until: Mapped[date | None] = mapped_column(Date)  # asked for and not decided
    public_question: Mapped[str | None] = mapped_column(Text)  # as readers see it
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)

    request: Mapped[Request] = relationship(back_populates="answers", lazy="raise")
    organisation: Mapped[Organisation] = relationship(foreign_keys=[org_id], lazy="raise")
    asker: Mapped[Organisation] = relationship(foreign_keys=[asker_id], lazy="raise")


class RequestRecord(Base):
    """One dated line of a request's history: who did what for whom, and why."""

    __tablename__ = "request_records"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("requests.id"), index=True)
    act: Mapped[str] = mapped_column(String(20))
    org_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))  # for whom; None = the platform
    about_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))  # whom it concerns
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    by_name: Mapped[str] = mapped_column(String(80))
    words: Mapped[str | None] = mapped_column(Text)
    due_on: Mapped[date | None] = mapped_column(Date)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)

    organisation: Mapped[Organisation | None] = relationship(foreign_keys=[org_id], lazy="raise")
    about: Mapped[Organisation | None] = relationship(foreign_keys=[about_id], lazy="raise")


class Holiday(Stamped, Base):
    """A day off, or a weekend that is worked instead, as the administrators enter it."""

    __tablename__ = "holidays"
    __mapper_args__ = {"version_id_col": Stamped.version}

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(Date, unique=True)
    name_zh: Mapped[str] = mapped_column(String(60))
    name_en: Mapped[str] = mapped_column(String(60))
    is_worked: Mapped[bool] = mapped_column(default=False)  # a weekend made up for a holiday
