"""The append-only audit log; triggers in the database refuse to change or delete a line."""

from datetime import datetime

from sqlalchemy import Index, String, Table
from sqlalchemy.orm import Mapped, mapped_column

from platform_app.kernel import append_only
from platform_app.kernel.db import Base, UtcDateTime


class AuditLine(Base):
    """Who did what, for which organisation, when, to what, on which revision."""

    __tablename__ = "audit_log"
    __table_args__ = (Index("ix_audit_log_subject", "subject_kind", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    actor_id: Mapped[int | None] = mapped_column(index=True)  # no foreign key: the line outlives the account
    actor_name: Mapped[str] = mapped_column(String(80))
    org_id: Mapped[int | None] = mapped_column(index=True)
    act: Mapped[str] = mapped_column(String(60), index=True)  # name of the event
    subject_kind: Mapped[str] = mapped_column(String(30))
    subject_id: Mapped[int]
    revision_id: Mapped[int | None]


assert isinstance(AuditLine.__table__, Table)
append_only.protect(AuditLine.__table__)
