"""The letters that follow from what happens to people and their seats, written inside the transaction of the act."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import select

from platform_app import events
from platform_app.access.levels import Level
from platform_app.accounts import links
from platform_app.accounts.keys import APPEAL, CONFIRM, DECLINED, RESET, Invitation, JoinRequest
from platform_app.accounts.models import Person
from platform_app.accounts.queries_people import by_address
from platform_app.kernel.db import db
from platform_app.kernel.use_case import Recorded
from platform_app.notifications import recipients
from platform_app.notifications.letterhead import address, queue


def write(recorded: Recorded) -> None:
    """Queue the mail of one event."""
    WRITERS[type(recorded.event)](recorded.event)


def _confirm(event: events.PersonRegistered) -> None:
    person = recipients.person(event.subject_id)
    if person.confirmed_at is None:  # else an administrator made the account
        queue("confirm", person, link=_link("confirm", links.issue(CONFIRM, person.id)))


def _registered_already(event: events.RegistrationRepeated) -> None:
    queue("registered_already", recipients.person(event.subject_id), link=address("/forgot-password"))


def _reset(event: events.PasswordResetRequested) -> None:
    person = recipients.person(event.subject_id)
    queue("reset", person, link=_link("reset-password", links.issue(RESET, person.id)))


def _password_changed(event: events.PasswordChanged) -> None:
    queue("password_changed", recipients.person(event.subject_id), link=address("/forgot-password"))


def _invitation(event: events.PersonInvited) -> None:
    invitation = db.session.get_one(Invitation, event.invitation_id)
    organisation = recipients.organisation(event.org_id)
    known = by_address(invitation.email)
    foreign = "en" if organisation.level == Level.PARTNER else "zh"
    stranger = Person(name="", email=invitation.email, language=foreign)
    queue("invitation", known or stranger, organisation, link=_link("invitation", links.issue_for(invitation)))


def _join_asked(event: events.JoinRequested) -> None:
    organisation = recipients.organisation(event.org_id)
    asking = recipients.person(event.subject_id)
    link = address(f"/organisations/{organisation.code}/people")
    for coordinator in recipients.coordinators(event.org_id):
        queue("join_asked", coordinator, organisation, link=link, asking=f"{asking.name} <{asking.email}>")


def _join_accepted(event: events.JoinAccepted) -> None:
    organisation = recipients.organisation(event.org_id)
    link = address(f"/organisations/{organisation.code}")
    queue("join_accepted", recipients.person(event.subject_id), organisation, link=link)


def _join_declined(event: events.JoinDeclined) -> None:
    declined = select(JoinRequest.reason).where(
        JoinRequest.person_id == event.subject_id, JoinRequest.org_id == event.org_id, JoinRequest.state == DECLINED
    )
    reason = db.session.scalar(declined.order_by(JoinRequest.id.desc()).limit(1))
    organisation = recipients.organisation(event.org_id)
    queue("join_declined", recipients.person(event.subject_id), organisation, reason=reason or "")


def _suspended(event: events.PersonSuspended) -> None:
    person = recipients.person(event.subject_id)
    link = _link("suspension", links.issue(APPEAL, person.id))
    queue("suspended", person, reason=person.suspended_reason or "", link=link)


def _reinstated(event: events.PersonReinstated) -> None:
    queue("reinstated", recipients.person(event.subject_id), link=address("/sign-in"))


WRITERS: Mapping[type, Callable[[Any], None]] = {
    events.PersonRegistered: _confirm,
    events.RegistrationRepeated: _registered_already,
    events.PasswordResetRequested: _reset,
    events.PasswordChanged: _password_changed,
    events.PersonInvited: _invitation,
    events.JoinRequested: _join_asked,
    events.JoinAccepted: _join_accepted,
    events.JoinDeclined: _join_declined,
    events.PersonSuspended: _suspended,
    events.PersonReinstated: _reinstated,
}


def _link(page: str, secret: str) -> str:
    return address(f"/{page}/{secret}")
