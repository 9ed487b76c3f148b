"""What can happen to bodies, meetings and minutes, and to a person's calendar address."""

from dataclasses import dataclass

from platform_app.events.base import Event


@dataclass(frozen=True)
class BodyEvent(Event):
    """Something that happened to a body; `org_id` is its secretariat."""

    subject_kind = "body"


class BodyFounded(BodyEvent):
    """A body was set up."""


class BodyEdited(BodyEvent):
    """Its name, its lead, its members or its quorum changed."""


class BodyEnded(BodyEvent):
    """It meets no more."""


@dataclass(frozen=True)
class MeetingEvent(Event):
    """Something that happened to a meeting; `org_id` is the organisation it was done for.

    `item_id` is the agenda item it is about, `row_id` the delegate, proposal, comment or addendum; 0 = none.
    """

    subject_kind = "meeting"

    item_id: int = 0
    row_id: int = 0


class MeetingPlanned(MeetingEvent):
    """A meeting was planned."""


class MeetingEdited(MeetingEvent):
    """Its time, place, title or papers deadline changed."""


class MeetingConvened(MeetingEvent):
    """Invitations went out to its organisations."""


class MeetingPostponed(MeetingEvent):
    """It does not take place as convened; a new time may follow."""


class MeetingCancelled(MeetingEvent):
    """It does not take place."""


class MeetingHeld(MeetingEvent):
    """It was held; its attendance and quorum are frozen."""


class MeetingClosed(MeetingEvent):
    """Nothing is left to do about it."""


class AgendaItemAdded(MeetingEvent):
    """An item was put on the agenda."""


class AgendaItemEdited(MeetingEvent):
    """An item was changed."""


class AgendaItemMoved(MeetingEvent):
    """An item stands elsewhere on the agenda."""


class AgendaItemRemoved(MeetingEvent):
    """An item was taken off."""


class AgendaPaperAdded(MeetingEvent):
    """A paper was added to an item."""


class AgendaPaperRemoved(MeetingEvent):
    """A paper was taken off an item."""


class AgendaProposed(MeetingEvent):
    """A member organisation proposed an item."""


class AgendaProposalAccepted(MeetingEvent):
    """A proposal became an item."""


class AgendaProposalMerged(MeetingEvent):
    """A proposal went into another item."""


class AgendaProposalDeclined(MeetingEvent):
    """A proposal was declined with a reason."""


class AgendaProposalWithdrawn(MeetingEvent):
    """Its organisation took a proposal back."""


class DelegateNamed(MeetingEvent):
    """An organisation named somebody."""


class DelegateWithdrawn(MeetingEvent):
    """An organisation sends somebody no longer."""


class DelegateAnswered(MeetingEvent):
    """Somebody accepted, declined or is not sure."""


class AttendanceNoted(MeetingEvent):
    """It was noted who was there, or not any more."""


class MinutesSaved(MeetingEvent):
    """The minutes of an item were written."""


class MinutesCirculated(MeetingEvent):
    """The minutes were sent round for comments."""


class MinutesCommented(MeetingEvent):
    """An organisation commented on them."""


class MinutesCommentDisposed(MeetingEvent):
    """It was decided what becomes of a comment."""


class MinutesApproved(MeetingEvent):
    """The chair approved them; they are locked."""


class MinutesAddendumMade(MeetingEvent):
    """Approved minutes got a dated correction."""


@dataclass(frozen=True)
class CalendarEvent(Event):
    """Something that happened to a person's secret calendar address."""

    subject_kind = "person"


class CalendarKeyMade(CalendarEvent):
    """She has a new secret address; the one before holds no more."""


class CalendarKeyRevoked(CalendarEvent):
    """Her secret address holds no more."""
