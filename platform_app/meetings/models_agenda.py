"""The agenda of a meeting: numbered items with their papers, what is proposed for it, and links between subjects."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from platform_app.accounts.models import Organisation
from platform_app.kernel import clock
from platform_app.kernel.db import Base, Json, Stamped, UtcDateTime
from platform_app.kernel.subjects import SubjectRef


class AgendaItem(Stamped, Base):
    """A point of an agenda. `number` (`2.1`) follows from parent and position; `minutes` is how long it may take.

    `source` is `plain`, `approval` (of the previous minutes) or `action` (an open action item): the last two put
    themselves on, and `source_id` is the meeting or the action.
    """

    __tablename__ = "agenda_items"
    __mapper_args__ = {"version_id_col": Stamped.version}
    __table_args__ = (Index("ix_agenda_items_order", "meeting_id", "parent_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    position: Mapped[int]
    number: Mapped[str] = mapped_column(String(12))
    title_zh: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(300), default="")
    text: Mapped[str] = mapped_column(Text, default="")  # Markdown
    text_html: Mapped[str] = mapped_column(Text, default="")
    sponsor_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    expected: Mapped[str] = mapped_column(String(8), default="discuss")  # inform, discuss, decide
    minutes: Mapped[int] = mapped_column(default=0)
    source: Mapped[str] = mapped_column(String(8), default="plain")
    source_id: Mapped[int | None]
    papers: Mapped[list[Any]] = mapped_column(Json, default=list)  # [{"id", "sha256", "name", …}], fixed as added

    sponsor: Mapped[Organisation | None] = relationship(lazy="raise")


class AgendaProposal(Stamped, Base):
    """What a member organisation wants on the agenda.

    `status` is `open`, `accepted`, `merged`, `declined` or `withdrawn`.
    """

    __tablename__ = "agenda_proposals"
    __mapper_args__ = {"version_id_col": Stamped.version}

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    org_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    title_zh: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(300), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    text_html: Mapped[str] = mapped_column(Text, default="")
    expected: Mapped[str] = mapped_column(String(8), default="discuss")
    minutes: Mapped[int] = mapped_column(default=10)
    subject_kind: Mapped[str | None] = mapped_column(String(20))  # the request, case … it comes from
    subject_id: Mapped[int | None]
    status: Mapped[str] = mapped_column(String(10), default="open")
    reason: Mapped[str | None] = mapped_column(Text)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    by_name: Mapped[str] = mapped_column(String(80))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by_name: Mapped[str | None] = mapped_column(String(80))

    organisation: Mapped[Organisation] = relationship(lazy="raise")


class SubjectLink(Base):
    """A link from one subject to another, readable from both ends: the steps of the chain.

    `role` is `about`, `came_from`, `evidence` or `supersedes`.
    """

    __tablename__ = "subject_links"
    __table_args__ = (
        UniqueConstraint("from_kind", "from_id", "to_kind", "to_id", "role"),
        Index("ix_subject_links_to", "to_kind", "to_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    from_kind: Mapped[str] = mapped_column(String(20))
    from_id: Mapped[int]
    to_kind: Mapped[str] = mapped_column(String(20))
    to_id: Mapped[int]
    role: Mapped[str] = mapped_column(String(12), default="about")
    by_name: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)

    @property
    def source(self) -> SubjectRef:
        """What it leads from."""
        return SubjectRef(self.from_kind, self.from_id)

    @property
    def target(self) -> SubjectRef:
        """What it leads to."""
        return SubjectRef(self.to_kind, self.to_id)
