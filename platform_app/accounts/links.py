"""Mailed one-time links, issued where the mail is written, so that a secret stands in no event and no log."""

from datetime import timedelta
from typing import Any, NoReturn

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from platform_app.accounts.credentials import digest, new_secret
from platform_app.accounts.keys import APPEAL, CONFIRM, RESET, Invitation, OneTimeLink
from platform_app.accounts.models import Person
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict
from platform_app.kernel.messages import msg

LIFETIMES = {CONFIRM: timedelta(days=3), RESET: timedelta(hours=2), APPEAL: timedelta(days=30)}
INVITATION_LIFETIME = timedelta(days=14)


def issue(kind: str, person_id: int) -> str:
    """Make a link's secret, inside the transaction of the act; older links of its kind stop working."""
    spend_all(kind, person_id)
    secret, now = new_secret(), clock.now()
    db.session.add(
        OneTimeLink(kind=kind, person_id=person_id, secret_hash=digest(secret), expires_at=now + LIFETIMES[kind])
    )
    return secret


def issue_for(invitation: Invitation) -> str:
    """Give an invitation a new secret; the one before stops working."""
    secret = new_secret()
    invitation.secret_hash = digest(secret)
    invitation.expires_at = clock.now() + INVITATION_LIFETIME
    return secret


def spend_all(kind: str, person_id: int) -> None:
    """Make every unused link of a kind useless."""
    unused = (OneTimeLink.person_id == person_id, OneTimeLink.kind == kind, OneTimeLink.used_at.is_(None))
    db.session.execute(update(OneTimeLink).where(*unused).values(used_at=clock.now()))


def person_behind(kind: str, secret: str) -> Person:
    """Whose link this is, as long as it works; looking does not use it up.

    Raises:
        Conflict: it is unknown, used (or replaced by a newer one) or expired.
    """
    query = select(OneTimeLink).where(OneTimeLink.kind == kind, OneTimeLink.secret_hash == digest(secret))
    link = db.session.scalar(query.options(joinedload(OneTimeLink.person)).with_for_update(of=OneTimeLink))
    _check(link, link and link.used_at)
    assert link is not None
    return link.person


def invitation_behind(secret: str) -> Invitation:
    """Which invitation this link opens.

    Raises:
        Conflict: it is unknown, taken up, called back or expired.
    """
    query = select(Invitation).where(Invitation.secret_hash == digest(secret))
    query = query.options(joinedload(Invitation.organisation)).with_for_update(of=Invitation)
    invitation = db.session.scalar(query)
    _check(invitation, invitation and invitation.accepted_at)
    assert invitation is not None
    if invitation.revoked_at:
        raise Conflict(msg("This invitation was withdrawn. Ask the organisation."), "link_revoked")
    return invitation


def _check(found: Any, used: Any) -> None:
    if found is None:
        _refuse("link_unknown")
    if used:
        raise Conflict(msg("This link has been used already, or a newer one was sent. Ask for a new one."), "link_used")
    if found.expires_at <= clock.now():
        raise Conflict(msg("This link has expired. Ask for a new one."), "link_expired")


def _refuse(code: str) -> NoReturn:
    raise Conflict(msg("This link is not one of ours. Check that it was copied whole."), code)
