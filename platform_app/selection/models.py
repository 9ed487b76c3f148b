"""Batches of typical cases, their panels, the cases in them, and what reviewers say."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from platform_app.accounts.models import Organisation
from platform_app.cases.models import Case
from platform_app.kernel import clock
from platform_app.kernel.db import Base, Json, RawJson, Stamped, UtcDateTime


class Batch(Stamped, Base):
    """One round of choosing: a call with dates and rules, a panel with a chair, one announcement."""

    __tablename__ = "batches"
    __mapper_args__ = {"version_id_col": Stamped.version}

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)  # "2026-1"
    title_zh: Mapped[str] = mapped_column(String(120))
    title_en: Mapped[str] = mapped_column(String(200), default="")
    rules_zh: Mapped[str] = mapped_column(Text, default="")
    rules_en: Mapped[str] = mapped_column(Text, default="")
    rules_html: Mapped[dict[str, str]] = mapped_column(Json, default=dict)  # language → HTML
    status: Mapped[str] = mapped_column(String(12), default="planned")
    entries_until: Mapped[date] = mapped_column(Date)  # Asia/Shanghai, that day included
    reviews_until: Mapped[date] = mapped_column(Date)
    chair_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    chair_name: Mapped[str] = mapped_column(String(80))
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    review_started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled_reason: Mapped[str | None] = mapped_column(Text)
    announcement_number: Mapped[str | None] = mapped_column(String(60), unique=True)  # of the official notice
    announced_on: Mapped[date | None] = mapped_column(Date)


class AnnouncingBody(Base):
    """An organisation that signs the announcement of a batch."""

    __tablename__ = "announcing_bodies"

    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), primary_key=True)
    org_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    position: Mapped[int]

    organisation: Mapped[Organisation] = relationship(lazy="raise")


class Panelist(Base):
    """Somebody's seat on the panel of a batch, until when her reviews are due, and how it ended if it did."""

    __tablename__ = "panelists"
    __table_args__ = (
        Index(
            "uq_panelists_seat",
            "batch_id",
            "person_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    person_name: Mapped[str] = mapped_column(String(80))
    due_on: Mapped[date] = mapped_column(Date)
    appointed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_reason: Mapped[str | None] = mapped_column(Text)


class Candidacy(Stamped, Base):
    """A case in a batch: who entered it, what became of it, its people's answer and their one appeal."""

    __tablename__ = "candidacies"
    __mapper_args__ = {"version_id_col": Stamped.version}
    __table_args__ = (
        Index(
            "uq_candidacies_open",
            "case_id",
            unique=True,
            sqlite_where=text("status = 'under_review'"),
            postgresql_where=text("status = 'under_review'"),
        ),
        UniqueConstraint("batch_id", "case_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    org_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    org_path: Mapped[str] = mapped_column(String(200))
    org_level: Mapped[str] = mapped_column(String(20))
    chair_id: Mapped[int] = mapped_column(ForeignKey("people.id"))  # of the batch, for the permission table
    revision_no: Mapped[int]  # what is reviewed
    status: Mapped[str] = mapped_column(String(12), default="under_review")
    statement: Mapped[str | None] = mapped_column(Text)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    entered_by_name: Mapped[str] = mapped_column(String(80))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # scores, to its own people
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_by_name: Mapped[str | None] = mapped_column(String(80))
    decision_reason: Mapped[str | None] = mapped_column(Text)
    number: Mapped[str | None] = mapped_column(String(30), unique=True)  # of the typical case, "2026-1-03"
    answer: Mapped[str | None] = mapped_column(Text)
    answered_by_name: Mapped[str | None] = mapped_column(String(80))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    appeal: Mapped[str | None] = mapped_column(Text)
    appealed_by_name: Mapped[str | None] = mapped_column(String(80))
    appealed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    appeal_outcome: Mapped[str | None] = mapped_column(String(10))  # upheld, dismissed
    appeal_reason: Mapped[str | None] = mapped_column(Text)
    appeal_decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    batch: Mapped[Batch] = relationship(lazy="raise")
    case: Mapped[Case] = relationship(lazy="raise")
    organisation: Mapped[Organisation] = relationship(lazy="raise")
    reviews: Mapped[list["Review"]] = relationship(lazy="raise", order_by="Review.id", back_populates="candidacy")


class Review(Stamped, Base):
    """One reviewer's look at one case: assigned, then given, or left because of a conflict of interest."""

    __tablename__ = "reviews"
    __mapper_args__ = {"version_id_col": Stamped.version}
    __table_args__ = (UniqueConstraint("candidacy_id", "person_id"), Index("ix_reviews_mine", "person_id", "status"))

    id: Mapped[int] = mapped_column(primary_key=True)
    candidacy_id: Mapped[int] = mapped_column(ForeignKey("candidacies.id"))
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    person_name: Mapped[str] = mapped_column(String(80))
    org_id: Mapped[int]  # of the case, as the next three: for the permission table
    org_path: Mapped[str] = mapped_column(String(200))
    chair_id: Mapped[int]
    is_opened: Mapped[bool] = mapped_column(default=False)
    is_public: Mapped[bool] = mapped_column(default=False)
    due_on: Mapped[date] = mapped_column(Date)
    status: Mapped[str] = mapped_column(String(10), default="assigned")  # assigned, given, conflict, released
    conflict: Mapped[str | None] = mapped_column(Text)  # declared in words; None where the organisations showed it
    comment: Mapped[str | None] = mapped_column(Text)
    draft: Mapped[dict[str, Any] | None] = mapped_column(RawJson)  # typed and not yet given
    given_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    candidacy: Mapped[Candidacy] = relationship(lazy="raise", back_populates="reviews")
    scores: Mapped[list["Score"]] = relationship(lazy="raise", order_by="Score.id")


class Score(Base):
    """The points for one criterion and the reason for them."""

    __tablename__ = "scores"
    __table_args__ = (UniqueConstraint("review_id", "criterion"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("reviews.id"))
    criterion: Mapped[str] = mapped_column(String(20))
    points: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
