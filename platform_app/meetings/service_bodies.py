"""Set up a body, change it, end it."""

from collections.abc import Sequence

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation
from platform_app.events import BodyEdited, BodyEnded, BodyFounded
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotFound, Stale
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case
from platform_app.meetings import keeping, queries, quorum
from platform_app.meetings.inputs import BodyContent, BodyPlace
from platform_app.meetings.models import Body, BodyMember
from platform_app.standards import queries as standards


@use_case
def found(actor: Actor, new: BodyContent) -> Body:
    """Set up a body.

    Raises:
        Invalid: an unknown code, field or address, a series in use, a quorum over membership.
    """
    lead, keeper = _lead_and_keeper(new)
    require(actor, P.BODY_FOUND, lead)
    if db.session.scalar(select(Body.id).where(Body.series == new.series)) is not None:
        raise Invalid.one("series", msg("Another body has this series already."))
    body = Body(series=new.series, members=[])
    _write(actor, body, new, lead, keeper)
    db.session.add(body)
    _seat(body, new, lead)
    record(BodyFounded(body.id, body.org_id))
    return body


@use_case
def put_body(actor: Actor, new: BodyContent) -> Body:
    """Load a body out of reference data. One that is there stays as it is: it is kept on its page from then on."""
    require(actor, P.REFERENCE_LOAD)
    known = db.session.scalar(select(Body.id).where(Body.series == new.series))
    return queries.body(actor, known) if known is not None else found(actor, new)


@use_case
def edit(actor: Actor, body_id: int, version: int, new: BodyContent) -> Body:
    """Change a body; meetings that were convened keep the rule and the members they were convened with.

    Raises:
        Stale: somebody has changed it in the meantime.
        Invalid: as when it is set up; its series stays.
    """
    body = queries.body(actor, body_id, lock=True)
    require(actor, P.BODY_LEAD, body)
    _check_goes_on(body)
    if body.version != version:
        raise Stale(current=body)
    if new.series != body.series:
        raise Invalid.one("series", msg("The series of a body stays, because numbers were given in it."))
    lead, keeper = _lead_and_keeper(new)
    _write(actor, body, new, lead, keeper)
    for row in list(body.members):
        db.session.delete(row)
    db.session.flush()
    db.session.expire(body, ["members"])
    _seat(body, new, lead)
    body.updated_at = clock.now()
    db.session.flush()
    record(BodyEdited(body.id, body.org_id))
    return queries.body(actor, body.id)


@use_case
def end(actor: Actor, body_id: int) -> Body:
    """Say that a body meets no more; what it decided stays.

    Raises:
        Conflict: it has ended already.
    """
    body = queries.body(actor, body_id, lock=True)
    require(actor, P.BODY_LEAD, body)
    _check_goes_on(body)
    body.ended_at = clock.now()
    record(BodyEnded(body.id, body.org_id))
    return body


def _check_goes_on(body: Body) -> None:
    if body.ended_at is not None:
        raise Conflict(msg("This body meets no more."), "body_ended")


def _lead_and_keeper(new: BodyContent) -> tuple[Organisation, Organisation]:
    (lead,) = keeping.organisations([new.lead], "lead")
    (keeper,) = keeping.organisations([new.secretariat], "secretariat") if new.secretariat else (lead,)
    return lead, keeper


def _write(actor: Actor, body: Body, new: BodyContent, lead: Organisation, keeper: Organisation) -> None:
    chair = keeping.person(new.chair, "chair")
    body.kind, body.level = new.kind, lead.level
    body.name_zh, body.name_en = new.name_zh, new.name_en
    body.about_zh, body.about_en = new.about_zh or "", new.about_en or ""
    body.field_slug = _field(actor, new.field)
    body.lead, body.organisation = lead, keeper
    body.org_path, body.org_level = keeper.path, keeper.level
    body.chair_id, body.chair_name = (chair.id, chair.name) if chair else (None, None)
    body.is_public, body.source_url = new.is_public, new.source_url


def _seat(body: Body, new: BodyContent, lead: Organisation) -> None:
    places = [BodyPlace(organisation=lead.code, role="lead")]
    places += [place for place in new.members if place.organisation != lead.code]
    _check_each_once(places)
    rows = keeping.organisations([place.organisation for place in places], "members")
    rule = new.quorum.rule()
    quorum.check_reachable(rule, [r.level for r, p in zip(rows, places, strict=True) if p.role in quorum.VOTING])
    body.quorum = quorum.plain_of(rule)
    db.session.flush()
    for position, (row, place) in enumerate(zip(rows, places, strict=True)):
        db.session.add(BodyMember(body_id=body.id, organisation=row, role=place.role, position=position))
    db.session.flush()
    db.session.expire(body, ["members"])


def _check_each_once(places: Sequence[BodyPlace]) -> None:
    codes = [place.organisation for place in places]
    for position, place in enumerate(places):
        if place.organisation in codes[:position]:
            raise Invalid.one("members", msg("{code} stands here twice.", code=place.organisation))
        if place.role == "lead" and position:
            raise Invalid.one("members", msg("One organisation leads a body."))


def _field(actor: Actor, slug: str | None) -> str | None:
    if slug is None:
        return None
    try:
        return standards.field(actor, slug).slug
    except NotFound:
        raise Invalid.one("field", msg("There is no such field.")) from None
