"""Reports, sanctions, what waits and the public log, as the API tells them."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.api.shapes import Entity, Shape, address, permitted
from platform_app.api.shapes_exchange import Ref
from platform_app.moderation.inputs_reports import Category, Kind
from platform_app.moderation.models_matters import Matter, Report
from platform_app.moderation.models_sanctions import PublicAct, Sanction
from platform_app.moderation.queries_matters import OwnReport

Role = Literal["moderator", "province", "administrator", "platform"]


class GivenReport(Shape):
    """Why somebody reported a thing. Who it was is not told."""

    reason: Category
    words: str | None
    at: datetime


class MatterShape(Entity):
    """A reported thing with all its reports."""

    subject: Ref
    status: Literal["open", "decided"]
    report_count: int
    reports: list[GivenReport]
    is_for_administrators: bool = Field(description="A moderator asks them to suspend somebody")
    asked_because: str | None
    outcome: Literal["nothing", "hide", "warn", "silence", "suspend"] | None
    category: Category | None
    reason: str | None
    decided_at: datetime | None
    decided_by_name: str | None


class OwnReportShape(Shape):
    """What you reported, and what became of it."""

    id: int
    kind: Kind
    subject_id: int
    reason: Category
    words: str | None
    at: datetime
    outcome: Literal["nothing", "acted"] | None = Field(description="null = nobody has decided yet")
    word: str | None = Field(description="Why there was nothing to do")
    decided_at: datetime | None


class SanctionShape(Entity):
    """A hidden post or thread, a warning, a silence, a suspension, with its one appeal."""

    kind: Literal["hide", "warn", "silence", "suspend"]
    person_id: int
    subject: Ref
    category: Category
    reason: str
    days: int | None
    until: datetime | None
    at: datetime
    by_role: Role
    by_name: str | None = Field(description="For moderators; whom it meets reads the role alone")
    lifted_at: datetime | None
    can_be_appealed: bool
    appeal_state: Literal["open", "upheld", "dismissed"] | None
    appeal_text: str | None
    appealed_at: datetime | None
    appeal_reason: str | None
    appeal_decided_at: datetime | None


class PublicActShape(Shape):
    """A line of the public log. It names nobody."""

    id: int
    at: datetime
    act: str
    days: int | None
    field: str | None = Field(description="Slug of the field")
    category: Category | None
    by_role: Role


def matter(actor: Actor, row: Matter, reports: list[Report]) -> MatterShape:
    """A matter with its reports."""
    plain = ("id", "version", "created_at", "updated_at", "status", "report_count", "is_for_administrators")
    decided = ("asked_because", "outcome", "category", "reason", "decided_at", "decided_by_name")
    return MatterShape(
        **{name: getattr(row, name) for name in (*plain, *decided)},
        url=address("reports.show", id=row.id),
        actions=permitted(actor, (P.MATTER_DECIDE,), row) if row.status == "open" else [],
        subject=Ref(kind=row.subject_kind, id=row.subject_id),
        reports=[GivenReport.model_validate(each) for each in reports],
    )


def own_report(found: OwnReport) -> OwnReportShape:
    """What somebody reported herself."""
    told = {name: getattr(found.report, name) for name in ("id", "reason", "words", "at")}
    about = {"kind": found.subject_kind, "subject_id": found.subject_id}
    return OwnReportShape(**told, **about, outcome=found.outcome, word=found.word, decided_at=found.decided_at)


def sanction(actor: Actor, row: Sanction) -> SanctionShape:
    """A sanction as this reader may know it."""
    apart = ("url", "actions", "subject", "by_name", "can_be_appealed")
    may = [P.SANCTION_APPEAL] if row.can_be_appealed else [P.SANCTION_JUDGE] if row.appeal_state == "open" else []
    return SanctionShape(
        **{name: getattr(row, name) for name in SanctionShape.model_fields if name not in apart},
        url=address("sanctions.show", id=row.id),
        actions=permitted(actor, may, row),
        subject=Ref(kind=row.subject_kind, id=row.subject_id),
        by_name=None if allows(actor, P.SANCTION_APPEAL, row) else row.by_name,
        can_be_appealed=row.can_be_appealed,
    )


def public_act(row: PublicAct) -> PublicActShape:
    """A line of the public log."""
    told = {name: getattr(row, name) for name in ("id", "at", "act", "days", "category", "by_role")}
    return PublicActShape(**told, field=row.field_slug)
