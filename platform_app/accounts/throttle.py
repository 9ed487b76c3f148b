"""Counts tries by address and by client in the database, so that the count holds over several processes.

A try is counted and committed before it is made, so that many at once do not slip through; a
success takes back what was counted for the address. It never asks whether an account exists.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import ColumnElement, delete, select

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts.credentials import client_key, digest, email_key
from platform_app.accounts.keys import Attempt
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Throttled
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import use_case

PASSWORD = "password"
MAIL = "mail"
FEED = "feed"  # addresses of feeds that open nothing: guessed, or revoked and still asked for
WINDOW = timedelta(minutes=15)
KEPT = timedelta(days=1)
# Tries in a window by (address, client). An office shares one client.
LIMITS = {PASSWORD: (10, 60), MAIL: (5, 30), FEED: (60, 60)}


@use_case
def count(actor: Actor, purpose: str, email: str, client: str | None) -> None:
    """Count one try.

    Raises:
        Throttled: there were too many; this one was not counted.
    """
    require(actor, P.ACCOUNT_ENTER)
    now = clock.now()
    key, caller = digest(email_key(email)), client_key(client)
    by_address, by_client = LIMITS[purpose]
    wait = max(
        _wait(now, by_address, Attempt.purpose == purpose, Attempt.address_hash == key),
        _wait(now, by_client, Attempt.purpose == purpose, Attempt.client == caller),
    )
    if wait:
        raise Throttled(msg("Too many attempts. Please wait {minutes} min.", minutes=ceil(wait / 60)), wait)
    db.session.execute(delete(Attempt).where(Attempt.at < now - KEPT))
    db.session.add(Attempt(purpose=purpose, address_hash=key, client=caller, at=now))


def _wait(now: datetime, most: int, *matching: ColumnElement[bool]) -> int:
    """Seconds until one more try is free; 0 = now."""
    query = select(Attempt.at).where(*matching, Attempt.at > now - WINDOW)
    latest: Sequence[datetime] = db.session.scalars(query.order_by(Attempt.at.desc()).limit(most)).all()
    if len(latest) < most:
        return 0
    return max(1, ceil((latest[-1] + WINDOW - now).total_seconds()))
