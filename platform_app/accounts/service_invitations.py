"""Invitations: a coordinator mails a one-time link, and whoever owns the mailbox takes it up."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from platform_app.access.actor import Actor
from platform_app.access.check import allows, require
from platform_app.access.levels import Role
from platform_app.access.permissions import P
from platform_app.accounts import links, queries, queries_people, seating
from platform_app.accounts.credentials import email_key, hash_password
from platform_app.accounts.inputs import Acceptance, NewInvitation
from platform_app.accounts.keys import CONFIRM, Invitation
from platform_app.accounts.models import Person
from platform_app.accounts.strength import refuse_guessable
from platform_app.events import InvitationAccepted, InvitationRevoked, PersonConfirmed, PersonInvited, SeatGranted
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case


@use_case
def invite(actor: Actor, org_id: int, new: NewInvitation) -> Invitation:
    """Mail a one-time link into an organisation. Inviting an address anew replaces its open invitation."""
    organisation = queries.organisation(actor, org_id)
    require(actor, P.ORGANISATION_INVITE, organisation)
    key = email_key(new.email)
    known = queries_people.by_address(new.email)
    if known is not None:
        seating.refuse_for_oneself(actor, known.id)
    for earlier in db.session.scalars(_open(organisation.id, key)):
        earlier.revoked_at = clock.now()
    invitation = Invitation(
        org_id=organisation.id,
        email=new.email,
        email_key=key,
        roles=[role.value for role in new.roles],
        invited_by_id=actor.id,
    )
    links.issue_for(invitation)  # replaced by the one that is mailed
    db.session.add(invitation)
    db.session.flush()
    record(PersonInvited(organisation.id, organisation.id, invitation.id))
    return invitation


@use_case
def revoke_invitation(actor: Actor, invitation_id: int) -> None:
    """Call an invitation back; its link stops working."""
    query = select(Invitation).where(Invitation.id == invitation_id)
    query = query.options(joinedload(Invitation.organisation)).with_for_update(of=Invitation)
    invitation = db.session.scalar(query) if queries.can_be_id(invitation_id) else None
    if invitation is None or not allows(actor, P.ORGANISATION_SEE_PEOPLE, invitation.organisation):
        raise NotFound()
    require(actor, P.ORGANISATION_INVITE, invitation.organisation)
    if invitation.accepted_at:
        raise Conflict(msg("This invitation was taken up already."), "link_used")
    if invitation.revoked_at is None:
        invitation.revoked_at = clock.now()
        record(InvitationRevoked(invitation.org_id, invitation.org_id))


@use_case
def accept_invitation(actor: Actor, acceptance: Acceptance) -> Person:
    """Take up an invitation: with a new account, or with the one that has the invited address.

    Raises:
        Conflict: the link does not work any more, or it is somebody else's.
        NotAllowed: the address has an account (code `sign_in`): sign in to it first.
        Invalid: a new account needs a name and a password that is not easy to guess.
    """
    require(actor, P.ACCOUNT_ENTER)
    invitation = links.invitation_behind(acceptance.secret)
    person = _guest(actor, invitation, acceptance)
    invitation.accepted_at, invitation.accepted_by_id = clock.now(), person.id
    for role in invitation.roles:
        if seating.take(person.id, invitation.org_id, Role(role)):
            record(SeatGranted(person.id, invitation.org_id))
    record(InvitationAccepted(invitation.org_id, invitation.org_id))
    return person


def _guest(actor: Actor, invitation: Invitation, acceptance: Acceptance) -> Person:
    known = queries_people.by_address(invitation.email)
    if actor.is_person:
        if known is None or known.id != actor.id:
            raise Conflict(
                msg("This invitation is for {email}. Sign in with that address.", email=invitation.email),
                "wrong_account",
            )
        return known
    if known is not None and known.suspended_at:
        raise NotAllowed(msg("This account is suspended. Ask an administrator."), "suspended")
    if known is not None and known.confirmed_at and known.password_hash:
        raise NotAllowed(msg("You have an account with this address. Sign in to accept."), "sign_in")
    return _new_account(known, invitation, acceptance)


def _new_account(known: Person | None, invitation: Invitation, acceptance: Acceptance) -> Person:
    if not acceptance.name or not acceptance.password:
        wanted = {"name": acceptance.name, "password": acceptance.password}
        raise Invalid({field: [msg("This is needed.")] for field, value in wanted.items() if not value})
    refuse_guessable(acceptance.password, email=invitation.email, name=acceptance.name)
    person = known or Person(email=invitation.email, email_key=invitation.email_key)
    person.name, person.language = acceptance.name, acceptance.language
    person.password_hash = hash_password(acceptance.password)
    person.confirmed_at = clock.now()
    db.session.add(person)
    db.session.flush()
    links.spend_all(CONFIRM, person.id)
    record(PersonConfirmed(person.id))
    return person


def _open(org_id: int, key: str) -> Select[Invitation]:
    return select(Invitation).where(
        Invitation.org_id == org_id,
        Invitation.email_key == key,
        Invitation.accepted_at.is_(None),
        Invitation.revoked_at.is_(None),
    )
