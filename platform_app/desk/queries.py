"""Reading the desk: which queues hold how much, a page of one, what comes next, and what was decided before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, literal, select, union_all
from sqlalchemy.orm import joinedload

from platform_app.access.actor import Actor
from platform_app.access.check import allows, require
from platform_app.access.permissions import P
from platform_app.cases import queries as cases
from platform_app.cases.models import Case
from platform_app.desk.inputs import DeskFilter
from platform_app.desk.models import CannedReason, CaseClaim, CaseLook, DeskView
from platform_app.desk.queues import QUEUES, Queue
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid, NotFound
from platform_app.kernel.messages import msg
from platform_app.kernel.pages import Page, PageRequest, after_keys, cut, decode_cursor

CaseQuery = Select[Any]


@dataclass(frozen=True)
class QueueState:
    """How much waits in a queue for this person, and since when the first does."""

    queue: Queue
    total: int
    oldest_at: datetime | None


def queues(actor: Actor) -> list[QueueState]:
    """The queues that are hers, or in which something waits for her: all counted in one statement."""
    parts = [
        select(literal(queue.key), func.count(), func.min(queue.since)).where(queue.waiting_for(actor))
        for queue in QUEUES.values()
    ]
    counted = {key: (total, oldest) for key, total, oldest in db.session.execute(union_all(*parts))}
    found = []
    for key, queue in QUEUES.items():
        total, oldest = counted[key]
        if total or (queue.role and queue.role in actor.roles):
            found.append(QueueState(queue, total, _moment(oldest)))
    return found


def waiting(actor: Actor, wanted: DeskFilter, page: PageRequest) -> Page[Case]:
    """A page of a queue, those that wait longest first, counted; organisations are loaded."""
    queue = QUEUES[wanted.queue]
    query = _narrowed(actor, wanted)
    total = count(actor, wanted)
    keys = [queue.since, Case.id]
    if page.cursor:
        query = query.where(after_keys(keys, _key_values(page.cursor), descending=False))
    query = query.order_by(*keys).options(joinedload(Case.organisation)).limit(page.limit + 1)
    rows = db.session.scalars(query).all()
    return cut(rows, page.limit, lambda row: [getattr(row, queue.since.key).isoformat(), row.id], total)


def count(actor: Actor, wanted: DeskFilter) -> int:
    """How much waits in a queue, as it is narrowed."""
    query = _narrowed(actor, wanted).with_only_columns(Case.id)
    return db.session.scalar(select(func.count()).select_from(query.subquery())) or 0


def next_after(actor: Actor, wanted: DeskFilter, case: Case | None) -> int | None:
    """The case to decide next: behind this one in the queue, else from its start; none that others are on."""
    queue = QUEUES[wanted.queue]
    query = _narrowed(actor, wanted).where(~_claimed_by_others(actor)).with_only_columns(Case.id)
    query = query.order_by(queue.since, Case.id).limit(1)
    if case is None:
        return db.session.scalar(query)
    since = getattr(case, queue.since.key)
    behind = query.where(after_keys([queue.since, Case.id], [since, case.id], descending=False)) if since else None
    found = db.session.scalar(behind) if behind is not None else None
    return found or db.session.scalar(query.where(Case.id != case.id))


def is_waiting(actor: Actor, queue: Queue, case_id: int) -> bool:
    """Whether a case still waits in a queue for her."""
    return bool(db.session.scalar(select(exists().where(Case.id == case_id, queue.waiting_for(actor)))))


def those_waiting(actor: Actor, queue: Queue, case_ids: Sequence[int]) -> dict[int, Case]:
    """Those of some cases that still wait in a queue for her, with their organisations."""
    query = select(Case).where(Case.id.in_(case_ids), queue.waiting_for(actor)).options(joinedload(Case.organisation))
    return {case.id: case for case in db.session.scalars(query)}


def claims(actor: Actor, case_ids: Sequence[int]) -> dict[int, CaseClaim]:
    """Who is on which of some cases right now."""
    query = select(CaseClaim).where(CaseClaim.case_id.in_(case_ids), CaseClaim.until > clock.now())
    return {claim.case_id: claim for claim in db.session.scalars(query)}


def own_claims(actor: Actor) -> Sequence[CaseClaim]:
    """What she is on herself, the newest first."""
    query = select(CaseClaim).where(CaseClaim.person_id == actor.id, CaseClaim.until > clock.now())
    return db.session.scalars(query.order_by(CaseClaim.at.desc())).all()


def last_look(actor: Actor, queue: Queue, case: Case) -> CaseLook | None:
    """The last decision in a queue about an older revision of a case: what has changed since is what is new."""
    require(actor, queue.permission, case)
    query = select(CaseLook).where(CaseLook.case_id == case.id, CaseLook.queue == queue.key)
    return db.session.scalar(query.order_by(CaseLook.id.desc()).limit(1))


def looks(actor: Actor, case_id: int) -> Sequence[CaseLook]:
    """Everything decided about a case at the desk, newest first; for those who decide about it, and its own people."""
    case = cases.get(actor, case_id)
    if not (allows(actor, P.CASE_LOOK, case) or cases.sees_drafts(actor, case)):
        require(actor, P.CASE_LOOK, case)
    return db.session.scalars(select(CaseLook).where(CaseLook.case_id == case.id).order_by(CaseLook.id.desc())).all()


def views(actor: Actor) -> Sequence[DeskView]:
    """The views she keeps, by name."""
    query = select(DeskView).where(DeskView.person_id == actor.id)
    return db.session.scalars(query.order_by(DeskView.name, DeskView.id)).all()


def view(actor: Actor, view_id: int) -> DeskView:
    """One of her own views.

    Raises:
        NotFound: there is none, or it is somebody else's.
    """
    found = db.session.get(DeskView, view_id)
    if found is None or found.person_id != actor.id:
        raise NotFound
    return found


def reasons(actor: Actor, acts: Sequence[str] | None = None) -> Sequence[CannedReason]:
    """Reasons ready for use, of some acts or all, in the order of their codes; for members of organisations."""
    require(actor, P.REASONS_READ)
    query = select(CannedReason).order_by(CannedReason.act, CannedReason.code)
    return db.session.scalars(query.where(CannedReason.act.in_(acts)) if acts is not None else query).all()


def reason(actor: Actor, reason_id: int) -> CannedReason:
    """One of them.

    Raises:
        NotFound: there is none.
    """
    require(actor, P.REASONS_READ)
    found = db.session.get(CannedReason, reason_id)
    if found is None:
        raise NotFound
    return found


def _narrowed(actor: Actor, wanted: DeskFilter) -> CaseQuery:
    queue = QUEUES[wanted.queue]
    query: CaseQuery = select(Case).where(queue.waiting_for(actor))
    plain: Mapping[Any, Any] = {
        Case.field_slug: wanted.field,
        Case.province_code: wanted.province,
        Case.stage: wanted.stage,
        Case.form: wanted.form,
    }
    for column, value in plain.items():
        if value is not None:
            query = query.where(column == value)
    if wanted.older_than is not None:
        query = query.where(queue.since < clock.now() - timedelta(days=wanted.older_than))
    if wanted.claimed == "mine":
        query = query.where(_claimed(CaseClaim.person_id == actor.id))
    elif wanted.claimed == "others":
        query = query.where(_claimed_by_others(actor))
    elif wanted.claimed == "free":
        query = query.where(~_claimed())
    return query


def _claimed(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(CaseClaim.case_id == Case.id, CaseClaim.until > clock.now(), *conditions)


def _claimed_by_others(actor: Actor) -> ColumnElement[bool]:
    return _claimed(CaseClaim.person_id != actor.id)


def _moment(value: Any) -> datetime | None:
    """SQLite gives the least of several moments back as text, in UTC."""
    if isinstance(value, str):
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    return value.astimezone(UTC) if isinstance(value, datetime) else None


def _key_values(cursor: str) -> list[object]:
    values = decode_cursor(cursor, 2)
    try:
        return [datetime.fromisoformat(str(values[0])).astimezone(UTC), values[1]]
    except (ValueError, OverflowError):
        raise Invalid.one("cursor", msg("This is not a cursor of this list. Start from its first page.")) from None
