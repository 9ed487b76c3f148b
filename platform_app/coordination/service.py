"""Raise a request, close it; and any act on it as somebody saw it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.levels import Level
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation
from platform_app.coordination import keeping, lifecycle, queries, routing, working_days
from platform_app.coordination.inputs import NewRequest, RequestClosing
from platform_app.coordination.models import Request
from platform_app.events import RequestClosed, RequestCopied, RequestRaised
from platform_app.kernel import clock, text
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid, NotFound, Stale
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case
from platform_app.standards import queries as standards

T = TypeVar("T")


@use_case
def raise_request(actor: Actor, new: NewRequest) -> Request:
    """Ask the level above or task those below: all of them, or none if one may not be asked.

    Raises:
        Invalid: an unknown code, a request to oneself, past a level, sideways or abroad, a wrong day.
    """
    (asking,) = keeping.organisations([new.organisation], "organisation")
    require(actor, P.REQUEST_RAISE, asking)
    asked = keeping.organisations(new.asked, "asked")
    copies = keeping.organisations(new.copies, "copies")
    ways = [routing.check_may_ask(keeping.place(asking), keeping.place(each), "asked") for each in asked]
    _check_upward(ways, asked)
    _check_copies(asking, asked, copies)
    due_on = working_days.deadline(new.kind, new.due_on, clock.today(), queries.calendar())
    request = _put(actor, new, asking, due_on)
    request.through_to_id = _ministry(new.ministry, asking)
    keeping.add_party(request, asking, "asks")
    for organisation, way in zip(asked, ways, strict=True):
        row = keeping.add_answer(request, organisation, asking, way, due_on)
        keeping.note(actor, request, "raised", org_id=asking.id, about_id=organisation.id, due_on=due_on)
        record(RequestRaised(request.id, organisation.id, answer_id=row.id))
    for organisation in copies:
        keeping.add_party(request, organisation, "copied")
        record(RequestCopied(request.id, organisation.id))
    return request


@use_case
def close(actor: Actor, request_id: int, new: RequestClosing) -> Request:
    """End a request for everybody, whatever is still open.

    Raises:
        Conflict: it is closed already.
    """
    request = queries.get_for_change(actor, request_id)
    require(actor, P.REQUEST_CLOSE, request)
    if request.status == "closed":
        lifecycle.after("closed", "close")
    for row in request.answers:
        if row.status != "closed":
            row.status = lifecycle.after(row.status, "close")
    keeping.note(actor, request, "closed", org_id=request.org_id, words=new.reason)
    record(RequestClosed(request.id, request.org_id))
    return request


@use_case
def at_version(actor: Actor, request_id: int, version: int, act: Callable[[], T]) -> T:
    """Do `act` if the request is still at `version`.

    Raises:
        Stale: somebody has acted on it in the meantime.
    """
    request = queries.get_for_change(actor, request_id)
    require(actor, P.REQUEST_SEE, request)
    if request.version != version:
        raise Stale(current=request)
    return act()


def _put(actor: Actor, new: NewRequest, asking: Organisation, due_on: date) -> Request:
    request = Request(
        kind=new.kind,
        organisation=asking,
        standard_id=_standard(actor, new.standard),
        title=new.title,
        text=new.text,
        text_html=text.render(new.text),
        links=[link.model_dump() for link in new.links],
        raised_by_id=actor.id,
        raised_by_name=actor.name,
        due_on=due_on,
        answers=[],
        parties=[],
    )
    db.session.add(request)
    db.session.flush()
    return request


def _check_upward(ways: Sequence[str], asked: list[Organisation]) -> None:
    """Several are tasked at once; asked is one."""
    if "up" in ways and len(asked) > 1:
        raise Invalid.one("asked", msg("A request to the level above goes to one organisation."))


def _check_copies(asking: Organisation, asked: list[Organisation], copies: list[Organisation]) -> None:
    concerned = {asking.id, *(each.id for each in asked)}
    for each in copies:
        if each.id in concerned:
            raise Invalid.one("copies", msg("Who asks and who is asked need no copy."))
        routing.check_may_copy(
            keeping.place(asking), [keeping.place(one) for one in asked], keeping.place(each), "copies"
        )


def _ministry(code: str | None, asking: Organisation) -> int | None:
    if code is None:
        return None
    (ministry,) = keeping.organisations([code], "ministry")
    if ministry.level != Level.MINISTERIAL or asking.level != Level.CITY:
        sentence = msg("Only a city's request names the ministry that it is meant for.")
        raise Invalid.one("ministry", sentence)
    return ministry.id


def _standard(actor: Actor, standard_id: int | None) -> int | None:
    if standard_id is None:
        return None
    try:
        return standards.standard(actor, standard_id).id
    except NotFound:
        raise Invalid.one("standard", msg("There is no such standard.")) from None
