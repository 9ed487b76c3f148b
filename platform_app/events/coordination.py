"""What can happen to a request between levels, and to the days on which nobody works."""

from dataclasses import dataclass

from platform_app.events.base import Event


@dataclass(frozen=True)
class RequestEvent(Event):
    """Something that happened to a request; `org_id` is the organisation for which it was done or that is told.

    `answer_id` is the row of the asked organisation that it is about; 0 = the request as a whole.
    """

    subject_kind = "request"

    answer_id: int = 0


class RequestRaised(RequestEvent):
    """An organisation was asked or tasked; `org_id` is who is asked."""


class RequestCopied(RequestEvent):
    """A peer got a copy; `org_id` is that one."""


class RequestAcknowledged(RequestEvent):
    """The asked organisation has taken note."""


class RequestStarted(RequestEvent):
    """It works on the answer."""


class RequestAnswered(RequestEvent):
    """It has answered."""


class RequestReturned(RequestEvent):
    """It gave the request back with a reason."""


class RequestPaperAdded(RequestEvent):
    """A paper was added; `org_id` is whose it is."""


class RequestPaperRemoved(RequestEvent):
    """A paper was taken out again."""


class RequestPassedDown(RequestEvent):
    """An organisation directly below was asked in turn; `org_id` is that one."""


class RequestEscalated(RequestEvent):
    """The request went up to a ministry or, where none was named, to the secretariat; `answer_id` is who had it."""


class RequestObjected(RequestEvent):
    """The lower level objected with a reason, and the upper one must answer or return it."""


class RequestExtensionAsked(RequestEvent):
    """The asked organisation wants more time."""


class RequestExtensionGranted(RequestEvent):
    """It has more time."""


class RequestExtensionRefused(RequestEvent):
    """The day stays."""


class RequestAccepted(RequestEvent):
    """Whoever asked takes the answer."""


class RequestReopened(RequestEvent):
    """Whoever asked wants a better answer."""


class RequestClosed(RequestEvent):
    """It has ended for everybody."""


class RequestAnswerPublished(RequestEvent):
    """An interpretation became public."""


class RequestReminded(RequestEvent):
    """An asked organisation was reminded of the day."""


class RequestOverdue(RequestEvent):
    """The day has passed without an answer, and both sides were told."""


class HolidayEvent(Event):
    """Something that happened to a day of the holiday table."""

    subject_kind = "holiday"


class HolidaySet(HolidayEvent):
    """A day was entered or changed."""


class HolidayRemoved(HolidayEvent):
    """A day was taken out."""
