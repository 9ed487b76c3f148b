"""How an action item ends: done with evidence, confirmed by its secretariat, opened again, or dropped."""

from datetime import timedelta

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.events import ActionConfirmed, ActionDone, ActionDropped, ActionReopened
from platform_app.kernel import clock
from platform_app.kernel.errors import Invalid
from platform_app.kernel.messages import msg
from platform_app.kernel.subjects import SubjectRef
from platform_app.kernel.use_case import record, use_case
from platform_app.meetings import keeping, keeping_actions, queries
from platform_app.meetings.inputs import WithReason
from platform_app.meetings.inputs_actions import ActionReopening, ActionWords, Completion
from platform_app.meetings.lifecycle import ACTION
from platform_app.meetings.models_decisions import ActionItem

TIME_AGAIN = timedelta(days=7)


@use_case
def complete(actor: Actor, action_id: int, new: Completion) -> ActionItem:
    """Say that it is done, with what shows it; its secretariat is asked to look.

    Raises:
        Conflict: it is done already, or dropped.
        Invalid: nothing shows it, what is named is not open to her, or a page elsewhere has no word on it.
    """
    action = queries.action(actor, action_id, lock=True)
    require(actor, P.ACTION_WORK, action)
    status = ACTION.after(action.status, "complete")
    if not new.evidence and new.evidence_url is None:
        raise Invalid.one("evidence", msg("An action item is closed with evidence: name what shows that it is done."))
    if new.evidence_url is not None and new.evidence_words is None:
        raise Invalid.one("evidence_words", msg("Say in a word what the page shows."))
    here = SubjectRef("action", action.id)
    for each in new.evidence:
        keeping.link(actor, here, SubjectRef(each.kind, each.id), role="evidence", field="evidence")
    action.status, action.done_at = status, clock.now()
    action.evidence_url, action.evidence_words = new.evidence_url, new.evidence_words
    action.sequence += 1
    said = [new.evidence_words, new.evidence_url]
    keeping_actions.note(actor, action, "done", "\n".join(each for each in said if each) or None)
    record(ActionDone(action.id, action.org_id))
    return action


@use_case
def confirm(actor: Actor, action_id: int, new: ActionWords) -> ActionItem:
    """Say as its secretariat that the evidence shows it.

    Raises:
        Conflict: its owner has not said that it is done.
    """
    action = queries.action(actor, action_id, lock=True)
    require(actor, P.ACTION_JUDGE, action)
    action.status = ACTION.after(action.status, "confirm")
    action.settled = 1
    action.confirmed_at, action.confirmed_by_name = clock.now(), actor.name
    action.sequence += 1
    keeping_actions.note(actor, action, "confirmed", new.words)
    record(ActionConfirmed(action.id, action.org_id))
    return action


@use_case
def reopen(actor: Actor, action_id: int, new: ActionReopening) -> ActionItem:
    """Want more, with a reason; there is a week for it at least.

    Raises:
        Conflict: it is still open.
        Invalid: a day in the past.
    """
    action = queries.action(actor, action_id, lock=True)
    require(actor, P.ACTION_JUDGE, action)
    status = ACTION.after(action.status, "reopen")
    if new.due_on is not None:
        keeping_actions.check_day(new.due_on)
    action.status, action.settled = status, 0
    action.due_on = new.due_on or max(action.due_on, clock.today() + TIME_AGAIN)
    action.done_at = action.confirmed_at = action.confirmed_by_name = action.dropped_reason = None
    action.escalated_at = None
    action.sequence += 1
    keeping_actions.note(actor, action, "reopened", new.reason, due_on=action.due_on)
    record(ActionReopened(action.id, action.org_id))
    return action


@use_case
def drop(actor: Actor, action_id: int, new: WithReason) -> ActionItem:
    """Have it done no more, with a reason.

    Raises:
        Conflict: it is done, or dropped already.
    """
    action = queries.action(actor, action_id, lock=True)
    require(actor, P.ACTION_JUDGE, action)
    action.status = ACTION.after(action.status, "drop")
    action.settled, action.dropped_reason = 1, new.reason
    action.sequence += 1
    keeping_actions.note(actor, action, "dropped", new.reason)
    record(ActionDropped(action.id, action.org_id))
    return action
