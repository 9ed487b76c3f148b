"""Works the queue off. Any number of processes may drain at once: each claims rows for a while before it sends them.

Delivery is at least once, as with mail: a process that dies between sending and noting it leaves a claim that runs
out. A failure is tried again after a growing pause; a target that fails for too long is switched off.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.engine import Row

from platform_app.access.actor import SYSTEM
from platform_app.kernel import clock
from platform_app.kernel.claims import Claims
from platform_app.kernel.db import db, writing
from platform_app.kernel.errors import NotFound
from platform_app.kernel.subjects import SubjectRef
from platform_app.webhooks import catalogue, posting, service, signing
from platform_app.webhooks.models import DROPPED, FAILED, SENT, WAITING, Delivery, Webhook
from platform_app.webhooks.posting import Outcome

log = logging.getLogger(__name__)
BATCH = 10
CLAIM = timedelta(minutes=10)
PAUSES = [timedelta(minutes=m) for m in (1, 5, 30, 120, 360, 720, 1440)]
MOST_FAILURES = 20  # in a row, and for an hour at least: a busy day is no reason to give up after a minute
SHORTEST_FAILING = timedelta(hours=1)
LONGEST_FAILING = timedelta(days=3)
KEPT = timedelta(days=30)
AGENT = "CityExchange-Webhook/1"
_claims = Claims(Delivery, Delivery.state == WAITING, at_most=BATCH, lasting=CLAIM)


def drain(is_over: Callable[[], bool] = lambda: False) -> int:
    """Send everything that is due, or until it is over; says how much was taken."""
    taken = 0
    while not is_over() and (batch := _claims.take()):
        taken += sum(_deliver(row) for row in batch if not is_over())  # the rest is free when its claim runs out
    return taken


def forget_old() -> int:
    """Clear away what ended a month ago; says how much that was."""
    old = (Delivery.state != WAITING, Delivery.created_at < clock.now() - KEPT)
    with writing() as connection:
        return connection.execute(delete(Delivery).where(*old)).rowcount


def _deliver(row: Row[Any]) -> bool:
    db.session.close()  # what was read for the one before is old
    hook = db.session.get(Webhook, row.webhook_id)
    is_told = row.event == catalogue.PING or catalogue.public(SubjectRef(row.subject_kind, row.subject_id)) is not None
    db.session.close()  # no transaction stays open while a stranger's server thinks
    if hook is None or not hook.is_active:
        _note(row, state=FAILED, error="off", ended_at=clock.now())
        return False
    if not is_told:  # it was public when it was noted and is not now
        _note(row, state=DROPPED, ended_at=clock.now())
        return False
    outcome = posting.post(hook.url, row.body.encode(), _headers(hook, row))
    if outcome.error is None:
        _note(row, state=SENT, ended_at=clock.now(), status_code=outcome.status_code, error=None)
        _count(hook, failures=0, failing_since=None)
        return True
    _note_failure(hook, row, outcome)
    return False


def _headers(hook: Webhook, row: Row[Any]) -> dict[str, str]:
    now = clock.now()
    both = hook.former_secret and hook.former_until and hook.former_until > now
    secrets = [hook.secret, *([hook.former_secret] if both and hook.former_secret else [])]
    return {
        "Content-Type": "application/json",
        "User-Agent": AGENT,
        "X-Event": row.event,
        "X-Delivery": row.key,
        "X-Signature": signing.signature(secrets, int(now.timestamp()), row.body.encode()),
    }


def _note_failure(hook: Webhook, row: Row[Any], outcome: Outcome) -> None:
    """Plan the next try, or give up; switch the target off when it has failed for too long."""
    log.info("webhook %s: delivery %s failed at try %s: %s", hook.id, row.id, row.attempts, outcome)
    now = clock.now()
    what = {"error": outcome.error, "status_code": outcome.status_code}
    if row.attempts > len(PAUSES):
        _note(row, state=FAILED, ended_at=now, **what)
    else:
        _note(row, next_try_at=now + PAUSES[row.attempts - 1], **what)
    _let_rest(hook)
    failures, since = _count(hook, failures=Webhook.failures + 1, failing_since=hook.failing_since or now)
    if has_failed_too_long(failures, now - (since or now)):
        with suppress(NotFound):  # it was removed meanwhile
            service.disable_failing(SYSTEM, hook.id)


def has_failed_too_long(failures: int, lasting: timedelta) -> bool:
    """Whether to stop trying: after so many failures in a row, or after so long."""
    return (failures >= MOST_FAILURES and lasting >= SHORTEST_FAILING) or lasting >= LONGEST_FAILING


def _let_rest(hook: Webhook) -> None:
    """What else waits for a target that has just failed waits a little longer, so that others get their turn."""
    then = clock.now() + PAUSES[0]
    waiting = (Delivery.webhook_id == hook.id, Delivery.state == WAITING, Delivery.next_try_at < then)
    with writing() as connection:
        connection.execute(update(Delivery).where(*waiting).values(next_try_at=then))


def _count(hook: Webhook, **values: Any) -> tuple[int, Any]:
    """Set the counters beside the version, which is for people's changes."""
    own = update(Webhook).where(Webhook.id == hook.id).values(updated_at=Webhook.updated_at, **values)
    with writing() as connection:
        found = connection.execute(own.returning(Webhook.failures, Webhook.failing_since)).first()
    return (found[0], found[1]) if found else (0, None)


def _note(row: Row[Any], **values: Any) -> None:
    """Write the outcome, unless the claim ran out and another process has taken the row over."""
    still_ours = (Delivery.id == row.id, Delivery.attempts == row.attempts, Delivery.state == WAITING)
    with writing() as connection:
        connection.execute(update(Delivery).where(*still_ours).values(**values))
