"""What is known of a file. Its bytes lie in the store under their SHA-256; several rows may share them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from platform_app.kernel.db import Base, Stamped, UtcDateTime
from platform_app.kernel.subjects import SubjectRef

WAITING, DONE, NONE, FAILED = "waiting", "done", "none", "failed"
VARIANTS, TEXT = "variants", "text"  # what is made of a file


class File(Stamped, Base):
    """A file that belongs to a subject (`case` 7). Who may see it follows from the two marks and the organisation."""

    __tablename__ = "files"
    __table_args__ = (Index("ix_files_subject", "subject_kind", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(150))
    media_type: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(String(10))  # image, document, table
    size: Mapped[int]  # bytes
    width: Mapped[int | None]  # pixels as shown, its orientation applied; images only
    height: Mapped[int | None]

    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    org_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    org_path: Mapped[str] = mapped_column(String(200), default="")
    is_shown: Mapped[bool] = mapped_column(default=False)  # the public reads it now
    was_shown: Mapped[bool] = mapped_column(default=False)  # the public has read it once
    drafter: Mapped[str | None] = mapped_column(String(20))  # of its case, see there
    # Of files that not everybody may see: whether they are shown at all, and to whom, as their thread says.
    is_shared: Mapped[bool] = mapped_column(default=False)
    visibility: Mapped[str | None] = mapped_column(String(8))
    scope_path: Mapped[str | None] = mapped_column(String(200))
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    uploaded_by_name: Mapped[str] = mapped_column(String(80))

    variants_state: Mapped[str] = mapped_column(String(8), default=NONE)
    text_state: Mapped[str] = mapped_column(String(8), default=NONE)
    text_error: Mapped[str | None] = mapped_column(String(20))  # why there is no text: too_long, too_slow, broken …
    text: Mapped[str | None] = mapped_column(Text, deferred=True, deferred_raiseload=True)

    @property
    def subject(self) -> SubjectRef:
        """What it belongs to."""
        return SubjectRef(self.subject_kind, self.subject_id)


class FileJob(Base):
    """Something that is still to be made of a file; the row goes when it is done or has failed for good."""

    __tablename__ = "file_jobs"

    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"), index=True)
    what: Mapped[str] = mapped_column(String(8))
    attempts: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
