"""What can happen to organisations, people, their seats and their keys."""

from dataclasses import dataclass

from platform_app.events.base import Event


class OrganisationEvent(Event):
    """Something that happened to an organisation."""

    subject_kind = "organisation"


class OrganisationLoaded(OrganisationEvent):
    """An organisation was added or changed from reference data."""


class OrganisationEdited(OrganisationEvent):
    """An administrator changed an organisation."""


class OrganisationExported(OrganisationEvent):
    """Somebody took an organisation's whole record with her."""


class PersonEvent(Event):
    """Something that happened to a person's account; `org_id` where a seat is concerned."""

    subject_kind = "person"


class PersonRegistered(PersonEvent):
    """An account was made."""


class RegistrationRepeated(PersonEvent):
    """Somebody tried to register an address that has an account; only its owner is told."""


class PersonConfirmed(PersonEvent):
    """The address of an account was confirmed by its link."""


class PersonEdited(PersonEvent):
    """Name or language was changed."""


class PersonSignedIn(PersonEvent):
    """Somebody signed in with a password."""


class PasswordChanged(PersonEvent):
    """A password was changed or reset; all sessions ended."""


class PasswordResetRequested(PersonEvent):
    """A reset link was mailed."""


class SessionsRevoked(PersonEvent):
    """The person signed out everywhere."""


class PersonSuspended(PersonEvent):
    """An administrator suspended an account."""


class PersonReinstated(PersonEvent):
    """A suspension was lifted."""


class PlatformRoleGranted(PersonEvent):
    """A platform role was given."""


class PlatformRoleRevoked(PersonEvent):
    """A platform role was taken."""


@dataclass(frozen=True)
class PersonInvited(OrganisationEvent):
    """A one-time link into an organisation was mailed."""

    invitation_id: int | None = None


class InvitationAccepted(OrganisationEvent):
    """An invitation was taken up."""


class InvitationRevoked(OrganisationEvent):
    """An invitation was withdrawn."""


class SeatGranted(PersonEvent):
    """A person got a role in an organisation."""


class SeatEnded(PersonEvent):
    """A role in an organisation ended."""


class JoinRequested(PersonEvent):
    """Somebody asked to join an organisation."""


class JoinAccepted(PersonEvent):
    """A request to join was accepted."""


class JoinDeclined(PersonEvent):
    """A request to join was declined."""


class TokenCreated(PersonEvent):
    """An API token was made."""


class TokenRevoked(PersonEvent):
    """An API token was revoked."""


class DeskViewKept(PersonEvent):
    """She keeps a view of the desk under a name."""


class DeskViewRemoved(PersonEvent):
    """She keeps it no longer."""


class NoticeFeedMade(PersonEvent):
    """She made a secret address for a feed of her notices; an older one stopped working."""


class NoticeFeedRevoked(PersonEvent):
    """The secret address of her notices stopped working."""
