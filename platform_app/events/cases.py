"""What can happen to a case."""

from dataclasses import dataclass

from platform_app.events.base import Event


@dataclass(frozen=True)
class CaseEvent(Event):
    """Something that happened to a case, at one of its revisions."""

    subject_kind = "case"

    revision_id: int | None = None


class CaseCreated(CaseEvent):
    """A draft was started."""


class CaseDraftedFor(CaseEvent):
    """A draft was started for another organisation."""


class CaseTakenOver(CaseEvent):
    """An organisation took over a draft that others had begun for it."""


class CaseImported(CaseEvent):
    """A draft was made of a write-up."""


class CaseLeftoversCleared(CaseEvent):
    """What a write-up left over was put away."""


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


class CaseInvited(CaseEvent):
    """Its province invited its city to nominate it."""


class CaseAnnounced(CaseEvent):
    """The secretariat announced a case as a typical case."""


class CaseAnnouncementWithdrawn(CaseEvent):
    """The announcement was withdrawn with a reason."""


class CaseConfirmed(CaseEvent):
    """Its owner said whether it still runs."""


@dataclass(frozen=True)
class ConfirmationAsked(CaseEvent):
    """Its owner was asked by mail whether it still runs; `reminder` is 1, or 2 for the second and last time."""

    reminder: int | None = None


class EvidenceProposed(CaseEvent):
    """Its people said how well its results are shown."""


class EvidenceConfirmed(CaseEvent):
    """A reviewer or moderator confirmed an evidence level with a note."""


class CaseLookedThrough(CaseEvent):
    """A moderator looked through what readers see, and found nothing to object to."""


class CaseSetAside(CaseEvent):
    """Somebody who may decide about it decided not to, until its text changes."""


class CaseClaimed(CaseEvent):
    """Somebody said that she is on it."""


class CaseClaimEnded(CaseEvent):
    """She is on it no longer, without having decided."""


class FileAttached(CaseEvent):
    """A file was added to a case."""


class FileDescribed(CaseEvent):
    """What a case says of a file was changed."""


class FileDetached(CaseEvent):
    """A revision was saved without a file."""


class FilePrepared(Event):
    """Smaller pictures or the text of a file were made, or cannot be."""

    subject_kind = "file"


class FilesCollected(Event):
    """What nothing referred to any more was removed from the store; the subject is how much."""

    subject_kind = "store"
