"""What whoever asked does with an answer, and how a request goes up: accept, reopen, object, escalate, more time."""

from datetime import timedelta

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation
from platform_app.coordination import escalating, keeping, lifecycle, queries, routing
from platform_app.coordination.inputs import AnswerAcceptance, Escalation, ExtensionDecision, RequestReason
from platform_app.coordination.models import Request, RequestAnswer
from platform_app.events import (
    RequestAccepted,
    RequestEvent,
    RequestExtensionGranted,
    RequestExtensionRefused,
    RequestObjected,
    RequestReopened,
)
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case

TIME_AFTER_REOPENING = timedelta(days=7)


@use_case
def accept(actor: Actor, request_id: int, new: AnswerAcceptance) -> Request:
    """Take an answer.

    Raises:
        Conflict: there is none, or it was accepted already.
    """
    request = queries.get_for_change(actor, request_id)
    row = keeping.chosen(actor, request, new.organisation, P.REQUEST_JUDGE, "accept")
    require(actor, P.REQUEST_JUDGE, row)
    row.status = lifecycle.after(row.status, "accept")
    keeping.note(actor, request, "accepted", org_id=row.asker_id, about_id=row.org_id)
    record(RequestAccepted(request.id, row.asker_id, answer_id=row.id))
    return request


@use_case
def reopen(actor: Actor, request_id: int, new: RequestReason) -> Request:
    """Want a better answer, with a reason; what was published of it is taken off.

    Raises:
        Conflict: there is nothing to reopen.
    """
    request = queries.get_for_change(actor, request_id)
    row = keeping.chosen(actor, request, new.organisation, P.REQUEST_JUDGE, "reopen")
    require(actor, P.REQUEST_JUDGE, row)
    row.status = lifecycle.after(row.status, "reopen")
    _give_time(row)
    keeping.note(
        actor, request, "reopened", org_id=row.asker_id, about_id=row.org_id, words=new.reason, due_on=row.due_on
    )
    record(RequestReopened(request.id, row.asker_id, answer_id=row.id))
    return request


@use_case
def object_with_reason(actor: Actor, request_id: int, new: RequestReason) -> Request:
    """Object as the lower level: to an answer or a return, which the upper one must answer; or to a task.

    Raises:
        Conflict: hers is the upper level, or there is nothing to object to.
    """
    request = queries.get_for_change(actor, request_id)
    row = keeping.chosen(actor, request, new.organisation, P.REQUEST_OBJECT, "object")
    require(actor, P.REQUEST_OBJECT, row)
    by_asker = row.asker_id in actor.coordinates
    act = lifecycle.objection(row.way, by_asker)
    row.status = lifecycle.after(row.status, act)
    if by_asker:
        _give_time(row)
    hers, other = (row.asker_id, row.org_id) if by_asker else (row.org_id, row.asker_id)
    keeping.note(actor, request, "objected", org_id=hers, about_id=other, words=new.reason)
    record(RequestObjected(request.id, hers, answer_id=row.id))
    return request


@use_case
def escalate(actor: Actor, request_id: int, new: Escalation) -> Request:
    """Send a request up with its whole history; the level above is asked too.

    Raises:
        Conflict: it is closed or goes down, or the day has not passed and the asked one has not returned it.
        Invalid: no ministry is named, or not one directly above.
    """
    request = queries.get_for_change(actor, request_id)
    row = keeping.chosen(actor, request, new.organisation, P.REQUEST_ESCALATE, "escalate")
    require(actor, P.REQUEST_ESCALATE, row)
    lifecycle.after(row.status, "escalate")
    has_it = row.org_id in actor.coordinates
    lifecycle.check_escalates(row.way, row.status, early=not has_it and clock.today() <= row.due_on)
    to = _above(request, row, new.to)
    org_id = row.org_id if has_it else row.asker_id if row.asker_id in actor.coordinates else None
    record(escalating.put_up(actor, request, row, to, org_id=org_id, reason=new.reason))
    return request


@use_case
def decide_extension(actor: Actor, request_id: int, new: ExtensionDecision) -> Request:
    """Grant more time or refuse it, on record.

    Raises:
        Conflict: nobody has asked for it.
    """
    request = queries.get_for_change(actor, request_id)
    row = _pending(actor, request, new.organisation)
    require(actor, P.REQUEST_JUDGE, row)
    lifecycle.check_pending(row.extension_until is not None)
    until, row.extension_until = row.extension_until, None
    kind: type[RequestEvent] = RequestExtensionRefused
    if new.decision == "grant" and until is not None:
        row.due_on = until
        kind = RequestExtensionGranted
    act = "extension_granted" if new.decision == "grant" else "extension_refused"
    keeping.note(actor, request, act, org_id=row.asker_id, about_id=row.org_id, words=new.reason, due_on=row.due_on)
    record(kind(request.id, row.asker_id, answer_id=row.id))
    return request


def _give_time(row: RequestAnswer) -> None:
    """Whoever has to answer again has a week at least; the answer is not public while it is in question."""
    row.due_on = max(row.due_on, clock.today() + TIME_AFTER_REOPENING)
    row.published_at = None


def _above(request: Request, row: RequestAnswer, code: str | None) -> Organisation:
    if code is not None:
        (to,) = keeping.organisations([code], "to")
    elif request.through_to_id is not None:
        to = db.session.get_one(Organisation, request.through_to_id)
    else:
        raise Invalid.one("to", msg("The request names no ministry. Say to which it goes."))
    routing.check_escalates_to(keeping.place(row.asker), keeping.place(row.organisation), keeping.place(to), "to")
    return to


def _pending(actor: Actor, request: Request, code: str | None) -> RequestAnswer:
    waiting = [row for row in request.answers if row.extension_until is not None and row.asker_id in actor.coordinates]
    if code is None and len(waiting) == 1:
        return waiting[0]
    return keeping.chosen(actor, request, code, P.REQUEST_JUDGE, "decide_extension")
