"""Whose feed a secret address opens, and whether somebody has one."""

from sqlalchemy import select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts import queries as accounts
from platform_app.accounts.credentials import digest
from platform_app.following.models_choices import NoticeFeed
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound


def feed_of(actor: Actor) -> NoticeFeed | None:
    """Since when she has one; the secret itself nobody knows any more."""
    require(actor, P.NOTICE_FEED)
    return db.session.get(NoticeFeed, actor.id or 0)


def reader_behind(secret: str) -> Actor:
    """Whose feed this secret opens, to read and nothing else.

    Raises:
        NotFound: nobody's, or she is suspended.
    """
    owner = db.session.scalar(select(NoticeFeed.person_id).where(NoticeFeed.secret_hash == digest(secret)))
    reader = accounts.actor_of(owner, scope="read") if owner else None
    if reader is None:
        raise NotFound
    return reader
