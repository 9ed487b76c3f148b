"""What was reported: one matter for each thing, with all its reports; and what became of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from platform_app.kernel import clock
from platform_app.kernel.db import Base, Stamped, UtcDateTime
from platform_app.kernel.subjects import SubjectRef

_OPEN = text("status = 'open'")


class Matter(Stamped, Base):
    """A reported thing. There is one open matter for a thing at most; later reports join it.

    `author_id` is whom it is about: who wrote the post, who started the thread, the person herself. A case belongs to
    its organisation and is about nobody.
    """

    __tablename__ = "matters"
    __mapper_args__ = {"version_id_col": Stamped.version}
    __table_args__ = (
        Index("ix_matters_waiting", "status", "created_at", "id"),
        Index(
            "uq_matters_open",
            "subject_kind",
            "subject_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[str] = mapped_column(String(10))  # post, thread, case, person
    subject_id: Mapped[int]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    org_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    org_path: Mapped[str] = mapped_column(String(200), default="")  # whose province may decide
    field_slug: Mapped[str | None] = mapped_column(String(40))  # for the public log
    report_count: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(String(8), default="open")  # open, decided
    is_for_administrators: Mapped[bool] = mapped_column(default=False)
    asked_by_name: Mapped[str | None] = mapped_column(String(80))  # who asks them, and why
    asked_because: Mapped[str | None] = mapped_column(Text)
    outcome: Mapped[str | None] = mapped_column(String(10))  # nothing, hide, warn, silence, suspend
    category: Mapped[str | None] = mapped_column(String(16))
    reason: Mapped[str | None] = mapped_column(Text)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by_name: Mapped[str | None] = mapped_column(String(80))

    @property
    def subject(self) -> SubjectRef:
        """What was reported."""
        return SubjectRef(self.subject_kind, self.subject_id)


class Report(Base):
    """That one person reported a thing, and why. Whom it is about never reads it."""

    __tablename__ = "reports"
    __table_args__ = (UniqueConstraint("matter_id", "person_id"), Index("ix_reports_person", "person_id", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    reason: Mapped[str] = mapped_column(String(16))
    words: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
