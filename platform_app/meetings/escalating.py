"""How an action item goes up when its day is long past: to the organisation above, and onto the next agenda."""

from datetime import date

from platform_app.access.actor import Actor
from platform_app.access.levels import Level
from platform_app.accounts.models import Organisation
from platform_app.events import ActionEscalated, AgendaItemAdded
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record
from platform_app.meetings import keeping_actions, queries, standing_items
from platform_app.meetings.lifecycle import OWED_ACTIONS


def put_up(actor: Actor, action_id: int, body_id: int, due_on: date) -> ActionEscalated:
    """A step of the day's work: note it, put it on the agenda of the body's next meeting; gives the event.

    Raises:
        Conflict: somebody has done it or moved its day just now.
    """
    meeting_id = standing_items.next_meeting_id(body_id)
    meeting = queries.get(actor, meeting_id, lock=True) if meeting_id is not None else None
    action = queries.action(actor, action_id, lock=True)
    if action.status not in OWED_ACTIONS or action.due_on != due_on:
        raise Conflict(msg("Somebody has acted on it just now."), "not_owed")
    action.escalated_at = clock.now()
    keeping_actions.note(actor, action, "escalated", due_on=due_on)
    if meeting is not None and meeting.status in standing_items.OPEN_AGENDAS:
        item = standing_items.add_action(meeting, action)
        if item is not None:
            record(AgendaItemAdded(meeting.id, meeting.org_id, item_id=item.id))
    return ActionEscalated(action.id, above(action.organisation))


def above(owner: Organisation) -> int | None:
    """Who is told of it: of a city its province, else None, the secretariat of the body."""
    parent = db.session.get(Organisation, owner.parent_id) if owner.parent_id else None
    is_citys_province = owner.level == Level.CITY and parent is not None and parent.level == Level.PROVINCIAL
    return parent.id if is_citys_province and parent is not None else None
