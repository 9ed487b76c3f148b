"""A case, its revisions, and the records of what was decided about it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from platform_app.accounts.models import Organisation
from platform_app.kernel import clock
from platform_app.kernel.db import Base, Json, RawJson, Stamped, UtcDateTime


class Case(Stamped, Base):
    """One case. Its columns repeat what lists and filters need of the revision readers see."""

    __tablename__ = "cases"
    __mapper_args__ = {"version_id_col": Stamped.version}
    __table_args__ = (
        Index("ix_cases_fresh", "status", "published_at", "id"),
        Index("ix_cases_featured", "status", "featured_at", "id"),
        Index("ix_cases_field", "field_slug", "status", "published_at"),
        Index("ix_cases_org", "org_id", "status", "published_at"),
        Index("ix_cases_province", "province_code", "status", "published_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str | None] = mapped_column(String(80), unique=True)  # stable name of loaded cases
    org_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    org_path: Mapped[str] = mapped_column(String(200), index=True)
    org_level: Mapped[str] = mapped_column(String(20))
    province_code: Mapped[str | None] = mapped_column(String(20))  # of the provincial division it lies in
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    status: Mapped[str] = mapped_column(String(12), default="draft")
    was_published: Mapped[bool] = mapped_column(default=False)

    form: Mapped[str] = mapped_column(String(10))
    title_zh: Mapped[str | None] = mapped_column(String(200))
    title_en: Mapped[str | None] = mapped_column(String(200))
    result_zh: Mapped[str | None] = mapped_column(String(400))
    result_en: Mapped[str | None] = mapped_column(String(600))
    place_zh: Mapped[str | None] = mapped_column(String(200))
    place_en: Mapped[str | None] = mapped_column(String(200))
    field_slug: Mapped[str | None] = mapped_column(ForeignKey("fields.slug"))
    stage: Mapped[str | None] = mapped_column(String(10))
    level: Mapped[str | None] = mapped_column(String(12))
    started_on: Mapped[str | None] = mapped_column(String(10))  # ISO 8601, reduced precision
    languages: Mapped[str] = mapped_column(String(8), default="")  # "zh", "en", "zh,en": those with title and actions

    latest_no: Mapped[int] = mapped_column(default=1)
    published_no: Mapped[int | None]
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # first publication
    nominated_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    recommended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    featured_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    candidate_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # under review in a batch
    announced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    was_distinguished: Mapped[bool] = mapped_column(default=False)  # featured or announced once: that stays in sight
    invited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # by its province, to nominate it
    confirm_by: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when its owner is asked whether it still runs
    evidence_level: Mapped[str | None] = mapped_column(String(2))  # L1 to L5, confirmed
    tells_difficulties: Mapped[bool] = mapped_column(default=False)  # to everybody
    tells_members_difficulties: Mapped[bool] = mapped_column(default=False)  # to members at least
    # Who drafts it for its organisation, until that takes it over or hands it in: see `Actor.drafts_as`.
    drafter: Mapped[str | None] = mapped_column(String(20))
    drafted_by_org_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))  # the province that began it
    returned_reason: Mapped[str | None] = mapped_column(Text)  # why it is a draft again, until handed in anew
    archived_reason: Mapped[str | None] = mapped_column(Text)

    organisation: Mapped[Organisation] = relationship(foreign_keys=[org_id], lazy="raise")
    drafted_by_org: Mapped[Organisation | None] = relationship(foreign_keys=[drafted_by_org_id], lazy="raise")

    @property
    def public_no(self) -> int:
        """The revision readers see; before publication, the latest."""
        return self.published_no if self.status in ("published", "archived") and self.published_no else self.latest_no

    @property
    def has_unpublished_changes(self) -> bool:
        """A newer revision waits for the coordinator."""
        return self.status == "published" and self.latest_no != self.published_no

    @property
    def held(self) -> frozenset[str]:
        """The rungs of the ladder it holds."""
        rungs = {
            "nomination": self.nominated_at,
            "recommendation": self.recommended_at,
            "featuring": self.featured_at,
            "candidacy": self.candidate_at,
            "announcement": self.announced_at,
        }
        return frozenset(rung for rung, at in rungs.items() if at)


class CaseRevision(Base):
    """What a case said at one save: the source as JSON and the HTML made of it."""

    __tablename__ = "case_revisions"
    __table_args__ = (UniqueConstraint("case_id", "no"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    no: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(Json)
    html: Mapped[dict[str, Any]] = mapped_column(Json)  # {section: {"zh": html, "en": html}}
    renderer_version: Mapped[int]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    author_name: Mapped[str] = mapped_column(String(80))
    note: Mapped[str | None] = mapped_column(String(200))
    restored_no: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CaseField(Base):
    """A field a public case belongs to, main or secondary."""

    __tablename__ = "case_fields"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    field_slug: Mapped[str] = mapped_column(ForeignKey("fields.slug"), primary_key=True, index=True)
    is_main: Mapped[bool]


class CaseStandard(Base):
    """A standard a case cites, found in the catalogue or not."""

    __tablename__ = "case_standards"
    __table_args__ = (Index("ix_case_standards_standard", "standard_id", "case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    position: Mapped[int]
    standard_id: Mapped[int | None] = mapped_column(ForeignKey("standards.id"))
    number: Mapped[str] = mapped_column(String(60))
    clause: Mapped[str] = mapped_column(String(60), default="")
    role: Mapped[str] = mapped_column(String(12))


class CaseDecision(Base):
    """A step of publication: who, when, on which revision, with what reason."""

    __tablename__ = "case_decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    act: Mapped[str] = mapped_column(String(12))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    person_name: Mapped[str] = mapped_column(String(80))
    revision_no: Mapped[int]
    reason: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class Distinction(Base):
    """A rung of the ladder: nomination, recommendation or featuring, and how it ended if it did."""

    __tablename__ = "distinctions"
    __table_args__ = (
        Index(
            "uq_distinctions_active",
            "case_id",
            "rung",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    rung: Mapped[str] = mapped_column(String(16))
    org_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))  # for which she acted; None = platform
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    person_name: Mapped[str] = mapped_column(String(80))
    statement: Mapped[str | None] = mapped_column(Text)
    still_missing: Mapped[list[str]] = mapped_column(Json, default=list)  # for an announcement, as the province saw it
    revision_no: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    ended_by_name: Mapped[str | None] = mapped_column(String(80))
    ended_reason: Mapped[str | None] = mapped_column(Text)


class EvidenceClaim(Base):
    """How well a case's results are shown: a level its people propose, and what a reviewer makes of it."""

    __tablename__ = "evidence_claims"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    revision_no: Mapped[int]
    level: Mapped[str] = mapped_column(String(2))
    note: Mapped[str | None] = mapped_column(Text)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    person_name: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    confirmed_level: Mapped[str | None] = mapped_column(String(2))
    confirmed_note: Mapped[str | None] = mapped_column(Text)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CaseConfirmation(Base):
    """What the owner of a distinguished case answered when asked whether it still runs."""

    __tablename__ = "case_confirmations"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    state: Mapped[str] = mapped_column(String(10))  # running, changed, ended
    note: Mapped[str | None] = mapped_column(Text)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    person_name: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    was_due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CaseAutosave(Base):
    """What one person typed and has not saved: her form as it stands, on the revision she opened."""

    __tablename__ = "case_autosaves"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    base_version: Mapped[int]
    typed: Mapped[dict[str, Any]] = mapped_column(RawJson)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class CaseImport(Base):
    """The write-up a draft was made of: what became of it, and what has no place in the case yet."""

    __tablename__ = "case_imports"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    file_name: Mapped[str] = mapped_column(String(150))
    person_name: Mapped[str] = mapped_column(String(80))
    matched: Mapped[dict[str, Any]] = mapped_column(Json)  # section → headings
    leftovers: Mapped[list[Any]] = mapped_column(Json)  # heading, text, section it was meant for, reason
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
