"""What met somebody: a hidden post, a warning, a silence, a suspension; its one appeal; and the public log."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from platform_app.kernel import clock
from platform_app.kernel.db import Base, Stamped, UtcDateTime
from platform_app.kernel.subjects import SubjectRef


class Sanction(Stamped, Base):
    """What was decided against a person, why, and what became of her appeal."""

    __tablename__ = "sanctions"
    __mapper_args__ = {"version_id_col": Stamped.version}
    __table_args__ = (
        Index("ix_sanctions_person", "person_id", "id"),
        Index("ix_sanctions_subject", "subject_kind", "subject_id"),
        Index("ix_sanctions_appeals", "appeal_state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))  # hide, warn, silence, suspend
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    subject_kind: Mapped[str] = mapped_column(String(10))
    subject_id: Mapped[int]
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matters.id"))
    org_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    org_path: Mapped[str] = mapped_column(String(200), default="")
    field_slug: Mapped[str | None] = mapped_column(String(40))
    category: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text)
    days: Mapped[int | None]
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    by_name: Mapped[str] = mapped_column(String(80))
    by_role: Mapped[str] = mapped_column(String(16))  # moderator, province, administrator, platform
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    lifted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lifted_by_name: Mapped[str | None] = mapped_column(String(80))
    lifted_because: Mapped[str | None] = mapped_column(Text)

    appeal_state: Mapped[str | None] = mapped_column(String(10))  # open, upheld, dismissed; None = none was made
    appealed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    appeal_text: Mapped[str | None] = mapped_column(Text)
    is_open_to_all: Mapped[bool] = mapped_column(default=False)  # no other moderator was there to decide the appeal
    appeal_reason: Mapped[str | None] = mapped_column(Text)
    appeal_decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    appeal_decided_by_name: Mapped[str | None] = mapped_column(String(80))

    @property
    def subject(self) -> SubjectRef:
        """For what."""
        return SubjectRef(self.subject_kind, self.subject_id)

    @property
    def can_be_appealed(self) -> bool:
        """It still stands, nobody has appealed, and whom it meets can sign in to do so."""
        return self.appeal_state is None and self.lifted_at is None and self.kind != "suspend"


class PublicAct(Base):
    """A line of the public log: what kind of act, in which field, why in a word. It never names anybody or anything."""

    __tablename__ = "moderation_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    act: Mapped[str] = mapped_column(String(20))
    days: Mapped[int | None]
    field_slug: Mapped[str | None] = mapped_column(String(40))
    category: Mapped[str | None] = mapped_column(String(16))
    by_role: Mapped[str] = mapped_column(String(16))
