"""What can happen to resolutions and action items."""

from dataclasses import dataclass

from platform_app.events.base import Event


@dataclass(frozen=True)
class ResolutionEvent(Event):
    """Something that happened to a resolution; `org_id` is the organisation it was done for."""

    subject_kind = "resolution"


class ResolutionProposed(ResolutionEvent):
    """A resolution was put forward."""


class ResolutionEdited(ResolutionEvent):
    """Its text was changed before it was decided."""


class ResolutionVoted(ResolutionEvent):
    """An organisation's vote was recorded; `org_id` is that one."""


class ResolutionAdopted(ResolutionEvent):
    """It was adopted and has its number."""


class ResolutionInForce(ResolutionEvent):
    """Its day has come."""


class ResolutionCarriedOut(ResolutionEvent):
    """What it asks for is done."""


class ResolutionSuperseded(ResolutionEvent):
    """A later one takes its place."""


class ResolutionLapsed(ResolutionEvent):
    """It holds no more, or was not adopted."""


@dataclass(frozen=True)
class ActionEvent(Event):
    """Something that happened to an action item; `org_id` is its owner or who is told."""

    subject_kind = "action"


class ActionAssigned(ActionEvent):
    """An organisation was given something to do."""


class ActionEdited(ActionEvent):
    """Its text, day, priority or person changed."""


class ActionStarted(ActionEvent):
    """Work on it began."""


class ActionNoted(ActionEvent):
    """A word was added to its log."""


class ActionDone(ActionEvent):
    """Its owner says with evidence that it is done."""


class ActionConfirmed(ActionEvent):
    """The secretariat has looked at the evidence."""


class ActionReopened(ActionEvent):
    """The secretariat wants more."""


class ActionDropped(ActionEvent):
    """It is not done any more, with a reason."""


class ActionReminded(ActionEvent):
    """Its owner was reminded."""


class ActionOverdue(ActionEvent):
    """The day has passed; its owner was told."""


class ActionEscalated(ActionEvent):
    """A week over: the organisation above was told; `org_id` is that one, None = the secretariat."""
