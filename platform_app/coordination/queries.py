"""Reading requests: one with its history, what came in and what went out, what is public, and the holiday table."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from platform_app.access.actor import Actor
from platform_app.access.check import allows, visible
from platform_app.access.permissions import P
from platform_app.accounts.queries import can_be_id
from platform_app.coordination.lifecycle import TICKING
from platform_app.coordination.models import Holiday, Request, RequestAnswer, RequestParty, RequestRecord
from platform_app.coordination.working_days import Calendar
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid, NotFound
from platform_app.kernel.messages import msg
from platform_app.kernel.pages import Page, PageRequest, after_keys, cut, decode_cursor


@dataclass(frozen=True)
class BoxFilter:
    """Which requests: `box` is `in` or `out`; `state` is `waiting`, `overdue` or `settled`; None = not narrowed."""

    box: str = "in"
    org_ids: Collection[int] = ()
    state: str | None = None
    kind: str | None = None


def get(actor: Actor, request_id: int) -> Request:
    """One request with its parties and answers.

    Raises:
        NotFound: there is none, or it is not open to her.
    """
    return _seen(actor, _one(request_id, _WITH_ALL))


def read(actor: Actor, request_id: int) -> Request:
    """The same with its standard and its history."""
    history = selectinload(Request.records)
    about = (history.joinedload(RequestRecord.organisation), history.joinedload(RequestRecord.about))
    more = (joinedload(Request.standard), joinedload(Request.through_to))
    return _seen(actor, _one(request_id, (*_WITH_ALL, *more, *about)))


def get_for_change(actor: Actor, request_id: int) -> Request:
    """The request, locked, with its parties and answers."""
    query = select(Request).where(Request.id == request_id).options(*_WITH_ALL).with_for_update(of=Request)
    found = db.session.scalar(query.execution_options(populate_existing=True)) if can_be_id(request_id) else None
    return _seen(actor, found)


def box(actor: Actor, wanted: BoxFilter, page: PageRequest) -> Page[Request]:
    """What came in to some organisations or went out from them: the nearest day first, what is settled last."""
    query = _narrowed(actor, select(Request), wanted)
    total = db.session.scalar(_narrowed(actor, select(func.count(Request.id)), wanted))
    order = [Request.settled, Request.due_on, Request.id]
    if page.cursor:
        query = query.where(after_keys(order, _position(page.cursor), descending=False))
    rows = db.session.scalars(query.options(*_WITH_ALL).order_by(*order).limit(page.limit + 1)).all()
    return cut(rows, page.limit, lambda row: [row.settled, row.due_on.isoformat(), row.id], total)


def counts(actor: Actor, org_ids: Collection[int]) -> dict[tuple[str, str], int]:
    """How many requests wait and are overdue, that came in to some organisations and that went out: one statement."""
    sorts = [(box, state) for box in ("in", "out") for state in ("waiting", "overdue")]
    columns = [
        _narrowed(actor, select(func.count(Request.id)), BoxFilter(box, org_ids, state)).scalar_subquery()
        for box, state in sorts
    ]
    return dict(zip(sorts, db.session.execute(select(*columns)).one(), strict=True))


def interpretations(
    actor: Actor, page: PageRequest, *, standard_id: int | None = None, q: str | None = None
) -> Page[RequestAnswer]:
    """Published interpretations, the newest first."""
    narrowing = [visible(actor, P.INTERPRETATION_SEE, RequestAnswer)]
    if standard_id is not None:
        narrowing.append(Request.standard_id == standard_id)
    if q:
        found = RequestAnswer.public_question.icontains(q, autoescape=True)
        narrowing.append(found | RequestAnswer.text.icontains(q, autoescape=True))
    query = _published().where(*narrowing)
    count = select(func.count(RequestAnswer.id)).join(RequestAnswer.request).where(*narrowing)
    if page.cursor:
        query = query.where(after_keys([RequestAnswer.id], decode_cursor(page.cursor, 1), descending=True))
    rows = db.session.scalars(query.order_by(RequestAnswer.id.desc()).limit(page.limit + 1)).all()
    return cut(rows, page.limit, lambda row: [row.id], db.session.scalar(count))


def of_standard(actor: Actor, standard_id: int, limit: int) -> Sequence[RequestAnswer]:
    """The newest published interpretations of one standard."""
    own = (Request.standard_id == standard_id, visible(actor, P.INTERPRETATION_SEE, RequestAnswer))
    return db.session.scalars(_published().where(*own).order_by(RequestAnswer.id.desc()).limit(limit)).all()


def interpretation(actor: Actor, answer_id: int) -> RequestAnswer:
    """One published interpretation.

    Raises:
        NotFound: there is none.
    """
    found = db.session.scalar(_published().where(RequestAnswer.id == answer_id)) if can_be_id(answer_id) else None
    if found is None or not allows(actor, P.INTERPRETATION_SEE, found):
        raise NotFound
    return found


def holidays(actor: Actor) -> Sequence[Holiday]:
    """The holiday table, from the latest day."""
    return db.session.scalars(select(Holiday).order_by(Holiday.day.desc())).all()


def holiday(actor: Actor, day: date) -> Holiday:
    """One day of the table.

    Raises:
        NotFound: it is not in it.
    """
    found = db.session.scalar(select(Holiday).where(Holiday.day == day))
    if found is None:
        raise NotFound
    return found


def calendar() -> Calendar:
    """The table as working days are counted by it."""
    rows = db.session.execute(select(Holiday.day, Holiday.is_worked)).all()
    off = frozenset(day for day, worked in rows if not worked)
    return Calendar(off, frozenset(day for day, worked in rows if worked))


_Answers = selectinload(Request.answers)
_WITH_ALL = (
    joinedload(Request.organisation),
    _Answers.joinedload(RequestAnswer.organisation),
    _Answers.joinedload(RequestAnswer.asker),
    selectinload(Request.parties).joinedload(RequestParty.organisation),
)


def _one(request_id: int, options: Any) -> Request | None:
    query = select(Request).where(Request.id == request_id).options(*options)
    return db.session.scalar(query) if can_be_id(request_id) else None


def _seen(actor: Actor, found: Request | None) -> Request:
    if found is None or not allows(actor, P.REQUEST_SEE, found):
        raise NotFound
    return found


def _published() -> Select[RequestAnswer]:
    request = contains_eager(RequestAnswer.request).joinedload(Request.standard)
    return select(RequestAnswer).join(RequestAnswer.request).options(request, joinedload(RequestAnswer.organisation))


def _narrowed(actor: Actor, query: Select[Any], wanted: BoxFilter) -> Select[Any]:
    query = query.where(visible(actor, P.REQUEST_SEE, Request))
    own = sorted(wanted.org_ids)
    if wanted.kind:
        query = query.where(Request.kind == wanted.kind)
    if wanted.box == "out":
        narrowed = {
            "waiting": [Request.settled == 0],
            "overdue": [Request.answers.any(_late())],
            "settled": [Request.settled == 1],
        }
        return query.where(Request.org_id.in_(own), *narrowed.get(wanted.state or "", []))
    asked = RequestAnswer.org_id.in_(own)
    of_state = {
        "waiting": asked & RequestAnswer.status.in_(TICKING),
        "overdue": asked & _late(),
        "settled": asked & RequestAnswer.status.not_in(TICKING),
    }
    return query.where(Request.answers.any(of_state.get(wanted.state or "", asked)))


def _late() -> Any:
    return RequestAnswer.status.in_(TICKING) & (RequestAnswer.due_on < clock.today())


def _position(cursor: str) -> list[Any]:
    settled, day, number = decode_cursor(cursor, 3)
    try:
        return [settled, date.fromisoformat(str(day)), number]
    except ValueError:
        raise Invalid.one("cursor", msg("This is not a cursor of this list. Start from its first page.")) from None
