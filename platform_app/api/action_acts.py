"""What those concerned do with an action item: each act with a POST of its own; If-Match is obeyed."""

from collections.abc import Callable
from typing import Any

from platform_app.access.actor import Actor
from platform_app.api.actions import ActionId, whole
from platform_app.api.answers import Answer
from platform_app.api.operations import Note, Noun
from platform_app.api.shapes_actions import ACTION, ActionShape
from platform_app.meetings import service_action_end, service_actions
from platform_app.meetings.inputs import WithReason
from platform_app.meetings.inputs_actions import ActionNote, ActionReopening, ActionWords, Completion

noun = Noun("action-acts", "Acts on action items.")
REASON = {"reason": "需要补充材料。"}
WORDS = {"words": "已完成一半。"}
DONE = {"evidence": [{"kind": "case", "id": 7}]}


def acting(sends: Any = None) -> Note:
    """An act that a POST makes."""
    refusals = (403, 404, 409, 412, 422)
    return Note(ActionShape, ACTION, 201, refusals, writes=True, match="heeded", sends=sends)


@noun.operation("POST", "/actions/<int:id>/start", acting())
def start(actor: Actor, path: ActionId, body: ActionWords, version: int | None) -> Answer:
    """Say that work on it has begun."""
    return _done(actor, path.id, version, lambda: service_actions.start(actor, path.id, body))


@noun.operation("POST", "/actions/<int:id>/notes", acting(WORDS))
def note(actor: Actor, path: ActionId, body: ActionNote, version: int | None) -> Answer:
    """Add a dated word to its log."""
    return _done(actor, path.id, version, lambda: service_actions.note(actor, path.id, body))


@noun.operation("POST", "/actions/<int:id>/completion", acting(DONE))
def complete(actor: Actor, path: ActionId, body: Completion, version: int | None) -> Answer:
    """Say that it is done, with evidence: things on the platform, or a page elsewhere with a word on it.

    Its secretariat confirms or reopens it.
    """
    return _done(actor, path.id, version, lambda: service_action_end.complete(actor, path.id, body))


@noun.operation("POST", "/actions/<int:id>/confirmation", acting())
def confirm(actor: Actor, path: ActionId, body: ActionWords, version: int | None) -> Answer:
    """Confirm as its secretariat that it is done."""
    return _done(actor, path.id, version, lambda: service_action_end.confirm(actor, path.id, body))


@noun.operation("POST", "/actions/<int:id>/reopening", acting(REASON))
def reopen(actor: Actor, path: ActionId, body: ActionReopening, version: int | None) -> Answer:
    """Want more, with a reason; without a day there is a week at least."""
    return _done(actor, path.id, version, lambda: service_action_end.reopen(actor, path.id, body))


@noun.operation("POST", "/actions/<int:id>/dropping", acting(REASON))
def drop(actor: Actor, path: ActionId, body: WithReason, version: int | None) -> Answer:
    """Have it done no more, with a reason."""
    return _done(actor, path.id, version, lambda: service_action_end.drop(actor, path.id, body))


def _done(actor: Actor, action_id: int, version: int | None, act: Callable[[], object]) -> Answer:
    if version is None:
        act()
    else:
        service_actions.at_version(actor, action_id, version, act)
    return Answer(whole(actor, action_id), 201)
