"""Webhooks of an organisation: make, change, try, repeat, take away; and switch off what fails for too long.

A name is resolved before the transaction begins: nobody waits for the database while a name server thinks.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import delete, func, select, update

from platform_app.access.actor import Actor
from platform_app.access.check import require
from platform_app.access.permissions import P
from platform_app.accounts import queries as accounts
from platform_app.events import (
    WebhookDisabled,
    WebhookEdited,
    WebhookMade,
    WebhookRemoved,
    WebhookRepeated,
    WebhookSecretChanged,
    WebhookTried,
)
from platform_app.kernel import clock
from platform_app.kernel.db import db
from platform_app.kernel.errors import Conflict, Invalid, Stale
from platform_app.kernel.messages import msg
from platform_app.kernel.use_case import record, use_case
from platform_app.webhooks import addresses, posting, queries, queue, signing
from platform_app.webhooks.inputs import MOST_OF_ONE, NewWebhook, WebhookChange
from platform_app.webhooks.models import FAILED, WAITING, Delivery, Webhook

BOTH_SECRETS_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Issued:
    """A webhook with its secret, which is shown this once."""

    webhook: Webhook
    secret: str = field(repr=False)


def register(actor: Actor, org_id: int, new: NewWebhook) -> Issued:
    """Have a program told of things.

    Raises:
        Invalid: its address is unknown or not public.
        Conflict: the organisation has as many as it may.
    """
    require(actor, P.WEBHOOK_KEEP, accounts.organisation(actor, org_id))
    _check_place(new.url)
    return _register(actor, org_id, new)


def edit(actor: Actor, webhook_id: int, change: WebhookChange, *, version: int) -> Webhook:
    """Change a webhook, or switch it on or off.

    Raises:
        Invalid: its new address is unknown or not public.
        Stale: it is no longer at `version`.
    """
    queries.webhook(actor, webhook_id)
    if change.url is not None:
        _check_place(change.url)
    return _edit(actor, webhook_id, change, version=version)


@use_case
def change_secret(actor: Actor, webhook_id: int) -> Issued:
    """Sign with a new secret; the former one signs too for a day, so that the receiver can change over."""
    row = queries.webhook_for_change(actor, webhook_id)
    require(actor, P.WEBHOOK_KEEP, row)
    row.former_secret, row.former_until = row.secret, clock.now() + BOTH_SECRETS_FOR
    row.secret = signing.new_secret()
    db.session.flush()
    record(WebhookSecretChanged(row.id, row.org_id))
    return Issued(row, row.secret)


@use_case
def remove(actor: Actor, webhook_id: int, *, version: int) -> None:
    """Tell it nothing any more, and forget what it was told.

    Raises:
        Stale: it is no longer at `version`.
    """
    row = queries.webhook_for_change(actor, webhook_id)
    require(actor, P.WEBHOOK_KEEP, row)
    if row.version != version:
        raise Stale(row)
    db.session.execute(delete(Delivery).where(Delivery.webhook_id == row.id))
    db.session.delete(row)
    db.session.flush()
    record(WebhookRemoved(row.id, row.org_id))


@use_case
def ping(actor: Actor, webhook_id: int) -> Delivery:
    """Send a test.

    Raises:
        Conflict: it is switched off.
    """
    row = queries.webhook_for_change(actor, webhook_id)
    require(actor, P.WEBHOOK_KEEP, row)
    _check_active(row)
    made = queue.put_ping(row, clock.now())
    record(WebhookTried(row.id, row.org_id))
    return made


@use_case
def repeat(actor: Actor, webhook_id: int, delivery_id: int) -> Delivery:
    """Send the same once more, under the same key.

    Raises:
        Conflict: it waits already, or the webhook is switched off.
    """
    row = queries.webhook_for_change(actor, webhook_id)
    require(actor, P.WEBHOOK_KEEP, row)
    _check_active(row)
    again = queries.delivery(actor, webhook_id, delivery_id)
    due = (Delivery.id == again.id, Delivery.state != WAITING)
    values = {"state": WAITING, "attempts": 0, "next_try_at": clock.now(), "ended_at": None}
    if db.session.scalar(update(Delivery).where(*due).values(values).returning(Delivery.id)) is None:
        raise Conflict(msg("This is on its way already."), "delivery_waiting")
    db.session.refresh(again)
    record(WebhookRepeated(row.id, row.org_id))
    return again


@use_case
def disable_failing(actor: Actor, webhook_id: int) -> None:
    """Switch off what has failed for too long; what waits for it fails. Twice is once."""
    row = queries.webhook_for_change(actor, webhook_id)
    require(actor, P.WEBHOOK_KEEP, row)
    if row.is_active:
        _switch_off(row, "failing")
        record(WebhookDisabled(row.id, row.org_id))


@use_case
def _register(actor: Actor, org_id: int, new: NewWebhook) -> Issued:
    organisation = accounts.organisation(actor, org_id)
    require(actor, P.WEBHOOK_KEEP, organisation)
    count = select(func.count(Webhook.id)).where(Webhook.org_id == org_id)
    if (db.session.scalar(count) or 0) >= MOST_OF_ONE:
        raise Conflict(msg("An organisation has at most {most} webhooks.", most=MOST_OF_ONE), "too_many_webhooks")
    row = Webhook(
        org_id=organisation.id,
        org_path=organisation.path,
        secret=signing.new_secret(),
        made_by_id=actor.id,
        **new.model_dump(),
    )
    db.session.add(row)
    db.session.flush()
    record(WebhookMade(row.id, row.org_id))
    return Issued(row, row.secret)


@use_case
def _edit(actor: Actor, webhook_id: int, change: WebhookChange, *, version: int) -> Webhook:
    row = queries.webhook_for_change(actor, webhook_id)
    require(actor, P.WEBHOOK_KEEP, row)
    if row.version != version:
        raise Stale(row)
    for name in ("name", "url", "events", "scope"):
        if (value := getattr(change, name)) is not None:
            setattr(row, name, value)
    if change.is_active and not row.is_active:
        row.disabled_at, row.disabled_because, row.failures, row.failing_since = None, None, 0, None
    elif change.is_active is False and row.is_active:
        _switch_off(row, "switched_off")
    db.session.flush()
    record(WebhookEdited(row.id, row.org_id))
    return row


def _switch_off(row: Webhook, because: str) -> None:
    row.disabled_at, row.disabled_because = clock.now(), because
    values = {"state": FAILED, "error": "off", "ended_at": clock.now()}
    db.session.execute(update(Delivery).where(Delivery.webhook_id == row.id, Delivery.state == WAITING).values(values))


def _check_active(row: Webhook) -> None:
    if not row.is_active:
        raise Conflict(msg("This webhook is switched off. Switch it on first."), "webhook_off")


def _check_place(url: str) -> None:
    try:
        addresses.resolve(addresses.parse(url))
    except addresses.Refused as error:
        raise Invalid.one("url", posting.ERRORS[error.key]) from None
