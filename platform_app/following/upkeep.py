"""Forgets notices that were read long ago: a list of them is no archive."""

from datetime import timedelta

from sqlalchemy import delete, select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.following.models import Notice, NoticeDigest
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.use_case import use_case

KEPT = timedelta(days=180)
AT_ONCE = 500


@use_case
def forget_old(actor: Actor) -> None:
    """Delete some of what was read half a year ago, and what says that digests of that time were written."""
    require(actor, P.NOTICE_TELL)
    long_ago = clock.now() - KEPT
    old = select(Notice.id).where(Notice.read_at < long_ago).order_by(Notice.id).limit(AT_ONCE)
    db.session.execute(delete(Notice).where(Notice.id.in_(db.session.scalars(old).all())))
    db.session.execute(delete(NoticeDigest).where(NoticeDigest.at < long_ago))
