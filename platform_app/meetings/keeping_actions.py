"""The steps that acts on action items share: whom it is given to, where it comes from, a line of the log."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from platform_app.access.actor import Actor
from platform_app.accounts.models import Membership, Organisation, Person
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Invalid, NotFound
from platform_app.kernel.messages import msg
from platform_app.meetings import keeping, placing, queries
from platform_app.meetings.inputs_actions import NewAction
from platform_app.meetings.models import Body
from platform_app.meetings.models_decisions import ActionItem, ActionRecord, Resolution
from platform_app.programme.models import Indicator


@dataclass(frozen=True)
class Origin:
    """Where an action item comes from."""

    body: Body
    meeting_id: int | None = None
    item_id: int | None = None
    resolution_id: int | None = None


def origin(actor: Actor, new: NewAction) -> Origin:
    """The body of an action item, and what in it the item comes from.

    Raises:
        Invalid: nothing names the body, or what is named does not belong together.
    """
    resolution = _resolution(actor, new.resolution)
    meeting_id = new.meeting or (resolution.meeting_id if resolution else None)
    item_id = new.item or (resolution.item_id if resolution else None)
    meeting = None
    if meeting_id is not None:
        try:
            meeting = queries.get(actor, meeting_id)
        except NotFound:
            raise Invalid.one("meeting", msg("There is nothing here, or it is not open to you.")) from None
    if new.item is not None:
        if meeting is None:
            raise Invalid.one("meeting", msg("Name the meeting too, on whose agenda the item stands."))
        placing.item_of(meeting, new.item)
    if resolution is not None and resolution.meeting_id != meeting_id:
        raise Invalid.one("resolution", msg("This resolution is of another meeting."))
    body_id = new.body or (meeting.body_id if meeting else None)
    if body_id is None:
        raise Invalid.one("body", msg("Say which body, meeting or resolution it comes from."))
    if meeting is not None and meeting.body_id != body_id:
        raise Invalid.one("meeting", msg("This meeting is of another body."))
    try:
        body = queries.body(actor, body_id)
    except NotFound:
        raise Invalid.one("body", msg("There is nothing here, or it is not open to you.")) from None
    return Origin(body, meeting_id, item_id, resolution.id if resolution else None)


def assignee(email: str | None, owner: Organisation) -> Person | None:
    """Who does it: somebody with a seat in the organisation that owns it; None for nobody in particular.

    Raises:
        Invalid: there is no such account, or she sits elsewhere.
    """
    person = keeping.person(email, "person")
    if person is None:
        return None
    seat = select(Membership.id).where(Membership.person_id == person.id, Membership.org_id == owner.id)
    if db.session.scalar(seat.limit(1)) is None:
        raise Invalid.one("person", msg("She has no seat in the organisation that owns the action item."))
    return person


def indicator(code: str | None) -> int | None:
    """The target of the plan with a code.

    Raises:
        Invalid: there is none.
    """
    if code is None:
        return None
    found = db.session.scalar(select(Indicator.id).where(Indicator.code == code))
    if found is None:
        raise Invalid.one("indicator", msg("The plan has no target with this code."))
    return found


def check_day(due_on: date) -> None:
    """A day that has not passed.

    Raises:
        Invalid: it has.
    """
    if due_on < clock.today():
        raise Invalid.one("due_on", msg("This day has passed."))


def note(actor: Actor, action: ActionItem, act: str, words: str | None = None, due_on: date | None = None) -> None:
    """A dated line of the log; the action item gets a new version by it."""
    db.session.add(
        ActionRecord(action_id=action.id, act=act, words=words, due_on=due_on, by_id=actor.id, by_name=actor.name)
    )
    action.updated_at = clock.now()
    flag_modified(action, "updated_at")  # a new version at every act, within the same moment too
    db.session.flush()


def _resolution(actor: Actor, resolution_id: int | None) -> Resolution | None:
    if resolution_id is None:
        return None
    try:
        return queries.resolution(actor, resolution_id)
    except NotFound:
        raise Invalid.one("resolution", msg("There is nothing here, or it is not open to you.")) from None
