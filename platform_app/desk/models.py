"""Who is on which case, what was decided at the desk, which views somebody keeps, and reasons ready for use."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from platform_app.kernel import clock
from platform_app.kernel.db import Base, Json, Stamped, UtcDateTime


class CaseClaim(Base):
    """“I am on this”: one person at a time, until the claim runs out."""

    __tablename__ = "case_claims"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    person_name: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    until: Mapped[datetime] = mapped_column(UtcDateTime)


class CaseLook(Base):
    """A decision at the desk: on which revision, what was checked, what came of it."""

    __tablename__ = "case_looks"
    __table_args__ = (Index("ix_case_looks_case", "case_id", "queue", "revision_no"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    queue: Mapped[str] = mapped_column(String(20))
    revision_no: Mapped[int]
    act: Mapped[str] = mapped_column(String(30))
    ticked: Mapped[list[str]] = mapped_column(Json)
    note: Mapped[str | None] = mapped_column(Text)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    person_name: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class DeskView(Base):
    """A queue with its filters, kept by one person under a name."""

    __tablename__ = "desk_views"
    __table_args__ = (UniqueConstraint("person_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str] = mapped_column(String(40))
    filters: Mapped[dict[str, Any]] = mapped_column(Json)  # as `DeskFilter` dumps it
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class CannedReason(Stamped, Base):
    """A reason in both languages, ready to be used and changed at the desk."""

    __tablename__ = "canned_reasons"
    __mapper_args__ = {"version_id_col": Stamped.version}

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    act: Mapped[str] = mapped_column(String(30), index=True)
    title_zh: Mapped[str] = mapped_column(String(60))
    title_en: Mapped[str] = mapped_column(String(100))
    text_zh: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text)
    is_ours: Mapped[bool] = mapped_column(default=False)  # from the reference data, and nobody has changed it here
