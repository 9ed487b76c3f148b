"""What the day brings to requests between levels: a reminder, a word when it has passed, and the way up."""

from collections.abc import Iterator
from functools import partial

from platform_app import events
from platform_app.access.actor import SYSTEM
from platform_app.accounts.models import Organisation
from platform_app.coordination import deadlines, escalating, lifecycle, queries
from platform_app.coordination.deadlines import Deadline
from platform_app.kernel.db import db
from platform_app.notifications.due import Due


def due() -> Iterator[Due]:
    """Reminders, words about days that have passed, and escalations."""
    for each in deadlines.due():
        kind = events.RequestReminded if each.stage == "near" else events.RequestOverdue
        event = kind(each.request_id, each.org_id, answer_id=each.answer_id)
        act = partial(_escalate, each) if each.stage == "up" else None
        yield Due(f"request_{each.stage}", each.answer_id, each.due_on, event, act)


def _escalate(each: Deadline) -> events.Event:
    """The ministry that the request is meant for is asked too; where it names none, the secretariat is told."""
    request = queries.get_for_change(SYSTEM, each.request_id)
    row = next(row for row in request.answers if row.id == each.answer_id)
    to = db.session.get(Organisation, request.through_to_id) if request.through_to_id else None
    if to is not None and any(to.id == other.org_id for other in request.answers):
        to = None
    lifecycle.after(row.status, "escalate")
    return escalating.put_up(SYSTEM, request, row, to, org_id=None, reason=None)
