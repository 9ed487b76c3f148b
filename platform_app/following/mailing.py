"""Writes mail out of notices: at once outside quiet hours, or one digest a day or week.

Whether she may see each thing is asked here, at the moment of writing; what she has read already is left out. Taking
the notices and putting the letter into the queue of mail is one transaction, so of two workers one finds nothing.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from platform_app.access.actor import SYSTEM, Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts import queries as accounts
from platform_app.following import choices, queries, unsubscribing, words
from platform_app.following.inputs import DEFAULT_HOW, DEFAULT_ZONE
from platform_app.following.models import Notice, NoticeDigest
from platform_app.following.models_choices import NoticeChoice, NoticeSettings
from platform_app.following.rhythm import hours, is_quiet, last_due
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import DomainError
from platform_app.kernel.use_case import savepoint, use_case
from platform_app.notifications import recipients
from platform_app.notifications.letterhead import address, queue

log = logging.getLogger(__name__)
MOST_LINES = 40  # of a letter; the page has the rest


def write_due() -> int:
    """Write all mail that is due now; says how many letters."""
    return write_at_once() + write_digests()


def write_at_once() -> int:
    """Write what comes at once, to those who are not in their quiet hours."""
    query = select(Notice.person_id).join(NoticeChoice, _chosen()).where(*_WAITING, NoticeChoice.how == "at_once")
    ids = db.session.scalars(query.distinct().order_by(Notice.person_id)).all()
    return sum(_safely(partial(_write_at_once, SYSTEM, id)) for id in ids)


def write_digests() -> int:
    """Write the digests that are due, each once."""
    due = list(_digests_due())
    return sum(_safely(partial(_write_digest, SYSTEM, *each)) for each in due)


@use_case
def _write_at_once(actor: Actor, person_id: int) -> int:
    require(actor, P.NOTICE_TELL)
    if is_quiet(clock.now(), choices.hours_of(person_id)):
        return 0
    kinds = [kind for kind, how in choices.hows(person_id).items() if how == "at_once"]
    return sum(_letter(person_id, [kind], "notice_at_once", kind) for kind in kinds)


@use_case
def _write_digest(actor: Actor, person_id: int, how: str, on: date) -> int:
    require(actor, P.NOTICE_TELL)
    try:
        with savepoint():
            db.session.add(NoticeDigest(person_id=person_id, how=how, on=on))
            db.session.flush()
    except IntegrityError:  # another worker was faster
        return 0
    kinds = [kind for kind, own in choices.hows(person_id).items() if own == how]
    return _letter(person_id, kinds, f"notice_{how}", how)


def _letter(person_id: int, kinds: Sequence[str], letter: str, topic: str) -> int:
    """Take what waits of some kinds and write it down, as far as she may see it now."""
    hers = (*_WAITING, Notice.person_id == person_id, Notice.kind.in_(kinds))
    taken = db.session.scalars(update(Notice).where(*hers).values(to_mail=False).returning(Notice.id)).all()
    reader = accounts.actor_of(person_id) if taken else None
    groups = queries.grouped(reader, taken) if reader else []
    if not groups:
        return 0
    language = recipients.person(person_id).language
    lines = [f"· {words.sentence(group, language)}\n  {address(words.path(group))}" for group in groups[:MOST_LINES]]
    stop = unsubscribing.link(person_id, topic)
    queue(
        letter,
        recipients.person(person_id),
        first=words.sentence(groups[0], language),
        count=str(len(groups)),
        lines="\n".join(lines),
        link=address("/notices"),
        settings=address("/account/notices"),
        stop=stop,
        unsubscribe=stop,
    )
    return 1


def _digests_due() -> Iterator[tuple[int, str, date]]:
    """Person, daily or weekly, and the day it was due; what came after that waits for the next one."""
    how = func.coalesce(NoticeChoice.how, DEFAULT_HOW)
    zone = (NoticeSettings.time_zone, NoticeSettings.quiet_from, NoticeSettings.quiet_until)
    query = (
        select(Notice.person_id, how, func.min(Notice.at), *zone)
        .outerjoin(NoticeChoice, _chosen())
        .outerjoin(NoticeSettings, NoticeSettings.person_id == Notice.person_id)
        .where(*_WAITING, how.in_(("daily", "weekly")))
        .group_by(Notice.person_id, how, *zone)
        .order_by(Notice.person_id)
    )
    now = clock.now()
    for person_id, rhythm, oldest, time_zone, quiet_from, quiet_until in db.session.execute(query).all():
        due = last_due(rhythm, now, hours(time_zone or DEFAULT_ZONE, quiet_from, quiet_until))
        if oldest < due and db.session.get(NoticeDigest, (person_id, rhythm, due.date())) is None:
            yield person_id, rhythm, due.date()


def _chosen() -> ColumnElement[bool]:
    return (NoticeChoice.person_id == Notice.person_id) & (NoticeChoice.kind == Notice.kind)


def _safely(write: Callable[[], int]) -> int:
    """One person's trouble is not the others'."""
    try:
        return write()
    except (SQLAlchemyError, DomainError):
        log.exception("a letter of notices could not be written; it is tried again")
        return 0


_WAITING = (Notice.to_mail.is_(True), Notice.read_at.is_(None))
