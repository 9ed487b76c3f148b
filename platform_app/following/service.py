"""Follow and mute; mark notices as read; choose what comes by mail."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from platform_app.access.actor import Actor
from platform_app.access.check import require, visible
from platform_app.access.permissions import P
from platform_app.accounts import queries as accounts
from platform_app.following import choices, subjects, unsubscribing
from platform_app.following.inputs import KINDS, FollowHow, NoticePreferences
from platform_app.following.models import Follow, Notice
from platform_app.following.unsubscribing import Subscription
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.kernel.use_case import use_case

MOST_AT_ONCE = 100


@use_case
def follow(actor: Actor, kind: str, ref: str, *, how: FollowHow = "follow") -> Follow:
    """Follow something, or mute it, which wins over everything; choosing again replaces what was chosen.

    Raises:
        NotFound: there is no such thing, or she may not see it.
    """
    require(actor, P.FOLLOW_SET)
    own = subjects.find(actor, kind, ref)
    if actor.id is None:
        raise NotFound
    row = db.session.get(Follow, (actor.id, kind, own)) or Follow(person_id=actor.id, kind=kind, ref=own)
    row.how, row.is_automatic, row.at = how, False, clock.now()
    db.session.add(row)
    if how == "mute":
        _hush(actor.id, kind, own)
    return row


@use_case
def unfollow(actor: Actor, kind: str, ref: str) -> None:
    """Neither follow nor mute something; it may be gone from her sight by now."""
    require(actor, P.FOLLOW_SET)
    try:
        own = subjects.find(actor, kind, ref)
    except NotFound:
        own = ref
    mine = (Follow.person_id == actor.id, Follow.kind == kind, Follow.ref == own)
    db.session.execute(delete(Follow).where(*mine))


@use_case
def mark_read(actor: Actor, ids: list[int]) -> int:
    """Mark the lines that these notices stand in as read, up to them; says how many notices that were."""
    require(actor, P.NOTICE_MARK)
    own = select(Notice).where(visible(actor, P.NOTICE_SEE, Notice), Notice.id.in_(ids[:MOST_AT_ONCE]))
    return sum(_read(actor, *_line_of(notice), at=clock.now()) for notice in db.session.scalars(own).all())


@use_case
def mark_all_read(actor: Actor, *, up_to: int) -> datetime:
    """Mark everything as read that is not newer than this notice; the moment is what undoing needs."""
    require(actor, P.NOTICE_MARK)
    now = clock.now()
    _read(actor, Notice.id <= up_to, at=now)
    return now


@use_case
def undo_all_read(actor: Actor, moment: datetime) -> None:
    """Have everything wait again that was marked as read at one moment."""
    require(actor, P.NOTICE_MARK)
    mine = (visible(actor, P.NOTICE_SEE, Notice), Notice.read_at == moment)
    db.session.execute(update(Notice).where(*mine).values(read_at=None))


@use_case
def mark_unread(actor: Actor, ids: list[int]) -> int:
    """Have notices wait again; those that belong to the line with them."""
    require(actor, P.NOTICE_MARK)
    own = select(Notice).where(visible(actor, P.NOTICE_SEE, Notice), Notice.id.in_(ids[:MOST_AT_ONCE]))
    marked = 0
    for notice in db.session.scalars(own).all():
        wanted = (visible(actor, P.NOTICE_SEE, Notice), *_line_of(notice), Notice.read_at == notice.read_at)
        marked += db.session.execute(update(Notice).where(*wanted).values(read_at=None)).rowcount  # type: ignore[attr-defined]
    return marked


@use_case
def choose(actor: Actor, wanted: NoticePreferences) -> NoticePreferences:
    """Choose how each kind of notice comes by mail, and when none comes at once."""
    require(actor, P.NOTICE_CHOOSE)
    if actor.id is None:
        raise NotFound
    choices.put_hows(actor.id, {kind: getattr(wanted, kind) for kind in KINDS})
    choices.put_hours(actor.id, wanted)
    return wanted


@use_case
def unsubscribe(actor: Actor, token: str) -> Subscription:
    """Stop one kind of mail, or a digest, by the link in it; whoever has the link may. Twice is once.

    Raises:
        NotFound: we have never given out such a link.
    """
    require(actor, P.NOTICE_UNSUBSCRIBE)
    wanted = unsubscribing.read(token)
    if accounts.actor_of(wanted.person_id) is None:
        raise NotFound
    hows = choices.hows(wanted.person_id)
    stopped = [kind for kind, how in hows.items() if wanted.topic in (kind, how)]
    choices.put_hows(wanted.person_id, dict.fromkeys(stopped, "never"))
    return wanted


def _hush(person_id: int, kind: str, ref: str) -> None:
    """What waits of something that is muted now waits no longer."""
    mine = (Notice.person_id == person_id, Notice.subject_kind == kind, Notice.read_at.is_(None))
    if kind in ("thread", "case"):
        values = {"read_at": clock.now(), "to_mail": False}
        db.session.execute(update(Notice).where(*mine, Notice.subject_id == int(ref)).values(values))


def _line_of(notice: Notice) -> tuple[Any, ...]:
    same = (Notice.kind == notice.kind, Notice.what == notice.what, Notice.group_key == notice.group_key)
    return (*same, Notice.id <= notice.id)


def _read(actor: Actor, *which: Any, at: datetime) -> int:
    unread = (visible(actor, P.NOTICE_SEE, Notice), Notice.read_at.is_(None), *which)
    values = {"read_at": at, "to_mail": False}
    return int(db.session.execute(update(Notice).where(*unread).values(values)).rowcount)  # type: ignore[attr-defined]
