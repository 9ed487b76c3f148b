"""Signing in, and the password: changing it, resetting it by mail, ending all sessions.

What guesses at a password counts as a try first, in a transaction of its own: a try that fails stays counted.
"""

from sqlalchemy import delete, update

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts import links, queries, queries_people, throttle
from platform_app.accounts.credentials import digest, email_key, hash_password, is_outdated, matches
from platform_app.accounts.inputs import LinkUse, PasswordChange, ResetRequest, SignIn
from platform_app.accounts.keys import RESET, ApiToken, Attempt
from platform_app.accounts.models import Person
from platform_app.accounts.strength import refuse_guessable
from platform_app.events import PasswordChanged, PasswordResetRequested, PersonSignedIn, SessionsRevoked
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid, NotAllowed
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case


def sign_in(actor: Actor, tried: SignIn, *, client: str | None) -> Person:
    """Who has this address and password. An unknown address takes as long and gets the same answer.

    Raises:
        NotAllowed: it does not match (code `bad_credentials`), or the account is suspended.
        Throttled: too many tries from this client or at this address.
    """
    throttle.count(actor, throttle.PASSWORD, tried.email, client)
    person = queries_people.by_address(tried.email)
    if not matches(person.password_hash if person else None, tried.password) or person is None:
        raise NotAllowed(msg("The address or the password is not right."), "bad_credentials")
    herself = queries.actor_of(person.id)
    if herself is None:
        raise NotAllowed(msg("This account is suspended. Ask an administrator."), "suspended")
    return _let_in(herself, person.id, tried.password)


def change_password(actor: Actor, person_id: int, change: PasswordChange, *, client: str | None) -> Person:
    """Choose a new password, proven by the old one; all sessions end.

    Raises:
        Invalid: the old one is not right, or the new one is easy to guess.
        Throttled: too many tries.
    """
    person = queries_people.get(person_id)
    require(actor, P.PERSON_EDIT, person)
    throttle.count(actor, throttle.PASSWORD, person.email, client)
    if not matches(person.password_hash, change.current):
        raise Invalid.one("current", msg("This is not your present password."))
    return _change(actor, person_id, change.password)


def request_reset(actor: Actor, request: ResetRequest, *, client: str | None) -> None:
    """Mail a link to whoever has this address; the answer does not say whether anybody has.

    Raises:
        Throttled: too much mail was asked for.
    """
    throttle.count(actor, throttle.MAIL, request.email, client)
    _request(actor, request)


@use_case
def reset_password(actor: Actor, use: LinkUse) -> Person:
    """Choose a new password by a mailed link. Sessions and API tokens end: somebody else may have had the old one.

    Raises:
        Conflict: the link is unknown, used or expired.
        Invalid: the password is easy to guess.
        NotAllowed: the account is suspended.
    """
    require(actor, P.ACCOUNT_ENTER)
    person = links.person_behind(RESET, use.secret)
    if person.suspended_at:
        raise NotAllowed(msg("This account is suspended. Ask an administrator."), "suspended")
    person.confirmed_at = person.confirmed_at or clock.now()  # the mail has reached her
    _end_tokens(person)
    _set(person, use.password)
    return person


@use_case
def sign_out_everywhere(actor: Actor, person_id: int) -> Person:
    """End every session of a person, remembered ones included."""
    person = queries_people.get(person_id, lock=True)
    require(actor, P.PERSON_EDIT, person)
    person.sessions_epoch += 1
    record(SessionsRevoked(person.id))
    return person


@use_case
def _let_in(actor: Actor, person_id: int, password: str) -> Person:
    require(actor, P.ACCOUNT_ENTER)
    person = queries_people.get(person_id, lock=True)
    _forget_tries(person.email)
    if person.password_hash and is_outdated(person.password_hash):
        person.password_hash = hash_password(password)
    record(PersonSignedIn(person.id))
    return person


@use_case
def _change(actor: Actor, person_id: int, password: str) -> Person:
    person = queries_people.get(person_id, lock=True)
    require(actor, P.PERSON_EDIT, person)
    _set(person, password)
    return person


@use_case
def _request(actor: Actor, request: ResetRequest) -> None:
    require(actor, P.ACCOUNT_ENTER)
    person = queries_people.by_address(request.email)
    if person is not None and person.suspended_at is None:
        record(PasswordResetRequested(person.id))


def _forget_tries(email: str) -> None:
    of_it = (Attempt.purpose == throttle.PASSWORD, Attempt.address_hash == digest(email_key(email)))
    db.session.execute(delete(Attempt).where(*of_it))


def _end_tokens(person: Person) -> None:
    unrevoked = (ApiToken.person_id == person.id, ApiToken.revoked_at.is_(None))
    db.session.execute(update(ApiToken).where(*unrevoked).values(revoked_at=clock.now()))


def _set(person: Person, password: str) -> None:
    refuse_guessable(password, email=person.email, name=person.name)
    person.password_hash = hash_password(password)
    person.sessions_epoch += 1
    links.spend_all(RESET, person.id)
    _forget_tries(person.email)
    record(PasswordChanged(person.id))
