"""Seats: who gets a role in an organisation, by grant or on request, and who loses one."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from platform_app.access.actor import Actor
from platform_app.access.check import allows, require
from platform_app.access.levels import PlatformRole, Role
from platform_app.access.permissions import P
from platform_app.accounts import queries, queries_people, seating
from platform_app.accounts.inputs import JoinAsk, Refusal
from platform_app.accounts.keys import ACCEPTED, DECLINED, WAITING, JoinRequest
from platform_app.accounts.models import Membership
from platform_app.events import JoinAccepted, JoinDeclined, JoinRequested, SeatEnded, SeatGranted
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotFound
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case


@use_case
def grant_seat(actor: Actor, org_id: int, person_id: int, role: Role) -> None:
    """Give somebody else a role in an organisation; giving it again changes nothing."""
    organisation = queries.organisation(actor, org_id)
    require(actor, P.ORGANISATION_ADMIT, organisation)
    seating.refuse_for_oneself(actor, person_id)
    if not (_is_over_all(actor) or seating.belongs(person_id, organisation.id)):
        raise Conflict(msg("This person does not belong to the organisation. Send an invitation."), "not_a_member")
    if seating.take(queries_people.get(person_id).id, organisation.id, role):
        record(SeatGranted(person_id, organisation.id))


@use_case
def end_seat(actor: Actor, seat_id: int) -> None:
    """Take a role away, or give up one's own.

    Raises:
        Conflict: nobody would be left to coordinate the organisation; an administrator may do it all the same.
    """
    found = _seat(actor, seat_id)
    if found.person_id != actor.id:
        require(actor, P.ORGANISATION_ADMIT, found.organisation)
    else:
        require(actor, P.PERSON_EDIT, found.person)
    if found.role == Role.COORDINATOR and not _is_over_all(actor) and seating.is_last_coordinator(found):
        raise Conflict(
            msg("Nobody would be left to coordinate the organisation. Ask an administrator."), "last_coordinator"
        )
    db.session.delete(found)
    record(SeatEnded(found.person_id, found.org_id))


@use_case
def ask_to_join(actor: Actor, org_id: int, ask: JoinAsk) -> JoinRequest:
    """Ask an organisation's coordinators to be let in."""
    organisation = queries.organisation(actor, org_id)
    require(actor, P.ORGANISATION_JOIN, organisation)
    assert actor.id is not None
    if organisation.id in actor.org_ids:
        raise Conflict(msg("You belong to this organisation already."), "member_already")
    if _waiting(actor.id, organisation.id):
        raise Conflict(msg("You have asked already. A coordinator will answer."), "asked_already")
    request = JoinRequest(person_id=actor.id, org_id=organisation.id, note=ask.note, state=WAITING)
    db.session.add(request)
    record(JoinRequested(actor.id, organisation.id))
    return request


@use_case
def accept_join(actor: Actor, request_id: int, roles: tuple[Role, ...] = (Role.MEMBER,)) -> JoinRequest:
    """Let somebody in, with the roles given."""
    request = _open_request(actor, request_id)
    seating.refuse_for_oneself(actor, request.person_id)
    if not roles:
        raise Invalid.one("roles", msg("Choose at least one role."))
    for role in roles:
        if seating.take(request.person_id, request.org_id, role):
            record(SeatGranted(request.person_id, request.org_id))
    _decide(actor, request, ACCEPTED)
    record(JoinAccepted(request.person_id, request.org_id))
    return request


@use_case
def decline_join(actor: Actor, request_id: int, refusal: Refusal) -> JoinRequest:
    """Say no, with a reason."""
    request = _open_request(actor, request_id)
    request.reason = refusal.reason
    _decide(actor, request, DECLINED)
    record(JoinDeclined(request.person_id, request.org_id))
    return request


def _seat(actor: Actor, seat_id: int) -> Membership:
    query = select(Membership).where(Membership.id == seat_id)
    query = query.options(joinedload(Membership.person), joinedload(Membership.organisation))
    found = db.session.scalar(query) if queries.can_be_id(seat_id) else None
    if found is None:
        raise NotFound()
    if found.person_id != actor.id and not allows(actor, P.ORGANISATION_SEE_PEOPLE, found.organisation):
        raise NotFound()
    return found


def _waiting(person_id: int, org_id: int) -> bool:
    same = (JoinRequest.person_id == person_id, JoinRequest.org_id == org_id, JoinRequest.state == WAITING)
    return db.session.scalar(select(JoinRequest.id).where(*same)) is not None


def _open_request(actor: Actor, request_id: int) -> JoinRequest:
    query = select(JoinRequest).where(JoinRequest.id == request_id)
    query = query.options(joinedload(JoinRequest.organisation)).with_for_update(of=JoinRequest)
    request = db.session.scalar(query) if queries.can_be_id(request_id) else None
    if request is None:
        raise NotFound()
    if request.person_id != actor.id and not allows(actor, P.ORGANISATION_SEE_PEOPLE, request.organisation):
        raise NotFound()
    require(actor, P.ORGANISATION_ADMIT, request.organisation)
    if request.state != WAITING:
        raise Conflict(msg("This request was decided already."), "decided_already")
    return request


def _is_over_all(actor: Actor) -> bool:
    return actor.is_system or PlatformRole.ADMIN in actor.roles


def _decide(actor: Actor, request: JoinRequest, state: str) -> None:
    request.state, request.decided_at, request.decided_by_id = state, clock.now(), actor.id
