"""Reading many cases: the front page, lists, counts. Never touches a revision's texts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from platform_app.access.actor import Actor
from platform_app.access.check import visible
from platform_app.access.levels import Level
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation
from platform_app.cases.models import Case, CaseField, CaseStandard
from platform_app.kernel.db import db
from platform_app.kernel.pages import Page, PageRequest, after_keys, cut, decode_cursor, decode_moment_cursor

CaseQuery = Select[Case]
Failures = Literal["stopped", "difficulties"]


@dataclass(frozen=True)
class CaseFilter:
    """What a list of cases is narrowed to; None = not at all. `field` counts secondary fields too."""

    org_id: int | None = None
    field: str | None = None
    province: str | None = None  # code of the provincial division
    stage: str | None = None
    status: str | None = "published"
    standard_id: int | None = None
    is_featured: bool | None = None
    is_announced: bool | None = None
    failures: Failures | None = None  # stopped, or telling this reader what was difficult or did not work
    changed_since: datetime | None = None


def belonging_to(organisation: Organisation) -> CaseFilter:
    """The cases an organisation's page shows: of a province every case in it, of anyone else its own."""
    if organisation.level == Level.PROVINCIAL:
        return CaseFilter(province=organisation.code)
    return CaseFilter(org_id=organisation.id)


def cases(actor: Actor, wanted: CaseFilter, page: PageRequest, *, count: bool = False) -> Page[Case]:
    """Cases open to the actor, newest publication first (drafts: newest first); organisations are loaded."""
    query = _narrowed(actor, select(Case).where(visible(actor, P.CASE_SEE, Case)), wanted)
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) if count else None
    if wanted.status == "published":
        keys, key = [Case.published_at, Case.id], lambda row: [row.published_at.isoformat(), row.id]
    else:
        keys, key = [Case.id], lambda row: [row.id]
    if page.cursor:
        query = query.where(after_keys(keys, _place(page.cursor, len(keys)), descending=True))
    query = query.order_by(*(column.desc() for column in keys)).options(joinedload(Case.organisation))
    rows = db.session.scalars(query.limit(page.limit + 1)).all()
    return cut(rows, page.limit, key, total)


def featured(actor: Actor, limit: int) -> Sequence[Case]:
    """Featured cases, the latest first."""
    query = (
        select(Case)
        .where(Case.status == "published", Case.featured_at.is_not(None))
        .order_by(Case.featured_at.desc(), Case.id.desc())
        .options(joinedload(Case.organisation))
    )
    return db.session.scalars(query.limit(limit)).all()


def counts_by_field(actor: Actor) -> dict[str, int]:
    """Published cases per field, secondary fields included."""
    query = (
        select(CaseField.field_slug, func.count())
        .join(Case, Case.id == CaseField.case_id)
        .where(Case.status == "published")
        .group_by(CaseField.field_slug)
    )
    return dict(db.session.execute(query).all())


def counts_by_province(actor: Actor) -> dict[str, int]:
    """Published cases per provincial division (code → count)."""
    query = (
        select(Case.province_code, func.count())
        .where(Case.status == "published", Case.province_code.is_not(None))
        .group_by(Case.province_code)
    )
    return {str(code): count for code, count in db.session.execute(query)}


def counts_by_organisation(actor: Actor) -> dict[int, int]:
    """Published cases per organisation."""
    query = select(Case.org_id, func.count()).where(Case.status == "published").group_by(Case.org_id)
    return dict(db.session.execute(query).all())


def counts_by_standard(actor: Actor, standard_ids: Sequence[int]) -> dict[int, int]:
    """Published cases that cite each of some standards."""
    query = (
        select(CaseStandard.standard_id, func.count(CaseStandard.case_id.distinct()))
        .join(Case, Case.id == CaseStandard.case_id)
        .where(Case.status == "published", CaseStandard.standard_id.in_(standard_ids))
        .group_by(CaseStandard.standard_id)
    )
    return {standard_id: count for standard_id, count in db.session.execute(query) if standard_id}


def roles_of_standard(actor: Actor, standard_id: int, case_ids: Sequence[int]) -> dict[int, str]:
    """What some cases did with a standard: applied, drafted, …, or only related by topic."""
    query = select(CaseStandard.case_id, CaseStandard.role).where(
        CaseStandard.standard_id == standard_id, CaseStandard.case_id.in_(case_ids)
    )
    return {int(case_id): role for case_id, role in db.session.execute(query)}


def last_change(actor: Actor) -> datetime | None:
    """When any case that is or was public last changed, so that what tells of them can say how old it is."""
    return db.session.scalar(select(func.max(Case.updated_at)).where(Case.was_published))


def public_ids(actor: Actor) -> Sequence[int]:
    """Ids of all published cases, for the sitemap and for indexing."""
    return db.session.scalars(select(Case.id).where(Case.status == "published").order_by(Case.id)).all()


def _narrowed(actor: Actor, query: CaseQuery, wanted: CaseFilter) -> CaseQuery:
    plain = {
        Case.status: wanted.status,
        Case.org_id: wanted.org_id,
        Case.province_code: wanted.province,
        Case.stage: wanted.stage,
    }
    for column, value in plain.items():
        if value is not None:
            query = query.where(column == value)
    if wanted.field is not None:
        query = query.where(Case.id.in_(select(CaseField.case_id).where(CaseField.field_slug == wanted.field)))
    if wanted.standard_id is not None:
        citing = select(CaseStandard.case_id).where(CaseStandard.standard_id == wanted.standard_id)
        query = query.where(Case.id.in_(citing))
    if wanted.is_featured is not None:
        query = query.where(Case.featured_at.is_not(None) if wanted.is_featured else Case.featured_at.is_(None))
    if wanted.is_announced is not None:
        query = query.where(Case.announced_at.is_not(None) if wanted.is_announced else Case.announced_at.is_(None))
    if wanted.failures == "stopped":
        query = query.where(Case.stage == "stopped")
    elif wanted.failures == "difficulties":
        inside = and_(Case.tells_members_difficulties, visible(actor, P.CASE_SEE_CONTACT, Case))
        query = query.where(or_(Case.tells_difficulties, inside))
    if wanted.changed_since is not None:
        query = query.where(Case.updated_at >= wanted.changed_since)
    return query


def _place(cursor: str, size: int) -> list[object]:
    return decode_cursor(cursor, 1) if size == 1 else decode_moment_cursor(cursor)
