"""What waits to be indexed, and the glossary that search across languages goes by."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from platform_app.kernel import clock
from platform_app.kernel.db import Base, Json, Stamped, UtcDateTime


class QueuedChange(Base):
    """Something changed that search should know of; the row goes when the index has it on disk."""

    __tablename__ = "search_queue"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    hides: Mapped[bool]  # it is public no longer: until the index follows, search holds it back
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class GlossaryTerm(Stamped, Base):
    """A term of the domain in both languages, with other words for the same."""

    __tablename__ = "glossary_terms"
    __mapper_args__ = {"version_id_col": Stamped.version}

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(10), unique=True)
    zh: Mapped[str] = mapped_column(String(80))
    en: Mapped[str] = mapped_column(String(120))
    zh_synonyms: Mapped[list[Any]] = mapped_column(Json)
    en_synonyms: Mapped[list[Any]] = mapped_column(Json)
    topic: Mapped[str] = mapped_column(String(40), default="")  # slug of a field, or a group of its own
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # on the site: loading leaves it alone since
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # the same; the row keeps its code taken

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it is called, in both languages."""
        return (self.zh, self.en, *self.zh_synonyms, *self.en_synonyms)
