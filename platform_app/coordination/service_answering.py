"""What an asked organisation does: take note, begin, answer, return, pass down, ask for more time."""

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.coordination import keeping, lifecycle, queries, routing, working_days
from platform_app.coordination.inputs import Acknowledgement, ExtensionWish, PassingDown, RequestReason, RequestReply
from platform_app.coordination.models import Request
from platform_app.events import (
    RequestAcknowledged,
    RequestAnswered,
    RequestExtensionAsked,
    RequestPassedDown,
    RequestReturned,
    RequestStarted,
)
from platform_app.kernel import clock, text
from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case


@use_case
def acknowledge(actor: Actor, request_id: int, new: Acknowledgement) -> Request:
    """Take note of a request.

    Raises:
        Conflict: this has been done, or it has ended.
    """
    request = queries.get_for_change(actor, request_id)
    row = keeping.chosen(actor, request, new.organisation, P.REQUEST_ANSWER, "acknowledge")
    require(actor, P.REQUEST_ANSWER, row)
    row.status = lifecycle.after(row.status, "acknowledge")
    keeping.note(actor, request, "acknowledged", org_id=row.org_id)
    record(RequestAcknowledged(request.id, row.org_id, answer_id=row.id))
    return request


@use_case
def start(actor: Actor, request_id: int, new: Acknowledgement) -> Request:
    """Say that the answer is being worked on.

    Raises:
        Conflict: this has been said, or it has ended.
    """
    request = queries.get_for_change(actor, request_id)
    row = keeping.chosen(actor, request, new.organisation, P.REQUEST_ANSWER, "start")
    require(actor, P.REQUEST_ANSWER, row)
    row.status = lifecycle.after(row.status, "start")
    keeping.note(actor, request, "in_progress", org_id=row.org_id)
    record(RequestStarted(request.id, row.org_id, answer_id=row.id))
    return request


@use_case
def answer(actor: Actor, request_id: int, new: RequestReply) -> Request:
    """Answer for an asked organisation.

    Raises:
        Conflict: it has answered already, or the request has ended for it.
    """
    request = queries.get_for_change(actor, request_id)
    row = keeping.chosen(actor, request, new.organisation, P.REQUEST_ANSWER, "answer")
    require(actor, P.REQUEST_ANSWER, row)
    row.status = lifecycle.after(row.status, "answer")
    row.text = new.text
    row.text_html = text.render(new.text)
    row.links = [link.model_dump() for link in new.links]
    row.answered_at = clock.now()
    row.answered_by_name = actor.name
    row.extension_until = None
    keeping.note(actor, request, "answered", org_id=row.org_id, words=new.text)
    record(RequestAnswered(request.id, row.org_id, answer_id=row.id))
    return request


@use_case
def return_with_reason(actor: Actor, request_id: int, new: RequestReason) -> Request:
    """Give a request back with a reason; it can be reopened or objected to.

    Raises:
        Conflict: it has ended for this organisation.
    """
    request = queries.get_for_change(actor, request_id)
    row = keeping.chosen(actor, request, new.organisation, P.REQUEST_DIRECT, "return")
    require(actor, P.REQUEST_DIRECT, row)
    row.status = lifecycle.after(row.status, "return")
    row.extension_until = None
    keeping.note(actor, request, "returned", org_id=row.org_id, words=new.reason)
    record(RequestReturned(request.id, row.org_id, answer_id=row.id))
    return request


@use_case
def pass_down(actor: Actor, request_id: int, new: PassingDown) -> Request:
    """Ask organisations directly below in turn; this one still answers whoever asked it.

    Raises:
        Conflict: it has ended for this organisation, or one of them is part of it already.
        Invalid: one does not stand directly below; a wrong day.
    """
    request = queries.get_for_change(actor, request_id)
    row = keeping.chosen(actor, request, new.organisation, P.REQUEST_DIRECT, "pass_down")
    require(actor, P.REQUEST_DIRECT, row)
    status = lifecycle.after(row.status, "pass_down")
    below = keeping.organisations(new.to, "to")
    for each in below:
        routing.check_passes_down(keeping.place(row.organisation), keeping.place(each), "to")
    if new.due_on is not None:
        working_days.check_ahead(new.due_on, clock.today(), "due_on")
    due_on = new.due_on or max(row.due_on, clock.today())
    row.status = status
    for each in below:
        asked = keeping.add_answer(request, each, row.organisation, "down", due_on)
        words = {"words": new.reason, "due_on": due_on}
        keeping.note(actor, request, "passed_down", org_id=row.org_id, about_id=each.id, **words)  # type: ignore[arg-type]
        record(RequestPassedDown(request.id, each.id, answer_id=asked.id))
    return request


@use_case
def ask_extension(actor: Actor, request_id: int, new: ExtensionWish) -> Request:
    """Ask whoever asked for more time, on record.

    Raises:
        Conflict: no answer is owed, or it was asked for already.
        Invalid: the day is not later than the one that holds.
    """
    request = queries.get_for_change(actor, request_id)
    row = keeping.chosen(actor, request, new.organisation, P.REQUEST_ANSWER, "return")
    require(actor, P.REQUEST_ANSWER, row)
    lifecycle.check_extension(row.status, row.extension_until is not None)
    working_days.check_ahead(new.until, clock.today(), "until")
    if new.until <= row.due_on:
        raise Invalid.one("until", msg("Choose a day after the one that holds now."))
    row.extension_until = new.until
    keeping.note(actor, request, "extension_asked", org_id=row.org_id, words=new.reason, due_on=new.until)
    record(RequestExtensionAsked(request.id, row.org_id, answer_id=row.id))
    return request
