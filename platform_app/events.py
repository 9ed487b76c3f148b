"""Everything that can happen, in the past tense, with ids only."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Event:
    """Something that happened to one subject; `org_id` is the organisation it was done for or to."""

    subject_kind = ""

    subject_id: int
    org_id: int | None = None


@dataclass(frozen=True)
class CaseEvent(Event):
    """Something that happened to a case, at one of its revisions."""

    subject_kind = "case"

    revision_id: int | None = None


class CaseCreated(CaseEvent):
    """A draft was started."""


class CaseEdited(CaseEvent):
    """A revision was saved that differs from the one before."""


class CaseRestored(CaseEvent):
    """An old revision was saved again as a new one."""


class CaseSubmitted(CaseEvent):
    """A draft was handed in for sign-off."""


class CaseReturned(CaseEvent):
    """A submitted case went back with reasons."""


class CaseWithdrawn(CaseEvent):
    """A submitted case was taken back by its own people."""


class CasePublished(CaseEvent):
    """A case, or a newer revision of a published one, became public."""


class CaseUnpublished(CaseEvent):
    """A moderator took a case off the public pages."""


class CaseArchived(CaseEvent):
    """A published case was put away behind a tombstone."""


class CaseUnarchived(CaseEvent):
    """An archived case is public again."""


class CaseDiscarded(CaseEvent):
    """A draft that was never public was deleted."""


class CaseNominated(CaseEvent):
    """Its city put a case forward."""


class CaseRecommended(CaseEvent):
    """Its province spoke for a nominated case."""


class CaseFeatured(CaseEvent):
    """A moderator featured a recommended case."""


class CaseNominationWithdrawn(CaseEvent):
    """The nomination was withdrawn with a reason."""


class CaseRecommendationWithdrawn(CaseEvent):
    """The recommendation was withdrawn with a reason."""


class CaseFeaturingWithdrawn(CaseEvent):
    """The featuring was withdrawn with a reason."""


@dataclass(frozen=True)
class FileEvent(CaseEvent):
    """Something that happened to a file of a case, in a revision of its own."""

    file_id: int | None = None


class FileAttached(FileEvent):
    """A file was added to a case."""


class FileDescribed(FileEvent):
    """What a case says of a file was changed."""


class FileDetached(FileEvent):
    """A revision was saved without a file."""


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


class StandardLoaded(Event):
    """A standard was added or changed from reference data."""

    subject_kind = "standard"


class FieldLoaded(Event):
    """A field was added or changed from reference data."""

    subject_kind = "field"


class TermLoaded(Event):
    """A glossary term was added or changed from reference data."""

    subject_kind = "term"


class TermEdited(Event):
    """An administrator changed, added or removed a glossary term."""

    subject_kind = "term"
