"""What people are reminded of because of the day: what is due of reviews, asks, requests and action items, old cases.

Rules over rows; each letter has a row that says it was written, so that any number of workers write it once.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import exists, func, select, tuple_
from sqlalchemy.exc import IntegrityError

from platform_app import events
from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.levels import Role
from platform_app.access.permissions import P
from platform_app.accounts.models import Membership, Person
from platform_app.cases.models import Case
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict
from platform_app.kernel.use_case import record, savepoint, use_case
from platform_app.notifications import reminders_actions, reminders_asks, reminders_requests, reminders_resolutions
from platform_app.notifications.due import DAYS_BEFORE, Due, stage
from platform_app.notifications.models import Reminder
from platform_app.selection.models import Batch, Panelist, Review

ASKED_AGAIN = timedelta(days=30)


def due() -> list[Due]:
    """What should be written now and was not."""
    letters = (reminders_asks, reminders_requests, reminders_actions, reminders_resolutions)
    wanted = [*_reviews(), *_confirmations(), *(each for kind in letters for each in kind.due())]
    keys = tuple_(Reminder.kind, Reminder.about, Reminder.due_on)
    rows = db.session.execute(
        select(Reminder.kind, Reminder.about, Reminder.due_on).where(keys.in_([_key(each) for each in wanted]))
    )
    written = {tuple(row) for row in rows}
    return [each for each in wanted if _key(each) not in written]


@use_case
def send_due(actor: Actor) -> int:
    """Write the letters that are due; says how many things people are reminded of."""
    require(actor, P.REMINDER_SEND)
    return sum(_write_once(each) for each in due())


def _reviews() -> Iterator[Due]:
    today = clock.today()
    query = (
        select(Panelist.id, Panelist.at, Batch.id, Batch.review_started_at, Review.person_id, Review.due_on)
        .join(Batch, Batch.id == Panelist.batch_id)
        .join(Review, (Review.batch_id == Panelist.batch_id) & (Review.person_id == Panelist.person_id))
        .where(Panelist.ended_at.is_(None), Batch.status == "reviewing", Review.status == "assigned")
        .where(Review.due_on >= today, Review.due_on <= today + timedelta(days=max(DAYS_BEFORE)))
    )
    for seat, seated_at, batch, started_at, person, due_on in db.session.execute(query.distinct()):
        days = stage(due_on, _day(max(seated_at, started_at or seated_at)), today)
        if days is not None:
            left = (due_on - today).days
            event = events.ReviewerReminded(batch, person_id=person, days_left=left)
            yield Due(f"review_{days}", seat, due_on, event)


def _confirmations() -> Iterator[Due]:
    """The first letter when it is due, the second and last thirty days after the first; where somebody can read it."""
    now = clock.now()
    coordinating = (Membership.org_id == Case.org_id, Membership.role == Role.COORDINATOR)
    told = exists().where(Person.id == Membership.person_id, Person.suspended_at.is_(None), *coordinating)
    first = select(func.max(Reminder.at)).where(Reminder.about == Case.id, Reminder.kind == "confirm_1")
    query = select(Case.id, Case.org_id, Case.confirm_by, first.scalar_subquery())
    query = query.where(Case.status == "published", Case.confirm_by <= now, told).order_by(Case.id)
    for case, org, confirm_by, asked_at in db.session.execute(query):
        assert confirm_by is not None, "the query asks for it"
        is_first = asked_at is None or asked_at < confirm_by  # what was asked before this day was about another
        if is_first or asked_at <= now - ASKED_AGAIN:
            which = 1 if is_first else 2
            event = events.ConfirmationAsked(case, org, reminder=which)
            yield Due(f"confirm_{which}", case, _day(confirm_by), event)


def _write_once(each: Due) -> bool:
    try:
        with savepoint():
            db.session.add(Reminder(kind=each.kind, about=each.about, due_on=each.due_on))
            db.session.flush()
            record(each.event if each.act is None else each.act())
        return True
    except (IntegrityError, Conflict):  # another worker was faster, or somebody acted just now
        return False


def _key(each: Due) -> tuple[str, int, date]:
    return each.kind, each.about, each.due_on


def _day(moment: datetime) -> date:
    return moment.astimezone(clock.BEIJING).date()
