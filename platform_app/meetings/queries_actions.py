"""Reading action items: one with its log and what shows that it is done, lists and boards of them, their counts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from platform_app.access.actor import Actor
from platform_app.access.check import allows, require, visible
from platform_app.access.permissions import P
from platform_app.accounts.queries import can_be_id
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid, NotFound
from platform_app.kernel.messages import msg
from platform_app.kernel.pages import Page, PageRequest, after_keys, cut, decode_cursor
from platform_app.meetings.lifecycle import ACTION, OWED_ACTIONS
from platform_app.meetings.models import Body
from platform_app.meetings.models_agenda import SubjectLink
from platform_app.meetings.models_decisions import ActionItem

MOST_ROWS = 5000


@dataclass(frozen=True)
class ActionFilter:
    """Which action items; None = not narrowed. `kept_by` are secretariats, `mine` is owned by hers or given to her."""

    mine: bool = False
    kept_by: Collection[int] | None = None
    overdue: bool = False
    status: str | None = None
    body_id: int | None = None
    meeting_id: int | None = None
    resolution_id: int | None = None
    indicator_id: int | None = None
    level: str | None = None


@dataclass(frozen=True)
class Counts:
    """How many action items are overdue, still owed, waiting to be confirmed, and settled."""

    overdue: int
    owed: int
    done: int
    settled: int


def read(actor: Actor, action_id: int) -> ActionItem:
    """One action item with everything its page shows: owner, body, where it comes from, its log.

    Raises:
        NotFound: there is none, or it is not open to her.
    """
    options = (
        joinedload(ActionItem.body).joinedload(Body.organisation),
        joinedload(ActionItem.organisation),
        joinedload(ActionItem.resolution),
        selectinload(ActionItem.members),
        selectinload(ActionItem.log),
    )
    query = select(ActionItem).where(ActionItem.id == action_id).options(*options)
    found = db.session.scalar(query) if can_be_id(action_id) else None
    if found is None or not allows(actor, P.ACTION_SEE, found):
        raise NotFound
    return found


def evidence(actor: Actor, action_id: int) -> Sequence[SubjectLink]:
    """What was named to show that it is done, the oldest first; whether she may read it is asked of each."""
    own = (SubjectLink.from_kind == "action", SubjectLink.from_id == action_id, SubjectLink.role == "evidence")
    return db.session.scalars(select(SubjectLink).where(*own).order_by(SubjectLink.id)).all()


def listing(actor: Actor, wanted: ActionFilter, page: PageRequest) -> Page[ActionItem]:
    """Action items: those that are overdue first, then by their day; what is settled last."""
    query = _narrowed(actor, select(ActionItem), wanted)
    total = db.session.scalar(_narrowed(actor, select(func.count(ActionItem.id)), wanted))
    order = [_urgency(), ActionItem.due_on, ActionItem.id]
    if page.cursor:
        query = query.where(after_keys(order, _position(page.cursor), descending=False))
    query = query.options(joinedload(ActionItem.organisation), joinedload(ActionItem.body))
    rows = db.session.execute(query.add_columns(_urgency()).order_by(*order).limit(page.limit + 1)).all()
    kept = cut(rows, page.limit, lambda row: [row[1], row[0].due_on.isoformat(), row[0].id], total)
    return Page([row[0] for row in kept.items], kept.next, kept.total)


def every(actor: Actor, wanted: ActionFilter) -> Sequence[ActionItem]:
    """The same without pages, for a file; five thousand at most."""
    query = _narrowed(actor, select(ActionItem), wanted).options(
        joinedload(ActionItem.organisation), joinedload(ActionItem.body), joinedload(ActionItem.resolution)
    )
    order = (_urgency(), ActionItem.due_on, ActionItem.id)
    return db.session.scalars(query.order_by(*order).limit(MOST_ROWS)).all()


def counts(actor: Actor, wanted: ActionFilter) -> Counts:
    """How many there are of each sort, in one statement."""
    sorts = (_urgency() == 0, _is_owed(), ActionItem.status == "done", ActionItem.settled == 1)
    columns = [func.coalesce(func.sum(case((each, 1), else_=0)), 0) for each in sorts]
    return Counts(*db.session.execute(_narrowed(actor, select(*columns), wanted)).one())


def kept_by_hers(actor: Actor) -> Collection[int] | None:
    """Whose action items her board over everything shows: None = all, else those of bodies that hers keep.

    Raises:
        NotAllowed: she is neither of the platform's secretariat nor of a body's.
    """
    if allows(actor, P.BOARD_SEE_ALL):
        return None
    hers = actor.writes_for | actor.coordinates
    keeps = select(Body.org_id).where(Body.org_id.in_(sorted(hers))).distinct()
    kept = set(db.session.scalars(keeps)) if hers else set()
    if not kept:
        require(actor, P.BOARD_SEE_ALL)
    return kept


def bodies(actor: Actor) -> Sequence[Body]:
    """The bodies that lists are narrowed to, by their series."""
    return db.session.scalars(select(Body).where(visible(actor, P.BODY_SEE, Body)).order_by(Body.series)).all()


def open_acts(actor: Actor, action: ActionItem) -> list[str]:
    """The acts on an action item that she may do now."""
    works, judges = (allows(actor, permission, action) for permission in (P.ACTION_WORK, P.ACTION_JUDGE))
    may = {"start": works, "complete": works, "note": works or judges}
    may |= dict.fromkeys(("confirm", "reopen", "edit", "drop"), judges)
    return [act for act, hers in may.items() if hers and ACTION.can(action.status, act)]


def _narrowed(actor: Actor, query: Select[Any], wanted: ActionFilter) -> Select[Any]:
    query = query.where(visible(actor, P.ACTION_SEE, ActionItem))
    if wanted.mine:
        hers = ActionItem.org_id.in_(sorted(actor.org_ids))
        query = query.where(or_(hers, ActionItem.person_id == actor.id) if actor.id else hers)
    if wanted.kept_by is not None:
        query = query.where(ActionItem.secretariat_id.in_(sorted(wanted.kept_by)))
    if wanted.overdue:
        query = query.where(_is_owed(), ActionItem.due_on < clock.today())
    same = {
        ActionItem.status: wanted.status,
        ActionItem.body_id: wanted.body_id,
        ActionItem.meeting_id: wanted.meeting_id,
        ActionItem.resolution_id: wanted.resolution_id,
        ActionItem.indicator_id: wanted.indicator_id,
        ActionItem.org_level: wanted.level,
    }
    return query.where(*(column == value for column, value in same.items() if value is not None))


def _is_owed() -> ColumnElement[bool]:
    return ActionItem.status.in_(OWED_ACTIONS)


def _urgency() -> ColumnElement[int]:
    """0 = overdue, 1 = owed, 2 = done and not confirmed, 3 = settled."""
    late = and_(_is_owed(), ActionItem.due_on < clock.today())
    return case((late, 0), (_is_owed(), 1), (ActionItem.settled == 0, 2), else_=3)


def _position(cursor: str) -> list[Any]:
    urgency, day, number = decode_cursor(cursor, 3)
    try:
        return [urgency, date.fromisoformat(str(day)), number]
    except ValueError:
        raise Invalid.one("cursor", msg("This is not a cursor of this list. Start from its first page.")) from None
