"""The public log of moderation: what kind of act, in which field, for what kind of reason, by whom as a role.

Its rows are written before the commit and hold no name and no id of a person, a post or a report.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import func, select

from platform_app import events
from platform_app.access.actor import Actor
from platform_app.cases.models import Case
from platform_app.exchange.models import Post, Thread
from platform_app.kernel.db import db
from platform_app.kernel.pages import Page, PageRequest, after_keys, cut, decode_cursor
from platform_app.kernel.use_case import Recorded
from platform_app.moderation.models_matters import Matter
from platform_app.moderation.models_sanctions import PublicAct, Sanction
from platform_app.moderation.roles import role_of

ACTS = (
    "post_hidden", "post_shown", "thread_hidden", "thread_shown", "thread_locked", "thread_merged", "case_taken_off",
    "warned", "silenced", "suspended", "reinstated", "no_consequence", "appeal_upheld", "appeal_dismissed",
)  # fmt: skip


def note(recorded: Recorded) -> None:
    """Append the line of one event, if it is one that the public is told."""
    act, told = _TOLD[type(recorded.event)]
    line = told(recorded.event)
    if line is not None:
        db.session.add(PublicAct(at=recorded.at, act=act, by_role=role_of(recorded.actor), **line))


def lines(actor: Actor, page: PageRequest) -> Page[PublicAct]:
    """The log, newest first, for everybody."""
    total = db.session.scalar(select(func.count(PublicAct.id)))
    query = select(PublicAct).order_by(PublicAct.id.desc()).limit(page.limit + 1)
    if page.cursor:
        query = query.where(after_keys([PublicAct.id], decode_cursor(page.cursor, 1), descending=True))
    return cut(db.session.scalars(query).all(), page.limit, lambda row: [row.id], total)


Line = Mapping[str, Any] | None


def _post(event: Any) -> Line:
    field = select(Thread.field_slug).join(Post, Post.thread_id == Thread.id).where(Post.id == event.subject_id)
    return {"field_slug": db.session.scalar(field), "category": _category(event)}


def _thread(event: Any) -> Line:
    field = select(Thread.field_slug).where(Thread.id == event.subject_id)
    return {"field_slug": db.session.scalar(field), "category": _category(event)}


def _case(event: Any) -> Line:
    return {"field_slug": db.session.scalar(select(Case.field_slug).where(Case.id == event.subject_id))}


def _sanction(event: Any) -> Line:
    sanction = db.session.get_one(Sanction, event.subject_id)
    return {"field_slug": sanction.field_slug, "category": sanction.category, "days": sanction.days}


def _person(event: Any) -> Line:
    return {"category": _category(event)}


def _matter(event: Any) -> Line:
    matter = db.session.get_one(Matter, event.subject_id)
    if matter.outcome != "nothing":
        return None
    return {"field_slug": matter.field_slug, "category": matter.category}


def _category(event: Any) -> str | None:
    """Of the newest sanction for it, which `sanctioning` has just written or lifted."""
    query = select(Sanction.category).where(
        Sanction.subject_kind == event.subject_kind, Sanction.subject_id == event.subject_id
    )
    kinds = Sanction.kind.in_(("hide", "suspend"))
    return db.session.scalar(query.where(kinds).order_by(Sanction.id.desc()).limit(1))


def _act_alone(event: Any) -> Line:
    field = select(Thread.field_slug).where(Thread.id == event.subject_id)
    return {"field_slug": db.session.scalar(field)}


_TOLD: Mapping[type, tuple[str, Callable[[Any], Line]]] = {
    events.PostHidden: ("post_hidden", _post),
    events.PostShownAgain: ("post_shown", _post),
    events.ThreadHidden: ("thread_hidden", _thread),
    events.ThreadShownAgain: ("thread_shown", _thread),
    events.ThreadLocked: ("thread_locked", _act_alone),
    events.ThreadMerged: ("thread_merged", _act_alone),
    events.CaseUnpublished: ("case_taken_off", _case),
    events.PersonWarned: ("warned", _sanction),
    events.PersonSilenced: ("silenced", _sanction),
    events.PersonSuspended: ("suspended", _person),
    events.PersonReinstated: ("reinstated", _person),
    events.MatterDecided: ("no_consequence", _matter),
    events.SanctionLifted: ("appeal_upheld", _sanction),
    events.SanctionConfirmed: ("appeal_dismissed", _sanction),
}


def is_told(event: type) -> bool:
    """Does the public read of this kind of event?"""
    return event in _TOLD
