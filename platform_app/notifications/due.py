"""What a reminder is made of, and which of two reminders of a day is due; a rule over days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from platform_app import events

DAYS_BEFORE = (1, 7)  # the day until which something is asked for, the nearest first


@dataclass(frozen=True)
class Due:
    """A reminder to write: what its row says, and the event whose letter it is."""

    kind: str
    about: int
    due_on: date
    event: events.Event
    act: Callable[[], events.Event] | None = None  # what is done with it, in the same savepoint; gives the event


def stage(due_on: date, assigned_on: date, today: date) -> int | None:
    """Which reminder is due, of 7 days before or of 1; none if there was less time from the start."""
    left = (due_on - today).days
    for days in DAYS_BEFORE:
        if 0 <= left <= days:
            return days if (due_on - assigned_on).days >= days else None
    return None
