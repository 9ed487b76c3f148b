"""The letters that follow from reports, sanctions and appeals.

Nobody reads who reported, and whoever reported does not read who decided.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import select

from platform_app import events
from platform_app.access.actor import Actor
from platform_app.access.levels import PlatformRole
from platform_app.access.permissions import P
from platform_app.accounts.models import Person, PlatformRoleGrant
from platform_app.exchange.models import Post, Thread
from platform_app.kernel.db import db
from platform_app.kernel.subjects import SubjectRef
from platform_app.kernel.use_case import Recorded
from platform_app.moderation.models_matters import Matter, Report
from platform_app.moderation.models_sanctions import Sanction
from platform_app.moderation.sanctioning import standing
from platform_app.notifications import recipients
from platform_app.notifications.letterhead import address, queue

OWN_PAGE = "/account/moderation"


def write(recorded: Recorded) -> None:
    """Queue the mail of one event."""
    WRITERS[type(recorded.event)](recorded)


def _decided(recorded: Recorded) -> None:
    """Who reported it learns that somebody looked and whether anything followed."""
    matter = db.session.get_one(Matter, recorded.event.subject_id)
    kind = "report_without_consequence" if matter.outcome == "nothing" else "report_acted_on"
    reporters = select(Person).join(Report, Report.person_id == Person.id).where(Report.matter_id == matter.id)
    reporters = reporters.where(Person.id != (recorded.actor.id or 0))
    for person in db.session.scalars(reporters.where(Person.suspended_at.is_(None)).order_by(Person.id)):
        queue(kind, person, reason=matter.reason or "", link=address(OWN_PAGE))


def _put_to_administrators(recorded: Recorded) -> None:
    matter = db.session.get_one(Matter, recorded.event.subject_id)
    link = address(f"/desk/reports/{matter.id}")
    for person in _who_may(recorded.actor, P.MATTER_DECIDE, matter, PlatformRole.ADMIN):
        queue("suspension_asked", person, reason=matter.asked_because or "", link=link)


def _hidden(recorded: Recorded) -> None:
    ref = SubjectRef(recorded.event.subject_kind, recorded.event.subject_id)
    sanction = standing("hide", ref)
    if sanction is not None:
        _tell_whom_it_meets("hidden", sanction, reason=sanction.reason, title=_title(ref))


def _warned(recorded: Recorded) -> None:
    sanction = _sanction(recorded)
    _tell_whom_it_meets("warned", sanction, reason=sanction.reason)


def _silenced(recorded: Recorded) -> None:
    sanction = _sanction(recorded)
    _tell_whom_it_meets("silenced", sanction, reason=sanction.reason, days=str(sanction.days))


def _appealed(recorded: Recorded) -> None:
    sanction = _sanction(recorded)
    role = PlatformRole.ADMIN if sanction.kind == "suspend" else PlatformRole.MODERATOR
    for person in _who_may(recorded.actor, P.SANCTION_JUDGE, sanction, role):
        queue("sanction_appealed", person, reason=sanction.appeal_text or "", link=address("/desk/appeals"))


def _lifted(recorded: Recorded) -> None:
    sanction = _sanction(recorded)
    _tell_whom_it_meets("sanction_lifted", sanction, reason=sanction.appeal_reason or "")


def _confirmed(recorded: Recorded) -> None:
    sanction = _sanction(recorded)
    _tell_whom_it_meets("sanction_confirmed", sanction, reason=sanction.appeal_reason or "")


def _released(recorded: Recorded) -> None:
    event = recorded.event
    post = db.session.get_one(Post, event.subject_id if event.subject_kind == "post" else event.post_id)
    if post.author_id is not None:
        ref = SubjectRef("post", post.id)
        queue("released", recipients.person(post.author_id), link=address(f"/posts/{post.id}"), title=_title(ref))


WRITERS: Mapping[type, Callable[[Recorded], None]] = {
    events.MatterDecided: _decided,
    events.MatterPutToAdministrators: _put_to_administrators,
    events.PostHidden: _hidden,
    events.ThreadHidden: _hidden,
    events.PersonWarned: _warned,
    events.PersonSilenced: _silenced,
    events.SanctionAppealed: _appealed,
    events.SanctionLifted: _lifted,
    events.SanctionConfirmed: _confirmed,
    events.PostReleased: _released,
    events.ThreadReleased: _released,
}


def _sanction(recorded: Recorded) -> Sanction:
    return db.session.get_one(Sanction, recorded.event.subject_id)


def _tell_whom_it_meets(kind: str, sanction: Sanction, **values: str) -> None:
    queue(kind, recipients.person(sanction.person_id), None, link=address(OWN_PAGE), **values)


def _who_may(acting: Actor, permission: P, subject: Any, role: PlatformRole) -> list[Person]:
    holders = select(PlatformRoleGrant.person_id).where(PlatformRoleGrant.role == role)
    return recipients.who_may(acting, permission, subject, db.session.scalars(holders.order_by("person_id")))


def _title(ref: SubjectRef) -> str:
    """What the thread of a post, or a thread, is called."""
    query = select(Thread.title)
    if ref.kind == "post":
        query = query.join(Post, Post.thread_id == Thread.id).where(Post.id == ref.id)
    else:
        query = query.where(Thread.id == ref.id)
    return db.session.scalar(query) or ""
