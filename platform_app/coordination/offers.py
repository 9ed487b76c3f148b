"""What can be done: whom an organisation may ask, and which acts on a request are open to somebody now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.levels import Level
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation
from platform_app.coordination import lifecycle, routing
from platform_app.coordination.keeping import place
from platform_app.coordination.models import Request, RequestAnswer, RequestParty
from platform_app.kernel import clock
from platform_app.kernel.db import db


@dataclass(frozen=True)
class Offer:
    """An act that is open, and the asked organisation it is about; None = the request as a whole."""

    act: str
    row: RequestAnswer | None = None


def askable(actor: Actor, asking: Organisation) -> Sequence[Organisation]:
    """Whom an organisation may ask or task, as the routing rule says; those above first."""
    levels = {Level.PROVINCIAL: Level.MINISTERIAL, Level.MINISTERIAL: Level.PROVINCIAL}
    near = or_(
        Organisation.path.startswith(asking.path, autoescape=True),
        Organisation.id == (asking.parent_id or 0),
        Organisation.level == levels.get(Level(asking.level), ""),
    )
    ways = {"up": 0, "down": 1}
    rows = db.session.scalars(select(Organisation).where(near).order_by(Organisation.code)).all()
    found = [(way, row) for row in rows if (way := routing.way(place(asking), place(row))) in ways]
    return [row for _, row in sorted(found, key=lambda each: ways[each[0]])]


def speaking_for(actor: Actor) -> Sequence[Organisation]:
    """The organisations for which she may raise requests."""
    ids = sorted(actor.writes_for | actor.coordinates)
    rows = db.session.scalars(select(Organisation).where(Organisation.id.in_(ids)).order_by(Organisation.path)).all()
    return [row for row in rows if row.level != Level.PARTNER and allows(actor, P.REQUEST_RAISE, row)]


def paper_parties(actor: Actor, request: Request) -> list[RequestParty]:
    """For which parties she may add papers now."""
    if request.status == "closed":
        return []
    return [party for party in request.parties if allows(actor, P.REQUEST_ADD_PAPER, party)]


def open_acts(actor: Actor, request: Request) -> list[Offer]:
    """The acts on a request that she may do now, organisation by organisation."""
    found = [Offer(act, row) for row in request.answers for act in (*_asked(actor, row), *_asking(actor, request, row))]
    if request.status != "closed" and allows(actor, P.REQUEST_CLOSE, request):
        found.append(Offer("close"))
    return found


def _asked(actor: Actor, row: RequestAnswer) -> Iterator[str]:
    """For the organisation that is asked."""
    if allows(actor, P.REQUEST_ANSWER, row):
        yield from (act for act in ("acknowledge", "start", "answer") if lifecycle.can(row.status, act))
        if row.status in lifecycle.TICKING and row.extension_until is None:
            yield "ask_extension"
    if allows(actor, P.REQUEST_DIRECT, row):
        if lifecycle.can(row.status, "return"):
            yield "return"
        if row.organisation.level in (Level.MINISTERIAL, Level.PROVINCIAL) and lifecycle.can(row.status, "pass_down"):
            yield "pass_down"


def _asking(actor: Actor, request: Request, row: RequestAnswer) -> Iterator[str]:
    """For the organisation that asks, and for the way between the two."""
    if allows(actor, P.REQUEST_JUDGE, row):
        yield from (act for act in ("accept", "reopen") if lifecycle.can(row.status, act))
        if row.extension_until is not None:
            yield "decide_extension"
    by_asker = row.asker_id in actor.coordinates
    objection = "object_to_answer" if by_asker else "object_to_task"
    is_lower = (row.way == "up") == by_asker
    if is_lower and allows(actor, P.REQUEST_OBJECT, row) and lifecycle.can(row.status, objection):
        yield "object"
    late = clock.today() > row.due_on or row.status == "returned" or row.org_id in actor.coordinates
    if row.way == "up" and late and lifecycle.can(row.status, "escalate") and allows(actor, P.REQUEST_ESCALATE, row):
        yield "escalate"
    given = row.text is not None and row.published_at is None and row.status in ("answered", "accepted", "closed")
    if request.kind == "interpretation" and given and allows(actor, P.REQUEST_PUBLISH, row):
        yield "publish"
