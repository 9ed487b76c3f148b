"""Reads of people: by id or address for the services; who belongs where and who waits for the pages."""

from collections.abc import Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.levels import PlatformRole
from platform_app.access.permissions import P
from platform_app.accounts import queries
from platform_app.accounts.credentials import email_key
from platform_app.accounts.keys import WAITING, ApiToken, Invitation, JoinRequest
from platform_app.accounts.models import Membership, Person, PlatformRoleGrant
from platform_app.kernel import clock, text
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid, NotAllowed, NotFound
from platform_app.kernel.messages import msg
from platform_app.kernel.pages import Page, PageRequest, after_keys, cut, decode_cursor


def get(person_id: int, *, lock: bool = False) -> Person:
    """A person for a service to change; `lock` keeps others from changing her until the commit."""
    query = select(Person).where(Person.id == person_id)
    known = queries.can_be_id(person_id)
    person = db.session.scalar(query.with_for_update() if lock else query) if known else None
    if person is None:
        raise NotFound()
    return person


def by_address(email: str) -> Person | None:
    """The account with this address in any spelling."""
    if "\x00" in email:  # which no account has, and PostgreSQL refuses to look for
        return None
    return db.session.scalar(select(Person).where(Person.email_key == email_key(email)))


def role_grant(person_id: int, role: PlatformRole) -> PlatformRoleGrant | None:
    """A person's platform role."""
    grants = select(PlatformRoleGrant).where(PlatformRoleGrant.person_id == person_id)
    return db.session.scalar(grants.where(PlatformRoleGrant.role == role))


def person(actor: Actor, person_id: int) -> Person:
    """A person with seats and roles, for herself and for administrators; to others she does not exist."""
    query = _whole().where(Person.id == person_id)
    found = db.session.scalar(query) if queries.can_be_id(person_id) else None
    if found is None:
        raise NotFound()
    try:
        require(actor, P.PERSON_EDIT, found)
    except NotAllowed:
        require(actor, P.PERSON_MANAGE, found)
    return found


def people(actor: Actor, page: PageRequest, *, q: str | None = None) -> Page[Person]:
    """Everybody, newest first, for administrators; `q` is part of a name or an address."""
    require(actor, P.PERSON_MANAGE)
    query = _whole().order_by(Person.id.desc()).limit(page.limit + 1)
    if wanted := queries.question(q):
        names = (Person.name, Person.email, Person.email_key)
        query = query.where(or_(*(n.icontains(text.fold(wanted), autoescape=True) for n in names)))
    if page.cursor:
        query = query.where(after_keys([Person.id], _id_cursor(page.cursor), descending=True))
    return cut(db.session.scalars(query).all(), page.limit, lambda row: [row.id])


def people_of(actor: Actor, org_id: int) -> Sequence[Membership]:
    """The seats of an organisation with their people, for its own people and administrators."""
    require(actor, P.ORGANISATION_SEE_PEOPLE, queries.organisation(actor, org_id))
    query = select(Membership).join(Person).where(Membership.org_id == org_id)
    query = query.options(joinedload(Membership.person)).order_by(Person.name, Person.id, Membership.role)
    return db.session.scalars(query).all()


def join_requests(actor: Actor, org_id: int) -> Sequence[JoinRequest]:
    """Who waits to be let in, oldest first, for those who decide."""
    require(actor, P.ORGANISATION_ADMIT, queries.organisation(actor, org_id))
    query = select(JoinRequest).where(JoinRequest.org_id == org_id, JoinRequest.state == WAITING)
    return db.session.scalars(query.options(joinedload(JoinRequest.person)).order_by(JoinRequest.id)).all()


def own_join_requests(actor: Actor) -> Sequence[JoinRequest]:
    """What she has asked for that still waits."""
    query = select(JoinRequest).where(JoinRequest.person_id == actor.id, JoinRequest.state == WAITING)
    query = query.options(joinedload(JoinRequest.organisation)).order_by(JoinRequest.id)
    return db.session.scalars(query).all()


def invitations(actor: Actor, org_id: int) -> Sequence[Invitation]:
    """Invitations that can still be taken up, newest first."""
    require(actor, P.ORGANISATION_INVITE, queries.organisation(actor, org_id))
    query = select(Invitation).where(
        Invitation.org_id == org_id,
        Invitation.accepted_at.is_(None),
        Invitation.revoked_at.is_(None),
        Invitation.expires_at > clock.now(),
    )
    return db.session.scalars(query.order_by(Invitation.id.desc())).all()


def tokens(actor: Actor) -> Sequence[ApiToken]:
    """Her own API tokens that have not been revoked, newest first."""
    if actor.id is None:
        raise NotAllowed(msg("Sign in first."), "sign_in")
    query = select(ApiToken).where(ApiToken.person_id == actor.id, ApiToken.revoked_at.is_(None))
    return db.session.scalars(query.order_by(ApiToken.id.desc())).all()


def _id_cursor(cursor: str) -> list[int]:
    values = decode_cursor(cursor, 1)
    if not queries.can_be_id(values[0]):
        raise Invalid.one("cursor", msg("This is not a cursor of this list. Start from its first page."))
    return values


def _whole() -> Select[Person]:
    return select(Person).options(
        selectinload(Person.roles), selectinload(Person.seats).joinedload(Membership.organisation)
    )
