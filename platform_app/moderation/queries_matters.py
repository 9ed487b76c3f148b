"""Reading what was reported: the queue, one matter with its reports, one's own reports, how much waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from platform_app.access.actor import Actor
from platform_app.access.check import allows, visible
from platform_app.access.permissions import P
from platform_app.accounts.queries import can_be_id
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.kernel.pages import Page, PageRequest, after_keys, cut, decode_moment_cursor
from platform_app.moderation.models_matters import Matter, Report

_ORDER = [Matter.created_at, Matter.id]


@dataclass(frozen=True)
class OwnReport:
    """What somebody reported, and what became of it; who decided is not told."""

    report: Report
    subject_kind: str
    subject_id: int
    outcome: str | None  # nothing, acted; None = it is open
    word: str | None  # why nothing was to do
    decided_at: datetime | None


def matters(actor: Actor, page: PageRequest, *, status: str = "open", kind: str | None = None) -> Page[Matter]:
    """What was reported and she decides about, the oldest first, counted."""
    query = select(Matter).where(visible(actor, P.MATTER_SEE, Matter), Matter.status == status)
    if kind is not None:
        query = query.where(Matter.subject_kind == kind)
    total = db.session.scalar(select(func.count()).select_from(query.with_only_columns(Matter.id).subquery()))
    if page.cursor:
        query = query.where(after_keys(_ORDER, decode_moment_cursor(page.cursor), descending=False))
    rows = db.session.scalars(query.order_by(*_ORDER).limit(page.limit + 1)).all()
    return cut(rows, page.limit, lambda row: [row.created_at.isoformat(), row.id], total)


def matter(actor: Actor, matter_id: int) -> Matter:
    """One matter, for those who decide about it.

    Raises:
        NotFound: there is none, or it is not hers to see.
    """
    return _seen(actor, db.session.get(Matter, matter_id) if can_be_id(matter_id) else None)


def matter_for_change(actor: Actor, matter_id: int) -> Matter:
    """The same, locked until the transaction ends."""
    query = select(Matter).where(Matter.id == matter_id).with_for_update()
    fresh = query.execution_options(populate_existing=True)
    return _seen(actor, db.session.scalar(fresh) if can_be_id(matter_id) else None)


def reports(actor: Actor, found: Matter) -> Sequence[Report]:
    """The reports of a matter that the caller has found open to her, the first one first."""
    return db.session.scalars(select(Report).where(Report.matter_id == found.id).order_by(Report.id)).all()


def reports_of(actor: Actor, rows: Sequence[Matter]) -> dict[int, list[Report]]:
    """The reports of several matters that the caller has found open to her, by matter."""
    found: dict[int, list[Report]] = {row.id: [] for row in rows}
    for each in db.session.scalars(select(Report).where(Report.matter_id.in_(found)).order_by(Report.id)):
        found[each.matter_id].append(each)
    return found


def most_given_reason(found: Matter) -> str:
    """What most reports say is wrong; of two that are given as often, the one that was given first."""
    counted = select(Report.reason).where(Report.matter_id == found.id).group_by(Report.reason)
    return db.session.scalar(counted.order_by(func.count().desc(), func.min(Report.id)).limit(1)) or "other"


def own_reports(actor: Actor, page: PageRequest) -> Page[OwnReport]:
    """What she has reported herself, the newest first, counted."""
    mine = Report.person_id == (actor.id or 0)
    total = db.session.scalar(select(func.count(Report.id)).where(mine))
    query = select(Report, Matter).join(Matter, Matter.id == Report.matter_id).where(mine)
    if page.cursor:
        query = query.where(after_keys([Report.at, Report.id], decode_moment_cursor(page.cursor), descending=True))
    rows = db.session.execute(query.order_by(Report.at.desc(), Report.id.desc()).limit(page.limit + 1)).all()
    found = [_own(report, about) for report, about in rows]
    return cut(found, page.limit, lambda each: [each.report.at.isoformat(), each.report.id], total)


def own_report(actor: Actor, report_id: int) -> OwnReport:
    """One of these.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    query = select(Report, Matter).join(Matter, Matter.id == Report.matter_id).where(Report.id == report_id)
    row = db.session.execute(query.where(Report.person_id == (actor.id or 0))).first()
    if row is None:
        raise NotFound
    return _own(row[0], row[1])


def _own(report: Report, about: Matter) -> OwnReport:
    decided = about.status == "decided"
    outcome = None if not decided else "nothing" if about.outcome == "nothing" else "acted"
    word = about.reason if outcome == "nothing" else None
    return OwnReport(report, about.subject_kind, about.subject_id, outcome, word, about.decided_at)


def _seen(actor: Actor, found: Matter | None) -> Matter:
    if found is None or not allows(actor, P.MATTER_SEE, found):
        raise NotFound
    return found
