"""Steps of those who decide: a sanction comes to stand, and it is lifted. What is hidden or suspended elsewhere, by
its own door, becomes a sanction here too, before the commit, so that whom it meets can appeal."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from platform_app import events
from platform_app.access.actor import Actor
from platform_app.accounts.models import Person
from platform_app.exchange.models import Post, Thread
from platform_app.exchange.models_records import ThreadRecord
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.subjects import SubjectRef
from platform_app.kernel.use_case import Recorded
from platform_app.moderation import deciding, things
from platform_app.moderation.models_sanctions import Sanction
from platform_app.moderation.roles import role_of
from platform_app.moderation.things import Thing


def put(
    actor: Actor,
    kind: str,
    thing: Thing,
    reason: str,
    category: str = "other",
    *,
    days: int | None = None,
    matter_id: int | None = None,
) -> Sanction | None:
    """Write a sanction down and silence whom it silences; None where a thing belongs to nobody."""
    if thing.author_id is None:
        return None
    now = clock.now()
    made = Sanction(
        kind=kind,
        person_id=thing.author_id,
        subject_kind=thing.ref.kind,
        subject_id=thing.ref.id,
        matter_id=matter_id,
        org_id=thing.org_id,
        org_path=thing.org_path,
        field_slug=thing.field_slug,
        category=category,
        reason=reason,
        days=days,
        until=now + deciding.span(days) if days else None,
        by_id=actor.id,
        by_name=actor.name,
        by_role=role_of(actor),
        at=now,
    )
    db.session.add(made)
    db.session.flush()
    if kind == "silence":
        settle_silence(thing.author_id)
    return made


def lift(sanction: Sanction, by_name: str, because: str | None) -> None:
    """A sanction stands no longer."""
    sanction.lifted_at, sanction.lifted_by_name, sanction.lifted_because = clock.now(), by_name, because
    db.session.flush()
    if sanction.kind == "silence":
        settle_silence(sanction.person_id)


def standing(kind: str, ref: SubjectRef) -> Sanction | None:
    """The newest sanction of a kind for a thing that was not lifted."""
    query = select(Sanction).where(
        Sanction.kind == kind,
        Sanction.subject_kind == ref.kind,
        Sanction.subject_id == ref.id,
        Sanction.lifted_at.is_(None),
    )
    return db.session.scalar(query.order_by(Sanction.id.desc()).limit(1))


def settle_silence(person_id: int) -> datetime | None:
    """Until when she is silent: the last end of what still stands."""
    stands = (Sanction.person_id == person_id, Sanction.kind == "silence", Sanction.lifted_at.is_(None))
    until = db.session.scalar(select(func.max(Sanction.until)).where(*stands, Sanction.until > clock.now()))
    db.session.execute(update(Person).where(Person.id == person_id).values(silenced_until=until))
    return until


def person_ref(person_id: int | None) -> SubjectRef:
    """A person as what a sanction is for."""
    return SubjectRef("person", person_id or 0)


def note(recorded: Recorded) -> None:
    """Before the commit: follow what was hidden, shown again, suspended or reinstated by its own door."""
    FOLLOWS[type(recorded.event)](recorded)


def _hidden_post(recorded: Recorded) -> None:
    post = db.session.get_one(Post, recorded.event.subject_id)
    thing = things.of_post(post, db.session.get_one(Thread, post.thread_id))
    _hidden(recorded.actor, thing, post.status_reason or "")


def _hidden_thread(recorded: Recorded) -> None:
    thread = db.session.get_one(Thread, recorded.event.subject_id)
    why = select(ThreadRecord.reason).where(ThreadRecord.thread_id == thread.id, ThreadRecord.act == "hide")
    reason = db.session.scalar(why.order_by(ThreadRecord.id.desc()).limit(1))
    _hidden(recorded.actor, things.of_thread(thread), reason or "")


def _hidden(actor: Actor, thing: Thing, reason: str) -> None:
    if standing("hide", thing.ref) is None:  # else the decision about a report has written it already
        put(actor, "hide", thing, reason)


def _shown_again(recorded: Recorded) -> None:
    _ended(recorded, "hide", SubjectRef(recorded.event.subject_kind, recorded.event.subject_id))


def _suspended(recorded: Recorded) -> None:
    person = db.session.get_one(Person, recorded.event.subject_id)
    thing = things.person(person.id)
    if standing("suspend", thing.ref) is None:
        put(recorded.actor, "suspend", thing, person.suspended_reason or "")


def _reinstated(recorded: Recorded) -> None:
    _ended(recorded, "suspend", person_ref(recorded.event.subject_id))


def _ended(recorded: Recorded, kind: str, ref: SubjectRef) -> None:
    stands = standing(kind, ref)
    if stands is not None:
        lift(stands, recorded.actor.name, None)


FOLLOWS: Mapping[type, Callable[[Any], None]] = {
    events.PostHidden: _hidden_post,
    events.ThreadHidden: _hidden_thread,
    events.PostShownAgain: _shown_again,
    events.ThreadShownAgain: _shown_again,
    events.PersonSuspended: _suspended,
    events.PersonReinstated: _reinstated,
}
