"""The steps that acts on resolutions share: finding one for a change, and its beginning to hold."""

from platform_app.access.actor import SYSTEM, Actor
from platform_app.kernel import clock
from platform_app.meetings import attending, queries
from platform_app.meetings.lifecycle import RESOLUTION
from platform_app.meetings.models import Meeting
from platform_app.meetings.models_decisions import Resolution


def locked(actor: Actor, resolution_id: int) -> Resolution:
    """One resolution for a change, its meeting locked before it."""
    seen = queries.resolution(actor, resolution_id)
    queries.get(SYSTEM, seen.meeting_id, lock=True)
    return queries.resolution(actor, resolution_id, lock=True)


def begin(row: Resolution) -> None:
    """It holds from today, or from the day that has come."""
    row.status = RESOLUTION.after(row.status, "enter_into_force")
    if row.in_force_on is None or row.in_force_on > clock.today():
        row.in_force_on = clock.today()


def quorum_is_met(meeting: Meeting) -> bool:
    """By what was frozen when the meeting was held; before that, by who is in the room."""
    if meeting.quorum_result is not None:
        return bool(meeting.quorum_result["is_met"])
    return attending.quorum_of(meeting).is_met
