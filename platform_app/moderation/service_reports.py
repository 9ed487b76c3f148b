"""Reporting a post, a thread, a case or a person: several reports of the same thing are one matter."""

from datetime import timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.exc import IntegrityError

from platform_app import events
from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, Throttled
from platform_app.kernel.messages import msg
from platform_app.kernel.subjects import SubjectRef
from platform_app.kernel.use_case import record, savepoint, use_case
from platform_app.moderation import things
from platform_app.moderation.inputs_reports import NewReport
from platform_app.moderation.models_matters import Matter, Report
from platform_app.moderation.things import Thing

MOST_IN_AN_HOUR = 30
_HOUR = timedelta(hours=1)


@use_case
def report(actor: Actor, new: NewReport) -> Report:
    """Report something to those who moderate it.

    Raises:
        NotFound: she does not see it.
        Conflict: it is her own, or she has reported it and nobody has decided yet.
        Invalid: the reason `other` says nothing more.
        Throttled: she has reported a great deal within an hour.
    """
    require(actor, P.REPORT_MAKE)
    _check_pace(actor)
    if new.reason == "other" and not new.words:
        raise Invalid.one("words", msg("Say in your own words what is wrong."))
    thing = things.reported(actor, SubjectRef(new.kind, new.id))
    if thing.author_id is not None and thing.author_id == actor.id:
        raise Conflict(msg("This is your own. You can change it or take it back."), "own_thing")
    matter = _open_matter(thing)
    if db.session.scalar(select(exists().where(Report.matter_id == matter.id, Report.person_id == actor.id))):
        raise Conflict(msg("You have reported this already. You will be told what becomes of it."), "reported")
    made = Report(matter_id=matter.id, person_id=actor.id, reason=new.reason, words=new.words)
    db.session.add(made)
    matter.report_count += 1
    db.session.flush()
    record(events.ThingReported(matter.id, matter.org_id))
    return made


def _check_pace(actor: Actor) -> None:
    lately = (Report.person_id == actor.id, Report.at > clock.now() - _HOUR)
    if (db.session.scalar(select(func.count(Report.id)).where(*lately)) or 0) >= MOST_IN_AN_HOUR:
        raise Throttled(msg("You have reported a great deal within an hour. Please wait a while."), 600)


def _open_matter(thing: Thing) -> Matter:
    """The matter that a report joins, locked, or a new one; of two who report first, one makes it and both join it."""
    found = _find(thing)
    if found is not None:
        return found
    made = Matter(
        subject_kind=thing.ref.kind,
        subject_id=thing.ref.id,
        author_id=thing.author_id,
        org_id=thing.org_id,
        org_path=thing.org_path,
        field_slug=thing.field_slug,
        report_count=0,
    )
    try:
        with savepoint():
            db.session.add(made)
            db.session.flush()
    except IntegrityError:
        made = _find(thing) or made
    return made


def _find(thing: Thing) -> Matter | None:
    query = select(Matter).where(
        Matter.subject_kind == thing.ref.kind, Matter.subject_id == thing.ref.id, Matter.status == "open"
    )
    return db.session.scalar(query.with_for_update().execution_options(populate_existing=True))
