"""The secret address of one's own calendar: made, shown once, revoked. Whoever has it reads what its owner may see."""

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts.credentials import digest, new_secret
from platform_app.events import CalendarKeyMade, CalendarKeyRevoked
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import NotFound
from platform_app.kernel.use_case import record, use_case
from platform_app.meetings.models_people import CalendarKey


@use_case
def make_key(actor: Actor) -> str:
    """Make a new secret; the one before stops working. It is given out this once and kept as a hash."""
    require(actor, P.CALENDAR_KEEP)
    if actor.id is None:
        raise NotFound
    secret = new_secret()
    row = db.session.get(CalendarKey, actor.id) or CalendarKey(person_id=actor.id)
    row.secret_hash, row.made_at = digest(secret), clock.now()
    db.session.add(row)
    record(CalendarKeyMade(actor.id))
    return secret


@use_case
def revoke_key(actor: Actor) -> None:
    """Have the secret open nothing any more; without one nothing happens."""
    require(actor, P.CALENDAR_KEEP)
    row = db.session.get(CalendarKey, actor.id or 0)
    if row is not None:
        db.session.delete(row)
        record(CalendarKeyRevoked(row.person_id))
