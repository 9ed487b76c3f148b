"""What the day brings to action items: two reminders, a word when it has passed, and the way up a week later."""

from collections.abc import Iterator
from functools import partial

from platform_app import events
from platform_app.access.actor import SYSTEM
from platform_app.meetings import deadlines, escalating
from platform_app.notifications.due import Due


def due() -> Iterator[Due]:
    """Reminders, words about days that have passed, and escalations."""
    for each in deadlines.due():
        kind = events.ActionOverdue if each.stage == "over" else events.ActionReminded
        goes_up = partial(escalating.put_up, SYSTEM, each.action_id, each.body_id, each.due_on)
        act = goes_up if each.stage == "up" else None
        yield Due(f"action_{each.stage}", each.action_id, each.due_on, kind(each.action_id, each.org_id), act)
