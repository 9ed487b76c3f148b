"""The steps that acts on requests share: whom a code names, the row of an asked organisation, a line of the record."""

from datetime import date

from sqlalchemy.orm.attributes import flag_modified

from platform_app.access.actor import Actor
from platform_app.access.check import allows
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation
from platform_app.accounts.queries_names import organisations as organisations
from platform_app.coordination import lifecycle
from platform_app.coordination.models import Request, RequestAnswer, RequestParty, RequestRecord
from platform_app.coordination.routing import Place
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid
from platform_app.kernel.messages import msg


def place(organisation: Organisation) -> Place:
    """Where it stands, for the routing rule."""
    return Place(organisation.level, organisation.path)


def chosen(actor: Actor, request: Request, code: str | None, permission: P, act: str) -> RequestAnswer:
    """The asked organisation that an act is about: the one that is named, or the only one in question.

    Raises:
        Invalid: it is not asked, or several come into question.
    """
    if code is not None:
        for row in request.answers:
            if row.organisation.code == code:
                return row
        raise Invalid.one("organisation", msg("This organisation is not asked here."))
    hers = [row for row in request.answers if allows(actor, permission, row)]
    fitting = [row for row in hers if act not in lifecycle.ACTS or lifecycle.can(row.status, act)]
    if len(fitting) > 1:
        raise Invalid.one("organisation", msg("Several organisations are asked here. Say which one it is about."))
    return (fitting or hers or request.answers)[0]


def add_answer(
    request: Request, organisation: Organisation, asker: Organisation, way: str, due_on: date
) -> RequestAnswer:
    """Have one more organisation asked.

    Raises:
        Conflict: it asks, or is asked already.
    """
    party = next((row for row in request.parties if row.org_id == organisation.id), None)
    if party is not None and party.role != "copied":
        name = f"{organisation.short_zh} {organisation.name_en}"
        raise Conflict(msg("{name} is part of this request already.", name=name), "asked_already")
    if party is not None:
        party.role = "asked"
    else:
        add_party(request, organisation, "asked")
    row = RequestAnswer(
        request=request, organisation=organisation, asker=asker, way=way, due_on=due_on, status="raised", links=[]
    )
    db.session.add(row)
    db.session.flush()
    return row


def add_party(request: Request, organisation: Organisation, role: str) -> None:
    """Have an organisation concerned."""
    row = RequestParty(request_id=request.id, organisation=organisation, path=organisation.path, role=role)
    request.parties.append(row)
    db.session.flush()


def note(
    actor: Actor,
    request: Request,
    act: str,
    *,
    org_id: int | None,
    about_id: int | None = None,
    words: str | None = None,
    due_on: date | None = None,
) -> None:
    """A dated line of the history; the request is made to stand as its answers do."""
    db.session.add(
        RequestRecord(
            request_id=request.id,
            act=act,
            org_id=org_id,
            about_id=about_id,
            by_id=actor.id,
            by_name=actor.name,
            words=words,
            due_on=due_on,
        )
    )
    statuses = [row.status for row in request.answers if row.asker_id == request.org_id]
    request.status = lifecycle.overall(statuses)
    request.settled = int(lifecycle.is_settled(statuses))
    owed = [row.due_on for row in request.answers if row.status in lifecycle.TICKING]
    request.due_on = min(owed, default=request.due_on)
    request.updated_at = clock.now()
    flag_modified(request, "updated_at")  # a new version at every act, within the same moment too
    db.session.flush()
