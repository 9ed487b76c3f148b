"""Leading a batch: plan it, open the call, seat the panel, start the review, call it off. Announcing stands apart."""

from typing import Any

from sqlalchemy import and_, func, select

from platform_app import events
from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.cases.reasons import needed_reason
from platform_app.kernel import clock, text
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, Stale
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case
from platform_app.selection import assigning, candidates, finding
from platform_app.selection.inputs import Appointment, NewBatch
from platform_app.selection.lifecycle import batch_after
from platform_app.selection.models import Batch, Candidacy, Panelist, Review


@use_case
def plan(actor: Actor, new: NewBatch) -> Batch:
    """Plan a batch; nobody outside the secretariat sees it until its call is opened.

    Raises:
        Invalid: the number is taken, a date is wrong, or nobody has the chair's address.
    """
    require(actor, P.BATCH_LEAD)
    _check_number(new.number)
    batch = Batch(**_columns(new), status="planned")
    db.session.add(batch)
    db.session.flush()
    record(events.BatchCreated(batch.id))
    return batch


@use_case
def edit(actor: Actor, batch_id: int, new: NewBatch, *, version: int) -> Batch:
    """Change what was planned. Once the call is open its dates can only be moved to later days.

    Raises:
        Stale: the batch is no longer at `version`; the newer one comes along.
        Invalid: the number is taken, a day lies too early, or the chair sits on the panel.
    """
    batch = finding.batch(actor, batch_id)
    require(actor, P.BATCH_LEAD, batch)
    if batch.version != version:
        raise Stale(current=batch)
    if batch.status not in ("planned", "open", "reviewing"):
        batch_after(batch.status, "open")
    if new.number != batch.number:
        _check_number(new.number)
    if batch.status != "planned":
        _check_only_later(batch, new)
    for name, value in _columns(new).items():
        setattr(batch, name, value)
    _check_chair(batch)
    _follow_chair(batch)
    db.session.flush()
    record(events.BatchEdited(batch.id))
    return batch


@use_case
def open_call(actor: Actor, batch_id: int) -> Batch:
    """Publish the call: provinces can enter recommended cases from now on."""
    batch = finding.batch(actor, batch_id)
    require(actor, P.BATCH_LEAD, batch)
    batch.status = batch_after(batch.status, "open")
    if batch.entries_until < clock.today():
        raise Invalid.one("entries_until", msg("This day has passed; move it before you open the call."))
    batch.opened_at = clock.now()
    db.session.flush()
    record(events.BatchOpened(batch.id))
    return batch


@use_case
def start_review(actor: Actor, batch_id: int) -> Batch:
    """Close the call and give every reviewer every case but those she has a conflict of interest with."""
    batch = finding.batch(actor, batch_id)
    require(actor, P.BATCH_LEAD, batch)
    batch.status = batch_after(batch.status, "start_review")
    if not _count(Candidacy, batch.id, Candidacy.status == "under_review"):
        raise Conflict(msg("No case has been entered; there is nothing to review."), "no_cases")
    if not _count(Panelist, batch.id, Panelist.ended_at.is_(None)):
        raise Conflict(msg("Nobody sits on the panel yet."), "no_panel")
    batch.review_started_at = clock.now()
    assigning.assign(batch)
    record(events.BatchReviewStarted(batch.id))
    return batch


@use_case
def cancel(actor: Actor, batch_id: int, *, reason: str) -> Batch:
    """Call a batch off; its cases are free for another one."""
    batch = finding.batch(actor, batch_id)
    require(actor, P.BATCH_LEAD, batch)
    batch.status = batch_after(batch.status, "cancel")
    batch.cancelled_reason = needed_reason(reason)
    batch.closed_at = clock.now()
    for candidacy, case in finding.under_review(batch.id).values():
        candidates.settle(actor, candidacy, case, "withdraw", batch.cancelled_reason)
        record(events.CandidacyWithdrawn(case.id, case.org_id, batch_id=batch.id))
    record(events.BatchCancelled(batch.id))
    return batch


@use_case
def appoint(actor: Actor, batch_id: int, new: Appointment) -> Panelist:
    """Seat a reviewer, or give one more time; while the review runs she gets the cases at once.

    Raises:
        Invalid: nobody has that address, it is the chair's, or the day has passed.
    """
    batch = finding.batch(actor, batch_id)
    require(actor, P.BATCH_LEAD, batch)
    if batch.status not in ("planned", "open", "reviewing"):
        batch_after(batch.status, "start_review")
    person = finding.person_by_address("person", new.person)
    due_on = new.due_on or batch.reviews_until
    if due_on < clock.today():
        raise Invalid.one("due_on", msg("This day has passed."))
    if person.id == batch.chair_id:
        raise Invalid.one("person", msg("The chair leads the panel and does not review."))
    present = select(Panelist).where(Panelist.batch_id == batch.id, Panelist.person_id == person.id)
    seat = db.session.scalar(present.where(Panelist.ended_at.is_(None)))
    if seat is None:
        seat = Panelist(batch_id=batch.id, person_id=person.id, person_name=person.name, appointed_by_id=actor.id)
        db.session.add(seat)
    seat.due_on = due_on
    db.session.flush()
    assigning.extend(batch.id, person.id, due_on)
    if batch.status == "reviewing":
        assigning.assign(batch)
    record(events.ReviewerAppointed(batch.id, person_id=person.id))
    return seat


@use_case
def release(actor: Actor, batch_id: int, person_id: int, *, reason: str) -> Panelist:
    """Let a reviewer go; the reviews she has given stay on record, the others are no longer waited for."""
    batch = finding.batch(actor, batch_id)
    require(actor, P.BATCH_LEAD, batch)
    seat = finding.seat(batch.id, person_id)
    seat.ended_at, seat.ended_reason = clock.now(), needed_reason(reason)
    undecided = finding.under_review(batch.id)
    assigning.release(batch.id, person_id)
    for candidacy, _ in undecided.values():
        candidates.open_if_complete(candidacy)
    record(events.ReviewerReleased(batch.id, person_id=person_id))
    return seat


def _columns(new: NewBatch) -> dict[str, Any]:
    chair = finding.person_by_address("chair", new.chair)
    html = {language: text.render(getattr(new, f"rules_{language}")) for language in ("zh", "en")}
    plain = new.model_dump(exclude={"chair"})
    return {**plain, "rules_html": html, "chair_id": chair.id, "chair_name": chair.name}


def _check_number(number: str) -> None:
    if db.session.scalar(select(Batch.id).where(Batch.number == number)) is not None:
        raise Invalid.one("number", msg("There is a batch with this number already."))


def _check_only_later(batch: Batch, new: NewBatch) -> None:
    names = ("entries_until", "reviews_until")
    too_early = [name for name in names if getattr(new, name) < getattr(batch, name)]
    if too_early:
        sentence = msg("Since the call is open this day can only be moved to a later one.")
        raise Invalid({name: [sentence] for name in too_early})


def _check_chair(batch: Batch) -> None:
    if _count(Panelist, batch.id, and_(Panelist.person_id == batch.chair_id, Panelist.ended_at.is_(None))):
        raise Invalid.one("chair", msg("The chair leads the panel and does not review."))


def _follow_chair(batch: Batch) -> None:
    for candidacy in db.session.scalars(select(Candidacy).where(Candidacy.batch_id == batch.id)):
        candidacy.chair_id = batch.chair_id
    for review in db.session.scalars(select(Review).where(Review.batch_id == batch.id)):
        review.chair_id = batch.chair_id


def _count(model: Any, batch_id: int, condition: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(model.batch_id == batch_id, condition)) or 0
