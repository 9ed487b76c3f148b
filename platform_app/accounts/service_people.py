"""Accounts: registering, confirming, one's own profile, and what administrators do to people."""

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.levels import PlatformRole
from platform_app.access.permissions import P
from platform_app.accounts import links, queries_people, seating, throttle
from platform_app.accounts.credentials import email_key, hash_password, matches
from platform_app.accounts.inputs import LinkUse, NewPerson, Profile, Refusal, Registration
from platform_app.accounts.keys import CONFIRM
from platform_app.accounts.models import Person, PlatformRoleGrant
from platform_app.accounts.strength import refuse_guessable
from platform_app.events import (
    PasswordChanged,
    PersonConfirmed,
    PersonEdited,
    PersonRegistered,
    PersonReinstated,
    PersonSuspended,
    PlatformRoleGranted,
    PlatformRoleRevoked,
    RegistrationRepeated,
)
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case


def register(actor: Actor, new: Registration, *, client: str | None) -> None:
    """Ask for an account. The answer is the same whether the address has one; its mailbox learns more.

    Raises:
        Throttled: too much mail was asked for.
    """
    throttle.count(actor, throttle.MAIL, new.email, client)
    _register(actor, new)


@use_case
def confirm(actor: Actor, use: LinkUse) -> Person:
    """Follow the mailed link of a registration and choose a password.

    Raises:
        Conflict: the link is unknown, used or expired.
        Invalid: the password is easy to guess.
    """
    require(actor, P.ACCOUNT_ENTER)
    person = links.person_behind(CONFIRM, use.secret)
    refuse_guessable(use.password, email=person.email, name=person.name)
    person.password_hash = hash_password(use.password)
    person.confirmed_at = person.confirmed_at or clock.now()
    links.spend_all(CONFIRM, person.id)
    record(PersonConfirmed(person.id))
    return person


@use_case
def put_person(actor: Actor, new: NewPerson) -> Person:
    """Make a confirmed account, or bring the one with this address to this state; a new password ends sessions.

    Raises:
        Invalid: the password is easy to guess; that of a demonstration account is known to all and may be.
    """
    require(actor, P.PERSON_MANAGE)
    person = queries_people.by_address(new.email)
    if person is not None:
        _bring_to(person, new)
        return person
    person = _add(new.email, new.name, new.language)
    person.is_demo, person.confirmed_at = new.is_demo, clock.now()
    person.password_hash = _hash(new) if new.password else None
    record(PersonRegistered(person.id))
    return person


@use_case
def edit_profile(actor: Actor, person_id: int, profile: Profile) -> Person:
    """Change one's name or language."""
    person = queries_people.get(person_id)
    require(actor, P.PERSON_EDIT, person)
    if (person.name, person.language) != (profile.name, profile.language):
        person.name, person.language = profile.name, profile.language
        record(PersonEdited(person.id))
    return person


@use_case
def suspend(actor: Actor, person_id: int, refusal: Refusal) -> Person:
    """Close an account until it is reinstated; its sessions and tokens stop working at once."""
    person = queries_people.get(person_id, lock=True)
    require(actor, P.PERSON_MANAGE, person)
    if person.id == actor.id:
        raise Conflict(msg("You cannot suspend yourself. Ask another administrator."), "own_account")
    if person.suspended_at is None:
        person.suspended_at, person.suspended_reason = clock.now(), refusal.reason
        person.sessions_epoch += 1
        record(PersonSuspended(person.id))
    return person


@use_case
def reinstate(actor: Actor, person_id: int) -> Person:
    """Lift a suspension."""
    person = queries_people.get(person_id, lock=True)
    require(actor, P.PERSON_MANAGE, person)
    if person.suspended_at is not None:
        person.suspended_at = person.suspended_reason = None
        record(PersonReinstated(person.id))
    return person


@use_case
def grant_platform_role(actor: Actor, person_id: int, role: PlatformRole) -> None:
    """Give somebody else a platform role; giving it again changes nothing."""
    person = queries_people.get(person_id, lock=True)
    require(actor, P.PERSON_MANAGE, person)
    seating.refuse_for_oneself(actor, person.id)
    if queries_people.role_grant(person.id, role) is None:
        db.session.add(PlatformRoleGrant(person_id=person.id, role=role, granted_by_id=actor.id))
        record(PlatformRoleGranted(person.id))


@use_case
def revoke_platform_role(actor: Actor, person_id: int, role: PlatformRole) -> None:
    """Take a platform role away.

    Raises:
        Conflict: she is the last administrator.
    """
    person = queries_people.get(person_id, lock=True)
    require(actor, P.PERSON_MANAGE, person)
    grant = queries_people.role_grant(person.id, role)
    if grant is None:
        return
    if role == PlatformRole.ADMIN and not actor.is_system and _administrators() < 2:
        raise Conflict(msg("She is the last administrator. Give the role to somebody else first."), "last_admin")
    db.session.delete(grant)
    record(PlatformRoleRevoked(person.id))


@use_case
def _register(actor: Actor, new: Registration) -> None:
    require(actor, P.ACCOUNT_ENTER)
    person = queries_people.by_address(new.email)
    if person is None:
        person = _add(new.email, new.name, new.language)
    elif person.confirmed_at is None:
        person.name, person.language = new.name, new.language
    else:
        record(RegistrationRepeated(person.id))
        return
    record(PersonRegistered(person.id))


def _add(email: str, name: str, language: str) -> Person:
    person = Person(email=email, email_key=email_key(email), name=name, language=language)
    db.session.add(person)
    db.session.flush()
    return person


def _bring_to(person: Person, new: NewPerson) -> None:
    if (person.name, person.language) != (new.name, new.language):
        person.name, person.language = new.name, new.language
        record(PersonEdited(person.id))
    if person.confirmed_at is None:
        person.confirmed_at = clock.now()
        links.spend_all(CONFIRM, person.id)
        record(PersonConfirmed(person.id))
    if new.password and not matches(person.password_hash, new.password):
        person.password_hash = _hash(new)
        person.sessions_epoch += 1
        record(PasswordChanged(person.id))


def _hash(new: NewPerson) -> str:
    password = new.password or ""
    if not new.is_demo:
        refuse_guessable(password, email=new.email, name=new.name)
    return hash_password(password)


def _administrators() -> int:
    """How many there are; their rows are locked, so that two cannot remove each other at once."""
    role = PlatformRoleGrant.role == PlatformRole.ADMIN
    ids = select(PlatformRoleGrant.id).where(role).with_for_update()
    return len(db.session.scalars(ids).all())
