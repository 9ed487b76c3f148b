"""What can happen to batches of typical cases, to candidacies and to reviews."""

from dataclasses import dataclass

from platform_app.events.base import Event


class BatchEvent(Event):
    """Something that happened to a batch."""

    subject_kind = "batch"


class BatchCreated(BatchEvent):
    """A batch was planned."""


class BatchEdited(BatchEvent):
    """Its dates, rules or chair were changed."""


class BatchOpened(BatchEvent):
    """The call is open: cases can be entered."""


class BatchReviewStarted(BatchEvent):
    """The call is closed and the reviewers are at work."""


class BatchCancelled(BatchEvent):
    """A batch was called off with a reason."""


class BatchAnnounced(BatchEvent):
    """The typical cases of a batch were announced, which closes it."""


@dataclass(frozen=True)
class ReviewerAppointed(BatchEvent):
    """Somebody was seated on the panel of a batch."""

    person_id: int | None = None


@dataclass(frozen=True)
class ReviewerReleased(BatchEvent):
    """Somebody left the panel of a batch, with a reason."""

    person_id: int | None = None


@dataclass(frozen=True)
class ReviewerReminded(BatchEvent):
    """Somebody who owes reviews was reminded of their day."""

    person_id: int | None = None
    days_left: int | None = None


@dataclass(frozen=True)
class CandidacyEvent(Event):
    """Something that happened to a case in a batch."""

    subject_kind = "case"

    batch_id: int | None = None


class CandidacyEntered(CandidacyEvent):
    """A recommended case was entered into a batch."""


class CandidacyWithdrawn(CandidacyEvent):
    """A case was taken out of a batch with a reason."""


class CandidacyDeclined(CandidacyEvent):
    """The secretariat declined a case with a reason."""


class CandidacyAnswered(CandidacyEvent):
    """Its people answered the reviews."""


class CandidacyAppealed(CandidacyEvent):
    """Its people appealed to the chair against being declined."""


class AppealDecided(CandidacyEvent):
    """The chair decided an appeal."""


class ConflictDeclared(CandidacyEvent):
    """A reviewer declared a conflict of interest and left this case to others."""


class ReviewGiven(CandidacyEvent):
    """A reviewer gave her scores and reasons."""


class ScoresOpened(CandidacyEvent):
    """The scores and reasons were opened to the people of the case."""
