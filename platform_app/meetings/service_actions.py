"""Give an organisation something to do, change it, begin with it, add a word to it; and any act as somebody saw it."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar
from uuid import uuid4

from platform_app.access.actor import Actor
from platform_app.access.check import allows, require
from platform_app.access.permissions import P
from platform_app.accounts.models import Organisation
from platform_app.events import ActionAssigned, ActionEdited, ActionNoted, ActionStarted
from platform_app.kernel import text
from platform_app.kernel.db import db
from platform_app.kernel.errors import Stale
from platform_app.kernel.use_case import record, use_case
from platform_app.meetings import keeping, keeping_actions, queries
from platform_app.meetings.inputs_actions import ActionContent, ActionNote, ActionWords, NewAction
from platform_app.meetings.lifecycle import ACTION
from platform_app.meetings.models_decisions import ActionItem

T = TypeVar("T")


@use_case
def assign(actor: Actor, new: NewAction) -> ActionItem:
    """Give an organisation something to do by a day, for a body.

    Raises:
        Invalid: nothing names the body, an unknown code, a person of another organisation, a day in the past.
    """
    origin = keeping_actions.origin(actor, new)
    require(actor, P.ACTION_ASSIGN, origin.body)
    keeping_actions.check_day(new.due_on)
    action = ActionItem(
        body_id=origin.body.id,
        meeting_id=origin.meeting_id,
        item_id=origin.item_id,
        resolution_id=origin.resolution_id,
        secretariat_id=origin.body.org_id,
        secretariat_level=origin.body.org_level,
        uid=f"action-{uuid4()}",
    )
    _write(action, new)
    db.session.add(action)
    db.session.flush()
    keeping_actions.note(actor, action, "assigned", due_on=action.due_on)
    record(ActionAssigned(action.id, action.org_id))
    return action


@use_case
def edit(actor: Actor, action_id: int, version: int, new: ActionContent) -> ActionItem:
    """Change an action item; a new day and a new priority stand in its log.

    Raises:
        Stale: somebody has changed it in the meantime.
        Conflict: it is done or dropped.
        Invalid: as when it is assigned.
    """
    action = queries.action(actor, action_id, lock=True)
    require(actor, P.ACTION_JUDGE, action)
    ACTION.after(action.status, "edit")
    if action.version != version:
        raise Stale(current=action)
    was_due, was_priority, was_owner = action.due_on, action.priority, action.org_id
    if new.due_on != was_due:
        keeping_actions.check_day(new.due_on)
    _write(action, new)
    action.sequence += 1
    _note_changes(actor, action, was_due, was_priority)
    record(ActionEdited(action.id, action.org_id))
    if action.org_id != was_owner:
        record(ActionAssigned(action.id, action.org_id))
    return action


@use_case
def start(actor: Actor, action_id: int, new: ActionWords) -> ActionItem:
    """Say that work on it has begun.

    Raises:
        Conflict: it has begun already, or is over.
    """
    action = queries.action(actor, action_id, lock=True)
    require(actor, P.ACTION_WORK, action)
    action.status = ACTION.after(action.status, "start")
    action.sequence += 1
    keeping_actions.note(actor, action, "started", new.words)
    record(ActionStarted(action.id, action.org_id))
    return action


@use_case
def note(actor: Actor, action_id: int, new: ActionNote) -> ActionItem:
    """Add a dated word to its log, as who works on it or as its secretariat.

    Raises:
        Conflict: it is over.
    """
    action = queries.action(actor, action_id, lock=True)
    require(actor, P.ACTION_JUDGE if allows(actor, P.ACTION_JUDGE, action) else P.ACTION_WORK, action)
    ACTION.after(action.status, "note")
    keeping_actions.note(actor, action, "noted", new.words)
    record(ActionNoted(action.id, action.org_id))
    return action


@use_case
def at_version(actor: Actor, action_id: int, version: int, act: Callable[[], T]) -> T:
    """Do an act on an action item as somebody saw it.

    Raises:
        Stale: somebody has acted on it in the meantime.
    """
    action = queries.action(actor, action_id, lock=True)
    require(actor, P.ACTION_SEE, action)
    if action.version != version:
        raise Stale(current=action)
    return act()


def _write(action: ActionItem, new: ActionContent) -> None:
    (owner,) = keeping.organisations([new.organisation], "organisation")
    person = keeping_actions.assignee(new.person, owner)
    action.title_zh, action.title_en = new.title_zh, new.title_en or ""
    action.text = new.text or ""
    action.text_html = text.render(action.text) if action.text else ""
    action.indicator_id = keeping_actions.indicator(new.indicator)
    action.due_on, action.priority = new.due_on, new.priority
    action.person_id, action.person_name = (person.id, person.name) if person else (None, None)
    _own(action, owner)


def _own(action: ActionItem, owner: Organisation) -> None:
    action.organisation = owner
    action.org_path, action.org_level = owner.path, owner.level


def _note_changes(actor: Actor, action: ActionItem, was_due: date, was_priority: str) -> None:
    keeping_actions.note(actor, action, "edited")
    if action.due_on != was_due:
        keeping_actions.note(actor, action, "due", due_on=action.due_on)
    if action.priority != was_priority:
        keeping_actions.note(actor, action, action.priority)
