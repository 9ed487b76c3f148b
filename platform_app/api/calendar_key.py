"""The secret address of one's own calendar."""

from pydantic import Field

from platform_app.access.actor import Actor
from platform_app.api.answers import Answer
from platform_app.api.operations import Note, Noun
from platform_app.api.shapes import Shape
from platform_app.exports import calendars
from platform_app.meetings import service_calendar

noun = Noun("calendar-key", "The secret address of one's own calendar.")


class CalendarAddress(Shape):
    """Where one's own calendar is."""

    address: str = Field(description="For calendar programs; it is told this once. Whoever knows it reads the calendar")


EXAMPLE = {"address": "https://cities.example/calendar/mine.ics?key=EXAMPLE&lang=zh"}


@noun.operation("POST", "/calendar-key", Note(CalendarAddress, EXAMPLE, 201, (403,), writes=True))
def make(actor: Actor) -> Answer:
    """Make a secret address; the one before stops working."""
    secret = service_calendar.make_key(actor)
    return Answer(CalendarAddress(address=calendars.own_address(secret, actor.language)), 201)


@noun.operation("DELETE", "/calendar-key", Note(None, status=204, refusals=(403,), writes=True))
def revoke(actor: Actor) -> Answer:
    """Have the address open nothing any more."""
    service_calendar.revoke_key(actor)
    return Answer(None, 204)
