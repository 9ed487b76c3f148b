"""What can happen to a question that was put to other organisations."""

from dataclasses import dataclass

from platform_app.events.base import Event


@dataclass(frozen=True)
class AskEvent(Event):
    """Something that happened to an ask; its `org_id` is the organisation that is asked."""

    subject_kind = "ask"

    thread_id: int = 0


class AskMade(AskEvent):
    """A question was put to an organisation."""


class AskAnswered(AskEvent):
    """Somebody answered for it."""


@dataclass(frozen=True)
class AskPassedOn(AskEvent):
    """It named another organisation, which is asked now by an ask of its own."""

    to_ask_id: int = 0


class AskDeclined(AskEvent):
    """It declined with a word."""


@dataclass(frozen=True)
class AskReminded(AskEvent):
    """It was reminded of the day until which an answer is hoped for."""

    days_left: int = 0


class AskOverdue(AskEvent):
    """The day has passed without an answer, and who stands over it was told."""
