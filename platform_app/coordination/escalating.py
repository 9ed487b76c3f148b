"""How a request goes up: by hand, or by itself when the day is long past."""

from platform_app.access.actor import Actor
from platform_app.accounts.models import Organisation
from platform_app.coordination import keeping, lifecycle, queries, working_days
from platform_app.coordination.models import Request, RequestAnswer
from platform_app.events import RequestEscalated
from platform_app.kernel import clock


def put_up(
    actor: Actor,
    request: Request,
    row: RequestAnswer,
    to: Organisation | None,
    *,
    org_id: int | None,
    reason: str | None,
) -> RequestEscalated:
    """A step of an escalation: the level above is asked too; without one the secretariat is told. Gives the event."""
    due_on = None
    row.status = lifecycle.after(row.status, "escalate")
    row.extension_until = None
    request.escalated_at = clock.now()
    if to is not None:
        due_on = working_days.deadline(request.kind, None, clock.today(), queries.calendar())
        keeping.add_answer(request, to, row.asker, "up", due_on)
    about = to.id if to is not None else None
    keeping.note(actor, request, "escalated", org_id=org_id, about_id=about, words=reason, due_on=due_on)
    return RequestEscalated(request.id, about, answer_id=row.id)
