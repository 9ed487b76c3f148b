"""The secret address of one's own feed: made, shown once, revoked. Whoever has it reads what its owner may see."""

from platform_app import events
from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts.credentials import digest, new_secret
from platform_app.following.models_choices import NoticeFeed
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.kernel.use_case import record, use_case


@use_case
def make_feed(actor: Actor) -> str:
    """Make a new secret; the one before stops working. It is given out this once and kept as a hash."""
    require(actor, P.NOTICE_FEED)
    if actor.id is None:
        raise NotFound
    secret = new_secret()
    row = db.session.get(NoticeFeed, actor.id) or NoticeFeed(person_id=actor.id)
    row.secret_hash, row.created_at = digest(secret), clock.now()
    db.session.add(row)
    record(events.NoticeFeedMade(actor.id))
    return secret


@use_case
def revoke_feed(actor: Actor) -> None:
    """Have the secret open nothing any more; without one nothing happens."""
    require(actor, P.NOTICE_FEED)
    row = db.session.get(NoticeFeed, actor.id or 0)
    if row is not None:
        db.session.delete(row)
        record(events.NoticeFeedRevoked(row.person_id))
