"""Works the queue of notices off: any number of processes at once, and nobody is told twice.

A job is claimed for a while, then told and taken out of the queue in one transaction. A process that dies before that
has told nobody; its claim runs out and another one tells. A job that fails is tried again after the claim, some times.
"""

import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import SQLAlchemyError

from platform_app.access.actor import SYSTEM, Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.following import mailing
from platform_app.following.models import NoticeJob
from platform_app.following.telling import TELLERS
from platform_app.kernel.claims import Claims
from platform_app.kernel.db import db
from platform_app.kernel.errors import DomainError
from platform_app.kernel.use_case import Recorded, use_case
from platform_app.notifications import mail
from platform_app.notifications.worker import Postman

log = logging.getLogger(__name__)
BATCH = 20
CLAIM = timedelta(minutes=10)
MOST_TRIES = 8
_claims = Claims(NoticeJob, NoticeJob.attempts < MOST_TRIES, at_most=BATCH, lasting=CLAIM)

_context: Callable[[], AbstractContextManager[Any]] | None = None
_teller: Postman | None = None


def install(context: Callable[[], AbstractContextManager[Any]], *, background: bool) -> None:
    """Choose whether people are told from a thread or at once; installing again replaces the choice."""
    global _context, _teller
    _context = context
    _teller = Postman(context, tell_and_mail, name="teller") if background else None


def tell_soon(recorded: Sequence[Recorded]) -> None:
    """After a commit: have people told."""
    if _teller:
        _teller.poke()
    elif _context:
        with _context():  # a session of its own: what the caller holds in hers stays there
            tell_and_mail()


def tell_and_mail() -> None:
    """Tell what waits, and write and send the mail that is due at once."""
    if drain() and mailing.write_at_once():
        mail.drain()


def drain() -> int:
    """Tell everything that waits; says how many things were told."""
    told = 0
    while batch := _claims.take():
        for job in batch:
            try:
                told += _tell(SYSTEM, job.id, job.attempts)
            except (SQLAlchemyError, DomainError):
                log.exception("notice job %s (%s) failed; it is tried again when its claim ends", job.id, job.event)
        if len(batch) < BATCH:
            break  # there was no more; who adds to the queue has it worked off
    return told


@use_case
def _tell(actor: Actor, job_id: int, attempts: int) -> int:
    """Tell one thing and take it out of the queue, unless the claim ran out and another process has it."""
    require(actor, P.NOTICE_TELL)
    ours = (NoticeJob.id == job_id, NoticeJob.attempts == attempts)
    job = db.session.scalar(select(NoticeJob).where(*ours).with_for_update())
    if job is None:
        return 0
    with db.session.no_autoflush:  # a teller may name the author as the one who acts; the row goes in any case
        TELLERS[job.event](job)
        db.session.expunge(job)
    db.session.execute(delete(NoticeJob).where(*ours))
    return 1
