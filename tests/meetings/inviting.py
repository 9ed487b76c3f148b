"""Delegates of tests, and the answers that their calendar programs would send."""

from datetime import datetime, timedelta
from typing import Any

from icalendar import Calendar, Event, vCalAddress

from platform_app.access.actor import Actor
from platform_app.accounts.models import Organisation
from platform_app.kernel import clock
from platform_app.kernel.inputs import read
from platform_app.meetings import service_delegates
from platform_app.meetings.inputs_people import NewDelegate
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_people import Delegate
from tests.cast import address

SOMEBODY = "delegate@outside.example"


def name(actor: Actor, meeting: Meeting, organisation: Organisation, email: str = SOMEBODY, **parts: Any) -> Delegate:
    """Name somebody; without an account she is called 代表."""
    known = email.endswith("@cast.example")
    plain = {"organisation": organisation.code, "email": email, **({} if known else {"name": "代表"})}
    return service_delegates.name(actor, meeting.id, read(NewDelegate, {**plain, **parts}))


def huang_for_fujian(scene: Any, meeting: Meeting) -> Delegate:
    """Fujian's coordinator names herself."""
    return name(scene.cast.huang, meeting, scene.cast.fujian, address("huang"))


def reply(
    meeting: Meeting,
    email: str = SOMEBODY,
    answer: str = "ACCEPTED",
    *,
    stamp: datetime | None = None,
    method: str | None = "REPLY",
    **parts: Any,
) -> bytes:
    """An iTIP REPLY as a calendar program writes it; `parts` are properties in place of the right ones, None = none."""
    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//Example//Mail//EN")
    calendar.add("version", "2.0")
    if method:
        calendar.add("method", method)
    attendee = vCalAddress(f"mailto:{email}")
    attendee.params["PARTSTAT"] = answer
    own = {
        "uid": meeting.uid,
        "sequence": meeting.sequence,
        "dtstamp": stamp or clock.now() + timedelta(seconds=1),
        "dtstart": meeting.starts_at,
        "attendee": attendee,
    }
    for key, value in {**own, **parts}.items():
        if value is not None:
            event.add(key, value)
    calendar.add_component(event)
    return bytes(calendar.to_ical())
